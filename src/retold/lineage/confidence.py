"""How sure an edge is, as a chance that holds: of the edges said to be 80% sure, about 80% are right.

A logistic judgement over the tree's own figures, fitted to 64 grown stories in two strengths of editing,
with and without times (benchmarks/lineage.py prints the curve). Real newsrooms differ from grown ones.
"""

from __future__ import annotations

from math import exp, log

from retold.lineage.drafts import Draft

_BIAS = 0.53
_DIRECTION = 0.35  # log odds of the way the edge runs
_LOST = -2.29  # the source is lost
_UNDECIDED = -0.31  # the source only says that nothing is known
_COPIES = 0.77  # log of the number of the source's copies
_AGENCY = 0.53  # an agency is credited for it
_PLACES = 0.08  # log of the sentences that the copy shares
_NOISE = -0.02  # differences a copy of this tradition usually makes
_HALF = 0.5  # the most that is said where nothing is known


def confidence(made: Draft, source: int, child: int) -> float:
    """The chance (0..1) that the child has its text from this source."""
    sure = min(0.98, max(0.02, made.sure.get(child, 1.0)))
    places = int(made.tradition.present[child].sum()) if not made.tree.lost(child) else 1
    odds = (
        _BIAS
        + _DIRECTION * log(sure / (1 - sure))
        + _LOST * made.tree.lost(source)
        + _UNDECIDED * (source in made.undecided)
        + _COPIES * log(max(1, len(made.children(source))))
        + _AGENCY * (source in made.agency)
        + _PLACES * log(max(1, places))
        + _NOISE * made.tree.noise
    )
    chance = 1 / (1 + exp(-odds))
    return round(min(chance, _HALF) if source in made.undecided else chance, 3)
