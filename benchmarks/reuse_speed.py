"""Speed of text reuse beside others, end to end: python -m benchmarks.reuse_speed [--reports N] [--seed N]

Every line is a process of its own on the same invented reports (benchmarks/crowd.py): text in, pairs
worth aligning out, shingling counted; then, for ours, on to word-level alignments. Recall is over the
pairs of a copy and its source. The peers are no dependency of the project; have them with

    uv pip install rensa datasketch

and whichever is missing is left out. Run by hand; no test reads a clock. On a machine that others use
too, only the ratios of one run mean anything. --ten measures ours
alone, on so many reports and on ten times as many; --only names one measurement.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from multiprocessing.connection import Connection

from benchmarks.crowd import crowd

Pairs = Iterable[tuple[int, int]]
_CORES = 2
_SLAB = 50_000
_PERMUTATIONS, _BANDS, _SHINGLE = 128, 32, 3
_THRESHOLD = 0.3  # Jaccard; bands of four rows find half of the pairs from about .42 on


def ours(texts: Sequence[str]) -> Pairs:
    """Winnowed fingerprints and the pairs that share one."""
    from retold.reuse.collection import pairs_of

    return ((pair.a, pair.b) for pair in pairs_of(texts, threads=_CORES))


def aligned(texts: Sequence[str]) -> Pairs:
    """The same, and every pair aligned sentence by sentence with its edit scripts."""
    from retold.reuse.quick import align_texts

    return ((one.a, one.b) for one in align_texts(texts, workers=_CORES))


def rensa(texts: Sequence[str]) -> Pairs:
    """MinHash of word shingles and banded LSH, in Rust, by its calls for whole collections."""
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(_THRESHOLD, _PERMUTATIONS, _BANDS)
    found = []
    for first in range(0, len(texts), 10_000):
        sets = [shingles(text) for text in texts[first : first + 10_000]]
        found += RMinHash.from_token_sets(sets, _PERMUTATIONS, 42)
    lsh.insert_many(found)
    rows = lsh.query_all(found)
    return ((k, i) for i, row in enumerate(rows) for k in row if k < i)


def datasketch(texts: Sequence[str]) -> Pairs:
    """The same in Python and numpy."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _PERMUTATIONS // _BANDS))
    pairs = []
    for i, text in enumerate(texts):
        one = MinHash(num_perm=_PERMUTATIONS)
        one.update_batch([shingle.encode() for shingle in shingles(text)])
        pairs += [(int(k), i) for k in lsh.query(one)]
        lsh.insert(i, one)
    return pairs


def passim(texts: Sequence[str]) -> Pairs:
    """The way of passim (Smith, Cordell and Mullen 2015), in Python: an index of five-word runs that few
    reports hold, pairs with five of them in common."""
    from collections import Counter, defaultdict
    from itertools import combinations

    from retold.text.tokens import keys

    index: defaultdict[int, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        words = keys(text)
        for run in {hash(tuple(words[n : n + 5])) for n in range(len(words) - 4)}:
            index[run].append(i)
    shared = Counter(
        pair for held in index.values() if 2 <= len(held) <= 100 for pair in combinations(held, 2)
    )
    return [pair for pair, count in shared.items() if count >= 5]


def shingles(text: str) -> list[str]:
    """Runs of three words: the usual input of MinHash."""
    words = text.lower().split()
    return [" ".join(words[n : n + _SHINGLE]) for n in range(max(1, len(words) - _SHINGLE + 1))]


WAYS: dict[str, tuple[Callable[[Sequence[str]], Pairs], int]] = {  # the way, and how many reports at most
    "retold, candidates": (ours, 10**9),
    "rensa": (rensa, 10**9),
    "datasketch": (datasketch, 20_000),
    "passim's way": (passim, 20_000),
    "retold, alignments": (aligned, 200_000),
}


def measured(name: str, reports: int, seed: int) -> dict[str, object] | None:
    """One way on so many reports, in a process of its own; None where the peer is not installed."""
    way, most = WAYS[name]
    module = way.__name__
    if module in ("rensa", "datasketch") and importlib.util.find_spec(module) is None:
        return None
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(name, min(reports, most), seed, sender))
    process.start()
    sender.close()
    row: dict[str, object] = receiver.recv()
    process.join()
    return row


def _run(name: str, reports: int, seed: int, sender: Connection) -> None:
    """Measures one way; a first small run pays for imports and for reading compiled code."""
    way, _ = WAYS[name]
    told = list(crowd(reports, seed))
    texts = [one.text for one in told]
    true = {(one.source, n) for n, one in enumerate(told) if one.source is not None}
    before = _peak()
    list(way(texts[:4000]))
    start, busy = time.perf_counter(), _busy()
    pairs = set(way(texts))
    seconds, cores = time.perf_counter() - start, _busy() - busy
    sender.send(
        {
            "way": name,
            "reports": reports,
            "seconds": round(seconds, 2),
            "reports_per_second": round(reports / seconds),
            "reports_per_core_second": round(reports / cores),
            "megabytes_per_core_second": round(sum(map(len, texts)) / 1e6 / cores, 1),
            "recall": round(len(pairs & true) / max(1, len(true)), 4),
            "pairs": len(pairs),
            "gigabytes_at_most": round(_peak(), 2),
            "of_which_texts": round(before, 2),
        }
    )


def in_slabs(reports: int, seed: int) -> dict[str, object]:
    """Ours on a collection whose texts are never all in memory; making the texts is not counted."""
    from retold.config import ReuseSettings
    from retold.reuse.collection import candidates, fingerprints_of, joined

    told = crowd(reports, seed)
    true, parts, number = set(), [], 0
    seconds = cores = 0.0
    list(ours([one.text for one in crowd(4000, seed + 1)]))
    while slab := list(islice(told, _SLAB)):
        true |= {(one.source, number + n) for n, one in enumerate(slab) if one.source is not None}
        number += len(slab)
        start, busy = time.perf_counter(), _busy()
        parts.append(fingerprints_of([one.text for one in slab], threads=_CORES))
        seconds, cores = seconds + time.perf_counter() - start, cores + _busy() - busy
    start, busy = time.perf_counter(), _busy()
    pairs = {(pair.a, pair.b) for pair in candidates(joined(parts), ReuseSettings(), threads=_CORES)}
    seconds, cores = seconds + time.perf_counter() - start, cores + _busy() - busy
    return {
        "way": "retold, candidates, texts in slabs",
        "reports": reports,
        "seconds": round(seconds, 2),
        "reports_per_second": round(reports / seconds),
        "reports_per_core_second": round(reports / cores),
        "recall": round(len(pairs & true) / max(1, len(true)), 4),
        "pairs": len(pairs),
        "gigabytes_at_most": round(_peak(), 2),
    }


def _busy() -> float:
    """Seconds of all cores spent by this process and its finished children."""
    own, children = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    """Prints a line of JSON for each way."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--ten", action="store_true", help="ours on ten times the reports too, texts read in slabs"
    )
    parser.add_argument("--only", choices=WAYS, help="this one alone")
    given = parser.parse_args()
    for name in [name for name in WAYS if given.only in (None, name) and not given.ten]:
        row = measured(name, given.reports, given.seed)
        sys.stdout.write(json.dumps(row or {"way": name, "left out": "not installed"}) + "\n")
        sys.stdout.flush()
    for reports in (given.reports, 10 * given.reports) if given.ten else ():
        sys.stdout.write(json.dumps(in_slabs(reports, given.seed)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
