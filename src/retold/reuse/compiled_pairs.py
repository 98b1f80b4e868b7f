"""Which texts hold the same fingerprints, in compiled code: the rules of `fingerprints.candidates`.

Fingerprints are dealt into heaps by their leading bits, then each heap, small enough for the
processor's cache, is grouped with a table of its own. Work grows with the number of fingerprints, not
with its square, and not by a sort of them all.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call,assignment"
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

import numpy as np

from retold.reuse.compiled import compiled
from retold.reuse.fingerprints import MIX, NEIGHBOURS


@compiled
def dealt(hashes, owners, starts, shift):
    """The fingerprints and their owners heap by heap, in their order within it; `starts` is filled in."""
    heaps = len(starts) - 1
    bits = np.uint64(shift)
    for n in range(len(hashes)):
        starts[np.int64((hashes[n] * MIX) >> bits) + 1] += 1
    for heap in range(heaps):
        starts[heap + 1] += starts[heap]
    place = starts[:heaps].copy()
    out_hashes, out_owners = np.empty_like(hashes), np.empty_like(owners)
    for n in range(len(hashes)):
        heap = np.int64((hashes[n] * MIX) >> bits)
        out_hashes[place[heap]] = hashes[n]
        out_owners[place[heap]] = owners[n]
        place[heap] += 1
    return out_hashes, out_owners


@compiled
def _grouped(hashes, table, group, sizes):
    """Gives every fingerprint of a heap the number of its group; how many groups there are."""
    mask = np.int64(1)
    while mask < 2 * len(hashes):
        mask *= 2
    mask -= 1
    table[: mask + 1] = -1
    groups = 0
    for n in range(len(hashes)):
        slot = np.int64(hashes[n] & np.uint64(mask))
        while table[slot] >= 0 and hashes[table[slot]] != hashes[n]:
            slot = (slot + 1) & mask
        if table[slot] < 0:
            table[slot] = n
            group[n] = groups
            sizes[groups] = 1
            groups += 1
        else:
            group[n] = group[table[slot]]
            sizes[group[n]] += 1
    return groups


@compiled
def _more(codes, count):
    """The same with room for as many again."""
    wider = np.empty(2 * len(codes), np.int64)
    wider[:count] = codes[:count]
    return wider


@compiled
def paired(hashes, owners, starts, texts, widest):
    """Codes a * texts + b of the pairs that share a fingerprint of these heaps, one for each they share:
    of fingerprints that few hold, and of those that more than `widest` hold."""
    largest = 1
    for heap in range(len(starts) - 1):
        largest = max(largest, starts[heap + 1] - starts[heap])
    table = np.empty(4 * largest, np.int32)
    group, sizes = np.empty(largest, np.int32), np.empty(largest + 1, np.int32)
    held = np.empty(largest, np.int32)
    narrow, wide = np.empty(1024, np.int64), np.empty(1024, np.int64)
    narrows = wides = 0
    for heap in range(len(starts) - 1):
        first, last = starts[heap], starts[heap + 1]
        groups = _grouped(hashes[first:last], table, group, sizes)
        end = 0
        for n in range(groups):  # from sizes to the place after each group's last owner
            end += sizes[n]
            sizes[n] = end
        for n in range(last - first - 1, -1, -1):
            sizes[group[n]] -= 1
            held[sizes[group[n]]] = owners[first + n]
        sizes[groups] = end
        for n in range(groups):
            low, high = sizes[n], sizes[n + 1]
            stock = high - low > widest
            reach = NEIGHBOURS if stock else high - low
            for i in range(low, high - 1):
                stop = min(high, i + reach + 1)
                while stock and wides + stop - i > len(wide):
                    wide = _more(wide, wides)
                while not stock and narrows + stop - i > len(narrow):
                    narrow = _more(narrow, narrows)
                for k in range(i + 1, stop):
                    code = np.int64(held[i]) * texts + held[k]
                    if stock:
                        wide[wides] = code
                        wides += 1
                    else:
                        narrow[narrows] = code
                        narrows += 1
    return narrow[:narrows].copy(), wide[:wides].copy()
