"""Whether the clause round an expression tells of what was or of what is to come."""

from __future__ import annotations

from functools import cache

from retold.annotate.dates.lexicon import languages, words_of_time
from retold.annotate.dates.words import Scene, Word

_FAR = 40  # words looked at on either side


@cache
def _cues() -> dict[str, int]:
    """Word to -1 (past) or 1 (to come)."""
    tense, others = words_of_time()["tense"], languages()["tense"]
    found = dict.fromkeys(others["past"], -1) | dict.fromkeys(others["future"], 1)
    return found | dict.fromkeys(tense["past"], -1) | dict.fromkeys(tense["future"], 1)


@cache
def _list(name: str) -> frozenset[str]:
    """A list of words of the tense table."""
    return frozenset(words_of_time()["tense"][name])


def way(scene: Scene, first: int, end: int) -> int:
    """-1 past, 1 to come, 0 unknown, for the expression of words first..end of its sentence.

    The verb before it in its sentence decides, else the one behind it. A reporting verb right before
    it ("said Friday it will cut") is nearer than anything else and so wins.
    """
    words = scene.words
    for i in range(first - 1, max(-1, first - _FAR), -1):
        if words[i].kind == "stop":
            break
        sense = _sense(words, i)
        if sense:
            return sense
    for i in range(end, min(len(words), end + _FAR)):
        if words[i].kind == "stop":
            break
        sense = _sense(words, i)
        if sense:
            return sense
    return 0


def _sense(words: list[Word], i: int) -> int:
    """What one word says of the tense of its clause; 0 for nothing."""
    word = words[i]
    if not word.low.isalpha() and word.low not in ("'ll", "’ll"):
        return 0
    sense = _cues().get(word.low, 0)
    participle = word.low.endswith("ed") and len(word.low) > 4 and word.low not in _list("no_past")
    if (sense < 0 or participle) and i and words[i - 1].low in ("be", "being"):
        return 0  # "will be paid": the auxiliary says when
    if word.low == "could" and i + 1 < len(words) and words[i + 1].low in ("not", "n't", "n’t"):
        return -1  # "could not be reached Tuesday"
    if sense:
        if sense < 0 and word.low in ("was", "were", "had") and _next_is(words, i, "planned"):
            return 1
        return sense
    if word.low == "to":
        return 1 if i and words[i - 1].low in _list("before_to") else 0
    if word.low in ("is", "are", "be") and i + 1 < len(words):
        return 1 if words[i + 1].kind in ("wd", "to", "mo", "tomorrow") else 0
    if len(word.low) > 4 and word.low.endswith(tuple(languages()["tense"]["endings"])):
        return -1
    if participle:
        return 0 if i and words[i - 1].kind in ("the", "a") else -1
    return 0


def _next_is(words: list[Word], i: int, name: str) -> bool:
    """Whether one of the two words behind word i is in a list."""
    return any(word.low in _list(name) for word in words[i + 1 : i + 3])
