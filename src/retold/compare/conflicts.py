"""Where a report tells a claim otherwise: another number, another day, the contrary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.compare.figures import Figures
from retold.compare.statements import Statement
from retold.compare.words import sense
from retold.config import CompareSettings
from retold.records import Conflict

_DAY = "another day"
_SAME_EVENT = 0.6  # likeness from which two days are told of one event
_QUOTED = 0.5  # part of a statement inside quotation marks from which it is a wording of somebody's
_NEAR_DAY = 2  # words with matter near two days, names aside, that say they are of one thing
_DENIED = 2  # words with matter of what is denied that the claim has at least
_SAME_WORDS = 0.7  # part of the words of the longer one
_SHARED = 4  # words with matter that a statement and its negation share at least


class Compared(NamedTuple):
    """The statements of a story, how like each is to each, and their numbers."""

    found: Sequence[Statement]
    close: NDArray[np.float32]
    figures: Figures
    settings: CompareSettings
    parts: NDArray[np.float32]  # entry a, b: the part of a's weight that stands in b
    days: Mapping[str, str]  # of publication, by report, where known to the day


def conflicts(core: int, support: Sequence[int], compared: Compared) -> tuple[Conflict, ...]:
    """Statements of other reports, like enough to be about the same thing, that tell it otherwise."""
    found, close, figures, settings, _, days = compared
    one = found[core]
    says = figures.against(core)
    for other in np.nonzero(close[core] >= settings.least_conflict)[0].tolist():
        said = how(one, found[other], figures)
        if said and said.startswith(_DAY) and close[core, other] < _SAME_EVENT:
            continue
        if said and not _two_wordings(one, found[other]):
            says[other] = said
    told: dict[str, tuple[float, int, Conflict]] = {}
    for other in sorted(says):
        two = found[other]
        anew = says[other].startswith("another") and _apart(days, one.report, two.report) > 1
        if two.report != one.report and other not in support and not anew:
            conflict = Conflict(two.report, two.start, two.end, says[other])
            likest = (float(close[core, other]), -other, conflict)
            told[two.report] = max(told.get(two.report, likest), likest, key=lambda t: t[:2])
    return tuple(told[report][2] for report in sorted(told))


def _apart(days: Mapping[str, str], one: str, other: str) -> int:
    """Days between two publications, after which a report may count anew; 0 where one is not known."""
    if one not in days or other not in days:
        return 0
    return abs((date.fromisoformat(days[one]) - date.fromisoformat(days[other])).days)


def _two_wordings(one: Statement, two: Statement) -> bool:
    """Whether both are somebody's words, whose forms the utterances compare."""
    return min(one.quoted, two.quoted) > _QUOTED


def how(one: Statement, two: Statement, figures: Figures) -> str | None:
    """In what the second statement tells otherwise than the first; None where it does not."""
    if two.denies and not one.denies:
        common = two.denied & set(map(sense, one.keys))
        return "denied" if len(common) >= max(_DENIED, _SAME_EVENT * len(two.denied)) else None
    return next(
        iter([*figures.differing(one, two, of_one_thing=True), *_days(one, two), *_negation(one, two)]), None
    )


def agree(one: Statement, two: Statement, figures: Figures) -> bool:
    """Whether neither statement tells the other's matter otherwise."""
    if one.denies != two.denies or any(figures.differing(one, two, of_one_thing=False)):
        return False
    return how(one, two, figures) is None and how(two, one, figures) is None


def _days(one: Statement, two: Statement) -> Iterable[str]:
    """Different days, where each statement names one outright, by a date or by another weekday."""
    if len(one.days) == len(two.days) == 1:
        mine, theirs = next(iter(one.days)), next(iter(two.days))
        if (
            mine.value != theirs.value
            and mine.written != theirs.written
            and mine.outright
            and theirs.outright
            and len((mine.around & theirs.around) - one.names - two.names) >= _NEAR_DAY
        ):
            yield f"{_DAY}: {theirs.written} for {mine.written}"


def _negation(one: Statement, two: Statement) -> Iterable[str]:
    """One says it, the other one negates the same word, in nearly the same words."""
    shared = set(one.stems) & set(two.stems)
    if len(shared) >= _SHARED and len(shared) >= _SAME_WORDS * max(len(set(one.stems)), len(set(two.stems))):
        if shared & two.negated - one.negated and not one.negated:
            yield "negated"
        elif shared & one.negated - two.negated and not two.negated:
            yield "said without the negation"
