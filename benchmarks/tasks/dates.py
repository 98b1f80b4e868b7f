"""Predicts the expressions of time of `DIR/dates/*.jsonl`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from retold.annotate.dates import time_expressions
from retold.records import Block, Precision, Published, Report, Sentence
from retold.text.sentences import sentences


def predict(data: Path) -> Iterator[dict[str, object]]:
    """Rows `{"id", "timex": [{"start", "end", "type", "value"}]}` for every document, in order."""
    for path in sorted((data / "dates").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield _row(json.loads(line))


def _row(row: dict[str, str]) -> dict[str, object]:
    """Prediction for one document; only its id, text and date are read."""
    report = _report(str(row["id"]), str(row["text"]), row.get("published"))
    found = time_expressions(report, _sentences(report))
    timex = [{"start": x.start, "end": x.end, "type": x.type, "value": x.value} for x in found]
    return {"id": row["id"], "timex": timex}


def _report(id_: str, text: str, published: str | None) -> Report:
    """The text as a report whose paragraphs are body blocks."""
    paragraphs = re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text)
    blocks = tuple(Block("body", m.start(), m.start() + len(m.group().rstrip())) for m in paragraphs)
    precision: Precision = "time" if published and "T" in published else "day"
    stamp = Published(published, precision, "the row") if published else None
    return Report(id_, "-", None, None, "", "en", text, stamp, blocks)


def _sentences(report: Report) -> list[Sentence]:
    """Sentences of every block."""
    return [
        Sentence(span.start, span.end, block.kind, number)
        for number, block in enumerate(report.blocks)
        for span in sentences(report.text, block.start, block.end)
    ]
