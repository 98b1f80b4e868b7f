"""The summary says what there is to say, without colour too, and never takes a page's words for orders."""

import io
from dataclasses import replace

import pytest
from invented import at, trace
from rich.console import Console

from retold.records import Edge, Skipped, Story, Trace
from retold.views.opening import findings, opening
from retold.views.story import Index, story_view
from retold.views.summary import summary


def printed(found: Trace, width: int = 100, **options) -> str:
    console = Console(file=io.StringIO(), width=width, **options)
    console.print(summary(found))
    return console.file.getvalue()


def many(count: int) -> Trace:
    """A collection of `count` stories of two reports each, and one alone."""
    first = trace()
    reports = []
    stories = []
    for number in range(count):
        pair = [replace(first.reports[n], id=f"r{number}-{n}", outlet=f"Outlet {n}") for n in (0, 1)]
        reports += pair
        stories.append(
            Story(f"s{number:04}", f"Story number {number}", tuple(r.id for r in pair), ("x", "x"))
        )
    reports.append(replace(first.reports[2], id="alone"))
    stories.append(Story("t", "One report", ("alone",), ("x",)))
    empty = dict.fromkeys(
        ("annotations threads alignments lineage utterances coverage claims promises updates flags").split(),
        (),
    )
    return Trace(reports=tuple(reports), stories=tuple(stories), skipped=(), **empty)


def report_of(found: Trace, id_: str):
    return next(report for report in found.reports if report.id == id_)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_longer_than_the_terminal(width):
    assert max(map(len, printed(trace(), width).splitlines())) <= width


@pytest.mark.parametrize(
    "words",
    [
        "Six reports, two origins: five go back to one Northline dispatch that is not among them;",
        "α Northline dispatch (lost: not among the reports)",
        "B The Harbour Post, 2 September 2031 · 94% from it",
        "C Quay Ledger, 3 September 2031 · 66% from it, 12% from Northline dispatch",
        "1  5 outlets  Northline dispatch:",
        "“Every skipper in Varrow Bay [-will-] {+should+} be paid for lost days”",
        "Withdrawn by Ilse Marten, told by Coast Radio",
        "left out by: Varrow Courier, The Harbour Post, Quay Ledger and Saltmarsh Daily",
        "On one origin only: 3 of 4 claims",
        "otherwise Saltmarsh Daily: “She put the cost at 4.8 million crowns.”",
        "gull: stitched, people appear by surname",
        "Choir of Tarn wins the lantern prize",
        "Two pages were skipped",
    ],
)
def test_the_summary_says(words):
    assert words in printed(trace(), 200)


def test_it_reads_without_colour():
    plain = printed(trace(), force_terminal=True, no_color=True, color_system=None)
    assert "\x1b[3" not in plain
    assert "[-will-] {+should+}" in plain


def test_words_of_a_page_are_never_markup_or_control():
    hostile = "[red]boo[/red] [link=http://x]y[/link] \x1b[31m :smile: \x07 [/] \u202e"
    found = trace()
    reports = tuple(replace(r, outlet=f"{hostile} {r.id}", title=hostile) for r in found.reports)
    flags = tuple(replace(flag, why=hostile) for flag in found.flags)
    stories = tuple(replace(story, title=hostile) for story in found.stories)
    said = printed(replace(found, reports=reports, flags=flags, stories=stories), force_terminal=True)
    assert "[red]boo[/red]" in said and ":smile:" in said
    assert "\x07" not in said and "\u202e" not in said and "\x1b[31m :smile:" not in said
    assert "\x1b]8" not in said


def test_many_stories_are_listed_and_what_is_cut_is_said():
    said = printed(many(60))
    assert "81 reports" not in said
    assert "121 reports in 61 stories" in said
    assert "And 35 more stories of several reports" in said
    assert "One story is told by one report only" in said
    assert "56 stories are not told in full here." in said and "--html" in said
    assert len(said.splitlines()) < 150


def test_a_long_chain_of_copies_stays_on_the_page():
    from test_page import forty

    found = forty()
    edges = tuple(Edge(f"r{n:02}", f"r{n + 1:02}", 0.9, 0.9, ()) for n in range(39))
    lines = printed(replace(found, lineage=(replace(found.lineage[0], edges=edges),)), 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert sum("from A" in line or "from it" in line for line in lines) >= 8
    assert any("AN Outlet" in line for line in lines)


def test_nothing_at_all_is_said_too():
    nothing = replace(many(0), reports=(), stories=(), skipped=(Skipped("a", None, "empty"),))
    assert printed(nothing).split("\n")[0] == "No reports in no stories"


def test_one_update_told_in_the_same_words_is_told_once():
    found = trace()
    first = found.updates[0]
    places = [
        at(report_of(found, id_), "Every skipper in Varrow Bay should be") for id_ in ("harbour", "quay")
    ]
    updates = tuple(replace(first, report=p.report, start=p.start, end=p.end) for p in places)
    index = Index(replace(found, updates=updates))
    (change,) = story_view(index, index.stories[0]).changes
    (telling,) = change.tellings
    assert [w.siglum for w in telling.witnesses] == ["B", "C"]
    assert [w.siglum for w in change.missing] == ["A", "D"]


# -- the opening ------------------------------------------------------------------------------------


def opened(**changes) -> str:
    index = Index(replace(trace(), **changes))
    return opening(story_view(index, index.stories[0]))


def with_lineage(**changes):
    first, second = trace().lineage
    return (replace(first, **changes), second)


def test_an_opening_counts_reports_and_origins():
    said = opened()
    assert said.startswith("Six reports, two origins: five go back to one Northline dispatch")
    assert said.endswith("Coast Radio rests on posts by Ilse Marten, read at first hand.")


def test_an_opening_without_lineage_says_so():
    assert opened(lineage=()) == "Six reports; on what they stand cannot be told."


def test_a_text_of_one_of_them_is_named_as_the_source():
    first = trace().lineage[0]
    nodes = tuple(n for n in first.nodes if n.kind == "report")
    edges = tuple(e for e in first.edges if e.source == "courier")
    said = opened(
        lineage=with_lineage(
            nodes=nodes,
            edges=edges,
            origins=(("courier", "quay"), ("harbour",), ("radio",), ("gull",), ("saltmarsh",)),
        )
    )
    assert "the text of Varrow Courier stands behind that of Quay Ledger" in said
    assert "stand each on their own" in said


def test_findings_name_who_left_it_out():
    index = Index(trace())
    said = [finding.say for finding in findings(story_view(index, index.stories[0]))]
    assert said[0].startswith("Ilse Marten took back “the mole reopens by 1 October!”; Varrow Courier, The")
    assert "One quotation was altered on the way: words of Ilse Marten" in said
    assert "Read with care: gull (machine-reworded and stitched)" in said
