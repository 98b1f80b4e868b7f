"""Who stands behind a thing that carries words, and who a description just after a name means."""

from __future__ import annotations

import re
from typing import Any

from retold.annotate.cast import Cast, sentence_of
from retold.annotate.reported import cues, lemma, source_of
from retold.annotate.said import Said
from retold.annotate.words import words

_PERSON = re.compile(r"(?:man|woman|person|er|or|ist|ian|eer|ee|ant)$")
_MAKING = frozenset(
    ["write", "send", "post", "issue", "publish", "release", "make", "give", "deliver", "file"]
)


def is_thing(noun: Any) -> bool:
    """Whether a noun is something read, seen or heard, which nobody hears speak."""
    return lemma(noun) in words("titles.toml", "carried")


def is_somebody(noun: Any) -> bool:
    """Whether a noun that belongs to somebody may speak: a role, kin, people, a body of people."""
    word = lemma(noun)
    known = words("titles.toml", "plain", "roles", "men", "women", "people", "houses")
    return noun.pos_ == "PROPN" or noun.tag_ == "NNS" or word in known or bool(_PERSON.search(word))


def maker(noun: Any) -> Any:
    """The head of whoever wrote, sent or made a thing: "a letter from Roe", "Roe issued a note saying …"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and lemma(noun.head) in _MAKING:
        return source_of(noun.head)
    return None


def teller_within(who: Cast, said: Said) -> Any:
    """Whose telling a hearing or a document reports: "the court heard that she told a doctor …"."""
    paragraph = who.paragraphs[said.home]
    first = said.content[0]
    inside = [
        t for t in paragraph.doc
        if first.start <= paragraph.start + t.idx < first.end and t.pos_ in ("VERB", "AUX")
    ]  # fmt: skip
    numbers = {t.i for t in inside}
    root = next((t for t in inside if t.head.i not in numbers), None)
    if root is None:
        return None
    spoken = [root, *(c for c in root.children if c.dep_ == "xcomp" and c.pos_ == "VERB")]
    for verb in spoken:
        if lemma(verb) in cues("say") | cues("moving") - cues("unspoken") and verb.i in numbers:
            head = source_of(verb)
            return (
                head
                if head is not None and head.i != (said.head.i if said.head is not None else -1)
                else None
            )
    return None


def _borne(who: Cast, noun: Any) -> bool:
    """Whether the report gives a description to somebody; another modifier makes it another one."""
    told = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound", "nmod")}
    bearers = who.roles.get(lemma(noun), [])
    return any(not told or told & modifiers for _, _, modifiers in bearers)


def just_named(who: Cast, number: int, noun: Any) -> str | None:
    """The person whom "the Green chairman" means: named without a description as subject just before it.

    Only where the sentence before has one such subject, and the report describes nobody else so.
    """
    if noun.tag_ not in ("NN", "NNP") or not any(c.lower_ == "the" for c in noun.children):
        return None
    if _borne(who, noun) or not is_somebody(noun) or lemma(noun) in words("titles.toml", "houses"):
        return None
    at = who.paragraphs[number].start + noun.idx
    before = who.places.get(sentence_of(who, at) - 1, ())
    subjects = {
        p.entity.name for p in before
        if p.paragraph == number and p.main and not p.quoted and p.entity.kind == "person"
    }  # fmt: skip
    here = {
        p.entity.name for p in who.places.get(sentence_of(who, at), ())
        if p.subject and p.entity.start < at and not p.quoted
    }  # fmt: skip
    described = {name for bearers in who.roles.values() for _, name, _ in bearers}
    if len(subjects) != 1 or here or subjects & described:
        return None
    name = subjects.pop()
    wanted = (
        "m"
        if lemma(noun) in words("titles.toml", "men")
        else "f"
        if lemma(noun) in words("titles.toml", "women")
        else None
    )
    return name if wanted is None or who.sexes.get(name) in (None, wanted) else None
