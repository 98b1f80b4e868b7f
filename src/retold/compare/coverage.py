"""What a retelling left out, put in and changed against the source it is held to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from retold.records import (
    Alignment,
    Annotation,
    Coverage,
    Edge,
    Lineage,
    Match,
    Mention,
    Report,
    Sentence,
    Span,
    Story,
)

_KINDS = frozenset({"body", "post"})


def coverage(
    story: Story,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    alignments: Sequence[Alignment],
    lineage: Lineage | None,
) -> tuple[Coverage, ...]:
    """One record for each report that has a source in the lineage, held against it.

    A lost source is held by its fullest other witness: the report of the same source with the longest
    body. Sentences shared in other words count as changed where the match has edits.
    """
    if lineage is None:
        return ()
    pairs = {(a.a, a.b): a for a in alignments}
    found = []
    for report in sorted(set(story.reports)):
        edge = _strongest(report, lineage)
        witness = _witness(report, edge, lineage, reports, annotations) if edge else None
        if edge and witness:
            found.append(_held(story, annotations, pairs, report, edge, witness))
    return tuple(found)


def _strongest(report: str, lineage: Lineage) -> Edge | None:
    """The edge to the report that explains most of it."""
    node = next((n.id for n in lineage.nodes if n.report == report), None)
    nodes = {n.id: n for n in lineage.nodes}
    into = [e for e in lineage.edges if e.target == node and nodes[e.source].kind != "primary"]
    return min(into, key=lambda e: (-e.share, -e.confidence, e.source), default=None)


def _witness(
    report: str,
    edge: Edge,
    lineage: Lineage,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
) -> str | None:
    """The report that stands for the source: itself, or the fullest other witness of a lost one."""
    nodes = {n.id: n for n in lineage.nodes}
    source = nodes[edge.source]
    if source.kind == "report":
        return source.report
    others = {nodes[e.target].report for e in lineage.edges if e.source == edge.source} - {report, None}
    known = sorted(name for name in others if name is not None and name in reports)
    return min(known, key=lambda name: (-_length(annotations[name]), name), default=None)


def _length(annotation: Annotation) -> int:
    """Characters of the body's sentences."""
    return sum(s.end - s.start for s in _body(annotation))


def _body(annotation: Annotation) -> list[Sentence]:
    return [s for s in annotation.sentences if s.kind in _KINDS]


def _held(
    story: Story,
    annotations: Mapping[str, Annotation],
    pairs: Mapping[tuple[str, str], Alignment],
    report: str,
    edge: Edge,
    witness: str,
) -> Coverage:
    """The report against the witness."""
    matches = list(_matches(pairs, report, witness))
    mine = [(own, match) for own, _, match in matches]
    theirs = [other for _, other, _ in matches]
    changed = [span for span, match in mine if _changed(match)]
    return Coverage(
        story.id,
        report,
        edge.source,
        omitted=tuple(_unmatched(witness, annotations[witness], theirs)),
        added=tuple(_unmatched(report, annotations[report], [span for span, _ in mine])),
        changed=tuple(Mention(report, *span) for span in sorted(set(changed))),
    )


def _matches(
    pairs: Mapping[tuple[str, str], Alignment], report: str, witness: str
) -> Iterable[tuple[Span, Span, Match]]:
    """Matches of the two reports: the span in the report, the span in the witness, the match."""
    alignment = pairs.get((min(report, witness), max(report, witness)))
    for match in alignment.matches if alignment else ():
        if match.kind != "quote":
            yield (match.a, match.b, match) if report < witness else (match.b, match.a, match)


def _changed(match: Match) -> bool:
    """Whether words differ in the match."""
    return match.kind != "verbatim" and (not match.edits or any(e.kind != "kept" for e in match.edits))


def _unmatched(report: str, annotation: Annotation, spans: Sequence[Span]) -> Iterable[Mention]:
    """Sentences of the body that no match covers for the better half, neighbours joined."""
    run: Span | None = None
    for sentence in _body(annotation):
        covered = sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in spans)
        if 2 * covered > sentence.end - sentence.start:
            if run:
                yield Mention(report, *run)
            run = None
        else:
            run = Span(run.start if run else sentence.start, sentence.end)
    if run:
        yield Mention(report, *run)
