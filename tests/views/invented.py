# ruff: noqa: E501  (the pages are data: a sentence stays on one line)
"""An invented story as a whole Trace: six reports, a lost dispatch, posts, one more report that stands alone.

The stages are not run: what they would find is said here, spans are found by their words, and
sentences are paired by how many words they share.
"""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz.distance import Indel

from retold.records import (
    Alignment,
    Annotation,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Conflict,
    Coverage,
    Credit,
    Edge,
    Edit,
    Evidence,
    Flag,
    Form,
    Lineage,
    Match,
    MatchKind,
    Mention,
    Node,
    Passage,
    Promise,
    Published,
    Reading,
    RelationKind,
    Report,
    Sentence,
    Skipped,
    Span,
    Story,
    Thread,
    TimeExpression,
    Trace,
    Update,
    Utterance,
)
from retold.text.edits import edit_script
from retold.text.sentences import sentences
from retold.text.tokens import keys

POST = "Every skipper in Varrow Bay will be paid for lost days, and the mole reopens by 1 October!"
ALTERED = "Every skipper in Varrow Bay should be paid for lost days"
PROMISED = "We found the crack in June and told nobody for a week, which was wrong."

# id, outlet, day, url, blocks of (kind, words)
PAGES: list[tuple[str, str | None, str | None, str | None, list[tuple[BlockKind, str]]]] = [
    (
        "harbour",
        "The Harbour Post",
        "2031-09-02",
        "https://harbour.example/mole",
        [
            ("title", "Varrow Bay shuts its north mole after crack is found"),
            ("byline", "By our staff"),
            ("dateline", "VARROW BAY, Sept 2 (Northline)"),
            ("body", "The harbour of Varrow Bay closed its north mole on Tuesday after divers found a crack nine metres long below the waterline."),
            ("body", f"“{ALTERED},” harbour minister Ilse Marten said in a post. She put the cost at 4.2 million crowns."),
            ("body", "Ferries to Saltmarsh will run from the fish quay until further notice, the port authority said. About 300 boats are moored behind the mole."),
            ("body", "A survey in June had reported no damage, according to the port authority."),
            ("credit", "Northline"),
        ],
    ),
    (
        "courier",
        "Varrow Courier",
        "2031-09-02",
        "https://courier.example/2031/mole?print=1",
        [
            ("title", "Skippers to be paid as cracked mole closes"),
            ("deck", "Minister promises money; ferries move to the fish quay"),
            ("body", "Fishermen in Varrow Bay woke to a closed harbour arm and a promise of money."),
            ("body", "The harbour of Varrow Bay closed its north mole on Tuesday after divers found a crack nine metres long below the waterline."),
            ("body", f"“{ALTERED},” harbour minister Ilse Marten said."),
            ("body", "Ferries to Saltmarsh will leave from the fish quay until further notice, the port authority said."),
            ("credit", "Additional reporting by Northline"),
        ],
    ),
    (
        "saltmarsh",
        "Saltmarsh Daily",
        "2031-09-03",
        "https://saltmarsh.example/news/1",
        [
            ("title", "North mole closed at Varrow Bay"),
            ("body", "Varrow Bay's harbour shut its north mole on Tuesday after divers found a nine-metre crack below the water line."),
            ("body", f"“{ALTERED},” Harbour Minister Ilse Marten wrote. She put the cost at 4.8 million crowns."),
            ("body", "Some 300 boats are moored behind the mole."),
            ("body", "An inspection in June had found nothing wrong, the port authority said."),
        ],
    ),
    (
        "quay",
        "Quay Ledger",
        "2031-09-03",
        "javascript:alert(1)",
        [
            ("title", "Cracked mole: skippers will get money"),
            ("body", "Fishermen in Varrow Bay woke to a closed harbour arm and a promise of money."),
            ("body", f"“{ALTERED},” minister Ilse Marten said."),
            ("body", "Ferries to Saltmarsh leave from the fish quay, the port authority said."),
            ("body", "Our readers on the quay say that the crack was known to anybody with eyes."),
        ],
    ),
    (
        "radio",
        "Coast Radio",
        "2031-09-04",
        "https://radio.example/",
        [
            ("title", "Minister takes back her date for the mole, and admits a week of silence"),
            ("body", "Harbour minister Ilse Marten said on Wednesday that the north mole would not reopen by October, taking back what she had posted a day before."),
            ("post", f"Ilse Marten @imarten: {POST} — 2 September 2031"),
            ("crosshead", "A week of silence"),
            ("body", f"“{PROMISED}” she told Coast Radio in an interview at the ferry steps."),
            ("body", "“I cannot keep that date,” she added. The repair will cost 7 million crowns, engineer Joris Pell told us."),
            ("related_link", "Listen: the sea and its walls"),
        ],
    ),
    (
        "gull",
        None,
        None,
        None,
        [
            ("title", "Harbor arm <script>alert('gull')</script> of Varrow Bay [red]closed[/red]"),
            ("body", "The harbor of Varrow Bay shuttered its north breakwater after frogmen located a fissure nine meters lengthy."),
            ("body", "She was said to be delighted. Pell mentioned the expenses."),
            ("boilerplate", "Subscribe to our newsletter"),
        ],
    ),
    (
        "choir",
        "Varrow Courier",
        "2031-09-02",
        "https://courier.example/2031/choir",
        [
            ("title", "Choir of Tarn wins the lantern prize"),
            ("body", "The choir of Tarn won the lantern prize on Monday with a song about bread, and forty people came to hear it."),
            ("body", "“We sang it as our mothers did,” conductor Abel Roon said."),
        ],
    ),
]  # fmt: skip


def _report(
    id: str, outlet: str | None, day: str | None, url: str | None, parts: list[tuple[BlockKind, str]]
) -> Report:
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words
    agency = text.find("Northline")
    return Report(
        id=id,
        path=f"pages/{id}.html",
        url=url,
        outlet=outlet,
        title=parts[0][1],
        language="en",
        text=text,
        published=Published(day, "day", "printed under the title") if day else None,
        blocks=tuple(blocks),
        credits=(Credit("Northline", agency, agency + 9, True, "text"),) if agency >= 0 else (),
    )


def _sentences(report: Report) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(span.start, span.end, block.kind, number)
        for number, block in enumerate(report.blocks)
        if block.kind not in ("boilerplate", "related_link")
        for span in sentences(report.text, block.start, block.end)
    )


def at(report: Report, words: str) -> Mention:
    """Where the words stand in a report."""
    start = report.text.index(words)
    return Mention(report.id, start, start + len(words))


def ends(report: Report, words: str) -> tuple[int, int]:
    """Start and end of the words in a report."""
    mention = at(report, words)
    return mention.start, mention.end


def _kind(share: float) -> MatchKind:
    return "verbatim" if share > 0.99 else "edited" if share > 0.7 else "reworded"


def _matches(a: Report, b: Report) -> tuple[Match, ...]:
    found = []
    for one in _sentences(a):
        for other in _sentences(b):
            if "title" in (one.kind, other.kind):
                continue
            left, right = a.text[one.start : one.end], b.text[other.start : other.end]
            share = Indel.normalized_similarity(keys(left), keys(right))
            if share > 0.45 and len(keys(left)) > 4:
                span_a, span_b = Span(one.start, one.end), Span(other.start, other.end)
                found.append(Match(span_a, span_b, _kind(share), edit_script(a.text, b.text, span_a, span_b)))
    return tuple(found)


def _alignment(a: Report, b: Report, relation: RelationKind) -> Alignment:
    matches = _matches(a, b)
    if relation == "quotes-only":
        matches = tuple(replace(m, kind="quote") for m in matches if ALTERED in a.text + b.text)
    share = min(1.0, len(matches) / 5)
    return Alignment(a.id, b.id, relation, "shared sentences beyond quotations", share, share, matches)


def _form(report: Report, words: str, base: str, named: str, cue: str, *, primary: bool = False) -> Form:
    mention = at(report, words)
    edits: tuple[Edit, ...] = () if words == base else edit_script(base, words)
    return Form(report.id, (Span(mention.start, mention.end),), words, named, cue, primary, edits)


def trace() -> Trace:
    """The whole story, as a run would give it."""
    reports = {page[0]: _report(*page) for page in PAGES}
    told = [reports[key] for key in ("harbour", "courier", "saltmarsh", "quay", "radio", "gull")]
    harbour, courier, saltmarsh, _, radio, gull = told
    story = Story("s1", harbour.title, tuple(sorted(r.id for r in told)), ("shares text and names",) * 6)
    alone = Story("s2", reports["choir"].title, ("choir",), ("no other report of it",))
    return Trace(
        reports=tuple(sorted(reports.values(), key=lambda r: r.id)),
        annotations=tuple(_annotation(reports[key]) for key in sorted(reports)),
        stories=(story, alone),
        threads=(Thread("t1", ("s1",)), Thread("t2", ("s2",))),
        alignments=_alignments(told),
        lineage=(_lineage(*told), Lineage("s2", (Node("choir", "report", "Varrow Courier", "choir"),), (), (("choir",),))),
        utterances=_utterances(*told),
        coverage=(
            Coverage("s1", "courier", "lost-1", (at(harbour, "A survey in June had reported no damage, according to the port authority."),),
                     (at(courier, "Fishermen in Varrow Bay woke to a closed harbour arm and a promise of money."),),
                     (at(courier, "Ferries to Saltmarsh will leave from the fish quay until further notice, the port authority said."),)),
            Coverage("s1", "saltmarsh", "lost-1", (at(harbour, "Ferries to Saltmarsh will run from the fish quay until further notice, the port authority said."),), (),
                     (at(saltmarsh, "She put the cost at 4.8 million crowns."),)),
        ),
        claims=_claims(*told),
        promises=(
            Promise("p1", "s1", "Ilse Marten", "radio", *ends(radio, "the mole reopens by 1 October"), "2031-10-01", "called off", at(radio, "I cannot keep that date")),
            Promise("p2", "s1", "port authority", "harbour", *ends(harbour, "Ferries to Saltmarsh will run from the fish quay"), None, "open", None),
        ),
        updates=(
            Update("withdrawn", "s1", "Ilse Marten", "radio", *ends(radio, "taking back what she had posted a day before"), "u2", None, ("courier", "harbour", "quay", "saltmarsh"), "the speaker takes back her own words"),
            Update("denied", "s1", None, "radio", *ends(radio, PROMISED), None, "c3", ("harbour", "saltmarsh"), "the same survey, told otherwise"),
        ),
        flags=(
            Flag("stitched", "gull", *ends(gull, "Pell mentioned the expenses."), "people appear by surname with no introduction"),
            Flag("machine-reworded", "gull", *ends(gull, "shuttered its north breakwater after frogmen located a fissure"), "rare words where the other reports have common ones"),
        ),
        skipped=(
            Skipped("pages/empty.html", None, "the file is empty"),
            Skipped("rows.jsonl", 7, "broken JSON: Expecting ',' delimiter"),
        ),
    )  # fmt: skip


def _annotation(report: Report) -> Annotation:
    dates = []
    for words, value in (("Tuesday", "2031-09-02"), ("Wednesday", "2031-09-03"), ("in June", "2031-06")):
        if words in report.text and report.id != "gull":
            mention = at(report, words)
            dates.append(
                TimeExpression(
                    mention.start, mention.end, words, "DATE", value, "day" if len(value) > 7 else "month"
                )
            )
    attributions = []
    if ALTERED in report.text:
        said = ends(report, ALTERED)
        name = ends(report, "Ilse Marten")
        attributions.append(
            Attribution(
                "direct",
                (Span(*name),),
                (),
                (Span(*said),),
                "Ilse Marten",
                "named beside the cue",
            )
        )
    return Annotation(report.id, _sentences(report), (), tuple(dates), (), tuple(attributions))


def _alignments(told: list[Report]) -> tuple[Alignment, ...]:
    copies = {"harbour", "courier", "saltmarsh", "quay", "gull"}
    pairs = [(a, b) for a in told for b in told if a.id < b.id]
    return tuple(
        _alignment(a, b, "derived" if {a.id, b.id} <= copies else "quotes-only") for a, b in sorted(pairs, key=lambda p: (p[0].id, p[1].id))
    )  # fmt: skip


def _lineage(
    harbour: Report, courier: Report, saltmarsh: Report, quay: Report, radio: Report, gull: Report
) -> Lineage:
    lead = "The harbour of Varrow Bay closed its north mole on Tuesday after divers found a crack nine metres long below the waterline."
    other = "Varrow Bay's harbour shut its north mole on Tuesday after divers found a nine-metre crack below the water line."
    passages = (
        Passage(lead, True, (Reading(lead, (at(courier, lead), at(harbour, lead))), Reading(other, (at(saltmarsh, other),)))),
        Passage(ALTERED, False, (Reading(ALTERED, (at(courier, ALTERED), at(harbour, ALTERED), at(saltmarsh, ALTERED))),)),
    )  # fmt: skip
    nodes = (
        *(Node(r.id, "report", r.outlet or r.id, r.id) for r in (courier, gull, harbour, quay, radio, saltmarsh)),
        Node("lost-1", "lost", "Northline dispatch", None, "Northline", passages),
        Node("primary-1", "primary", "Posts by Ilse Marten", mentions=(at(radio, POST),)),
    )  # fmt: skip
    credited = Evidence("credit", "names Northline as the source of its text", (at(harbour, "Northline"),))
    shared = Evidence(
        "shared text", "3 of 6 sentences stand in two other reports word for word", (at(harbour, lead),)
    )
    edges = (
        Edge("lost-1", "harbour", 0.94, 0.95, (credited, shared)),
        Edge("lost-1", "courier", 0.61, 0.9, (credited,)),
        Edge("lost-1", "saltmarsh", 0.72, 0.8, (shared,)),
        Edge("courier", "quay", 0.66, 0.85, (Evidence("own lead", "carries the lead that only Varrow Courier has"),)),
        Edge("lost-1", "quay", 0.12, 0.4, (Evidence("shared text", "one sentence nearer to the dispatch"),)),
        Edge("lost-1", "gull", 0.38, 0.5, (shared,)),
        Edge("primary-1", "radio", 0.3, 1.0, (Evidence("post", "shows the post in full", (at(radio, POST),)),)),
    )  # fmt: skip
    return Lineage("s1", nodes, edges, (("courier", "gull", "harbour", "quay", "saltmarsh"), ("radio",)))


def _utterances(
    harbour: Report, courier: Report, saltmarsh: Report, quay: Report, radio: Report, gull: Report
) -> tuple[Utterance, ...]:
    posted = "Every skipper in Varrow Bay will be paid for lost days"
    forms = (
        _form(radio, posted, posted, "Ilse Marten @imarten", "", primary=True),
        *(_form(r, ALTERED, posted, "Ilse Marten", "said") for r in (courier, harbour, quay)),
        _form(saltmarsh, ALTERED, posted, "Harbour Minister Ilse Marten", "wrote"),
    )
    reopens = _form(
        radio,
        "the mole reopens by 1 October!",
        "the mole reopens by 1 October!",
        "Ilse Marten @imarten",
        "",
        primary=True,
    )
    return (
        Utterance("u1", "s1", "Ilse Marten", "altered", forms, "“should be” for “will be”"),
        Utterance("u2", "s1", "Ilse Marten", "single", (reopens,), "stands in one report"),
        Utterance("u3", "s1", "Ilse Marten", "single", (_form(radio, PROMISED, PROMISED, "she", "told"),), "stands in one report"),
        Utterance("u4", "s1", None, "single", (_form(radio, "I cannot keep that date", "I cannot keep that date", "she", "added"),), "stands in one report"),
    )  # fmt: skip


def _claims(
    harbour: Report, courier: Report, saltmarsh: Report, quay: Report, radio: Report, gull: Report
) -> tuple[Claim, ...]:
    crack = "divers found a crack nine metres long below the waterline"
    cost = "She put the cost at 4.2 million crowns."
    return (
        Claim("c1", "s1", crack, (at(courier, crack), at(harbour, crack), at(saltmarsh, "divers found a nine-metre crack below the water line")), 1, ()),
        Claim("c2", "s1", cost, (at(harbour, cost),), 1, (
            Conflict("saltmarsh", *ends(saltmarsh, "She put the cost at 4.8 million crowns."), "4.8 million, not 4.2 million"),
            Conflict("radio", *ends(radio, "The repair will cost 7 million crowns"), "7 million, not 4.2 million"))),
        Claim("c3", "s1", "A survey in June had reported no damage", (at(harbour, "A survey in June had reported no damage"), at(saltmarsh, "An inspection in June had found nothing wrong")), 1, ()),
        Claim("c4", "s1", "the north mole is closed", (at(harbour, "closed its north mole on Tuesday"), at(radio, "the north mole would not reopen by October")), 2, ()),
    )  # fmt: skip
