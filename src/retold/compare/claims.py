"""The checkable statements of a story, who carries each, and on how many origins it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.compare.conflicts import agree, conflicts
from retold.compare.likeness import Matrix, aligned, alike, contained, counterparts
from retold.compare.origins import independent
from retold.compare.people import cast
from retold.compare.statements import Statement, statements
from retold.config import CompareSettings
from retold.records import Alignment, Annotation, Claim, Lineage, Report, Story
from retold.text.ids import stable_id

_SAME = 0.6  # part of their supports that two claims share when they are one
_ALIGNED = 0.9  # likeness of two sentences that an alignment holds to be one
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

    Another report carries a statement where one of its sentences is its counterpart: each is likest to
    the other, by at least `settings.least_support`, they share words that are no names, and neither
    tells another number or day. Kept are at most `settings.most_claims`, in this order: carried by many
    reports, told in a lead, with numbers or days, with names; mere quotation comes last.
    """
    who = cast(annotations[name] for name in sorted(set(story.reports)))
    found = statements(story, reports, annotations, who, settings.most_statements)
    if not found:
        return ()
    close = alike(contained(found))
    for a, b in aligned(found, alignments):
        close[a, b] = close[b, a] = max(_ALIGNED, float(close[a, b]))
    linked = counterparts(found, close, settings.least_support)
    cores = sorted(
        (_core(n, found, close, linked[n], settings) for n in range(len(found))), key=lambda c: c.rank
    )
    kept = _distinct(cores, close, settings)
    return tuple(_claim(story, core, found, close, reports, lineage, settings) for core in kept)


def _core(
    number: int, found: Sequence[Statement], close: Matrix, linked: Sequence[int], settings: CompareSettings
) -> _Core:
    """The statement with its supports and its rank."""
    one = found[number]
    carried = [n for n in linked if _carries(one, found[n], float(close[number, n]), settings)]
    weight = 2 * len(carried) + one.lead + bool(one.amounts or one.days) + 0.5 * bool(one.names)
    weight -= 2 * (one.quoted >= _OPINION)
    likest = sum(float(close[number, n]) for n in carried)
    return _Core(number, tuple(sorted([number, *carried])), (-weight, -likest, one.report, one.start))


def _carries(one: Statement, two: Statement, close: float, settings: CompareSettings) -> bool:
    """Whether a counterpart tells the same and not otherwise."""
    plain = (set(one.stems) & set(two.stems)) - one.names - two.names
    return (close >= _ALIGNED or len(plain) >= settings.least_stems) and agree(one, two)


def _distinct(cores: Sequence[_Core], close: Matrix, settings: CompareSettings) -> list[_Core]:
    """The foremost cores, without those whose supports or words are mostly those of one before."""
    kept: list[_Core] = []
    for core in cores:
        if len(kept) == settings.most_claims:
            break
        if not any(_same(core, other, close, settings) for other in kept):
            kept.append(core)
    return kept


def _same(core: _Core, other: _Core, close: Matrix, settings: CompareSettings) -> bool:
    """Whether two cores make one claim."""
    if core.number in other.support or close[core.number, other.number] >= settings.least_same:
        return True
    shared = len(set(core.support) & set(other.support))
    return shared > 1 and shared >= _SAME * len(set(core.support) | set(other.support))


def _claim(
    story: Story,
    core: _Core,
    found: Sequence[Statement],
    close: Matrix,
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
        conflicts(core.number, core.support, found, close, settings),
    )
