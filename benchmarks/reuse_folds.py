"""Cross-validated figures of text reuse: python -m benchmarks.reuse_folds --data DIR [--write]

Fits the numbers of src/retold/reuse/fitted.toml on nine tenths of the topics of the labelled pairs and
judges the last tenth, ten times over; no topic stands on both sides. --write fits on everything and
writes the file. Read are DIR/reuse and, for relations, the pairs of DIR/stories-gold.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from benchmarks.reuse_fit import Sample, fit_alignment, fit_relations, sample, written
from benchmarks.tasks.alignments import report_of as of_sentences
from benchmarks.tasks.relations import report_of as of_row
from retold.records import MatchKind
from retold.reuse.alignment import aligned
from retold.reuse.judge import Fitted, Place
from retold.reuse.relation import Shared, relation, shared, telling
from retold.reuse.sides import Side, side

Label = TypeVar("Label", bound=Hashable)
_FOLDS = 10
_STRANGERS = 0.3  # weight of pairs without text in common: there are many more of them
_LONG = 8  # words of a sentence that is put into another report
_OUT = Path(__file__).resolve().parents[1] / "src/retold/reuse/fitted.toml"
_HEAD = """# Logistic judgements over sentences and pairs, on the features of judge.py and relation.py in
# their order. Fitted to 140 + 58 pairs of reports and 260 pairs of sentences labelled by hand, by
#     python -m benchmarks.reuse_folds --data DIR --write
# which prints what the same fit reaches on topics that it has not seen. Not to be edited by hand.
"""
_COARSE = {"same": "copied", "derived": "copied", "independent": "neither", "unrelated": "neither"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair of reports with a reader's relation."""

    topic: str
    source: str
    a: Side
    b: Side
    label: str


def topic(id_: str) -> str:
    """What a fold must not divide: the ECB topic, the Galaxy event."""
    parts = id_.split("/")
    return parts[1].split("_")[0] if parts[0] == "ecb" else "/".join(parts[:3])


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def samples(data: Path) -> dict[tuple[str, str], Sample]:
    """The aligned pairs, by their ids."""
    given = json.loads((data / "sentences.json").read_text(encoding="utf-8"))
    gold: defaultdict[tuple[str, str], dict[Place, MatchKind]] = defaultdict(dict)
    for row in rows(data / "alignments.tsv"):
        place = int(row["a_sentence"]), int(row["b_sentence"])
        gold[row["a"], row["b"]][place] = row["kind"]  # type: ignore[assignment]
    sides = {name: side(*of_sentences(name, given[name])) for pair in gold for name in pair}
    return {pair: sample(sides[pair[0]], sides[pair[1]], kinds) for pair, kinds in gold.items()}


def labelled(data: Path) -> list[Labelled]:
    """The pairs with relations: those of the table, then those of the stories."""
    texts = {}
    for line in (data / "reuse/texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        texts[row["id"]] = row
    sides = {name: side(*of_row(row)) for name, row in sorted(texts.items())}
    found = [
        Labelled(topic(row["a"]), "pairs", sides[row["a"]], sides[row["b"]], row["relation"])
        for row in rows(data / "reuse/pairs.tsv")
    ]
    known = {_start(row["text"]): topic(name) for name, row in texts.items()}
    return found + [
        pair for path in sorted(data.glob("stories-gold/event_*")) for pair in _story(path, known)
    ]


def _start(text: str) -> str:
    return "".join(text.split())[:200]


def _story(path: Path, known: Mapping[str, str]) -> list[Labelled]:
    """Pairs of one story; its topic is that of a text of the table where one is the same."""
    gold = json.loads((path / "gold.json").read_text(encoding="utf-8"))
    sides, topics = {}, Counter[str]()
    for file in sorted(path.glob("report_*.txt")):
        title, url, text = file.read_text(encoding="utf-8").split("\n", 2)
        number = int(file.stem.partition("_")[2])
        sides[number] = side(
            *of_row({"id": f"{path.name}/{number}", "title": title, "url": url, "text": text})
        )
        topics.update(filter(None, [known.get(_start(text))]))
    name = topics.most_common(1)[0][0] if topics else path.name
    return [
        Labelled(name, "stories", sides[one["pair"][0]], sides[one["pair"][1]], one["relation"])
        for one in gold["shared_text"]
    ]


def shared_by(pair: Labelled, numbers: Fitted) -> Shared:
    """What the pair shares, as these numbers align it."""
    return shared(pair.a, pair.b, aligned(pair.a, pair.b, numbers))


def folds(topics: Sequence[str]) -> Callable[[str], int]:
    """The fold of each topic."""
    place = {name: number % _FOLDS for number, name in enumerate(sorted(set(topics)))}
    return lambda name: place[name]


def fit(aligned_pairs: Sequence[Sample], pairs: Sequence[Labelled]) -> Fitted:
    """All numbers from these samples."""
    numbers = fit_alignment([*aligned_pairs, *_strangers(pairs)], {})
    return replace(numbers, relation=fit_relations([(shared_by(one, numbers), one.label) for one in pairs]))


def _strangers(pairs: Sequence[Labelled]) -> list[Sample]:
    """The pairs without text in common: whatever is alike in them was not made from one another. Each
    comes twice, the second time with two sentences of one put into the other."""
    found = []
    for one in pairs:
        if _COARSE.get(one.label) == "neither":
            found += [sample(one.a, one.b, {}), spliced(one.a, one.b)]
    return [replace(one, weight=_STRANGERS) for one in found]


def spliced(a: Side, b: Side) -> Sample:
    """The pair with two of a's sentences among b's; the same ones in every run."""
    chance = random.Random(f"{a.report.id} {b.report.id}")
    long = [i for i, unit in enumerate(a.units) if len(unit.words) >= _LONG]
    taken = chance.sample(long, min(2, len(long)))
    units = list(b.units)
    for i in taken:
        units.insert(chance.randrange(len(units) + 1), a.units[i])
    counts = Counter(form for unit in units for form in dict.fromkeys(unit.forms))
    places = {id(unit): k for k, unit in enumerate(units)}
    gold: dict[Place, MatchKind] = {(i, places[id(a.units[i])]): "verbatim" for i in taken}
    return sample(a, replace(b, units=tuple(units), counts=counts), gold)


def cross_validated(
    given: Mapping[tuple[str, str], Sample], pairs: Sequence[Labelled]
) -> tuple[dict[tuple[str, str], dict[Place, MatchKind]], list[str]]:
    """Alignments and relations, each told by numbers that have not seen its topic."""
    fold = folds([topic(a) for a, _ in given] + [one.topic for one in pairs])
    matches: dict[tuple[str, str], dict[Place, MatchKind]] = {}
    told = [""] * len(pairs)
    for number in range(_FOLDS):
        numbers = fit(
            [one for pair, one in given.items() if fold(topic(pair[0])) != number],
            [one for one in pairs if fold(one.topic) != number],
        )
        for pair, one in given.items():
            if fold(topic(pair[0])) == number:
                matches[pair] = _matches(one, numbers)
        for i, each in enumerate(pairs):
            if fold(each.topic) == number:
                told[i] = relation(shared_by(each, numbers), numbers)
    return matches, told


def _matches(one: Sample, numbers: Fitted) -> dict[Place, MatchKind]:
    """What `align` would return for the pair."""
    pairs = aligned(one.a, one.b, numbers)
    kind = relation(shared(one.a, one.b, pairs), numbers)
    return {(pair.i, pair.k): pair.kind for pair in telling(pairs, kind)}


def alignment_figures(
    given: Mapping[tuple[str, str], Sample], matches: Mapping[tuple[str, str], Mapping[Place, MatchKind]]
) -> dict[str, object]:
    """F1 of aligned sentences, recall by kind, and how many have the right kind."""
    hits = [(pair, place) for pair, one in given.items() for place in one.gold if place in matches[pair]]
    gold = Counter(kind for one in given.values() for kind in one.gold.values())
    by_kind = Counter(given[pair].gold[place] for pair, place in hits)
    right = sum(matches[pair][place] == given[pair].gold[place] for pair, place in hits)
    predicted = sum(map(len, matches.values()))
    return {
        "f1": round(2 * len(hits) / (predicted + gold.total()), 4),
        "precision": round(len(hits) / predicted, 4),
        "recall": {kind: round(by_kind[kind] / n, 4) for kind, n in sorted(gold.items())},
        "kind_accuracy": round(right / len(hits), 4),
    }


def relation_figures(gold: Sequence[str], told: Sequence[str]) -> dict[str, object]:
    """Macro F1 over copied or not, three classes and five, F1 of each, and the share that is right."""
    three = [(_COARSE.get(x, x), _COARSE.get(y, y)) for x, y in zip(gold, told, strict=True)]
    two = [(x == "copied", y == "copied") for x, y in three]
    by_class = f1_by_class(list(zip(gold, told, strict=True)))
    return {
        "right": round(sum(x == y for x, y in zip(gold, told, strict=True)) / len(gold), 4),
        "copied": round(_mean(f1_by_class(two)), 4),
        "three": round(_mean(f1_by_class(three)), 4),
        "each": {str(name): round(value, 4) for name, value in by_class.items()},
    }


def f1_by_class(pairs: Sequence[tuple[Label, Label]]) -> dict[Label, float]:
    """F1 of every class among the gold ones."""
    found = {}
    for name in sorted({x for x, _ in pairs}, key=str):
        hits = sum(x == y == name for x, y in pairs)
        found[name] = 2 * hits / (sum(x == name for x, _ in pairs) + sum(y == name for _, y in pairs))
    return found


def _mean(values: Mapping[object, float]) -> float:
    return sum(values.values()) / len(values)


def main() -> None:
    """Prints the figures as JSON; writes the numbers where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="fit on everything and write fitted.toml")
    arguments = parser.parse_args()
    given, pairs = samples(arguments.data / "reuse"), labelled(arguments.data)
    matches, told = cross_validated(given, pairs)
    figures: dict[str, object] = {"alignments": alignment_figures(given, matches)}
    for source in ("pairs", "stories"):
        chosen = [(one.label, said) for one, said in zip(pairs, told, strict=True) if one.source == source]
        figures[source] = relation_figures([x for x, _ in chosen], [y for _, y in chosen])
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
    if arguments.write:
        _OUT.write_text(written(fit(list(given.values()), pairs), _HEAD), encoding="utf-8")


if __name__ == "__main__":
    main()
