"""When a report appeared: what the row, the page's own words or its address say, and nothing guessed.

The day of the crawl (a clock at the head of the page), a copyright year and the dates of related links
are not taken, nor is a date after the page was fetched. What only the content tells (a weekday, a day
without a year) is worked out by a later stage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from retold.extract import cues
from retold.extract.data import words
from retold.extract.moments import YEARS, Moment, moments
from retold.extract.stamps import is_stamp
from retold.records import Block, Precision, Published

_GIVEN = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?)?)?$"
)
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?![\d])"),
    re.compile(r"[/_-]((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)"),
    re.compile(r"[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)"),
)
_NAMED_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]([A-Za-z]{3,9})[/-](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"/(\d{1,2})[/-]([A-Za-z]{3,9})[/-]((?:19|20)\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!\d{1,2}(?:/|$))")
_RANKED = ("first", "published", "updated")
_WEEKDAY = re.compile(r"[\s,]+(?:mon|tue|wed|thu|fri|sat|sun)\w*\.?[\s,]*$", re.I)
_MARKS = re.compile(r"[\s:|,–—-]+$")


def given(value: str, how: str) -> Published | None:
    """A date as a row or a page's data states it, at its own precision; None where it cannot be read."""
    bare = value.strip()
    if found := _GIVEN.match(bare):
        return _iso(found, how)
    try:
        stated = parsedate_to_datetime(bare) if re.match(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4}", bare) else None
    except (ValueError, IndexError):
        stated = None
    if stated:
        return Published(stated.isoformat(timespec="minutes"), "time", how)
    first = next(iter(moments(bare)), None)
    return Published(first.value, first.precision, how) if first else None


def _iso(found: re.Match[str], how: str) -> Published | None:
    year, month, day, clock, zone = found.groups()
    value = "-".join(p for p in (year, month, day) if p)
    if int(year) not in YEARS or not _valid(int(year), int(month or 1), int(day or 1)):
        return None
    if not clock:
        precision: Precision = "day" if day else "month" if month else "year"
        return Published(value, precision, how)
    if not "00:00" <= clock <= "23:59" or clock[3:] > "59":
        return Published(value, "day", how)
    offset = "+00:00" if zone == "Z" else zone if not zone or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return Published(f"{value}T{clock}{offset or ''}", "time", how)


def from_address(url: str | None) -> Published | None:
    """The date in a report's address: a day, or a month where no more stands there."""
    path = re.sub(r"^https?://[^/]*", "", url or "").split("?", 1)[0].split("#", 1)[0]
    for pattern in _IN_ADDRESS:
        for found in pattern.finditer(path):
            if day := _valid(*(int(n) for n in found.groups())):
                return Published(day, "day", "the address")
    for pattern, order in ((_NAMED_MONTH, (2, 1, 0)), (_DAY_FIRST, (0, 1, 2))):
        if dated := pattern.search(path):
            d, m, y = (dated.groups()[i] for i in order)
            if named := next(iter(moments(f"{d} {m} {y}")), None):
                return Published(named.value[:10], "day", "the address")
    if monthly := _MONTH_ONLY.search(path):
        return Published(f"{monthly.group(1)}-{monthly.group(2)}", "month", "the address")
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def from_lines(text: str, blocks: Sequence[Block]) -> Published | None:
    """The date that the page's own words give: first published, published, updated, in this order.

    Without a label only a line that holds nothing but a date counts, and only between title and body.
    """
    ranked: list[tuple[int, int, Moment, str]] = []
    title_at = next((b.start for b in blocks if b.kind == "title"), -1)
    body_at = next((b.start for b in blocks if b.kind == "body"), len(text))
    for block in blocks:
        if block.kind not in ("dateline", "byline", "boilerplate", "credit", "note", "deck"):
            continue
        piece = text[block.start : block.end]
        for moment in moments(piece, text) if block.end - block.start <= 400 else ():
            rank = _rank(piece, moment, block, in_head=title_at < block.start < body_at)
            if rank is not None:
                ranked.append((rank, block.start, moment, " ".join(piece.split())[:80]))
    if not ranked:
        return None
    _, _, moment, line = min(ranked, key=lambda r: (r[0], r[1]))
    return Published(moment.value, moment.precision, f"the page's words: “{line}”")


def _rank(piece: str, moment: Moment, block: Block, *, in_head: bool) -> int | None:
    """How good a date is by what stands before it: 0 is best; None where it is not of the report."""
    coarse = 0 if moment.precision in ("day", "time") else 4
    rank = label_rank(piece, moment)
    if rank is not None:
        return rank + coarse
    told = block.kind in ("byline", "credit") or (block.kind in ("dateline", "deck") and is_stamp(piece))
    return 3 + coarse if in_head and told else None


def label_rank(piece: str, moment: Moment) -> int | None:
    """0 where the words before a date say "first published", 1 "published", 2 "updated"; else None.

    A label of two words may end a longer line ("originally published on"); one of one word must begin it.
    """
    label = _label(piece[: moment.start])
    if label is None:
        return None
    said = label.split()
    endings = [" ".join(said[-n:]) for n in (3, 2) if len(said) > n] + [label]
    return next((r for r, key in enumerate(_RANKED) if any(e in _labels(key) for e in endings)), None)


def _label(before: str) -> str | None:
    """The words before a date, weekday and marks off."""
    bare = _MARKS.sub("", _WEEKDAY.sub("", " " + before[-60:].split("\n")[-1]))
    return cues.plain_form(re.split(r"[|•·:]\s", bare)[-1]).strip(" (:") or None


@cache
def _labels(key: str) -> frozenset[str]:
    return frozenset(words("phrases", "dates", key))


def from_posts(text: str, blocks: Sequence[Block]) -> Published | None:
    """The day of the latest post quoted: the report, or this version of it, is no earlier."""
    days = [
        moment.value[:10]
        for block in blocks
        if block.kind == "post"
        for moment in moments(text[max(block.start, block.end - 120) : block.end])
        if moment.precision in ("day", "time")
    ]
    if not days:
        return None
    return Published(max(days), "day", "the latest post quoted; the report is no earlier")


def before_fetched(published: Published | None, fetched: str | None) -> Published | None:
    """The date, unless it lies after the day the page was fetched (a day is given to time zones)."""
    if published is None or not fetched:
        return published
    limit = given(fetched, "")
    if limit is None or len(limit.value) < 10:
        return published
    latest = (date.fromisoformat(limit.value[:10]) + timedelta(days=1)).isoformat()
    return published if published.value[:10] <= latest[: len(published.value[:10])] else None


def first_of(found: Iterable[Published | None]) -> Published | None:
    """The first that is there, unless a later one tells the same day or month more precisely."""
    there = [p for p in found if p]
    if not there:
        return None
    best = there[0]
    order = ("year", "month", "day", "time")
    for other in there[1:]:
        finer = order.index(other.precision) > order.index(best.precision)
        if finer and other.value.startswith(best.value) and order.index(best.precision) < 2:
            best = other
    return best
