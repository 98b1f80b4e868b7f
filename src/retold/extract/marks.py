"""The lines of an HTML page with what their elements say they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

from retold.extract.data import table
from retold.extract.tree import BLOCKS, HIDDEN, NEVER_SHOWN
from retold.records import BlockKind
from retold.text.tokens import keys

_ATTRIBUTES = ("class", "id", "itemprop", "data-testid", "data-component", "rel")
_BY_TAG: dict[str, BlockKind] = {
    "figcaption": "caption", "time": "dateline", "nav": "boilerplate", "footer": "boilerplate",
    "address": "byline",
}  # fmt: skip
_STYLED_AWAY = re.compile(r"display\s*:\s*none")
_WRAPS = 0.25  # part of a page's text that nothing hidden holds
_DIGITS = re.compile(r"\d+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Line(NamedTuple):
    """A line of a page as a reader sees it."""

    text: str
    keys: tuple[str, ...]
    mark: BlockKind | None  # what the nearest marked element around it is
    tag: str  # of the nearest block around it
    linked: float  # part of its characters that are links
    shape: tuple[str, ...]  # tags and classes of the blocks it stands in, the innermost last


class _Open(NamedTuple):
    mark: BlockKind | None
    tag: str
    hidden: bool
    link: bool
    shape: tuple[str, ...]


def page_lines(tree: HtmlElement) -> list[Line]:
    """Every line of the page in order; scripts and hidden parts are left out."""
    found: list[Line] = []
    parts: list[tuple[str, _Open]] = []
    for piece, state in (*_pieces(tree), (None, None)):
        if piece is not None and state is not None:
            parts.append((piece, state))
            continue
        line = _line(parts)
        if line:
            found.append(line)
        parts = []
    return found


def _line(parts: list[tuple[str, _Open]]) -> Line | None:
    text = " ".join("".join(piece for piece, _ in parts).split())
    if not text:
        return None
    told = [(len(piece.strip()), state) for piece, state in parts if piece.strip()]
    size = sum(n for n, _ in told) or 1
    longest = max(told, key=lambda t: t[0])[1]
    linked = sum(n for n, state in told if state.link) / size
    marked = [state.mark for _, state in told]
    mark = longest.mark if marked.count(longest.mark) * 2 >= len(marked) else None
    return Line(text, tuple(keys(text)), mark, longest.tag, linked, longest.shape)


def _pieces(tree: HtmlElement) -> Iterator[tuple[str | None, _Open | None]]:
    """Texts with what is open around them; (None, None) where a line ends."""
    stack = [_Open(None, "body", False, False, ())]
    much = _WRAPS * len(tree.text_content())
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if node.tail and not stack[-1].hidden:
                yield node.tail, stack[-1]
            continue
        block = node.tag in BLOCKS
        if event == "start":
            stack.append(_opened(node, stack[-1], much))
            if block:
                yield None, None
            if node.text and not stack[-1].hidden:
                yield node.text, stack[-1]
            continue
        stack.pop()
        if block:
            yield None, None
        if node.tail and not stack[-1].hidden:
            yield node.tail, stack[-1]


def _opened(node: HtmlElement, around: _Open, much: float) -> _Open:
    tag = str(node.tag)
    hidden = around.hidden or tag in NEVER_SHOWN or (_claims_hidden(node) and len(node.text_content()) < much)
    mark = mark_of(node) or around.mark
    block = tag in BLOCKS
    shape = (
        (*around.shape[-2:], _DIGITS.sub("", f"{tag}.{node.get('class') or ''}")) if block else around.shape
    )
    return _Open(mark, tag if block else around.tag, hidden, around.link or tag == "a", shape)


def _claims_hidden(node: HtmlElement) -> bool:
    """Whether an element says it is not shown, or is a control; one that holds the page says so wrongly."""
    return node.tag in HIDDEN or "hidden" in node.attrib or bool(_STYLED_AWAY.search(node.get("style") or ""))


def mark_of(node: HtmlElement) -> BlockKind | None:
    """What an element is by its tag, class, id or itemprop."""
    tag = str(node.tag)
    if tag in ("body", "html", "article", "main"):
        return None
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag in _HEADINGS and not node.get("class"):
        return None
    told = " ".join(v for a in _ATTRIBUTES if (v := node.get(a)))
    return _mark(told.lower()) if told else None


@cache
def _patterns() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    kinds = table("marks")["kinds"]
    return tuple((cast(BlockKind, kind), re.compile("|".join(p))) for kind, p in kinds.items())


@lru_cache(maxsize=20_000)  # pages of one outlet have the same names; pages of many must not fill the memory
def _mark(told: str) -> BlockKind | None:
    if len(told) > 300:
        return None
    return next((kind for kind, pattern in _patterns() if pattern.search(told)), None)
