"""The page: one file that loads nothing, for a browser, a phone and paper."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from retold.errors import SettingsError
from retold.records import Trace
from retold.views import words
from retold.views.collation import HUES, Column, Family, collate
from retold.views.lineage_picture import node_name, picture
from retold.views.opening import Finding, findings, opening
from retold.views.story import Index, StoryView, story_view
from retold.views.timeline import Day, timeline
from retold.views.told import Said

FULL_CHARACTERS = 2_000_000  # of report text; stories beyond it are told by their opening alone
MOST_ROWS = 300  # of one table or list of a story; the rest is counted
OPEN_STORIES = 3  # up to this many stories stand open, more are folded
SHOWN_CLAIMS = 12  # claims before the fold
SHOWN_CARDS = 6  # updates and promises before the fold
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story with everything that its part of the page needs."""

    number: int
    view: StoryView
    opening: str
    findings: tuple[Finding, ...]
    picture: Markup
    columns: tuple[Column, ...]
    families: tuple[Family, ...]
    days: tuple[Day, ...]
    quoted: tuple[Said, ...]  # several forms
    single: tuple[Said, ...]  # in one report only

    @property
    def prefix(self) -> str:
        """What opens the ids of the story's parts."""
        return f"s{self.number}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index."""

    number: int
    title: str
    reports: int
    origins: int | None
    days: str
    opening: str
    full: bool
    thread: tuple[tuple[int, str], ...]  # number and title of the other stories of its affair


def html(trace: Trace) -> str:
    """One self-contained page on everything that was found.

    Stories are ordered by their number of reports. The texts of reports are shown up to FULL_CHARACTERS
    in all; the stories after that are in the index with their opening, and the page says so.
    Raises SettingsError where a part of the page is missing from the installation.
    """
    index = Index(trace)
    style, script = _data("page.css"), _data("page.js")
    numbers = {story.id: number for number, story in enumerate(index.stories, 1)}
    threads = _threads(index, trace, numbers)
    full = _in_full(index)
    entries, stories = [], []
    for story in index.stories:
        view = story_view(index, story)
        entries.append(_entry(view, numbers[story.id], threads.get(story.id, ()), full=story.id in full))
        if story.id in full:
            stories.append(_story(view, numbers[story.id], index))
    page = _environment().get_template("page.html")
    return page.render(
        reports=len(trace.reports),
        skipped=sorted(trace.skipped, key=lambda s: (s.path, s.line or 0, s.reason)),
        entries=entries,
        stories=stories,
        folded=len(index.stories) > OPEN_STORIES,
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        shown_claims=SHOWN_CLAIMS,
        shown_cards=SHOWN_CARDS,
        most=MOST_ROWS,
        hues=HUES,
    )


# -- what is shown ----------------------------------------------------------------------------------


def _in_full(index: Index) -> set[str]:
    """Stories that are told in full: the largest, as far as the room goes; always the first."""
    room = FULL_CHARACTERS
    full: set[str] = set()
    for story in index.stories:
        size = sum(len(index.reports[id_].text) for id_ in story.reports if id_ in index.reports)
        if full and size > room:
            continue
        full.add(story.id)
        room -= size
    return full


def _entry(view: StoryView, number: int, thread: tuple[tuple[int, str], ...], *, full: bool) -> Entry:
    days = words.days_in_words(*view.days) if view.days else ""
    return Entry(
        number=number,
        title=view.title,
        reports=len(view.witnesses),
        origins=len(view.origins) or None,
        days=days,
        opening=opening(view),
        full=full,
        thread=thread,
    )


def _threads(index: Index, trace: Trace, numbers: dict[str, int]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Number and title of the other stories of the same affair, by story."""
    titles = {one.id: words.plain(one.title) or "Untitled" for one in index.stories}
    beside: dict[str, set[str]] = {}
    for thread in trace.threads:
        for id_ in thread.stories:
            beside.setdefault(id_, set()).update(thread.stories)
    return {
        id_: tuple(sorted((numbers[other], titles[other]) for other in others - {id_} if other in numbers))
        for id_, others in beside.items()
    }


def _story(view: StoryView, number: int, index: Index) -> StoryPage:
    columns, families = collate(view.witnesses, index.annotations, view.alignments)
    family_of = {
        (member.witness.report.id, member.start): family.number
        for family in families
        for form in family.forms
        for member in form.members
    }
    drawn = picture(view, f"s{number}") if view.edges or len(view.order) > 1 else ""
    return StoryPage(
        number=number,
        view=view,
        opening=opening(view),
        findings=findings(view),
        picture=Markup(drawn),
        columns=columns,
        families=families,
        days=timeline(view.witnesses, index.annotations, family_of),
        quoted=tuple(one for one in view.said if one.utterance.variant != "single"),
        single=tuple(one for one in view.said if one.utterance.variant == "single"),
    )


# -- making the page --------------------------------------------------------------------------------


def _data(name: str) -> str:
    """A file of the page that is installed beside this one."""
    text = (files("retold.views") / "templates" / name).read_text(encoding="utf-8")
    if not text.strip():
        raise SettingsError(f"views/templates/{name} is empty: install Retold again")
    return text


def _environment() -> Environment:
    """Templates whose every value is escaped, control characters taken out."""
    made = Environment(
        loader=FunctionLoader(_data),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    made.filters |= {
        "plain": words.plain,
        "capital": words.capital,
        "day": words.day_in_words,
        "listed": words.listed,
        "shortened": words.shortened,
        "address": words.web_address,
        "language": _language,
        "percent": lambda share: f"{share:.0%}",
    }
    made.tests["day"] = _is_day
    made.globals |= {
        "counted": words.counted,
        "number": words.number,
        "node_name": node_name,
    }
    return made


def _harmless(value: object) -> object:
    """Every value on its way into the page."""
    return words.clean(value) if type(value) is str else value


def _language(code: str) -> str:
    """The code if it is one of BCP 47's shape; nothing for an unknown language."""
    return code if code != "und" and _LANGUAGE.fullmatch(code) else ""


def _is_day(value: str | None) -> bool:
    """Whether a value can be told as a day or month."""
    return value is not None and words.day_in_words(value) != words.plain(value)


def _policy(style: str, script: str) -> str:
    """A content security policy that lets nothing in but our own style and script."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
