"""How common a word is in news at large: what a small collection cannot tell by itself."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from retold.errors import SettingsError


class Background(NamedTuple):
    """Documents counted, and the number of them that hold a stem."""

    documents: int
    holding: dict[str, int]


@cache
def background() -> Background:
    """The table beside this file; raises SettingsError if it is empty or broken."""
    lines = files("retold.stories").joinpath("background.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    try:
        counted = {stem: int(number) for stem, number in rows}
        documents = counted.pop("*")
    except (ValueError, KeyError) as error:
        raise SettingsError(f"stories/background.txt: not a table of stems and counts ({error})") from error
    if not counted:
        raise SettingsError("stories/background.txt holds no words; make it again as its first lines say")
    return Background(documents, counted)


@cache
def function_words(language: str) -> frozenset[str]:
    """Words of a language (ISO 639-1) that tell nothing of a text's matter; none for one that is not listed.

    Raises SettingsError if the lists beside this file are empty.
    """
    lists = tomllib.loads(files("retold.stories").joinpath("function_words.toml").read_text(encoding="utf-8"))
    if not lists or not all(isinstance(words, str) and words.split() for words in lists.values()):
        raise SettingsError("stories/function_words.toml: a list is missing or empty")
    return frozenset(lists.get(language, "").split())
