"""All attributions of a report, each with its speaker or the reason why there is none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from retold.annotate.cast import Cast, spoke, within
from retold.annotate.direct import continues, direct
from retold.annotate.follow import follow_on
from retold.annotate.fragments import fragments
from retold.annotate.headlines import echoed, heading
from retold.annotate.model import Paragraph
from retold.annotate.posts import Post
from retold.annotate.recognised import recognise
from retold.annotate.reported import cue_span, reported
from retold.annotate.said import Said
from retold.annotate.speakers import name_speaker
from retold.annotate.surface import by_surface
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
    recognise(who, found, quotes)
    beside = _by_paragraph(found)
    found = [s for s in found if not s.nested or _worth_telling(s, beside[s.paragraph])]
    found = follow_on(who, found)
    found += fragments(who, found, quotes)
    found += _headings(who, quotes, found)
    return tuple(_record(said) for said in sorted(found, key=lambda s: (s.start, -s.end)))


def _found(
    who: Cast, quotes: Sequence[Quotation], posts: Sequence[Post], turns: Sequence[Turn]
) -> list[Said]:
    """Attributions without speakers, in order of paragraphs."""
    posted = sorted([span for p in posts for span in (p.words, p.line)] + [t.words for t in turns])
    outer = [q for q in quotes if q.depth == 0]
    double = any(not q.single for q in outer)
    found = [_of_post(who, post) for post in posts] + [_of_turn(turn) for turn in turns]
    above: list[Said] = []  # what the paragraph before ends with
    for number, paragraph in enumerate(who.paragraphs):
        own = _standing_in(paragraph, outer)
        if paragraph.kind in _HEADINGS or _quoted_heading(who.text, paragraph, own, double):
            continue
        if _taken(Span(paragraph.start, paragraph.end), posted):
            above = []
            continue
        quoted, told = _of_paragraph(who, number, own)
        above = _joined_to(above, quoted) + quoted + told
        found += [said for said in above if said.paragraph == number]
    return found


def _standing_in(paragraph: Paragraph, quotes: Sequence[Quotation]) -> list[Quotation]:
    """The quotations, ordered by place, that start in a paragraph."""
    first = bisect_left(quotes, paragraph.start, key=lambda q: q.outer.start)
    last = bisect_left(quotes, paragraph.end, key=lambda q: q.outer.start)
    return list(quotes[first:last])


def _taken(span: Span, posted: Sequence[Span]) -> bool:
    """Whether a stretch meets one of the ordered spans."""
    at = bisect_right(posted, span.end, key=lambda s: s.start)
    return any(_overlaps(span, [s]) for s in posted[max(0, at - 2) : at + 1])


def _of_paragraph(who: Cast, number: int, own: Sequence[Quotation]) -> tuple[list[Said], list[Said]]:
    """Direct attributions of a paragraph, and those of its reported speech."""
    paragraph = who.paragraphs[number]
    quoted, used = direct(who.text, number, who.paragraphs, own)
    inside = [c for said in quoted for c in said.content]
    told = [
        _mixed(who.text, said, own)
        for said in _reported(who.text, number, paragraph, used)
        if not any(_overlaps(c, inside) for c in said.content) and not _in_marks(said, own)
    ]
    _reach_quoted(paragraph, told, own, inside)
    return _joined(who, paragraph, quoted, told), told


def _reported(text: str, number: int, paragraph: Paragraph, used: set[int]) -> list[Said]:
    """Reported speech by the parse, and by the surface where the parse shows nothing for a sure cue."""
    found = reported(text, number, paragraph, used)
    cued = {said.cue.start for said in found if said.cue}
    for token in paragraph.doc:
        cue = cue_span(paragraph, token).start
        if token.pos_ == "VERB" and token.i not in used and cue not in cued:
            said = by_surface(text, number, paragraph, token)
            if said is not None:
                found.append(said)
    return found


def _joined_to(above: Sequence[Said], quoted: list[Said]) -> list[Said]:
    """The attribution above that the first quotation goes on from by opening its mark again; it is joined."""
    for said in above:
        if quoted and quoted[0].whole and said.unclosed:
            first = quoted.pop(0)
            said.content += first.content
            said.last, said.unclosed = first.paragraph, first.unclosed
            return [said]
    return []


def _quoted_heading(text: str, paragraph: Paragraph, quotes: Sequence[Quotation], double: bool) -> bool:
    """Whether a paragraph is a crosshead: a few words in single marks where double ones are the custom."""
    if len(quotes) != 1 or not quotes[0].single or not double:
        return False
    around = text[paragraph.start : quotes[0].outer.start] + text[quotes[0].outer.end : paragraph.end]
    return not any(c.isalnum() for c in around) and len(text[quotes[0].start : quotes[0].end].split()) <= 6


def _reach_quoted(
    paragraph: Paragraph, told: list[Said], quotes: Sequence[Quotation], inside: Sequence[Span]
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
            last.unclosed = said.unclosed
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
    for group in _by_paragraph(found).values():
        for said in group:
            said.nested = any(_around(other, said) for other in group)
            if said.nested and said.kind == "mixed" and said.verb not in words("cues.toml", "say"):
                said.kind = "indirect"


def _by_paragraph(found: Sequence[Said]) -> dict[int, list[Said]]:
    groups: dict[int, list[Said]] = defaultdict(list)
    for said in found:
        groups[said.paragraph].append(said)
    return groups


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
    said.kind, said.unclosed = "mixed", touched[-1].reopened
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
