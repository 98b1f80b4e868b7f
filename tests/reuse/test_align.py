"""Two reports held against each other: relations, kinds of matches, and what must always hold."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reuse_reports import made

from retold.config import ReuseSettings
from retold.records import Alignment, BlockKind
from retold.reuse import align, align_all
from retold.text.edits import replay
from retold.text.tokens import keys

CASES = Path(__file__).parents[1] / "cases/reuse"
PAIRS = tomllib.loads((CASES / "pairs.toml").read_text(encoding="utf-8"))["pair"]
SENTENCES = tomllib.loads((CASES / "sentences.toml").read_text(encoding="utf-8"))["sentence"]
SETTINGS = ReuseSettings()


def held(a: str, b: str, kinds: tuple[BlockKind, ...] = ()) -> Alignment:
    """The alignment of two texts."""
    (of_a, notes_a), (of_b, notes_b) = made("a", a, kinds), made("b", b)
    return align(of_a, of_b, notes_a, notes_b, SETTINGS)


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["name"])
def test_a_pair_has_the_relation_a_reader_gives_it(case: dict[str, str]) -> None:
    found = held(case["a"], case["b"])
    assert found.relation == case["relation"], found.why
    assert found.why


def test_sentences_are_matched_in_the_manner_in_which_they_were_changed() -> None:
    a = " ".join(case["a"] for case in SENTENCES)
    b = " ".join(case["b"] for case in SENTENCES)
    found = held(a, b)
    told = {(a[m.a.start : m.a.end], b[m.b.start : m.b.end]): m.kind for m in found.matches}
    assert told == {(case["a"], case["b"]): case["kind"] for case in SENTENCES}


def test_a_sentence_that_was_split_has_two_counterparts() -> None:
    case = PAIRS[0]
    first = "The archive burned for six hours, destroying the parish registers"
    long, parts = f"{first}, and two firemen were treated.", f"{first}. Two firemen were treated."
    a, b = case["a"] + "\n\n" + long, case["a"] + "\n\n" + parts
    found = [m for m in held(a, b).matches if a[m.a.start : m.a.end] == long]
    assert [b[m.b.start : m.b.end] for m in found] == [s + "." for s in parts[:-1].split(". ")]


@pytest.mark.parametrize("kind", ["boilerplate", "caption", "credit", "note", "byline", "related_link"])
def test_what_is_no_telling_of_the_report_makes_no_copy(kind: BlockKind) -> None:
    line = "Sign up to the Tarnwick letter and get the best of our reporting from the coast at six."
    found = held(line + PAIRS[4]["a"], line + PAIRS[4]["b"], (kind,))
    assert found.relation == "unrelated"
    assert not found.matches


def test_a_quotation_in_one_frame_and_another_is_a_quote() -> None:
    found = held(PAIRS[2]["a"], PAIRS[2]["b"])
    assert {m.kind for m in found.matches} == {"quote"}


def test_shares_are_parts_of_the_body() -> None:
    found = held(PAIRS[0]["a"], PAIRS[0]["b"])
    assert 0.5 < found.shared_a < 0.8 < 0.95 < found.shared_b <= 1.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "word " * 5000,
        "😀 👩‍👩‍👧 e\u0301t e\u0301",
        "总统周日表示他将与俄罗斯合作。",
        "ประธานาธิบดีกล่าวว่า",
        '"',
        "“”",
    ],
)
def test_odd_texts_against_themselves_and_others(text: str) -> None:
    found = held(text, text)
    assert found.relation == ("same" if keys(text) else "unrelated")
    assert check(held(text, PAIRS[0]["a"]), text, PAIRS[0]["a"])


def test_a_text_in_a_script_without_spaces_is_aligned() -> None:
    a = "总统周日表示他将与俄罗斯合作。部长们对此感到惊讶，因为没有人事先知道这个计划。"
    found = held(a, "总统周日表示，他将与俄罗斯合作。股市随后大幅下跌。")
    assert [(m.a.start, m.kind) for m in found.matches] == [(0, "verbatim")]


def test_a_collection_gives_the_pairs_that_share_a_passage() -> None:
    texts = {f"{n}{side}": case[side] for n, case in enumerate(PAIRS[:3]) for side in "ab"}
    reports, notes = zip(*(made(name, text) for name, text in texts.items()), strict=True)
    by_id = {one.report: one for one in notes}
    found = align_all(reports, by_id, SETTINGS)
    assert {("0a", "0b"), ("1a", "1b"), ("2a", "2b"), ("0a", "1a")} <= {(x.a, x.b) for x in found}
    assert found == align_all(reports[::-1], by_id, SETTINGS)
    assert [(x.a, x.b) for x in found] == sorted((x.a, x.b) for x in found)


def test_a_borrowing_of_a_dozen_words_is_found_in_long_reports() -> None:
    filler = [f"Number {n} on the list of {n * 7} barges was towed past pier {n * 3}." for n in range(120)]
    passage = "the salvage crew of the Amity had drunk the governor's entire cellar of plum brandy"
    a = " ".join([*filler[:60], f"A diver said that {passage} by noon."])
    b = " ".join(
        [f"It was rumoured {passage}.", "Nothing else was known of them at all, wrote Tove Alsaker."]
    )
    reports, notes = zip(*(made(name, text) for name, text in {"a": a, "b": b}.items()), strict=True)
    assert [(x.a, x.b) for x in align_all(reports, {n.report: n for n in notes}, SETTINGS)] == [("a", "b")]


def check(found: Alignment, a: str, b: str) -> bool:
    """Whether all spans slice, shares are shares and every script replays."""
    for match in found.matches:
        assert a[match.a.start : match.a.end].strip() and b[match.b.start : match.b.end].strip()
        assert replay(a, b, match.edits) == keys(b[match.b.start : match.b.end])
    assert 0.0 <= found.shared_a <= 1.0 and 0.0 <= found.shared_b <= 1.0
    return True


LINES = sorted(
    {s for case in PAIRS for side in "ab" for s in case[side].strip().replace("\n\n", " ").split(". ")}
)
texts = st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=8).map(". ".join)


@given(texts, texts)
@settings(max_examples=60, deadline=None)
def test_what_always_holds(a: str, b: str) -> None:
    found = held(a, b)
    check(found, a, b)
    (of_a, notes_a), (of_b, notes_b) = made("a", a), made("b", b)
    assert align(of_b, of_a, notes_b, notes_a, SETTINGS) == found


@given(texts)
@settings(max_examples=40, deadline=None)
def test_a_text_is_the_same_as_itself(a: str) -> None:
    if keys(a):
        found = held(a, a)
        assert found.relation == "same"
        assert {m.kind for m in found.matches} <= {"verbatim"}


def test_relations_are_symmetric() -> None:
    for one, other in combinations([case["a"] for case in PAIRS] + [case["b"] for case in PAIRS], 2):
        there, back = held(one, other), held(other, one)
        assert there.relation == back.relation
        assert {(m.a, m.b, m.kind) for m in there.matches} == {(m.b, m.a, m.kind) for m in back.matches}
        assert (there.shared_a, there.shared_b) == (back.shared_b, back.shared_a)
