"""What is shown of one story: one model, for the terminal and for the page alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retold.records import (
    Alignment,
    Annotation,
    Claim,
    Conflict,
    Coverage,
    Edge,
    Flag,
    Lineage,
    Mention,
    Node,
    Promise,
    Report,
    Story,
    Trace,
    Update,
    Utterance,
)
from retold.views.marks import excerpt
from retold.views.told import (
    Change,
    Said,
    Statement,
    Witness,
    all_changes,
    all_said,
    all_statements,
    named,
    reading_order,
)
from retold.views.tree import RESTING, Branch, rows, sources_of, tree, valid_edges
from retold.views.words import capital, greek, plain, report_name, shortened, siglum

_SAID_ANYWAY = " (not among the reports)"  # of a lost source: every view says so in its own way


class Origin(NamedTuple):
    """One independent origin: its sources that are no reports, and the reports that stand on it."""

    number: int
    sources: tuple[Node, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as a reader gets it; every list is in the order of reading."""

    story: Story
    title: str
    witnesses: tuple[Witness, ...]
    days: tuple[str, str] | None  # first and last day of publication
    lineage: Lineage
    edges: tuple[Edge, ...]
    order: tuple[Node, ...]  # of the lineage, sources above copies
    nodes: dict[str, Node]
    into: dict[str, list[Edge]]  # edges into a node, the one that explains most of it first
    out_of: dict[str, list[Edge]]
    roots: tuple[Branch, ...]
    sigla: dict[str, str]  # of lineage nodes
    origins: tuple[Origin, ...]
    said: tuple[Said, ...]
    changes: tuple[Change, ...]
    statements: tuple[Statement, ...]
    promises: tuple[Promise, ...]
    coverage: tuple[Coverage, ...]
    alignments: tuple[Alignment, ...]
    by_report: dict[str, Witness]

    def words(self, place: Mention | Conflict | Update | Promise | Flag) -> str:
        """The words at a place in one of the story's reports, on one line."""
        witness = self.by_report.get(place.report)
        return excerpt(witness.report.text, place.start, place.end) if witness else ""

    def witness_of(self, node: Node) -> Witness | None:
        """The report that a node stands for."""
        return self.by_report.get(node.report or "")

    def name_of(self, node_id: str) -> str:
        """How to name a node: by its outlet, its label or its agency."""
        node = self.nodes.get(node_id)
        if node is None:
            return plain(node_id)
        witness = self.witness_of(node)
        label = plain(node.label).removesuffix(_SAID_ANYWAY)
        return witness.label if witness else capital(label or plain(node.agency or "") or node.kind)

    def said_of(self, reason: str) -> str:
        """A reason in words with the ids of reports told as their names."""
        return named(reason, self.by_report)

    @property
    def flags(self) -> tuple[tuple[Witness, Flag], ...]:
        """Flags of its reports."""
        return tuple((witness, flag) for witness in self.witnesses for flag in witness.flags)


class Index:
    """The records of a trace, found by story and by report."""

    def __init__(self, trace: Trace) -> None:
        self.reports = {report.id: report for report in trace.reports}
        self.annotations: dict[str, Annotation] = {one.report: one for one in trace.annotations}
        self.lineage = {one.story: one for one in trace.lineage}
        self.flags: dict[str, list[Flag]] = defaultdict(list)
        for flag in sorted(trace.flags, key=lambda f: (f.report, f.start, f.end, f.kind, f.why)):
            self.flags[flag.report].append(flag)
        self.utterances: dict[str, list[Utterance]] = defaultdict(list)
        for utterance in trace.utterances:
            self.utterances[utterance.story].append(utterance)
        self.claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in trace.claims:
            self.claims[claim.story].append(claim)
        self.updates: dict[str, list[Update]] = defaultdict(list)
        for update in trace.updates:
            self.updates[update.story].append(update)
        self.promises: dict[str, list[Promise]] = defaultdict(list)
        for promise in trace.promises:
            self.promises[promise.story].append(promise)
        self.coverage: dict[str, list[Coverage]] = defaultdict(list)
        for one in trace.coverage:
            self.coverage[one.story].append(one)
        self.alignments = _inside(trace)
        self.stories = _by_size(trace.stories)


def _inside(trace: Trace) -> dict[str, list[Alignment]]:
    """Alignments whose two reports are of one story, by story."""
    story_of = {id_: story.id for story in trace.stories for id_ in story.reports}
    inside: dict[str, list[Alignment]] = defaultdict(list)
    for one in trace.alignments:
        story = story_of.get(one.a)
        if story is not None and story == story_of.get(one.b):
            inside[story].append(one)
    return inside


def _by_size(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories with most reports first."""
    return tuple(sorted(stories, key=lambda s: (-len(s.reports), plain(s.title), s.id)))


def story_view(index: Index, story: Story) -> StoryView:
    """Everything to show of one story."""
    reports = [index.reports[id_] for id_ in story.reports if id_ in index.reports]
    graph = index.lineage.get(story.id) or Lineage(story.id, (), (), ())
    witnesses = _witnesses(reports, index)
    by_report = {witness.report.id: witness for witness in witnesses}
    edges = valid_edges(graph)
    order = rows(graph, _times(graph, by_report))
    days = sorted(witness.day[:10] for witness in witnesses if witness.day)
    utterances = index.utterances[story.id]
    claims = index.claims[story.id]
    return StoryView(
        story=story,
        title=plain(story.title) or "Untitled",
        witnesses=witnesses,
        days=(days[0], days[-1]) if days else None,
        lineage=graph,
        edges=edges,
        order=order,
        nodes={node.id: node for node in order},
        into=sources_of(edges),
        out_of=_copies_of(edges),
        roots=tree(graph, order),
        sigla=_sigla(order, by_report),
        origins=_origins(graph, edges, order, by_report),
        said=all_said(utterances, by_report),
        changes=all_changes(index.updates[story.id], utterances, claims, by_report),
        statements=all_statements(claims, by_report),
        promises=tuple(sorted(index.promises[story.id], key=_settled_first)),
        coverage=tuple(
            sorted(index.coverage[story.id], key=lambda c: (_place(c.report, by_report), c.against))
        ),
        alignments=tuple(sorted(index.alignments[story.id], key=lambda a: (a.a, a.b))),
        by_report=by_report,
    )


def _settled_first(promise: Promise) -> tuple[bool, bool, str, int, str]:
    """Promises whose outcome is told, then those that have a term, then the others."""
    return promise.outcome == "open", promise.due is None, promise.report, promise.start, promise.id


# -- witnesses, nodes, origins ----------------------------------------------------------------------


def _witnesses(reports: Sequence[Report], index: Index) -> tuple[Witness, ...]:
    """Reports in the order of publication, those without a day last; a name met twice is numbered."""
    met: dict[str, int] = defaultdict(int)
    witnesses = []
    for place, report in enumerate(sorted(reports, key=lambda r: (_day(r) or "~", r.path, r.id))):
        name = report_name(report)
        met[name] += 1
        shown = name if met[name] == 1 else f"{name} ({met[name]})"
        letter = siglum(place)
        headline = f"“{shortened(report.title, 60)}”" if plain(report.title) else f"report {letter}"
        witnesses.append(
            Witness(
                report,
                letter,
                shown if name else f"report {letter}",
                shown if name else headline,
                _day(report),
                tuple(index.flags.get(report.id, ())),
            )
        )
    return tuple(witnesses)


def _day(report: Report) -> str | None:
    return report.published.value if report.published else None


def _groups(graph: Lineage) -> list[tuple[str, ...]]:
    """Groups of reports by origin, the largest first."""
    return sorted((tuple(sorted(group)) for group in graph.origins), key=lambda g: (-len(g), g))


def _place(report: str, by_report: dict[str, Witness]) -> tuple[int, str]:
    witness = by_report.get(report)
    return (len(witness.siglum), witness.siglum) if witness else (9, report)


def _times(graph: Lineage, by_report: dict[str, Witness]) -> dict[str, str]:
    """When the reports among the nodes appeared."""
    known = ((node.id, by_report.get(node.report or "")) for node in graph.nodes)
    return {id_: witness.day for id_, witness in known if witness and witness.day}


def _sigla(order: Sequence[Node], by_report: dict[str, Witness]) -> dict[str, str]:
    """A letter for every node: Latin for reports, Greek for lost sources, ¶ for primary ones."""
    lost = [node.id for node in order if node.kind == "lost"]
    primary = [node.id for node in order if node.kind == "primary"]
    letters = {id_: greek(place) for place, id_ in enumerate(lost)}
    letters |= {id_: f"¶{place}" if len(primary) > 1 else "¶" for place, id_ in enumerate(primary, 1)}
    for node in order:
        witness = by_report.get(node.report or "")
        if node.kind == "report":
            letters[node.id] = witness.siglum if witness else "?"
    return letters


def _origins(
    graph: Lineage, edges: Sequence[Edge], order: Sequence[Node], by_report: dict[str, Witness]
) -> tuple[Origin, ...]:
    node_of = {node.report: node.id for node in graph.nodes if node.kind == "report"}
    into = sources_of(edges)
    origins = []
    for group in _groups(graph):
        above = _above([node_of[id_] for id_ in group if id_ in node_of], into)
        sources = [node for node in order if node.id in above and node.kind != "report"]
        # the words of a post stand behind nearly every text: they are an origin where no text is
        lost = tuple(node for node in sources if node.kind == "lost")
        primary = tuple(node for node in sources if _given(node.id, above, edges) >= RESTING)
        members = sorted((by_report[id_] for id_ in group if id_ in by_report), key=reading_order)
        if members:
            origins.append((lost or primary, tuple(members)))
    origins.sort(key=lambda one: (-len(one[1]), not one[0], reading_order(one[1][0])))
    return tuple(Origin(number, *one) for number, one in enumerate(origins, 1))


def _copies_of(edges: Sequence[Edge]) -> dict[str, list[Edge]]:
    out_of: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        out_of[edge.source].append(edge)
    return out_of


def _given(source: str, below: set[str], edges: Sequence[Edge]) -> float:
    """The largest part of any of these nodes that a source explains."""
    return max((edge.share for edge in edges if edge.source == source and edge.target in below), default=0.0)


def _above(nodes: Sequence[str], into: dict[str, list[Edge]]) -> set[str]:
    """All nodes from which one of these can be reached, themselves among them."""
    seen: set[str] = set()
    stack = list(nodes)
    while stack:
        id_ = stack.pop()
        if id_ not in seen:
            seen.add(id_)
            stack += [edge.source for edge in into.get(id_, ())]
    return seen
