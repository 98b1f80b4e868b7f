import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.text.quotations import marked, quotations

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/quotes/marks.toml").read_text(encoding="utf-8"))[
    "case"
]
PAIRS = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("``", "''"), ("«", "»"), ("« ", " »"), ("„", "“")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_outermost_quotations(case):
    text = case["text"]
    assert [text[start:end] for start, end in quotations(text)] == case["found"]


@pytest.mark.parametrize("marks", PAIRS, ids="".join)
@pytest.mark.parametrize(
    "frame",
    ["{} he said.", "She said: {}", "Then ({}) it ended.", "It was {} and no more.", "{}", "x — {}, so"],
)
@pytest.mark.parametrize("words", ["We go now", "It’s done.", "yes"])
def test_every_pair_of_marks_in_every_frame(marks, frame, words):
    text = frame.format(marks[0] + words + marks[1])
    assert [text[start:end] for start, end in quotations(text)] == [words]


def test_only_a_part_of_the_text_is_read():
    text = "“one” and “two” and “three”"
    assert [text[s:e] for s, e in quotations(text, 6, 15)] == ["two"]


def test_a_reopened_quotation_says_so():
    first, second = marked("“Here it starts.\n\n“Here it ends.”")
    assert (first.closed, first.reopened, second.closed) == (False, True, True)


def test_an_unclosed_quotation_ends_with_its_paragraph():
    text = "He said: “It was late.\n\nThe next paragraph says nothing of it.\n\nNor this one."
    assert [text[s:e] for s, e in quotations(text)] == ["It was late."]


def test_an_apostrophe_in_every_word_makes_no_quotation():
    assert quotations("the dogs' cats' birds' o'clock don't won't y'all's rock'n'roll " * 50) == []


@given(st.text(alphabet="ab .,\n'\"“”‘’«»„`-", max_size=80))
def test_spans_lie_in_their_marks_and_outermost_ones_do_not_meet(text):
    found = marked(text)
    for quote in found:
        assert quote.outer.start <= quote.start < quote.end <= quote.outer.end
        assert "\n\n" not in text[quote.start : quote.end]
        assert text[quote.start : quote.end] == text[quote.start : quote.end].strip()
    outer = [quote.outer for quote in found if quote.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))
