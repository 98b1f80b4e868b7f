"""The word lists of this room, and the form in which reworded words are compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from retold.errors import SettingsError
from retold.text.tokens import keys

_ENDINGS = ("ings", "edly", "ing", "ied", "ies", "ed", "es", "ly", "'s", "s'", "s")
_TRUNK = 7  # letters: "democracy" and "democratic", "parliament" and "parliamentary" fall together
_DIGITS = re.compile(r"\d")


@cache
def lines(name: str) -> tuple[str, ...]:
    """Lines of a data file beside this module, comments and empty lines left out.

    Raises SettingsError where nothing is left.
    """
    text = files(__package__).joinpath(name).read_text("utf-8")
    found = tuple(line for raw in text.splitlines() if (line := raw.partition("#")[0].strip()))
    if not found:
        raise SettingsError(f"the data file retold/reuse/{name} holds nothing: install Retold again")
    return found


@cache
def common_words() -> frozenset[str]:
    """Keys of words that carry little content."""
    return frozenset(key for line in lines("common.txt") for word in line.split() for key in keys(word))


@cache
def _figures() -> dict[str, str]:
    """Number words with the figure of each."""
    pairs = (line.split() for line in lines("numbers.txt"))
    return {pair[0]: pair[1] for pair in pairs}


def figures() -> frozenset[str]:
    """Number words and the figures that they stand for."""
    return frozenset([*_figures(), *_figures().values()])


@cache
def _classes() -> dict[str, str]:
    """Stem of a word to the name of its class of synonyms."""
    found: dict[str, str] = {}
    for line in lines("synonyms.txt"):
        words = line.split()
        for word in words:
            found.setdefault(_stem(word), f"={words[0]}")
    return found


def _stem(key: str) -> str:
    """The word without its inflection, spellings of British and American English made one."""
    word = key
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 4:
        word = word.replace("our", "or").replace("yse", "yze").replace("is", "iz")
    return word[:_TRUNK]


@lru_cache(maxsize=200_000)
def form_of(key: str) -> str:
    """The form of a word that its inflections, spellings and synonyms share.

    A light suffix stripping (after Harman 1991, "How effective is suffixing?") and our own table of
    synonyms; a number word becomes its figure. Other languages than English keep nearly all words.
    """
    figure = _figures().get(key)
    if figure is not None:
        return figure
    stem = _stem(key)
    return _classes().get(stem, stem)


@cache
def _rarity() -> dict[str, float]:
    """Form of a common word to how rarely a text holds it, 0..1: the commonest word of a form counts."""
    found: dict[str, float] = {}
    for line in lines("background.txt"):
        grade, *words = line.split()
        for word in words:
            form = form_of(word)
            found[form] = min(found.get(form, 1.0), int(grade) / 10.0)
    return found


@cache
def graded_words() -> frozenset[str]:
    """Keys of the words whose commonness in news texts is known."""
    return frozenset(word for line in lines("background.txt") for word in line.split()[1:])


def rarity(form: str) -> float:
    """How rarely news texts hold the form, 0..1; 1.0 for names and whatever else is not known."""
    return _rarity().get(form, 1.0)


@lru_cache(maxsize=200_000)
def is_number(form: str) -> bool:
    """Whether the form of a word is written in figures."""
    return _DIGITS.match(form) is not None
