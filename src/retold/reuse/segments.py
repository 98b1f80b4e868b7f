"""A part of an index on disk: fingerprints of some reports, sorted, in one file that is never changed."""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.errors import RetoldError
from retold.reuse.collection import Prints
from retold.reuse.fingerprints import Hashes

_MAGIC = b"retold-segment-1\n"
NO_DAY = 0  # of a report whose day is not known


class Segment(NamedTuple):
    """Fingerprints in order with the report that holds each, and the reports themselves."""

    hashes: Hashes
    owners: NDArray[np.int32]  # number of the report within the segment
    days: NDArray[np.int32]  # of each report: proleptic ordinal, NO_DAY where unknown
    counts: NDArray[np.int32]  # fingerprints of each report
    ids: list[str]


def segment_of(prints: Prints, days: Sequence[int], ids: Sequence[str]) -> Segment:
    """A segment of these reports."""
    owners = np.repeat(np.arange(len(ids), dtype=np.int32), prints.counts)
    order = np.argsort(prints.hashes, kind="stable")
    counts = prints.counts.astype(np.int32)
    return Segment(prints.hashes[order], owners[order], np.array(days, np.int32), counts, list(ids))


def merged(parts: Sequence[tuple[Segment, NDArray[np.bool_]]]) -> Segment:
    """One segment of all reports that are kept, in their order."""
    hashes, owners, ids, before = [], [], [], 0
    for part, kept in parts:
        place = np.cumsum(kept) - 1 + before
        chosen = kept[part.owners]
        hashes.append(part.hashes[chosen])
        owners.append(place[part.owners[chosen]].astype(np.int32))
        ids += [id_ for id_, keep in zip(part.ids, kept.tolist(), strict=True) if keep]
        before = len(ids)
    both, whose = np.concatenate(hashes), np.concatenate(owners)
    order = np.argsort(both, kind="stable")
    days = np.concatenate([part.days[kept] for part, kept in parts])
    counts = np.concatenate([part.counts[kept] for part, kept in parts])
    return Segment(both[order], whose[order], days, counts, ids)


def write(path: Path, segment: Segment) -> int:
    """Writes the segment and waits until the disk has it; its CRC-32."""
    ids = json.dumps(segment.ids).encode("ascii")
    sizes = {"fingerprints": len(segment.hashes), "reports": len(segment.ids), "ids": len(ids)}
    head = json.dumps(sizes).encode("ascii")
    start = _MAGIC + head.ljust(-(-(len(_MAGIC) + len(head) + 1) // 64) * 64 - len(_MAGIC) - 1) + b"\n"
    parts = [start, segment.hashes, segment.owners, segment.days, segment.counts, ids]
    check = 0
    with path.open("wb") as file:
        for part in parts:
            data = part if isinstance(part, bytes) else np.ascontiguousarray(part).data
            check = zlib.crc32(data, check)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return check


def read(path: Path, check: int) -> Segment:
    """The segment of the file, its fingerprints left on disk until they are looked at.

    Raises RetoldError where the file is not what was written.
    """
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise RetoldError(f"the index lacks {path}: {error}; make the index again") from error
    if zlib.crc32(data) != check or data[: len(_MAGIC)] != _MAGIC:
        raise RetoldError(f"the index file {path} was damaged: make the index again")
    end = data.find(b"\n", len(_MAGIC)) + 1
    sizes = json.loads(data[len(_MAGIC) : end])
    found, at = [], end
    for dtype, many in (
        (np.uint64, "fingerprints"),
        (np.int32, "fingerprints"),
        *[(np.int32, "reports")] * 2,
    ):
        found.append(np.frombuffer(data, dtype, sizes[many], at))
        at += found[-1].nbytes
    hashes, owners, days, counts = found
    return Segment(hashes, owners, days, counts, json.loads(data[at : at + sizes["ids"]]))
