"""Alignment of bare texts at the pace of a large collection: by their words alone, without annotation.

Sentences come from `retold.text.sentences`, quotations from their marks, paragraphs from empty lines.
Sentences are matched where they are equal letter for letter or share most of their words in order;
rewording is not looked for and no judgement is fitted, so what a pair is to each other is told by
plain counts. `retold.reuse.align` looks closer, at some ten milliseconds a pair.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, repeat
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from retold.config import ReuseSettings
from retold.records import Edit, Match, MatchKind, RelationKind, Span
from retold.reuse.collection import pairs_of
from retold.reuse.meetings import twins
from retold.reuse.wordnumbers import light_words
from retold.text.edits import edit_script
from retold.text.quotations import quotations
from retold.text.sentences import sentences
from retold.text.tokens import columns

WIDEST = 5  # texts; in a large collection what more of them share is a stock phrase or a large family
_LONGEST = 160  # words of a piece of a sentence, so that no step is quadratic in a long one
_LEAST = 4  # words in common, in order
_SHARE = 0.55  # ... as a share of the shorter sentence
_NEW = 0.5  # share of a further counterpart's common words that are not accounted for already
_TRIED = 4  # counterparts of a sentence that are held against it
_HOLDERS = 50  # sentences; a word that more of them hold brings no two together
_SAME, _DERIVED = 0.8, 0.15  # shares of the shorter text
_TOLD = 2  # sentences shared outside quotations that make a copy
_QUOTED = 0.5  # share of the common words within quotation marks from which a match is a quotation
_WHOLE = 0.9  # share of both sentences from which it is an edited sentence all the same
_CHUNK = 200  # pairs given to a process at once


class Passage(NamedTuple):
    """A sentence, or a piece of a very long one."""

    start: int
    end: int
    first: int  # place of its first word among the text's
    words: tuple[str, ...]  # their keys
    letters: str  # the words run together


class Sheet(NamedTuple):
    """A text made ready to be aligned."""

    text: str
    units: tuple[Passage, ...]
    quoted: tuple[Span, ...]
    starts: Sequence[int]  # of the words
    ends: Sequence[int]


class Aligned(NamedTuple):
    """What two texts of a collection share; `a` < `b` are their numbers, shares are parts of their words."""

    a: int
    b: int
    relation: RelationKind
    shared_a: float
    shared_b: float
    matches: tuple[Match, ...]


class Shares(NamedTuple):
    """Parts of the words of two texts that stand in shared sentences, 0..1."""

    of_a: float
    of_b: float


class _Met(NamedTuple):
    """Two passages held against each other."""

    i: int
    k: int
    same: bool
    of_a: frozenset[int]  # words of a that b has too, in order
    of_b: frozenset[int]


def sheet(text: str) -> Sheet:
    """The text's sentences with their words, and its quotations."""
    starts, ends, keys = columns(text)
    units: list[Passage] = []
    for start, end in sentences(text):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last - first <= _LONGEST:
            units += [_passage(start, end, first, keys[first:last])] if first < last else []
            continue
        for n in range(first, last, _LONGEST):
            stop = min(last, n + _LONGEST)
            units.append(_passage(starts[n], ends[stop - 1], n, keys[n:stop]))
    return Sheet(text, tuple(units), tuple(quotations(text)), starts, ends)


def _passage(start: int, end: int, first: int, keys: Sequence[str]) -> Passage:
    return Passage(start, end, first, tuple(keys), "".join(keys).replace("'", ""))


def shares(a: str, b: str) -> Shares:
    """How much of each of two texts is shared with the other: words of matched sentences, in order.

    Quotations count. A text without a word shares nothing. Raises nothing of its own.
    """
    found = align_sheets({0: sheet(a), 1: sheet(b)}, (0, 1))
    return Shares(found.shared_a, found.shared_b)


def align_texts(
    texts: Sequence[str], settings: ReuseSettings | None = None, *, workers: int = 2
) -> Iterator[Aligned]:
    """Alignments of all pairs of a collection that share a passage, by their numbers in it.

    Pairs are found by `retold.reuse.collection.pairs_of`; without settings, what more than five texts
    hold brings only neighbours together. Work is divided over so many processes (call it below
    `if __name__ == "__main__":` where the platform starts processes afresh). Pairs without a
    sentence in common are left out. Raises nothing of its own.
    """
    settings = settings or ReuseSettings(widest=WIDEST)
    pairs = [(pair.a, pair.b) for pair in pairs_of(texts, settings, threads=workers)]
    chunks = (pairs[n : n + _CHUNK] for n in range(0, len(pairs), _CHUNK))
    given = ((chunk, {n: texts[n] for n in chain.from_iterable(chunk)}) for chunk in chunks)
    if workers < 2 or len(pairs) <= _CHUNK:
        yield from chain.from_iterable(_aligned(chunk) for chunk in given)
        return
    with ProcessPoolExecutor(workers, initializer=gc.disable) as pool:  # nothing there makes cycles
        yield from chain.from_iterable(pool.map(_aligned, given))


def _aligned(given: tuple[Sequence[tuple[int, int]], Mapping[int, str]]) -> list[Aligned]:
    """Alignments of these pairs; each text is read once."""
    pairs, texts = given
    sheets = {n: sheet(text) for n, text in texts.items()}
    found = map(align_sheets, repeat(sheets), pairs)
    return [one for one in found if one.matches]


def align_sheets(sheets: Mapping[int, Sheet], pair: tuple[int, int]) -> Aligned:
    """What two texts share, each named by its number among the sheets.

    A relation is told by counts: `same` where four fifths of the shorter text's words stand in shared
    sentences, `derived` from two shared sentences outside quotations or 15% of the shorter text,
    `quotes-only` where only quotations are shared, else `independent`: whether the event is the same
    is not asked.
    """
    a, b = sheets[pair[0]], sheets[pair[1]]
    met = _met(a, b)
    rows = [(one, _kind(a, b, one)) for one in met]
    share_a, share_b = _share(a, [(m.i, m.of_a) for m in met]), _share(b, [(m.k, m.of_b) for m in met])
    told = [one for one, kind in rows if kind != "quote"]
    side = (
        (a, [(m.i, m.of_a) for m in told])
        if len(a.starts) <= len(b.starts)
        else (b, [(m.k, m.of_b) for m in told])
    )
    return Aligned(
        *pair,
        relation=_relation(max(share_a, share_b), len(told), _share(*side), quotes=len(told) < len(met)),
        shared_a=share_a,
        shared_b=share_b,
        matches=tuple(_match(a, b, one, kind) for one, kind in rows),
    )


def _relation(share: float, told: int, own: float, *, quotes: bool) -> RelationKind:
    if told and share >= _SAME:
        return "same"
    if told >= _TOLD or (told and own >= _DERIVED):
        return "derived"
    return "quotes-only" if quotes else "independent"


def _met(a: Sheet, b: Sheet) -> list[_Met]:
    """The matches by place: equal passages first, then the best of the others, further counterparts of
    one passage only for words not yet accounted for."""
    equal = twins(a.units, b.units)
    whole = [
        _Met(i, k, True, frozenset(range(len(a.units[i].words))), frozenset(range(len(b.units[k].words))))
        for i, k in equal
    ]
    done_a, done_b = {i for i, _ in equal}, {k for _, k in equal}
    others = sorted(_alike(a, b, done_a, done_b), key=lambda one: (-len(one.of_a), one.i, one.k))
    known_a: defaultdict[int, set[int]] = defaultdict(set)
    known_b: defaultdict[int, set[int]] = defaultdict(set)
    for one in others:
        fresh_a, fresh_b = one.of_a - known_a[one.i], one.of_b - known_b[one.k]
        if min(len(fresh_a), len(fresh_b)) >= _NEW * len(one.of_a):
            whole.append(one)
            known_a[one.i] |= one.of_a
            known_b[one.k] |= one.of_b
    return sorted(whole, key=lambda one: (one.i, one.k))


def _alike(a: Sheet, b: Sheet, done_a: set[int], done_b: set[int]) -> Iterator[_Met]:
    """Passages that share most of their words in order, of those not done."""
    light = light_words()
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for k, unit in enumerate(b.units):
        if k not in done_b:
            for key in dict.fromkeys(unit.words):
                if key not in light:
                    holders[key].append(k)
    for i, unit in enumerate(a.units):
        if i in done_a:
            continue
        shared: dict[int, int] = {}
        for key in dict.fromkeys(unit.words):
            if len(held := holders.get(key, ())) <= _HOLDERS:
                for k in held:
                    shared[k] = shared.get(k, 0) + 1
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_TRIED]
        for k, count in best:
            if count >= 2 and (met := _held(unit.words, b.units[k].words, i, k)):
                yield met


def _held(a: Sequence[str], b: Sequence[str], i: int, k: int) -> _Met | None:
    """The match of two passages, if enough of their words are the same in order."""
    least = max(_LEAST, int(_SHARE * min(len(a), len(b)) + 0.999))
    if LCSseq.similarity(a, b, score_cutoff=least) < least:
        return None
    runs = [code for code in LCSseq.opcodes(a, b) if code.tag == "equal"]
    return _Met(
        i,
        k,
        False,
        frozenset(n for run in runs for n in range(run.src_start, run.src_end)),
        frozenset(n for run in runs for n in range(run.dest_start, run.dest_end)),
    )


def _share(side: Sheet, rows: Sequence[tuple[int, frozenset[int]]]) -> float:
    """Part of the text's words that the matches account for."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for unit, words in rows:
        found[unit] |= words
    return sum(map(len, found.values())) / len(side.starts) if side.starts else 0.0


def _kind(a: Sheet, b: Sheet, met: _Met) -> MatchKind:
    """How the passage was taken over."""
    x, y = a.units[met.i], b.units[met.k]
    shared = len(met.of_a)
    said = max(_said(a, x, met.of_a), _said(b, y, met.of_b))
    if said > _QUOTED * shared and not (met.same or shared >= _WHOLE * max(len(x.words), len(y.words))):
        return "quote"
    if said == shared and met.same:
        return "quote"
    return "verbatim" if met.same else "edited"


def _said(side: Sheet, unit: Passage, words: frozenset[int]) -> int:
    """How many of the words stand inside quotation marks."""
    near = [span for span in side.quoted if span.start < unit.end and span.end > unit.start]
    if not near:
        return 0
    places = [side.starts[unit.first + n] for n in words]
    return sum(any(start <= place < end for start, end in near) for place in places)


def _match(a: Sheet, b: Sheet, met: _Met, kind: MatchKind) -> Match:
    x, y = a.units[met.i], b.units[met.k]
    span_a, span_b = Span(x.start, x.end), Span(y.start, y.end)
    if x.words == y.words:
        return Match(span_a, span_b, kind, (Edit("kept", _inner(a, x), _inner(b, y)),))
    return Match(span_a, span_b, kind, edit_script(a.text, b.text, span_a, span_b))


def _inner(side: Sheet, unit: Passage) -> Span:
    """From the passage's first word to its last."""
    return Span(side.starts[unit.first], side.ends[unit.first + len(unit.words) - 1])
