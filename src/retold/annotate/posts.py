"""Posts set into a report, with the line that names their author and day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retold.records import Block, Span

_MONTHS = {name: n for n, name in enumerate(
    "january february march april may june july august september october november december".split(), 1
)}  # fmt: skip
_AUTHOR = re.compile(
    r"(?:^|(?<=[\s.!?…\"”’]))[—–-]{1,2}\s?(?P<name>[^\n()@]{1,80}?)\s*\((?P<handle>@\w{1,30})\)\s*"
    r"(?P<date>[^\n]{0,40})\s*$"
)
_DAY = re.compile(
    r"(?:(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[A-Za-z]{3,9})\.?),? (?P<y>\d{4})"
)
_LINK = re.compile(r"https?://|(?:pic\.)?twitter\.com/|t\.co/")


class Post(NamedTuple):
    """A post: its words, its author's line, name and handle, and its day where the line tells."""

    words: Span
    line: Span
    name: str
    handle: str
    day: str | None


def posts(text: str, blocks: Sequence[Block]) -> list[Post]:
    """Posts of a report: blocks of that kind, and paragraphs that an author's line closes or follows."""
    found: list[Post] = []
    usable = [b for b in blocks if b.kind not in ("boilerplate", "related_link", "title")]
    for number, block in enumerate(usable):
        author = _AUTHOR.search(text[block.start : block.end])
        if author is None:
            continue
        words = Span(block.start, block.start + author.start())
        if not text[slice(*words)].strip() and number:
            words = Span(usable[number - 1].start, usable[number - 1].end)
        words = _clean(text, words)
        if words.start < words.end:
            line = Span(block.start + author.start(), block.start + author.end())
            found.append(
                Post(words, line, author["name"].strip(' "“”'), author["handle"], _day(author["date"]))
            )
    return found


def _clean(text: str, span: Span) -> Span:
    """The post's own words, without blanks and link tails."""
    words = text[span.start : span.end].rstrip()
    while (last := re.search(r"\S+$", words[-400:])) and (link := _LINK.search(last.group())):
        words = words[: len(words) - len(last.group()) + link.start()].rstrip()
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, span.start + max(left, len(words.rstrip())))


def _day(date: str) -> str | None:
    """ISO day of "July 9, 2017" or "9 July 2017"; None where no whole day stands."""
    found = _DAY.search(date)
    if not found:
        return None
    month = (found["m"] or found["m2"]).lower()
    number = next((n for name, n in _MONTHS.items() if name.startswith(month[:3])), None)
    day = int(found["d"] or found["d2"])
    return f"{found['y']}-{number:02d}-{day:02d}" if number and 1 <= day <= 31 else None
