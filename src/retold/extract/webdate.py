"""When an HTML page's report appeared: the page's data, its own words, its address, in this order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from retold.extract.marks import Line
from retold.extract.meta import Meta
from retold.extract.moments import moments
from retold.extract.published import first_of, from_address, given
from retold.extract.stamps import is_stamp
from retold.records import Published

_NEAR = 12  # lines around the title in which a date without a label is the report's


def page_date(
    tree: HtmlElement, meta: Meta, lines: Sequence[Line], title_at: int | None, url: str | None
) -> Published | None:
    """The publication that the page tells, with how; None where it tells none."""
    return first_of(
        (
            *(given(v, "the page's data: datePublished") for v in meta.stated("published")),
            *(given(v, "the page's data: a meta element") for v in meta.values("published")),
            *_marked(tree),
            from_address(url),
            _printed(lines, title_at),
        )
    )


def _marked(tree: HtmlElement) -> Iterator[Published | None]:
    """Elements that say they hold the day of publication."""
    for element in tree.iter("time", "span", "div", "p", "abbr", "meta"):
        told = (
            f"{element.get('itemprop')} {element.get('class')} {element.get('pubdate') is not None}".lower()
        )
        if "datepublished" in told or "true" in told or (element.tag == "time" and "published" in told):
            value = (
                element.get("datetime")
                or element.get("content")
                or element.get("title")
                or element.text_content()
            )
            yield given(value[:80], "an element marked as its publication")


def _printed(lines: Sequence[Line], title_at: int | None) -> Published | None:
    """A line near the title that holds nothing but a date."""
    if title_at is None:
        return None
    for line in lines[title_at : title_at + _NEAR]:
        if len(line.text) < 120 and (is_stamp(line.text) or line.mark in ("dateline", "byline")):
            for moment in moments(line.text):
                return Published(moment.value, moment.precision, f"the page's words: “{line.text[:80]}”")
    return None
