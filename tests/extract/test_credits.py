"""Whose text it is, whose picture, and whom a report cites."""

import pytest

from retold.config import ExtractSettings
from retold.extract import extract
from retold.extract.credits import is_credit_line
from retold.records import Page

BODY = (
    "The council of Westhaven voted on Tuesday to close the old bridge for the winter.\n\n"
    "Mayor Tilda Marsh said the bridge would open again in spring.\n\n"
    "The bridge was built in 1911 and has been closed eleven times since.\n\n"
)
TITLE = "Bridge to close\n\n"

# text of the page: agency, role and whether it is a wire, in order
CASES = {
    "dateline": (TITLE + "WESTHAVEN (AFP) – " + BODY, [("AFP", "text", True)]),
    "dateline with a day": (TITLE + "WESTHAVEN, May 6 (Reuters) - " + BODY, [("Reuters", "text", True)]),
    "dateline of an agency not in the data": (TITLE + "WESTHAVEN (MNA) – " + BODY, [("MNA", "text", True)]),
    "line of agencies and a place": (
        TITLE + "AFP | PTI Westhaven\n\n" + BODY, [("AFP", "text", True), ("PTI", "text", True)]),
    "line of an agency not in the data": (TITLE + "MNA | Port Sallow\n\n" + BODY, [("MNA", "text", True)]),
    "byline": (TITLE + "By The Associated Press\n\n" + BODY, [("AP", "text", True)]),
    "tag line": (TITLE + BODY + "Based on AFP", [("AFP", "text", True)]),
    "with files from": (TITLE + BODY + "With files from Reuters", [("Reuters", "text", True)]),
    "at the end of the last line": (TITLE + BODY.rstrip() + " REUTERS", [("Reuters", "text", True)]),
    "in brackets at the end": (TITLE + BODY.rstrip() + " (PTI)", [("PTI", "text", True)]),
    "picture": (TITLE + "The bridge on Tuesday. Photo: Jon Ask/AFP\n\n" + BODY, [("AFP", "picture", True)]),
    "reported": (TITLE + "The bridge is rusty, AFP reported on July 9.\n\n" + BODY, [("AFP", "cited", True)]),
    "told": (TITLE + BODY + '"It is rusty," Marsh told CNN.', [("CNN", "cited", False)]),
    "according to": (TITLE + BODY + "It is rusty, according to Le Monde.", [("Le Monde", "cited", False)]),
    "copyright": (
        TITLE + BODY + "© 2014 The Associated Press. All rights reserved.", [("AP", "text", True)]),
    "a first name": (TITLE + "By Petra Vance\n\n" + BODY, []),
    "a word that is also a name": (TITLE + BODY + "The trend is clear, said Marsh. Time will tell.", []),
    "only mentioned": (TITLE + BODY + "The offices of Reuters are on the bridge.", []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_credits(name):
    text, expected = CASES[name]
    page = Page(path="x.txt", line=None, media="text", content=text.encode())
    report = extract(page, ExtractSettings(shortest_body=5))
    assert [(c.agency, c.role, c.wire) for c in report.credits] == expected
    for credit in report.credits:
        assert report.text[credit.start : credit.end].strip()


@pytest.mark.parametrize(
    "line",
    [
        "AFP | PTI Westhaven",
        "Based on AFP",
        "REUTERS",
        "Source: Reuters",
        "The Associated Press",
        "MNA | Port Sallow",
    ],
)
def test_a_line_that_is_nothing_but_a_credit(line):
    assert is_credit_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: AFP",
        "AFP reporter shot in Westhaven",
        "Reuters to cut jobs and close offices",
        "Trend",
        "PA"[:1],
        "",
    ],
)
def test_a_line_that_is_no_credit(line):
    assert not is_credit_line(line)
