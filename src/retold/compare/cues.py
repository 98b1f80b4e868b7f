"""Sentences that tell of an update, found by the words that mark one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from retold.compare.data import phrases
from retold.compare.denied import Thing, fillers, thing_insisted, thing_of_none, thing_of_verb, thing_of_words
from retold.compare.deniers import Scene, denier, of_noun
from retold.compare.marked import denial, first, nothing_of, plain_marks, taken_back, turned_down
from retold.compare.matter import is_negated, roots
from retold.compare.people import Cast
from retold.compare.places import Places, distinct
from retold.compare.words import plain, sense, words_of
from retold.records import Annotation, Attribution, BlockKind, Conflict, Report, Sentence, Span, UpdateKind
from retold.text.sentences import sentences

_KINDS = frozenset({"title", "deck", "body", "post", "note", "caption", "crosshead", "credit"})
_EDITORIAL = re.compile(
    r"\b(?:article|story|report|headline|sub-?heading|version|page|caption|quote|quotation|figure)s?\b", re.I
)
_SIGNATURE = re.compile(r"\s*[—–-]+\s*\S[^.]{0,60}\(?@\w+|\s*@\w+\s*$")


_NEAR = 2_500  # characters before "there was no attack" within which an attack is told
_LONGEST = 2_000  # characters of a sentence that is read
_LONGEST_SIGNATURE = 160  # characters
_AGAIN = 5  # times that a sentence of the same words is read in one report
_MOST = 300  # findings of a report


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
    thing: str = ""  # the words that say what is denied
    matter: frozenset[str] = frozenset()  # their roots
    nothing: bool = False  # says that there was none of it
    before: Span | None = None  # the sentence that a denial points back to ("denied it")

    @classmethod
    def of_conflict(cls, conflict: Conflict) -> Finding:
        """A claim told with another number or day."""
        return cls("contradicted", conflict.report, Span(conflict.start, conflict.end), None, conflict.how)


def findings(report: Report, annotation: Annotation, who: Cast) -> Iterator[Finding]:
    """Every sentence of the report that may tell of an update; of sentences alike the first.

    No more than the first `_MOST` of a report: what denies on every line tells of no event.
    """
    told = Places((span, a) for a in annotation.attributions for span in (*a.source, *a.cue, *a.content))
    named = Places((Span(e.start, e.end), e) for e in annotation.entities)
    before: Sentence | None = None
    seen: set[tuple[str, str | None, UpdateKind]] = set()
    again: Counter[str] = Counter()
    made = 0
    for sentence in annotation.sentences:
        if sentence.kind not in _KINDS or is_signature(report.text[sentence.start : sentence.end]):
            continue
        again[report.text[sentence.start : sentence.end]] += 1
        if again[report.text[sentence.start : sentence.end]] > _AGAIN:
            continue
        inside = distinct(told.over(sentence.start, sentence.end))
        earlier = _before(sentence, before)
        span = Span(sentence.start, min(sentence.end, sentence.start + _LONGEST))
        for finding in _of_sentence(sentence.kind, Scene(report, span, earlier, inside, named, who)):
            words = (report.text[span.start : span.end], finding.by, finding.kind)
            if words not in seen or (finding.before and not finding.nothing):
                made += 1
                yield finding
            seen.add(words)
        if made >= _MOST:
            return
        before = sentence


def is_signature(text: str) -> bool:
    """Whether a line only names who wrote a post."""
    return bool(_SIGNATURE.match(text)) and len(text) <= _LONGEST_SIGNATURE


def _before(sentence: Sentence, before: Sentence | None) -> Span | None:
    """The sentence a denial may point back to: the one before it, or the end of the paragraph before."""
    if before is None or sentence.block - before.block > 2 or before.kind not in ("body", "post", "deck"):
        return None
    return Span(before.start, before.end)


def _of_sentence(kind: BlockKind, scene: Scene) -> Iterable[Finding]:
    """The updates that one sentence may tell of."""
    report, span = scene.report, scene.span
    text = plain_marks(report.text[span.start : span.end])
    if (cue := first(text, "corrected")) and (_EDITORIAL.search(text) or kind == "note"):
        yield Finding("corrected", report.id, span, report.outlet, f"“{cue.words}”")
        return
    yield from _withdrawals(report, text, span, list(scene.told), scene.who)
    yield from _denials(scene, text)


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


def _denials(scene: Scene, text: str) -> Iterable[Finding]:
    """Denials: a verb of denial, or words in what is said that turn something down."""
    report, span = scene.report, scene.span
    if first(text, "given_up"):
        return
    if verb := denial(text):
        at = span.start + verb.start
        by = of_noun(scene, at) if verb.noun else denier(scene, at, verb.words)
        if by:
            yield _denied(scene, by, f"“{verb.words}”", thing_of_verb(text, verb))
        return
    if against := thing_insisted(text):
        cue, thing = against
        at = span.start + cue.start
        by = denier(scene, at, cue.words)
        if by and thing.text:
            yield _denied(scene, by, f"“{cue.words}”", thing)
        return
    none = nothing_of(text)
    if none and none.words.casefold() in phrases("updates", "none_of_it"):
        none = None
    said = turned_down(text) or none
    told = [
        a for a in scene.told if said and any(c.start <= span.start + said.start < c.end for c in a.content)
    ]
    by = scene.who.name(report.id, told[0].speaker) if told else None
    if said and by and said is none:
        found = _denied(scene, by, f"“there was no {said.words}”", thing_of_none(text, said))
        yield replace(
            found, nothing=True, before=_told_of(scene, said.words) if len(found.matter) < 2 else None
        )
    elif said and by:
        yield _denied(scene, by, f"“{said.words}”", thing_of_words(text, said))


def _told_of(scene: Scene, word: str) -> Span | None:
    """The sentence shortly before, of the same report, that tells of what there was none of."""
    start = max(0, scene.span.start - _NEAR)
    spans = sentences(scene.report.text[start : scene.span.start])
    wanted = sense(plain(word.casefold()))
    for span in reversed(spans):
        if any(
            sense(w.key) == wanted for w in words_of(scene.report.text, start + span.start, start + span.end)
        ):
            return Span(start + span.start, start + span.end)
    return None


def _denied(scene: Scene, by: str, why: str, thing: Thing) -> Finding:
    """A denial with what it denies."""
    matter = roots(w.key for w in words_of(thing.text) if w.key not in fillers())
    before = scene.before if thing.back else None
    return Finding(
        "denied", scene.report.id, scene.span, by, why, thing=thing.text, matter=matter, before=before
    )
