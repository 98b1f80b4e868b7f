"""What speaks for one report being the source of another: clocks, credits, cuts, additions.

A clue's weight is a log likelihood ratio of 'p is the source of c' against 'c is the source of p',
so clues of a pair add up and turning the pair round turns the sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache
from importlib.resources import files
from math import log, log1p, tanh

from retold.errors import SettingsError
from retold.lineage.loci import Locus, Witness
from retold.lineage.traditions import Flags, Tradition
from retold.records import Credit, Published, Report
from retold.text.tokens import keys

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$")


OUTER = frozenset(("time", "credit", "agency"))  # kinds of clues that do not come from the copied text


@dataclass(frozen=True, slots=True)
class Clock:
    """When a report appeared at the earliest and at the latest."""

    first: datetime
    last: datetime
    exact: bool  # to the minute, with a zone


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for a direction; the weight is in nats, `hours` lie between two exact clocks."""

    kind: str
    weight: float
    credit: Credit | None = None
    hours: float = 0.0


@cache
def agencies() -> Mapping[str, str]:
    """Names under which agencies publish and are credited, folded, to one name per agency."""
    text = files(__package__).joinpath("agencies.txt").read_text(encoding="utf-8")
    known: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            names = [name.strip() for name in line.split("|")]
            known.update((folded(name), folded(names[0])) for name in names)
    if not known:
        raise SettingsError("lineage/agencies.txt names no agency: put the list back")
    return known


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name as it is compared: letters and digits alone, without www and the ending of a host."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().casefold())
    bare = re.sub(r"\.(?:com?|org|net|info|news)(?:\.[a-z]{2})?(?:/.*)?$", "", bare)
    bare = re.sub(r"^the\s+", "", bare)
    return re.sub(r"[\W_]+", "", bare)


def house(name: str | None) -> str:
    """The agency or outlet a name stands for, folded; empty for none."""
    plain = folded(name or "")
    return agencies().get(plain, plain)


@cache
def _houses() -> frozenset[str]:
    return frozenset(agencies().values())


def is_agency(report: Report) -> bool:
    """Whether the report stands on an agency's own page."""
    name = house(report.outlet)
    return name in _houses()


def credits_anew(copy: Report, source: Report, agency: str) -> bool:
    """Whether two reports credit one agency in different words, so that neither took the credit over."""

    def words(report: Report) -> set[tuple[str, ...]]:
        return {
            tuple(keys(report.text[credit.start : credit.end]))
            for credit in wire_credits(report)
            if house(credit.agency) == agency
        }

    return bool(words(copy)) and bool(words(source)) and not words(copy) & words(source)


def wire_credits(report: Report) -> tuple[Credit, ...]:
    """Credits that say the text is an agency's, other than the report's own house."""
    own = house(report.outlet)
    return tuple(c for c in report.credits if c.role == "text" and c.wire and house(c.agency) != own)


def naming(report: Report, other: Report) -> Credit | None:
    """The credit of a report that names the other's outlet as what it took its text from."""
    own = house(other.outlet)
    if not own or own == house(report.outlet):
        return None
    named = (c for c in report.credits if c.role != "picture" and house(c.agency) == own)
    return min(named, key=lambda c: (c.role != "text", c.start), default=None)


@lru_cache(maxsize=20_000)
def clock(published: Published | None) -> Clock | None:
    """The stretch of time in which a report appeared; None where not even the day is known."""
    found = _TIME.match(published.value) if published else None
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        start = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    start = start.replace(tzinfo=UTC)
    try:
        if hour is None:
            return Clock(start, start + timedelta(hours=24), exact=False)
        if zone is None:
            return Clock(start - timedelta(hours=6), start + timedelta(hours=6), exact=False)
        start = start.replace(tzinfo=_zone(zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return Clock(start, start, exact=True)


def _zone(text: str) -> timezone:
    """The zone written as Z or +05:30."""
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def lead(p: Clock | None, c: Clock | None) -> float:
    """Hours by which p surely appeared before c; negative for after, 0 where it cannot be told."""
    if p is None or c is None:
        return 0.0
    if p.last <= c.first:
        return (
            max((c.first - p.last).total_seconds() / 3600, 0.01) if p.last < c.first or not p.exact else 0.0
        )
    if c.last <= p.first:
        return -lead(c, p)
    return 0.0


def outer(p: Report, c: Report) -> tuple[Clue, ...]:
    """The clues that do not come from the copied text."""
    return tuple(clue for clue in (*_of_time(p, c), *_of_names(p, c)) if clue.kind in OUTER)


def clues(p: Witness, c: Witness, tradition: Tradition) -> tuple[Clue, ...]:
    """What speaks for p being c's source (positive weights) or c being p's (negative)."""
    found = [*_of_time(p.report, c.report), *_of_names(p.report, c.report)]
    found += _of_text(p, c, tradition)
    return tuple(clue for clue in found if clue.weight)


def of_first(found: Sequence[Clue], others: int) -> float:
    """Log odds that a report was first of all, from clues against each of the others.

    One of several copies of a lost source is the earliest in any case, so being it counts as the log
    of their number at most; being later than another counts in full.
    """
    against = sum(clue.weight for clue in found if clue.weight < 0)
    before = sum(clue.kind == "time" and clue.weight > 0 for clue in found)
    named = sum(clue.weight for clue in found if clue.kind != "time" and clue.weight > 0)
    return against + named + log(1 + others) * before / max(1, others)


def _of_time(p: Report, c: Report) -> list[Clue]:
    """The clue of the clocks: strong where hours lie between, weak for minutes."""
    first, second = clock(p.published), clock(c.published)
    hours = lead(first, second)
    if not hours:
        return []
    size = min(3.2, 1.8 + 0.5 * log1p(abs(hours)))
    known = first is not None and second is not None and first.exact and second.exact
    return [Clue("time", size if hours > 0 else -size, hours=abs(hours) if known else 0.0)]


def _of_names(p: Report, c: Report) -> list[Clue]:
    """The clues of credits and of agencies' own pages."""
    found = []
    for sign, source, copy in ((1, p, c), (-1, c, p)):
        credit = naming(copy, source)
        if credit:
            found.append(Clue("credit", sign * (5.0 if credit.role == "text" else 3.0), credit))
        if is_agency(source) and not is_agency(copy):
            found.append(Clue("agency", sign * 4.0))
        if wire_credits(source) and not wire_credits(copy):
            found.append(Clue("nearer", sign * 0.7, wire_credits(source)[0]))
    return found


def _of_text(p: Witness, c: Witness, tradition: Tradition) -> list[Clue]:
    """The clues of the text: cuts from the end, text of others that only one has, words dropped."""
    row = {name: i for i, name in enumerate(tradition.reports)}
    mine, theirs = tradition.present[row[p.report.id]], tradition.present[row[c.report.id]]
    found = []
    near = kinship(p, c, tradition)
    only_p, only_c = _runs(mine, theirs), _runs(theirs, mine)
    if only_p != only_c:
        found.append(Clue("fuller", near * max(-2.5, min(2.5, 0.8 * (only_p - only_c)))))
    shared = [place for place, a, b in zip(tradition.places, mine, theirs, strict=True) if a and b]
    tail_p, tail_c = _tail(p, shared), _tail(c, shared)
    if tail_p != tail_c:
        found.append(Clue("cut", near * 0.8 * tanh((tail_p - tail_c) / 40)))
    head_p, head_c = _head(p, shared), _head(c, shared)
    if head_p != head_c:
        found.append(Clue("led", near * 0.5 * tanh((head_c - head_p) / 25)))
    longer = sum(_size(place, p) - _size(place, c) for place in shared)
    if longer:
        found.append(Clue("shorter", near * 0.5 * tanh(longer / 12)))
    return found


def kinship(p: Witness, c: Witness, tradition: Tradition) -> float:
    """How far one of the two is made of what both have: the larger share of common words, squared (0..1).

    Where either is mostly words of its own, its cuts and additions tell nothing of the other.
    """
    shared = [place for place in tradition.places if _size(place, p) and _size(place, c)]
    shares = [sum(_size(place, one) for place in shared) / max(1, one.length) for one in (p, c)]
    return min(1.0, max(shares)) ** 2


def _size(place: Locus, one: Witness) -> int:
    """Words of a witness's form of a locus."""
    form = place.form(one.report.id)
    return len(form.words) if form else 0


def _runs(mine: Flags, theirs: Flags) -> int:
    """Stretches of loci that the first has and the second lacks."""
    count, inside = 0, False
    for a, b in zip(mine.tolist(), theirs.tolist(), strict=True):
        if a and not b:
            count += not inside
            inside = True
        elif a or b:
            inside = False
    return count


def _tail(one: Witness, shared: Sequence[Locus]) -> int:
    """Words of a report after the last sentence that it shares with the other."""
    forms = [form for place in shared if (form := place.form(one.report.id))]
    last = max((form.sentences[-1] for form in forms), default=-1)
    return sum(len(words) for words in one.words[last + 1 :])


def _head(one: Witness, shared: Sequence[Locus]) -> int:
    """Words of a report before the first sentence that it shares with the other."""
    forms = [form for place in shared if (form := place.form(one.report.id))]
    first = min((form.sentences[0] for form in forms), default=0)
    return sum(len(words) for words in one.words[:first])
