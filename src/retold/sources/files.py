"""Pages from files, folders and standard input, one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from retold.config import ReadSettings
from retold.errors import BrokenRowError, InputError, UnreadableError
from retold.records import Page, Skipped
from retold.sources.rows import page_of_row

STDIN = "-"
_MEDIA: dict[str, Literal["html", "text"]] = {".html": "html", ".htm": "html", ".txt": "text"}
_ROWS = ".jsonl"
_PEEKED = 4096  # bytes of a .jsonl file that show whether it is text
READ = (*sorted(_MEDIA), _ROWS)


def read_pages(
    paths: Sequence[str], settings: ReadSettings, stdin: BinaryIO | None = None
) -> Iterator[Page | Skipped]:
    """Every page of the files and folders named, in the order of their paths, one at a time.

    A folder is read with all that lies in it (files of the kinds in `READ`; hidden files and links to
    folders are passed over); "-" reads JSON Lines from `stdin`. What cannot be used comes as a
    `Skipped` with its path, line and reason, in its place; nothing is raised for it.
    """
    for path in sorted(set(paths)):
        if path == STDIN:
            yield from _rows(path, stdin, settings) if stdin else [Skipped(path, None, "no standard input")]
        else:
            yield from _path(path, settings)


def _path(path: str, settings: ReadSettings) -> Iterator[Page | Skipped]:
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        yield Skipped(path, None, _reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, settings)
    elif _suffix(path) in READ:
        yield from _file(path, settings)
    else:
        yield Skipped(path, None, f"not a kind of file that is read ({' '.join(READ)})")


def _folder(path: str, settings: ReadSettings) -> Iterator[Page | Skipped]:
    """All pages below a folder; one line for each folder that cannot be listed."""
    found = False
    for item in _listed(path):
        found = True
        if isinstance(item, Skipped):
            yield item
        else:
            yield from _file(item, settings)
    if not found:
        yield Skipped(path, None, f"the folder holds no file of a kind that is read ({' '.join(READ)})")


def _listed(folder: str) -> Iterator[str | Skipped]:
    """Files to read below a folder, sorted; links to folders are not followed, so there are no loops."""
    waiting = [folder]
    while waiting:
        at = waiting.pop()
        try:
            with os.scandir(at) as entries:
                inside = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield Skipped(at, None, _reason(error))
            continue
        for entry in inside:
            if _suffix(entry.name) in READ and not _leads_to_folder(entry):
                yield _joined(at, entry.name)
        waiting += [_joined(at, e.name) for e in reversed(inside) if e.is_dir(follow_symlinks=False)]


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder or a link to one; a link that leads nowhere is told when it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _joined(folder: str, name: str) -> str:
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"


def _file(path: str, settings: ReadSettings) -> Iterator[Page | Skipped]:
    try:
        media = _MEDIA.get(_suffix(path))
        if media:
            yield Page(path=path, line=None, media=media, content=_content(path, settings.largest_page))
            return
        _must_be_regular(path)
        with Path(path).open("rb") as rows:
            _must_be_lines(rows.peek(_PEEKED)[:_PEEKED])
            yield from _rows(path, rows, settings)
    except (OSError, InputError) as error:
        yield Skipped(path, None, _reason(error))


def _must_be_regular(path: str) -> None:
    if not stat.S_ISREG(Path(path).stat().st_mode):
        raise UnreadableError("not a regular file")


def _must_be_lines(head: bytes) -> None:
    """One word for a whole file that cannot be JSON Lines, instead of one for every line of it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("JSON Lines must be UTF-8, and this is UTF-16; save it as UTF-8")
    if b"\0" in head:
        raise UnreadableError("not JSON Lines but binary data")


def _content(path: str, largest: int) -> bytes:
    """Bytes of a file, at most `largest` of them; a larger or an empty one raises UnreadableError."""
    _must_be_regular(path)
    size = Path(path).stat().st_size
    if size <= largest:
        with Path(path).open("rb") as file:
            content = file.read(largest + 1)
        size = max(len(content), 0)
    if size > largest:
        raise UnreadableError(f"too large: {size:,} bytes, and the limit is {largest:,}")
    if not content.strip():
        raise UnreadableError("the file is empty")
    return content


def _rows(path: str, rows: BinaryIO, settings: ReadSettings) -> Iterator[Page | Skipped]:
    """A page for every line of JSON Lines; blank lines are passed over."""
    number, found = 0, False
    try:
        while line := rows.readline(settings.largest_row + 1):
            number += 1
            if len(line) > settings.largest_row:
                size = len(line) + _rest_of_line(rows, line)
                found = True
                reason = f"the row is too large: {size:,} bytes, and the limit is {settings.largest_row:,}"
                yield Skipped(path, number, reason)
            elif line.strip(b" \t\r\n\xef\xbb\xbf"):
                found = True
                yield _row(path, number, line)
    except OSError as error:
        yield Skipped(path, number + 1, _reason(error))
        return
    if not found:
        yield Skipped(path, None, "no row stands in it" if number else "the file is empty")


def _rest_of_line(rows: BinaryIO, line: bytes) -> int:
    """Bytes up to the end of an overlong line, read in pieces and forgotten."""
    size = 0
    while not line.endswith(b"\n") and (line := rows.readline(1 << 16)):
        size += len(line)
    return size


def _row(path: str, number: int, line: bytes) -> Page | Skipped:
    try:
        return page_of_row(path, number, line)
    except BrokenRowError as error:
        return Skipped(path, number, str(error))


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()  # noqa: PTH122 - the path stays as the user named it


def _reason(error: Exception) -> str:
    """What went wrong, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return str(error)
