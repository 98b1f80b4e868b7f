"""Days, months and years as TIMEX3 values, with what is unknown left open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from retold.records import Precision, Published, TimexKind


class Reading(NamedTuple):
    """What an expression of time means: its TIMEX3 type and value, and the day it names, if it names one."""

    type: TimexKind
    value: str
    precision: Precision | None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that a text speaks from, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


def anchor_of(published: Published | None) -> Anchor:
    """The anchor that a publication gives: its day in its own zone, or only its month or year."""
    if published is None:
        return Anchor()
    value = published.value
    try:
        if published.precision in ("day", "time"):
            day = date.fromisoformat(value[:10])
            return Anchor(day.year, day.month, day)
        year = int(value[:4])
        return Anchor(year, int(value[5:7]) if published.precision == "month" else None)
    except ValueError:
        return Anchor()


def shifted(day: date, days: int) -> date | None:
    """The day so many days on; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def made(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month so many months on."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def on_day(day: date, part: str = "") -> Reading:
    """A day as a reading, or a part of it ("MO", "NI")."""
    if part:
        return Reading("TIME", f"{day.isoformat()}T{part}", "time", day)
    return Reading("DATE", day.isoformat(), "day", day)


def open_day(value: str, part: str = "") -> Reading:
    """A day that is not known to the year: "XXXX-WXX-7", "XXXX-07-09"."""
    if part:
        return Reading("TIME", f"{value}T{part}", "time")
    return Reading("DATE", value, "day")


def in_month(year: int | None, month: int) -> Reading:
    """A month of a year, or of one that is not known."""
    return Reading("DATE", f"{_year(year)}-{month:02}", "month")


def in_year(year: int | None) -> Reading:
    """A year, or one that is not known."""
    return Reading("DATE", _year(year), "year")


def in_week(day: date | None, weekend: bool = False) -> Reading:
    """The ISO week of a day, or its weekend."""
    tail = "-WE" if weekend else ""
    if day is None:
        return Reading("DATE", f"XXXX-WXX{tail}", None)
    year, week, _ = day.isocalendar()
    return Reading("DATE", f"{year}-W{week:02}{tail}", None)


def in_quarter(year: int | None, quarter: int | None) -> Reading:
    """A quarter of a year."""
    return Reading("DATE", f"{_year(year)}-Q{quarter or 'X'}", None)


def in_season(year: int | None, season: str) -> Reading:
    """A season of a year."""
    return Reading("DATE", f"{_year(year)}-{season}", None)


def _year(year: int | None) -> str:
    """Four figures, or XXXX where the year is not known or the calendar has none such."""
    return f"{year:04}" if year is not None and 0 < year < 10_000 else "XXXX"


def weekday_near(anchor: date, weekday: int, way: int) -> date | None:
    """The day of the week (1 Monday … 7) at the anchor or next to it: before it (-1) or after it (1)."""
    step = (weekday - anchor.isoweekday()) % 7
    return shifted(anchor, step if way > 0 else step - 7 if step else 0)


def year_of(
    month: int, day: int | None, anchor: Anchor, way: int, *, weekday: int = 0, lead: bool = False
) -> int | None:
    """The year of a month or of a day of a month, seen from the anchor; None where nothing tells.

    `way` is -1 for what is past and 1 for what is to come, -2 and 2 where that is sure, 0 where nothing
    is said. A weekday printed beside the day decides among the three years round the anchor. A day of a
    month is the nearest such, unless it is far on both sides; a month is the last one, or the next where
    the clause looks ahead, or (`lead`) where it ends something and is near.
    """
    if anchor.year is None:
        return None
    here = anchor.year
    if weekday and day:
        fitting = [y for y in (here, here - 1, here + 1) if _falls_on(y, month, day, weekday)]
        if fitting:
            return fitting[0]
    if anchor.month is None:
        return here
    on = (day - anchor.day.day) if day and anchor.day else 0
    ahead = ((month - anchor.month) * 30.4 + on) % 365
    passed = month < anchor.month or (month == anchor.month and on < 0)
    if month == anchor.month and on == 0:
        return here
    if day:
        to_come = way > 1 or (
            way > -2 and (ahead < 60 or (way >= 0 and ahead < 120) or (way > 0 and ahead < 200))
        )
    else:
        to_come = way > 0 or (lead and ahead < 120) or (way == 0 and ahead < 62)
    if to_come:
        return here + 1 if passed else here
    return here if passed else here - 1


def _falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    """Whether a day of a year is such a weekday."""
    found = made(year, month, day)
    return bool(found and found.isoweekday() == weekday)
