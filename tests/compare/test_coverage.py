from handmade import story_of

from retold.compare import coverage
from retold.records import Alignment, Edge, Edit, Lineage, Match, Node, Span

A = "The ferry sank at noon. Nine people were saved. The cook lost his hat."
B = "The ferry sank at noon. Nine sailors were saved. Nobody blames the cook."


def _span(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def _story():
    story, reports, annotations = story_of([{"id": "a", "text": A}, {"id": "b", "text": B}])
    first = _span(A, "The ferry sank at noon.")
    people, sailors = _span(A, "Nine people were saved."), _span(B, "Nine sailors were saved.")
    edits = (Edit("replaced", _span(A, "people"), _span(B, "sailors")),)
    matches = (Match(first, first, "verbatim", ()), Match(people, sailors, "edited", edits))
    alignment = Alignment("a", "b", "derived", "", 0.6, 0.6, matches)
    return story, reports, annotations, (alignment,)


def _lineage(nodes, edges):
    return Lineage("s", tuple(nodes), tuple(Edge(s, t, 0.6, 0.9, ()) for s, t in edges), ())


A_NODE, B_NODE = Node("na", "report", "A", "a"), Node("nb", "report", "B", "b")


def test_a_copy_is_held_against_the_report_it_is_made_from():
    story, reports, annotations, alignments = _story()
    (found,) = coverage(story, reports, annotations, alignments, _lineage([A_NODE, B_NODE], [("na", "nb")]))
    assert (found.report, found.against) == ("b", "na")
    assert [A[m.start : m.end] for m in found.omitted] == ["The cook lost his hat."]
    assert [B[m.start : m.end] for m in found.added] == ["Nobody blames the cook."]
    assert [B[m.start : m.end] for m in found.changed] == ["Nine sailors were saved."]


def test_a_copy_of_a_lost_source_is_held_against_its_fullest_other_witness():
    story, reports, annotations, alignments = _story()
    lost = Node("lost", "lost", "a lost source")
    lineage = _lineage([A_NODE, B_NODE, lost], [("lost", "na"), ("lost", "nb")])
    found = coverage(story, reports, annotations, alignments, lineage)
    assert [(c.report, c.against) for c in found] == [("a", "lost"), ("b", "lost")]
    assert {m.report for m in found[0].omitted} == {"b"}


def test_a_report_of_its_own_origin_has_no_source_to_be_held_against():
    story, reports, annotations, alignments = _story()
    assert coverage(story, reports, annotations, alignments, _lineage([A_NODE, B_NODE], [])) == ()
    assert coverage(story, reports, annotations, alignments, None) == ()
