"""The days of a story: when its reports appeared, and which days they tell of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.records import Annotation, Sentence, TimeExpression
from retold.text.tokens import keys
from retold.views.told import Witness
from retold.views.words import plain, shortened

_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?(?=$|T)")
_ASIDE = ("byline", "dateline", "credit", "note", "boilerplate", "related_link")
_AROUND = 110  # characters shown on either side of an expression


class Telling(NamedTuple):
    """What is told of a day: an expression of time in its sentence, and the reports that say so."""

    before: str
    expression: str
    after: str
    witnesses: tuple[Witness, ...]


class Day(NamedTuple):
    """A day or month of a story."""

    value: str
    published: tuple[Witness, ...]
    told: tuple[Telling, ...]


def timeline(
    witnesses: Sequence[Witness],
    annotations: Mapping[str, Annotation],
    family_of: Mapping[tuple[str, int], int],
) -> tuple[Day, ...]:
    """Days and months in order; a sentence that several reports share is told once.

    `family_of` gives the number of the family of a sentence by report id and start.
    """
    published: dict[str, list[Witness]] = defaultdict(list)
    told: dict[str, dict[tuple[str, ...], list[tuple[Witness, TimeExpression, Sentence]]]] = defaultdict(dict)
    for witness in witnesses:
        if witness.day:
            published[witness.day[:10]].append(witness)
        annotation = annotations.get(witness.report.id)
        for date, sentence in _dated(annotation) if annotation else ():
            found = _DAY.match(date.value)
            if found:
                key = _same(witness, sentence, family_of)
                told[found.group()].setdefault(key, []).append((witness, date, sentence))
    days = sorted({*published, *told}, key=lambda day: f"{day}-~" if len(day) == 7 else day)
    return tuple(Day(day, tuple(published[day]), tuple(map(_telling, told[day].values()))) for day in days)


def _same(witness: Witness, sentence: Sentence, family_of: Mapping[tuple[str, int], int]) -> tuple[str, ...]:
    """A key that sentences of one family, or of the same words, have in common."""
    family = family_of.get((witness.report.id, sentence.start))
    return (f"{family}",) if family else ("", *keys(witness.report.text[sentence.start : sentence.end]))


def _dated(annotation: Annotation) -> list[tuple[TimeExpression, Sentence]]:
    """Expressions with the sentence they stand in, those in bylines and the like left out."""
    sentences = sorted(annotation.sentences, key=lambda s: s.start)
    found = []
    at = 0
    for date in sorted(annotation.dates, key=lambda d: d.start):
        while at < len(sentences) and sentences[at].end < date.end:
            at += 1
        if at < len(sentences) and sentences[at].start <= date.start and sentences[at].kind not in _ASIDE:
            found.append((date, sentences[at]))
    return found


def _telling(places: Sequence[tuple[Witness, TimeExpression, Sentence]]) -> Telling:
    witness, date, sentence = places[0]
    text = witness.report.text
    near = max(sentence.start, date.start - 4 * _AROUND)  # a sentence may be as long as the page
    before = plain(text[near : date.start])
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:].partition(' ')[2]}"
    after = shortened(text[date.end : min(sentence.end, date.end + 4 * _AROUND)], _AROUND)
    who = {w.report.id: w for w, _, _ in places}
    space = after[:1].isalnum() or after[:1] in "“‘(—–"
    return Telling(
        f"{before} " if before else "",
        plain(text[date.start : date.end]),
        f" {after}" if space else after,
        tuple(who.values()),
    )
