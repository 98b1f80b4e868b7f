"""Bare texts aligned by their words alone: relations, spans, scripts, odd texts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crowd import crowd
from retold.reuse.quick import Aligned, align_sheets, align_texts, shares, sheet
from retold.text.edits import replay
from retold.text.tokens import keys

CASES = Path(__file__).parents[1] / "cases/reuse"
PAIRS = tomllib.loads((CASES / "pairs.toml").read_text(encoding="utf-8"))["pair"]
LINES = sorted({line for case in PAIRS for side in "ab" for line in case[side].split(". ")})
odd_texts = st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=8).map(". ".join)


def held(a: str, b: str) -> Aligned:
    return align_sheets({0: sheet(a), 1: sheet(b)}, (0, 1))


def test_copies_are_told_from_quotations_and_from_nothing() -> None:
    report = (
        "The mayor of Oxmouth closed the narrow bridge on Monday. Seven barges waited below it until noon."
    )
    quotation = "“The bridge is rotten to the last plank and the council knew it,” the engineer said."
    assert held(report, report).relation == "same"
    assert (
        held(report + " " + LINES[0], f"{report} Nobody else was told. {LINES[1]}").relation != "independent"
    )
    other = (
        "In Tarnwick the welders heard otherwise. “The bridge is rotten to the last plank and the council "
    )
    other += "knew it,” a letter says. They went home at six in the rain."
    found = held(f"{quotation} Nothing more was heard from him that evening in the harbour.", other)
    assert found.relation == "quotes-only" and {match.kind for match in found.matches} == {"quote"}
    assert held(report, "The welders of Tarnwick went home in the rain at six.").matches == ()


@given(odd_texts, odd_texts)
@settings(max_examples=80, deadline=None)
def test_what_always_holds(a: str, b: str) -> None:
    found = held(a, b)
    assert 0.0 <= found.shared_a <= 1.0 and 0.0 <= found.shared_b <= 1.0
    for match in found.matches:
        assert keys(a[match.a.start : match.a.end]) and keys(b[match.b.start : match.b.end])
        assert replay(a, b, match.edits) == keys(b[match.b.start : match.b.end])


@pytest.mark.parametrize("text", ["", "word", "word " * 100_000, "总统周日表示" * 9000, "😀 e\u0301 " * 900])
def test_odd_texts_against_themselves(text: str) -> None:
    found = held(text, text)
    assert found.relation == ("same" if keys(text) and len(keys(text)) >= 4 else "independent")


def test_shares_are_parts_of_the_words() -> None:
    report = "The mayor of Oxmouth closed the narrow bridge on Monday."
    longer = f"{report} Seven barges waited below the old town lock until noon."
    assert shares(report, longer) == (1.0, 0.5)
    assert shares(report, "") == (0.0, 0.0)


def test_processes_change_nothing() -> None:
    texts = [one.text for one in crowd(1500, seed=2)]
    alone, together = list(align_texts(texts, workers=1)), list(align_texts(texts, workers=2))
    assert alone == together
    assert [(one.a, one.b) for one in alone] == sorted((one.a, one.b) for one in alone)
    assert len([one for one in alone if one.relation in ("same", "derived")]) > 200
