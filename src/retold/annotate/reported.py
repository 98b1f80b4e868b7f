"""Reported speech by the parse: a cue word, the source that is its subject, and the clause it carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from retold.annotate.model import Paragraph
from retold.annotate.said import Said
from retold.annotate.words import words
from retold.records import Span

_SUBJECT = ("nsubj", "nsubjpass", "csubj", "expl")
_CLIMB = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp")
_TRIM = " ,;:–—-\n\t\xa0"


def verbs() -> frozenset[str]:
    """Lemmas of verbs that introduce what somebody said or thought."""
    return words("cues.toml", "say", "think")


def reported(text: str, number: int, paragraph: Paragraph, used: Iterable[int] = ()) -> list[Said]:
    """Attributions of a paragraph by its parse; `used` are numbers of tokens that are cues already."""
    taken = set(used)
    found: list[Said] = []
    for token in paragraph.doc:
        if token.i in taken:
            continue
        said = None
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in verbs():
            said = _by_verb(text, number, paragraph, token)
        elif token.lower_ == "according":
            said = _according(text, number, paragraph, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in words("cues.toml", "nouns"):
            said = _by_noun(text, number, paragraph, token)
        if said is not None:
            found.append(said)
    return found


def source_of(verb: Any, depth: int = 0) -> Any:
    """The head of the source of a verb: its subject, its agent, or the subject it shares; None if none."""
    passive = None
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            passive = child
        elif child.dep_ in _SUBJECT and child.dep_ != "expl":
            return child
        elif child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if passive is not None or depth > 4:
        return None
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG",):
        return verb.head
    if verb.dep_ in _CLIMB and verb.head is not verb and verb.head.i != verb.i:
        return source_of(verb.head, depth + 1)
    return None


def source_span(paragraph: Paragraph, head: Any, cue: Any) -> Span:
    """The noun phrase of a source, its clauses and asides after the cue left out."""
    tokens = [t.i for t in head.subtree if cue is None or not _below(t, cue, head)]
    first, last = tokens[0], head.i
    for i in tokens:  # as far as the phrase runs on without a gap
        if i > last + 1:
            break
        last = max(last, i)
    while last > head.i and paragraph.doc[last].is_punct:
        last -= 1
    while first < head.i and paragraph.doc[first].is_punct:
        first += 1
    return paragraph.span(first, last)


def _below(token: Any, cue: Any, head: Any) -> bool:
    """Whether a token hangs under the cue, seen from the source's head."""
    if cue is head or not head.is_ancestor(cue):
        return False
    return token.i == cue.i or cue.is_ancestor(token)


def cue_span(paragraph: Paragraph, verb: Any) -> Span:
    """The cue with its auxiliaries, negation and particle as far as they stand together."""
    around = {
        c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt", "advmod") and not c.is_punct
    }
    first = last = verb.i
    while first - 1 in around:
        first -= 1
    while last + 1 in around:
        last += 1
    return paragraph.span(first, last)


def _by_verb(text: str, number: int, paragraph: Paragraph, verb: Any) -> Said | None:
    head = source_of(verb)
    content = _content(text, paragraph, verb, head)
    if not content:
        return None
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    if head is None and not passive:
        return None
    source = source_span(paragraph, head, verb) if head is not None else None
    return Said("indirect", number, content, source, cue_span(paragraph, verb), head, number)


def _content(text: str, paragraph: Paragraph, verb: Any, head: Any) -> list[Span]:
    """The clause a verb carries: a finite one, an infinitive, or for some verbs a noun phrase."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and not _before_subject(c, verb)), None)
    if clause is not None:
        return _spans(text, paragraph, clause, verb)
    if verb.dep_ in ("parataxis",) and verb.head.i != verb.i:
        return _spans(text, paragraph, verb.head, verb)
    infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    if infinitive is not None and any(c.tag_ == "TO" for c in infinitive.children):
        return _spans(text, paragraph, infinitive, verb)
    if verb.lemma_.lower() in words("cues.toml", "naming"):
        return []
    return []


def _before_subject(clause: Any, verb: Any) -> bool:
    return False


def _spans(text: str, paragraph: Paragraph, clause: Any, cue: Any) -> list[Span]:
    """The stretches of a clause's words, the cue's own words and what hangs on it left out."""
    own = set()
    if clause.is_ancestor(cue) or clause.i == cue.i:
        own = {t.i for t in cue.subtree}
    else:
        own = {cue.i} | {t.i for c in cue.children if c.i != clause.i for t in c.subtree}
    inside = sorted(t.i for t in clause.subtree if t.i not in own)
    if not inside:
        return []
    runs: list[list[int]] = [[inside[0], inside[0]]]
    for i in inside[1:]:
        if i == runs[-1][1] + 1 or all(paragraph.doc[j].is_punct for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spans = [trimmed(text, paragraph.span(a, b)) for a, b in runs]
    return [s for s in spans if any(c.isalnum() for c in text[s.start : s.end])]


def trimmed(text: str, span: Span) -> Span:
    """The span without commas, dashes and blanks at its ends."""
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM + ".":
        end -= 1
    return Span(start, end)


def _according(text: str, number: int, paragraph: Paragraph, token: Any) -> Said | None:
    """ "according to X": X is the source, the clause around it the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(paragraph.doc) and paragraph.doc[token.i + 1].lower_ == "to":
        to = paragraph.doc[token.i + 1]
    head = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if head is None or token.head.i == token.i:
        return None
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    content = _spans(text, paragraph, clause, token)
    if not content:
        return None
    cue = paragraph.span(token.i, to.i)
    return Said("indirect", number, content, source_span(paragraph, head, token), cue, head, number)


def _by_noun(text: str, number: int, paragraph: Paragraph, noun: Any) -> Said | None:
    """ "his statement that": the noun's possessor or author is the source, its clause the content."""
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _that(c)), None)
    if clause is None:
        return None
    head = next((c for c in noun.children if c.dep_ == "poss"), None)
    if head is None:
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")), None)
        head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    content = _spans(text, paragraph, clause, noun)
    if not content:
        return None
    source = source_span(paragraph, head, noun) if head is not None else None
    return Said("indirect", number, content, source, paragraph.span(noun.i, noun.i), head, number)


def _that(clause: Any) -> bool:
    """Whether a clause is a that-clause with a subject of its own."""
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return marked and any(c.dep_ in _SUBJECT for c in clause.children)


def said_in(spans: Sequence[Span], within: Sequence[Span]) -> bool:
    """Whether all of `spans` lie inside `within`."""
    return all(any(w.start <= s.start and s.end <= w.end for w in within) for s in spans)
