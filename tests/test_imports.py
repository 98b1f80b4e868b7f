"""Imports go down only, stages never see each other, and only some rooms know some libraries."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "src" / "retold"
BASE = {"text", "records", "errors", "config"}
STAGES = {"sources", "extract", "annotate", "reuse", "stories", "lineage", "compare", "ledger"}
MAY = {
    "records": set(),
    "errors": set(),
    "config": set(),
    "text": {"records", "errors", "config"},
    **dict.fromkeys(STAGES, BASE),
    "store": BASE,
    "views": BASE,
    "pipeline": BASE | STAGES,
    "web": BASE | {"pipeline", "views", "store"},
    "cli": BASE | {"pipeline", "views", "store", "sources"},
    "__main__": {"cli"},
    "__init__": BASE | STAGES | {"pipeline"},
}
ONLY = {
    "fastapi": {"web"},
    "uvicorn": {"web"},
    "typer": {"cli"},
    "spacy": {"annotate"},
    "trafilatura": {"extract"},
}
FILES = sorted(ROOT.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def test_every_room_is_known():
    assert {room(path) for path in FILES} <= set(MAY)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_only(path):
    here = room(path)
    for name in imported(path):
        top, *rest = name.split(".")
        if top == "retold" and rest and rest[0] != "__version__":
            assert rest[0] == here or rest[0] in MAY[here], f"{here} imports {name}"
        if top in ONLY:
            assert here in ONLY[top], f"only {ONLY[top]} may know {top}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_command_line_prints(path):
    calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
    if room(path) != "cli":
        assert not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls)


def test_the_rules_can_fail(tmp_path):
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from retold.lineage import lineage\n")
    assert next(imported(wrong)).split(".")[1] not in MAY["reuse"]
