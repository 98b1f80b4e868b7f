"""Agglomeration of likenesses into groups, with a check of cohesion at every step.

Two groups are joined while the mean likeness of pairs across them is a large enough share of the mean
likeness of pairs within them: `across / sqrt(within_a * within_b)`, a correlation freed of its attenuation
(Spearman 1904). Of small groups the inner likeness is not known well, so it is drawn towards an expected
one. Because the mean of all pairs decides, no chain can grow through a single link, and because the groups'
own cohesion is the yardstick, two dense stories of the same kind stay apart where a loose one comes together.
Means over all pairs are exact although only near pairs are candidates: the likeness of two groups is the
product of the sums of their vectors.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from retold.config import StorySettings
from retold.stories.days import Days, nearness

_NAMELESS = 0.75  # what is left of a likeness where no name is in common: events of one kind read alike


@dataclass(slots=True)
class _Group:
    """A group of rows: the sum of their vectors, the likeness within, and the days they span."""

    members: tuple[int, ...]
    columns: np.ndarray
    values: np.ndarray
    within: float  # sum over pairs, each counted as a copy at most
    days: Days
    names: frozenset[str]
    near: dict[int, float]  # groups that are candidates, with the sum of likeness over pairs


class Grouping:
    """Agglomerates the rows of a matrix; `groups()` gives them."""

    def __init__(
        self,
        matrix: sparse.csr_matrix,
        pairs: Mapping[tuple[int, int], float],
        days: Sequence[Days],
        names: Sequence[frozenset[str]],
        settings: StorySettings,
    ) -> None:
        """`pairs` are the candidates with their likeness, `days` and `names` are the rows'."""
        self._settings = settings
        self._dense = np.zeros(matrix.shape[1])
        self._groups: dict[int, _Group] = {}
        self._heap: list[tuple[float, int, int]] = []
        for i, day in enumerate(days):
            start, end = matrix.indptr[i], matrix.indptr[i + 1]
            self._groups[i] = _Group(
                (i,), matrix.indices[start:end], matrix.data[start:end], 0.0, day, names[i], {}
            )
        for (i, j), likeness in sorted(pairs.items()):
            self._groups[i].near[j] = self._groups[j].near[i] = likeness
        for i, j in sorted(pairs):
            self._offer(i, j)

    def groups(self) -> list[tuple[int, ...]]:
        """Rows that belong together, each group in order, groups in the order of their first rows."""
        following = len(self._groups)
        while self._heap:
            _, i, j = heapq.heappop(self._heap)
            if i in self._groups and j in self._groups:
                self._join(i, j, following)
                following += 1
        return sorted(tuple(sorted(group.members)) for group in self._groups.values())

    def _offer(self, i: int, j: int) -> None:
        """Puts a pair of groups on the heap if they may be joined."""
        bond = self._bond(self._groups[i], self._groups[j], self._groups[i].near[j])
        if bond >= self._settings.together:
            heapq.heappush(self._heap, (-round(bond, 9), i, j))

    def _bond(self, a: _Group, b: _Group, across: float) -> float:
        """Likeness across as a share of that within."""
        mean = across / (len(a.members) * len(b.members))
        if a.names and b.names and a.names.isdisjoint(b.names):
            mean *= _NAMELESS
        return mean * nearness(a.days, b.days) / float(np.sqrt(self._within(a) * self._within(b)))

    def _within(self, group: _Group) -> float:
        """Mean likeness within a group, drawn towards the expected one."""
        size = len(group.members)
        patience = self._settings.patience
        return (group.within + patience * self._settings.alike) / (size * (size - 1) / 2 + patience)

    def _join(self, i: int, j: int, new: int) -> None:
        """Makes one group of two, and offers it to the groups near to either."""
        a, b = self._groups.pop(i), self._groups.pop(j)
        pairs = len(a.members) * len(b.members)
        columns, values = _sum(a, b)
        group = _Group(
            a.members + b.members,
            columns,
            values,
            a.within + b.within + min(a.near[j], self._settings.copies * pairs),
            a.days.joined(b.days),
            a.names | b.names,
            {},
        )
        self._groups[new] = group
        self._dense[columns] = values
        for k in sorted((a.near.keys() | b.near.keys()) - {i, j}):
            other = self._groups[k]
            across = self._across(a.near.get(k), b.near.get(k), other)
            other.near.pop(i, None)
            other.near.pop(j, None)
            group.near[k] = other.near[new] = across
            self._offer(k, new)
        self._dense[columns] = 0.0

    def _across(self, of_a: float | None, of_b: float | None, other: _Group) -> float:
        """Sum of likeness between the group laid out in `_dense` and another one."""
        if of_a is not None and of_b is not None:
            return of_a + of_b
        return float(self._dense[other.columns] @ other.values)


def _sum(a: _Group, b: _Group) -> tuple[np.ndarray, np.ndarray]:
    """The sum of two groups' vectors."""
    columns = np.concatenate([a.columns, b.columns])
    unique, place = np.unique(columns, return_inverse=True)
    return unique, np.bincount(place, np.concatenate([a.values, b.values]), minlength=len(unique))
