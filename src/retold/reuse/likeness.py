"""How alike two sentences are: the evidence, in figures, that one was made from the other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from retold.reuse.lexicon import common_words, is_number, rarity
from retold.reuse.sides import Side, Unit

_COMMON = 0.25  # weight of a word that carries little content
_NUMBER = 1.3
_LIGHTEST = 0.5  # weight; shares of less say nothing


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
    content: int  # different words in common that carry content and are no names or numbers
    headline: int  # how many of the two end as no sentence does
    exact: float  # words equal in order as a share of the words of both
    blocks: tuple[Block, ...]


def weights(a: Side, b: Side) -> dict[str, float]:
    """Weight of every form in these sentences: by how few of them hold it (Spärck Jones 1972), and how
    few news texts do."""
    total = len(a.units) + len(b.units) + 2.0
    most = math.log(total)
    common = common_words()
    found = {}
    for form in {**a.counts, **b.counts}:
        count = a.counts.get(form, 0) + b.counts.get(form, 0)
        here = 0.35 + 0.65 * math.log(total / (count + 0.5)) / most
        anywhere = 0.4 + rarity(form)
        factor = _COMMON if form in common else _NUMBER if is_number(form) else 1.0
        found[form] = factor * here * anywhere
    return found


class Weighed(NamedTuple):
    """A sentence with what its comparisons need, worked out once."""

    unit: Unit
    row: tuple[float, ...]  # weight of each word
    heavy: float  # of all words
    plain: float  # of words that are no names or numbers
    own: float  # of words outside quotation marks
    bag: Counter[str]
    content: frozenset[str]
    numbers: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def weighed(unit: Unit, weight: Mapping[str, float]) -> Weighed:
    """The sentence with its words weighed."""
    row = tuple([weight[form] for form in unit.forms])
    common = common_words()
    return Weighed(
        unit=unit,
        row=row,
        heavy=sum(row),
        plain=sum([one for one, plain in zip(row, unit.plain, strict=True) if plain]),
        own=sum([one for one, said in zip(row, unit.said, strict=True) if not said]),
        bag=Counter(unit.forms),
        content=frozenset(
            [f for f, plain in zip(unit.forms, unit.plain, strict=True) if plain and f not in common]
        ),
        numbers=frozenset([form for form in unit.forms if is_number(form)]),
        pairs=frozenset(pairwise(unit.forms)),
    )


def likeness(a: Weighed, b: Weighed, weight: Mapping[str, float]) -> Likeness:
    """What the two sentences have in common, word order and rarity of the words counted."""
    blocks = tuple(_blocks(a.unit.forms, b.unit.forms))
    shared = sum([weight[form] * min(n, b.bag[form]) for form, n in a.bag.items() if form in b.bag])
    ordered, said, plain, wording, equal = _in_order(a, b, blocks)
    apart = len(a.numbers ^ b.numbers) if a.numbers and b.numbers else 0
    light = min(a.heavy, b.heavy)
    fewer = min(len(a.pairs), len(b.pairs))
    return Likeness(
        shorter=shared / light,
        longer=shared / max(a.heavy, b.heavy),
        ordered=ordered / light,
        run=max([block.n for block in blocks], default=0),
        pairs=len(a.pairs & b.pairs) / fewer if fewer else 0.0,
        shared=shared,
        numbers=len(a.numbers & b.numbers),
        other_numbers=apart,
        said=said / ordered if ordered else 0.0,
        outside=ordered - said,
        plain=plain / max(_LIGHTEST, min(a.plain, b.plain)),
        wording=wording,
        frame=2.0 * (ordered - said) / max(_LIGHTEST, a.own + b.own),
        content=len(a.content & b.content),
        headline=(not a.unit.closed) + (not b.unit.closed),
        exact=2.0 * equal / (len(a.row) + len(b.row)),
        blocks=blocks,
    )


def _in_order(a: Weighed, b: Weighed, blocks: Sequence[Block]) -> tuple[float, float, float, float, int]:
    """Weights of the words in the blocks: all, quoted on a side, no names, and these unquoted; and how
    many words are equal to the letter."""
    ordered = said = plain = wording = 0.0
    equal = 0
    for i, k, n in blocks:
        for step in range(n):
            one = a.row[i + step]
            ordered += one
            equal += a.unit.words[i + step].key == b.unit.words[k + step].key
            common = a.unit.plain[i + step]
            if common:
                plain += one
            if a.unit.said[i + step] or b.unit.said[k + step]:
                said += one
            elif common:
                wording += one
    return ordered, said, plain, wording, equal


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[Block]:
    """Runs of a longest common subsequence of the two."""
    if a == b:
        yield Block(0, 0, len(a))
        return
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal":
            yield Block(code.src_start, code.dest_start, code.src_end - code.src_start)
