"""Lost sources rebuilt from their copies.

At every slot of a collated locus each direction from the lost source has one vote, so that ten
copies of one copy count once (Lachmann's rule that witnesses are weighed, not counted). A sentence
is taken up where copies in two directions carry it: what one alone has may be its own. A sentence is
certain where at every slot one reading leads.
No word is made up: every one stands so in some copy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retold.lineage.collation import Row, Table, Words
from retold.lineage.drafts import Draft, directions
from retold.lineage.loci import Form, Locus, Witness
from retold.records import Mention, Passage, Reading

_MORE = 0.4  # votes by which a reading must lead
_ALIKE = 0.6  # part of the words of a form that it must share with the copy-text to mend it


def passages(made: Draft, node: int, witnesses: Mapping[str, Witness]) -> tuple[Passage, ...]:
    """The text of a lost node, sentence by sentence in the order of the tradition."""
    ways = _ways(made, node)
    counts = directions(made, node).sum(axis=0)
    found = []
    for i, (place, table) in enumerate(zip(made.tradition.places, made.tradition.tables, strict=True)):
        if counts[i] >= 2:
            found.append(_passage(place, table, ways, witnesses))
    return tuple(found)


def _ways(made: Draft, node: int) -> list[dict[str, float]]:
    """For each direction from a lost node the reports that way, weighed by nearness."""
    names = made.tradition.reports
    ways = []
    inside: set[int] = set()
    for child in made.children(node):
        weights: dict[str, float] = {}
        todo = [(child, 1.0)]
        while todo:
            one, weight = todo.pop()
            if not made.tree.lost(one):
                weights[names[one]] = weight
                inside.add(one)
                weight /= 8
            todo += [(other, weight / 2) for other in made.children(one)]
        ways.append(weights)
    if node in made.parent:
        rest = {names[n]: 1.0 for n in range(len(names)) if n not in inside}
        source = made.parent[node]
        if not made.tree.lost(source):
            rest[names[source]] = 8.0
        ways.append(rest)
    return [way for way in ways if way]


def _passage(
    place: Locus, table: Table, ways: Sequence[Mapping[str, float]],
    witnesses: Mapping[str, Witness],
) -> Passage:  # fmt: skip
    """One locus with the reading preferred at each slot."""
    rows = dict(zip(table.reports, table.rows, strict=True))
    votes = [{name: weight for name, weight in way.items() if name in rows} for way in ways]
    chosen, base, clear = _chosen(_own_words(place, witnesses), rows, [way for way in votes if way])
    text = _text(place, rows, chosen, base, witnesses)
    forms: dict[str, list[Mention]] = {text: []}
    for form in place.forms:
        said = witnesses[form.report].report.text[form.span.start : form.span.end]
        mention = Mention(form.report, *form.span)
        own = text if rows[form.report] == chosen else said
        forms.setdefault(own, []).append(mention)
    others = sorted(
        ((said, held) for said, held in forms.items() if said != text), key=lambda one: (-len(one[1]), one[0])
    )
    readings = [Reading(said, tuple(held)) for said, held in [(text, forms[text]), *others]]
    return Passage(text, clear, tuple(readings))


def _chosen(
    forms: Sequence[Form], rows: Mapping[str, Row], ways: Sequence[Mapping[str, float]]
) -> tuple[Row, Form, bool]:
    """The row of the copy-text, mended where most directions read otherwise; the copy-text; whether clear.

    The copy-text is the form whose readings have most votes (Greg 1950): where the directions are
    evenly divided one witness is followed. Forms that tell the sentence otherwise have no vote in
    mending it, so that no sentence is patched together from halves.
    """
    tallies = [_tally(rows, ways, slot) for slot in range(len(next(iter(rows.values()))))]

    def votes(form: Form) -> tuple[float, int]:
        row = rows[form.report]
        return round(sum(tally[reading] for tally, reading in zip(tallies, row, strict=True)), 6), len(
            form.words
        )

    base = max(forms, key=votes)  # the first by report id among equals
    near = [{n: w for n, w in way.items() if _alike(rows[n], rows[base.report])} for way in ways]
    clear = all(near)
    tallies = [_tally(rows, [way for way in near if way], slot) for slot in range(len(tallies))]
    chosen: list[Words] = []
    for tally, reading in zip(tallies, rows[base.report], strict=True):
        best = max(sorted(tally), key=lambda one: round(tally[one], 6))
        taken = best if tally[best] - tally[reading] >= _MORE else reading
        others = max((votes for one, votes in tally.items() if one != taken), default=0.0)
        clear = clear and tally[taken] - others >= _MORE
        chosen.append(taken)
    return tuple(chosen), base, clear


def _alike(row: Row, base: Row) -> bool:
    """Whether most words of either form are words of the other at the same place."""
    same = sum(len(a) for a, b in zip(row, base, strict=True) if a == b)
    return same >= _ALIKE * max(sum(map(len, row)), sum(map(len, base)))


def _own_words(place: Locus, witnesses: Mapping[str, Witness]) -> Sequence[Form]:
    """The forms that can be copy-texts: those that name no source, if there are any.

    "…, AFP reported" are the copying outlet's words, and never the agency's.
    """

    def credited(form: Form) -> bool:
        credits = witnesses[form.report].report.credits
        return any(form.span.start <= credit.start < form.span.end for credit in credits)

    return [form for form in place.forms if not credited(form)] or place.forms


def _tally(rows: Mapping[str, Row], ways: Sequence[Mapping[str, float]], slot: int) -> dict[Words, float]:
    """The votes for each reading of a slot; every direction has one, divided by nearness."""
    tally = dict.fromkeys((row[slot] for row in rows.values()), 0.0)
    for way in ways:
        total = sum(way.values())
        for name, weight in way.items():
            tally[rows[name][slot]] += weight / total
    return tally


def _text(
    place: Locus, rows: Mapping[str, Row], chosen: Row, best: Form, witnesses: Mapping[str, Witness]
) -> str:
    """The chosen reading in the letters of the copies, mostly of the copy-text."""
    whole = witnesses[best.report].report.text
    if rows[best.report] == chosen:
        return whole[best.span.start : best.span.end]
    pieces: list[str] = []
    last: tuple[str, int] | None = None
    for form, number in _letters(place, rows, chosen, best):
        text = witnesses[form.report].report.text
        word = form.words[number]
        if last == (form.report, number - 1):
            pieces.append(text[form.words[number - 1].end : word.start])
        elif pieces:
            pieces.append(" ")
        pieces.append(text[word.start : word.end])
        last = (form.report, number)
    pieces.append(whole[best.words[-1].end : best.span.end])
    opening = whole[best.span.start : best.words[0].start]
    return opening + "".join(pieces)


def _letters(place: Locus, rows: Mapping[str, Row], chosen: Row, best: Form) -> list[tuple[Form, int]]:
    """For each word of the chosen reading a form that has it at that slot, and its number there."""
    order = [best, *(form for form in place.forms if form is not best)]
    starts = {form.report: _starts(rows[form.report]) for form in order}
    letters = []
    for slot, reading in enumerate(chosen):
        if reading:
            form = next(form for form in order if rows[form.report][slot] == reading)
            letters += [(form, starts[form.report][slot] + k) for k in range(len(reading))]
    return letters


def _starts(row: Row) -> list[int]:
    """Number of words before each slot of a row."""
    found, at = [], 0
    for reading in row:
        found.append(at)
        at += len(reading)
    return found
