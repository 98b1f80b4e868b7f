"""What was said, with every form of it in every report of a story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby, pairwise

from retold.compare.alike import grouped
from retold.compare.people import Cast, cast
from retold.compare.quoted import CUT, Quote, Unit, quotes, units
from retold.compare.sources import unmarked
from retold.compare.variants import variant
from retold.compare.words import words_of
from retold.config import CompareSettings
from retold.records import Annotation, Form, Report, Span, Story, Utterance
from retold.text.edits import edit_script
from retold.text.ids import stable_id


def utterances(
    story: Story,
    reports: Mapping[str, Report],
    annotations: Mapping[str, Annotation],
    settings: CompareSettings,
) -> tuple[Utterance, ...]:
    """One utterance for each thing that somebody said, in the order in which the reports tell them.

    Quotations are cut into sentences, the sentences that are forms of one another are brought
    together, and sentences that every report carries one after the other are joined again: so a
    sentence that only some reports carry is an utterance of its own.
    """
    ids = sorted(set(story.reports))
    who = cast(annotations[name] for name in ids)
    told = quotes(reports, annotations, ids, who)
    told += unmarked(reports, annotations, ids, told, settings)
    groups = grouped(units(reports, told), who, settings)
    made = [_utterance(story, reports, told, group, who) for group in _joined(groups, who)]
    return tuple(sorted(made, key=lambda u: (u.forms[0].report, u.forms[0].spans, u.id)))


# -- sentences joined again -------------------------------------------------------------------------


def _joined(groups: Sequence[list[Unit]], who: Cast) -> list[list[Unit]]:
    """Groups of sentences that follow one another wherever they are told, made one."""
    number = {id(unit): n for n, group in enumerate(groups) for unit in group}
    runs = _runs(groups, number)
    tellers = [{unit.quote.report for unit in group} for group in groups]
    speakers = [_speakers([unit.quote for unit in group], who)[0] for group in groups]
    follows: dict[tuple[int, int], set[str]] = defaultdict(set)
    for quote, run in runs:
        for a, b in pairwise(run):
            follows[a, b].add(quote.report)
    parent = list(range(len(groups)))
    for (a, b), where in sorted(follows.items()):
        if a != b and where >= tellers[a] | tellers[b] and speakers[a] == speakers[b]:
            _unite(parent, a, b)
    joined: dict[int, list[Unit]] = defaultdict(list)
    for n, group in enumerate(groups):
        joined[_root(parent, n)] += group
    return list(joined.values())


def _runs(groups: Sequence[list[Unit]], number: Mapping[int, int]) -> list[tuple[Quote, list[int]]]:
    """For each quotation the groups its sentences fall into, in order, repeats told once."""
    found = sorted((u for group in groups for u in group), key=lambda u: (u.at, u.number))
    return [
        (units_[0].quote, [n for n, _ in groupby(number[id(u)] for u in units_)])
        for units_ in (list(run) for _, run in groupby(found, key=lambda u: u.at))
    ]


def _root(parent: list[int], n: int) -> int:
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def _unite(parent: list[int], a: int, b: int) -> None:
    low, high = sorted((_root(parent, a), _root(parent, b)))
    parent[high] = low


# -- records ----------------------------------------------------------------------------------------


def _utterance(
    story: Story, reports: Mapping[str, Report], told: Sequence[Quote], group: Sequence[Unit], who: Cast
) -> Utterance:
    """The record of one utterance."""
    forms = _without_repeats(_forms(reports, told, group))
    forms.sort(key=lambda f: (not f.primary, -len(words_of(f.text)), f.report, f.spans))
    full, rest = forms[0], sorted(forms[1:], key=lambda f: (f.report, f.spans))
    speaker, disputed = _speakers([u.quote for u in group], who)
    ordered = [_with_edits(form, full) for form in (full, *rest)]
    kind, why = variant(ordered, disputed)
    place = [str(at) for span in full.spans for at in span]
    return Utterance(
        stable_id("u", story.id, full.report, *place), story.id, speaker, kind, tuple(ordered), why
    )


def _forms(reports: Mapping[str, Report], told: Sequence[Quote], group: Sequence[Unit]) -> list[Form]:
    """One form for each stretch of neighbouring sentences in a quotation."""
    found: list[Form] = []
    for at, members in groupby(sorted(group, key=lambda u: (u.at, u.number)), key=lambda u: u.at):
        run: list[Unit] = []
        for unit in members:
            if run and unit.number != run[-1].number + 1:
                found.append(_form(reports, told[at], run))
                run = []
            run.append(unit)
        found.append(_form(reports, told[at], run))
    return found


def _form(reports: Mapping[str, Report], quote: Quote, run: Sequence[Unit]) -> Form:
    """The form that some neighbouring sentences of a quotation make."""
    text = reports[quote.report].text
    spans = _merged(text, [span for unit in run for span in unit.spans])
    words = CUT.join(text[s:e] for s, e in spans)
    return Form(quote.report, tuple(spans), words, quote.named, quote.cue, quote.primary, ())


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans with nothing but blanks between them made one."""
    merged: list[Span] = []
    for span in spans:
        between = text[merged[-1].end : span.start] if merged else "-"
        if merged and not between.strip() and "\n\n" not in between:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def _without_repeats(forms: Sequence[Form]) -> list[Form]:
    """One form for each place, the one with a speaker named first."""
    best: dict[tuple[str, tuple[Span, ...]], Form] = {}
    for form in forms:
        place = (form.report, form.spans)
        if place not in best or (not best[place].speaker_as_named and form.speaker_as_named):
            best[place] = form
    return list(best.values())


def _with_edits(form: Form, full: Form) -> Form:
    """The form with the script that makes it from the fullest one."""
    return Form(
        form.report, form.spans, form.text, form.speaker_as_named, form.cue, form.primary,
        edit_script(full.text, form.text),
    )  # fmt: skip


def _speakers(told: Sequence[Quote], who: Cast) -> tuple[str | None, list[str]]:
    """The speaker most reports name; and the speakers named, where reports dispute who it was.

    Who is named outright counts before whom a pronoun was taken for, a person before a body, a name
    before a role. A person who speaks for a body and the body itself are no dispute, and there is none
    unless two of a kind are named outright.
    """
    votes = Counter((name, _outright(name, named)) for _, name, named in _votes(told))
    ranked = sorted(votes, key=lambda v: (-who.rank(v[0]), not v[1], -votes[v], -len(v[0]), v[0]))
    if not ranked:
        return None, []
    best = ranked[0][0]
    named = sorted({name for name, outright in votes if outright and who.rank(name) == who.rank(best) > 0})
    kin = any(_outright(a, b) for a, b in combinations(named, 2))
    return best, named if len(named) > 1 and not kin else []


def _votes(told: Sequence[Quote]) -> set[tuple[str, str, str]]:
    """Report, speaker and the words that name the speaker, each once."""
    return {(q.report, q.speaker, q.named) for q in told if q.speaker}


def _outright(name: str, named: str) -> bool:
    """Whether the report's words for the speaker have the name in them."""
    return bool({w.key for w in words_of(name)} & {w.key for w in words_of(named)})
