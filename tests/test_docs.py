"""What the documents say is so: links lead somewhere, commands exist, code runs, output is what is shown."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "benchmarks" / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
SHOWN = re.compile(r"(?<=<!-- demo -->\n```\n).*?(?=```\n<!-- /demo -->)", re.S)


def fences(language):
    return [
        pytest.param(body, id=f"{page.relative_to(ROOT)}:{page.read_text()[: m.start()].count(chr(10)) + 1}")
        for page in PAGES
        for m in FENCE.finditer(page.read_text(encoding="utf-8"))
        for lang, body in [m.groups()]
        if lang == language
    ]


def retold(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "retold", *arguments],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
        env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("body", fences("python"))
def test_python_runs(body):
    done = subprocess.run(
        [sys.executable, "-c", body], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("body", fences("sh"))
def test_commands_exist(body):
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for line in body.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["make"]:
            assert set(words[1:]) <= set(targets)
        elif words[:1] == ["retold"]:
            helped = retold(words[1], "--help").stdout
            assert helped, words[1]
            assert all(w in helped for w in words if w.startswith("--"))
        elif words[:2] == ["python", "-m"]:
            assert (ROOT / words[2].replace(".", "/")).with_suffix(".py").exists() or (
                ROOT / words[2]
            ).is_dir()


def test_the_readme_shows_what_the_demo_prints():
    page = ROOT / "README.md"
    printed = retold("trace", "examples/pages").stdout
    start = "\n".join(line.rstrip() for line in printed.split("\n"))
    shown = SHOWN.search(page.read_text(encoding="utf-8"))
    if os.environ.get("RETOLD_UPDATE_GOLDEN"):
        cut = start[: start.index("\nOn one origin only")].rstrip() + "\n"
        page.write_text(SHOWN.sub(lambda _: cut, page.read_text(encoding="utf-8")), encoding="utf-8")
        return
    assert shown and len(shown.group()) > 500
    assert start.startswith(shown.group().rstrip())


def test_the_changelog_opens_with_what_comes_next():
    assert re.search(
        r"^## (Unreleased|\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )


def test_limits_name_every_known_failure_of_the_five_pages():
    import json

    known = json.loads((ROOT / "tests" / "cases" / "seeds_known_failures.json").read_text(encoding="utf-8"))
    limits = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    assert all(failure in limits for failure in known)
