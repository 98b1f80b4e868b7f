"""News sentences by a seeded grammar; the word lists are ours, names are made of syllables.

Nouns, verbs and adjectives stand in groups of like meaning: a copy's editor swaps within a group.
"""

from __future__ import annotations

from pathlib import Path
from random import Random


def _sections() -> dict[str, list[str]]:
    """Lines of the word list by section."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            lines.append(line)
    return found


_WORDS = _sections()
NOUNS, VERBS, ADJECTIVES = (
    [line.split() for line in _WORDS[name]] for name in ("nouns", "verbs", "adjectives")
)
SYNONYMS = {
    word: tuple(other for other in group if other != word)
    for groups in (NOUNS, VERBS, ADJECTIVES)
    for group in groups
    for word in group
}
SPELLING = dict(line.split("=") for line in _WORDS["spellings"])
FILLERS = _WORDS["fillers"]
_PLAIN = """with despite without near behind beyond against beside under above across""".split()
_CONNECTORS = (
    "while|because|although|before|after|so that|even though|whereas|until|as soon as|and|but|which is why"
).split("|")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SYLLABLES = (
    "bar ven tol mik ras den gru hal ost fen lim por sul tar "
    "wick dor mel gan bri cor nes ulm vat yor zel pim rud sko"
).split()


def _name(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 3))).capitalize()


def _thing(random: Random) -> str:
    """A noun, perhaps with an adjective, a number or a place."""
    noun = random.choice(random.choice(NOUNS))
    roll = random.random()
    if roll < 0.4:
        return f"the {random.choice(random.choice(ADJECTIVES))} {noun}"
    if roll < 0.6:
        return f"the {noun} of {_name(random)}"
    if roll < 0.75:
        return f"the {noun} and the {random.choice(random.choice(NOUNS))}"
    return f"{random.choice(('the', 'a', 'every', 'that', 'another'))} {noun}"


def _clause(random: Random) -> str:
    """Somebody or something does something to something."""
    subject = f"{_name(random)} {_name(random)}" if random.random() < 0.25 else _thing(random)
    words = [subject, random.choice(random.choice(VERBS)), _thing(random)]
    roll = random.random()
    if roll < 0.35:
        words += [random.choice(_PLAIN), _thing(random)]
    elif roll < 0.5:
        words += [
            "for",
            str(random.randint(3, 990)),
            random.choice("days crowns years metres hours tonnes".split()),
        ]
    elif roll < 0.65:
        words += ["in", _name(random)]
    elif roll < 0.75:
        words += ["in", str(random.randint(1950, 2020))]
    return " ".join(words)


def sentence(random: Random) -> str:
    """One sentence of news, of two or three clauses; hardly two are alike."""
    parts = [_clause(random)]
    for _ in range(random.choice((1, 1, 2))):
        parts.append(f"{random.choice(_CONNECTORS)} {_clause(random)}")
    if random.random() < 0.35:
        who = f"{_name(random)} {_name(random)}"
        parts.append(random.choice(_WORDS["said"]).format(p=who, l=_name(random), d=random.choice(_DAYS)))
    text = ", ".join(parts) + "."
    return text[0].upper() + text[1:]


def lead(random: Random) -> str:
    """An opening such as an outlet puts before copied text."""
    return sentence(random)
