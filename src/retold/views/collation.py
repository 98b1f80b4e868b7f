"""Reports side by side: every word by where it stands elsewhere, every shared sentence with its forms."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.records import Alignment, Annotation, BlockKind, Match, Report, Sentence, Span
from retold.text.tokens import keys
from retold.views.marks import Piece, differences
from retold.views.told import Witness

Hue = Literal["own", "reworded", "quote", "edited", "verbatim"]
HUES: tuple[Hue, ...] = ("own", "reworded", "quote", "edited", "verbatim")  # the later one wins

LONGEST_REPORT = 60_000  # characters of one report that are shown; the rest is counted
LONGEST_SENTENCE = 3_000  # characters of one sentence that are compared
_CLOSING = "”’»\"'.,;:!?…)]"
_OTHERWISE = 0.4  # part of words kept below which a form is shown as other words, without marks


class Stretch(NamedTuple):
    """Neighbouring characters of one hue."""

    hue: Hue
    text: str


class Line(NamedTuple):
    """A sentence to show; `family` is the number of the family it belongs to."""

    start: int
    stretches: tuple[Stretch, ...]
    family: int | None


class Paragraph(NamedTuple):
    """A block with its sentences in order."""

    kind: BlockKind
    lines: tuple[Line, ...]


class Column(NamedTuple):
    """One report as it stands beside the others; `beyond` counts characters that are not shown."""

    witness: Witness
    paragraphs: tuple[Paragraph, ...]
    shares: tuple[tuple[Hue, float], ...]  # parts of its letters, in the order of HUES
    beyond: int


class Member(NamedTuple):
    """A sentence of a family, by its report and its start."""

    witness: Witness
    start: int


class Form(NamedTuple):
    """One wording of a shared sentence; `pieces` are marked against the family's first form."""

    pieces: tuple[Piece, ...]
    otherwise: bool  # too different to mark
    members: tuple[Member, ...]


class Family(NamedTuple):
    """Sentences of several reports that are made from one another or from one source."""

    number: int
    forms: tuple[Form, ...]


Key = tuple[str, int]  # report id, start of a sentence


def collate(
    witnesses: Sequence[Witness], annotations: Mapping[str, Annotation], alignments: Sequence[Alignment]
) -> tuple[tuple[Column, ...], tuple[Family, ...]]:
    """The reports of a story painted, and the families of their shared sentences.

    A word is `verbatim` if some other report of the story has it in its place, `edited` if it stands in
    a sentence that others have with other words there, `reworded` if its sentence is told in other
    words, `quote` if only the quotation is shared, else the outlet's `own`.
    """
    sentences = {w.report.id: _sentences(w.report, annotations.get(w.report.id)) for w in witnesses}
    paint = _painted(witnesses, alignments)
    families = _families(witnesses, sentences, alignments)
    number_of = {key: number for number, members in enumerate(families, 1) for key in members}
    by_id = {w.report.id: w for w in witnesses}
    text_of = {(id_, s.start): (s.start, s.end) for id_, found in sentences.items() for s in found}
    return (
        tuple(_column(w, sentences[w.report.id], paint[w.report.id], number_of) for w in witnesses),
        tuple(_family(n, members, by_id, text_of) for n, members in enumerate(families, 1)),
    )


def _sentences(report: Report, annotation: Annotation | None) -> tuple[Sentence, ...]:
    """Those of its sentences that are shown, in order; the blocks themselves where it was not annotated."""
    if annotation is not None:
        found = sorted(annotation.sentences, key=lambda s: (s.start, s.end))
    else:
        found = [Sentence(b.start, b.end, b.kind, n) for n, b in enumerate(report.blocks)]
    kinds = [block.kind for block in report.blocks]
    return tuple(
        s
        for s in found
        if s.start < min(s.end, LONGEST_REPORT)
        and 0 <= s.block < len(kinds)
        and kinds[s.block] != "boilerplate"
    )


# -- painting ---------------------------------------------------------------------------------------


def _painted(witnesses: Sequence[Witness], alignments: Sequence[Alignment]) -> dict[str, NDArray[np.uint8]]:
    """The hue of every character of every report."""
    paint = {w.report.id: np.zeros(len(w.report.text), dtype=np.uint8) for w in witnesses}
    for one in alignments:
        for match in one.matches:
            for id_, side in ((one.a, "a"), (one.b, "b")):
                if id_ in paint:
                    for span, hue in _hues(match, side):
                        part = paint[id_][max(0, span.start) : max(0, span.end)]
                        np.maximum(part, HUES.index(hue), out=part)
    return paint


def _hues(match: Match, side: str) -> Iterator[tuple[Span, Hue]]:
    """How one side of a match is painted; marks and blanks between words follow them later."""
    whole = match.a if side == "a" else match.b
    if match.kind in ("verbatim", "reworded") or not match.edits:
        yield whole, match.kind
        return
    same: Hue = "verbatim" if match.kind == "edited" else "quote"
    for edit in match.edits:
        span = edit.a if side == "a" else edit.b
        if edit.kind == "kept":
            yield span, same
        elif match.kind == "edited" and span.start < span.end:
            yield span, "edited"


def _column(
    witness: Witness, sentences: Sequence[Sentence], paint: NDArray[np.uint8], number_of: Mapping[Key, int]
) -> Column:
    report = witness.report
    by_block: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        by_block[sentence.block].append(sentence)
    paragraphs = []
    counts = np.zeros(len(HUES), dtype=np.int64)
    for number, block in enumerate(report.blocks):
        if block.kind == "boilerplate" or block.start >= LONGEST_REPORT:
            continue
        within = by_block.get(number) or [Sentence(block.start, block.end, block.kind, number)]
        shown = (s for s in within if s.start < min(s.end, LONGEST_REPORT))
        lines = tuple(_line(report, s, paint, number_of) for s in shown)
        paragraphs.append(Paragraph(block.kind, lines))
        if block.kind in ("body", "post", "pull_quote"):
            counts += np.bincount(paint[block.start : block.end], minlength=len(HUES))
    total = max(1, int(counts.sum()))
    shares = tuple((hue, float(count) / total) for hue, count in zip(HUES, counts, strict=True))
    return Column(witness, tuple(paragraphs), shares, max(0, len(report.text) - LONGEST_REPORT))


def _line(report: Report, sentence: Sentence, paint: NDArray[np.uint8], number_of: Mapping[Key, int]) -> Line:
    """A sentence cut where the hue changes."""
    start, end = sentence.start, min(sentence.end, len(report.text), LONGEST_REPORT)
    cuts = [start, *(int(i) + start + 1 for i in np.flatnonzero(np.diff(paint[start:end]))), end]
    stretches = [Stretch(HUES[int(paint[a])], report.text[a:b]) for a, b in pairwise(cuts) if a < b]
    return Line(start, _smoothed(stretches), number_of.get((report.id, start)))


def _smoothed(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Marks and blanks between words of one hue take it; else a mark goes with the word before it, and
    the blank stays unpainted."""
    pieces = [piece for stretch in stretches for piece in _loosened(stretch)]
    following: list[Hue | None] = []  # the hue of the next words, from the end
    ahead: Hue | None = None
    for hue, text in reversed(pieces):
        following.append(ahead)
        ahead = hue if any(map(str.isalnum, text)) else ahead
    parts: list[Stretch] = []
    before: Hue = "own"
    for (hue, text), after in zip(pieces, reversed(following), strict=True):
        if any(map(str.isalnum, text)):
            parts.append(Stretch(hue, text))
            before = hue
            continue
        marks = len(text) if before == after else len(text) - len(text.lstrip(_CLOSING))
        parts += [Stretch(before, text[:marks]), Stretch("own", text[marks:])]
    parts = [part for part in parts if part.text]
    runs = groupby(parts, key=lambda part: part.hue)
    return tuple(Stretch(hue, "".join(part.text for part in run)) for hue, run in runs)


def _loosened(stretch: Stretch) -> list[Stretch]:
    """The stretch with the marks and blanks at its ends apart."""
    hue, text = stretch
    first = next((place for place, c in enumerate(text) if c.isalnum()), None)
    if first is None:
        return [stretch]
    last = next(place for place in range(len(text), 0, -1) if text[place - 1].isalnum())
    return [Stretch(hue, piece) for piece in (text[:first], text[first:last], text[last:]) if piece]


# -- families ---------------------------------------------------------------------------------------


def _families(
    witnesses: Sequence[Witness],
    sentences: Mapping[str, Sequence[Sentence]],
    alignments: Sequence[Alignment],
) -> list[list[Key]]:
    """Sentences joined by matches, in the order in which they are first read.

    Likeness in other words does not carry over: it brings a sentence that nothing else joins, and never
    makes one family of two.
    """
    order = {w.report.id: number for number, w in enumerate(witnesses)}
    root: dict[Key, Key] = {}

    def find(key: Key) -> Key:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    inside = [
        (one, match) for one in alignments if one.a in order and one.b in order for match in one.matches
    ]
    for one, match in sorted(inside, key=lambda pair: pair[1].kind == "reworded"):
        touched = [(one.a, s) for s in _touched(sentences[one.a], match.a)]
        touched += [(one.b, s) for s in _touched(sentences[one.b], match.b)]
        if match.kind == "reworded" and len({find(key) for key in touched if key in root}) > 1:
            continue
        for key in touched[1:]:
            root[find(key)] = find(touched[0])
    groups: dict[Key, list[Key]] = defaultdict(list)
    for key in sorted(root, key=lambda k: (order[k[0]], k[1])):
        groups[find(key)].append(key)
    return [members for members in groups.values() if len({id_ for id_, _ in members}) > 1]


def _touched(sentences: Sequence[Sentence], span: Span) -> list[int]:
    """Starts of the sentences of which the span has the larger part, or which hold it."""
    starts = []
    first = bisect_right(sentences, span.start, key=lambda s: s.start)
    for place in range(max(0, first - 1), len(sentences)):
        sentence = sentences[place]
        if sentence.start >= span.end:
            break
        shared = min(sentence.end, span.end) - max(sentence.start, span.start)
        if shared > 0 and 2 * shared >= min(sentence.end - sentence.start, span.end - span.start):
            starts.append(sentence.start)
    return starts


def _family(
    number: int, members: Sequence[Key], by_id: Mapping[str, Witness], text_of: Mapping[Key, tuple[int, int]]
) -> Family:
    """Members grouped by their words; the form that most reports have comes first."""
    groups: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    texts = {}
    for key in members:
        start, end = text_of[key]
        text = by_id[key[0]].report.text[start : min(end, start + LONGEST_SENTENCE)]
        texts[key] = text
        groups[tuple(keys(text))].append(key)
    ranked = sorted(groups.values(), key=lambda g: -len({id_ for id_, _ in g}))
    base = texts[ranked[0][0]]
    forms = []
    for place, group in enumerate(ranked):
        text = texts[group[0]]
        pieces = differences(base, text) if place else (Piece("kept", text),)
        otherwise = _kept(pieces) < _OTHERWISE * len(keys(text))
        shown = (Piece("kept", text),) if otherwise else pieces
        forms.append(Form(shown, otherwise, tuple(Member(by_id[id_], start) for id_, start in group)))
    return Family(number, tuple(forms))


def _kept(pieces: Sequence[Piece]) -> int:
    return sum(len(keys(text)) for kind, text in pieces if kind == "kept")
