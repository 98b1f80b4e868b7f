"""Who published a report: as the row or the page says, else its domain."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition|en|news|eu|us|uk|in|beta|web|ww\d)\.(?=[^.]+\.[^.]+)")


def domain(url: str | None) -> str | None:
    """The domain of an address without "www." and its like; None where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    while (shorter := _PREFIX.sub("", host)) != host:
        host = shorter
    return host or None
