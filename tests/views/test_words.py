"""Words for people, and text from pages made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.records import Edit, Lineage, Node, Report, Span
from retold.views import words
from retold.views.marks import differences
from retold.views.tree import rows, tree


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2031-09-02", "2 September 2031"),
        ("2031-09", "September 2031"),
        ("2031", "2031"),
        ("2031-09-02T19:39+05:30", "2 September 2031, 19:39 +05:30"),
        ("2031-09-02T19:39:00Z", "2 September 2031, 19:39 UTC"),
        ("XXXX-WXX-7", "XXXX-WXX-7"),
        ("2031-99-02", "2031"),
    ],
)
def test_days(value, said):
    assert words.day_in_words(value) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2031-09-02", "2031-09-02", "2 September 2031"),
        ("2031-09-02", "2031-09-04", "2–4 September 2031"),
        ("2031-09-30", "2031-10-02", "30 September – 2 October 2031"),
        ("2031-12-30", "2032-01-02", "30 December 2031 – 2 January 2032"),
        ("2031-09", "2031-09-04", "September – 4 September 2031"),
    ],
)
def test_stretches_of_days(first, last, said):
    assert words.days_in_words(first, last) == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (list("ABCD"), "A, B and two more")]
)
def test_lists(items, said):
    assert words.listed(items, 2) == said


def test_sigla_go_on_after_z():
    assert [words.siglum(n) for n in (0, 25, 26, 51, 52, 701, 702)] == "A Z AA AZ BA ZZ AAA".split()
    assert [words.greek(n) for n in (0, 23, 24)] == ["α", "ω", "α2"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        "http:///no-host",
        "http://[broken",
        "https://a.example/\u202egnp.exe",
        "",
        None,
    ],
)
def test_only_web_addresses_are_links(url):
    assert words.web_address(url) is None


def test_a_web_address_stays_as_it_is():
    assert words.web_address("https://a.example/x?y=1&z=2#t") == "https://a.example/x?y=1&z=2#t"


@given(st.text())
def test_cleaned_text_has_no_control_characters(text):
    shown = words.clean(text)
    assert not any((ord(c) < 32 and c not in "\n\t") or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert not any("\ud800" <= c <= "\udfff" or "\u202a" <= c <= "\u202e" for c in shown)
    assert "\n" not in words.plain(text)
    assert words.clean(shown) == shown


@given(st.text(max_size=60), st.integers(5, 30))
def test_a_shortened_text_fits(text, longest):
    assert len(words.shortened(text, longest)) <= longest


def report(**changes) -> Report:
    of = {"id": "r1", "path": "news/page-7.html", "url": None, "outlet": None} | changes
    return Report(**of, title="", language="en", text="", published=None, blocks=())


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"outlet": "The\nPost"}, "The Post"),
        ({"url": "https://user@www.tern.example/a"}, "tern.example"),
        ({"url": "javascript:x"}, "page-7"),
        ({"path": "rows.jsonl", "id": "tern-7"}, "tern-7"),
        ({"path": "-", "id": "tern-7"}, "tern-7"),
        ({"path": "-", "id": "r0123456789ab"}, ""),
        ({"path": "news/007_0f3a9b2c4d.txt"}, ""),
        ({"path": "news/17.txt"}, ""),
    ],
)
def test_a_report_has_a_name(changes, name):
    assert words.report_name(report(**changes)) == name


# -- differences ------------------------------------------------------------------------------------


def wdiff(base, form, edits=()):
    mark = {"kept": "{}", "dropped": "[-{}-]", "added": "{{+{}+}}", "cut": "{}"}
    return "".join(mark[kind].format(text) for kind, text in differences(base, form, edits))


@pytest.mark.parametrize(
    ("base", "form", "marked"),
    [
        ("it will help us", "it will help us", "it will help us"),
        ("it will help us", "it may help us", "it [-will-] {+may+} help us"),
        ("it will help us now", "it will help us", "it will help us [-now-]"),
        ("now it will help", "it will help", "[-now-] it will help"),
        ("we go", "we all go", "we {+all+} go"),
        ("a b c d e f g h i j", "a b", "a b [eight words left out]"),
        ("", "new", "{+new+}"),
    ],
)
def test_differences_are_marked(base, form, marked):
    assert wdiff(base, form) == marked


def test_edits_that_do_not_fit_are_made_anew():
    wrong = (Edit("kept", Span(0, 99), Span(0, 99)),)
    assert wdiff("it will", "it may", wrong) == "it [-will-] {+may+}"


@given(st.text("ab c.“”", max_size=30), st.text("ab c.“”", max_size=30))
def test_what_is_kept_and_added_is_the_form(base, form):
    shown = "".join(text for kind, text in differences(base, form) if kind in ("kept", "added"))
    assert "".join(shown.split()) == "".join(form.split())


# -- trees ------------------------------------------------------------------------------------------


@st.composite
def graphs(draw):
    from retold.records import Edge

    size = draw(st.integers(1, 9))
    kinds = draw(st.lists(st.sampled_from(["report", "lost", "primary"]), min_size=size, max_size=size))
    nodes = tuple(Node(f"n{i}", kind, f"n{i}") for i, kind in enumerate(kinds))
    ends = st.tuples(st.integers(0, size), st.integers(0, size), st.sampled_from([0.1, 0.5, 0.9]))
    edges = tuple(Edge(f"n{a}", f"n{b}", share, 1.0, ()) for a, b, share in draw(st.lists(ends, max_size=14)))
    times = draw(
        st.dictionaries(st.sampled_from([n.id for n in nodes]), st.sampled_from(["2031-01-01", "2031-01-02"]))
    )
    return Lineage("s", nodes, edges, ()), times  # fmt: skip


def branches(roots):
    for branch in roots:
        yield branch
        yield from branches(branch.children)


@given(graphs())
def test_every_node_stands_once_in_any_graph(made):
    graph, times = made
    order = rows(graph, times)
    assert sorted(n.id for n in order) == sorted(n.id for n in graph.nodes)
    shown = [b.node for b in branches(tree(graph, order))]
    assert len({n.id for n in shown}) == len(shown)
    # a primary source may be told with its copies alone
    assert {n.id for n in graph.nodes if n.kind != "primary"} <= {n.id for n in shown}


@given(graphs())
def test_time_runs_one_way_where_there_is_no_cycle(made):
    graph, times = made
    forward = tuple(e for e in graph.edges if e.source < e.target)
    graph = Lineage("s", graph.nodes, forward, ())
    place = {node.id: number for number, node in enumerate(rows(graph, times))}
    assert all(place[e.source] < place[e.target] for e in forward if e.target in place)
