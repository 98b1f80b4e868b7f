"""From a rooted tree to edges of reports and lost sources, by the rules of newsrooms.

An agency that is credited and not among the reports stands at the root; a direction that cannot be
told becomes a lost source over both; a source is never younger than its copy on a thin reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from retold.config import LineageSettings
from retold.lineage import evidence
from retold.lineage.evidence import Clue
from retold.lineage.loci import Witness
from retold.lineage.rooting import Rooted, rooted
from retold.lineage.stemma import Tree, tree
from retold.lineage.traditions import Flags, Tradition
from retold.records import Credit

_AGENCY_PRIOR = 4.0  # log odds of a lost root where an agency that is not there is credited


@dataclass(slots=True)
class Draft:
    """The directed tree of a tradition while the rules work on it; nodes are numbers of the tree."""

    tradition: Tradition
    tree: Tree
    parent: dict[int, int]
    sure: dict[int, float]  # chance that the way to a node from its source is right
    agency: dict[int, Credit] = field(default_factory=dict)  # of lost nodes
    undecided: set[int] = field(default_factory=set)  # lost nodes that stand for 'cannot tell'
    clues: Callable[[int, int], tuple[Clue, ...]] = lambda p, c: ()

    def children(self, node: int) -> list[int]:
        """Nodes whose source it is."""
        return sorted(child for child, source in self.parent.items() if source == node)

    def lost(self) -> list[int]:
        """Lost nodes in use."""
        return sorted({n for n in (*self.parent, *self.parent.values()) if self.tree.lost(n)})

    def below(self, node: int) -> list[int]:
        """The reports at or below a node."""
        found, todo = [], [node]
        while todo:
            one = todo.pop()
            if not self.tree.lost(one):
                found.append(one)
            todo += self.children(one)
        return sorted(found)

    def above(self, node: int, source: int) -> None:
        """Put a lost source between a node and what it came from."""
        if node in self.parent:
            self.parent[source] = self.parent[node]
            self.sure[source] = self.sure[node]
        self.parent[node] = source
        self.sure[node] = 1.0


def draft(
    witnesses: Mapping[str, Witness],
    tradition: Tradition,
    barred: Sequence[frozenset[int]],
    settings: LineageSettings,
) -> Draft:
    """The directed tree of one tradition."""
    known: dict[tuple[int, int], tuple[Clue, ...]] = {}

    def clues(p: int, c: int) -> tuple[Clue, ...]:
        if (p, c) not in known:
            a, b = witnesses[tradition.reports[p]], witnesses[tradition.reports[c]]
            known[(p, c)] = evidence.clues(a, b, tradition)
        return known[(p, c)]

    grown = tree(tradition, settings, barred)
    agency = absent_agency(witnesses, tradition.reports)
    prior = settings.lost_prior + (_AGENCY_PRIOR if agency else 0.0)

    def weigh(p: int, c: int) -> float:
        return sum(clue.weight for clue in clues(p, c))

    def enter(p: int, others: list[int]) -> float:
        first = witnesses[tradition.reports[p]].report
        rest = [witnesses[tradition.reports[c]].report for c in others]
        outer = [clue for other in rest for clue in evidence.outer(first, other)]
        blocked = int((tradition.present[others].sum(axis=0) >= 2)[~tradition.present[p]].sum())
        return evidence.of_first(outer, len(others)) - settings.entering_cost - blocked

    def middle(u: int, v: int) -> float:
        a, b = (witnesses[tradition.reports[n]] for n in (u, v))
        near = evidence.kinship(a, b, tradition)
        return settings.distant_root * (1 - near) - settings.unneeded_root * near

    turned = rooted(grown, weigh, enter, middle, prior)
    made = Draft(tradition, grown, dict(turned.parent), dict(turned.chance), clues=clues)
    _root(made, turned, agency)
    if agency:
        _under_agency(made, agency, witnesses)
    _cannot_tell(made, witnesses, settings)
    _without_needless(made)
    return made


def absent_agency(witnesses: Mapping[str, Witness], reports: Sequence[str]) -> Credit | None:
    """The credit of the agency most of these reports name as the text's, if none of them is its own."""
    there = {evidence.house(witnesses[name].report.outlet) for name in reports}
    named: Counter[str] = Counter()
    first: dict[str, Credit] = {}
    for name in sorted(reports):
        for credit in evidence.wire_credits(witnesses[name].report):
            agency = evidence.house(credit.agency)
            if agency not in there:
                first.setdefault(agency, credit)
        credited = [evidence.house(c.agency) for c in evidence.wire_credits(witnesses[name].report)]
        named.update(
            {agency: 1 / (1 + i) for i, agency in enumerate(dict.fromkeys(credited)) if agency in first}
        )
    if not named:
        return None
    return first[min(named, key=lambda agency: (-named[agency], agency))]


def _root(made: Draft, turned: Rooted, agency: Credit | None) -> None:
    """Give the tree one root node: the lost one on an edge, and the agency's above a report."""
    if isinstance(turned.root, tuple):
        top = made.tree.spare()
        for node in turned.root:
            made.parent[node], made.sure[node] = top, 1.0
        made.undecided.add(top)
        _state(made, top, turned.root)
        root = top
    else:
        root = turned.root
    if agency and not made.tree.lost(root):
        top = made.tree.spare()
        made.above(root, top)
        _state(made, top, [root, *made.children(root)])
        root = top
    if agency:
        made.agency[root] = agency
        made.undecided.discard(root)


def _state(made: Draft, node: int, near: Sequence[int]) -> None:
    """Give a lost node the readings of most of the nodes near it."""
    made.tree.states[node] = made.tree.majority(list(near), made.tree.states[node])


def _under_agency(made: Draft, agency: Credit, witnesses: Mapping[str, Witness]) -> None:
    """Hang under the agency what seemed a copy of its copy, where nothing of that copy's own is inherited."""
    top = next(node for node, credit in made.agency.items() if credit is agency)
    name = evidence.house(agency.agency)
    for child, source in sorted(made.parent.items()):
        if made.tree.lost(source):
            continue
        if made.tree.lost(child):
            if not inherited_from(made, source, child, top):
                made.parent[child], made.sure[child] = top, 1.0
            continue
        report, other = (witnesses[made.tradition.reports[n]].report for n in (child, source))
        credited = any(evidence.house(c.agency) == name for c in evidence.wire_credits(report))
        if evidence.naming(report, other):
            continue
        inherited = inherited_from(made, source, child, top)
        if not inherited or (credited and inherited < 2):
            made.parent[child], made.sure[child] = top, 1.0
        elif made.parent.get(source) == top and evidence.credits_anew(report, other, name):
            _another_version(made, agency, source, child)


def _another_version(made: Draft, agency: Credit, source: int, child: int) -> None:
    """Whoever credits the agency in words of his own had it from there: what two reports share against
    the rest is then another version of its text."""
    node = made.tree.spare()
    made.above(source, node)
    _state(made, node, [source, child])
    made.parent[child], made.sure[child] = node, 1.0
    made.agency[node] = agency


def inherited_from(made: Draft, source: int, child: int, top: int) -> int:
    """Differences from the root's text, readings or added loci, that a copy has from its source."""
    a, b, root = (made.tree.states[n] for n in (source, child, top))
    readings = int(((a == b) & (a >= 0) & (root >= 0) & (a != root)).sum())
    if made.tree.lost(child):
        return readings
    rows = made.tradition.present
    others = [n for n in range(len(rows)) if n not in (source, child)]
    if not others:
        return readings
    only = rows[source] & rows[child] & ~rows[others].any(axis=0)
    if len(others) == 1:  # two against one: the one may have cut them
        return readings
    return readings + int(only.sum() >= 1)


def _cannot_tell(made: Draft, witnesses: Mapping[str, Witness], settings: LineageSettings) -> None:
    """Put a lost source over a report and its seeming copy where the direction is open."""
    over: dict[int, int] = {}
    for child, source in sorted(made.parent.items()):
        if made.tree.lost(child) or made.tree.lost(source):
            continue
        needed = settings.undecided
        if any(clue.kind == "time" and clue.weight < 0 for clue in made.clues(source, child)):
            needed = settings.against_clock
        if made.sure[child] >= needed:
            continue
        if source not in over:
            grandparent = made.parent.get(source)
            if grandparent is not None and made.tree.lost(grandparent) and grandparent not in made.undecided:
                over[source] = grandparent
            else:
                over[source] = made.tree.spare()
                made.undecided.add(over[source])
                _state(made, over[source], [source, child])
                made.above(source, over[source])
        made.parent[child] = over[source]


def _without_needless(made: Draft) -> None:
    """Take out lost sources with a single copy, and lost between lost that no reading tells apart."""
    changed = True
    while changed:
        changed = False
        for node in made.lost():
            children, source = made.children(node), made.parent.get(node)
            alone = len(children) == 1 and node not in made.agency
            same = source is not None and made.tree.lost(source) and _alike(made, node, source)
            if not children or alone or same:
                for child in children:
                    if source is None:
                        del made.parent[child], made.sure[child]
                    else:
                        made.parent[child] = source
                made.parent.pop(node, None)
                made.sure.pop(node, None)
                changed = True
                break


def _alike(made: Draft, node: int, source: int) -> bool:
    """Whether two lost nodes differ by too little to be two."""
    a, b = made.tree.states[node], made.tree.states[source]
    return float(made.tree.weights[(a != b) & (a >= 0) & (b >= 0)].sum()) < made.tree.split_cost


def carried_by(made: Draft, node: int) -> Flags:
    """Loci that a node carries: a report's own, a lost one's that stand in two directions from it."""
    if not made.tree.lost(node):
        return np.asarray(made.tradition.present[node])
    return np.asarray(directions(made, node).sum(axis=0) >= 2)


def directions(made: Draft, node: int) -> Flags:
    """For each way away from a lost node the loci of the reports that lie that way."""
    rows = made.tradition.present
    ways = [made.below(child) for child in made.children(node)]
    if node in made.parent:
        inside = {n for way in ways for n in way}
        ways.append([n for n in range(len(rows)) if n not in inside])
    return np.stack([rows[way].any(axis=0) for way in ways if way])
