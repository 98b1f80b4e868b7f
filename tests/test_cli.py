"""The command as a user runs it: a real process, real files, every kind of bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from retold import __version__

ARTICLE = (
    "Town council of Oxmouth votes for new pier\n\n"
    "The town council of Oxmouth voted on Tuesday to build a new pier for the southern fleet, mayor Lena "
    "Dahl said.\n\n"
    '"The old one is rotten to the last plank," Dahl told reporters after the vote. "We cannot wait for '
    'another winter."\n\n'
    "The pier will cost four million crowns and is to be ready in two years. Three members of the council "
    "voted against it because the harbour fees will rise by a tenth.\n"
)
GERMAN = ARTICLE.replace("Lena Dahl", "Lena Düring – „Bürgermeisterin“ –")
CHINESE = (
    "奥克斯茅斯镇议会投票决定新建码头\n\n"
    + "镇议会周二投票决定为南方船队建造一座新的码头，镇长说。" * 12
    + "\n"
)


def run(*arguments, stdin=b"", cwd=None, env=None):
    return subprocess.run(
        [sys.executable, "-m", "retold", *map(str, arguments)],
        input=stdin, capture_output=True, cwd=cwd, timeout=120, check=False,
        env={**os.environ, "COLUMNS": "100", **(env or {})},
    )  # fmt: skip


def traced(tmp_path, *paths, stdin=b""):
    out = tmp_path / "out" / "trace.json"
    done = run("trace", *paths, "--json", out, stdin=stdin)
    return done, json.loads(out.read_text(encoding="utf-8")) if out.exists() else None


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_version_and_help():
    assert run("--version").stdout.decode().strip() == f"retold {__version__}"
    assert b"trace" in run("--help").stdout
    assert b"--json" in run("trace", "--help").stdout
    assert run("trace").returncode == 2
    assert run("trace", "x", "--no-such-option").returncode == 2


def test_a_good_page_leaves_with_zero_and_silence(tmp_path, pages):
    done, found = traced(tmp_path, pages)
    assert done.returncode == 0
    assert [r["title"] for r in found["reports"]] == ["Town council of Oxmouth votes for new pier"]
    assert found["skipped"] == []
    assert b"\x1b[" not in done.stdout + done.stderr  # no colours and no bars into a pipe


SKIPPED = {
    "empty.txt": (b"", "empty"),
    "blank.html": (b"  \n \n", "empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "picture.html": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 400, "png picture"),
    "menu.html": (
        b"<html><body><ul><li><a href='/'>Home</a><li><a href='/x'>News</a></ul></body></html>",
        "article",
    ),
}


@pytest.mark.parametrize(("name", "content", "reason"), [(n, *c) for n, c in SKIPPED.items()])
def test_a_bad_page_costs_itself_alone(tmp_path, pages, name, content, reason):
    (pages / name).write_bytes(content)
    done, found = traced(tmp_path, pages)
    assert done.returncode == 3
    assert len(found["reports"]) == 1
    (skipped,) = found["skipped"]
    assert Path(skipped["path"]).name == name
    assert reason in skipped["reason"].lower()
    assert done.stderr.decode().count(name) == 1


def test_a_missing_path(tmp_path, pages):
    done, found = traced(tmp_path, pages, tmp_path / "nowhere.txt")
    assert done.returncode == 3 and len(found["reports"]) == 1
    assert found["skipped"][0]["path"].endswith("nowhere.txt")


def test_nothing_at_all(tmp_path):
    done, found = traced(tmp_path, tmp_path / "nowhere.txt")
    assert done.returncode == 1
    assert found["reports"] == [] and len(found["skipped"]) == 1


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path, pages):
    with (pages / "huge.html").open("wb") as file:
        file.truncate(50_000_000)
    done, found = traced(tmp_path, pages)
    assert done.returncode == 3
    assert "50" in found["skipped"][0]["reason"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_permission(tmp_path, pages):
    closed = pages / "closed"
    closed.mkdir(mode=0o000)
    done, found = traced(tmp_path, pages)
    closed.chmod(0o700)
    assert done.returncode == 3
    assert "permission" in found["skipped"][0]["reason"].lower()


@pytest.mark.parametrize(
    ("text", "charset", "word"),
    [
        (GERMAN, "cp1252", "„Bürgermeisterin“"),
        (CHINESE, "gb18030", "码头"),
        (GERMAN, "utf-16", "„Bürgermeisterin“"),
    ],
)
@pytest.mark.parametrize("kind", ["txt", "html"])
def test_charsets(tmp_path, pages, text, charset, word, kind):
    if kind == "html":
        title, *rest = text.split("\n\n")
        body = "".join(f"<p>{p}</p>" for p in rest)
        head = f"<head><meta charset='{charset}'><title>{title}</title></head>"
        text = f"<html>{head}<body><h1>{title}</h1>{body}</body></html>"
    (pages / f"other.{kind}").write_bytes(text.encode(charset))
    done, found = traced(tmp_path, pages)
    assert done.returncode == 0, done.stderr.decode()
    assert any(word in r["text"] for r in found["reports"])


def test_mojibake_is_mended(tmp_path, pages):
    (pages / "broken.txt").write_text(GERMAN.encode().decode("cp1252", "replace"), encoding="utf-8")
    _, found = traced(tmp_path, pages)
    assert any("Düring" in r["text"] for r in found["reports"])


def test_the_same_page_twice(tmp_path, pages):
    (pages / "again.txt").write_text(ARTICLE, encoding="utf-8")
    done, found = traced(tmp_path, pages)
    assert done.returncode == 3 and len(found["reports"]) == 1
    assert "same page" in found["skipped"][0]["reason"]


ROWS = [
    {
        "id": "one",
        "url": "https://a.example/1",
        "title": "Pier to be built",
        "published": "2025-05-06",
        "text": ARTICLE,
    },
    {
        "id": "two",
        "url": "https://b.example/2",
        "text": "Oxmouth wants a pier\n\n" + ARTICLE.split("\n\n", 1)[1],
    },
]


def test_json_lines_from_standard_input(tmp_path):
    lines = [
        json.dumps(ROWS[0]),
        "{broken",
        json.dumps([1, 2]),
        json.dumps({"id": "three"}),
        json.dumps(ROWS[1]),
        "",
    ]
    done, found = traced(tmp_path, "-", stdin="\n".join(lines).encode())
    assert done.returncode == 3
    assert {r["id"]: r["url"] for r in found["reports"]} == {r["id"]: r["url"] for r in ROWS}
    assert [s["line"] for s in found["skipped"]] == [2, 3, 4]


def test_the_order_of_the_input_changes_nothing(tmp_path):
    examples = sorted((Path(__file__).resolve().parents[1] / "examples" / "pages").iterdir())
    outs = []
    for paths in (examples, examples[::-1]):
        out = tmp_path / f"{len(outs)}.json"
        assert run("trace", *paths, "--json", out).returncode == 0
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]


def test_rows_in_another_order(tmp_path):
    outs = []
    for rows in (ROWS, ROWS[::-1]):
        done = run("trace", "-", "--json", "-", stdin="\n".join(map(json.dumps, rows)).encode())
        assert done.returncode == 0, done.stderr.decode()
        outs.append(json.loads(done.stdout) and done.stdout)
    assert outs[0] == outs[1]


def test_a_result_that_cannot_be_written_is_said_before_the_work(tmp_path, pages):
    done = run("trace", pages, "--json", tmp_path)
    assert done.returncode == 1 and b"folder" in done.stderr and done.stdout == b""


def test_a_link_to_itself_costs_nothing_else(tmp_path, pages):
    (pages / "self").symlink_to("self")
    (pages / "loop.html").symlink_to("loop.html")
    done, found = traced(tmp_path, pages)
    assert done.returncode == 3 and len(found["reports"]) == 1
    assert [Path(s["path"]).name for s in found["skipped"]] == ["loop.html"]


def test_a_device_or_a_link_at_the_target_stays_what_it_is(tmp_path, pages):
    kept = tmp_path / "kept.json"
    link = tmp_path / "link.json"
    link.symlink_to(kept)
    assert run("trace", pages, "--json", link, "--html", os.devnull).returncode == 0
    assert link.is_symlink() and json.loads(kept.read_text(encoding="utf-8"))["reports"]
    assert Path(os.devnull).is_char_device()


def test_two_results_need_two_names(tmp_path, pages):
    done = run("trace", pages, "--json", tmp_path / "x", "--html", tmp_path / "x")
    assert done.returncode == 1 and b"a file for each" in done.stderr
    assert run("trace", pages, "--json", "").returncode == 1


def test_a_binary_or_utf16_jsonl_is_one_line(tmp_path, pages):
    (pages / "noise.jsonl").write_bytes(bytes(range(256)) * 200)
    (pages / "wide.jsonl").write_bytes("\n".join(map(json.dumps, ROWS)).encode("utf-16"))
    done, found = traced(tmp_path, pages)
    assert done.returncode == 3
    assert [Path(s["path"]).name for s in found["skipped"]] == ["noise.jsonl", "wide.jsonl"]


def test_an_id_used_twice_is_told_with_its_line(tmp_path):
    rows = [ROWS[0], {**ROWS[1], "id": "one"}]
    done, found = traced(tmp_path, "-", stdin="\n".join(map(json.dumps, rows)).encode())
    assert done.returncode == 3
    (skipped,) = found["skipped"]  # which of the two is kept hangs on their texts, not on their order
    assert skipped["line"] in (1, 2) and "its id 'one'" in skipped["reason"]


def shell(command):
    """A command line with the streams as a shell would set them; its exit code and standard error."""
    done = subprocess.run(["sh", "-c", command], capture_output=True, timeout=120, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize(
    ("redirect", "code"),
    [("<&-", 0), ("> /dev/full", 1), ("| head -c 1 > /dev/null", 0), ("> /dev/null 2>&-", 0)],
)
def test_streams_that_are_closed_or_full(pages, redirect, code):
    returned, said = shell(f"'{sys.executable}' -m retold trace '{pages}' {redirect}")
    assert returned == code
    assert "Traceback" not in said


def test_an_output_that_is_not_utf8(pages):
    done = run("trace", pages, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and b"Oxmouth" in done.stdout


def test_its_own_page_is_no_report(tmp_path, pages):
    assert run("trace", pages, "--html", pages / "story.html").returncode == 0
    done, found = traced(tmp_path, pages)
    assert done.returncode == 3 and len(found["reports"]) == 1
    assert "Retold" in found["skipped"][0]["reason"]


def test_a_hostile_file_name_is_made_visible(tmp_path, pages):
    (pages / "evil\x1b[31m.txt").write_bytes(b"")
    done, _ = traced(tmp_path, pages)
    assert b"\x1b" not in done.stdout + done.stderr
