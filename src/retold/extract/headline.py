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
_WORDS = 35  # of a heading that is a headline, where the page states another
_AKIN = 0.4  # part of the words that a heading shares with a stated title


def headline(tree: HtmlElement, meta: Meta, outlet: str | None) -> str:
    """The report's title without the outlet's name; "" where the page has none.

    A heading that is one of the titles the page states is it; else a heading that shares words with one
    of them (a page's data often has a shorter or dressed-up title); else the best stated title.
    """
    headings = [t for h in tree.iter("h1") if 1 <= len(t := text_of(h)) <= _LONGEST]
    page = next((text_of(t) for t in tree.iter("title") if text_of(t)), "")
    told = [t for t in (*meta.values("title"), *meta.stated("title"), page) if t]
    names = [keys(n) for n in (outlet, meta.first("site"), meta.publisher()) if n]
    if told:
        headings = [h for h in headings if len(h.split()) <= _WORDS]
    stated = [c for t in told if (c := _without_outlet(t, names, [keys(u) for u in told]))]
    best = _agreed(headings, told) or _akin(headings, stated, names)
    return best or next(iter(stated), headings[0] if headings else "")


def _agreed(headings: Sequence[str], told: Sequence[str]) -> str | None:
    """The heading that is one of the stated titles, or opens or ends one: the longest of them."""
    fitting = [h for h in headings for t in told if _opens(keys(t), keys(h))]
    return max(fitting, key=len) if fitting else None


def _akin(headings: Sequence[str], stated: Sequence[str], names: Sequence[list[str]]) -> str | None:
    """The heading that shares most words with a stated title, if it shares enough."""
    shares = [(max((_share(h, t) for t in stated), default=0.0), h) for h in headings if keys(h) not in names]
    best = max(shares, key=lambda s: s[0], default=(0.0, ""))
    return best[1] if best[0] >= _AKIN else None


def _share(a: str, b: str) -> float:
    """Part of the shorter text's words that stand in the other; two words at least."""
    one, other = set(keys(a)), set(keys(b))
    common = len(one & other)
    return common / min(len(one), len(other)) if common >= 2 else 0.0


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
