"""Denials, withdrawals, corrections and contradictions of what was told, and the reports that lack them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from retold.compare.cues import Finding, findings
from retold.compare.data import phrases
from retold.compare.matter import Matter, Weights, matters, roots_at
from retold.compare.people import cast
from retold.config import CompareSettings
from retold.records import Annotation, Claim, Mention, Report, Story, Update, Utterance

_ORDER = ("withdrawn", "corrected", "denied", "contradicted")
_NEAR = 600  # characters before a denial within which the thing denied is told, where it only says "it"


def updates(
    story: Story,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    utterances: Sequence[Utterance],
    claims: Sequence[Claim],
    settings: CompareSettings,
) -> tuple[Update, ...]:
    """Updates that stand in the story's reports, each with what it is about and who lacks it.

    An update needs something told that it is about: an utterance or a claim with which it shares rare
    words. `missing_from` are the reports that tell that thing and not the update.
    """
    ids = sorted(set(story.reports))
    who = cast(annotations[name] for name in ids)
    weights = Weights([annotations[name] for name in ids], reports)
    negations = frozenset(phrases("updates", "negation"))
    told = matters(reports, annotations, utterances, claims, who, negations)
    found = [finding for name in ids for finding in findings(reports[name], annotations[name], who)]
    open_ = _told_before(told, found)
    pairs: list[tuple[Finding, Matter]] = []
    for finding in found:
        matter = _concerned(finding, open_[finding.kind], weights, reports, settings)
        if matter:
            pairs.append((finding, matter))
    pairs += _conflicting(claims, told, reports)
    made = [
        _update(story, finding, matter, _tellers(finding, matter, weights, reports, settings), pairs, told)
        for finding, matter in _distinct(pairs)
    ]
    return tuple(sorted(made, key=lambda u: (u.report, u.start, u.end, u.kind)))


def _told_before(told: Sequence[Matter], found: Sequence[Finding]) -> dict[str, list[Matter]]:
    """For each kind of update what it may concern: things that are not such updates themselves."""
    marked: dict[str, dict[str, list[Finding]]] = {kind: defaultdict(list) for kind in _ORDER}
    for finding in found:
        if finding.marked:
            marked[finding.kind][finding.report].append(finding)

    def itself(matter: Matter, kind: str) -> bool:
        hits = sum(any(_touches(f, p) for f in marked[kind][p.report]) for p in matter.places)
        return 2 * hits >= len(matter.places)

    return {kind: [m for m in told if not itself(m, kind)] for kind in _ORDER}


def _concerned(
    finding: Finding,
    told: Sequence[Matter],
    weights: Weights,
    reports: Mapping[str, Report],
    settings: CompareSettings,
) -> Matter | None:
    """What an update is about: the thing told elsewhere that shares most with it.

    What is withdrawn is something said, where the reports have the words.
    """
    mine = roots_at(reports, [Mention(finding.report, *finding.span)])
    best: tuple[bool, float, int, Matter] | None = None
    for number, matter in enumerate(told):
        if len(matter.roots & mine) < settings.least_matter:
            continue
        if _same_place(finding, matter) or not _possible(finding, matter):
            continue
        score = weights.likeness(matter.roots, mine)
        if score >= settings.least_about:
            said = finding.kind == "withdrawn" and matter.utterance is not None
            candidate = (said, score, -number, matter)
            best = max(best, candidate, key=lambda c: c[:3]) if best else candidate
    return best[3] if best else _just_before(finding, told)


def _possible(finding: Finding, matter: Matter) -> bool:
    """Whether this update can be of this thing.

    One takes back what one said oneself; one denies what others say. A reversal that no word marks as
    such must be said on a later day and turn an assertion into its contrary.
    """
    if not finding.needs <= matter.roots or (finding.needs and matter.negated):
        return False
    if finding.kind == "withdrawn":
        if finding.by is None or matter.speaker != finding.by:
            return False
        if finding.negated and matter.negated:
            return False
        if finding.marked:
            return True
        earlier = [day for day in matter.days if finding.day and day < finding.day]
        return bool(earlier) and len(earlier) == len(matter.days)
    if finding.kind == "denied":
        return finding.by is None or matter.speaker != finding.by
    return True


def _same_place(finding: Finding, matter: Matter) -> bool:
    """Whether the thing is told nowhere but in the update's own sentence, or the update is a form of it."""
    return all(_touches(finding, p) for p in matter.places) or (
        matter.utterance is not None and any(_touches(finding, p) for p in matter.places)
    )


def _touches(finding: Finding, place: Mention) -> bool:
    return (
        place.report == finding.report and place.start < finding.span.end and finding.span.start < place.end
    )


def _just_before(finding: Finding, told: Sequence[Matter]) -> Matter | None:
    """The thing told last before a denial that only points back ("denied it", "no such call")."""
    if not finding.pointing:
        return None
    near = [
        (place.end, matter.utterance is not None, -number, matter)
        for number, matter in enumerate(told)
        if _possible(finding, matter)
        for place in matter.places
        if place.report == finding.report and 0 <= finding.span.start - place.end <= _NEAR
    ]
    return max(near, key=lambda n: n[:3])[3] if near else None


def _conflicting(
    claims: Sequence[Claim], told: Sequence[Matter], reports: Mapping[str, Report]
) -> Iterable[tuple[Finding, Matter]]:
    """Reports that tell a claim with another number or day than more of them do; told one way only.

    A report of another day may count anew; it contradicts nobody.
    """
    by_claim = {matter.claim: matter for matter in told if matter.claim}
    seen: set[tuple[Mention, Mention]] = set()
    for claim in sorted(claims, key=lambda c: -len(c.support)):
        for conflict in claim.conflicts:
            place = Mention(conflict.report, conflict.start, conflict.end)
            if not conflict.how.startswith("another") or any((place, s) in seen for s in claim.support):
                continue
            if any(_days_apart(reports[conflict.report], reports[s.report]) <= 1 for s in claim.support):
                seen.update((s, place) for s in claim.support)
                yield Finding.of_conflict(conflict), by_claim[claim.id]


def _days_apart(one: Report, other: Report) -> int:
    """Days between two publications; 0 where one of them is not known to the day."""
    days = [r.published.value[:10] for r in (one, other) if r.published and len(r.published.value) >= 10]
    if len(days) < 2:
        return 0
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)


def _distinct(pairs: Iterable[tuple[Finding, Matter]]) -> list[tuple[Finding, Matter]]:
    """One update for each sentence, of the strongest kind; one for each thing and report."""

    def place(pair: tuple[Finding, Matter]) -> tuple[str, int]:
        return (pair[0].report, pair[0].span.start)

    def rank(pair: tuple[Finding, Matter]) -> tuple[int, bool, str]:
        return (_ORDER.index(pair[0].kind), not pair[0].marked, pair[1].utterance or pair[1].claim or "")

    ordered = sorted(pairs, key=place)
    return [min(same, key=rank) for _, same in ((k, list(g)) for k, g in groupby(ordered, key=place))]


def _tellers(
    finding: Finding,
    matter: Matter,
    weights: Weights,
    reports: Mapping[str, Report],
    settings: CompareSettings,
) -> frozenset[str]:
    """Reports that tell the thing: with a form or support of it, or in other words."""
    common = matter.roots & roots_at(reports, [Mention(finding.report, *finding.span)])
    if finding.kind == "contradicted" or len(common) < settings.least_told:
        return matter.tellers
    return matter.tellers | weights.tellers(common, settings.least_retold)


def _update(
    story: Story,
    finding: Finding,
    matter: Matter,
    tellers: frozenset[str],
    pairs: Sequence[tuple[Finding, Matter]],
    told: Sequence[Matter],
) -> Update:
    """The record of one update."""
    having = {f.report for f, m in pairs if m is matter and f.kind == finding.kind} | {finding.report}
    for other in told:
        hits = sum(_touches(finding, place) for place in other.places)
        if other is not matter and hits and (other.utterance or 2 * hits > len(other.places)):
            having |= other.tellers
    return Update(
        kind=finding.kind,
        story=story.id,
        by=finding.by,
        report=finding.report,
        start=finding.span.start,
        end=finding.span.end,
        utterance=matter.utterance,
        claim=matter.claim,
        missing_from=tuple(sorted(tellers - having)),
        why=finding.why,
    )
