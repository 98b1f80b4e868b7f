"""`python -m benchmarks predict TASK --data DIR --out FILE` and `python -m benchmarks floors`.

predict writes the predictions of a task as JSON Lines, a row for every row of the data laid out below
DIR; of a row only what a user would have is read, never the answers. floors checks that no figure of
the small fixed samples has fallen.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

TASKS = ("extraction", "dates", "quotes", "stories", "relations", "alignments")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; the exit code is 0 where all went well, 1 where a floor was broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n\n", 1)[1])
    commands = parser.add_subparsers(dest="command", required=True)
    predict = commands.add_parser("predict", help="write predictions for one task")
    predict.add_argument("task", choices=TASKS)
    predict.add_argument("--data", type=Path, default=Path("../shared/bench"), help="folder of data")
    predict.add_argument("--out", type=Path, required=True, help="file of JSON Lines to write")
    commands.add_parser("floors", help="check that no figure has fallen")
    given = parser.parse_args(arguments)
    if given.command == "floors":
        return int(import_module("benchmarks.floors").check())
    return _predict(given.task, given.data, given.out)


def _predict(task: str, data: Path, out: Path) -> int:
    if not data.is_dir():
        sys.stderr.write(f"no folder {data}: name the folder of the data with --data\n")
        return 1
    rows = 0
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        for row in import_module(f"benchmarks.tasks.{task}").predict(data):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            rows += 1
    sys.stderr.write(f"{task}: {rows} rows written to {out}\n")
    return 0 if rows else 1


if __name__ == "__main__":
    sys.exit(main())
