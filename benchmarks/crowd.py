"""Large collections of invented reports, a fifth of them copies, and which is a copy of which.

Words are made of syllables and drawn as often as words of a language are (Zipf), so that two reports
share runs of words by chance about as rarely as news does; stock phrases stand in many. Copies are
cut, reordered, split, merged and reworded by the ways of benchmarks/synthetic.py, or take only some
sentences of their source. The same seed makes the same reports.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from benchmarks.synthetic import Line, cut, merge, reorder, split

_FUNCTION = (
    "the of to and a in that is was for on with he it as at by from be his had has have are an they said "
    "not but were who which their after about up one more will would its been there when out if two new"
).split()
_WORDS = 40_000
_STOCK = 300
_SENTENCES = 20
_WORDS_OF_ONE = 18.5
_SHARE = 5  # one report in so many is a copy


class Told(NamedTuple):
    """A report, and the number of the one that it was made from (None: its own)."""

    text: str
    source: int | None


def crowd(reports: int, seed: int) -> Iterator[Told]:
    """So many reports of about 370 words, one after another; copies come after their sources."""
    chance, dice = random.Random(f"{seed} crowd"), np.random.default_rng(seed)
    words = _vocabulary(dice)
    odds = 1.0 / np.arange(3, len(words) + 3)
    edges = np.cumsum(odds / odds.sum())
    stock = [" ".join(words[np.searchsorted(edges, dice.random(7))]) for _ in range(_STOCK)]
    originals: list[tuple[int, list[str]]] = []
    for number in range(reports):
        if number % _SHARE == _SHARE - 1 and originals:
            source, sentences = originals[chance.randrange(len(originals))]
            yield Told(_text(_copied(chance, words, sentences)), source)
            continue
        made = _sentences(chance, dice, words, edges, stock)
        yield Told(_text(made), None)
        if len(originals) < 200_000:
            originals.append((number, made))


def _vocabulary(dice: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Different words, the commonest first."""
    parts = [c + v for c in "b d f g k l m n p r s t v w z br st tr ch sh".split() for v in "aeiou"]
    found = dict.fromkeys(_FUNCTION)
    while len(found) < _WORDS:
        found["".join(dice.choice(parts, int(dice.integers(2, 5))))] = None
    return np.array(list(found), object)


def _sentences(
    chance: random.Random,
    dice: np.random.Generator,
    words: np.ndarray[tuple[int], np.dtype[np.object_]],
    edges: np.ndarray[tuple[int], np.dtype[np.float64]],
    stock: list[str],
) -> list[str]:
    lengths = dice.integers(8, 30, _SENTENCES)
    row = words[np.searchsorted(edges, dice.random(int(lengths.sum())))].tolist()
    found, at = [], 0
    for n in lengths.tolist():
        half = n // 2
        line = f"{' '.join(row[at : at + half])}, {' '.join(row[at + half : at + n])}"
        at += n
        if chance.random() < 0.1:
            line = f"{chance.choice(stock)} {line}"
        found.append(f"“{line.capitalize()},” he said." if chance.random() < 0.1 else line.capitalize() + ".")
    return found


def _copied(
    chance: random.Random, words: np.ndarray[tuple[int], np.dtype[np.object_]], sentences: list[str]
) -> list[str]:
    """A copy: mostly of the whole, at times of some sentences among others."""
    lines = [Line(text, (n,)) for n, text in enumerate(sentences)]
    strength = chance.choice((0.1, 0.2, 0.4))
    for way in chance.sample((cut, reorder, split, merge), 2):
        lines = way(chance, lines, strength)
    if chance.random() < 0.2:
        lines = lines[: chance.randrange(3, 7)]
    rate = chance.choice((0.0, 0.03, 0.1))
    found = [_edited(chance, words, line.text, rate) for line in lines]
    for _ in range(chance.randrange(1, 6)):
        own = " ".join(words[chance.randrange(len(words))] for _ in range(16))
        found.insert(chance.randrange(len(found) + 1), own.capitalize() + ".")
    return found


def _edited(
    chance: random.Random, words: np.ndarray[tuple[int], np.dtype[np.object_]], line: str, rate: float
) -> str:
    """The sentence with some of its words changed for others."""
    return " ".join(
        str(words[chance.randrange(len(words))]) if rate and chance.random() < rate else word
        for word in line.split(" ")
    )


def _text(sentences: list[str]) -> str:
    """The sentences in paragraphs of three."""
    return "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, len(sentences), 3))
