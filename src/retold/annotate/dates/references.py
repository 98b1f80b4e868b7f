"""What points at the present, the past or the future without naming a day."""

from __future__ import annotations

from retold.annotate.dates.moments import Reading
from retold.annotate.dates.told import Hit, Told

PRESENT = Reading("DATE", "PRESENT_REF", None)
PAST = Reading("DATE", "PAST_REF", None)
FUTURE = Reading("DATE", "FUTURE_REF", None)


def present(hit: Hit, told: Told) -> Reading | None:
    """Reads "now", "currently", "these days", "at the moment"."""
    return PRESENT


def past(hit: Hit, told: Told) -> Reading | None:
    """Reads "recently", "in the past"."""
    return PAST


def future(hit: Hit, told: Told) -> Reading | None:
    """Reads "soon", "the near future"; not "as soon as he came"."""
    before = hit.before()
    joined = hit.after().low in ("as", "after") or bool(before and before.low in ("too", "how", "as"))
    if joined and hit.low("w") == "soon":
        return None
    return FUTURE
