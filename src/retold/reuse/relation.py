"""What two reports are to each other, from what they share, with the reason in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retold.records import RelationKind
from retold.reuse.alignment import Pair, identical
from retold.reuse.judge import Fitted
from retold.reuse.likeness import weights
from retold.reuse.passages import Passage, passages, stream
from retold.reuse.sides import Side

_QUOTED = 0.4
_SURE = 2.0  # log odds from which a sentence was copied though the report was not
_SAID = 0.5  # from this share on a passage counts as quotation
# Share of names, numbers and rarer words in common; of 600 random pairs nine in ten have less.
_ONE_EVENT = 0.13


@dataclass(frozen=True, slots=True)
class Shared:
    """What two reports share, in figures; the shorter body is the measure of shares."""

    share_a: float
    share_b: float
    copied: tuple[Pair, ...]  # body sentences shared outside quotations
    quoted: tuple[Pair, ...]
    sentences: float  # sentences of the shorter body with a counterpart, as a share
    own: float  # of the shorter body's words outside quotations, the share that is copied
    runs: tuple[Passage, ...]  # outside quotations
    quotes: tuple[Passage, ...]
    identical: bool  # one text, case, blanks and marks aside
    event: float  # names, numbers and rare words in common, as a share


def shared(a: Side, b: Side, pairs: Sequence[Pair]) -> Shared:
    """All figures that a relation is told from."""
    weight = weights(a, b)
    body = [pair for pair in pairs if a.units[pair.i].body and b.units[pair.k].body]
    copied = tuple(pair for pair in body if _told(pair))
    runs = passages(stream(a), stream(b), weight)
    return Shared(
        share_a=_share(a, body, 0),
        share_b=_share(b, body, 1),
        copied=copied,
        quoted=tuple(pair for pair in body if not _told(pair)),
        sentences=_sentences(a, b, body),
        own=max(_own(a, copied, 0), _own(b, copied, 1)),
        runs=tuple(run for run in runs if run.said < _SAID),
        quotes=tuple(run for run in runs if run.said >= _SAID),
        identical=identical(a, b),
        event=_event(a, b),
    )


def _told(pair: Pair) -> bool:
    """Whether the sentence is shared as the report's own words and not as somebody's quoted ones."""
    return pair.kind != "quote" and pair.found.said < _SAID


def _places(side: Side, pairs: Sequence[Pair], axis: int) -> set[tuple[int, int]]:
    """Sentence and word of everything on one side that the pairs have in common."""
    return {
        ((pair.i, pair.k)[axis], n)
        for pair in pairs
        for block in pair.found.blocks
        for n in range(block[axis], block[axis] + block.n)
    }


def _share(side: Side, pairs: Sequence[Pair], axis: int) -> float:
    """Part of the body's words that the pairs account for."""
    return len(_places(side, pairs, axis)) / side.body_words if side.body_words else 0.0


def _own(side: Side, pairs: Sequence[Pair], axis: int) -> float:
    """Part of the body's words outside quotations that the pairs account for."""
    own = sum([not said for unit in side.units if unit.body for said in unit.said])
    found = sum([not side.units[i].said[n] for i, n in _places(side, pairs, axis)])
    return found / own if own else 0.0


def _sentences(a: Side, b: Side, pairs: Sequence[Pair]) -> float:
    """Part of the shorter body's sentences that have a counterpart, long sentences counting for more."""
    side, axis = (a, 0) if a.body_words <= b.body_words else (b, 1)
    found = {(pair.i, pair.k)[axis] for pair in pairs}
    return sum(len(side.units[i].words) for i in found) / side.body_words if side.body_words else 0.0


def _event(a: Side, b: Side) -> float:
    """Names, numbers and rarer words of the report with fewer of them that the other has too, as a share."""
    fewer = min(len(a.telling), len(b.telling))
    return len(a.telling & b.telling) / fewer if fewer else 0.0


def figures(found: Shared) -> list[float]:
    """Features of a pair of reports."""
    sure = [(pair, 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, pair.logit))))) for pair in found.copied]
    own = sorted((chance * pair.found.wording for pair, chance in sure), reverse=True)
    runs = sorted((run.wording for run in found.runs), reverse=True)
    both = [run.weight for run in found.quotes if run.quoted]
    return [
        math.log1p(sum(pair.kind != "reworded" for pair in found.copied)),
        math.log1p(sum(pair.kind == "reworded" for pair in found.copied)),
        math.log1p(sum(own)),
        math.log1p(own[0] if own else 0.0),
        math.log1p(own[1] if len(own) > 1 else 0.0),
        math.log1p(sum(chance * pair.found.outside for pair, chance in sure)),
        found.own,
        found.sentences,
        math.log1p(sum(runs)),
        math.log1p(runs[0] if runs else 0.0),
        math.log1p(sum(run.weight for run in found.quotes)),
        math.log1p(max((run.weight for run in found.quotes), default=0.0)),
        math.log1p(sum(both)),
        math.log1p(max(both, default=0.0)),
        math.log1p(len(found.quoted)),
        max(found.share_a, found.share_b),
    ]


def whole(found: Shared) -> list[float]:
    """Features that tell one text from a text that only takes from another."""
    return [found.sentences, max(found.share_a, found.share_b)]


def relation(found: Shared, numbers: Fitted) -> RelationKind:
    """What the two reports are to each other."""
    if found.identical:
        return "same"
    judge = numbers.relation
    if judge["copied"].logit(figures(found)) > 0:
        return "same" if judge["same"].logit(whole(found)) > 0 else "derived"
    if judge["quotes"].logit(figures(found)) > 0:
        return "quotes-only"
    return "independent" if found.event >= _ONE_EVENT else "unrelated"


def telling(pairs: Sequence[Pair], kind: RelationKind) -> list[Pair]:
    """The pairs that agree with the relation: where no text was copied, sentences that are merely alike
    state one fact, and only quotations and what is nearly the same word for word remain."""
    if kind in ("same", "derived"):
        return list(pairs)
    return [
        pair
        for pair in pairs
        if pair.kind in ("verbatim", "quote") or pair.found.said >= _QUOTED or pair.logit > _SURE
    ]


def why(found: Shared, kind: RelationKind, shorter: str) -> str:
    """The reason in words that a person can check; `shorter` names the report with the shorter body."""
    if found.identical:
        return "one text word for word; case, blanks and marks aside"
    parts = []
    if found.copied:
        parts.append(f"{_counted(found.copied)} outside quotations")
    if found.quoted:
        parts.append(f"{_plural(len(found.quoted), 'sentence')} shared as quotation")
    elif found.quotes:
        parts.append(f"{_plural(len(found.quotes), 'quoted passage')} in common")
    longest = max(found.runs, key=lambda run: (run.words, -run.a), default=None)
    if longest and kind in ("same", "derived"):
        parts.append(f"longest run of the same words: {longest.words}")
    parts.append(f"{round(100 * found.sentences)} % of the shorter body ({shorter}) stands in the other")
    common = f"{round(100 * found.event)} % of the names, numbers and rarer words are in both"
    if kind == "unrelated":
        return f"nothing shared that tells of one event: {common}"
    if kind == "independent":
        return f"no text in common beyond stock phrases; {common}"
    return "; ".join(parts)


def _counted(pairs: Sequence[Pair]) -> str:
    """ "3 sentences word for word, 2 edited, 1 reworded"."""
    names = {"verbatim": "word for word", "edited": "edited", "reworded": "reworded"}
    counts = [(sum(pair.kind == kind for pair in pairs), say) for kind, say in names.items()]
    said = [f"{n} {say}" for n, say in counts if n]
    return "sentences shared: " + ", ".join(said)


def _plural(n: int, word: str) -> str:
    return f"{n} {word}" + ("" if n == 1 else "s")
