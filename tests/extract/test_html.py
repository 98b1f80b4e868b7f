"""HTML pages: the report and its parts, what is left out, and pages that would break a reader."""

import json
from pathlib import Path

import pytest

from retold.config import ExtractSettings
from retold.errors import InputError, NoArticleError
from retold.extract import extract
from retold.records import Page

PARAGRAPHS = [
    "The ferry between Oxmouth and Westhaven will not sail for a week because its ramps have rusted through.",
    '"We looked at the bolts and we did not like what we saw," Tilda Marsh told reporters on Monday.',
    "About 4,000 people take the ferry every day, and most of them will now have to drive around the fjord.",
    "The county said it would put on buses from six in the morning, and that tickets for the ferry are good.",
    "Marsh, who has run the harbour since 2009, said the work on both ramps would cost two million crowns.",
]
PAGE = (Path(__file__).parents[1] / "cases" / "extract" / "ferry.html").read_text("utf-8")


def report(html, **fields):
    content = html if isinstance(html, bytes) else html.encode()
    page = Page(path="x.html", line=None, media="html", content=content, **fields)
    return extract(page, ExtractSettings())


@pytest.fixture(scope="module")
def found():
    return report(PAGE)


def texts(of, kind):
    return [of.text[b.start : b.end] for b in of.blocks if b.kind == kind]


def test_title_outlet_address_date_and_language(found):
    assert found.title == "Ferry to Westhaven stops for a week"
    assert found.outlet == "The Westhaven Post"
    assert found.url == "https://post.example/news/ferry-stops"
    assert (found.published.value, found.published.precision) == ("2018-04-09T19:39+02:00", "time")
    assert found.language == "en"


def test_body_lines_are_all_there_and_nothing_else(found):
    assert texts(found, "body") == PARAGRAPHS


KINDS = {
    "title": ["Ferry to Westhaven stops for a week"],
    "deck": ["Rusty ramps must be replaced before the summer"],
    "byline": ["By Anna Holt and AFP"],
    "dateline": ["9 April 2018"],
    "caption": ["The ferry Anna Grete at the pier. Photograph: Jon Ask/Reuters"],
    "crosshead": ["Buses instead"],
    "related_link": ["The bridge that was never built", "READ MORE: Swimming pool wins a prize"],
    "note": ["Correction: An earlier version of this report named another pier."],
    "post": [
        "Buses from six. Bring a coat, it is a long way round.\n— Westhaven County (@westhaven) April 9, 2018"
    ],
    "boilerplate": [],
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_other_parts_are_told_for_what_they_are(found, kind):
    assert texts(found, kind) == KINDS[kind]


@pytest.mark.parametrize(
    "words", ["cookies", "Home", "Eels are back", "All rights reserved", "alert", "color: red"]
)
def test_furniture_and_scripts_are_left_out(found, words):
    assert words not in found.text


def test_credits_say_whose_text_and_whose_picture(found):
    assert [(c.agency, c.role) for c in found.credits] == [("AFP", "text"), ("Reuters", "picture")]


def test_blocks_follow_each_other_with_an_empty_line_between(found):
    assert "\n\n".join(found.text[b.start : b.end] for b in found.blocks) == found.text


def test_the_row_knows_better():
    row = report(
        PAGE, title="Ferry stops", url="https://other.example/a", outlet="Other", published="2018-04"
    )
    assert (row.title, row.url, row.outlet) == ("Ferry stops", "https://other.example/a", "Other")
    assert (row.published.value, row.published.how) == ("2018-04", "the row says so")


def test_an_article_in_several_boxes_is_whole():
    boxes = "".join(
        f'<div class="box"><p>{a}</p><p>{b}</p></div><div class="ad-slot">Advertisement</div>'
        for a, b in zip(PARAGRAPHS, reversed(PARAGRAPHS), strict=True)
    )
    whole = report(f"<html><body><h1>Ferry stops for a week</h1><main>{boxes}</main></body></html>")
    assert all(p in whole.text for p in PARAGRAPHS)


def test_text_that_the_page_s_data_has_is_found_again():
    data = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(PARAGRAPHS)})
    boxes = "".join(f'<div class="y{p[:2]}">{p}</div>' for p in PARAGRAPHS[2:])
    stated = f'<script type="application/ld+json">{data}</script>'
    html = f'<html><body>{stated}<div class="x1"><p>{PARAGRAPHS[0]}</p></div>{boxes}</body></html>'
    assert PARAGRAPHS[4] in report(html).text


BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
HOSTILE = {
    "nested a thousand deep": "<html><body>" + "<div>" * 1000 + BODY + "</div>" * 1000,
    "nested and never closed": "<html><body>" + "<div>" * 30_000 + BODY,
    "lists nested deep": "<html><body>" + "<ul><li>" * 600 + BODY,
    "cut in the middle": PAGE[: PAGE.index("The county said") + 30],
    "NUL bytes": PAGE.replace("ferry", "fer\x00ry"),
    "an XML head with a wrong charset": "<?xml version='1.0' encoding='gb2312'?><html><body>" + BODY,
    "declared in another charset": '<meta charset="iso-2022-jp">' + BODY,
    "JSON-LD that is broken": '<script type="application/ld+json">{"@type": </script>' + BODY,
    "JSON-LD nested deep": '<script type="application/ld+json">' + "[" * 50_000 + "</script>" + BODY,
    "JSON-LD of odd types": '<script type="application/ld+json">{"@type":["Article",5],"headline":7,'
    '"author":[[]],"datePublished":{},"publisher":"x"}</script>' + BODY,
    "comments that never end": BODY + "<!--" * 1000,
    "no tags at all": " ".join(PARAGRAPHS),
    "hidden as a whole": f'<html><body><div hidden style="display:none">{BODY}</div></body></html>',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_gives_its_report(name):
    assert "its ramps have rusted" in report(HOSTILE[name]).text.replace("\x00", " ")


REFUSED = {
    "nothing but links": "<ul>" + "<li><a href='/a'>Home and more</a></li>" * 50 + "</ul>",
    "nothing but a script": "<script>var a = 1;</script>",
    "angle brackets": "<" * 5000,
    "blank": "<html><body> </body></html>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_without_an_article_is_refused(name):
    with pytest.raises(NoArticleError):
        report(REFUSED[name])


@pytest.mark.parametrize("cut", range(100, len(PAGE), 397))
def test_a_page_cut_anywhere_is_a_report_or_refused(cut):
    try:
        part = report(PAGE[:cut])
    except InputError:
        return
    assert part.text and all(part.text[b.start : b.end].strip() for b in part.blocks)
