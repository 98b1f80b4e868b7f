"""What a line says of itself by its words: boilerplate, a related link, a caption, a note and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from retold.extract.data import words

_EDGE = re.compile(r"^[\s•·▪►▶»>*|–—\-#:→+]+|[\s|:»>→…]+$")
_BLANKS = re.compile(r"\s+")
_HANDLE = r"\(@\s?\w{1,30}\)"
SIGNATURE = re.compile(
    rf"[—–-]{{1,2}}\s?(?P<author>[^\n]{{1,80}}?)\s{_HANDLE}[,:]?\s+(?P<when>[^\n]{{4,40}}?)\s*$"
)
_SHARED = re.compile(r"^(?:A (?:post|photo|video) (?:shared|posted) by|Posted by) .{2,120}\bon\b .{4,60}$")
_SETTING = re.compile(r"\b(?:during|at|in|on|as|with|after)\b")
_LONGEST_HEAD = 120  # characters
_COUNT = re.compile(r"\(?\b\d[\d,.]*\b\)?")
_RESPONSES = re.compile(
    r"(?:\d[\d,.]*|no|one|two|three|four|five) (?:comments?|responses?|thoughts?|replies|reviews?)"
    r"(?:$| (?:to|on|for)\b)",
    re.I,
)
_NUMBER = re.compile(r"\d")
_LONGEST_CAPTION = 250  # words; agencies' captions tell much
# a picture's credit at a line's end: "(AP Photo/Name, File)", "(Photo by Name/Agency)", "Photo: Name /Agency"
_CREDITED = re.compile(
    r"[(\[](?:[^()\[\]]{0,60}[ /])?(?:Photos?|Getty Images|Photograph)\b[^()\[\]]{0,80}[)\]]\.?$"
    r"|(?<=[.!?'’”\")] )(?:Photo|Photograph|Picture|Image)s?(?: credit)?\s?(?::|by\b)\s?[^.:!?]{3,70}$",
    re.I,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CONTACT = 25  # words of a line that gives a writer's address
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def plain_form(line: str) -> str:
    """The line as the data files have it: lower case, blanks single, bullets and end marks off."""
    return _BLANKS.sub(" ", _EDGE.sub("", line)).casefold()


@cache
def _whole(section: str, key: str = "whole") -> frozenset[str]:
    return frozenset(w.casefold() for w in words("phrases", section, key))


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    """One pattern for a list of beginnings or inner phrases."""
    longest_first = sorted({w.casefold() for w in words("phrases", section, key)}, key=lambda w: (-len(w), w))
    edges = [(r"\b" if w[-1].isalnum() else "") for w in longest_first]
    return re.compile("|".join(re.escape(w) + edge for w, edge in zip(longest_first, edges, strict=True)))


def is_whole(line: str, section: str, key: str = "whole") -> bool:
    """Whether the line is one of the section's whole phrases."""
    return plain_form(line).strip(" .!()[]") in _whole(section, key)


def begins(line: str, section: str, key: str = "starts") -> bool:
    """Whether the line begins with one of the section's beginnings."""
    low = line.strip(" \t•·▪►▶»>").casefold()
    return bool(_pattern(section, key).match(low))


def holds(line: str, section: str) -> bool:
    """Whether one of the section's inner phrases stands in the line."""
    return bool(_pattern(section, "holds").search(line.casefold()))


def is_boilerplate(line: str, count: int) -> bool:
    """Whether the line is page furniture by its words; `count` is how many words it has."""
    if is_whole(line, "boilerplate") or not any(c.isalnum() for c in line):
        return True
    if begins(line, "boilerplate", "strong"):
        return True
    if count <= 16 and begins(line, "boilerplate"):
        # "Share prices fell on Monday." begins alike, and is a sentence
        return count <= 8 or not _SENTENCE_END.search(line.strip()) or holds(line, "boilerplate")
    return count <= 40 and holds(line, "boilerplate")


def is_tail_head(line: str, count: int) -> bool:
    """Whether the line is a heading of what follows a report on its page."""
    if is_whole(line, "tail") or is_comments_head(line):
        return True
    return count <= 8 and not _SENTENCE_END.search(line.strip()) and begins(line, "tail")


def is_comments_head(line: str) -> bool:
    """Whether the line is the heading of readers' comments."""
    if len(line) > _LONGEST_HEAD:
        return False
    return bool(_RESPONSES.match(line.strip())) or is_whole(_COUNT.sub("", line), "tail", "comments")


def is_related(line: str, count: int) -> bool:
    """Whether the line leads to another report."""
    return is_whole(line, "related") or (count <= 40 and begins(line, "related"))


def is_note(line: str, count: int) -> bool:
    """Whether the line is a note by the outlet on the report: who helped, what was corrected."""
    if (count <= 90 and begins(line, "note")) or (count <= 60 and holds(line, "note")):
        return True
    return count <= _CONTACT and bool(_MAIL.match(line.strip()))


def is_credited(line: str, count: int) -> bool:
    """Whether the line, long as captions of agencies are, ends with a picture's credit."""
    return count <= _LONGEST_CAPTION and bool(_CREDITED.search(line.rstrip()[-160:]))


def is_caption(line: str, count: int) -> bool:
    """Whether the line describes or credits a picture."""
    if is_credited(line, count):
        return True
    if count > 80:
        return False
    if begins(line, "caption") and (count <= 60):
        return True
    if holds(line, "caption") and not _said(line):
        return True
    return count <= 60 and _names_sides(line)


def is_scene(line: str, count: int) -> bool:
    """Whether the line tells a scene in the present tense, as a caption does, without a full stop."""
    if not 6 <= count <= 45 or _SENTENCE_END.search(line.strip()):
        return False
    low = re.findall(r"[\w'’]+", line)
    verbs = _whole("caption", "verbs")
    return any(w in verbs for w in low[1:]) and bool(
        re.search(r"\b(?:during|at|in|on|as|with|after)\b", line)
    )


def _names_sides(line: str) -> bool:
    """'(left)' or ', right,' beside a name."""
    sides = _whole("caption", "sides")
    found = re.findall(r"(?<=\w )\(([^()]{1,20})\)|,\s([\w ]{1,20})(?=,)", line)
    marked: Iterable[str] = (a or b for a, b in found)
    return any(m.strip().casefold() in sides for m in marked)


def _said(line: str) -> bool:
    return bool(re.search(r"\b(?:said|says|told|added)\b", line))


def is_byline(line: str, count: int) -> bool:
    """Whether the line names who wrote the report."""
    if count > 14 or count < 2 or _SENTENCE_END.search(line.strip()):
        return False
    low = plain_form(line)
    if begins(line, "byline"):
        rest = line.split(maxsplit=1)[-1]
        return rest[:1].isupper() or not rest[:1].isascii()
    if count > 8 or _NUMBER.search(line):
        return False
    return any(low.endswith(role) for role in _whole("byline", "roles")) and _mostly_names(line)


def _mostly_names(line: str) -> bool:
    found = re.findall(r"[^\W\d_][\w'’.-]*", line)
    return bool(found) and sum(w[0].isupper() for w in found) >= 0.6 * len(found)


def post_signature(line: str) -> re.Match[str] | None:
    """The signature at the end of an embedded post: "— Name (@handle) July 9, 2017"."""
    found = SIGNATURE.search(line[-200:]) if "@" in line else None
    return found if found and _NUMBER.search(found.group("when")) else None


def is_shared_post(line: str) -> bool:
    """Whether the line is the signature of a post on a picture service."""
    return bool(_SHARED.match(line.strip()))
