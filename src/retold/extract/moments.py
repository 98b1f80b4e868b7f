"""Dates and times of day written in full, as pages print them beside a report."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from retold.extract.data import table
from retold.records import Precision
from retold.text.tokens import keys

YEARS = range(1900, 2100)  # a report from outside them is a slip of a machine
_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|\s*(?P<half2>[ap]\.?m\b\.?))(?:\s*\(?(?P<zone>[A-Za-zА-я]{2,4}\b|[+-]\d\d:?\d\d))?"
)
_TIME_AFTER = re.compile(rf"[\s,|–—\-/·•@(]*(?:(?:at|à|um|a las|ore|kl\.?|в)\s+)?{_TIME}", re.I)
_TIME_BEFORE = re.compile(rf"(?<![\d:.]){_TIME}\)?[\s,|–—\-/·•]*(?:on\s+|le\s+|am\s+)?(?:\w+,?\s+)?$", re.I)
_YEAR = re.compile(r"\d{4}|'\d\d")  # no date with a year is without
_SEVERAL = ("ist", "bst", "cst")  # sections of the data file: names that mean several zones
_ISO = (
    r"(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)"
    r"(?:[T ](?P<ih>[0-2]\d):(?P<imi>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?\s?(?P<iz>Z|[+-]\d\d:?\d\d)?)?"
)


class Moment(NamedTuple):
    """A date in a text: its ISO 8601 value, as precise as written, and its span."""

    value: str
    precision: Precision
    start: int
    end: int

    @property
    def day(self) -> str:
        """The day, or what is known of it."""
        return self.value[:10]


@cache
def _month_numbers() -> dict[str, int]:
    return {name: int(key[1:]) for key, names in table("calendar")["months"].items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted((re.escape(m) for m in _month_numbers()), key=lambda m: (-len(m), m)))
    return re.compile(
        rf"(?<![\d.-]){_ISO}"
        rf"|(?<!\d)(?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:of|de|day of)\s+|[\s.\-/]+)"
        rf"(?P<m1>{months})\b\.?(?:,?\s+(?:de\s+|del\s+)?|[\-/.,])(?P<y1>\d{{4}}|'\d\d)(?!\d)"
        rf"|\b(?P<m2>{months})\b\.?[\s\-/]+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:,\s*|\s+|[\-/])(?:in\s+)?(?P<y2>\d{{4}})(?![\d:])"
        rf"|(?<![\d./-])(?P<n1>\d{{1,2}})(?P<sep>[./-])(?P<n2>\d{{1,2}})(?P=sep)(?P<y3>(?:19|20)\d\d)(?![\d])"
        rf"|(?<![\d./-])(?P<y4>(?:19|20)\d\d)(?P<sep2>[./])(?P<n3>\d{{1,2}})(?P=sep2)(?P<n4>\d{{1,2}})(?![\d])"
        rf"|(?P<y5>(?:19|20)\d\d)\s*[年년]\s*(?P<n5>\d{{1,2}})\s*[月월]\s*(?P<n6>\d{{1,2}})\s*[日일]"
        rf"|\b(?P<m6>{months})\b\.?,?\s+(?P<y6>(?:19|20)\d\d)(?![\d:])",
        re.I,
    )


def moments(text: str, around: str = "") -> list[Moment]:
    """Dates with a year in `text`, in order, with the time of day that stands beside them.

    A date that can be read two ways (07/09/2017) is left out. `around` is text of the page by which a
    zone's name with several meanings is understood.
    """
    found: list[Moment] = []
    if not _YEAR.search(text):
        return found
    for match in _pattern().finditer(text):
        moment = _iso(match) if match["iy"] else _written(text, match, around)
        if moment:
            found.append(moment)
    return found


def _iso(match: re.Match[str]) -> Moment | None:
    day = _day(int(match["iy"]), int(match["im"]), int(match["id"]))
    if day is None:
        return None
    if match["ih"] is None or int(match["ih"]) > 23:
        return Moment(day, "day", match.start(), match.end())
    zone = match["iz"] or ""
    offset = "+00:00" if zone == "Z" else zone if len(zone) != 5 else f"{zone[:3]}:{zone[3:]}"
    return Moment(f"{day}T{match['ih']}:{match['imi']}{offset}", "time", match.start(), match.end())


def _written(text: str, match: re.Match[str], around: str) -> Moment | None:
    if match["y6"]:
        value = f"{match['y6']}-{_month_numbers()[match['m6'].casefold()]:02}"
        return Moment(value, "month", match.start(), match.end())
    parts = _parts(match)
    day = _day(*parts) if parts else None
    if day is None:
        return None
    after = _TIME_AFTER.match(text, match.end(), match.end() + 40)
    if after and (clock := _clock(after, around)):
        end = after.end() if _is_zone(after["zone"]) else after.start("zone")
        stop = match.end() + len(text[match.end() : end].rstrip(" ("))
        return Moment(f"{day}T{clock}", "time", match.start(), stop)
    before = _TIME_BEFORE.search(text, max(0, match.start() - 40), match.start())
    if before and (clock := _clock(before, around)):
        return Moment(f"{day}T{clock}", "time", before.start(), match.end())
    return Moment(day, "day", match.start(), match.end())


def _parts(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Year, month, day; None where day and month could change places."""
    months = _month_numbers()
    if match["y1"]:
        year = match["y1"]
        return (
            (2000 + int(year[1:]) if year[0] == "'" else int(year)),
            months[match["m1"].casefold()],
            int(match["d1"]),
        )
    if match["y2"]:
        return int(match["y2"]), months[match["m2"].casefold()], int(match["d2"])
    if match["y3"]:
        a, b, year = int(match["n1"]), int(match["n2"]), int(match["y3"])
        if match["sep"] == "." or a > 12 or a == b:
            return year, b, a
        return (year, a, b) if b > 12 else None
    if match["y4"]:
        return int(match["y4"]), int(match["n3"]), int(match["n4"])
    return int(match["y5"]), int(match["n5"]), int(match["n6"])


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


def _clock(match: re.Match[str], around: str) -> str | None:
    """ "19:39+05:30", or None where no time can be meant."""
    half = (match["half"] or match["half2"] or "").casefold().replace(".", "")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half and not 1 <= hour <= 12:
        return None if hour == 0 or hour > 23 else f"{hour:02}:{minute:02}"
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}{_offset(match['zone'], around)}"


def _is_zone(name: str | None) -> bool:
    """Whether the letters behind a time name a zone; where none stand there, nothing is in the way."""
    if not name or name[0] in "+-":
        return True
    known = table("calendar")["zones"].values()
    return name.casefold() in _SEVERAL or any(name.casefold() in names for names in known)


def _offset(zone: str | None, around: str) -> str:
    """Hours from UTC of a zone's name; nothing where it means none, or several and no word decides."""
    if not zone:
        return ""
    if zone[0] in "+-":
        return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    name = zone.casefold()
    for offset, names in table("calendar")["zones"].items():
        if name in names:
            return offset
    choices = table("calendar").get(name)
    if not choices or name not in _SEVERAL:
        return ""
    told = set(keys(around[:20_000])) | {c for c in "₹£" if c in around}
    scores = {offset: sum(cue in told for cue in cues) for offset, cues in choices.items()}
    best = max(scores.values())
    leading = [offset for offset, score in scores.items() if score == best]
    return leading[0] if best and len(leading) == 1 else ""
