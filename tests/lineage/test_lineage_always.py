"""What holds for every tradition: shown on grown ones, in any order of the input."""

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import edges, report, traced

from benchmarks.lineage import NO_CLOCKS, case, measured
from benchmarks.lineage import traced as of_case
from benchmarks.traditions.printed import Clocks
from retold.config import LineageSettings
from retold.lineage import lineage
from retold.records import Story
from retold.text.tokens import keys

cases = st.builds(
    case,
    st.integers(1, 10**6),
    st.sampled_from(["light", "heavy"]),
    st.sampled_from([Clocks(), NO_CLOCKS]),
    st.sampled_from([4, 6, 9]),
    st.just(True),
)


@settings(max_examples=25, deadline=None)
@given(cases)
def test_a_graph_without_cycles_whose_nodes_are_known(one):
    found = of_case(one)
    names = [node.id for node in found.nodes]
    assert len(names) == len(set(names))
    graph = networkx.DiGraph((edge.source, edge.target) for edge in found.edges)
    assert networkx.is_directed_acyclic_graph(graph)
    kinds = {node.id: node.kind for node in found.nodes}
    for edge in found.edges:
        assert kinds[edge.target] in ("report", "lost")
        assert edge.source in kinds
        assert 0 <= edge.share <= 1
        assert 0 <= edge.confidence <= 1
        assert edge.evidence


@settings(max_examples=25, deadline=None)
@given(cases)
def test_origins_part_the_reports_and_places_stand_in_their_texts(one):
    found = of_case(one)
    assert sorted(name for group in found.origins for name in group) == sorted(one.story.reports)
    for edge in found.edges:
        for reason in edge.evidence:
            for mention in reason.mentions:
                assert 0 <= mention.start < mention.end <= len(one.reports[mention.report].text)


@settings(max_examples=25, deadline=None)
@given(cases)
def test_rebuilt_words_all_stand_in_a_witness(one):
    for node in of_case(one).nodes:
        for passage in node.passages:
            held = [
                one.reports[m.report].text[m.start : m.end] for r in passage.readings for m in r.witnesses
            ]
            carried = {word for text in held for word in keys(text)}
            assert set(keys(passage.text)) <= carried
            assert passage.readings[0].text == passage.text


@settings(max_examples=15, deadline=None)
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(one, random):
    names, found = list(one.story.reports), list(one.alignments)
    random.shuffle(names)
    random.shuffle(found)
    story = Story("s1", "News", tuple(names), tuple("" for _ in names))
    reports = {name: one.reports[name] for name in names}
    annotations = {name: one.annotations[name] for name in reversed(names)}
    assert lineage(story, reports, annotations, found, LineageSettings()) == of_case(one)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=40), max_size=6), min_size=1, max_size=5))
def test_any_text_is_borne(texts):
    pairs = [report(f"r{n}", lines) for n, lines in enumerate(texts)]
    found = traced(pairs)
    assert sorted(name for group in found.origins for name in group) == sorted(made.id for made, _ in pairs)
    assert edges(traced(pairs, order=[made.id for made, _ in reversed(pairs)])) == edges(found)


@pytest.mark.parametrize("strength,least", [("light", 0.8), ("heavy", 0.6)])
def test_figures_on_a_small_sample_hold(strength, least):
    figures = measured(range(1, 9), strength, Clocks(), plain=True).figures()
    assert figures["parent"] >= least
    assert figures["direction"] >= 0.9
