"""What each line of an HTML page's article is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from retold.extract import cues
from retold.extract.article import Chosen
from retold.extract.credits import is_credit_line
from retold.extract.lines import Paragraph, is_sentence
from retold.extract.marks import Line
from retold.extract.pulls import pull_quotes
from retold.extract.stamps import is_address, is_bare_day, is_stamp
from retold.records import BlockKind
from retold.text.tokens import keys

_WRAPS = 0.3  # part of an article's words under one mark from which the mark is taken for a wrapper's
_LINKED = 0.95  # part of a line's characters in links
_PROSE = 12  # words of a paragraph that shows that the report goes on
_TAIL = 0.3  # part of an article's words that may follow the heading of what is not of it
_HEAD = 15  # lines behind the title in which byline and date stand
_STANDFIRST = 12  # words of a heading that is a sentence: it heads nothing, it tells
_LABEL = re.compile(
    r"\((?:required|optional)\)|^(?:edited|reviewed|written|posted|updated?)(?: by| on)?:?$", re.I
)
_ADDED: frozenset[BlockKind] = frozenset({"caption", "byline", "dateline", "deck"})
_DROPPED: frozenset[BlockKind] = frozenset({"boilerplate"})


class Part(NamedTuple):
    """A block to be: its kind and its text."""

    kind: BlockKind
    text: str


def parts_of(
    chosen: Sequence[Chosen], lines: Sequence[Line], title_at: int | None, title: str, posts: Sequence[str]
) -> list[Part]:
    """The article's parts in order, the title left out, boilerplate dropped."""
    wrapping = _wrapping(chosen)
    own = tuple(keys(title))
    post_of = {line.casefold(): post for post in posts for line in post.split("\n")}
    body_at = _body_start(chosen)
    found: list[tuple[float, Part]] = []
    told: set[str] = set()
    beside = _beside_the_report(chosen)
    for i, one in enumerate(chosen):
        if i in beside:
            continue
        post = post_of.get(one.text.casefold())
        if post:
            if post not in told:
                found.append((one.place, Part("post", post)))
            told.add(post)
            continue
        kind = _kind(one, wrapping, in_head=i < body_at)
        if one.keys != own and kind not in _DROPPED:
            found.append((one.place, Part(kind, one.text)))
    found += _added(chosen, lines, title_at, wrapping)
    return _with_pull_quotes(_deduplicated([part for _, part in sorted(found, key=lambda f: f[0])]))


def _wrapping(chosen: Sequence[Chosen]) -> set[BlockKind]:
    """Marks that cover so much of the article that they must be a wrapper's."""
    words: Counter[BlockKind | None] = Counter()
    for one in chosen:
        words[one.line.mark if one.line else None] += len(one.text.split())
    total = sum(words.values()) or 1
    return {mark for mark, n in words.items() if mark and n > _WRAPS * total}


def _body_start(chosen: Sequence[Chosen]) -> int:
    """Index of the first line that reads as prose of some length."""
    for i, one in enumerate(chosen):
        count = len(one.keys)
        if count >= 15 and is_sentence(one.text, count) and not one.heading:
            return i
    return 0


def _kind(one: Chosen, wrapping: set[BlockKind], *, in_head: bool) -> BlockKind:
    count = len(one.keys)
    mark = one.line.mark if one.line and one.line.mark not in wrapping else None
    if mark and not (mark in ("byline", "dateline") and count > 25):
        return _as_marked(mark, one.text, count)
    if is_address(one.text) or cues.is_boilerplate(one.text, count):
        return "boilerplate"
    if cues.is_related(one.text, count):
        return "related_link"
    if is_credit_line(one.text):
        return "credit"
    if _only_a_link(one, count):
        return "related_link"
    if is_stamp(one.text) or (in_head and is_bare_day(one.text)):
        return "dateline" if in_head else "boilerplate"
    if cues.is_byline(one.text, count) and in_head:
        return "byline"
    if cues.is_caption(one.text, count) and (count <= 40 or cues.is_credited(one.text, count)):
        return "caption"
    if cues.is_note(one.text, count):
        return "note"
    if not one.heading:
        return "body"
    sentence = is_sentence(one.text, count) and not one.text.rstrip().endswith(("?", ":"))
    return "crosshead" if count < _STANDFIRST or not sentence else "deck" if in_head else "body"


def _as_marked(mark: BlockKind, text: str, count: int) -> BlockKind:
    """What an element says it is, unless a byline or date is a form's label, a list's head or prose."""
    if mark not in ("byline", "dateline"):
        return mark
    if cues.is_boilerplate(text, count) or cues.is_tail_head(text, count) or _LABEL.search(text):
        return "boilerplate"
    return "note" if count >= _STANDFIRST and is_sentence(text, count) and not is_stamp(text) else mark


def _added(
    chosen: Sequence[Chosen], lines: Sequence[Line], title_at: int | None, wrapping: set[BlockKind]
) -> list[tuple[float, Part]]:
    """Captions within the article, and byline, date and deck behind the title, that were not chosen."""
    there = {one.place for one in chosen}
    if not chosen:
        return []
    first = min(one.place for one in chosen)
    last = max(one.place for one in chosen)
    start = title_at if title_at is not None else int(first)
    found: list[tuple[float, Part]] = []
    for i in range(start + 1, min(len(lines), int(last) + 1)):
        line = lines[i]
        if i in there or line.mark not in _ADDED or line.mark in wrapping or len(line.keys) < 2:
            continue
        near = i <= start + _HEAD and i <= max(first, start + 3)
        kind = _as_marked(line.mark, line.text, len(line.keys))
        if kind != "boilerplate" and (kind == "caption" or near) and len(line.keys) <= 80:
            found.append((float(i), Part(kind, line.text)))
    return found


def _deduplicated(parts: Sequence[Part]) -> list[Part]:
    """Parts without a caption, byline or date that is told twice, or that the body has too."""
    told = {tuple(keys(p.text)) for p in parts if p.kind not in _ADDED}
    kept: list[Part] = []
    for part in parts:
        own = tuple(keys(part.text))
        if part.kind in _ADDED and own in told:
            continue
        told.add(own)
        kept.append(part)
    return kept


def _with_pull_quotes(parts: Sequence[Part]) -> list[Part]:
    """Parts with those paragraphs named whose words stand in a longer one."""
    bodies = [
        Paragraph(0, 0, p.text if p.kind == "body" else "", len(p.text.split()), True, 1) for p in parts
    ]
    pulled = set(pull_quotes(bodies, range(len(bodies))))
    return [Part("pull_quote", p.text) if i in pulled else p for i, p in enumerate(parts)]


def _only_a_link(one: Chosen, count: int) -> bool:
    """Whether a line is nothing but a link of several words, and no sentence: another report's title."""
    line = one.line
    if line is None or one.heading or line.linked < _LINKED or count < 4:
        return False
    return not one.text.rstrip().endswith((".", ":", "”", '"'))


def _beside_the_report(chosen: Sequence[Chosen]) -> set[int]:
    """Indices of lines under a heading like "Related stories", up to the next prose of the report's shape."""
    sizes = [len(one.keys) for one in chosen]
    shapes: Counter[tuple[str, ...]] = Counter()
    for one, size in zip(chosen, sizes, strict=True):
        shapes[one.line.shape if one.line else ()] += size
    main = max(shapes, key=lambda shape: (shapes[shape], shape), default=())
    beside: set[int] = set()
    under = False
    before = 0
    for i, one in enumerate(chosen):
        if cues.is_tail_head(one.text, sizes[i]) and sizes[i] <= 8:
            under = before > (1 - _TAIL) * sum(sizes) or not one.line or one.line.shape != main
        elif under and sizes[i] >= _PROSE and one.line and one.line.shape == main:
            under = not is_sentence(one.text, sizes[i])
        if under:
            beside.add(i)
        before += sizes[i]
    return beside
