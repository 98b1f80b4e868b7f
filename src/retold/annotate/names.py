"""Names in a report: what the model marks, put right by a vote over the whole report.

The model calls one man a person here and a company there; within a report a name is of one kind. A
person named in full once is known by surname everywhere, marked or not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retold.annotate.model import Paragraph
from retold.annotate.words import words
from retold.records import Entity, EntityKind, Span

_KIND: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "body", "NORP": "other", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
_EDGE = "\"'“”‘’«»„`()[],;:.–—-*•|…<>&@# \t\n\xa0"
_POSSESSIVE = re.compile(r"['’]s?$")
_PLACED = re.compile(r"\b(?:in|at|from|to|near|across|outside) $", re.IGNORECASE)
_ROLE = re.compile(r"\b([A-Za-z]+)(?: (?:of|for|in|at) [^,.;:\n]{2,50})?,? $")
_OFFICE = re.compile(r",? \(?(?:MSP|MEP|MP|MK|QC|AM|MLA|TD|CBE|OBE|MBE)$")
_ACRONYM = re.compile(r"\(\s*[\"“']?([A-Z][A-Za-z&]{1,9})[\"”']?\s*\)")


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
            p for p in re.split(r"[\s\xa0]+", self.text) if _bare(p) not in words("titles.toml", "suffixes")
        ]
        return kept or [self.text]


@dataclass(slots=True)
class Known:
    """One bearer of names within the report."""

    name: str
    kind: EntityKind
    mentions: list[Mention] = field(default_factory=list)


def _bare(word: str) -> str:
    return word.lower().strip(".,’'")


def _titles() -> frozenset[str]:
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
        if (
            _given(part.group())
            and len(rest) <= 3
            and before not in ("of", "and", "the", "st", "st.", "saint", "de")
        ):
            if not words("titles.toml", "bodies") & {_bare(p) for p in rest} and not _given(parts[0].group()):
                return left + part.start()
    return left


def _dotted(text: str, left: int, right: int) -> bool:
    """Whether the full stop at the end belongs to the name: "Jr.", "U.S."."""
    last = text[left:right].split()[-1]
    return last.endswith(".") and (last.count(".") > 1 or _bare(last) in words("titles.toml", "suffixes"))


def _untitled(text: str, left: int, right: int) -> tuple[int, str]:
    """Where the name starts after "the" and titles, and the last title taken off."""
    title = ""
    while True:
        match = re.compile(r"([^\s]+)\s+(?=\S)").match(text, left, right)
        if not match:
            return left, title
        word = _bare(match.group(1))
        inner = re.compile(r"[\w.-]+ (?:MK|MP|MEP|MSP|Sen\.|Rep\.|Senator|Mayor|Governor) (?=[A-Z])")
        if word in ("the", "a", "an"):
            left = match.end()
        elif word in _titles() and not _office(text, match.end(), right):
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
    return match.group(1).lower() if match and match.group(1).lower() in _titles() else ""


def known(text: str, mentions: Sequence[Mention], spans: Iterable[Span]) -> list[Known]:
    """The bearers of the names: persons joined by surname, bodies by acronym and short form.

    Within `spans` every further place where one of the names stands counts as a mention too.
    """
    people, rest = _people(mentions)
    bearers = people + _others(text, rest)
    _unmarked(text, bearers, spans)
    return bearers


def _unmarked(text: str, bearers: Sequence[Known], spans: Iterable[Span]) -> None:
    """Adds the places where a known name stands that the model left unmarked, as in headings."""
    forms: dict[str, Known] = {}
    for bearer in bearers:
        for m in bearer.mentions:
            forms.setdefault(m.text, bearer)
        if bearer.kind == "person" and len(bearer.name.split()) > 1 and not _junior(bearer.name):
            forms.setdefault(bearer.name.split()[-1], bearer)
    if not forms:
        return
    taken = {i for bearer in bearers for m in bearer.mentions for i in range(m.start, m.end)}
    names = "|".join(re.escape(form) for form in sorted(forms, key=lambda f: (-len(f), f)) if len(form) > 1)
    pattern = re.compile(rf"(?<![\w@#/.-])(?:{names})(?![\w-])") if names else None
    for start, end in spans if pattern else ():
        for match in pattern.finditer(text, start, end):
            if match.start() not in taken and match.end() - 1 not in taken:
                bearer = forms[match.group()]
                bearer.mentions.append(Mention(match.start(), match.end(), match.group(), bearer.kind))


def _votes(mentions: Iterable[Mention]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if not m.heading:
            votes[m.text.casefold()][m.kind or "none"] += 1
    return votes


def _people(mentions: Sequence[Mention]) -> tuple[list[Known], list[Mention]]:
    """Persons with all their mentions, and the mentions that name none."""
    votes = _votes(mentions)
    full = [m for m in mentions if len(m.parts) > 1 and _personal(m, votes[m.text.casefold()])]
    surnames: dict[str, list[Known]] = defaultdict(list)
    people: list[Known] = []
    for m in sorted(full, key=lambda m: m.heading):  # headings last: their capitals mislead
        _join_full(m, surnames, people)
    rest: list[Mention] = []
    taken = {id(m) for m in full}
    for m in mentions:
        if id(m) in taken:
            continue
        bearer = _bearer(m, surnames, people, votes)
        if bearer is not None:
            bearer.mentions.append(m)
        else:
            rest.append(m)
    for person in people:
        person.mentions.sort(key=lambda m: m.start)
    return [p for p in people if p.mentions], rest


def _given(word: str) -> bool:
    return _bare(word) in words("given.toml", "male", "female")


def _personal(mention: Mention, votes: Counter[str]) -> bool:
    """Whether several words are a person's name: by title, given name, or the model's majority."""
    parts = mention.parts
    if any(not p[:1].isupper() and _bare(p) not in words("titles.toml", "particles") for p in parts):
        return False
    if len(parts) > 4 or any(c.isdigit() for c in mention.text) or "&" in mention.text:
        return False
    others = votes["body"] + votes["place"] + votes["other"]
    if mention.title in words("titles.toml", "male", "female"):
        return True
    if mention.role and len(parts) <= 3 and not words("titles.toml", "bodies") & {_bare(p) for p in parts}:
        return True
    if _given(parts[0]) and len(parts) <= 3 and not mention.heading:
        return votes["person"] > 0 or not words("titles.toml", "bodies") & {_bare(p) for p in parts}
    return votes["person"] > others or (bool(mention.title) and votes["person"] >= others)


def _join_full(mention: Mention, surnames: dict[str, list[Known]], people: list[Known]) -> None:
    """Puts a full name to the person it fits, or makes a new one."""
    first, last = _bare(mention.parts[0]), _surname(mention.parts[-1])
    for person in surnames[last]:
        if _same_given(first, _bare(person.name.split()[0])) and _junior(mention.text) == _junior(
            person.name
        ):
            person.mentions.append(mention)
            person.name = _fuller(person.name, mention.text)
            return
    person = Known(mention.text, "person", [mention])
    surnames[last].append(person)
    people.append(person)


def _surname(word: str) -> str:
    """The word by which a person is known for short: no "al-", no case."""
    return re.sub(r"^(?:al|el|as|ash|ad)[-’']", "", word.casefold())


def _junior(name: str) -> bool:
    return _bare(name.split()[-1]) in ("jr", "jnr", "ii", "iii")


def _same_given(a: str, b: str) -> bool:
    """Whether two given names may be one: equal, initial, or short form ("Steve", "Steven")."""
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    return min(len(a), len(b)) >= 3 and a[:3] == b[:3]


def _fuller(a: str, b: str) -> str:
    """The better canonical form: a given name spelled out, no middle initials, then the first seen."""

    def rank(name: str) -> tuple[bool, int]:
        parts = name.split()
        return (len(_bare(parts[0])) > 1, -sum(len(_bare(p)) == 1 for p in parts))

    return b if rank(b) > rank(a) else a


def _bearer(
    mention: Mention, surnames: dict[str, list[Known]], people: list[Known], votes: dict[str, Counter[str]]
) -> Known | None:
    """The person a short mention names, made where a title or the model says it is one."""
    last = _surname(mention.parts[-1])
    vote = votes[mention.text.casefold()]
    if _bare(mention.text) in _titles():
        return None
    if len(mention.parts) > 1:
        ending = [p for p in people if p.name.casefold().endswith(" " + mention.text.casefold())]
        return ending[0] if len(ending) == 1 else None
    if (candidates := surnames.get(last)) and not mention.placed:
        return _nearest(mention, candidates)
    by_given = [
        p for p in people if p.name.split()[0].casefold() == last and _junior(p.name) == _junior(mention.text)
    ]
    if _given(last) and len(by_given) == 1:
        return by_given[0]
    if mention.heading or last in words("titles.toml", "things"):
        return None
    shown = mention.title in _titles() - {
        "former",
        "ex",
        "state",
        "prime",
        "crown",
        "first",
        "then",
        "general",
    }
    if (shown and vote["place"] == 0) or vote["person"] > vote["body"] + vote["place"] + vote["other"]:
        person = Known(mention.text, "person", [])
        surnames[last].append(person)
        people.append(person)
        return person
    return None


def _nearest(mention: Mention, candidates: list[Known]) -> Known:
    """Of several bearers of a surname: by "Mr" and "Mrs", else whoever was last named in full before."""
    sexed = [p for p in candidates if not mention.title or sex(p) in (None, _sex_of_title(mention.title))]
    candidates = sexed if sexed and _sex_of_title(mention.title) else candidates
    before = [
        (max((m.start for m in p.mentions if m.start < mention.start and len(m.parts) > 1), default=-1), p)
        for p in candidates
    ]
    return max(before, key=lambda pair: (len(pair[1].mentions) > 3, pair[0]))[1]


def _sex_of_title(title: str) -> str | None:
    lists = (("m", "male"), ("f", "female"))
    return next((sign for sign, name in lists if title in words("titles.toml", name)), None)


def sex(person: Known) -> str | None:
    """'m' or 'f' by title or given name; None where neither tells."""
    for mention in person.mentions:
        if found := _sex_of_title(mention.title):
            return found
    first = _bare(person.name.split()[0])
    if first in words("given.toml", "male"):
        return "m"
    return "f" if first in words("given.toml", "female") else None


def _others(text: str, mentions: Sequence[Mention]) -> list[Known]:
    """Bodies, places and the rest, each surface form of one kind; acronyms joined to what they stand for."""
    votes = _votes(mentions)
    groups: dict[str, Known] = {}
    for m in mentions:
        if m.heading and not votes[m.text.casefold()]:
            continue
        if _bare(m.text) in _titles():
            continue
        counted = {k: n for k, n in votes[m.text.casefold()].items() if k != "none"}
        if not counted and len(m.parts) < 2 and not m.text.isupper():
            continue
        kind = _kind(counted)
        group = groups.setdefault(m.text.casefold(), Known(m.text, kind))
        group.mentions.append(m)
    _spell_out(text, groups)
    return list(groups.values())


def _kind(counted: Mapping[str, int]) -> EntityKind:
    """The kind most often given; what passes for a person and bears no person's name is of another kind."""
    kinds: tuple[EntityKind, ...] = ("body", "place", "other")
    return max(kinds, key=lambda kind: (counted.get(kind, 0), kind == "other"))


def _spell_out(text: str, groups: dict[str, Known]) -> None:
    """Gives an acronym the name it stands in brackets behind, and a body's first word the body's name."""
    for group in list(groups.values()):
        if group.kind not in ("body", "other"):
            continue
        for m in group.mentions:
            short = _ACRONYM.match(text, m.end + 1) if m.end < len(text) else None
            if (
                short
                and short.group(1).casefold() in groups
                and group.name.casefold() != short.group(1).casefold()
            ):
                groups[short.group(1).casefold()].name = group.name
                groups[short.group(1).casefold()].kind = "body"
                group.kind = "body"
    for group in groups.values():
        fuller = [g for g in groups.values() if g.name.casefold().startswith(group.name.casefold() + " ")]
        if group.kind == "body" and len(fuller) == 1 and fuller[0].kind == "body":
            group.name = fuller[0].name


def entities(text: str, bearers: Sequence[Known]) -> tuple[Entity, ...]:
    """All mentions as entities in order; overlapping ones give way to the longer."""
    found = [Entity(m.start, m.end, b.kind, b.name) for b in bearers for m in b.mentions]
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: (e.start, -e.end, e.name)):
        if not kept or entity.start >= kept[-1].end:
            kept.append(entity)
    return tuple(kept)
