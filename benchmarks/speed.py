"""Time and memory of the whole command, from a cold start: `python -m benchmarks.speed [NAME ...]`.

Each run is a process of its own. Seconds are of the wall clock on whatever the machine is doing; memory
is the largest sum of resident pages over the process and its children, sampled from /proc (so it counts
pages that two processes share twice, and is never too low). Run by hand; no test reads a clock.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "pages"


def main() -> int:
    """Prints a line of figures for each run that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["examples", "seeds", "galaxy"], help="|".join(RUNS))
    for name in parser.parse_args().names:
        if name != "examples" and not SHARED.is_dir():
            sys.stdout.write(f"{name}: left out, the public data does not lie beside this checkout\n")
            continue
        with tempfile.TemporaryDirectory() as made:
            seconds, peak, reports = _measured(RUNS[name](Path(made)), Path(made) / "trace.json")
        sys.stdout.write(f"{name}: {reports} reports, {seconds:.1f} s, {peak / 1e6:.0f} MB\n")
    return 0


def _examples(_: Path) -> list[str]:
    return [str(EXAMPLES)]


def _seeds(_: Path) -> list[str]:
    return [str(SHARED / "seeds" / p.name) for p in sorted((SHARED / "seeds").glob("*.txt"))]


def _galaxy(_: Path) -> list[str]:
    return [str(SHARED / "bench" / "stories" / "galaxy.jsonl")]


def _folder_of_2000(folder: Path) -> list[str]:
    """The first 2,000 reports of the public data, a text file each."""
    pages = folder / "pages"
    pages.mkdir()
    for number, row in enumerate(_rows()):
        if number == 2000:
            break
        title = f"{row['title']}\n\n" if row.get("title") else ""
        (pages / f"{number:04}.txt").write_text(f"{title}{row['text']}", encoding="utf-8")
    return [str(pages)]


def _rows() -> Iterator[dict[str, str]]:
    for name in ("stories/galaxy", "stories/ecb", "quotes/polnear-train", "quotes/polnear-dev"):
        for line in (SHARED / "bench" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


RUNS = {"examples": _examples, "seeds": _seeds, "galaxy": _galaxy, "folder": _folder_of_2000}


def _measured(paths: list[str], out: Path) -> tuple[float, int, int]:
    """Seconds, peak bytes and number of reports of one run."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "retold", "trace", *paths, "--json", str(out), "--html", f"{out}.html"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(_resident(pid) for pid in _tree(process.pid)))
            time.sleep(0.05)
    seconds = time.perf_counter() - start
    return seconds, peak, len(json.loads(out.read_text(encoding="utf-8"))["reports"])


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:  # it ended between the listing and the look
                continue
    return found


def _resident(pid: int) -> int:
    """Bytes of resident memory; none once the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    sys.exit(main())
