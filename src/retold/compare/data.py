"""The room's data files, read once; an empty one fails loudly."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from retold.errors import SettingsError


@cache
def words(name: str) -> frozenset[str]:
    """The words of `name`.txt without its # lines; raises SettingsError where there are none."""
    lines = (files("retold.compare") / f"{name}.txt").read_text("utf-8").splitlines()
    found = frozenset(word for line in lines if not line.startswith("#") for word in line.split())
    if not found:
        raise SettingsError(f"compare/{name}.txt is empty")
    return found


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `name`.txt, each a group of words; raises SettingsError where there are none."""
    lines = (files("retold.compare") / f"{name}.txt").read_text("utf-8").splitlines()
    found = tuple(tuple(line.split()) for line in lines if line.strip() and not line.startswith("#"))
    if not found:
        raise SettingsError(f"compare/{name}.txt is empty")
    return found


@cache
def phrases(name: str, key: str) -> tuple[str, ...]:
    """One list of `name`.toml; raises SettingsError where it is missing or empty."""
    table: dict[str, list[str]] = tomllib.loads((files("retold.compare") / f"{name}.toml").read_text("utf-8"))
    if not table.get(key):
        raise SettingsError(f"compare/{name}.toml: {key} is missing or empty")
    return tuple(table[key])
