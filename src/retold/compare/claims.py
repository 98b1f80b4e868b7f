"""The checkable statements of a story, who carries each, and on how many origins it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from retold.compare.conflicts import conflicts, how
from retold.compare.likeness import Matrix, aligned, contained
from retold.compare.origins import independent
from retold.compare.people import cast
from retold.compare.statements import Statement, statements
from retold.config import CompareSettings
from retold.records import Alignment, Annotation, Claim, Lineage, Report, Story
from retold.text.ids import stable_id

_SAME = 0.6  # part of their supports that two claims share when they are one
_OPINION = 0.8  # part of a statement inside quotation marks from which it is somebody's words alone


class _Core(NamedTuple):
    """A statement and those of other reports that carry what it says, the likest of each."""

    number: int
    support: tuple[int, ...]  # itself included
    rank: tuple[float, float, str, int]


def claims(
    story: Story,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    alignments: Sequence[Alignment],
    lineage: Lineage | None,
    settings: CompareSettings,
) -> tuple[Claim, ...]:
    """Statements of the story with their supports, origins and conflicts, the weightiest first.

    Another report carries a statement where one of its sentences has at least
    `settings.least_support` of the weight of its words and tells no other number or day. Kept are at
    most `settings.most_claims`, in this order: carried by many reports, told in a lead, with numbers or
    days, with names; words that are nothing but quotation come last.
    """
    who = cast(annotations[name] for name in sorted(set(story.reports)))
    found = statements(story, reports, annotations, who, settings.most_statements)
    if not found:
        return ()
    parts = contained(found)
    same = aligned(found, alignments)
    for a, b in same:
        parts[a, b] = parts[b, a] = 1.0
    cores = sorted((_core(n, found, parts, settings) for n in range(len(found))), key=lambda c: c.rank)
    kept = _distinct(cores, parts, settings)
    return tuple(_claim(story, core, found, parts, reports, lineage, settings) for core in kept)


def _core(number: int, found: Sequence[Statement], parts: Matrix, settings: CompareSettings) -> _Core:
    """The statement with its supports and its rank."""
    one = found[number]
    best: dict[str, tuple[float, int]] = {}
    for other in np.nonzero(parts[number] >= settings.least_support)[0].tolist():
        two = found[other]
        if two.report == one.report or len(set(one.stems) & set(two.stems)) < settings.least_stems:
            continue
        if how(one, two) is None:
            best[two.report] = max(best.get(two.report, (0.0, 0)), (float(parts[number, other]), -other))
    support = sorted([number, *(-other for _, other in best.values())])
    weight = 2 * len(best) + one.lead + bool(one.amounts or one.days) + 0.5 * bool(one.names)
    weight -= 2 * (one.quoted >= _OPINION)
    close = sum(value for value, _ in best.values())
    return _Core(number, tuple(support), (-weight, -close, one.report, one.start))


def _distinct(cores: Sequence[_Core], parts: Matrix, settings: CompareSettings) -> list[_Core]:
    """The foremost cores, without those whose supports or words are mostly those of one before."""
    kept: list[_Core] = []
    for core in cores:
        if len(kept) == settings.most_claims:
            break
        if not any(_same(core, other, parts, settings) for other in kept):
            kept.append(core)
    return kept


def _same(core: _Core, other: _Core, parts: Matrix, settings: CompareSettings) -> bool:
    """Whether two cores make one claim."""
    mutual = min(parts[core.number, other.number], parts[other.number, core.number])
    if mutual >= settings.least_support:
        return True
    shared = len(set(core.support) & set(other.support))
    return shared > 1 and shared >= _SAME * len(set(core.support) | set(other.support))


def _claim(
    story: Story,
    core: _Core,
    found: Sequence[Statement],
    parts: Matrix,
    reports: Mapping[str, Report],
    lineage: Lineage | None,
    settings: CompareSettings,
) -> Claim:
    """The record of one claim."""
    one = found[core.number]
    support = [found[n] for n in core.support]
    return Claim(
        stable_id("c", story.id, one.report, str(one.start), str(one.end)),
        story.id,
        " ".join(reports[one.report].text[one.start : one.end].split()),
        tuple(s.mention for s in support),
        independent(support, lineage, reports),
        conflicts(core.number, core.support, found, parts, settings),
    )
