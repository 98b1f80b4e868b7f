"""From a report and its sentences to its expressions of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from types import ModuleType

from retold.annotate.dates import clock, days, durations, numeric, periods, references
from retold.annotate.dates.lexicon import languages, pattern, patterns, words_of_time
from retold.annotate.dates.moments import Anchor, Reading, anchor_of
from retold.annotate.dates.told import Hit, Rule, Told
from retold.annotate.dates.words import Scene, Word, scene
from retold.records import Report, Sentence, TimeExpression


@cache
def _rules() -> tuple[Rule, ...]:
    """All rules; of two matches of one length the rule that stands first wins."""
    readers: dict[str, ModuleType] = {
        "numeric": numeric,
        "clock": clock,
        "days": days,
        "periods": periods,
        "durations": durations,
        "references": references,
    }
    return tuple(
        Rule(pattern(source), getattr(readers[room], name))
        for room, table in patterns().items()
        if room in readers
        for name, sources in table.items()
        for source in sources
    )


def time_expressions(report: Report, sentences: Sequence[Sentence]) -> tuple[TimeExpression, ...]:
    """Expressions of time in the sentences, in order and without overlap.

    The anchor is the day the report appeared, in its own zone; inside a post that prints a full date it
    is that day. Without an anchor values are underspecified: "XXXX-WXX-7" is a Sunday, "XXXX-07-09" a
    ninth of July. `precision` is None where neither a year, a month, a day nor a time is named: durations,
    sets, weeks, quarters, seasons, decades, PRESENT_REF and the like.
    """
    base = anchor_of(report.published)
    told = Told(base, report.language)
    found: list[TimeExpression] = []
    view = scene(report.text, sentences, report.language)
    hits = _hits(view)
    posts = _post_anchors(view, hits, sentences)
    reach = 0
    for rule, hit in hits:
        if hit.first < reach:
            continue
        if posts:
            told.anchor = _anchor_at(view.words[hit.first].start, posts) or base
        reading = rule.read(hit, told)
        if reading is None:
            continue
        reach = hit.end
        _remember(told, reading, hit)
        found.append(_expression(view, hit, reading, told))
    return tuple(found)


def _hits(view: Scene) -> list[tuple[Rule, Hit]]:
    """Matches of all rules: the leftmost first, of those the longest."""
    hits: list[tuple[int, int, int, Rule, Hit]] = []
    for number, rule in enumerate(_rules()):
        for match in rule.regex.finditer(view.code):
            if match.end() > match.start():
                hits.append((match.start(), -match.end(), number, rule, Hit(view, match)))
    hits.sort(key=lambda item: item[:3])
    return [(rule, hit) for _, _, _, rule, hit in hits]


def _post_anchors(
    view: Scene, hits: Sequence[tuple[Rule, Hit]], sentences: Sequence[Sentence]
) -> list[tuple[int, int, Anchor]]:
    """For every post that prints a full date: its start, its end and its day."""
    spans: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        if sentence.kind == "post":
            start, _ = spans.get(sentence.block, (sentence.start, 0))
            spans[sentence.block] = (start, sentence.end)
    if not spans:
        return []
    days = [
        (view.words[hit.first].start, reading.day)
        for rule, hit in hits
        if (hit.has("y") and hit.has("d")) or rule.read is numeric.iso
        if (reading := rule.read(hit, Told(Anchor()))) and reading.day
    ]
    anchors = []
    for start, end in spans.values():
        i = bisect_left(days, end, key=lambda pair: pair[0]) - 1  # the last date of a post is its own
        if i >= 0 and days[i][0] >= start:
            day = days[i][1]
            anchors.append((start, end, Anchor(day.year, day.month, day)))
    return anchors


def _anchor_at(at: int, posts: Sequence[tuple[int, int, Anchor]]) -> Anchor | None:
    """The day of the post that a character stands in."""
    i = bisect_right(posts, at, key=lambda post: post[0]) - 1
    return posts[i][2] if i >= 0 and at < posts[i][1] else None


def _remember(told: Told, reading: Reading, hit: Hit) -> None:
    """What the next expressions may count from."""
    if reading.type not in ("DATE", "TIME"):
        return
    if reading.day:
        told.day, told.day_at = reading.day, hit.end
        told.month, told.year = (reading.day.year, reading.day.month), reading.day.year
    elif reading.precision == "month" and reading.value[:4].isdigit() and reading.value[5:7].isdigit():
        told.month, told.year = (int(reading.value[:4]), int(reading.value[5:7])), int(reading.value[:4])
    elif reading.precision == "year" and reading.value.isdigit():
        told.year = int(reading.value)


_NO_END = frozenset(("dot", "comma", "of", "in", "on", "lparen"))


def _expression(view: Scene, hit: Hit, reading: Reading, told: Told) -> TimeExpression:
    """The expression with its span; what only hangs on behind, a full stop or "of", stays out."""
    words = view.words[hit.first : hit.end]
    while len(words) > 1 and words[-1].kind in _NO_END and not _short(words):
        words.pop()
    if told.language in languages() and words[0].kind == "the" and len(words) > 1:
        words = words[1:]
    start, end = words[0].start, words[-1].end
    return TimeExpression(start, end, view.text[start:end], reading.type, reading.value, reading.precision)


def _short(words: list[Word]) -> bool:
    """Whether a final full stop belongs to a short name ("Sept.")."""
    tables = words_of_time()
    return words[-1].kind == "dot" and words[-2].low in (*tables["months_short"], *tables["weekdays_short"])
