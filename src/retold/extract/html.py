"""A report on an HTML page: trafilatura finds the article, and we say what each part of it is."""

from __future__ import annotations

from collections.abc import Sequence

from retold.config import ExtractSettings
from retold.errors import NoArticleError
from retold.extract.article import Chosen, article_lines
from retold.extract.credits import credits_of
from retold.extract.decode import repaired
from retold.extract.headline import headline
from retold.extract.lines import must_be_short_enough
from retold.extract.marks import Line, page_lines
from retold.extract.meta import Meta, meta_of
from retold.extract.outlet import address_of, outlet_of
from retold.extract.parts import Part, parts_of
from retold.extract.posts import posts_as_paragraphs
from retold.extract.published import before_fetched, first_of, from_posts, given
from retold.extract.tree import tree_of
from retold.extract.webdate import page_date
from retold.records import Block, Page, Report
from retold.text.ids import stable_id
from retold.text.language import language
from retold.text.tokens import keys

_MOST_LINES = 20_000  # of a page that may be a report; live blogs have a few thousand
_LINKED = 0.9  # part of a line's characters in links from which it is no line of a report


def html_report(page: Page, html: str, settings: ExtractSettings) -> Report:
    """The report on an HTML page whose text is `html`.

    Raises NoArticleError where none stands on it: no text, a body of too few words, or far too much text.
    """
    tree = tree_of(html)
    if any(str(made).startswith("Retold") for made in tree.xpath("//meta[@name='generator']/@content")):
        raise NoArticleError("a page that Retold wrote about reports is no report itself")
    meta = meta_of(tree)
    url = page.url or address_of(tree, meta)
    outlet = page.outlet or outlet_of(meta, url)
    title = repaired(" ".join(page.title.split())) if page.title else headline(tree, meta, outlet)
    posts = posts_as_paragraphs(tree)
    lines = page_lines(tree)
    _must_be_one_report(lines)
    title_at = _title_line(lines, title)
    chosen = article_lines(tree, url, lines, _stated_text(meta))
    parts = parts_of(chosen, lines, title_at, title, posts)
    _must_hold_article(lines, chosen, parts, settings)
    text, blocks = assembled(([Part("title", title)] if title else []) + parts)
    stated = given(page.published, "the row says so") if page.published else None
    near = title_at if title_at is not None else next((int(one.place) for one in chosen), None)
    found = (page_date(tree, meta, lines, near, url), from_posts(text, blocks))
    return Report(
        id=page.id or stable_id("r", url or "", text),
        path=page.path,
        url=url,
        outlet=outlet,
        title=title,
        language=language("\n".join(text[b.start : b.end] for b in blocks if b.kind == "body")),
        text=text,
        published=stated or first_of(before_fetched(p, page.fetched) for p in found),
        blocks=blocks,
        credits=credits_of(text, blocks),
    )


def _stated_text(meta: Meta) -> str | None:
    """The article's text where the page's JSON-LD has it."""
    texts = [v for thing in meta.objects if isinstance(v := thing.get("articleBody"), str)]
    return max(texts, key=len, default=None)


def _title_line(lines: list[Line], title: str) -> int | None:
    """Place of the title among the page's lines: a heading with its words, such a line, the first heading."""
    own = tuple(keys(title))
    headings = [i for i, line in enumerate(lines) if line.tag == "h1"]
    same = [i for i, line in enumerate(lines) if line.keys == own and own]
    return next((i for i in same if i in headings), next(iter(same), next(iter(headings), None)))


def _must_be_one_report(lines: Sequence[Line]) -> None:
    """Raises NoArticleError where a page is so long that it is an archive or a trap, and no report."""
    if len(lines) > _MOST_LINES:
        raise NoArticleError(
            f"no article found: {len(lines):,} lines of text, and {_MOST_LINES:,} are the most"
        )
    must_be_short_enough(sum(len(line.text) for line in lines))


def _must_hold_article(
    lines: Sequence[Line], chosen: Sequence[Chosen], parts: Sequence[Part], settings: ExtractSettings
) -> None:
    """Raises NoArticleError where the body has too few words, or nearly all of them are links."""
    told = sum(len(keys(part.text)) for part in parts if part.kind in ("body", "crosshead", "post"))
    linked = sum(len(one.line.keys) for one in chosen if one.line and one.line.linked > _LINKED)
    free = sum(len(line.keys) for line in lines if line.linked <= _LINKED)
    count, least = max(0, min(told - linked, free)), settings.shortest_body
    if count < least:
        raise NoArticleError(f"no article found: {count} words of body, and {least} are the least")


def assembled(parts: list[Part]) -> tuple[str, tuple[Block, ...]]:
    """The parts as one text, an empty line between them, and their blocks."""
    blocks: list[Block] = []
    at = 0
    for part in parts:
        blocks.append(Block(part.kind, at, at + len(part.text)))
        at += len(part.text) + 2
    return "\n\n".join(part.text for part in parts), tuple(blocks)
