"""Pull quotes: words of the body set again, large, in the middle of it."""

from __future__ import annotations

from collections.abc import Sequence

from retold.extract.lines import Paragraph
from retold.text.tokens import keys

_LEAST, _MOST = 6, 60  # words of a pull quote
_LONGEST = 2000  # words of a paragraph that is looked into
_GRAM = 6  # words by which a place in the body is looked up
_PLACES = 4  # places looked at for one gram


def pull_quotes(parts: Sequence[Paragraph], within: range) -> list[int]:
    """Indices, of those `within`, whose words stand, all and in order, inside a longer paragraph there."""
    words = [tuple(keys(p.text)) if i in within and p.words <= _LONGEST else () for i, p in enumerate(parts)]
    at: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for i, own in enumerate(words):
        for k in range(len(own) - _GRAM + 1):
            places = at.setdefault(own[k : k + _GRAM], [])
            if len(places) < _PLACES:
                places.append((i, k))
    return [i for i, own in enumerate(words) if _LEAST <= len(own) <= _MOST and _stands_in(own, i, words, at)]


def _stands_in(
    own: tuple[str, ...],
    i: int,
    words: Sequence[tuple[str, ...]],
    at: dict[tuple[str, ...], list[tuple[int, int]]],
) -> bool:
    return any(
        j != i and len(words[j]) > len(own) and words[j][k : k + len(own)] == own
        for j, k in at.get(own[:_GRAM], ())
    )
