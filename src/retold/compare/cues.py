"""Sentences that tell of an update, found by the words that mark one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retold.compare.data import phrases
from retold.compare.marked import denial, first, nothing_of, plain_marks, taken_back, turned_down
from retold.compare.matter import is_negated, roots
from retold.compare.people import Cast
from retold.compare.places import Places, distinct
from retold.compare.words import stem, words_of
from retold.records import Annotation, Attribution, Conflict, Entity, Report, Sentence, Span, UpdateKind

_KINDS = frozenset({"title", "deck", "body", "post", "note", "caption", "crosshead", "credit"})
_EDITORIAL = re.compile(
    r"\b(?:article|story|report|headline|sub-?heading|version|page|caption|quote|quotation|figure)s?\b", re.I
)
_POINTING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w*|disput\w*)\s+(?:it|this|that|them|"
    r"the (?:claims?|charges?|accusations?|allegations?|reports?|suggestions?|assertions?))\b"
    r"|\bno such\b|\b(?:charge|claim|accusation|allegation|suggestion)s?\b[^.]{0,40}\bden(?:y|ies|ied)\b",
    re.I,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|who|which)\s+(?:(?:\w+ly|has|have|had|also|always)\s+){0,3}$", re.I
)
_BRIEF = 3  # words with matter up to which a denial says nothing of what it denies ("It's all lies")
_NEXT = 12  # characters within which a country, too, is the subject ("Varn flatly denies")
_SUBJECT = 40  # characters between a subject and the cue of its denial


@dataclass(frozen=True)
class Finding:
    """A sentence that tells of an update: its kind, who makes it, and what shows it."""

    kind: UpdateKind
    report: str
    span: Span
    by: str | None
    why: str
    day: str | None = None
    marked: bool = True  # a cue says so; else only a later day and a negation do
    negated: bool = False  # says that something is not so
    pointing: bool = False  # says "it" or "no such" of what stands before
    needs: frozenset[str] = frozenset()  # roots that what it is about must have

    @classmethod
    def of_conflict(cls, conflict: Conflict) -> Finding:
        """A claim told with another number or day."""
        return cls("contradicted", conflict.report, Span(conflict.start, conflict.end), None, conflict.how)


def findings(report: Report, annotation: Annotation, who: Cast) -> Iterator[Finding]:
    """Every sentence of the report that may tell of an update."""
    told = Places((span, a) for a in annotation.attributions for span in (*a.source, *a.cue, *a.content))
    named = Places((Span(e.start, e.end), e) for e in annotation.entities)
    for sentence in annotation.sentences:
        if sentence.kind in _KINDS:
            inside = distinct(told.over(sentence.start, sentence.end))
            entities = named.over(sentence.start, sentence.end)
            yield from _of_sentence(report, sentence, inside, entities, who)


def _of_sentence(
    report: Report, sentence: Sentence, inside: list[Attribution], entities: Sequence[Entity], who: Cast
) -> Iterable[Finding]:
    """The updates that one sentence may tell of."""
    text = plain_marks(report.text[sentence.start : sentence.end])
    span = Span(sentence.start, sentence.end)
    if (cue := first(text, "corrected")) and (_EDITORIAL.search(text) or sentence.kind == "note"):
        yield Finding("corrected", report.id, span, report.outlet, f"“{cue.words}”")
        return
    yield from _withdrawals(report, text, span, inside, who)
    yield from _denials(report, text, span, inside, entities, who)


def _withdrawals(
    report: Report, text: str, span: Span, inside: list[Attribution], who: Cast
) -> Iterable[Finding]:
    """Withdrawals: a cue, or something said on a later day with a negation in it."""
    negations = frozenset(phrases("updates", "negation"))
    negated = is_negated([w.key for w in words_of(text)], negations)
    cue = taken_back(text) or (first(text, "clarified") if negated else None)
    for attribution in inside:
        by = who.name(report.id, attribution.speaker)
        if by and cue:
            why = f"“{cue.words}”"
            yield Finding("withdrawn", report.id, span, by, why, attribution.day, negated=negated)
        elif by and negated and attribution.day:
            day = attribution.day[:10]
            why = f"said on {day}, with a negation"
            yield Finding("withdrawn", report.id, span, by, why, day, marked=False, negated=True)


def _denials(
    report: Report, text: str, span: Span, inside: list[Attribution], entities: Sequence[Entity], who: Cast
) -> Iterable[Finding]:
    """Denials: a verb of denial, or words in what is said that turn something down."""
    if verb := denial(text):
        at = span.start + verb.start
        by = None if verb.noun else _denier(report, at, span, inside, entities, who)
        pointing = bool(_POINTING.search(text))
        yield Finding("denied", report.id, span, by, f"“{verb.words}”", pointing=pointing)
        return
    none = nothing_of(text)
    said = turned_down(text) or none
    told = [a for a in inside if said and any(c.start <= span.start + said.start < c.end for c in a.content)]
    if not said or not told:
        return
    words = [stem(w.key) for a in told for c in a.content for w in words_of(report.text, *c)]
    needs = roots([w.key for w in words_of(said.words)]) if said is none else frozenset()
    brief = said is not none and len(set(words) - {""}) <= _BRIEF
    why = f"“there was no {said.words}”" if said is none else f"“{said.words}”"
    by = who.name(report.id, told[0].speaker)
    yield Finding("denied", report.id, span, by, why, pointing=brief, needs=needs)


def _denier(
    report: Report, at: int, span: Span, inside: list[Attribution], entities: Sequence[Entity], who: Cast
) -> str | None:
    """Who does the denying that a verb at `at` tells of: its attribution's speaker, else its subject."""
    for attribution in inside:
        if any(c.start <= at < c.end for c in attribution.cue):
            return who.name(report.id, attribution.speaker)
    if _PRONOUN.search(report.text[max(span.start, at - _SUBJECT) : at]):
        return None
    before = [e for e in entities if span.start <= e.start < at and at - e.end <= _SUBJECT]
    if before and (before[-1].kind in ("person", "body") or at - before[-1].end <= _NEXT):
        return who.name(report.id, before[-1].name)
    return None
