"""Denials, withdrawals, corrections and contradictions of what was told, and the reports that lack them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from retold.compare.concerned import Known, concerned, known
from retold.compare.cues import Finding, findings
from retold.compare.data import phrases
from retold.compare.matter import Matter, Weights, matters, roots_at
from retold.compare.people import cast
from retold.config import CompareSettings
from retold.records import Annotation, Claim, Mention, Report, Story, Update, Utterance

_ORDER = ("withdrawn", "corrected", "denied", "contradicted")
_ALIKE = 0.5  # part of the weight of the shorter of two denials of one speaker that makes them one
_NOTE = 20  # characters between two sentences of one note
_QUOTED = 160  # characters of a sentence that a denial points back to


class _Found(NamedTuple):
    """An update and what it is about, where a thing told can be shown to be it."""

    finding: Finding
    matter: Matter | None

    @property
    def place(self) -> tuple[str, int]:
        return (self.finding.report, self.finding.span.start)


def updates(
    story: Story,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    utterances: Sequence[Utterance],
    claims: Sequence[Claim],
    settings: CompareSettings,
) -> tuple[Update, ...]:
    """Updates that stand in the story's reports, each with what it is about and who lacks it.

    An update is about an utterance or a claim. A denial whose own words say what is denied, and by whom,
    stands also where no report tells the accusation itself; `why` then quotes it. What one speaker says
    about one thing is one update for each report. `missing_from` are the reports that tell the thing and
    not the update.
    """
    ids = sorted(set(story.reports))
    who = cast(annotations[name] for name in ids)
    weights = Weights([annotations[name] for name in ids], reports)
    negations = frozenset(phrases("updates", "negation"))
    told = matters(reports, annotations, utterances, claims, who, negations)
    found = [finding for name in ids for finding in findings(reports[name], annotations[name], who)]
    found = _followed(found)
    things = known(told, found, weights, reports, settings)
    pairs = [pair for finding in found if (pair := _pair(finding, things))]
    pairs += _conflicting(claims, told, reports)
    kept = _once(_distinct(pairs), things)
    made = [_update(story, one, _having(one, kept, pairs, things), things) for one in kept]
    return tuple(sorted(made, key=lambda u: (u.report, u.start, u.end, u.kind)))


def _followed(found: Sequence[Finding]) -> list[Finding]:
    """Denials that only point back at another denial deny what that one does; one's own is told again."""
    by_span = {(f.report, f.span): f for f in found if f.kind == "denied"}
    pointed = {(f.report, f.before) for f in found if f.before}
    kept: list[Finding] = []
    for finding in found:
        if finding.nothing and (finding.report, finding.span) in pointed:
            finding = replace(finding, nothing=False)  # another one denies it too: somebody told it
        earlier = by_span.get((finding.report, finding.before)) if finding.before else None
        if earlier is None:
            kept.append(finding)
        elif earlier.by != finding.by:
            said = replace(finding, thing=earlier.thing, matter=earlier.matter, before=earlier.before)
            by_span[finding.report, finding.span] = said
            kept.append(said)
    return kept


def _pair(finding: Finding, told: Known) -> _Found | None:
    """The update with what it is about; None where it can be of nothing that is told or named."""
    matter = concerned(finding, told)
    if matter:
        return _Found(finding, matter)
    if finding.kind == "denied" and finding.nothing:
        return None
    named = finding.kind == "corrected" or (finding.kind == "denied" and (finding.matter or finding.before))
    return _Found(finding, None) if named else None


def _conflicting(
    claims: Sequence[Claim], told: Sequence[Matter], reports: Mapping[str, Report]
) -> Iterable[_Found]:
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
                yield _Found(Finding.of_conflict(conflict), by_claim[claim.id])


def _days_apart(one: Report, other: Report) -> int:
    """Days between two publications; 0 where one of them is not known to the day."""
    days = [r.published.value[:10] for r in (one, other) if r.published and len(r.published.value) >= 10]
    if len(days) < 2:
        return 0
    return abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)


def _distinct(pairs: Iterable[_Found]) -> list[_Found]:
    """One update for each sentence, of the strongest kind."""

    def rank(pair: _Found) -> tuple[int, bool, str]:
        about = (pair.matter.utterance or pair.matter.claim or "") if pair.matter else ""
        return (_ORDER.index(pair.finding.kind), not pair.finding.marked, about)

    ordered = sorted(pairs, key=lambda p: p.place)
    return [min(same, key=rank) for _, same in groupby(ordered, key=lambda p: p.place)]


def _once(pairs: Sequence[_Found], told: Known) -> list[_Found]:
    """One update for each thing, speaker and report: what tells most by itself comes before the rest."""

    def rank(pair: _Found) -> tuple[bool, bool, int, int]:
        finding = pair.finding
        length = finding.span.end - finding.span.start if finding.kind == "corrected" else 0
        return (finding.before is not None, pair.matter is None, -length, finding.span.start)

    groups: dict[tuple[str, str, str | None], list[_Found]] = {}
    for pair in sorted(pairs, key=rank):
        group = groups.setdefault((pair.finding.report, pair.finding.kind, pair.finding.by), [])
        if not any(_one(pair, other, told) for other in group):
            group.append(pair)
    return sorted((pair for group in groups.values() for pair in group), key=lambda p: p.place)


def _one(pair: _Found, other: _Found, told: Known) -> bool:
    """Whether two updates of one kind and speaker are about one thing, or of one note."""
    if pair.matter and pair.matter is other.matter:
        return True
    if pair.finding.kind == "corrected":
        a, b = pair.finding.span, other.finding.span
        return pair.place[0] == other.place[0] and min(abs(a.start - b.end), abs(b.start - a.end)) <= _NOTE
    mine, theirs = (
        frozenset(root for root in _named(f, told) if not root[0].isdigit())
        for f in (pair.finding, other.finding)
    )
    least = min(told.weights.weigh(mine), told.weights.weigh(theirs))
    return bool(mine and theirs) and told.weights.weigh(mine & theirs) >= _ALIKE * least


def _named(finding: Finding, told: Known) -> frozenset[str]:
    """The words of what is denied, or of the sentence that the denial points back to."""
    if finding.before:
        return roots_at(told.reports, [Mention(finding.report, *finding.before)])
    return finding.matter


def _having(one: _Found, kept: Sequence[_Found], pairs: Sequence[_Found], told: Known) -> frozenset[str]:
    """Reports that tell the update too, or a thing told in its very sentence."""
    finding = one.finding
    same = {
        p.finding.report
        for p in pairs
        if p.finding.kind == finding.kind
        and ((p.matter and p.matter is one.matter) or (p.finding.by == finding.by and _one(p, one, told)))
    }
    for number in told.at(finding.report, finding.span):
        other = told.matters[number]
        hits = other.touched(finding.report, finding.span)
        if other is not one.matter and (other.utterance or 2 * hits > len(other.places)):
            same |= other.tellers
    return frozenset(same | {finding.report})


def _tellers(one: _Found, told: Known) -> frozenset[str]:
    """Reports that tell the thing: with a form or support of it, or in other words."""
    finding, matter = one
    least, part = told.settings.least_told, told.settings.least_retold
    if matter is None:
        return told.weights.tellers(finding.matter, part) if len(finding.matter) >= least else frozenset()
    common = finding.matter or roots_at(told.reports, [Mention(finding.report, *finding.span)])
    common &= matter.roots
    if finding.kind == "contradicted" or len(common) < least:
        return matter.tellers
    return matter.tellers | told.weights.tellers(common, part)


def _update(story: Story, one: _Found, having: frozenset[str], told: Known) -> Update:
    """The record of one update."""
    finding, matter = one
    return Update(
        kind=finding.kind,
        story=story.id,
        by=finding.by,
        report=finding.report,
        start=finding.span.start,
        end=finding.span.end,
        utterance=matter.utterance if matter else None,
        claim=matter.claim if matter else None,
        missing_from=tuple(sorted(_tellers(one, told) - having)),
        why=_why(one, told.reports[finding.report].text),
    )


def _why(one: _Found, text: str) -> str:
    """The words that mark the update and, of a denial, those that say what is denied."""
    finding = one.finding
    if finding.kind != "denied":
        return finding.why
    said = f"{finding.why}: “{finding.thing}”" if finding.thing else finding.why
    if finding.before:
        before = " ".join(text[finding.before.start : finding.before.end].split())
        short = before if len(before) <= _QUOTED else before[:_QUOTED].rsplit(" ", 1)[0] + "…"
        return f"{said}, of what stands before it: “{short}”"
    return said if one.matter else f"{said}; the accusation itself was not found"
