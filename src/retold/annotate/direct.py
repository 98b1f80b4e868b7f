"""Direct quotations of a paragraph: which words around them say whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retold.annotate.model import Paragraph
from retold.annotate.reported import cue_span, cues, source_of, source_span
from retold.annotate.said import Said
from retold.annotate.words import words
from retold.records import Span
from retold.text.quotations import Quotation

_NEAR = 16  # tokens between a cue and the quotation it opens
_SIGNED = re.compile(r"[\s.,]*[-–—―]{1,2}\s*([A-Z][^\n\"“”.!?;:]{1,60}?)[.\s]*(?=\n|$|[\"“])")
_THAT = re.compile(r"(?:[ \t\xa0]+[\w’'.-]+){0,4}?[ \t\xa0]+that\b")
_ADDRESSED = frozenset(["me", "him", "her", "them", "us", "reporters", "journalists"])
_NOUNISH = ("NOUN", "PROPN", "PRON")


@dataclass(slots=True)
class _Cue:
    """A cue found beside a quotation."""

    verb: Any  # token, or None for a mere colon
    head: Any  # head token of the source, or None
    source: Span | None
    span: Span
    after: bool  # it follows the quotation
    home: int  # paragraph it stands in


def direct(
    text: str, number: int, paragraphs: Sequence[Paragraph], quotes: Sequence[Quotation]
) -> tuple[list[Said], set[int]]:
    """Attributions of the standing quotations of a paragraph, and the numbers of the tokens used as cues.

    A quotation that is only a part of a sentence is left to the parse of that sentence.
    """
    paragraph = paragraphs[number]
    found: list[Said] = []
    used: set[int] = set()
    for place, quote in enumerate(quotes):
        if not standing(text, paragraph, quote):
            continue
        before = quotes[place - 1].outer.end if place else paragraph.start
        following = quotes[place + 1].outer.start if place + 1 < len(quotes) else paragraph.end
        cue = _cue(text, number, paragraphs, quote, (before, following), used)
        if cue is None:
            _uncued(text, number, paragraph, quote, found)
            continue
        if cue.verb is not None and cue.home == number:
            if cue.verb.i in used and found:
                found[-1].content.append(quote.outer)
                found[-1].unclosed = quote.reopened
                continue
            used.add(cue.verb.i)
        content = [Span(_that_before(text, cue, quote), quote.outer.end)]
        begun = _begun_before(text, paragraph, cue, quote)
        said = Said(
            "mixed" if begun else "direct", number, begun + content, cue.source, cue.span, cue.head, cue.home
        )
        said.unclosed = quote.reopened
        found.append(said)
    return found, used


def _cue(
    text: str, number: int, paragraphs: Sequence[Paragraph], quote: Quotation, around: tuple[int, int],
    used: set[int],
) -> _Cue | None:  # fmt: skip
    """The cue of a quotation: right before it, else after it, else further before it, or a signature."""
    paragraph = paragraphs[number]
    opener = _before(text, number, paragraphs, quote, around[0], used)
    if opener is not None and opener.home == number and _adjoins(text, opener, quote):
        return opener
    return (
        _after(text, number, paragraph, quote, around[1], used)
        or opener
        or _signed(text, number, paragraph, quote, around[1])
    )


def _begun_before(text: str, paragraph: Paragraph, cue: _Cue, quote: Quotation) -> list[Span]:
    """What of a sentence stands before an insertion and is said too: 'Instead, Roe said, "she went on"'."""
    if cue.after or cue.verb is None or cue.source is None or not text[quote.start].islower():
        return []
    if text[cue.span.end : quote.outer.start].strip() != "," or cue.source.start > cue.span.start:
        return []
    first = paragraph.start + cue.verb.sent.start_char
    lead = text[first : cue.source.start].rstrip()
    if not lead.endswith(",") or '"' in lead or "”" in lead or len(lead) < 3:
        return []
    return [Span(first, first + len(lead) - 1)]


def _that_before(text: str, cue: _Cue, quote: Quotation) -> int:
    """Where the content of a quotation starts: at the "that" soon after its cue, if one stands there."""
    if cue.after or cue.span.end > quote.outer.start:
        return quote.outer.start
    that = _THAT.match(text, cue.span.end, quote.outer.start)
    return that.end() - len("that") if that else quote.outer.start


def _adjoins(text: str, cue: _Cue, quote: Quotation) -> bool:
    """Whether a cue stands right before a quotation, or a colon does."""
    between = text[cue.span.end : quote.outer.start].strip()
    bare = between.rstrip(" ,:").lower()
    return not bare or bare in _ADDRESSED or between.endswith(":")


def standing(text: str, paragraph: Paragraph, quote: Quotation) -> bool:
    """Whether a quotation stands by itself: a sentence, or what a comma, colon or cue word opens."""
    lead = text[paragraph.start : quote.outer.start].rstrip()
    if not lead:
        return _sentence_like(text, quote, paragraph)
    first = text[quote.start]
    if lead[-1] in ":" or (lead[-1] in ".!?…" and (first.isupper() or first in "[(….")):
        return _sentence_like(text, quote, paragraph)
    word = _token_before(paragraph, quote.outer.start)
    if word is None:
        return False
    if lead[-1] in ",–—-":
        verb = _verb_before(paragraph, word)
        return first.isupper() or (_cue_word(verb) and not _deep_in_clause(verb, word))
    return _cue_word(word)


def _sentence_like(text: str, quote: Quotation, paragraph: Paragraph) -> bool:
    """Whether more than a name or title stands in the marks that open a sentence."""
    inner = text[quote.start : quote.end]
    if inner[-1] in ",.!?…" or not quote.closed or len(inner.split()) > 5:
        return True
    rest = text[quote.outer.end : paragraph.end].lstrip()
    return not rest or rest[0] in ",.–—"


def _token_before(paragraph: Paragraph, at: int) -> Any:
    """The last token that ends before a place, marks aside."""
    found = None
    for token in paragraph.doc:
        if paragraph.start + token.idx >= at:
            break
        if not token.is_punct and not token.is_space:
            found = token
    return found


def _verb_before(paragraph: Paragraph, token: Any) -> Any:
    """The last verb among the few tokens up to this one."""
    for i in range(token.i, max(-1, token.i - _NEAR), -1):
        if _cue_word(paragraph.doc[i]):
            return paragraph.doc[i]
        if paragraph.doc[i].is_sent_start:
            break
    return token


def _deep_in_clause(verb: Any, last: Any) -> bool:
    """Whether words between a verb and a quotation are reported already: "said that in 1967, when …"."""
    that = next((t.i for t in verb.doc[verb.i + 1 : last.i] if t.lower_ == "that"), None)
    return that is not None and last.i - that > 3


def _cue_word(token: Any) -> bool:
    return token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") and _lemma(token) in words(
        "cues.toml", "say"
    )


def _lemma(token: Any) -> str:
    return str(token.lemma_).lower()


def _is_say(token: Any) -> bool:
    """Whether a token is a verb of saying in a finite form or a participle."""
    if token.i > 1 and token.lower_ == "called" and token.nbor(-1).text in ("-", "so"):  # "so-called"
        return False
    return token.pos_ in ("VERB", "AUX") and _lemma(token) in words("cues.toml", "say")


def _between(paragraph: Paragraph, start: int, end: int) -> list[Any]:
    """Tokens of the paragraph between two places of the text."""
    return [t for t in paragraph.doc if start <= paragraph.start + t.idx < end and not t.is_space]


def _after(
    text: str, number: int, paragraph: Paragraph, quote: Quotation, following: int, used: set[int]
) -> _Cue | None:
    """The cue that follows a quotation: '," said X', '," X told CNN', '! X wrote'."""
    gap = _between(paragraph, quote.outer.end, following)
    while gap and gap[0].is_punct:
        gap.pop(0)
    if (
        not gap
        or gap[0].pos_ in ("CCONJ", "SCONJ", "ADP", "PART", "AUX")
        or gap[0].tag_ in ("WDT", "WP", "WRB")
    ):
        return None
    fresh = text[quote.start : quote.end][-1] in ".!?…" and gap[0].text[:1].isupper()
    last = gap[0].sent.end
    gap = [t for t in gap if t.i < last]
    for token in gap:
        if not _is_say(token) or token.i in used:
            continue
        head = _subject_near(token, gap)
        if head is None or min(head.left_edge.i, token.i) - gap[0].i > 2:
            continue
        if fresh and any(c.dep_ in ("ccomp", "xcomp", "dobj") and c.i > token.i for c in token.children):
            return None
        source = source_span(paragraph, head, token)
        return _Cue(token, head, source, cue_span(paragraph, token), True, number)
    return None


def _signed(text: str, number: int, paragraph: Paragraph, quote: Quotation, following: int) -> _Cue | None:
    """The name that signs a quotation: '" — Ann Lee' at the end of a line."""
    line = _SIGNED.match(text, quote.outer.end, following)
    if line is None:
        return None
    inside = _between(paragraph, line.start(1), line.end(1))
    if not inside or not any(t.pos_ == "PROPN" for t in inside):
        return None
    head = _phrase_head(next(t for t in inside if t.pos_ == "PROPN"))
    head = head if head in inside else inside[-1]
    dash = Span(line.start(0), line.start(1))
    mark = Span(dash.start + len(text[slice(*dash)]) - len(text[slice(*dash)].lstrip()), dash.end)
    mark = Span(mark.start, mark.start + len(text[slice(*mark)].rstrip()))
    return _Cue(None, head, Span(line.start(1), line.end(1)), mark, True, number)


def _subject_near(verb: Any, gap: Sequence[Any]) -> Any:
    """The source's head among the tokens of the gap, by the parse or else by place."""
    numbers = {t.i for t in gap}
    head = source_of(verb)
    if head is not None and head.i in numbers:
        return head
    left = [t for t in gap if t.i < verb.i and t.pos_ in _NOUNISH]
    right = [t for t in gap if t.i > verb.i and t.pos_ in _NOUNISH]
    if left:
        return _phrase_head(left[0])
    if right and right[0].left_edge.i <= verb.i + 2:
        return _phrase_head(right[0])
    return None


def _phrase_head(token: Any) -> Any:
    """The head of the noun phrase that a noun is a part of."""
    while token.dep_ in ("compound", "poss", "nmod", "amod") and token.head.pos_ in _NOUNISH:
        token = token.head
    return token


def _before(
    text: str, number: int, paragraphs: Sequence[Paragraph], quote: Quotation, start: int, used: set[int]
) -> _Cue | None:
    """The cue that opens a quotation: 'X said: "', 'saying "', 'X:', a colon before the paragraph."""
    paragraph = paragraphs[number]
    gap = _between(paragraph, start, quote.outer.start)
    if gap:
        first = gap[-1].sent.start
        gap = [t for t in gap if t.i >= first]
        lead = text[paragraph.start : quote.outer.start].rstrip()
        if lead[-1] in ".!?…":
            return None
        return _opening(paragraph, number, gap, used, colon=lead[-1] == ":")
    if start > paragraph.start or number == 0:
        return None
    above = paragraphs[number - 1]
    if not text[above.start : above.end].rstrip().endswith(":"):
        return None
    gap = [t for t in list(above.doc)[-1].sent if not t.is_space]
    return _opening(above, number - 1, gap, set(), colon=True)


def _opening(
    paragraph: Paragraph, home: int, gap: Sequence[Any], used: set[int], *, colon: bool
) -> _Cue | None:
    """The cue in the words before a quotation."""
    end = gap[-1].i
    for token in reversed(gap):
        if end - token.i > (_NEAR * 2 if colon else _NEAR):
            break
        if _is_say(token) and token.i not in used:
            head = source_of(token) or (_subject_left(token, gap) if token.tag_ != "VBG" else None)
            if head is None and token.tag_ == "VBG" and not _set_off(token):  # "help maintaining": no speaker
                continue
            if head is not None and _relative(head, token):
                head = _phrase_head(next((t for t in gap if t.pos_ in _NOUNISH), head))
            if head is None and (token.tag_ not in ("VBG", "VBN") or _lemma(token) in cues("naming")):
                continue
            source = source_span(paragraph, head, token) if head is not None else None
            return _Cue(token, head, source, cue_span(paragraph, token), False, home)
    if not colon:
        return None
    nouns = [t for t in gap if t.pos_ in _NOUNISH]
    if not nouns:
        return None
    mark = paragraph.span(end, end)
    if len(gap) <= 8 and not any(t.pos_ in ("VERB", "AUX") for t in gap):  # "Holly Watt:"
        head = _phrase_head(nouns[0])
        return _Cue(None, head, source_span(paragraph, head, None), mark, False, home)
    subject = _owner(gap) or next((t for t in gap if t.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    return _Cue(None, subject, source_span(paragraph, subject, None), mark, False, home)


def _owner(gap: Sequence[Any]) -> Any:
    """Whose words an introduction announces: "Here are her findings:", "These are Roe's remarks:"."""
    announced = [t for t in gap if t.pos_ == "NOUN" and _lemma(t) in words("cues.toml", "nouns", "carriers")]
    return next((c for t in announced for c in t.children if c.dep_ == "poss"), None)


def _set_off(token: Any) -> bool:
    """Whether a participle opens its sentence or follows a comma, so that somebody outside it may speak."""
    return bool(token.is_sent_start) or token.nbor(-1).is_punct or token.dep_ == "advcl"


def _relative(head: Any, verb: Any) -> bool:
    """Whether a subject belongs to a relative clause that a comma closes: "which Mr Roe founded, said"."""
    first = head.left_edge.i
    commas = [t for t in head.doc[head.i : verb.i] if t.text == ","]
    return first > 0 and head.doc[first - 1].tag_ in ("WDT", "WP") and bool(commas)


def _subject_left(verb: Any, gap: Sequence[Any]) -> Any:
    left = [t for t in gap if t.i < verb.i and t.pos_ in _NOUNISH]
    return _phrase_head(left[-1]) if left else None


def _uncued(text: str, number: int, paragraph: Paragraph, quote: Quotation, found: list[Said]) -> None:
    """A quotation without a cue of its own goes on with the one before, or stands alone."""
    inner = text[quote.start : quote.end]
    if found and found[-1].paragraph == number and continues(text, paragraph, found[-1], quote.outer.start):
        found[-1].content.append(quote.outer)
        found[-1].unclosed = quote.reopened
    elif inner[-1] in ".!?…," or not quote.closed or _fills(text, paragraph, quote):
        found.append(Said("direct", number, [quote.outer], whole=True, unclosed=quote.reopened))


def _fills(text: str, paragraph: Paragraph, quote: Quotation) -> bool:
    rest = text[paragraph.start : quote.outer.start] + text[quote.outer.end : paragraph.end]
    return not any(c.isalnum() for c in rest)


def continues(text: str, paragraph: Paragraph, said: Said, at: int) -> bool:
    """Whether a quotation at `at` goes straight on from an attribution, no sentence between them."""
    reach = max(s.end for s in (*said.content, said.cue or said.content[0], said.source or said.content[0]))
    between = [t for t in paragraph.doc if reach <= paragraph.start + t.idx < at]
    openings = [t for t in between if t.is_sent_start and any(c.isalnum() for c in t.sent.text)]
    fresh = [t for t in openings if paragraph.start + t.sent.end_char <= at]
    return not fresh
