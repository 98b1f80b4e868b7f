"""The main job on the examples: everything that examples/gold.json says must be found."""

import json
from pathlib import Path

import pytest

from retold.config import Settings
from retold.pipeline import trace
from retold.sources.files import read_pages
from retold.text.tokens import keys
from retold.views.export import contract

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
GOLD = json.loads((EXAMPLES / "gold.json").read_text(encoding="utf-8"))


class Found:
    """The contract's JSON, by file name."""

    def __init__(self, data):
        self.data = data
        self.reports = {Path(r["path"]).name: r for r in data["reports"]}
        self.name = {r["id"]: Path(r["path"]).name for r in data["reports"]}
        self.story = {self.name[i]: s["id"] for s in data["stories"] for i in s["reports"]}

    def names(self, ids):
        return sorted(self.name[i] for i in ids)

    def relation(self, a, b):
        pair = {a, b}
        for one in self.data["alignments"]:
            if {self.name[one["a"]], self.name[one["b"]]} == pair:
                return one["relation"]
        return "independent" if self.story[a] == self.story[b] else "unrelated"

    def read(self, file):
        """What a reader would read as the report."""
        report = self.reports[file]
        kinds = {"boilerplate", "related_link"}
        return "\n".join(
            report["text"][b["start"] : b["end"]] for b in report["blocks"] if b["kind"] not in kinds
        )


@pytest.fixture(scope="module")
def found():
    settings = Settings(workers=1)
    return Found(contract(trace(read_pages([str(EXAMPLES / "pages")], settings.read), settings)))


def has(words, text):
    """Whether the words stand in the text in their order, case and marks aside."""
    return f" {' '.join(keys(words))} " in f" {' '.join(keys(text))} "


def test_nothing_is_skipped(found):
    assert found.data["skipped"] == []
    assert len(found.reports) == 9


def test_stories(found):
    assert sorted(found.names(s["reports"]) for s in found.data["stories"]) == sorted(
        sorted(files) for files in GOLD["stories"].values()
    )


def test_threads(found):
    of = {found.story[files[0]]: name for name, files in GOLD["stories"].items()}
    assert [sorted(of[s] for s in t["stories"]) for t in found.data["threads"]] == [
        sorted(names) for names in GOLD["threads"]
    ]


@pytest.mark.parametrize(("file", "title"), GOLD["titles"].items())
def test_titles(found, file, title):
    assert found.reports[file]["title"] == title


@pytest.mark.parametrize(("file", "day"), GOLD["published"].items())
def test_publication_days(found, file, day):
    assert found.reports[file]["published"]["value"][:10] == day


@pytest.mark.parametrize(("file", "agencies"), GOLD["credits"].items())
def test_credits(found, file, agencies):
    assert set(agencies) <= {credit["agency"] for credit in found.reports[file]["credits"]}


@pytest.mark.parametrize(("file", "words"), [(f, w) for f, ws in GOLD["in_text"].items() for w in ws])
def test_the_body_is_kept(found, file, words):
    assert words in found.read(file)


@pytest.mark.parametrize(("file", "words"), [(f, w) for f, ws in GOLD["not_in_text"].items() for w in ws])
def test_the_clutter_is_left_out(found, file, words):
    assert words not in found.read(file)


@pytest.mark.parametrize(("a", "b", "relations"), GOLD["relations"])
def test_relations(found, a, b, relations):
    assert found.relation(a, b) in relations


def test_origins(found):
    groups = [found.names(g) for one in found.data["lineage"] for g in one["origins"]]
    for group in GOLD["origins"]:
        assert sorted(group) in groups


def test_the_lost_dispatch(found):
    lost = [n for one in found.data["lineage"] for n in one["nodes"] if n["kind"] == "lost"]
    assert {n["agency"] for n in lost} == {GOLD["lost"]["agency"]}
    assert all(has("The strait has been disputed since 1987", n["text"]) for n in lost[:1])


def test_its_earlier_version(found):
    (tree,) = (one for one in found.data["lineage"] if len(one["edges"]) > 3)
    lost = {n["id"] for n in tree["nodes"] if n["kind"] == "lost"}
    below = [
        sorted(found.name[e["to"]] for e in tree["edges"] if e["from"] == n and e["to"] in found.name)
        for n in lost
    ]
    assert GOLD["lost"]["earlier_version"] in below


@pytest.mark.parametrize("one", GOLD["utterances"], ids=lambda one: one["words"][:40])
def test_utterances(found, one):
    for file in one["reports"]:
        spoken = [
            u
            for u in found.data["utterances"]
            for f in u["forms"]
            if found.name[f["report"]] == file
            and (has(one["words"], f["text"]) or has(f["text"], one["words"]))
        ]
        assert spoken, f"not found in {file}"
        assert any(u["speaker"] == one["speaker"] for u in spoken), file
        if "variant" in one:
            assert any(u["variant"] == one["variant"] for u in spoken)


def test_the_primary_form_comes_first(found):
    altered = next(o for o in GOLD["utterances"] if o.get("primary"))
    utterance = next(
        u for u in found.data["utterances"] if any(has(altered["words"], f["text"]) for f in u["forms"])
    )
    first = utterance["forms"][0]
    assert first["primary"] and found.name[first["report"]] == altered["primary"]


@pytest.mark.parametrize(("file", "text", "value"), GOLD["dates"])
def test_dates(found, file, text, value):
    read = {(found.name[d["report"]], d["text"].lower(), d["value"]) for d in found.data["dates"]}
    assert any(f == file and text.lower() in t and v == value for f, t, v in read)


@pytest.mark.parametrize("one", GOLD["updates"], ids=lambda one: one["about"])
def test_updates(found, one):
    told = [
        u
        for u in found.data["updates"]
        if u["kind"] == one["kind"] and found.name[u["report"]] == one["report"]
    ]
    about = [
        u for u in told if has(one["about"], found.reports[one["report"]]["text"][u["start"] : u["end"]])
    ]
    assert sorted(one["missing_from"]) in [found.names(u["missing_from"]) for u in about]


def test_flags(found):
    flags = {
        file: sorted({f["kind"] for f in r["flags"]} & {"stitched", "machine-reworded"})
        for file, r in found.reports.items()
    }
    assert {file: kinds for file, kinds in flags.items() if kinds} == GOLD["flags"]
