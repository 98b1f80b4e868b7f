"""When two words count as the same: spelling folded away, and crude stems of the words with matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from retold.compare.data import groups, words
from retold.text.tokens import Token, tokens

_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty""".split()
    )
}
# British and American, and other spellings of one word; applied to both sides, so that only what
# they have in common matters.
_SPELLINGS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<=\w{3})is(?=e[sd]?$|ing$|ation)", "iz"),
        (r"(?<=\w{3})yse", "yze"),
        (r"(?<=\w{2})our(?=\w|$)", "or"),
        (r"(?<=\w{3})tre$", "ter"),
        (r"(?<=[aeiou])ll(?=ed$|ing$|ers?$)", "l"),
        (r"(?<=\w{3})ence$", "ense"),
        (r"(?<=\w{3})ogue$", "og"),
        (r"gramme", "gram"),
        (r"dgement", "dgment"),
        (r"^grey", "gray"),
        (r"aeo|oe(?=\w{3})", "e"),
    )
)
_ENDINGS = re.compile(r"(?<=\w{3})(?:ations?|ingly|ings?|edly|ed|ers?|ies|es|s|ly|y|e)$")
_STEM = 6  # letters: "terrorist" and "terror", "Israeli" and "Israel" meet
_SIGNS = re.compile(r"(?<![^\s(])&(?![^\s)])|(?<=\d)\s?%")
_SPOKEN = {"&": "and", "%": "percent"}
_APOSTROPHE = re.compile(r"'s$|'$")


@lru_cache(maxsize=100_000)
def plain(key: str) -> str:
    """The key with its spelling folded: British and American forms, number words and digits, are one."""
    if key in _NUMBERS:
        return _NUMBERS[key]
    if len(key) < 5:
        return key
    for pattern, to in _SPELLINGS:
        key = pattern.sub(to, key)
    return key


@lru_cache(maxsize=100_000)
def stem(key: str) -> str:
    """A crude stem that words of one root share, or "" for a word without matter of its own."""
    if key in words("stopwords"):
        return ""
    word = _APOSTROPHE.sub("", plain(key))
    if word[:1].isdigit() or len(word) <= 3:
        return word
    cut = _ENDINGS.sub("", word)
    if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "aeious":
        cut = cut[:-1]
    return cut[:_STEM]


@cache
def _senses() -> dict[str, str]:
    """The first stem of its line in synonyms.txt, for each stem of the others."""
    found: dict[str, str] = {}
    for line in groups("synonyms"):
        for word in line:
            if root := stem(word):
                found.setdefault(root, stem(line[0]))
    return found


@lru_cache(maxsize=100_000)
def sense(key: str) -> str:
    """The stem that words of one meaning share, or "" for a word without matter of its own."""
    found = stem(key)
    return _senses().get(found, found)


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words with folded keys; "&" between words counts as "and", "%" as "percent"."""
    stop = len(text) if end is None else end
    found = [Token(w.start, w.end, plain(w.key)) for w in tokens(text, start, stop)]
    found += [
        Token(m.start(), m.end(), _SPOKEN[m.group().strip()]) for m in _SIGNS.finditer(text, start, stop)
    ]
    return sorted(found)


def stems(keys: Sequence[str]) -> list[str]:
    """Stems of the words that carry matter, in order."""
    return [found for found in map(stem, keys) if found]
