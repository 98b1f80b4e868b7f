"""Stories: every report in exactly one, whatever the input and its order."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from builders import report
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.config import StorySettings
from retold.records import Alignment, Annotation, Report, Story, TimeExpression
from retold.stories import cluster

LANGUAGES = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
EVENTS = tomllib.loads((Path(__file__).parent / "events.toml").read_text("utf-8"))


def all_reports() -> list[Report]:
    return [report(f"{event}-{i}", text) for event, texts in EVENTS.items() for i, text in enumerate(texts)]


def told(reports: list[Report]) -> tuple[Story, ...]:
    stories = cluster(reports, {}, (), StorySettings())
    assert sorted(id for story in stories for id in story.reports) == sorted(r.id for r in reports)
    assert all(len(story.reasons) == len(story.reports) for story in stories)
    assert len({story.id for story in stories}) == len(stories)
    return stories


def groups(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in stories}


def by_event(reports: list[Report]) -> set[frozenset[str]]:
    events = {r.id.rpartition("-")[0] for r in reports}
    return {frozenset(r.id for r in reports if r.id.rpartition("-")[0] == event) for event in events}


def test_events_of_one_kind_stay_apart() -> None:
    reports = all_reports()
    assert groups(told(reports)) == by_event(reports)


def test_the_order_of_the_input_changes_nothing() -> None:
    reports = all_reports()
    first = told(reports)
    for seed in range(3):
        random.Random(seed).shuffle(reports)
        assert told(reports) == first


def test_a_reason_tells_what_is_shared_and_with_whom() -> None:
    reports = [
        report("a", EVENTS["fire"][0], "Fire destroys Hollins paper mill in Brackley"),
        report("b", EVENTS["fire"][1], "Tears at the ruins of the Hollins paper mill"),
    ]
    (story,) = told(reports)
    assert "“Tears at the ruins of the Hollins paper mill”" in story.reasons[0]
    assert "“mill" in story.reasons[0]


def test_copied_text_is_a_reason_and_draws_together() -> None:
    reports = all_reports()[:2]
    ids = sorted(r.id for r in reports)
    shared = Alignment(ids[0], ids[1], "same", "", 0.9, 0.95, ())
    (story,) = cluster(reports, {}, (shared,), StorySettings())
    assert story.reasons[0].startswith("is one text with")


@pytest.mark.parametrize("language", ["en", "fr", "es", "de"])
def test_events_stay_apart_in_every_language(language: str) -> None:
    reports = [report(f"{event}-0", texts[language], language=language) for event, texts in LANGUAGES.items()]
    assert groups(told(reports)) == by_event(reports)


def test_one_event_in_four_languages_is_one_story() -> None:
    reports = [
        report(f"{event}-{language}", text, language=language)
        for event, texts in LANGUAGES.items()
        for language, text in texts.items()
    ]
    assert groups(told(reports)) == by_event(reports)


LATER = (
    "Sixty flats and a swimming pool will stand where the Hollins paper mill burnt down, the builder Tarrant "
    "said. The architect Mina Okafor showed drawings with glass towers, cherry trees and a tram stop; the "
    "council of Brackley expects 90 families to move in before the end of next year."
)


def test_months_of_silence_tell_two_events() -> None:
    assert len(told([report("a", EVENTS["fire"][0]), report("b", LATER)])) == 1
    assert (
        len(told([report("a", EVENTS["fire"][0], day="2021-01-20"), report("b", LATER, day="2021-01-21")]))
        == 1
    )
    assert (
        len(told([report("a", EVENTS["fire"][0], day="2021-01-20"), report("b", LATER, day="2021-07-02")]))
        == 2
    )


def annotated(one: Report, value: str) -> Annotation:
    day = one.text.split(". ")[0][-8:]
    at = one.text.find(day)
    return Annotation(
        one.id, (), (), (TimeExpression(at, at + len(day), "May 4", "DATE", value, "day"),), (), ()
    )


def test_days_told_stand_in_for_a_day_of_publication() -> None:
    a, b = report("a", EVENTS["fire"][0]), report("b", LATER)
    near = {"a": annotated(a, "XXXX-12-30"), "b": annotated(b, "2021-01-02")}
    far = {"a": annotated(a, "XXXX-12-30"), "b": annotated(b, "2021-06-20")}
    assert len(cluster([a, b], near, (), StorySettings())) == 1
    assert len(cluster([a, b], far, (), StorySettings())) == 2


def test_nothing_and_a_single_report() -> None:
    assert told([]) == ()
    (story,) = told([report("a", EVENTS["fire"][0])])
    assert story.reports == ("a",)
    assert "alone" in story.reasons[0]


def test_two_thousand_copies_are_one_story_and_hold_nothing_else() -> None:
    copies = [report(f"c{i:04}", EVENTS["vote"][0]) for i in range(2000)]
    others = [report("fire-0", EVENTS["fire"][0]), report("other-0", EVENTS["other fire"][0])]
    stories = told([*copies, *others])
    assert sorted(len(story.reports) for story in stories) == [1, 1, 2000]


def test_an_independent_report_joins_a_story_of_many_copies() -> None:
    copies = [report(f"c{i:02}", EVENTS["vote"][0]) for i in range(60)]
    assert len(told([*copies, report("own", EVENTS["vote"][1])])) == 1


def test_empty_texts_stay_alone() -> None:
    assert len(told([report(f"e{i}", text) for i, text in enumerate(["", " ", "\n\n", "…", "the the"])])) == 5


def test_titles_only() -> None:
    titles = [
        "Hollins paper mill in Brackley burns down",
        "Fire destroys Hollins paper mill in Brackley",
        "Cod vote today",
    ]
    stories = told([report(f"t{i}", "", title) for i, title in enumerate(titles)])
    assert groups(stories) == {frozenset({"t0", "t1"}), frozenset({"t2"})}


@pytest.mark.parametrize("day", ["1970-01-01", "2099-12-31", "9999-99-99"])
def test_a_day_out_of_the_world_is_passed_over(day: str) -> None:
    reports = [report(f"fire-{i}", text, day="2021-05-04") for i, text in enumerate(EVENTS["fire"])]
    reports.append(report("fire-x", EVENTS["fire"][0] + " The mill was built in 1931.", day=day))
    assert len(told(reports)) == 1


def test_a_roundup_joins_no_stories() -> None:
    roundup = " ".join(texts[0].split(". ")[0] + "." for texts in EVENTS.values())
    stories = told([*all_reports(), report("roundup-0", roundup)])
    assert max(len(story.reports) for story in stories) <= 4


def test_a_chain_of_small_steps_makes_no_heap() -> None:
    words = [f"word{i}" for i in range(400)]
    chain = [report(f"r{i:03}", " ".join(words[i * 4 : i * 4 + 40])) for i in range(80)]
    assert max(len(story.reports) for story in told(chain)) <= 20


WORDS = st.sampled_from(
    "Kessel mill fire cod 31 24 Brackley vote harbour said the of senate 2021 Müller".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=30), max_size=12), st.randoms(use_true_random=False))
def test_any_texts_in_any_order(texts: list[list[str]], shuffler: random.Random) -> None:
    reports = [report(f"r{i}", " ".join(words)) for i, words in enumerate(texts)]
    first = told(reports)
    shuffler.shuffle(reports)
    assert told(reports) == first
