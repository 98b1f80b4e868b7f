"""A text as words of time: every token gets a class, and the classes make one encoded string."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from retold.annotate.dates.lexicon import class_of_word, languages, mark_of_class, words_of_time
from retold.records import Sentence

_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])"
    r"|\d{1,4}([./-])\d{1,2}\1\d{2,4}(?![\d/])|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|\d{1,2}(?:st|nd|rd|th|er)\b|aujourd[’']hui\b|\d{2,4}[’']?s\b|\d+(?:[.,]\d+)*"
    r"|[ap]\.\s?m\.|[AP]\.\s?M\.|[oO][’']clock\b|[’']s\b|n[’']t\b|[^\W\d_]+|\S"
)
_PUNCTUATION = {".": "dot", ",": "comma", "-": "hy", "–": "hy", "/": "slash", "'": "apos", "’": "apos",
                "‘": "apos", "`": "apos", "(": "lparen", ")": "rparen", ":": "colon", "$": "dollar",
                "£": "dollar", "€": "dollar", "#": "dollar"}  # fmt: skip


class Word(NamedTuple):
    """A token: its span in the report's text, its lower-case form, whether it has a capital, its class."""

    start: int
    end: int
    low: str
    capital: bool
    kind: str


class Scene(NamedTuple):
    """The words of the sentences in order, a stop between them, and their classes as one string."""

    text: str
    words: list[Word]
    code: str


def scene(text: str, sentences: Sequence[Sentence], language: str = "en") -> Scene:
    """The sentences of a report as words with classes, by the words of its language."""
    words: list[Word] = []
    for sentence in sentences:
        begin = len(words)
        words += _words(text, sentence.start, sentence.end, language)
        _settle(words, begin, language)
        words.append(Word(sentence.end, sentence.end, "", False, "stop"))
    marks = mark_of_class()
    return Scene(text, words, "".join([marks[word.kind] for word in words]))


def _words(text: str, start: int, end: int, language: str) -> list[Word]:
    """Tokens of a stretch, classed by their form alone."""
    known, found = class_of_word(language), []
    for match in _TOKEN.finditer(text, start, end):
        piece = match.group()
        low = piece.lower()
        first = piece[0]
        if first.isalpha():
            kind = known.get(low) or ("ampm" if low.replace(" ", "") in ("a.m.", "p.m.") else "x")
        elif "0" <= first <= "9":
            kind = _number(piece)
        else:
            kind = _PUNCTUATION.get(piece, "x")
            if low in ("'s", "’s"):
                kind = "poss"
        found.append(Word(match.start(), match.end(), low, first.isupper(), kind))
    return found


def _number(piece: str) -> str:
    """Class of a token that begins with a digit."""
    if piece.isdigit():
        if not piece.isascii():
            return "x"
        return _plain_number(piece)
    if piece[-1] in "sS":
        return "dec_s" if len(piece.rstrip("sS").rstrip("’'")) in (2, 4) else "x"
    if piece[-1].isalpha() and "T" not in piece and not piece.endswith("Z"):
        return "ordn" if 1 <= int(piece[:-2]) <= 31 else "ord"
    if ":" in piece and "-" not in piece:
        return "clock"
    if "/" in piece or "-" in piece or piece.count(".") == 2:
        return "iso" if re.match(r"\d{4}-\d{2}-\d{2}", piece) else "numeric"
    if "," in piece:
        return "n3" if re.fullmatch(r"\d{1,3}(?:,\d{3})+", piece) else "x"
    return "decimal"


def _plain_number(piece: str) -> str:
    """Class of a whole number by its size: an hour, a day of a month, a year."""
    if len(piece) > 4:
        return "n3" if len(piece) < 10 else "x"
    number = int(piece)
    if len(piece) == 4:
        return "n4" if 1000 <= number < 2200 else "n3"
    if 1 <= number <= 31 and len(piece) <= 2:
        return "n12" if number <= 12 else "n2"
    return "n3"


def _settle(words: list[Word], begin: int, language: str) -> None:
    """Classes that hang on the neighbours: short names of days and months, verbs that look like months."""
    if language in languages():
        return
    tables = words_of_time()
    short_days, short_months = tables["weekdays_short"], tables["months_short"]
    doubtful = tables["doubtful"]["words"]
    for i in range(begin, len(words)):
        word = words[i]
        if word.kind == "x":
            if word.low in short_days and word.capital and _numbered(words, i):
                words[i] = word._replace(kind="wd")
            elif word.low in short_months and (word.capital or _numbered(words, i)) and _numbered(words, i):
                words[i] = word._replace(kind="mo")
        elif (word.kind == "mo" and word.low in doubtful and not _is_month(words, i, begin)) or (
            word.kind in ("wd", "part") and _in_name(words, i, begin)
        ):
            words[i] = word._replace(kind="x")


def _numbered(words: Sequence[Word], i: int) -> bool:
    """Whether a full stop, a comma with a number or a number stands behind word i."""
    after = words[i + 1 : i + 3]
    if not after:
        return False
    if after[0].kind == "dot":
        return after[0].start == words[i].end or len(after) > 1
    if after[0].kind in ("n12", "n2", "ordn", "n4"):
        return True
    return after[0].kind == "comma" and len(after) > 1 and after[1].kind in ("n12", "n2", "ordn", "mo", "n4")


_BEFORE_MONTH = frozenset(
    """in of since until till by from last this next early late mid before after during on through between
    to and for every each past previous following hy n12 n2 ordn wd comma slash end start that the""".split()
)


def _is_month(words: Sequence[Word], i: int, begin: int) -> bool:
    """Whether a word such as "May" or "march" is the month."""
    after = words[i + 1] if i + 1 < len(words) else None
    if after and after.kind in ("n12", "n2", "ordn", "n4"):
        return True
    if (
        after
        and after.kind in ("last", "this", "next")
        and words[i + 2 : i + 3]
        and words[i + 2].kind == "unit_y"
    ):
        return True
    if not words[i].capital and words[i].low != "june" and words[i].low != "april":
        return bool(after and after.kind == "ord")
    before = words[i - 1] if i > begin else None
    if words[i].low in ("june", "april", "august"):
        named = after and after.capital and after.kind == "x" and after.start == words[i].end + 1
        titled = before and before.capital and before.kind == "x"
        return not named and not titled
    if before is None:
        return bool(after and after.low == "last")
    return before.kind in _BEFORE_MONTH - {"the", "and", "comma", "that", "to", "for"} or (
        before.low in ("through", "between", "ending", "ended")
    )


def _in_name(words: Sequence[Word], i: int, begin: int) -> bool:
    """Whether a weekday or part of a day is only a piece of a name: "Black Friday", "the Sunday Times"."""
    names = words_of_time()["names"]
    before = words[i - 1] if i > begin else None
    after = words[i + 1] if i + 1 < len(words) else None
    if words[i].kind == "part":
        return bool(
            before and before.kind == "wd" and after and after.capital and after.low in names["night_after"]
        )
    if before and before.capital and before.low in names["before"]:
        return True
    if not (after and after.capital and words[i].capital):
        return False
    if after.low in names["after"]:
        return True
    behind = words[i + 2] if i + 2 < len(words) else None
    return bool(after.kind == "part" and behind and behind.capital and behind.low in names["night_after"])
