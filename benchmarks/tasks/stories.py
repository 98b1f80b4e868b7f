"""Stories of every file of reports under DIR/stories, each file a collection of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from retold.annotate import annotate
from retold.config import ExtractSettings, Settings
from retold.errors import InputError
from retold.extract import extract
from retold.records import Report
from retold.reuse import align_all
from retold.sources.rows import page_of_row
from retold.stories import cluster

_READ = ("id", "url", "title", "published", "publisher", "text")


def predict(data: Path) -> Iterator[dict[str, object]]:
    """Rows {"id", "story"}; a story's label begins with its file's name, so that no two files share one."""
    settings = Settings()
    for path in sorted((data / "stories").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        yield from _stories(path.stem, rows, settings)


def _stories(name: str, rows: list[dict[str, Any]], settings: Settings) -> Iterator[dict[str, object]]:
    """Predictions for one collection."""
    short = replace(settings.extract, shortest_body=1)  # a short report has a story too
    reports = [report for row in rows if (report := _report(row, short)) is not None]
    annotations = {report.id: annotate(report, settings.annotate) for report in reports}
    alignments = align_all(reports, annotations, settings.reuse)
    found = set()
    for story in cluster(reports, annotations, alignments, settings.stories):
        for name_of in story.reports:
            found.add(name_of)
            yield {"id": name_of, "story": f"{name}/{story.id}"}
    for row in rows:
        if str(row["id"]) not in found:
            yield {"id": row["id"], "story": f"{name}/alone/{row['id']}"}


def _report(row: dict[str, Any], settings: ExtractSettings) -> Report | None:
    """The report of a row, read as `retold trace` would read it; None if it holds no words."""
    given = {key: row[key] for key in _READ if row.get(key)}
    try:
        return extract(page_of_row(str(row["id"]), 1, json.dumps(given).encode()), settings)
    except InputError:
        return None
