"""Quotations without a cue of their own that go on from somebody's words before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from retold.annotate.cast import Cast, other_subject, sentence_at
from retold.annotate.said import Said
from retold.annotate.speakers import before_tells
from retold.records import Span

_HEADINGS = ("title", "crosshead")


def follow_on(who: Cast, found: Sequence[Said]) -> list[Said]:
    """The attributions, those that go on from another joined to it or given its speaker.

    A quotation that fills its paragraph belongs to whoever's words the paragraph before ended with.
    """
    closing: dict[int, list[Said]] = defaultdict(list)
    for said in found:
        closing[said.closing].append(said)
    above = _bodies_above(who)
    kept: list[Said] = []
    for said in sorted(found, key=lambda s: (s.start, -s.end)):
        if not said.whole or said.primary:
            kept.append(said)
            continue
        before = _last_words(who, closing[said.paragraph], said.paragraph, said)
        if before is None and above.get(said.paragraph) is not None and _opens(who, said):
            before = _last_words(who, closing[above[said.paragraph]], above[said.paragraph], said)
        if before is None or not before.speaker:
            said.speaker, said.why = before_tells(who, said.paragraph, said.start)
        elif before.kind != "indirect" and not _announced(before):
            before.content += said.content
            before.last = said.closing
            closing[said.closing] = [before if s is said else s for s in closing[said.closing]]
            continue
        else:
            said.speaker, said.why = before.speaker, f"goes on from the words of {before.speaker} before it"
            said.source, said.home = before.source, before.home
        kept.append(said)
    return kept


def _announced(said: Said) -> bool:
    """Whether a paragraph of its own announces an attribution: each quotation after it is one of a series."""
    return said.source is not None and said.home >= 0 and said.home < said.paragraph and not said.unclosed


def _bodies_above(who: Cast) -> dict[int, int]:
    """For each paragraph the one before it, headings left out."""
    above: dict[int, int] = {}
    last: int | None = None
    for number, paragraph in enumerate(who.paragraphs):
        if last is not None:
            above[number] = last
        if paragraph.kind not in _HEADINGS:
            last = number
    return above


def _opens(who: Cast, said: Said) -> bool:
    """Whether a quotation opens its paragraph."""
    paragraph = who.paragraphs[said.paragraph]
    return not any(c.isalnum() for c in who.text[paragraph.start : said.start])


def _last_words(who: Cast, ending: Sequence[Said], number: int, after: Said) -> Said | None:
    """The attribution with which a paragraph ends, or that stands right before a quotation in it."""
    own = [
        s for s in ending
        if s.closing == number and s is not after and s.start < after.start
        and (s.source or s.speaker or s.whole)
    ]  # fmt: skip
    if not own:
        return None
    latest = max(own, key=lambda s: (_reach(s), -s.start))
    sentence = sentence_at(who, number, _reach(latest) - 1)
    last = min(
        (s for s in own if sentence.start < _reach(s)),
        key=lambda s: (s.nested, s.start),
    )
    stop = after.start if number == after.paragraph else who.paragraphs[number].end
    if other_subject(who, number, Span(sentence.end, stop), last.speaker):
        return None
    person = last.speaker is not None and who.kinds.get(last.speaker) == "person"
    return last if last.kind != "indirect" or person else None


def _reach(said: Said) -> int:
    """Where an attribution ends within its last paragraph, cue and source counted."""
    spans = [*said.content, *(s for s in (said.cue, said.source) if s is not None)]
    return max(s.end for s in spans)
