"""The statements of a story's reports: their sentences, with what can be checked in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from retold.compare.data import phrases, words
from retold.compare.denied import fillers, thing_of_verb, thing_of_words
from retold.compare.marked import denial, denies, plain_marks, turned_down
from retold.compare.people import Cast
from retold.compare.places import Places, of_contents, of_spans
from retold.compare.words import sense, stem, words_of
from retold.records import (
    Annotation,
    Attribution,
    Entity,
    Mention,
    Report,
    Sentence,
    Span,
    Story,
    TimeExpression,
)  # fmt: skip
from retold.text.tokens import Token

_KINDS = frozenset({"title", "deck", "body", "post", "crosshead"})
_SHORTEST = 4  # words with matter that a statement has at least
_LEAD = 3  # sentences of the body that count as its lead
_RUN = 4  # words
_SIGN = re.compile(r"(?:([$£€¥₹])|.?)[\d.,]+(?(1).?|(%))", re.S)
_SCALES = frozenset({"million", "billion", "trillion", "mn", "bn", "m", "thousand"})
_NEGATED_REACH = 4  # words after a negation among which what it negates is looked for
_TOLD = 0.5  # part of a sentence that is somebody's words, from which he is its source
_BEFORE, _AFTER = 5, 8  # words near a number that say what it is the number of
_NEXT = 3  # words with matter after a number that say whose it is
_READ = 2_000  # characters of a sentence in which a denial is looked for
_UNIT_REACH = 3  # words after a number among which its unit is looked for


class Day(NamedTuple):
    """A day as resolved and as written, and whether the words name it by a date or a weekday."""

    value: str
    written: str
    outright: bool
    around: frozenset[str]  # stems of the words near it


class Amount(NamedTuple):
    """A number, the stem of what is counted, the stems of the words near it, and both as written."""

    value: str
    unit: str
    around: frozenset[str]
    written: str
    about: bool  # told as near the number
    open: bool  # told as above or below the number, or as an end of a range
    after: frozenset[str]  # stems of the next words with matter
    scope: frozenset[str]  # words near it that say what part of a whole it counts ("still", "total")


@dataclass(frozen=True)
class Statement:
    """One sentence of one report, with the words, numbers, days and source it can be checked by."""

    report: str
    start: int
    end: int
    number: int  # place among the report's statements
    lead: bool
    keys: tuple[str, ...]
    names: frozenset[str]  # stems of the words in names
    amounts: tuple[Amount, ...]
    days: frozenset[Day]
    sources: frozenset[str]  # who is named as saying it
    words: frozenset[str]  # runs of words inside quotation marks
    denies: bool  # says of something told that it is not so
    denied: frozenset[str]  # stems of what it denies
    quoted: float  # part of its characters inside quotation marks

    @property
    def mention(self) -> Mention:
        """Where it stands."""
        return Mention(self.report, self.start, self.end)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of the words with matter, in order."""
        return tuple(found for found in map(sense, self.keys) if found)

    @cached_property
    def negated(self) -> frozenset[str]:
        """Stems of the words that a negation stands before."""
        found: set[str] = set()
        for at, key in enumerate(self.keys):
            pair = " ".join(self.keys[at : at + 2])
            if (key in _negations() or key.endswith("n't")) and pair not in phrases("updates", "no_negation"):
                after = [root for root in map(sense, self.keys[at + 1 : at + 1 + _NEGATED_REACH]) if root]
                found.update(after[:2])
        return frozenset(found)


def _negations() -> frozenset[str]:
    return frozenset(phrases("updates", "plain_negation"))


class _Places(NamedTuple):
    """What was read off a report, by place."""

    told: Places[Attribution]
    quotations: Places[Span]
    dates: Places[TimeExpression]
    entities: Places[Entity]


def statements(
    story: Story, reports: Mapping[str, Report], annotations: Mapping[str, Annotation], who: Cast, most: int
) -> list[Statement]:
    """Statements of the story's reports; of a very large story the foremost `most` of them."""
    found: list[Statement] = []
    for name in sorted(set(story.reports)):
        found += _of_report(reports[name], annotations[name], who)
    if len(found) > most:
        found = sorted(found, key=lambda s: (s.number, s.report))[:most]
    return sorted(found, key=lambda s: (s.report, s.number))


def _of_report(report: Report, annotation: Annotation, who: Cast) -> Iterable[Statement]:
    """Statements of one report, in order."""
    places = _Places(
        of_contents(annotation.attributions),
        of_spans(annotation.quotations),
        Places((Span(d.start, d.end), d) for d in annotation.dates),
        Places((Span(e.start, e.end), e) for e in annotation.entities),
    )
    bodies = 0
    number = 0
    for sentence in annotation.sentences:
        if sentence.kind not in _KINDS:
            continue
        bodies += sentence.kind == "body"
        lead = sentence.kind in ("title", "deck") or bodies <= _LEAD
        made = _statement(report, places, sentence, who, number, lead)
        if len(set(made.stems)) >= _SHORTEST:
            yield made
            number += 1


def _statement(
    report: Report, places: _Places, sentence: Sentence, who: Cast, number: int, lead: bool
) -> Statement:
    """What can be checked in one sentence."""
    start, end = sentence.start, sentence.end
    words = words_of(report.text, start, end)
    dates = places.dates.over(start, end)
    dated = [(d.start, d.end) for d in dates if d.type in ("DATE", "TIME")]
    inside = sum(max(0, min(q.end, end) - max(q.start, start)) for q in places.quotations.over(start, end))
    return Statement(
        report=report.id,
        start=start,
        end=end,
        number=number,
        lead=lead,
        keys=tuple(w.key for w in words),
        names=frozenset(
            found
            for e in places.entities.over(start, end)
            for found in (sense(w.key) for w in words_of(report.text, e.start, e.end))
            if found
        ),
        amounts=tuple(_amounts(report.text, words, dated)),
        days=frozenset(
            Day(d.value[:10], d.text.casefold(), _outright(d.text), _near(words, d.start, d.end))
            for d in dates
            if _is_day(d)
        ),
        sources=frozenset(_sources(report.id, places, sentence, who)),
        words=frozenset(_runs(report.text, places.quotations.over(start, end))),
        denies=denies(report.text[start:end]),
        denied=_denied(report.text[start:end]),
        quoted=min(1.0, inside / max(1, end - start)),
    )


def _denied(text: str) -> frozenset[str]:
    """Stems of what a sentence denies, as far as its own words say it."""
    plain = plain_marks(text[:_READ])
    if verb := denial(plain):
        thing = thing_of_verb(plain, verb)
    elif said := turned_down(plain):
        thing = thing_of_words(plain, said)
    else:
        return frozenset()
    return frozenset(sense(w.key) for w in words_of(thing.text) if w.key not in fillers()) - {""}


def _near(words: Sequence[Token], start: int, end: int) -> frozenset[str]:
    """Stems of the words near a date."""
    before = [w.key for w in words if w.end <= start][-_BEFORE:]
    after = [w.key for w in words if w.start >= end][:_BEFORE]
    return frozenset(s for s in map(sense, [*before, *after]) if s and not s[0].isdigit())


def _outright(text: str) -> bool:
    """Whether an expression names a day by a date or a weekday, and not by "the same day" or "yesterday"."""
    return any(word.isdigit() or word in words("weekdays") for word in re.findall(r"\w+", text.casefold()))


def _runs(text: str, quotations: Iterable[Span]) -> Iterable[str]:
    """Runs of words inside quotation marks, by which two reports quote one source."""
    for span in quotations:
        keys = [w.key for w in words_of(text, *span)]
        yield from (" ".join(keys[at : at + _RUN]) for at in range(len(keys) - _RUN + 1))


def _is_day(date: TimeExpression) -> bool:
    """Whether the expression names one known day."""
    return date.precision in ("day", "time") and date.value[:4].isdigit() and len(date.value) >= 10


def _amounts(text: str, words: Sequence[Token], dated: Sequence[tuple[int, int]]) -> Iterable[Amount]:
    """Numbers of things, not of days: "12 miles", "47 lawmakers", "73%", "$2.5 million"."""
    vague, bound, parts = (frozenset(phrases("numbers", key)) for key in ("about", "bound", "part"))
    for at, word in enumerate(words):
        if not word.key[:1].isdigit() or any(s <= word.start < e for s, e in dated):
            continue
        near = {w.key for w in words[max(0, at - 2) : at]}
        following = {w.key for w in words[at + 1 : at + 2]}
        about, limit = bool(vague & near), bool(bound & near or {"to", "of", "or"} & following)
        scope = frozenset(w.key for w in words[max(0, at - _BEFORE) : at + 1 + _BEFORE]) & parts
        if sign := _SIGN.match(text[max(0, word.start - 1) : word.end + 1]):
            scale = words[at + 1].key if at + 1 < len(words) and words[at + 1].key in _SCALES else ""
            value = f"{word.key} {scale}".strip()
            written = f"{sign.group().strip(' -–(')} {scale}".strip()
            unit = sign.group(1) or stem("percent")
            around, after = _around(words, at, unit)
            yield Amount(value, unit, around, written, about, limit, after, scope)
            continue
        scaled = [w.key for w in words[at + 1 : at + 2] if w.key in _SCALES]
        value = " ".join([word.key, *scaled])
        counted = ((stem(w.key), w) for w in words[at + 1 + len(scaled) : at + 1 + _UNIT_REACH])
        unit, last = next(((s, w) for s, w in counted if s and not s[0].isdigit()), ("", word))
        written = " ".join(text[word.start : last.end].split())
        around, after = _around(words, at, unit)
        yield Amount(value, unit, around, written, about, limit, after, scope)


def _around(words: Sequence[Token], at: int, unit: str) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words near a number, what is counted left out, and of the first ones after it."""

    def found(near: Sequence[Token]) -> list[str]:
        return [s for w in near if (s := sense(w.key)) and stem(w.key) != unit and not s[0].isdigit()]

    before, after = found(words[max(0, at - _BEFORE) : at]), found(words[at + 1 : at + 1 + _AFTER])
    return frozenset(before + after), frozenset(after[:_NEXT])


def _sources(report: str, places: _Places, sentence: Sentence, who: Cast) -> Iterable[str]:
    """Who says most of what stands in the sentence, as far as somebody can be named."""
    for attribution in places.told.over(sentence.start, sentence.end):
        inside = sum(
            max(0, min(c.end, sentence.end) - max(c.start, sentence.start)) for c in attribution.content
        )
        if attribution.speaker and inside >= _TOLD * (sentence.end - sentence.start):
            yield who.name(report, attribution.speaker) or attribution.speaker
