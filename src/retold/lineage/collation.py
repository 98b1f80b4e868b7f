"""Collation of one locus: its forms word by word beside a base, as slots with readings.

Every word of the base is a slot, and so is every gap between two words, so that an insertion is a
reading of a gap. This is the variant graph of Schmidt and Colomb (2009) held as a table, as
CollateX does (Dekker et al. 2015); the alignment to the base is a longest common subsequence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from rapidfuzz.distance import Indel

from retold.lineage.loci import Locus

Words = tuple[str, ...]
Row = tuple[Words, ...]  # one reading per slot: gap, word, gap, word, …, gap

_SPELLINGS = (
    (re.compile(r"our(?=$|s$|ed$|ing$|ite|able|ful|less|ly|er|hood)"), "or"),
    (re.compile(r"is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing)$)"), "yz"),
    (re.compile(r"re(?=s?$)"), "er"),
    (re.compile(r"ll"), "l"),
    (re.compile(r"mm(?=e)"), "m"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"gramme(?=s?$)"), "gram"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A locus collated: for each witness, in order of report id, its row of readings."""

    reports: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """A place where witnesses differ: the number of each witness's reading, and what it weighs."""

    readings: tuple[int, ...]  # beside Table.reports
    weight: float
    slot: int


@lru_cache(maxsize=50_000)
def house_form(word: str) -> str:
    """The word with the differences of house spelling folded away (colour, color; -ise, -ize)."""
    if len(word) > 4:
        for pattern, plain in _SPELLINGS:
            word = pattern.sub(plain, word)
    return word


def collated(place: Locus) -> Table:
    """The forms of a locus word by word beside the form most witnesses agree with."""
    forms = [tuple(word.key for word in form.words) for form in place.forms]
    base = _base(forms)
    rows = {form: _row(base, form) for form in sorted(set(forms))}
    return Table(tuple(form.report for form in place.forms), tuple(rows[form] for form in forms))


def _base(forms: Sequence[Words]) -> Words:
    """The form to collate against: the commonest, then the one nearest to all others."""
    counted = Counter(forms)
    top = max(counted.values())
    likely = sorted((form for form, n in counted.items() if n == top), key=lambda f: (-len(f), f))[:12]
    if len(likely) == 1:
        return likely[0]
    others = sorted(counted)[:40]
    distances = [sum(Indel.distance(form, other) * counted[other] for other in others) for form in likely]
    return likely[distances.index(min(distances))]


def _row(base: Words, form: Words) -> Row:
    """The form's readings at the slots of the base."""
    slots: list[Words] = [()] * (2 * len(base) + 1)
    for code in Indel.opcodes(base, form):
        if code.tag == "equal":
            for i, j in zip(
                range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True
            ):
                slots[2 * i + 1] = (form[j],)
        elif code.tag != "delete":
            slots[2 * code.src_start] += form[code.dest_start : code.dest_end]
    return tuple(_paired(slots))


def _paired(slots: list[Words]) -> list[Words]:
    """Inserted words put in the places of dropped ones beside them: a replacement is one reading."""
    for gap in range(0, len(slots), 2):
        held = slots[gap]
        after = _dropped(slots, gap, 1, len(held))
        if after:
            slots[gap], moved = held[: len(held) - len(after)], held[len(held) - len(after) :]
            for slot, word in zip(after, moved, strict=True):
                slots[slot] = (word,)
        held = slots[gap]
        before = _dropped(slots, gap, -1, len(held))
        if before:
            for slot, word in zip(reversed(before), held, strict=False):
                slots[slot] = (word,)
            slots[gap] = held[len(before) :]
    return slots


def _dropped(slots: Sequence[Words], gap: int, step: int, most: int) -> list[int]:
    """Up to `most` empty word slots in a row beside a gap, nearest first."""
    found: list[int] = []
    slot = gap + step
    while len(found) < most and 0 < slot < len(slots) and not slots[slot]:
        found.append(slot)
        if slots[slot + step]:
            break
        slot += 2 * step
    return found


def characters(table: Table) -> list[Character]:
    """Places of a table where witnesses differ; neighbours that divide them alike are one place.

    A difference of house spelling weighs a fifth: two houses make it without knowing of each other.
    """
    found: list[tuple[tuple[int, ...], list[int]]] = []
    for slot in range(len(table.rows[0])):
        column = [row[slot] for row in table.rows]
        if all(reading == column[0] for reading in column):
            continue
        known: dict[Words, int] = {}
        pattern = tuple(known.setdefault(reading, len(known)) for reading in column)
        if found and found[-1][0] == pattern and found[-1][1][-1] + 2 >= slot:
            found[-1][1].append(slot)
        else:
            found.append((pattern, [slot]))
    return [Character(pattern, _weight(table, slots), slots[0]) for pattern, slots in found]


def _weight(table: Table, slots: Sequence[int]) -> float:
    """What a difference says of who copied whom: little for house style, more for more words."""
    forms = {house_form("".join(word for slot in slots for word in row[slot])) for row in table.rows}
    return (0.2 if len(forms) == 1 else 1.0) * (1 + 0.5 * log2(len(slots)))
