"""Makes src/retold/reuse/background.txt again: python -m benchmarks.reuse_background --data DIR

Counts in how many news texts under DIR (quotes, dates and extraction; none of stories or reuse) a word
stands, and keeps words of at least eight texts that are mostly written small, by grade: 0 stands in
every text, 9 in next to none. A fact about English news: no sentence can be read back from it.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from pathlib import Path

from retold.text.tokens import tokens

_FEWEST = 8
_OUT = Path(__file__).resolve().parents[1] / "src/retold/reuse/background.txt"
_HEAD = """# How common English words are in news: the grade (ten times the log of how rarely a text holds
# the word, over that of the rarest), then its words. Counted in {total} texts by
#     python -m benchmarks.reuse_background --data DIR
"""


def counts(data: Path) -> tuple[int, Counter[str], Counter[str]]:
    """Number of texts; for each word how many hold it, and how many without a capital."""
    total, holding, small = 0, Counter[str](), Counter[str]()
    for pattern in ("quotes/*.jsonl", "dates/*.jsonl", "extraction/*/gold.jsonl"):
        for path in sorted(data.glob(pattern)):
            for line in path.read_text(encoding="utf-8").splitlines():
                text = json.loads(line).get("text") or ""
                words = tokens(text)
                total += bool(words)
                keys = {word.key for word in words}
                holding.update(keys)
                small.update(keys & {word.key for word in words if text[word.start].islower()})
    return total, holding, small


def main() -> None:
    """Counts and writes the file."""
    given = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    given.add_argument("--data", type=Path, required=True)
    total, holding, small = counts(given.parse_args().data)
    grades: dict[int, list[str]] = {}
    for word, count in sorted(holding.items()):
        if count >= _FEWEST and small[word] * 2 >= count and word.replace("'", "").isalpha():
            grade = round(10 * math.log((total + 1) / (count + 1)) / math.log(total + 1))
            grades.setdefault(grade, []).append(word)
    lines = [f"{grade} {' '.join(words)}\n" for grade, words in sorted(grades.items())]
    _OUT.write_text(_HEAD.format(total=total) + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
