"""Reading sentences, names, dates, quotations and attributions off a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retold.annotate import foreign, names
from retold.annotate.attributions import attributions
from retold.annotate.cast import cast
from retold.annotate.dates import time_expressions
from retold.annotate.mentions import named
from retold.annotate.model import parse
from retold.annotate.posts import posts
from retold.annotate.transcripts import turns
from retold.config import AnnotateSettings
from retold.records import Annotation, Attribution, Entity, Report, Sentence, Span
from retold.text.quotations import Quotation, marked
from retold.text.sentences import sentences

_Reading = tuple[tuple[Entity, ...], tuple[Attribution, ...], set[Span]]
_UNREAD = ("boilerplate", "related_link")
_PARSED = ("en", "und")


def annotate(report: Report, settings: AnnotateSettings) -> Annotation:
    """Everything that one report says about itself; spans are in characters of its text.

    English reports are parsed. Of reports in other languages the names by their shape, and the direct
    quotations with the cue words beside them, are read. Raises MissingPartError where the language
    model is not installed.
    """
    found = _sentences(report)
    quotes = _quotations(report)
    read = _read_english if report.language in _PARSED else _read_foreign
    entities, told, inside = read(report, found, quotes, settings)
    return Annotation(
        report.id, found, entities, time_expressions(report, found), tuple(sorted(inside)), told
    )


def _read_english(
    report: Report, found: Sequence[Sentence], quotes: Sequence[Quotation], settings: AnnotateSettings
) -> _Reading:
    """Names and attributions by the language model's parse."""
    text = report.text
    posted = posts(text, report.blocks)
    paragraphs = parse(text, found, settings.longest_text)
    bearers = names.known(text, named(text, paragraphs), _spans(report))
    entities = names.entities(text, bearers)
    spoken = turns(text, report.blocks, entities)
    inside = {q.span for q in quotes} | {p.words for p in posted} | {t.words for t in spoken}
    who = cast(text, paragraphs, bearers, entities, [q.span for q in quotes if q.depth == 0])
    return entities, attributions(who, quotes, posted, spoken), inside


def _read_foreign(
    report: Report, found: Sequence[Sentence], quotes: Sequence[Quotation], settings: AnnotateSettings
) -> _Reading:
    """Names and attributions by capitals, marks and cue words."""
    text = report.text
    posted = posts(text, report.blocks)
    bearers = foreign.known(report, _spans(report))
    entities = names.entities(text, bearers)
    tongue = foreign.languages().get(report.language)
    lines = [q for b in report.blocks if b.kind not in _UNREAD for q in foreign.dashed(text, b, tongue)]
    told = foreign.attributions(report, [*quotes, *lines], posted, bearers, entities)
    return entities, told, {q.span for q in (*quotes, *lines)} | {p.words for p in posted}


def _spans(report: Report) -> list[Span]:
    return [Span(b.start, b.end) for b in report.blocks if b.kind not in _UNREAD]


def date_again(report: Report, annotation: Annotation) -> Annotation:
    """The annotation with its dates resolved anew, after the report's own day became known better."""
    return replace(annotation, dates=time_expressions(report, annotation.sentences))


def _sentences(report: Report) -> tuple[Sentence, ...]:
    """Sentences of every block that is read."""
    return tuple(
        Sentence(span.start, span.end, block.kind, number)
        for number, block in enumerate(report.blocks)
        if block.kind not in _UNREAD
        for span in sentences(report.text, block.start, block.end)
    )


def _quotations(report: Report) -> list[Quotation]:
    """Quotations block by block: no mark reaches beyond its block, but it may be opened again in the next."""
    found: list[Quotation] = []
    read = [b for b in report.blocks if b.kind not in _UNREAD]
    for number, block in enumerate(read):
        after = read[number + 1].start if number + 1 < len(read) else None
        for quote in marked(report.text, block.start, block.end):
            found.append(_reopened(report.text, quote, block.end, after))
    return found


def _reopened(text: str, quote: Quotation, end: int, after: int | None) -> Quotation:
    """An unclosed quotation that the next block opens again."""
    if quote.closed or quote.depth or after is None or quote.outer.end < len(text[:end].rstrip()):
        return quote
    return quote._replace(reopened=text[after] == text[quote.outer.start])
