"""The command line: arguments, progress and printing, and nothing else."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
)
from rich.text import Text

from retold import __version__
from retold.errors import RetoldError

if TYPE_CHECKING:
    from retold import pipeline
    from retold.records import Skipped, Trace

app = typer.Typer(
    name="retold",
    help="Works out how the news was told: who copied whom, what was changed on the way, and what stands "
    "on more than one independent origin.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

FAILED, INCOMPLETE = 1, 3  # 2 is wrong usage, which the argument parser tells itself
_EXIT_CODES = """
Exit codes: 0 everything was used; 3 done, but something was skipped (each with its reason on standard
error and under "skipped" in the JSON); 1 no report at all, or a result could not be written; 2 wrong usage.
"""


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        typer.echo(f"retold {__version__}")
        raise typer.Exit


@app.command(epilog=_EXIT_CODES)
def trace(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files and folders of .html, .htm, .txt and .jsonl (one report a line: id, url, title, "
            "published, text or html); - reads JSON Lines from standard input.",
        ),
    ],
    json_file: Annotated[
        str | None,
        typer.Option(
            "--json", metavar="FILE", help="Write everything that was found (docs/fields.md); - prints it."
        ),
    ] = None,
    html_file: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page to read.")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Processes that read pages at once.")
    ] = 2,
) -> None:
    """Read many reports of the same news; print who had it from whom and what changed on the way."""
    with _told_errors():
        _check_writable([f for f in (json_file, html_file) if f is not None])
        found = _run(paths, workers)
        if json_file:
            _write(json_file, _json(found))
        if html_file:
            _write(html_file, _html(found))
        if json_file != "-":
            _print_summary(found)
        _tell_skipped(found.skipped)
        _tell_written(json_file, html_file)
    if not found.reports:
        raise typer.Exit(FAILED)
    if found.skipped:
        raise typer.Exit(INCOMPLETE)


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="A file with one report (.html, .txt, .jsonl).")],
    b: Annotated[str, typer.Argument(metavar="B", help="The file to hold against it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
) -> None:
    """Hold two reports against each other, sentence by sentence; print what was kept and what was changed.

    [-words-] stand in A only, {+words+} in B only.
    """
    with _told_errors():
        from retold.pipeline import compare_paths
        from retold.views.compared import Compared, compared, comparison

        one, other, alignment = compare_paths(a, b, None, sys.stdin.buffer)
        found = Compared(
            one.report, other.report, one.annotation.sentences, other.annotation.sentences, alignment
        )
        if as_json:
            _write("-", json.dumps(comparison(found), ensure_ascii=False, indent=1) + "\n")
        else:
            Console().print(compared(found))


def main() -> None:
    """Entry point of the `retold` command."""
    app()


# -- running ----------------------------------------------------------------------------------------


def _run(paths: Sequence[str], workers: int) -> Trace:
    from retold.config import Settings
    from retold.pipeline import trace_paths

    with _progress() as progress:
        stdin = sys.stdin.buffer if sys.stdin else None  # a service may start us with none
        return trace_paths(paths, Settings(workers=workers), progress, stdin)


class _Done(ProgressColumn):
    """How many are done, and of how many where that is known."""

    def render(self, task: Task) -> Text:
        """The count as text."""
        return Text(f"{task.completed:.0f}" + (f" of {task.total:.0f}" if task.total else ""))


@contextlib.contextmanager
def _progress() -> Iterator[pipeline.Progress]:
    """A bar on standard error, or silence where that is no terminal."""
    from retold.pipeline import quiet

    console = Console(stderr=True)
    if not console.is_terminal:
        yield quiet
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), _Done())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell


@contextlib.contextmanager
def _told_errors() -> Iterator[None]:
    """Our own errors, and a full or closed output, end the run with one line instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without some letter shows "?" for it
    try:
        yield
        sys.stdout.flush()
    except RetoldError as error:
        _say(f"retold: {error}")
        raise typer.Exit(FAILED) from error
    except OSError as error:  # standard output is closed or full; nothing more can be said there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            _say(f"retold: cannot write to standard output: {error.strerror}")
        raise typer.Exit(FAILED) from error


# -- writing ----------------------------------------------------------------------------------------


def _check_writable(files: Sequence[str]) -> None:
    """Fails before the long work where a result could not be written after it."""
    if len(set(files)) < len(files):
        raise RetoldError(f"cannot write two results to {files[0]}: name a file for each")
    for name in files:
        if not name:
            raise RetoldError("cannot write a result to a file without a name")
        target = Path(name).resolve()
        place = target if target.exists() and not _replaceable(target) else target.parent
        if target.is_dir():
            raise RetoldError(f"cannot write {name}: it is a folder; name a file in it")
        if name != "-" and place.exists() and not os.access(place, os.W_OK):
            raise RetoldError(f"cannot write {name}: no permission to write {place}")


def _replaceable(target: Path) -> bool:
    """Whether a new file may take the place of this one; a device or a pipe is written into."""
    return target.is_file() and os.access(target.parent, os.W_OK)


def _write(name: str, text: str) -> None:
    """Writes a whole file or none: a run that ends half-way leaves the old one."""
    content = text.encode("utf-8", "replace")
    if name == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(name).resolve()
    try:
        if target.exists() and not _replaceable(target):
            with target.open("wb") as file:
                file.write(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise RetoldError(f"cannot write {name}: {error.strerror}; name another file") from error


def _replace(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    made = tempfile.NamedTemporaryFile("wb", dir=target.parent, prefix=f".{target.name}.", delete=False)  # noqa: SIM115
    try:
        with made:
            made.write(content)
        Path(made.name).chmod(0o666 & ~_umask())
        Path(made.name).replace(target)
    except BaseException:
        Path(made.name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _json(found: Trace) -> str:
    from retold.views.export import contract

    return json.dumps(contract(found), ensure_ascii=False, indent=1) + "\n"


def _html(found: Trace) -> str:
    from retold.views.page import html

    return html(found)


# -- printing ---------------------------------------------------------------------------------------


def _print_summary(found: Trace) -> None:
    from retold.views.summary import summary

    Console().print(summary(found))


def _say(line: str) -> None:
    """One line on standard error; control characters of a hostile name are made visible."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    Console(stderr=True, soft_wrap=True, highlight=False).print(Text(shown))


def _tell_skipped(skipped: Sequence[Skipped]) -> None:
    for one in skipped:
        place = one.path if one.line is None else f"{one.path}:{one.line}"
        _say(f"skipped {place}: {one.reason}")


def _tell_written(json_file: str | None, html_file: str | None) -> None:
    for name, what in ((json_file, "all of it as JSON"), (html_file, "the page to read")):
        if name and name != "-":
            _say(f"{what}: {Path(name).resolve() if what.startswith('the page') else name}")
