"""Whole collections, from text to the pairs worth aligning: texts in, numbers of texts out.

Small collections are read in Python; from `settings.many` texts on compiled code does the same in
threads, which take no lock while they work. Both give the same fingerprints and the same pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.config import ReuseSettings
from retold.reuse.characters import NARROW, WIDE, table
from retold.reuse.fingerprints import Candidate, Counted, Hashes, counted, fingerprints, proposed
from retold.reuse.fingerprints import candidates as candidates_in_python
from retold.reuse.wordnumbers import light_table
from retold.text.tokens import keys

_BATCH = 1_000  # texts read by a thread at once
_HEAP = 1 << 14  # fingerprints of a heap: a table over them stays in the processor's cache
_UNITS = {"ascii": np.uint8, "utf-32-le": np.uint32}
_PARTS = 2  # of the heaps for each thread


class Prints(NamedTuple):
    """Fingerprints of a collection, text after text, each text's sorted."""

    hashes: Hashes
    counts: NDArray[np.int64]  # how many of them each text has

    def split(self) -> list[Hashes]:
        """The fingerprints of each text."""
        return np.split(self.hashes, np.cumsum(self.counts)[:-1]) if len(self.counts) else []


def fingerprints_of(
    texts: Iterable[str], settings: ReuseSettings | None = None, *, threads: int = 2
) -> Prints:
    """Fingerprints of many texts, in their order; texts may come one by one and are not kept.

    Winnowing (Schleimer, Wilkerson and Aiken 2003) of hashed runs of `settings.gram` words: any
    `settings.passage` words that two texts share leave a fingerprint in common, unless they hold no
    words of content. About one fingerprint in four words. Raises nothing of its own.
    """
    settings = settings or ReuseSettings()
    source = iter(texts)
    head = list(islice(source, settings.many))
    if len(head) < settings.many:
        rows = [fingerprints(keys(text), settings) for text in head]
        return joined([prints_of(rows)])
    batches = _batches(chain(head, source))
    with ThreadPoolExecutor(threads) as pool:
        done = _in_turn(pool, batches, settings, 2 * threads)
        return joined(list(done))


def pairs_of(
    texts: Iterable[str], settings: ReuseSettings | None = None, *, threads: int = 2
) -> list[Candidate]:
    """All pairs of a collection that share a passage of about twelve words, without comparing all pairs.

    Texts are named by their numbers, from 0, in the order in which they came. Time and memory grow
    with the words of the collection and with the pairs found. Raises nothing of its own.
    """
    settings = settings or ReuseSettings()
    return candidates(fingerprints_of(texts, settings, threads=threads), settings, threads=threads)


def candidates(prints: Prints, settings: ReuseSettings, *, threads: int = 2) -> list[Candidate]:
    """Pairs of texts that share a fingerprint, by number; see `fingerprints.candidates` for the rules."""
    texts = len(prints.counts)
    if texts < settings.many:
        return candidates_in_python(prints.split(), settings)
    from retold.reuse.compiled_pairs import dealt, paired

    bits = max(1, (max(1, len(prints.hashes)) // _HEAP).bit_length())
    starts = np.zeros((1 << bits) + 1, np.int64)
    owners = np.repeat(np.arange(texts, dtype=np.int32), prints.counts)
    hashes, owners = dealt(prints.hashes, owners, starts, 64 - bits)
    edges = np.linspace(0, 1 << bits, threads * _PARTS + 1).astype(np.int64)

    def of(part: int) -> tuple[Counted, Counted]:
        heaps = starts[edges[part] : edges[part + 1] + 1]
        narrow, wide = paired(hashes, owners, heaps, texts, settings.widest)
        return counted(narrow), counted(wide)

    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(of, range(len(edges) - 1)))
    narrow, wide = (_summed([part[kind] for part in found]) for kind in (0, 1))
    return proposed(narrow, wide, prints.counts, settings)


def _summed(parts: Sequence[Counted]) -> Counted:
    """The counts of all parts together."""
    return counted(np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts]))


def prints_of(rows: Sequence[Hashes]) -> Prints:
    """The fingerprints of each text as those of a collection."""
    counts = np.array([len(row) for row in rows], np.int64)
    return Prints(np.concatenate(rows) if rows else np.zeros(0, np.uint64), counts)


def joined(parts: Sequence[Prints]) -> Prints:
    """One collection of several, in their order."""
    if len(parts) == 1:
        return parts[0]
    hashes = [np.zeros(0, np.uint64), *(part.hashes for part in parts)]
    return Prints(
        np.concatenate(hashes), np.concatenate([np.zeros(0, np.int64), *(part.counts for part in parts)])
    )


def _batches(texts: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(texts, _BATCH)):
        yield batch


def _in_turn(
    pool: ThreadPoolExecutor, batches: Iterator[list[str]], settings: ReuseSettings, ahead: int
) -> Iterator[Prints]:
    """The batches' fingerprints in order, so many of them in work at once."""
    waiting = [pool.submit(_read, batch, settings) for batch in islice(batches, ahead)]
    while waiting:
        yield waiting.pop(0).result()
        waiting += [pool.submit(_read, batch, settings) for batch in islice(batches, 1)]


def _read(texts: Sequence[str], settings: ReuseSettings) -> Prints:
    """Fingerprints of one batch: texts in ASCII, then the others, then those with hard characters."""
    plain = [text.isascii() for text in texts]
    rows: list[Hashes | None] = [None] * len(texts)
    for ascii_, size, encoding in ((True, NARROW, "ascii"), (False, WIDE, "utf-32-le")):
        chosen = [n for n, one in enumerate(plain) if one == ascii_]
        if len(chosen) == len(texts) and ascii_:
            return _compiled(texts, size, encoding, settings)
        if chosen:
            part = _compiled([texts[n] for n in chosen], size, encoding, settings)
            for n, row, count in zip(chosen, _pieces(part), part.counts, strict=True):
                rows[n] = row if count >= 0 else fingerprints(keys(texts[n]), settings)
    return prints_of([row for row in rows if row is not None])


def _compiled(texts: Sequence[str], size: int, encoding: str, settings: ReuseSettings) -> Prints:
    """Fingerprints by compiled code; a count of -1 says that it could not read the text."""
    from retold.reuse.compiled import fingerprinted

    codes = np.frombuffer("".join(texts).encode(encoding, "surrogatepass"), _UNITS[encoding])
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=bounds[1:])
    shape = settings.gram, settings.passage - settings.gram + 1
    hashes, counts = fingerprinted(codes, bounds, table(size), light_table(), shape)
    return Prints(hashes, counts.astype(np.int64))


def _pieces(prints: Prints) -> list[Hashes]:
    return np.split(prints.hashes, np.cumsum(np.maximum(prints.counts, 0))[:-1])
