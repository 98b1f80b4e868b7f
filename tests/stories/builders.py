"""Reports for the tests of stories, made without a page."""

from __future__ import annotations

import re

from retold.records import Block, Published, Report


def report(id: str, text: str, title: str = "", day: str | None = None, language: str = "en") -> Report:
    """A report whose paragraphs are body blocks, the title put before them."""
    full = f"{title}\n\n{text}" if title else text
    blocks = [Block("title", 0, len(title))] if title else []
    start = len(title)
    blocks += [
        Block("body", start + found.start(), start + found.end())
        for found in re.finditer(r"[^\n]+(?:\n[^\n]+)*", full[start:])
    ]
    published = Published(day, "day", "given") if day else None
    return Report(id, f"{id}.txt", None, None, title, language, full, published, tuple(blocks))
