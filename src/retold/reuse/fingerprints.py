"""Pairs of reports that share a passage, found without holding every report against every other.

Every run of five words is hashed; of each stretch of eight such runs the smallest hash is kept
(winnowing: Schleimer, Wilkerson and Aiken 2003), so that any twelve words that two reports share leave
a fingerprint in common. Fingerprints that many reports hold are stock phrases, boilerplate or a
passage that the whole collection repeats: they propose nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.config import ReuseSettings
from retold.reuse.wordnumbers import numbered

Hashes = NDArray[np.uint64]
MIX: Final = np.uint64(0x9E3779B97F4A7C15)
SPREAD: Final = np.uint64(0xBF58476D1CE4E5B9)
NOTHING: Final = np.uint64(0xFFFFFFFFFFFFFFFF)  # stands for a run that says nothing
CONTENT: Final = 2  # words of content in a run that says something
NEIGHBOURS: Final = 2
_EMPTY = np.zeros(0, np.uint64)


def fingerprints(words: Iterable[str], settings: ReuseSettings) -> Hashes:
    """Winnowed hashes of the word runs, each once, sorted; runs without two words of content are left out."""
    rows = [numbered(word) for word in words]
    if len(rows) < settings.gram:
        return _EMPTY
    table = np.array(rows, np.uint64)
    grams = _grams(table[:, 0], settings.gram)
    content = np.convolve(table[:, 1].astype(np.int64), np.ones(settings.gram, np.int64), "valid")
    grams[content < CONTENT] = NOTHING
    window = min(settings.passage - settings.gram + 1, len(grams))
    found = np.unique(np.lib.stride_tricks.sliding_window_view(grams, window).min(axis=1))
    told: Hashes = found[found != NOTHING]
    return told


def _grams(words: Hashes, n: int) -> Hashes:
    """A hash of every run of n words."""
    mixed = (words + np.uint64(1)) * MIX
    mixed ^= mixed >> np.uint64(29)
    found = np.zeros(len(words) - n + 1, np.uint64)
    for k in range(n):
        found = found * SPREAD + mixed[k : k + len(found)]
        found ^= found >> np.uint64(31)
    return found


class Candidate(NamedTuple):
    """Two texts, by their numbers in the collection, and how many fingerprints they share."""

    a: int
    b: int
    shared: int


def candidates(prints: Sequence[Hashes], settings: ReuseSettings) -> list[Candidate]:
    """Pairs of texts that share a fingerprint, ordered by number.

    A fingerprint held by more than `settings.widest` texts pairs each of them with the next two only,
    and such pairs must share `settings.family` of them (or all that a short text has): a large family
    of copies still hangs together, and a stock phrase brings nobody together.
    """
    if not prints:
        return []
    sizes = np.array([len(found) for found in prints], np.int64)
    owners = np.repeat(np.arange(len(prints)), sizes)
    hashes = np.concatenate(list(prints))
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    _, group, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    wide = counts[group] > settings.widest
    narrow_pairs, wide_pairs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for step in range(1, min(max(settings.widest, NEIGHBOURS + 1), len(hashes))):
        same = hashes[step:] == hashes[:-step]
        at = np.flatnonzero(same & ~wide[step:])
        narrow_pairs.append(owners[at] * len(prints) + owners[at + step])
        if step <= NEIGHBOURS:
            at = np.flatnonzero(same & wide[step:])
            wide_pairs.append(owners[at] * len(prints) + owners[at + step])
    narrow, among = counted(np.concatenate(narrow_pairs)), counted(np.concatenate(wide_pairs))
    return proposed(narrow, among, sizes, settings)


Counted = tuple[NDArray[np.int64], NDArray[np.int64]]  # codes of pairs, each once, and how often each came


def counted(codes: NDArray[np.int64], times: NDArray[np.int64] | None = None) -> Counted:
    """The codes in order, each once, and how often each came (`times` is how often each stands for)."""
    if times is None:
        found, counts = np.unique(codes, return_counts=True)
        return found, counts.astype(np.int64)
    found, place = np.unique(codes, return_inverse=True)
    return found, np.bincount(place, times, len(found)).astype(np.int64)


def proposed(
    narrow: Counted, wide: Counted, sizes: NDArray[np.int64], settings: ReuseSettings
) -> list[Candidate]:
    """The pairs that few-held fingerprints propose, and those that enough widely held ones do."""
    texts = len(sizes)
    a, b = np.divmod(wide[0], texts)
    enough = wide[1] >= np.minimum(settings.family, np.minimum(sizes[a], sizes[b]))
    enough |= np.isin(wide[0], narrow[0], assume_unique=True)
    codes, shared = counted(
        np.concatenate([narrow[0], wide[0][enough]]), np.concatenate([narrow[1], wide[1][enough]])
    )
    firsts, seconds = np.divmod(codes, texts)
    return list(map(Candidate, firsts.tolist(), seconds.tolist(), shared.tolist()))
