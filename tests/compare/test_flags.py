"""Flags: only a report with many marks of several sorts gets one."""

from __future__ import annotations

from pathlib import Path

import pytest

from retold.annotate import annotate
from retold.compare.flags import flags
from retold.compare.rewording import reworded
from retold.config import AnnotateSettings, ExtractSettings
from retold.extract import extract
from retold.records import Flag, Page

STITCHED = (Path(__file__).parent / "flags_stitched.txt").read_text("utf-8")

CLEAN = (Path(__file__).parent / "flags_clean.txt").read_text("utf-8")


def flagged(text: str) -> tuple[Flag, ...]:
    page = Page(
        path="a.txt", line=None, media="text", content=text.encode(), id="a", title="A call for Norrland"
    )
    report = extract(page, ExtractSettings())
    found = flags(report, annotate(report, AnnotateSettings()))
    assert all(0 <= f.start < f.end <= len(report.text) and f.report == report.id for f in found)
    return found


def test_a_stitched_and_reworded_page_gets_both_flags_with_their_places() -> None:
    found = {flag.kind: flag.why for flag in flagged(STITCHED)}
    assert set(found) == {"stitched", "machine-reworded"}
    for sign in ("surname alone", "Henderson", "without a speaker", "two spellings", "planned and over"):
        assert sign in found["stitched"]
    for sign in ("Russian Federation", "USA elections", "the that", "Mc Donnell"):
        assert sign in found["machine-reworded"]


def test_a_clean_report_gets_none() -> None:
    assert flagged(CLEAN) == ()


@pytest.mark.parametrize("part", range(0, 11, 2))
def test_a_single_paragraph_of_it_is_no_proof(part: int) -> None:
    assert flagged(STITCHED.split("\n\n")[part] + "\n\n" + CLEAN) == ()


@pytest.mark.parametrize(
    ("words", "sorts"),
    [
        ("sanctions on Russian Federation, and Russia knows it", ["swapped"]),
        ("sanctions on the Russian Federation, and Russia knows it", []),
        ("the former Russian Federation envoy to Russia", []),
        ("he moved to European Union in May", ["articles"]),
        ("he met European Union officials in May", []),
        ("the United States and European Union are allies", []),
        ("the USA elections of May", ["attributive"]),
        ("the USA team won in May", []),
        ("a street side bomb hurt two", ["phrases"]),
        ("a roadside bomb hurt two", []),
        ("it was the that decided", ["determiners"]),
        ("Senator Mc Connor spoke", ["names"]),
        ("Senator McConnor spoke", []),
    ],
)  # fmt: skip
def test_signs_of_rewording(words: str, sorts: list[str]) -> None:
    filler = "The mayor of the town spoke for an hour about the harbour and the boats lying there in winter."
    page = Page(
        path="a", line=None, media="text", content=f"{filler} Then {words}.\n\n{filler}".encode(), id="a"
    )
    assert [sign.sort for sign in reworded(extract(page, ExtractSettings()))] == sorts
