"""What an utterance or claim is about: the weighted words that find the thing an update concerns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from retold.compare.people import Cast
from retold.compare.places import Places, of_contents, of_spans
from retold.compare.words import sense, words_of
from retold.records import Annotation, Attribution, Claim, Mention, Report, Span, Utterance

_PREFIX = 5  # letters of a stem, by which "cyber" and "cybersecurity" meet


class Weights:
    """How much it says that two texts of a story share a word: the rarer, the more."""

    def __init__(self, annotations: Sequence[Annotation], reports: Mapping[str, Report]) -> None:
        self._counts: Counter[str] = Counter()
        self._squares: dict[frozenset[str], float] = {}
        self._total = 1
        self._sentences: list[tuple[str, frozenset[str]]] = []
        for annotation in annotations:
            text = reports[annotation.report].text
            for sentence in annotation.sentences:
                words = words_of(text, sentence.start, sentence.end)
                found = roots(w.key for w in words)
                self._counts.update(found)
                self._sentences.append((annotation.report, found))
                self._total += 1

    def of(self, root: str) -> float:
        """Weight of one root."""
        return log(1 + self._total / (1 + self._counts[root]))

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Cosine of two texts by their weighted roots, 0..1."""
        common = self._square(a & b)
        return common / sqrt(self._square(a) * self._square(b)) if common else 0.0

    def tellers(self, matter: frozenset[str], part: float) -> frozenset[str]:
        """Reports with a sentence that has at least this part of the weight of what something is about."""
        whole = self._square(matter)
        return frozenset(
            report for report, found in self._sentences if self.weigh(matter & found) >= part * whole > 0
        )

    def weigh(self, found: frozenset[str]) -> float:
        """Weight of several roots together."""
        return sum(self.of(root) ** 2 for root in sorted(found))

    def _square(self, found: frozenset[str]) -> float:
        if found not in self._squares:
            self._squares[found] = self.weigh(found)
        return self._squares[found]


def roots(keys: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words with matter."""
    return frozenset(found[:_PREFIX] for found in map(sense, keys) if found)


@dataclass(frozen=True)
class Matter:
    """A thing told: an utterance or a claim, with its words, tellers and places."""

    utterance: str | None
    claim: str | None
    speaker: str | None
    roots: frozenset[str]
    own: frozenset[str]  # roots of its foremost form alone
    tellers: frozenset[str]
    places: tuple[Mention, ...]
    days: frozenset[str]  # when it was said
    negated: bool

    @cached_property
    def _by_report(self) -> Mapping[str, Places[Span]]:
        spans: dict[str, list[Span]] = defaultdict(list)
        for place in self.places:
            spans[place.report].append(Span(place.start, place.end))
        return {report: of_spans(found) for report, found in spans.items()}

    def touched(self, report: str, span: Span) -> int:
        """How many of its places overlap a stretch of a report."""
        return len(self._by_report[report].over(*span)) if report in self._by_report else 0


def roots_at(reports: Mapping[str, Report], places: Iterable[Mention]) -> frozenset[str]:
    """Roots of the words with matter in the places."""
    return roots(w.key for p in places for w in words_of(reports[p.report].text, p.start, p.end))


def matters(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    utterances: Sequence[Utterance],
    claims: Sequence[Claim],
    who: Cast,
    negations: frozenset[str],
) -> list[Matter]:
    """Everything told that an update may concern."""
    told = {name: of_contents(annotation.attributions) for name, annotation in annotations.items()}
    found = [_said(told, u, negations) for u in utterances]
    return found + [_claimed(reports, told, c, who, negations) for c in claims]


def _said(told: Mapping[str, Places[Attribution]], utterance: Utterance, negations: frozenset[str]) -> Matter:
    """An utterance as matter: its fullest form's words, and the days on which it was said."""
    places = tuple(Mention(f.report, s.start, s.end) for f in utterance.forms for s in f.spans)
    full = utterance.forms[0]
    days = {
        a.day[:10] for p in places for a in told[p.report].over(p.start, p.end) if a.day and len(a.day) >= 10
    }
    keys = [w.key for w in words_of(full.text)]
    return Matter(
        utterance.id, None, utterance.speaker, roots(keys), roots(keys),
        frozenset(f.report for f in utterance.forms), places, frozenset(days), is_negated(keys, negations),
    )  # fmt: skip


def _claimed(
    reports: Mapping[str, Report],
    told: Mapping[str, Places[Attribution]],
    claim: Claim,
    who: Cast,
    negations: frozenset[str],
) -> Matter:
    """A claim as matter; its speaker is the one source it is given to, where there is one."""
    sources = {
        who.name(p.report, a.speaker)
        for p in claim.support
        for a in told[p.report].over(p.start, p.end)
        if a.speaker
    }
    keys = [w.key for w in words_of(claim.text)]
    return Matter(
        None, claim.id, sources.pop() if len(sources) == 1 else None, roots_at(reports, claim.support),
        roots(keys),
        frozenset(p.report for p in claim.support), claim.support, frozenset(), is_negated(keys, negations),
    )  # fmt: skip


def is_negated(keys: Sequence[str], negations: frozenset[str]) -> bool:
    """Whether a negation stands among the words."""
    return any(key in negations or key.endswith("n't") for key in keys)
