"""Things with a place in a text, found by the stretch they overlap without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from retold.records import Attribution, Span

T = TypeVar("T")


class Places(Generic[T]):
    """Things by their spans; `over` gives those that overlap a stretch, in the order of their starts."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._things = sorted(things, key=lambda t: (t[0].start, t[0].end))
        self._starts = [span.start for span, _ in self._things]
        self._longest = max((span.end - span.start for span, _ in self._things), default=0)

    def over(self, start: int, end: int) -> list[T]:
        """Things that overlap `[start, end)`."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [thing for span, thing in self._things[first:last] if span.end > start]

    def touch(self, start: int, end: int) -> bool:
        """Whether anything overlaps `[start, end)`."""
        return bool(self.over(start, end))


def of_spans(spans: Iterable[Span]) -> Places[Span]:
    """Spans by themselves."""
    return Places((span, span) for span in spans)


def of_contents(attributions: Iterable[Attribution]) -> Places[Attribution]:
    """Attributions by the spans of their content."""
    return Places((span, a) for a in attributions for span in a.content)


def distinct(attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions, each once, in their order."""
    seen: dict[int, Attribution] = {}
    for attribution in attributions:
        seen.setdefault(id(attribution), attribution)
    return list(seen.values())
