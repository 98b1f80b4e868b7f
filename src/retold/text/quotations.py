"""Stretches of a text inside quotation marks: any marks, nested, reopened, mismatched or never closed.

A mark opens or closes by where it stands, is paired within its paragraph, and never reaches beyond
it, so that one lost mark costs one paragraph and not the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from retold.records import Span

Family = Literal["double", "single", "angle", "corner"]


class Quotation(NamedTuple):
    """Words inside marks: their span, the span with the marks, and how the stretch hangs together."""

    start: int  # of the words, blanks trimmed
    end: int
    outer: Span  # with its marks; without the one that is missing
    depth: int  # 0 for the outermost
    closed: bool
    reopened: bool  # goes on in the next paragraph, where the mark is opened again
    single: bool  # in single marks

    @property
    def span(self) -> Span:
        """The words alone."""
        return Span(self.start, self.end)


_MARK = re.compile(
    r"â€œ|â€\x9d|â€™|â€˜|â€�|``|''|‘‘|’’|,,(?=\w)|<<|>>|[\"“”„‟«»‹›'‘’‚‛´`「」『』＂]"
)  # the â sequences are UTF-8 marks read as cp1252
_OPENING = frozenset(
    ["“", "„", "‟", "``", "‘‘", ",,", "â€œ", "<<", "‘", "‚", "‛", "â€˜", "「", "『", "«", "‹"]
)
_CLOSING = frozenset(["”", "''", "’’", "â€\x9d", "â€�", ">>", "’", "´", "â€™", "」", "』", "»", "›"])
_SINGLE = frozenset(["'", "‘", "’", "‚", "‛", "´", "`", "â€™", "â€˜"])
_ANGLE = frozenset(["«", "»", "‹", "›", "<<", ">>"])
_CORNER = frozenset(["「", "」", "『", "』"])
_ELISION = re.compile(
    r"(?:\d\ds?\b|\d0s\b|(?:tis|twas|twere|em|til|till|cause|cuz|bout|round|n|nuff|s|t|d|ll|re|ve|m)\b)", re.I
)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[a-z\d)][.!?…](?=\s+[A-Z])")
_DEEPEST = 6


@dataclass(slots=True)
class _Mark:
    """One mark, and what it can do where it stands."""

    start: int
    end: int
    sign: str
    family: Family
    opens: bool
    closes: bool
    strong: bool = True  # a single mark that can hardly be an apostrophe


@dataclass(slots=True)
class _Open:
    """A mark waiting for its partner, and the first single mark that could be a mistyped one."""

    mark: _Mark
    depth: int
    instead: _Mark | None = None


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words inside the outermost marks of `text[start:end]`, in order, marks left out.

    A quotation over several paragraphs is one span for each of them.
    """
    return [found.span for found in marked(text, start, end) if found.depth == 0]


def marked(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """All quotations of `text[start:end]`, nested ones too, ordered by start, outer before inner."""
    stop = len(text) if end is None else end
    found: list[Quotation] = []
    pieces = list(_paragraphs(text, start, stop))
    for number, (first, last) in enumerate(pieces):
        following = pieces[number + 1][0] if number + 1 < len(pieces) else None
        found += _of_paragraph(text, first, last, following)
    return sorted(found, key=lambda q: (q.start, -q.end, q.depth))


def _paragraphs(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _PARAGRAPH.finditer(text, start, stop):
        if at < gap.start():
            yield at, gap.start()
        at = gap.end()
    if at < stop:
        yield at, stop


def _of_paragraph(text: str, start: int, stop: int, following: int | None) -> list[Quotation]:
    """Quotations of one paragraph; `following` is where the next paragraph starts."""
    found: list[Quotation] = []
    stack: list[_Open] = []
    marks = _weighed(text, _marks(text, start, stop))
    for number, mark in enumerate(marks):
        partner = _partner(stack, mark)
        if partner is not None:
            opened = stack[partner]
            del stack[partner:]
            found += _between(text, opened, mark)
        elif mark.opens:
            if not _twice_closed(marks, number):
                found += _given_up(text, stack, mark)
            if len(stack) < _DEEPEST:
                stack.append(_Open(mark, len(stack)))
        elif stack and stack[-1].instead is None and _mistyped(text, mark):
            stack[-1].instead = mark
    for opened in stack[:1]:
        found += _unclosed(text, opened, stop, following)
    return found


def _given_up(text: str, stack: list[_Open], mark: _Mark) -> list[Quotation]:
    """Ends what is still open under the same sign: it was mistyped at its end, or never closed."""
    if not stack or stack[-1].mark.sign != mark.sign or mark.family == "angle":
        return []
    opened = stack.pop()
    if mark.family == "single":
        return []
    if opened.instead:
        return _between(text, opened, opened.instead)
    stop = _SENTENCE_END.search(text, opened.mark.end, mark.start) if opened.mark.sign in _OPENING else None
    return _cut(text, opened, stop.end() if stop else mark.start, reopened=False)


def _twice_closed(marks: list[_Mark], number: int) -> bool:
    """Whether the next two marks of the family close: this one is nested in its own kind."""
    family = marks[number].family
    following = [m for m in marks[number + 1 : number + 9] if m.family == family][:2]
    return len(following) == 2 and all(m.closes and not m.opens for m in following)


def _mistyped(text: str, mark: _Mark) -> bool:
    """Whether a single mark may stand for a closing double one; a plural's apostrophe may not."""
    return mark.family == "single" and mark.closes and text[mark.start - 1] not in "sS"


def _partner(stack: list[_Open], mark: _Mark) -> int | None:
    """Place in the stack of the mark that this one closes; None if it closes none."""
    if not mark.closes or not stack:
        return None
    if mark.family == "single":
        return len(stack) - 1 if stack[-1].mark.family == "single" else None
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].mark.family == mark.family and _fits(stack[place].mark, mark):
            return place
    return None


def _fits(opening: _Mark, closing: _Mark) -> bool:
    """Whether two marks of one family can be a pair: „ “ and » « are; “ “ where the latter cannot open."""
    if not closing.opens:
        return True
    if closing.sign in ("“", "«", "‹"):
        return opening.sign in ({"“": ("„", ",,", "‟"), "«": ("»",), "‹": ("›",)}[closing.sign])
    return True


def _between(text: str, opened: _Open, closing: _Mark) -> list[Quotation]:
    """The quotation between two marks; none where nothing stands between them."""
    return _made(
        text, opened, closing.start, Span(opened.mark.start, closing.end), closed=True, reopened=False
    )


def _unclosed(text: str, opened: _Open, stop: int, following: int | None) -> list[Quotation]:
    """A quotation whose mark is not closed in its paragraph."""
    sign = opened.mark.sign
    reopened = following is not None and text.startswith(sign, following)
    if opened.mark.family == "single" and not (reopened and opened.mark.strong):
        return []  # an apostrophe
    if not reopened and opened.instead is not None:
        return _between(text, opened, opened.instead)
    return _cut(text, opened, stop, reopened=reopened)


def _cut(text: str, opened: _Open, stop: int, *, reopened: bool) -> list[Quotation]:
    end = opened.mark.end + len(text[opened.mark.end : stop].rstrip())
    return _made(text, opened, end, Span(opened.mark.start, end), closed=False, reopened=reopened)


def _made(
    text: str, opened: _Open, end: int, outer: Span, *, closed: bool, reopened: bool
) -> list[Quotation]:
    words = text[opened.mark.end : end]
    left = opened.mark.end + len(words) - len(words.lstrip())
    right = opened.mark.end + len(words.rstrip())
    if left >= right or not any(c.isalnum() for c in text[left:right]):
        return []
    single = opened.mark.family == "single"
    return [Quotation(left, right, outer, opened.depth, closed, reopened, single)]


def _marks(text: str, start: int, stop: int) -> list[_Mark]:
    """Marks of a paragraph with what they can do; apostrophes inside words are left out."""
    marks: list[_Mark] = []
    for match in _MARK.finditer(text, start, stop):
        mark = _mark(text, match, start, stop)
        if mark.opens or mark.closes:
            marks.append(mark)
    return marks


def _mark(text: str, match: re.Match[str], start: int, stop: int) -> _Mark:
    sign, at, end = match.group(), match.start(), match.end()
    before = text[at - 1] if at > start else " "
    after = text[end] if end < stop else " "
    opening = (before.isspace() or before in "([{—–-/…\"“„«‘'`:;,>") and not after.isspace()
    closing = not before.isspace() and not after.isalnum()
    if sign in _SINGLE:
        return _single(text, match, stop, opening=opening, closing=closing, after=after)
    family: Family = "angle" if sign in _ANGLE else "corner" if sign in _CORNER else "double"
    opens, closes = sign in _OPENING, sign in _CLOSING
    if sign == "“":  # „so“, and a mark turned the wrong way
        opens, closes = opening or not closing, closing
    elif sign in ("”", "''", "’’"):
        opens = opening and not closing  # ”så”
    elif sign in ("»", "›"):
        opens = opening and not closing
    elif sign in ("«", "‹"):
        closes = closing and not after.isalnum()
    elif sign in ('"', "＂"):
        afloat = before.isspace() == after.isspace()  # between blanks, or inside letters
        opens, closes = opening or afloat, closing or afloat or not before.isspace()
    return _Mark(at, end, sign, family, opens, closes)


def _single(text: str, match: re.Match[str], stop: int, *, opening: bool, closing: bool, after: str) -> _Mark:
    """A single mark or an apostrophe, told by the letters around it."""
    sign, end = match.group(), match.end()
    opens = sign not in ("’", "´", "â€™") and opening and (after.isalnum() or after in '[(…$£€“"')
    if opens and sign != "‘" and _ELISION.match(text, end, stop):
        opens = False
    closes = sign not in ("‘", "`", "‚", "â€˜") and closing
    plural = closes and text[match.start() - 1] in "sS" and after == " " and text[end + 1 : end + 2].isalnum()
    return _Mark(match.start(), end, sign, "single", opens, closes, strong=not plural and sign != "'")


def _weighed(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks without plural apostrophes: those after which a surer closing single mark still comes."""
    kept: list[_Mark] = []
    surer = False
    for mark in reversed(marks):
        if mark.family == "single":
            plural = mark.closes and text[mark.start - 1] in "sS" and text[mark.end : mark.end + 1] == " "
            if plural and not mark.opens and surer:
                continue
            surer = not mark.opens and (surer or mark.closes) if not plural else surer
        kept.append(mark)
    kept.reverse()
    return kept


def quotations_of(text: str, start: int, end: int) -> Quotation:
    """A stretch without marks, such as a dash opens, as a quotation; blanks at its ends trimmed."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = max(left, start + len(words.rstrip()))
    return Quotation(left, right, Span(left, right), 0, closed=True, reopened=False, single=False)
