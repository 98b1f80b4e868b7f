"""Why a report belongs to its story, in words that a person can check."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from retold.records import Alignment, Annotation, Report
from retold.stories.features import Bag
from retold.stories.stems import stem
from retold.text.tokens import keys

_SHOWN = 3  # names or words told of many
_WORDS = 5
_ENOUGH = 2  # sorts of evidence told
_COPIED = {"same": "is one text with", "derived": "shares text with"}


def reasons(
    group: Sequence[Report],
    bags: Sequence[Bag],
    annotations: Mapping[str, Annotation],
    shared: Mapping[tuple[str, str], Alignment],
    telling: Mapping[str, float],
) -> tuple[str, ...]:
    """One reason for each report of a story, in their order; `telling` weighs the features.

    A report is held against the one at the story's centre, and that against its next best.
    """
    if len(group) == 1:
        return ("stands alone: no other report is near enough to it",)
    centre, second = _centre(bags, telling)
    found = []
    for i, report in enumerate(group):
        other = second if i == centre else centre
        copied = _copied(report, group, shared, group[other])
        found.append(copied or _likeness(report, group[other], (bags[i], bags[other]), annotations, telling))
    return tuple(found)


def _centre(bags: Sequence[Bag], telling: Mapping[str, float]) -> tuple[int, int]:
    """The two reports that hold most of what the others hold."""
    held: dict[str, int] = {}
    for bag in bags:
        for feature in bag.counts:
            held[feature] = held.get(feature, 0) + 1
    worth = [sum((held[f] - 1) * telling.get(f, 0.0) for f in sorted(bag.counts)) for bag in bags]
    order = sorted(range(len(bags)), key=lambda i: (-round(worth[i], 6), i))
    return order[0], order[1]


def _copied(
    report: Report, group: Sequence[Report], shared: Mapping[tuple[str, str], Alignment], centre: Report
) -> str | None:
    """Tells of text in common, if there is any: with the centre, else with whom most is shared."""
    near = [centre] if len(group) > 40 else [other for other in group if other is not report]
    best: tuple[int, Report, Alignment] | None = None
    for other in near:
        alignment = shared.get((min(report.id, other.id), max(report.id, other.id)))
        if alignment and alignment.relation in _COPIED and (best is None or len(alignment.matches) > best[0]):
            best = (len(alignment.matches), other, alignment)
    if best is None:
        return None
    number, other, alignment = best
    how = _COPIED[alignment.relation]
    return f"{how} {_called(other)}: {number} sentence{'s' if number != 1 else ''} in common"


def _likeness(
    report: Report,
    other: Report,
    bags: tuple[Bag, Bag],
    annotations: Mapping[str, Annotation],
    telling: Mapping[str, float],
) -> str:
    """Tells of names, days, numbers and words in common."""
    parts = []
    names = _both(_names(annotations.get(report.id)), _names(annotations.get(other.id)))
    if names:
        parts.append(f"{len(names)} name{'s' if len(names) > 1 else ''} ({_listed(names, _SHOWN)})")
    both = bags[0].counts.keys() & bags[1].counts.keys()
    days = sorted(feature[1:] for feature in both if feature.startswith("@"))
    if days:
        parts.append(f"the day{'s' if len(days) > 1 else ''} {_listed(days, _SHOWN)}")
    if len(parts) < _ENOUGH and (words := _words(bags, telling, names)):
        parts.append(f"words such as {_listed([f'“{_written(w, report)}”' for w in words], _WORDS)}")
    if not parts:
        return f"stands near other reports that are near to {_called(other)}"
    return f"shares {' and '.join(parts)} with {_called(other)}"


def _names(annotation: Annotation | None) -> Counter[str]:
    """Names in a report with the number of their mentions."""
    return Counter(entity.name for entity in annotation.entities) if annotation else Counter()


def _both(a: Counter[str], b: Counter[str]) -> list[str]:
    """Names of both reports, the most mentioned first."""
    common = a & b
    return sorted(common, key=lambda name: (-common[name], name))


def _words(bags: tuple[Bag, Bag], telling: Mapping[str, float], names: Sequence[str]) -> list[str]:
    """The words that tell most of what two reports share; numbers only where there are no others."""
    one, other = bags[0].counts, bags[1].counts
    told = {stem(key) for name in names for key in keys(name)}
    worth = {
        feature: telling.get(feature, 0.0) * math.log1p(min(one[feature], other[feature]))
        for feature in one.keys() & other.keys()
        if feature[0] not in "@~" and len(feature) > 1 and feature not in told
    }
    order = sorted(worth, key=lambda f: (f[0].isdigit(), -round(worth[f], 9), f))
    return [feature for feature in order[:_WORDS] if worth[feature] > 0]


def _written(feature: str, report: Report) -> str:
    """A stem as some word of the report writes it."""
    # a stem may have lost its "e" or turned an "i" into "y"
    for start in (feature, feature[:-1]):
        if found := re.search(rf"\b{re.escape(start)}\w*", report.text, re.IGNORECASE):
            return found.group()
    return feature


def _listed(items: Sequence[str], shown: int) -> str:
    """Items with commas, cut after some."""
    return ", ".join(items[:shown]) + (" …" if len(items) > shown else "")


def _called(report: Report) -> str:
    """What a reader would call a report: its title with its outlet, else what is known."""
    title = " ".join(report.title.split())
    short = title if len(title) <= 70 else title[:67].rsplit(" ", 1)[0] + " …"
    name = f"“{short}”" if short else report.url or report.id
    return f"{name} ({report.outlet})" if report.outlet else name
