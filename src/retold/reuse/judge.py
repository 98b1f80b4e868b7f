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


@dataclass(frozen=True, slots=True)
class Fitted:
    """All fitted numbers of this room."""

    alone: Judgement
    together: Judgement
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
    return Fitted(one("alone"), one("together"), one("reworded"), one("quote"), relation)


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
    ]


def together(
    pairs: Mapping[Place, Likeness], first: Mapping[Place, float], size: int
) -> dict[Place, list[float]]:
    """Features of each pair among the others; `size` is the number of sentences of the shorter side."""
    row, column = _two_best(first, 0), _two_best(first, 1)
    sure = sum(_chance(best[0]) for best in row.values())
    close = min(1.0, sure / max(1, size))
    features = {}
    for (i, k), found in pairs.items():
        own = first[i, k]
        before = first.get((i - 1, k - 1), _UNKNOWN)
        after = first.get((i + 1, k + 1), _UNKNOWN)
        features[i, k] = [
            own,
            max(_chance(before), _chance(after)),
            min(_chance(before), _chance(after)),
            _lead(own, row[i]),
            _lead(own, column[k]),
            close,
            math.log1p(sure),
            own * close,
            *alone(found),
        ]
    return features


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


def manner(found: Likeness, close: float) -> list[float]:
    """Features that tell an edited sentence from a reworded one, and from a mere quotation."""
    return [
        found.exact,
        found.ordered,
        found.longer,
        found.pairs,
        math.log1p(found.run),
        found.said,
        math.log1p(found.outside),
        close,
    ]


def kind_of(found: Likeness, close: float, numbers: Fitted) -> MatchKind:
    """How a sentence that is not the same letter for letter was made from the other."""
    features = manner(found, close)
    if found.said > 0.4 and numbers.quote.logit(features) > 0:
        return "quote"
    return "reworded" if numbers.reworded.logit(features) > 0 else "edited"
