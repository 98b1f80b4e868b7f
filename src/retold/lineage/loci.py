"""Places of a tradition: the sentences that reports share, each with the form every witness gives it.

A *locus* is one sentence of the common text; it is found by joining the sentence matches of all
aligned pairs, the surest kinds first, and never puts two distant sentences of one report together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retold.records import Alignment, Annotation, BlockKind, MatchKind, Report, Span
from retold.text.tokens import Token, tokens

COPIED: frozenset[str] = frozenset(("same", "derived"))
_CARRYING: frozenset[BlockKind] = frozenset(("body", "deck", "crosshead", "note"))
_SURENESS: dict[MatchKind, int] = {"verbatim": 0, "edited": 1, "reworded": 2, "quote": 3}

Key = tuple[str, int]  # report id, number of the sentence among those that carry text


@dataclass(frozen=True, slots=True)
class Witness:
    """A report as lineage sees it: its sentences that can be copied, with their words."""

    report: Report
    sentences: tuple[Span, ...]
    words: tuple[tuple[Token, ...], ...]  # beside `sentences`

    @property
    def length(self) -> int:
        """Words of all its sentences."""
        return sum(map(len, self.words))


@dataclass(frozen=True, slots=True)
class Form:
    """How one witness gives a locus: numbers of its adjacent sentences, and their words."""

    report: str
    sentences: tuple[int, ...]
    span: Span
    words: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Locus:
    """One sentence of a common text, by the witnesses that carry it (in order of report id)."""

    forms: tuple[Form, ...]
    quoted: bool  # joined by quotations alone: proves no copy

    @property
    def reports(self) -> frozenset[str]:
        """Ids of the reports that carry it."""
        return frozenset(form.report for form in self.forms)

    def form(self, report: str) -> Form | None:
        """How that report gives it, or None where it lacks it."""
        at = bisect_left(self.forms, report, key=_report)
        return self.forms[at] if at < len(self.forms) and self.forms[at].report == report else None


def _report(form: Form) -> str:
    return form.report


def witness(report: Report, annotation: Annotation | None) -> Witness:
    """The report's sentences that a copy would carry: body, deck, crossheads, notes."""
    spans = [Span(s.start, s.end) for s in annotation.sentences if s.kind in _CARRYING] if annotation else []
    spans = sorted(set(spans))
    words = [tuple(tokens(report.text, *span)) for span in spans]
    kept = [(span, row) for span, row in zip(spans, words, strict=True) if row]
    return Witness(report, tuple(s for s, _ in kept), tuple(w for _, w in kept))


def loci(witnesses: Mapping[str, Witness], alignments: Iterable[Alignment]) -> tuple[Locus, ...]:
    """All loci that copied pairs share, in an order that does not depend on that of the input."""
    joined = _Joined()
    sure: set[Key] = set()
    for kind, a, b in sorted(set(_links(witnesses, alignments))):
        joined.join(a, b)
        if kind < _SURENESS["quote"]:
            sure |= {a, b}
    found = []
    for keys in joined.classes():
        forms = _forms(witnesses, keys)
        if len(forms) > 1:
            found.append(Locus(forms, quoted=not any(key in sure for key in keys)))
    return tuple(sorted(found, key=lambda place: [(f.report, f.sentences) for f in place.forms]))


def _links(
    witnesses: Mapping[str, Witness], alignments: Iterable[Alignment]
) -> Iterable[tuple[int, Key, Key]]:
    """Pairs of sentences that a match of copied reports brings together, with its sureness."""
    for one in alignments:
        if one.relation not in COPIED or one.a not in witnesses or one.b not in witnesses:
            continue
        for match in one.matches:
            left, right = _within(witnesses[one.a], match.a), _within(witnesses[one.b], match.b)
            if not left or not right:
                continue
            sureness = _SURENESS[match.kind]
            yield from ((sureness, (one.a, i), (one.b, right[0])) for i in left)
            yield from ((sureness, (one.a, left[0]), (one.b, j)) for j in right[1:])


def _within(one: Witness, span: Span) -> list[int]:
    """Numbers of the sentences of which the span covers at least half."""
    at = bisect_left(one.sentences, span)
    at = max(0, at - 1)
    found = []
    while at < len(one.sentences) and one.sentences[at].start < span.end:
        start, end = one.sentences[at]
        if 2 * (min(end, span.end) - max(start, span.start)) >= end - start:
            found.append(at)
        at += 1
    return found


class _Joined:
    """Classes of sentences; two sentences of a report stand in one class only if they are neighbours."""

    def __init__(self) -> None:
        self._head: dict[Key, Key] = {}
        self._members: dict[Key, dict[str, list[int]]] = {}

    def _find(self, key: Key) -> Key:
        head = self._head.setdefault(key, key)
        if head == key:
            self._members.setdefault(key, {key[0]: [key[1]]})
            return key
        while self._head[head] != head:
            head = self._head[head]
        self._head[key] = head
        return head

    def join(self, a: Key, b: Key) -> None:
        """Make one class of the classes of a and b, unless a report would stand in it twice, far apart."""
        a, b = self._find(a), self._find(b)
        if a == b:
            return
        small, large = sorted((a, b), key=lambda head: (len(self._members[head]), head))
        mine, theirs = self._members[small], self._members[large]
        for report, numbers in mine.items():
            both = sorted(numbers + theirs.get(report, []))
            if both[-1] - both[0] >= max(len(both), 2) or len(both) > 3:
                return
        for report, numbers in mine.items():
            theirs[report] = sorted(numbers + theirs.get(report, []))
        self._head[small] = large
        del self._members[small]

    def classes(self) -> list[list[Key]]:
        """Every class as a sorted list of its sentences."""
        return sorted(
            sorted((report, n) for report, numbers in members.items() for n in numbers)
            for members in self._members.values()
        )


def _forms(witnesses: Mapping[str, Witness], keys: Sequence[Key]) -> tuple[Form, ...]:
    """One form per report of a class of sentences."""
    by_report: dict[str, list[int]] = {}
    for report, number in keys:
        by_report.setdefault(report, []).append(number)
    forms = []
    for report, numbers in sorted(by_report.items()):
        one = witnesses[report]
        span = Span(one.sentences[numbers[0]].start, one.sentences[numbers[-1]].end)
        words = tuple(word for n in numbers for word in one.words[n])
        forms.append(Form(report, tuple(numbers), span, words))
    return tuple(forms)
