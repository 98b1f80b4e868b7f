"""Attributions: every `*.jsonl` under DIR/quotes; of a row only what a reader has is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from retold.annotate import annotate
from retold.config import AnnotateSettings
from retold.records import Attribution, Block, Published, Report, Span

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")


def predict(data: Path) -> Iterator[dict[str, object]]:
    """One row a report: its id and its attributions as offsets into the row's text."""
    for path in sorted((data / "quotes").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield _row(json.loads(line))


def _row(row: Mapping[str, object]) -> dict[str, object]:
    annotation = annotate(report_of(row), AnnotateSettings())
    return {"id": row["id"], "attributions": [_told(a) for a in annotation.attributions]}


def report_of(row: Mapping[str, object]) -> Report:
    """The row as a report, its text as it stands: a paragraph a block, the first the title if it is that."""
    text, title = str(row["text"]), str(row.get("title") or "")
    blocks = []
    for number, match in enumerate(_PARAGRAPH.finditer(text)):
        repeats = number == 0 and bool(title) and _same(match.group(), title)
        end = match.start() + len(match.group().rstrip())
        blocks.append(Block("title" if repeats else "body", match.start(), end))
    published = str(row.get("published") or "")
    return Report(
        id=str(row["id"]),
        path="-",
        url=None,
        outlet=str(row.get("publisher") or "") or None,
        title=title,
        language="en",
        text=text,
        published=Published(published[:10], "day", "the row's own field") if len(published) >= 10 else None,
        blocks=tuple(blocks),
    )


def _same(paragraph: str, title: str) -> bool:
    """Whether a paragraph is the title, marks and case aside."""
    a, b = (re.findall(r"\w+", s.lower()) for s in (paragraph, title))
    return bool(a) and a == b[: len(a)]


def _told(attribution: Attribution) -> dict[str, object]:
    return {
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
