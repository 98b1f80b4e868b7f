"""Who denies: the one to whom the words are given, the subject of the verb, or whom a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retold.compare.data import words
from retold.compare.people import Cast
from retold.compare.places import Places
from retold.records import Attribution, Entity, Report, Span

_ADVERBS = (
    r"(?:(?:\w+ly|has|have|had|also|always|since|again|continues?|continued|to|both)\s+){0,4}"
    r"[\"“'‘]?(?:\w+ly\s+)?"
)
_BETWEEN = re.compile(
    rf"(?:['’]s?)?(?:\s*,[^,;—]*,|\s*\([^)]*\))?\]?\s*(?:(?:late\s+|early\s+)?(?:on|in)\s+\w+\s+)?{_ADVERBS}$",
    re.I,
)
_TWO = re.compile(rf"((?:[A-Z][\w’']*\s+)(?:[A-Z0-9][\w’']*\s+)*and\s+(?:[A-Z][\w’']*\s+)+){_ADVERBS}$")
_PRONOUN = re.compile(rf"(?:^|[\s\"“'‘(])(he|she|they|it|we|i)\s+{_ADVERBS}$", re.I)
_WHO = re.compile(rf",?\s+who\s+{_ADVERBS}$", re.I)
_PARTICIPLE = re.compile(r"\w+ing$", re.I)
_OPENING = re.compile(
    r"[;:—–\"“”]|,\s|\b(?:but|and|while|though|although|that|as|when|because|which|yet|said|saying|says)\s",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"\b(?:he|she|they|it|who|which|was|were|is|are|be|been|not|to|will|would|did)\b", re.I
)
_PLACE = re.compile(r"\b(?:in|at|of|near|from|to|around|outside|inside|over|across)\s+(?:the\s+)?$", re.I)
_TITLES = {
    "she": re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Baroness|Dame|Madame|Mme)\b"),
    "he": re.compile(r"\b(?:Mr|Sir|Lord|Monsieur|Herr)\b"),
}
_SUBJECT = 40  # characters between a subject and the verb
_NEXT = 12  # characters within which a country, too, is the subject ("Varn flatly denies")
_MOST_WORDS = 8  # of a subject that no name stands for


class Scene(NamedTuple):
    """A sentence, the one before it, what is told in it, and the names of the report by place."""

    report: Report
    span: Span
    before: Span | None
    told: Sequence[Attribution]
    named: Places[Entity]
    who: Cast


def denier(scene: Scene, at: int, word: str) -> str | None:
    """Who does the denying that a verb at `at` tells of; None where the sentence does not show it."""
    report, span, who = scene.report, scene.span, scene.who
    entities = [
        e
        for e in scene.named.over(span.start, at)
        if e.start >= span.start and report.text[e.start : e.end].casefold() not in words("weekdays")
    ]
    head = report.text[max(span.start, at - 3 * _SUBJECT) : at]
    for attribution in scene.told:
        if attribution.speaker and _says_it(scene, attribution, at):
            return who.name(report.id, attribution.speaker)
    if pronoun := _PRONOUN.search(head):
        return _stood_for(scene, at, pronoun.group(1).casefold())
    near = [e for e in entities if at - e.end <= _SUBJECT]
    if relative := _WHO.search(head):
        edge = at - (len(head) - relative.start())
        before = [e for e in near if 0 <= edge - e.end <= 2]
        return who.name(report.id, before[-1].name) if before else None
    if _PARTICIPLE.match(word):
        if re.search(r"\bI\b", head):
            return _stood_for(scene, at, "i")
        people = {who.name(report.id, e.name) for e in entities if e.kind == "person"}
        return people.pop() if len(people) == 1 else None
    if near and _is_subject(report.text, near[-1], at):
        if two := _TWO.search(head):
            return two.group(1).strip()
        return who.name(report.id, near[-1].name)
    return _subject(head)


def _says_it(scene: Scene, attribution: Attribution, at: int) -> bool:
    """Whether the verb at `at` is the cue of an attribution whose source is no mere place far from it."""
    if not any(c.start <= at < c.end for c in attribution.cue):
        return False
    near = any(abs(at - s.end) <= _NEXT for s in attribution.source)
    places = [e for s in attribution.source for e in scene.named.over(*s) if e.kind == "place"]
    return near or not places


def of_noun(scene: Scene, at: int) -> str | None:
    """Whose a noun of denial is: of the one named before it, or of the one who speaks of "his denials"."""
    report, head = scene.report, scene.report.text[max(scene.span.start, at - _SUBJECT) : at]
    owned = [
        e
        for e in scene.named.over(scene.span.start, at)
        if re.fullmatch(r"['’]s?\s+(?:\w+\s+)?", report.text[e.end : at])
    ]
    if owned:
        return scene.who.name(report.id, owned[-1].name)
    if re.search(r"\b(?:his|her|their|my)\s+(?:\w+\s+)?$", head) or re.search(
        r"\b(?:his|her|their|my)\s", report.text[at : at + 8]
    ):
        speaking = [a for a in scene.told if a.speaker and any(c.start <= at < c.end for c in a.content)]
        names = {scene.who.name(report.id, a.speaker) for a in speaking[:1]}
        return names.pop() if names else None
    if by := re.match(r"denials?(?:\s+\w+){0,4}\s+(?:by|from)\s+", report.text[at : at + 2 * _SUBJECT]):
        after = [
            e for e in scene.named.over(at + by.end(), at + by.end() + 3 * _SUBJECT) if e.kind == "person"
        ]
        return scene.who.name(report.id, after[0].name) if after else None
    return None


def _stood_for(scene: Scene, at: int, pronoun: str) -> str | None:
    """The one person named in this sentence or the one before whom a pronoun may stand for.

    Inside what somebody says, "he" is not the one who says it.
    """
    report, who = scene.report, scene.who
    speakers = {
        who.name(report.id, a.speaker)
        for a in scene.told
        if a.speaker and any(c.start <= at < c.end for c in a.content)
    }
    if pronoun in ("i", "we"):
        return next(iter(speakers)) if len(speakers) == 1 else None
    if pronoun not in ("he", "she"):
        return None
    start = scene.before.start if scene.before else scene.span.start
    named = [e for e in scene.named.over(start, at) if e.kind == "person" and start <= e.start < at]
    of_title = [e for e in named if _TITLES[pronoun].search(report.text[max(0, e.start - 10) : e.end])]
    other = _TITLES["he" if pronoun == "she" else "she"]
    named = of_title or [e for e in named if not other.search(report.text[max(0, e.start - 10) : e.end])]
    people = {who.name(report.id, e.name) for e in named} - speakers
    return people.pop() if len(people) == 1 else None


def _is_subject(text: str, entity: Entity, at: int) -> bool:
    """Whether a name is the subject of the verb at `at`, as far as what stands between and before shows."""
    between = text[entity.end : at]
    if not _BETWEEN.fullmatch(between):
        return False
    if entity.kind in ("person", "body"):
        return True
    return len(between) <= _NEXT and not _PLACE.search(text[max(0, entity.start - 12) : entity.start])


def _subject(head: str) -> str | None:
    """The words before the verb that name who denies, where they are few and plain."""
    clause = head
    for opening in _OPENING.finditer(head):
        clause = head[opening.end() :]
    clause = re.sub(rf"{_ADVERBS}$", "", clause.rstrip() + " ").strip(' ,"“')
    words = clause.split()
    if (
        not 0 < len(words) <= _MOST_WORDS
        or _NOT_A_NAME.search(clause)
        or len(head) == len(clause) == 3 * _SUBJECT
    ):
        return None
    return clause if clause[0].isalpha() or clause[0].isdigit() else None
