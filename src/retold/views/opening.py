"""The opening of a story in plain words: how many reports, on how many origins, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retold.records import Node
from retold.views.story import Origin, StoryView
from retold.views.told import Change, Witness
from retold.views.words import capital, counted, listed, number, plain, shortened

_NAMED = 4  # outlets named one by one in a sentence; more are counted


class Finding(NamedTuple):
    """One thing to look at, and the part of the page that tells more."""

    say: str
    part: str


def opening(view: StoryView) -> str:
    """One sentence on a story's lineage: "Four reports, two origins: three print one AFP dispatch that
    is not among them; one rests on posts by …"."""
    reports = len(view.witnesses)
    if reports == 1:
        name = view.witnesses[0].name
        by = "" if name.startswith("report ") else f", by {name}"
        return f"One report{by}: nothing here to hold it against.{_source_of_one(view)}"
    if not view.origins:
        return f"{capital(counted(reports, 'report'))}; on what they stand cannot be told."
    head = f"{capital(counted(reports, 'report'))}, {counted(len(view.origins), 'origin')}"
    shared = [origin for origin in view.origins if len(origin.witnesses) > 1]
    alone = [origin for origin in view.origins if len(origin.witnesses) == 1]
    clauses = [_group(origin, view) for origin in shared[:3]]
    if len(shared) > 3:
        clauses.append(f"{counted(len(shared) - 3, 'more origin')} with several reports each")
    clauses += _singles(alone)
    return f"{head}: {'; '.join(clauses)}."


def _source_of_one(view: StoryView) -> str:
    sources = _sources([node for origin in view.origins for node in origin.sources])
    return f" It rests on {sources}." if sources else ""


def _group(origin: Origin, view: StoryView) -> str:
    """What several reports of one origin have in common."""
    lost = [node for node in origin.sources if node.kind == "lost"]
    everybody = len(origin.witnesses) == len(view.witnesses)
    who = "all" if everybody else _who(origin.witnesses)
    if lost:
        return f"{who} {'go' if everybody or len(origin.witnesses) > 1 else 'goes'} back to {_lost(lost)}"
    first = _first(origin, view)
    if first:
        copies = [w for w in origin.witnesses if w is not first]
        others = f"that of {copies[0].name}" if len(copies) == 1 else f"{number(len(copies))} others"
        return f"the text of {first.name} stands behind {others}"
    return f"{who} share text, and which came first cannot be told"


def _who(witnesses: Sequence[Witness]) -> str:
    """A few reports by name, many by number."""
    return witnesses[0].name if len(witnesses) == 1 else number(len(witnesses))


def _first(origin: Origin, view: StoryView) -> Witness | None:
    """The one report of a group that has its text from no other."""
    targets = {edge.target for edge in view.edges if view.nodes[edge.source].kind != "primary"}
    node_of = {node.report: node.id for node in view.lineage.nodes}
    roots = [w for w in origin.witnesses if node_of.get(w.report.id) not in targets]
    return roots[0] if len(roots) == 1 else None


def _lost(lost: Sequence[Node]) -> str:
    """Lost sources in words: whose they were, how many, and that nobody here has them."""
    agencies = sorted({plain(node.agency) for node in lost if node.agency})
    if len(lost) == 1:
        name = f"{agencies[0]} dispatch" if agencies else "text"
        return f"one {name} that is not among them"
    if len(agencies) == 1 and all(node.agency for node in lost):
        return f"{number(len(lost))} {agencies[0]} dispatches that are not among them"
    named = f" ({listed(agencies)})" if agencies else ""
    return f"{number(len(lost))} texts that are not among them{named}"


def _singles(origins: Sequence[Origin]) -> list[str]:
    """What each report rests on that shares its origin with nobody."""
    resting: dict[str, list[str]] = {}
    for origin in origins:
        resting.setdefault(_sources(origin.sources), []).append(origin.witnesses[0].name)
    own = resting.pop("", [])
    clauses = []
    for sources, names in list(resting.items())[:3]:
        clauses.append(f"{listed(names, _NAMED)} {'rests' if len(names) == 1 else 'rest'} on {sources}")
    more = sum(len(names) for names in list(resting.values())[3:])
    if more:
        clauses.append(f"{counted(more, 'more report')} on sources of {'its' if more == 1 else 'their'} own")
    if own:
        names_ = listed(own) if len(own) <= _NAMED else number(len(own))
        clauses.append(f"{names_} {'stands on its' if len(own) == 1 else 'stand each on their'} own")
    return clauses


def _sources(sources: Sequence[Node]) -> str:
    """The sources of one report in words; nothing where it has none."""
    lost = [node for node in sources if node.kind == "lost"]
    if lost:
        agency = next((plain(node.agency) for node in lost if node.agency), None)
        return f"{agency} copy that is not among them" if agency else "a text that is not among them"
    primary = [_uncapital(plain(node.label)) for node in sources]
    return f"{listed(primary, 2)}, read at first hand" if primary else ""


def _uncapital(label: str) -> str:
    """A label inside a sentence: "Posts by …" as "posts by …"."""
    first = label.partition(" ")[0]
    return label[:1].lower() + label[1:] if first in ("Posts", "Words", "Recorded", "A") else label


def findings(view: StoryView) -> tuple[Finding, ...]:
    """What a reader should look at in a story, the gravest first."""
    found: list[Finding] = []
    for change in view.changes:
        telling = change.missing or change.kind == "withdrawn"
        if telling and change.kind != "contradicted" and len(found) < 3:
            found.append(Finding(_change(change), "updates"))
    contradicted = sum(1 for change in view.changes if change.kind == "contradicted")
    if contradicted:
        found.append(
            Finding(f"{capital(counted(contradicted, 'contradiction'))} between the reports", "updates")
        )
    altered = [one for one in view.said if one.utterance.variant == "altered"]
    if altered:
        speakers = listed(sorted({one.speaker for one in altered if one.speaker}), 3)
        whose = f" of {speakers}" if speakers else ""
        changed = "quotation was altered" if len(altered) == 1 else "quotations were altered"
        found.append(
            Finding(
                f"{capital(number(len(altered)))} {changed} on the way{': words' if whose else ''}{whose}",
                "quotes",
            )
        )
    disputed = sum(1 for one in view.said if one.utterance.variant == "disputed-speaker")
    if disputed:
        found.append(
            Finding(
                f"{capital(counted(disputed, 'quotation is', 'quotations are'))} given to different speakers",
                "quotes",
            )
        )
    found += _on_claims(view)
    flagged = [witness for witness in view.witnesses if witness.flags]
    if flagged:
        names = listed([w.name for w in flagged], _NAMED)
        kinds = listed(sorted({plain(flag.kind) for w in flagged for flag in w.flags}), 4)
        found.append(Finding(f"Read with care: {names} ({kinds})", "flags"))
    return tuple(found)


_MARKS = "“”\"' "
_VERBS = {"withdrawn": "took back", "denied": "denied", "corrected": "corrected"}


def _change(change: Change) -> str:
    """Who took back what, and who leaves it out."""
    told = shortened((change.about or "").strip(_MARKS), 80)
    about = f"“{told}”" if told else "something told here"
    if change.by:
        said = f"{capital(change.by)} {_VERBS[change.kind]} {about}"
    else:
        said = f"{capital(about)} was {change.kind}"
    names = listed([w.name for w in change.missing], _NAMED)
    if not names:
        return said
    return f"{said}; {names} {'leaves' if len(change.missing) == 1 else 'leave'} that out"


def _on_claims(view: StoryView) -> list[Finding]:
    """How many claims stand on one origin although several reports carry them."""
    seeming = [s for s in view.statements if s.claim.origins == 1 and len(s.witnesses) > 1]
    found = []
    if seeming and len(view.origins) > 1:
        verb = "stands" if len(seeming) == 1 else "stand"
        found.append(
            Finding(
                f"{capital(counted(len(seeming), 'claim'))} told by several reports {verb} on one origin",
                "claims",
            )
        )
    disputed = sum(1 for s in view.statements if s.conflicts)
    if disputed:
        found.append(
            Finding(
                f"{capital(counted(disputed, 'claim is', 'claims are'))} told otherwise elsewhere", "claims"
            )
        )
    return found
