"""Stories of a batch: every report in exactly one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from retold.config import StorySettings
from retold.records import Alignment, Annotation, Report, Story
from retold.stories.days import Days, days_of
from retold.stories.features import FEWEST, Bag, bag, rare_names, rarity, vectors
from retold.stories.grouping import Grouping
from retold.stories.neighbours import neighbours
from retold.stories.reasons import reasons
from retold.stories.titles import story_title
from retold.text.ids import stable_id

_COPIED = 0.5  # likeness that a wholly shared text adds to a pair


def cluster(
    reports: Sequence[Report],
    annotations: Mapping[str, Annotation],
    alignments: Sequence[Alignment],
    settings: StorySettings,
) -> tuple[Story, ...]:
    """The stories of some reports, in order of their first report's id; one near to no other stays alone.

    Annotations and alignments may be missing for some reports or for all; the more there is of them, the
    better the stories. The order of the input changes nothing.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    bags = [bag(report, annotations.get(report.id)) for report in ordered]
    copies = _one_text(bags)
    distinct = [bags[same[0]] for same in copies]
    telling = rarity(distinct)
    matrix = vectors(distinct, telling)
    days = days_of(ordered, annotations)
    spans = [reduce(Days.joined, (days[i] for i in same)) for same in copies]
    place = {ordered[i].id: row for row, same in enumerate(copies) for i in same}
    pairs = _with_copies(neighbours(matrix, settings), place, alignments)
    groups = Grouping(matrix, pairs, spans, [rare_names(one) for one in distinct], settings).groups()
    shared = {(x.a, x.b): x for x in alignments}
    stories = []
    for group in sorted(sorted(i for row in rows for i in copies[row]) for rows in groups):
        members = [ordered[i] for i in group]
        why = reasons(members, [bags[i] for i in group], annotations, shared, telling)
        ids = tuple(report.id for report in members)
        stories.append(Story(stable_id("s", *ids), story_title(members), ids, why))
    return tuple(stories)


def _one_text(bags: Sequence[Bag]) -> list[tuple[int, ...]]:
    """Places of reports with the same features, which count once; one that tells too little stays alone."""
    same: dict[frozenset[tuple[str, float]], list[int]] = {}
    alone = []
    for i, one in enumerate(bags):
        if len(one.counts) < FEWEST:
            alone.append((i,))
        else:
            same.setdefault(frozenset(one.counts.items()), []).append(i)
    return sorted([*alone, *(tuple(places) for places in same.values())])


def _with_copies(
    pairs: dict[tuple[int, int], float], place: Mapping[str, int], alignments: Sequence[Alignment]
) -> dict[tuple[int, int], float]:
    """The pairs, those with text copied from one another drawn nearer."""
    drawn = dict(pairs)
    for alignment in alignments:
        if alignment.relation in ("same", "derived") and alignment.a in place and alignment.b in place:
            i, j = sorted((place[alignment.a], place[alignment.b]))
            if i != j:
                shared = min(alignment.shared_a, alignment.shared_b)
                drawn[i, j] = min(1.0, drawn.get((i, j), 0.0) + _COPIED * shared)
    return drawn
