"""The data files of time expressions: complete, and loud where they are not."""

from __future__ import annotations

import pytest

from retold.annotate.dates import tagger
from retold.annotate.dates.lexicon import class_of_word, languages, mark_of_class, number_of_name, pattern
from retold.errors import SettingsError


def test_every_pattern_compiles_and_has_its_reader() -> None:
    assert len(tagger._rules()) > 40


def test_a_class_that_does_not_exist_is_named() -> None:
    with pytest.raises(SettingsError, match="moonday"):
        pattern("the moonday")


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "ru"])
def test_every_word_has_a_class_that_patterns_know(language: str) -> None:
    assert set(class_of_word(language).values()) <= set(mark_of_class())


@pytest.mark.parametrize("language", ["fr", "de", "es", "ru"])
def test_weekdays_and_months_are_whole(language: str) -> None:
    table = languages()[language]
    assert (len(table["weekdays"]), len(table["months"])) == (7, 12)
    assert all(number_of_name()[form] == n for n, forms in enumerate(table["months"], 1) for form in forms)
