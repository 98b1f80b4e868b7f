"""Lineages of small traditions: what a careful reader says of each."""

import pytest
from small import BASE, OWN, edges, report, traced

AFP = ("Based on AFP", "AFP", True, "text")


def swapped(lines, *changes):
    """The lines with words put in place of others."""
    text = "\n".join(lines)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.split("\n")


FIRST = swapped(
    BASE, ("gave way", "burst"), ("in the gymnasium", "in the sports hall"), ("great storm", "gale")
)
SECOND = swapped(BASE, ("pumped", "drew"), ("mend the wall", "shore it up"), ("more than", "over"))

CASES = {
    "a cut copy an hour later": (
        [
            report("a", BASE, published="2021-03-01T08:00Z"),
            report("b", BASE[:5], published="2021-03-01T09:00Z"),
        ],
        [("a", "b")],
        [("a", "b")],
    ),
    "a chain of slips": (
        [
            report("a", BASE, published="2021-03-01T08:00Z"),
            report("b", FIRST, published="2021-03-01T10:00Z"),
            report("c", swapped(FIRST, ("Fire crews", "Firemen")), published="2021-03-01T12:00Z"),
        ],
        [("a", "b"), ("b", "c")],
        [("a", "b", "c")],
    ),
    "three copies of an agency that is not there": (
        [report("a", FIRST, credits=[AFP]), report("b", SECOND), report("c", BASE[:6], credits=[AFP])],
        [("LOST", "a"), ("LOST", "b"), ("LOST", "c")],
        [("a", "b", "c")],
    ),
    "the agency's own page is the origin": (
        [report("a", BASE, outlet="Reuters"), report("b", FIRST[:6]), report("c", SECOND)],
        [("a", "b"), ("a", "c")],
        [("a", "b", "c")],
    ),
    "an outlet named by its copy, though it carries no time": (
        [
            report("a", BASE, outlet="Harbour Post"),
            report("b", FIRST, credits=[("the Harbour Post reported", "Harbour Post", False, "cited")]),
        ],
        [("a", "b")],
        [("a", "b")],
    ),
    "two that tell the same in words of their own": (
        [report("a", BASE), report("b", OWN)],
        [],
        [("a",), ("b",)],
    ),
    "an agency credited by one report alone": (
        [report("a", BASE, credits=[AFP]), report("b", OWN)],
        [("LOST", "a")],
        [("a",), ("b",)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_who_has_it_from_whom(name):
    pairs, wanted, origins = CASES[name]
    found = traced(pairs)
    assert edges(found) == wanted
    assert list(found.origins) == origins


def test_a_direction_that_nothing_tells_is_not_made_up():
    found = traced([report("a", FIRST), report("b", SECOND)])
    assert edges(found) == [("LOST", "a"), ("LOST", "b")]
    assert all(edge.confidence <= 0.5 for edge in found.edges)
    assert any(reason.kind == "undecided" for edge in found.edges for reason in edge.evidence)
    assert found.origins == (("a", "b"),)


def test_a_report_joined_from_two_texts_has_two_sources_and_one_group():
    other = [line.replace("wall", "pier") for line in OWN]
    more = ["Insurers had refused to cover the quay since a survey in May found the piles rotten.",
            "The regional council meets on Thursday to decide whether the ferry may sail again."]  # fmt: skip
    pairs = [
        report("a", BASE, published="2021-03-01T08:00Z"),
        report("b", FIRST, published="2021-03-01T09:00Z"),
        report("x", [*other, *more], published="2021-03-01T08:30Z"),
        report("y", [*other, *more], published="2021-03-01T09:30Z"),
        report("z", [*BASE[:6], *other[1:], more[0]], published="2021-03-01T12:00Z"),
    ]
    found = traced(pairs)
    sources = {source for source, target in edges(found) if target == "z"}
    assert sources == {"a", "x"}
    assert found.origins == (("a", "b", "z"), ("x", "y"))


def test_pairs_that_share_only_quotations_get_no_edge():
    pairs = [
        report("a", BASE[:3], published="2021-03-01T08:00Z"),
        report("b", BASE[:3], published="2021-03-01T09:00Z"),
    ]
    found = traced(pairs, relations={("a", "b"): "quotes-only"})
    assert edges(found) == []
    assert found.origins == (("a",), ("b",))


def test_the_lost_text_is_rebuilt_without_the_slips_of_one_copy():
    third = swapped(BASE, ("Engineers", "Enginers"), ("the capital", "the city"))
    found = traced([report("a", FIRST, credits=[AFP]), report("b", SECOND), report("c", third)])
    (lost,) = [node for node in found.nodes if node.kind == "lost"]
    assert lost.agency == "AFP"
    assert [passage.text for passage in lost.passages] == BASE
    assert all(passage.certain for passage in lost.passages)
    slip = next(p for p in lost.passages if p.text.startswith("Engineers"))
    assert [(r.text[:9], [m.report for m in r.witnesses]) for r in slip.readings] == [
        ("Engineers", ["a", "b"]),
        ("Enginers ", ["c"]),
    ]


def test_evidence_points_at_its_places():
    reports = [report("a", FIRST, credits=[AFP]), report("b", SECOND), report("c", BASE[:6], credits=[AFP])]
    texts = {made.id: made.text for made, _ in reports}
    found = traced(reports)
    said = [reason for edge in found.edges if edge.target == "a" for reason in edge.evidence]
    credit = next(reason for reason in said if reason.kind == "credit")
    (mention,) = credit.mentions
    assert texts[mention.report][mention.start : mention.end] == "Based on AFP"
    assert "Based on AFP" in credit.say


def test_a_clock_against_the_credit_is_named():
    pairs = [
        report("a", BASE, outlet="Harbour Post", published="2021-03-02T08:00Z"),
        report("b", BASE[:5], published="2021-03-01T08:00Z",
               credits=[("Text: Harbour Post", "Harbour Post", False, "text")]),
    ]  # fmt: skip
    found = traced(pairs)
    assert edges(found) in ([("a", "b")], [("LOST", "a"), ("LOST", "b")])
    if edges(found) == [("a", "b")]:
        assert any(reason.kind == "clock" for edge in found.edges for reason in edge.evidence)


def test_a_post_is_a_primary_source_and_joins_nobody():
    post = "We will build a higher wall and a better one before the winter comes"
    one = report("a", [*OWN, post], quotes=[(post, "Orla Venn", True)])
    two = report("b", [*BASE[4:], f'"{post}," the mayor wrote.'], quotes=[(post, "Orla Venn", False)])
    found = traced([one, two], relations={("a", "b"): "quotes-only"})
    (primary,) = [node for node in found.nodes if node.kind == "primary"]
    assert {mention.report for mention in primary.mentions} == {"a", "b"}
    assert {edge.target for edge in found.edges} == {"a", "b"}
    assert found.origins == (("a",), ("b",))


def test_an_empty_story_and_reports_without_words():
    assert traced([]).origins == ()
    assert traced([report("a", []), report("b", [])]).origins == (("a",), ("b",))
