"""Promises: who undertakes what, by when, and what came of it."""

from __future__ import annotations

import pytest

from retold.annotate import annotate
from retold.compare.outcomes import Action, Tellings, Told, outcome
from retold.compare.promises import promises
from retold.config import AnnotateSettings, ExtractSettings
from retold.extract import extract
from retold.records import Page, Promise, Report, Span, Story

FILLER = (
    "The town of Westmere has waited for its harbour bridge for years. Traders on the quay complain about "
    "the long way round, and the ferry runs only in summer."
)


def report_of(name: str, text: str, published: str | None) -> Report:
    content = f"{text}\n\n{FILLER}".encode()
    page = Page(
        path=name,
        line=None,
        media="text",
        content=content,
        id=name,
        title=f"News {name}",
        published=published,
    )
    return extract(page, ExtractSettings())


def promised(*texts: str) -> tuple[tuple[Promise, ...], dict[str, Report]]:
    reports = {f"r{i}": report_of(f"r{i}", text, f"2021-03-0{i + 1}") for i, text in enumerate(texts)}
    annotations = {name: annotate(report, AnnotateSettings()) for name, report in reports.items()}
    found = promises(Story("s", "", tuple(sorted(reports)), ()), reports, annotations)
    assert all(0 <= p.start < p.end <= len(reports[p.report].text) for p in found)
    return found, reports


MADE = "Mayor Susan Parker promised to reopen the harbour bridge by Friday."


@pytest.mark.parametrize(
    ("after", "came"),
    [
        ("The harbour bridge was reopened on Friday to the sound of horns.", "happened"),
        ("Parker failed to reopen the harbour bridge by Friday, and traders were angry.", "broken"),
        ("The reopening of the harbour bridge on Friday was called off because of the storm.", "called off"),
        ("The harbour bridge will be reopened on Friday, the town hall said.", "open"),
        ("Nobody at the town hall answered the telephone on Friday evening.", "open"),
    ],
)
def test_what_came_of_a_promise_is_read_from_later_reports(after: str, came: str) -> None:
    found, reports = promised(MADE, after)
    first = next(p for p in found if p.report == "r0")
    assert (first.by, first.due, first.outcome) == ("Susan Parker", "2021-03-05", came)
    if came == "open":
        assert first.outcome_at is None
    else:
        at = first.outcome_at
        assert at is not None
        assert reports[at.report].text[at.start : at.end] == after


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("“If the council votes no, we will go to court,” Susan Parker said.", "If the council votes no"),
        ("Susan Parker threatened to resign if the council votes no.", "if the council votes no"),
        ("Susan Parker plans to open the new market hall on Saturday.", "2021-03-06"),
        ("Susan Parker vowed to rebuild the old market hall.", None),
    ],
)  # fmt: skip
def test_who_undertakes_it_and_by_when(text: str, due: str | None) -> None:
    found, _ = promised(text)
    assert [(p.by, p.due, p.outcome) for p in found] == [("Susan Parker", due, "open")]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was opened on Monday by Susan Parker, who cut a red ribbon.",
        "Susan Parker said that it would be sad if nobody came.",
        "Susan Parker will have a cold.",
        "If the bridge had opened in time, the fair would have made money.",
    ],
)
def test_what_is_no_promise(text: str) -> None:
    assert promised(text)[0] == ()


def test_a_promise_told_twice_counts_once() -> None:
    found, _ = promised(MADE, MADE)
    assert [p.report for p in found] == ["r0"]


def test_an_older_report_tells_no_outcome() -> None:
    made = Told("b", Span(0, 10), "2021-03-02", "")
    older = Told("a", Span(0, 10), "2021-03-01", "The harbour bridge was reopened on Friday")
    assert outcome(Action("reopen", ("harbor", "bridge")), made, Tellings([older])) == ("open", None)
