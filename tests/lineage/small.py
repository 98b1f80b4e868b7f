"""Small traditions written as data, and their records: a report is a list of sentences."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.traditions.aligner import alignments
from retold.config import LineageSettings
from retold.lineage import lineage
from retold.records import (
    Annotation,
    Attribution,
    Block,
    Credit,
    Published,
    Report,
    Sentence,
    Span,
    Story,
)  # fmt: skip

BASE = [
    "The harbour wall at Port Ellery gave way on Tuesday night, flooding nine streets of the old town.",
    "Fire crews from three counties pumped water out of the cellars until the early morning hours.",
    "Mayor Orla Venn said the town had asked for money to mend the wall in each of the last six years.",
    "Nobody was hurt, but forty families spent the night in the gymnasium of the secondary school.",
    "The ministry of works answered that no request for money had ever reached its offices in the capital.",
    "Engineers will examine the foundations of the wall on Friday, when the tide is at its lowest.",
    "A first estimate puts the damage at eleven million crowns, more than the town spends in a year.",
    "The wall was built in 1911 and was last repaired after the great storm of 1987.",
]
OWN = [
    "Fishermen told this newspaper that they had seen water seep through the stones since the summer.",
    "Shops along the quay stayed shut and the weekly market was called off without a new date.",
    "Our reporter found the sluice keeper asleep in his hut, with the radio still playing dance music.",
]


def report(name, sentences, *, outlet=None, published=None, credits=(), quotes=()):
    """A report and its annotation; `credits` are (words, agency, wire, role) put after the text."""
    text, blocks, spans, found = "", [], [], []
    for line in sentences:
        text += "\n\n" if text else ""
        spans.append(Sentence(len(text), len(text) + len(line), "body", len(blocks)))
        blocks.append(Block("body", len(text), len(text) + len(line)))
        text += line
    for words, agency, wire, role in credits:
        text += "\n\n" + words
        found.append(Credit(agency, len(text) - len(words), len(text), wire, role))
        blocks.append(Block("credit", len(text) - len(words), len(text)))
    day = Published(published, "time" if "T" in published else "day", "as data") if published else None
    attributions = []
    for words, speaker, primary in quotes:
        at = text.index(words)
        content = (Span(at, at + len(words)),)
        attributions.append(Attribution("direct", (), (), content, speaker, "as data", primary))
    made = Report(
        name, name, None, outlet or f"The {name}", name, "en", text, day, tuple(blocks), tuple(found)
    )
    quotations = tuple(one.content[0] for one in attributions)
    return made, Annotation(name, tuple(spans), (), (), quotations, tuple(attributions))


def traced(pairs, order=None, relations=None):
    """The lineage of reports with their annotations; `relations` puts pairs' relations in place."""
    pairs = sorted(pairs, key=lambda pair: order.index(pair[0].id)) if order else pairs
    reports = {made.id: made for made, _ in pairs}
    annotations = {made.id: of for made, of in pairs}
    found = list(alignments(reports, annotations))
    if relations:
        from dataclasses import replace

        found = [replace(one, relation=relations.get((one.a, one.b), one.relation)) for one in found]
    if order:
        found = found[::-1]
    story = Story("s1", "Wall", tuple(reports), tuple("" for _ in reports))
    return lineage(story, reports, annotations, found, LineageSettings())


def edges(found):
    """Pairs of source and target, lost sources told as LOST, primary ones left out."""
    kinds = {node.id: node.kind for node in found.nodes}
    named = {name: "LOST" if kind == "lost" else name for name, kind in kinds.items()}
    return sorted((named[e.source], named[e.target]) for e in found.edges if kinds[e.source] != "primary")
