"""What a reader should know before trusting a report: that it was sewn together, or reworded by rule."""

from __future__ import annotations

from collections.abc import Sequence

from retold.compare.rewording import Sign, reworded
from retold.compare.stitching import stitched
from retold.records import Annotation, Flag, Report, Span

# What each sort of evidence counts for. Only several sorts together make a flag: people who edit in a
# hurry leave one or two of these marks, never most of them.
_STITCHED = {
    "surnames": 1.0,
    "pronouns": 1.0,
    "hanging": 1.0,
    "tenses": 1.0,
    "spellings": 1.0,
    "styles": 1.0,
    "links": 0.5,
}
_PEOPLE = ("surnames", "pronouns", "hanging")  # words cut loose from those who spoke them
_SOURCES = ("tenses", "spellings", "styles")  # what two sources say or write differently
_STITCHED_FROM = 3.5
_REWORDED = {
    "swapped": 1.5,
    "phrases": 1.5,
    "articles": 1.0,
    "attributive": 1.0,
    "determiners": 1.0,
    "names": 1.0,
}
_REWORDED_FROM = 3.0
_SORTS = 2  # at least
_SEVERAL = 2  # places that make a habit
_SHOWN = 4  # places named of each sort
_QUOTED = 45  # characters shown of a place


def flags(report: Report, annotation: Annotation) -> tuple[Flag, ...]:
    """The flags `stitched` and `machine-reworded` of a report, each with the places that show it in `why`.

    The span runs from the first of the places to the end of the last. Only English is judged.
    """
    if report.language not in ("en", "und"):
        return ()
    found = []
    sewn = stitched(report, annotation)
    loose = sum(sign.sort in _PEOPLE for sign in sewn) >= _SORTS
    if loose and any(s.sort in _SOURCES for s in sewn) and _weight(sewn, _STITCHED) >= _STITCHED_FROM:
        found.append(_flag("stitched", "put together from several reports", report, sewn))
    swapped = reworded(report)
    if _weight(swapped, _REWORDED) >= _REWORDED_FROM and len(swapped) >= _SORTS:
        found.append(_flag("machine-reworded", "words chosen by rule", report, swapped))
    return tuple(found)


def _weight(signs: Sequence[Sign], worth: dict[str, float]) -> float:
    """What signs count for together: less for what shows once and could be an oversight."""
    total = 0.0
    for sign in signs:
        once = len(sign.places) < _SEVERAL
        halved = once and sign.sort in ("links", "swapped", "phrases")
        total += worth[sign.sort] * (
            0.5 if halved else 1.5 if not once and sign.sort == "determiners" else 1.0
        )
    return total


def _flag(kind: str, what: str, report: Report, signs: Sequence[Sign]) -> Flag:
    """The record of a flag."""
    places = [place for sign in signs for place in sign.places]
    why = "; ".join(f"{sign.say}: {_told(report, sign.places)}" for sign in signs)
    return Flag(kind, report.id, min(p.start for p in places), max(p.end for p in places), f"{what}: {why}")


def _told(report: Report, places: Sequence[Span]) -> str:
    """Places in words, each with its offset."""
    shown = [f"“{_cut(report.text[p.start : p.end])}” (at {p.start})" for p in places[:_SHOWN]]
    return ", ".join(shown) + (f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else "")


def _cut(text: str) -> str:
    """A place's words, shortened."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTED else flat[: _QUOTED - 2].rstrip() + " …"
