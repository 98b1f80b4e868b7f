"""The unrooted tree of one tradition: reports, and lost copies where reports alone cannot explain.

Characters are the places where witnesses differ. The tree of least cost is sought by stepwise
addition and re-insertion, as in maximum parsimony (Fitch 1971; for texts Robinson and O'Hara 1996,
Roos and Heikkila 2009), with three changes that news needs: a report may itself be an inner node,
a lost copy costs something, and text that a report lacks cannot have passed through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from retold.config import LineageSettings
from retold.lineage.traditions import Flags, Numbers, Tradition, Weights

_HEIRS = 4  # neighbours tried in place of a lost node, the likest first
_SAMPLE = 80  # reports from which the usual number of differences is taken


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report is put on the tree, what it costs, and how."""

    cost: float
    how: str  # "at" a node, "fork" off an edge, "on" an edge
    u: int
    v: int = -1


class Tree:
    """An unrooted tree; nodes below `size` are reports, the others are lost copies."""

    def __init__(
        self,
        tradition: Tradition,
        settings: LineageSettings,
        barred: Sequence[frozenset[int]],
    ) -> None:
        self.size = len(tradition.reports)
        self.settings = settings
        self.barred = barred
        self.weights = weights = tradition.weights
        self.noise = noise = _noise(tradition, weights)
        chance = _by_chance(tradition, weights)
        self.split_cost = settings.split_cost + settings.split_rate * chance
        self.lost_cost = settings.lost_cost + settings.lost_rate * chance
        self.passing_cost = settings.passing_cost + settings.passing_rate * noise
        self._by_place: Weights = np.zeros((len(weights), len(tradition.places)))
        self._by_place[np.arange(len(weights)), tradition.place_of] = weights
        self.near: dict[int, set[int]] = {}
        room = 4 * self.size + 4
        self.states: Numbers = np.full((room, len(self.weights)), -1, dtype=np.int32)
        self.present: Flags = np.zeros((room, len(tradition.places)), dtype=np.bool_)
        self.states[: self.size] = tradition.states
        self.present[: self.size] = tradition.present
        self._free = list(range(room - 1, self.size - 1, -1))

    # -- reading --------------------------------------------------------------------------------

    def lost(self, node: int) -> bool:
        """Whether the node stands for no report."""
        return node >= self.size

    def nodes(self) -> list[int]:
        """All nodes, in order."""
        return sorted(self.near)

    def edges(self) -> list[tuple[int, int]]:
        """All edges, each once, in order."""
        return [(u, v) for u in self.nodes() for v in sorted(self.near[u]) if u < v]

    def difference(self, u: int, v: int) -> float:
        """Weight of the places both nodes have and read differently."""
        a, b = self.states[u], self.states[v]
        return float(self.weights[(a != b) & (a >= 0) & (b >= 0)].sum())

    def differences(self, u: int, others: Sequence[int]) -> Weights:
        """The same between a node and each of several others."""
        a, rows = self.states[u], self.states[list(others)]
        return np.asarray(((rows != a) & (rows >= 0) & (a >= 0)) @ self.weights)

    def region(self, start: int) -> set[int]:
        """The lost nodes joined to a lost node through lost nodes alone, itself among them."""
        found, todo = {start}, [start]
        while todo:
            for other in self.near[todo.pop()]:
                if self.lost(other) and other not in found:
                    found.add(other)
                    todo.append(other)
        return found

    def carried(self) -> dict[int, Flags]:
        """For each node the loci that can have passed there: its own, or those around a lost one."""
        had: dict[int, Flags] = {}
        for node in self.nodes():
            if not self.lost(node):
                had[node] = self.present[node]
            elif node not in had:
                region = self.region(node)
                around = {other for one in region for other in self.near[one] if not self.lost(other)}
                union: Flags = np.asarray(self.present[sorted(around)].any(axis=0))
                had.update((one, union) for one in region)
        return had

    # -- where a report fits --------------------------------------------------------------------

    def best_place(self, x: int) -> Place | None:
        """The cheapest place for a report that is not on the tree.

        A node that lacks a sentence of x cannot explain x's reading of it: what the best other node
        leaves unexplained of it is charged there too, so that short copies do not look near to all.
        """
        barred = self.barred[x]
        nodes, edges = self.nodes(), self.edges()
        index = {node: i for i, node in enumerate(nodes)}
        columns = np.flatnonzero(self.states[x] >= 0)
        rows = self.states[nodes][:, columns]
        missing = rows < 0
        unlike = rows != self.states[x, columns]
        weighed = self._by_place[columns]
        known = self.carried()
        had = np.stack([known[node] for node in nodes])
        exists = self.present[x] & had.any(axis=0)
        single = (unlike & ~missing) @ weighed
        least = np.where(had, single, np.inf).min(axis=0)
        least[~np.isfinite(least)] = 0.0
        at = single.sum(axis=1) + self._passing(had, exists, x, least)
        allowed = np.array([node not in barred for node in nodes])
        found = [Place(float(at[i]), "at", nodes[i]) for i in _lowest(at, allowed)]
        if edges:
            us, vs = [index[u] for u, _ in edges], [index[v] for _, v in edges]
            both = (unlike[us] & unlike[vs] & ~(missing[us] & missing[vs])) @ self.weights[columns]
            passing = self._passing(had[us] | had[vs], exists, x, least)
            price = np.array([self.price(u, v) for u, v in edges])
            fork = both + passing + price
            found += [
                Place(float(fork[i]), "fork", *edges[i]) for i in _lowest(fork, np.ones(len(fork), bool))
            ]
            split = (had[us] & had[vs] & ~self.present[x]).sum(axis=1) * self.passing_cost
            on = 2 * both + passing + split
            found += [Place(float(on[i]), "on", *edges[i]) for i in _lowest(on, allowed[us] & allowed[vs])]
        return min(found, key=lambda place: place.cost, default=None)

    def price(self, *near: int) -> float:
        """What a lost node between these nodes costs."""
        return self.split_cost if any(map(self.lost, near)) else self.lost_cost

    def _passing(self, had: Flags, exists: Flags, x: int, least: Weights) -> Weights:
        """Cost of text that x has from elsewhere, and of the cuts that make x, for each row."""
        astray = (exists & ~had) @ (least + self.passing_cost)
        gone = had & ~self.present[x]
        kept = had & self.present[x]
        starts = (gone[:, 1:] & kept[:, :-1]).sum(axis=1) + gone[:, 0]
        return np.asarray(astray + self.settings.cut_cost * starts)

    # -- changing -------------------------------------------------------------------------------

    def join(self, u: int, v: int) -> None:
        """Draw an edge."""
        self.near.setdefault(u, set()).add(v)
        self.near.setdefault(v, set()).add(u)

    def part(self, u: int, v: int) -> None:
        """Take an edge away."""
        self.near[u].discard(v)
        self.near[v].discard(u)

    def spare(self) -> int:
        """The number of a lost node that is not in use."""
        return self._free.pop()

    def put(self, x: int, place: Place | None) -> None:
        """Put a report on the tree."""
        if place is None:
            self.near.setdefault(x, set())
        elif place.how == "at":
            self.join(place.u, x)
        else:
            self.part(place.u, place.v)
            middle = x if place.how == "on" else self.spare()
            for other in (place.u, place.v):
                self.join(other, middle)
            if middle != x:
                self.join(middle, x)
                self.settle([middle])

    def take(self, x: int) -> None:
        """Take a leaf off the tree, and a lost node that then joins only two others."""
        for other in sorted(self.near.pop(x)):
            self.near[other].discard(x)
            if self.lost(other) and len(self.near[other]) <= 2:
                self.dissolve(other)

    def dissolve(self, node: int) -> None:
        """Take a node of at most two neighbours away and join these."""
        ends = sorted(self.near.pop(node))
        for end in ends:
            self.near[end].discard(node)
        if len(ends) == 2:
            self.join(*ends)
        if self.lost(node):
            self._free.append(node)

    def merge(self, gone: int, kept: int) -> None:
        """Let one node take over the other's neighbours."""
        for other in sorted(self.near.pop(gone)):
            self.near[other].discard(gone)
            if other != kept:
                self.join(other, kept)
        self._free.append(gone)

    def settle(self, lost: Sequence[int]) -> None:
        """Give lost nodes the readings that most of their neighbours have."""
        for node in lost:
            self.states[node] = self.majority(sorted(self.near[node]), self.states[node])

    def majority(self, nodes: Sequence[int], at_tie: Numbers) -> Numbers:
        """The reading most nodes have at each place; at a tie a lost node's, the one given, the first."""
        rows = self.states[nodes]
        inner = np.array([4 + self.lost(node) for node in nodes])
        votes = np.stack([((rows == row) * inner[:, None]).sum(axis=0) * 2 for row in rows])
        votes = votes + (rows == at_tie)
        votes[rows < 0] = 0
        best = votes.argmax(axis=0)
        return np.asarray(np.take_along_axis(rows, best[None, :], axis=0)[0])


def _lowest(costs: Weights, allowed: Flags) -> list[int]:
    """Number of the lowest cost that is allowed, the first among equals; none where none is."""
    open_costs = np.where(allowed, costs, np.inf)
    return [int(open_costs.argmin())] if allowed.any() else []


def tree(tradition: Tradition, settings: LineageSettings, barred: Sequence[frozenset[int]]) -> Tree:
    """The tree of a tradition; reports that share no copied text (`barred`) are not made neighbours."""
    grown = Tree(tradition, settings, barred)
    fullness = tradition.present.sum(axis=1)
    order = sorted(range(grown.size), key=lambda i: (-int(fullness[i]), i))
    for x in order:
        grown.put(x, grown.best_place(x) if grown.near else None)
        _contract(grown, grown.near[x] | {far for near in grown.near[x] for far in grown.near[near]})
    for _ in range(settings.rounds if grown.size <= settings.refined else 1):
        if not _improved(grown, order):
            break
    _contract(grown)
    return grown


def _noise(tradition: Tradition, weights: Weights) -> float:
    """Differences that a report usually has from the one nearest to it: half of them on each side."""
    step = max(1, len(tradition.reports) // _SAMPLE)
    states = tradition.states[::step]
    nearest = []
    for i, row in enumerate(states):
        known = (states >= 0) & (row >= 0)
        part = known @ weights
        unlike = (known & (states != row)) @ weights
        rates = np.where(part > 0, unlike / np.maximum(part, 1e-9), np.inf)
        rates[i] = np.inf
        if np.isfinite(rates.min()):
            nearest.append(float(rates.min()) * float(weights[row >= 0].sum()) / 2)
    return float(np.median(nearest)) if nearest else 0.0


def _by_chance(tradition: Tradition, weights: Weights) -> float:
    """Rare readings that two reports usually share: most pairs are no close kin, so by chance."""
    step = max(1, len(tradition.reports) // _SAMPLE)
    states = tradition.states[::step]
    if len(states) < 4:
        return 0.0
    common = _commonest(states)
    rare = (states >= 0) & (states != common)
    shared = [
        float((rare[i] & (states[i] == states[k])) @ weights) for i in range(len(states)) for k in range(i)
    ]
    return float(np.median(shared))


def _commonest(states: Numbers) -> Numbers:
    """The commonest reading of each place."""
    top = int(states.max(initial=0)) + 1
    counts = np.stack([(states == value).sum(axis=0) for value in range(top)])
    return np.asarray(counts.argmax(axis=0), dtype=np.int32)


def _improved(grown: Tree, order: Sequence[int]) -> bool:
    """Take every leaf off and put it where it fits best; whether anything moved."""
    moved = False
    for x in order:
        if len(grown.near[x]) != 1 or grown.size < 3:
            continue
        before = grown.edges()
        grown.take(x)
        grown.put(x, grown.best_place(x))
        moved = moved or grown.edges() != before
    lost = [node for node in grown.nodes() if grown.lost(node)]
    for _ in range(3):
        grown.settle(lost)
    _contract(grown)
    return moved


def _contract(grown: Tree, among: Iterable[int] | None = None) -> None:
    """Let a report, or another lost node, be the lost node beside it where that explains as much."""
    for node in [n for n in (grown.nodes() if among is None else sorted(among)) if grown.lost(n)]:
        if node in grown.near:
            _take_over(grown, node)


def _take_over(grown: Tree, node: int) -> None:
    """Replace a lost node by the neighbour that costs least, if that is cheaper than a lost copy."""
    near = sorted(grown.near[node])
    apart = grown.differences(node, near)
    best, best_gain = -1, 0.0
    for at in np.argsort(apart, kind="stable")[:_HEIRS]:
        heir, others = near[at], [other for other in near if other != near[at]]
        if not grown.lost(heir) and not grown.barred[heir].isdisjoint(others):
            continue
        cost = float(grown.differences(heir, others).sum() - apart.sum())
        if not grown.lost(heir):
            cost += grown.passing_cost * _blocked(grown, heir, others)
        if grown.price(heir) - cost > best_gain:
            best, best_gain = heir, grown.price(heir) - cost
    if best >= 0:
        grown.merge(node, best)


def _blocked(grown: Tree, heir: int, others: Sequence[int]) -> int:
    """How often others would have a locus in common that the report between them lacks."""
    sides = np.stack([grown.present[o] if not grown.lost(o) else _behind(grown, o) for o in others])
    return int(np.maximum(sides.sum(axis=0) - 1, 0)[~grown.present[heir]].sum())


def _behind(grown: Tree, node: int) -> Flags:
    """Loci of the reports next to a lost node."""
    seen = [other for other in sorted(grown.near[node]) if not grown.lost(other)]
    if not seen:
        return np.zeros(grown.present.shape[1], dtype=np.bool_)
    return np.asarray(grown.present[seen].any(axis=0))
