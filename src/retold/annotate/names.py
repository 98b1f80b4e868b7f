"""Who bears which name in a report: mentions joined by a vote over the whole report.

The model calls one man a person here and a company there; within a report a name is of one kind. A
person named in full once is known by surname everywhere, marked or not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from retold.annotate.mentions import Mention, bare, given, titles
from retold.annotate.words import words
from retold.records import Entity, EntityKind, Span

_WORD = re.compile(r"\w+")
_TWO = re.compile(r"\w+[^\w\n]{1,3}\w+")
_GLUE = frozenset(["@", "#", "/", ".", "-", "_"])
_ACRONYM = re.compile(r"\(\s*[\"“']?([A-Z][A-Za-z&]{1,9})[\"”']?\s*\)")


@dataclass(slots=True)
class Known:
    """One bearer of names within the report."""

    name: str
    kind: EntityKind
    mentions: list[Mention] = field(default_factory=list)


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
    openings: dict[str, list[str]] = defaultdict(list)  # forms by their first two words, the longest first
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        if len(form) > 1 and (first := _TWO.match(form) or _WORD.match(form)):
            openings[first.group()].append(form)
    taken = {i for bearer in bearers for m in bearer.mentions for i in range(m.start, m.end)}
    for start, end in spans:
        for word in _WORD.finditer(text, start, end):
            two = _TWO.match(text, word.start(), end)
            near = [*openings.get(two.group(), ()), *openings.get(word.group(), ())] if two else []
            here = [f for f in near or openings.get(word.group(), []) if _stands(text, f, word.start())]
            if here and word.start() not in taken:
                stop = word.start() + len(here[0])
                forms[here[0]].mentions.append(Mention(word.start(), stop, here[0], forms[here[0]].kind))
                taken.update(range(word.start(), stop))


def _stands(text: str, form: str, at: int) -> bool:
    """Whether a name stands at a place as a whole: not in an address, a tag or a longer word."""
    after = text[at + len(form) : at + len(form) + 1]
    before = text[at - 1 : at]
    return text.startswith(form, at) and not (after.isalnum() or after in ("-", "_")) and before not in _GLUE


def _votes(mentions: Iterable[Mention]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if not m.heading:
            votes[m.text.casefold()][m.kind or "none"] += 1
    return votes


@dataclass(slots=True)
class _People:
    """The persons found so far, by surname, given name and the ends of their names."""

    all: list[Known] = field(default_factory=list)
    surnames: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    givens: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    endings: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, person: Known, surname: str) -> None:
        """Puts a person in."""
        self.all.append(person)
        self.surnames[surname].append(person)

    def index(self) -> None:
        """Makes the persons found under a given name and the ends of their names."""
        for person in self.all:
            parts = person.name.casefold().split()
            self.givens[parts[0]].append(person)
            for number in range(1, len(parts) - 1):
                self.endings[" ".join(parts[number:])].append(person)


def _people(mentions: Sequence[Mention]) -> tuple[list[Known], list[Mention]]:
    """Persons with all their mentions, and the mentions that name none."""
    votes = _votes(mentions)
    full = [m for m in mentions if len(m.parts) > 1 and _personal(m, votes[m.text.casefold()])]
    people = _People()
    for m in sorted(full, key=lambda m: m.heading):  # headings last: their capitals mislead
        _join_full(m, people)
    people.index()
    rest: list[Mention] = []
    taken = {id(m) for m in full}
    for m in mentions:
        if id(m) in taken:
            continue
        bearer = _bearer(m, people, votes)
        if bearer is not None:
            bearer.mentions.append(m)
        else:
            rest.append(m)
    for person in people.all:
        person.mentions.sort(key=lambda m: m.start)
    return [p for p in people.all if p.mentions], rest


def _personal(mention: Mention, votes: Counter[str]) -> bool:
    """Whether several words are a person's name: by title, given name, or the model's majority."""
    parts = mention.parts
    if any(not p[:1].isupper() and bare(p) not in words("titles.toml", "particles") for p in parts):
        return False
    if len(parts) > 4 or any(c.isdigit() for c in mention.text) or "&" in mention.text:
        return False
    others = votes["body"] + votes["place"] + votes["other"]
    if mention.title in words("titles.toml", "male", "female"):
        return True
    if mention.role and len(parts) <= 3 and not words("titles.toml", "bodies") & {bare(p) for p in parts}:
        return True
    if given(parts[0]) and len(parts) <= 3 and not mention.heading:
        return votes["person"] > 0 or not words("titles.toml", "bodies") & {bare(p) for p in parts}
    return votes["person"] > others or (bool(mention.title) and votes["person"] >= others)


def _join_full(mention: Mention, people: _People) -> None:
    """Puts a full name to the person it fits, or makes a new one."""
    first, last = bare(mention.parts[0]), _surname(mention.parts[-1])
    for person in people.surnames[last]:
        if _same_given(first, bare(person.name.split()[0])) and _junior(mention.text) == _junior(person.name):
            person.mentions.append(mention)
            person.name = _fuller(person.name, mention.text)
            return
    people.add(Known(mention.text, "person", [mention]), last)


def _surname(word: str) -> str:
    """The word by which a person is known for short: no "al-", no case."""
    return re.sub(r"^(?:al|el|as|ash|ad)[-’']", "", word.casefold())


def _junior(name: str) -> bool:
    return bare(name.split()[-1]) in ("jr", "jnr", "ii", "iii")


def _same_given(a: str, b: str) -> bool:
    """Whether two given names may be one: equal, initial, or short form ("Steve", "Steven")."""
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    return min(len(a), len(b)) >= 3 and a[:3] == b[:3]


def _fuller(a: str, b: str) -> str:
    """The better canonical form: a given name spelled out, no middle initials, then the first seen."""

    def rank(name: str) -> tuple[bool, int]:
        parts = name.split()
        return (len(bare(parts[0])) > 1, -sum(len(bare(p)) == 1 for p in parts))

    return b if rank(b) > rank(a) else a


def _bearer(mention: Mention, people: _People, votes: dict[str, Counter[str]]) -> Known | None:
    """The person a short mention names, made where a title or the model says it is one."""
    last = _surname(mention.parts[-1])
    vote = votes[mention.text.casefold()]
    if bare(mention.text) in titles():
        return None
    if len(mention.parts) > 1:
        ending = people.endings.get(mention.text.casefold(), [])
        return ending[0] if len(ending) == 1 else None
    if (candidates := people.surnames.get(last)) and not mention.placed:
        return _nearest(mention, candidates)
    by_given = [p for p in people.givens.get(last, ()) if _junior(p.name) == _junior(mention.text)]
    if given(last) and len(by_given) == 1:
        return by_given[0]
    if mention.heading or last in words("titles.toml", "things"):
        return None
    shown = mention.title in titles() - words("titles.toml", "untold")
    if (shown and vote["place"] == 0) or vote["person"] > vote["body"] + vote["place"] + vote["other"]:
        person = Known(mention.text, "person", [])
        people.add(person, last)
        return person
    return None


def _nearest(mention: Mention, candidates: list[Known]) -> Known:
    """Of several bearers of a surname: by "Mr" and "Mrs", else whoever was last named in full before."""
    sexed = [p for p in candidates if not mention.title or sex(p) in (None, _sex_of_title(mention.title))]
    candidates = sexed if sexed and _sex_of_title(mention.title) else candidates
    if len(candidates) == 1:
        return candidates[0]
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
    first = bare(person.name.split()[0])
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
        if bare(m.text) in titles():
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
    longer: dict[str, list[Known]] = defaultdict(list)
    for group in groups.values():
        parts = group.name.casefold().split()
        for number in range(1, min(len(parts), 6)):
            longer[" ".join(parts[:number])].append(group)
    for group in groups.values():
        fuller = longer.get(group.name.casefold(), [])
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
