"""Extraction: the article of HTML pages, its title and its day.

The text that is scored is what stands in the article's body: paragraphs and lists (body), crossheads
and posts; title, deck, byline, captions, notes, related links and credits are left out.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from retold.config import ExtractSettings
from retold.errors import InputError
from retold.extract import extract
from retold.records import Page, Report

BODY = ("body", "crosshead", "post")


def predict(data: Path) -> Iterator[dict[str, object]]:
    """A row for every page of every `extraction/*/gold.jsonl`; of a gold row only id and url are read."""
    for gold in sorted((data / "extraction").glob("*/gold.jsonl")):
        with gold.open(encoding="utf-8") as rows:
            for row in rows:
                if row.strip():
                    fields = json.loads(row)
                    yield _prediction(gold.parent, str(fields["id"]), fields.get("url"))


def _prediction(folder: Path, name: str, url: str | None) -> dict[str, object]:
    packed, plain = folder / f"{name}.html.gz", folder / f"{name}.html"
    if packed.exists():
        content = gzip.decompress(packed.read_bytes())
    elif plain.exists():
        content = plain.read_bytes()
    else:
        return {"id": name, "text": ""}
    page = Page(path=f"{name}.html", line=None, media="html", content=content, url=url)
    try:
        report = extract(page, ExtractSettings(shortest_body=1))
    except InputError:
        return {"id": name, "text": ""}
    published = report.published.value if report.published else None
    return {"id": name, "text": body_of(report), "title": report.title, "published": published}


def body_of(report: Report) -> str:
    """What stands in the article's body, a line for each block."""
    return "\n".join(report.text[b.start : b.end] for b in report.blocks if b.kind in BODY)
