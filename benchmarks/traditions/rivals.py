"""What others would do with the same reports, as lineages, so that the same rule scores them.

Neighbour joining (Saitou and Nei 1987) and a minimum spanning tree on the normalised edit distance of
words, both rooted at the earliest report; and 'the earliest report is everybody's source'. Reports
further apart than `_FAR` are taken for unconnected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from retold.records import Annotation, Edge, Lineage, Node, Report, Story
from retold.text.tokens import keys

_FAR = 0.5
Matrix = NDArray[np.float64]


def trees(
    story: Story, reports: Mapping[str, Report], annotations: Mapping[str, Annotation]
) -> dict[str, Lineage]:
    """The rivals' lineages of a story, by name."""
    names = sorted(
        story.reports, key=lambda n: ((p := reports[n].published) is None, p.value if p else "", n)
    )
    words = [keys(reports[name].text) for name in names]
    distance = np.zeros((len(names), len(names)))
    for i, k in combinations(range(len(names)), 2):
        distance[i, k] = distance[k, i] = Indel.normalized_distance(words[i], words[k])
    groups = _groups(distance)
    return {
        "earliest": _as_lineage(story, names, [(g[0], n) for g in groups for n in g[1:]], groups),
        "spanning tree": _as_lineage(
            story, names, [e for g in groups for e in _spanning(distance, g)], groups
        ),
        "neighbour joining": _joined(story, names, distance, groups),
    }


def _groups(distance: Matrix) -> list[list[int]]:
    """Reports connected by distances that are not far, each group with the earliest first."""
    left, groups = list(range(len(distance))), []
    while left:
        group, todo = [], [left[0]]
        while todo:
            at = todo.pop()
            if at in left:
                left.remove(at)
                group.append(at)
                todo += [n for n in left if distance[at, n] < _FAR]
        groups.append(sorted(group))
    return groups


def _spanning(distance: Matrix, group: Sequence[int]) -> list[tuple[int, int]]:
    """Prim's tree from the earliest report."""
    inside, edges = [group[0]], []
    while len(inside) < len(group):
        _, u, v = min((distance[u, v], u, v) for u in inside for v in group if v not in inside)
        edges.append((u, v))
        inside.append(v)
    return edges


def _joined(story: Story, names: Sequence[str], distance: Matrix, groups: Sequence[Sequence[int]]) -> Lineage:
    """Neighbour joining; every inner node is a lost source."""
    edges: list[tuple[int, int]] = []
    fresh = len(names)
    for group in groups:
        near: dict[int, list[int]] = {}
        d = {(i, k): float(distance[i, k]) for i in group for k in group}
        active = list(group)
        while len(active) > 2:
            total = {i: sum(d[i, k] for k in active) for i in active}
            _, i, k = min(
                ((len(active) - 2) * d[i, k] - total[i] - total[k], i, k) for i, k in combinations(active, 2)
            )
            active = [n for n in active if n not in (i, k)]
            for n in active:
                d[fresh, n] = d[n, fresh] = (d[i, n] + d[k, n] - d[i, k]) / 2
            d[fresh, fresh] = 0.0
            near[fresh] = [i, k]
            active.append(fresh)
            fresh += 1
        edges += _directed(near, active, len(names))
    return _as_lineage(story, names, edges, groups, fresh)


def _directed(near: Mapping[int, list[int]], last: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Edges away from the inner node by which the tree was closed."""
    links: dict[int, set[int]] = {}
    for node, ends in [*near.items(), *([(last[0], [last[1]])] if len(last) == 2 else [])]:
        for end in ends:
            links.setdefault(node, set()).add(end)
            links.setdefault(end, set()).add(node)
    if not links:
        return []
    root = max(links) if max(links) >= size else min(links)
    edges, todo, seen = [], [root], {root}
    while todo:
        at = todo.pop()
        for other in sorted(links[at] - seen):
            seen.add(other)
            edges.append((at, other))
            todo.append(other)
    return edges


def _as_lineage(
    story: Story,
    names: Sequence[str],
    edges: Sequence[tuple[int, int]],
    groups: Sequence[Sequence[int]],
    size: int = 0,
) -> Lineage:
    """Numbers as records."""
    label = [*names, *(f"inner{n}" for n in range(len(names), size))]
    nodes = [Node(n, "report" if i < len(names) else "lost", n) for i, n in enumerate(label)]
    made = [Edge(label[u], label[v], 1.0, 0.5, ()) for u, v in edges]
    return Lineage(
        story.id, tuple(nodes), tuple(made), tuple(tuple(sorted(names[n] for n in g)) for g in groups)
    )
