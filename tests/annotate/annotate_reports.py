"""Reports of a few paragraphs for the tests of this room."""

from __future__ import annotations

import re

from retold.records import Block, Report


def report(text: str, title: str = "", language: str = "en", kinds: dict[int, str] | None = None) -> Report:
    """A report whose paragraphs are body blocks; `kinds` names other kinds by a paragraph's number."""
    whole = f"{title}\n\n{text.strip()}" if title else text.strip()
    blocks = []
    for number, match in enumerate(re.finditer(r"\S(?:[^\n]|\n(?!\n))*", whole)):
        kind = "title" if title and number == 0 else (kinds or {}).get(number, "body")
        blocks.append(Block(kind, match.start(), match.start() + len(match.group().rstrip())))
    return Report("r1", "-", None, None, title, language, whole, None, tuple(blocks))
