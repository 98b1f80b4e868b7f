"""Plain text as crawlers leave it: what each line is, and that no line is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.config import ExtractSettings
from retold.errors import InputError, NoArticleError
from retold.extract import extract
from retold.extract.plain import plain_blocks
from retold.records import Page

# A page as a crawler leaves it; the kind of each line that is not blank stands before it.
CRAWLED = """
boilerplate|Skip to content
boilerplate|Menu
boilerplate|Thursday 3rd of May 2018 |
boilerplate|• Last Update
title|Ferry to Westhaven stops for a week
deck|Rusty ramps must be replaced before the summer
caption|The ferry Anna Grete, left, at the pier of Westhaven. Photo: Jon Ask/AFP
credit|AFP | Westhaven
dateline|Last Updated : Apr 09 2018 | 7:39 PM GMT
body|The ferry to Westhaven will not sail for a week because its ramps have rusted, the harbour master said.
body|"We looked at the bolts and we did not like what we saw," Tilda Marsh told reporters on the pier.
boilerplate|Advertisement
body|About 4,000 people take the ferry every day, and most of them will have to drive around the fjord.
related_link|READ MORE: The bridge that was never built
crosshead|Buses instead
body|The county said it would put on buses from six in the morning, and that tickets for the ferry are good.
post|Buses from six. Bring a coat, it is a long way round.
post|— Westhaven County (@westhaven) April 9, 2018
body|Marsh, who has run the harbour since 2009, said the work would cost two million crowns.
pull_quote|We looked at the bolts and we did not like what we saw
body|The ferry was built in 1974 and was to be replaced long ago, but the money went to a swimming pool.
note|(Only the headline of this report has been changed; the rest comes from a syndicated feed.)
boilerplate|Latest News
boilerplate|Swimming pool wins a prize
boilerplate|Most Read Articles
boilerplate|Subscribe
boilerplate|© 2018 The Westhaven Post
"""
LINES = [line.split("|", 1) for line in CRAWLED.strip().split("\n")]


def report(text, shortest=5, **fields):
    page = Page(path="x.txt", line=None, media="text", content=text.encode(), **fields)
    return extract(page, ExtractSettings(shortest_body=shortest))


def kinds_of(found):
    return {line: b.kind for b in found.blocks for line in found.text[b.start : b.end].split("\n")}


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n\n"])
def test_each_line_is_told_for_what_it_is(between):
    found = kinds_of(report(between.join(line for _, line in LINES)))
    missed = {line: found[line] for kind, line in LINES if found[line] != kind}
    # where no empty line parts them, a caption may run into what follows
    assert missed == {}


def test_the_text_stays_as_it_was():
    text = "\ufeffFerry stops\r\n\r\n" + "\r\n".join(line for _, line in LINES[9:12])
    found = report(text)
    assert found.text == text.removeprefix("\ufeff").replace("\r\n", "\n")


def test_a_title_that_is_known_and_not_there_is_put_before():
    body = "\n\n".join(line for kind, line in LINES if kind == "body")
    found = report(body, title="Ferry stops for a week")
    assert found.text == "Ferry stops for a week\n\n" + body
    assert [b.kind for b in found.blocks] == ["title"] + ["body"] * 6


def test_a_title_that_opens_the_text_is_not_put_twice():
    body = "\n\n".join(line for kind, line in LINES if kind == "body")
    found = report("Ferry stops for a week.\n\n" + body, title="Ferry stops for a week")
    assert found.text.startswith("Ferry stops for a week.\n\nThe ferry")
    assert found.blocks[0].kind == "title"


def test_an_address_line_gives_the_address_and_the_outlet():
    body = "\n\n".join(line for kind, line in LINES if kind == "body")
    found = report("Ferry stops for a week\nhttp://www.westhaven.example/2018/04/09/ferry\n\n" + body)
    assert found.url == "http://www.westhaven.example/2018/04/09/ferry"
    assert found.outlet == "westhaven.example"
    assert (found.title, found.published.value) == ("Ferry stops for a week", "2018-04-09")
    assert [b.kind for b in found.blocks][:3] == ["title", "boilerplate", "body"]


WRAPPED = """Ferry to Westhaven stops for a week

   The ferry between Oxmouth and Westhaven will not sail for a week because
its ramps have rusted, the harbour master said on Monday. She had looked at
the bolts herself.
   About 4,000 people take the ferry every day, and most of them will have to
drive around the fjord, which takes two hours on a good day and four in the
snow.

   The county said it would put on buses from six in the morning, and that the
tickets for the ferry are good on them.
"""


def test_wrapped_lines_make_one_paragraph():
    found = report(WRAPPED)
    assert [(b.kind, found.text[b.start : b.end].count("\n")) for b in found.blocks] == [
        ("title", 0),
        ("body", 2),
        ("body", 2),
        ("body", 1),
    ]


def test_tokenised_text_is_body():
    text = (
        "The ferry to Westhaven will not sail , the harbour master said Monday . `` We looked at the "
        "bolts , '' she told reporters .\n\nBuses will run instead , the county said ."
    )
    assert {b.kind for b in report(text).blocks} == {"body"}


def test_a_list_of_names_at_the_end_is_kept_where_no_furniture_stands_around():
    body = "\n\n".join(line for kind, line in LINES if kind == "body")
    signed = ["Professor Anna Holt, University of Westhaven", "Jens Aaby, skipper of the Anna Grete"]
    found = kinds_of(report("Letter to the county\n\n" + "\n\n".join([body, *signed])))
    assert [found[line] for line in signed] == ["body", "body"]


def test_a_page_without_an_article_is_refused():
    with pytest.raises(NoArticleError, match="words of body"):
        report("Home\nNews\nSport\nSign in\n© 2018", shortest=25)


def test_a_line_of_nothing_but_names_is_a_caption():
    body = [line for kind, line in LINES if kind == "body"]
    more = "The mayor, Jens Aaby, came to the pier with Tilda Marsh and said that the county would pay."
    found = kinds_of(
        report("\n\n".join(["Ferry stops for a week", "Jens Aaby and Tilda Marsh", more, *body]))
    )
    assert found["Jens Aaby and Tilda Marsh"] == "caption"


def test_a_row_says_itself_that_it_is_a_report():
    page = Page(path="x.jsonl", line=1, media="text", content=b"Swimmer dies at 91")
    assert extract(page, ExtractSettings()).title == "Swimmer dies at 91"


def test_a_line_that_leads_to_what_follows_is_no_crosshead():
    told = ["The skipper went on:", "That is right."]
    body = [line for kind, line in LINES if kind == "body"]
    found = kinds_of(report("\n\n".join(["Ferry stops for a week", *body[:3], *told, *body[3:]])))
    assert [found[line] for line in told] == ["body", "body"]


def test_the_same_text_has_the_same_id_and_a_row_keeps_its_own():
    text = "Ferry stops\n\n" + LINES[9][1]
    assert report(text).id == report(text).id != report(text + " ").id
    assert report(text, id="row-7").id == "row-7"


def test_lines_of_many_scripts_are_kept():
    told = (
        "奥克斯茅斯和韦斯特黑文之间的渡轮将停航一周，因为坡道已经生锈。港务长星期一表示，公交车将代替渡轮。"
    )
    text = f"渡轮停航一周\n\n{told}\n"
    found = report(text)
    assert [b.kind for b in found.blocks] == ["title", "body"]
    assert found.language == "zh"


PIECES = st.sampled_from(
    [line for _, line in LINES]
    + ["", "  ", "x", "• one", "By Anna Holt", "https://example.org/2014/05/09/a", "(AFP)", "\t", "—", "1"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=40), max_size=25), st.none() | st.text(max_size=30))
def test_blocks_hold_every_line_once_and_in_order(lines, title):
    text = "\n".join(lines)
    at = 0
    for block in plain_blocks(text, title):
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_a_report_points_into_its_text(lines):
    try:
        found = report("\n".join(lines))
    except InputError:
        return
    for credit in found.credits:
        assert found.text[credit.start : credit.end].strip()
