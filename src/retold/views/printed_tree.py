"""The tree of copies for a terminal."""

from __future__ import annotations

from pathlib import PurePath

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from retold.views.story import StoryView
from retold.views.tree import Branch
from retold.views.words import counted, day_in_words, shortened

DEEPEST = 8  # generations set in; later ones stand beside the eighth and name their source
MOST = 80  # nodes of one story
_ALSO = 2  # further sources of a copy that are named


def printed_tree(view: StoryView) -> RenderableType:
    """Copies below the source that explains most of them, lost and primary sources among them."""
    trees: list[RenderableType] = []
    left = MOST
    for root in view.roots:
        if not left:
            break
        top = Tree(_label(root, view, beside=False), guide_style="dim")
        left = _grow(top, root, view, left - 1)
        trees.append(top)
    if len(view.order) > MOST:
        rest = counted(len(view.order) - MOST, "more report or source", "more reports and sources")
        trees.append(Text(f"and {rest} (--html or --json shows all)", style="dim"))
    return Group(*trees)


def _grow(top: Tree, root: Branch, view: StoryView, left: int) -> int:
    """Adds what stands below the root, at most `left` nodes; returns how many may follow."""
    waiting = [(top, child, 1) for child in reversed(root.children)]
    while waiting and left:
        host, branch, depth = waiting.pop()
        grown = host.add(_label(branch, view, beside=depth > DEEPEST))
        left -= 1
        below = grown if depth < DEEPEST else host
        waiting += [(below, child, depth + 1) for child in reversed(branch.children)]
    return left


def _label(branch: Branch, view: StoryView, *, beside: bool) -> Text:
    """A node's letter and name, how much it has from where it stands below, and its other sources."""
    line = _named(branch, view)
    if branch.edge:
        source = view.sigla[branch.edge.source] if beside else "it"
        line.append(f" · {branch.edge.share:.0%} from {source}", style="dim")
    for edge in branch.also[:_ALSO]:
        line.append(f", {edge.share:.0%} from {view.name_of(edge.source)}", style="dim")
    if len(branch.also) > _ALSO:
        line.append(f", and {counted(len(branch.also) - _ALSO, 'more source')}", style="dim")
    return line


def _named(branch: Branch, view: StoryView) -> Text:
    node = branch.node
    name = view.name_of(node.id)
    line = Text(f"{view.sigla[node.id]} ", style="bold")
    if node.kind == "lost":
        return line.append(name, style="italic").append(" (lost: not among the reports)", style="dim")
    if node.kind == "primary":
        return line.append(name, style="bold green").append(" (primary source)", style="dim")
    line.append(name)
    witness = view.witness_of(node)
    if witness and witness.label != witness.name:
        line.append(f", {shortened(PurePath(witness.report.path).name, 40)}", style="dim")
    day = day_in_words(witness.day) if witness and witness.day else "day unknown"
    return line.append(f", {day}", style="dim")
