"""Words with their places, and the key by which two of them count as the same word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Scripts that put no blanks between words: every character is a token there.
_SOLID = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"[{_SOLID}]"  # a character of a solid script
    r"|\d+(?:[.,:]\d+)+"  # 1,000  3.5  19:30
    r"|(?:[^\W\d_]\.){2,}(?![^\W_])"  # U.S.  a.m.
    rf"|(?:(?![{_SOLID}])[^\W_])(?:(?![{_SOLID}])[\w\u0300-\u036f])*(?:['’](?:(?![{_SOLID}])[^\W_])+)*"
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'"})


class Token(NamedTuple):
    """A word: its span in characters, and its key (case, marks of style and dots folded away)."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=200_000)
def key_of(word: str) -> str:
    """The form in which a word is compared: NFKC, lower case, straight apostrophes, no dots in "U.S."."""
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES)
    return folded.replace(",", "") if folded[:1].isdigit() else folded.replace(".", "")


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words of `text[start:end]` in order; offsets are those of `text`."""
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), key_of(m.group())) for m in _TOKEN.finditer(text, start, stop)]


def columns(text: str) -> tuple[list[int], list[int], list[str]]:
    """Starts, ends and keys of the words of a text, for many words at once."""
    found = list(_TOKEN.finditer(text))
    return [m.start() for m in found], [m.end() for m in found], [key_of(m.group()) for m in found]


def keys(text: str) -> list[str]:
    """Keys of the words of a text, in order."""
    return [key_of(m.group()) for m in _TOKEN.finditer(text)]
