"""Words painted by where they stand elsewhere, shared sentences brought together, days in order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import trace

from retold.records import Alignment, Annotation, Block, Edit, Match, Report, Sentence, Span, TimeExpression
from retold.text.edits import edit_script
from retold.text.sentences import sentences
from retold.views import collation
from retold.views.collation import collate
from retold.views.story import Index, story_view
from retold.views.timeline import timeline
from retold.views.told import Witness


def witness(letter: str, text: str) -> Witness:
    report = Report(
        letter, f"{letter}.txt", None, None, letter, "en", text, None, (Block("body", 0, len(text)),)
    )
    return Witness(report, letter, letter, letter, None, ())


def annotated(one: Witness) -> Annotation:
    text = one.report.text
    found = tuple(Sentence(span.start, span.end, "body", 0) for span in sentences(text))
    return Annotation(one.report.id, found, (), (), (), ())


def pair(kind: str, a: str, b: str):
    """Two reports of one sentence each, matched as a whole."""
    one, other = witness("A", a), witness("B", b)
    match = Match(Span(0, len(a)), Span(0, len(b)), kind, edit_script(a, b))
    found = Alignment("A", "B", "derived", "", 1, 1, (match,))
    columns, families = collate((one, other), {w.report.id: annotated(w) for w in (one, other)}, (found,))
    return [column.paragraphs[0].lines for column in columns], families


def painted(lines) -> list[list[tuple[str, str]]]:
    return [[(s.hue, s.text) for s in line.stretches] for line in lines]


@pytest.mark.parametrize(
    ("kind", "a", "b", "shown"),
    [
        ("verbatim", "The mole is shut.", "the mole is shut.", [("verbatim", "The mole is shut.")]),
        (
            "edited",
            "The old mole is shut.",
            "The new mole is closed.",
            [
                ("verbatim", "The"), ("own", " "), ("edited", "old"), ("own", " "),
                ("verbatim", "mole is"), ("own", " "), ("edited", "shut."),
            ],
        ),
        ("reworded", "The mole is shut.", "They closed the wall.", [("reworded", "The mole is shut.")]),
        (
            "quote",
            "“It is shut,” she said.",
            "He heard “It is shut” at noon.",
            [("own", "“"), ("quote", "It is shut,”"), ("own", " she said.")],
        ),
    ],
)  # fmt: skip
def test_words_are_painted_by_where_they_stand(kind, a, b, shown):
    (left, _), _ = pair(kind, a, b)
    assert painted(left) == [shown]


def test_the_nearest_counterpart_paints_a_word():
    three = [
        witness(letter, text)
        for letter, text in zip("ABC", ("It will open.",) * 2 + ("It may open.",), strict=True)
    ]
    whole, other = Span(0, 13), Span(0, 12)
    same = Alignment("A", "B", "same", "", 1, 1, (Match(whole, whole, "verbatim", ()),))
    edits = edit_script("It will open.", "It may open.")
    edited = Alignment("A", "C", "derived", "", 1, 1, (Match(whole, other, "edited", edits),))
    columns, families = collate(three, {w.report.id: annotated(w) for w in three}, (edited, same))
    assert painted(columns[0].paragraphs[0].lines) == [[("verbatim", "It will open.")]]
    assert [[m.siglum for m, _ in form.members] for form in families[0].forms] == [["A", "B"], ["C"]]
    assert [piece.kind for piece in families[0].forms[1].pieces] == [
        "kept",
        "dropped",
        "kept",
        "added",
        "kept",
    ]


def test_a_form_in_other_words_is_not_marked():
    _, families = pair(
        "reworded", "The mole is shut for the winter.", "They closed down a wall until spring."
    )
    assert [form.otherwise for form in families[0].forms] == [False, True]
    assert [piece.kind for piece in families[0].forms[1].pieces] == ["kept"]


def test_spans_outside_the_text_do_no_harm():
    one, other = witness("A", "Short."), witness("B", "Short.")
    match = Match(Span(-5, 900), Span(3, 2), "edited", (Edit("kept", Span(-9, 99), Span(5, 1)),))
    columns, _ = collate(
        (one, other), {"A": annotated(one)}, (Alignment("A", "B", "same", "", 1, 1, (match,)),)
    )
    assert "".join(text for _, text in painted(columns[0].paragraphs[0].lines)[0]) == "Short."


WORDS = st.lists(st.sampled_from(["mole", "sea", "“wall”", "the", "x.", "Ü"]), max_size=8).map(" ".join)


@given(WORDS, WORDS, st.sampled_from(["verbatim", "edited", "reworded", "quote"]))
def test_no_letter_is_lost(a, b, kind):
    lines, _ = pair(kind, a, b)
    for text, shown in zip((a, b), lines, strict=True):
        expected = [text[s.start : s.end] for s in sentences(text)] or [text] * bool(text)
        assert ["".join(words for _, words in line) for line in painted(shown)] == expected


def test_shares_add_up_and_every_link_of_a_sentence_has_a_family():
    index = Index(trace())
    view = story_view(index, index.stories[0])
    columns, families = collate(view.witnesses, index.annotations, view.alignments)
    numbers = {family.number for family in families}
    for column in columns:
        assert sum(share for _, share in column.shares) == pytest.approx(1)
        named = {line.family for p in column.paragraphs for line in p.lines if line.family}
        assert named <= numbers
    assert all(len({m.siglum for form in f.forms for m, _ in form.members}) > 1 for f in families)


def test_a_long_report_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(collation, "LONGEST_REPORT", 20)
    long = witness("A", "One sentence here. Another sentence that goes on. A third.")
    columns, _ = collate((long,), {"A": annotated(long)}, ())
    assert "".join(t for line in painted(columns[0].paragraphs[0].lines) for _, t in line).startswith(
        "One sentence"
    )
    assert columns[0].beyond == len(long.report.text) - 20
    assert len(columns[0].paragraphs[0].lines) == 2


def test_sentences_beyond_the_cut_are_no_link(monkeypatch):
    monkeypatch.setattr(collation, "LONGEST_REPORT", 5)
    one, other = witness("A", "It is. It was."), witness("B", "It is. It was.")
    spans = [Span(0, 6), Span(7, 14)]
    found = Alignment("A", "B", "same", "", 1, 1, tuple(Match(s, s, "verbatim", ()) for s in spans))
    _, families = collate((one, other), {w.report.id: annotated(w) for w in (one, other)}, (found,))
    assert [[start for form in f.forms for _, start in form.members] for f in families] == [[0, 0]]


# -- days -------------------------------------------------------------------------------------------


def days():
    index = Index(trace())
    view = story_view(index, index.stories[0])
    _, families = collate(view.witnesses, index.annotations, view.alignments)
    family_of = {
        (m.report.id, start): f.number for f in families for form in f.forms for m, start in form.members
    }
    return timeline(view.witnesses, index.annotations, family_of)


def test_days_are_in_order_with_what_is_told_of_them():
    found = days()
    assert [day.value for day in found] == ["2031-06", "2031-09-02", "2031-09-03", "2031-09-04"]
    assert [[w.siglum for w in day.published] for day in found] == [[], ["A", "B"], ["C", "D"], ["E"]]
    (tuesday,) = found[1].told
    assert (tuesday.expression, [w.siglum for w in tuesday.witnesses]) == ("Tuesday", ["A", "B", "D"])
    assert tuesday.before.endswith("mole on ") and tuesday.after.startswith(" after divers")


@pytest.mark.parametrize("value", ["XXXX-WXX-7", "2031", "P3D", "2031-W02", "FUTURE_REF", "2031-09-020"])
def test_what_is_no_day_or_month_is_not_on_the_line(value):
    one = witness("A", "It rained then.")
    date = TimeExpression(10, 14, "then", "DATE", value, None)
    assert timeline((one,), {"A": replace(annotated(one), dates=(date,))}, {}) == ()


def test_a_time_belongs_to_its_day():
    one = witness("A", "It rained then.")
    date = TimeExpression(10, 14, "then", "TIME", "2031-09-02T19:30", "time")
    (day,) = timeline((one,), {"A": replace(annotated(one), dates=(date,))}, {})
    assert (day.value, day.told[0].before, day.told[0].after) == ("2031-09-02", "It rained ", ".")
