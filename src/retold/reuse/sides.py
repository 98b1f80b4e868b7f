"""One report made ready to be held against others: its sentences as words that can be compared."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.records import Annotation, BlockKind, Report, Sentence, Span
from retold.reuse.lexicon import common_words, form_of, is_number, rarity
from retold.text.tokens import Token, tokens

# What stands in these blocks is not the report's own telling, or not told in sentences.
LEFT_OUT: frozenset[BlockKind] = frozenset(
    ("boilerplate", "related_link", "caption", "credit", "note", "byline", "dateline")
)
# Aligned and shown, but no part of the body whose shares are counted.
_BESIDE: frozenset[BlockKind] = frozenset(("title", "deck", "crosshead", "pull_quote"))
_SAID: frozenset[BlockKind] = frozenset(("post", "pull_quote"))
_RARE = 0.6  # of words that are no names: how rarely news texts hold them, 0..1
_LONGEST = 160  # words; a longer sentence is compared in pieces, so that no step is quadratic in it


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or a piece of a very long one), its words beside one another in tuples."""

    span: Span
    words: tuple[Token, ...]
    forms: tuple[str, ...]
    said: tuple[bool, ...]  # whether the word stands inside quotation marks or in a post
    plain: tuple[bool, ...]  # whether the word is neither a name nor a number
    body: bool  # False for titles and the like
    closed: bool  # ends as a sentence does; a headline does not
    letters: str  # the words run together: equal where only case, blanks and marks differ


@dataclass(frozen=True, slots=True)
class Side:
    """A report's units, in order, and its number of body words."""

    report: Report
    units: tuple[Unit, ...]
    body_words: int
    counts: Mapping[str, int]  # form to the number of units that hold it
    telling: frozenset[str]  # forms of names, numbers and rarer words: what the report is about


def side(report: Report, annotation: Annotation) -> Side:
    """The report's sentences outside boilerplate, captions, credits and the like, as units."""
    stretches = _merged(annotation.quotations)
    starts, ends = [span.start for span in stretches], [span.end for span in stretches]
    kept = [sentence for sentence in annotation.sentences if sentence.kind not in LEFT_OUT]
    words = [tokens(report.text, sentence.start, sentence.end) for sentence in kept]
    page = _Page(report.text, starts, ends, _small(report.text, words))
    units = tuple(
        unit for sentence, row in zip(kept, words, strict=True) for unit in _units(page, sentence, row)
    )
    counts: Counter[str] = Counter()
    for unit in units:
        counts.update(list(dict.fromkeys(unit.forms)))
    words_of_body = sum(len(unit.words) for unit in units if unit.body)
    return Side(report, units, words_of_body, counts, _telling(units))


def _telling(units: Sequence[Unit]) -> frozenset[str]:
    """Forms that say what a report is about."""
    common = common_words()
    return frozenset(
        form
        for unit in units
        for form, plain in zip(unit.forms, unit.plain, strict=True)
        if form not in common and (not plain or rarity(form) >= _RARE)
    )


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The stretches in order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(Span(*span))
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """What the making of a unit looks up."""

    text: str
    starts: Sequence[int]  # of the quotations
    ends: Sequence[int]
    small: frozenset[str]  # keys of words that stand somewhere without a capital


def _small(text: str, words: Sequence[Sequence[Token]]) -> frozenset[str]:
    return common_words() | {word.key for row in words for word in row if not text[word.start].isupper()}


def _units(page: _Page, sentence: Sentence, words: Sequence[Token]) -> list[Unit]:
    """The sentence as one unit, or as several where it is very long; none if it holds no word."""
    if len(words) <= _LONGEST:
        return [_unit(page, sentence, words, Span(sentence.start, sentence.end))] if words else []
    pieces = [words[i : i + _LONGEST] for i in range(0, len(words), _LONGEST)]
    return [_unit(page, sentence, piece, Span(piece[0].start, piece[-1].end)) for piece in pieces]


def _unit(page: _Page, sentence: Sentence, words: Sequence[Token], span: Span) -> Unit:
    forms = tuple(form_of(word.key) for word in words)
    if sentence.kind in _SAID:
        said = (True,) * len(words)
    else:
        said = tuple(_inside(word, page.starts, page.ends) for word in words)
    return Unit(
        span=span,
        words=tuple(words),
        forms=forms,
        said=said,
        plain=tuple(
            word.key in page.small and not is_number(form) for word, form in zip(words, forms, strict=True)
        ),
        body=sentence.kind not in _BESIDE,
        closed=page.text[words[-1].end : span.end].strip() != "",
        letters="".join(word.key for word in words).replace("'", ""),
    )


def _inside(word: Token, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether the word stands in one of the stretches, given in order and not overlapping."""
    at = bisect_right(starts, word.start) - 1
    return at >= 0 and word.start < ends[at]
