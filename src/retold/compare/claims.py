"""The checkable statements of a story, who carries each, and on how many origins it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from retold.compare.conflicts import conflicts
from retold.compare.origins import independent
from retold.compare.people import cast
from retold.compare.statements import Statement, statements
from retold.config import CompareSettings
from retold.records import Alignment, Annotation, Claim, Lineage, Report, Span, Story
from retold.text.ids import stable_id

Likeness = NDArray[np.float32]
_ALIGNED = {"verbatim": 1.0, "edited": 0.95, "reworded": 0.85}
_NUMBER_WEIGHT = 1.5  # a number says more than a word
_NAME_WEIGHT = 1.2


def claims(
    story: Story,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    alignments: Sequence[Alignment],
    lineage: Lineage | None,
    settings: CompareSettings,
) -> tuple[Claim, ...]:
    """Statements of the story with their supports, origins and conflicts, the weightiest first.

    Kept are at most `settings.most_claims`: those that several reports carry, then those of the leads
    and those with numbers and names; statements that are nothing but quotation come last.
    """
    who = cast(annotations[name] for name in sorted(set(story.reports)))
    found = statements(story, reports, annotations, who, settings.most_statements)
    if not found:
        return ()
    alike = _likeness(found, alignments)
    groups = sorted(_grouped(found, alike, settings), key=lambda g: _rank(g, alike, found))
    kept = groups[: settings.most_claims]
    made = []
    for group in kept:
        support = [found[n] for n in group]
        text = _text(support, reports)
        made.append(
            Claim(
                stable_id("c", story.id, *(f"{s.report}:{s.start}" for s in support)),
                story.id,
                text,
                tuple(s.mention for s in support),
                independent(support, lineage, reports),
                conflicts(group, found, alike, reports, settings),
            )
        )
    return tuple(made)


# -- likeness ---------------------------------------------------------------------------------------


def _likeness(found: Sequence[Statement], alignments: Sequence[Alignment]) -> Likeness:
    """How much two statements share, 0..1: cosine of their weighted words, or what the alignment says."""
    counts = Counter(root for s in found for root in set(s.stems))
    index = {root: n for n, root in enumerate(sorted(counts))}
    rows, columns, weights = [], [], []
    for row, statement in enumerate(found):
        for root in sorted(set(statement.stems)):
            rows.append(row)
            columns.append(index[root])
            weights.append(_weight(root, statement, counts, len(found)))
    matrix = csr_matrix((weights, (rows, columns)), shape=(len(found), len(index)), dtype=np.float32)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    alike: Likeness = np.asarray((matrix @ matrix.T).todense(), dtype=np.float32)
    alike /= np.outer(lengths, lengths) + 1e-9
    for a, b, value in _aligned(found, alignments):
        alike[a, b] = alike[b, a] = max(float(alike[a, b]), value)
    np.fill_diagonal(alike, 1.0)
    return alike


def _weight(root: str, statement: Statement, counts: Mapping[str, int], total: int) -> float:
    """Weight of a word in a statement: rare in the story, a number, a name."""
    factor = _NUMBER_WEIGHT if root[0].isdigit() else _NAME_WEIGHT if root in statement.names else 1.0
    return factor * log(1 + total / counts[root])


def _aligned(found: Sequence[Statement], alignments: Sequence[Alignment]) -> Iterable[tuple[int, int, float]]:
    """Pairs of statements that an alignment holds to be one sentence."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for n, statement in enumerate(found):
        by_report[statement.report].append(n)
    for alignment in alignments:
        if alignment.a in by_report and alignment.b in by_report:
            for match in alignment.matches:
                value = _ALIGNED.get(match.kind, 0.0)
                for a in _inside(found, by_report[alignment.a], match.a) if value else ():
                    for b in _inside(found, by_report[alignment.b], match.b):
                        yield a, b, value


def _inside(found: Sequence[Statement], numbers: Iterable[int], span: Span) -> list[int]:
    """Statements that lie in a span for the most part."""
    return [
        n
        for n in numbers
        if 2 * (min(found[n].end, span.end) - max(found[n].start, span.start)) > found[n].end - found[n].start
    ]


# -- groups -----------------------------------------------------------------------------------------


def _grouped(found: Sequence[Statement], alike: Likeness, settings: CompareSettings) -> list[list[int]]:
    """Statements that say the same, by average linkage: the likest pairs first."""
    rows, columns = np.nonzero(np.triu(alike, 1) >= settings.least_claim)
    pairs = sorted(zip((-alike[rows, columns]).tolist(), rows.tolist(), columns.tolist(), strict=True))
    group = {n: [n] for n in range(len(found))}
    for _, a, b in pairs:
        one, other = group[a], group[b]
        if one is other or float(alike[np.ix_(one, other)].mean()) < settings.least_claim:
            continue
        merged = sorted(one + other)
        for n in merged:
            group[n] = merged
    return [members for n, members in group.items() if members[0] == n]


def _rank(group: Sequence[int], alike: Likeness, found: Sequence[Statement]) -> tuple[float, str, int]:
    """Sort key: reports that carry it, leads, numbers, names; then place."""
    support = [found[n] for n in group]
    many = len({s.report for s in support}) - 1
    lead = any(s.lead for s in support)
    exact = any(s.amounts or s.days for s in support)
    named = any(s.names for s in support)
    opinion = min(s.quoted for s in support)
    weight = 2 * many + lead + exact + 0.5 * named - opinion
    return (-weight, support[0].report, support[0].start)


def _text(support: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    """The claim in words: the shortest sentence of the body that carries it, whole."""
    best = min(support, key=lambda s: (s.quoted > 0.5, len(s.keys), s.report, s.start))
    return " ".join(reports[best.report].text[best.start : best.end].split())
