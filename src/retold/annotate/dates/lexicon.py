"""The words of time, read from words.toml, and one private character for each class of words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from retold.errors import SettingsError

# Classes that the tokeniser gives by the shape of a token, not by a list of words.
_SHAPES = """x stop dot comma hy slash apos poss wd wds mo n12 n2 n3 n4 ordn num cent big ord sec season part
iso numeric clock decimal dec_s decade freq vague unit_d units_d unit_t units_t unit_w units_w unit_m units_m
unit_q
units_q unit_y units_y unit_z units_z unit_c units_c unit_e units_e
lparen rparen holiday yearword colon dollar""".split()


@cache
def words_of_time() -> dict[str, Any]:
    """The tables of words.toml. Raises SettingsError if one of them is empty."""
    return _tables("words.toml")


def _tables(name: str) -> dict[str, Any]:
    """The tables of a data file of this room."""
    tables = tomllib.loads((files("retold.annotate.dates") / name).read_text(encoding="utf-8"))
    for key, table in tables.items():
        if not table or any(
            entry in ([], "", {}) for entry in (table.values() if isinstance(table, dict) else table)
        ):
            raise SettingsError(f"{name}: the table {key!r} is empty; put its words back")
    return tables


@cache
def languages() -> dict[str, Any]:
    """The tables of languages.toml: the languages beside English that have words here, and their tenses."""
    return _tables("languages.toml")


@cache
def class_of_word(language: str = "en") -> dict[str, str]:
    """Lower-case word of a language to the name of its class; English where the language has no table."""
    if language in languages() and language != "tense":
        return _other_classes(languages()[language])
    tables = words_of_time()
    found = {word: name for name, words in tables["classes"].items() for word in words}
    found |= dict.fromkeys(tables["numbers"], "num") | {"hundred": "big", "thousand": "big"}
    found |= dict.fromkeys(("eighteen", "nineteen", "twenty"), "cent")
    found |= dict.fromkeys(tables["ordinals"], "ord") | dict.fromkeys(tables["seasons"], "season")
    found |= dict.fromkeys(tables["parts"], "part") | dict.fromkeys(tables["vague"]["words"], "vague")
    found |= dict.fromkeys(tables["decades"], "decade") | dict.fromkeys(tables["frequencies"], "freq")
    found |= dict.fromkeys(tables["weekdays"], "wd") | dict.fromkeys(tables["months"], "mo")
    found |= {f"{day}s": "wds" for day in tables["weekdays"]}
    found |= {unit: _unit_class(unit, code) for unit, code in tables["units"].items()}
    found |= {"second": "sec", "some": "vague", "over": "about", "same": "same"}
    return found


def _other_classes(table: dict[str, Any]) -> dict[str, str]:
    """Classes of the words of a language other than English."""
    found = {form: "mo" for forms in table["months"] for form in forms}
    found |= {word: name for name, words in table["classes"].items() for word in words}
    found |= dict.fromkeys(table["parts"], "part")
    return found | {form: "wd" for forms in table["weekdays"] for form in forms}


@cache
def number_of_name() -> dict[str, int]:
    """1 to 7 for a weekday's name, 1 to 12 for a month's, in every language here, whole or short."""
    tables = words_of_time()
    found: dict[str, int] = {}
    for language in languages().values():
        for kind in ("weekdays", "months"):
            for number, forms in enumerate(language.get(kind, ()), start=1):
                found |= dict.fromkeys(forms, number)
    found |= {f"{day}s": number for day, number in tables["weekdays"].items()}
    for kind in ("weekdays_short", "months_short", "weekdays", "months"):
        found |= tables[kind]
    return found


@cache
def part_of_name() -> dict[str, str]:
    """Code of a part of a day ("MO", "NI") by its name in every language here."""
    found: dict[str, str] = {}
    for language in languages().values():
        found |= language.get("parts", {})
    found |= words_of_time()["parts"]
    return found


def _unit_class(unit: str, code: str) -> str:
    """Class of a unit: a part of a day, or by its letter; plural ones apart."""
    kinds = {"D": "d", "W": "w", "F": "w", "M": "m", "Q": "q", "E": "e", "Z": "z", "C": "c", "Y": "y"}
    kind = "t" if code.startswith("T") else kinds[code]
    return f"{'units' if unit.endswith('s') else 'unit'}_{kind}"


@cache
def mark_of_class() -> dict[str, str]:
    """Class name to the private character that stands for it in an encoded text."""
    names = dict.fromkeys([*_SHAPES, *words_of_time()["classes"]])
    return {name: chr(0xE000 + i) for i, name in enumerate(names)}


_NAME = re.compile(r"\(\?P<\w+>|\(\?|\(|[A-Z]{2,}|[a-z]\w*")


@cache
def patterns() -> dict[str, dict[str, Any]]:
    """The tables of patterns.toml. Raises SettingsError if one of them is empty."""
    return _tables("patterns.toml")


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A pattern over classes, made a regular expression over an encoded text.

    Words in lower case are classes, words in capitals macros; blanks mean nothing; the rest is the
    syntax of `re`. Raises SettingsError for a class that does not exist.
    """
    return re.compile(_expanded(source))


def _expanded(source: str) -> str:
    """The regular expression behind a pattern."""
    marks, macros = mark_of_class(), patterns()["macros"]

    def put(match: re.Match[str]) -> str:
        word = match.group()
        if word.startswith("(?"):
            return word
        if word == "(":
            return "(?:"
        if word in macros:
            return _expanded(macros[word])
        if word not in marks:
            raise SettingsError(f"pattern {source!r}: there is no class of words {word!r} in words.toml")
        return re.escape(marks[word])

    return re.sub(r"\s+", "", _NAME.sub(put, source))
