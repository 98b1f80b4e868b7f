"""Primary sources: posts, statements and transcripts that reports quote.

Quoting joins no reports: an edge from a primary source says only that its words stand there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.config import LineageSettings
from retold.records import Annotation, Attribution, Edge, Evidence, Mention, Node, Report, Span
from retold.text.ids import stable_id
from retold.text.tokens import keys

_SHORTEST = 4  # words of a quotation that can be known again
_ALIKE = 0.7  # part of a quotation's three-word runs that stand in the source


@dataclass(frozen=True, slots=True)
class _Words:
    """A quoted stretch: its report, place, words, and who said them."""

    report: str
    span: Span
    words: tuple[str, ...]
    speaker: str | None
    primary: bool


def primary_sources(
    story: str, reports: Mapping[str, Report], annotations: Mapping[str, Annotation],
    origins: Sequence[Sequence[str]], sources: Mapping[str, Sequence[str]], settings: LineageSettings,
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:  # fmt: skip
    """Primary sources that a story's reports quote, and edges to the first of each line of copies."""
    names = sorted(name for group in origins for name in group)
    group_of = {name: i for i, group in enumerate(origins) for name in group}
    quoted = [
        one for name in names if name in annotations for one in _quoted(reports[name], annotations[name])
    ]
    found: dict[str, tuple[str, list[_Words]]] = {}
    taken: set[_Words] = set()
    for speaker, posts in _by_speaker([one for one in quoted if one.primary]):
        held = [one for one in quoted if any(_within(one, post) for post in posts)]
        taken.update(held)
        found[stable_id("p", story, "post", speaker)] = (_label(speaker, posts, reports), held)
    rest = [
        one
        for one in quoted
        if one not in taken and one.speaker and len(one.words) >= settings.statement_words
    ]
    for speaker, said in _by_speaker(rest):
        held = [one for one in said if _elsewhere(one, said, group_of)]
        if held:
            found[stable_id("p", story, "said", speaker)] = (f"words of {speaker}", held)
    nodes, edges = [], []
    for node, (label, held) in sorted(found.items()):
        mentions = tuple(
            sorted({Mention(one.report, *one.span) for one in held}, key=lambda m: (m.report, m.start, m.end))
        )
        nodes.append(Node(node, "primary", label, mentions=mentions))
        edges += _quotings(node, mentions, reports, sources)
    return tuple(nodes), tuple(edges)


def _label(speaker: str, said: Sequence[_Words], reports: Mapping[str, Report]) -> str:
    """What a source at first hand is called: posts where a report shows them as such, else recorded words."""
    posted = any(
        block.kind == "post" and block.start < one.span.end and one.span.start < block.end
        for one in said
        for block in reports[one.report].blocks
    )
    kind = ("posts", "posts by") if posted else ("a record of what was said", "recorded words of")
    return f"{kind[1]} {speaker}" if speaker else kind[0]


def _quoted(report: Report, annotation: Annotation) -> list[_Words]:
    """Everything a report quotes, with the speaker where an attribution names one."""
    found: dict[Span, _Words] = {}
    for span in annotation.quotations:
        found[span] = _Words(report.id, span, tuple(keys(report.text[span.start : span.end])), None, False)
    for one in annotation.attributions:
        if one.kind == "indirect" and not one.primary:
            continue
        for span in one.content:
            found[span] = _said(report, one, span)
    return [one for _, one in sorted(found.items()) if len(one.words) >= _SHORTEST]


def _said(report: Report, one: Attribution, span: Span) -> _Words:
    words = tuple(keys(report.text[span.start : span.end]))
    return _Words(report.id, span, words, one.speaker, one.primary)


def _by_speaker(said: Sequence[_Words]) -> list[tuple[str, list[_Words]]]:
    """Quoted stretches by who said them, in order of the name."""
    groups: dict[str, list[_Words]] = {}
    for one in said:
        groups.setdefault(one.speaker or "", []).append(one)
    return sorted(groups.items())


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)}


def _within(one: _Words, whole: _Words) -> bool:
    """Whether most of a quotation stands in the other."""
    if one.span == whole.span and one.report == whole.report:
        return True
    runs = _runs(one.words)
    return bool(runs) and len(runs & _runs(whole.words)) >= _ALIKE * len(runs)


def _elsewhere(one: _Words, said: Sequence[_Words], group_of: Mapping[str, int]) -> bool:
    """Whether a report of another origin quotes the same words."""
    return any(
        group_of[other.report] != group_of[one.report] and (_within(one, other) or _within(other, one))
        for other in said
    )


def _quotings(
    node: str,
    mentions: Sequence[Mention],
    reports: Mapping[str, Report],
    sources: Mapping[str, Sequence[str]],
) -> list[Edge]:
    """Edges to the first of each line of copies that has the words: a copy has them from its source."""
    carriers = sorted({mention.report for mention in mentions})
    targets: dict[str, list[Mention]] = {}
    for name in carriers:
        at, seen = name, {name}
        while sources.get(at) and (up := sources[at][0]) not in seen:
            if up in reports and up not in carriers:
                break
            at = up
            seen.add(at)
        targets.setdefault(at, []).extend(m for m in mentions if m.report == name)
    edges = []
    for target, held in sorted(targets.items()):
        lengths = [_share(reports[m.report], [x for x in held if x.report == m.report]) for m in held]
        say = (
            "quotes words that the primary source has"
            if target in reports
            else "its copies quote these words"
        )
        edges.append(
            Edge(node, target, round(max(lengths), 3), 0.8, (Evidence("quote", say, tuple(held[:5])),))
        )
    return edges


def _share(report: Report, mentions: Sequence[Mention]) -> float:
    """Part of a report's words that stand in these places."""
    total = len(keys(report.text))
    held = sum(len(keys(report.text[m.start : m.end])) for m in mentions)
    return min(1.0, held / total) if total else 0.0
