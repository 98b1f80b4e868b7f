"""The records that the stages exchange: frozen, typed, and without a bag of metadata.

Offsets count characters of `Report.text`; a span is `[start, end)`. Days, months and times are ISO
8601 strings, as precise as is known and no more ("2017-07-09", "2017-07", "2017-07-09T19:39+05:30").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

BlockKind = Literal[
    "title", "deck", "byline", "dateline", "body", "crosshead", "caption", "pull_quote",
    "post", "related_link", "credit", "note", "boilerplate",
]  # fmt: skip
Precision = Literal["year", "month", "day", "time"]
MatchKind = Literal["verbatim", "edited", "reworded", "quote"]
RelationKind = Literal["same", "derived", "quotes-only", "independent", "unrelated"]
AttributionKind = Literal["direct", "indirect", "mixed"]
Variant = Literal["single", "identical", "clipped", "altered", "disputed-speaker"]
NodeKind = Literal["report", "lost", "primary"]
EditKind = Literal["kept", "dropped", "added", "replaced"]
UpdateKind = Literal["denied", "withdrawn", "corrected", "contradicted"]
Outcome = Literal["happened", "broken", "called off", "open"]
TimexKind = Literal["DATE", "TIME", "DURATION", "SET"]
EntityKind = Literal["person", "body", "place", "other"]


class Span(NamedTuple):
    """`[start, end)` in characters of a report's text."""

    start: int
    end: int


# -- pages in ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they were had, and what came with them."""

    path: str  # file as the user named it; "-" for standard input
    line: int | None  # line of a JSON Lines file, from 1
    media: Literal["html", "text"]
    content: bytes
    charset: str | None = None  # as declared outside the bytes
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not used, and why."""

    path: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a report's text with its kind; blocks do not overlap and stand in order."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that name where the text came from: an agency or an outlet, by its canonical name."""

    agency: str
    start: int
    end: int
    wire: bool  # True for an agency that others reprint, False for an outlet that is only cited
    role: Literal["text", "picture", "cited"]  # whose text, whose photograph, or "told CNN"


@dataclass(frozen=True, slots=True)
class Published:
    """When a report appeared; `how` says in words what it was read from."""

    value: str
    precision: Precision
    how: str


@dataclass(frozen=True, slots=True)
class Report:
    """One news report taken from a page; textual criticism calls it a witness."""

    id: str
    path: str
    url: str | None
    outlet: str | None
    title: str
    language: str  # ISO 639-1, "und" where nothing can be told
    text: str
    published: Published | None
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...] = ()


# -- what stands in one report ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the kind and number of the block it stands in."""

    start: int
    end: int
    kind: BlockKind
    block: int  # index into Report.blocks


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text; `name` is its canonical form within the report."""

    start: int
    end: int
    kind: EntityKind
    name: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time with its TIMEX3 type and value."""

    start: int
    end: int
    text: str
    type: TimexKind
    value: str
    precision: Precision | None  # None for durations and sets


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: spans of source, cue and content, and the speaker where one can be named."""

    kind: AttributionKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None  # canonical name within the report
    why: str  # how the speaker was found, or why nobody can be named
    primary: bool = False  # the words stand here at first hand: a post, a transcript
    day: str | None = None  # when it was said, where the report tells


@dataclass(frozen=True, slots=True)
class Annotation:
    """What was read off one report."""

    report: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    dates: tuple[TimeExpression, ...]
    quotations: tuple[Span, ...]  # all that stands inside quotation marks or in a post
    attributions: tuple[Attribution, ...]


# -- what reports share -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edit:
    """One step that turns side a into side b; both spans are in characters of their own text."""

    kind: EditKind
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences of two reports made from one another or from one source."""

    a: Span
    b: Span
    kind: MatchKind
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two reports share; `a` < `b` by id. Shares are parts of a body's words, 0..1."""

    a: str
    b: str
    relation: RelationKind
    why: str
    shared_a: float
    shared_b: float
    matches: tuple[Match, ...]


# -- stories ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event."""

    id: str
    title: str
    reports: tuple[str, ...]
    reasons: tuple[str, ...]  # beside `reports`: why each belongs


@dataclass(frozen=True, slots=True)
class Thread:
    """Stories of one affair over time."""

    id: str
    stories: tuple[str, ...]


# -- lineage ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One form of a passage of a lost source, and where it stands."""

    text: str
    witnesses: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A rebuilt sentence of a lost source: the reading preferred, and the other ones."""

    text: str
    certain: bool
    readings: tuple[Reading, ...]  # the preferred one first


@dataclass(frozen=True, slots=True)
class Node:
    """A report, a lost source or a primary source."""

    id: str
    kind: NodeKind
    label: str
    report: str | None = None
    agency: str | None = None
    passages: tuple[Passage, ...] = ()  # of a lost source
    mentions: tuple[Mention, ...] = ()  # where a primary source is quoted


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reason in words that a person can check, with the places to look at."""

    kind: str
    say: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """From a source to a copy; `share` is the part of the copy's words it explains."""

    source: str
    target: str
    share: float
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """The graph from origins to reports, and the reports grouped by independent origin."""

    story: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    origins: tuple[tuple[str, ...], ...]


# -- comparison -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an utterance; `text` joins its spans by ' […] '."""

    report: str
    spans: tuple[Span, ...]
    text: str
    speaker_as_named: str
    cue: str
    primary: bool
    edits: tuple[Edit, ...]  # against the utterance's fullest form: a is that text, b this text


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing somebody said, with every form of it; the fullest or primary form comes first."""

    id: str
    story: str
    speaker: str | None
    variant: Variant
    forms: tuple[Form, ...]
    why: str  # of the variant: what differs


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a retelling left out, put in or changed against the source it is held to."""

    story: str
    report: str
    against: str  # id of a lineage node
    omitted: tuple[Mention, ...]  # where a witness of the source has what this report lacks
    added: tuple[Mention, ...]  # in this report
    changed: tuple[Mention, ...]  # in this report


@dataclass(frozen=True, slots=True)
class Conflict:
    """A report that tells a claim otherwise."""

    report: str
    start: int
    end: int
    how: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement, who carries it, and on how many independent origins it stands."""

    id: str
    story: str
    text: str
    support: tuple[Mention, ...]
    origins: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """An undertaking or announcement, and what came of it within the reports."""

    id: str
    story: str
    by: str | None
    report: str
    start: int
    end: int
    due: str | None
    outcome: Outcome
    outcome_at: Mention | None


@dataclass(frozen=True, slots=True)
class Update:
    """A denial, withdrawal, correction or contradiction of something told."""

    kind: UpdateKind
    story: str
    by: str | None
    report: str
    start: int
    end: int
    utterance: str | None  # what it is about: one of these two
    claim: str | None
    missing_from: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about a report that a reader should know before trusting it."""

    kind: str
    report: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Trace:
    """All that one run found."""

    reports: tuple[Report, ...]
    annotations: tuple[Annotation, ...]
    stories: tuple[Story, ...]
    threads: tuple[Thread, ...]
    alignments: tuple[Alignment, ...]
    lineage: tuple[Lineage, ...]
    utterances: tuple[Utterance, ...]
    coverage: tuple[Coverage, ...]
    claims: tuple[Claim, ...]
    promises: tuple[Promise, ...]
    updates: tuple[Update, ...]
    flags: tuple[Flag, ...]
    skipped: tuple[Skipped, ...]
