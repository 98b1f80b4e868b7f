"""A plain aligner of sentences, so that lineage can be measured apart from the finding of shared text."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from rapidfuzz.distance import LCSseq

from retold.records import Alignment, Annotation, Match, MatchKind, RelationKind, Report, Span
from retold.text.tokens import keys

_SAME = 0.62  # common words in order, as a part of the longer sentence and more of the shorter


def alignments(reports: Mapping[str, Report], annotations: Mapping[str, Annotation]) -> tuple[Alignment, ...]:
    """All pairs of reports, sentence by sentence, each with its best counterpart."""
    sides = {}
    for name in sorted(reports):
        text = reports[name].text
        spans = [Span(s.start, s.end) for s in annotations[name].sentences]
        sides[name] = [(span, keys(text[span.start : span.end])) for span in spans]
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    return tuple(_aligned(a, b, sides[a], sides[b], known) for a, b in combinations(sorted(sides), 2))


def _aligned(
    a: str,
    b: str,
    of_a: list[tuple[Span, list[str]]],
    of_b: list[tuple[Span, list[str]]],
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], float],
) -> Alignment:
    pairs = []
    for i, (_, x) in enumerate(of_a):
        for k, (_, y) in enumerate(of_b):
            key = (tuple(x), tuple(y))
            if key not in known:
                common = LCSseq.similarity(x, y)
                known[key] = common / max(1.0, 0.7 * min(len(x), len(y)) + 0.3 * max(len(x), len(y)))
            if known[key] >= _SAME:
                pairs.append((-known[key], i, k))
    taken_a, taken_b, matches = set(), set(), []
    for likeness, i, k in sorted(pairs):
        if i not in taken_a and k not in taken_b:
            taken_a.add(i)
            taken_b.add(k)
            kind: MatchKind = "verbatim" if likeness == -1 else "edited"
            matches.append(Match(of_a[i][0], of_b[k][0], kind, ()))
    shares = [sum(len(x) for n, (_, x) in enumerate(of) if n in taken) / max(1, sum(len(x) for _, x in of))
              for of, taken in ((of_a, taken_a), (of_b, taken_b))]  # fmt: skip
    relation: RelationKind = "derived" if len(matches) >= 2 or max(shares) > 0.15 else "independent"
    return Alignment(
        a, b, relation, "", shares[0], shares[1], tuple(sorted(matches, key=lambda m: (m.a, m.b)))
    )
