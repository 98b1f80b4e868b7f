"""Names and direct quotations in languages without a model: by capitals, marks, dashes and cue words."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retold.annotate import names
from retold.annotate.mentions import Mention, mentions_in
from retold.annotate.posts import Post
from retold.errors import SettingsError
from retold.records import Attribution, AttributionKind, Block, Entity, Report, Span
from retold.text.quotations import Quotation, quotations_of
from retold.text.sentences import sentences

_WORD = r"[^\W\d_][\w'’.-]*"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŁŚŠŽĆČА-ЯЁ][\w'’-]+|[A-ZА-ЯЁ]\.)"
_PARTICLE = r"(?:de|du|des|la|le|van|von|der|den|zu|al|el|bin|ben|da|do|dos|di|del|y)"
_NAME = re.compile(rf"{_CAPITAL}(?:[ \xa0-](?:{_PARTICLE}[ \xa0]){{0,2}}{_CAPITAL}){{0,3}}")
_FAR = 110  # characters between a quotation and the name of its speaker
_DASH = re.compile(r"^[ \t]*[—–][ \xa0]?(?=\S)")


@dataclass(frozen=True, slots=True)
class Language:
    """Cue words and pronouns of one language."""

    cues: re.Pattern[str]
    he: frozenset[str]
    she: frozenset[str]
    titles: frozenset[str]


@cache
def languages() -> dict[str, Language]:
    """The languages of the data file; SettingsError where a list is empty."""
    data = tomllib.loads((resources.files(__package__) / "foreign.toml").read_text(encoding="utf-8"))
    made = {}
    for code, lists in data.items():
        empty = [name for name in ("cues", "he", "she", "titles") if not str(lists.get(name, "")).split()]
        if empty:
            raise SettingsError(f"foreign.toml: no words under {code}.{empty[0]}; restore the file")
        forms = [re.escape(form.replace("_", " ")) for form in str(lists["cues"]).split()]
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=lambda f: (-len(f), f)))})(?!\w)", re.I)
        sets = [frozenset(str(lists[name]).split()) for name in ("he", "she", "titles")]
        made[str(code)] = Language(pattern, *sets)
    if not made:
        raise SettingsError("foreign.toml: no languages; restore the file")
    return made


def known(report: Report, spans: Sequence[Span]) -> list[names.Known]:
    """Bearers of names by their capitals: persons by given name, title or cue word, the rest of no kind."""
    text, tongue = report.text, languages().get(report.language)
    small = {m.group() for m in re.finditer(r"(?<!\w)[^\W\d_A-Z]\w*", text)}
    runs = [
        (run, span, tongue is not None and _by_cue(text, run, span, tongue))
        for span in spans
        for run in _runs(text, span, small, tongue)
    ]
    persons = {text[run.start : run.end].split()[-1] for run, _, person in runs if person}
    found: list[Mention] = []
    for run, span, person in runs:
        parts = text[run.start : run.end].split()
        person = person or (len(parts) > 1 and parts[-1] in persons)
        if len(parts) == 1 and (not person or _opens(text, run.start, span) or report.language == "de"):
            continue
        found += mentions_in(text, run.start, run.end, "person" if person else None)
    return names.known(text, found, spans)


def _runs(text: str, span: Span, small: set[str], tongue: Language | None) -> list[Span]:
    """Runs of capitalised words, without a word that is capitalised only because it opens a sentence."""
    runs = []
    for match in _NAME.finditer(text, *span):
        start, end = match.span()
        first = re.match(r"\w+", match.group())
        lower = first.group().lower() if first else ""
        opening = lower in small or (tongue is not None and tongue.cues.fullmatch(lower) is not None)
        if first and opening and _opens(text, start, span):
            start += first.end()
            start += len(text[start:end]) - len(text[start:end].lstrip(" \xa0-’'"))
        while start < end and not text[start].isupper():  # a particle is left at the front
            cut = re.match(r"\S+[ \xa0]*", text[start:end])
            start += cut.end() if cut else 1
        if start < end:
            runs.append(Span(start, end))
    return runs


def _opens(text: str, at: int, span: Span) -> bool:
    """Whether a word stands first in its sentence, where a capital tells nothing."""
    before = text[max(span.start, at - 3) : at].strip()
    return not before or before[-1] in '.!?…:«“„"—–'


def _by_cue(text: str, run: Span, span: Span, tongue: Language) -> bool:
    """Whether a title stands before a name, or a cue word beside it."""
    before = text[max(span.start, run.start - 30) : run.start].rstrip()
    word = before.split()[-1].lower().strip('.,«“„"') if before.split() else ""
    if word in tongue.titles or word + "." in tongue.titles or tongue.cues.fullmatch(word):
        return True
    after = re.match(rf"[, \xa0]*(?:(?:a|ha|hat|est)[ \xa0])?({_WORD})", text[run.end : run.end + 40])
    return after is not None and tongue.cues.fullmatch(after.group(1)) is not None


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known where a quotation stands."""

    text: str
    entities: Sequence[Entity]
    starts: Sequence[int]  # of the entities
    sexes: dict[str, str]
    tongue: Language | None


def attributions(
    report: Report, quotes: Sequence[Quotation], posts: Sequence[Post], bearers: Sequence[names.Known],
    entities: Sequence[Entity],
) -> tuple[Attribution, ...]:  # fmt: skip
    """Direct quotations with their speakers, and posts with their authors."""
    tongue = languages().get(report.language)
    sexes = {b.name: told for b in bearers if (told := names.sex(b))}
    around = _Around(report.text, entities, [e.start for e in entities], sexes, tongue)
    ordered = sorted((q for q in quotes if q.depth == 0), key=lambda q: q.outer)
    found = [_of_post(post) for post in posts]
    last: Attribution | None = None
    for block in report.blocks:
        if block.kind in ("boilerplate", "related_link") or any(
            p.words.start < block.end and block.start < p.line.end for p in posts
        ):
            continue
        first = bisect_left(ordered, block.start, key=lambda q: q.outer.start)
        inside = ordered[first : bisect_left(ordered, block.end, key=lambda q: q.outer.start)]
        opening = [s.start for s in sentences(report.text, block.start, block.end)] if inside else []
        for place, quote in enumerate(inside):
            start = inside[place - 1].outer.end if place else block.start
            stop = inside[place + 1].outer.start if place + 1 < len(inside) else block.end
            made = _attributed(around, block, quote, Span(max(start, _last(opening, quote)), stop), last)
            if made is not None:
                found.append(made)
                last = made
    return tuple(sorted(found, key=lambda a: (a.content[0].start, -a.content[0].end)))


def _of_post(post: Post) -> Attribution:
    why = f"the post's author, {post.handle}"
    name = post.name or post.handle
    return Attribution("direct", (post.line,), (), (post.words,), name, why, True, post.day)


def dashed(text: str, block: Block, tongue: Language | None) -> list[Quotation]:
    """A paragraph that a dash opens, up to the words that tell who speaks; none where nothing tells."""
    opening = _DASH.match(text[block.start : block.end])
    if opening is None or tongue is None:
        return []
    start = block.start + opening.end()
    for cue in tongue.cues.finditer(text, start, block.end):
        comma = max(text.rfind(mark, start, cue.start()) for mark in (",", "?", "!", "—", "–"))
        if comma > start and len(text[comma + 1 : cue.start()].split()) <= 3:
            end = comma + (text[comma] in "?!")
            return [quotations_of(text, start, end)]
    return []


def _attributed(
    around: _Around, block: Block, quote: Quotation, free: Span, last: Attribution | None
) -> Attribution | None:
    """The attribution of a quotation; None where it is a few words with nobody beside them."""
    text = around.text
    after = Span(quote.outer.end, min(free.end, quote.outer.end + _FAR))
    before = Span(max(free.start, quote.outer.start - _FAR), quote.outer.start)
    windows = [(after, True), (before, False)]
    if text[before.start : before.end].rstrip().endswith(":"):
        windows.reverse()
    for window, following in windows:
        cue = _cue(text, window, around.tongue, following=following)
        if cue is None:
            continue
        source, speaker, why = _speaker(around, window, cue)
        return Attribution(_kind(text, quote), source, (cue,), (quote.outer,), speaker, why)
    joined = last is not None and block.start <= last.content[0].start
    if _kind(text, quote) == "mixed" or not (joined or _fills(text, block, quote)):
        return None
    speaker = last.speaker if last is not None else None
    why = (
        f"goes on from the words of {speaker} before it" if speaker else "nobody is named beside these words"
    )
    return Attribution("direct", (), (), (quote.outer,), speaker, why)


def _last(openings: Sequence[int], quote: Quotation) -> int:
    """Start of the sentence in which a quotation opens."""
    at = bisect_right(openings, quote.outer.start)
    return openings[at - 1] if at else quote.outer.start


def _within(around: _Around, span: Span) -> list[Entity]:
    first, last = (bisect_left(around.starts, at) for at in span)
    return list(around.entities[first:last])


def _kind(text: str, quote: Quotation) -> AttributionKind:
    """Direct for what reads as an utterance, mixed for words out of one."""
    words = text[quote.start : quote.end]
    return "direct" if len(words.split()) > 3 or words[-1] in ".,!?…" or words[0].isupper() else "mixed"


def _fills(text: str, block: Block, quote: Quotation) -> bool:
    rest = text[block.start : quote.outer.start] + text[quote.outer.end : block.end]
    return not any(c.isalnum() for c in rest)


def _cue(text: str, window: Span, tongue: Language | None, *, following: bool) -> Span | None:
    """The cue word nearest to the quotation within the window, in the same sentence."""
    if tongue is None:
        return None
    found = [Span(*m.span()) for m in tongue.cues.finditer(text, *window)]
    if following:
        found = [c for c in found if not re.search(r"\w[^.!?]*[.!?]\s", text[window.start : c.start])][:1]
    return found[-1] if found else None


def _speaker(around: _Around, window: Span, cue: Span) -> tuple[tuple[Span, ...], str | None, str]:
    """Source, speaker and reason: the name or pronoun nearest to the cue."""
    text, tongue = around.text, around.tongue
    stop = re.search(r"[.!?;](?:[\s»”\"]|$)", text[cue.end : window.end])
    reach = cue.end + stop.start() if stop else window.end
    near = _within(around, Span(window.start, reach))
    near.sort(
        key=lambda e: (e.kind != "person", min(abs(e.start - cue.end), abs(cue.start - e.end)), e.start)
    )
    if near:
        return (Span(near[0].start, near[0].end),), near[0].name, "named beside the words"
    start = max(window.start, cue.start - 12)
    for word in re.finditer(r"\w+", text[start : min(reach, cue.end + 8)]):
        lower = word.group().lower()
        told = "m" if tongue and lower in tongue.he else "f" if tongue and lower in tongue.she else None
        if told is not None:
            at = start + word.start()
            name = _meant(around, window, told)
            why = (
                f"'{word.group()}' after {name}"
                if name
                else f"'{word.group()}' has nobody it could mean nearby"
            )
            return (Span(at, at + len(word.group())),), name, why
    return (), None, "no source is named beside the words"


def _meant(around: _Around, window: Span, sex: str) -> str | None:
    """The person last named in the 600 characters before a place whose sex does not forbid it."""
    before = [e for e in _within(around, Span(window.start - 600, window.start)) if e.kind == "person"]
    fitting = [e for e in before if around.sexes.get(e.name, sex) == sex]
    return fitting[-1].name if fitting else None
