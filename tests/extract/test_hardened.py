"""Pages that are far too long, broken, or dressed up: a clear result in little time."""

from __future__ import annotations

import pytest

from retold.config import ExtractSettings
from retold.errors import NoArticleError
from retold.extract import extract
from retold.records import Page, Report

LEAD = "The council of Norwick said on Monday that it would mend the old bridge before the winter comes."
MORE = "Mayor Ana Brill read out the plan, and nobody in the hall had a word to say against any of it."
LAST = "Work is to begin in the week after the fair, when the river is low and the mill stands still."


def _html(body: str, head: str = "<title>Norwick mends its bridge</title>") -> Report:
    page = f"<html><head>{head}</head><body><h1>Norwick mends its bridge</h1>{body}</body></html>"
    return extract(Page(path="p.html", line=None, media="html", content=page.encode()), ExtractSettings())


def _plain(text: str) -> Report:
    return extract(Page(path="p.txt", line=None, media="text", content=text.encode()), ExtractSettings())


def _kinds(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, report.text[block.start : block.end]) for block in report.blocks]


PROSE = "".join(f"<p>{sentence}</p>" for sentence in (LEAD, MORE, LAST))


def test_an_element_with_very_many_attributes_costs_nothing():
    many = " ".join(f'data-a{i}="v{i}"' for i in range(50_000))
    assert LEAD in _html(f"<div {many}></div>{PROSE}").text


@pytest.mark.parametrize("depth", [1_000, 5_000])
def test_deep_pages_are_read(depth):
    assert LAST in _html("<div>" * depth + PROSE + "</div>" * depth).text


def test_a_page_of_endless_repetition_is_refused():
    with pytest.raises(NoArticleError, match="lines of text"):
        _html(f"<p>{LEAD}</p>" * 25_000)


def test_a_text_longer_than_any_report_is_refused():
    with pytest.raises(NoArticleError, match="characters of text"):
        _plain((LEAD + " ") * 40_000)


def test_the_same_line_many_times_is_told_no_more_often_than_it_stands():
    report = _html(f"<p>{LEAD}</p>" * 600 + f"<p>{MORE}</p>")
    assert report.text.count(LEAD) <= 600


def test_a_paragraph_with_code_in_it_stays_whole():
    broken = (
        "Who reads the sluice calls <code>level</code> first, then <code>gate open</code>, and waits for it."
    )
    whole = "Who reads the sluice calls level first, then gate open, and waits for it."
    texts = [text for _, text in _kinds(_html(PROSE + f"<p>{broken}</p>" + PROSE))]
    assert texts.count(whole) <= 2
    assert any(whole in text for text in texts)
    assert not any(text != whole and text in whole for text in texts)


def test_a_long_caption_ends_with_its_credit():
    caption = (
        "FILE - In this Sept. 3 file photo, Mayor Ana Brill walks over the bridge at noon, and "
        + "the river below it was high and brown " * 10
        + "as it is in most years. (AP Photo/Joe Smallwood, File)"
    )
    report = _plain(f"Norwick mends its bridge\n\n{LEAD}\n\n{MORE}\n\n{caption}\n\n{LAST}\n")
    assert ("caption", caption) in _kinds(report)


@pytest.mark.parametrize(
    "head",
    [
        "Home / Town / Norwick mends its bridge\n\nNorwick mends its bridge\n\n3 May 2031",
        "Fairs and markets\n\nNorwick mends its bridge\n\nBy Ana Stone\n\nThe old bridge is mended.",
        "Norwick mends its bridge\n\nThe council will mend the old bridge before winter.\n\n3 May 2031",
    ],
)
def test_the_title_of_a_plain_text_is_told_by_what_stands_round_it(head):
    assert _plain(f"{head}\n\n{LEAD}\n\n{MORE}\n\n{LAST}\n").title == "Norwick mends its bridge"


def test_labels_of_a_form_are_no_byline():
    form = '<div class="author"><span>By Ana Stone</span></div><p class="author-form">Name(required)</p>'
    report = _html(form + PROSE)
    assert not any("required" in text for _, text in _kinds(report))
