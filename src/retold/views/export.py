"""The JSON that other programs rely on: `retold/1`, documented field by field in docs/fields.md."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from retold.records import (
    Alignment,
    Annotation,
    Claim,
    Coverage,
    Edge,
    Edit,
    Flag,
    Form,
    Lineage,
    Mention,
    Node,
    Passage,
    Promise,
    Report,
    Span,
    Story,
    Trace,
    Update,
    Utterance,
)

SCHEMA = "retold/1"
BETWEEN_PASSAGES = "\n\n"  # what joins the passages of a lost source in its `text`

Json = dict[str, object]


def contract(trace: Trace) -> Json:
    """All that one run found, as plain values in the fixed order of the contract.

    Offsets count characters of `reports[].text`. The order of the trace's records makes no
    difference: every list is sorted by place and id.
    """
    flags: dict[str, list[Flag]] = defaultdict(list)
    for flag in sorted(trace.flags, key=lambda f: (f.report, f.start, f.end, f.kind, f.why)):
        flags[flag.report].append(flag)
    reports = sorted(trace.reports, key=lambda r: (r.path, r.id))
    order = {report.id: number for number, report in enumerate(reports)}
    annotations = sorted(trace.annotations, key=lambda a: order.get(a.report, len(order)))
    return {
        "schema": SCHEMA,
        "reports": [_report(report, flags[report.id]) for report in reports],
        "stories": [_story(story) for story in sorted(trace.stories, key=lambda s: s.id)],
        "threads": [
            {"id": t.id, "stories": list(t.stories)} for t in sorted(trace.threads, key=lambda t: t.id)
        ],
        "alignments": [_alignment(a) for a in sorted(trace.alignments, key=lambda a: (a.a, a.b))],
        "lineage": [_lineage(one) for one in sorted(trace.lineage, key=lambda x: x.story)],
        "utterances": [_utterance(u) for u in sorted(trace.utterances, key=lambda u: (u.story, u.id))],
        "coverage": [
            _coverage(c) for c in sorted(trace.coverage, key=lambda c: (c.story, c.report, c.against))
        ],
        "claims": [_claim(claim) for claim in sorted(trace.claims, key=lambda c: (c.story, c.id))],
        "promises": [_promise(p) for p in sorted(trace.promises, key=lambda p: (p.story, p.id))],
        "updates": [_update(update) for update in sorted(trace.updates, key=_update_order)],
        "attributions": [row for one in annotations for row in _attributions(one)],
        "dates": [row for one in annotations for row in _dates(one)],
        "skipped": [
            {"path": s.path, "line": s.line, "reason": s.reason}
            for s in sorted(trace.skipped, key=lambda s: (s.path, s.line or 0, s.reason))
        ],
    }


def written(trace: Trace) -> str:
    """The contract as JSON text: the same trace gives the same characters."""
    return json.dumps(contract(trace), ensure_ascii=False, indent=1) + "\n"


# -- reports and stories ----------------------------------------------------------------------------


def _report(report: Report, flags: Iterable[Flag]) -> Json:
    dated = report.published
    return {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "language": report.language,
        "published": (
            {"value": dated.value, "precision": dated.precision, "how": dated.how} if dated else None
        ),
        "text": report.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in report.blocks],
        "credits": [
            {"agency": c.agency, "start": c.start, "end": c.end, "wire": c.wire, "role": c.role}
            for c in report.credits
        ],
        "flags": [{"kind": f.kind, "start": f.start, "end": f.end, "why": f.why} for f in flags],
    }


def _story(story: Story) -> Json:
    return {
        "id": story.id,
        "title": story.title,
        "reports": list(story.reports),
        "reasons": list(story.reasons),
    }


def _alignment(one: Alignment) -> Json:
    return {
        "a": one.a,
        "b": one.b,
        "relation": one.relation,
        "why": one.why,
        "shared": {"a": _rounded(one.shared_a), "b": _rounded(one.shared_b)},
        "matches": [
            {"a": list(m.a), "b": list(m.b), "kind": m.kind, "edits": _edits(m.edits)} for m in one.matches
        ],
    }


# -- lineage ----------------------------------------------------------------------------------------


def _lineage(one: Lineage) -> Json:
    return {
        "story": one.story,
        "nodes": [_node(node) for node in one.nodes],
        "edges": [_edge(edge) for edge in one.edges],
        "origins": [list(group) for group in one.origins],
    }


def _node(node: Node) -> Json:
    """A node says only what its kind can have."""
    told: Json = {"id": node.id, "kind": node.kind, "label": node.label}
    if node.kind == "report":
        told["report"] = node.report
    if node.kind == "lost":
        told["agency"] = node.agency
        told["text"] = BETWEEN_PASSAGES.join(passage.text for passage in node.passages)
        told["passages"] = [_passage(passage) for passage in node.passages]
    if node.kind == "primary":
        told["mentions"] = _mentions(node.mentions)
    return told


def _passage(passage: Passage) -> Json:
    return {
        "text": passage.text,
        "certain": passage.certain,
        "readings": [{"text": r.text, "witnesses": _mentions(r.witnesses)} for r in passage.readings],
    }


def _edge(edge: Edge) -> Json:
    return {
        "from": edge.source,
        "to": edge.target,
        "share": _rounded(edge.share),
        "confidence": _rounded(edge.confidence),
        "evidence": [
            {"kind": e.kind, "say": e.say, "mentions": _mentions(e.mentions)} for e in edge.evidence
        ],
    }


# -- comparison -------------------------------------------------------------------------------------


def _utterance(one: Utterance) -> Json:
    return {
        "id": one.id,
        "story": one.story,
        "speaker": one.speaker,
        "variant": one.variant,
        "why": one.why,
        "forms": [_form(form) for form in one.forms],
    }


def _form(form: Form) -> Json:
    return {
        "report": form.report,
        "start": min((span.start for span in form.spans), default=0),
        "end": max((span.end for span in form.spans), default=0),
        "spans": _spans(form.spans),
        "text": form.text,
        "speaker_as_named": form.speaker_as_named,
        "cue": form.cue,
        "primary": form.primary,
        "edits": _edits(form.edits),
    }


def _coverage(one: Coverage) -> Json:
    return {
        "story": one.story,
        "report": one.report,
        "against": one.against,
        "omitted": _mentions(one.omitted),
        "added": _mentions(one.added),
        "changed": _mentions(one.changed),
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "story": claim.story,
        "text": claim.text,
        "support": _mentions(claim.support),
        "origins": claim.origins,
        "conflicts": [
            {"report": c.report, "start": c.start, "end": c.end, "how": c.how} for c in claim.conflicts
        ],
    }


def _promise(promise: Promise) -> Json:
    return {
        "id": promise.id,
        "story": promise.story,
        "by": promise.by,
        "report": promise.report,
        "start": promise.start,
        "end": promise.end,
        "due": promise.due,
        "outcome": promise.outcome,
        "outcome_at": _mention(promise.outcome_at) if promise.outcome_at else None,
    }


def _update(update: Update) -> Json:
    of: Json = {}
    if update.utterance is not None:
        of["utterance"] = update.utterance
    if update.claim is not None:
        of["claim"] = update.claim
    return {
        "kind": update.kind,
        "story": update.story,
        "by": update.by,
        "report": update.report,
        "start": update.start,
        "end": update.end,
        "of": of,
        "missing_from": sorted(update.missing_from),
        "why": update.why,
    }


def _update_order(update: Update) -> tuple[str, str, int, int, str, str, str]:
    return (
        update.story,
        update.report,
        update.start,
        update.end,
        update.kind,
        update.utterance or "",
        update.claim or "",
    )


# -- what stands in one report ----------------------------------------------------------------------


def _attributions(annotation: Annotation) -> Iterable[Json]:
    for one in annotation.attributions:
        yield {
            "report": annotation.report,
            "kind": one.kind,
            "source": _spans(one.source),
            "cue": _spans(one.cue),
            "content": _spans(one.content),
            "speaker": one.speaker,
            "why": one.why,
            "primary": one.primary,
            "day": one.day,
        }


def _dates(annotation: Annotation) -> Iterable[Json]:
    for one in annotation.dates:
        yield {
            "report": annotation.report,
            "start": one.start,
            "end": one.end,
            "text": one.text,
            "type": one.type,
            "value": one.value,
            "precision": one.precision,
        }


# -- small parts ------------------------------------------------------------------------------------


def _rounded(share: float) -> float:
    """Four decimals: what a share or a confidence can bear."""
    return round(float(share), 4)


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _mention(mention: Mention) -> Json:
    return {"report": mention.report, "start": mention.start, "end": mention.end}


def _mentions(mentions: Sequence[Mention]) -> list[Json]:
    return [_mention(mention) for mention in mentions]


def _edits(edits: Sequence[Edit]) -> list[Json]:
    return [{"kind": e.kind, "a": list(e.a), "b": list(e.b)} for e in edits]
