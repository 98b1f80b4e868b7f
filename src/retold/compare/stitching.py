"""Signs that a report was sewn together from several others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

from retold.compare.data import words
from retold.compare.places import Places, of_spans
from retold.compare.rewording import Sign, table
from retold.compare.words import stem
from retold.records import Annotation, Block, Report, Span
from retold.text.tokens import key_of, tokens

_PRONOUN = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_FULL_NAME = re.compile(r"\b([A-Z][a-zà-ÿ]{3,}) ((?:[A-Z][a-zà-ÿ’'-]+)(?: [A-Z][a-zà-ÿ’'-]+)?)")
_COUNTRY = re.compile(r"\bU\.S\.A?(?!\w)|\bUSA?\b")
_PLANNED = re.compile(
    r"\b(?:will|is (?:due|set|scheduled|expected) to|are (?:due|set|scheduled|expected) to|planned|scheduled|"
    r"upcoming|ahead of|going to)\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:discussed (?:by|at|in|during)|"
    r"(?:said|told|stressed|agreed|tweeted)\b[^.]{0,40}\b(?:of|after|following|during)"
    r"|took place|was held|were held|has ended|ended|lasted|confirmed about|topics that were)\b",
    re.IGNORECASE,
)
_EVERYMAN = re.compile(
    r"\s*,\s*(?:\d|an?\b|who\b|one of\b|whose\b)"
)  # "Ruslan, a guard": no more is meant to be told
_SHORTEST = 4  # words of a quotation that ought to have a speaker
_NEAR = 60  # characters between an event and what is said of its time
_BEFORE_NAME = re.compile(r"(\S+)\s+(?=([A-Z]\w*(?:['’-]\w+)*))")
_LONGEST = 40  # characters of a word before a name
_MOST = 40  # given names of one surname that are compared
_LINKS = 2  # paragraphs before one in which its link is looked for
_LONG = 6  # letters of a given name
_SPELLING = 2  # letters by which two spellings of a long one differ at most


def stitched(report: Report, annotation: Annotation) -> list[Sign]:
    """The signs of stitching in a report, each sort once, with its places in order."""
    body = [b for b in report.blocks if b.kind in ("body", "post")]
    signs = (
        _unintroduced(report, annotation),
        _pronouns(report, annotation),
        _hanging(report, annotation, body),
        _planned_and_over(report, body),
        _spelled_twice(report, annotation, body),
        _houses(report, annotation, body),
        _adrift(report, annotation, body),
    )
    return [sign for sign in signs if sign.places]


def _unintroduced(report: Report, annotation: Annotation) -> Sign:
    """People who speak under a bare surname that no full name or title in the report explains."""
    named = [e for e in annotation.entities if e.kind == "person"]
    names = {e.name for e in named}
    explained = {word for e in named if len(e.name.split()) > 1 for word in e.name.split()}
    places = []
    before = _words_before(report.text)
    for attribution in annotation.attributions:
        speaker = attribution.speaker
        if not speaker or " " in speaker or speaker in explained or not attribution.source:
            continue
        source = attribution.source[0]
        at = report.text.find(speaker, source.start, source.end)
        if _EVERYMAN.match(report.text, at + len(speaker)) or at != source.start:
            continue
        if speaker in names and not _titled(before.get(speaker, ())):
            places.append(Span(at, at + len(speaker)))
    seen: dict[str, Span] = {}
    for place in places:
        seen.setdefault(report.text[place.start : place.end], place)
    return Sign("surnames", "people named by surname alone, never introduced", tuple(seen.values()))


def _words_before(text: str) -> dict[str, set[str]]:
    """For each capitalised word the words that stand before it."""
    found: dict[str, set[str]] = defaultdict(set)
    for match in _BEFORE_NAME.finditer(text):
        name = match.group(2)
        for form in {name, re.split(r"['’-]", name)[0], re.sub(r"['’]s$", "", name)}:
            found[form].add(match.group(1)[-_LONGEST:])
    return found


def _titled(before: Iterable[str]) -> bool:
    """Whether a title or a given name is among the words before a surname."""
    for written in before:
        bare = written.strip("“”\"'(,.")
        if key_of(bare or "-").strip(".") in words("titles") or (
            bare[:1].isupper() and written[-1] not in ".,;:"
        ):
            return True
    return False


def _pronouns(report: Report, annotation: Annotation) -> Sign:
    """Words given to a "he" or "she" who can be nobody in the report."""
    places = [
        a.source[0]
        for a in annotation.attributions
        if a.speaker is None
        and a.source
        and _PRONOUN.fullmatch(report.text[a.source[0].start : a.source[0].end])
    ]
    return Sign("pronouns", "“he” or “she” with nobody before that it could mean", tuple(places))


def _hanging(report: Report, annotation: Annotation, body: list[Block]) -> Sign:
    """Whole quotations in the running text that nobody is said to have spoken."""
    spoken = of_spans(s for a in annotation.attributions if a.source or a.speaker for s in a.content)
    blocks = Places((Span(b.start, b.end), b) for b in body if b.kind == "body")
    places = []
    for quote in annotation.quotations:
        around = blocks.over(*quote)
        block = next((b for b in around if b.start <= quote.start and quote.end <= b.end), None)
        if block is None or spoken.touch(*quote) or len(tokens(report.text, *quote)) < _SHORTEST:
            continue
        if _stands_alone(report.text, quote, block):
            places.append(quote)
    return Sign("hanging", "quotations without a speaker", tuple(places))


def _stands_alone(text: str, quote: Span, block: Block) -> bool:
    """Whether a quotation is a sentence of its own: it opens with a capital where a sentence may begin."""
    before = text[block.start : quote.start].rstrip(" \"“‘'«")
    after = text[quote.end : block.end].lstrip("\"”’'» ")
    return (
        text[quote.start].isupper()
        and (not before or before[-1] in '.!?”"')
        and (not after or after[0] in ".!?")
    )


def _planned_and_over(report: Report, body: list[Block]) -> Sign:
    """An event that is still to come in one paragraph and past in another, later or earlier one."""
    nouns: list[str] = table("events")["nouns"]
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(nouns, key=lambda n: (-len(n), n)))})\b")
    planned: dict[str, tuple[int, Span]] = {}
    over: dict[str, tuple[int, Span]] = {}
    for number, block in enumerate(body):
        for event in pattern.finditer(report.text, block.start, block.end):
            around = report.text[max(block.start, event.start() - _NEAR) : event.end() + _NEAR].split("”")[-1]
            noun = event.group().split()[-1]
            place = (number, Span(*event.span()))
            if _PLANNED.search(around):
                planned.setdefault(noun, place)
            elif _OVER.search(around):
                over.setdefault(noun, place)
    for noun in sorted(planned.keys() & over.keys()):
        if planned[noun][0] != over[noun][0]:
            return Sign(
                "tenses", "an event both planned and over", tuple(sorted((planned[noun][1], over[noun][1])))
            )
    return Sign("tenses", "", ())


def _spelled_twice(report: Report, annotation: Annotation, body: list[Block]) -> Sign:
    """One person's given name in two spellings, as two sources have it."""
    given: dict[str, dict[str, Span]] = {}
    persons = {at for e in annotation.entities if e.kind == "person" for at in range(e.start, e.end)}
    for block in body:
        for match in _FULL_NAME.finditer(report.text, block.start, block.end):
            if match.start(2) not in persons:
                continue
            given.setdefault(match.group(2), {}).setdefault(match.group(1), Span(*match.span()))
    for surname in sorted(given):
        names = sorted(given[surname])[:_MOST]
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                if one[0] == other[0] and _near(one, other):
                    places = sorted((given[surname][one], given[surname][other]))
                    return Sign("spellings", "one name in two spellings", tuple(places))
    return Sign("spellings", "", ())


def _near(one: str, other: str) -> bool:
    """Whether two given names are spellings of one: a letter apart, two in a long one."""
    most = 1 if min(len(one), len(other)) < _LONG else _SPELLING
    return int(DamerauLevenshtein.distance(one, other, score_cutoff=most)) <= most


def _houses(report: Report, annotation: Annotation, body: list[Block]) -> Sign:
    """The country's name by three house styles, outside of quotations."""
    first: dict[str, Span] = {}
    quoted = of_spans(annotation.quotations)
    for block in body:
        for match in _COUNTRY.finditer(report.text, block.start, block.end):
            if not quoted.touch(match.start(), match.start() + 1):
                first.setdefault(match.group(), Span(*match.span()))
    return Sign(
        "styles",
        "the country's name after three house styles",
        tuple(sorted(first.values())) if len(first) > 2 else (),
    )


def _adrift(report: Report, annotation: Annotation, body: list[Block]) -> Sign:
    """Paragraphs that take up no name and no word of matter of those before them or after."""
    named = Places((Span(e.start, e.end), e.name) for e in annotation.entities)
    matter = [_matter(report, named, block) for block in body]
    places = []
    for i, (block, here) in enumerate(zip(body, matter, strict=True)):
        near = matter[max(0, i - _LINKS) : i] + matter[i + 1 : i + 2]
        if i and len(here) >= _SHORTEST and not any(here & other for other in near):
            places.append(Span(block.start, block.end))
    return Sign("links", "paragraphs that take up nothing of those around them", tuple(places))


def _matter(report: Report, named: Places[str], block: Block) -> frozenset[str]:
    """Stems and names of a paragraph."""
    found = {s for word in tokens(report.text, block.start, block.end) if (s := stem(word.key))}
    found.update(named.over(block.start, block.end))
    return frozenset(found)
