"""On how many independent origins a statement stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.compare.statements import Statement
from retold.records import Lineage, Report


def independent(support: Sequence[Statement], lineage: Lineage | None, reports: Mapping[str, Report]) -> int:
    """Number of independent origins of the reports that carry a statement.

    Reports count as one where the lineage puts them under one origin, where they are of one outlet,
    where the statement is somebody's and they name the same one or quote the same words, or where they
    cite the same agency beside it.
    """
    ids = sorted({s.report for s in support})
    keys = {name: _keys(name, support, lineage, reports) for name in ids}
    groups: list[set[str]] = []
    for name in ids:
        shared = keys[name].union(*(g for g in groups if g & keys[name]))
        groups = [g for g in groups if not g & keys[name]] + [shared]
    return len(groups)


def _keys(
    report: str, support: Sequence[Statement], lineage: Lineage | None, reports: Mapping[str, Report]
) -> set[str]:
    """Marks of a report's origin; two reports that share one are not independent."""
    found = {f"report {report}"}
    if outlet := reports[report].outlet:
        found.add(f"outlet {outlet.casefold()}")
    for number, group in enumerate(lineage.origins if lineage else ()):
        if report in group:
            found.add(f"origin {number}")
    mine = [s for s in support if s.report == report]
    found |= {f"source {name}" for s in mine for name in s.sources}
    found |= {f"words {run}" for s in mine for run in s.words}
    for statement in mine:
        for credit in reports[report].credits:
            if credit.role == "cited" and statement.start <= credit.start < statement.end:
                found.add(f"source {credit.agency}")
    return found
