"""Threads: stories of one affair, told over weeks or months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from retold.config import StorySettings
from retold.records import Annotation, Report, Story, Thread
from retold.stories.days import Days
from retold.stories.features import Bag, bag, rarity, vectors
from retold.stories.grouping import Grouping
from retold.stories.neighbours import neighbours
from retold.text.ids import stable_id
from retold.text.tokens import keys

_MAIN = 0.5  # share of a story's reports that hold its main names
_MENTIONS = 2  # times that one of them at least names it
_FAMOUS = 0.1  # share of all stories that a telling name is in at most
_FAMOUS_FROM = 5  # stories that it may be in however few there are
_FEWEST = 2  # main names that two stories of one affair have in common


def threads(
    stories: Sequence[Story],
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    settings: StorySettings,
) -> tuple[Thread, ...]:
    """Stories that share several main persons or bodies and the words of their matter.

    A single story is no thread. A thread's stories stand in order of their first day of publication,
    those without one last.
    """
    ordered = sorted(stories, key=lambda story: story.id)
    bags = [_story_bag([reports[i] for i in story.reports], annotations) for story in ordered]
    names = _telling([_main_names([reports[i] for i in story.reports], annotations) for story in ordered])
    matrix = vectors(bags, rarity(bags))
    near = neighbours(matrix, settings)
    pairs = {(i, j): n for (i, j), n in near.items() if len(names[i] & names[j]) >= _FEWEST}
    looser = replace(settings, together=settings.one_affair)
    groups = Grouping(matrix, pairs, [Days(None, frozenset())] * len(ordered), names, looser).groups()
    found = []
    for group in groups:
        if len(group) > 1:
            members = sorted(
                (ordered[i] for i in group), key=lambda story: (_first_day(story, reports), story.id)
            )
            ids = tuple(story.id for story in members)
            found.append(Thread(stable_id("t", *sorted(ids)), ids))
    return tuple(sorted(found, key=lambda thread: thread.id))


def _telling(names: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Main names without those that many stories turn on: they make no affair of two of them."""
    held = Counter(name for one in names for name in one)
    most = max(_FAMOUS_FROM, _FAMOUS * len(names))
    return [frozenset(name for name in one if held[name] <= most) for one in names]


def _first_day(story: Story, reports: Mapping[str, Report]) -> str:
    """The earliest publication among a story's reports; "~" sorts after all days."""
    days = [p.value for p in (reports[i].published for i in story.reports) if p is not None]
    return min(days, default="~")


def _story_bag(group: Sequence[Report], annotations: Mapping[str, Annotation]) -> Bag:
    """The features of a story: the mean counts of its reports, without the days of the event."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for report in group:
        one = bag(report, annotations.get(report.id))
        counts.update({f: n / len(group) for f, n in sorted(one.counts.items()) if f[0] != "@"})
        names.update(one.names)
    return Bag(dict(counts), frozenset(f for f, n in names.items() if 2 * n > len(group)))


def _main_names(group: Sequence[Report], annotations: Mapping[str, Annotation]) -> frozenset[str]:
    """Persons and bodies that a story turns on, by the last word of a person's name."""
    held: Counter[str] = Counter()
    most: Counter[str] = Counter()
    for report in group:
        counted = _named(report, annotations.get(report.id))
        held.update(counted.keys())
        most |= counted
    return frozenset(n for n, k in held.items() if k >= _MAIN * len(group) and most[n] >= _MENTIONS)


def _named(report: Report, annotation: Annotation | None) -> Counter[str]:
    """Names of persons and bodies in a report; without annotations, whatever is written large."""
    if annotation is None:
        one = bag(report, None)
        return Counter(
            {name: round(one.counts[name]) for name in one.names if name[0].isalpha() and len(name) > 2}
        )
    found: Counter[str] = Counter()
    for entity in annotation.entities:
        if entity.kind in ("person", "body") and (words := keys(entity.name)):
            found[words[-1] if entity.kind == "person" else " ".join(words)] += 1
    return found
