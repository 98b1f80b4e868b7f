"""Whether one sentence was made from another, and how: a logistic judgement over their likeness.

Two steps: each pair of sentences by itself, then again with what its neighbours, its rivals and the
two reports as a whole say for it. The numbers stand in fitted.toml, which says how they were made.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from retold.errors import SettingsError
from retold.records import MatchKind
from retold.reuse.likeness import Likeness

Place = tuple[int, int]  # sentence of side a, sentence of side b
_FAR = 6.0
_UNKNOWN = -6.0  # logit of a pair that was not worth holding together


@dataclass(frozen=True, slots=True)
class Judgement:
    """A logistic judgement: the weight of each feature, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def logit(self, features: Sequence[float]) -> float:
        """Log odds for these features."""
        return self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))

    def logits(self, rows: Mapping[Place, Sequence[float]]) -> dict[Place, float]:
        """Log odds of many rows at once."""
        if not rows:
            return {}
        table = np.array(list(rows.values()), np.float64)
        return dict(zip(rows, (table @ np.array(self.weights) + self.bias).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Fitted:
    """All fitted numbers of this room."""

    alone: Judgement
    together: Judgement
    again: Judgement  # as together, from its results
    reworded: Judgement
    quote: Judgement
    relation: Mapping[str, Judgement]


@cache
def fitted() -> Fitted:
    """The numbers that ship. Raises SettingsError where the file holds none."""
    numbers = tomllib.loads(files(__package__).joinpath("fitted.toml").read_text("utf-8"))
    return fitted_of(numbers)


def fitted_of(numbers: Mapping[str, Mapping[str, object]]) -> Fitted:
    """The numbers of a table laid out as fitted.toml is."""

    def one(name: str) -> Judgement:
        table = numbers.get(name)
        if not table:
            raise SettingsError(f"retold/reuse/fitted.toml lacks [{name}]: install Retold again")
        return Judgement(tuple(table["weights"]), table["bias"])  # type: ignore[arg-type]

    relation = {name.partition(".")[2]: one(name) for name in numbers if name.startswith("relation.")}
    return Fitted(one("alone"), one("together"), one("again"), one("reworded"), one("quote"), relation)


def alone(found: Likeness) -> list[float]:
    """Features of a pair of sentences by itself."""
    weight = math.log1p(found.shared)
    return [
        found.shorter,
        found.longer,
        found.ordered,
        math.log1p(found.run),
        found.pairs,
        weight,
        min(found.numbers, 3),
        min(found.other_numbers, 3),
        found.said,
        math.log1p(found.outside),
        found.exact,
        found.ordered * weight,
        found.pairs * weight,
        found.plain,
        math.log1p(found.wording),
        found.plain * math.log1p(found.wording),
        found.headline,
        min(found.content, 20),
    ]


def together(
    pairs: Mapping[Place, Likeness], first: Mapping[Place, float], size: int
) -> tuple[dict[Place, list[float]], Closeness]:
    """Features of each pair among the others; `size` is the number of sentences of the shorter side."""
    row, column = _two_best(first, 0), _two_best(first, 1)
    fresh_a, fresh_b = _fresh(pairs, first, 0), _fresh(pairs, first, 1)
    close = _closeness(pairs, first, row, size)
    features = {}
    for (i, k), found in pairs.items():
        own = first[i, k]
        ahead, behind = _near(first, i + 1, k + 1), _near(first, i - 1, k - 1)
        beside = max(
            _near(first, i, k + 1), _near(first, i, k - 1), _near(first, i + 1, k), _near(first, i - 1, k)
        )
        features[i, k] = [
            own,
            max(ahead, behind),
            min(ahead, behind),
            beside,
            _lead(own, row[i]),
            _lead(own, column[k]),
            fresh_a[i, k],
            fresh_b[i, k],
            close.own,
            close.said,
            math.log1p(close.own * size),
            own * close.own,
            found.said * close.said,
            found.said * close.own,
            *alone(found),
        ]
    return features, close


class Closeness(NamedTuple):
    """How much of the shorter report surely stands in the other, 0..1: told by itself, and quoted."""

    own: float
    said: float


def _closeness(
    pairs: Mapping[Place, Likeness],
    first: Mapping[Place, float],
    row: Mapping[int, tuple[float, float]],
    size: int,
) -> Closeness:
    """From the best counterpart of every sentence; what is doubtful hardly counts, or many sentences that
    are somewhat alike would vouch for one another."""
    own = said = 0.0
    for place, value in first.items():
        if value == row[place[0]][0]:
            sure = _chance(value) ** 3
            own += sure * (1.0 - pairs[place].said)
            said += sure * pairs[place].said
    return Closeness(min(1.0, own / max(1, size)), min(1.0, said / max(1, size)))


def _near(first: Mapping[Place, float], i: int, k: int) -> float:
    return _chance(first.get((i, k), _UNKNOWN))


def _fresh(pairs: Mapping[Place, Likeness], first: Mapping[Place, float], axis: int) -> dict[Place, float]:
    """Share of a pair's common words on one side that no better pair of that sentence accounts for."""
    known: defaultdict[int, set[int]] = defaultdict(set)
    found = {}
    for place in sorted(pairs, key=lambda place: (-first[place], place)):
        words = {n for block in pairs[place].blocks for n in range(block[axis], block[axis] + block.n)}
        found[place] = len(words - known[place[axis]]) / max(1, len(words))
        known[place[axis]] |= words
    return found


def _two_best(first: Mapping[Place, float], axis: int) -> dict[int, tuple[float, float]]:
    """For each sentence of one side its best log odds and the second best."""
    found: defaultdict[int, tuple[float, float]] = defaultdict(lambda: (_UNKNOWN, _UNKNOWN))
    for place, value in first.items():
        best, second = found[place[axis]]
        found[place[axis]] = (value, best) if value > best else (best, max(second, value))
    return dict(found)


def _lead(own: float, best: tuple[float, float]) -> float:
    """How far the pair leads its best rival, or lags behind it."""
    rival = best[1] if own >= best[0] else best[0]
    return max(-_FAR, min(_FAR, own - rival))


def _chance(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


def manner(found: Likeness, close: Closeness) -> list[float]:
    """Features that tell an edited sentence from a reworded one, and from a mere quotation."""
    return [
        found.exact,
        found.ordered,
        found.longer,
        found.pairs,
        math.log1p(found.run),
        found.said,
        math.log1p(found.outside),
        found.frame,
        found.plain,
        close.own,
        close.said,
    ]


def kind_of(found: Likeness, close: Closeness, numbers: Fitted) -> MatchKind:
    """How a sentence that is not the same letter for letter was made from the other."""
    features = manner(found, close)
    if found.said > 0.4 and numbers.quote.logit(features) > 0:
        return "quote"
    return "reworded" if numbers.reworded.logit(features) > 0 else "edited"
