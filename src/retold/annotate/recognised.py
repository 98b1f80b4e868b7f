"""Speakers who are only described in one place and named beside the same words in another."""

from __future__ import annotations

from collections.abc import Sequence

from retold.annotate.cast import Cast
from retold.annotate.said import Said
from retold.records import Span
from retold.text.quotations import Quotation
from retold.text.tokens import keys

_DESCRIBED = "described, not named"
_FEWEST = 4  # longer words that two tellings of the same words must share
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
    for said in described:
        words = frozenset(k for span in said.content for k in keys(who.text[slice(*span)]))
        for other in named:
            if _same_words(who.text, words, other, quotes) and said.speaker and other.speaker:
                names.setdefault(said.speaker.casefold(), set()).add(other.speaker)
    for said in found:
        meant = names.get((said.speaker or "").casefold(), set())
        if said.why == _DESCRIBED and len(meant) == 1:
            said.speaker = next(iter(meant))
            said.why = f"these words are given to {said.speaker} elsewhere in this report"


def _same_words(text: str, words: frozenset[str], other: Said, quotes: Sequence[Quotation]) -> bool:
    """Whether a partly quoted telling has its quoted words, and most of its longer ones, from `words`."""
    inside = [Span(q.start, q.end) for q in quotes if any(c.start <= q.start < c.end for c in other.content)]
    quoted = {k for span in inside for k in keys(text[slice(*span)])}
    longer = {k for span in other.content for k in keys(text[slice(*span)]) if len(k) > 4}
    shared = longer & words
    return bool(quoted) and quoted <= words and len(shared) >= _FEWEST and len(shared) >= _SHARE * len(longer)
