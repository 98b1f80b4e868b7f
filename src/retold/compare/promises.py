"""Undertakings, announcements and demands of a story, and what came of them within its reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from retold.compare.data import phrases
from retold.compare.outcomes import Action, Tellings, Told, is_past, outcome
from retold.compare.places import Places, of_contents
from retold.compare.words import stems
from retold.records import (
    Annotation,
    Attribution,
    Entity,
    Mention,
    Outcome,
    Promise,
    Report,
    Sentence,
    Span,
    Story,
    TimeExpression,
)  # fmt: skip
from retold.text.ids import stable_id
from retold.text.tokens import keys

_READ = frozenset({"body", "post"})
_BE = r"(?:is|are|was|were|am|be)"
_ADVERBS = r"(?:(?:also|now|still|not|never|soon|then|only|again|\w+ly) ){0,3}"
_STATES = frozenset(
    """be been being have has had need seem appear like love know mean cost depend remain want think believe
    feel look become happen suffer affect find see hear understand""".split()
)
_CLAUSE = re.compile(r"[,;.!?\"”’]+(?:\s|$)|\s[–—-]\s|$")
_UNREAL = re.compile(
    r"\bas if\b|\bif\b[^.;]{0,80}\bhad\b|\b(?:even|what|see|know|clear|whether or not) if\b", re.IGNORECASE
)
_NAMED_DAY = re.compile(r"\d{4}-(?:\d\d|W\d\d)|\d{4}$|XXXX-(?:WXX-\d|\d\d)")
_FIRST_PERSON = re.compile(r"\b(?:I|we)(?=\b|['’])|\b(?:I|We)(?=\b|['’])")
_LIGHT = frozenset("not never also to then now he she it they would will that".split())
_LIGHT_MOST = 5
_ACTION = 12  # words after the cue that say what is undertaken
_ALIKE = 0.6  # share of the words of two undertakings that makes them one, told twice
_LONGEST = 700  # characters of a sentence that is read


class _Found(NamedTuple):
    """A promise in one sentence, before it is known what came of it."""

    report: str
    sentence: Span
    by: str | None
    due: str | None
    action: Action


class _Read(NamedTuple):
    """One report with what was read off it, by place."""

    report: Report
    sentences: tuple[Sentence, ...]
    told: Places[Attribution]
    attributions: tuple[Attribution, ...]
    entities: Places[Entity]
    dates: Places[TimeExpression]


def promises(
    story: Story, reports: Mapping[str, Report], annotations: Mapping[str, Annotation]
) -> tuple[Promise, ...]:
    """Undertakings, announcements and demands with a day or a condition, told once for a story.

    `due` is the day by which (TIMEX3), else the words of the condition. The outcome is `open` unless another
    sentence, of the same report or one not older, says what came of it; silence is no broken promise.
    """
    read = [_read(reports[i], annotations[i]) for i in story.reports if i in annotations]
    found = [promise for one in read for sentence in one.sentences for promise in _in_sentence(one, sentence)]
    told = Tellings(told for one in read for told in _told(one))
    made: list[Promise] = []
    for promise in _once(found):
        spoken = Told(promise.report, promise.sentence, _day(reports[promise.report]), "")
        came, at = outcome(promise.action, spoken, told)
        made.append(_record(story, promise, came, at))
    return tuple(sorted(made, key=lambda p: (p.report, p.start, p.id)))


def _record(story: Story, found: _Found, came: Outcome, at: Mention | None) -> Promise:
    """The record of a promise."""
    start, end = found.sentence
    made = stable_id("p", story.id, found.report, str(start), str(end))
    return Promise(made, story.id, found.by, found.report, start, end, found.due, came, at)


def _read(report: Report, annotation: Annotation) -> _Read:
    return _Read(
        report,
        tuple(s for s in annotation.sentences if s.kind in _READ),
        of_contents(annotation.attributions),
        annotation.attributions,
        Places((Span(e.start, e.end), e) for e in annotation.entities),
        Places((Span(d.start, d.end), d) for d in annotation.dates),
    )


def _told(one: _Read) -> Iterable[Told]:
    """The sentences of a report that may tell an outcome."""
    day = _day(one.report)
    for sentence in one.sentences:
        span = Span(sentence.start, min(sentence.end, sentence.start + _LONGEST))
        yield Told(one.report.id, span, day, one.report.text[span.start : span.end])


def _day(report: Report) -> str | None:
    """A report's day of publication."""
    known = report.published is not None and report.published.precision in ("day", "time")
    return report.published.value[:10] if known and report.published else None


def _in_sentence(one: _Read, sentence: Sentence) -> list[_Found]:
    """The promise of a sentence, if there is one: the first that holds."""
    text = one.report.text
    end = min(sentence.end, sentence.start + _LONGEST)
    for sort in ("undertaking", "demand", "ahead"):
        for cue in _pattern(sort).finditer(text, sentence.start, end):
            promise = _promise(one, Span(sentence.start, end), Span(*cue.span()), weak=sort == "ahead")
            if promise:
                return [promise._replace(sentence=Span(sentence.start, sentence.end))]
    return []


def _promise(one: _Read, sentence: Span, cue: Span, *, weak: bool) -> _Found | None:
    """The promise that a cue opens; a weak cue needs a day, or somebody who undertakes it on a condition."""
    due = _due(one, sentence, cue.end)
    action = _action(one.report.text, cue.end, sentence.end)
    by = _by(one, sentence, cue)
    if action is None:
        return None
    if weak:
        hypothetical = one.report.text.startswith("would", cue.start) and not one.told.touch(*cue)
        dated = due is not None and any(character.isdigit() for character in due)
        if due is None or action.verb in _STATES or hypothetical or not (by or dated):
            return None
    return _Found(one.report.id, sentence, by, due, action)


@cache
def _pattern(sort: str) -> re.Pattern[str]:
    """The cues of one sort as a pattern."""
    tables = phrases("promises", sort)
    return re.compile(r"\b(?:" + "|".join(p.replace("~", _BE).replace("^", _ADVERBS) for p in tables) + ")")


@cache
def _conditions() -> re.Pattern[str]:
    words = sorted(phrases("promises", "conditions"), key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def _vague() -> re.Pattern[str]:
    return re.compile("|".join(phrases("promises", "vague")), re.IGNORECASE)


def _due(one: _Read, sentence: Span, after: int) -> str | None:
    """The day, not yet past, that a promise is bound to; else the words of its condition; else None."""
    text, today = one.report.text, _day(one.report)
    for told in one.dates.over(after, sentence.end):
        if told.type in ("DATE", "TIME") and _ahead(told.value, today):
            return told.value if _NAMED_DAY.match(told.value) else told.text
    for told in one.dates.over(after, sentence.end):
        if told.type == "DURATION" and re.search(
            r"\b(?:within|in) (?:the next )?$", text[sentence.start : told.start]
        ):
            return text[told.start : told.end]
    condition = _conditions().search(text, sentence.start, sentence.end)
    if condition and not _UNREAL.search(text, sentence.start, sentence.end):
        stop = _CLAUSE.search(text, condition.end(), sentence.end)
        words = text[condition.start() : stop.start() if stop else sentence.end]
        if len(keys(words)) > 2:
            return " ".join(words.split())
    loose = _vague().search(text, after, sentence.end)
    return loose.group() if loose else None


def _ahead(value: str, today: str | None) -> bool:
    """Whether a day is not past when the report appears; an unanchored weekday may be either."""
    if value in ("PAST_REF", "PRESENT_REF"):
        return False
    if value == "FUTURE_REF" or today is None or not value[:4].isdigit():
        return True
    return value[: len(today)] >= today[: len(value)]


def _action(text: str, start: int, end: int) -> Action | None:
    """What is undertaken: the verb, and the stems of what follows."""
    stop = re.compile(r"[;.!?\"”]").search(text, start, end)
    words = keys(text[start : stop.start() if stop else end])[: _ACTION + _LIGHT_MOST]
    while words and (words[0] in _LIGHT or words[:2] == ["have", "to"]):
        words = words[1:]
    passive = keys(text[max(0, start - 4) : start])[-1:] == ["be"]
    if not words or (passive and not words[0].endswith("ed") and not is_past(words[0])):
        return None
    words = words[: _ACTION + 1]
    found = tuple(stems(words[1:]))
    return Action(words[0], found) if found else None


def _by(one: _Read, sentence: Span, cue: Span) -> str | None:
    """Who undertakes: the one who speaks, or the person or body named last before the cue."""
    for attribution in one.attributions:
        if any(c.start < cue.end and cue.start < c.end for c in attribution.cue):
            return attribution.speaker
    named = one.entities.over(sentence.start, cue.start)
    before = [e for e in named if e.kind in ("person", "body") and e.name[0].isalpha()]
    speaking = one.told.over(cue.start, cue.end)
    inner = [
        e
        for e in before
        if not speaking or any(c.start <= e.start < c.end for a in speaking for c in a.content)
    ]
    between = one.report.text[inner[-1].end : cue.start] if inner else ""
    if inner and len(keys(between)) <= 4 and not _FIRST_PERSON.search(between):
        return inner[-1].name
    if speaking:
        return speaking[0].speaker
    return before[-1].name if before else None


def _once(found: Sequence[_Found]) -> list[_Found]:
    """Promises each once: the same one told by several reports counts where it stands first."""
    kept: dict[str, list[_Found]] = {}
    for promise in sorted(found, key=lambda f: (f.report, f.sentence)):
        same_verb = kept.setdefault(promise.action.verb, [])
        if not any(_same(promise, other) for other in same_verb):
            same_verb.append(promise)
    return [promise for group in kept.values() for promise in group]


def _same(a: _Found, b: _Found) -> bool:
    """Whether two are one promise: the same verb and mostly the same words."""
    one, other = set(a.action.stems), set(b.action.stems)
    return a.action.verb == b.action.verb and len(one & other) >= _ALIKE * min(len(one), len(other))
