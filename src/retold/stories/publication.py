"""When a report appeared, by what it tells and by the other reports of its story.

A page may print no day, or the day it was crawled. The words of the report bound the day it appeared:
what is told as past lies before it, a bare weekday within a week of it, and the other reports of the
story stand near it. Every result says in words what it rests on; where too little is told there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median_low
from typing import NamedTuple

from retold.records import Annotation, Published, Report
from retold.stories.publication_clues import Clue, clues, days_between, told_past

_NEAR = 3  # days on either side of the story's other reports in which a report is looked for
_FAR = 30  # days behind most other reports from which a printed day is held for that of a crawl
_ENOUGH = 3.0  # points of evidence; a weekday in the lead or a day of a month has as many
_ROUNDS = 3  # a report found is one more that others are held to
_SPREAD = 3  # days within which the other reports stand so close that a weekday names one day
_SHARE = 2.0  # points for a day on which all other reports appeared
_OTHERS = 2  # other reports with their days that a bare weekday needs
_LATER = 0.25  # points less where a weekday told behind the lead is held for the day before
_CLEAR = 0.4  # points by which the best day leads the second


class _Case(NamedTuple):
    """A report with what is known of its day."""

    report: Report
    clues: list[Clue]
    printed: date | None


def published_by_story(
    reports: Sequence[Report], annotations: Mapping[str, Annotation]
) -> dict[str, Published]:
    """Publication of the reports of one story that their own pages do not give, or give wrongly.

    In: the reports of one story in any order, and their annotations by id. Out: by id of the report,
    only where the evidence suffices: two independent signs, that is a weekday or a day of the month
    told in the report that fits the days of the story's other reports, or "today" or "yesterday" for a day
    on which they agree, or, for a report alone, a day of
    the month whose weekday is told beside it and whose year follows from what is told as past, or a post
    with its date. The day is never later than a printed one and never before what is told as past.
    """
    cases = [
        _case(report, annotations[report.id])
        for report in sorted(reports, key=lambda report: report.id)
        if report.id in annotations
    ]
    found: dict[str, Published] = {}
    for _ in range(_ROUNDS):
        found |= _found_now(cases, found)
    return found


def _found_now(cases: Sequence[_Case], found: Mapping[str, Published]) -> dict[str, Published]:
    """What can be given now that some are found: a report found is one more that others are held to."""
    known = {case.report.id: case.printed for case in cases if case.printed and case.report.id not in found}
    known |= {id_: date.fromisoformat(published.value) for id_, published in found.items()}
    trusted = {case.report.id: known[case.report.id] for case in cases if not _doubt(case, known)}
    more: dict[str, Published] = {}
    for case in cases:
        if case.report.id in trusted or case.report.id in found:
            continue
        others = sorted(day for id_, day in trusted.items() if id_ != case.report.id and day)
        event = _event([(other, trusted[other.report.id]) for other in cases if other.report.id in trusted])
        published = _by_others(case, others, event) if others else _alone(case)
        if published and not (case.printed and published.value >= case.printed.isoformat()):
            more[case.report.id] = published
    return more


def _case(report: Report, annotation: Annotation) -> _Case:
    """A report and its clues; a line that only repeats the printed day is no clue."""
    printed = _printed(report)
    found = clues(report, annotation)
    if printed:
        found = [clue for clue in found if not (clue.year and clue.day and told_past(clue) == printed)]
    return _Case(report, found, printed)


def _printed(report: Report) -> date | None:
    """The day a report's page gives; None for none and for a month or year."""
    if report.published is None or report.published.precision not in ("day", "time"):
        return None
    try:
        return date.fromisoformat(report.published.value[:10])
    except ValueError:
        return None


def _doubt(case: _Case, known: Mapping[str, date | None]) -> str:
    """Why a report's known day is not believed; empty where it is.

    A day before what the report tells as past cannot be. A day more than a month behind most of the other
    reports, with few beside it and nothing told near it, is the day of a crawl; one other report is not
    enough to say so unless the text itself names a day near that one's.
    """
    day = known.get(case.report.id)
    if day is None:
        return "none is known"
    full = [told for clue in case.clues if clue.day and (told := told_past(clue))]
    later = [told for told in full if told > day + timedelta(days=1)]
    if later:
        return f"it is before {max(later).isoformat()}, which the report tells as past"
    others = sorted(other for id_, other in known.items() if other and id_ != case.report.id)
    before = [other for other in others if day - other > timedelta(days=_FAR)]
    if 3 * len(before) <= 2 * len(others):
        return ""
    if any(abs((day - told).days) <= _FAR for told in full):
        return ""
    if len(others) == 1 and not _fits(case, others[0]):
        return ""
    return f"it is {(day - before[-1]).days} days after the other reports of the story"


def _fits(case: _Case, day: date) -> bool:
    """Whether something printed in the report, a year or a day of a month, lies within a week of a day."""
    for clue in case.clues:
        if clue.month and clue.day and not clue.ahead:
            told = _on(day.year, clue)
            if told and abs((told - day).days) <= 7:
                return True
    return False


def _on(year: int, clue: Clue) -> date | None:
    """The clue's day of a month in a year."""
    try:
        return date(clue.year or year, clue.month or 1, clue.day or 1)
    except ValueError:
        return None


def _event(dated: Sequence[tuple[_Case, date | None]]) -> date | None:
    """The one day that all dated reports tell of as their own or the day before; None where there is none."""
    sets = []
    for case, day in dated:
        recent = [clue for clue in case.clues if not clue.ahead and day and _recent(clue, day)]
        recent = [clue for clue in recent if clue.lead] or recent
        sets.append({found for clue in recent if day and (found := _recent(clue, day))})
    told = [one for one in sets if one]
    common = set.intersection(*told) if told else set()
    return common.pop() if len(common) == 1 else None


def _recent(clue: Clue, day: date) -> date | None:
    """The day of a clue, where it is the day of writing or the one before."""
    if clue.shift is not None:
        return day + timedelta(days=clue.shift)
    if clue.weekday and not clue.month and (gap := (day.isoweekday() - clue.weekday) % 7) <= 1:
        return day - timedelta(days=gap)
    return None


def _shifted(case: _Case, event: date | None) -> tuple[date, Clue] | None:
    """The day of writing of a report that tells of the event as of "today" or "yesterday"."""
    clues = [clue for clue in case.clues if clue.shift is not None and not clue.ahead]
    firm = [clue for clue in clues if clue.lead] or [c for c in clues if c.text.lower() != "today"]
    if event is None or not firm or len({clue.shift for clue in firm}) > 1:
        return None
    return event - timedelta(days=firm[0].shift or 0), firm[0]


def _by_others(case: _Case, others: Sequence[date], event: date | None) -> Published | None:
    """The day near the other reports' that the report's own weekdays and days of months fit best."""
    middle = median_low(others)
    near = [day for day in others if abs((day - middle).days) <= 30]
    first, last = near[0] - timedelta(days=_NEAR), near[-1] + timedelta(days=_NEAR)
    if (last - first).days > 40:
        first, last = middle - timedelta(days=7), middle + timedelta(days=7)
    narrow = (near[-1] - near[0]).days <= _SPREAD
    told = f"the story's other reports appeared {_days(near)}"
    shifted = _shifted(case, event) if narrow else None
    if shifted and event and first <= shifted[0] <= last and _possible(case, shifted[0]):
        sign = f"its “{shifted[1].text}” is {event:%A} {event.isoformat()}, of which the other reports tell"
        return Published(shifted[0].isoformat(), "day", f"{sign}; {told}{_not_printed(case, others)}")
    scored = [
        (_score(case, day, near, narrow=narrow), day)
        for day in days_between(first, last)
        if _possible(case, day)
    ]
    scored.sort(key=lambda pair: (-pair[0][0], pair[1]))
    if not scored or scored[0][0][0] < _ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0][0] - scored[1][0][0] < _CLEAR:
        return None
    (_, sign), day = scored[0]
    if not _firm(case, day, near):
        return None
    return Published(day.isoformat(), "day", f"{sign}; {told}{_not_printed(case, others)}")


def _firm(case: _Case, day: date, others: Sequence[date]) -> bool:
    """Whether a day rests on a day of a month, or on a weekday that can hardly be of another week.

    A weekday in the lead needs two other reports, and one behind the lead must be of that very day.
    """
    if any(clue.day and _points(clue, day, first=True) for clue in case.clues):
        return True
    named = [clue for clue in case.clues if _points(clue, day, first=True)]
    return len(others) >= _OTHERS and any(clue.lead or clue.weekday == day.isoweekday() for clue in named)


def _days(days: Sequence[date]) -> str:
    """The days of other reports in words."""
    first, last = days[0].isoformat(), days[-1].isoformat()
    return f"on {first}" if first == last else f"from {first} to {last}"


def _not_printed(case: _Case, others: Sequence[date]) -> str:
    """Why a printed day is not believed, in words."""
    if case.printed is None:
        return ""
    known: dict[str, date | None] = {f"other {i}": day for i, day in enumerate(others)}
    reason = _doubt(case, known | {case.report.id: case.printed}) or "it contradicts the text"
    return f"; the page prints {case.printed.isoformat()}, but {reason}"


def _possible(case: _Case, day: date) -> bool:
    """Whether nothing told as past lies after the day, and nothing printed forbids it."""
    if case.printed and day > case.printed:
        return False
    for clue in case.clues:
        told = told_past(clue)
        if told and told > day:
            return False
        if clue.month and clue.day and not clue.year and not clue.ahead:
            nearest = _on(day.year, clue)
            if nearest and 0 < (nearest - day).days <= 30:
                return False
    return True


def _score(case: _Case, day: date, others: Sequence[date], *, narrow: bool) -> tuple[float, str]:
    """Points for a day, and the sign among the report's words that gave most.

    Bare weekdays count only where the other reports stand so close (`narrow`) that one week holds all.
    """
    best, sign, seen_weekday = 0.0, "", False
    for clue in case.clues:
        points = _points(clue, day, first=not seen_weekday) if narrow or clue.day else 0.0
        seen_weekday = seen_weekday or bool(clue.weekday and not clue.ahead)
        if points > best:
            best, sign = points, _say(clue, day)
    if not best:
        return 0.0, ""
    share = sum(other == day for other in others) / len(others)
    latest = _latest_weekday(case, day)
    return best + _SHARE * share - 0.5 * latest, sign


def _latest_weekday(case: _Case, day: date) -> int:
    """Days, at most three, by which a day is later than the morrow of the latest weekday told as past."""
    back = [
        (day.isoweekday() - clue.weekday) % 7
        for clue in case.clues
        if clue.weekday and not clue.month and not clue.ahead
    ]
    return min(3, max(0, min(back, default=0) - 1))


def _points(clue: Clue, day: date, *, first: bool) -> float:
    """What one clue says for a day."""
    if clue.ahead:
        return 0.0
    if clue.month and clue.day:
        told = _on(day.year, clue)
        gap = (day - told).days if told else -1
        weight = 4.5 if clue.lead or clue.post else 4.0
        return weight - 2.5 * gap if 0 <= gap <= 1 else 0.0
    if clue.weekday and not clue.month:
        gap = (day.isoweekday() - clue.weekday) % 7
        weight = 3.5 if clue.lead and first else 3.0 if clue.lead else 2.5
        # within a report a weekday is as often the day before, which the next morning's paper tells of
        return weight - gap * (1 if clue.lead else _LATER) if gap <= 1 else 0.0
    return 0.0


def _say(clue: Clue, day: date) -> str:
    """A clue in words that a reader can check."""
    place = "opening" if clue.lead else "post" if clue.post else "text"
    told = _on(day.year, clue) if clue.day else None
    same = told == day if told else clue.weekday == day.isoweekday()
    words = " ".join(clue.text.split())
    return f"“{words}” in its {place} is {'' if same else 'the day before '}{day:%A} {day.isoformat()}"


def _alone(case: _Case) -> Published | None:
    """The day of a report that nothing else dates: from a day of a month and the weekdays beside it."""
    posts = [day for clue in case.clues if clue.post and clue.day and (day := told_past(clue))]
    if posts and _possible(case, max(posts)):
        return Published(
            max(posts).isoformat(), "day", f"the latest post it quotes is of {max(posts).isoformat()}"
        )
    bounds = [day for clue in case.clues if (day := told_past(clue))]
    days = [clue for clue in case.clues if clue.month and clue.day and not clue.year and not clue.ahead]
    weekdays = {clue.weekday for clue in case.clues if clue.weekday and not clue.month and not clue.ahead}
    if not bounds or not days or not weekdays:
        return None
    return _first_fitting(case, max(bounds), days, weekdays)


def _first_fitting(case: _Case, bound: date, days: Sequence[Clue], weekdays: set[int]) -> Published | None:
    """The last of the days of months told, each in the first year after all that is told as past in which
    it is a weekday told; None where they come to lie more than six weeks apart."""
    fitting = [(day, clue) for clue in days if (day := _first_year(case, bound, clue, weekdays))]
    if not fitting or (max(day for day, _ in fitting) - min(day for day, _ in fitting)).days > 42:
        return None
    day, clue = max(fitting, key=lambda pair: (pair[0], -pair[1].start))
    how = (
        f"“{' '.join(clue.text.split())}” is a {day:%A}, which the text names too, for the first time "
        f"after {bound:%Y-%m}, the latest that it tells as past"
    )
    return Published(day.isoformat(), "day", how)


def _first_year(case: _Case, bound: date, clue: Clue, weekdays: set[int]) -> date | None:
    """A day of the month in the first year after a bound in which it is one of the weekdays."""
    for year in range(bound.year, bound.year + 3):
        day = _on(year, clue)
        if day and day > bound and day.isoweekday() in weekdays and _possible(case, day):
            return day
    return None
