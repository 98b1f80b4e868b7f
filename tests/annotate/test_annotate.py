import random

import pytest
from annotate_reports import report
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.annotate import annotate, date_again
from retold.config import AnnotateSettings
from retold.records import Block, Report

SETTINGS = AnnotateSettings()
TEXT = 'Mayor Ellen Harrow spoke on Monday. "It is late," she said.\n\nRead more here.\n\nThe end came soon.'


def test_sentences_are_those_of_the_blocks_that_are_read():
    made = report(TEXT, title="Harrow speaks", kinds={2: "boilerplate"})
    found = annotate(made, SETTINGS).sentences
    assert [made.text[s.start : s.end] for s in found] == [
        "Harrow speaks", "Mayor Ellen Harrow spoke on Monday.", '"It is late," she said.',
        "The end came soon.",
    ]  # fmt: skip
    assert [s.kind for s in found] == ["title", "body", "body", "body"]
    assert all(made.blocks[s.block].kind == s.kind for s in found)


def test_the_same_report_gives_the_same_annotation():
    made = report(TEXT, title="Harrow speaks")
    assert annotate(made, SETTINGS) == annotate(made, SETTINGS)


def test_reports_read_before_change_nothing():
    reports = [report(f'Ann Roe{n} left. "So it is," said Mr Carver{n}.') for n in range(4)]
    alone = [annotate(r, SETTINGS) for r in reports]
    order = list(range(4))
    random.Random(3).shuffle(order)
    again = {n: annotate(reports[n], SETTINGS) for n in order}
    assert [again[n] for n in range(4)] == alone


def test_dates_are_read_anew():
    made = report(TEXT)
    first = annotate(made, SETTINGS)
    assert date_again(made, first) == first


def test_an_empty_report():
    empty = Report("r0", "-", None, None, "", "en", "", None, ())
    assert annotate(empty, SETTINGS).attributions == ()


@pytest.mark.parametrize("language", ["en", "fr", "und", "xx"])
@pytest.mark.parametrize(
    "text",
    ["“" * 3000, "'a 'b's " * 800, '"No," he said. ' * 120, "- " * 2000, "1" * 9000, "Ann: yes\n" * 90,
     "a\x00b\ufffd\u202e “x” said", "https://" * 900 + " x", "word " * 3000],
    ids=["opened", "apostrophes", "quotes", "dashes", "digits", "labels", "signs", "links", "endless"],
)  # fmt: skip
def test_hostile_text_is_read(text, language):
    made = report(text, language=language)
    found = annotate(made, SETTINGS)
    assert all(0 <= s.start < s.end <= len(made.text) for a in found.attributions for s in a.content)


def test_a_very_long_text_is_cut_for_the_model():
    made = report('"It is late," said Ann Roe.\n\n' * 60)
    told = annotate(made, AnnotateSettings(longest_text=300)).attributions
    assert told and all(a.content[0].start < 400 for a in told)
    assert len(annotate(made, AnnotateSettings(longest_text=300)).quotations) == 60


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ['"We go,"', "“It", "is", "so”", "said", "Ann Roe", "he", "that", ".", "\n\n", ":", "’", "—"]
        ),
        max_size=30,
    )
)
def test_every_span_lies_in_the_text(parts):
    text = " ".join(parts)
    made = Report(
        "r", "-", None, None, "", "en", text, None, (Block("body", 0, len(text)),) if text.strip() else ()
    )
    found = annotate(made, SETTINGS)
    for told in found.attributions:
        for span in (*told.source, *told.cue, *told.content):
            assert 0 <= span.start < span.end <= len(text)
        assert list(told.content) == sorted(told.content)
    assert list(found.quotations) == sorted(set(found.quotations))
