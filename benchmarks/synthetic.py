"""Synthetic copies with a known truth: python -m benchmarks.synthetic [--seed N] [--reports N]

Reports are made of invented people, places and doings; copies of them are cut, reordered, respelt,
reworded by a table, split and merged, and spliced from two parents, at several strengths. Prints for
each what share of the borrowed sentences `align` finds and how many of those it gives are right. The
same seed makes the same reports.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tasks.alignments import report_of
from retold.reuse import align

_WORDS = json.loads(Path(__file__).with_name("synthetic_words.json").read_text(encoding="utf-8"))
_SLOT = re.compile(r"\{(?!number)(\w+)\}")
_SHAPES = (
    "{who} {did} {what} {where} {when}",
    "{when}, {who} {did} {what}, {because}",
    "{who}, {being}, {did} {what} {where}",
    "{because}, {who} {did} {what}, {after}",
    "{who} {did} {what} {where}, {after}",
    "{where}, {who} {did} {what} and {also}",
    "{number} {things} were {done} {where} {when}, {who} said",
    "{who} said {number} {things} had been {done} {where}, {because}",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a copy, and the numbers of the source sentences it was made of (none: its own)."""

    text: str
    source: tuple[int, ...]


def sentence(chance: random.Random) -> str:
    """An invented sentence."""
    filled, slots = chance.choice(_SHAPES), _WORDS["slots"]
    while open_slot := _SLOT.search(filled):
        filled = filled.replace(open_slot.group(), chance.choice(slots[open_slot.group(1)]), 1)
    while "{number}" in filled:
        filled = filled.replace("{number}", str(chance.randrange(11, 990)), 1)
    return filled[0].upper() + filled[1:] + "."


def source(chance: random.Random, sentences: int) -> list[str]:
    """An invented report; no sentence stands in it twice."""
    found: dict[str, None] = {}
    while len(found) < sentences:
        found[sentence(chance)] = None
    return list(found)


def _whole(sentences: Sequence[str]) -> list[Line]:
    return [Line(text, (number,)) for number, text in enumerate(sentences)]


def cut(chance: random.Random, lines: list[Line], strength: float) -> list[Line]:
    """Drops a share of the sentences, two at least are left."""
    left = max(2, round(len(lines) * (1 - strength)))
    return [lines[i] for i in sorted(chance.sample(range(len(lines)), left))]


def reorder(chance: random.Random, lines: list[Line], strength: float) -> list[Line]:
    """Moves a share of the sentences to other places."""
    moved = list(lines)
    for _ in range(round(len(lines) * strength)):
        moved.insert(chance.randrange(len(moved)), moved.pop(chance.randrange(len(moved))))
    return moved


def _swapped(table: dict[str, str], chance: random.Random, lines: list[Line], strength: float) -> list[Line]:
    return [
        Line(
            " ".join(
                table.get(word, word) if chance.random() < strength else word for word in line.text.split(" ")
            ),
            line.source,
        )
        for line in lines
    ]


def respell(chance: random.Random, lines: list[Line], strength: float) -> list[Line]:
    """The other spelling of English."""
    return _swapped(_WORDS["spelling"], chance, lines, strength)


def reword(chance: random.Random, lines: list[Line], strength: float) -> list[Line]:
    """Other words for a share of those that the table has."""
    return _swapped(_WORDS["synonyms"], chance, lines, strength)


def split(chance: random.Random, lines: list[Line], strength: float) -> list[Line]:
    """Ends a share of the sentences at a comma and begins another there."""
    found = []
    for line in lines:
        head, _, tail = line.text.partition(", ")
        if chance.random() < strength and min(len(head.split()), len(tail.split())) >= 5:
            found += [Line(head + ".", line.source), Line("This was " + tail, line.source)]
        else:
            found.append(line)
    return found


def merge(chance: random.Random, lines: list[Line], strength: float) -> list[Line]:
    """Joins a share of the neighbours."""
    found: list[Line] = []
    for line in lines:
        if found and len(found[-1].source) == 1 and chance.random() < strength:
            last = found.pop()
            found.append(Line(last.text[:-1] + ", and " + line.text, last.source + line.source))
        else:
            found.append(line)
    return found


WAYS: dict[str, Callable[[random.Random, list[Line], float], list[Line]]] = {
    "cut": cut,
    "reorder": reorder,
    "respell": respell,
    "reword": reword,
    "split": split,
    "merge": merge,
}


def copy(chance: random.Random, sentences: Sequence[str], way: str, strength: float, own: int) -> list[Line]:
    """A copy made this way, with so many sentences of its own among it."""
    lines = WAYS[way](chance, _whole(sentences), strength)
    for _ in range(own):
        lines.insert(chance.randrange(len(lines) + 1), Line(sentence(chance), ()))
    return lines


def judged(sentences: Sequence[str], lines: Sequence[Line]) -> tuple[int, int, int]:
    """Borrowed sentences of the copy that were found, all of them, and matches that are wrong."""
    (a, notes_a), (b, notes_b) = report_of("a", sentences), report_of("b", [line.text for line in lines])
    place_a = {one.start: n for n, one in enumerate(notes_a.sentences)}
    place_b = {one.start: n for n, one in enumerate(notes_b.sentences)}
    found = {(place_a[m.a.start], place_b[m.b.start]) for m in align(a, b, notes_a, notes_b).matches}
    true = {(i, k) for k, line in enumerate(lines) for i in line.source}
    borrowed = {k for _, k in true}
    return len({k for _, k in found & true}), len(borrowed), len(found - true)


def measured(seed: int, reports: int) -> Iterator[dict[str, object]]:
    """Recall and precision for each way and strength, then of two borrowed sentences in long reports."""
    for way in WAYS:
        for strength in (0.3, 0.6, 0.9):
            chance = random.Random(f"{seed} {way} {strength}")
            made = [source(chance, chance.randrange(8, 26)) for _ in range(reports)]
            yield _figures(
                f"{way} {strength}", [judged(one, copy(chance, one, way, strength, 6)) for one in made]
            )
    chance = random.Random(f"{seed} spliced")
    yield _figures("two of 80 spliced into 80", [_spliced(chance, 80, 2) for _ in range(reports)])
    yield _figures("five of 30 spliced into 20", [_spliced(chance, 30, 5) for _ in range(reports)])


def _spliced(chance: random.Random, sentences: int, borrowed: int) -> tuple[int, int, int]:
    """A report that takes so many sentences of another among its own."""
    one = source(chance, sentences)
    lines = [Line(text, ()) for text in source(chance, max(20, sentences))]
    for number in chance.sample(range(sentences), borrowed):
        lines.insert(chance.randrange(len(lines) + 1), Line(one[number], (number,)))
    return judged(one, lines)


def _figures(name: str, rows: Sequence[tuple[int, int, int]]) -> dict[str, object]:
    found, borrowed, wrong = (sum(row[n] for row in rows) for n in range(3))
    precision = found / (found + wrong) if found + wrong else 0.0
    return {
        "copies": name,
        "borrowed": borrowed,
        "recall": round(found / borrowed, 4),
        "precision": round(precision, 4),
    }


def main() -> None:
    """Prints a line of JSON for each kind of copy."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=int, default=20)
    given = parser.parse_args()
    for row in measured(given.seed, given.reports):
        sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
