"""Synthetic copies with a known truth: floors of what is found and of what is right."""

from __future__ import annotations

import pytest

from benchmarks.synthetic import WAYS, measured

ROWS = {str(row["copies"]): row for row in measured(seed=7, reports=3)}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_borrowed_sentences_are_found(name: str) -> None:
    assert float(str(ROWS[name]["recall"])) >= 0.97


@pytest.mark.parametrize("name", sorted(f"{way} {strength}" for way in WAYS for strength in (0.3, 0.6, 0.9)))
def test_what_is_found_is_right(name: str) -> None:
    assert float(str(ROWS[name]["precision"])) >= 0.97


def test_the_same_seed_makes_the_same_copies() -> None:
    assert list(measured(seed=7, reports=1)) == list(measured(seed=7, reports=1))
