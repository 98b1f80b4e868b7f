"""Where a report tells a claim otherwise: another number, another day, the contrary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from retold.compare.statements import Statement
from retold.config import CompareSettings
from retold.records import Conflict

_SHARED = 4  # words with matter that a statement and its negation share at least


def conflicts(
    core: int,
    support: Sequence[int],
    found: Sequence[Statement],
    close: NDArray[np.float32],
    settings: CompareSettings,
) -> tuple[Conflict, ...]:
    """Statements of other reports, like enough to be about the same thing, that tell it otherwise."""
    one = found[core]
    near = np.nonzero(close[core] >= settings.least_conflict)[0].tolist()
    told: dict[str, tuple[float, int, Conflict]] = {}
    for other in near:
        two = found[other]
        says = how(one, two) if one.report != two.report and other not in support else None
        if says:
            likest = (float(close[core, other]), -other, Conflict(two.report, two.start, two.end, says))
            told[two.report] = max(told.get(two.report, likest), likest, key=lambda t: t[:2])
    return tuple(told[report][2] for report in sorted(told))


def how(one: Statement, two: Statement) -> str | None:
    """In what the second statement tells otherwise than the first; None where it does not."""
    if two.denies and not one.denies:
        return "denied"
    return next(iter([*_amounts(one, two), *_days(one, two), *_negation(one, two)]), None)


def agree(one: Statement, two: Statement) -> bool:
    """Whether neither statement tells the other's matter otherwise."""
    return how(one, two) is None and how(two, one) is None


def _amounts(one: Statement, two: Statement) -> Iterable[str]:
    """Different numbers of one thing, where each statement has only one number of it."""
    for unit in sorted({u for _, u in one.amounts if u} & {u for _, u in two.amounts if u}):
        a = {value for value, u in one.amounts if u == unit}
        b = {value for value, u in two.amounts if u == unit}
        if len(a) == len(b) == 1 and not a & set(two.keys) and not b & set(one.keys):
            yield f"another number: {b.pop()} for {a.pop()} ({unit}…)"


def _days(one: Statement, two: Statement) -> Iterable[str]:
    """Different days, where each statement names one."""
    if len(one.days) == len(two.days) == 1 and one.days != two.days:
        yield f"another day: {next(iter(two.days))} for {next(iter(one.days))}"


def _negation(one: Statement, two: Statement) -> Iterable[str]:
    """One says it, the other one negates the same word, in nearly the same words."""
    shared = set(one.stems) & set(two.stems)
    if min(one.quoted, two.quoted) > 0.5:  # two wordings of what somebody said: the utterances tell that
        return
    if len(shared) >= _SHARED and 2 * len(shared) >= max(len(set(one.stems)), len(set(two.stems))):
        if shared & two.negated - one.negated and not one.negated:
            yield "negated"
        elif shared & one.negated - two.negated and not two.negated:
            yield "said without the negation"
