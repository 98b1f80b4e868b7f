"""Small words for people: numbers, lists, days, names; and text from pages made harmless to show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from retold.records import Report

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:?\d\d)?)?)?)?$")
# Marks that reorder what stands around them: a page must not turn our own words about.
_BIDI = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_MADE_UP = re.compile(r"[0-9a-f]{8,}|^\W*\d*\W*$", re.IGNORECASE)  # in a name: made by a machine
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and marks that turn the direction of
    writing; line breaks and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c) for c in text.translate(_BIDI))


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cs":
        return "\ufffd"
    return " " if kind == "Cc" and character not in "\n\t" else character


def plain(text: str) -> str:
    """The text on one line, harmless to show."""
    return _BLANKS.sub(" ", clean(text)).strip()


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word's end to at most `longest` characters."""
    line = plain(text)
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > longest // 2 else cut).rstrip(" ,;:–—-") + "…"


def number(count: int) -> str:
    """A small number in words, a larger one in digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """ "two reports", "one story"."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], most: int = 12) -> str:
    """ "A, B and C"; beyond `most` of them the rest is counted."""
    if len(items) > most:
        return f"{', '.join(items[:most])} and {number(len(items) - most)} more"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def capital(sentence: str) -> str:
    """The sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def day_in_words(value: str, *, year: bool = True) -> str:
    """ "9 July 2017" for an ISO day, month or time; a value of another shape as it is."""
    found = _DAY.match(value)
    if not found:
        return plain(value)
    of_year, month, day, hour, zone = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return of_year
    words = f"{int(day)} {_MONTHS[int(month) - 1]}" if day else _MONTHS[int(month) - 1]
    if year:
        words += f" {of_year}"
    return f"{words}, {hour}{' UTC' if zone == 'Z' else f' {zone}' if zone else ''}" if hour else words


def days_in_words(first: str, last: str) -> str:
    """ "9 July 2017", "9–10 July 2017", "30 June – 2 July 2017"."""
    if first == last:
        return day_in_words(first)
    if first[:7] == last[:7] and len(first) == len(last) == 10:
        return f"{int(first[8:])}–{day_in_words(last)}"
    return f"{day_in_words(first, year=first[:4] != last[:4])} – {day_in_words(last)}"


def siglum(place: int) -> str:
    """The letter of a witness: A to Z, then AA, AB and so on."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def greek(place: int) -> str:
    """The letter of a lost source, as textual critics have it: α, β, … then α2, β2, …"""
    letters = "αβγδεζηθικλμνξοπρστυφχψω"
    turn, at = divmod(place, len(letters))
    return letters[at] + (str(turn + 1) if turn else "")


def web_address(url: str | None) -> str | None:
    """The address if a browser may follow it: http or https with a host; None for anything else."""
    if not url or clean(url) != url or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def report_name(report: Report) -> str:
    """What a reader would call a report: its outlet, else its host, else a file name or id that somebody
    gave it; empty where there are only names made by a machine."""
    if report.outlet and plain(report.outlet):
        return shortened(report.outlet, 60)
    address = web_address(report.url)
    if address:
        return shortened(urlsplit(address).netloc.rpartition("@")[2].removeprefix("www."), 60)
    path = PurePath(report.path)
    of_many = report.path == "-" or path.suffix in (".jsonl", ".ndjson")
    name = plain(report.id if of_many else path.stem)
    return "" if _MADE_UP.search(name) else shortened(name, 60)
