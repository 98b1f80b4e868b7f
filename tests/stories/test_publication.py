"""Publication days from what reports tell and from the other reports of their story; invented texts."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.annotate.dates import time_expressions
from retold.records import Annotation, Block, BlockKind, Published, Report, Sentence
from retold.stories.publication import published_by_story
from retold.text.sentences import sentences


def report(id_: str, text: str, published: str | None = None, kinds: tuple[BlockKind, ...] = ()) -> Report:
    """A report of paragraphs divided by empty lines; `kinds` are their kinds, body where it ends."""
    blocks, at = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        blocks.append(Block(kinds[number] if number < len(kinds) else "body", at, at + len(paragraph)))
        at += len(paragraph) + 2
    stamp = Published(published, "time" if "T" in published else "day", "its page") if published else None
    return Report(id_, "-", None, None, "", "en", text, stamp, tuple(blocks))


def annotated(one: Report) -> Annotation:
    every = tuple(
        Sentence(span.start, span.end, block.kind, number)
        for number, block in enumerate(one.blocks)
        for span in sentences(one.text, block.start, block.end)
    )
    return Annotation(one.id, every, (), time_expressions(one, every), (), ())


def days(*reports: Report) -> dict[str, str]:
    found = published_by_story(reports, {one.id: annotated(one) for one in reports})
    return {id_: published.value for id_, published in found.items()}


PLAIN = "The harbour bridge at Varnholt collapsed, the coast guard said. Nobody was hurt."
SUNDAY = "The mayor of Varnholt pledged Sunday to rebuild the bridge. Engineers were sent."


def test_a_weekday_in_the_lead_is_the_one_near_the_other_reports() -> None:
    others = (report("b", PLAIN, "2017-07-09"), report("c", PLAIN, "2017-07-10"))
    found = published_by_story(
        (report("a", SUNDAY), *others), {r.id: annotated(r) for r in (report("a", SUNDAY), *others)}
    )
    assert found["a"].value == "2017-07-09"
    assert found["a"].precision == "day"
    assert "“Sunday”" in found["a"].how and "from 2017-07-09 to 2017-07-10" in found["a"].how


def test_the_day_of_a_crawl_is_bettered_by_the_story() -> None:
    crawled = report("a", SUNDAY, "2018-05-20")
    assert days(crawled, report("b", PLAIN, "2017-07-09"), report("c", PLAIN, "2017-07-10")) == {
        "a": "2017-07-09"
    }


def test_one_other_report_does_not_overturn_a_printed_day() -> None:
    assert days(report("a", SUNDAY, "2018-05-20"), report("b", PLAIN, "2017-07-09")) == {}


def test_a_printed_day_in_keeping_with_the_text_is_left_alone() -> None:
    late = report("a", "A year on, the mayor spoke on May 19, 2018 of the bridge.", "2018-05-20")
    assert days(late, report("b", PLAIN, "2017-07-09"), report("c", PLAIN, "2017-07-10")) == {}


def test_a_day_of_the_month_takes_its_year_from_the_story() -> None:
    told = report("a", "The bridge fell, the Varnholt Wire reported on July 9. Nobody was hurt.")
    assert days(told, report("b", PLAIN, "2017-07-10")) == {"a": "2017-07-09"}


def test_a_printed_day_before_what_is_told_as_past_is_refused() -> None:
    early = report("a", "The bridge fell on July 9, 2017, police said on Sunday.", "2017-07-02")
    assert days(early, report("b", PLAIN, "2017-07-09"), report("c", PLAIN, "2017-07-09")).get("a") is None


ALONE = (
    "The two mayors will talk on Saturday, the town hall said on Friday.\n\n"
    "“We must stand by our neighbours”, Ilse Brandt said on January 27.\n\n"
    "Relations were marred by the floods of November of 2016, and the treaty was signed in 2014."
)


def test_a_report_alone_is_dated_by_a_weekday_a_day_of_the_month_and_the_latest_past() -> None:
    found = published_by_story([report("a", ALONE)], {"a": annotated(report("a", ALONE))})
    assert found["a"].value == "2017-01-27"
    assert "Friday" in found["a"].how and "2016-11" in found["a"].how


def test_a_report_alone_with_posts_is_dated_by_the_latest() -> None:
    text = "Ada Orlov answered her critics.\n\nWrong again! — Ada Orlov (@orlov) July 9, 2017"
    assert days(report("a", text, None, ("body", "post"))) == {"a": "2017-07-09"}


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        SUNDAY,
        "The bridge fell on July 9, the coast guard said.",
        "The bridge fell on Friday; on January 27 the mayor left.",
        "The crash of Wednesday, April 1, 2009, was remembered in Varnholt today.",
        "The mayor will speak on July 9, 2021, and on Friday she will travel.",
    ],
)
def test_thin_evidence_gives_no_day(text: str) -> None:
    assert days(report("a", text)) == {}


def test_yesterday_is_the_day_that_the_other_reports_tell_of() -> None:
    told = report("a", "The bridge of Varnholt fell yesterday, the coast guard said.")
    dated = report("b", "The bridge of Varnholt fell on Sunday, the mayor said.", "2017-07-09")
    assert days(told, dated) == {"a": "2017-07-10"}
    assert days(told, report("b", PLAIN, "2017-07-09")) == {}


def test_nothing_told_gives_no_day_even_among_dated_reports() -> None:
    assert days(report("a", PLAIN), report("b", PLAIN, "2017-07-09")) == {}


def test_a_month_told_as_past_is_no_later_than_the_day_found() -> None:
    told = report("a", "The mayor spoke on Sunday. The bridge was sold on July 15, 2017, police said.")
    found = days(told, report("b", PLAIN, "2017-07-09"), report("c", PLAIN, "2017-07-10"))
    assert all(day >= "2017-07-15" for day in found.values())


_DAYS = st.dates(date(2016, 1, 1), date(2018, 12, 31)).map(date.isoformat)
_TEXTS = st.sampled_from(
    [
        PLAIN,
        SUNDAY,
        ALONE,
        "It fell on July 9, 2017, police said.",
        "It fell on Tuesday.",
        "Он сказал в среду.",
    ]
)


@given(st.lists(st.tuples(_TEXTS, st.none() | _DAYS), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_changes_nothing(
    pairs: list[tuple[str, str | None]], shuffler: random.Random
) -> None:
    reports = [report(f"r{i}", text, day) for i, (text, day) in enumerate(pairs)]
    annotations = {one.id: annotated(one) for one in reports}
    first = published_by_story(reports, annotations)
    shuffler.shuffle(reports)
    assert list(published_by_story(reports, annotations).items()) == list(first.items())
    for id_, published in first.items():
        printed = next(one.published for one in reports if one.id == id_)
        assert date.fromisoformat(published.value)
        assert printed is None or published.value < printed.value
        assert published.how
