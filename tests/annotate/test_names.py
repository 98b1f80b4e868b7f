from itertools import pairwise

import pytest
from annotate_reports import report
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.annotate import annotate
from retold.annotate.words import table, words
from retold.config import AnnotateSettings
from retold.errors import SettingsError

PARTS = ["Ann Roe", "Mr Roe", "Roe", "said", "in", "Aldmoor", '"yes"', ".", "\n\n", "NFU", "(NFU)"]


def named(text, **more):
    made = report(text, **more)
    return {(made.text[e.start : e.end], e.kind, e.name) for e in annotate(made, AnnotateSettings()).entities}


def test_a_surname_means_the_person_named_in_full():
    found = named(
        "U.S. Treasurer Steve Marlow spoke on Friday. Mr Marlow left at noon. Marlow's aide stayed."
    )
    assert ("Marlow", "person", "Steve Marlow") in found
    assert not any(kind == "person" and name != "Steve Marlow" for _, kind, name in found)


def test_a_middle_initial_makes_no_other_person():
    found = named("Donald J. Marlow spoke. Later Donald Marlow left the hall.")
    assert {name for _, kind, name in found if kind == "person"} == {"Donald Marlow"}


def test_two_bearers_of_a_surname_are_told_apart_by_title():
    found = named("Bill Carver met Helen Carver on Monday. Mrs Carver smiled. Mr Carver did not.")
    names = {text: name for text, kind, name in found if kind == "person"}
    assert names["Bill Carver"] == "Bill Carver"
    assert names["Helen Carver"] == "Helen Carver"


def test_an_acronym_in_brackets_stands_for_its_body():
    found = named("The Northern Fishers Union (NFU) met in Aldmoor. The NFU said it would strike.")
    assert any(text == "NFU" and name == "Northern Fishers Union" for text, _, name in found)


def test_a_name_in_the_heading_is_known_from_the_body():
    found = named("President Olga Marten met farmers on Friday.", title="Marten Meets Angry Farmers")
    assert ("Marten", "person", "Olga Marten") in found


def test_a_surname_never_introduced_stays_as_it_is():
    found = named("“We must stay”, Calder, the chairman, said on Monday.")
    assert ("Calder", "person", "Calder") in found


def test_an_empty_list_of_words_fails_loudly(monkeypatch):
    with pytest.raises(SettingsError, match="no list named cheeses"):
        words("titles.toml", "cheeses")
    assert all(table(file) for file in ("cues.toml", "titles.toml", "given.toml"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_entities_lie_in_the_text_and_do_not_overlap(parts):
    made = report(" ".join(parts) or "x")
    found = annotate(made, AnnotateSettings()).entities
    assert all(0 <= e.start < e.end <= len(made.text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
