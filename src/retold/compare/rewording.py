"""Signs that a program, not a person, chose the words: names swapped by rule, set phrases broken."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from retold.errors import SettingsError
from retold.records import Report, Span

_READ = ("body", "deck", "caption", "crosshead")
_DETERMINED = frozenset(
    """the a an this that these those its his her their our my your no every each another which whose new
    former old entire whole modern today's present-day""".split()
)
_TWICE = re.compile(
    r"\b(?:[Tt]he (?:that|both(?! of)|an?|their|his|its)|an? the|a an|an a|of of|the to)\b(?! la\b)"
)
# any state's full name is one, listed or not: "Republic of" and the name by which the text calls it elsewhere
_STATE = re.compile(
    r"\b(?:[A-Z][a-z]+ )?(?:Republic|Kingdom|Commonwealth|Principality|Sultanate|Emirate) of "
    r"([A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?)"
)
_BROKEN = re.compile(r"\bMc [A-Z][a-z]+|\bO['’] [A-Z][a-z]+")
_BEFORE = re.compile(r"(?:(\S+)\s+)?(\S+)\s+$")


class Sign(NamedTuple):
    """A sort of evidence: what it is, and the places that show it."""

    sort: str
    say: str
    places: tuple[Span, ...]


@cache
def table(name: str) -> dict[str, Any]:
    """A table of flags.toml; raises SettingsError where it is missing or empty."""
    tables = tomllib.loads((files("retold.compare") / "flags.toml").read_text("utf-8"))
    if not tables.get(name):
        raise SettingsError(f"compare/flags.toml: [{name}] is missing or empty")
    found: dict[str, Any] = tables[name]
    return found


def reworded(report: Report) -> list[Sign]:
    """The signs of rewording by rule in a report, each sort once, with its places in order."""
    spans = [Span(b.start, b.end) for b in report.blocks if b.kind in _READ]
    signs = (
        _swapped(report, spans),
        _without_article(report, spans),
        _found(report, spans, _attributive(), "attributive", "“USA” before a noun, where usage wants “US”"),
        _mangled(report, spans),
        _found(report, spans, _TWICE, "determiners", "words that cannot follow one another"),
        _found(report, spans, _BROKEN, "names", "names broken in two"),
    )
    return [sign for sign in signs if sign.places]


@cache
def _attributive() -> re.Pattern[str]:
    return re.compile(rf"\bUSA (?:{'|'.join(table('attributive')['nouns'])})\b")


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of some names; a straight apostrophe stands for either."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        "|".join(rf"\b{re.escape(n).replace(chr(39), '[’' + chr(39) + ']')}\b" for n in longest_first)
    )


def _found(report: Report, spans: list[Span], pattern: re.Pattern[str], sort: str, say: str) -> Sign:
    """A sign that a pattern alone shows."""
    places = [Span(*m.span()) for span in spans for m in pattern.finditer(report.text, *span)]
    return Sign(sort, say, tuple(places))


def _swapped(report: Report, spans: list[Span]) -> Sign:
    """Long forms of names without their article, in a report that has the short form too."""
    long_names: dict[str, str] = table("long_names")
    places = set()
    for span in spans:
        for match in _any_of(tuple(long_names)).finditer(report.text, *span):
            short = long_names[match.group().replace("’", "'")]
            if _bare(report.text, span, match.start()) and _also(report, spans, short):
                places.add(Span(*match.span()))
        for match in _STATE.finditer(report.text, *span):
            known = _any_of(tuple(long_names)).match(match.group())
            if not known and _bare(report.text, span, match.start()) and _also(report, spans, match.group(1)):
                places.add(Span(*match.span()))
    say = "the long form of a name without its article, beside the short form"
    return Sign("swapped", say, tuple(sorted(places)))


def _also(report: Report, spans: list[Span], short: str) -> bool:
    """Whether a short form stands in the report; that of a body need not, its long form being odd enough."""
    dotted = r"|\bU\.S\." if short == "US" else ""
    found = re.compile(rf"(?<! of )\b{re.escape(short)}\b{dotted}")
    return short.isupper() or any(found.search(report.text, *span) for span in spans)


def _bare(text: str, within: Span, at: int) -> bool:
    """Whether the name at `at` stands without a determiner, and not in a list that shares one."""
    before = _BEFORE.search(text, within.start, at)
    if before is None:
        return False  # opens a block: a headline's or a list's manner
    further, last = (before.group(1) or "").strip("“”\"'(").lower(), before.group(2).strip("“”\"'(")
    if not last.islower() or not last.isalpha() or last in ("and", "or", "&"):
        return False
    return last not in _DETERMINED - {"that"} and further not in _DETERMINED - {"that"}


def _without_article(report: Report, spans: list[Span]) -> Sign:
    """Names that need the article and lack it, after a preposition and before what is no noun."""
    rules = table("articled_names")
    before, after = frozenset(rules["before"]), frozenset(rules["after"])
    places = []
    for span in spans:
        for match in _any_of(tuple(rules["names"])).finditer(report.text, *span):
            last = _BEFORE.search(report.text, span.start, match.start())
            following = re.compile(r"\s*([.,;:!?]|[a-z]+)").match(report.text, match.end(), span.end)
            if last and last.group(2) in before and following:
                word = following.group(1)
                if word in after or not word[0].isalpha():
                    places.append(Span(*match.span()))
    return Sign("articles", "names without the article they need", tuple(places))


def _mangled(report: Report, spans: list[Span]) -> Sign:
    """Set phrases with a word swapped for a synonym."""
    meant: dict[str, str] = table("mangled")
    pattern = re.compile(
        "|".join(rf"\b{re.escape(p)}\b" for p in sorted(meant, key=lambda p: (-len(p), p))), re.I
    )
    return _found(report, spans, pattern, "phrases", "set phrases with a word swapped")
