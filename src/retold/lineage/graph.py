"""The lineage of a story: the trees of its traditions as one graph without cycles, and its origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.config import LineageSettings
from retold.lineage import evidence, explain
from retold.lineage.confidence import confidence
from retold.lineage.drafts import Draft, carried_by, draft
from retold.lineage.loci import COPIED, Witness, loci, witness
from retold.lineage.lost import passages
from retold.lineage.primary import primary_sources
from retold.lineage.traditions import Tradition, traditions
from retold.records import Alignment, Annotation, Edge, Evidence, Lineage, Mention, Node, Report, Story
from retold.text.ids import stable_id


@dataclass(frozen=True, slots=True)
class _Way:
    """An edge in the making: node ids, and what part of the copy it explains."""

    source: str
    target: str
    words: int
    chance: float
    evidence: tuple[Evidence, ...]


def lineage(
    story: Story, reports: Mapping[str, Report], annotations: Mapping[str, Annotation],
    alignments: Sequence[Alignment], settings: LineageSettings,
) -> Lineage:  # fmt: skip
    """Who has the text of a story from whom: reports, lost and primary sources, edges, origins.

    `alignments` may hold pairs of other stories; they are passed over. Shares are parts (0..1) of the
    words of a copy's body. Edges run from a source to its copy and make no cycle; every report stands
    in exactly one group of `origins`.
    """
    names = sorted(name for name in story.reports if name in reports)
    witnesses = {name: witness(reports[name], annotations.get(name)) for name in names}
    within = [one for one in alignments if one.a in witnesses and one.b in witnesses]
    places = loci(witnesses, within)
    unlike = {
        pair for one in within if one.relation not in COPIED for pair in ((one.a, one.b), (one.b, one.a))
    }
    ways: list[_Way] = []
    lost: dict[str, Node] = {}
    for tradition in traditions(witnesses, places):
        _add(
            story.id, draft(witnesses, tradition, _barred(tradition, unlike), settings), witnesses, ways, lost
        )
    _add_credited(story.id, witnesses, ways, lost)
    kept = _acyclic(ways)
    lost = {
        name: node for name, node in lost.items() if any(name in (way.source, way.target) for way in kept)
    }
    origins = _origins(names, kept)
    primary, quoting = primary_sources(story.id, reports, annotations, origins, kept_sources(kept), settings)
    edges = [*_edges(kept, witnesses), *quoting]
    nodes = [Node(name, "report", _label(reports[name]), report=name) for name in names]
    nodes += [lost[name] for name in sorted(lost)]
    return Lineage(
        story.id,
        (*nodes, *primary),
        tuple(sorted(edges, key=lambda e: (e.target, -e.share, e.source))),
        origins,
    )


def _label(report: Report) -> str:
    return report.outlet or report.title


def _barred(tradition: Tradition, unlike: set[tuple[str, str]]) -> list[frozenset[int]]:
    """For each report those of the tradition that are known to share no copied text with it."""
    number = {name: i for i, name in enumerate(tradition.reports)}
    found: list[set[int]] = [set() for _ in tradition.reports]
    for a, b in unlike:
        if a in number and b in number:
            found[number[a]].add(number[b])
    return [frozenset(one) for one in found]


def _add(
    story: str, made: Draft, witnesses: Mapping[str, Witness], ways: list[_Way], lost: dict[str, Node]
) -> None:
    """Add a draft's lost nodes and edges under ids that do not depend on the order of the input."""
    ids = dict(enumerate(made.tradition.reports))
    for node in made.lost():
        below = [made.tradition.reports[n] for n in made.below(node)]
        name, again = "", 0
        while not name or name in lost:
            name = stable_id("l", story, *below, str(again) if again else "")
            again += 1
        ids[node] = name
        credit = made.agency.get(node)
        label = f"{credit.agency} dispatch (not among the reports)" if credit else "lost source"
        text = passages(made, node, witnesses)
        lost[name] = Node(name, "lost", label, agency=credit.agency if credit else None, passages=text)
    for child, source in sorted(made.parent.items()):
        said = explain.of_lost if made.tree.lost(source) or made.tree.lost(child) else explain.of_copy
        reasons = said(made, source, child, witnesses)
        ways.append(
            _Way(
                ids[source], ids[child], _words(made, source, child), confidence(made, source, child), reasons
            )
        )


def _words(made: Draft, source: int, child: int) -> int:
    """Words of the copy (for a lost copy: loci) that stand in loci its source carries."""
    carried = carried_by(made, source) if not made.tree.lost(source) else None
    total = 0
    for i, place in enumerate(made.tradition.places):
        if carried is not None and not carried[i]:
            continue
        if made.tree.lost(child):
            total += 1
        elif form := place.form(made.tradition.reports[child]):
            total += len(form.words)
    return total


def _add_credited(
    story: str, witnesses: Mapping[str, Witness], ways: list[_Way], lost: dict[str, Node]
) -> None:
    """A lost source for a report that credits an absent agency and shares text with no other."""
    there = {evidence.house(one.report.outlet) for one in witnesses.values()}
    reached = {way.target for way in ways} | {way.source for way in ways}
    for name, one in sorted(witnesses.items()):
        credits = [c for c in evidence.wire_credits(one.report) if evidence.house(c.agency) not in there]
        if name in reached or not credits:
            continue
        credit = credits[0]
        words = explain.short(one.report.text[credit.start : credit.end])
        reason = Evidence(
            "credit",
            f"credited in '{words}'; no other report shares the text",
            (Mention(name, credit.start, credit.end),),
        )
        node = stable_id("l", story, name, credit.agency)
        lost[node] = Node(
            node, "lost", f"{credit.agency} dispatch (not among the reports)", agency=credit.agency
        )
        ways.append(_Way(node, name, one.length, 0.7, (reason,)))


def _acyclic(ways: Sequence[_Way]) -> list[_Way]:
    """The ways, one per pair of nodes, without those that would close a cycle; the strongest first."""
    joined: dict[tuple[str, str], _Way] = {}
    for way in ways:
        known = joined.get((way.source, way.target))
        if known:
            reasons = tuple(dict.fromkeys((*known.evidence, *way.evidence)))
            way = _Way(
                way.source, way.target, known.words + way.words, max(known.chance, way.chance), reasons
            )
        joined[(way.source, way.target)] = way
    sources: dict[str, set[str]] = {}
    kept = []
    for way in sorted(joined.values(), key=lambda w: (-w.words * w.chance, w.source, w.target)):
        if not _reaches(sources, way.source, way.target):
            sources.setdefault(way.target, set()).add(way.source)
            kept.append(way)
    return kept


def _reaches(sources: Mapping[str, set[str]], start: str, end: str) -> bool:
    """Whether `end` is `start` or one of its sources, near or far."""
    seen, todo = {start}, [start]
    while todo:
        one = todo.pop()
        if one == end:
            return True
        new = sources.get(one, set()) - seen
        seen |= new
        todo += sorted(new)
    return False


def kept_sources(ways: Sequence[_Way]) -> dict[str, tuple[str, ...]]:
    """For each node that is a copy its sources, in order."""
    found: dict[str, list[str]] = {}
    for way in ways:
        found.setdefault(way.target, []).append(way.source)
    return {target: tuple(sorted(sources)) for target, sources in found.items()}


def _origins(names: Sequence[str], ways: Sequence[_Way]) -> tuple[tuple[str, ...], ...]:
    """Reports grouped by the root of what most of their text came from."""
    main: dict[str, _Way] = {}
    for way in ways:
        known = main.get(way.target)
        if not known or (way.words, way.source) > (known.words, known.source):
            main[way.target] = way
    groups: dict[str, list[str]] = {}
    for name in names:
        at = name
        while at in main:
            at = main[at].source
        groups.setdefault(at, []).append(name)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def _edges(ways: Sequence[_Way], witnesses: Mapping[str, Witness]) -> list[Edge]:
    """The ways as edges, with the share of the copy's words that each explains."""
    edges = []
    for way in ways:
        length = witnesses[way.target].length if way.target in witnesses else way.words
        share = min(1.0, way.words / length) if length else 1.0
        edges.append(Edge(way.source, way.target, round(share, 3), way.chance, way.evidence))
    return edges
