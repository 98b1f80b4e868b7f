"""How a form of an utterance differs from the fullest one, and what that makes of the utterance."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from retold.compare.quoted import CUT
from retold.compare.words import words_of
from retold.records import Form, Variant
from retold.text.tokens import Token

_BRACKET = re.compile(r"\[[^\]]{0,80}\]|\([^)]{0,40}\)")
_OMITTED = re.compile(r"…|\.\s?\.\s?\.|\[[^\]]*\]|\([^)]*\)")
_LEADING = frozenset({"a", "an", "the"})
_MOST = 3  # differences told in words


class Difference(NamedTuple):
    """What one form does to the other: its variant, and the words concerned."""

    variant: Variant
    says: tuple[str, ...]


class _Step(NamedTuple):
    """An edit between two word lists: i..j of the fullest form, k..n of this one."""

    tag: str
    i: int
    j: int
    k: int
    n: int


def difference(full: str, text: str, *, primary: bool) -> Difference:
    """How `text` stands to `full`: identical, clipped or altered, and by which words.

    `primary` says that `full` is the source itself, to which a form may not add. Case, punctuation,
    spelling and what stands in brackets are no alteration.
    """
    a, b = _words(full), _words(text)
    steps = _steps(a, b)
    first = next((s for s in steps if s.tag == "equal"), None)
    last = next((s for s in reversed(steps) if s.tag == "equal"), None)
    if not first or not last:
        return Difference("altered", (f"“{_short(text)}” for “{_short(full)}”",))
    says: list[str] = []
    clipped = False
    for step in steps:
        if step.tag == "equal":
            continue
        clipped = True
        outside = step.j <= first.i or step.i >= last.j
        if not _keeps_sense(step, a, b, full, text, outside=outside, primary=primary):
            says.append(_said(step, a, b, full, text))
    if says:
        return Difference("altered", tuple(says[:_MOST]))
    if clipped or _brackets(full) != _brackets(text):
        return Difference("clipped", ())
    return Difference("identical", ())


def _words(text: str) -> list[Token]:
    """Words outside brackets."""
    gaps = [m.span() for m in _BRACKET.finditer(text)]
    return [w for w in words_of(text) if not any(s <= w.start < e for s, e in gaps)]


def _brackets(text: str) -> list[str]:
    """What stands in brackets, for comparison."""
    found = (" ".join(w.key for w in words_of(m.group())) for m in _BRACKET.finditer(text))
    return [words for words in found if words]


def _steps(a: Sequence[Token], b: Sequence[Token]) -> list[_Step]:
    """Edits from a to b, neighbours that are no match joined to one."""
    merged: list[_Step] = []
    for code in Indel.opcodes([w.key for w in a], [w.key for w in b]):
        step = _Step(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
        if merged and "equal" not in (merged[-1].tag, step.tag):
            last = merged.pop()
            step = _Step("other", last.i, step.j, last.k, step.n)
        merged.append(step)
    return merged


def _keeps_sense(
    step: _Step,
    a: Sequence[Token],
    b: Sequence[Token],
    full: str,
    text: str,
    *,
    outside: bool,
    primary: bool,
) -> bool:
    """Whether an edit is a cut: at the ends, or marked by an ellipsis, a bracket or a break."""
    put_in = [w.key for w in b[step.k : step.n]]
    if outside:
        if not put_in or set(put_in) <= _LEADING:
            return True
        return step.i == step.j and not primary
    if not put_in:
        return _marked(b, step.k, text)
    return step.i == step.j and _marked(a, step.i, full)


def _marked(words: Sequence[Token], at: int, text: str) -> bool:
    """Whether an omission is marked between the words at-1 and at."""
    between = text[words[at - 1].end : words[at].start]
    return CUT.strip() in between or bool(_OMITTED.search(between))


def _said(step: _Step, a: Sequence[Token], b: Sequence[Token], full: str, text: str) -> str:
    """One difference in words."""
    was = full[a[step.i].start : a[step.j - 1].end] if step.i < step.j else ""
    now = text[b[step.k].start : b[step.n - 1].end] if step.k < step.n else ""
    if was and now:
        return f"“{_short(now)}” for “{_short(was)}”"
    return f"“{_short(was)}” left out" if was else f"“{_short(now)}” put in"


def _short(text: str) -> str:
    """At most some ten words of a text."""
    words = text.split()
    return " ".join(words) if len(words) <= 12 else " ".join([*words[:8], "…", *words[-3:]])


def variant(forms: Sequence[Form], speakers: Sequence[str]) -> tuple[Variant, str]:
    """The strongest variant that holds for an utterance, and what differs, in words.

    `forms` has the fullest or primary one first; `speakers` are the different persons that reports
    name for these words.
    """
    if len(speakers) > 1:
        return "disputed-speaker", "the same words are given to " + " and to ".join(speakers)
    full = forms[0]
    found = [(form, difference(full.text, form.text, primary=full.primary)) for form in forms[1:]]
    altered = [(form, d) for form, d in found if d.variant == "altered"]
    if altered:
        told: dict[str, set[str]] = {}
        for form, d in altered:
            told.setdefault("; ".join(d.says), set()).add(form.report)
        most = sorted(told.items(), key=lambda t: -len(t[1]))[:_MOST]
        return "altered", ". ".join(f"{says} ({_reports(where)})" for says, where in most)
    if len({form.report for form in forms}) == 1:
        return "single", "told by one report only"
    clipped = {form.report for form, d in found if d.variant == "clipped"}
    if clipped:
        return "clipped", f"shortened in {_reports(clipped)}"
    return "identical", "the same words in every report that has them"


def _reports(names: Collection[str]) -> str:
    """How many reports, in words."""
    return "1 report" if len(names) == 1 else f"{len(names)} reports"
