"""Runs of the same words in two reports, wherever sentences begin and end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.reuse.sides import Side

_GRAM = 4  # words; a shorter run says nothing by itself
_PLACES = 8  # of one run of words on one side; what stands more often is a refrain


class Passage(NamedTuple):
    """A run of the same words: its place among the words of either side, and how many there are."""

    a: int
    b: int
    words: int
    said: float  # share of its words inside quotation marks on at least one side
    quoted: bool  # whether it stands inside quotation marks on both sides
    weight: float
    wording: float  # weight of its words that are no names or numbers


class Stream(NamedTuple):
    """All body words of a side in one row."""

    keys: Sequence[str]
    forms: Sequence[str]
    said: Sequence[bool]
    plain: Sequence[bool]


def stream(side: Side) -> Stream:
    """The words of the side's body units, sentence after sentence."""
    body = [unit for unit in side.units if unit.body]
    return Stream(
        [word.key for unit in body for word in unit.words],
        [form for unit in body for form in unit.forms],
        [said for unit in body for said in unit.said],
        [plain for unit in body for plain in unit.plain],
    )


def passages(a: Stream, b: Stream, weight: Mapping[str, float]) -> list[Passage]:
    """Longest runs of at least four words in common, in the order of `b`; none lies in another there.

    Every word of `b` is looked at once: the index of `a`'s word runs does the rest.
    """
    if a.keys == b.keys:  # one text: one run, found without an index
        return [_passage(a, b, 0, 0, len(a.keys), weight)] if len(a.keys) >= _GRAM else []
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(a.keys) - _GRAM + 1):
        places = index[tuple(a.keys[i : i + _GRAM])]
        if len(places) < _PLACES:
            places.append(i)
    found = []
    k = 0
    while k <= len(b.keys) - _GRAM:
        places = index.get(tuple(b.keys[k : k + _GRAM]), [])
        if not places:
            k += 1
            continue
        n, i = max((_length(a.keys, b.keys, i, k), -i) for i in places)
        found.append(_passage(a, b, -i, k, n, weight))
        k += n
    return found


def _length(a: Sequence[str], b: Sequence[str], i: int, k: int) -> int:
    """Words in common from these places on."""
    n, most = 0, min(len(a) - i, len(b) - k)
    while n < most and a[i + n] == b[k + n]:
        n += 1
    return n


def _passage(a: Stream, b: Stream, i: int, k: int, n: int, weight: Mapping[str, float]) -> Passage:
    row = [weight.get(a.forms[i + m], 0.0) for m in range(n)]
    return Passage(
        a=i,
        b=k,
        words=n,
        said=sum(a.said[i + m] or b.said[k + m] for m in range(n)) / n,
        quoted=all(a.said[i + m] and b.said[k + m] for m in range(n)),
        weight=sum(row),
        wording=sum(row[m] for m in range(n) if a.plain[i + m]),
    )
