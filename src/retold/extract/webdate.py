"""When an HTML page's report appeared: the page's data, its own words, its address, in this order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from retold.extract.lines import is_sentence
from retold.extract.marks import Line
from retold.extract.meta import Meta
from retold.extract.moments import moments
from retold.extract.published import first_of, from_address, given, label_rank
from retold.extract.stamps import is_stamp
from retold.extract.tree import text_of
from retold.records import Published

_BEFORE, _BEHIND = 5, 25  # lines around the title in which a date without a label is the report's
_SHORT = 16  # words of a line with a date among names and sections
_LONGEST = 160  # characters of a line that may hold the date among other things


def page_date(
    tree: HtmlElement, meta: Meta, lines: Sequence[Line], title_at: int | None, url: str | None
) -> Published | None:
    """The publication that the page tells, with how; None where it tells none.

    The day of the last change stands in only where nothing else is told.
    """
    stated = first_of(
        (
            *(given(v, "the page's data: datePublished") for v in meta.stated("published")),
            *(given(v, "the page's data: a meta element") for v in meta.values("published")),
            *(given(v, "the page's data: a meta element") for v in meta.like("publish")),
            *_marked(tree),
        )
    )
    printed = _printed(lines, title_at)
    changed = (*meta.stated("updated"), *meta.values("updated"))
    return first_of(
        (
            stated,
            from_address(url),
            printed,
            _labelled(lines),
            *(given(v, "the page's data: last changed") for v in changed),
        )
    )


def _labelled(lines: Sequence[Line]) -> Published | None:
    """The first date anywhere that is labelled as the publication."""
    for line in lines:
        if len(line.text) > _LONGEST or line.mark in ("boilerplate", "related_link", "caption"):
            continue
        for moment in moments(line.text)[:1]:
            if label_rank(line.text, moment) is not None:
                return Published(moment.value, moment.precision, f"the page's words: “{line.text[:80]}”")
    return None


def _marked(tree: HtmlElement) -> Iterator[Published | None]:
    """Elements that say they hold the day of publication."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "li"):
        names = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if not ("datepublished" in names or "pubdate" in element.attrib or "published" in names.split()):
            continue
        stated = element.get("datetime") or element.get("content") or element.get("title") or text_of(element)
        yield given(stated[:_LONGEST], "an element marked as its publication")


def _printed(lines: Sequence[Line], title_at: int | None) -> Published | None:
    """A line near the title with a date: as published, without a label, or at last as updated."""
    ranked: list[tuple[int, int, Published]] = []
    near = range(max(0, (title_at or 0) - _BEFORE), min(len(lines), (title_at or 0) + _BEHIND))
    for i in near:
        line = lines[i]
        if len(line.text) > _LONGEST or line.mark in ("boilerplate", "related_link", "caption"):
            continue
        for moment in moments(line.text)[:1]:
            rank = label_rank(line.text, moment)
            alone = is_stamp(line.text) or line.mark in ("dateline", "byline") or len(line.keys) <= _SHORT
            if rank is None and (not alone or title_at is None or is_sentence(line.text, len(line.keys))):
                continue
            how = f"the page's words: “{line.text[:80]}”"
            value = Published(moment.value, moment.precision, how)
            ranked.append((1 if rank is None else rank, abs(i - (title_at or 0)), value))
    return min(ranked, key=lambda r: (r[0], r[1]))[2] if ranked else None
