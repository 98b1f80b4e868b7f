"""Predicts what the pairs of texts of `DIR/reuse` are to each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.tasks.alignments import pairs_named
from retold.errors import InputError
from retold.records import Annotation, Report
from retold.reuse import align


def predict(data: Path) -> Iterator[dict[str, object]]:
    """Rows `{"a", "b", "relation"}` for all pairs named in the table, as a user's own run tells them."""
    rows: dict[str, dict[str, str]] = {}
    for path in sorted((data / "reuse").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows |= {row["id"]: row for row in (json.loads(line) for line in lines if line.strip())}
    read: dict[str, tuple[Report, Annotation]] = {}
    for a, b in pairs_named(data, "relations"):
        if a not in rows or b not in rows:
            continue
        try:
            for name in (a, b):
                if name not in read:
                    read[name] = report_of(rows[name])
        except InputError:  # nothing readable stands in it, so it shares nothing
            yield {"a": a, "b": b, "relation": "unrelated"}
            continue
        (of_a, notes_a), (of_b, notes_b) = read[a], read[b]
        yield {"a": a, "b": b, "relation": align(of_a, of_b, notes_a, notes_b).relation}


def report_of(row: dict[str, str]) -> tuple[Report, Annotation]:
    """The row as the command reads and annotates it."""
    from retold.annotate import annotate
    from retold.config import AnnotateSettings, ExtractSettings
    from retold.extract import extract
    from retold.records import Page

    page = Page(
        path="-",
        line=1,  # a row says itself that it is a report, however short
        media="text",
        content=str(row["text"]).encode("utf-8"),
        charset="utf-8",
        id=str(row["id"]),
        url=row.get("url") or None,
        title=row.get("title") or None,
    )
    report = extract(page, ExtractSettings())
    return report, annotate(report, AnnotateSettings())
