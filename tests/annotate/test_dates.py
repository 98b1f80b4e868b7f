"""Expressions of time: marked sentences as data, and what must always hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.annotate.dates import time_expressions
from retold.records import Block, BlockKind, Published, Report, Sentence, TimeExpression
from retold.text.sentences import sentences

_MARK = re.compile(r"\{([^{}|]+)\|(?:(DATE|TIME|SET|DURATION) )?([^{}|]+)\}")


def report_of(
    text: str, published: str | None = None, language: str = "en", kind: BlockKind = "body"
) -> Report:
    stamp = Published(published, "time" if "T" in published else "day", "given") if published else None
    return Report("r", "-", None, None, "", language, text, stamp, (Block(kind, 0, len(text)),))


def found_in(report: Report) -> tuple[TimeExpression, ...]:
    every = [
        Sentence(span.start, span.end, block.kind, number)
        for number, block in enumerate(report.blocks)
        for span in sentences(report.text, block.start, block.end)
    ]
    return time_expressions(report, every)


def cases() -> list[tuple[str, str, str]]:
    day, language, found = "-", "en", []
    for line in (Path(__file__).parent / "dates_cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, day, language = line.split()
        elif line and not line.startswith("#"):
            found.append((day, language, line))
    return found


def type_of(value: str) -> str:
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if re.search(r"[\dX]T", value) else "DATE"


@pytest.mark.parametrize(("day", "language", "line"), cases())
def test_marked_sentences(day: str, language: str, line: str) -> None:
    text = _MARK.sub(lambda mark: mark.group(1), line)
    expected = [(m.group(1), m.group(2) or type_of(m.group(3)), m.group(3)) for m in _MARK.finditer(line)]
    report = report_of(text, None if day == "-" else day, language)
    assert [(x.text, x.type, x.value) for x in found_in(report)] == expected


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 120


def test_a_post_speaks_from_the_day_it_prints() -> None:
    text = "Great meeting today. — Ada Orlov (@orlov) July 9, 2017"
    report = report_of(text, "2018-05-20", kind="post")
    assert [x.value for x in found_in(report)] == ["2017-07-09", "2017-07-09"]


def test_the_day_of_publication_is_read_in_its_own_zone() -> None:
    report = report_of("He left yesterday.", "2017-07-10T00:10:00+05:30")
    assert [x.value for x in found_in(report)] == ["2017-07-09"]


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [("2017-07", "month", ["2017-07-09", "XXXX-WXX-5"]), ("2017", "year", ["2017-07-09", "XXXX-WXX-5"])],
)
def test_a_month_or_a_year_is_an_anchor_of_what_it_tells(value, precision, expected) -> None:
    text = "On July 9 he left, and on Friday he came."
    report = Report(
        "r", "-", None, None, "", "en", text, Published(value, precision, "given"), (Block("body", 0, 41),)
    )
    assert [x.value for x in found_in(report)] == expected


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on Friday", "day"),
        ("in April", "month"),
        ("in 2014", "year"),
        ("at 5 p.m.", "time"),
        ("last week", None),
        ("two years", None),
        ("every Friday", None),
        ("recently", None),
    ],
)
def test_precision_says_no_more_than_is_told(text, precision) -> None:
    assert [x.precision for x in found_in(report_of(f"He came {text}.", "2017-07-12"))] == [precision]


_WORDS = st.sampled_from(
    """Friday last next early late on in the of a and March May 9 2017 31 2016 July Sept . , - / ' 's p.m.
    10:30 noon two years ago later hours half quarter third second first week month weekend day every each
    now recently 1970s '80s 20th century today yesterday morning night through by said will be 1/2 twenty
    ninety hundred year-earlier 07/09/2017 2017-07-09 Christmas Eve New Year понедельник juillet letzten
    « ” 🌍 ٣ ²""".split()
)


@given(st.lists(_WORDS, max_size=40), st.sampled_from([None, "2017-07-12", "0001-01-01", "9999-12-31"]),
       st.sampled_from(["en", "fr", "de", "es", "ru", "und", "zh"]))  # fmt: skip
def test_spans_slice_their_text_in_order_without_overlap(words, published, language) -> None:
    report = report_of(" ".join(words), published, language)
    end = 0
    for expression in found_in(report):
        assert report.text[expression.start : expression.end] == expression.text
        assert expression.text.strip() == expression.text != ""
        assert expression.start >= end
        end = expression.end


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found_in(report_of(text, "2017-07-12"))


@pytest.mark.parametrize("piece", ["9", "9 ", "1/2 ", "two ", "Friday ", "1:2:", "a year ", "July 9, "])
def test_a_megabyte_of_one_thing_is_read_in_linear_time(piece: str) -> None:
    report = report_of(piece * (60_000 // len(piece)), "2017-07-12")
    time_expressions(report, [Sentence(0, len(report.text), "body", 0)])
