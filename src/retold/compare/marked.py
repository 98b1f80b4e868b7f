"""The words by which reports mark an update, looked up in a sentence."""

from __future__ import annotations

import re
from functools import cache

from retold.compare.data import phrases

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})


def plain_marks(text: str) -> str:
    """The text with straight apostrophes, as the lists have them; as long as before."""
    return text.translate(_APOSTROPHES)


def first(text: str, key: str) -> str | None:
    """The first phrase of a list of updates.toml that stands in a text with plain marks, as written."""
    match = _pattern(key).search(text)
    return match.group() if match else None


def denies(text: str) -> bool:
    """Whether the text says of something told that it is not so."""
    plain = plain_marks(text)
    return bool((first(plain, "denied") or first(plain, "turned_down")) and not first(plain, "idle"))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """Any phrase of a list, as whole words."""
    found = sorted(phrases("updates", key), key=lambda p: (-len(p), p))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(p) for p in found) + r")(?![\w-])", re.I)
