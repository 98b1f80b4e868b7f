"""Times of day: "10 p.m. Wednesday", "noon", "19:39 GMT", "5 o'clock in the morning"."""

from __future__ import annotations

import re
from datetime import date

from retold.annotate.dates.days import month_number, part_of, weekday_number
from retold.annotate.dates.moments import Reading, made, shifted, weekday_near, year_of
from retold.annotate.dates.numbers import number, ordinal, year
from retold.annotate.dates.told import Hit, Told

_NEAR = 6  # words between a time and the day told just before it


def clock(hit: Hit, told: Told) -> Reading | None:
    """A time of day, on the day named with it, or just told, or else the anchor's."""
    time = _time(hit)
    if time is None:
        return None
    return _at(hit, told, time)


def noon(hit: Hit, told: Told) -> Reading | None:
    """Reads "noon Saturday", "midnight": 12:00 and 24:00."""
    return _at(hit, told, "24:00" if hit.has("midnight") else "12:00")


def _time(hit: Hit) -> str | None:
    """Hours and minutes on 24 hours; None for what is no time of day."""
    words = hit.words("t")
    if len(words) > 1:
        counted = number(words)
        digits = [int(counted)] if counted else []
    elif words[0].low[0].isdigit():
        digits = [int(piece) for piece in re.split(r"[:.]", words[0].low)]
        if len(digits) > 1 and digits[1] > 59:
            return None
    else:
        digits = [int(number(words) or -1)]
    if not digits:
        return None
    hour = digits[0]
    if hit.has("ampm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if hit.low("ampm").startswith("p") else 0)
    if hit.has("part"):
        hour += 12 if part_of(hit.words("part")) in ("AF", "EV") and hour < 12 else 0
    if not 0 <= hour <= 24:
        return None
    return f"{hour:02}:{digits[1]:02}" if len(digits) > 1 else f"{hour:02}:00"


def _at(hit: Hit, told: Told, time: str) -> Reading:
    """The time on its day."""
    day, value = _day(hit, told)
    if day:
        return Reading("TIME", f"{day.isoformat()}T{time}", "time", day)
    return Reading("TIME", f"{value}T{time}", "time")


def _day(hit: Hit, told: Told) -> tuple[date | None, str]:
    """The day of a time, and its value where it is not known."""
    anchor = told.anchor.day
    if hit.has("wd") and not hit.has("mo"):
        weekday = weekday_number(hit.words("wd")[0])
        if anchor is None:
            return None, f"XXXX-WXX-{weekday}"
        return weekday_near(anchor, weekday, 1 if hit.way() > 0 else -1), ""
    months = hit.words("mo") or hit.words("mo2")
    if months:
        days, years = hit.words("d") or hit.words("d2"), hit.words("y") or hit.words("y2")
        month, day = month_number(months[0]), int(number(days) or 0) or ordinal(days[0]) or 0
        given = year(years) if years else year_of(month, day, told.anchor, hit.way())
        return (made(given, month, day) if given else None), f"XXXX-{month:02}-{day:02}"
    if hit.has("rel"):
        step = {"yesterday": -1, "tomorrow": 1}.get((hit.kinds("rel") or [""])[-1], 0)
        return (shifted(anchor, step) if anchor else None), "XXXX-XX-XX"
    if told.day and 0 <= hit.first - told.day_at <= _NEAR:
        return told.day, ""
    return anchor, "XXXX-XX-XX"
