"""The quotations of a story's reports, cut into the sentences that reports may carry apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from retold.compare.people import Cast
from retold.compare.places import Places, of_spans
from retold.compare.words import stem, stems, words_of
from retold.records import Annotation, Attribution, Report, Span
from retold.text.sentences import sentences

CUT = " […] "  # between the spans of a form
_MARKS = '"“”„‟«»‹›‚‘`´「」『』'
_GAP = 3  # words of the report's own that may stand inside one quotation ('"learn" and be "given"')
_APART = frozenset("and or nor but as well is are was were".split())  # a list, or two statements
_FRAME = 400  # characters of a sentence before and after a quotation that say what it is about
_BETWEEN = 400  # characters between the halves of a quotation that "he said" cuts in two
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


@dataclass(frozen=True)
class Quote:
    """One quotation in one report: the spans of its words and what the report says about it."""

    report: str
    spans: tuple[Span, ...]
    speaker: str | None  # the story's name
    named: str
    cue: str
    primary: bool
    day: str | None
    frame: frozenset[str] = frozenset()  # stems of the sentence of the report it stands in
    stray: bool = False  # no attribution of its own: a headline's echo, a source text without marks


@dataclass(frozen=True)
class Unit:
    """One sentence of a quotation, which may run over several spans."""

    quote: Quote
    at: int  # place of the quotation in the story's list
    number: int  # place of the sentence in the quotation
    spans: tuple[Span, ...]
    keys: tuple[str, ...]
    text: str = field(compare=False)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words with matter."""
        return frozenset(stems(self.keys))


def quotes(
    reports: Mapping[str, Report], annotations: Mapping[str, Annotation], ids: Sequence[str], who: Cast
) -> list[Quote]:
    """Every quotation of the reports `ids` with its attribution, by report and place; then the strays."""
    found: list[Quote] = []
    for name in sorted(ids):
        report, annotation = reports[name], annotations[name]
        told = _told(report, annotation, who)
        found += _continued(report, told)
        found += _strays(report, annotation, told)
    return found


# -- quotations of one report -----------------------------------------------------------------------


def _told(report: Report, annotation: Annotation, who: Cast) -> list[Quote]:
    """Quotations of the report's attributions; words told by one within another one are the inner one's."""
    marked = of_spans(annotation.quotations)
    found: list[tuple[int, Quote]] = []
    for attribution in annotation.attributions:
        width = sum(span.end - span.start for span in attribution.content)
        if attribution.kind != "indirect":
            found += [(width, q) for q in _of_attribution(report, annotation, attribution, marked, who)]
    narrowest: dict[tuple[Span, ...], Quote] = {}
    for _, quote in sorted(found, key=lambda f: (f[0], f[1].speaker is None, f[1].speaker or "", f[1].named)):
        narrowest.setdefault(quote.spans, quote)
    return _without_inner([narrowest[spans] for spans in sorted(narrowest, key=_wide_first)])


def _wide_first(spans: tuple[Span, ...]) -> tuple[int, int, tuple[Span, ...]]:
    """Sort key: by start, the wider one first."""
    return (spans[0].start, -spans[-1].end, spans)


def _of_attribution(
    report: Report, annotation: Annotation, attribution: Attribution, marked: Places[Span], who: Cast
) -> Iterator[Quote]:
    """The quoted stretches of one attribution; those that a cue alone parts are one quotation."""
    inner = _quoted(report, attribution, marked)
    framing = [*attribution.source, *attribution.cue]
    run: list[Span] = []
    for span in inner:
        if run and not _one_quotation(report.text, run[-1], span, framing):
            yield _quote(report, annotation, attribution, run, who)
            run = []
        run.append(span)
    if run:
        yield _quote(report, annotation, attribution, run, who)


def _quoted(report: Report, attribution: Attribution, marked: Places[Span]) -> list[Span]:
    """Words of the content inside quotation marks; all of it where a direct quotation has no marks."""
    found: list[Span] = []
    for content in attribution.content:
        for span in marked.over(*content):
            start, end = max(span.start, content.start), min(span.end, content.end)
            found.append(bared(report.text, Span(start, end)))
    outer = _outermost(span for span in found if words_of(report.text, *span))
    if outer or attribution.kind == "mixed":
        return outer
    whole = (bared(report.text, span) for span in attribution.content)
    return _outermost(span for span in whole if words_of(report.text, *span))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that lie in or overlap another joined to it."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def bared(text: str, span: Span) -> Span:
    """The span without blanks and quotation marks at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in _MARKS or _single(text, start, end)):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _MARKS or text[end - 1] in "'’"):
        end -= 1
    return Span(start, end)


def _single(text: str, start: int, end: int) -> bool:
    """Whether a single mark opens the stretch, and is no apostrophe of a clipped word ("'tis")."""
    return text[start] in "'’" and not (start + 1 < end and text[start + 1].islower() and text[start] == "’")


def _one_quotation(text: str, before: Span, after: Span, framing: Sequence[Span]) -> bool:
    """Whether two quoted stretches of one attribution are one quotation that a cue or few words part."""
    between = [
        word.key
        for word in words_of(text, before.end, after.start)
        if not any(f.start <= word.start < f.end for f in framing)
    ]
    if not between:
        return True
    return len(between) <= _GAP and not any(stem(key) or key in _APART for key in between)


def _quote(
    report: Report, annotation: Annotation, attribution: Attribution, spans: Sequence[Span], who: Cast
) -> Quote:
    """The record of one quotation."""
    return Quote(
        report=report.id,
        spans=tuple(spans),
        speaker=who.name(report.id, attribution.speaker),
        named=_words(report, attribution.source),
        cue=_words(report, attribution.cue),
        primary=attribution.primary,
        day=attribution.day,
        frame=_frame(report, annotation, spans[0]),
    )


def _frame(report: Report, annotation: Annotation, span: Span) -> frozenset[str]:
    """Stems of the sentences the words stand in."""
    at = bisect_left(annotation.sentences, span.start, key=lambda s: s.end)
    found: list[str] = []
    for sentence in annotation.sentences[at:]:
        if sentence.start >= span.end:
            break
        start, end = max(sentence.start, span.start - _FRAME), min(sentence.end, span.end + _FRAME)
        found += stems([w.key for w in words_of(report.text, start, end)])
    return frozenset(found)


def _words(report: Report, spans: Sequence[Span]) -> str:
    """The text of the spans, joined."""
    return " ".join(" ".join(report.text[s:e].split()) for s, e in spans)


def _without_inner(told: list[Quote]) -> list[Quote]:
    """Without quotations that lie wholly inside another one and are not known to be another speaker's."""
    kept: list[Quote] = []
    near: list[Quote] = []  # those that reach beyond the start of the next one
    for quote in told:
        near = [k for k in near if k.spans[-1].end > quote.spans[0].start]
        if not any(_covers(k.spans, quote.spans) and quote.speaker in (k.speaker, None) for k in near):
            kept.append(quote)
            near.append(quote)
    return kept


def _covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether every inner span lies in an outer one."""
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def _continued(report: Report, told: Sequence[Quote]) -> list[Quote]:
    """The quotations with those joined that go on after the cue of the one before ('"A," he said. "B."')."""
    found: list[Quote] = []
    for quote in told:
        last = found[-1] if found else None
        if last and _goes_on(report.text, last, quote):
            found[-1] = replace(last, spans=last.spans + quote.spans)
        else:
            found.append(quote)
    return found


def _goes_on(text: str, last: Quote, quote: Quote) -> bool:
    """Whether a quotation with the same frame goes on with the one before."""
    gap = quote.spans[0].start - last.spans[-1].end
    same = (last.speaker, last.named, last.cue, last.primary) == (
        quote.speaker, quote.named, quote.cue, quote.primary,
    )  # fmt: skip
    if not same or last.primary or not 0 <= gap <= _BETWEEN:
        return False
    between = " ".join(text[last.spans[-1].end : quote.spans[0].start].split())
    return bool(last.cue) and between.count(last.cue) == 1


def _strays(report: Report, annotation: Annotation, told: Sequence[Quote]) -> list[Quote]:
    """Quotations that no attribution tells of: forms only where they echo an utterance."""
    spans = [span for quote in told for span in quote.spans]
    spans += [span for a in annotation.attributions if a.kind != "indirect" for span in a.content]
    taken = of_spans(spans)
    free = [bared(report.text, span) for span in annotation.quotations if not taken.touch(*span)]
    return [
        Quote(
            report.id, (span,), None, "", "", False, None, frame=_frame(report, annotation, span), stray=True
        )
        for span in _outermost(free)
        if len(words_of(report.text, *span)) > 1
    ]


# -- sentences of quotations ------------------------------------------------------------------------


def units(reports: Mapping[str, Report], told: Sequence[Quote]) -> list[Unit]:
    """The sentences of all quotations, in the quotations' order."""
    return [unit for at, quote in enumerate(told) for unit in _units(reports[quote.report], quote, at)]


def _units(report: Report, quote: Quote, at: int) -> Iterator[Unit]:
    """Sentences of one quotation; one that a cue cuts in two is one unit with two spans."""
    pieces: list[list[Span]] = []
    for span in quote.spans:
        for number, sentence in enumerate(sentences(report.text, *span)):
            goes_on = number == 0 and pieces and not _ended(report.text, pieces[-1][-1], sentence)
            if goes_on or (pieces and not words_of(report.text, *sentence)):
                pieces[-1].append(sentence)
            else:
                pieces.append([sentence])
    for number, spans in enumerate(pieces):
        text = CUT.join(report.text[s:e] for s, e in spans)
        yield Unit(quote, at, number, tuple(spans), tuple(w.key for w in words_of(text)), text)


def _ended(text: str, before: Span, after: Span) -> bool:
    """Whether a sentence ends with the first stretch: a full stop, or a capital after the comma."""
    return bool(_ENDED.search(text[before.start : before.end])) or not text[after.start].islower()
