"""Makes src/retold/stories/background.txt again: python -m benchmarks.background --data DIR

Counts in how many news texts under DIR (quotes, dates and extraction, not stories) a stem stands. Kept are
stems that at least three texts of two sorts hold and that are mostly written small; a capitalised one only
if it stands in one text of a hundred of at least four sorts ("Monday", "Washington"). A fact about English
news: no sentence can be read back from it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from retold.stories.stems import stem
from retold.text.tokens import tokens

_FEWEST_TEXTS, _FEWEST_SORTS = 3, 2
_NAME_SHARE, _NAME_SORTS = 0.01, 4
_HEAD = """# Document frequencies of English stems in {total} news texts, made by
#     python -m benchmarks.background --data DIR
# which says what is counted and kept. "*" is the number of texts.
"""


def sorts(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Texts of DIR by sort: one sort for each folder of pages or file of dates, one for all quotes."""
    yield "quotes", [t for path in sorted(data.glob("quotes/*.jsonl")) for t in _texts(path)]
    for path in sorted([*data.glob("dates/*.jsonl"), *data.glob("extraction/*/gold.jsonl")]):
        yield path.as_posix(), _texts(path)


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if line.strip()]


def table(data: Path) -> dict[str, int]:
    """Stems with the number of texts that hold them, "*" first with the number of all texts."""
    holding: dict[str, Counter[str]] = {}
    sizes: dict[str, int] = {}
    written: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for sort, texts in sorts(data):
        sizes[sort], holding[sort] = len(texts), Counter()
        for text in texts:
            words = [(stem(word.key), text[word.start].isupper()) for word in tokens(text)]
            written.update(key for key, _ in words)
            large.update(key for key, capital in words if capital)
            holding[sort].update({key for key, _ in words})
    total = sum(holding.values(), Counter())
    return {"*": sum(sizes.values())} | {
        key: number
        for key, number in sorted(total.items())
        if number >= _FEWEST_TEXTS
        and key.isalpha()
        and sum(key in counts for counts in holding.values()) >= _FEWEST_SORTS
        and (
            2 * large[key] <= written[key]
            or sum(counts[key] >= _NAME_SHARE * sizes[sort] for sort, counts in holding.items())
            >= _NAME_SORTS
        )
    }


def main() -> None:
    """Writes the table where the stories room reads it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.background")
    parser.add_argument("--data", type=Path, required=True)
    counted = table(parser.parse_args().data)
    lines = "".join(f"{key} {number}\n" for key, number in counted.items())
    target = Path(__file__).parents[1] / "src/retold/stories/background.txt"
    target.write_text(_HEAD.format(total=counted["*"]) + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
