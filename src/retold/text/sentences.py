"""Sentences of a paragraph, by rule: news prose in English, French, German, Spanish, Russian."""

from __future__ import annotations

import re

from retold.records import Span

# Abbreviations that a name or a number follows: never the end of a sentence.
_TITLES = frozenset(
    """mr mrs ms dr prof gen lt col capt cmdr sgt maj brig adm rev hon sen rep gov pres st fr sr sra dra
    no nos art fig vol vs v cf approx dept univ assn bros mt ft jr supt insp det cpl pvt messrs mme mlle mm
    bzw ca evtl ggf str abs nr hr fr kap vgl z.b u.a d.h г ул им тыс млн млрд т.е т.к""".split()
)
# Abbreviations that may end a sentence: they do when a capitalised word that opens sentences follows.
_OPEN = frozenset(
    """jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
    inc corp ltd co llc plc etc al ave blvd rd sq est dist ariz calif colo conn del fla ga ill ind kan ky la
    md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo a.m p.m u.s u.k u.n e.u
    d.c n.y l.a ph.d e.g i.e a.d b.c""".split()
)
_OPENERS = frozenset(
    """the a an he she it they we i you this that these those in on at but and as if when while after
    before his her its their our my there here who what where why how
    meanwhile however so for from with by to of since until although because yet or nor now then one two
    some many most all asked according last next earlier later""".split()
)
# German writes an ordinal with a full stop: "5. Mai".
_GERMAN_MONTHS = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember".split()
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\s*''|\s*[”»\"](?=\s|$))?(?=\s|$)|[。！？]+[”』」]*|\n{2,}")
_WORD_BEFORE = re.compile(r"([^\s\"'“”‘’«»()\[\]]+)$")
_NEXT = re.compile(r"\s*[\"'“‘«(\[`—–-]*\s*([^\s\"'“”‘’«»()\[\]`]*)")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`, blanks trimmed, in order.

    A full stop after an abbreviation, an initial or inside a number does not end one; a closing mark
    belongs to the sentence it closes. An empty line always ends one.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    at = start
    for mark in _END.finditer(text, start, stop):
        if _ends(text, at, mark, stop):
            found.append(_trimmed(text, at, mark.end()))
            at = mark.end()
    found.append(_trimmed(text, at, stop))
    return [span for span in found if span.start < span.end]


def _ends(text: str, at: int, mark: re.Match[str], stop: int) -> bool:
    """Whether the mark ends the sentence that began at `at`."""
    if mark.group().startswith("\n") or mark.group()[0] in "。！？":
        return True
    following = _NEXT.match(text, mark.end(), stop)
    after = following.group(1) if following else ""
    if not after:
        return True
    if mark.group()[0] != ".":
        # "'Why?' he asked": a lower-case word goes on with the sentence
        return not after[0].islower()
    if after[0].islower():
        return False
    if mark.group().startswith(".."):
        return True
    before = _WORD_BEFORE.search(text, max(at, mark.start() - 40), mark.start())
    return not before or not _abbreviated(before.group(1), after, closed=len(mark.group()) > 1)


def _abbreviated(word: str, after: str, *, closed: bool) -> bool:
    """Whether the full stop after `word` belongs to an abbreviation, given the word that follows."""
    if closed:
        return False
    bare = word.lower().lstrip("-–—/")
    if bare in _TITLES:
        return True
    if word.isdigit() and len(word) < 3:
        return after.lower().rstrip(".,") in _GERMAN_MONTHS
    if len(word) == 1 and word.isupper():  # an initial: "Donald J. Trump"
        return after[0].isupper() and after.lower() not in _OPENERS
    if bare in _OPEN or re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare):
        return after[0].isdigit() or (after[0].isupper() and after.lower() not in _OPENERS)
    return False


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + max(left, len(piece.rstrip())))
