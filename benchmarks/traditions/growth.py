"""Traditions grown from base texts by the edits of newsrooms, every word traced to where it was first set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from benchmarks.traditions.prose import FILLERS, SPELLING, SYNONYMS, lead, sentence

Word = tuple[str, int]  # as printed, and the number of its first setting
Line = tuple[Word, ...]


@dataclass(frozen=True)
class Strength:
    """How hard copies are edited: chances per word, per sentence or per copy."""

    word: float
    dropped: float
    cut: float
    line: float
    lead: float
    own: float
    moved: float


LIGHT = Strength(word=0.02, dropped=0.02, cut=0.3, line=0.0, lead=0.25, own=0.25, moved=0.05)
HEAVY = Strength(word=0.12, dropped=0.08, cut=0.6, line=0.15, lead=0.5, own=0.5, moved=0.2)


@dataclass
class Copy:
    """One text of a tradition, printed or lost."""

    number: int
    parents: tuple[int, ...]  # the main one first
    root: int
    lines: list[Line]
    time: datetime
    lost: bool = False
    named: int | None = None  # of a parent that it names


@dataclass
class Grown:
    """A story's copies and how they came to be."""

    copies: list[Copy]
    agency: dict[int, str] = field(default_factory=dict)  # of roots

    def printed(self) -> list[Copy]:
        """The copies that survive."""
        return [one for one in self.copies if not one.lost]


class Press:
    """Grows traditions from one seed."""

    def __init__(self, seed: int, strength: Strength) -> None:
        self.random = Random(seed)
        self.strength = strength
        self._setting = count()

    def _set(self, text: str) -> Line:
        return tuple((word, next(self._setting)) for word in text.split(" "))

    def grow(self, reports: int, origins: int, lost: float, mixed: float) -> Grown:
        """About `reports` printed copies of `origins` texts, a share of all nodes lost, some mixed."""
        start = datetime(2021, 3, 1, 6, tzinfo=UTC)
        made: list[Copy] = []
        for number in range(origins):
            lines = [self._set(sentence(self.random)) for _ in range(self.random.randint(12, 24))]
            made.append(
                Copy(number, (), number, lines, start + timedelta(minutes=self.random.randint(0, 300)))
            )
        total = max(origins + 1, round(reports / (1 - lost)))
        while len(made) < total:
            parent = (
                made[self.random.randrange(origins)]
                if self.random.random() < 0.4
                else self.random.choice(made)
            )
            made.append(self._copied(made, parent, self.random.random() < mixed))
        self._lose(made, max(0, total - reports))
        return Grown(made, {n: "Norvik Press Agency" for n in range(origins) if made[n].lost and n % 2 == 0})

    def _lose(self, made: list[Copy], many: int) -> None:
        """Mark nodes that were copied as lost, roots more often than others."""
        copied = {parent for one in made for parent in one.parents}
        able = sorted(copied, key=lambda n: self.random.random() * (0.5 if not made[n].parents else 1.0))
        for number in able[:many]:
            made[number].lost = True

    def _copied(self, made: Sequence[Copy], parent: Copy, mixed: bool) -> Copy:
        time = parent.time + timedelta(minutes=self.random.expovariate(1 / 180) + 2)
        lines = list(parent.lines)
        parents = [parent.number]
        if mixed:
            other = self.random.choice([one for one in made if one.number != parent.number] or [parent])
            if other.number != parent.number:
                parents.append(other.number)
                time = max(time, other.time + timedelta(minutes=5))
                lines = self._joined(lines, other.lines)
        lines = self._edited(lines)
        named = parent.number if self.random.random() < 0.1 else None
        return Copy(len(made), tuple(parents), parent.root, lines, time, named=named)

    def _joined(self, lines: list[Line], others: Sequence[Line]) -> list[Line]:
        """Most of one text, then a part of the other that the first has not."""
        had = {word for line in lines for _, word in line}
        new = [line for line in others if sum(n in had for _, n in line) < len(line) / 2]
        keep = max(3, round(len(lines) * self.random.uniform(0.5, 0.9)))
        return lines[:keep] + new[: max(2, round(keep * self.random.uniform(0.3, 0.7)))]

    def _edited(self, lines: list[Line]) -> list[Line]:
        random, how = self.random, self.strength
        lines = [line for line in lines if random.random() >= how.dropped]
        if random.random() < 0.6 and len(lines) > 5:
            lines = lines[: max(4, round(len(lines) * (1 - random.random() * how.cut)))]
        if random.random() < how.moved and len(lines) > 4:
            at = random.randrange(1, len(lines) - 1)
            lines.insert(random.randrange(1, len(lines) - 1), lines.pop(at))
        spelled = random.random() < 0.3
        lines = [self._line(line, spelled) for line in lines]
        if random.random() < how.lead:
            lines = [self._set(lead(random)), *lines[random.random() < 0.5 :]]
        if random.random() < how.own:
            lines.insert(random.randrange(1, len(lines) + 1), self._set(sentence(random)))
        return lines

    def _line(self, line: Line, spelled: bool) -> Line:
        """A sentence as a copy prints it: synonyms, slips, dropped words, house spelling, clauses cut."""
        random, how = self.random, self.strength
        words = list(line)
        if random.random() < how.line:
            words = self._recast(words)
        out: list[Word] = []
        for word, number in words:
            bare = word.strip(".,").lower()
            tail = word[len(word.rstrip(".,")) :]
            roll = random.random()
            if out and random.random() < how.word * 0.15:
                out += [(filler, next(self._setting)) for filler in random.choice(FILLERS).split()]
            if spelled and bare in SPELLING:
                out.append((SPELLING[bare] + tail, next(self._setting)))
            elif bare in SYNONYMS and roll < how.word * 1.5:
                out.append((random.choice(SYNONYMS[bare]) + tail, next(self._setting)))
            elif roll < how.word * 0.1 and len(bare) > 5:
                out.append((word[:2] + word[3:], next(self._setting)))  # a slip: a letter lost
            elif roll < how.word * 0.4 and len(words) > 8 and not tail and bare.isalpha():
                continue
            else:
                out.append((word, number))
        return tuple(out) or line

    def _recast(self, words: list[Word]) -> list[Word]:
        """Cut the last clause or a middle one."""
        commas = [i for i, (word, _) in enumerate(words[:-1]) if word.endswith(",")]
        if not commas:
            return words
        at = self.random.choice(commas)
        if self.random.random() < 0.5 and at > 5:
            return [*words[:at], (words[at][0][:-1] + ".", words[at][1])]
        until = next((i for i in commas if i > at), None)
        return words if until is None else [*words[: at + 1], *words[until + 1 :]]
