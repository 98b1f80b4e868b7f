"""Numbers that reports tell of one thing, and those that differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from retold.compare.data import phrases
from retold.compare.statements import Amount, Statement
from retold.compare.words import stem

_RATIO = 1.5  # of two numbers told of one thing; beyond it they are more often of two things
_MOST = 200  # numbers of one unit in a story, above which the unit says nothing


_ABOUT = 1.05  # ratio of two numbers up to which "nearly" may stand between them
_MANY = 4  # words near two numbers, names among them, from which they count one thing
_TOO_FEW_TO_ROUND = 100  # people or things that reports count and do not round
_SCALES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@cache
def _passing() -> frozenset[str]:
    """Stems of what passes between two events."""
    return frozenset(stem(word) for word in phrases("numbers", "passing"))


class Figures:
    """The numbers of a story's statements by what they count."""

    def __init__(self, found: Sequence[Statement], least: int) -> None:
        self._found = found
        self._least = least
        self._by_unit: dict[str, list[tuple[int, Amount]]] = defaultdict(list)
        self._told: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for n, statement in enumerate(found):
            for amount in statement.amounts:
                self._told[statement.report].add((amount.value, amount.unit))
                if amount.unit:
                    self._by_unit[amount.unit].append((n, amount))

    def against(self, number: int) -> dict[int, str]:
        """Statements of other reports with another number of the same thing, and how they differ.

        The numbers count the same, stand among some of the same words, and neither report has the
        other one's number anywhere: a report that has both tells of two things.
        """
        one = self._found[number]
        told: dict[int, str] = {}
        for mine in one.amounts:
            others = self._by_unit.get(mine.unit, [])
            for other, theirs in others if len(others) <= _MOST else []:
                if self._differ(one, mine, self._found[other], theirs):
                    told[other] = f"another number: {theirs.written} for {mine.written}"
        return told

    def differing(self, one: Statement, two: Statement, *, of_one_thing: bool) -> Iterator[str]:
        """How two statements differ, where each has only one number of what is counted.

        `of_one_thing` leaves out numbers that one report has both of, and so tells of two things.
        """
        for unit in sorted({x.unit for x in one.amounts if x.unit} & {x.unit for x in two.amounts}):
            mine = {x.value: x for x in one.amounts if x.unit == unit}
            theirs = {x.value: x for x in two.amounts if x.unit == unit}
            if len(mine) == len(theirs) == 1 and not mine.keys() & theirs.keys():
                a, b = next(iter(mine.values())), next(iter(theirs.values()))
                if of_one_thing and (self._both_told(one, a, two, b) or not _otherwise(a, b)):
                    continue
                if of_one_thing and not self._same_slot(one, a, two, b):
                    continue
                if not _rounded(a.value, b.value):
                    yield f"another number: {b.written} for {a.written}"

    def _differ(self, one: Statement, mine: Amount, two: Statement, theirs: Amount) -> bool:
        if one.report == two.report or not _otherwise(mine, theirs):
            return False
        if not self._same_slot(one, mine, two, theirs) or not _near(mine.value, theirs.value):
            return False
        return not self._both_told(one, mine, two, theirs)

    def _same_slot(self, one: Statement, mine: Amount, two: Statement, theirs: Amount) -> bool:
        """Whether the words near two numbers say that they count one thing, names alone aside."""
        names = one.names | two.names
        shared = mine.around & theirs.around
        plain = shared - names
        if mine.scope != theirs.scope or not (len(plain) >= self._least or len(shared) >= _MANY):
            return False
        if mine.unit not in _passing():
            return True
        return len(plain) > self._least or bool((mine.after & theirs.after) - names)

    def _both_told(self, one: Statement, mine: Amount, two: Statement, theirs: Amount) -> bool:
        """Whether one of the reports has both numbers, and so tells of two things."""
        return (theirs.value, mine.unit) in self._told[one.report] or (
            (mine.value, mine.unit) in self._told[two.report]
        )


def _otherwise(a: Amount, b: Amount) -> bool:
    """Whether two numbers differ by more than "about" and rounding allow, and neither is a bound."""
    if a.value == b.value or a.open or b.open or _rounded(a.value, b.value):
        return False
    low, high = sorted((_read(a.value), _read(b.value)))
    return not (a.about or b.about) or high > _ABOUT * low


def _near(a: str, b: str) -> bool:
    """Whether two numbers of one scale are of the same size."""
    low, high = sorted((_read(a), _read(b)))
    return 0 < high <= _RATIO * low


def _rounded(a: str, b: str) -> bool:
    """Whether one number is the other one rounded: 300 for 298, 9 million for 9.3."""
    x, y = _read(a), _read(b)
    if not x or not y:
        return False
    digits = min(len(f"{v:.0f}".rstrip("0")) if v == int(v) else len(f"{v}".replace(".", "")) for v in (x, y))
    return max(x, y) >= _TOO_FEW_TO_ROUND and f"{x:.{digits}g}" == f"{y:.{digits}g}"


def _read(text: str) -> float:
    """The number, 0 where it cannot be read."""
    number = _NUMBER.match(text)
    scale = _SCALES.get(text.split()[-1], 1.0)
    return float(number.group()) * scale if number else 0.0
