"""The order of the stages: the one place that knows it. Pages in, a `Trace` out."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import combinations, islice, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from retold import compare
from retold.annotate import annotate, date_again
from retold.config import Settings
from retold.errors import InputError
from retold.extract import extract
from retold.lineage import lineage
from retold.records import Alignment, Annotation, Page, Report, Skipped, Story, Trace
from retold.reuse import align, align_all
from retold.sources.files import read_pages
from retold.stories import cluster, threads
from retold.stories.publication import published_by_story

Progress = Callable[[str, int, int | None], None]  # stage, done, of how many (None: not known yet)

_BATCH = 64  # pages in hand at once
_ALONE = 24  # fewer pages than this are not worth a second process
_ALL_PAIRS = 60  # reports of a story up to which every pair is aligned, not only those that share a passage


class Witness(NamedTuple):
    """A report, what was read off it, and the line of its row."""

    report: Report
    annotation: Annotation
    line: int | None


def quiet(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


def trace(
    pages: Iterable[Page | Skipped], settings: Settings | None = None, progress: Progress = quiet
) -> Trace:
    """Works out how the news in these pages was told.

    A page that cannot be used becomes a `Skipped` record; it never costs the others. The result does
    not depend on the order of the pages.
    """
    settings = settings or Settings()
    witnesses, skipped = _unique(_witnesses(pages, settings, progress))
    reports = {w.report.id: w.report for w in witnesses}
    annotations = {w.annotation.report: w.annotation for w in witnesses}

    progress("finding shared text", 0, None)
    shared = align_all(list(reports.values()), annotations, settings.reuse)
    progress("bringing stories together", 0, None)
    stories = cluster(list(reports.values()), annotations, shared, settings.stories)
    reports, annotations = _dated_by_story(stories, reports, annotations)
    alignments = _of_stories(shared, stories, reports, annotations, settings)
    return _compared(
        Trace(
            reports=tuple(reports.values()),
            annotations=tuple(annotations.values()),
            stories=stories,
            threads=threads(stories, reports, annotations, settings.stories),
            alignments=alignments,
            lineage=(), utterances=(), coverage=(), claims=(), promises=(), updates=(), flags=(),
            skipped=skipped,
        ),
        settings,
        progress,
    )  # fmt: skip


def trace_paths(
    paths: Sequence[str],
    settings: Settings | None = None,
    progress: Progress = quiet,
    stdin: BinaryIO | None = None,
) -> Trace:
    """`trace` over files and folders: .html, .htm, .txt, .jsonl; "-" reads JSON Lines from `stdin`."""
    settings = settings or Settings()
    return trace(read_pages(paths, settings.read, stdin), settings, progress)


def compare_paths(
    a: str, b: str, settings: Settings | None = None, stdin: BinaryIO | None = None
) -> tuple[Witness, Witness, Alignment]:
    """Two reports read from files, under the ids "a" and "b", and what they share.

    Raises InputError where a file does not hold exactly one report.
    """
    settings = settings or Settings()
    read = {name: _only(path, settings, stdin) for name, path in (("a", a), ("b", b))}
    one, other = (
        found._replace(
            report=replace(found.report, id=name), annotation=replace(found.annotation, report=name)
        )
        for name, found in read.items()
    )
    return one, other, align(one.report, other.report, one.annotation, other.annotation, settings.reuse)


def _only(path: str, settings: Settings, stdin: BinaryIO | None) -> Witness:
    """The one report of a file."""
    pages = list(islice(read_pages([path], settings.read, stdin), 2))
    if len(pages) != 1:
        raise InputError(f"{path} holds {'several reports' if pages else 'no report'}: name a file with one")
    found = pages[0] if isinstance(pages[0], Skipped) else witness(pages[0], settings)
    if isinstance(found, Skipped):
        raise InputError(f"{path}: {found.reason}")
    return found


# -- pages to reports -------------------------------------------------------------------------------


def witness(page: Page, settings: Settings) -> Witness | Skipped:
    """The report of one page with its annotation, or why there is none.

    An error nobody foresaw costs this page alone and is told as such, with its type.
    """
    try:
        report = extract(page, settings.extract)
        return Witness(report, annotate(report, settings.annotate), page.line)
    except InputError as error:
        return Skipped(page.path, page.line, str(error))
    except Exception as error:  # a fault of ours: listed with its name, and the other pages go on
        return Skipped(page.path, page.line, _fault(error, "page"))


def _fault(error: Exception, what: str) -> str:
    """A fault of ours, told with its place so that it can be reported and mended."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(at.filename).name}:{at.lineno}"
    return (
        f"{what} not read for a fault in Retold, please report it: {type(error).__name__} at {where}: {error}"
    )


def _witnesses(
    pages: Iterable[Page | Skipped], settings: Settings, progress: Progress
) -> Iterator[Witness | Skipped]:
    """Every page read, in batches, so that the bytes of few pages are held at once."""
    read = partial(_read, settings=settings)
    done = 0
    with ExitStack() as stack:
        pool: ProcessPoolExecutor | None = None
        for batch in _batches(pages):
            if pool is None and settings.workers > 1 and len(batch) >= _ALONE:
                pool = stack.enter_context(ProcessPoolExecutor(settings.workers))
            found = pool.map(read, batch, chunksize=4) if pool else map(read, batch)
            for item in found:
                done += 1
                progress("reading pages", done, None)
                yield item


def _batches(pages: Iterable[Page | Skipped]) -> Iterator[list[Page | Skipped]]:
    upcoming = iter(pages)
    while batch := list(islice(upcoming, _BATCH)):
        yield batch


def _read(item: Page | Skipped, settings: Settings) -> Witness | Skipped:
    return item if isinstance(item, Skipped) else witness(item, settings)


def _unique(found: Iterable[Witness | Skipped]) -> tuple[list[Witness], tuple[Skipped, ...]]:
    """Witnesses with ids of their own, in order of path and id; a page met twice is skipped once."""
    kept: list[Witness] = []
    skipped: list[Skipped] = []
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
        else:
            kept.append(item)
    kept.sort(key=lambda w: (w.report.id, w.report.path, w.report.text, w.line or 0))
    single = kept[:1]
    for before, item in pairwise(kept):
        if item.report.id == before.report.id:
            skipped.append(Skipped(item.report.path, item.line, _twice(single[-1].report, item.report)))
        else:
            single.append(item)
    single.sort(key=lambda w: (w.report.path, w.report.id))
    return single, tuple(sorted(skipped, key=lambda s: (s.path, s.line or 0, s.reason)))


def _twice(first: Report, second: Report) -> str:
    if first.text == second.text:
        return f"the same page as {first.path} (id {first.id}): used once"
    return f"its id {second.id!r} stands on another report of {first.path}: give every row an id of its own"


# -- within stories ---------------------------------------------------------------------------------


def _dated_by_story(
    stories: Sequence[Story], reports: Mapping[str, Report], annotations: Mapping[str, Annotation]
) -> tuple[dict[str, Report], dict[str, Annotation]]:
    """Publication days that only the story tells, and the dates in the text read again from them."""
    dated, reread = dict(reports), dict(annotations)
    for story in stories:
        for id_, published in published_by_story([reports[i] for i in story.reports], annotations).items():
            dated[id_] = replace(reports[id_], published=published)
            reread[id_] = date_again(dated[id_], annotations[id_])
    return dated, reread


def _of_stories(
    shared: Iterable[Alignment],
    stories: Sequence[Story],
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    settings: Settings,
) -> tuple[Alignment, ...]:
    """All alignments, with those of one story's pairs that share no passage; the story settles what
    two reports without common text are to each other."""
    story_of = {id_: story.id for story in stories for id_ in story.reports}
    by_pair = {(one.a, one.b): one for one in shared}
    for story in stories:
        if len(story.reports) <= _ALL_PAIRS:
            for a, b in combinations(sorted(story.reports), 2):
                if (a, b) not in by_pair:
                    by_pair[a, b] = align(
                        reports[a], reports[b], annotations[a], annotations[b], settings.reuse
                    )
    return tuple(_settled(one, story_of[one.a] == story_of[one.b]) for _, one in sorted(by_pair.items()))


def _settled(one: Alignment, together: bool) -> Alignment:
    if together and one.relation == "unrelated":
        return replace(one, relation="independent", why=f"{one.why}; one story all the same")
    if not together and one.relation == "independent":
        return replace(one, relation="unrelated", why=f"{one.why}; of different stories")
    return one


def _compared(found: Trace, settings: Settings, progress: Progress) -> Trace:
    """The trace with lineage and everything that compares the reports of a story."""
    reports = {r.id: r for r in found.reports}
    annotations = {a.report: a for a in found.annotations}
    inside = _by_story(found.alignments, found.stories)
    parts: list[Trace] = []
    stories, skipped = [], list(found.skipped)
    for done, story in enumerate(found.stories, 1):
        try:
            parts.append(_one_story(found, story, reports, annotations, inside.get(story.id, ()), settings))
            stories.append(story)
        except Exception as error:  # a fault of ours: this story is named as lost, the others go on
            skipped.append(
                Skipped(reports[story.reports[0]].path, None, _fault(error, f"story {story.title!r}"))
            )
        progress("comparing tellings", done, len(found.stories))
    told = {story.id for story in stories}
    return replace(
        found,
        stories=tuple(stories),
        threads=tuple(thread for thread in found.threads if told.issuperset(thread.stories)),
        skipped=tuple(skipped),
        lineage=tuple(x for part in parts for x in part.lineage),
        utterances=tuple(x for part in parts for x in part.utterances),
        coverage=tuple(x for part in parts for x in part.coverage),
        claims=tuple(x for part in parts for x in part.claims),
        promises=tuple(x for part in parts for x in part.promises),
        updates=tuple(x for part in parts for x in part.updates),
        flags=tuple(f for id_, report in reports.items() for f in compare.flags(report, annotations[id_])),
    )


def _by_story(alignments: Iterable[Alignment], stories: Sequence[Story]) -> dict[str, list[Alignment]]:
    story_of = {id_: story.id for story in stories for id_ in story.reports}
    inside: dict[str, list[Alignment]] = {}
    for one in alignments:
        if story_of[one.a] == story_of[one.b]:
            inside.setdefault(story_of[one.a], []).append(one)
    return inside


def _one_story(
    found: Trace,
    story: Story,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    alignments: Sequence[Alignment],
    settings: Settings,
) -> Trace:
    """What one story adds to the trace."""
    tree = lineage(story, reports, annotations, alignments, settings.lineage)
    said = compare.utterances(story, reports, annotations, settings.compare)
    claimed = compare.claims(story, reports, annotations, alignments, tree, settings.compare)
    return replace(
        found,
        lineage=(tree,),
        utterances=said,
        coverage=compare.coverage(story, reports, annotations, alignments, tree),
        claims=claimed,
        promises=compare.promises(story, reports, annotations),
        updates=compare.updates(story, reports, annotations, said, claimed, settings.compare),
    )
