"""Differences between two forms of the same words, as pieces that any view can mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from retold.records import Edit
from retold.text.edits import edit_script
from retold.text.tokens import tokens
from retold.views.words import number, plain

_LONG = 8  # words; a longer stretch left out is counted, not shown

PieceKind = Literal["kept", "dropped", "added", "cut"]


class Piece(NamedTuple):
    """A stretch of a marked text: words of this form, or words of the other form that it lacks.

    `cut` holds no words of either: it says how many were left out.
    """

    kind: PieceKind
    text: str


def differences(base: str, form: str, edits: Sequence[Edit] = ()) -> tuple[Piece, ...]:
    """The words of `form`, with what differs from `base` marked.

    `edits` turn `base` into `form`; they are made anew where they are missing or do not fit.
    """
    steps = edits if edits and _fit(edits, base, form) else edit_script(base, form)
    pieces: list[Piece] = []
    at = 0
    for place, step in enumerate(steps):
        pieces.append(Piece("kept", form[at : step.b.start]))
        at = max(at, step.b.end)
        if step.kind in ("dropped", "replaced"):
            last = place in (0, len(steps) - 1)
            pieces += _apart(pieces, _dropped(base[step.a.start : step.a.end], at_end=last))
        if step.kind != "dropped":
            words = form[step.b.start : step.b.end]
            kept = step.kind == "kept"
            pieces += [Piece("kept", words)] if kept else _apart(pieces, Piece("added", words))
    pieces.append(Piece("kept", form[at:]))
    return _joined(pieces)


def _fit(edits: Sequence[Edit], base: str, form: str) -> bool:
    """Whether the steps run in order within both texts."""
    at_a = at_b = 0
    for step in edits:
        if (
            step.a.start < at_a
            or step.b.start < at_b
            or step.a.end < step.a.start
            or step.b.end < step.b.start
        ):
            return False
        at_a, at_b = step.a.end, step.b.end
    return at_a <= len(base) and at_b <= len(form)


def _dropped(words: str, *, at_end: bool) -> Piece:
    """Words left out: told one by one, unless they are many."""
    count = len(tokens(words))
    if count > (_LONG // 2 if at_end else _LONG):
        return Piece("cut", f"[{number(count)} words left out]")
    return Piece("dropped", words)


def _apart(before: Sequence[Piece], piece: Piece) -> list[Piece]:
    """The piece with a blank before it where it would touch a word."""
    text = next((p.text for p in reversed(before) if p.text), "")
    return (
        [Piece("kept", " "), piece]
        if text and not text[-1].isspace() and text[-1] not in "“‘\"'(["
        else [piece]
    )


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece, a blank after what was put between two words."""
    joined: list[Piece] = []
    for kind, text in pieces:
        if not text:
            continue
        if joined and kind == "kept" and joined[-1].kind in ("dropped", "cut") and text[0].isalnum():
            text = f" {text}"
        if joined and joined[-1].kind == kind:
            joined[-1] = Piece(kind, joined[-1].text + text)
        else:
            joined.append(Piece(kind, text))
    return tuple(piece for piece in joined if piece.text)


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but case, marks and blanks."""
    return [t.key for t in tokens(one)] == [t.key for t in tokens(other)]


def excerpt(text: str, start: int, end: int) -> str:
    """The words of a span on one line; nothing where the span lies outside the text."""
    return plain(text[max(0, start) : max(0, end)])
