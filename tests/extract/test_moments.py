"""Dates and times of day as pages print them."""

import pytest

from retold.extract.moments import moments

CASES = {
    "Last Updated : Jul 09 2017 | 7:39 PM IST": "2017-07-09T19:39+05:30",
    "Sunday 20th of May 2018 |": "2018-05-20",
    "July 9, 2017": "2017-07-09",
    "9 July 2017 at 19:39 GMT": "2017-07-09T19:39+00:00",
    "19:39, 9 July 2017": "2017-07-09T19:39",
    "8:05 a.m. EDT, July 9, 2017": "2017-07-09T08:05-04:00",
    "2017-07-09": "2017-07-09",
    "2017-07-09T19:39:00+05:30": "2017-07-09T19:39+05:30",
    "2017-07-09T19:39:00.000Z": "2017-07-09T19:39+00:00",
    "13/09/2017 10:15": "2017-09-13T10:15",
    "09/13/2017": "2017-09-13",
    "9.7.2017": "2017-07-09",
    "9. Juli 2017, 10.15 Uhr": "2017-07-09T10:15",
    "le 9 juillet 2017 à 10h15": "2017-07-09T10:15",
    "9 de julio de 2017": "2017-07-09",
    "9 июля 2017": "2017-07-09",
    "2017年7月9日": "2017-07-09",
    "July 2017": "2017-07",
    "12:05 a.m., Jul 9, 2017": "2017-07-09T00:05",
    "Mon, 10 Jul 2017 07:00:11 +0000": "2017-07-10T07:00+00:00",
}


@pytest.mark.parametrize("text", CASES)
def test_a_date_is_as_precise_as_written(text):
    assert [m.value for m in moments(text, "in India, crore and lakh")] == [CASES[text]]


@pytest.mark.parametrize(
    "text",
    ["07/09/2017", "31 June 2017", "July 9", "1,2017", "version 2.0.2017", "12345-07-09", "9 July 217"],
)
def test_what_can_be_read_two_ways_or_is_none_gives_none(text):
    assert moments(text) == []


def test_a_zone_with_several_meanings_is_told_by_the_page_or_not_at_all():
    line = "9 July 2017, 7:39 pm IST"
    assert moments(line, "said the mayor of Dublin")[0].value == "2017-07-09T19:39+01:00"
    assert moments(line)[0].value == "2017-07-09T19:39"


def test_a_span_holds_what_was_read():
    text = "Posted on July 9, 2017 at 7 pm by a reader"
    (moment,) = moments(text)
    assert text[moment.start : moment.end] == "July 9, 2017 at 7 pm"
