"""Traditions: the loci of a story divided by the common text they come from.

A report that joins two dispatches has loci of both, but hardly any other report has: so loci that
are carried by the same witnesses belong to one tradition, and a joined report stands in two. The
measure is the overlap of the witness sets, clustered by average link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from retold.lineage.collation import Table, characters, collated
from retold.lineage.loci import Locus, Witness

_APART = 0.62  # loci whose witnesses overlap less than 1 - this are of different texts
_SMOOTH = 0.5  # so that two pairs of witnesses with one in common are less alike than larger sets
_LARGEST = 3000  # patterns of witnesses clustered at once
_ALONE = 15  # words of a sentence that proves a copy by itself
_NEARLY = 0.8  # likeness that it must have
_QUOTED = 0.3  # a locus that only quotation joins says less of who copied whom

Numbers = NDArray[np.int32]
Weights = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Tradition:
    """Loci of one common text, in the order of the text, and what tells their witnesses apart."""

    reports: tuple[str, ...]
    places: tuple[Locus, ...]
    tables: tuple[Table, ...]
    present: Flags  # reports x places
    states: Numbers  # reports x characters; -1 where the witness lacks the place
    weights: Weights  # of characters
    place_of: Numbers  # place of each character
    slot_of: Numbers  # and its first slot in that place's table

    def words(self, report: str) -> int:
        """Words of the report that belong to this tradition."""
        forms = (place.form(report) for place in self.places)
        return sum(len(form.words) for form in forms if form)


def traditions(witnesses: Mapping[str, Witness], places: Sequence[Locus]) -> tuple[Tradition, ...]:
    """The traditions of a story, largest first; a witness of too little of one is left out of it."""
    found = []
    for group in _groups(places):
        of_enough = _with_enough(group)
        if of_enough:
            found.append(_tradition(witnesses, of_enough))
    return tuple(sorted(found, key=lambda one: (-len(one.reports), -len(one.places), one.reports)))


def _groups(places: Sequence[Locus]) -> list[list[Locus]]:
    """Loci brought together by who carries them."""
    patterns = sorted({tuple(sorted(place.reports)) for place in places if not place.quoted})[:_LARGEST]
    if not patterns:
        return []
    labels = _labels(patterns)
    groups: dict[int, list[Locus]] = {}
    carried: dict[int, set[str]] = {}
    for pattern, label in zip(patterns, labels, strict=True):
        carried.setdefault(label, set()).update(pattern)
    label_of = dict(zip(patterns, labels, strict=True))
    for place in places:
        pattern = tuple(sorted(place.reports))
        if pattern in label_of:
            groups.setdefault(label_of[pattern], []).append(place)
        else:  # words all of them quote belong where most of their carriers stand
            best = max(carried, key=lambda label: (len(carried[label] & place.reports), -label))
            if len(carried[best] & place.reports) > 1:
                groups.setdefault(best, []).append(place)
    return [groups[label] for label in sorted(groups)]


def _labels(patterns: Sequence[tuple[str, ...]]) -> list[int]:
    """A number for each set of witnesses; sets of one text share it."""
    if len(patterns) == 1:
        return [0]
    names = sorted({name for pattern in patterns for name in pattern})
    column = {name: i for i, name in enumerate(names)}
    member = np.zeros((len(patterns), len(names)), dtype=np.float32)
    for row, pattern in enumerate(patterns):
        member[row, [column[name] for name in pattern]] = 1
    sizes = member.sum(axis=1)
    overlap = (member @ member.T) / (np.minimum.outer(sizes, sizes) + _SMOOTH)
    distance = np.clip(1 - overlap, 0, 1)
    np.fill_diagonal(distance, 0)
    clusters = fcluster(linkage(squareform(distance, checks=False), "average"), _APART, "distance")
    return [int(label) for label in clusters]


def _with_enough(group: list[Locus]) -> list[Locus]:
    """The loci without the witnesses that carry a single short one of several."""
    held: dict[str, list[Locus]] = {}
    for place in group:
        for form in place.forms:
            if not place.quoted:
                held.setdefault(form.report, []).append(place)
    enough = {name for name, places in held.items() if len(places) > 1 or _plainly_shared(places[0], name)}
    kept = []
    for place in group:
        forms = tuple(form for form in place.forms if form.report in enough)
        if len(forms) > 1:
            kept.append(Locus(forms, place.quoted))
    return kept if any(not place.quoted for place in kept) else []


def _plainly_shared(place: Locus, report: str) -> bool:
    """Whether one sentence alone proves a copy: long, and nearly word for word that of another witness."""
    own = [word.key for form in place.forms if form.report == report for word in form.words]
    return len(own) >= _ALONE and any(
        Indel.normalized_similarity(own, [word.key for word in form.words]) >= _NEARLY
        for form in place.forms
        if form.report != report
    )


def _tradition(witnesses: Mapping[str, Witness], places: Sequence[Locus]) -> Tradition:
    """The table of differences of the loci's witnesses."""
    ordered = in_order(witnesses, places)
    reports = tuple(sorted({name for place in ordered for name in place.reports}))
    row = {name: i for i, name in enumerate(reports)}
    present = np.zeros((len(reports), len(ordered)), dtype=np.bool_)
    tables = tuple(collated(place) for place in ordered)
    columns, weights, place_of, slot_of = [], [], [], []
    for number, (place, table) in enumerate(zip(ordered, tables, strict=True)):
        rows = [row[name] for name in table.reports]
        present[rows, number] = True
        for character in characters(table):
            column = np.full(len(reports), -1, dtype=np.int32)
            column[rows] = character.readings
            columns.append(column)
            weights.append(character.weight * (_QUOTED if place.quoted else 1.0))
            place_of.append(number)
            slot_of.append(character.slot)
    states = np.stack(columns, axis=1) if columns else np.zeros((len(reports), 0), dtype=np.int32)
    return Tradition(
        reports, tuple(ordered), tables, present, states,
        np.array(weights, dtype=np.float64), np.array(place_of, dtype=np.int32),
        np.array(slot_of, dtype=np.int32),
    )  # fmt: skip


def in_order(witnesses: Mapping[str, Witness], places: Sequence[Locus]) -> list[Locus]:
    """Loci in their most probable order: by wins of 'stands before' over all witnesses (Copeland 1951)."""
    rows: dict[str, list[tuple[int, int]]] = {}
    for number, place in enumerate(places):
        for form in place.forms:
            rows.setdefault(form.report, []).append((form.sentences[0], number))
    before = np.zeros((len(places), len(places)), dtype=np.int32)
    for _, sequence in sorted(rows.items()):
        numbers = np.array([number for _, number in sorted(sequence)], dtype=np.int32)
        for at in range(len(numbers) - 1):
            before[numbers[at], numbers[at + 1 :]] += 1
    mean = [
        sum(form.sentences[0] / max(1, len(witnesses[form.report].sentences)) for form in place.forms)
        / len(place.forms)
        for place in places
    ]
    return [places[number] for number in _ranked(before, mean)]


def _ranked(before: Numbers, mean: Sequence[float]) -> list[int]:
    """Repeatedly the locus that fewest of the others left must precede; ties by mean place."""
    against = (before < before.T).astype(np.int32)  # [i, j]: j should stand before i
    left = against.sum(axis=1)
    waiting, order = set(range(len(mean))), []
    while waiting:
        chosen = min(waiting, key=lambda i: (left[i], mean[i], i))
        order.append(chosen)
        waiting.discard(chosen)
        left -= against[:, chosen]
    return order
