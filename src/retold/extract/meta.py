"""What an HTML page says of itself in its head: meta elements and JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from retold.extract.data import words

_LD_LARGEST = 500_000  # characters of one JSON-LD script
_CONTROL = re.compile(r"[\x00-\x1f]+")
_DEEPEST = 6  # levels of JSON-LD looked into


@dataclass(frozen=True)
class Meta:
    """Values of meta elements by name, and the JSON-LD objects, reports first."""

    named: dict[str, list[str]]
    objects: list[dict[str, Any]] = field(default_factory=list)

    def first(self, section: str) -> str | None:
        """The first value under the section's meta names, in the order of the data file."""
        return next(iter(self.values(section)), None)

    def values(self, section: str) -> list[str]:
        """All values under the section's meta names, in the order of the data file."""
        return [v for name in words("meta", section, "meta") for v in self.named.get(name, ())]

    def like(self, part: str) -> list[str]:
        """Values under every meta name that has `part` in it, by name."""
        return [v for name in sorted(self.named) if part in name for v in self.named[name]]

    def stated(self, section: str) -> list[str]:
        """Values under the section's JSON-LD keys, those of reports first."""
        keys = words("meta", section, "ld")
        found = [_text(thing.get(key)) for thing in self.objects for key in keys]
        return [value for value in found if value]

    def publisher(self) -> str | None:
        """The publisher's name in JSON-LD."""
        for thing in self.objects:
            for key in ("publisher", "sourceOrganization", "provider"):
                for one in _listed(thing.get(key)):
                    name = _text(one.get("name")) if isinstance(one, dict) else None
                    if name:
                        return name
        return None


def meta_of(tree: HtmlElement) -> Meta:
    """The page's meta elements and JSON-LD; what is broken is passed over."""
    named: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content and content not in named.setdefault(name, []):
                named[name].append(content)
    things = [t for script in tree.iter("script") for t in _things(script)]
    return Meta(named, sorted(things, key=_rank))


def _things(script: HtmlElement) -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower() or len(script.text or "") > _LD_LARGEST:
        return
    bare = (
        re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*;?\s*$", "", script.text or "")
        .strip()
        .rstrip(";")
    )
    try:
        data = json.loads(_CONTROL.sub(" ", bare))
    except (ValueError, RecursionError):
        return
    for thing in _objects(data, 0):
        if _rank(thing) < 2:
            yield thing


def _objects(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for one in data:
            yield from _objects(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _objects(data.get(key), depth + 1)


def _rank(thing: dict[str, Any]) -> int:
    """0 for a report, 1 for a page that may hold one, 2 for everything else."""
    kinds = {str(k).lower().rsplit("/", 1)[-1] for k in _listed(thing.get("@type"))}
    if kinds & set(words("meta", "types", "report")):
        return 0
    return 1 if kinds & set(words("meta", "types", "page")) else 2


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: object) -> str | None:
    """A string with something in it, blanks made single; of a list the first."""
    for one in _listed(value):
        if isinstance(one, str) and one.strip():
            return " ".join(one.split())
    return None
