"""Source texts that stand without quotation marks in one report and are quoted by another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from retold.compare.places import Places, of_spans
from retold.compare.quoted import Quote
from retold.compare.words import words_of
from retold.config import CompareSettings
from retold.records import Annotation, Report, Sentence, Span
from retold.text.tokens import Token

_KINDS = frozenset({"body", "post", "pull_quote", "note"})
_SHINGLE = 6  # words in a row by which a source text is found
_MOST = 5_000  # quotations looked for


def unmarked(
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    ids: Sequence[str],
    told: Sequence[Quote],
    settings: CompareSettings,
) -> list[Quote]:
    """Stray quotes for sentences outside any attribution that another report quotes word for word.

    A transcript, a letter printed whole or an outlet's own sentence is such a source text.
    """
    wanted = _shingles(reports, told, settings)
    mine: dict[str, list[Quote]] = defaultdict(list)
    for quote in told:
        mine[quote.report].append(quote)
    found: list[Quote] = []
    for name in sorted(ids) if wanted else []:
        taken = _taken(annotations[name], mine[name])
        for sentence in annotations[name].sentences:
            if sentence.kind in _KINDS and not taken.touch(sentence.start, sentence.end):
                found += _quoted_by_others(reports[name], sentence, wanted)
    return found


def _shingles(
    reports: Mapping[str, Report], told: Sequence[Quote], settings: CompareSettings
) -> dict[tuple[str, ...], set[str]]:
    """Runs of words of the longer quotations, and the reports that quote them."""
    wanted: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for quote in islice((q for q in told if not q.stray), _MOST):
        for span in quote.spans:
            keys = [w.key for w in words_of(reports[quote.report].text, *span)]
            if len(keys) >= settings.least_source_words:
                for at in range(len(keys) - _SHINGLE + 1):
                    wanted[tuple(keys[at : at + _SHINGLE])].add(quote.report)
    return wanted


def _taken(annotation: Annotation, told: Sequence[Quote]) -> Places[Span]:
    """Stretches that are somebody's words, direct or indirect, and all that stands in marks."""
    known = [a for a in annotation.attributions if a.speaker or a.kind != "indirect"]
    spans = [span for attribution in known for span in attribution.content]
    spans += [span for quote in told for span in quote.spans]
    return of_spans([*spans, *annotation.quotations])


def _quoted_by_others(
    report: Report, sentence: Sentence, wanted: Mapping[tuple[str, ...], set[str]]
) -> list[Quote]:
    """The sentence as a stray quotation, where most of its words are quoted by other reports."""
    words = words_of(report.text, sentence.start, sentence.end)
    covered = _covered(words, report.id, wanted)
    if len(covered) < _SHINGLE:
        return []
    if 2 * len(covered) < len(words):  # the quoted words alone
        words = words[min(covered) : max(covered) + 1]
    span = Span(words[0].start, _stop(report.text, words[-1].end, sentence.end))
    return [Quote(report.id, (span,), None, "", "", False, None, stray=True)]


def _covered(words: Sequence[Token], report: str, wanted: Mapping[tuple[str, ...], set[str]]) -> set[int]:
    """Places of the words that stand in runs which other reports quote."""
    covered: set[int] = set()
    for at in range(len(words) - _SHINGLE + 1):
        if wanted.get(tuple(w.key for w in words[at : at + _SHINGLE]), set()) - {report}:
            covered.update(range(at, at + _SHINGLE))
    return covered


def _stop(text: str, end: int, limit: int) -> int:
    """End of the sentence with its full stop."""
    return limit if not text[end:limit].strip(" .!?…") else end
