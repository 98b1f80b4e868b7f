"""The title of a story: the one among its reports' titles that tells most of what they have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from retold.records import Report
from retold.stories.background import background
from retold.stories.stems import stem
from retold.text.tokens import keys, tokens

_TEASER = re.compile(
    r"\?|^(?:watch|live|live updates|video|photos?|pictures|gallery|opinion|analysis|comment|editorial|"
    r"podcast|explainer|factbox|timeline|profile|q&a|recap|listen|poll|review|quiz)\b\s*[:|–—-]"
    r"|^(?:who|what|why|how|when|where|here(?:'|’)s|this is|these are|everything you need|"
    r"\d+ (?:things|ways|reasons))\b"
    r"|\byou (?:need to|should) know\b|\bat a glance\b",
    re.IGNORECASE,
)
_COMMON = 0.25  # share of all news texts from which a word tells nothing
_FEWEST = 3  # telling words of a title
_OPENING = 14  # words taken of a report without a title


def story_title(reports: Sequence[Report]) -> str:
    """The most telling title of the reports; the opening words of the first where none has a title."""
    held = Counter(key for report in reports for key in {stem(k) for k in keys(report.text or report.title)})
    titled = [report for report in reports if report.title.strip()]
    if not titled:
        return next((opening for report in reports if (opening := _opening(report))), "")
    best = max(titled, key=lambda report: (round(_telling(report, held, len(reports)), 9), _rank(report)))
    return " ".join(best.title.split())


def _rank(report: Report) -> tuple[int, ...]:
    """Orders equals: the lower id wins a maximum."""
    return tuple(-ord(character) for character in report.id)


def _telling(report: Report, held: Counter[str], size: int) -> float:
    """What a title tells of its story: its telling words, each by the share of the reports that hold it."""
    words = {stem(key) for key in keys(report.title)}
    known = background()
    telling = [w for w in words if known.holding.get(w, 0) < _COMMON * known.documents]
    # a word that few others hold is the outlet's name or a matter of its own
    worth = sum((held[w] / size) - 0.3 for w in telling)
    if len(telling) < _FEWEST:
        worth -= _FEWEST
    if _TEASER.search(report.title):
        worth = min(worth, 0.3 * worth)
    if report.title.isupper():
        worth -= 0.5
    return worth - 0.05 * max(0, len(keys(report.title)) - 16)


def _opening(report: Report) -> str:
    """The first words of a report's text."""
    body = next((b for b in report.blocks if b.kind == "body"), None)
    words = tokens(report.text, body.start if body else 0)[: _OPENING + 1]
    if not words:
        return ""
    cut = report.text[words[0].start : words[min(len(words), _OPENING) - 1].end]
    return " ".join(cut.split()) + (" …" if len(words) > _OPENING else "")
