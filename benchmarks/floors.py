"""Floors: figures on small fixed samples that may rise and never fall.

A floor lies in floors.json with the hash of the sample it was measured on. `python -m benchmarks floors`
measures again and fails where a figure is below its floor, or where a sample is another one and has no
floor yet; `python -m benchmarks.floors --raise` writes floors for new samples and higher ones where
figures have risen. Samples of the public data are taken where its folder lies beside the checkout, and
left out, by name, where it does not. No clock is read.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BENCH = HERE.parents[1] / "shared" / "bench"
FLOORS = HERE / "floors.json"
SLACK = 0.005  # a figure this far below its floor is still rounding: libraries differ in the last digits

Figures = dict[str, float]

# task -> (gold file below the data folder, rows in the sample, figures that count)
SAMPLES: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "extraction": ("extraction/zyte/gold.jsonl", 24, ("f1", "word_f1")),
    "dates": ("dates/timebank.jsonl", 60, ("all.value_f1", "date_time.value_f1")),
    "quotes": (
        "quotes/polnear-dev.jsonl",
        14,
        (
            "all.content_exact_f1",
            "all.content_overlap_f1",
            "direct.content_exact_f1",
            "direct.content_overlap_f1",
        ),
    ),
    "stories": ("stories/galaxy.jsonl", 60, ("b3_f1",)),
    "relations": ("reuse/pairs.tsv", 40, ("copied.macro_f1", "three.macro_f1")),
    "alignments": ("reuse/alignments.tsv", 260, ("f1", "kind_accuracy")),
}


def check(raising: bool = False) -> int:
    """0 where every figure stands at or above its floor, else 1; prints a line a figure."""
    known: dict[str, dict[str, Any]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    passed = failed = 0
    for name, digest, measure in _measures():
        floor = known.get(name, {})
        for figure, value in measure().items():
            least = float(floor.get("figures", {}).get(figure, 0.0)) if floor.get("sample") == digest else 0.0
            good = value >= least - SLACK
            passed, failed = passed + good, failed + (not good)
            sys.stdout.write(
                f"{'ok  ' if good else 'FELL'} {name} {figure} {value:.4f} (floor {least:.4f})\n"
            )
            if raising:
                entry = known.setdefault(name, {})
                if entry.get("sample") != digest:
                    entry.update(sample=digest, figures={})
                entry["figures"][figure] = max(round(value, 4), least)
    if raising:
        FLOORS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"floors: {passed} passed, {failed} failed\n")
    return int(failed > 0)


def _measures() -> Iterator[tuple[str, str, Callable[[], Figures]]]:
    """Name, hash of the sample, and the measurement, for every floor that can be measured here."""
    yield "synthetic", _hash((HERE / "synthetic.py").read_bytes()), _synthetic
    grown = sorted((HERE / "traditions").rglob("*.py"))
    digest = _hash(b"".join(path.read_bytes() for path in (HERE / "lineage.py", *grown)))
    yield "lineage", digest, import_module("benchmarks.lineage").floor_figures
    if not BENCH.is_dir():
        sys.stdout.write("left out: the public data does not lie beside this checkout\n")
        return
    for task, (gold, rows, figures) in SAMPLES.items():
        sample = _head(BENCH / gold, rows)
        yield task, _hash(sample), lambda t=task, s=sample, g=gold, f=figures: _task(t, g, s, f)  # type: ignore[misc]


def _synthetic() -> Figures:
    """Mean recall and precision of borrowed sentences over all ways and strengths of copying."""
    rows = list(import_module("benchmarks.synthetic").measured(1, 2))
    return {name: sum(row[name] for row in rows) / len(rows) for name in ("recall", "precision")}


def _task(task: str, gold: str, sample: bytes, figures: tuple[str, ...]) -> Figures:
    """Figures of one task on its sample, in a folder laid out as the data is."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / gold).parent.mkdir(parents=True)
        (folder / gold).write_bytes(sample)
        _bring_along(task, gold, sample, folder)
        out = folder / "predictions.jsonl"
        with out.open("w", encoding="utf-8") as file:
            for row in import_module(f"benchmarks.tasks.{task}").predict(folder):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        scored = _scorer().main(task, folder / gold, out)
    return {figure: float(_at(scored, figure)) for figure in figures}


def _bring_along(task: str, gold: str, sample: bytes, folder: Path) -> None:
    """The files that the rows of the sample point to."""
    if task == "extraction":
        for line in sample.splitlines():
            page = f"{json.loads(line)['id']}.html.gz"
            shutil.copy((BENCH / gold).parent / page, (folder / gold).parent / page)
    if task in ("relations", "alignments"):
        for name in ("texts.jsonl", "sentences.json", "pairs.tsv", "alignments.tsv"):
            if not (folder / "reuse" / name).exists():
                shutil.copy(BENCH / "reuse" / name, folder / "reuse" / name)


def _head(path: Path, rows: int) -> bytes:
    """The first rows of a file; a table keeps its heading."""
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join(lines[: rows + (path.suffix == ".tsv")])


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _at(scored: Mapping[str, Any], path: str) -> float:
    value: Any = scored
    for key in path.split("."):
        value = value[key]
    return float(value or 0.0)


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(BENCH / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(check(raising="--raise" in sys.argv[1:]))
