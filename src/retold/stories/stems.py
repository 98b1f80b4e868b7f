"""The stem of a word, crudely: enough that "votes", "voted" and "voting" count as one."""

from __future__ import annotations

from functools import lru_cache

_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "ers", "er")
_SHORTEST = 4  # characters that must be left


@lru_cache(maxsize=200_000)
def stem(key: str) -> str:
    """The stem of a word's key; digits, short words and words of other scripts stay as they are."""
    if key.endswith("'s"):
        key = key[:-2]
    if len(key) < 5 or not key.isascii() or not key.isalpha():
        return key
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST:
            key = key[: -len(ending)]
            break
    if key.endswith("i"):
        key = key[:-1] + "y"
    elif key.endswith("e") and len(key) > _SHORTEST:
        key = key[:-1]
    return key[:-1] if len(key) > _SHORTEST and key[-1] == key[-2] else key
