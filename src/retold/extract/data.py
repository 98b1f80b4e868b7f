"""The room's data files, read once; an empty one fails loudly."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from retold.errors import SettingsError


@cache
def table(name: str) -> dict[str, dict[str, list[str]]]:
    """The sections of `name`.toml, each a table of lists; raises SettingsError where a list is empty."""
    sections = tomllib.loads((files("retold.extract") / f"{name}.toml").read_text("utf-8"))
    for section, lists in sections.items():
        for key, values in lists.items():
            if not values:
                raise SettingsError(f"extract/{name}.toml: {section}.{key} is empty")
    if not sections:
        raise SettingsError(f"extract/{name}.toml is empty")
    return sections


@cache
def words(name: str, section: str, key: str) -> tuple[str, ...]:
    """One list of a data file; raises SettingsError where there is none."""
    try:
        return tuple(table(name)[section][key])
    except KeyError as error:
        raise SettingsError(f"extract/{name}.toml lacks {section}.{key}") from error
