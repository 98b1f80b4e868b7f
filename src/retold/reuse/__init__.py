"""What text reports share: pairs worth aligning, sentences aligned, and what each pair is to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retold.config import ReuseSettings
from retold.records import Alignment, Annotation, Report
from retold.reuse.alignment import aligned, matches
from retold.reuse.collection import candidates, pairs_of, prints_of
from retold.reuse.fingerprints import fingerprints
from retold.reuse.judge import fitted
from retold.reuse.quick import align_texts, shares
from retold.reuse.relation import relation, shared, telling, why
from retold.reuse.sides import Side, side

__all__ = ["align", "align_all", "align_texts", "pairs_of", "shares"]


def align(
    a: Report, b: Report, of_a: Annotation, of_b: Annotation, settings: ReuseSettings | None = None
) -> Alignment:
    """What two reports share, sentence by sentence, and what they are to each other.

    In the result `a` is the report whose id comes first. Raises nothing of its own; a report without
    a word shares nothing.
    """
    if b.id < a.id:
        a, b, of_a, of_b = b, a, of_b, of_a
    return _aligned(side(a, of_a), side(b, of_b))


def align_all(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], settings: ReuseSettings
) -> tuple[Alignment, ...]:
    """Alignments of all pairs of a collection that share a passage of about twelve words, by ids."""
    ordered = sorted(reports, key=lambda report: report.id)
    sides = [side(report, annotations[report.id]) for report in ordered]
    prints = [
        fingerprints((word.key for unit in one.units for word in unit.words), settings) for one in sides
    ]
    found = (_aligned(sides[i], sides[k]) for i, k, _ in candidates(prints_of(prints), settings))
    return tuple(alignment for alignment in found if alignment.matches)


def _aligned(a: Side, b: Side) -> Alignment:
    """The alignment of two sides, `a` first by id.

    They are held against each other in the order of their texts, so that ids decide nothing.
    """
    numbers = fitted()
    turned = (b.body_words, b.report.text) < (a.body_words, a.report.text)
    shorter, longer = (b, a) if turned else (a, b)
    pairs = aligned(shorter, longer, numbers)
    found = shared(shorter, longer, pairs)
    kind = relation(found, numbers)
    shares = (found.share_b, found.share_a) if turned else (found.share_a, found.share_b)
    kept = telling(pairs, kind)
    if turned:
        kept = sorted((replace(pair, i=pair.k, k=pair.i) for pair in kept), key=lambda pair: (pair.i, pair.k))
    return Alignment(
        a=a.report.id,
        b=b.report.id,
        relation=kind,
        why=why(found, kind, "b" if turned else "a"),
        shared_a=shares[0],
        shared_b=shares[1],
        matches=matches(a, b, kept),
    )
