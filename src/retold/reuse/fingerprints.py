"""Pairs of reports that share a passage, found without holding every report against every other.

Every run of five words is hashed; of each stretch of eight such runs the smallest hash is kept
(winnowing: Schleimer, Wilkerson and Aiken 2003), so that any twelve words that two reports share leave
a fingerprint in common. Fingerprints that many reports hold are stock phrases, boilerplate or a
passage that the whole collection repeats: they propose nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from retold.config import ReuseSettings
from retold.reuse.lexicon import common_words, form_of, rarity

Hashes = NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
_NEIGHBOURS = 2
_NOTHING = np.uint64(0xFFFFFFFFFFFFFFFF)  # stands for a run that says nothing
_CONTENT = 2  # words of content in a run that says something
_TELLING = 0.4  # how rarely news texts hold such a word, 0..1
_EMPTY = np.zeros(0, np.uint64)


@lru_cache(maxsize=500_000)
def number_of(word: str) -> tuple[int, int]:
    """A number for the word, the same in every run, and whether the word carries content."""
    number = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    form = form_of(word)
    return number, int(form not in common_words() and rarity(form) >= _TELLING)


def fingerprints(words: Iterable[str], settings: ReuseSettings) -> Hashes:
    """Winnowed hashes of the word runs, each once, sorted; runs without two words of content are left out."""
    rows = [number_of(word) for word in words]
    if len(rows) < settings.gram:
        return _EMPTY
    table = np.array(rows, np.uint64)
    grams = _grams(table[:, 0], settings.gram)
    content = np.convolve(table[:, 1].astype(np.int64), np.ones(settings.gram, np.int64), "valid")
    grams[content < _CONTENT] = _NOTHING
    window = min(settings.passage - settings.gram + 1, len(grams))
    found = np.unique(np.lib.stride_tricks.sliding_window_view(grams, window).min(axis=1))
    told: Hashes = found[found != _NOTHING]
    return told


def _held_by(hashes: Hashes) -> NDArray[np.int64]:
    """For every place of the sorted hashes, how many of them are equal to it."""
    _, group, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    return counts[group]


def _grams(words: Hashes, n: int) -> Hashes:
    """A hash of every run of n words."""
    mixed = (words + np.uint64(1)) * _MIX
    mixed ^= mixed >> np.uint64(29)
    found = np.zeros(len(words) - n + 1, np.uint64)
    for k in range(n):
        found = found * _SPREAD + mixed[k : k + len(found)]
        found ^= found >> np.uint64(31)
    return found


def candidates(prints: Sequence[Hashes], settings: ReuseSettings) -> list[tuple[int, int, int]]:
    """Pairs of reports with the number of fingerprints they share, by number; all have at least one.

    A fingerprint held by more than `settings.widest` reports pairs each of them with the next two
    only: a large family of copies still hangs together, and a stock phrase costs no square.
    """
    if not prints:
        return []
    owners = np.repeat(np.arange(len(prints)), [len(found) for found in prints])
    hashes = np.concatenate(list(prints))
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    wide = _held_by(hashes) > settings.widest
    pairs = []
    for step in range(1, min(settings.widest, len(hashes))):
        same = hashes[step:] == hashes[:-step]
        if step > _NEIGHBOURS:
            same &= ~wide[step:]
        at = np.flatnonzero(same)
        pairs.append(owners[at] * np.int64(len(prints)) + owners[at + step])
    if not pairs:
        return []
    codes, counts = np.unique(np.concatenate(pairs), return_counts=True)
    return [
        (int(code) // len(prints), int(code) % len(prints), int(count))
        for code, count in zip(codes, counts, strict=True)
    ]
