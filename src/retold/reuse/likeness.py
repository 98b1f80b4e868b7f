"""How alike two sentences are: the evidence, in figures, that one was made from the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from retold.reuse.lexicon import common_words, is_number, rarity
from retold.reuse.sides import Unit

_COMMON = 0.25  # weight of a word that carries little content
_NUMBER = 1.3


class Block(NamedTuple):
    """Words a[i : i + n] equal words b[k : k + n]."""

    i: int
    k: int
    n: int


class Likeness(NamedTuple):
    """What two sentences have in common; weights are sums of word weights, shares are 0..1."""

    shorter: float  # shared weight as a share of the lighter sentence
    longer: float  # ... of the heavier one
    ordered: float  # weight shared in the same order, as a share of the lighter sentence
    run: float  # words of the longest run in common
    pairs: float  # word pairs in common, as a share of the shorter sentence's
    shared: float  # weight in common
    numbers: int  # numbers in common
    other_numbers: int  # numbers that one has and the other, though it has numbers too, has not
    said: float  # share of the ordered common weight that stands inside quotation marks on a side
    outside: float  # weight in common, in order, outside quotation marks on both sides
    plain: float  # ordered common weight of words that are no names or numbers, as a share of the
    # lighter sentence's such words
    wording: float  # weight of these words, outside quotation marks
    frame: float  # of all weight outside quotation marks, the share in common
    headline: int  # how many of the two end as no sentence does
    exact: float  # words equal in order as a share of the words of both
    blocks: tuple[Block, ...]


def weights(units: Sequence[Unit]) -> dict[str, float]:
    """Weight of every form in these sentences: by how few of them hold it (Spärck Jones 1972), and how
    few news texts do."""
    counts: Counter[str] = Counter()
    for unit in units:
        counts.update(set(unit.forms))
    most = math.log(len(units) + 2.0)
    common = common_words()
    found = {}
    for form, count in counts.items():
        here = 0.35 + 0.65 * math.log((len(units) + 2.0) / (count + 0.5)) / most
        anywhere = 0.4 + rarity(form)
        factor = _COMMON if form in common else _NUMBER if is_number(form) else 1.0
        found[form] = factor * here * anywhere
    return found


def likeness(a: Unit, b: Unit, weight: Mapping[str, float]) -> Likeness:
    """What the two sentences have in common, word order and rarity of the words counted."""
    blocks = tuple(_blocks(a.forms, b.forms))
    bag = Counter(a.forms) & Counter(b.forms)
    shared = sum(weight[form] * n for form, n in bag.items())
    heavy_a = sum(weight[form] for form in a.forms)
    heavy_b = sum(weight[form] for form in b.forms)
    light, heavy = min(heavy_a, heavy_b), max(heavy_a, heavy_b)
    ordered = said = plain = wording = 0.0
    equal = 0
    for block in blocks:
        for i, k in zip(range(block.i, block.i + block.n), range(block.k, block.k + block.n), strict=True):
            one = weight[a.forms[i]]
            ordered += one
            equal += a.words[i].key == b.words[k].key
            if a.plain[i]:
                plain += one
            if a.said[i] or b.said[k]:
                said += one
            elif a.plain[i]:
                wording += one
    numbers_a, numbers_b = _numbers(a), _numbers(b)
    both = numbers_a & numbers_b
    apart = len(numbers_a ^ numbers_b) if numbers_a and numbers_b else 0
    return Likeness(
        shorter=shared / light,
        longer=shared / heavy,
        ordered=ordered / light,
        run=max((block.n for block in blocks), default=0),
        pairs=_pairs(a.forms, b.forms),
        shared=shared,
        numbers=len(both),
        other_numbers=apart,
        said=said / ordered if ordered else 0.0,
        outside=ordered - said,
        plain=plain / max(0.5, min(_sum(a, weight, a.plain), _sum(b, weight, b.plain))),
        wording=wording,
        frame=2.0
        * (ordered - said)
        / max(0.5, _sum(a, weight, a.said, False) + _sum(b, weight, b.said, False)),
        headline=(not a.closed) + (not b.closed),
        exact=2.0 * equal / (len(a.words) + len(b.words)),
        blocks=blocks,
    )


def _sum(unit: Unit, weight: Mapping[str, float], flags: Sequence[bool], wanted: bool = True) -> float:
    """Weight of the words whose flag is as wanted."""
    return sum(weight[form] for form, flag in zip(unit.forms, flags, strict=True) if flag == wanted)


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[Block]:
    """Runs of a longest common subsequence of the two."""
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            yield Block(code.src_start, code.dest_start, code.src_end - code.src_start)


def _pairs(a: Sequence[str], b: Sequence[str]) -> float:
    """Neighbouring words in common as a share of those of the shorter sentence."""
    pairs_a, pairs_b = set(pairwise(a)), set(pairwise(b))
    fewer = min(len(pairs_a), len(pairs_b))
    return len(pairs_a & pairs_b) / fewer if fewer else 0.0


def _numbers(unit: Unit) -> set[str]:
    return {form for form in unit.forms if is_number(form)}
