"""Word lists of this room, read from the data files beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from retold.errors import SettingsError


@cache
def table(file: str) -> dict[str, frozenset[str]]:
    """The lists of a data file by name; SettingsError where one is empty."""
    data = tomllib.loads((resources.files(__package__) / file).read_text(encoding="utf-8"))
    lists = {name: frozenset(str(words).split()) for name, words in data.items() if isinstance(words, str)}
    empty = [name for name, words in lists.items() if not words]
    if empty or not lists:
        raise SettingsError(f"{file}: no words under {', '.join(empty) or 'any name'}; restore the file")
    return lists


@cache
def words(file: str, *names: str) -> frozenset[str]:
    """The words of one or more lists of a data file; SettingsError where one is missing."""
    lists = table(file)
    missing = [name for name in names if name not in lists]
    if missing:
        raise SettingsError(f"{file}: no list named {', '.join(missing)}; restore the file")
    return frozenset().union(*(lists[name] for name in names))
