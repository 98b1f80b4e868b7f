"""Credits: whose text a report is, whose picture it shows, and whom it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from retold.extract.data import table, words
from retold.records import Block, BlockKind, Credit

Role = Literal["text", "picture", "cited"]
_DATELINE = re.compile(
    r"^[\s\"“]*(?:[^\n(]{0,70}?[\s,]*)?[(\[](?P<inside>[^()\[\]\n]{2,60})[)\]]\s*(?:[-–—:]+|$|(?=[A-Z]))"
)
_OPENING = re.compile(r"^(?:[A-Z][\w.'’ ]{1,40}[,:|]\s*)?(?P<inside>[A-Za-zČÉ-]{2,30})\s*[:|–—]\s")
_CLOSING = re.compile(r"(?:[-–—/|]\s*|[(\[]\s*|[.!?”\"]\s+)(?P<inside>[^.!?()\[\]\n]{2,40}?)\s*[)\].]?\s*$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[\s\d,©]*(?:by\s+)?(?P<inside>[^.\n]{2,40})", re.I)
_PHOTO = re.compile(r"\b(?:photo|photograph|picture|image|video|foto|bild)s?\b", re.I)
_UNKNOWN_DATELINE = re.compile(
    r"^[\s\"“]*[A-Z][\w.'’ -]{2,40}(?:,[\w .]{2,30})? \((?P<name>[A-Z]{2,6})\)\s*[-–—]"
)
_UNKNOWN_LINES = (
    re.compile(r"^(?P<name>[A-Z]{2,6})\s*[|/]\s*[A-Z][\w ]{2,30}$"),
    re.compile(r"\b(?P<name>(?:[A-Z][\w'’-]+ ){1,4}(?:News|Press) (?:Agency|Service))\b"),
    re.compile(r"(?:[Ff]iles|[Ii]nputs|[Rr]eporting|[Mm]aterial) from (?P<name>[A-Z]{2,6})\b"),
)
_WHOLE: frozenset[BlockKind] = frozenset({"byline", "dateline", "credit", "note"})


class _Name(NamedTuple):
    canonical: str
    wire: bool


@cache
def _names() -> dict[str, _Name]:
    agencies = table("agencies")
    return {
        form: _Name(canonical, section == "wire")
        for section in ("outlet", "wire")
        for canonical, forms in agencies[section].items()
        for form in forms
    }


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_names(), key=lambda f: (-len(f), f))
    return re.compile(r"(?<![\w@#.-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w@]|\.\w|-[A-Z])")


@cache
def _beside(key: str) -> re.Pattern[str]:
    listed = "|".join(
        re.escape(w) for w in sorted(words("agencies", "words", key), key=lambda w: (-len(w), w))
    )
    if key == "before":
        return re.compile(rf"\b(?:{listed})\s+(?:[\w.'’-]+\s+){{0,2}}$", re.I)
    return re.compile(rf"(?:'s|’s)?\s+(?:\w+\s+)?(?:{listed})\b", re.I)


def is_credit_line(line: str) -> bool:
    """Whether a line is nothing but a credit: names of agencies, a place, a word like "with"."""
    if len(line) > 90:
        return False
    if _UNKNOWN_LINES[0].match(line.strip()):
        return True
    named = (m for m in _pattern().finditer(line) if _names()[m.group()].wire)
    found = [m for m in named if m.group().isupper() or not _slight(m) or m.group() == line.strip()]
    if not found or _PHOTO.search(line):
        return False
    left = re.findall(r"[^\W\d_][\w'’.-]*", _pattern().sub(" ", line))
    known = frozenset(words("agencies", "words", "beside"))
    rest = [w for w in left if w.casefold() not in known]
    return len(rest) <= 2 and all(w[0].isupper() for w in rest) and (len(rest) < 2 or len(found) > 1)


def credits_of(text: str, blocks: Sequence[Block]) -> tuple[Credit, ...]:
    """Credits in a report, in order: the agency or outlet, the span of its name, and its role.

    An agency that the data file does not know is told by where its name stands ("PORT (XYZ) –",
    "XYZ | Port", "Northern News Agency" as a byline), and called by its initials.
    """
    body = [b for b in blocks if b.kind == "body"]
    found: list[Credit] = []
    for block in blocks:
        piece = text[block.start : block.end]
        for name in _pattern().finditer(piece):
            role = _role(piece, name, block, body)
            if role:
                canonical, wire = _names()[name.group()]
                start = block.start + name.start()
                found.append(Credit(canonical, start, start + len(name.group()), wire, role))
        found += unknown_agencies(piece, block, first=block in body[:2])
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def unknown_agencies(piece: str, block: Block, *, first: bool) -> list[Credit]:
    """Agencies that no data knows, by the shape of the words around their name."""
    shapes: tuple[re.Pattern[str], ...] = _UNKNOWN_LINES if block.kind in _WHOLE else ()
    if block.kind == "body" and first:
        shapes = (_UNKNOWN_DATELINE,)
    found: list[Credit] = []
    for shape in shapes:
        match = shape.search(piece[:200])
        name = match.group("name") if match else ""
        if match and name not in _names() and not _pattern().search(name):
            start = block.start + match.start("name")
            short = name if name.isupper() else "".join(w[0] for w in re.findall(r"[A-Z]\w*", name))
            found.append(Credit(short, start, start + len(name), True, "text"))
    return found


def _role(piece: str, name: re.Match[str], block: Block, body: Sequence[Block]) -> Role | None:
    wire = _names()[name.group()].wire
    if block.kind == "caption":
        return "picture"
    if block.kind in ("related_link", "post", "pull_quote"):
        return None
    if block.kind == "boilerplate":
        return "text" if wire and _within(_COPYRIGHT.finditer(piece), name) else None
    if block.kind == "byline" and not name.group().isupper() and _slight(name):
        return None  # a first name
    if block.kind in _WHOLE and wire:
        return "picture" if _PHOTO.search(piece[: name.start()]) else "text"
    if block.kind in _WHOLE:
        return "cited"
    if block.kind == "body" and _is_source(piece, name, block, body):
        return "text"
    if _slight(name):
        return None
    around = piece[max(0, name.start() - 40) : name.start()], piece[name.end() : name.end() + 40]
    return "cited" if _beside("before").search(around[0]) or _beside("after").match(around[1]) else None


def _slight(name: re.Match[str]) -> bool:
    """Whether a name is also a word, so that its place must speak for it."""
    return name.group() in words("agencies", "words", "slight")


def _is_source(piece: str, name: re.Match[str], block: Block, body: Sequence[Block]) -> bool:
    """Whether a body paragraph opens or closes with the name as a credit: "PARIS (AFP) –", "(PTI)"."""
    opens = block in body[:3] and (
        _within([m for m in (_DATELINE.match(piece[:200]), _OPENING.match(piece[:120])) if m], name)
    )
    if opens:
        return True
    if block not in body[-2:]:
        return False
    tail = _CLOSING.search(piece[-80:])
    at = max(0, len(piece) - 80)
    return bool(tail and at + tail.start("inside") <= name.start() and _only_names(tail.group("inside")))


def _only_names(inside: str) -> bool:
    left = re.findall(r"[^\W\d_][\w'’.-]*", _pattern().sub(" ", inside))
    known = frozenset(words("agencies", "words", "beside"))
    return all(w.casefold() in known for w in left)


def _within(marks: Iterable[re.Match[str]], name: re.Match[str]) -> bool:
    return any(m.start("inside") <= name.start() and name.end() <= m.end("inside") for m in marks)
