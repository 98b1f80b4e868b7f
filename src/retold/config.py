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

    gram: int = 5  # words that are hashed together
    passage: int = 12  # words; a shared passage of this length is always found
    widest: int = 40  # reports; what more of them hold pairs only neighbours
    family: int = 3  # such fingerprints that a pair must share when it shares no others
    many: int = 3_000  # texts from which compiled code is worth its start of a few seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """Bringing the reports of one event together; likeness is a cosine, 0..1."""

    alike: float = 0.16  # mean likeness expected within a story before anything is known of it
    patience: int = 15  # pairs of reports that the expectation counts for
    together: float = 0.8  # likeness across two groups, as a share of that within them, that joins them
    copies: float = 0.5  # likeness above this says that text was copied, and no more about the event
    neighbours: int = 60  # reports nearest to each that it is held against
    faintest: float = 0.05  # likeness below which a pair is no candidate
    one_affair: float = 0.6  # as `together`, of stories that one thread joins


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageSettings:
    """The family tree of copies. Costs are counted in places where witnesses differ."""

    lost_cost: float = 2.0  # differences that must be explained before a lost copy is supposed
    split_cost: float = 2.5  # the same for a further lost copy beside a lost one
    passing_cost: float = 3.0  # a sentence that a report has and its source lacks
    passing_rate: float = 0.2  # added to it for each difference that a copy usually makes
    lost_rate: float = 2.0  # added to lost_cost for each change that two copies usually make alike by chance
    split_rate: float = 8.0  # the same for split_cost
    cut_cost: float = 0.3  # a stretch of sentences that a report lacks and its source has
    rounds: int = 4  # of taking every report off the tree and putting it back
    refined: int = 120  # reports; of larger traditions one round is made
    lost_prior: float = 0.0  # log odds, before any clue, that the root of a tradition is lost
    unneeded_root: float = 1.0  # log odds against a lost source of a report and what seems its whole copy
    distant_root: float = 0.7  # log odds for it where both are mostly words of their own
    entering_cost: float = 1.0  # log odds against a report as the source of lost copies
    undecided: float = 0.6  # chance of a direction below which none is stated
    against_clock: float = 0.85  # the same where the source is dated after its copy
    statement_words: int = 8  # of a quotation in reports of several origins: a primary source


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSettings:
    """Utterances, claims, updates. Likeness is the share of words two texts have in common, 0..1."""

    least_words: int = 5  # words from which two sentences of a quotation are compared as wholes
    least_alike: float = 0.6  # likeness from which two such sentences of one speaker are one utterance
    least_shared: int = 4  # words with matter that two translations of a remark share at least
    least_translated: float = 0.6  # part of the shorter one's words with matter they share at least
    least_disputed: float = 0.8  # likeness from which words given to two speakers are one utterance
    least_source_words: int = 8  # words of a quotation from which its unmarked source is looked for
    least_support: float = 0.25  # likeness from which two statements may be one claim
    least_stems: int = 2  # words with matter, names aside, that they share at least
    least_same: float = 0.5  # likeness from which a statement adds no claim to a weightier one
    least_conflict: float = 0.4  # likeness from which two statements are about the same thing
    most_claims: int = 40  # of a story
    most_statements: int = 2_000  # of a story, the foremost ones
    least_matter: int = 2  # words with matter that an update shares with what it is about
    least_about: float = 0.1  # cosine of their weighted words
    least_told: int = 4  # words shared from which reports that tell the thing in other words are looked for
    least_retold: float = 0.7  # part of the weight of those words that such a report has in one sentence


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
