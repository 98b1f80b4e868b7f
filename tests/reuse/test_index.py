"""The index on disk: what is asked for is found, survives a kill, and old reports are forgotten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crowd import crowd
from retold.errors import RetoldError
from retold.reuse.index import Entry, Index

TOLD = list(crowd(120, seed=4))
ENTRIES = [Entry(f"r{n}", one.text, f"2017-07-{1 + n % 28:02}") for n, one in enumerate(TOLD)]
COPIES = [(n, one.source) for n, one in enumerate(TOLD) if one.source is not None]


def test_a_copy_finds_its_source_after_opening_again(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        assert index.ask(TOLD[0].text) == []
        assert index.add(ENTRIES[:50]) + index.add(ENTRIES[50:]) == len(index) == 120
        there = [index.ask(TOLD[n].text) for n, _ in COPIES]
    with Index(tmp_path) as index:
        assert [index.ask(TOLD[n].text) for n, _ in COPIES] == there
    for (n, source), hits in zip(COPIES, there, strict=True):
        assert {f"r{source}", f"r{n}"} <= {hit.id for hit in hits}
        own = next(hit for hit in hits if hit.id == f"r{n}")
        assert (own.of_text, own.of_report, own.day) == (1.0, 1.0, ENTRIES[n].day)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_how_reports_were_added_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int]
) -> None:
    whole, pieces = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("pieces")
    with Index(whole) as one, Index(pieces) as other:
        at = 0
        for cut in cuts:
            other.add(ENTRIES[at : at + cut])
            at += cut
        one.add(ENTRIES[:at])
        assert len(one) == len(other)
        for n in range(0, 120, 17):
            assert one.ask(TOLD[n].text) == other.ask(TOLD[n].text)


def test_a_report_added_again_replaces_its_older_form(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        index.add(ENTRIES[:20])
        index.add([Entry("r3", TOLD[77].text, "2017-08-01")])
        assert len(index) == 20
        assert "r3" not in {hit.id for hit in index.ask(TOLD[3].text)}
        assert "r3" in {hit.id for hit in index.ask(TOLD[77].text)}
    with Index(tmp_path) as index:
        assert len(index) == 20
        assert "r3" not in {hit.id for hit in index.ask(TOLD[3].text)}


def test_old_reports_are_forgotten(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        index.add([*ENTRIES, Entry("undated", TOLD[0].text)])
        old = sum(str(entry.day) < "2017-07-18" for entry in ENTRIES)
        assert index.forget(10) == old
        assert index.forget(10) == 0
        assert {hit.id for hit in index.ask(TOLD[0].text)} >= {"undated"}
        assert "r0" not in {hit.id for hit in index.ask(TOLD[0].text)}
        assert index.forget(0, today="2018-01-01") == len(ENTRIES) - old
        assert len(index) == 1


def test_a_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path) -> None:
    code = (
        "import sys; from benchmarks.crowd import crowd; from retold.reuse.index import Entry, Index\n"
        "told = list(crowd(120, seed=4)); index = Index(sys.argv[1])\n"
        "for n, one in enumerate(told):\n"
        "    index.add([Entry(f'r{n}', one.text)]); sys.stdout.write(f'{n}\\n'); sys.stdout.flush()\n"
    )
    for stop in (1, 9, 33):
        folder = tmp_path / str(stop)
        with subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            done = [int(process.stdout.readline()) for _ in range(stop)]
            os.kill(process.pid, signal.SIGKILL)
            done += [int(line) for line in process.stdout if line.endswith("\n")]
        with Index(folder) as index:
            for n in done:
                assert f"r{n}" in {hit.id for hit in index.ask(TOLD[n].text)}
            assert len(index) >= len(done)
            index.add(ENTRIES)
            assert len(index) == len(ENTRIES)


def test_half_written_files_and_damage(tmp_path: Path) -> None:
    with Index(tmp_path) as index:
        index.add(ENTRIES[:30])
    (tmp_path / "segment-99999999").write_bytes(b"half")
    (tmp_path / "index.json.new").write_text("{")
    with Index(tmp_path) as index:
        assert len(index) == 30
    damaged = next(tmp_path.glob("segment-*"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    with pytest.raises(RetoldError, match="damaged"):
        Index(tmp_path)


def test_misuse_is_told(tmp_path: Path) -> None:
    with Index(tmp_path / "one") as index:
        with pytest.raises(RetoldError, match="another process"):
            Index(tmp_path / "one")
        with pytest.raises(RetoldError, match="no day"):
            index.add([Entry("x", "text", "yesterday")])
        assert index.add([Entry("", ""), Entry("odd \ud800\n", "😀 " * 50)]) == 2
        assert index.ask("") == []
    (tmp_path / "two").mkdir()
    (tmp_path / "two/index.json").write_text("[]")
    with pytest.raises(RetoldError, match="no index"):
        Index(tmp_path / "two")
