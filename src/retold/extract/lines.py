"""The paragraphs of a plain text, found from its lines alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from retold.errors import NoArticleError
from retold.text.tokens import tokens

_MOST = 2_000_000  # characters of a report, some thirty hours of reading; a longer text is something else
_WIDEST = 120  # characters; nobody wraps text wider
_END = re.compile(r"[.!?…。！？:;](?:\s?(?:''|[\"'”’»)\]]))*\s*$")
_LONG = 25  # words; a line as long is prose even where its end is cut off


class Paragraph(NamedTuple):
    """A paragraph: its span in the text, its words, whether it is a sentence, and what stands around."""

    start: int
    end: int
    text: str
    words: int
    sentence: bool
    gap: int  # blank lines before it


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    gap: int


def must_be_short_enough(size: int) -> None:
    """Raises NoArticleError where `size` characters are more than any report has."""
    if size > _MOST:
        raise NoArticleError(f"no article found: {size:,} characters of text, and {_MOST:,} are the most")


def paragraphs(text: str) -> list[Paragraph]:
    """Paragraphs in order: a line each, or the lines of a paragraph joined where the text is wrapped."""
    lines = _lines(text)
    width = _wrap_width(lines)
    found: list[Paragraph] = []
    first = 0
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if following is None or width is None or not _goes_on(line, following, width):
            found.append(_paragraph(text, lines[first], line))
            first = i + 1
    return found


def _lines(text: str) -> list[_Line]:
    """Lines that are not blank; each with the number of blank ones before it."""
    found: list[_Line] = []
    at = gap = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + len(raw) - len(raw.lstrip())
            found.append(_Line(start, start + len(bare), raw.rstrip(), gap))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return found


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which the text is wrapped, or None where every paragraph is one line.

    A line was broken by wrapping if the next line's first word had no room on it. The text is wrapped
    if that is so at most breaks between adjacent lines, and no line is wider than `_WIDEST`.
    """
    breaks = [(a, b) for a, b in pairwise(lines) if b.gap == 0]
    width = max((len(line.text) for line in lines), default=0)
    if len(breaks) < 3 or not 40 <= width <= _WIDEST:
        return None
    full = sum(_no_room(a, b, width) for a, b in breaks)
    cut = sum(_no_room(a, b, width) and not _END.search(a.text) for a, b in breaks)
    return width if full >= 0.5 * len(breaks) and cut >= 0.3 * len(breaks) else None


def _no_room(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word did not fit, a few characters' tolerance given."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width - 4


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    if following.gap or not _no_room(line, following, width):
        return False
    indent = len(following.text) - len(following.text.lstrip())
    own = len(line.text) - len(line.text.lstrip())
    return indent <= own


def _paragraph(text: str, first: _Line, last: _Line) -> Paragraph:
    piece = text[first.start : last.end]
    count = len(tokens(piece))
    return Paragraph(first.start, last.end, piece, count, is_sentence(piece, count), first.gap)


def is_sentence(piece: str, count: int) -> bool:
    """Whether a paragraph of `count` words reads as prose: it ends as a sentence does, or is long."""
    if count >= _LONG:
        return True
    return count >= 4 and bool(_END.search(piece)) and any(c.islower() or c > "\u0e00" for c in piece)
