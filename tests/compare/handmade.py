"""Stories written by hand: reports with the attributions that a case names, as records."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from retold.records import Annotation, Attribution, Block, Entity, Report, Sentence, Span, Story
from retold.records import TimeExpression as Time
from retold.text.sentences import sentences

CASES = Path(__file__).parents[1] / "cases" / "compare"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]


def story_of(told: list[dict[str, Any]]) -> tuple[Story, dict[str, Report], dict[str, Annotation]]:
    """Story, reports and annotations of a case's reports."""
    reports = {t["id"]: report_of(t) for t in told}
    annotations = {t["id"]: annotation_of(t) for t in told}
    return Story("s", "a story", tuple(reports), tuple("" for _ in reports)), reports, annotations


def report_of(told: dict[str, Any]) -> Report:
    text = told["text"]
    return Report(
        told["id"], f"{told['id']}.txt", None, told.get("outlet"), "", "en", text, None,
        (Block("body", 0, len(text)),),
    )  # fmt: skip


def annotation_of(told: dict[str, Any]) -> Annotation:
    text = told["text"]
    said = [attribution_of(text, s) for s in told.get("said", [])]
    marked = [at(text, words) for words in told.get("marked", [])]
    marked += [span for a in said if a.kind != "indirect" for span in a.content if not told.get("marked")]
    kinds = told.get("kinds", {})
    return Annotation(
        told["id"],
        tuple(Sentence(s.start, s.end, kinds.get(text[s.start : s.end], "body"), 0) for s in sentences(text)),
        tuple(
            Entity(0, 0, "body" if s.get("body") else "person", s["speaker"])
            for s in told.get("said", [])
            if s.get("speaker")
        )
        + tuple(Entity(*at(text, name), "person", name) for name in told.get("named", [])),
        tuple(
            Time(*at(text, d["text"]), d["text"], "DATE", d["value"], "day") for d in told.get("dates", [])
        ),
        tuple(sorted(marked)),
        tuple(said),
    )


def attribution_of(text: str, said: dict[str, Any]) -> Attribution:
    return Attribution(
        said.get("kind", "direct"),
        (at(text, said["source"]),) if said.get("source") else (),
        (at(text, said["cue"]),) if said.get("cue") else (),
        tuple(at(text, words) for words in said["words"]),
        said.get("speaker"),
        "",
        said.get("primary", False),
        said.get("day"),
    )


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
