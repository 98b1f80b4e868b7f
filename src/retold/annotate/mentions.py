"""Where names stand in a report: what the model marks, proper nouns it left, and what is trimmed off them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retold.annotate.model import Paragraph
from retold.annotate.words import words
from retold.records import EntityKind

_KIND: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "body", "NORP": "other", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
_EDGE = "\"'“”‘’«»„`()[],;:.–—-*•|…<>&@# \t\n\xa0"
_POSSESSIVE = re.compile(r"['’]s?$")
_PLACED = re.compile(r"\b(?:in|at|from|to|near|across|outside) $", re.IGNORECASE)
_ROLE = re.compile(r"\b([A-Za-z]+)(?: (?:of|for|in|at) [^,.;:\n]{2,50})?,? $")
_OFFICE = re.compile(r",? \(?(?:MSP|MEP|MP|MK|QC|AM|MLA|TD|CBE|OBE|MBE)$")


@dataclass(slots=True)
class Mention:
    """A name where it stands: its words without title and possessive, and what speaks for its kind."""

    start: int
    end: int
    text: str
    kind: EntityKind | None
    title: str = ""  # the title before it, in lower case
    heading: bool = False  # stands in a title or crosshead, where capitals tell nothing
    role: bool = False  # a role stands before it: "the mayor of Aville, Ann Roe"
    placed: bool = False  # "in", "at" or "from" stands before what the model calls a place

    @property
    def parts(self) -> list[str]:
        """Its words, suffixes such as "Jr." left out."""
        kept = [
            p for p in re.split(r"[\s\xa0]+", self.text) if bare(p) not in words("titles.toml", "suffixes")
        ]
        return kept or [self.text]


def bare(word: str) -> str:
    """A word in lower case without marks at its ends."""
    return word.lower().strip(".,’'")


def titles() -> frozenset[str]:
    """Words that stand before a name as its title."""
    return words("titles.toml", "male", "female", "plain")


def named(text: str, paragraphs: Sequence[Paragraph]) -> list[Mention]:
    """Mentions the model marks and proper nouns it left, in order, none overlapping."""
    found: list[Mention] = []
    for paragraph in paragraphs:
        heading = paragraph.kind in ("title", "crosshead", "deck")
        taken: set[int] = set()
        for ent in paragraph.doc.ents:
            if ent.label_ in _KIND:
                taken.update(range(ent.start, ent.end))
                start = paragraph.start + ent.start_char
                found += mentions_in(text, start, start + len(ent.text), _KIND[ent.label_], heading=heading)
        found += _left_over(text, paragraph, taken, heading=heading)
    return sorted(found, key=lambda m: (m.start, -m.end))


def _left_over(text: str, paragraph: Paragraph, taken: set[int], *, heading: bool) -> list[Mention]:
    """Runs of proper nouns that no entity of the model covers."""
    found: list[Mention] = []
    run: list[int] = []
    for token in [*paragraph.doc, None]:
        if token is not None and token.pos_ == "PROPN" and token.i not in taken and token.text[:1].isupper():
            run.append(token.i)
        elif run:
            span = paragraph.span(run[0], run[-1])
            found += mentions_in(text, span.start, span.end, None, heading=heading)
            run = []
    return found


def mentions_in(
    text: str, start: int, end: int, kind: EntityKind | None, *, heading: bool = False
) -> list[Mention]:
    """The stretch as mentions: cut at line ends, edges and possessive trimmed, title taken off."""
    found = []
    for piece in re.finditer(r"[^\n]+", text[start:end]):
        left, right = start + piece.start(), start + piece.end()
        while left < right and text[left] in _EDGE:
            left += 1
        while right > left and text[right - 1] in _EDGE and not _dotted(text, left, right):
            right -= 1
        ending = _POSSESSIVE.search(text, left, right)
        right = ending.start() if ending else right
        office = _OFFICE.search(text, left, right)
        right = office.start() if office else right
        left, title = _untitled(text, left, right)
        title = title or _title_before(text, left)
        if left < right and any(c.isalpha() for c in text[left:right]) and text[left].isupper():
            left = _after_body(text, left, right)
            role = _ROLE.search(text[max(0, left - 80) : left])
            named = role is not None and role.group(1).lower() in words("titles.toml", "plain", "roles")
            placed = kind == "place" and _PLACED.search(text[max(0, left - 8) : left]) is not None
            found.append(Mention(left, right, text[left:right], kind, title, heading, named, placed))
    return found


def _after_body(text: str, left: int, right: int) -> int:
    """Where a person's name starts that the model glued to a body: "House of Commons Ann Roe"."""
    parts = list(re.finditer(r"\S+", text[left:right]))
    for number, part in enumerate(parts[1:-1], 1):
        rest = [p.group() for p in parts[number:]]
        before = parts[number - 1].group().lower()
        opens = given(part.group()) and before not in ("of", "and", "the", "st", "st.", "saint", "de")
        bodily = words("titles.toml", "bodies") & {bare(p) for p in rest}
        if opens and len(rest) <= 3 and not bodily and not given(parts[0].group()):
            return left + part.start()
    return left


def _dotted(text: str, left: int, right: int) -> bool:
    """Whether the full stop at the end belongs to the name: "Jr.", "U.S."."""
    last = text[left:right].split()[-1]
    return last.endswith(".") and (last.count(".") > 1 or bare(last) in words("titles.toml", "suffixes"))


def _untitled(text: str, left: int, right: int) -> tuple[int, str]:
    """Where the name starts after "the" and titles, and the last title taken off."""
    title = ""
    while True:
        match = re.compile(r"([^\s]+)\s+(?=\S)").match(text, left, right)
        if not match:
            return left, title
        word = bare(match.group(1))
        inner = re.compile(r"[\w.-]+ (?:MK|MP|MEP|MSP|Sen\.|Rep\.|Senator|Mayor|Governor) (?=[A-Z])")
        if word in ("the", "a", "an"):
            left = match.end()
        elif word in titles() and not _office(text, match.end(), right):
            title, left = word, match.end()
        elif behind := inner.match(text, left, right):
            left = behind.end()
        else:
            return left, title


def _office(text: str, left: int, right: int) -> bool:
    """Whether what follows a title is no name: "Justice Department", "Crown Office"."""
    return text[left:right].split()[0].lower() in (
        "department", "office", "house", "council", "party", "court", "ministry", "general", "of", "for",
        "state", "committee", "service", "union", "secretary",
    )  # fmt: skip


def _title_before(text: str, at: int) -> str:
    """The title that stands directly before a name: "Mr. ", "President "."""
    match = re.search(r"([A-Za-zäöüéñ-]+)\.?[ \xa0]$", text[max(0, at - 25) : at])
    return match.group(1).lower() if match and match.group(1).lower() in titles() else ""


def given(word: str) -> bool:
    """Whether a word is a given name known to the data file."""
    return bare(word) in words("given.toml", "male", "female")
