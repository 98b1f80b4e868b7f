"""Reported speech by its surface, where the parse goes astray: "told him at noon that …", ", Roe said, "."""

from __future__ import annotations

from typing import Any

from retold.annotate.model import Paragraph
from retold.annotate.reported import cue_span, cues, lemma, source_of, source_span, trimmed
from retold.annotate.said import Said
from retold.records import Span

_NEAR = 9  # tokens between a cue and its "that"
_NOUNISH = ("NOUN", "PROPN", "PRON")


def by_surface(text: str, number: int, paragraph: Paragraph, verb: Any) -> Said | None:
    """The attribution of a verb of saying whose clause the parse hung elsewhere; None where none shows."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or lemma(verb) not in cues("core"):
        return None
    return _with_that(text, number, paragraph, verb) or _between_commas(text, number, paragraph, verb)


def _with_that(text: str, number: int, paragraph: Paragraph, verb: Any) -> Said | None:
    """ "told reporters at the scene that …": the content runs from "that" to the end of the sentence."""
    last = verb.sent.end - 1
    that = next((t for t in verb.doc[verb.i + 1 : min(last, verb.i + _NEAR)] if t.lower_ == "that"), None)
    if that is None or any(t.is_punct or t.pos_ == "VERB" for t in verb.doc[verb.i + 1 : that.i]):
        return None
    if not any(t.pos_ in ("VERB", "AUX") for t in verb.doc[that.i + 1 : last + 1]):
        return None
    head = _source(verb)
    if head is None or head.i > verb.i:
        return None
    content = trimmed(text, paragraph.span(that.i, last))
    return _said(number, paragraph, verb, head, [content])


def _between_commas(text: str, number: int, paragraph: Paragraph, verb: Any) -> Said | None:
    """ "The plan, Roe said, was dead": what stands on both sides of the insertion is the content."""
    doc, sent = verb.doc, verb.sent
    if verb.i + 1 >= sent.end or doc[verb.i + 1].text != ",":
        return None
    comma = next((t.i for t in reversed(doc[max(sent.start, verb.i - 7) : verb.i]) if t.text == ","), None)
    if comma is None or comma - sent.start < 1 or sent.end - verb.i < 4:
        return None
    named = [t for t in doc[comma + 1 : verb.i] if t.pos_ in _NOUNISH]
    if not named or any(
        t.pos_ in ("VERB", "SCONJ") or t.tag_ in ("WDT", "WP") for t in doc[comma + 1 : verb.i]
    ):
        return None
    content = [
        trimmed(text, paragraph.span(sent.start, comma - 1)),
        trimmed(text, paragraph.span(verb.i + 2, sent.end - 1)),
    ]
    if any(not any(c.isalnum() for c in text[s.start : s.end]) for s in content):
        return None
    said = _said(number, paragraph, verb, named[-1], content)
    said.source = paragraph.span(comma + 1, verb.i - 1)
    return said


def _source(verb: Any) -> Any:
    """The subject by the parse, or the noun that heads a sentence taken for a mere phrase."""
    head = source_of(verb)
    if head is not None:
        return head
    root = verb.sent.root
    return root if root.pos_ in _NOUNISH and root.i < verb.i else None


def _said(number: int, paragraph: Paragraph, verb: Any, head: Any, content: list[Span]) -> Said:
    source = source_span(paragraph, head, verb)
    cue = cue_span(paragraph, verb)
    return Said("indirect", number, content, source, cue, head, number, verb=lemma(verb), frame="clause")
