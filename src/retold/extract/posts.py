"""Embedded posts of HTML pages: found, and made paragraphs that end as a reader sees them."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from retold.extract.cues import post_signature
from retold.extract.tree import text_of

_POST = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video|tweet-rendered)|tweet-embed|instagram-media|bluesky-embed|mastodon-embed|tiktok-embed)(?:\s|$)"
)
_SIGNED = re.compile(r"\s*(?:[—–]|&mdash;|--)\s*(?=[^—–]{1,80}\(@)")
_HOLDER = re.compile(r"embed|tweet|twitter|social|oembed", re.I)


def posts_as_paragraphs(tree: HtmlElement) -> list[str]:
    """Texts of the page's embedded posts; each post's element is replaced by a plain paragraph.

    The text ends with "— Name (@handle) July 9, 2017", on a line of its own, where the page has it.
    """
    found: list[str] = []
    for quote in list(tree.iter("blockquote")):
        text = _post_text(quote)
        signed = post_signature(text.rpartition("\n")[2])
        if len(text.split()) < 3 or not (signed or _POST.search(quote.get("class") or "")):
            continue
        found.append(text)
        _replace(_holder(quote), text)
    return found


def _post_text(quote: HtmlElement) -> str:
    for line_break in quote.iter("br"):
        line_break.tail = " " + (line_break.tail or "")
    text = text_of(quote)
    signed = [*_SIGNED.finditer(text)]
    if not signed:
        return text
    last = signed[-1]
    return f"{text[: last.start()]}\n— {text[last.end() :]}" if last.start() else f"— {text[last.end() :]}"


def _holder(quote: HtmlElement) -> HtmlElement:
    """The outermost element around a post that holds nothing else: embed boxes would be thrown away."""
    at = quote
    words = len(text_of(quote).split())
    for _ in range(6):
        parent = at.getparent()
        if parent is None or parent.tag in ("body", "html", "article", "main", "td"):
            break
        if len(text_of(parent).split()) > words + 3 or not (
            _HOLDER.search(f"{parent.get('class')} {parent.get('id')}")
            or len(parent) == 1
            or parent.tag == "figure"
        ):
            break
        at = parent
    return at


def _replace(element: HtmlElement, text: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    first, _, signature = text.partition("\n")
    paragraph = etree.SubElement(parent, "p")
    paragraph.text = first
    if signature:
        etree.SubElement(paragraph, "br").tail = signature
    paragraph.tail = element.tail
    parent.replace(element, paragraph)
