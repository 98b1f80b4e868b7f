"""The title among the first lines of a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.extract import cues
from retold.extract.credits import is_credit_line
from retold.extract.lines import Paragraph
from retold.extract.stamps import is_address, is_bare_day, is_stamp
from retold.text.tokens import keys

_LOOKED_AT = 60  # lines of the head; a title stands near the body
_NAMED_IN = 12  # paragraphs of the body from which names are read
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_WITHIN = re.compile(r"(?<=[\w,] )([A-ZÀ-ÞА-Я][\w'’-]*)")
_JOINING = frozenset("and with of the in at on from for to und mit von et avec de y con и с".split())
_BODY = 8  # paragraphs whose words a title shares
_FEW = 8  # lines that could be it; among more there are names of sections
_TITLE = 4  # words; a shorter line among many is more often a section's name
_SLACK, _LESS = 0.18, 0.05  # points behind the best line within which an earlier line is the title
_DECK = 3  # lines under a title in which its deck may stand, which often tells more of the same
_LONGEST = 40  # words
_UNDER, _TRAIL, _AGAIN, _CLOSE, _STOPPED = 0.3, 0.5, 0.15, 0.2, 0.3  # weights of what the place says
_FAR = 20  # lines before the body at which a line is no longer close
_TRAILED = 12  # characters of a line that a trail of sections may end with


def title_of(parts: Sequence[Paragraph], body_start: int, given: str | None) -> int | None:
    """Index of the paragraph that is the title, or None where there is none.

    `given` is the title where it is known: then it is the first paragraph with the same words, if that
    opens the text. Else, of the lines before the body that could be one, the line that shares most of
    its words with the body's beginning, or an earlier one that shares nearly as much.
    """
    if given is not None:
        own = keys(given)
        return next((i for i, p in enumerate(parts[:3]) if own and keys(p.text) == own), None)
    places = [
        i for i in range(max(0, body_start - _LOOKED_AT), body_start) if _could_be(parts[i], first=i == 0)
    ]
    if not places:
        opens = parts[0] if parts else None
        return 0 if opens and len(parts) > 1 and _headline(opens) and body_start == 0 else None
    if len(places) > _FEW:
        places = [i for i in places if parts[i].words >= _TITLE] or places
    told = {k for p in parts[body_start : body_start + _BODY] for k in keys(p.text) if len(k) > 3}
    names = names_in(parts[body_start:])
    places = [i for i in places if not names_only(parts[i], names)] or places
    trails = _trail_ends(parts[max(0, body_start - _LOOKED_AT) : body_start])
    behind = {tuple(keys(p.text)) for p in parts[body_start + _BODY :] if p.words <= _LONGEST}
    scores = {i: _shared(parts[i], told) + _placed(parts, i, body_start, trails, behind) for i in places}
    best = max(places, key=lambda i: (scores[i], -i))
    return next(i for i in places if scores[i] >= scores[best] - (_SLACK if best - i <= _DECK else _LESS))


def names_in(parts: Sequence[Paragraph]) -> frozenset[str]:
    """Words that stand capitalised within the sentences of the first paragraphs."""
    return frozenset(w for p in parts[:_NAMED_IN] for w in _WITHIN.findall(p.text))


def names_only(part: Paragraph, names: frozenset[str]) -> bool:
    """Whether a line is nothing but names that the body has, as a caption is that says who is seen."""
    found = _WORD.findall(part.text)
    large = [w for w in found if w[0].isupper()]
    return len(large) >= 2 and set(large) <= names and {w for w in found if w[0].islower()} <= _JOINING


def _placed(
    parts: Sequence[Paragraph], i: int, body_start: int, trails: frozenset[str], behind: set[tuple[str, ...]]
) -> float:
    """What a line's place says for its being the title, between -1 and 1.

    A title ends the trail of sections above it, has a date or a name under it and stands near the body; the
    name of a section stands at the foot of the page again.
    """
    own = tuple(keys(parts[i].text))
    under = parts[i + 1 : min(i + 4, body_start)]
    dated = any(is_stamp(p.text) or is_bare_day(p.text) or cues.is_byline(p.text, p.words) for p in under)
    points = _UNDER * dated - _STOPPED * parts[i].text.rstrip().endswith((".", "…"))
    points += _TRAIL * ("".join(own) in trails) - _AGAIN * (own in behind)
    return points + _CLOSE * (1 - min(body_start - i, _FAR) / _FAR)


def _trail_ends(parts: Sequence[Paragraph]) -> frozenset[str]:
    """Lines, blanks and marks off, with which another line ends: "Home / Sport / Rain stops the match"."""
    squeezed = ["".join(keys(p.text)) for p in parts]
    own = {s for s in squeezed if len(s) >= _TRAILED}
    return frozenset(s for s in own if any(len(o) > len(s) and o.endswith(s) for o in squeezed))


def _shared(part: Paragraph, told: set[str]) -> float:
    """How far a line's longer words stand in the body's beginning; a short line counts less."""
    own = [k for k in keys(part.text) if len(k) > 3]
    return sum(k in told for k in own) / (len(own) + 2) if own else 0.0


def _could_be(part: Paragraph, *, first: bool) -> bool:
    line, count = part.text, part.words
    return (
        2 <= count <= _LONGEST
        and not is_address(line)
        and not is_stamp(line)
        and not is_credit_line(line)
        and not cues.is_byline(line, count)
        and (first or not (cues.is_related(line, count) or cues.is_caption(line, count)))
        and not cues.is_boilerplate(line, count)
        and not cues.is_tail_head(line, count)
    )


def _headline(part: Paragraph) -> bool:
    """Whether the first line of a text, though it ends as a sentence does, stands as a headline."""
    return part.words <= 20 and part.text.rstrip()[-1:] in "?!’'\"”" and _could_be(part, first=True)
