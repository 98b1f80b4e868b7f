"""Days: weekdays, days of months, yesterday and tomorrow, the next day of a tale."""

from __future__ import annotations

from datetime import date

from retold.annotate.dates.lexicon import number_of_name, part_of_name, words_of_time
from retold.annotate.dates.moments import (
    Reading,
    made,
    on_day,
    open_day,
    shifted,
    weekday_near,
    year_of,
)
from retold.annotate.dates.numbers import number, ordinal, year
from retold.annotate.dates.told import Hit, Told
from retold.annotate.dates.words import Word


def month_number(word: Word) -> int:
    """1 to 12 of a month's name, whole or short."""
    return number_of_name()[word.low]


def weekday_number(word: Word) -> int:
    """1 (Monday) to 7 of a weekday's name, whole, short or plural."""
    return number_of_name()[word.low]


def part_of(words: list[Word]) -> str:
    """Code of the part of a day among the words: "MO", "NI"; empty where none is named."""
    parts = part_of_name()
    return next((parts[word.low] for word in words if word.low in parts), "")


def calendar_day(hit: Hit, told: Told) -> Reading | None:
    """Reads "Sunday, July 9, 2017", "9 July", "Sept. 11 attacks": the day as printed."""
    months, days = hit.words("mo"), hit.words("d")
    month, day = month_number(months[0]), int(number(days) or 0) or ordinal(days[0]) or 0
    weekday = weekday_number(hit.words("wd")[0]) if hit.has("wd") else 0
    if not made(2000, month, day):
        return None
    given = (
        year(hit.words("y")) if hit.has("y") else _relative_year(hit, told) or _named_year(hit, month, day)
    )
    if given is None:
        given = year_of(month, day, told.anchor, _sense(hit), weekday=weekday)
    known = made(given, month, day) if given else None
    if given and not known:
        return None
    part = part_of(hit.words("part")) or part_of(hit.words("lead"))
    return on_day(known, part) if known else open_day(f"XXXX-{month:02}-{day:02}", part)


def _sense(hit: Hit) -> int:
    """The tense, "last" and "next" beside a day of a month being the surest sign of it."""
    words = {*hit.kinds("which"), *hit.kinds("which2")}
    before = hit.before()
    if before and (before.kind == "since" or before.low in ("ended", "dated")):
        return -2
    if before and before.low == "effective":
        return 2
    return -2 if words & {"last", "past"} else 1 if words & {"next", "coming"} else hit.way()


def _relative_year(hit: Hit, told: Told) -> int | None:
    """The year of "July 9 last year"."""
    if not hit.has("rel") or told.anchor.year is None:
        return None
    return told.anchor.year + {"last": -1, "next": 1}.get(hit.kinds("rel")[0], 0)


def _named_year(hit: Hit, month: int, day: int) -> int | None:
    """The year of a day that became a name ("the September 11 attacks")."""
    behind = {hit.after(0).low, hit.after(1).low}
    for name in words_of_time()["named_days"]:
        if (name["month"], name["day"]) == (month, day) and behind & set(name["words"]):
            return int(name["year"])
    return None


def feast(hit: Hit, told: Told) -> Reading | None:
    """Reads "Christmas Eve", "New Year's Day": days whose names give their date."""
    words = hit.words("f")
    name = " ".join([word.low.lstrip("'’") for word in words])
    named = words_of_time()["feasts"].get(name)
    if named is None or not words[0].capital:
        return None
    month, day = int(named[:2]), int(named[3:])
    given = year(hit.words("y")) if hit.has("y") else year_of(month, day, told.anchor, _sense(hit))
    known = made(given, month, day) if given else None
    return on_day(known) if known else open_day(f"XXXX-{named}")


def weekday(hit: Hit, told: Told) -> Reading | None:
    """Reads "Friday", "last Friday", "next Tuesday night", "Friday of last week", else by tense."""
    number_ = weekday_number(hit.words("wd")[0])
    part = part_of(hit.words("part")) or part_of(hit.words("lead"))
    anchor, which = told.anchor.day, hit.kinds("which")
    if which[-1:] in (["previous"], ["following"], ["same"]) and told.day:
        step = {"previous": -1, "following": 1}.get(which[-1], 0)
        from_ = shifted(told.day, step)
        day = weekday_near(from_, number_, step or -1) if from_ else None
        return on_day(day, part) if day else None
    if anchor is None:
        return open_day(f"XXXX-WXX-{number_}", part)
    day = _weekday_from(anchor, number_, which, hit)
    return on_day(day, part) if day else None


def _weekday_from(anchor: date, number_: int, words: list[str], hit: Hit) -> date | None:
    """The weekday seen from the anchor."""
    if hit.has("week"):
        weeks = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(hit.kinds("week")[-2], 0)
        return shifted(anchor, weeks * 7 + number_ - anchor.isoweekday())
    if "last" in words or "past" in words or "previous" in words:
        yesterday = shifted(anchor, -1)
        return weekday_near(yesterday, number_, -1) if yesterday else None
    if "next" in words or "coming" in words or "following" in words:
        tomorrow = shifted(anchor, 1)
        return weekday_near(tomorrow, number_, 1) if tomorrow else None
    return weekday_near(anchor, number_, _weekday_way(hit))


def _weekday_way(hit: Hit) -> int:
    """Whether a bare weekday is to come (1) or past (-1); "Friday's ruling" has been, whatever is said."""
    if hit.after().kind == "poss" and hit.after(1).low not in words_of_time()["to_come"]["after"]:
        return -1
    return 1 if hit.way() > 0 else -1


_DEIXIS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def near_day(hit: Hit, told: Told) -> Reading | None:
    """Reads "yesterday", "late yesterday", "tomorrow night", "tonight", "the day before yesterday"."""
    word, before = hit.kinds("day")[0], hit.before()
    if hit.words("day")[0].capital and before and before.capital and before.kind == "x":
        return None  # "USA Today"
    if word == "tomorrow" and before and (before.kind == "the" or told.language == "de"):
        first = hit.words("day")[0]
        if before.kind == "the" or first.capital:
            return None  # "por la mañana", "heute Morgen"
    part = "NI" if word == "tonight" else part_of(hit.words("part")) or part_of(hit.words("lead"))
    days = _DEIXIS[word]
    if hit.has("beyond"):
        days += 1 if days > 0 else -1
    day = shifted(told.anchor.day, days) if told.anchor.day else None
    return on_day(day, part) if day else open_day("XXXX-XX-XX", part)


def this_part(hit: Hit, told: Told) -> Reading | None:
    """Reads "this morning", "last night", "overnight"."""
    part = part_of(hit.words("part")) or "NI"
    back = 1 if hit.has("last") else 0
    day = shifted(told.anchor.day, -back) if told.anchor.day else None
    return on_day(day, part) if day else open_day("XXXX-XX-XX", part)


def told_part(hit: Hit, told: Told) -> Reading | None:
    """Reads "that night", "the next morning", "in the evening": of the day last told."""
    part = part_of(hit.words("part"))
    step = _step(hit)
    day = shifted(told.day, step) if told.day else None
    if day is None and not hit.has("which"):
        day = told.anchor.day
    return on_day(day, part) if day else open_day("XXXX-XX-XX", part)


def told_day(hit: Hit, told: Told) -> Reading | None:
    """Reads "the next day", "the previous day", "later that day": counted from the day last told."""
    before = hit.before()
    if (
        before
        and before.kind == "at"
        and "end" in [word.kind for word in hit.scene.words[hit.first : hit.end]]
    ):
        return None  # "at the end of the day" is a manner of speaking
    step = _step(hit)
    from_ = told.day or told.anchor.day
    day = shifted(from_, step) if from_ else None
    return on_day(day) if day else open_day("XXXX-XX-XX")


def _step(hit: Hit) -> int:
    """Days on from the day last told."""
    which = set(hit.kinds("which"))
    if which & {"next", "following", "after"}:
        return 1
    return -1 if which & {"previous", "before"} else 0
