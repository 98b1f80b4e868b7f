"""How much of one statement stands in another: the weight of the words they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from retold.compare.statements import Statement
from retold.records import Alignment, Span

Matrix = NDArray[np.float32]
_ALIGNED = frozenset({"verbatim", "edited", "reworded"})
_NUMBER_WEIGHT = 1.5  # a number says more than a word
_NAME_WEIGHT = 0.7  # that two statements are about the same people says little


def contained(found: Sequence[Statement]) -> Matrix:
    """Entry a, b: the part of the weight of a's words that stand in b, 0..1; rare words weigh more."""
    counts = Counter(root for s in found for root in set(s.stems))
    index = {root: n for n, root in enumerate(sorted(counts))}
    rows, columns, weights = [], [], []
    for row, statement in enumerate(found):
        for root in sorted(set(statement.stems)):
            rows.append(row)
            columns.append(index[root])
            weights.append(_weight(root, statement, counts, len(found)))
    shape = (len(found), len(index))
    weighed = csr_matrix((weights, (rows, columns)), shape=shape, dtype=np.float32)
    present = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape, dtype=np.float32)
    shared: Matrix = np.asarray((weighed @ present.T).todense(), dtype=np.float32)
    whole = np.asarray(weighed.sum(axis=1), dtype=np.float32).reshape(-1, 1)
    return np.asarray(shared / np.maximum(whole, 1e-9), dtype=np.float32)


def alike(parts: Matrix) -> Matrix:
    """The geometric mean of both parts, entry a, b as b, a."""
    return np.asarray(np.sqrt(parts * parts.T), dtype=np.float32)


def counterparts(found: Sequence[Statement], close: Matrix, least: float) -> list[list[int]]:
    """For each statement the one of each other report that is likest to it, where it is likest in turn.

    Two sentences of one report that vie for the same counterpart so cannot both have it; that keeps
    statements about the same people, which share their names, from being taken for one another.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for n, statement in enumerate(found):
        members[statement.report].append(n)
    best: dict[tuple[int, str], int] = {}
    for report, columns in members.items():
        block = close[:, columns]
        at = block.argmax(axis=1)
        for n in np.nonzero(block[np.arange(len(found)), at] >= least)[0].tolist():
            best[n, report] = columns[int(at[n])]
    linked: list[list[int]] = [[] for _ in found]
    for (n, report), other in best.items():
        mine = found[n].report
        if report != mine and best.get((other, mine)) == n:
            linked[n].append(other)
    return [sorted(others) for others in linked]


def _weight(root: str, statement: Statement, counts: Mapping[str, int], total: int) -> float:
    """Weight of a word in a statement: rare in the story, a number, a name."""
    factor = _NUMBER_WEIGHT if root[0].isdigit() else _NAME_WEIGHT if root in statement.names else 1.0
    return factor * log(1 + total / counts[root])


def aligned(found: Sequence[Statement], alignments: Sequence[Alignment]) -> list[tuple[int, int]]:
    """Pairs of statements that an alignment holds to be one sentence."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for n, statement in enumerate(found):
        by_report[statement.report].append(n)
    pairs: list[tuple[int, int]] = []
    for alignment in alignments:
        if alignment.a in by_report and alignment.b in by_report:
            for match in alignment.matches:
                if match.kind in _ALIGNED:
                    one = _inside(found, by_report[alignment.a], match.a)
                    other = _inside(found, by_report[alignment.b], match.b)
                    pairs += [(a, b) for a in one for b in other]
    return pairs


def _inside(found: Sequence[Statement], numbers: Iterable[int], span: Span) -> list[int]:
    """Statements that lie in a span for the most part."""
    return [
        n
        for n in numbers
        if 2 * (min(found[n].end, span.end) - max(found[n].start, span.start)) > found[n].end - found[n].start
    ]
