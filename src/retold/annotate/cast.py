"""Who is named in a report, where, as what, and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from retold.annotate.model import Paragraph
from retold.annotate.names import Known, sex
from retold.annotate.said import Said
from retold.annotate.words import words
from retold.records import Entity, EntityKind, Span


@dataclass(slots=True)
class Place:
    """A person or body where it stands in the parse."""

    entity: Entity
    paragraph: int
    sentence: int  # number within the report
    subject: bool
    main: bool  # subject of its sentence's main verb
    quoted: bool


@dataclass(slots=True)
class Cast:
    """Who is named in the report, where, of which sex and in which role."""

    text: str
    paragraphs: Sequence[Paragraph]
    entities: Sequence[Entity]
    sexes: dict[str, str]
    starts: Sequence[int]  # of the entities
    sentences: Sequence[int]  # starts of the sentences parsed
    kinds: dict[str, EntityKind]
    places: dict[int, list[Place]] = field(default_factory=dict)  # by number of sentence
    roles: dict[str, list[tuple[int, str, frozenset[str]]]] = field(default_factory=dict)


def cast(
    text: str, paragraphs: Sequence[Paragraph], bearers: Sequence[Known], entities: Sequence[Entity],
    quotes: Sequence[Span],
) -> Cast:  # fmt: skip
    """The persons and bodies of a report with their roles."""
    sexes = {b.name: found for b in bearers if b.kind == "person" and (found := sex(b))}
    starts = [p.start + s.start_char for p in paragraphs for s in p.doc.sents]
    kinds = {e.name: e.kind for e in entities}
    who = Cast(text, paragraphs, entities, sexes, [e.start for e in entities], starts, kinds)
    opened = [q.start for q in quotes]
    for number, paragraph in enumerate(paragraphs):
        for entity in within(who, Span(paragraph.start, paragraph.end)):
            if entity.kind == "other":
                continue
            token = token_at(paragraph, entity)
            at = bisect_right(opened, entity.start) - 1
            quoted = at >= 0 and entity.start < quotes[at].end
            sentence = sentence_of(who, entity.start)
            place = Place(entity, number, sentence, _is_subject(token), _is_main(token), quoted)
            who.places.setdefault(sentence, []).append(place)
            _learn_roles(who, paragraph, entity, token)
    return who


def named_before(who: Cast, at: int, sentences: int) -> list[Place]:
    """Persons and bodies before a place, in its sentence and so many before it, in order."""
    last = sentence_of(who, at)
    near = [p for n in range(last - sentences, last + 1) for p in who.places.get(n, ())]
    return sorted((p for p in near if p.entity.start < at), key=lambda p: p.entity.start)


def within(who: Cast, span: Span) -> list[Entity]:
    """Entities that start inside a span, in order."""
    first, last = (bisect_left(who.starts, at) for at in span)
    return list(who.entities[first:last])


def token_at(paragraph: Paragraph, entity: Entity) -> Any:
    """The token that heads an entity: the one whose own head lies outside it."""
    first, last = entity.start - paragraph.start, entity.end - paragraph.start
    inside = paragraph.doc.char_span(first, last, alignment_mode="expand") if last > first >= 0 else None
    if inside is None or not len(inside):
        return None
    numbers = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in numbers or t.head.i == t.i), inside[-1])


def _is_subject(token: Any) -> bool:
    while token is not None and token.dep_ in ("appos", "compound", "conj") and token.head.i != token.i:
        token = token.head
    if _is_presented(token):
        return True
    return (token is not None and token.dep_ in ("nsubj", "nsubjpass", "agent")) or (
        token is not None and token.dep_ == "pobj" and token.head.dep_ == "agent"
    )


def _is_presented(token: Any) -> bool:
    """Whether a name is what its sentence presents: "Her first guest was Roe"."""
    if token is None or token.dep_ != "attr" or token.head.lemma_ != "be":
        return False
    subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.pos_ == "NOUN"


def _is_main(token: Any) -> bool:
    while token is not None and token.dep_ in ("appos", "compound") and token.head.i != token.i:
        token = token.head
    if _is_presented(token):
        return bool(token.head.dep_ == "ROOT")
    return token is not None and token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"


def _learn_roles(who: Cast, paragraph: Paragraph, entity: Entity, token: Any) -> None:
    """Notes what the text calls somebody: "President", "the ambassador", "spokesman"."""
    if token is None or entity.kind != "person":
        return
    heads: list[Any] = []
    for child in token.children:
        if (child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN")) or (
            child.dep_ in ("compound", "nmod") and child.idx + paragraph.start < entity.start
        ):
            heads.append(child)
    if token.dep_ == "appos" and token.head.pos_ in ("NOUN", "PROPN"):
        heads.append(token.head)
    elif token.dep_ in ("nsubj",):
        heads += [c for c in token.head.children if c.dep_ == "attr" and token.head.lemma_ == "be"]
    for head in heads:
        told = {
            t.lemma_.lower() for t in head.subtree if t.pos_ in ("NOUN", "PROPN", "ADJ") and t.i != token.i
        }
        who.roles.setdefault(head.lemma_.lower(), []).append((entity.start, entity.name, frozenset(told)))
    before = who.text[max(0, entity.start - 60) : entity.start]
    run = re.search(r"((?:[\w.'’-]+ )+)$", before)
    if run:
        lead = [w.lower().strip(".") for w in run.group(1).split()]
        for number in range(len(lead) - 1, max(-1, len(lead) - 4), -1):
            if lead[number] not in words("titles.toml", "plain", "roles"):
                break
            bearer = (entity.start, entity.name, frozenset(lead[-4:]))
            who.roles.setdefault(lead[number], []).append(bearer)


def spoke(who: Cast, said: Said) -> None:
    """Remembers where somebody spoke under a pronoun or a description: the next "he" may mean him."""
    if said.speaker is None or said.source is None or said.home < 0:
        return
    here = [
        p for p in who.places.get(sentence_of(who, said.source.start), ())
        if p.entity.name == said.speaker and said.source.start <= p.entity.start < said.source.end
    ]  # fmt: skip
    for place in here:
        place.subject, place.main = True, place.main or (_is_main(said.head) and not said.nested)
    if here:
        return
    kind = who.kinds.get(said.speaker)
    if kind is not None:
        entity = Entity(said.source.start, said.source.end, kind, said.speaker)
        sentence = sentence_of(who, said.source.start)
        main = _is_main(said.head) and not said.nested
        place = Place(entity, said.home, sentence, True, main, False)
        who.places.setdefault(sentence, []).append(place)


def sentence_at(who: Cast, number: int, at: int) -> Span:
    """The sentence of a paragraph that holds a place."""
    paragraph = who.paragraphs[number]
    span = Span(paragraph.start, paragraph.end)
    for sent in paragraph.doc.sents:
        span = paragraph.span(sent.start, sent.end - 1)
        if at < span.end:
            break
    return span


def other_subject(who: Cast, number: int, span: Span, speaker: str | None) -> bool:
    """Whether in a stretch somebody else than the speaker comes in as subject."""
    paragraph = who.paragraphs[number]
    for token in paragraph.doc:
        at = paragraph.start + token.idx
        if span.start <= at < span.end and _is_main(token):
            covering = [e for e in within(who, Span(at - 60, at + 1)) if e.start <= at < e.end]
            if any(e.name != speaker for e in covering) or (not covering and token.pos_ in ("NOUN", "PROPN")):
                return True
    return False


def sentence_of(who: Cast, at: int) -> int:
    """Number within the report of the sentence that holds a place."""
    return bisect_right(who.sentences, at) - 1
