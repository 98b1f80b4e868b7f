"""Who published a report, and at what address: as the page says, else by its domain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from retold.extract.meta import Meta

_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition|en|news|eu|us|uk|in|beta|web|ww\d)\.(?=[^.]+\.[^.]+)")
_LONGEST = 60  # characters of an outlet's name; a longer one is a slogan


def domain(url: str | None) -> str | None:
    """The domain of an address without "www." and its like; None where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    while (shorter := _PREFIX.sub("", host)) != host:
        host = shorter
    return host or None


def outlet_of(meta: Meta, url: str | None) -> str | None:
    """The outlet's name as the page gives it, else its domain."""
    for name in (meta.first("site"), meta.publisher()):
        if name and len(name) <= _LONGEST and not name.startswith("http"):
            return name.lstrip("@")
    return domain(url)


def address_of(tree: HtmlElement, meta: Meta) -> str | None:
    """The page's own address: its canonical link, or what its data says."""
    for link in tree.iter("link"):
        href = (link.get("href") or "").strip()
        if "canonical" in (link.get("rel") or "").lower().split() and href.startswith("http"):
            return href
    return next((v for v in meta.values("address") if v.startswith("http")), None)
