"""The page is one self-contained file, whole without a script, and takes nothing from a page but words."""

import re
from collections import Counter
from dataclasses import fields, replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from invented import trace
from test_export import shuffled
from test_summary import many

from retold.records import Edge, Lineage, Node, Published, Report, Story, Trace
from retold.views import page
from retold.views.lineage_picture import picture
from retold.views.story import Index, story_view

VOID = {"meta", "link", "br", "img", "input", "hr"}
# a script, an attribute, a template, a mark that turns the writing, control characters
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' onload=alert(1) "
    "{{ 7*7 }} \u202e\x00\x1b[31m"
)


class Seen(HTMLParser):
    """Elements, ids and links of a page; what is opened and never closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] for _, a in self.elements if a.get(attribute)]


@pytest.fixture(scope="module")
def made() -> str:
    return page.html(trace())


@pytest.fixture(scope="module")
def seen(made) -> Seen:
    return Seen(made)


def hostile() -> Trace:
    """The invented story with a hostile word wherever a page or a file can put one."""
    found = trace()
    reports = tuple(
        replace(
            r, title=HOSTILE, outlet=HOSTILE + r.id, url="javascript:alert(1)//" + HOSTILE, path=HOSTILE,
            language='en" onload="alert(1)', published=Published("2031-09-02" + HOSTILE, "day", HOSTILE),
            text=r.text.replace("mole", "<b>mole</b>"),
        )
        for r in found.reports
    )  # fmt: skip
    first = found.lineage[0]
    nodes = tuple(replace(n, label=HOSTILE, agency=HOSTILE if n.agency else None) for n in first.nodes)
    edges = tuple(
        replace(e, evidence=tuple(replace(v, say=HOSTILE) for v in e.evidence)) for e in first.edges
    )
    return replace(
        found,
        reports=reports,
        stories=tuple(replace(s, title=HOSTILE) for s in found.stories),
        lineage=(replace(first, nodes=nodes, edges=edges), *found.lineage[1:]),
        utterances=tuple(replace(u, speaker=HOSTILE, why=HOSTILE) for u in found.utterances),
        claims=tuple(replace(c, text=HOSTILE) for c in found.claims),
        promises=tuple(replace(p, by=HOSTILE, due=HOSTILE) for p in found.promises),
        updates=tuple(replace(u, by=HOSTILE, why=HOSTILE) for u in found.updates),
        flags=tuple(replace(f, kind=HOSTILE, why=HOSTILE) for f in found.flags),
        skipped=tuple(replace(s, path=HOSTILE, reason=HOSTILE) for s in found.skipped),
    )


def test_it_is_well_formed(seen):
    assert seen.wrong == [] and seen.open == []
    assert [i for i, n in Counter(seen.values("id")).items() if n > 1] == []


def test_it_loads_nothing(made, seen):
    assert not any(
        tag in ("link", "img", "iframe", "object", "embed", "base", "form") for tag, _ in seen.elements
    )
    assert not seen.values("src") and not seen.values("srcset")
    assert "@import" not in made and "url(" not in made and "@font-face" not in made
    policy = next(m["content"] for m in seen.all("meta") if m.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    assert not any("style" in a or any(name.startswith("on") for name in a) for _, a in seen.elements)


def test_every_link_within_the_page_leads_somewhere(seen):
    ids = set(seen.values("id"))
    inside = [a["href"][1:] for a in seen.all("a") if a["href"].startswith("#")]
    assert inside and set(inside) <= ids
    pointed = [x for name in ("aria-labelledby", "data-column", "data-why") for x in seen.values(name)]
    assert set(pointed) <= ids


def test_links_out_are_web_addresses_only(seen):
    outside = [a for a in seen.all("a") if not a["href"].startswith("#")]
    assert {a["href"].partition(":")[0] for a in outside} == {"https"}
    assert all("noreferrer" in a["rel"] for a in outside)


def test_headings_are_in_order(made):
    levels = [int(n) for n in re.findall(r"<h([1-6])", made)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_hostile_words_stay_words():
    text = page.html(hostile())
    seen = Seen(text)
    assert seen.wrong == [] and seen.open == []
    assert len(seen.all("script")) == 1 and not seen.all("img")
    assert not any(name.startswith("on") for _, attributes in seen.elements for name in attributes)
    assert not any("javascript:" in a["href"].lower() for a in seen.all("a"))
    assert "{{ 7*7 }}" in text and "\x00" not in text and "\x1b" not in text and "\u202e" not in text
    assert not any(e.get("lang", "en") != "en" for _, e in seen.elements)


@pytest.mark.parametrize(
    "words",
    [
        "Six reports, two origins: five go back to one Northline dispatch that is not among them",
        "Left out by",
        "<del>will</del> <ins>should</ins>",
        "lost, no later than 2 September 2031",
        "names Northline as the source of its text",
        "called off".capitalize(),
        "in other words",
        "4.8 million, not 4.2 million",
        "pages/empty.html",
        "broken JSON",
        '<span class="h-edited">run</span>',
        "Nothing left out",
    ],
)
def test_the_page_says(made, words):
    found = trace()
    if words == "Nothing left out":
        none = replace(found.coverage[0], omitted=(), added=(), changed=())
        made = page.html(replace(found, coverage=(none,)))
    assert words in made


def test_own_words_are_unmarked_and_shared_ones_are_not(made):
    assert re.search(r'<span class="s">Our readers on the quay say', made)
    assert re.search(r'<a class="s"[^>]*><span class="h-verbatim">Fishermen in Varrow Bay woke', made)


def test_boilerplate_is_not_shown(made):
    assert "Subscribe to our newsletter" not in made
    assert "Listen: the sea and its walls" in made


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_records_changes_nothing(made, seed):
    assert page.html(shuffled(trace(), seed)) == made


def test_many_stories_are_folded_under_an_index():
    seen = Seen(page.html(many(30)))
    assert len([d for d in seen.all("details") if d.get("class") == "story"]) == 31
    assert len([a for a in seen.all("a") if re.fullmatch(r"#s\d+", a["href"])]) >= 31


def test_what_does_not_fit_is_in_the_index_and_said(monkeypatch):
    monkeypatch.setattr(page, "FULL_CHARACTERS", 5000)
    text = page.html(many(30))
    assert "stand in this list only" in text
    assert text.count('class="story"') < 10
    assert "Story number 29" in text
    assert Seen(text).wrong == []


def test_an_empty_trace_makes_a_page():
    text = page.html(Trace(**{f.name: () for f in fields(Trace)}))
    assert "No report was found" in text and Seen(text).wrong == []


def test_reports_of_a_story_without_anything_else():
    report = Report("r1", "p.txt", None, None, "T", "und", "", None, ())
    other = replace(report, id="r2", text="Some words.")
    found = replace(
        Trace(**{f.name: () for f in fields(Trace)}),
        reports=(report, other),
        stories=(Story("s", "", ("r1", "r2", "gone"), ("a", "b", "c")),),
    )
    assert "Untitled" in page.html(found)


# -- the picture ------------------------------------------------------------------------------------


def forty() -> Trace:
    """A story of forty reports: two lost sources, copies of copies, a primary source."""
    reports = [
        replace(
            trace().reports[0],
            id=f"r{n:02}",
            outlet=f"Outlet with a rather long name number {n}",
            published=Published(f"2031-09-{1 + n // 5:02}", "day", "printed"),
        )
        for n in range(40)
    ]
    nodes = [Node(r.id, "report", r.outlet, r.id) for r in reports]
    nodes += [Node(f"lost-{n}", "lost", "Dispatch", agency="Northline") for n in (1, 2)] + [
        Node("p", "primary", "A post")
    ]
    edges = [Edge("lost-1" if n % 2 else "lost-2", f"r{n:02}", 0.5, 0.9, ()) for n in range(30)]
    edges += [Edge(f"r{n - 10:02}", f"r{n:02}", 0.8, 0.9, ()) for n in range(30, 40)]
    edges += [Edge("p", "lost-1", 0.2, 0.9, ()), Edge("p", "r20", 0.2, 0.9, ())]
    story = Story("s", "Forty", tuple(r.id for r in reports), ("x",) * 40)
    empty = Trace(**{f.name: () for f in fields(Trace)})
    graph = Lineage("s", tuple(nodes), tuple(edges), (tuple(r.id for r in reports),))
    return replace(empty, reports=tuple(reports), stories=(story,), lineage=(graph,))


@pytest.mark.parametrize("found", [trace(), forty()], ids=["six", "forty"])
def test_rows_never_meet_and_time_runs_down(found):
    index = Index(found)
    view = story_view(index, index.stories[0])
    drawn = picture(view, "s1")
    ys = [int(y) for y in re.findall(r'<text class="name" x="\d+" y="(\d+)"', drawn)]
    assert len(ys) == len(view.order)
    assert all(after - before >= 40 for before, after in pairwise(ys))
    days = [w.day for w in (view.witness_of(node) for node in view.order) if w and w.day]
    assert days == sorted(days)
    paths = re.findall(r'class="line" d="M(\d+) (\d+) V(\d+)', drawn)
    assert len(paths) == len(view.edges)
    assert all(int(end) > int(start) for _, start, end in paths)


def test_a_lane_belongs_to_one_source_at_a_time():
    index = Index(forty())
    drawn = picture(story_view(index, index.stories[0]), "s1")
    rails: dict[str, list[tuple[int, int]]] = {}
    for x, start, end in re.findall(r'class="line" d="M(\d+) (\d+) V(\d+)', drawn):
        rails.setdefault(x, []).append((int(start), int(end)))
    for spans in rails.values():
        starts = sorted({start for start, _ in spans})
        for start, following in pairwise(starts):
            assert max(end for s, end in spans if s == start) < following


def test_the_page_of_forty_reports_is_well_formed():
    assert Seen(page.html(forty())).wrong == []


# -- colours ----------------------------------------------------------------------------------------


def colours() -> dict[str, dict[str, str]]:
    style = page._data("page.css")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.S)[:2]
    schemes = {}
    for name, block in (("light", light), ("dark", dark)):
        schemes[name] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    return schemes


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    (ink, back) for ink in ("ink", "soft", "link", "accent") for back in ("paper", "raised")
] + [("ink", back) for back in ("verbatim", "edited", "reworded", "quote", "on")] + [
    ("del", "del-back"), ("ins", "ins-back"), ("ins", "paper"), ("soft", "verbatim"),
    ("soft", "edited"), ("soft", "reworded"), ("soft", "quote"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "back"), PAIRS)
def test_words_are_readable(scheme, ink, back):
    palette = colours()[scheme]
    assert contrast(palette[ink], palette[back]) >= 4.5
