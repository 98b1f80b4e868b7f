"""When a report appeared, and what is not taken for it."""

import pytest

from retold.config import ExtractSettings
from retold.extract import extract
from retold.extract.published import before_fetched, from_address, given
from retold.records import Page, Published

BODY = (
    "The council of Westhaven voted on Tuesday to close the old bridge for the winter, "
    "and buses will run instead.\n\n"
    "Mayor Tilda Marsh said the bridge would open again in spring if the money came in time.\n"
)


def published(text, **fields):
    page = Page(path="x.txt", line=None, media="text", content=text.encode(), **fields)
    return extract(page, ExtractSettings(shortest_body=5)).published


ADDRESSES = {
    "https://example.org/2014/05/09/bridge.html": ("2014-05-09", "day"),
    "https://example.org/news/2014/5/9/bridge": ("2014-05-09", "day"),
    "https://example.org/News/2014/Feb-26/248567-bridge.ashx": ("2014-02-26", "day"),
    "https://example.org/world/2014/mar/13/bridge": ("2014-03-13", "day"),
    "https://example.org/news/21-Jul-2014/bridge": ("2014-07-21", "day"),
    "https://example.org/news/2014-05-05/article-3713089": ("2014-05-05", "day"),
    "https://example.org/article/us-bridge-20140428": ("2014-04-28", "day"),
    "https://example.org/news/2014/0226/506786-bridge/": ("2014-02-26", "day"),
    "https://example.org/2014/03/bridge-closed/": ("2014-03", "month"),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_may_hold_the_date(address):
    found = from_address(address)
    assert (found.value, found.precision) == ADDRESSES[address]


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "https://example.org/a/12345678",
        "https://2014.example.org/05/09/x",
        "https://example.org/2014/13/45/x",
    ],
)
def test_an_address_may_hold_none(address):
    assert from_address(address) is None


GIVEN = {
    "2017": ("2017", "year"),
    "2017-07": ("2017-07", "month"),
    "2017-07-09": ("2017-07-09", "day"),
    "2017-07-09 19:39": ("2017-07-09T19:39", "time"),
    "2017-07-09T19:39:00+0530": ("2017-07-09T19:39+05:30", "time"),
    "Sun, 09 Jul 2017 19:39:00 +0530": ("2017-07-09T19:39+05:30", "time"),
    "July 9, 2017": ("2017-07-09", "day"),
}


@pytest.mark.parametrize("value", GIVEN)
def test_what_a_row_says_is_taken_at_its_own_precision(value):
    found = given(value, "the row says so")
    assert (found.value, found.precision) == GIVEN[value]


@pytest.mark.parametrize("value", ["yesterday", "0001-01-01T00:00:00Z", "2017-13-01", "2017-02-30", "17", ""])
def test_what_cannot_be_a_date_is_not_taken(value):
    assert given(value, "") is None


WORDS = {
    "a stamp under the title": ("Bridge to close\n\nMay 6, 2014\n\n", "2014-05-06"),
    "first published before updated": (
        "Bridge to close\n\nUpdated: 8 May 2014\n\nFirst published: 6 May 2014\n\n", "2014-05-06"),
    "published before updated": (
        "Bridge to close\n\nUpdated 8 May 2014\n\nPublished 6 May 2014\n\n", "2014-05-06"),
    "updated where nothing else is told": ("Bridge to close\n\nLast updated: 8 May 2014\n\n", "2014-05-08"),
    "within the byline": ("Bridge to close\n\nBy Anna Holt, May 6, 2014\n\n", "2014-05-06"),
    "the clock of the crawl": ("Sunday 20th of May 2018 |\n• Last Update\n\nBridge to close\n\n", None),
    "no date": ("Bridge to close\n\n", None),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_the_page_s_own_words(name):
    head, day = WORDS[name]
    found = published(head + BODY)
    assert (found and found.value) == day


TAILS = [
    "© 2011-2019 Westhaven Post",
    "Latest News\n\n7 May 2019\n\nBridge open again",
    "Copyright 2019. All rights reserved.",
]


@pytest.mark.parametrize("tail", TAILS)
def test_years_of_copyright_and_dates_of_other_reports_are_not_taken(tail):
    assert published("Bridge to close\n\n" + BODY + "\n" + tail) is None


def test_the_latest_post_quoted_is_the_earliest_day_possible():
    text = (
        "Bridge to close\n\n"
        + BODY
        + "\nThe bridge is tired, and so are we.\n— Tilda Marsh (@tmarsh) May 6, 2014\n\n"
        "It will be back.\n— Tilda Marsh (@tmarsh) May 8, 2014\n\n"
        "The council meets again on Thursday to talk about the money.\n"
    )
    found = published(text)
    assert found.value == "2014-05-08" and "latest post" in found.how


def test_a_date_after_the_page_was_fetched_is_refused():
    late = Published("2018-05-20", "day", "")
    assert before_fetched(late, "2017-07-10") is None
    assert before_fetched(late, "2018-05-19") == late
    assert before_fetched(late, None) == late
    assert before_fetched(late, "nobody knows") == late
    assert published("Bridge to close\n\nMay 6, 2014\n\n" + BODY, fetched="2013-01-01") is None


def test_the_row_comes_first():
    found = published("Bridge to close\n\nMay 6, 2014\n\n" + BODY, published="2014-05")
    assert found == Published("2014-05", "month", "the row says so")
