"""Whether two sentences of quotations are forms of one thing said, and the groups they fall into."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from retold.compare.people import Cast
from retold.compare.quoted import Unit
from retold.compare.words import stem
from retold.config import CompareSettings

_LEADING = frozenset({"a", "an", "the", "that", "and", "but"})
_INFLECTED = 4  # words up to which a fragment may be inflected otherwise than in the whole
_LONG = 15  # words that nobody says twice alike on two days
_SPREAD = 1.6  # times its own length over which a fragment's words may lie in the whole
_NEAREST = 80  # groups that a unit is compared with
_COMMON = 400  # units that share a stem, above which the stem finds no candidates


def grouped(found: Sequence[Unit], who: Cast, settings: CompareSettings) -> list[list[Unit]]:
    """Units that are forms of one sentence, the fullest first in each group.

    The longest units lead; every other one joins the leader it is most like, and leads a group of its
    own where it is like none. Strays only join. The result does not depend on the order of the units.
    """
    order = sorted(found, key=_leading)
    rare = Counter(s for unit in order for s in unit.stems or set(unit.keys))
    by_stem: dict[str, list[int]] = defaultdict(list)
    groups: list[list[Unit]] = []
    for unit in order:
        keys = sorted(unit.stems or set(unit.keys))
        wanted = [k for k in keys if rare[k] <= _COMMON] or keys[:1]
        near = _likely(wanted, by_stem) if unit.stems else []
        scores = [(likeness(unit, groups[number][0], who, settings), -number) for number in near]
        best, number = max(scores, default=(0.0, 0))
        if best > 0:
            groups[-number].append(unit)
        elif not unit.quote.stray:
            for key in wanted:
                by_stem[key].append(len(groups))
            groups.append([unit])
    return groups


def _likely(wanted: Sequence[str], by_stem: Mapping[str, Sequence[int]]) -> list[int]:
    """Groups whose leader shares most stems with a unit: two of them at least where the unit has two."""
    shared = Counter(number for key in wanted for number in by_stem.get(key, ())[:_COMMON])
    least = min(2, len(wanted))
    enough = [(-count, number) for number, count in shared.items() if count >= least]
    return sorted(number for _, number in sorted(enough)[:_NEAREST])


def _leading(unit: Unit) -> tuple[bool, int, tuple[str, ...], str, int]:
    """Sort key: attributed before stray, long before short, then by words and place."""
    return (unit.quote.stray, -len(unit.keys), unit.keys, unit.quote.report, unit.spans[0].start)


def likeness(unit: Unit, whole: Unit, who: Cast, settings: CompareSettings) -> float:
    """How sure it is that `unit` is a form of `whole` (at least as long): 0 where it is not, up to 2."""
    if _said_on_other_days(unit, whole):
        return 0.0
    one, other = unit.quote.speaker, whole.quote.speaker
    if one == other and one is not None:
        return _same_speaker(unit, whole, settings)
    named = [speaker is not None and who.rank(speaker) > 0 for speaker in (one, other)]
    return _strict(unit, whole, named=all(named), settings=settings)


def _same_speaker(unit: Unit, whole: Unit, settings: CompareSettings) -> float:
    """Likeness of two sentences of one speaker."""
    dice = Indel.normalized_similarity(unit.keys, whole.keys)
    if within(unit.keys, whole.keys):
        return _of_fragment(unit, whole, dice)
    shared = unit.stems & whole.stems
    if len(unit.keys) >= settings.least_words and len(shared) > 1 and dice >= settings.least_alike:
        return dice
    if _fragment(unit, whole):
        return 0.5 + dice / 2
    smaller = min(len(unit.stems), len(whole.stems))
    near = len(unit.keys) * 2 >= len(whole.keys)
    translated = len(shared) >= settings.least_shared and len(shared) >= settings.least_translated * smaller
    return 0.3 if near and translated else 0.0


def _of_fragment(unit: Unit, whole: Unit, dice: float) -> float:
    """Likeness of words to the whole they stand in: by what else of the whole their frame has.

    A single word, inflected otherwise than in the whole, needs such a frame.
    """
    around = unit.quote.frame & whole.stems - unit.stems
    if len(unit.keys) == 1 and unit.keys[0] not in whole.keys and not around:
        return 0.0
    return 1.0 + len(around) / (len(around) + 2) + dice / 10


def _strict(unit: Unit, whole: Unit, *, named: bool, settings: CompareSettings) -> float:
    """Likeness where the two reports name different speakers, or one of them names nobody."""
    dice = Indel.normalized_similarity(unit.keys, whole.keys)
    if named:
        enough = len(unit.keys) >= settings.least_words and len(unit.stems) > 2
        return dice if enough and dice >= settings.least_disputed else 0.0
    short, full = sorted((unit, whole), key=lambda u: len(u.keys))
    fewest = 1 if unit.quote.stray else 2
    if len(short.keys) > fewest and len(short.stems) > 1 and _stands(short.keys, full.keys):
        return 1.0 + dice
    enough = len(unit.keys) >= settings.least_words and len(unit.stems & whole.stems) > 2
    if enough and dice >= settings.least_disputed:
        return dice
    strong = len(unit.keys) > 3 and len(unit.stems) > 2 and _fragment(unit, whole)
    return 0.5 if strong else 0.0


@lru_cache(maxsize=50_000)
def _padded(keys: tuple[str, ...]) -> str:
    return f" {' '.join(keys)} "


@lru_cache(maxsize=50_000)
def _rooted(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The words by their stems, so that "flagged up" stands in "flag up"."""
    return tuple(stem(key) or key for key in keys)


def _stands(keys: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the very words stand in the whole in a row, a leading article aside."""
    return _padded(keys[1:] if len(keys) > 1 and keys[0] in _LEADING else keys) in _padded(whole)


def within(keys: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words stand in the whole in one piece, a leading article or "that" aside."""
    if not keys:
        return False
    if len(keys) == 1:
        root = stem(keys[0])
        return bool(root) and any(stem(key) == root for key in whole)
    bare = keys[1:] if keys[0] in _LEADING else keys
    return _stands(keys, whole) or (
        len(bare) < _INFLECTED and _padded(_rooted(bare)) in _padded(_rooted(whole))
    )


def _fragment(unit: Unit, whole: Unit) -> bool:
    """Whether nearly all words of a fragment, those with matter above all, stand close in the whole."""
    if len(unit.stems) < 2 or not _mostly(unit.stems, whole.stems):
        return False
    blocks = [b for b in Indel.opcodes(unit.keys, whole.keys) if b.tag == "equal"]
    kept = sum(b.src_end - b.src_start for b in blocks)
    if kept < 0.7 * len(unit.keys):
        return False
    return blocks[-1].dest_end - blocks[0].dest_start <= _SPREAD * len(unit.keys) + 2


def _mostly(part: frozenset[str], whole: frozenset[str]) -> bool:
    """All stems of a short fragment, four fifths of a longer one."""
    missing = len(part - whole)
    return missing == 0 if len(part) < 5 else missing <= len(part) / 5


def _said_on_other_days(unit: Unit, whole: Unit) -> bool:
    """Whether the reports tell of two days; long words that agree wholly are one utterance all the same."""
    days = [(quote.day or "")[:10] for quote in (unit.quote, whole.quote)]
    if days[0] == days[1] or min(map(len, days)) < 10:
        return False
    same_words = unit.keys == whole.keys and len(unit.keys) >= _LONG
    return not same_words or unit.quote.report == whole.quote.report
