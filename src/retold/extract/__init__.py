"""From a page to a report: its text, blocks, credits, date, outlet and language."""

from __future__ import annotations

from collections.abc import Sequence

from retold.config import ExtractSettings
from retold.errors import NoArticleError
from retold.extract.credits import credits_of
from retold.extract.decode import decoded, repaired
from retold.extract.html import html_report
from retold.extract.lines import must_be_short_enough
from retold.extract.outlet import domain
from retold.extract.plain import plain_blocks
from retold.extract.published import before_fetched, first_of, from_address, from_lines, from_posts, given
from retold.extract.stamps import address_in
from retold.records import Block, Page, Published, Report
from retold.text.ids import stable_id
from retold.text.language import language
from retold.text.tokens import keys, tokens

_HEAD = 6  # lines at the head of a text among which its address may stand
_TOLD = ("body", "crosshead", "post", "pull_quote", "caption", "note")


def extract(page: Page, settings: ExtractSettings) -> Report:
    """The report that stands on a page.

    Raises NoArticleError where none does (fewer words of body than `settings.shortest_body`, or far more
    text than any report has), and UnreadableError where the bytes are no text.
    """
    text = decoded(page)
    if page.media == "html":
        return html_report(page, text, settings)
    return _plain_report(page, text, settings)


def _plain_report(page: Page, text: str, settings: ExtractSettings) -> Report:
    must_be_short_enough(len(text))
    title = repaired(" ".join(page.title.split())) if page.title else None
    if title and not _opens(text, title):
        text = f"{title}\n\n{text}"
    blocks = plain_blocks(text, title)
    _must_hold_article(page, text, blocks, settings)
    url = page.url or _address(text)
    found = next((text[b.start : b.end] for b in blocks if b.kind == "title"), "")
    return Report(
        id=page.id or stable_id("r", url or "", text),
        path=page.path,
        url=url,
        outlet=page.outlet or domain(url),
        title=title or " ".join(found.split()),
        language=language("\n".join(text[b.start : b.end] for b in blocks if b.kind == "body")),
        text=text,
        published=_published(page, text, blocks, url),
        blocks=blocks,
        credits=credits_of(text, blocks),
    )


def _opens(text: str, title: str) -> bool:
    """Whether the text's first lines hold the title as a line of their own."""
    own = keys(title)
    first = [line for line in text[: len(title) * 2 + 2000].split("\n") if line.strip()][:3]
    return any(keys(line) == own for line in first)


def _must_hold_article(page: Page, text: str, blocks: Sequence[Block], settings: ExtractSettings) -> None:
    """A row says itself that it is a report; a file must show it by its body."""
    least = 1 if page.line is not None else settings.shortest_body
    count = 0
    for block in blocks:
        if block.kind in _TOLD or (page.line is not None and block.kind == "title"):
            count += len(tokens(text, block.start, block.end))
            if count >= least:
                return
    raise NoArticleError(f"no article found: {count} words of body, and {least} are the least")


def _address(text: str) -> str | None:
    """The web address that stands alone on one of the first lines."""
    lines = [line for line in text[:4000].split("\n") if line.strip()][:_HEAD]
    return next((url for line in lines if (url := address_in(line))), None)


def _published(page: Page, text: str, blocks: Sequence[Block], url: str | None) -> Published | None:
    stated = given(page.published, "the row says so") if page.published else None
    if stated:
        return stated
    candidates = (from_lines(text, blocks), from_address(url), from_posts(text, blocks))
    return first_of(before_fetched(found, page.fetched) for found in candidates)
