"""Lines that hold an address, or nothing but a date, a time and what they are of."""

from __future__ import annotations

import re
from functools import cache

from retold.extract.data import table, words
from retold.extract.moments import moments
from retold.text.tokens import keys

_ADDRESS = re.compile(r"^(?:(?:url|source|link|address)\s*:\s*)?(https?://[^\s<>\"]{4,2000})$", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?\b", re.I)
_READ = re.compile(r"\d{1,2}[ -]min(?:ute)?s?[ -]read", re.I)
_LONGEST = 30  # words of a line that may be nothing but a date


def is_address(line: str) -> bool:
    """Whether the line is a web address and nothing else."""
    return address_in(line) is not None


def address_in(line: str) -> str | None:
    """The web address that is all of a line."""
    found = _ADDRESS.match(line.strip())
    return found.group(1) if found else None


def is_stamp(line: str) -> bool:
    """Whether the line only tells a date or a time, with a label or a weekday at most."""
    if len(line) > 200:
        return False
    found = moments(line)
    if not found and not _CLOCK.search(line) and not _relative(line):
        return False
    rest = line
    for moment in reversed(found):
        rest = rest[: moment.start] + " " + rest[moment.end :]
    rest = _CLOCK.sub(" ", rest)
    left = [k for k in keys(rest) if k not in _known() and not k.isdigit()]
    return len(left) <= (1 if found else 0)


def is_bare_day(line: str) -> bool:
    """Whether a line is a day without its year ("Jun 9"), or tells how long reading takes."""
    if len(line) > 40:
        return False
    told = keys(line)
    months = {m for names in table("calendar")["months"].values() for m in names}
    if len(told) == 2 and sum(k in months for k in told) == 1:
        return any(k.isdigit() for k in told)
    return bool(_READ.fullmatch(line.strip()))


def _relative(line: str) -> bool:
    return bool(re.search(r"\b\d+\s+(?:min|hour|day|week|month|year)\w*\s+ago\b", line, re.I))


@cache
def _known() -> frozenset[str]:
    """Words that may stand beside a date without telling anything else."""
    calendar = table("calendar")
    zones = {z for names in calendar["zones"].values() for z in names} | {"ist", "bst", "cst", "et", "pt"}
    labels = {
        k
        for key in ("first", "published", "updated")
        for label in words("phrases", "dates", key)
        for k in keys(label)
    }
    months = {m for names in calendar["months"].values() for m in names}
    rest = {w for key in ("names", "fillers") for w in calendar["weekdays"][key]}
    return frozenset(zones | labels | months | rest | {"published", "read", "min"})
