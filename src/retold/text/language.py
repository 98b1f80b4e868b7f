"""The language of a text."""

from __future__ import annotations

from functools import cache

import eldc

UNKNOWN = "und"
_ENOUGH = 40  # characters; with fewer, names and loan words decide
_LONGEST = 4000  # characters looked at; more changes nothing


@cache
def _ready() -> None:
    """The detector's tables, loaded once."""
    eldc.init()


def language(text: str) -> str:
    """The text's language as an ISO 639-1 code; "und" where it is too short or nothing can be told."""
    sample = " ".join(text[:_LONGEST].replace("\x00", " ").split())
    if sum(c.isalpha() for c in sample) < _ENOUGH and not _solid(sample):
        return UNKNOWN
    _ready()
    return str(eldc.detect(sample)) or UNKNOWN


def _solid(sample: str) -> bool:
    """Whether there are enough characters of a script in which each says more than a letter."""
    return sum(c >= "\u0e00" and c.isalpha() for c in sample) >= _ENOUGH // 4
