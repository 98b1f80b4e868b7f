"""What every character is to the word rules of `retold.text.tokens`, as a table for compiled code.

It is made by asking those rules about one character at a time, so that the two cannot drift apart.
Characters whose part in a word depends on their neighbours (combining marks, letters that fold to
several) are HARD: a text that holds one is read by the rules themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from retold.text.tokens import key_of, tokens

OTHER: Final = 0
LETTER: Final = 1
DIGIT: Final = 2
JOINER: Final = 3  # goes on with a word and opens none: the underscore
APOSTROPHE: Final = 4
SOLID: Final = 5  # a word by itself, and a letter
HARD: Final = 6
DOT: Final = 7
MARK: Final = 8  # comma and colon, which stand inside numbers
SOLID_OTHER: Final = 9  # a word by itself, and no letter
NARROW: Final = 0x80  # characters of the table for texts in ASCII
KIND_BITS: Final = 24
WIDE: Final = 0x20000  # ... and of the table for all others
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_JOINERS = range(0x300, 0x370)


@cache
def table(size: int) -> NDArray[np.uint32]:
    """For each of the first `size` characters its kind (the leading byte) and the one it is compared as."""
    found = np.zeros(size, np.uint32)
    for code in range(size):
        kind = _kind(chr(code))
        compared = kind in (LETTER, DIGIT, APOSTROPHE, SOLID, SOLID_OTHER)
        found[code] = kind << KIND_BITS | (ord(key_of(chr(code))) if compared else code)
    return found


def _kind(character: str) -> int:
    punctuation = {".": DOT, ",": MARK, ":": MARK, "'": APOSTROPHE, "’": APOSTROPHE, "_": JOINER}
    if character in punctuation:
        return punctuation[character]
    code = ord(character)
    if code in _JOINERS or 0xD800 <= code < 0xE000:
        return HARD
    alone, within = bool(tokens(character)), len(tokens(f"a{character}a"))
    letter, digit = _LETTER.match(character), _DIGIT.match(character)
    if not (alone or letter or digit):
        return OTHER if within == 2 else HARD
    if len(key_of(character)) != 1 or not _steady(character):
        return HARD
    if within == 1:
        return DIGIT if digit else LETTER if letter else HARD
    return HARD if digit else SOLID if letter else SOLID_OTHER


def _steady(character: str) -> bool:
    """Whether the character is folded alike whatever stands beside it."""
    if 0x1100 <= ord(character) < 0x1200 or 0xA960 <= ord(character) < 0xA980:
        return False  # letters of Hangul that run together
    return unicodedata.category(character) != "No" and key_of(f"a{character}") == "a" + key_of(character)
