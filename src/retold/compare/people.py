"""Who is who over a story: the names that several reports give one person or body, joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from retold.compare.data import groups, words
from retold.records import Annotation
from retold.text.tokens import key_of

_WORD = re.compile(r"[^\s,]+")
_PREFIX = re.compile(r"^(?:al|el|ash|ad|an)-(?=\w{3})|^[dl]'")
_SPOKEN_FOR = re.compile(r"\b(?:spokes(?:man|woman|person|people)|the|an?|of|for|from|at)\b|['’]s\b", re.I)
_LIKE = 5  # letters from which two given names may differ by one and still be one ("Joanna", "Joanne")


class Name(NamedTuple):
    """A person's name taken apart; `given` is empty for a bare surname."""

    given: tuple[str, ...]
    surname: str


class Cast:
    """The people and bodies of a story by the name each report gives them."""

    def __init__(self, names: Mapping[tuple[str, str], str], persons: frozenset[str]) -> None:
        self._names = names
        self._persons = persons

    def name(self, report: str, named: str | None) -> str | None:
        """The story's name for who is called `named` in a report; None for nobody."""
        return None if named is None else self._names.get((report, named), named)

    def rank(self, name: str) -> int:
        """2 for a person, 1 for a body or whatever else has a name, 0 for a role ("a brief statement")."""
        if name in self._persons:
            return 2
        return int(any(letter.isupper() for letter in name[:1]))


def cast(annotations: Iterable[Annotation]) -> Cast:
    """Joins the names of speakers and entities of a story's reports.

    A bare surname or a title with a surname is the one person of that surname named in full in the
    same report, else the only one in the story. Two persons of one surname that a report tells apart
    stay apart; who may be either of two keeps the bare name.
    """
    annotations = list(annotations)
    seen = sorted({found for annotation in annotations for found in _named(annotation)})
    people = [(report, name) for report, name, person in seen if person]
    bodies = [(report, name) for report, name, person in seen if not person]
    places = {e.name for annotation in annotations for e in annotation.entities if e.kind == "place"}
    joined = {**_people(people), **_bodies(bodies, places)}
    return Cast(joined, frozenset(joined[key] for key in people))


def _named(annotation: Annotation) -> Iterable[tuple[str, str, bool]]:
    """Report, name and whether it is a person's, of every speaker and every entity that may be one."""
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for entity in annotation.entities:
        if entity.kind in ("person", "body"):
            kinds[entity.name][entity.kind == "person"] += 1
    for attribution in annotation.attributions:
        if attribution.speaker and attribution.speaker not in kinds:
            kinds[attribution.speaker][_looks_personal(attribution.speaker)] += 1
    return [(annotation.report, name, votes[True] > votes[False]) for name, votes in kinds.items()]


def _looks_personal(name: str) -> bool:
    """Whether a name no entity vouches for opens with a person's title ("Mr Mnuchin")."""
    found = _WORD.findall(name)
    return len(found) > 1 and name[0].isupper() and key_of(found[0]).strip(".") in words("titles")


# -- persons ----------------------------------------------------------------------------------------


@cache
def parts(name: str) -> Name:
    """The name without titles, in lower case: given names and surname."""
    found = [key_of(word).strip(".") for word in _WORD.findall(name)]
    while len(found) > 1 and found[0] in words("titles"):
        found.pop(0)
    while len(found) > 1 and found[-1] in words("suffixes"):
        found.pop()
    return Name(tuple(found[:-1]), _PREFIX.sub("", found[-1])) if found else Name((), "")


def _bare(name: str) -> str:
    """The name as written, without the titles before it."""
    found = _WORD.findall(name)
    while len(found) > 1 and key_of(found[0]).strip(".") in words("titles"):
        found.pop(0)
    return " ".join(found)


def _people(named: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The story's name for each person of each report."""
    by_surname: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for report, name in named:
        by_surname[parts(name).surname].append((report, name))
    found: dict[tuple[str, str], str] = {}
    for members in by_surname.values():
        full = [m for m in members if parts(m[1]).given]
        persons = _persons(full)
        for member in members:
            person = persons.get(member) or _only([p for f, p in persons.items() if f[0] == member[0]])
            found[member] = person or _only(persons.values()) or _bare(member[1])
    return found | _by_given_name(found, by_surname)


def _by_given_name(
    found: Mapping[tuple[str, str], str], by_surname: Mapping[str, list[tuple[str, str]]]
) -> dict[tuple[str, str], str]:
    """Those who are called by a given name alone, where the story has one person of that name."""
    given: dict[str, set[str]] = defaultdict(set)
    for name in sorted(set(found.values())):
        for part in parts(name).given[:1]:
            given[part].add(name)
    return {
        member: next(iter(given[alone]))
        for alone, members in by_surname.items()
        if len(given[alone]) == 1 and not any(parts(name).given for _, name in members)
        for member in members
    }


def _only(names: Iterable[str]) -> str | None:
    """The one name there is, None where there are several or none."""
    distinct = set(names)
    return distinct.pop() if len(distinct) == 1 else None


def _persons(full: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Full names of one surname joined to persons, under the form most reports use."""
    names = sorted({name for _, name in full})
    reports = {name: {report for report, other in full if other == name} for name in names}
    group = {name: {name} for name in names}
    for a, b in combinations(names, 2):
        if group[a] is group[b]:
            continue
        if all(_may_be_one(x, y, reports) for x in group[a] for y in group[b]):
            merged = group[a] | group[b]
            for name in merged:
                group[name] = merged
    best = {
        name: _bare(min(group[name], key=lambda n: (-len(reports[n]), -len(parts(n).given), n)))
        for name in names
    }
    return {(report, name): best[name] for report, name in full}


def _same_given(a: str, b: str) -> bool:
    """Whether two names share a given name, as "Derek C Pyle" and "Derek Pyle" do."""
    return bool(set(parts(a).given) & set(parts(b).given))


def _may_be_one(a: str, b: str, reports: Mapping[str, set[str]]) -> bool:
    """Whether two full names of one surname can be one person's."""
    if _same_given(a, b):
        return True
    x, y = parts(a).given[0], parts(b).given[0]
    short, long = sorted((x, y), key=len)
    if long.startswith(short) or any({x, y} <= set(line) for line in groups("nicknames")):
        return True
    if reports[a] & reports[b]:  # one report knows both: two persons
        return False
    return len(short) >= _LIKE and short[0] == long[0] and Levenshtein.distance(x, y) <= 1


# -- bodies -----------------------------------------------------------------------------------------


def _bodies(named: list[tuple[str, str]], places: set[str]) -> dict[tuple[str, str], str]:
    """The story's name for each body of each report: articles and acronyms folded away.

    A place is never the short form of a body ("Israel" of "Israel National News").
    """
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for _, name in named:
        counts[_body_key(name)][name] += 1
    keys = sorted(counts)
    located = {_body_key(place) for place in places}
    full = {
        key: key if key in located or all(name.islower() for name in counts[key]) else _fuller(key, keys)
        for key in keys
    }  # "the government" is not short for "government opponents"
    best = {key: min(counts[key], key=lambda n: (-counts[key][n], -len(n), n)) for key in keys}
    return {(report, name): best[full[_body_key(name)]] for report, name in named}


@cache
def _body_key(name: str) -> tuple[str, ...]:
    """Words of a body's name that tell it from others."""
    found = [key_of(word).strip(".") for word in _WORD.findall(_SPOKEN_FOR.sub(" ", name))]
    kept = tuple(word for word in found if word and word not in words("suffixes"))
    return kept or tuple(found) or (name,)


def _fuller(key: tuple[str, ...], keys: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The one longer name of which this is the beginning or the acronym, else the name itself."""
    longer = [k for k in keys if len(k) > len(key) and (k[: len(key)] == key or _acronym(k) == "".join(key))]
    return longer[0] if len(longer) == 1 else key


def _acronym(key: tuple[str, ...]) -> str:
    """First letters of the words."""
    return "".join(word[0] for word in key)
