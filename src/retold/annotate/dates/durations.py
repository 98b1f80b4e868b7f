"""Durations, what lies so long ago or ahead, and sets: "two years", "five days ago", "every Friday"."""

from __future__ import annotations

from retold.annotate.dates.days import month_number, weekday_number
from retold.annotate.dates.lexicon import words_of_time
from retold.annotate.dates.moments import (
    Reading,
    in_month,
    in_quarter,
    in_week,
    in_year,
    month_shifted,
    on_day,
    shifted,
)
from retold.annotate.dates.numbers import number, plain
from retold.annotate.dates.references import FUTURE, PAST
from retold.annotate.dates.told import Hit, Told
from retold.annotate.dates.words import Word

_CODE = {"TS": "S", "TM": "M", "TH": "H", "D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y", "E": "WE"}


def unit_of(word: Word) -> str:
    """Code of a unit: "TH" hour, "D" day, "W" week, "F" fortnight, "E" weekend, "M" … "C" century."""
    by_class = {"d": "D", "w": "W", "m": "M", "q": "Q", "y": "Y", "e": "E", "z": "Z", "c": "C"}
    return str(words_of_time()["units"].get(word.low) or by_class[word.kind.split("_")[1]])


def length(count: float | None, unit: str) -> str:
    """TIMEX3 value of a duration; X for a number that is not told."""
    if unit == "F":
        count, unit = (count * 2 if count else None), "W"
    if unit in ("Z", "C"):
        count, unit = (count * (10 if unit == "Z" else 100) if count else None), "Y" if count else unit
        if not count:
            return "PXE" if unit == "Z" else "PXC"
    if count and count != int(count) and unit in ("Y", "TH", "TM", "M"):
        return _with_half(count, unit)
    amount = plain(count) if count is not None else "X"
    return f"P{'T' if unit.startswith('T') else ''}{amount}{_CODE[unit]}"


def _with_half(count: float, unit: str) -> str:
    """Gives "P2Y6M" for two years and a half, "PT1H30M" for an hour and a half."""
    whole, part = int(count), count - int(count)
    lower, parts = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60), "M": ("D", 30)}[unit]
    head = f"{whole}{_CODE[unit]}" if whole else ""
    return f"P{'T' if unit.startswith('T') else ''}{head}{round(part * parts)}{lower}"


def _count(hit: Hit) -> float | None:
    """How many units the match counts; None where it does not say."""
    words = hit.words("n")
    kinds = {word.kind for word in words}
    if "couple" in kinds:
        return 2.0
    if kinds & {"vague", "scores"} or not words:
        return None
    if "dozen" in kinds:
        return (
            12.0 * (number(words) or 1.0)
            if not words[-1].low.endswith("s") and words[0].kind != "dozen_s"
            else None
        )
    counted = number(words)
    if counted is None:
        counted = 1.0 if words[0].kind in ("a", "the", "this") else None
    elif "a" in kinds and "half" in kinds and counted == 0.5 and words[0].kind == "a":
        counted = 1.5 if "and" in kinds else 0.5
    return counted


def duration(hit: Hit, told: Told) -> Reading | None:
    """Reads "two years", "the last 24 hours", "half an hour"; ages are no durations here."""
    unit = unit_of(hit.words("u")[0])
    if hit.after().kind == "old" or (hit.after().kind == "hy" and hit.after(1).kind == "old"):
        return None
    count = _count(hit)
    if unit == "Q" and count == 3 and hit.after().kind == "of":
        return None  # "three-quarters of"
    if hit.has("halfmore"):
        count = (count or 1) + 0.5
    if unit == "E" and count is None:
        return None
    if hit.words("u")[0].kind in ("sec", "unit_q") and hit.low("n") in ("a", "one", ""):
        return None  # "a second" and "a quarter" are an ordinal and a coin
    return Reading("DURATION", length(count, unit), None)


def span_of_many(hit: Hit, told: Told) -> Reading | None:
    """Reads "the first nine months", "recent years", "the coming weeks": so long, seen from now."""
    unit = unit_of(hit.words("u")[0])
    lead = hit.low("lead") if hit.has("lead") else ""
    if "recent" in lead and unit in ("D", "W", "M", "Y", "Q", "Z"):
        return (
            Reading("DATE", "PAST_REF", None)
            if unit in ("D", "Y")
            else Reading("DURATION", length(None, unit), None)
        )
    if "future" in lead:
        return Reading("DATE", "FUTURE_REF", None)
    if "coming" in lead or (hit.has("few") and unit in ("M", "Q", "Y") and "past" in lead):
        return FUTURE if "coming" in lead else PAST
    return Reading("DURATION", length(None, unit), None)


def from_now(hit: Hit, told: Told) -> Reading | None:
    """Reads "five days ago", "two weeks later", "three months from now": a day, week, month or year."""
    unit, count = unit_of(hit.words("u")[0]), _count(hit)
    tail = hit.words("tail")[0].kind
    back = tail in ("ago", "earlier")
    if unit.startswith("T"):
        if tail == "ago":
            return Reading("DATE", "PAST_REF", None)
        return Reading("DURATION", length(count, unit), None)
    if count is None:
        return (
            Reading("DATE", "PAST_REF", None)
            if tail == "ago"
            else Reading("DURATION", length(None, unit), None)
        )
    if tail in ("ago", "from", "hence"):
        return _counted(count if not back else -count, unit, told, from_anchor=True)
    return _counted(-count if back else count, unit, told, from_anchor=False)


def _counted(count: float, unit: str, told: Told, *, from_anchor: bool) -> Reading | None:
    """So many units from the anchor, or from what was last told."""
    steps = int(count) * {"F": 2, "Z": 10, "C": 100}.get(unit, 1)
    unit = {"F": "W", "Z": "Y", "C": "Y"}.get(unit, unit)
    anchor = told.anchor
    day = anchor.day if from_anchor else told.day or anchor.day
    if unit == "Y":
        base = anchor.year if from_anchor else told.year or anchor.year
        return in_year(base + steps if base else None)
    if unit == "Q":
        if anchor.year is None or anchor.month is None:
            return in_quarter(None, None)
        quarters = anchor.year * 4 + (anchor.month - 1) // 3 + steps
        return in_quarter(quarters // 4, quarters % 4 + 1)
    if unit == "M":
        if day is None:
            return Reading("DATE", "XXXX-XX", "month")
        return in_month(*month_shifted(day.year, day.month, steps))
    moved = shifted(day, steps * (7 if unit in ("W", "E") else 1)) if day else None
    if unit in ("W", "E"):
        return in_week(moved)
    return on_day(moved) if moved else Reading("DATE", "XXXX-XX-XX", "day")


def each(hit: Hit, told: Told) -> Reading | None:
    """Reads "every Friday", "each year", "every two weeks", "daily", "Mondays", "twice a week"."""
    if hit.has("freq"):
        value = str(words_of_time()["frequencies"][hit.low("freq")])
        return None if hit.words("freq")[0].capital and hit.before() else Reading("SET", value, None)
    if hit.has("wd"):
        part = next((words_of_time()["parts"][word.low] for word in hit.words("part")), "")
        return Reading(
            "SET", f"XXXX-WXX-{weekday_number(hit.words('wd')[0])}{'T' + part if part else ''}", None
        )
    if hit.has("mo"):
        return Reading("SET", f"XXXX-{month_number(hit.words('mo')[0]):02}", None)
    if hit.has("part"):
        return Reading("SET", f"XXXX-XX-XXT{words_of_time()['parts'][hit.low('part')]}", None)
    if hit.has("s"):
        word = hit.low("s")
        return Reading("SET", f"XXXX-{words_of_time()['seasons'].get(word, 'FA')}", None)
    count = _count(hit) if hit.has("n") else 1.0
    return Reading("SET", length(count, unit_of(hit.words("u")[0])), None)


def rate(hit: Hit, told: Told) -> Reading | None:
    """Reads "$5 a year", "twice a week", "per day": a set behind an amount, else a duration."""
    unit = unit_of(hit.words("u")[0])
    if hit.words("u")[0].kind == "sec" and not hit.has("per"):
        return None
    if unit == "Q":
        return None
    if hit.has("per") or _amount_before(hit):
        return Reading("SET", length(1.0, unit), None)
    if hit.after().kind in ("x",) and hit.after().low in ("old",):
        return None
    return Reading("DURATION", length(1.0, unit), None)


def _amount_before(hit: Hit) -> bool:
    """Whether money, a percentage or a count stands before "a year"."""
    before = hit.before()
    if before is None:
        return False
    if before.kind in ("times", "twice", "once", "n3", "n2", "n12", "big", "decimal"):
        return True
    return before.low in words_of_time()["rates"]["before"]
