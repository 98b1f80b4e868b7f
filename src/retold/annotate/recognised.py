"""Speakers who are only described in one place and named beside the same words in another."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from retold.annotate.cast import Cast
from retold.annotate.said import Said
from retold.text.quotations import Quotation
from retold.text.tokens import keys

_DESCRIBED = "described, not named"
_FEWEST = 4  # longer words that two tellings of the same words must share
_LONG = 5  # characters
_SHARE = 0.6  # of the shorter telling's


def recognise(who: Cast, found: Sequence[Said], quotes: Sequence[Quotation]) -> None:
    """Names the described speakers whose quoted words somebody named is given too, in part."""
    described = [s for s in found if s.why == _DESCRIBED and s.kind == "direct" and s.speaker]
    if not described:
        return
    named = [
        s for s in found
        if s.kind == "mixed" and s.speaker and who.kinds.get(s.speaker) == "person" and s.why != _DESCRIBED
    ]  # fmt: skip
    names: dict[str, set[str]] = {}
    holders: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)  # by word
    for said in described:
        held = frozenset(k for span in said.content for k in keys(who.text[slice(*span)]))
        for word in held:
            holders[word].append((said.speaker or "", held))
    for other in named:
        quoted, longer = _words(who.text, other, quotes)
        rarest = min(sorted(quoted), key=lambda word: len(holders.get(word, ())), default="")
        for description, held in holders.get(rarest, ()):
            shared = longer & held
            if quoted <= held and len(shared) >= max(_FEWEST, _SHARE * len(longer)) and other.speaker:
                names.setdefault(description.casefold(), set()).add(other.speaker)
    for said in found:
        meant = names.get((said.speaker or "").casefold(), set())
        if said.why == _DESCRIBED and len(meant) == 1:
            said.speaker = next(iter(meant))
            said.why = f"these words are given to {said.speaker} elsewhere in this report"


def _words(text: str, said: Said, quotes: Sequence[Quotation]) -> tuple[set[str], set[str]]:
    """The words that a partly quoted telling has inside marks, and the longer ones of all its words."""
    inside = [
        q.span
        for c in said.content
        for q in quotes[
            bisect_left(quotes, c.start, key=lambda q: q.start) : bisect_left(
                quotes, c.end, key=lambda q: q.start
            )
        ]
    ]
    quoted = {k for span in inside for k in keys(text[slice(*span)])}
    longer = {k for span in said.content for k in keys(text[slice(*span)]) if len(k) >= _LONG}
    return quoted, longer
