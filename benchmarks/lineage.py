"""Lineage on traditions whose tree is known: `python -m benchmarks.lineage [--stories N]`.

Stories are grown from seeds (benchmarks/traditions): 4 to 40 reports, one to three origins, up to half of
all nodes lost, some reports mixed from two, times missing, coarse or wrong. Counted are only things that
the printed copies can show: a lost node from which two ways lead to reports, words that a copy carries.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from random import Random

from rapidfuzz.distance import LCSseq

from benchmarks.traditions import rivals
from benchmarks.traditions.aligner import alignments
from benchmarks.traditions.growth import HEAVY, LIGHT, Grown, Press
from benchmarks.traditions.printed import Clocks, Truth, records, truth
from retold.config import LineageSettings, ReuseSettings
from retold.lineage import lineage
from retold.records import Alignment, Annotation, Lineage, Node, Report, Story
from retold.reuse import align
from retold.text.tokens import key_of, keys

STRENGTHS = {"light": LIGHT, "heavy": HEAVY}
NO_CLOCKS = Clocks(missing=1.0, day_only=0.0, wrong=0.0)


@dataclass
class Count:
    """Rights and totals by name, and pairs of stated chance and outcome."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    curve: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, name: str, right: float, total: float = 1) -> None:
        """Count `right` of `total` under a name."""
        self.right[name] += right  # type: ignore[assignment]
        self.total[name] += total  # type: ignore[assignment]

    def figures(self) -> dict[str, float]:
        """Parts right, by name."""
        return {
            name: round(self.right[name] / self.total[name], 4)
            for name in sorted(self.total)
            if self.total[name]
        }


@dataclass(frozen=True)
class Case:
    """A grown story ready to be traced, and the truth."""

    grown: Grown
    story: Story
    reports: Mapping[str, Report]
    annotations: Mapping[str, Annotation]
    alignments: tuple[Alignment, ...]
    truth: Truth


def case(seed: int, strength: str, clocks: Clocks, reports: int | None = None, plain: bool = False) -> Case:
    """One story from a seed."""
    random = Random(seed)
    many = reports or random.choice((4, 6, 8, 12, 16, 24, 40))
    grown = Press(seed, STRENGTHS[strength]).grow(
        many,
        random.choice((1, 1, 2, 3)) if many > 4 else 1,
        random.choice((0, 0.25, 0.5)),
        random.choice((0, 0.1)),
    )
    made, annotations = records(grown, seed, clocks)
    names = tuple(sorted(made))
    pairs = alignments(made, annotations) if plain else _reused(made, annotations)
    story = Story("s1", "News", names, tuple("" for _ in names))
    return Case(grown, story, made, annotations, pairs, truth(grown, seed))


def _reused(reports: Mapping[str, Report], annotations: Mapping[str, Annotation]) -> tuple[Alignment, ...]:
    """Alignments as the reuse stage makes them."""
    settings = ReuseSettings()
    return tuple(
        align(reports[a], reports[b], annotations[a], annotations[b], settings)
        for a, b in combinations(sorted(reports), 2)
    )


def traced(one: Case, settings: LineageSettings | None = None) -> Lineage:
    """Our lineage of a case."""
    return lineage(one.story, one.reports, one.annotations, one.alignments, settings or LineageSettings())


def score(one: Case, found: Lineage, count: Count) -> None:
    """Count what is right in a lineage."""
    _score_parents(one, found, count)
    _score_directions(one, found, count)
    count.add("origins", len(found.origins) == len(one.truth.origins))
    count.add("origin groups", frozenset(map(frozenset, found.origins)) == one.truth.origins)
    _score_texts(one, found, count)


def _score_parents(one: Case, found: Lineage, count: Count) -> None:
    """A copy's source is right if it is the report, or a lost node over mostly the same reports.

    A printed copy that kept all that others carry cannot be told from its source: it may stand for it.
    """
    matched = _matched(one, found)
    main: dict[str, tuple[float, str, float]] = {}
    for edge in found.edges:
        if edge.target not in main or edge.share > main[edge.target][0]:
            main[edge.target] = (edge.share, edge.source, edge.confidence)
    for name in one.reports:
        true, got = one.truth.parent.get(name), main.get(name)
        if true is None:
            count.add("roots left alone", got is None)
            continue
        same = one.truth.stands_for.get(true, frozenset())
        right = got is not None and (got[1] == true or matched.get(got[1]) == true or got[1] in same)
        right = right or (got is None and name in same and true not in one.truth.parent)
        count.add("parent", right)
        count.add("parent, lost" if true in one.truth.below else "parent, printed", right)
        if got:
            count.curve.append((got[2], right))


def below(found: Lineage) -> dict[str, frozenset[str]]:
    """For each lost node the reports under it, by main sources."""
    near: dict[str, list[str]] = {}
    for edge in found.edges:
        near.setdefault(edge.source, []).append(edge.target)
    reports = {node.id for node in found.nodes if node.kind == "report"}
    sets = {}
    for node in found.nodes:
        if node.kind == "lost":
            seen, todo = set(), [node.id]
            while todo:
                at = todo.pop()
                if at not in seen:
                    seen.add(at)
                    todo += near.get(at, [])
            sets[node.id] = frozenset(seen & reports)
    return sets


def _matched(one: Case, found: Lineage) -> dict[str, str]:
    """Lost nodes found, each with the true one over mostly the same reports (Jaccard at least a half)."""
    pairs = sorted(
        (-len(mine & theirs) / len(mine | theirs), name, true)
        for name, mine in below(found).items()
        for true, theirs in one.truth.below.items()
        if mine & theirs
    )
    matched: dict[str, str] = {}
    for likeness, name, true in pairs:
        if name not in matched and true not in matched.values() and -likeness >= 0.5:
            matched[name] = true
    return matched


def _score_directions(one: Case, found: Lineage, count: Count) -> None:
    """Of edges from report to report where one does descend from the other: which way they run."""
    for edge in found.edges:
        if edge.source in one.reports and edge.target in one.reports:
            forth = edge.source in one.truth.ancestors[edge.target]
            back = edge.target in one.truth.ancestors[edge.source]
            if forth or back:
                count.add("direction", forth)
            count.add("edges of true descent", forth)


def _score_texts(one: Case, found: Lineage, count: Count) -> None:
    """Lost sources rebuilt: recoverable words in the right order, words that were never there."""
    matched = {true: name for name, true in _matched(one, found).items()}
    nodes: dict[str, Node] = {node.id: node for node in found.nodes}
    for true in one.truth.below:
        count.add("lost sources found", true in matched)
        if true in matched:
            text = [word for passage in nodes[matched[true]].passages for word in keys(passage.text)]
            score_text(one.truth, true, text, count, "")
    count.add("lost sources that were", len(matched), sum(n.kind == "lost" for n in found.nodes))


def score_text(known: Truth, true: str, text: list[str], count: Count, who: str) -> None:
    """Count one rebuilt text against the words of the lost one that some copy carries."""
    lines = known.lines[true]
    recoverable = [
        key_of(w.strip(".,")) for line in lines for w, n in line if n in known.carried and w.strip(".,")
    ]
    whole = [word for line in lines for word in keys(" ".join(w for w, _ in line))]
    count.add(f"{who}words recovered", LCSseq.similarity(recoverable, text), len(recoverable))
    count.add(f"{who}words never there", len(text) - LCSseq.similarity(whole, text), len(text))


def measured(
    seeds: Iterable[int], strength: str, clocks: Clocks, with_rivals: bool = False, plain: bool = False
) -> Count:
    """All counts over stories of these seeds."""
    count = Count()
    for seed in seeds:
        one = case(seed, strength, clocks, plain=plain)
        score(one, traced(one), count)
        if with_rivals:
            for name, found in rivals.trees(one.story, one.reports, one.annotations).items():
                theirs = Count()
                score(one, found, theirs)
                for figure in ("parent", "origins", "direction"):
                    count.add(f"{name}: {figure}", theirs.right[figure], theirs.total[figure])
            for true in one.truth.below:
                under = [one.reports[n].text for n in sorted(one.truth.below[true])]
                score_text(one.truth, true, keys(max(under, key=len)), count, "longest copy: ")
    return count


def floor_figures() -> dict[str, float]:
    """Figures of a small fixed sample, for the floors."""
    figures: dict[str, float] = {}
    for strength in STRENGTHS:
        for name, clocks in (("times", Clocks()), ("no times", NO_CLOCKS)):
            got = measured(range(1, 9), strength, clocks, plain=True).figures()
            for figure in ("parent", "origins", "direction", "words recovered"):
                figures[f"{strength}.{name}.{figure}"] = got.get(figure, 0.0)
    return figures


def curve(pairs: Iterable[tuple[float, bool]]) -> list[tuple[str, int, float]]:
    """Stated confidence in steps of a tenth: how many edges, and the part that is right."""
    steps: dict[int, list[bool]] = {}
    for chance, right in pairs:
        steps.setdefault(min(9, int(chance * 10)), []).append(right)
    return [(f"{n / 10:.1f}", len(got), round(sum(got) / len(got), 3)) for n, got in sorted(steps.items())]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=30)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--strength", choices=sorted(STRENGTHS), action="append")
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument(
        "--plain", action="store_true", help="align by the plain aligner, not by retold.reuse"
    )
    asked = parser.parse_args()
    for strength in asked.strength or sorted(STRENGTHS, reverse=True):
        for name, clocks in (("times", Clocks()), ("no times", NO_CLOCKS)):
            seeds = range(asked.first, asked.first + asked.stories)
            count = measured(seeds, strength, clocks, asked.rivals, asked.plain)
            sys.stdout.write(f"{strength}, {name}\n{json.dumps(count.figures(), indent=1)}\n")
            sys.stdout.write(f"stated, edges, right: {curve(count.curve)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
