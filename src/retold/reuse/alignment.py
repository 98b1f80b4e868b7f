"""Sentence by sentence: which sentences of two reports were made from one another, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.records import Edit, Match, MatchKind, Span
from retold.reuse.judge import Closeness, Fitted, Place, alone, kind_of, together
from retold.reuse.likeness import Likeness, likeness, weighed, weights
from retold.reuse.meetings import meetings, twins
from retold.reuse.sides import Side, Unit
from retold.text.edits import edit_script

_CERTAIN = 9.0  # log odds of a sentence of one and the same text
_FAR = -9.0  # log odds of a sentence that was not made from the other
_NEAR = 0.3  # closeness of two reports below which ...
_LEAST = 0.35  # ... a sentence must share so much: of many sentences some are a little alike by chance
_NEW = 0.5  # part of a further counterpart's words that must not be accounted for already


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences held together: their numbers, what they share, how, and the log odds."""

    i: int
    k: int
    found: Likeness
    kind: MatchKind
    logit: float


def aligned(a: Side, b: Side, numbers: Fitted) -> list[Pair]:
    """Pairs of sentences made from one another, by place in `a`, then in `b`.

    A sentence has several counterparts where each accounts for other words of it: it was split, or
    several were merged into it.
    """
    if identical(a, b):
        return _one_text(a, b)
    found, logits, close = judged(a, b, numbers)
    same = {place for place in found if _same(a, b, place)}
    if close.own < _NEAR:
        logits = {place: _FAR if found[place].shorter < _LEAST else logits[place] for place in logits}
    chosen = _chosen(found, logits, same)
    return [
        Pair(
            i,
            k,
            found[i, k],
            "verbatim" if (i, k) in same else kind_of(found[i, k], close, numbers),
            logits[i, k],
        )
        for i, k in sorted(chosen)
    ]


def identical(a: Side, b: Side) -> bool:
    """Whether the two are one text, case, blanks and marks aside."""
    return bool(a.units) and [unit.letters for unit in a.units] == [unit.letters for unit in b.units]


def _one_text(a: Side, b: Side) -> list[Pair]:
    """Every sentence beside itself."""
    weight = weights(a, b)
    both = zip(a.units, b.units, strict=True)
    found = [likeness(weighed(x, weight), weighed(y, weight), weight) for x, y in both]
    return [Pair(n, n, like, "verbatim", _CERTAIN) for n, like in enumerate(found)]


def judged(a: Side, b: Side, numbers: Fitted) -> tuple[dict[Place, Likeness], dict[Place, float], Closeness]:
    """Likeness and log odds of all pairs worth a look, and how close the reports are as a whole, 0..1."""
    found = likenesses(a, b)
    logits = numbers.alone.logits({place: alone(like) for place, like in found.items()})
    size, close = min(len(a.units), len(b.units)), Closeness(0.0, 0.0)
    for judgement in (numbers.together, numbers.again):
        features, close = together(found, logits, size)
        logits = judgement.logits(features)
    return found, logits, close


def likenesses(a: Side, b: Side) -> dict[Place, Likeness]:
    """What the sentences have in common, for those that meet at all."""
    weight = weights(a, b)
    same = twins(a.units, b.units)
    places = sorted({*same, *meetings(a.units, b.units, weight, same)})
    of_a = {i: weighed(a.units[i], weight) for i in sorted({place[0] for place in places})}
    of_b = {k: weighed(b.units[k], weight) for k in sorted({place[1] for place in places})}
    return {(i, k): likeness(of_a[i], of_b[k], weight) for i, k in places}


def _same(a: Side, b: Side, place: Place) -> bool:
    return a.units[place[0]].letters == b.units[place[1]].letters


def _chosen(found: Mapping[Place, Likeness], logits: Mapping[Place, float], same: set[Place]) -> set[Place]:
    """The best pairs first; a further counterpart must account for words not yet accounted for."""
    words_a: defaultdict[int, set[int]] = defaultdict(set)
    words_b: defaultdict[int, set[int]] = defaultdict(set)
    chosen = set()
    order = sorted(found, key=lambda place: (place not in same, -logits[place], place))
    for i, k in order:
        if logits[i, k] <= 0.0:
            continue
        of_a = {n for block in found[i, k].blocks for n in range(block.i, block.i + block.n)}
        of_b = {n for block in found[i, k].blocks for n in range(block.k, block.k + block.n)}
        if _new(of_a, words_a[i]) and _new(of_b, words_b[k]):
            chosen.add((i, k))
            words_a[i] |= of_a
            words_b[k] |= of_b
    return chosen


def _new(words: set[int], known: set[int]) -> bool:
    """Whether enough of the words are not accounted for yet."""
    return len(words - known) >= _NEW * len(words)


def matches(a: Side, b: Side, pairs: Sequence[Pair]) -> tuple[Match, ...]:
    """The pairs as records, each with the script that turns one sentence into the other."""
    return tuple(
        Match(x.span, y.span, pair.kind, _script(a, b, x, y))
        for pair in pairs
        for x, y in [(a.units[pair.i], b.units[pair.k])]
    )


def _script(a: Side, b: Side, x: Unit, y: Unit) -> tuple[Edit, ...]:
    """The edit script of two sentences; of equal ones it is known without looking at the text again."""
    if [word.key for word in x.words] == [word.key for word in y.words]:
        kept = Span(x.words[0].start, x.words[-1].end), Span(y.words[0].start, y.words[-1].end)
        return (Edit("kept", *kept),)
    return edit_script(a.report.text, b.report.text, x.span, y.span)
