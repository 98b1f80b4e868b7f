"""On how many independent origins a statement stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retold.compare.statements import Statement
from retold.compare.words import sense
from retold.records import Lineage, Report

_RUN = 6  # words in a row by which two statements show one text
_MATTER = 3  # words with matter among them, names aside
_SPEAKS_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson"})
# Who will not answer has been asked by each report that says so.
_ASKED = re.compile(
    r"\b(?:declined|refused) to comment|\b(?:no|not) comment|\bdid not (?:respond|reply|return)\b",
    re.I,
)


def independent(support: Sequence[Statement], lineage: Lineage | None, reports: Mapping[str, Report]) -> int:
    """Number of independent origins of the reports that carry a statement, as far as they show it.

    Reports count as one where the lineage puts them under one origin; where they are of one outlet; where
    their sentences share a run of words that only one text gives (names aside); where the statement is
    somebody's and they name the same one, or each an unnamed spokesman, or quote the same words; where
    they cite the same agency beside it. That somebody will not comment counts for each who asked. Where
    some report says whose the statement is, a report that tells it without saying so may have it from
    there, and adds no origin; where none does, each report that states it in words of its own is one.
    """
    ids = sorted({s.report for s in support})
    keys = {name: _keys(name, support, lineage, reports) for name in ids}
    groups: list[tuple[set[str], bool]] = []  # marks of an origin, and whether a source is named
    for name in ids:
        mine, sourced = keys[name], any(key.startswith("source") for key in keys[name])
        joined = [g for g in groups if g[0] & mine]
        groups = [g for g in groups if not g[0] & mine]
        groups.append((mine.union(*(g[0] for g in joined)), sourced or any(g[1] for g in joined)))
    named = sum(sourced for _, sourced in groups)
    return named or len(groups)


def _roles(name: str) -> set[str]:
    """What an unnamed speaker is, by which two reports of one statement mean the same one."""
    return {word for word in name.casefold().split() if word in _SPEAKS_FOR}


def _runs(statement: Statement) -> set[str]:
    """Runs of words that two reports have only from one text, runs of names aside."""
    runs = (statement.keys[at : at + _RUN] for at in range(len(statement.keys) - _RUN + 1))
    return {" ".join(run) for run in runs if len(set(map(sense, run)) - {""} - statement.names) >= _MATTER}


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
    asked = any(_ASKED.search(reports[report].text[s.start : s.end]) for s in mine)
    if not asked:
        found |= {f"source {name}" for s in mine for name in s.sources}
        found |= {f"source {role}" for s in mine for name in s.sources for role in _roles(name)}
    found |= {f"words {run}" for s in mine for run in s.words}
    found |= {f"text {run}" for s in mine for run in _runs(s)}
    for statement in mine:
        for credit in reports[report].credits:
            if credit.role == "cited" and statement.start <= credit.start < statement.end:
                found.add(f"source {credit.agency}")
    return found
