"""Grown traditions as the records that stages exchange, and the truth about them as it can be known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from benchmarks.traditions.growth import Copy, Grown
from retold.records import Annotation, Block, Credit, Published, Report, Sentence
from retold.text.ids import stable_id


@dataclass(frozen=True)
class Clocks:
    """How well times are known: shares of reports."""

    missing: float = 0.15
    day_only: float = 0.2
    wrong: float = 0.05


@dataclass(frozen=True)
class Truth:
    """What can be known of a tradition: lost nodes that copies prove, and each report's sources."""

    parent: dict[str, str]  # report or provable lost node to its source, also a provable one
    below: dict[str, frozenset[str]]  # of lost nodes: reports that descend from them
    lines: dict[str, list[tuple[tuple[str, int], ...]]]  # of lost nodes: their text
    carried: frozenset[int]  # settings of words that some report carries
    origins: frozenset[frozenset[str]]
    ancestors: dict[str, frozenset[str]]  # report to all reports it descends from, by any way
    stands_for: dict[str, frozenset[str]]  # node to printed copies of it that kept all that others carry


def name_of(one: Copy, seed: int) -> str:
    """The id of a copy, which tells nothing of its place in the tree."""
    return stable_id("g", str(seed), str(one.number)) + ("x" if one.lost else "")


def records(grown: Grown, seed: int, clocks: Clocks) -> tuple[dict[str, Report], dict[str, Annotation]]:
    """Reports and annotations of the printed copies."""
    random = Random(seed * 31 + 7)
    reports, annotations = {}, {}
    for one in grown.printed():
        report, annotation = _record(grown, one, seed, clocks, random)
        reports[report.id], annotations[report.id] = report, annotation
    return reports, annotations


def _record(grown: Grown, one: Copy, seed: int, clocks: Clocks, random: Random) -> tuple[Report, Annotation]:
    name = name_of(one, seed)
    text = ""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for line in one.lines:
        text += "\n\n" if text else ""
        start = len(text)
        text += " ".join(word for word, _ in line)
        sentences.append(Sentence(start, len(text), "body", len(blocks)))
        blocks.append(Block("body", start, len(text)))
    credits = []
    agency = grown.agency.get(one.root)
    said = agency if agency and random.random() < 0.4 else None
    named = one.named is not None and not grown.copies[one.named].lost
    if said or named:
        who = said or f"Outlet {name_of(grown.copies[one.named or 0], seed)}"
        start = len(text) + 2
        text += f"\n\nBased on {who}"
        credits.append(Credit(who, start + 9, len(text), wire=bool(said), role="text"))
        blocks.append(Block("credit", start, len(text)))
    published = _published(one, clocks, random)
    report = Report(
        name, name, None, f"Outlet {name}", "News", "en", text, published, tuple(blocks), tuple(credits)
    )
    return report, Annotation(name, tuple(sentences), (), (), (), ())


def _published(one: Copy, clocks: Clocks, random: Random) -> Published | None:
    roll = random.random()
    time = one.time
    if roll < clocks.missing:
        return None
    if roll < clocks.missing + clocks.wrong:
        time += timedelta(hours=random.choice((-1, 1)) * random.randint(12, 72))
    if roll > 1 - clocks.day_only:
        return Published(time.strftime("%Y-%m-%d"), "day", "made up")
    return Published(time.strftime("%Y-%m-%dT%H:%MZ"), "time", "made up")


def truth(grown: Grown, seed: int) -> Truth:
    """The tree as far as the printed copies can show it: a lost node needs two ways to reports."""
    copies = grown.copies
    children: dict[int, list[int]] = {}
    for one in copies:
        if one.parents:
            children.setdefault(one.parents[0], []).append(one.number)
    under = {one.number: _under(one.number, copies, children) for one in copies}
    shown = {
        one.number
        for one in copies
        if not one.lost or sum(bool(under[child]) for child in children.get(one.number, [])) > 1
    }
    parent, names = {}, {one.number: name_of(one, seed) for one in copies}
    for number in sorted(shown):
        at = copies[number].parents[:1]
        while at and at[0] not in shown:
            at = copies[at[0]].parents[:1]
        if at:
            parent[names[number]] = names[at[0]]
    lost = [number for number in shown if copies[number].lost]
    groups: dict[int, set[str]] = {}
    for one in grown.printed():
        groups.setdefault(one.root, set()).add(names[one.number])
    return Truth(
        parent,
        {names[n]: frozenset(names[m] for m in under[n]) for n in lost},
        {names[n]: [tuple(line) for line in copies[n].lines] for n in lost},
        frozenset(number for one in grown.printed() for line in one.lines for _, number in line),
        frozenset(frozenset(group) for group in groups.values()),
        _ancestors(copies, names),
        _stands_for(copies, names),
    )


def _stands_for(copies: list[Copy], names: Mapping[int, str]) -> dict[str, frozenset[str]]:
    """Copies that cannot be told from what they were copied from: all of it that others carry is in them."""
    words = {one.number: {n for line in one.lines for _, n in line} for one in copies}
    carriers = Counter(n for one in copies if not one.lost for n in words[one.number])
    found: dict[str, set[str]] = {}
    for one in copies:
        for parent in one.parents[:1] if not one.lost else ():
            alone = not copies[parent].lost
            gone = words[parent] - words[one.number]
            if all(carriers[n] <= alone for n in gone):
                found.setdefault(names[parent], set()).add(names[one.number])
    return {name: frozenset(same) for name, same in found.items()}


def _under(number: int, copies: list[Copy], children: Mapping[int, list[int]]) -> set[int]:
    """Printed copies at or below a node."""
    found = set() if copies[number].lost else {number}
    for child in children.get(number, []):
        found |= _under(child, copies, children)
    return found


def _ancestors(copies: list[Copy], names: Mapping[int, str]) -> dict[str, frozenset[str]]:
    above: dict[int, set[int]] = {}
    for one in copies:  # a parent's number is below its copy's
        above[one.number] = {p for parent in one.parents for p in (parent, *above[parent])}
    return {names[n]: frozenset(names[m] for m in found if not copies[m].lost) for n, found in above.items()}
