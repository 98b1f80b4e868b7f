"""A report on an HTML page: trafilatura finds the article, and we say what each part of it is."""

from __future__ import annotations

from typing import Any

import trafilatura

from retold.config import ExtractSettings
from retold.errors import NoArticleError
from retold.extract.credits import credits_of
from retold.extract.outlet import domain
from retold.extract.published import before_fetched, first_of, from_address, given
from retold.records import Block, BlockKind, Page, Report
from retold.text.ids import stable_id
from retold.text.language import language
from retold.text.tokens import tokens


def html_report(page: Page, html: str, settings: ExtractSettings) -> Report:
    """The report of an HTML page; raises NoArticleError where there is none."""
    document: Any = trafilatura.bare_extraction(
        html, url=page.url, include_comments=False, with_metadata=False
    )
    if document is None or document.body is None:
        raise NoArticleError("no article found on the page")
    parts: list[tuple[BlockKind, str]] = []
    title = page.title or document.title or ""
    if title:
        parts.append(("title", " ".join(title.split())))
    for element in document.body.iter("p", "head", "item", "quote"):
        if element.tag == "quote" and element.find("p") is not None:
            continue
        piece = " ".join("".join(element.itertext()).split())
        if piece:
            parts.append(("crosshead" if element.tag == "head" else "body", piece))
    text, blocks = _assembled(parts)
    count = sum(len(tokens(text, b.start, b.end)) for b in blocks if b.kind == "body")
    if count < settings.shortest_body:
        raise NoArticleError(
            f"no article found: {count} words of body, and {settings.shortest_body} are the least"
        )
    url = page.url or document.url
    published = first_of(
        before_fetched(p, page.fetched)
        for p in (
            given(page.published, "the row says so") if page.published else None,
            from_address(url),
            given(document.date, "the page's data") if document.date else None,
        )
    )
    return Report(
        id=page.id or stable_id("r", url or "", text),
        path=page.path,
        url=url,
        outlet=page.outlet or document.sitename or domain(url),
        title=parts[0][1] if title else "",
        language=language(text),
        text=text,
        published=published,
        blocks=blocks,
        credits=credits_of(text, blocks),
    )


def _assembled(parts: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """The pieces as one text, an empty line between them, and their blocks."""
    blocks: list[Block] = []
    at = 0
    for kind, piece in parts:
        blocks.append(Block(kind, at, at + len(piece)))
        at += len(piece) + 2
    return "\n\n".join(piece for _, piece in parts), tuple(blocks)
