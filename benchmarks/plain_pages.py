"""Body F1 on pages turned to bare lines: `python -m benchmarks.plain_pages [--data DIR] [--out FILE]`.

The pages of the extraction task are stripped of their markup, a line for each block, as a crawler leaves
a page; the body is then found from the lines alone. Written are the predictions that score.py reads.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from retold.config import ExtractSettings
from retold.errors import InputError
from retold.extract import extract
from retold.extract.decode import decoded
from retold.extract.marks import page_lines
from retold.extract.tree import tree_of
from retold.records import Page

BODY = ("body", "crosshead", "post")


def main() -> int:
    """Writes a prediction for every page; the exit code is 0."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[1])
    parser.add_argument("--data", type=Path, default=Path("../shared/bench"))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("w", encoding="utf-8") as file:
        for row in predict(given.data):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


def predict(data: Path) -> Iterator[dict[str, object]]:
    """A row for every page of every `extraction/*/gold.jsonl`, its lines the only thing looked at."""
    for gold in sorted((data / "extraction").glob("*/gold.jsonl")):
        with gold.open(encoding="utf-8") as rows:
            for name in (str(json.loads(row)["id"]) for row in rows if row.strip()):
                page = gold.parent / f"{name}.html.gz"
                text = bare_lines(gzip.decompress(page.read_bytes())) if page.exists() else ""
                yield {"id": name, **_found(name, text)}


def bare_lines(content: bytes) -> str:
    """The page's visible text, a line for each block, an empty line between them."""
    try:
        tree = tree_of(decoded(Page(path="", line=None, media="html", content=content)))
    except InputError:
        return ""
    return "\n\n".join(line.text for line in page_lines(tree))


def _found(name: str, text: str) -> dict[str, object]:
    try:
        page = Page(path=f"{name}.txt", line=None, media="text", content=text.encode("utf-8", "replace"))
        report = extract(page, ExtractSettings(shortest_body=1))
    except InputError:
        return {"text": "", "title": ""}
    body = "\n".join(report.text[b.start : b.end] for b in report.blocks if b.kind in BODY)
    return {"text": body, "title": report.title}


if __name__ == "__main__":
    sys.exit(main())
