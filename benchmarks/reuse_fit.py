"""Fits the numbers of src/retold/reuse/fitted.toml to sentences and pairs labelled by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from retold.records import MatchKind
from retold.reuse.alignment import likenesses
from retold.reuse.judge import Closeness, Fitted, Judgement, Place, alone, manner, together
from retold.reuse.likeness import Likeness
from retold.reuse.relation import Shared, figures, whole
from retold.reuse.sides import Side

Rows = Sequence[Sequence[float]]
_PENALTY = 3.0
_REWORDED = 6.0  # how much more a reworded sentence counts than another: they are few and hard
_THRESHOLD = -0.3  # log odds from which sentences are aligned, given that weight
_RELATION_PENALTY = 5.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair of reports with the sentences that a reader aligned."""

    a: Side
    b: Side
    gold: Mapping[Place, MatchKind]
    found: Mapping[Place, Likeness]
    weight: float = 1.0  # of each of its pairs of sentences

    @property
    def size(self) -> int:
        """Sentences of the shorter side."""
        return min(len(self.a.units), len(self.b.units))


def sample(a: Side, b: Side, gold: Mapping[Place, MatchKind]) -> Sample:
    """The pair with what its sentences have in common."""
    return Sample(a, b, gold, likenesses(a, b))


def logistic(
    rows: Rows, labels: Sequence[bool], penalty: float = _PENALTY, weights: Sequence[float] | None = None
) -> Judgement:
    """Logistic regression with a squared penalty on weights of standardised features."""
    x, y = np.asarray(rows, float), np.asarray(labels, float)
    counted = np.ones(len(y)) if weights is None else np.asarray(weights, float)
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / spread, np.ones(len(y))])

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logits = z @ beta
        value = (counted * (np.logaddexp(0, logits) - y * logits)).sum() + penalty * (
            beta[:-1] ** 2
        ).sum() / 2
        slope = z.T @ (counted * (1 / (1 + np.exp(-logits)) - y))
        slope[:-1] += penalty * beta[:-1]
        return float(value), slope

    beta = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    slopes = beta[:-1] / spread
    return Judgement(tuple(map(float, slopes)), float(beta[-1] - slopes @ mean))


def fit_alignment(samples: Sequence[Sample], relation: Mapping[str, Judgement]) -> Fitted:
    """All judgements over sentences, the relations taken as given."""
    weights = [_weight(one, place) for one in samples for place in one.found]
    labels = [place in one.gold for one in samples for place in one.found]
    first = logistic([alone(like) for one in samples for like in one.found.values()], labels, weights=weights)
    logits = [{place: first.logit(alone(like)) for place, like in one.found.items()} for one in samples]
    steps: list[Judgement] = []
    close: list[Closeness] = []
    for _ in range(2):
        both = [together(one.found, row, one.size) for one, row in zip(samples, logits, strict=True)]
        close = [said for _, said in both]
        step = logistic([row for rows, _ in both for row in rows.values()], labels, weights=weights)
        logits = [{place: step.logit(row) for place, row in rows.items()} for rows, _ in both]
        steps.append(step)
    last = replace(steps[1], bias=steps[1].bias - _THRESHOLD)
    return Fitted(first, steps[0], last, *_manners(samples, close), relation)


def _weight(one: Sample, place: Place) -> float:
    return _REWORDED if one.gold.get(place) == "reworded" else one.weight


def _manners(samples: Sequence[Sample], close: Sequence[Closeness]) -> tuple[Judgement, Judgement]:
    """Judgements that tell reworded from edited, and a mere quotation from both."""
    rows = [
        (kind, one.found[place].said, manner(one.found[place], near))
        for one, near in zip(samples, close, strict=True)
        for place, kind in one.gold.items()
        if kind != "verbatim" and place in one.found
    ]
    told = [(kind, row) for kind, _, row in rows if kind != "quote"]
    quoted = [(kind, row) for kind, said, row in rows if said > 0.4]
    return (
        logistic([row for _, row in told], [kind == "reworded" for kind, _ in told]),
        logistic([row for _, row in quoted], [kind == "quote" for kind, _ in quoted]),
    )


def fit_relations(pairs: Sequence[tuple[Shared, str]]) -> dict[str, Judgement]:
    """Judgements over pairs: is text copied; is it one text then; are quotations shared else."""
    copied = [(found, label) for found, label in pairs if label in ("same", "derived")]
    others = [(found, label) for found, label in pairs if label not in ("same", "derived")]
    return {
        "copied": logistic(
            [figures(found) for found, _ in pairs],
            [label in ("same", "derived") for _, label in pairs],
            _RELATION_PENALTY,
        ),
        "same": logistic(
            [whole(found) for found, _ in copied], [label == "same" for _, label in copied], 1.0
        ),
        "quotes": logistic(
            [figures(found) for found, _ in others],
            [label == "quotes-only" for _, label in others],
            _RELATION_PENALTY,
        ),
    }


def written(numbers: Fitted, head: str) -> str:
    """The numbers as fitted.toml holds them, below the comment given."""
    named = {"alone": numbers.alone, "together": numbers.together, "again": numbers.again}
    named |= {"reworded": numbers.reworded, "quote": numbers.quote}
    named |= {f'"relation.{name}"': judgement for name, judgement in numbers.relation.items()}
    return head + "".join(
        f"\n[{name}]\nbias = {one.bias:.4f}\nweights = [{', '.join(f'{w:.4f}' for w in one.weights)}]\n"
        for name, one in named.items()
    )
