"""What a report is about, as one vector: words, names, numbers and days, each with its weight."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from scipy import sparse

from retold.records import Annotation, Report, Span
from retold.stories.background import Background, background, function_words
from retold.stories.stems import stem
from retold.text.tokens import keys, tokens

_UNREAD = frozenset({"boilerplate", "related_link", "credit", "byline"})
_LEAD = 60  # words that open a report and tell what it is about
_LEAD_WEIGHT = 2.0
_NAME_WEIGHT = 1.3
_WHOLE_NAME = 0.5  # what one mention of a whole name counts for, beside its words
_LONGEST = 4000  # words read of one report
_BACKGROUND = 100  # the background table counts as much as so many reports of the collection
_TOPIC = 0.15  # share of a collection that one topic may take up before its words count as common ones
_RARE = 0.005  # share of news texts that hold a rare name at most
_FOREIGN = 0.04  # share of news texts that a plain word of another language is taken to stand in
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
FEWEST = 3  # features that must stand in a report before it can be likened to another


class Bag(NamedTuple):
    """Features of one report with their counts.

    `names` are those written as names, `plain` the other words of a report whose language the background
    table does not know.
    """

    counts: dict[str, float]
    names: frozenset[str]
    plain: frozenset[str] = frozenset()


def bag(report: Report, annotation: Annotation | None) -> Bag:
    """Words by stem, numbers whole, "@" days told, "~" whole names; the lead counts double."""
    counts: defaultdict[str, float] = defaultdict(float)
    capitals: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    named = _inside_names(annotation)
    idle = function_words(report.language)
    words = list(islice((w for span in _read(report) for w in tokens(report.text, *span)), _LONGEST))
    for place, word in enumerate(words):
        if word.key in idle:
            continue
        feature = stem(word.key)
        seen[feature] += 1
        counts[feature] += _LEAD_WEIGHT if place < _LEAD else 1.0
        capitals[feature] += (word.start in named) if named else report.text[word.start].isupper()
    if not words:
        for word in tokens(report.title):
            counts[stem(word.key)] += 1.0
    for feature, count in _annotated(annotation):
        counts[feature] += count
    names = frozenset(f for f, n in capitals.items() if 2 * n > seen[f])
    known = report.language in ("en", "und")
    plain = frozenset() if known else frozenset(f for f in seen.keys() - names if f[0].isalpha())
    return Bag(dict(counts), names, plain)


def rare_names(one: Bag) -> frozenset[str]:
    """Names of a report that are not in the background: no "Monday", no "London"."""
    known = background()
    most = _RARE * known.documents
    return frozenset(f for f in one.names if len(f) > 2 and f[0].isalpha() and known.holding.get(f, 0) < most)


def _annotated(annotation: Annotation | None) -> Iterator[tuple[str, float]]:
    """Days told, and names of several words as wholes, which tell more than their words."""
    if annotation is None:
        return
    for told in annotation.dates:
        if told.type in ("DATE", "TIME") and _DAY.match(told.value):
            yield "@" + told.value[:10], 1.0
    for entity in annotation.entities:
        words = [stem(key) for key in keys(entity.name)]
        if len(words) > 1:
            yield "~" + "_".join(words), _WHOLE_NAME


def _inside_names(annotation: Annotation | None) -> frozenset[int]:
    """Offsets of the characters inside names."""
    if annotation is None:
        return frozenset()
    return frozenset(at for e in annotation.entities for at in range(e.start, e.end))


def _read(report: Report) -> list[Span]:
    """Stretches of a report that tell its story."""
    spans = [Span(b.start, b.end) for b in report.blocks if b.kind not in _UNREAD]
    return spans if spans or report.blocks else [Span(0, len(report.text))]


def vectors(bags: Sequence[Bag], weight: Mapping[str, float]) -> sparse.csr_matrix:
    """One row of length 1 for each bag (0 for one too poor to be likened), columns in order of the features.

    Weights are log counts times the features' rarity.
    """
    column = {feature: i for i, feature in enumerate(sorted(weight))}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for i, one in enumerate(bags):
        features = [(column[f], _value(f, n, one, weight)) for f, n in one.counts.items() if weight[f] > 0]
        if len(features) < FEWEST:
            continue
        length = math.sqrt(sum(v * v for _, v in features))
        for j, value in sorted(features):
            rows.append(i)
            columns.append(j)
            values.append(value / length)
    return sparse.csr_matrix(
        (values, (rows, columns)), shape=(len(bags), max(1, len(column))), dtype=np.float64
    )


def _value(feature: str, count: float, one: Bag, weight: Mapping[str, float]) -> float:
    """Weight of a feature within its report, before the row is brought to length 1."""
    return (1 + math.log(max(count, 1.0))) * weight[feature] * (_NAME_WEIGHT if feature in one.names else 1.0)


def rarity(bags: Sequence[Bag]) -> dict[str, float]:
    """Inverse document frequency (Spärck Jones 1972) of every feature, 0 for what nearly all reports hold.

    The collection and the background are counted together, so that five reports have sensible weights too.
    """
    holding: Counter[str] = Counter()
    for one in bags:
        holding.update(one.counts.keys())
    known = background()
    foreign = frozenset().union(*(one.plain for one in bags))
    total = len(bags) + _BACKGROUND
    return {
        feature: max(0.0, math.log((total + 1) / (_held(n, total, _share(feature, known, foreign)) + 0.5)))
        for feature, n in holding.items()
    }


def _held(number: int, total: int, share: float) -> float:
    """Texts that count as holding a feature.

    However many reports of the collection hold it, beyond a share they do not make it a common word: a
    collection may be about one story.
    """
    if number <= _TOPIC * total:
        return number + _BACKGROUND * share
    return max(_TOPIC, share) * total


def _share(feature: str, known: Background, foreign: frozenset[str]) -> float:
    """Share of news texts that hold a feature; a plain word of another language is taken for a common one."""
    held = known.holding.get(feature, 0) / known.documents
    return max(held, _FOREIGN) if feature in foreign else held
