"""Bytes as text: what is declared, what is wrongly declared, what is no text."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.errors import InputError, NoArticleError, UnreadableError
from retold.extract.decode import decoded, repaired
from retold.records import Page

WESTERN = "The minister said “it’s time” — and left for Zürich, a café in Málaga. The plan cost £5."
CHINESE = "外交部发言人星期三在北京表示，两国将继续合作。发言人说，会谈在友好的气氛中进行。"
RUSSIAN = "Министр заявил в четверг, что переговоры завершены успешно. Об этом сообщает агентство."


def page(content, **fields):
    return Page(path="x.html", line=None, media="html", content=content, **fields)


def declared(charset, text):
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


CASES = {
    "utf-8": (WESTERN, "utf-8", None),
    "utf-8 with a mark": (WESTERN, "utf-8-sig", None),
    "utf-16 with a mark": (WESTERN, "utf-16", None),
    "utf-16 without a mark": (WESTERN, "utf-16-le", None),
    "cp1252 undeclared": (WESTERN, "cp1252", None),
    "cp1252 declared": (declared("windows-1252", WESTERN), "cp1252", None),
    "cp1252 declared as utf-8": (declared("utf-8", WESTERN), "cp1252", None),
    "cp1252 declared as latin 1": (declared("iso-8859-1", WESTERN), "cp1252", None),
    "gb18030 declared": (declared("gb18030", CHINESE), "gb18030", None),
    "gb18030 declared as gb2312": (declared("gb2312", CHINESE + "镕"), "gb18030", None),
    "gb18030 undeclared": (CHINESE * 3, "gb18030", None),
    "gb18030 declared as latin 1": (declared("iso-8859-1", CHINESE), "gb18030", None),
    "cp1251 undeclared": (RUSSIAN, "cp1251", None),
    "declared outside the bytes": (WESTERN, "cp1252", "windows-1252"),
    "a character set that is none": (declared("no-such-set", WESTERN), "utf-8", None),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_read_in_its_character_set(name):
    text, codec, charset = CASES[name]
    assert decoded(page(text.encode(codec), charset=charset)) == text


@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_mojibake_is_repaired_where_it_is_certain(codec):
    text = "Zürich, a café in Málaga and the naïve plan"
    assert repaired(text.encode().decode(codec)) == text


@pytest.mark.parametrize("text", [WESTERN, CHINESE, RUSSIAN, "plain", "A ‘quote’ — and 100 €", "São Tomé"])
def test_what_is_right_is_left_alone(text):
    assert repaired(text) == text


def test_nul_bytes_and_carriage_returns_keep_their_places():
    assert decoded(page(b"one\x00two\r\nthree\rfour")) == "one two\nthree\nfour"


def test_a_page_cut_within_a_character_is_read():
    assert decoded(page("a café".encode()[:-1])) == "a caf\ufffd"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 and so on", b"\x89PNG\r\n", b"PK\x03\x04abc", bytes(range(256)) * 9]
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(UnreadableError, match="not a page of text"):
        decoded(page(content))


def test_nothing_is_no_page():
    with pytest.raises(NoArticleError):
        decoded(page(b" \n "))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    with contextlib.suppress(InputError):
        assert "\r" not in decoded(page(content))
