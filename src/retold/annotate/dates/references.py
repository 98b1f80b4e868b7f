"""What points at the present, the past or the future without naming a day."""

from __future__ import annotations

from retold.annotate.dates.moments import Reading
from retold.annotate.dates.told import Hit, Rule, Told

PRESENT = Reading("DATE", "PRESENT_REF", None)
PAST = Reading("DATE", "PAST_REF", None)
FUTURE = Reading("DATE", "FUTURE_REF", None)


def present(hit: Hit, told: Told) -> Reading | None:
    """ "now", "currently", "these days", "at the moment"; not "now that" and "by now"."""
    if hit.after().low == "that" and hit.low("w") == "now":
        return None
    return PRESENT


def past(hit: Hit, told: Told) -> Reading | None:
    """ "recently", "in the past"."""
    return PAST


def future(hit: Hit, told: Told) -> Reading | None:
    """ "soon", "the near future"; not "as soon as he came"."""
    before = hit.before()
    if hit.low("w") == "soon" and (hit.after().low == "as" or (before and before.low in ("too", "how", "as"))):
        return None
    return FUTURE


RULES = (
    Rule("right? (?P<w>now)", present),
    Rule("(?P<w>currently)", present),
    Rule("(?P<w>these units_d)", present),
    Rule("(?P<w>at the moment)", present),
    Rule("(?P<w>the current moment)", present),
    Rule("more? (?P<w>recently)", past),
    Rule("(?P<w>the? recent) (past)", past),
    Rule("(?P<w>recent)", past),
    Rule("(?<=[in of from]) (?P<w>the past)", past),
    Rule("(?P<w>soon)", future),
    Rule("(?P<w>the near? (future | term))", future),
    Rule("(?P<w>near future)", future),
)
