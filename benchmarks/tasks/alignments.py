"""Predicts which of the given sentences of `DIR/reuse/sentences.json` were made from one another."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from retold.records import Annotation, Block, Report, Sentence
from retold.reuse import align
from retold.text.quotations import quotations


def predict(data: Path) -> Iterator[dict[str, object]]:
    """Rows `{"a", "b", "a_sentence", "b_sentence", "kind"}` for all pairs named in the table."""
    given: dict[str, list[str]] = {}
    for path in sorted((data / "reuse").glob("*.json")):
        given |= json.loads(path.read_text(encoding="utf-8"))
    for a, b in pairs_named(data, "alignments"):
        if a in given and b in given:
            yield from _rows(a, b, given)


def pairs_named(data: Path, like: str) -> list[tuple[str, str]]:
    """Pairs of ids of the tables with sentences, or of the other tables; no answer is read."""
    found: dict[tuple[str, str], None] = {}
    for path in sorted((data / "reuse").glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if ("a_sentence" in (rows.fieldnames or ())) == (like == "alignments"):
                found |= {(row["a"], row["b"]): None for row in rows}
    return list(found)


def _rows(a: str, b: str, given: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """Matches of one pair by the numbers of their sentences."""
    (of_a, notes_a), (of_b, notes_b) = report_of(a, given[a]), report_of(b, given[b])
    numbers_a, numbers_b = _numbers(notes_a), _numbers(notes_b)
    seen = set()
    for match in align(of_a, of_b, notes_a, notes_b).matches:
        x, y = (match.a, match.b) if a < b else (match.b, match.a)
        row = numbers_a[x.start], numbers_b[y.start]
        if row not in seen:
            seen.add(row)
            yield {"a": a, "b": b, "a_sentence": row[0], "b_sentence": row[1], "kind": match.kind}


def report_of(id_: str, sentences: Sequence[str]) -> tuple[Report, Annotation]:
    """A report of these very sentences, one blank between them."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Sentence(at, at + len(sentence), "body", 0))
        at += len(sentence) + 1
    text = " ".join(sentences)
    report = Report(id_, "-", None, None, "", "en", text, None, (Block("body", 0, len(text)),))
    return report, Annotation(id_, tuple(spans), (), (), tuple(quotations(text)), ())


def _numbers(annotation: Annotation) -> dict[int, int]:
    """Start of every sentence to its number."""
    return {sentence.start: number for number, sentence in enumerate(annotation.sentences)}
