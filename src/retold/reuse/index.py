"""A growing index of reports on disk: add some, ask for one, forget the old ones.

Fingerprints lie in segments, files that are written once and never changed; `index.json` names those
that count, and is replaced in one step after a segment has reached the disk. So whatever call has
returned survives the process being killed at any moment, and a call cut short leaves the index as it
was. Segments of like size are merged (O'Neil et al. 1996, the log-structured merge tree): adding costs
a logarithm of the index, asking looks into a logarithm of segments.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.config import ReuseSettings
from retold.errors import RetoldError
from retold.reuse.collection import fingerprints_of
from retold.reuse.fingerprints import fingerprints
from retold.reuse.segments import NO_DAY, Segment, merged, read, segment_of, write
from retold.text.tokens import keys

_NAMES = "index.json"
_VERSION = 1


class Entry(NamedTuple):
    """A report for the index: its id, its text, and its day ("2017-07-09", or longer), if known."""

    id: str
    text: str
    day: str | None = None


class Hit(NamedTuple):
    """A report that shares a passage with the text asked for."""

    id: str
    day: str | None
    shared: int  # fingerprints in common; a passage of twelve words leaves one at least
    of_text: float  # ... as a share of the text's
    of_report: float  # ... and of the report's


class _Part(NamedTuple):
    name: str
    check: int
    segment: Segment
    alive: NDArray[np.bool_]  # which of its reports stand in no later segment


class Index:
    """An index in a folder, made where there is none. One process has it at a time; close it, or use `with`.

    Raises RetoldError where the folder cannot be used, another process has it, it was made with other
    settings, or a file of it was damaged.
    """

    def __init__(self, folder: str | Path, settings: ReuseSettings | None = None) -> None:
        self._folder = Path(folder)
        self._settings = settings or ReuseSettings()
        self._lock = _locked(self._folder)
        try:
            self._parts, self._next = self._opened()
            self._bury()
            self._sweep()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return sum(int(part.alive.sum()) for part in self._parts)

    def close(self) -> None:
        """Lets another process have the index. All that was added is on disk already."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def add(self, entries: Iterable[Entry]) -> int:
        """Adds reports, each instead of an older one of its id; how many. Once it returns, they are on disk.

        Many at once cost far less than one by one. Raises RetoldError for a day that is none and where
        the disk refuses.
        """
        newest = {entry.id: entry for entry in entries}
        if not newest:
            return 0
        days = [_ordinal(entry.day) for entry in newest.values()]
        prints = fingerprints_of([entry.text for entry in newest.values()], self._settings)
        self._commit([*self._parts, self._written(segment_of(prints, days, list(newest)))])
        self._merge()
        return len(newest)

    def ask(self, text: str) -> list[Hit]:
        """Reports that share a passage of about twelve words with the text, the most shared first.

        What more than `settings.widest` reports hold counts only where `settings.family` such
        fingerprints are shared.
        """
        asked = fingerprints(keys(text), self._settings)
        if not len(asked):
            return []
        places = [_places(part, asked) for part in self._parts]
        held = np.sum([np.bincount(which, minlength=len(asked)) for which, _ in places], axis=0)
        wide = held > self._settings.widest
        found: list[Hit] = []
        for part, (which, owners) in zip(self._parts, places, strict=True):
            found += self._hits(part, owners, wide[which], len(asked))
        return sorted(found, key=lambda hit: (-hit.shared, hit.id))

    def forget(self, days: int, *, today: str | None = None) -> int:
        """Drops reports older than so many days; how many there were.

        Counted back from `today` ("2017-07-09"), or else from the latest day in the index. Reports whose
        day is not known stay. Raises RetoldError for a day that is none.
        """
        latest = max((int(part.segment.days.max(initial=0)) for part in self._parts), default=NO_DAY)
        last = _ordinal(today) if today else latest
        if last == NO_DAY:
            return 0
        oldest = (date.fromordinal(last) - timedelta(days=days)).toordinal()
        kept = [
            part.alive & ((part.segment.days == NO_DAY) | (part.segment.days >= oldest))
            for part in self._parts
        ]
        gone = len(self) - sum(int(keep.sum()) for keep in kept)
        if gone:
            parts = []
            for part, keep in zip(self._parts, kept, strict=True):
                whole = bool(keep.all())
                if whole or keep.any():
                    parts.append(part if whole else self._written(merged([(part.segment, keep)])))
            self._commit(parts)
        return gone

    # -- within -------------------------------------------------------------------------------------

    def _hits(self, part: _Part, owners: NDArray[np.int32], wide: NDArray[np.bool_], size: int) -> list[Hit]:
        narrow = np.bincount(owners[~wide], minlength=len(part.alive))
        among = np.bincount(owners[wide], minlength=len(part.alive))
        enough = np.minimum(self._settings.family, np.minimum(part.segment.counts, size))
        chosen = np.flatnonzero(part.alive & ((narrow > 0) | ((among > 0) & (among >= enough))))
        return [
            Hit(
                part.segment.ids[n],
                _day(int(part.segment.days[n])),
                shared := int(narrow[n] + among[n]),
                shared / size,
                shared / int(part.segment.counts[n]),
            )
            for n in chosen.tolist()
        ]

    def _opened(self) -> tuple[list[_Part], int]:
        """The segments that count, and the number of the next."""
        path = self._folder / _NAMES
        if not path.exists():
            return [], 0
        try:
            named = json.loads(path.read_text(encoding="utf-8"))
            shape, listed, number = named["shape"], named["segments"], int(named["next"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise RetoldError(f"{path} is no index: {error}; name another folder") from error
        if shape != self._shape():
            raise RetoldError(f"{path} was made with other settings ({shape}): open it with those")
        segments = [(name, check, read(self._folder / name, check)) for name, check in listed]
        return [_Part(*row, np.ones(len(row[2].ids), np.bool_)) for row in segments], number

    def _shape(self) -> list[int]:
        return [_VERSION, self._settings.gram, self._settings.passage]

    def _bury(self) -> None:
        """Marks the reports that a later segment has again."""
        seen: set[str] = set()
        for part in reversed(self._parts):
            ids = part.segment.ids
            if not seen.isdisjoint(ids):
                part.alive[:] = [id_ not in seen for id_ in ids]
            seen.update(ids)

    def _written(self, segment: Segment) -> _Part:
        name = f"segment-{self._next:08}"
        self._next += 1
        try:
            check = write(self._folder / name, segment)
        except OSError as error:
            raise RetoldError(f"cannot write {self._folder / name}: {error.strerror}") from error
        return _Part(name, check, segment, np.ones(len(segment.ids), np.bool_))

    def _commit(self, parts: Sequence[_Part]) -> None:
        """Makes these segments the ones that count, in one step."""
        named = {"shape": self._shape(), "next": self._next, "segments": [(p.name, p.check) for p in parts]}
        made = self._folder / f"{_NAMES}.new"
        try:
            _synced(self._folder)
            with made.open("w", encoding="utf-8") as file:
                json.dump(named, file)
                file.flush()
                os.fsync(file.fileno())
            made.replace(self._folder / _NAMES)
            _synced(self._folder)
        except OSError as error:
            raise RetoldError(f"cannot write {made}: {error.strerror}") from error
        self._parts = list(parts)
        self._bury()
        self._sweep()

    def _merge(self) -> None:
        """Merges the last segments while the one before is not twice as large as what follows it."""
        first = len(self._parts) - 1
        size = len(self._parts[first].segment.ids)
        while first and len(self._parts[first - 1].segment.ids) <= 2 * size:
            first -= 1
            size += len(self._parts[first].segment.ids)
        tail = self._parts[first:]
        if len(tail) > 1:
            both = merged([(part.segment, part.alive) for part in tail])
            self._commit([*self._parts[:first], self._written(both)])

    def _sweep(self) -> None:
        """Removes segments that no longer count."""
        known = {part.name for part in self._parts}
        for path in self._folder.glob("segment-*"):
            if path.name not in known:
                path.unlink(missing_ok=True)


def _places(part: _Part, asked: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Which fingerprints asked for the living reports of a segment hold, and which reports these are."""
    low = np.searchsorted(part.segment.hashes, asked, "left")
    many = np.searchsorted(part.segment.hashes, asked, "right") - low
    which = np.repeat(np.arange(len(asked)), many)
    at = np.repeat(low - np.concatenate([[0], np.cumsum(many)[:-1]]), many) + np.arange(many.sum())
    owners = part.segment.owners[at]
    alive = part.alive[owners]
    return which[alive], owners[alive]


def _locked(folder: Path) -> int:
    """A lock on the folder, made where there is none; it falls with the process."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise RetoldError(
            f"cannot keep an index in {folder}: {error.strerror}; name another folder"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise RetoldError(f"another process has the index in {folder}: close it there first") from error
    return lock


def _synced(folder: Path) -> None:
    """Waits until the disk has the names of the folder's files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ordinal(day: str | None) -> int:
    if day is None:
        return NO_DAY
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError as error:
        raise RetoldError(f"{day!r} is no day such as 2017-07-09") from error


def _day(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal != NO_DAY else None
