"""The checkable statements of a story, who carries each, and on how many origins it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.compare.conflicts import Compared, agree, conflicts
from retold.compare.figures import Figures
from retold.compare.likeness import aligned, alike, contained, counterparts
from retold.compare.origins import independent
from retold.compare.people import cast
from retold.compare.statements import Statement, statements
from retold.config import CompareSettings
from retold.records import Alignment, Annotation, Claim, Conflict, Lineage, Report, Story
from retold.text.ids import stable_id

_SAME = 0.6  # part of their supports that two claims share when they are one
_ALIGNED = 0.9  # likeness of two sentences that an alignment holds to be one
_NEAR = 0.45  # likeness below which two statements share one more word with matter to be one claim
_FAR = 0.35  # likeness below which one of two statements stands in the other for the most part
_INSIDE = 0.35  # that part of its weight
_LEAST = 1.0  # weight a claim has at least: another report, a denial, a lead, a number or a day
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
    reports, or denied or told with another number by some; told in a lead; with numbers or days; with
    names. Mere quotation comes last.
    """
    who = cast(annotations[name] for name in sorted(set(story.reports)))
    found = statements(story, reports, annotations, who, settings.most_statements)
    if not found:
        return ()
    parts = contained(found)
    close = alike(parts)
    for a, b in aligned(found, alignments):
        close[a, b] = close[b, a] = max(_ALIGNED, float(close[a, b]))
    linked = counterparts(found, close, settings.least_support)
    compared = Compared(found, close, Figures(found, settings.least_stems), settings, parts, _days(reports))
    contested = _contested(compared)
    cores = [_core(n, linked[n], n in contested, compared) for n in range(len(found))]
    made = []
    for core in _distinct(sorted(cores, key=lambda c: c.rank), compared):
        told_otherwise = conflicts(core.number, core.support, compared)
        support = [found[n] for n in core.support]
        origins = independent(support, lineage, reports)
        made.append(_claim(story, found[core.number], support, origins, told_otherwise, reports))
    return tuple(made)


def _days(reports: Mapping[str, Report]) -> dict[str, str]:
    """The day of publication of each report that has one."""
    known = {name: r.published for name, r in reports.items() if r.published}
    return {name: p.value[:10] for name, p in known.items() if p.precision in ("day", "time")}


def _contested(compared: Compared) -> set[int]:
    """Statements that some other one denies or tells with another number.

    A denial is of the statement likest to it, or of the one told just before it.
    """
    found, close, figures, settings, *_ = compared
    contested = {n for n, s in enumerate(found) if s.amounts and figures.against(n)}
    assertions = [n for n, s in enumerate(found) if not s.denies]
    for n, statement in enumerate(found):
        if statement.denies and assertions:
            likest = max(assertions, key=lambda m: (float(close[n, m]), -m))
            if close[n, likest] >= settings.least_about:
                contested.add(likest)
            if n and found[n - 1].report == statement.report and not found[n - 1].denies:
                contested.add(n - 1)
    return contested


def _core(number: int, linked: Sequence[int], contested: bool, compared: Compared) -> _Core:
    """The statement with its supports and its rank."""
    found, close = compared.found, compared.close
    one = found[number]
    carried = [n for n in linked if _carries(number, n, compared)]
    weight = 2 * (len(carried) + contested) + one.lead + bool(one.amounts or one.days) + 0.5 * bool(one.names)
    weight -= 2 * (one.quoted >= _OPINION)
    likest = sum(float(close[number, n]) for n in carried)
    return _Core(number, tuple(sorted([number, *carried])), (-weight, -likest, one.report, one.start))


def _carries(number: int, other: int, compared: Compared) -> bool:
    """Whether a counterpart tells the same and not otherwise."""
    one, two = compared.found[number], compared.found[other]
    close = float(compared.close[number, other])
    plain = (set(one.stems) & set(two.stems)) - one.names - two.names
    fewest = compared.settings.least_stems + (close < _NEAR)
    if close < _FAR and max(compared.parts[number, other], compared.parts[other, number]) < _INSIDE:
        return False
    if close < _ALIGNED and (len(plain) < fewest or _two_voices(one, two)):
        return False
    return agree(one, two, compared.figures)


def _two_voices(one: Statement, two: Statement) -> bool:
    """Whether two statements are what two people said, each in his own words."""
    return (
        bool(one.sources and two.sources)
        and not one.sources & two.sources
        and min(one.quoted, two.quoted) > 0.3
    )


def _distinct(cores: Sequence[_Core], compared: Compared) -> list[_Core]:
    """The foremost cores, without those whose supports or words are mostly those of one before."""
    kept: list[_Core] = []
    for core in cores:
        if len(kept) == compared.settings.most_claims:
            break
        if core.rank[0] <= -_LEAST and not any(_same(core, other, compared) for other in kept):
            kept.append(core)
    return kept


def _same(core: _Core, other: _Core, compared: Compared) -> bool:
    """Whether two cores make one claim."""
    if core.number in other.support:
        return True
    if compared.close[core.number, other.number] >= compared.settings.least_same:
        one, two = compared.found[core.number], compared.found[other.number]
        return agree(one, two, compared.figures)
    shared = len(set(core.support) & set(other.support))
    return shared > 1 and shared >= _SAME * len(set(core.support) | set(other.support))


def _claim(
    story: Story,
    one: Statement,
    support: Sequence[Statement],
    origins: int,
    told_otherwise: tuple[Conflict, ...],
    reports: Mapping[str, Report],
) -> Claim:
    """The record of one claim."""
    text = " ".join(reports[one.report].text[one.start : one.end].split())
    mentions = tuple(s.mention for s in support)
    number = stable_id("c", story.id, one.report, str(one.start), str(one.end))
    return Claim(number, story.id, text, mentions, origins, told_otherwise)
