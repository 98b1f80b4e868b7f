"""Whole collections: compiled code and Python agree, pairs are found, families hang together."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crowd import crowd
from retold.config import ReuseSettings
from retold.reuse.characters import WIDE, table
from retold.reuse.collection import candidates, fingerprints_of, pairs_of
from retold.reuse.fingerprints import fingerprints
from retold.reuse.wordnumbers import light_table, light_words, number_of
from retold.text.tokens import keys

SMALL = ReuseSettings(many=10**9)
LARGE = ReuseSettings(many=0)
PIECES = [
    *"abzAZ019 \n.,:;'’‘_-“”é²½ßʼ中ก๓٣İ한😀\u0301\u0e33\u1100\u1161\ud800𠀀",
    "U.S. ", "a.m.", "1,000.5", "19:30 ", "don't ", "l'été ", "rock'n'roll", "5th ", "x_y", "naïve ",
    "The ", "harbour ", "mistress ", "of ", "Oxmouth ", "shut ", "seven ", "sluices ", "before ", "the ",
]  # fmt: skip
odd_texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(st.lists(odd_texts, max_size=6))
@settings(max_examples=150, deadline=None)
def test_compiled_code_gives_the_fingerprints_of_the_rules(texts: list[str]) -> None:
    slow, fast = fingerprints_of(texts, SMALL), fingerprints_of(texts, LARGE)
    assert slow.counts.tolist() == fast.counts.tolist()
    assert slow.hashes.tolist() == fast.hashes.tolist()


@given(odd_texts)
@settings(max_examples=150, deadline=None)
def test_compiled_code_gives_the_words_of_the_rules(text: str) -> None:
    from retold.reuse.compiled import _words

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    numbers = np.empty(len(codes) + 1, np.uint64)
    if all(code < WIDE for code in codes):
        count = _words(codes, table(WIDE), np.uint64(0), np.uint64(len(codes)), numbers)
        assert count == -1 or numbers[:count].tolist() == [number_of(key) for key in keys(text)]


@given(st.lists(st.lists(st.integers(0, 30), unique=True, max_size=12), max_size=60))
@settings(max_examples=150, deadline=None)
def test_compiled_code_finds_the_pairs_of_the_rules(rows: list[list[int]]) -> None:
    prints = [np.sort(np.array(row, np.uint64)) << np.uint64(40) for row in rows]
    found = fingerprints_of([], SMALL)._replace(
        hashes=np.concatenate([np.zeros(0, np.uint64), *prints]),
        counts=np.array([len(row) for row in rows], np.int64),
    )
    for widest in (1, 3, 40):
        slow = candidates(found, ReuseSettings(widest=widest, many=10**9))
        assert slow == candidates(found, ReuseSettings(widest=widest, many=0))
        assert slow == candidates(found, ReuseSettings(widest=widest, many=0), threads=1)


def test_copies_in_a_crowd_are_found() -> None:
    told = list(crowd(600, seed=3))
    true = {(one.source, n) for n, one in enumerate(told) if one.source is not None}
    found = {(pair.a, pair.b) for pair in pairs_of(one.text for one in told)}
    assert len(found & true) >= 0.99 * len(true)
    assert found == {(pair.a, pair.b) for pair in pairs_of([one.text for one in told], LARGE)}


def test_a_large_family_hangs_together_and_a_stock_phrase_does_not() -> None:
    own = [one.text for one in crowd(200, seed=5)]
    wire = own[0]
    few = ReuseSettings(widest=5)
    stock = "Harbour mistress Brandvold answers your letters about sluices and barges every week here."
    family = [f"{text[:300]}\n\n{wire}" for text in own[1:100]]
    found = pairs_of([*family, *(f"{stock}\n\n{text}" for text in own[100:])], few)
    joined = {n for pair in found for n in (pair.a, pair.b) if pair.b < len(family)}
    assert joined == set(range(len(family)))
    assert len([pair for pair in found if pair.a >= len(family)]) < 200


@pytest.mark.parametrize(
    "text", ["", "word", "word " * 20_000, "总统周日表示他将与俄罗斯合作" * 500, "😀" * 9000]
)
def test_odd_texts_cost_nothing_special(text: str) -> None:
    texts = [text] * 5
    for chosen in (SMALL, LARGE):
        assert {(pair.a, pair.b) for pair in pairs_of(texts, chosen)} <= {
            (a, b) for b in range(5) for a in range(b)
        }
    assert fingerprints(keys(text), SMALL).tolist() == fingerprints_of([text], LARGE).hashes.tolist()


def test_light_words_are_words_that_say_little() -> None:
    assert {"the", "said", "of"} <= light_words()
    assert not {"harbour", "brandvold", "sluices"} & light_words()
    assert np.count_nonzero(light_table()) == len(light_words())


def test_small_collections_pay_for_no_compiler() -> None:
    code = "import sys; from retold.reuse.collection import pairs_of; pairs_of(['a b'] * 9); "
    code += "sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_without_a_folder_to_write_in_it_compiles_all_the_same() -> None:
    code = "import numba\n"
    code += "def njit(cache=False, **_):\n"
    code += "    if cache: raise RuntimeError('no locator')\n"
    code += "    return lambda loop: loop\n"
    code += "numba.njit = njit\n"
    code += "from retold.reuse.compiled import compiled; compiled(len)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
