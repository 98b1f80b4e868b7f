"""The lineage of a story as a tree to print and as rows to draw, with time running one way."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.records import Edge, Lineage, Node

RESTING = 0.15  # part of a report's words from which on it is said to rest on a primary source


class Branch(NamedTuple):
    """A node below its main source; `also` are the edges from its other sources."""

    node: Node
    edge: Edge | None
    also: tuple[Edge, ...]
    children: tuple[Branch, ...]


def valid_edges(lineage: Lineage) -> tuple[Edge, ...]:
    """Edges between two different nodes of the graph, the strongest of each pair, in a fixed order."""
    known = {node.id for node in lineage.nodes}
    best: dict[tuple[str, str], Edge] = {}
    for edge in sorted(lineage.edges, key=lambda e: (e.source, e.target, -e.share, -e.confidence)):
        if edge.source in known and edge.target in known and edge.source != edge.target:
            best.setdefault((edge.source, edge.target), edge)
    return tuple(best.values())


def sources_of(edges: Sequence[Edge]) -> dict[str, list[Edge]]:
    """Edges into each node, the one that explains most of it first."""
    into: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=lambda e: (-e.share, -e.confidence, e.source)):
        into[edge.target].append(edge)
    return into


def rows(lineage: Lineage, times: Mapping[str, str]) -> tuple[Node, ...]:
    """Nodes in the order of time, every source above its copies.

    `times` gives the ISO day or time of node ids, as far as it is known. A node without one, and one
    whose copies are older than it says, stands just before its first copy; what has neither a time nor
    copies comes last. A cycle, which a lineage should not have, is broken at its earliest node.
    """
    edges = valid_edges(lineage)
    nodes = {node.id: node for node in lineage.nodes}
    earliest = _earliest(nodes, edges, times)
    waiting = dict.fromkeys(nodes, 0)
    below: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        waiting[edge.target] += 1
        below[edge.source].append(edge.target)
    ready = [(earliest[id_], _rank(nodes[id_]), id_) for id_ in nodes if not waiting[id_]]
    heapq.heapify(ready)
    placed: dict[str, Node] = {}
    while len(placed) < len(nodes):
        if not ready:  # a cycle
            rest = (id_ for id_ in nodes if id_ not in placed)
            ready = [min((earliest[id_], _rank(nodes[id_]), id_) for id_ in rest)]
        id_ = heapq.heappop(ready)[2]
        if id_ in placed:
            continue
        placed[id_] = nodes[id_]
        for target in below[id_]:
            waiting[target] -= 1
            if waiting[target] <= 0 and target not in placed:
                heapq.heappush(ready, (earliest[target], _rank(nodes[target]), target))
    return tuple(placed.values())


def _rank(node: Node) -> int:
    """Sources before reports of the same time."""
    return {"primary": 0, "lost": 1, "report": 2}[node.kind]


def _earliest(nodes: Mapping[str, Node], edges: Sequence[Edge], times: Mapping[str, str]) -> dict[str, str]:
    """The earliest time at or below each node; "~", after every day, where there is none."""
    earliest = {id_: times.get(id_, "~") for id_ in nodes}
    above: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        above[edge.target].append(edge.source)
    queue = sorted(nodes, key=lambda id_: (earliest[id_], id_))
    seen: set[str] = set()
    for start in queue:  # from the earliest time on: what is reached first is reached with its minimum
        stack = [start]
        while stack:
            id_ = stack.pop()
            if id_ in seen:
                continue
            seen.add(id_)
            earliest[id_] = min(earliest[id_], earliest[start])
            stack += above[id_]
    return earliest


def tree(lineage: Lineage, order: Sequence[Node]) -> tuple[Branch, ...]:
    """Every node once, below the text that explains most of it; roots and siblings in `order`.

    A primary source has a branch of its own only where a report rests on it and on no text; elsewhere
    it is among the other sources of a copy.
    """
    kinds = {node.id: node.kind for node in order}
    into = sources_of(valid_edges(lineage))
    place = {node.id: number for number, node in enumerate(order)}
    main: dict[str, Edge] = {}
    for node in order:
        # a source further down the order would close a cycle
        before = [e for e in into[node.id] if place[e.source] < place[node.id]]
        texts = [e for e in before if kinds[e.source] != "primary"]
        resting = [e for e in before if e.share >= RESTING and node.kind == "report"]
        edge = next(iter(texts or resting), None)
        if edge:
            main[node.id] = edge
    below: dict[str, list[Node]] = defaultdict(list)
    for node in order:
        if node.id in main:
            below[main[node.id].source].append(node)
    built: dict[str, Branch] = {}
    for node in reversed(order):
        also = tuple(e for e in into[node.id] if e is not main.get(node.id))
        children = tuple(built[child.id] for child in below[node.id])
        built[node.id] = Branch(node, main.get(node.id), also, children)
    told = {edge.source for edges in into.values() for edge in edges}
    return tuple(
        built[node.id]
        for node in order
        if node.id not in main and (node.kind != "primary" or below[node.id] or node.id not in told)
    )
