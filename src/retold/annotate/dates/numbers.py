"""Numbers in figures and words: "twenty-four", "2 1/2", "a couple of", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Sequence

from retold.annotate.dates.lexicon import words_of_time
from retold.annotate.dates.words import Word


def number(words: Sequence[Word]) -> float | None:
    """What the words count to, halves and quarters included; None if they are no number."""
    values = words_of_time()["numbers"]
    total, part, seen = 0.0, 0.0, False
    i = 0
    while i < len(words):
        word = words[i]
        if i + 2 < len(words) and words[i + 1].kind == "slash" and word.low.isdigit():
            below = int(words[i + 2].low)
            part, seen, i = part + (int(word.low) / below if below else 0), True, i + 3
            continue
        if word.low == "thousand":
            total, part, seen = total + max(part, 1.0) * 1000, 0.0, True
        elif word.low == "hundred":
            part, seen = max(part, 1.0) * 100, True
        elif word.low in values:
            part, seen = part + values[word.low], True
        elif word.kind == "half":
            part, seen = part + 0.5, True
        elif word.low[0].isdigit() and word.low.replace(",", "").replace(".", "", 1).isdigit():
            part, seen = part + float(word.low.replace(",", "")), True
        i += 1
    return total + part if seen else None


def year(words: Sequence[Word]) -> int | None:
    """The year that figures or words name; None if they name none."""
    words = [word for word in words if word.kind != "hy"]
    if not words:
        return None
    if words[0].kind == "n4":
        return int(words[0].low)
    values = words_of_time()["numbers"]
    if any(word.kind == "big" for word in words):
        counted = number(words)
        return int(counted) if counted and 1000 <= counted < 2200 else None
    century = values.get(words[0].low, 0)
    rest = sum(values.get(word.low, 0) for word in words[1:])
    if century in (18, 19, 20) and len(words) > 1 and 10 <= rest < 100 and values.get(words[1].low, 0) >= 10:
        return int(century * 100 + rest)
    return None


def ordinal(word: Word) -> int | None:
    """1 for "first", 3 for "3rd"; None if the word is no ordinal."""
    if word.kind == "sec" or word.low == "2nd":
        return 2
    if word.low[:1].isdigit():
        return int(word.low[:-2]) if word.low[:-2].isdigit() else None
    found = words_of_time()["ordinals"].get(word.low)
    return int(found) if found is not None else None


def plain(value: float) -> str:
    """A number without a needless fraction: 2.0 as "2"."""
    return str(int(value)) if value == int(value) else f"{value:g}"
