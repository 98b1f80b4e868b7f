"""Pages from files and folders: what is read, what is skipped and why, and that nothing is held."""

import io
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.config import ReadSettings
from retold.records import Page, Skipped
from retold.sources.files import read_pages

SETTINGS = ReadSettings()


def read(*paths, settings=SETTINGS, stdin=None):
    return list(read_pages([str(p) for p in paths], settings, stdin))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.HTML").write_text("<p>two</p>")
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "c.htm").write_text("<p>three</p>")
    (tmp_path / "d.jsonl").write_text('{"text": "four", "id": 4}\n\n{"html": "<p>five</p>"}\n')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("not read")
    return tmp_path


def test_a_folder_is_read_with_all_below_it_in_order(folder):
    pages = read(folder)
    names = [(os.path.relpath(p.path, folder), p.line, p.media) for p in pages]
    assert names == [
        ("a.txt", None, "text"),
        ("c.htm", None, "html"),
        ("d.jsonl", 1, "text"),
        ("d.jsonl", 3, "html"),
        ("b/two.HTML", None, "html"),
    ]


def test_paths_stay_as_the_user_named_them(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert [p.path for p in read("./a.txt", "b/")] == ["./a.txt", "b/two.HTML"]


def test_the_order_of_the_paths_changes_nothing(folder):
    assert read(folder / "a.txt", folder / "b") == read(folder / "b", folder / "a.txt", folder / "a.txt")


def test_links_to_folders_make_no_loop(folder):
    (folder / "b" / "again").symlink_to(folder)
    (folder / "b" / "linked.txt").symlink_to(folder / "a.txt")
    assert len(read(folder)) == 6


def test_a_page_comes_before_the_next_is_read(folder):
    pages = read_pages([str(folder)], SETTINGS)
    assert next(pages).path.endswith("a.txt")
    (folder / "c.htm").unlink()
    assert next(pages) == Skipped(str(folder / "c.htm"), None, "no such file or folder")


BAD_FILES = {
    "missing": (None, "no such file or folder"),
    "empty.txt": (b"", "the file is empty"),
    "blank.html": (b" \n\t\n", "the file is empty"),
    "large.txt": (b"x" * 2001, "too large: 2,001 bytes, and the limit is 2,000"),
    "picture.png": (b"\x89PNG", "not a kind of file that is read (.htm .html .txt .jsonl)"),
    "empty.jsonl": (b"", "the file is empty"),
    "blank.jsonl": (b"\n\n", "no row stands in it"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_what_cannot_be_used_is_told(tmp_path, name):
    content, reason = BAD_FILES[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    path = str(tmp_path / name)
    assert read(path, settings=ReadSettings(largest_page=2000)) == [Skipped(path, None, reason)]


def test_a_large_file_is_not_read(tmp_path):
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (skipped,) = read(path)
    assert skipped.reason == "too large: 50,000,000 bytes, and the limit is 20,000,000"


def test_a_folder_without_pages_is_told(tmp_path):
    (skipped,) = read(tmp_path)
    assert "holds no file" in skipped.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_without_permission_is_told(folder):
    (folder / "b").chmod(0)
    try:
        assert Skipped(f"{folder}/b", None, "no permission to read it") in read(folder)
    finally:
        (folder / "b").chmod(0o755)


def test_a_fifo_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (skipped,) = read(tmp_path / "pipe.txt")
    assert skipped.reason == "not a regular file"


def test_a_name_no_file_can_have_is_told():
    assert len(read("a\x00b.txt")) == 1


BAD_ROWS = {
    '{"text": "cut off': "broken JSON: Unterminated string starting at character 10",
    "[1, 2]": "a row must be a JSON object, and this is a list",
    '"text"': "a row must be a JSON object, and this is a string",
    "12": "a row must be a JSON object, and this is a number",
    "null": "a row must be a JSON object, and this is null",
    "{}": 'the row has neither "text" nor "html"',
    '{"text": ""}': '"text" is empty',
    '{"text": null, "html": " "}': '"text" is empty',
    '{"text": 5}': '"text" is a number, not a string',
    '{"text": "x", "url": ["a"]}': '"url" is a list, not a string',
    '{"text": "x", "title": {}}': '"title" is an object, not a string',
    '{"text": "x", "published": 20170709}': '"published" is a number, not a string',
    '{"text": "x", "id": true}': '"id" is true or false, not a string or a whole number',
    '{"text": "x", "id": 1.5}': '"id" is a number, not a string or a whole number',
    "[" * 100_000: "broken JSON: ",
}


@pytest.mark.parametrize("row", BAD_ROWS, ids=lambda row: row[:30])
def test_a_bad_row_costs_only_itself(tmp_path, row):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "before"}\n' + row + '\n{"text": "after"}\n')
    before, bad, after = read(path)
    assert (before.content, after.content) == (b"before", b"after")
    assert (bad.path, bad.line) == (str(path), 2)
    assert bad.reason.startswith(BAD_ROWS[row])


def test_a_row_that_is_not_utf8_is_told(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n')
    assert read(path) == [Skipped(str(path), 1, "not UTF-8: byte 0xe9 at 13")]


def test_a_row_too_large_is_told_and_the_next_is_read(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "x" * 300_000}) + '\n{"text": "small"}')
    bad, good = read(path, settings=ReadSettings(largest_row=1000))
    assert bad.line == 1 and "300,013 bytes" in bad.reason and "limit is 1,000" in bad.reason
    assert good.content == b"small" and good.line == 2


def test_a_row_says_what_it_knows():
    fields = {
        "id": 7, "url": "https://example.org/a", "title": "T", "published": "2017-07",
        "publisher": "The Post", "fetched": "2018-01-01", "text": "Body\ud800",
    }  # fmt: skip
    (page,) = read("-", stdin=io.BytesIO(json.dumps(fields).encode()))
    assert page == Page(
        path="-", line=1, media="text", content="Body\ufffd".encode(), charset="utf-8", id="7",
        url="https://example.org/a", outlet="The Post", title="T", published="2017-07", fetched="2018-01-01",
    )  # fmt: skip


def test_a_byte_order_mark_before_the_first_row_is_no_matter():
    assert len(read("-", stdin=io.BytesIO(b'\xef\xbb\xbf{"text": "x"}'))) == 1


def test_standard_input_that_is_not_there_is_told():
    assert read("-") == [Skipped("-", None, "no standard input")]


@given(st.binary(max_size=300))
def test_any_bytes_as_rows_come_as_pages_or_are_told(rows):
    for item in read("-", stdin=io.BytesIO(rows)):
        assert isinstance(item, Page | Skipped)
        assert item.path == "-"
