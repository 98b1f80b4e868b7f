"""The headline of an HTML page: what the page's data, its first heading and its <title> agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from retold.extract.meta import Meta
from retold.extract.tree import text_of
from retold.text.tokens import keys

_CUT = re.compile(r"\s+[|–—•·»:\-]{1,2}\s+|\s*\|\s*|\s+::\s+|\s+-\s+")
_LONGEST = 300  # characters


def headline(tree: HtmlElement, meta: Meta, outlet: str | None) -> str:
    """The report's title without the outlet's name; "" where the page has none."""
    headings = [t for h in tree.iter("h1") if 1 <= len(t := text_of(h)) <= _LONGEST]
    stated = [*meta.values("title"), *meta.stated("title")]
    page = next((text_of(t) for t in tree.iter("title") if text_of(t)), "")
    told = [t for t in (*stated, page) if t]
    best = _agreed(headings, told)
    if best:
        return best
    names = [keys(n) for n in (outlet, meta.first("site"), meta.publisher()) if n]
    cut = [c for t in told if (c := _without_outlet(t, names, [keys(u) for u in told]))]
    return next(iter(cut), headings[0] if headings else "")


def _agreed(headings: Sequence[str], told: Sequence[str]) -> str | None:
    """The heading that is one of the stated titles, or opens one: the longest of them."""
    fitting = [h for h in headings for t in told if _opens(keys(t), keys(h))]
    return max(fitting, key=len) if fitting else None


def _opens(whole: list[str], part: list[str]) -> bool:
    return len(part) > 1 and (whole[: len(part)] == part or whole[-len(part) :] == part)


def _without_outlet(title: str, names: Sequence[list[str]], told: Sequence[list[str]]) -> str:
    """The title without a last or first part that is the outlet's name or that other titles lack."""
    marks = [*_CUT.finditer(title)]
    if not marks:
        return title
    head, tail = title[: marks[-1].start()].strip(), title[marks[-1].end() :].strip()
    if keys(tail) in names or keys(head) in told or (names and _alike(keys(tail), names)):
        return _without_outlet(head, names, told)
    first, rest = title[: marks[0].start()].strip(), title[marks[0].end() :].strip()
    return rest if keys(first) in names or keys(rest) in told else title


def _alike(part: list[str], names: Sequence[list[str]]) -> bool:
    """Whether a part has the outlet's name in it, or is in it, but for a word or two."""
    own = "".join(part)
    return len(part) <= 6 and any(own and ("".join(n) in own or own in "".join(n)) for n in names)
