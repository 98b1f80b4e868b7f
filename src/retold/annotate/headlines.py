"""Attributions in headings, in their own forms: "Roe: …", "… , says Roe", "… – Roe", "Roe warns …".

Parsers fail on headings, so they are read by their shape and by the names known from the body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retold.annotate.model import Paragraph
from retold.annotate.said import Said
from retold.annotate.words import words
from retold.records import Entity, Span
from retold.text.quotations import Quotation
from retold.text.tokens import keys

_DASH = re.compile(r"\s[–—-]{1,2}\s")
_TRIM = " ,;:–—-.\n\t\xa0"
_LABEL = 8  # words a label before a colon may have
_UNSPOKEN = re.compile(
    r"^(?:read more|watch|video|photos?|live|opinion|analysis|exclusive|report|breaking|update)\b", re.I
)


@cache
def _verbs() -> dict[str, str]:
    """Heading forms of verbs of saying, each with what it carries: a clause, an infinitive or an object."""
    forms: dict[str, str] = {}
    for kind in ("headings_clause", "headings_infinitive", "headings_object"):
        for word in words("cues.toml", kind):
            forms[word.replace("_", " ")] = kind.removeprefix("headings_")
    return forms


@cache
def _verb_pattern() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(_verbs(), key=lambda f: (-len(f), f)))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


def heading(
    text: str, number: int, paragraph: Paragraph, entities: Sequence[Entity], quotes: Sequence[Quotation]
) -> list[Said]:
    """Attributions of one heading; `entities` and `quotes` are those that stand in it."""
    span = Span(paragraph.start, paragraph.end)
    if _UNSPOKEN.match(text[span.start : span.end]):
        return []
    speakers = [e for e in entities if e.kind in ("person", "body")]
    found = (
        _tail(text, number, span, speakers)
        or _label(text, number, span, speakers)
        or _verb(text, number, span, speakers)
    )
    if found is None:
        return []
    inside = [q for q in quotes if found.start <= q.outer.start and q.outer.end <= found.end]
    if inside:
        letters = sum(c.isalnum() for c in text[found.start : found.end])
        quoted = sum(c.isalnum() for q in inside for c in text[q.start : q.end])
        found.kind = "direct" if quoted >= letters else "mixed"
    return [found]


def _said(text: str, number: int, content: Span, cue: Span, source: Span, name: str) -> Said | None:
    start, end = content
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    said = Said("indirect", number, [Span(start, end)], source, cue, None, number)
    said.speaker, said.why = name, "named in the heading"
    return said


def _tail(text: str, number: int, span: Span, speakers: Sequence[Entity]) -> Said | None:
    """ "…, says Roe after talks", "… – Roe"."""
    for entity in speakers:
        before = text[span.start : entity.start]
        verb = re.search(r"[,'’\"”]\s*(\w+)\s+(?:[\w.]+\s+){0,3}$", before)
        if verb and _verbs().get(verb.group(1).lower()) == "clause":
            cue = Span(span.start + verb.start(1), span.start + verb.end(1))
            return _said(
                text, number, Span(span.start, cue.start), cue, Span(entity.start, entity.end), entity.name
            )
        dash = list(_DASH.finditer(before))
        rest = text[entity.end : span.end].strip(_TRIM)
        if dash and not rest and len(before[dash[-1].end() :].split()) <= 3:
            mark = Span(span.start + dash[-1].start() + 1, span.start + dash[-1].end() - 1)
            return _said(
                text, number, Span(span.start, mark.start), mark, Span(entity.start, entity.end), entity.name
            )
    return None


def _label(text: str, number: int, span: Span, speakers: Sequence[Entity]) -> Said | None:
    """ "Roe: …": a label that ends with a name, or is no more than a title and one."""
    colon = text.find(":", span.start, span.end)
    if colon < 0 or text[colon + 1 : colon + 2] not in (" ", "\xa0", "\n"):
        return None
    label = [e for e in speakers if e.end <= colon]
    if len(label) != 1 or len(text[span.start : colon].split()) > _LABEL:
        return None
    if text[label[0].end : colon].strip() or "," in text[span.start : label[0].start]:
        return None
    if re.search(
        r"\b(?:on|of|for|to|and|vs?|in|at|with|the|by)\s*$", text[span.start : label[0].start], re.I
    ):
        return None
    source = Span(label[0].start, label[0].end)
    return _said(text, number, Span(colon + 1, span.end), Span(colon, colon + 1), source, label[0].name)


def _verb(text: str, number: int, span: Span, speakers: Sequence[Entity]) -> Said | None:
    """ "Roe warns of …", "Roe tells BBC …"."""
    for entity in speakers:
        verb = _verb_pattern().search(text, entity.end, span.end)
        if verb is None or len(text[entity.end : verb.start()].split()) > 2:
            continue
        between = text[entity.end : verb.start()].strip().lower()
        if between and not re.fullmatch(
            r"(?:also|again|now|still|has|have|reportedly|publicly)(?: \w+ly)?", between
        ):
            continue
        kind = _verbs()[verb.group().lower()]
        rest = text[verb.end() : span.end]
        if kind == "infinitive" and not rest.lower().startswith(" to "):
            continue
        start = verb.end() + (_addressee(rest) if verb.group().lower() in ("tells", "told") else 0)
        source, cue = Span(entity.start, entity.end), Span(*verb.span())
        return _said(text, number, Span(start, span.end), cue, source, entity.name)
    return None


def _addressee(rest: str) -> int:
    """Characters taken by the one who is told: the first capitalised words."""
    match = re.match(r"\s+(?:the\s+)?(?:[A-Z][\w.'’-]*\s*){1,3}", rest)
    return match.end() if match and match.end() < len(rest) else 0


def echoed(text: str, quote: Quotation, told: Sequence[Said]) -> Said | None:
    """The attribution of the body that holds the words quoted in a heading; None where none or several do."""
    wanted = keys(text[quote.start : quote.end])
    if not wanted:
        return None
    holders = [
        said for said in told
        if said.speaker and any(_holds(keys(text[s.start : s.end]), wanted) for s in said.content)
    ]  # fmt: skip
    quoting = [said for said in holders if said.kind != "indirect"] or holders
    names = {said.speaker for said in quoting}
    return quoting[0] if len(names) == 1 else None


def _holds(words_: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether `wanted` stands among the words, in order and without a gap."""
    size = len(wanted)
    return any(list(words_[i : i + size]) == list(wanted) for i in range(len(words_) - size + 1))
