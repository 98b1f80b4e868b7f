"""Weeks, months, quarters, seasons, years, decades: from the words to a TIMEX3 value."""

from __future__ import annotations

from datetime import date

from retold.annotate.dates.days import month_number
from retold.annotate.dates.lexicon import words_of_time
from retold.annotate.dates.moments import (
    Reading,
    in_month,
    in_quarter,
    in_season,
    in_week,
    in_year,
    month_shifted,
    shifted,
    year_of,
)
from retold.annotate.dates.numbers import ordinal, year
from retold.annotate.dates.told import Hit, Told

_STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_FROM_TOLD = {"previous", "following", "same", "that"}


def step_of(kinds: list[str]) -> int:
    """-1 for "last", 1 for "next", 0 for "this", by the classes of the words."""
    return next((_STEP[kind] for kind in reversed(kinds) if kind in _STEP), 0)


def month(hit: Hit, told: Told) -> Reading | None:
    """Reads "April", "last November", "November of 2016", "early March", "January this year"."""
    number = month_number(hit.words("mo")[0])
    if hit.has("y"):
        return in_month(year(hit.words("y")), number)
    if hit.has("rel"):
        base = told.anchor.year
        return in_month(base + step_of(hit.kinds("rel")) if base else None, number)
    which, anchor = hit.kinds("which"), told.anchor
    if anchor.year is None:
        return in_month(None, number)
    step = step_of(which)
    if step and anchor.month:
        if step < 0:
            return in_month(anchor.year - (number >= anchor.month), number)
        return in_month(anchor.year + (number <= anchor.month), number)
    if "this" in which:
        return in_month(anchor.year, number)
    return in_month(year_of(number, None, anchor, hit.way(), lead=_lead(hit)), number)


def _lead(hit: Hit) -> bool:
    """Whether a month is the end of something still going on: "by May", "through January"."""
    before = hit.before()
    return bool(before and (before.kind in ("by", "until") or before.low in ("through", "effective")))


def year_named(hit: Hit, told: Told) -> Reading | None:
    """Reads "2014", "early 1990", "nineteen ninety-six"; a bare number where it reads as a year."""
    found = year(hit.words("y"))
    if found is None or not (hit.has("sure") or _reads_as_year(hit, found)):
        return None
    return in_year(found)


def _reads_as_year(hit: Hit, found: int) -> bool:
    """Whether four figures, nothing beside them saying so, are a year."""
    if hit.words("y")[0].kind != "n4":
        return True
    before, after = hit.before(), hit.after()
    if not 1700 <= found <= 2100:
        return False
    if before and (
        before.kind in ("dollar", "num", "n3") or before.low in words_of_time()["no_year"]["before"]
    ):
        return False
    if before and before.kind == "x" and before.capital and (hit.before(2) or before).kind != "x":
        named = before.low not in words_of_time()["no_year"]["openers"]
        if named and after.kind in ("stop", "comma", "dot", "x") and not _preposition(hit):
            return False
    return not (after.low in words_of_time()["no_year"]["after"] or (after.kind.startswith("units_")))


def _preposition(hit: Hit) -> bool:
    """Whether the match itself or the word before it is a preposition of time."""
    before = hit.before()
    return hit.has("modif") or bool(before and before.kind in ("in", "of", "since", "by", "until", "from"))


def half_year(hit: Hit, told: Told) -> Reading | None:
    """Reads "the first half of 2016", "the last half of the year": H1 or H2."""
    first = hit.kinds("n") == ["ord"]
    if first and ordinal(hit.words("n")[0]) != 1:
        return None
    base = told.anchor.year
    found = year(hit.words("y")) if hit.has("y") else base + step_of(hit.kinds("rel")) if base else None
    return Reading("DATE", f"{found or 'XXXX'}-H{1 if first else 2}", None)


def decade(hit: Hit, told: Told) -> Reading | None:
    """Reads "the 1970s", "the late '80s", "the nineties"."""
    word = hit.words("d")[-1]
    if word.kind == "decade":
        tens = int(words_of_time()["decades"][word.low])
        return Reading("DATE", f"{20 if tens < 2 else 19}{tens}", None)
    digits = word.low.rstrip("s").rstrip("’'")
    if len(digits) == 4:
        plausible = 1400 <= int(digits) <= 2100 and digits.endswith("0")
        return Reading("DATE", digits[:3], None) if plausible else None
    if not digits.endswith("0") or not (hit.words("d")[0].kind == "apos" or _the_decade(hit)):
        return None  # "his 80s" is an age, "the mid-30s" a temperature
    return Reading("DATE", f"{20 if digits[0] in '01' else 19}{digits[0]}", None)


def _the_decade(hit: Hit) -> bool:
    """Whether two figures with an s are the last decade's but one or so: "the 80s"."""
    return hit.words("d")[-1].low >= "50s" and bool(hit.scene.words[hit.first].kind == "the")


def century(hit: Hit, told: Told) -> Reading | None:
    """Reads "the 20th century"."""
    count = ordinal(hit.words("n")[0])
    return Reading("DATE", f"{count - 1:02}", None) if count and 1 <= count <= 40 else None


def quarter(hit: Hit, told: Told) -> Reading | None:
    """Reads "third-quarter", "the fiscal second quarter of 1990", "this year's first quarter"."""
    count = ordinal(hit.words("n")[0])
    if not count or count > 4:
        return None
    base = told.anchor.year
    if hit.has("y"):
        found = year(hit.words("y"))
    elif hit.has("rel"):
        found = base + step_of(hit.kinds("rel")) if base else None
    elif hit.has("back"):
        found = (
            told.quarter[0] - 1 if told.quarter and told.quarter[1] == count else base - 1 if base else None
        )
    else:
        found = _quarter_year(count, hit, told)
    return _told_quarter(hit, told, found, count)


def _quarter_year(count: int, hit: Hit, told: Told) -> int | None:
    """Year of a quarter without one: the one at hand or just over, a far one by tense."""
    base, now = told.anchor.year, told.anchor.month
    if base is None or now is None:
        return base
    current = (now - 1) // 3 + 1
    if count > current:
        return base if hit.way() > 0 else base - 1
    return base + 1 if count < current - 1 and hit.way() > 0 else base


def _told_quarter(hit: Hit, told: Told, found: int | None, count: int | None) -> Reading:
    """The reading of a quarter, remembered for "a year earlier"."""
    if found and count and not hit.has("back"):
        told.quarter, told.quarter_at = (found, count), hit.end
    return in_quarter(found, count)


def some_quarter(hit: Hit, told: Told) -> Reading | None:
    """Reads "the quarter", "the latest period", "the year-ago quarter", "the 1988 quarter"."""
    if hit.has("period") and not (told.quarter or hit.has("y") or "latest" in hit.kinds("which")):
        return None
    if told.quarter is None and told.anchor.month is None:
        return in_quarter(year(hit.words("y")) if hit.has("y") else None, None)
    which = set(hit.kinds("which"))
    if which & {"this", "current"} and told.anchor.month and told.anchor.year:
        return _told_quarter(hit, told, told.anchor.year, (told.anchor.month - 1) // 3 + 1)
    here = (_quarter_before(told) if "latest" in which else None) or told.quarter or _quarter_before(told)
    if here is None:
        return None
    if hit.has("y"):
        return in_quarter(year(hit.words("y")), here[1])
    if hit.has("back"):
        return in_quarter(here[0] - 1, here[1])
    step = step_of(sorted(which))
    if step:
        quarters = here[0] * 4 + here[1] - 1 + step
        here = (quarters // 4, quarters % 4 + 1)
    return in_quarter(*here)


def _quarter_before(told: Told) -> tuple[int, int] | None:
    """The last quarter that was over on the anchor's day."""
    if told.anchor.year is None or told.anchor.month is None:
        return None
    quarters = told.anchor.year * 4 + (told.anchor.month - 1) // 3 - 1
    return quarters // 4, quarters % 4 + 1


def year_back(hit: Hit, told: Told) -> Reading | None:
    """Reads "a year earlier", "year-ago": of the quarter the text speaks of, else of the year."""
    if told.quarter and hit.first - told.quarter_at < 200:
        return in_quarter(told.quarter[0] - 1, told.quarter[1])
    return in_year(told.anchor.year - 1 if told.anchor.year else None)


def season(hit: Hit, told: Told) -> Reading | None:
    """Reads "last spring", "this fall", "the winter of 1994"."""
    word = hit.words("s")[0].low
    name = "FA" if word == "fall" else str(words_of_time()["seasons"][word])
    if hit.has("y"):
        return in_season(year(hit.words("y")), name)
    which = hit.kinds("which")
    if word in ("fall", "spring") and not which and not (hit.has("det") or _preposition(hit)):
        return None
    if hit.after().kind == "of" or hit.after().low in words_of_time()["no_season"]["after"]:
        return None
    base, now = told.anchor.year, told.anchor.month
    if base is None or now is None:
        return in_season(base, name)
    step = step_of(which)
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    if step < 0 and "this" not in which:
        return in_season(base - (begins + 2 >= now), name)
    if step > 0:
        return in_season(base + (begins <= now), name)
    return in_season(base, name)


def near_unit(hit: Hit, told: Told) -> Reading | None:
    """Reads "last week", "the same month", "later this year", "the current decade"."""
    which, kind = hit.kinds("which"), hit.words("unit")[-1].kind.split("_")[1]
    if told.language != "de" and _programme(hit):
        return None
    step = step_of(which)
    anchor = told.anchor
    from_told = bool(set(which) & _FROM_TOLD)
    if kind == "y":
        base = told.year if from_told and told.year else anchor.year
        return in_year(base + step if base else None)
    if kind == "m":
        at = told.month if from_told and told.month else (anchor.year, anchor.month)
        if at[0] is None or at[1] is None:
            return Reading("DATE", "XXXX-XX", "month")
        return in_month(*month_shifted(at[0], at[1], step))
    if kind == "z":
        base = anchor.year
        return Reading("DATE", f"{base // 10 + step}" if base else "XXX", None)
    if kind == "c":
        base = anchor.year
        return Reading("DATE", f"{base // 100 + step:02}" if base else "XX", None)
    day = told.day if from_told and told.day else anchor.day
    return _week(day, step, kind == "e", hit)


def _programme(hit: Hit) -> bool:
    """Whether the words are a name: "This Week" is a programme, "THIS WEEK" is shouted."""
    first, last = hit.words("which")[-1], hit.words("unit")[-1]
    return first.capital and last.capital and not hit.scene.text[first.start : last.end].isupper()


def _week(day: date | None, step: int, weekend: bool, hit: Hit) -> Reading:
    """A week or weekend so many weeks on; the weekend of a Monday's "the weekend" is the one just over."""
    if (
        weekend
        and day
        and not step
        and day.isoweekday() < 5
        and hit.way() <= 0
        and "this" not in hit.kinds("which")
    ):
        step = -1
    return in_week(shifted(day, 7 * step) if day else None, weekend)


def year_end(hit: Hit, told: Told) -> Reading | None:
    """Reads "year-end": its last month."""
    base = told.anchor.year
    if hit.has("which"):
        base = base + step_of(hit.kinds("which")) if base else None
    return Reading("DATE", f"{base}-12-31" if base else "XXXX-12-31", "day")


def whole_year(hit: Hit, told: Told) -> Reading | None:
    """Reads "the year", "the full year": as long as that where an end is told, else the anchor's."""
    if hit.after().low in ("ended", "ending", "to", "through"):
        return Reading("DURATION", "P1Y", None)
    if hit.after().kind in ("ord", "ordn", "before", "after") or hit.after().low in ("when", "that"):
        return None
    return in_year(told.anchor.year)
