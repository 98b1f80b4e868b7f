"""How far apart in time reports are: by their days of publication, else by the days they tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from retold.records import Annotation, Report

_YEAR = 366  # places for the days of a year
_STRAY = 5 * 365  # days off the others at which a day of publication is taken for a mistake


class _Silence(NamedTuple):
    """Days that say nothing against two groups, days over which more come to count, and how much."""

    quiet: int
    fade: int
    most: float


# An event is reported for some days: weeks between publications tell against one event, softly, for many a
# report looks back. Reports months apart, with no day of the year in common nor near, tell of two events.
_BETWEEN_PUBLICATIONS = _Silence(1, 20, 0.3)
_BETWEEN_TOLD = _Silence(50, 50, 0.5)


class Days(NamedTuple):
    """When a group of reports stands: first and last day of publication, days of the year it tells of."""

    published: tuple[int, int] | None  # ordinals of the calendar
    named: frozenset[int]  # days of the year, 0 to 365, told or of publication; news leaves the year out

    def joined(self, other: Days) -> Days:
        """The days of both."""
        if self.published is None or other.published is None:
            published = self.published or other.published
        else:
            first, last = zip(self.published, other.published, strict=True)
            published = min(first), max(last)
        return Days(published, self.named | other.named)


def days_of(ordered: Sequence[Report], annotations: Mapping[str, Annotation]) -> list[Days]:
    """The days of each report; a day of publication years off all others is passed over."""
    numbers = [_published(report) for report in ordered]
    known = sorted(number for number in numbers if number is not None)
    middle = known[len(known) // 2] if known else 0
    found = []
    for report, number in zip(ordered, numbers, strict=True):
        annotation = annotations.get(report.id)
        named = _told(annotation) if annotation else frozenset()
        if number is None or abs(number - middle) > _STRAY:
            found.append(Days(None, named))
        else:
            day = date.fromordinal(number)
            found.append(Days((number, number), named | {_of_year(day.month, day.day)}))
    return found


def _published(report: Report) -> int | None:
    """Day of publication as a number, None where it is not known to the day."""
    if report.published is None or report.published.precision not in ("day", "time"):
        return None
    try:
        return date.fromisoformat(report.published.value[:10]).toordinal()
    except ValueError:  # no day of the calendar is as good as none
        return None


def _told(annotation: Annotation) -> frozenset[int]:
    """Days of the year named by month and day; weekdays and "yesterday" hang on the day of publication."""
    found = set()
    for told in annotation.dates:
        month, day = told.value[5:7], told.value[8:10]
        if (
            told.type in ("DATE", "TIME")
            and month.isdecimal()
            and day.isdecimal()
            and any(c.isdigit() for c in told.text)
        ):
            found.add(_of_year(int(month), int(day)))
    return frozenset(found - {-1})


def _of_year(month: int, day: int) -> int:
    """Place of a day in a leap year, -1 for no day."""
    try:
        return date(2000, month, day).timetuple().tm_yday - 1
    except ValueError:
        return -1


def nearness(a: Days, b: Days) -> float:
    """1 for groups of the same days or of days unknown, less the longer the silence between them."""
    published = 0
    if a.published and b.published:
        published = max(a.published[0] - b.published[1], b.published[0] - a.published[1], 0)
    return _heard(published, _BETWEEN_PUBLICATIONS) * _heard(_apart(a, b), _BETWEEN_TOLD)


def _heard(days: int, silence: _Silence) -> float:
    """What is left of a likeness after some days of silence."""
    return 1.0 - silence.most * min(1.0, max(0, days - silence.quiet) / silence.fade)


def _apart(a: Days, b: Days) -> int:
    """Days between the nearest days of two groups; 0 where one of them tells nothing of its time."""
    if not a.named or not b.named or a.named & b.named:
        return 0
    return min(min(abs(i - j), _YEAR - abs(i - j)) for i in a.named for j in b.named)
