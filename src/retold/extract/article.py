"""The lines of a page that are its article: trafilatura's choice, found again among the page's lines."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from retold.extract.lines import is_sentence
from retold.extract.marks import Line
from retold.text.tokens import keys

_BLOCK = frozenset(
    {"p", "head", "item", "quote", "cell", "code", "list", "table", "row", "body", "div", "main", "lb"}
)
_HEADINGS = frozenset({"h2", "h3", "h4"})
_GRAM = 5  # words by which a line is looked up in the article's text that the page itself states
_SAME = 500  # places remembered of lines with the same words
_FRAGMENT = 3  # words; less that is no line of the page is a scrap of one
_NEAR = 40  # lines ahead in which the line is looked for that a piece was broken out of
_COVERED = 0.4  # part of a line's words in pieces from which the line is taken whole
_SEARCHED = 20_000_000  # characters looked through for such lines on one page
_MAIN = 0.2  # part of the article's words from which a shape is that of its paragraphs
_PROSE = 8  # words of a paragraph that is put back because it has the article's shape


class Chosen(NamedTuple):
    """A line of the article: its place among the page's lines, its text, and whether it is a heading."""

    place: float
    text: str
    heading: bool
    line: Line | None

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of its words."""
        return self.line.keys if self.line else tuple(keys(self.text))


def article_lines(
    tree: HtmlElement, url: str | None, lines: Sequence[Line], stated: str | None
) -> list[Chosen]:
    """The article's lines in the page's order.

    `stated` is the article's text as the page's data gives it, if it does: lines that stand in it and
    were left out are put back.
    """
    chosen = _made_whole(_placed(_pieces(tree, url), lines), lines)
    chosen += _left_out(chosen, lines, stated)
    chosen += _alike(chosen, lines)
    chosen += _headings(chosen, lines)
    return sorted(chosen, key=lambda c: c.place)


def _pieces(tree: HtmlElement, url: str | None) -> Iterator[tuple[str, str]]:
    """Tag and text of what trafilatura takes for the article, a line each."""
    document: Any = trafilatura.bare_extraction(
        deepcopy(tree), url=url, include_comments=False, favor_recall=True, with_metadata=False
    )
    if document is None or document.body is None:
        return
    yield from _told(document.body)


def _told(body: Any) -> Iterator[tuple[str, str]]:
    """Lines of trafilatura's tree: one for each block, and for each part between line breaks."""
    tags = ["p"]
    parts: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        block = node.tag in _BLOCK
        if block:
            if text := " ".join("".join(parts).split()):
                yield tags[-1], text
            parts = []
        if event == "start":
            tags += [node.tag] if block and node.tag != "lb" else []
            parts.append(node.text or "")
        else:
            if block and node.tag != "lb":
                tags.pop()
            parts.append(node.tail or "")
    if text := " ".join("".join(parts).split()):
        yield "p", text


def _placed(pieces: Iterator[tuple[str, str]], lines: Sequence[Line]) -> list[Chosen]:
    """Each piece beside the page's line with the same words: the next such line, else the first."""
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if len(at[line.keys]) < _SAME:
            at[line.keys].append(i)
    chosen: list[Chosen] = []
    here = 0.0
    for tag, text in pieces:
        own = tuple(keys(text))
        if own in at:
            places = at[own]
            if not places:
                continue  # every line with these words is taken
            next_one = bisect_right(places, here)
            place = places.pop(next_one if next_one < len(places) else 0)
            here = float(place)
            chosen.append(Chosen(here, lines[place].text, tag == "head", lines[place]))
        elif len(own) >= _FRAGMENT:
            here += 1e-4
            chosen.append(Chosen(here, text, tag == "head", None))
    return chosen


def _made_whole(chosen: Sequence[Chosen], lines: Sequence[Line]) -> list[Chosen]:
    """The lines with those put together again that were broken in pieces at marks within them.

    Code, formulas and the like within a paragraph break it, and the words between the pieces are lost.
    """
    there = {c.place for c in chosen if c.line}
    kept = [c for c in chosen if c.line]
    pieces: dict[int, list[Chosen]] = defaultdict(list)
    last, left = 0, _SEARCHED
    for piece in (c for c in chosen if not c.line):
        start = last if 0 <= last - int(piece.place) < _NEAR else int(piece.place)
        near = range(start, min(len(lines), start + _NEAR))
        at = next((i for i in near if left > 0 and _stands_in(piece.text, lines[i].text)), None)
        left -= sum(len(lines[i].text) for i in near if at is None or i <= at)
        if at is None:
            kept.append(piece)
        else:
            last = at
            pieces[at].append(piece)
    for at, broken in pieces.items():
        whole = sum(len(p.keys) for p in broken) >= _COVERED * len(lines[at].keys)
        if whole and float(at) not in there:
            kept.append(Chosen(float(at), lines[at].text, any(p.heading for p in broken), lines[at]))
        elif not whole:
            kept += broken
    return sorted(kept, key=lambda c: c.place)


def _stands_in(piece: str, line: str) -> bool:
    return len(piece) < len(line) and piece in line


def _left_out(chosen: Sequence[Chosen], lines: Sequence[Line], stated: str | None) -> list[Chosen]:
    """Lines not chosen, all of whose words stand together in the text that the page's data states."""
    words = keys(stated or "")
    if len(words) < 60:
        return []
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k in range(len(words) - _GRAM + 1):
        places = at[tuple(words[k : k + _GRAM])]
        if len(places) < 4:
            places.append(k)
    there = {c.place for c in chosen}
    found: list[Chosen] = []
    for i, line in enumerate(lines):
        n = len(line.keys)
        if i in there or n < _GRAM:
            continue
        if any(tuple(words[k : k + n]) == line.keys for k in at.get(line.keys[:_GRAM], ())):
            found.append(Chosen(float(i), line.text, line.tag.startswith("h"), line))
    return found


def _alike(chosen: Sequence[Chosen], lines: Sequence[Line]) -> list[Chosen]:
    """Prose not chosen that stands in the same kind of element as most of the article, up to a new title.

    A page that keeps its article in several boxes is cut after the first by most extractors.
    """
    placed = [c for c in chosen if c.line]
    words: Counter[tuple[str, ...]] = Counter()
    for c in placed:
        words[c.line.shape if c.line else ()] += len(c.text.split())
    main = {shape for shape, n in words.items() if n >= _MAIN * sum(words.values()) and n >= 50}
    if not main:
        return []
    there = {c.place for c in chosen}
    first = int(min(c.place for c in placed))
    found: list[Chosen] = []
    for i in range(first, len(lines)):
        line = lines[i]
        if line.tag == "h1" and i > first + 5:
            break
        prose = len(line.keys) >= _PROSE and is_sentence(line.text, len(line.keys)) and line.linked < 0.5
        if i not in there and line.shape in main and prose and line.mark is None:
            found.append(Chosen(float(i), line.text, False, line))
    return found


def _headings(chosen: Sequence[Chosen], lines: Sequence[Line]) -> list[Chosen]:
    """Headings not chosen that stand right before a chosen line, within the article."""
    there = {c.place for c in chosen}
    if not there:
        return []
    return [
        Chosen(float(i), lines[i].text, True, lines[i])
        for i in range(int(min(there)) + 1, int(max(there)))
        if i not in there and i + 1.0 in there and lines[i].tag in _HEADINGS and not lines[i].mark
    ]
