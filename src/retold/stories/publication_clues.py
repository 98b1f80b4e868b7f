"""What a report's own words say of the days round its appearance, whatever day it was held to before."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from retold.errors import SettingsError
from retold.records import Annotation, Report, Sentence, TimeExpression

_REACH = 300  # characters looked at on either side for the verb
_LEAD = 2  # sentences of the body that count as its lead
_FULL = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d|21\d\d)(?!\d)")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?!\d|:)")
_DEICTIC = re.compile(r"\b(?:day|today|yesterday|tomorrow|month|week|year|night|morning)")
_WORD = re.compile(r"[^\W\d_]+|[’']ll\b")


@dataclass(frozen=True, slots=True)
class Clue:
    """A day as the words print it: what is not printed is None."""

    text: str
    start: int
    weekday: int | None  # 1 Monday … 7 Sunday
    month: int | None
    day: int | None
    year: int | None
    ahead: bool  # told as what is to come
    lead: bool  # in the title, the deck or the opening of the body
    post: bool  # in an embedded post
    shift: int | None = None  # days from the day of writing: 0 "today", -1 "yesterday"


@cache
def words() -> Mapping[str, Mapping[str, list[str]]]:
    """The tables of publication.toml. Raises SettingsError if one is empty."""
    tables = tomllib.loads((files("retold.stories") / "publication.toml").read_text(encoding="utf-8"))
    for name, table in tables.items():
        if not table or not all(table.values()):
            raise SettingsError(f"publication.toml: the table {name!r} is empty; put its words back")
    return tables


def clues(report: Report, annotation: Annotation) -> list[Clue]:
    """The days and months told in a report, in order, read from the printed words alone."""
    lead_end = _lead_end(annotation)
    found = []
    at = 0
    for expression in annotation.dates:
        if expression.type not in ("DATE", "TIME"):
            continue
        while at + 1 < len(annotation.sentences) and annotation.sentences[at].end <= expression.start:
            at += 1
        sentence = annotation.sentences[at] if annotation.sentences else None
        clue = _clue(report, expression, sentence, expression.start < lead_end)
        if clue:
            found.append(clue)
    return found


def _lead_end(annotation: Annotation) -> int:
    """Where the opening of the body ends, in characters."""
    body = [sentence for sentence in annotation.sentences if sentence.kind == "body"]
    return body[min(_LEAD, len(body)) - 1].end if body else 0


def _clue(report: Report, expression: TimeExpression, sentence: Sentence | None, lead: bool) -> Clue | None:
    """What one expression prints; None if it prints no weekday, month or year."""
    low, value = expression.text.lower(), expression.value
    weekday = _weekday(low)
    year_printed = _FULL.search(low)
    year = int(year_printed.group()) if year_printed and value.startswith(year_printed.group()) else None
    month = day = None
    dated = re.match(r"(?:\d{4}|XXXX)-(\d\d)(?:-(\d\d))?(?:T|$)", value)
    if dated and (dated.group(2) is None or _prints(low, int(dated.group(2)))) and _names_month(low, weekday):
        month = int(dated.group(1))
        day = int(dated.group(2)) if dated.group(2) else None
    if (
        day is None
        and month is None
        and weekday
        and any(word in low for word in words()["elsewhere"]["words"])
    ):
        return None
    shift = _shift(low) if not (weekday or month or year) else None
    if not (weekday or month or year) and shift is None:
        return None
    ahead = _ahead(report.text, expression, sentence)
    post = bool(sentence and sentence.kind == "post")
    return Clue(expression.text, expression.start, weekday, month, day, year, ahead, lead, post, shift)


def _weekday(low: str) -> int | None:
    """The weekday named in the words, 1 for Monday."""
    for number, stems in enumerate(words()["weekdays"]["stems"], start=1):
        if any(stem in low for stem in stems):
            return number
    return None


def _shift(low: str) -> int | None:
    """Days from the day of writing that the words name, if they do."""
    if "day before" in low or "day after" in low:
        return None
    relative = words()["relative"]
    if any(low.endswith(word) for word in relative["before"]):
        return -1
    return 0 if any(low.endswith(word) for word in relative["same"]) else None


def _prints(low: str, day: int) -> bool:
    """Whether the words print the day of the month in figures."""
    return any(int(match.group()) == day for match in _DAY.finditer(low))


def _names_month(low: str, weekday: int | None) -> bool:
    """Whether the words can name a month: they hold a figure, or a word that is no deictic one."""
    if _DAY.search(low) or _FULL.search(low):
        return True
    return weekday is None and not re.search(
        r"\b(day|today|yesterday|tomorrow|month|week|year|night|morning)", low
    )


def _ahead(text: str, expression: TimeExpression, sentence: Sentence | None) -> bool:
    """Whether the clause tells of what is to come: by the nearest verb before it, else behind."""
    if sentence is None:
        return False
    tense = words()["tense"]
    start, end = max(sentence.start, expression.start - _REACH), min(sentence.end, expression.end + _REACH)
    before = [match.group().lower() for match in _WORD.finditer(text, start, expression.start)]
    after = [match.group().lower() for match in _WORD.finditer(text, expression.end, end)]
    if before and before[-1] in tense["deadline"]:
        return True
    for at, word in [*reversed([*enumerate(before)]), *[(-1, word) for word in after]]:
        if word in tense["ahead"]:
            return True
        participle = word.endswith("ed") and len(word) > 4
        if word in tense["past"] or (participle and not (at > 0 and before[at - 1] in tense["articles"])):
            return False
    return False


def told_past(clue: Clue) -> date | None:
    """The first day of what a clue tells to the year as past; None if it prints no year or looks ahead."""
    if clue.year is None or clue.ahead:
        return None
    try:
        return date(clue.year, clue.month or 1, clue.day or 1)
    except ValueError:
        return None


def days_between(first: date, last: date) -> list[date]:
    """The days from first to last."""
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]
