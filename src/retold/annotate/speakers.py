"""Who speaks: the person or body behind a source's words, or the reason why nobody can be named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from retold.annotate.behind import is_somebody, is_thing, just_named, maker, teller_within
from retold.annotate.cast import Cast, named_before, sentence_of, token_at, within
from retold.annotate.model import Paragraph
from retold.annotate.reported import source_span
from retold.annotate.said import Said
from retold.annotate.words import words
from retold.records import Entity, Span

_REACH = 7  # sentences looked back for whom a pronoun means
_NEAR = 3  # sentences in which any mention will do; farther back only the subject of a main clause
_UNTOLD = 1  # and for one whose sex nothing tells: a guess beyond that
_FAR = 60  # and for the body that "the union" means
_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_ALIKE = {"judge": ("justice",), "boss": ("chief",), "chief": ("boss",), "minister": ("premier",)}


class Named(NamedTuple):
    """A speaker's canonical name, and how it was found; None and why it was not."""

    name: str | None
    why: str


def before_tells(who: Cast, number: int, at: int) -> Named:
    """Whose deeds the sentence before a place in its paragraph tells: the one person who is its subject."""
    nobody = Named(None, "nobody is named beside these words")
    paragraph = who.paragraphs[number]
    ahead = [s for s in paragraph.doc.sents if paragraph.start + s.end_char <= at]
    if not ahead:
        return nobody
    subject = next((c for c in ahead[-1].root.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return nobody
    found = _of_phrase(who, number, subject, source_span(paragraph, subject, None), 0)
    if found.name is None or who.kinds.get(found.name) != "person":
        return nobody
    return Named(found.name, f"the sentence before tells of {found.name}")


def name_speaker(who: Cast, said: Said) -> Named:
    """The speaker of an attribution, by its source's words."""
    if said.source is None or said.head is None:
        return Named(None, "no source is named beside the words")
    named = _of_phrase(who, said.home, said.head, said.source, 0)
    if said.verb == "hear" or (named.name is None and is_thing(said.head)):
        return _of_hearing(who, said, named)
    return named


def _of_hearing(who: Cast, said: Said, named: Named) -> Named:
    """Who spoke where a court heard it or a letter shows it; one who hears is no speaker."""
    teller = teller_within(who, said)
    if teller is not None:
        told = _of_phrase(who, said.home, teller, source_span(who.paragraphs[said.home], teller, None), 1)
        if told.name is not None:
            return Named(
                told.name, f"'{_short(who, said.source or said.content[0])}' gives the words of {told.name}"
            )
    if said.verb == "hear":
        return Named(
            None, f"'{_short(who, said.source or said.content[0])}' heard it from somebody not named"
        )
    return named


def _of_phrase(who: Cast, number: int, head: Any, source: Span, depth: int) -> Named:
    """The person or body that a noun phrase stands for."""
    paragraph = who.paragraphs[number]
    word = head.lower_
    at = paragraph.start + head.idx
    if word in _HE:
        return _of_pronoun(who, number, head, _HE[word])
    if word in ("who", "that", "which") and head.head.dep_ == "relcl" and depth < 3:
        antecedent = head.head.head
        span = source_span(paragraph, antecedent, head.head)
        return _of_phrase(who, number, antecedent, span, depth + 1)
    if word in ("i", "we", "me", "us", "my", "our"):
        return Named(None, f"'{head.text}' stands outside any quotation: the author, who is not named")
    if word in ("they", "it"):
        return _of_thing(who, number, head, word)
    if word in words("titles.toml", "nobody"):
        return Named(None, f"'{head.text}' names nobody")
    named = [
        e for e in within(who, Span(min(source.start, at), max(source.end, at + 1))) if e.kind != "other"
    ]
    covering = [e for e in named if e.start <= at < e.end]
    if covering:
        return Named(covering[0].name, "named beside the words")
    persons = [e for e in named if e.kind == "person"]
    beside = [e for e in persons if _in_apposition(paragraph, head, e)] or _closing_name(who, source, persons)
    if beside:
        return Named(beside[0].name, "named beside the words")
    return _of_role(who, number, head, source, depth)


_OF = re.compile(
    r"(?:\b(?:of|for|to|by|with|from|and|than|like|under|against|about|on|in|at|near)|['’]s?) $",
    re.IGNORECASE,
)


def _closing_name(who: Cast, source: Span, persons: Sequence[Entity]) -> list[Entity]:
    """The one person whose name closes a description: "the city's former mayor Ann Roe"."""
    closing = [
        e for e in persons
        if not any(c.isalnum() for c in re.split(r",", who.text[e.end : source.end])[0])
        and not _OF.search(who.text[max(source.start, e.start - 12) : e.start])
        and not who.text[e.end : e.end + 2].startswith(("'s", "’s"))
    ]  # fmt: skip
    return closing if len({e.name for e in closing}) == 1 and len(persons) <= 2 else []


def _in_apposition(paragraph: Paragraph, head: Any, entity: Entity) -> bool:
    """Whether a name stands in apposition to a noun: "the mayor of London, Boris Johnson,"."""
    token = token_at(paragraph, entity)
    if token is None:
        return False
    if token.dep_ == "appos":
        while token.dep_ == "appos" and token.head.i != token.i:
            token = token.head
            if token.i == head.i:
                return True
    return any(c.i == token.i and c.dep_ in ("appos",) for c in head.children) or (
        token.i == head.i + 1
        or (token.dep_ in ("compound", "nmod", "flat") and token.head.i == head.i and head.pos_ == "PROPN")
    )


def _of_pronoun(who: Cast, number: int, pronoun: Any, wanted: str) -> Named:
    """Whom "he" or "she" means: the nearest subject or speaker before it that fits."""
    at = who.paragraphs[number].start + pronoun.idx
    sentence = sentence_of(who, at)
    skipped = False
    for distance in range(_REACH):
        group = [
            p for p in who.places.get(sentence - distance, ())
            if p.entity.start < at and p.entity.kind == "person" and not p.quoted
        ]  # fmt: skip
        nearer = 1 if distance == 0 else -1  # in its own sentence what stands first, else what stands last
        group.sort(key=lambda p: (not p.main, not p.subject, nearer * p.entity.start))
        for place in group:
            name = place.entity.name
            told = who.sexes.get(name)
            if told == wanted and (distance < _NEAR or (place.subject and place.main)):
                return Named(name, f"'{pronoun.text}' after {name}")
            if told is None and place.subject and distance <= _UNTOLD:
                return Named(name, f"'{pronoun.text}' after {name}")
            skipped = skipped or (place.subject and told is not None)
    return Named(None, f"'{pronoun.text}' has nobody nearby that it could mean")


def _of_thing(who: Cast, number: int, pronoun: Any, word: str) -> Named:
    """Whom "it" or "they" means: the body that spoke or stood as subject in the sentences before."""
    at = who.paragraphs[number].start + pronoun.idx
    near = [
        p for p in named_before(who, at, 2)
        if p.subject and not p.quoted and p.entity.kind in ("body", "place")
    ]  # fmt: skip
    if near and word == "it":
        return Named(near[-1].entity.name, f"'{pronoun.text}' after {near[-1].entity.name}")
    return Named(None, f"'{pronoun.text}' cannot be told")


def _of_carrier(who: Cast, number: int, head: Any, source: Span, depth: int) -> Named:
    """Whose words a letter, post or recording carries: its maker's, where the text tells who that is."""
    made_by = maker(head) if depth < 3 else None
    if made_by is not None and made_by.i != head.i:
        span = source_span(who.paragraphs[number], made_by, None)
        behind = _of_phrase(who, number, made_by, span, depth + 1)
        if behind.name is not None:
            return Named(behind.name, f"'{_short(who, source)}' is {behind.name}'s")
    return Named(None, f"'{_short(who, source)}' carries words of somebody not named")


def _of_role(who: Cast, number: int, head: Any, source: Span, depth: int) -> Named:
    """Whom a description means: the bearer of the role, or the description itself."""
    lemma = head.lemma_.lower()
    at = who.paragraphs[number].start + head.idx
    modifiers = {
        c.lemma_.lower() for c in head.subtree if c.i != head.i and c.pos_ in ("NOUN", "PROPN", "ADJ")
    }
    determined = any(c.lower_ in ("the", "his", "her", "their", "this", "our") for c in head.children)
    indefinite = any(
        c.lower_ in ("a", "an", "another", "one", "some", "two", "several") for c in head.children
    )
    bearers = [b for word in (lemma, *_ALIKE.get(lemma, ())) for b in who.roles.get(word, [])]
    if bearers and head.tag_ in ("NN", "NNP") and not indefinite and (determined or head.pos_ == "PROPN"):
        fitting = [b for b in bearers if b[0] < at] or bearers
        best = max(fitting, key=lambda b: (len(modifiers & b[2]), b[0]))
        if not modifiers or modifiers & best[2] or best[2] <= {lemma, *_ALIKE.get(lemma, ())}:
            return Named(best[1], f"'{_short(who, source)}' is {best[1]} in this report")
    if (
        lemma in words("titles.toml", "houses")
        and determined
        and (body := _body_before(who, number, at, lemma))
    ):
        return Named(body, f"'{_short(who, source)}' after {body}")
    if is_thing(head):
        return _of_carrier(who, number, head, source, depth)
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    if owner is not None:
        return _owned(who, number, head, owner)
    before = just_named(who, number, head)
    if before is not None:
        return Named(before, f"'{_short(who, source)}' right after {before}")
    if head.pos_ in ("PROPN", "NOUN"):
        return Named(_description(who, source), "described, not named")
    return Named(None, f"'{_short(who, source)}' names nobody")


def _body_before(who: Cast, number: int, at: int, lemma: str) -> str | None:
    """The body that "the firm" or "the union" means: one with the word in its name, else the last one."""
    before = [p for p in named_before(who, at, _FAR) if p.entity.kind == "body"]
    called = [p for p in before if lemma in p.entity.name.lower().split()]
    if called:
        return called[-1].entity.name
    near = [p for p in before if not p.quoted and sentence_of(who, at) - p.sentence <= 2]
    return near[-1].entity.name if near and lemma in ("firm", "company", "group", "operator") else None


def _owned(who: Cast, number: int, head: Any, owner: Any) -> Named:
    """ "his spokesman", "Mr Lee's family": told by the one it belongs to."""
    paragraph = who.paragraphs[number]
    start = paragraph.start + owner.idx
    of = _of_phrase(who, number, owner, Span(start, start + len(owner.text)), 2)
    if of.name is None:
        return Named(None, f"'{owner.text} {head.text}': {of.why}")
    if not is_somebody(head):
        return Named(None, f"'{owner.text} {head.text}' is nobody who speaks")
    words_between = [
        t.text for t in paragraph.doc[owner.i + 1 : head.i + 1] if t.dep_ != "case" and not t.is_punct
    ]
    return Named(f"{' '.join(words_between)} of {of.name}", f"described as belonging to {of.name}")


def _description(who: Cast, source: Span) -> str:
    """The first words of a source without its article."""
    phrase = " ".join(who.text[source.start : source.end].split())
    phrase = re.split(r", |\s[–—]\s| who | which | that ", phrase)[0]
    phrase = re.sub(r"^(?:the|a|an)\s+", "", phrase, flags=re.IGNORECASE)
    kept = re.sub(r"[\"“”„«»]|''", "", phrase).split()[:9]
    while len(kept) > 1 and kept[-1].lower() in words("titles.toml", "dangling"):
        kept.pop()
    return " ".join(kept)


def _short(who: Cast, source: Span) -> str:
    return " ".join(who.text[source.start : source.end].split()[:6])
