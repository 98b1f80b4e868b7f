"""All attributions of a report, each with its speaker or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from retold.annotate.cast import Cast, other_subject, sentence_at, spoke, within
from retold.annotate.direct import continues, direct
from retold.annotate.headlines import echoed, heading
from retold.annotate.model import Paragraph
from retold.annotate.posts import Post
from retold.annotate.reported import reported
from retold.annotate.said import Said
from retold.annotate.speakers import before_tells, name_speaker
from retold.annotate.transcripts import Turn
from retold.annotate.words import words
from retold.records import Attribution, Span
from retold.text.quotations import Quotation

_HEADINGS = ("title", "crosshead")


def attributions(
    who: Cast, quotes: Sequence[Quotation], posts: Sequence[Post], turns: Sequence[Turn]
) -> tuple[Attribution, ...]:
    """Attributions in the order of their contents."""
    found = _found(who, quotes, posts, turns)
    _nest(found)
    for said in sorted(found, key=lambda s: min([s.start, *([s.source.start] if s.source else [])])):
        if said.primary:
            continue
        said.speaker, said.why = name_speaker(who, said)
        spoke(who, said)
        if said.nested and said.speaker is None and said.kind == "mixed":
            said.kind = "indirect"  # the quoted words are the teller's
    found = [said for said in found if not said.nested or _worth_telling(said, found)]
    _follow_on(who, found)
    found += _headings(who, quotes, found)
    return tuple(_record(said) for said in sorted(found, key=lambda s: (s.start, -s.end)))


def _found(
    who: Cast, quotes: Sequence[Quotation], posts: Sequence[Post], turns: Sequence[Turn]
) -> list[Said]:
    """Attributions without speakers, in order of paragraphs."""
    posted = [span for p in posts for span in (p.words, p.line)] + [t.words for t in turns]
    outer = [q for q in quotes if q.depth == 0]
    double = any(not q.single for q in outer)
    found = [_of_post(who, post) for post in posts] + [_of_turn(turn) for turn in turns]
    for number, paragraph in enumerate(who.paragraphs):
        if paragraph.kind in _HEADINGS or _overlaps(Span(paragraph.start, paragraph.end), posted):
            continue
        own = [q for q in outer if paragraph.start <= q.outer.start < paragraph.end]
        if _quoted_heading(who.text, paragraph, own, double):
            continue
        quoted, used = direct(who.text, number, who.paragraphs, own)
        inside = [c for said in quoted for c in said.content]
        told = [
            _mixed(who.text, said, own)
            for said in reported(who.text, number, paragraph, used)
            if not any(_overlaps(c, inside) for c in said.content) and not _in_marks(said, own)
        ]
        _reach_quoted(who.text, paragraph, told, own, inside)
        quoted = _joined(who, paragraph, quoted, told)
        _join_reopened(found, quoted, outer)
        found += quoted + told
    return found


def _quoted_heading(text: str, paragraph: Paragraph, quotes: Sequence[Quotation], double: bool) -> bool:
    """Whether a paragraph is a crosshead: a few words in single marks where double ones are the custom."""
    if len(quotes) != 1 or not quotes[0].single or not double:
        return False
    around = text[paragraph.start : quotes[0].outer.start] + text[quotes[0].outer.end : paragraph.end]
    return not any(c.isalnum() for c in around) and len(text[quotes[0].start : quotes[0].end].split()) <= 6


def _reach_quoted(
    text: str, paragraph: Paragraph, told: list[Said], quotes: Sequence[Quotation], inside: Sequence[Span]
) -> None:
    """Stretches reported speech to quoted words further on in its sentence that nobody else is given."""
    covered = [*inside, *(c for said in told for c in said.content)]
    for quote in quotes:
        if _overlaps(quote.outer, covered):
            continue
        sentence = next(
            (s for s in paragraph.doc.sents if quote.outer.start < paragraph.start + s.end_char), None
        )
        if sentence is None:
            continue
        first = paragraph.start + sentence.start_char
        before = [
            s for s in told
            if s.cue and first <= s.cue.start < s.end <= quote.outer.start and s.cue.start < s.start
        ]  # fmt: skip
        if before:
            said = min(before, key=lambda s: (s.cue.start if s.cue else 0, -s.end))
            said.content[-1] = Span(said.content[-1].start, quote.outer.end)
            said.kind = "mixed"


def _joined(who: Cast, paragraph: Paragraph, quoted: list[Said], told: list[Said]) -> list[Said]:
    """Puts a quotation without a cue to the mixed attribution it goes straight on from."""
    kept: list[Said] = []
    for said in quoted:
        before = [
            t
            for t in told
            if t.kind != "indirect" and t.end <= said.start and not t.content[0].start > said.start
        ]
        last = max(before, key=lambda t: (t.end, -t.start), default=None)
        if said.whole and last is not None and continues(who.text, paragraph, last, said.start):
            last.content += said.content
        else:
            kept.append(said)
    return kept


def _worth_telling(said: Said, found: Sequence[Said]) -> bool:
    """Whether words within another's words are kept: quoted ones, and what somebody else is named for."""
    if said.kind != "indirect":
        return True
    if said.frame != "clause" or said.verb not in words("cues.toml", "say") or said.speaker is None:
        return False
    return not any(o.speaker == said.speaker and _around(o, said) for o in found)


def _around(wide: Said, said: Said) -> bool:
    """Whether all of an attribution stands within one content of another, reported one."""
    return (
        wide is not said
        and wide.paragraph == said.paragraph
        and wide.kind != "direct"
        and any(c.start <= said.start and said.end <= c.end and c != said.content[0] for c in wide.content)
    )


def _headings(who: Cast, quotes: Sequence[Quotation], told: Sequence[Said]) -> list[Said]:
    """Attributions in titles and crossheads; words quoted there without a name are looked up in the body."""
    found: list[Said] = []
    for number, paragraph in enumerate(who.paragraphs):
        if paragraph.kind not in _HEADINGS:
            continue
        own = [q for q in quotes if q.depth == 0 and paragraph.start <= q.outer.start < paragraph.end]
        inside = within(who, Span(paragraph.start, paragraph.end))
        here = heading(who.text, number, paragraph, inside, own)
        for quote in own:
            if any(_overlaps(quote.outer, said.content) for said in here):
                continue
            body = echoed(who.text, quote, told)
            if body is not None:
                said = Said("direct", number, [quote.outer], whole=True, speaker=body.speaker)
                said.why = f"the body gives these words to {body.speaker}"
                here.append(said)
        found += here
    return found


def _nest(found: list[Said]) -> None:
    """Marks what stands in another's words; thoughts told there quote nobody: the words are the teller's."""
    for said in found:
        wider = any(_around(o, said) for o in found if o.paragraph == said.paragraph)
        said.nested = wider
        if wider and said.kind == "mixed" and said.verb not in words("cues.toml", "say"):
            said.kind = "indirect"


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _in_marks(said: Said, quotes: Sequence[Quotation]) -> bool:
    """Whether the cue stands inside a quotation: what the speaker tells of others' words."""
    return said.cue is not None and any(q.start <= said.cue.start < q.end for q in quotes)


def _mixed(text: str, said: Said, quotes: Sequence[Quotation]) -> Said:
    """Reported speech with quoted words in it: mixed, its content reaching to the closing mark."""
    touched = [q for q in quotes if _overlaps(q.outer, said.content)]
    if not touched:
        return said
    said.kind = "mixed"
    last = touched[-1].outer.end
    if last > said.content[-1].end:
        said.content[-1] = Span(said.content[-1].start, last)
    if said.content[0].start > touched[0].outer.start:
        said.content[0] = Span(touched[0].outer.start, said.content[0].end)
    letters = sum(c.isalnum() for s in said.content for c in text[s.start : s.end])
    inside = sum(c.isalnum() for q in touched for c in text[q.start : q.end])
    if inside >= letters:
        said.kind = "direct"
    return said


def _join_reopened(found: list[Said], quoted: list[Said], quotes: Sequence[Quotation]) -> None:
    """Joins a quotation to that of the paragraph before whose mark it opens again."""
    if not quoted or not found or not quoted[0].whole:
        return
    ends = {q.outer.end for q in quotes if q.reopened}
    for said in found:
        if not said.primary and said.end in ends and said.closing == quoted[0].paragraph - 1:
            said.last = quoted[0].paragraph
            said.content += quoted.pop(0).content
            return


def _of_turn(turn: Turn) -> Said:
    """The attribution of a line of a transcript to whom its label names."""
    said = Said("direct", -1, [turn.words], turn.label, Span(turn.label.end, turn.label.end + 1))
    said.primary, said.speaker = True, turn.name
    said.why = (
        "the label of a transcript's line" if turn.name else "the transcript's label names nobody known"
    )
    return said


def _of_post(who: Cast, post: Post) -> Said:
    """The attribution of a post to its author."""
    surname = post.name.split()[-1].casefold() if post.name else ""
    known = next(
        (e.name for e in who.entities if e.kind == "person" and e.name.split()[-1].casefold() == surname
         and e.name.split()[0][:1] == post.name[:1]),
        post.name or post.handle,
    )  # fmt: skip
    said = Said("direct", -1, [post.words], post.line, None)
    said.primary, said.speaker, said.day = True, known, post.day
    said.why = f"the post's author, {post.handle}"
    return said


def _follow_on(who: Cast, found: list[Said]) -> None:
    """A quotation that fills its paragraph belongs to whoever's words the paragraph before ended with."""
    bodies = [n for n, p in enumerate(who.paragraphs) if p.kind not in _HEADINGS]
    for said in sorted(found, key=lambda s: s.start):
        if not said.whole or said.primary:
            continue
        previous = [n for n in bodies if n < said.paragraph]
        before = _last_words(who, found, said.paragraph, said)
        if before is None and previous and _opens(who, said):
            before = _last_words(who, found, previous[-1], said)
        if before is None or not before.speaker:
            said.speaker, said.why = before_tells(who, said.paragraph, said.start)
            continue
        said.speaker, said.why = before.speaker, f"goes on from the words of {before.speaker} before it"
        said.source = before.source
        if before.kind != "indirect" and before in found:
            before.content += said.content
            before.last = said.closing
            found.remove(said)


def _opens(who: Cast, said: Said) -> bool:
    """Whether a quotation opens its paragraph."""
    paragraph = who.paragraphs[said.paragraph]
    return not any(c.isalnum() for c in who.text[paragraph.start : said.start])


def _last_words(who: Cast, found: Sequence[Said], number: int, after: Said) -> Said | None:
    """The attribution with which a paragraph ends, or that stands right before a quotation in it."""
    own = [
        s for s in found
        if s.closing == number and s is not after and s.start < after.start
        and (s.source or s.speaker or s.whole)
    ]  # fmt: skip
    if not own:
        return None
    latest = max(own, key=lambda s: (_reach(s), -s.start))
    sentence = sentence_at(who, number, _reach(latest) - 1)
    last = min(
        (s for s in own if sentence.start < _reach(s)),
        key=lambda s: (s.nested, _reach(s) - s.start > 0 and s.start),
    )
    stop = after.start if number == after.paragraph else who.paragraphs[number].end
    if other_subject(who, number, Span(sentence.end, stop), last.speaker):
        return None
    person = any(e.kind == "person" and e.name == last.speaker for e in who.entities)
    return last if last.kind != "indirect" or person else None


def _reach(said: Said) -> int:
    """Where an attribution ends within its last paragraph, cue and source counted."""
    spans = [*said.content, *(s for s in (said.cue, said.source) if s is not None)]
    return max(s.end for s in spans)


def _record(said: Said) -> Attribution:
    return Attribution(
        kind=said.kind,
        source=(said.source,) if said.source else (),
        cue=(said.cue,) if said.cue else (),
        content=tuple(sorted(said.content)),
        speaker=said.speaker,
        why=said.why,
        primary=said.primary,
        day=said.day,
    )
