"""The words by which reports mark an update, looked up in a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from retold.compare.data import phrases

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})
_DENY = re.compile(r"\b(?:deny|denies|denied|denying)\b", re.I)
_DENIALS = re.compile(r"\bdenials\b|(?:\b(?:his|her|their|its|my|our)|'s)\s+(?:\w+\s+)?denial\b", re.I)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got)\s+(?:\w+ly\s+|also\s+|never\s+)?$", re.I
)
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|can't|couldn't|didn't|doesn't|don't|won't|neither|no one|nobody|no|"
    r"declined to|refused to)\s+"
    r"(?:\w+\s+)?)$",
    re.I,
)
# What follows "deny" where something told is denied, and not somebody a thing.
_COMPLEMENT = re.compile(
    r"[\"”“']*\s*(?:[.,;:)—–]|$|(?:(?:ever|even|\w+ly)\s+)?"
    r"(?:that|having|it|this|them|any|all|he|she|they|there|we|\w{2,}ing)\b)",
    re.I,
)
_SOMETHING = re.compile(r"[\"”“']*\s*(?:this|that)\b\s*[.,;:\"”]", re.I)
_AS_FALSE = re.compile(
    r"[^.;]{0,60}?\bas\s+(?:\w+\s+)?(?:false|untrue|baseless|unfounded|lies|nonsense|groundless)", re.I
)
_NOUN = re.compile(r"denials?", re.I)
_CLAUSE = re.compile(r"[.;:,—–]")
_NOTHING = re.compile(r"\bthere\s+(?:was|were|had\s+been)\s+no\s+(?:such\s+)?(\w+)", re.I)
_AFTER = 60  # characters after a verb within which its object stands
_BEFORE = 60


class Mark(NamedTuple):
    """Words that mark an update: where they start in the text, and as written."""

    start: int
    words: str

    @property
    def noun(self) -> bool:
        """Whether they are a noun, which has no subject ("despite denials")."""
        return bool(_NOUN.search(self.words))


def plain_marks(text: str) -> str:
    """The text with straight apostrophes, as the lists have them; as long as before."""
    return text.translate(_APOSTROPHES)


def first(text: str, key: str) -> Mark | None:
    """The first phrase of a list of updates.toml that stands in a text with plain marks."""
    match = _pattern(key).search(text)
    return Mark(match.start(), match.group()) if match else None


def denial(text: str) -> Mark | None:
    """The verb by which a text with plain marks tells that somebody denies something told.

    "Denied entry" and "an election dismissed" are none; "denied it", "denied taking bribes", "dismissed
    the allegation" are.
    """
    for match in _DENY.finditer(text):
        if _denies(text, match):
            return Mark(match.start(), match.group())
    for match in _pattern("turned_away").finditer(text):
        if not _NEGATED.search(text[: match.start()][-_BEFORE:]) and _turns_away(text, match):
            return Mark(match.start(), match.group())
    match_ = _DENIALS.search(text) or _pattern("denied").search(text)
    return Mark(match_.start(), match_.group()) if match_ else None


def turned_down(text: str) -> Mark | None:
    """Words of something said that turn down what others told ("That is utterly false")."""
    return first(text, "turned_down")


def nothing_of(text: str) -> Mark | None:
    """What a text says there was none of ("there was no attack"): the noun and its place."""
    match = _NOTHING.search(text)
    return Mark(match.start(1), match.group(1)) if match else None


def taken_back(text: str) -> Mark | None:
    """The verb by which a text tells that somebody takes back what he said."""
    strong = first(text, "withdrawn")
    if strong:
        return strong
    for match in _pattern("taken_back").finditer(text):
        if _near("said", text[match.end() : match.end() + _AFTER]):
            return Mark(match.start(), match.group())
    return None


def denies(text: str) -> bool:
    """Whether the text says of something told that it is not so."""
    plain = plain_marks(text)
    return bool(denial(plain) or turned_down(plain))


def _denies(text: str, match: re.Match[str]) -> bool:
    """Whether a form of "deny" denies something told: by what follows it and what stands before."""
    before, after = text[: match.start()][-_BEFORE:], text[match.end() : match.end() + _AFTER]
    if _NEGATED.search(before):
        return False
    if _PASSIVE.search(before):
        return _near("told", _last_clause(before))
    return bool(_COMPLEMENT.match(after)) or _near("told", after) or _near("own", after)


def _turns_away(text: str, match: re.Match[str]) -> bool:
    """Whether a verb like "reject" turns down something said."""
    before, after = text[: match.start()][-_BEFORE:], text[match.end() : match.end() + _AFTER]
    if _PASSIVE.search(before):
        return _near("told", _last_clause(before))
    return bool(_SOMETHING.match(after) or _AS_FALSE.match(after)) or _near("told", after)


def _near(key: str, text: str) -> bool:
    """Whether a word of a list stands before the first break of the text."""
    return bool(_pattern(key).search(_CLAUSE.split(text)[0]))


def _last_clause(text: str) -> str:
    return _CLAUSE.split(text)[-1]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """Any phrase of a list, as whole words."""
    found = sorted(phrases("updates", key), key=lambda p: (-len(p), p))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(p) for p in found) + r")(?![\w-])", re.I)
