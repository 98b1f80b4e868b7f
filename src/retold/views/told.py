"""What the reports of a story say: quotations with their forms, changes, statements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retold.records import Claim, Conflict, Flag, Report, Update, UpdateKind, Utterance
from retold.text.tokens import keys
from retold.views.marks import Piece, differences, excerpt
from retold.views.words import plain

LONGEST_QUOTATION = 5_000  # characters of a form that are shown and compared


class Witness(NamedTuple):
    """A report as a story names it.

    `name` is for sentences, `label` for a place of its own: they differ where a report has no name but
    its headline.
    """

    report: Report
    siglum: str
    name: str
    label: str
    day: str | None
    flags: tuple[Flag, ...]


class Place(NamedTuple):
    """A report that quotes, with the speaker and the cue as it has them."""

    witness: Witness
    as_named: str
    cue: str
    primary: bool


class Reading(NamedTuple):
    """One form of an utterance, and every place that has it; `pieces` are marked against the first."""

    text: str
    pieces: tuple[Piece, ...]
    places: tuple[Place, ...]


class Said(NamedTuple):
    """An utterance with its distinct readings: the fullest or primary one, altered ones, shorter ones."""

    utterance: Utterance
    speaker: str | None
    why: str
    readings: tuple[Reading, ...]
    witnesses: tuple[Witness, ...]


class Telling(NamedTuple):
    """The words of an update, every report that has them, and why they count as one."""

    witnesses: tuple[Witness, ...]
    words: str
    why: str


class Change(NamedTuple):
    """Updates of one kind by one person about one thing, and who leaves them out."""

    kind: UpdateKind
    by: str | None
    about: str | None
    tellings: tuple[Telling, ...]
    missing: tuple[Witness, ...]


class Statement(NamedTuple):
    """A claim with the reports that carry it and those that tell it otherwise."""

    claim: Claim
    text: str
    witnesses: tuple[Witness, ...]
    conflicts: tuple[tuple[Witness | None, str, str], ...]  # who, their words, how it differs


def reading_order(witness: Witness) -> tuple[int, str]:
    """Order of sigla: A to Z, then AA."""
    return len(witness.siglum), witness.siglum


def named(reason: str, by_report: Mapping[str, Witness]) -> str:
    """A reason in words with the ids of reports told as their names."""
    known = (re.escape(id_) for id_ in sorted(by_report, key=len, reverse=True) if len(id_) > 3)
    pattern = "|".join(known)
    if not pattern or not reason:
        return plain(reason)
    return plain(re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: by_report[found.group()].name, reason))


# -- what was said ----------------------------------------------------------------------------------

_TELLING = {"altered": 0, "disputed-speaker": 1, "clipped": 2, "identical": 3, "single": 4}


def all_said(utterances: Sequence[Utterance], by_report: Mapping[str, Witness]) -> tuple[Said, ...]:
    """Utterances, altered ones first, then those that most reports have."""
    said = [_said(utterance, by_report) for utterance in utterances if utterance.forms]
    return tuple(
        sorted(said, key=lambda s: (_TELLING[s.utterance.variant], -len(s.witnesses), s.utterance.id))
    )


def _said(utterance: Utterance, by_report: Mapping[str, Witness]) -> Said:
    base = utterance.forms[0].text[:LONGEST_QUOTATION]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, form in enumerate(utterance.forms):
        groups[tuple(keys(form.text))].append(number)
    readings = []
    for numbers in groups.values():
        first = utterance.forms[numbers[0]]
        text = first.text[:LONGEST_QUOTATION]
        pieces = differences(base, text, first.edits) if numbers[0] else (Piece("kept", base),)
        forms = (utterance.forms[number] for number in numbers)
        places = [
            Place(by_report[f.report], plain(f.speaker_as_named), plain(f.cue), f.primary)
            for f in forms
            if f.report in by_report
        ]
        places.sort(key=lambda place: (not place.primary, reading_order(place.witness)))
        readings.append(Reading(text, pieces, tuple(places)))
    readings[1:] = sorted(readings[1:], key=lambda r: not any(piece.kind == "added" for piece in r.pieces))
    witnesses = {form.report: by_report[form.report] for form in utterance.forms if form.report in by_report}
    speaker = plain(utterance.speaker) if utterance.speaker else None
    # the marks show what was altered or shortened; who disputes a speaker must be said
    telling = named(utterance.why, by_report) if utterance.variant == "disputed-speaker" else ""
    carrying = tuple(sorted(witnesses.values(), key=reading_order))
    return Said(utterance, speaker, telling, tuple(readings), carrying)


_GRAVEST = {"withdrawn": 0, "denied": 1, "corrected": 2, "contradicted": 3}


def all_changes(
    updates: Sequence[Update],
    utterances: Sequence[Utterance],
    claims: Sequence[Claim],
    by_report: Mapping[str, Witness],
) -> tuple[Change, ...]:
    """Updates, those that somebody leaves out first, withdrawals before denials."""
    about = {u.id: f"“{plain(u.forms[0].text)}”" for u in utterances if u.forms}
    about |= {claim.id: plain(claim.text) for claim in claims}
    groups: dict[tuple[UpdateKind, str, str], list[Update]] = defaultdict(list)
    for update in sorted(updates, key=lambda u: (u.report, u.start, u.end)):
        if update.report in by_report:
            thing = update.utterance or update.claim or update.why
            groups[update.kind, plain(update.by or ""), thing].append(update)
    changes = [
        _change(kind, by, about.get(thing), group, by_report) for (kind, by, thing), group in groups.items()
    ]
    changes.sort(key=_gravity)
    return tuple(changes)


def _gravity(change: Change) -> tuple[bool, bool, int, bool, int, str]:
    """Order of changes: what somebody takes back and others leave out comes first."""
    open_ = change.kind == "contradicted"
    rank = _GRAVEST[change.kind]
    return open_, not change.missing, rank, not change.by, -len(change.missing), change.about or ""


def _change(
    kind: UpdateKind, by: str, about: str | None, group: Sequence[Update], by_report: Mapping[str, Witness]
) -> Change:
    same: dict[tuple[str, ...], list[Update]] = defaultdict(list)
    for update in group:
        words = excerpt(by_report[update.report].report.text, update.start, update.end)
        same[tuple(keys(words))].append(update)
    tellings = []
    for updates in same.values():
        first = updates[0]
        words = excerpt(by_report[first.report].report.text, first.start, first.end)
        told_by = {update.report: by_report[update.report] for update in updates}
        carrying = tuple(sorted(told_by.values(), key=reading_order))
        tellings.append(Telling(carrying, words, named(first.why, by_report)))
    telling = {update.report for update in group}
    lacking = {id_ for update in group for id_ in update.missing_from} - telling
    missing = sorted((by_report[id_] for id_ in lacking if id_ in by_report), key=reading_order)
    return Change(kind, by or None, about, tuple(tellings), tuple(missing))


def all_statements(claims: Sequence[Claim], by_report: Mapping[str, Witness]) -> tuple[Statement, ...]:
    """Claims, those told most often on the fewest origins first."""
    found = []
    for claim in claims:
        carrying = {m.report: by_report[m.report] for m in claim.support if m.report in by_report}
        witnesses = tuple(sorted(carrying.values(), key=reading_order))
        conflicts = tuple(_conflict(one, by_report) for one in claim.conflicts)
        found.append(Statement(claim, plain(claim.text), witnesses, conflicts))
    return tuple(sorted(found, key=_telling))


def _telling(one: Statement) -> tuple[bool, int, bool, bool, str]:
    """What seems better founded than it is, then what most tell, is contradicted, or has figures."""
    several = len(one.witnesses) > 1 and one.claim.origins == 1
    figures = any(c.isdigit() for c in one.text)
    return not several, -len(one.witnesses), not one.conflicts, not figures, one.claim.id


def _conflict(one: Conflict, by_report: Mapping[str, Witness]) -> tuple[Witness | None, str, str]:
    witness = by_report.get(one.report)
    words = excerpt(witness.report.text, one.start, one.end) if witness else ""
    return witness, words, named(one.how, by_report)
