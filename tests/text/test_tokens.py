from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.records import Span
from retold.text.edits import edit_script, replay
from retold.text.ids import stable_id
from retold.text.sentences import sentences
from retold.text.tokens import keys, tokens

KEYS = [
    ("It’s the U.S. plan", ["it's", "the", "us", "plan"]),
    ("1,000 people at 19:30", ["1000", "people", "at", "19:30"]),
    ("Day 2 is not Day 21", ["day", "2", "is", "not", "day", "21"]),
    ("中国 and ไทย", ["中", "国", "and", "ไ", "ท", "ย"]),
    ("well-known café", ["well", "known", "café"]),
    ("", []),
    ("…!?", []),
]

SENTENCES = [
    ("He left. She stayed.", ["He left.", "She stayed."]),
    ("Mr. Orr met J. R. Vale at 5 p.m. on Jan. 5.", ["Mr. Orr met J. R. Vale at 5 p.m. on Jan. 5."]),
    ("He lives in the U.S. He is 40.", ["He lives in the U.S.", "He is 40."]),
    ("U.S. President Orr spoke.", ["U.S. President Orr spoke."]),
    ('"No," he said. "Never."', ['"No," he said.', '"Never."']),
    ('"Why?" he asked. Nobody knew!', ['"Why?" he asked.', "Nobody knew!"]),
    ("`` No , '' he said . He left .", ["`` No , '' he said .", "He left ."]),
    ("It cost $1.5 million. Too much.", ["It cost $1.5 million.", "Too much."]),
    ("One\n\nTwo", ["One", "Two"]),
    ("Er kam am 5. Mai an. Dann ging er.", ["Er kam am 5. Mai an.", "Dann ging er."]),
    ("今天下雨。明天晴。", ["今天下雨。", "明天晴。"]),
]


@pytest.mark.parametrize(("text", "expected"), KEYS)
def test_keys(text, expected):
    assert keys(text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_sentences(text, expected):
    assert [text[s.start : s.end] for s in sentences(text)] == expected


@given(st.text(max_size=400))
def test_sentences_hold_every_word_once_and_in_order(text):
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


@given(st.text(max_size=200))
def test_a_token_slices_its_word(text):
    for token in tokens(text):
        assert keys(text[token.start : token.end]) == [token.key]


WORDS = st.lists(
    st.sampled_from("the a plan law vote town U.S. 1,000 it's was not".split()), max_size=30
).map(" ".join)


@given(WORDS, WORDS)
def test_an_edit_script_replays(a, b):
    assert replay(a, b, edit_script(a, b)) == keys(b)


@given(WORDS, WORDS)
def test_an_edit_script_covers_both_sides(a, b):
    script = edit_script(a, b)
    assert list(chain(*(keys(a[e.a.start : e.a.end]) for e in script if e.kind != "added"))) == keys(a)
    assert list(chain(*(keys(b[e.b.start : e.b.end]) for e in script if e.kind != "dropped"))) == keys(b)


def test_an_edit_script_keeps_to_its_spans():
    a, b = "xx which will save lives yy", "zz it will save lives"
    script = edit_script(a, b, Span(3, 24), Span(3, 21))
    assert [(e.kind, a[e.a.start : e.a.end], b[e.b.start : e.b.end]) for e in script] == [
        ("replaced", "which", "it"),
        ("kept", "will save lives", "will save lives"),
    ]


def test_ids_are_stable():
    assert stable_id("r", "a", "b") == stable_id("r", "a", "b") != stable_id("r", "ab", "")
    assert stable_id("s", "x") == "s2d711642b726"
