"""Two reports side by side in the terminal, sentence by sentence, and the same as JSON.

Marks stand in the text itself ([-dropped-], {+added+}), so that nothing is lost without colour. Text of
pages goes through `Text`, which interprets nothing, with control characters taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from retold.records import Alignment, Edit, Match, Report, Sentence, Span
from retold.views.words import plain, report_name

Json = dict[str, object]
_SIGNS = {"verbatim": "=", "edited": "~", "reworded": "≈", "quote": "”", "dropped": "-", "added": "+"}
_SAYS = {
    "verbatim": "word for word",
    "edited": "edited",
    "reworded": "reworded",
    "quote": "quotation",
    "dropped": "only in A",
    "added": "only in B",
}
_STYLES = {"dropped": "red", "added": "green", "reworded": "yellow", "quote": "cyan"}
_MEANS = {
    "same": "One text",
    "derived": "Text in common that is not only quotations",
    "quotes-only": "Only quotations in common",
    "independent": "No text in common",
    "unrelated": "Different events",
}


class Compared(NamedTuple):
    """Two reports, the sentences of each that are told, and what they share; a is the first one named."""

    a: Report
    b: Report
    of_a: Sequence[Sentence]
    of_b: Sequence[Sentence]
    alignment: Alignment


class Row(NamedTuple):
    """A line of the comparison: a match, or a sentence of one side alone."""

    kind: str  # of the match, "dropped" or "added"
    a: Span | None
    b: Span | None
    edits: tuple[Edit, ...] = ()


def rows(found: Compared) -> list[Row]:
    """All sentences of both in the order of B, what only A has where it stands in A."""
    by_b = sorted(found.alignment.matches, key=lambda match: (match.b, match.a))
    left = _alone(found.of_a, [match.a for match in found.alignment.matches])
    right = _alone(found.of_b, [match.b for match in by_b])
    told: list[Match | Span] = sorted(
        [*by_b, *right], key=lambda one: one.b if isinstance(one, Match) else one
    )
    made: list[Row] = []
    at = 0
    for one in told:
        if isinstance(one, Match):
            while at < len(left) and left[at] < one.a:
                made.append(Row("dropped", left[at], None))
                at += 1
            made.append(Row(one.kind, one.a, one.b, one.edits))
        else:
            made.append(Row("added", None, one))
    return made + [Row("dropped", span, None) for span in left[at:]]


def _alone(sentences: Sequence[Sentence], matched: Sequence[Span]) -> list[Span]:
    """Sentences that no match touches."""
    taken = sorted(matched)
    found, at = [], 0
    for sentence in sentences:
        while at < len(taken) and taken[at].end <= sentence.start:
            at += 1
        if at == len(taken) or taken[at].start >= sentence.end:
            found.append(Span(sentence.start, sentence.end))
    return found


def compared(found: Compared) -> RenderableType:
    """The comparison for a terminal."""
    one = found.alignment
    head = Text(f"{_MEANS[one.relation]} ({one.relation})", style="bold")
    shares = f"shared: {round(100 * one.shared_a)} % of A, {round(100 * one.shared_b)} % of B"
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1, overflow="fold")
    for row in rows(found):
        style = _STYLES.get(row.kind, "")
        table.add_row(Text(_SIGNS[row.kind], style=style), Text(_SAYS[row.kind]), _words(found, row, style))
    names = [_name("A", found.a), _name("B", found.b)]
    return Group(*names, Text(), head, Text(plain(one.why)), Text(shares), Padding(table, (1, 0, 0, 0)))


def _name(letter: str, report: Report) -> Text:
    line = Text(f"{letter}  ", style="bold")
    name, title = report_name(report), plain(report.title)
    line.append(name or plain(report.path))
    return line.append(f": {title}" if title and title != name else "", style="not bold")


def _words(found: Compared, row: Row, style: str) -> Text:
    if row.b is None or row.a is None:
        text, span = (found.a.text, row.a) if row.a else (found.b.text, row.b or Span(0, 0))
        return Text(plain(text[span.start : span.end]), style=style)
    if row.kind == "verbatim":
        return Text(plain(found.b.text[row.b.start : row.b.end]))
    line = Text()
    for kind, words in marked(found.a.text, found.b.text, row.b, row.edits):
        shown = plain(words)
        if not shown:
            continue
        if line.plain and (kind != "kept" or shown[0].isalnum() or shown[0] in '“‘«"(['):
            line.append("" if line.plain[-1] in "“‘«([" else " ")
        if kind == "dropped":
            line.append(f"[-{shown}-]", style="red strike")
        elif kind == "added":
            line.append(f"{{+{shown}+}}", style="green bold")
        else:
            line.append(shown)
    return line


def marked(a: str, b: str, span: Span, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """The words of `b[span]` in pieces: kept or added, and before these what `a` has in their place."""
    at = span.start
    for step in edits:
        if step.b.start > at:
            yield "kept", b[at : step.b.start]
        if step.kind in ("dropped", "replaced"):
            yield "dropped", a[step.a.start : step.a.end]
        if step.kind != "dropped":
            yield "kept" if step.kind == "kept" else "added", b[step.b.start : step.b.end]
        at = max(at, step.b.end)
    yield "kept", b[at : span.end]


def comparison(found: Compared) -> Json:
    """The comparison as JSON; spans count characters of each report's text."""
    one = found.alignment
    return {
        "a": _side(found.a),
        "b": _side(found.b),
        "relation": one.relation,
        "why": one.why,
        "shared": {"a": round(one.shared_a, 4), "b": round(one.shared_b, 4)},
        "sentences": [
            {
                "kind": row.kind,
                "a": list(row.a) if row.a else None,
                "b": list(row.b) if row.b else None,
                "edits": [{"kind": edit.kind, "a": list(edit.a), "b": list(edit.b)} for edit in row.edits],
            }
            for row in rows(found)
        ],
    }


def _side(report: Report) -> Json:
    return {"path": report.path, "url": report.url, "title": report.title, "text": report.text}
