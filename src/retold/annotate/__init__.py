"""Reading sentences, names, dates, quotations and attributions off a report."""

from __future__ import annotations

from dataclasses import replace

from retold.annotate import names
from retold.annotate.attributions import attributions
from retold.annotate.model import parse
from retold.annotate.posts import posts
from retold.annotate.speakers import cast
from retold.annotate.transcripts import turns
from retold.config import AnnotateSettings
from retold.records import Annotation, Report, Sentence, Span, TimeExpression
from retold.text.quotations import Quotation, marked
from retold.text.sentences import sentences

_UNREAD = ("boilerplate", "related_link")


def annotate(report: Report, settings: AnnotateSettings) -> Annotation:
    """Everything that one report says about itself; spans are in characters of its text.

    Raises MissingPartError where the language model is not installed.
    """
    text = report.text
    found = _sentences(report)
    quotes = _quotations(report)
    posted = posts(text, report.blocks)
    paragraphs = parse(text, found, settings.longest_text)
    spans = [Span(b.start, b.end) for b in report.blocks if b.kind not in _UNREAD]
    bearers = names.known(text, names.named(text, paragraphs), spans)
    entities = names.entities(text, bearers)
    spoken = turns(text, report.blocks, entities)
    inside = {q.span for q in quotes} | {p.words for p in posted} | {t.words for t in spoken}
    who = cast(text, paragraphs, bearers, entities, [q.span for q in quotes if q.depth == 0])
    return Annotation(
        report=report.id,
        sentences=found,
        entities=entities,
        dates=_dates(report, found),
        quotations=tuple(sorted(inside)),
        attributions=attributions(who, quotes, posted, spoken),
    )


def date_again(report: Report, annotation: Annotation) -> Annotation:
    """The annotation with its dates resolved anew, after the report's own day became known better."""
    return replace(annotation, dates=_dates(report, annotation.sentences))


def _dates(report: Report, found: tuple[Sentence, ...]) -> tuple[TimeExpression, ...]:
    try:
        from retold.annotate.dates import time_expressions
    except ImportError:
        return ()
    return time_expressions(report, found)


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
