"""The summary of a run in the terminal, as rich renderables.

Words from pages are only ever put into `Text`, so that markup and control characters in them stay
words. Nothing is said by colour alone: differences carry [-dropped-] and {+added+} marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from retold.records import Trace
from retold.views.marks import Piece
from retold.views.opening import opening
from retold.views.printed_tree import printed_tree
from retold.views.story import Index, StoryView, story_view
from retold.views.told import Change, Reading, Said, Statement, Witness
from retold.views.words import capital, counted, days_in_words, listed, plain, shortened

FULL_STORIES = 5  # stories told in full where there are more; the others are listed
LISTED_STORIES = 25
CLAIMS = 4  # claims on one origin that are shown of a story
QUOTES = 6  # altered quotations that are shown of a story
CHANGES = 8
FLAGS = 8
NAMES = 6  # outlets named in one line
_ELSEWHERE = "Write the page with --html FILE to read them, or --json FILE for everything."
_FORMS = 4  # forms of one quotation
_WORDS = 160  # characters of a quoted passage


def summary(trace: Trace) -> RenderableType:
    """The whole run for a reader at a terminal: every story where there are few; else a list of the
    largest and the first of them in full, with a word on what was cut and where it stands."""
    index = Index(trace)
    return Group(*_parts(trace, index))


def _parts(trace: Trace, index: Index) -> Iterator[RenderableType]:
    yield _head(trace)
    many = len(index.stories) > FULL_STORIES
    if many:
        yield _list(index)
    full = [s for s in index.stories if len(s.reports) > 1][:FULL_STORIES] if many else index.stories
    for story in full:
        yield from _story(story_view(index, story))
    if many and full:
        rest = len(index.stories) - len(full)
        yield _remark(f"{counted(rest, 'story is', 'stories are')} not told in full here. {_ELSEWHERE}")
    if trace.skipped:
        yield _skipped(trace)


def _head(trace: Trace) -> Text:
    reports = capital(counted(len(trace.reports), "report"))
    return Text(f"{reports} in {counted(len(trace.stories), 'story', 'stories')}", style="bold")


def _list(index: Index) -> RenderableType:
    """The largest stories, one line each."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("reports", justify="right", no_wrap=True)
    table.add_column("origins", justify="right", no_wrap=True)
    table.add_column("day", no_wrap=True)
    table.add_column("story", ratio=1, overflow="fold")
    several = [story for story in index.stories if len(story.reports) > 1]
    for story in several[:LISTED_STORIES]:
        graph = index.lineage.get(story.id)
        dated = (index.reports[id_].published for id_ in story.reports if id_ in index.reports)
        days = Counter(published.value[:10] for published in dated if published)
        usual = min(days, key=lambda day: (-days[day], day), default="–")
        table.add_row(
            Text(str(len(story.reports))),
            Text(str(len(graph.origins)) if graph else "?"),
            Text(usual),
            Text(shortened(story.title, 90)),
        )
    rest = len(several) - LISTED_STORIES
    alone = len(index.stories) - len(several)
    lines = [f"and {counted(rest, 'more story', 'more stories')} of several reports"] if rest > 0 else []
    lines += [f"{counted(alone, 'story is', 'stories are')} told by one report only"] if alone else []
    return Padding(Group(table, *(Text(capital(line), style="dim") for line in lines)), (1, 0, 0, 0))


# -- one story --------------------------------------------------------------------------------------


def _story(view: StoryView) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(style="dim")
    yield Text(view.title, style="bold")
    when = days_in_words(*view.days) if view.days else "day unknown"
    yield Text(when, style="dim")
    yield Text(f"\n{opening(view)}")
    if len(view.witnesses) > 1:
        yield from _section("How it was told", printed_tree(view))
        yield from _section("Origins", _origins(view))
    altered = [one for one in view.said if one.utterance.variant in ("altered", "disputed-speaker")]
    if altered:
        yield from _section(
            "Altered quotations", _cut(map(_quotation, altered), QUOTES, len(altered), "altered quotation")
        )
    if view.changes:
        yield from _section(
            "Taken back, denied, contradicted",
            _cut(map(_change, view.changes), CHANGES, len(view.changes), "update"),
        )
    if len(view.witnesses) > 1:
        yield from _claims(view)
    flags = view.flags
    if flags:
        shown = (_flag(witness, flag.kind, flag.why, view.words(flag)) for witness, flag in flags)
        yield from _section("Flags", _cut(shown, FLAGS, len(flags), "flag"))


def _section(title: str, content: RenderableType) -> Iterator[RenderableType]:
    yield Text(f"\n{title}", style="bold cyan")
    yield _below(content)


def _below(content: RenderableType) -> Padding:
    """Set in by two columns, wrapped lines too."""
    return Padding(content, (0, 0, 0, 2), expand=False)


def _cut(lines: Iterable[RenderableType], most: int, count: int, noun: str) -> RenderableType:
    """The first of the lines, and how many more there are."""
    shown = [line for _, line in zip(range(most), lines, strict=False)]
    if count > most:
        shown.append(
            Text(f"and {counted(count - most, 'more ' + noun)} (--html or --json shows all)", style="dim")
        )
    return Group(*shown)


def _names(witnesses: Sequence[Witness]) -> str:
    return listed([witness.name for witness in witnesses], NAMES)


# -- origins ----------------------------------------------------------------------------------------


def _origins(view: StoryView) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    several = [origin for origin in view.origins if len(origin.witnesses) > 1 or origin.sources]
    alone = [origin for origin in view.origins if origin not in several]
    for origin in several:
        outlets = len({plain(w.report.outlet or w.name) for w in origin.witnesses})
        line = Text()
        if origin.sources:
            line.append(f"{listed([view.name_of(node.id) for node in origin.sources], 3)}: ", style="italic")
        line.append(_names(origin.witnesses))
        table.add_row(Text(str(origin.number)), Text(f"{outlets} outlet{'s' * (outlets != 1)}"), line)
    if alone:
        first, last = alone[0].number, alone[-1].number
        names = Text("on its own: " if len(alone) == 1 else "on their own: ", style="italic")
        names.append(_names([origin.witnesses[0] for origin in alone]), style="not italic")
        table.add_row(
            Text(f"{first}–{last}" if last > first else str(first)),
            Text("1 outlet" if len(alone) == 1 else "1 outlet each"),
            names,
        )
    return table


# -- what was said ----------------------------------------------------------------------------------


def _quotation(said: Said) -> RenderableType:
    """The first form in full, then every other one with its differences."""
    if said.utterance.variant == "disputed-speaker":
        return _disputed(said)
    head = Text(said.speaker or "Speaker unknown", style="bold")
    first, *others = said.readings
    altered = [one for one in others if any(piece.kind == "added" for piece in one.pieces)]
    forms = [_form(Text(f"“{shortened(first.text, 400)}”"), first)]
    forms += [_form(_marked(one.pieces), one) for one in altered[:_FORMS]]
    rest = len(others) - len(altered[:_FORMS])
    if rest:
        what = "form with words left out" if len(altered) <= _FORMS else "form"
        forms.append(
            Text(f"and {counted(rest, 'more ' + what, what.replace('form', 'more forms', 1))}", style="dim")
        )
    return Group(head, *map(_below, forms))


def _disputed(said: Said) -> RenderableType:
    """One form, and who names whom as its speaker."""
    speakers: dict[str, list[Witness]] = {}
    for reading in said.readings:
        for place in reading.places:
            speakers.setdefault(place.as_named or "nobody named", []).append(place.witness)
    lines = [
        Text(f"{shortened(name, 80)}, in {_names(list(dict.fromkeys(witnesses)))}", style="dim")
        for name, witnesses in list(speakers.items())[:_FORMS]
    ]
    words = Text(f"“{shortened(said.readings[0].text, 400)}”")
    return Group(Text("Given to different speakers", style="bold"), *map(_below, [words, *lines]))


def _form(words: Text, reading: Reading) -> Text:
    at_hand = list(dict.fromkeys(p.witness for p in reading.places if p.primary))
    first = _names(at_hand)
    others = _names([w for w in dict.fromkeys(p.witness for p in reading.places) if w not in at_hand])
    told = [f"{first}, at first hand"] if first else []
    return words.append(f"  — {'; '.join([*told, others] if others else told)}", style="dim")


def _marked(pieces: Sequence[Piece]) -> Text:
    """[-dropped-] and {+added+} words, in colour too where there is any."""
    line = Text("“")
    for kind, words in pieces:
        shown = plain(words) if kind != "kept" else " ".join(plain(f"x{words}x").split(" "))[1:-1]
        if kind == "dropped":
            line.append(f"[-{shown}-]", style="red strike")
        elif kind == "added":
            line.append(f"{{+{shown}+}}", style="green bold")
        else:
            line.append(shown, style="dim" if kind == "cut" else "")
    return line.append("”")


def _change(change: Change) -> RenderableType:
    words = change.tellings[0].words
    line = Text(capital(change.kind), style="bold")
    line.append(f" by {change.by}" if change.by else "")
    line.append(
        f", told by {_names(list(dict.fromkeys(w for one in change.tellings for w in one.witnesses)))}"
    )
    line.append(f": “{shortened(words, _WORDS)}”" if words else "")
    more = [Text(f"about: {shortened(change.about, _WORDS)}")] if change.about else []
    if change.missing:
        more.append(Text(f"left out by: {_names(change.missing)}", style="yellow"))
    return Group(line, *map(_below, more))


def _claims(view: StoryView) -> Iterator[RenderableType]:
    """The claims that seem better founded than they are, first."""
    single = [one for one in view.statements if one.claim.origins == 1]
    if not single:
        return
    lines = _cut(map(_claim, single), CLAIMS, len(single), "claim")
    yield from _section(f"On one origin only: {len(single)} of {len(view.statements)} claims", lines)


def _claim(one: Statement) -> RenderableType:
    line = Text(f"“{shortened(one.text, _WORDS)}”")
    line.append(f"  — {_names(one.witnesses)}" if one.witnesses else "", style="dim")
    otherwise = []
    for witness, words, how in one.conflicts[:2]:
        other = Text("otherwise", style="yellow")
        other.append(f" {witness.name}: " if witness else ": ")
        otherwise.append(other.append(f"“{shortened(words, _WORDS)}” ({shortened(how, _WORDS)})"))
    return Group(line, *map(_below, otherwise))


def _flag(witness: Witness, kind: str, why: str, words: str) -> Text:
    line = Text(f"{witness.name}: ")
    line.append(plain(kind), style="yellow")
    line.append(f", {shortened(why, _WORDS)}")
    return line.append(f": “{shortened(words, 80)}”" if words else "")


def _skipped(trace: Trace) -> Text:
    pages = counted(len(trace.skipped), "page was", "pages were")
    return _remark(f"{pages} skipped; each is named with its reason under “skipped” in the JSON.")


def _remark(sentence: str) -> Text:
    return Text(f"\n{capital(sentence)}", style="dim")
