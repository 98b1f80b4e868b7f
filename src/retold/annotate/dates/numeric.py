"""Dates in figures: ISO 8601, 9/7/2017, 07.09.2017, and "9/11"."""

from __future__ import annotations

import re

from retold.annotate.dates.moments import Reading, made, on_day
from retold.annotate.dates.told import Hit, Told


def iso(hit: Hit, told: Told) -> Reading | None:
    """Reads "2017-07-09" and "2017-07-09T19:39+05:30", as printed."""
    text = hit.scene.text[hit.words("d")[0].start : hit.words("d")[0].end]
    day = made(int(text[:4]), int(text[5:7]), int(text[8:10]))
    if day is None:
        return None
    return Reading("TIME", text, "time", day) if len(text) > 10 else on_day(day)


def figures(hit: Hit, told: Told) -> Reading | None:
    """Reads "07/09/2017": day first, but month first too in English with slashes.

    Where both could be, the day nearer to the anchor is meant; without an anchor only the year is known.
    """
    pieces = [int(piece) for piece in re.split(r"[./-]", hit.low("d"))]
    mark = next(char for char in hit.low("d") if not char.isdigit())
    first, second, third = pieces
    if first > 31:
        day = made(first, second, third) if first >= 1000 else None
        return on_day(day) if day else None
    if len(hit.low("d").split(mark)[2]) == 2:
        third += 1900 if third > 50 else 2000
    elif not 1000 <= third < 2200:
        return None
    american = told.language == "en" and mark != "."
    orders = ((third, first, second), (third, second, first)) if american else ((third, second, first),)
    days = sorted({day for order in orders if (day := made(*order))})
    if not days:
        return None
    if len(days) == 1:
        return on_day(days[0])
    here = told.anchor.day
    return (
        on_day(min(days, key=lambda day: abs(day - here)))
        if here
        else Reading("DATE", f"{third}-XX-XX", "year")
    )


def nine_eleven(hit: Hit, told: Told) -> Reading | None:
    """Reads "9/11", the attacks of 11 September 2001."""
    if (hit.low("m"), hit.low("d")) != ("9", "11"):
        return None
    day = made(2001, 9, 11)
    return on_day(day) if day else None
