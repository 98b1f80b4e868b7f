"""What an update is about: the utterance or claim that tells what it denies, takes back or puts right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.compare.cues import Finding
from retold.compare.data import phrases
from retold.compare.matter import Matter, Weights, is_negated, roots, roots_at
from retold.compare.people import parts
from retold.compare.places import Places, of_spans
from retold.compare.words import words_of
from retold.config import CompareSettings
from retold.records import Mention, Report, Span, UpdateKind

_KINDS: tuple[UpdateKind, ...] = ("withdrawn", "corrected", "denied", "contradicted")
_COMMON = 300  # things told that share a root, above which the root finds none of them
_PART = 0.6  # part of the weight of what is denied that stands in the thing told
_CONTRARY = 0.3  # likeness from which what is said later, with a negation, is the contrary of a thing said
_OF_ONESELF = re.compile(r"(?:I|we)(?:\b|['’])", re.I)
_HALF = 0.5  # part of the weight of a thing told that stands in the note which puts it right
_FEW, _PART_OF_FEW = 3, 0.75  # the same of no more than three words
_CLEAR = 2  # words with matter from which what is denied can be told apart


class Known(NamedTuple):
    """The things told of a story, what finds them, and which of them are updates of a kind themselves."""

    matters: Sequence[Matter]
    by_root: Mapping[str, Sequence[int]]
    by_report: Mapping[str, Places[int]]
    updates: Mapping[UpdateKind, frozenset[int]]
    weights: Weights
    reports: Mapping[str, Report]
    settings: CompareSettings

    def sharing(self, roots: frozenset[str]) -> list[int]:
        """Numbers of the things told that share a word with these."""
        kept = [root for root in sorted(roots) if len(self.by_root.get(root, ())) <= _COMMON]
        return sorted({n for root in kept for n in self.by_root.get(root, ())})

    def at(self, report: str, span: Span) -> list[int]:
        """Numbers of the things told in a stretch of a report."""
        return sorted(set(self.by_report[report].over(*span))) if report in self.by_report else []


def known(
    matters: Sequence[Matter],
    found: Sequence[Finding],
    weights: Weights,
    reports: Mapping[str, Report],
    settings: CompareSettings,
) -> Known:
    """The things told, indexed by their words and places."""
    by_root: dict[str, list[int]] = defaultdict(list)
    spans: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for number, matter in enumerate(matters):
        for root in sorted(matter.roots):
            by_root[root].append(number)
        for place in matter.places:
            spans[place.report].append((Span(place.start, place.end), number))
    by_report = {report: Places(things) for report, things in spans.items()}
    updates = {kind: _updates_themselves(matters, found, kind) for kind in _KINDS}
    return Known(matters, by_root, by_report, updates, weights, reports, settings)


def _updates_themselves(
    matters: Sequence[Matter], found: Sequence[Finding], kind: UpdateKind
) -> frozenset[int]:
    """Things told that are updates of a kind in half of their places."""
    marked: dict[str, list[Span]] = defaultdict(list)
    for finding in found:
        if finding.marked and finding.kind == kind:
            marked[finding.report].append(finding.span)
    places = {report: of_spans(spans) for report, spans in marked.items()}
    itself: set[int] = set()
    for number, matter in enumerate(matters):
        hits = sum(p.report in places and places[p.report].touch(p.start, p.end) for p in matter.places)
        if 2 * hits >= len(matter.places):
            itself.add(number)
    return frozenset(itself)


def concerned(finding: Finding, told: Known) -> Matter | None:
    """What an update is about, None where nothing told can be shown to be it.

    A denial is of what its own words name, or of the sentence that it points back to; another update is
    of the thing told that shares most with it, a withdrawal of something said where the reports have it.
    """
    if finding.kind == "denied":
        return _before(finding, told) if finding.before else _denied(finding, finding.matter, told)
    mine = roots_at(told.reports, [Mention(finding.report, *finding.span)])
    best: tuple[bool, float, int] | None = None
    for number in told.sharing(mine):
        matter = told.matters[number]
        if len(matter.roots & mine) < told.settings.least_matter or not _possible(finding, number, told):
            continue
        if finding.kind == "corrected" and not _mostly(matter, mine, told):
            continue
        score = told.weights.likeness(matter.roots, mine)
        if score >= (told.settings.least_about if finding.marked else _CONTRARY):
            candidate = (finding.kind == "withdrawn" and matter.utterance is not None, score, -number)
            best = max(best, candidate) if best else candidate
    return told.matters[-best[2]] if best else None


def _denied(finding: Finding, thing: frozenset[str], told: Known) -> Matter | None:
    """The thing told that has most of the words of what is denied."""
    whole = told.weights.weigh(thing)
    if len(thing) < _CLEAR:
        return None
    negated = is_negated([w.key for w in words_of(finding.thing)], frozenset(phrases("updates", "negation")))
    best: tuple[float, int] | None = None
    for number in told.sharing(thing):
        matter = told.matters[number]
        common = matter.own & thing
        if len(common) < _CLEAR or matter.negated != negated or not _possible(finding, number, told):
            continue
        if _OF_ONESELF.match(finding.thing) and not roots([parts(finding.by or "").surname]) & matter.own:
            continue  # "I never threatened him" is of what is said of oneself
        part = told.weights.weigh(common) / whole
        if part >= (_PART if len(thing) > _FEW else _PART_OF_FEW):
            candidate = (part + told.weights.likeness(matter.own, thing), -number)
            best = max(best, candidate) if best else candidate
    return told.matters[-best[1]] if best else None


def _mostly(matter: Matter, roots: frozenset[str], told: Known) -> bool:
    """Whether a note has most of the words of a thing told: it may put right something else."""
    return told.weights.weigh(matter.own & roots) >= _HALF * told.weights.weigh(matter.own)


def _before(finding: Finding, told: Known) -> Matter | None:
    """The thing told in the sentence that a denial points back to, there or in the same words elsewhere."""
    before = finding.before
    if before is None:
        return None
    near = [n for n in told.at(finding.report, before) if _possible(finding, n, told)]
    if near:
        return told.matters[max(near, key=lambda n: (_last(told.matters[n], finding.report, before), -n))]
    return _denied(finding, roots_at(told.reports, [Mention(finding.report, *before)]), told)


def _last(matter: Matter, report: str, before: Span) -> tuple[int, int]:
    """Where in the sentence before a thing is told: the later and the longer, the likelier."""
    inside = [
        p for p in matter.places if p.report == report and p.start < before.end and p.end > before.start
    ]
    return max((min(p.end, before.end) - max(p.start, before.start), p.end) for p in inside)


def _possible(finding: Finding, number: int, told: Known) -> bool:
    """Whether this update can be of this thing.

    One takes back what one said oneself; one denies what others say. A reversal that no word marks as
    such must be said on a later day and turn an assertion into its contrary.
    """
    matter = told.matters[number]
    if number in told.updates[finding.kind] or _same_place(finding, matter):
        return False
    if finding.kind == "denied":
        return finding.by is None or matter.speaker != finding.by
    if finding.kind != "withdrawn":
        return True
    if finding.by is None or matter.speaker != finding.by or (finding.negated and matter.negated):
        return False
    if finding.marked:
        return True
    earlier = [day for day in matter.days if finding.day and day < finding.day]
    return bool(earlier) and len(earlier) == len(matter.days)


def _same_place(finding: Finding, matter: Matter) -> bool:
    """Whether the thing is told nowhere but in the update's own sentence, or the update is a form of it."""
    touched = matter.touched(finding.report, finding.span)
    return bool(touched) and (matter.utterance is not None or touched == len(matter.places))
