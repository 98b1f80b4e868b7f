"""What a reading needs beside its own words: the anchor, what was told before it, the tense."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from retold.annotate.dates.moments import Anchor, Reading
from retold.annotate.dates.tense import way
from retold.annotate.dates.words import Scene, Word


@dataclass(slots=True)
class Told:
    """The state of the telling, carried from one expression to the next."""

    anchor: Anchor
    language: str = "en"
    day: date | None = None  # last day told, and the number of the word it ended at
    day_at: int = -1
    month: tuple[int, int] | None = None
    year: int | None = None
    quarter: tuple[int, int] | None = None
    quarter_at: int = -1


class Hit:
    """A match of a pattern over a scene: its words by group."""

    __slots__ = ("end", "first", "match", "scene")

    def __init__(self, scene: Scene, match: re.Match[str]) -> None:
        self.scene, self.match = scene, match
        self.first, self.end = match.span()

    def words(self, name: str) -> list[Word]:
        """Words of a group; none where it took no part or the pattern has none such."""
        start, end = self._span(name)
        return self.scene.words[start:end] if start >= 0 else []

    def has(self, name: str) -> bool:
        """Whether the group took part."""
        return self._span(name)[0] >= 0

    def _span(self, name: str) -> tuple[int, int]:
        """Words first..end of a group."""
        return self.match.span(name) if name in self.match.re.groupindex else (-1, -1)

    def low(self, name: str) -> str:
        """Lower-case words of a group, joined by blanks."""
        return " ".join([word.low for word in self.words(name)])

    def kinds(self, name: str) -> list[str]:
        """Classes of a group's words."""
        return [word.kind for word in self.words(name)]

    def before(self, back: int = 1) -> Word | None:
        """The word so many places before the match, within its sentence."""
        i = self.first - back
        if i < 0 or any(word.kind == "stop" for word in self.scene.words[i : self.first]):
            return None
        return self.scene.words[i]

    def after(self, ahead: int = 0) -> Word:
        """The word so many places behind the match; a stop ends every text."""
        return self.scene.words[min(self.end + ahead, len(self.scene.words) - 1)]

    def way(self) -> int:
        """-1 where the clause tells of what was, 1 of what is to come, 0 where it does not say."""
        return way(self.scene, self.first, self.end)


Read = Callable[[Hit, Told], Reading | None]


class Rule(NamedTuple):
    """A pattern over classes of words and what it means; None from `read` drops the match."""

    regex: re.Pattern[str]
    read: Read
