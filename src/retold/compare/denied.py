"""What a denial denies, as its own sentence says it, and whether it only points back ("denied it")."""

from __future__ import annotations

import re
from typing import NamedTuple

from retold.compare.data import phrases
from retold.compare.marked import Mark

_TOLD = (
    r"(?:claims?|charges?|accusations?|allegations?|reports?|suggestions?|assertions?|rumou?rs"
    r"|notions?|ideas?)"
)
_STOP = re.compile(
    r"(?:(?<!\b[A-Z])\.|[;:!?])(?:[\s\"”’']|$)|,(?=\s)|\s[—–-]+\s|[\"”](?=\s+(?:\w+\s+)?(?:said|told|says|added))"
    r"|\b(?:and|but)\s+(?:(?:he|she|it|they)\s+)?(?:says?|said|insist\w*|calls?|called|accus\w*|blam\w*|dismiss\w*)\b"
    r"|\band\s+\w{3,}ed\b|\b(?:but|despite|although|though|while|saying|calling|blaming|describing|insisting"
    r"|according to|as it did|in (?:a|an) (?:\w+ )?(?:interview|statement))\b",
    re.I,
)
_BACK = re.compile(
    rf"(?:it|this|that|them|so|(?:the|these|those|such|all|any)\s+(?:\w+\s+)?{_TOLD})\s*(?:[.,;:)\"”’'—–]|$)"
    r"|(?:this|that|it)\s+(?:is|was|were|are|had|has)\b",
    re.I,
)
_RELATIVE = re.compile(
    rf"(?:[,—–-]\s*)?\b(?:an?|the|which)\s+(?:\w+\s+)?{_TOLD}?\s*(?:that\s+|which\s+)?"
    r"(?:the\s+)?(?:\w+\s+){0,2}(?:\w+ly\s+|has\s+|have\s+)?$",
    re.I,
)
_OF_TOLD = re.compile(rf"\b{_TOLD}\b", re.I)
_TO_SAY = re.compile(
    r"\s*(?:from\s+(?:\w+\s+){1,3})?(?:to\s+(?:suggest|say|claim|imply|think|allege|accuse)|that|in|to|for)\b(?:\s+that\b)?",
    re.I,
)
_EMPTY_SUBJECT = re.compile(
    rf"(?:^|[\s\"“‘'(])(?:it|that|this|they|he|she|(?:the|these|those|such|all)\s+{_TOLD})(?:'s|\s+(?:is|are|was|were))?\W*$|^\W*$",
    re.I,
)
_DESPITE = re.compile(
    r"\b(?:despite|contrary to|notwithstanding)\s+(?:[\w’']+\s+){0,3}?"
    r"(?:claims?|accusations?|allegations?|suggestions?|reports|rumou?rs)\b",
    re.I,
)
_SAYING = re.compile(r"\b(?:claim|alleg|suggest|insist)(?:e|ed|es|s|ing)?\s+(?:to|that)\b", re.I)
_OPENING = re.compile(r"[\s\"“”‘’']*")
_FROM = re.compile(r"\s*(?:of|about|over|that|by)\b\s*", re.I)
_SHORT = 3  # words of an object that no break cuts off
_LONGEST = 300  # characters of what is denied


class Thing(NamedTuple):
    """The words that say what is denied; empty where they only point at what stands before."""

    text: str
    back: bool


def thing_of_verb(text: str, mark: Mark) -> Thing:
    """What a verb or noun of denial denies in a sentence with plain marks."""
    after = text[mark.start + len(mark.words) :][: 2 * _LONGEST]
    before = text[: mark.start][-_LONGEST:]
    if mark.noun:
        at = _FROM.match(after)
        return _told_in(after[at.end() :]) if at else Thing("", back=False)
    after = after[_OPENING.match(after).end() :]  # type: ignore[union-attr]
    if _BACK.match(after):
        said = [m.start() for m in _SAYING.finditer(before)] or [m.start() for m in _OF_TOLD.finditer(before)]
        return _told_in(before[said[-1] :]) if said else Thing("", back=True)
    after = re.sub(r"^that\s+", "", after, flags=re.I)
    if after and not re.match(r"[.,;:)—–]|by\b|as\b", after):
        return _told_in(after)
    relative = _RELATIVE.search(before) if _OF_TOLD.search(before[-60:]) else None
    accused = [m.start() for m in _OF_TOLD.finditer(before[: relative.start()])] if relative else []
    if relative and before[: relative.start()].strip():
        return Thing(_trim(before[accused[-1] if accused else 0 : relative.start()]), back=not accused)
    passive = [m.start() for m in _OF_TOLD.finditer(before)]
    return Thing(_trim(before[passive[-1] :]), back=False) if passive else Thing("", back=True)


def thing_of_words(text: str, mark: Mark) -> Thing:
    """What words like "is false" or "no such" turn down in a sentence with plain marks."""
    after = text[mark.start + len(mark.words) :][: 2 * _LONGEST]
    before = text[: mark.start][-_LONGEST:]
    if mark.words.casefold().endswith("no such"):
        return Thing("", back=True)
    opened = _TO_SAY.match(after)
    if opened:
        return _told_in(after[opened.end() :])
    subject = re.split(r"[.;!?:,]\s|[\"“]", before)[-1]
    if _EMPTY_SUBJECT.search(subject):
        return Thing("", back=True)
    return Thing(_trim(subject), back=False)


def thing_insisted(text: str) -> tuple[Mark, Thing] | None:
    """What somebody insists against ("Despite the claim that …, she insisted"), and where he insists."""
    against = _DESPITE.search(text)
    insists = (
        re.compile(r"\b(?:insist\w*|maintain(?:s|ed))\b", re.I).search(text, against.end())
        if against
        else None
    )
    if not against or not insists:
        return None
    after = text[against.end() : insists.start()]
    said = re.search(r"\bthat\s+", after[:_LONGEST])
    thing = _told_in(after[said.end() if said else 0 :][: 2 * _LONGEST])
    return Mark(insists.start(), f"{against.group().split()[0].casefold()} … {insists.group()}"), thing


def thing_of_none(text: str, mark: Mark) -> Thing:
    """What a sentence says there was none of."""
    return _told_in(text[mark.start :][: 2 * _LONGEST])


def _told_in(text: str) -> Thing:
    """The words up to the end of their clause."""
    words = re.match(rf"\W*(?:\S+\s+){{0,{_SHORT}}}", text)
    first = words.end() if words else 0
    sharp = re.search(r"(?:(?<!\b[A-Z])\.|[;:!?,])(?:[\s\"”’']|$)", text[:first])
    if sharp:
        return Thing(_trim(text[: sharp.start()]), back=False)
    stop = _STOP.search(text, first)
    return Thing(_trim(text[: stop.start() if stop else len(text)]), back=False)


def _trim(text: str) -> str:
    return " ".join(text.split()).strip(' ,;:.—–-"“”')[:_LONGEST]


def fillers() -> frozenset[str]:
    """Words of a denial that say nothing of what is denied ("any allegations")."""
    return frozenset(phrases("updates", "told")) | frozenset(phrases("updates", "filler"))
