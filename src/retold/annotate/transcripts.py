"""Transcripts set into a report: lines that each begin with the name of who speaks and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from retold.records import Block, Entity, Span

_TURN = re.compile(
    r"^[ \t]*[\"“]?(?P<label>(?:[A-Z][\w.'’-]*)(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin)){0,3}"
    r"(?: \([^)\n]{1,20}\))?):[ \t]+(?P<words>\S[^\n]*)",
    re.MULTILINE,
)
_FEWEST = 4  # lines, of which one label must recur


class Turn(NamedTuple):
    """One speaker's words in a transcript: the words, the label, and whom it names, None if nobody known."""

    words: Span
    label: Span
    name: str | None


def turns(text: str, blocks: Sequence[Block], entities: Sequence[Entity]) -> list[Turn]:
    """The turns of a report; none unless several lines have labels and the labels come again."""
    found = [
        match
        for block in blocks
        if block.kind in ("body", "post", "pull_quote")
        for match in _TURN.finditer(text, block.start, block.end)
    ]
    counts = Counter(match["label"] for match in found)
    recurring = [match for match in found if counts[match["label"]] > 1]
    if len(found) < _FEWEST or len(recurring) * 3 < len(found) * 2:
        return []
    persons = sorted({e.name for e in entities if e.kind == "person"})
    return [
        Turn(
            Span(match.start("words"), match.start("words") + len(match["words"].rstrip(' \t"”'))),
            Span(match.start("label"), match.end("label")),
            _named(match["label"], persons),
        )
        for match in found
    ]


def _named(label: str, persons: Sequence[str]) -> str | None:
    """Whom a label means: a person of the report by surname or initials, else a label that is a name."""
    bare = re.sub(r"\s*\(.*\)$", "", label).strip(". ")
    by_name = [p for p in persons if p.split()[-1].casefold() == bare.split()[-1].casefold()]
    if len(by_name) == 1:
        return by_name[0]
    letters = bare.replace(".", "")
    if letters.isupper() and len(letters) <= 3:
        initials = [p for p in persons if "".join(w[0] for w in p.split()).upper() == letters]
        return initials[0] if len(initials) == 1 else None
    return bare.title() if bare.isupper() else bare
