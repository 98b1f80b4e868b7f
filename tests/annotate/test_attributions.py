import tomllib
from pathlib import Path

import pytest
from annotate_reports import report

from retold.annotate import annotate
from retold.config import AnnotateSettings

FOLDER = Path(__file__).parents[1] / "cases/quotes"
FILES = ("english", "headings", "foreign")


def cases():
    for name in FILES:
        for case in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            yield pytest.param(case, id=f"{name}: {case['name']}", marks=marks)


def covering(attributions, at, end, kinds):
    """The attribution with the smallest content around a stretch."""
    found = [
        a for a in attributions
        if a.kind in kinds and any(s.start <= at and end <= s.end for s in a.content)
    ]  # fmt: skip
    return min(found, key=lambda a: sum(s.end - s.start for s in a.content), default=None)


@pytest.mark.parametrize("case", list(cases()))
def test_who_said_what(case):
    made = report(case["text"], case.get("title", ""), case.get("language", "en"))
    told = annotate(made, AnnotateSettings()).attributions

    def by(words, kinds):
        at = made.text.index(words)
        return covering(told, at, at + len(words), kinds)

    for words, speaker in case.get("said", ()):
        found = by(words, ("direct", "mixed"))
        assert found is not None, words
        assert (found.speaker or "") == speaker, found.why
    for words, speaker in case.get("told", ()):
        found = by(words, ("indirect", "mixed"))
        assert found is not None, words
        assert found.speaker == speaker, found.why
    for words in case.get("nobody", ()):
        assert by(words, ("direct", "mixed")) is None, words
    for words in case.get("untold", ()):
        assert by(words, ("direct", "mixed", "indirect")) is None, words


def test_every_attribution_says_why():
    for case in cases():
        case = case.values[0]
        made = report(case["text"], case.get("title", ""), case.get("language", "en"))
        assert all(a.why for a in annotate(made, AnnotateSettings()).attributions)


def test_a_reopened_quotation_is_one_attribution():
    made = report('"We lost the barn," Ruth Abelson said. "We lost the horses.\n\n"We kept the house."')
    (only,) = annotate(made, AnnotateSettings()).attributions
    assert len(only.content) == 3


def test_a_post_is_at_first_hand_with_its_day():
    text = "Mayor Olga Marten wrote online.\n\nThe bridge opens!\n— Olga Marten (@olgamarten) July 9, 2017"
    made = report(text, kinds={1: "post"})
    post = next(a for a in annotate(made, AnnotateSettings()).attributions if a.primary)
    assert (post.speaker, post.day, post.kind) == ("Olga Marten", "2017-07-09", "direct")
    assert [made.text[s:e] for s, e in post.content] == ["The bridge opens!"]


def test_a_post_in_two_paragraphs_loses_its_links():
    text = "It rains in Aldmoor https://x.example/abc\n\n— Aldmoor Weather (@aldweather) 3 May 2019"
    made = report(text)
    (post,) = annotate(made, AnnotateSettings()).attributions
    assert [made.text[s:e] for s, e in post.content] == ["It rains in Aldmoor"]
    assert (post.speaker, post.day) == ("Aldmoor Weather", "2019-05-03")


def test_a_post_that_names_no_day_has_none():
    made = report("It rains.\n— Aldmoor Weather (@aldweather)")
    (post,) = annotate(made, AnnotateSettings()).attributions
    assert post.primary and post.day is None
