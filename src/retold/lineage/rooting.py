"""Which way the copies ran: every possible root of a tree weighed by the clues of its edges.

A root directs all edges. The chance of an edge's direction comes from its clues (evidence.py); a
root's chance is the product over its edges, as in likelihood rooting by dated tips (Rambaut 2000),
with the clues of newsrooms in place of a molecular clock. The chance of one edge's direction is the
sum over all roots that direct it so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, log

from retold.lineage.stemma import Tree

Weigh = Callable[[int, int], float]  # log odds that the first report is the second's source
Enter = Callable[
    [int, list[int]], float
]  # log odds that the report is the source of all others, by lost copies
Pair = tuple[int, int]
_EVEN = log(0.5)


@dataclass(frozen=True, slots=True)
class Rooted:
    """A directed tree: each node's source, and the chance that the way between them is right."""

    root: int | Pair  # a node, or an edge between two reports that holds a lost source
    parent: Mapping[int, int]
    chance: Mapping[int, float]  # of each node but the root
    sure: float  # chance of the root itself


def rooted(tree: Tree, weigh: Weigh, enter: Enter, middle: Weigh, lost_prior: float) -> Rooted:
    """The tree directed away from its most probable root.

    `middle` gives the log odds of a lost source between two neighbouring reports, `lost_prior` those of
    a lost node as the root, before clues.
    """
    scores = _scores(tree, weigh, enter, middle, lost_prior)
    top = max(scores.values())
    chances = {root: exp(score - top) for root, score in scores.items()}
    total = sum(chances.values())
    best = min(scores, key=lambda root: (-scores[root], _order(root)))
    parent = _parents(tree, best)
    behind = _behind(tree, parent, best, {root: chance / total for root, chance in chances.items()})
    return Rooted(best, parent, {node: 1 - behind[node] for node in parent}, chances[best] / total)


def _order(root: int | Pair) -> tuple[int, ...]:
    return (root,) if isinstance(root, int) else (10**9, *root)


def _scores(
    tree: Tree, weigh: Weigh, enter: Enter, middle: Weigh, lost_prior: float
) -> dict[int | Pair, float]:
    """The log chance of every root: each report, each lost node, each edge between two reports.

    Of several lost nodes the one with more copies is likelier, in proportion. The scores are
    found for one root, then carried from node to node: crossing an edge turns only that edge.
    """
    memory: dict[Pair, float] = {}

    def direction(p: int, c: int) -> float:
        if (p, c) not in memory:
            odds = weigh(p, c)
            memory[(p, c)], memory[(c, p)] = -_softplus(-odds), -_softplus(odds)
        return memory[(p, c)]

    regions = _regions(tree)
    entered = {(r, e): enter(e, [c for c in rim if c != e]) for r, rim in regions.rims.items() for e in rim}
    start = tree.nodes()[0]
    parent = _parents(tree, start)
    base = 0.0
    for node, source in parent.items():
        if not tree.lost(node) and not tree.lost(source):
            base += direction(source, node)
        elif tree.lost(node) and not tree.lost(source):
            base += entered[(regions.of[node], source)]
    scores: dict[int | Pair, float] = {start: base}
    for node, source in parent.items():  # in order from the start
        scores[node] = scores[source]
        if tree.lost(node) and tree.lost(source):
            continue
        if tree.lost(node):
            scores[node] += -entered[(regions.of[node], source)]
        elif tree.lost(source):
            scores[node] += entered[(regions.of[source], node)]
        else:
            either = scores[source] - direction(source, node) + _EVEN
            scores[(source, node)] = either + middle(source, node)
            scores[node] += direction(node, source) - direction(source, node)
    return {
        root: score
        + (lost_prior + log(len(tree.near[root])) if isinstance(root, int) and tree.lost(root) else 0.0)
        for root, score in scores.items()
    }


def _softplus(x: float) -> float:
    """log(1 + e^x), without overflow."""
    return x if x > 30 else log(1 + exp(x))


@dataclass(frozen=True, slots=True)
class _Regions:
    of: dict[int, int]  # lost node to the first lost node of its region
    rims: dict[int, list[int]]  # region to the reports around it


def _regions(tree: Tree) -> _Regions:
    """Lost nodes joined to one another, with the reports around them."""
    of: dict[int, int] = {}
    rims: dict[int, list[int]] = {}
    for node in tree.nodes():
        if tree.lost(node) and node not in of:
            region = tree.region(node)
            of.update(dict.fromkeys(region, node))
            rims[node] = sorted({other for one in region for other in tree.near[one] if not tree.lost(other)})
    return _Regions(of, rims)


def _parents(tree: Tree, root: int | Pair) -> dict[int, int]:
    """Each node's neighbour on the side of the root, in order from the root."""
    parent: dict[int, int] = {}
    todo = [root] if isinstance(root, int) else list(root)
    seen = set(todo)
    at = 0
    while at < len(todo):
        node = todo[at]
        at += 1
        for other in sorted(tree.near[node]):
            if other not in seen:
                seen.add(other)
                parent[other] = node
                todo.append(other)
    return parent


def _behind(
    tree: Tree, parent: Mapping[int, int], best: int | Pair, chances: Mapping[int | Pair, float]
) -> dict[int, float]:
    """For each node the chance that the root lies at it or below it, seen from the best root."""
    total = {node: chances.get(node, 0.0) for node in tree.nodes()}
    for node, source in reversed(list(parent.items())):
        for pair in ((source, node), (node, source)):
            if pair != best:
                total[node] += chances.get(pair, 0.0)
        total[source] += total[node]
    return total
