"""The lineage of a story as an SVG picture: time runs down, every node has a row of its own.

A source's line goes down from it and turns right into each copy, so that no two labels ever meet and
forty reports stay readable. Nothing is styled inline: the page's style sheet gives colours by class.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from retold.records import Edge, Node
from retold.views.story import StoryView
from retold.views.words import clean, day_in_words, listed, plain

_ROW, _HEADING, _RADIUS = 46, 34, 11
_NAME, _DETAIL = 36, 48  # columns of text that fit beside a node


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a node stands."""

    node: Node
    x: int
    y: int


def picture(view: StoryView, prefix: str) -> str:
    """SVG of a story's lineage; `prefix` opens the ids of the page's notes on each edge.

    Every edge is a link to the note `{prefix}-why-{number}`, with the evidence as its label, so that it
    can be pointed at, reached from the keyboard and followed without a script.
    """
    headings = _headings(view)
    lanes = _lanes(view.order, view.edges)
    columns = max(lanes.values(), default=0) + 1
    width = max(20, min(26, 130 // columns))
    labels_at = 22 + width * columns
    spots, marks, height = _spots(view, headings, lanes, width)
    whole = labels_at + _labels(view)
    # the class sets how far the picture may shrink before its frame scrolls: never below 80%
    size = f'class="stemma wide-{min(24, round(whole / 50))}" viewBox="0 0 {whole} {height}"'
    size += f' width="{whole}" height="{height}"'
    parts = [f'<svg {size} role="group" aria-label="{_attribute(_described(view))}">']
    parts += [_heading(words, y, labels_at, whole) for y, words in marks]
    parts += [_leader(spot, labels_at) for spot in spots.values()]
    parts += _edges(view, spots, prefix)
    parts += [_node(spot, view.sigla[spot.node.id]) for spot in spots.values()]
    parts += [_label(spot, labels_at, view) for spot in spots.values()]
    return "\n".join([*parts, "</svg>"])


def _described(view: StoryView) -> str:
    lost = sum(node.kind == "lost" for node in view.order)
    lines = f"{len(view.edges)} lines from source to copy"
    return f"Lineage: {len(view.witnesses)} reports, {lost} lost sources, {lines}"


# -- where everything stands ------------------------------------------------------------------------


def _labels(view: StoryView) -> int:
    """Width that the labels need, guessed from their letters."""
    names = max((_columns(view.name_of(node.id)) for node in view.order), default=0)
    details = max((_columns(_detail(node, view)) for node in view.order), default=0)
    return max(150, int(8.7 * min(names, _NAME)), int(6.4 * min(details, _DETAIL)))


def _headings(view: StoryView) -> dict[str, str]:
    """Days that open above a node, by its id."""
    opened: dict[str, str] = {}
    current = ""
    for node in view.order:
        witness = view.witness_of(node)
        if node.kind != "report" or not witness:
            continue
        day = witness.day[:10] if witness.day else "~"
        if day > current:
            opened[node.id] = day_in_words(day) if day != "~" else "Day unknown"
            current = day
    return opened


def _lanes(order: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """Column of each node: right of its sources, free from its row down to its last copy."""
    row = {node.id: number for number, node in enumerate(order)}
    into: dict[str, list[str]] = defaultdict(list)
    last = dict(row)
    for edge in edges:
        into[edge.target].append(edge.source)
        last[edge.source] = max(last[edge.source], row[edge.target])
    lanes: dict[str, int] = {}
    taken: dict[int, int] = {}  # lane -> row down to which it is taken
    for node in order:
        lane = max((lanes[s] + 1 for s in into[node.id] if s in lanes), default=0)
        while taken.get(lane, -1) >= row[node.id]:
            lane += 1
        lanes[node.id] = lane
        taken[lane] = last[node.id]
    return lanes


def _spots(
    view: StoryView, headings: Mapping[str, str], lanes: Mapping[str, int], width: int
) -> tuple[dict[str, _Spot], list[tuple[int, str]], int]:
    """Every node's place, the days with theirs, and the height of it all."""
    spots: dict[str, _Spot] = {}
    marks: list[tuple[int, str]] = []
    y = 8
    for node in view.order:
        if node.id in headings:
            marks.append((y + _HEADING // 2, headings[node.id]))
            y += _HEADING
        spots[node.id] = _Spot(node, 16 + lanes[node.id] * width, y + _ROW // 2)
        y += _ROW
    return spots, marks, y + 8


# -- drawing ----------------------------------------------------------------------------------------


def _attribute(text: str) -> str:
    return escape(plain(text), quote=True)


def _heading(words: str, y: int, left: int, right: int) -> str:
    return (
        f'<g class="day"><line x1="{left}" x2="{right}" y1="{y + 10}" y2="{y + 10}"/>'
        f'<text x="{left}" y="{y + 4}">{escape(words)}</text></g>'
    )


def _leader(spot: _Spot, labels_at: int) -> str:
    start = spot.x + _RADIUS + 3
    if labels_at - 6 - start < 12:
        return ""
    return f'<line class="leader" x1="{start}" x2="{labels_at - 6}" y1="{spot.y}" y2="{spot.y}"/>'


def _edges(view: StoryView, spots: Mapping[str, _Spot], prefix: str) -> Iterator[str]:
    """Lines in the order of the notes; the sources of one copy arrive side by side."""
    arriving: dict[str, list[Edge]] = defaultdict(list)
    for edge in view.edges:
        arriving[edge.target].append(edge)
    for number, edge in enumerate(view.edges, 1):
        beside = sorted(arriving[edge.target], key=lambda e: -spots[e.source].x)
        shift = round((beside.index(edge) - (len(beside) - 1) / 2) * min(6, 18 / len(beside)))
        source, target = spots[edge.source], spots[edge.target]
        kind = source.node.kind
        weight = 1 + min(2, int(edge.share * 3))
        path = _path(source, target, shift)
        yield (
            f'<a class="edge from-{kind} weight-{weight}" href="#{prefix}-why-{number}" '
            f'data-why="{prefix}-why-{number}" aria-label="{_attribute(edge_in_words(edge, view))}">'
            f"<title>{escape(clean(edge_in_words(edge, view)))}</title>"
            f'<path class="hit" d="{path}"/><path class="line" d="{path}"/></a>'
        )


def _path(source: _Spot, target: _Spot, shift: int) -> str:
    """Down from the source, round a corner, right into the copy."""
    end_y = target.y + shift
    down = end_y > source.y
    start_y = source.y + (_RADIUS if down else -_RADIUS)
    bend = 8 if down else -8
    if target.x <= source.x:  # only where a cycle was broken
        return f"M{source.x} {start_y} L{target.x} {target.y}"
    return (
        f"M{source.x} {start_y} V{end_y - bend} Q{source.x} {end_y} {source.x + 8} {end_y} "
        f"H{target.x - _RADIUS}"
    )


def edge_in_words(edge: Edge, view: StoryView) -> str:
    """ "B The Harbour Post from α Northline dispatch: 94% of its words, confidence 95%; names Northline…"."""
    reasons = "; ".join(view.said_of(one.say) for one in edge.evidence)
    head = f"{node_name(edge.target, view)} from {node_name(edge.source, view)}"
    return f"{head}: {edge.share:.0%} of its words, confidence {edge.confidence:.0%}. {reasons}"


def node_name(node_id: str, view: StoryView) -> str:
    """A node's letter and name."""
    return f"{view.sigla.get(node_id, '')} {view.name_of(node_id)}".strip()


def _node(spot: _Spot, letter: str) -> str:
    """A circle for a report, a dashed one for a lost source, a square for a primary one."""
    x, y, r = spot.x, spot.y, _RADIUS
    if spot.node.kind == "primary":
        shape = f'<rect x="{x - r + 1}" y="{y - r + 1}" width="{2 * r - 2}" height="{2 * r - 2}"/>'
    else:
        shape = f'<circle cx="{x}" cy="{y}" r="{r}"/>'
    return f'<g class="node {spot.node.kind}">{shape}<text x="{x}" y="{y + 4}">{escape(letter)}</text></g>'


def _label(spot: _Spot, x: int, view: StoryView) -> str:
    """Name and detail beside a node; whole in the tooltip where they had to be cut."""
    name = view.name_of(spot.node.id)
    detail = _detail(spot.node, view)
    return (
        f'<g class="label {spot.node.kind}"><title>{escape(name)}: {escape(detail)}</title>'
        f'<text class="name" x="{x}" y="{spot.y - 3}">{escape(_fitted(name, _NAME))}</text>'
        f'<text class="detail" x="{x}" y="{spot.y + 15}">{escape(_fitted(detail, _DETAIL))}</text></g>'
    )


def _detail(node: Node, view: StoryView) -> str:
    if node.kind == "primary":
        return "primary source"
    if node.kind == "lost":
        copies = (view.witness_of(view.nodes[e.target]) for e in view.out_of.get(node.id, ()))
        days = [copy.day[:10] for copy in copies if copy and copy.day]
        return f"lost{f', no later than {day_in_words(min(days))}' if days else ''}"
    shares = [f"{edge.share:.0%} from {view.sigla[edge.source]}" for edge in view.into.get(node.id, ())]
    return listed(shares, 4) if shares else "from no other report here"


def _columns(text: str) -> int:
    """Width of a text in columns; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _fitted(text: str, columns: int) -> str:
    """The text cut to a number of columns."""
    if _columns(text) <= columns:
        return text
    used = 0
    for place, character in enumerate(text):
        used += _columns(character)
        if used >= columns:
            return text[:place].rstrip() + "…"
    return text
