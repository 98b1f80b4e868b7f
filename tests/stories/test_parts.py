"""The parts of stories: stems, titles, days, background, threads."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from builders import report

from retold.config import StorySettings
from retold.records import Annotation, Entity, Report, Story
from retold.stories import cluster, threads
from retold.stories.background import background, function_words
from retold.stories.days import Days, nearness
from retold.stories.stems import stem
from retold.stories.titles import story_title


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("attacks", "attacked", True),
        ("reporting", "reported", True),
        ("minister's", "minister", True),
        ("21", "2", False),
        ("2021", "2020", False),
        ("was", "wa", False),
        ("россии", "россия", False),
    ],
)
def test_stems(word: str, other: str, same: bool) -> None:
    assert (stem(word) == stem(other)) is same


def test_the_background_knows_common_words_and_no_rare_names() -> None:
    known = background()
    assert known.holding["the"] > 0.9 * known.documents
    assert known.holding["minist"] < 0.3 * known.documents
    assert "und" in function_words("de")
    assert not function_words("xx")


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        (Days((10, 12), frozenset({10, 12})), Days((13, 13), frozenset({13})), 1.0),
        (Days(None, frozenset()), Days((900, 900), frozenset({170})), 1.0),
        (Days(None, frozenset({2})), Days(None, frozenset({364})), 1.0),
        (Days(None, frozenset({2})), Days(None, frozenset({180})), 0.5),
        (Days((10, 10), frozenset({10})), Days((40, 40), frozenset({40})), 0.7),
        (Days((10, 10), frozenset({10})), Days((190, 190), frozenset({190})), 0.35),
    ],
)
def test_nearness_of_days(a: Days, b: Days, near: float) -> None:
    assert nearness(a, b) == nearness(b, a) == pytest.approx(near)


@pytest.mark.parametrize(
    ("titles", "best"),
    [
        (["Daily Courier", "Harbour bridge in Westmere closed after crack is found"], 1),
        (
            [
                "What does the crack in the harbour bridge mean?",
                "Crack closes Westmere harbour bridge",
            ],
            1,
        ),
        (["WATCH: crack closes Westmere harbour bridge", "Westmere harbour bridge closed after crack"], 1),
        (["Westmere harbour bridge closed", "My week among the gulls and the crabs of the north"], 0),
    ],
)
def test_the_most_telling_title(titles: list[str], best: int) -> None:
    text = "The harbour bridge in Westmere was closed on Monday after engineers found a crack in a pillar."
    assert story_title([report(f"r{i}", text, title) for i, title in enumerate(titles)]) == titles[best]


def test_a_story_without_titles_is_called_by_its_opening_words() -> None:
    assert story_title([report("a", "The bridge was closed.")]) == "The bridge was closed"
    assert story_title([report("a", "")]) == ""


AFFAIR = tomllib.loads((Path(__file__).parent / "affair.toml").read_text("utf-8"))
PEOPLE = ("Lena Hartwig", "Piet Joosten", "Ana Feld", "Tom Birch", "Kim Vale")


def annotated(one: Report) -> Annotation:
    """An annotation with the people named in a report, by full name or surname."""
    found = [
        Entity(match.start(), match.end(), "person", name)
        for name in PEOPLE
        for match in re.finditer(rf"(?:{name.split()[0]} )?{name.split()[1]}", one.text)
    ]
    return Annotation(one.id, (), tuple(found), (), (), ())


def test_an_affair_over_months_is_a_thread_and_one_name_is_none() -> None:
    days = {"march": "2021-03-02", "june": "2021-06-20", "storm": "2021-06-21", "fair": "2021-06-22"}
    reports = {name: report(name, text, day=days[name]) for name, text in AFFAIR.items()}
    annotations = {name: annotated(one) for name, one in reports.items()}
    stories = [Story(f"s-{name}", "", (name,), ("",)) for name in AFFAIR]
    found = threads(stories, reports, annotations, StorySettings())
    assert [thread.stories for thread in found] == [("s-march", "s-june")]
    assert threads(stories[::-1], reports, annotations, StorySettings()) == found
    assert threads(stories[:1], reports, annotations, StorySettings()) == ()


def test_nothing_makes_no_thread() -> None:
    assert threads((), {}, {}, StorySettings()) == ()
    empty = report("a", "")
    assert threads(cluster([empty], {}, (), StorySettings()), {"a": empty}, {}, StorySettings()) == ()
