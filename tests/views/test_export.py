"""The JSON keeps its contract: the names, the documentation, the offsets, the order."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from invented import trace

from retold.records import Report, Trace
from retold.views.export import contract, written

FIELDS = Path(__file__).resolve().parents[2] / "docs" / "fields.md"
PROMISED = {  # what other programs already rely on
    "reports[]": "id path url outlet title language text published blocks credits flags",
    "reports[].published": "value precision how",
    "reports[].blocks[]": "kind start end",
    "reports[].credits[]": "agency start end",
    "reports[].flags[]": "kind start end why",
    "stories[]": "id title reports",
    "threads[]": "id stories",
    "alignments[]": "a b relation shared matches",
    "alignments[].shared": "a b",
    "alignments[].matches[]": "a b kind",
    "lineage[]": "story nodes edges origins",
    "lineage[].nodes[]": "id kind report agency text",
    "lineage[].edges[]": "from to share confidence evidence",
    "lineage[].edges[].evidence[]": "kind say",
    "utterances[]": "id story speaker variant forms",
    "utterances[].forms[]": "report start end text speaker_as_named cue primary",
    "attributions[]": "report kind source cue content speaker",
    "dates[]": "report start end text value precision",
    "claims[]": "id story text support origins conflicts",
    "claims[].conflicts[]": "report start end how",
    "promises[]": "id by report start end due outcome outcome_at",
    "updates[]": "kind by report start end of missing_from",
    "skipped[]": "path line reason",
}


def paths(value: object, at: str = "") -> Iterator[str]:
    """Every field of a JSON value: `a.b[].c`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{at}.{key}".lstrip(".")
            yield from paths(inner, f"{at}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{at}[]")


def shuffled(found: Trace, seed: int) -> Trace:
    chance = random.Random(seed)
    parts = {f.name: list(getattr(found, f.name)) for f in fields(found)}
    for part in parts.values():
        chance.shuffle(part)
    return Trace(**{name: tuple(part) for name, part in parts.items()})


def test_every_field_is_documented_and_every_documented_field_is_there():
    documented = re.findall(r"^\| `([^`]+)` \|", FIELDS.read_text(encoding="utf-8"), re.M)
    assert len(documented) == len(set(documented))
    assert set(documented) == set(paths(contract(trace())))


@pytest.mark.parametrize("at", PROMISED)
def test_no_promised_name_is_missing(at):
    there = set(paths(contract(trace())))
    assert {f"{at}.{name}" for name in PROMISED[at].split()} <= there


def test_offsets_slice_their_words():
    told = json.loads(written(trace()))
    texts = {r["id"]: r["text"] for r in told["reports"]}
    for date in told["dates"]:
        assert texts[date["report"]][date["start"] : date["end"]] == date["text"]
    for form in (form for one in told["utterances"] for form in one["forms"]):
        assert " […] ".join(texts[form["report"]][s:e] for s, e in form["spans"]) == form["text"]
        assert [form["start"], form["end"]] == [form["spans"][0][0], form["spans"][-1][1]]
    for one in told["alignments"]:
        for match in one["matches"]:
            assert texts[one["a"]][slice(*match["a"])] and texts[one["b"]][slice(*match["b"])]


def test_a_lost_source_has_its_passages_joined():
    (lost,) = [n for x in contract(trace())["lineage"] for n in x["nodes"] if n["kind"] == "lost"]
    assert lost["agency"] == "Northline"
    assert lost["text"].split("\n\n") == [p["text"] for p in lost["passages"]]
    assert "report" not in lost


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_records_changes_nothing(seed):
    assert written(shuffled(trace(), seed)) == written(trace())


def test_an_update_names_what_it_is_about():
    updates = contract(trace())["updates"]
    assert {json.dumps(u["of"]) for u in updates} == {'{"utterance": "u2"}', '{"claim": "c3"}'}
    nameless = replace(trace().updates[0], utterance=None, claim=None)
    assert contract(replace(trace(), updates=(nameless,)))["updates"][0]["of"] == {}


def test_an_empty_trace_has_every_list():
    nothing = Trace(**{f.name: () for f in fields(Trace)})
    told = json.loads(written(nothing))
    assert told.pop("schema") == "retold/1"
    assert all(value == [] for value in told.values())


def test_text_is_written_as_it_is():
    odd = 'é\u202e"\\\u0007\n中'
    report = Report("r", "p", None, None, odd, "und", odd, None, ())
    assert json.loads(written(replace(trace(), reports=(report,))))["reports"][0]["text"] == odd
