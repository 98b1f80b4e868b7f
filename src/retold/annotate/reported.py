"""Reported speech by the parse: a cue word, the source that is its subject, and what it carries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from retold.annotate.model import Paragraph
from retold.annotate.said import Said
from retold.annotate.words import words
from retold.records import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLIMB = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "parataxis")
_TRIM = " ,;:–—-\n\t\xa0"
_CLOSERS = frozenset("\"”’»)]'") | {"''"}
_DEEPEST = 5


def cues(name: str) -> frozenset[str]:
    """A list of cue words."""
    return words("cues.toml", name)


def lemma(token: Any) -> str:
    """Lower-case lemma of a token."""
    return str(token.lemma_).lower()


def reported(text: str, number: int, paragraph: Paragraph, used: Iterable[int] = ()) -> list[Said]:
    """Attributions of a paragraph by its parse; `used` are numbers of tokens that are cues already."""
    taken = set(used)
    found: list[Said] = []
    for token in paragraph.doc:
        said = None if token.i in taken else _by_token(text, number, paragraph, token)
        if said is not None:
            found.append(said)
    return found


def _by_token(text: str, number: int, paragraph: Paragraph, token: Any) -> Said | None:
    if token.lower_ == "according":
        return _according(text, number, paragraph, token)
    if token.pos_ in ("VERB", "AUX"):
        return _by_verb(text, number, paragraph, token)
    if token.pos_ == "NOUN" and lemma(token) in words("cues.toml", "nouns", "promises"):
        return _by_noun(text, number, paragraph, token)
    return None


# -- the source -------------------------------------------------------------------------------------


def source_of(verb: Any, depth: int = 0) -> Any:
    """The head of the source of a verb: its subject, its agent, or the subject it shares; None if none."""
    if (
        verb.dep_ == "pcomp"
        and verb.head.lower_ == "as"
        and lemma(verb.head.head) in ("quote", "cite", "report")
    ):
        return next((c for c in verb.head.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).lower_ == "as":
        quoted = [t for t in verb.doc[verb.sent.start : verb.i] if lemma(t) in ("quote", "cite")]
        if quoted:
            return next((c for c in quoted[-1].children if c.dep_ in ("dobj", "nsubjpass")), None)
    passive = False
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            passive = True
        elif child.dep_ in SUBJECTS:
            return child
        elif child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if passive and depth and lemma(verb) in cues("witnessed"):
        return next(c for c in verb.children if c.dep_ == "nsubjpass")
    if passive or depth > _DEEPEST or verb.head.i == verb.i:
        return None
    if trailing(verb):
        return source_of(verb.sent.root, depth + 1)
    if verb.dep_ == "conj" and verb.head.dep_ == "ccomp" and _besides(verb, verb.head, verb.head.head):
        return source_of(verb.head.head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        return verb.head if verb.tag_ == "VBG" and _can_speak(verb.head) else None
    if verb.dep_ == "xcomp" and verb.i > 0 and any(c.tag_ == "TO" for c in verb.children):
        whom = next((c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i), None)
        if whom is not None and lemma(verb.head) in cues("moving"):
            return whom
    return source_of(verb.head, depth + 1) if verb.dep_ in _CLIMB else None


def _can_speak(noun: Any) -> bool:
    """Whether a noun before a participle may be its speaker: people, a name, a thing one reads."""
    return noun.tag_ in ("NNS", "NNP", "NNPS") or lemma(noun) in words("cues.toml", "carriers", "nouns")


def trailing(verb: Any) -> bool:
    """Whether a participle takes up what its sentence began: "She left early, saying that …"."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.doc[verb.left_edge.i - 1].text != ",":
        return False
    root = verb.sent.root
    said = root.i < verb.i and lemma(root) in words("cues.toml", "say", "clause")
    return said and verb.dep_ == "advcl" and not any(c.dep_ in SUBJECTS for c in verb.children)


def _besides(verb: Any, clause: Any, cue: Any) -> bool:
    """Whether a verb stands beside the cue and is not said itself: "said it was late and warned …"."""
    return (
        verb.dep_ == "conj"
        and verb.head.i == clause.i
        and verb.tag_ == cue.tag_
        and verb.tag_ in ("VBD", "VBZ", "VBP")
        and lemma(verb) in words("cues.toml", "say")
        and not any(c.dep_ in SUBJECTS for c in verb.children)
    )


def source_span(paragraph: Paragraph, head: Any, cue: Any) -> Span:
    """The noun phrase of a source, without what hangs under the cue."""
    hidden = {t.i for t in cue.subtree} if cue is not None and head.is_ancestor(cue) else set()
    tokens = [t.i for t in head.subtree if t.i not in hidden]
    first = last = head.i
    for i in reversed([i for i in tokens if i < head.i]):
        if i != first - 1:
            break
        first = i
    for i in [i for i in tokens if i > head.i]:
        if i != last + 1:
            break
        last = i
    doc = paragraph.doc
    dash = [i for i in range(first, head.i) if doc[i].text in ("—", "–", "--", "-") and doc[i].whitespace_]
    first = dash[-1] + 1 if dash and first == doc[first].sent.start else first
    while last > head.i and doc[last].is_punct and doc[last].text not in (")", "]"):
        last -= 1
    while first < head.i and (doc[first].is_punct or doc[first].is_space):
        first += 1
    return paragraph.span(first, last)


def cue_span(paragraph: Paragraph, verb: Any, last: int | None = None) -> Span:
    """The cue with its auxiliaries, negation and particle as far as they stand together."""
    beside = ("aux", "auxpass", "neg", "prt", "advmod")
    around = {c.i for c in verb.children if c.dep_ in beside and not c.is_punct}
    first, end = verb.i, max(verb.i, last if last is not None else verb.i)
    while first - 1 in around:
        first -= 1
    while end + 1 in around:
        end += 1
    return paragraph.span(first, end)


# -- verbs ------------------------------------------------------------------------------------------


def _by_verb(text: str, number: int, paragraph: Paragraph, verb: Any) -> Said | None:
    content, last, frame = _carried(text, paragraph, verb)
    if not content:
        return None
    head = source_of(verb)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    about = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if about is not None and frame in ("infinitive", "object") and lemma(verb) not in cues("addressing"):
        content = [source_span(paragraph, about, verb), *content]  # "the road was called unsafe"
    if head is None and not passive and verb.tag_ not in ("VBG", "VBN"):
        return None
    source = source_span(paragraph, head, verb) if head is not None else None
    if source is not None and any(s.start < source.end and source.start < s.end for s in content):
        return None
    cue = cue_span(paragraph, verb, last)
    return Said("indirect", number, content, source, cue, head, number, verb=lemma(verb), frame=frame)


def _carried(text: str, paragraph: Paragraph, verb: Any) -> tuple[list[Span], int | None, str]:
    """What a verb carries, by the first frame that fits, and the last token of the cue beside the verb."""
    word = lemma(verb)
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if clause is not None and word in cues("clause") and (clause.i > verb.i or word in cues("inserted")):
        return _clause(text, paragraph, clause, verb), None, "clause"
    if verb.dep_ == "parataxis" and word in cues("inserted") and verb.head.i != verb.i:
        return _clause(text, paragraph, verb.head, verb), None, "parataxis"
    if word in cues("infinitive"):
        infinitive = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and _to(c, verb)), None)
        if infinitive is not None:
            return _with_addressee(text, paragraph, verb, infinitive), None, "infinitive"
    wished = next((c for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp") and _for(c, verb)), None)
    if word == "call" and wished is not None:
        spans = _clause(text, paragraph, wished, verb)
        mark = next(c for c in wished.children if c.lower_ == "for")
        start = trimmed(text, Span(paragraph.span(mark.i, mark.i).end, spans[0].end)).start if spans else 0
        return [Span(max(start, s.start), s.end) for s in spans], mark.i, "infinitive"
    upon = next((c for c in verb.children if c.lower_ in ("on", "upon") and c.dep_ == "prep"), None)
    if word == "call" and upon is not None:
        whom = next((c for c in upon.children if c.dep_ == "pobj"), None)
        doing = next(
            (c for c in verb.children if c.dep_ in ("xcomp", "advcl", "ccomp") and _to(c, verb)), None
        )
        if whom is not None and doing is not None and doing.i > whom.i:
            spans = _clause(text, paragraph, doing, verb)
            start = paragraph.span(whom.left_edge.i, whom.left_edge.i).start
            return [trimmed(text, Span(start, s.end)) for s in spans[-1:]], upon.i, "infinitive"
    for child in verb.children:
        if child.dep_ in ("prep", "agent") and f"{word}_{child.lower_}" in cues("prepositional"):
            held = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if held is not None and child.i > verb.i:
                return _clause(text, paragraph, held, child), child.i, "preposition"
    if word in cues("object"):
        return _object(text, paragraph, verb), None, "object"
    return [], None, ""


def _for(clause: Any, verb: Any) -> bool:
    """Whether a clause is of the kind "for the towns to pay"."""
    return _to(clause, verb) and any(c.lower_ == "for" and c.dep_ == "mark" for c in clause.children)


def _to(clause: Any, verb: Any) -> bool:
    return clause.i > verb.i and any(c.tag_ == "TO" for c in clause.children)


def _with_addressee(text: str, paragraph: Paragraph, verb: Any, infinitive: Any) -> list[Span]:
    """An infinitive with the one it is asked of, unless the verb merely addresses him."""
    spans = _clause(text, paragraph, infinitive, verb)
    whom = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < infinitive.i), None)
    if whom is None or lemma(verb) in cues("addressing") or not spans:
        return spans
    first = min(t.i for t in whom.subtree)
    return [trimmed(text, Span(paragraph.span(first, first).start, spans[0].end)), *spans[1:]]


def _object(text: str, paragraph: Paragraph, verb: Any) -> list[Span]:
    """The noun phrase after a verb with its complement: "him of lying", "it a disgrace"."""
    held = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "oprd", "ccomp", "attr")]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if not held and not (passive and lemma(verb) in cues("naming")):
        return []
    held += [
        c for c in verb.children
        if c.i > verb.i and c.dep_ == "prep"
        and c.lower_ in cues("complements" if lemma(verb) in cues("naming") else "reasons")
    ]  # fmt: skip
    inside = sorted({t.i for c in held for t in c.subtree})
    if not inside:
        return []
    last = inside[0]
    for i in inside[1:]:
        if i > last + 1 and not all(paragraph.doc[j].is_punct for j in range(last + 1, i)):
            break
        last = i
    span = trimmed(text, paragraph.span(inside[0], last))
    return [span] if any(c.isalnum() for c in text[span.start : span.end]) else []


def _clause(text: str, paragraph: Paragraph, clause: Any, cue: Any) -> list[Span]:
    """The stretches of a clause's words, the cue's own words and what hangs on it left out."""
    if clause.is_ancestor(cue):
        own = {t.i for t in cue.subtree}
    else:
        own = {cue.i} | {t.i for c in cue.children if c.i != clause.i for t in c.subtree}
    for token in clause.subtree:  # what the teller adds, and what the source did besides, is not said
        if token.i > clause.i and (trailing(token) or _besides(token, clause, cue)):
            own |= {t.i for t in token.subtree}
    inside = sorted(t.i for t in clause.subtree if t.i not in own)
    while inside and (clause.doc[inside[-1]].is_punct or clause.doc[inside[-1]].dep_ == "cc"):
        if clause.doc[inside[-1]].text in _CLOSERS:
            break
        inside.pop()  # the "and" before what is not said
    if not inside:
        return []
    runs: list[list[int]] = [[inside[0], inside[0]]]
    for i in inside[1:]:
        between = range(runs[-1][1] + 1, i)
        if all(paragraph.doc[j].is_punct and j not in own for j in between):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    spans = [trimmed(text, paragraph.span(a, b)) for a, b in runs]
    return [s for s in spans if any(c.isalnum() for c in text[s.start : s.end])]


def trimmed(text: str, span: Span) -> Span:
    """The span without commas, dashes, full stops and blanks at its ends."""
    start, end = span
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM + ".":
        end -= 1
    return Span(start, end)


# -- "according to", nouns --------------------------------------------------------------------------


def _according(text: str, number: int, paragraph: Paragraph, token: Any) -> Said | None:
    """ "according to X": X is the source, the clause around it the content."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(paragraph.doc) and paragraph.doc[token.i + 1].lower_ == "to":
        to = paragraph.doc[token.i + 1]
    head = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or head is None or token.head.i == token.i:
        return None
    clause = token.head
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    content = _clause(text, paragraph, clause, token)
    if not content:
        return None
    cue = paragraph.span(token.i, to.i)
    source = source_span(paragraph, head, token)
    return Said("indirect", number, content, source, cue, head, number, frame="according")


def _by_noun(text: str, number: int, paragraph: Paragraph, noun: Any) -> Said | None:
    """ "his statement that": the noun's possessor or author is the source, its clause the content."""
    clause = next(
        (c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and _carries(noun, c)), None
    )
    if clause is None:
        return None
    head = next((c for c in noun.children if c.dep_ == "poss"), None)
    if head is None:
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from", "of")), None)
        head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    content = _clause(text, paragraph, clause, noun)
    if not content:
        return None
    source = source_span(paragraph, head, noun) if head is not None else None
    return Said(
        "indirect", number, content, source, paragraph.span(noun.i, noun.i), head, number, frame="noun"
    )


def _carries(noun: Any, clause: Any) -> bool:
    """Whether a clause after a noun is what was said: a that-clause, or "to" after a promise."""
    if lemma(noun) in cues("promises") and any(c.tag_ == "TO" for c in clause.children):
        return True
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    return lemma(noun) in cues("nouns") and marked and any(c.dep_ in SUBJECTS for c in clause.children)
