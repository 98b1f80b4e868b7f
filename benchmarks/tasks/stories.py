"""Stories of every file of reports under DIR/stories, each file a collection of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retold.config import Settings
from retold.records import Page, Report

_READ = ("url", "title", "published", "publisher", "text")


def predict(data: Path) -> Iterator[dict[str, object]]:
    """Rows {"id", "story"}; a story's label begins with its file's name, so that no two files share one."""
    settings = Settings()
    for path in sorted((data / "stories").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        yield from _stories(path.stem, rows, settings)


def _stories(name: str, rows: list[dict[str, Any]], settings: Settings) -> Iterator[dict[str, object]]:
    """Predictions for one collection."""
    from retold.annotate import annotate
    from retold.reuse import align_all
    from retold.stories import cluster

    reports = [report for row in rows if (report := _report(row, settings)) is not None]
    annotations = {report.id: annotate(report, settings.annotate) for report in reports}
    alignments = align_all(reports, annotations, settings.reuse)
    found = set()
    for story in cluster(reports, annotations, alignments, settings.stories):
        for report in story.reports:
            found.add(report)
            yield {"id": report, "story": f"{name}/{story.id}"}
    for row in rows:
        if str(row["id"]) not in found:
            yield {"id": row["id"], "story": f"{name}/alone/{row['id']}"}


def _report(row: dict[str, Any], settings: Settings) -> Report | None:
    """The report of a row, None if it holds none."""
    from retold.errors import InputError
    from retold.extract import extract

    known = {key: row.get(key) for key in _READ}
    page = Page(
        path=f"{row['id']}",
        line=None,
        media="text",
        content=str(known["text"] or "").encode(),
        charset="utf-8",
        id=str(row["id"]),
        url=known["url"],
        outlet=known["publisher"],
        title=known["title"],
        published=known["published"],
    )
    try:
        return extract(page, settings.extract)
    except InputError:
        return None
