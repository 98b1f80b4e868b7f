"""`retold compare` as a user runs it: marks that need no colour, text that is never interpreted; misuse."""

import json
import os
import re
import subprocess
import sys

import pytest

ONE = (
    "Town council of Oxmouth votes for new pier\n\n"
    "The town council of Oxmouth voted on Tuesday to build a new pier for the southern fleet, mayor Lena "
    "Dahl said. The [bold]pier[/bold] \x1b[31mwill cost four million crowns and is to be ready in a year.\n\n"
    '"The old one is rotten to the last plank," Dahl told reporters after the vote. "We cannot wait for '
    'another winter."\n\nA band played afterwards on the quay.\n'
)
OTHER = ONE.replace("four million", "five million").replace("A band played afterwards on the quay.", "")


def run(*arguments, stdin=b"", **env):
    return subprocess.run(
        [sys.executable, "-m", "retold", "compare", *map(str, arguments)],
        input=stdin, capture_output=True, timeout=120, check=False,
        env={**os.environ, "COLUMNS": "100", **env},
    )  # fmt: skip


@pytest.fixture
def pair(tmp_path):
    for name, text in (("one.txt", ONE), ("other.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "one.txt", tmp_path / "other.txt"


def test_what_was_changed_is_marked_without_colour(pair):
    done = run(*pair, NO_COLOR="1")
    shown = " ".join(done.stdout.decode().split())
    assert done.returncode == 0 and done.stderr == b""
    assert "One text (same)" in shown and "shared: " in shown
    assert "~ edited" in shown and "[-four-] {+five+} million crowns" in shown
    assert "= word for word Town council of Oxmouth votes for new pier" in shown
    assert "- only in A A band played afterwards on the quay." in shown


def test_page_text_is_never_interpreted(pair):
    shown = run(*pair, FORCE_COLOR="1").stdout
    assert b"[bold]pier[/bold]" in shown
    assert b"\x1b[31mwill" not in shown
    assert not re.search(rb"[\x00-\x09\x0b-\x1a\x1c-\x1f]", shown)


def test_json_replays(pair):
    there, back = (json.loads(run(*names, "--json").stdout) for names in (pair, pair[::-1]))
    assert (there["relation"], there["shared"]["a"]) == (back["relation"], back["shared"]["b"])
    assert there["a"] == back["b"] and there["why"]
    text = there["b"]["text"]
    told = [row for row in there["sentences"] if row["kind"] == "edited"]
    assert len(told) == 1 and [edit["kind"] for edit in told[0]["edits"]].count("replaced") == 1
    assert "five million" in text[slice(*told[0]["b"])]
    alone = [row for row in there["sentences"] if row["b"] is None]
    assert [there["a"]["text"][slice(*row["a"])] for row in alone] == [
        "A band played afterwards on the quay."
    ]


def test_a_report_against_itself_and_from_standard_input(pair):
    assert b"One text (same)" in run(pair[0], pair[0]).stdout
    row = json.dumps({"id": "x", "text": OTHER}).encode()
    assert b"(same)" in run(pair[0], "-", stdin=row).stdout


def test_misuse_is_one_line_and_no_traceback(pair, tmp_path):
    several = tmp_path / "several.jsonl"
    several.write_text("\n".join(json.dumps({"id": n, "text": ONE}) for n in "xy"), encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    for bad in (tmp_path / "nowhere", several, tmp_path / "empty.txt"):
        done = run(pair[0], bad)
        assert done.returncode == 1 and done.stdout == b""
        assert done.stderr.startswith(b"retold: ") and done.stderr.count(b"\n") == 1
    assert run(pair[0]).returncode == 2
