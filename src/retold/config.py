"""One immutable settings record per stage; the defaults are what ships."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Reading files."""

    largest_page: int = 20_000_000  # bytes; a larger file is skipped
    largest_row: int = 20_000_000  # bytes of one line of JSON Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSettings:
    """From pages to reports."""

    shortest_body: int = 25  # words; a page with fewer holds no article


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateSettings:
    """Reading names, dates and attributions off a report."""

    longest_text: int = 200_000  # characters given to the language model


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseSettings:
    """Finding shared text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """Bringing the reports of one event together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSettings:
    """The family tree of copies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSettings:
    """Utterances, claims, updates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of it, and how many processes may work at once."""

    workers: int = 2
    read: ReadSettings = field(default_factory=ReadSettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    annotate: AnnotateSettings = field(default_factory=AnnotateSettings)
    reuse: ReuseSettings = field(default_factory=ReuseSettings)
    stories: StorySettings = field(default_factory=StorySettings)
    lineage: LineageSettings = field(default_factory=LineageSettings)
    compare: CompareSettings = field(default_factory=CompareSettings)
