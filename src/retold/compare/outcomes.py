"""What came of something undertaken, as far as other sentences of a story tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from retold.compare.data import phrases
from retold.compare.words import stems
from retold.records import Mention, Outcome, Span
from retold.text.tokens import keys

_FEWEST = 2  # words of matter that an outcome has in common with what was undertaken
_SHARE = 0.6  # and the share of them
_STILL_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?|to be|"
    r"if|unless|should|could|may|might|(?:is|are) due|expected|intends?)\b"
)
_DOUBTED = re.compile(
    r"\b(?:question(?:s|ed)|den(?:y|ies|ied)|doubt(?:s|ed)?|no sign|whether|claim(?:s|ed)?|yet to)\b"
)


class Action(NamedTuple):
    """What is undertaken: a verb's key and the stems of the words after it."""

    verb: str
    stems: tuple[str, ...]


class Told(NamedTuple):
    """A sentence, its report and that report's day."""

    report: str
    span: Span
    day: str | None
    text: str


class Tellings:
    """Sentences that may tell an outcome, found by the words of matter in them."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._told = list(told)
        self._holding: dict[str, list[int]] = {}
        for number, one in enumerate(self._told):
            for word in sorted(set(stems(keys(one.text)))):
                self._holding.setdefault(word, []).append(number)

    def about(self, action: Action) -> list[tuple[float, Told]]:
        """Sentences that take up enough of an action's matter, with the share of it, the greatest first."""
        matter = sorted(set(action.stems))
        counted = Counter(number for word in matter for number in self._holding.get(word, ()))
        enough = [
            (n / len(matter), i) for i, n in counted.items() if n >= _FEWEST and n >= _SHARE * len(matter)
        ]
        return [(share, self._told[i]) for share, i in sorted(enough, key=lambda e: (-e[0], e[1]))]


def outcome(action: Action, made: Told, tellings: Tellings) -> tuple[Outcome, Mention | None]:
    """What other sentences say came of an action, and where; ("open", None) where they are silent.

    An outcome cannot be older than the undertaking, nor is it read from a sentence that still looks ahead.
    """
    for _, told in tellings.about(action):
        if (told.report, told.span) == (made.report, made.span) or _older(told, made):
            continue
        came = _came(action, told.text)
        if came != "open":
            return came, Mention(told.report, told.span.start, told.span.end)
    return "open", None


def _older(told: Told, made: Told) -> bool:
    """Whether a sentence was published before the undertaking, or stands before it in one report."""
    if told.report == made.report:
        return False
    return told.day is not None and made.day is not None and told.day < made.day


def _came(action: Action, text: str) -> Outcome:
    """What a sentence about the action says of it."""
    if _signs("called off").search(text):
        return "called off"
    if _STILL_AHEAD.search(text) or _DOUBTED.search(text):
        return "open"
    forms = _past(action.verb)
    words = keys(text)
    done = [i for i, word in enumerate(words) if word in forms]
    if _signs("broken").search(text) and (action.verb in words or done):
        return "broken"
    return "happened" if done else "open"


@cache
def _signs(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases('promises', kind))})\b")


@cache
def _irregular() -> Mapping[str, frozenset[str]]:
    lines = [line.split() for line in phrases("promises", "forms")]
    return {line[0]: frozenset(line[1:]) for line in lines}


def is_past(word: str) -> bool:
    """Whether a word is a past form that no rule makes."""
    return any(word in forms for forms in _irregular().values())


@cache
def _past(verb: str) -> frozenset[str]:
    """Forms of a verb that tell it as done; of a past participle ("be held"), the form itself."""
    irregular = _irregular()
    if verb in irregular:
        return irregular[verb]
    if any(verb in forms for forms in irregular.values()) or verb.endswith("ed"):
        return frozenset({verb})
    if verb.endswith("e"):
        return frozenset({verb + "d"})
    doubled = {verb + verb[-1] + "ed"} if len(verb) > 2 and verb[-1] not in "aeiouwxy" else set()
    return frozenset({verb + "ed", verb[:-1] + "ied"} | doubled)
