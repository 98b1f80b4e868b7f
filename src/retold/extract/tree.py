"""An HTML page as a tree, made safe to walk: never deeper than the parser goes, posts made paragraphs."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement

from retold.errors import NoArticleError

_CONTAINER = re.compile(
    r"<(/?)(div|section|center|article|main|blockquote|table|tbody|tr|td|ul|ol|li|dl|dd|dt|form|fieldset|figure|"
    r"aside|details|nav|header|footer|span|font|b|i|em|strong|a|small|big|u|s|sub|sup|label|ins|del|"
    r"[a-z]{1,20}-[a-z-]{1,40})\b[^<>]*>",
    re.I,
)
_DEEPEST = 180  # levels kept; the parser drops what lies below 256
_LONG_TAG = re.compile(r"<([a-z][a-z0-9]{0,20})\b[^<>]{10000,}>", re.I)
_MOST_ATTRIBUTES = 1000  # the parser's time grows with the square of their number
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
BLOCKS = frozenset(
    "p div section article main header footer aside nav ul ol li dl dt dd table tr td th blockquote pre form "
    "h1 h2 h3 h4 h5 h6 figure figcaption address fieldset hr br body".split()
)
NEVER_SHOWN = frozenset("script style noscript template svg head".split())
HIDDEN = NEVER_SHOWN | frozenset("iframe object select option textarea button".split())


def tree_of(page: str) -> HtmlElement:
    """The page's tree; raises NoArticleError where there is nothing to parse."""
    text = _LONG_TAG.sub(_without_attributes, _flattened(page))
    text = _XML_HEAD.sub("", text, count=1).replace("\x0c", " ")
    try:
        tree = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoArticleError(f"no HTML in it: {str(error).splitlines()[0][:80]}") from error
    return tree


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag as it is, or bare where it has more attributes than any page needs."""
    return f"<{tag.group(1)}>" if tag.group().count("=") > _MOST_ATTRIBUTES else tag.group()


def _flattened(page: str) -> str:
    """The page with containers below `_DEEPEST` levels opened up; as it is where none is so deep."""
    if page.count("<") < _DEEPEST:
        return page
    depth = 0
    too_deep = False
    pieces: list[str] = []
    at = 0
    for tag in _CONTAINER.finditer(page):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth >= _DEEPEST:
            too_deep = True
            pieces += [page[at : tag.start()], "<br>" if tag.group(2).lower() in BLOCKS else " "]
            at = tag.end()
    return "".join([*pieces, page[at:]]) if too_deep else page


def text_of(element: HtmlElement) -> str:
    """The element's text on one line, blanks single, without scripts."""
    parts: list[str] = []
    hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end", "comment")):
        skipped = node.tag in HIDDEN
        if event == "start":
            hidden += skipped
            if not hidden:
                parts += [" " if node.tag in BLOCKS else "", node.text or ""]
            continue
        hidden -= skipped if event == "end" else 0
        if not hidden and node is not element:
            parts += [" " if node.tag in BLOCKS else "", node.tail or ""]
    return " ".join("".join(parts).split())
