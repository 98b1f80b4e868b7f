"""Quoted fragments in a sentence that goes on from somebody's reported words: 'It has a "huge lower jaw"'."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from retold.annotate.cast import Cast, other_subject, sentence_at
from retold.annotate.said import Said
from retold.annotate.words import words
from retold.records import Span
from retold.text.quotations import Quotation

_FEWEST = 2  # words; a single one is more often scare quotes, and a capital opens a title


def fragments(who: Cast, found: Sequence[Said], quotes: Sequence[Quotation]) -> list[Said]:
    """Attributions of fragments whose sentence follows straight on from one that somebody speaks in.

    Nobody else may come in as a subject between, and the sentence has no cue of its own.
    """
    made: list[Said] = []
    outer = [q for q in quotes if q.depth == 0]
    told: dict[int, list[Said]] = defaultdict(list)
    for said in found:
        for number in {said.paragraph, said.closing}:
            told[number].append(said)
    for number in sorted(told):
        paragraph, own = who.paragraphs[number], told[number]
        if paragraph.kind != "body":
            continue
        first = bisect_left(outer, paragraph.start, key=lambda q: q.outer.start)
        for quote in outer[first : bisect_left(outer, paragraph.end, key=lambda q: q.outer.start)]:
            fragment = _fragment(who, number, quote, own)
            if fragment is not None:
                made.append(fragment)
                own.append(fragment)
    return made


def _fragment(who: Cast, number: int, quote: Quotation, own: Sequence[Said]) -> Said | None:
    """The attribution of one fragment to whoever speaks in the sentence before it."""
    inner = who.text[quote.start : quote.end]
    if len(inner.split()) < _FEWEST or inner[0].isupper():
        return None
    sentence = sentence_at(who, number, quote.outer.start)
    paragraph = who.paragraphs[number]
    if sentence.start <= paragraph.start or any(_reaches_into(said, sentence) for said in own):
        return None
    ahead = who.text[paragraph.start : sentence.start].rstrip()
    before = sentence_at(who, number, paragraph.start + len(ahead) - 1)
    telling = [
        s for s in own
        if s.source is not None and s.speaker and not s.nested and before.start <= s.source.start < before.end
        and (s.verb in words("cues.toml", "say") or s.kind == "direct" or s.frame == "according")
    ]  # fmt: skip
    speakers = {s.speaker for s in telling}
    if len(speakers) != 1 or who.kinds.get(telling[0].speaker or "") != "person":
        return None
    if other_subject(who, number, Span(before.end, quote.outer.start), telling[0].speaker):
        return None
    last = telling[-1]
    said = Said("mixed", number, [quote.outer], last.source, None, last.head, number, verb=last.verb)
    said.speaker, said.why = last.speaker, f"goes on from the words of {last.speaker} in the sentence before"
    return said


def _reaches_into(said: Said, sentence: Span) -> bool:
    """Whether a part of an attribution stands in a sentence."""
    parts = [*said.content, *(s for s in (said.source, said.cue) if s is not None)]
    return any(p.start < sentence.end and sentence.start < p.end for p in parts)
