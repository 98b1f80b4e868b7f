"""The word-level script that turns one stretch of text into another, and its replay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel, Opcodes

from retold.records import Edit, EditKind, Span
from retold.text.tokens import Token, tokens

_KIND: dict[str, EditKind] = {"equal": "kept", "delete": "dropped", "insert": "added", "replace": "replaced"}


def edit_script(a: str, b: str, span_a: Span | None = None, span_b: Span | None = None) -> tuple[Edit, ...]:
    """Steps that turn the words of `a[span_a]` into those of `b[span_b]`, in order.

    Words are compared by their keys, so case and marks of style make no edit. A step's span runs
    from its first word's start to its last word's end; the empty side of a step is an empty span.
    """
    span_a, span_b = span_a or Span(0, len(a)), span_b or Span(0, len(b))
    words_a, words_b = tokens(a, *span_a), tokens(b, *span_b)
    return tuple(
        Edit(_KIND[tag], _covered(words_a, i, j, span_a), _covered(words_b, k, n, span_b))
        for tag, i, j, k, n in _blocks([w.key for w in words_a], [w.key for w in words_b])
    )


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """Opcodes by longest common subsequence, a deletion beside an insertion told as a replacement."""
    merged: list[tuple[str, int, int, int, int]] = []
    opcodes: Opcodes = Indel.opcodes(a, b)
    for code in opcodes:
        step = (code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
        if merged and {merged[-1][0], step[0]} in (
            {"delete", "insert"},
            {"replace", "insert"},
            {"replace", "delete"},
        ):
            last = merged.pop()
            step = ("replace", last[1], step[2], last[3], step[4])
        merged.append(step)
    return merged


def _covered(words: Sequence[Token], i: int, j: int, within: Span) -> Span:
    """Span of words i..j; an empty one stands after word i-1."""
    if i < j:
        return Span(words[i].start, words[j - 1].end)
    at = words[i - 1].end if i else within.start
    return Span(at, at)


def replay(a: str, b: str, edits: Iterable[Edit]) -> list[str]:
    """Keys of side b's words, made from side a by the script: what is kept is read from a."""
    made: list[str] = []
    for edit in edits:
        if edit.kind == "kept":
            made += [w.key for w in tokens(a, *edit.a)]
        elif edit.kind != "dropped":
            made += [w.key for w in tokens(b, *edit.b)]
    return made
