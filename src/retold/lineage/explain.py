"""The words of evidence: why an edge stands, with the places where a reader can check it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from retold.lineage import evidence
from retold.lineage.drafts import Draft
from retold.lineage.evidence import Clue
from retold.lineage.loci import Form, Locus, Witness
from retold.records import Evidence, Mention, Report

_MOST = 3  # places shown for one kind of evidence
_LONG = 90  # characters of a passage quoted in a sentence of evidence


def of_copy(made: Draft, source: int, child: int, witnesses: Mapping[str, Witness]) -> tuple[Evidence, ...]:
    """Evidence for an edge from one report to another."""
    a, b = (witnesses[made.tradition.reports[n]] for n in (source, child))
    found = [_text(made, source, child, witnesses)]
    found += [said for clue in made.clues(source, child) if (said := _clue(clue, a.report, b.report))]
    found += _readings(made, source, child, witnesses)
    found += _lacking(made, [source, child], witnesses)
    return tuple(one for one in found if one)


def of_lost(made: Draft, source: int, child: int, witnesses: Mapping[str, Witness]) -> tuple[Evidence, ...]:
    """Evidence for an edge from a lost source to a report or to another lost source."""
    names = made.tradition.reports
    below = sorted(made.below(child), key=lambda node: node != child)  # the copy itself speaks first
    others = [n for other in made.children(source) if other != child for n in made.below(other)]
    found: list[Evidence] = []
    if source in made.agency:
        found += _credits(made, source, below, others, witnesses)
    if source in made.undecided:
        found.append(
            Evidence(
                "undecided",
                "nothing tells which of these copied from the other, or whether both had a third text",
            )
        )
    for other in others[:_MOST]:
        found += _crossed(made, below[0], other, witnesses)
    if len(below) > 1:
        found += _readings(made, below[0], below[1], witnesses)
        found += _lacking(made, below, witnesses)
    if not found:
        shared = Evidence("text", f"shares its text with {_names([names[n] for n in others], witnesses)}")
        found.append(shared)
    return tuple(found[:6])


def _names(ids: Sequence[str], witnesses: Mapping[str, Witness]) -> str:
    """Up to three reports by their outlets, or titles where no outlet is known."""
    shown = [_name(witnesses[name].report) for name in ids[:_MOST]]
    rest = len(ids) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")


def _name(report: Report) -> str:
    return report.outlet or f"'{short(report.title)}'"


def short(text: str) -> str:
    """A passage on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= _LONG:
        return line
    return line[:_LONG].rsplit(" ", 1)[0] + " …"


def _text(made: Draft, source: int, child: int, witnesses: Mapping[str, Witness]) -> Evidence:
    """How many of the copy's sentences stand in the source."""
    copy = witnesses[made.tradition.reports[child]]
    places = _shared(made, source, child)
    told = sum(len(form.sentences) for place in places if (form := place.form(copy.report.id)))
    say = f"{told} of its {len(copy.sentences)} sentences stand in {_name(_report(made, source, witnesses))}"
    return Evidence("text", say, tuple(_mention(place.form(copy.report.id)) for place in places[:_MOST]))


def _report(made: Draft, node: int, witnesses: Mapping[str, Witness]) -> Report:
    return witnesses[made.tradition.reports[node]].report


def _mention(form: Form | None) -> Mention:
    assert form is not None
    return Mention(form.report, *form.span)


def _shared(made: Draft, a: int, b: int) -> list[Locus]:
    """Loci that both reports carry."""
    rows = made.tradition.present
    return [made.tradition.places[i] for i in np.flatnonzero(rows[a] & rows[b])]


def _clue(clue: Clue, source: Report, copy: Report) -> Evidence | None:
    """One clue in words; clues that speak the other way are told as such where a reader must know."""
    if clue.kind == "time":
        if clue.weight > 0:
            return Evidence(
                "time", f"printed {_hours(clue.hours)} later" if clue.hours else "printed on a later day"
            )
        return Evidence(
            "clock",
            f"dated {_hours(clue.hours) if clue.hours else 'a day or more'} before its source: "
            "one of the two clocks must be wrong",
        )
    if clue.weight < 0:
        return None
    if clue.kind == "credit" and clue.credit:
        words = short(copy.text[clue.credit.start : clue.credit.end])
        return Evidence(
            "credit", f"credited in '{words}'", (Mention(copy.id, clue.credit.start, clue.credit.end),)
        )
    said = {
        "agency": f"{_name(source)} is the agency's own page",
        "cut": "cut from the end, as wire copy is",
        "fuller": "lacks passages of the common text that its source has",
        "led": "puts words of its own before the copied text",
        "shorter": "tells the same sentences in fewer words",
        "nearer": "the source still names where its text came from, the copy no longer does",
    }.get(clue.kind)
    return Evidence(clue.kind, said) if said and clue.weight > 0.2 else None


def _hours(hours: float) -> str:
    """A length of time in words."""
    if hours < 1:
        minutes = max(1, round(hours * 60))
        return f"{minutes} minute{'s' * (minutes != 1)}"
    if hours < 36:
        return f"{round(hours)} hour{'s' * (round(hours) != 1)}"
    return f"{round(hours / 24)} days"


def _readings(made: Draft, a: int, b: int, witnesses: Mapping[str, Witness]) -> list[Evidence]:
    """Readings that two reports share against the other witnesses, who agree."""
    one = made.tradition
    states = np.delete(one.states, [a, b], axis=0)
    if not len(states):
        return []
    both = (one.reports[a], one.reports[b])
    ours, most = one.states[a], states.max(axis=0)
    agree = ((states == most) | (states < 0)).all(axis=0) & (most >= 0)
    found = []
    for column in np.flatnonzero(agree & (ours == one.states[b]) & (ours >= 0) & (ours != most)):
        place, table = (row[one.place_of[column]] for row in (one.places, one.tables))
        rows, slot = dict(zip(table.reports, table.rows, strict=True)), int(one.slot_of[column])
        shared = rows[both[0]][slot]
        other = next(
            row[slot] for name, row in sorted(rows.items()) if name not in (one.reports[a], one.reports[b])
        )
        if not shared:
            continue
        against = f"have '{' '.join(other)}'" if other else "have nothing"
        mentions = tuple(
            _word(place.form(name), rows[name], slot) for name in (one.reports[a], one.reports[b])
        )
        found.append(
            Evidence("reading", f"both read '{' '.join(shared)}' where the others {against}", mentions)
        )
        if len(found) == _MOST:
            break
    return found


def _word(form: Form | None, row: Sequence[Sequence[str]], slot: int) -> Mention:
    """Where a witness has its reading of a slot."""
    assert form is not None
    at = sum(len(reading) for reading in row[:slot])
    words = form.words[at : at + max(1, len(row[slot]))]
    return Mention(form.report, words[0].start, words[-1].end)


def _lacking(made: Draft, nodes: Sequence[int], witnesses: Mapping[str, Witness]) -> list[Evidence]:
    """A sentence of the tradition that most others have and these reports lack alone."""
    rows = made.tradition.present
    others = [n for n in range(len(rows)) if n not in nodes]
    if len(others) < 2:
        return []
    gone = ~rows[list(nodes)].any(axis=0) & rows[others].all(axis=0)
    for i in np.flatnonzero(gone)[:1]:
        form = made.tradition.places[i].forms[0]
        words = short(witnesses[form.report].report.text[form.span.start : form.span.end])
        both = "both lack" if len(nodes) == 2 else "all of these lack"
        return [Evidence("omission", f"{both} the sentence '{words}'", (_mention(form),))]
    return []


def _credits(
    made: Draft, source: int, below: Sequence[int], others: Sequence[int], witnesses: Mapping[str, Witness]
) -> list[Evidence]:
    """Who credits the agency: a report itself, or those whose text it shares."""
    name = evidence.house(made.agency[source].agency)
    for place, node in enumerate((*below, *others)):
        report = _report(made, node, witnesses)
        for credit in evidence.wire_credits(report):
            if evidence.house(credit.agency) == name:
                words = short(report.text[credit.start : credit.end])
                told = f"shares text that {_name(report)} credits with '{words}'"
                if place < len(below):
                    told = f"credited in '{words}'" + (f" by {_name(report)}" if place else "")
                return [Evidence("credit", told, (Mention(report.id, credit.start, credit.end),))]
    return []


def _crossed(made: Draft, a: int, b: int, witnesses: Mapping[str, Witness]) -> list[Evidence]:
    """Text of a third witness that one of two has and the other lacks, both ways: neither is the source."""
    rows = made.tradition.present
    third = [n for n in range(len(rows)) if n not in (a, b)]
    if not third:
        return []
    known = rows[third].any(axis=0)
    one, two = np.flatnonzero(known & rows[a] & ~rows[b]), np.flatnonzero(known & rows[b] & ~rows[a])
    if not len(one) or not len(two):
        return []
    names = made.tradition.reports
    forms = [made.tradition.places[one[0]].form(names[a]), made.tradition.places[two[0]].form(names[b])]
    said = [short(witnesses[f.report].report.text[f.span.start : f.span.end]) for f in forms if f]
    one_name, other = (_name(_report(made, node, witnesses)) for node in (a, b))
    say = f"of the two {one_name} alone has '{said[0]}', and {other} alone has '{said[1]}'"
    return [Evidence("crossed", f"{say}: both drew on a third text", tuple(map(_mention, forms)))]
