"""Which sentences of two reports are worth holding against each other."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

from retold.reuse.sides import Unit

_LEAST = 0.18  # shared weight as a share of the lighter sentence
_PARTNERS = 12  # of one sentence
_BUDGET = 60  # meetings of words for each sentence, beside a fixed sum
_FIXED = 60_000


class Lettered(Protocol):
    """A sentence with its words, and these run together."""

    @property
    def words(self) -> Sequence[object]:
        """Its words."""

    @property
    def letters(self) -> str:
        """Its words run together."""


def twins(a: Sequence[Lettered], b: Sequence[Lettered], *, shortest: int = 4) -> list[tuple[int, int]]:
    """Sentences of at least `shortest` words that are the same letter for letter, the nth with the nth."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for k, unit in enumerate(b):
        if len(unit.words) >= shortest:
            places[unit.letters].append(k)
    taken: defaultdict[str, int] = defaultdict(int)
    found = []
    for i, unit in enumerate(a):
        at = taken[unit.letters]
        if at < len(places.get(unit.letters, ())):
            found.append((i, places[unit.letters][at]))
            taken[unit.letters] += 1
    return found


def meetings(
    a: Sequence[Unit], b: Sequence[Unit], weight: Mapping[str, float], done: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Pairs of sentences that share enough weighty words, in order; those in `done` stay out of it.

    The rarest words are looked up first, until a number of meetings that grows with the sentences
    and not with their square is spent.
    """
    done_a, done_b = {pair[0] for pair in done}, {pair[1] for pair in done}
    holders_a = _holders(a, [i for i in range(len(a)) if i not in done_a])
    holders_b = _holders(b, [k for k in range(len(b)) if k not in done_b])
    shared: defaultdict[tuple[int, int], float] = defaultdict(float)
    budget = _FIXED + _BUDGET * (len(a) + len(b))
    common = holders_a.keys() & holders_b.keys()
    for form in sorted(common, key=lambda form: (len(holders_a[form]) * len(holders_b[form]), form)):
        budget -= len(holders_a[form]) * len(holders_b[form])
        if budget < 0:
            break
        for i in holders_a[form]:
            for k in holders_b[form]:
                shared[i, k] += weight[form]
    return _best(shared, _loads(a, weight), _loads(b, weight))


def _holders(units: Sequence[Unit], which: Sequence[int]) -> dict[str, list[int]]:
    """Form to the sentences that hold it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for i in which:
        for form in dict.fromkeys(units[i].forms):
            found[form].append(i)
    return found


def _loads(units: Sequence[Unit], weight: Mapping[str, float]) -> list[float]:
    """Weight of each sentence's different words."""
    return [sum(weight[form] for form in dict.fromkeys(unit.forms)) for unit in units]


def _best(
    shared: Mapping[tuple[int, int], float], load_a: Sequence[float], load_b: Sequence[float]
) -> list[tuple[int, int]]:
    """Pairs above the least share, at most so many for a sentence of either side."""
    rows: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    columns: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, k), sum_ in shared.items():
        if sum_ >= _LEAST * min(load_a[i], load_b[k]):
            rows[i].append((sum_, -k))
            columns[k].append((sum_, -i))
    found = {(i, -k) for i, partners in rows.items() for _, k in heapq.nlargest(_PARTNERS, partners)}
    found &= {(-i, k) for k, partners in columns.items() for _, i in heapq.nlargest(_PARTNERS, partners)}
    return sorted(found)
