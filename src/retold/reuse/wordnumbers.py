"""Words as numbers, the same in every run, in Python and in compiled code alike."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retold.reuse.lexicon import common_words, figures, form_of, graded_words, rarity

_OFFSET: Final = 0xCBF29CE484222325
_PRIME: Final = 0x100000001B3
_FULL: Final = 0xFFFFFFFFFFFFFFFF
_TELLING = 0.4  # how rarely news texts hold a word that says something, 0..1
_EMPTY = np.uint64(0)


@lru_cache(maxsize=500_000)
def number_of(key: str) -> int:
    """FNV-1a (Fowler, Noll and Vo 1991) over the code points of a word's key, 64 bits."""
    number = _OFFSET
    for character in key:
        number = ((number ^ ord(character)) * _PRIME) & _FULL
    return number


@cache
def light_words() -> frozenset[str]:
    """Keys of the words that say nothing by themselves: a closed list, so that compiled code can hold it."""
    common = common_words()
    known = {*common, *graded_words(), *figures()}
    return frozenset(key for key in known if form_of(key) in common or rarity(form_of(key)) < _TELLING)


@lru_cache(maxsize=500_000)
def numbered(key: str) -> tuple[int, int]:
    """The word's number, and 1 where it carries content, else 0."""
    return number_of(key), int(key not in light_words())


@cache
def light_table() -> NDArray[np.uint64]:
    """The numbers of the light words, laid out by open addressing: a power of two of slots, 0 for none."""
    numbers = sorted(number_of(key) for key in light_words())
    size = 1 << (2 * len(numbers)).bit_length()
    table = np.zeros(size, np.uint64)
    for number in numbers:
        slot = (number >> 17) & (size - 1)
        while table[slot] != _EMPTY:
            slot = (slot + 1) & (size - 1)
        table[slot] = number
    return table
