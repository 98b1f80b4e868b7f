"""A report in plain text, as crawlers leave it: what each paragraph is, from the lines themselves.

The body is found as the run of paragraphs with the greatest sum of scores (prose counts for it, short
and fragmentary lines against it), after Pasternack and Roth, "Extracting article text from the web
with maximum subsequence segmentation" (2009); then each paragraph is named by its place, shape and
words. Where nothing speaks against it, a paragraph is body: a lost line of a report is worse than a
line of page furniture kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.extract import cues
from retold.extract.credits import is_credit_line
from retold.extract.lines import Paragraph, paragraphs
from retold.extract.pulls import pull_quotes
from retold.extract.stamps import is_address, is_bare_day, is_stamp
from retold.extract.titles import names_in, names_only, title_of
from retold.records import Block, BlockKind

_MOST = 40  # words of a paragraph that count: one long paragraph must not outweigh a report
_REPORT = 80  # words of prose before readers' comments that are a report
_FRAGMENT = -7  # score of a short line that is no sentence
_FURNITURE = -12  # score of a line that is page furniture by its words


def plain_blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    """Blocks of a plain text: every line that is not blank lies in one.

    `title` is the report's title where that is known; the text may open with it or not.
    """
    parts = paragraphs(text)
    first, last = _core(parts)
    kinds = _Kinds(parts, first, last, title)
    return tuple(Block(kind, parts[i].start, parts[j].end) for kind, i, j in kinds.merged())


def _core(parts: Sequence[Paragraph]) -> tuple[int, int]:
    """First and last paragraph of the run with the greatest sum of scores; (0, -1) where none is prose."""
    best, run, start = 0, 0, 0
    found = (0, -1)
    for i, part in enumerate(parts):
        if cues.is_comments_head(part.text):
            if best >= _REPORT:
                break  # what readers wrote may be longer than the report
            run = 0
        if run <= 0:
            run, start = 0, i
        run += _score(part)
        if run > best:
            best, found = run, (start, i)
    return found


def _score(part: Paragraph) -> int:
    if cues.is_tail_head(part.text, part.words):
        return 2 * _FURNITURE
    if is_address(part.text) or cues.is_boilerplate(part.text, part.words):
        return _FURNITURE
    return min(part.words, _MOST) if part.sentence else _FRAGMENT


class _Kinds:
    """The kind of every paragraph, worked out from the core outwards."""

    def __init__(self, parts: Sequence[Paragraph], first: int, last: int, title: str | None) -> None:
        self.parts, self.first, self.last = parts, first, last
        self.kinds: list[BlockKind | None] = [None] * len(parts)
        self.tail = self._tail_head()
        self.names = names_in(parts[self.first : last + 1])
        self.furnished = self._is_furnished()
        self._name_posts()
        self.title = title_of(parts, self._head_end(), title)
        if self.title is not None:
            self.kinds[self.title] = "title"
            self.first = max(self.first, self.title + 1)
        for i in pull_quotes(parts, range(self.first, last + 1)):
            self._set(i, "pull_quote")
            if i + 1 < len(parts) and not parts[i + 1].gap and not parts[i + 1].sentence:
                self._set(i + 1, "pull_quote")  # whose words it pulls
        for i in range(len(parts)):
            self._set(i, self._kind(i))

    def _set(self, i: int, kind: BlockKind) -> None:
        if self.kinds[i] is None:
            self.kinds[i] = kind

    def _head_end(self) -> int:
        return self.first if self.last >= 0 else len(self.parts)

    def _name_posts(self) -> None:
        """A signature "— Name (@handle) July 9, 2017" makes a post of itself and the line before it."""
        for i, part in enumerate(self.parts):
            signature = cues.post_signature(part.text)
            if not signature and not cues.is_shared_post(part.text):
                continue
            self.kinds[i] = "post"
            alone = not signature or signature.start() < 3
            if alone and i and self.kinds[i - 1] is None and self.parts[i - 1].words <= 80:
                self.kinds[i - 1] = "post"

    def _kind(self, i: int) -> BlockKind:
        part = self.parts[i]
        if is_address(part.text):
            return "boilerplate"
        if cues.is_related(part.text, part.words):
            return "related_link"
        if is_credit_line(part.text):
            return "credit"
        if cues.is_boilerplate(part.text, part.words) or cues.is_tail_head(part.text, part.words):
            return "boilerplate"
        if self.last < 0:
            return "body"
        if i < self.first:
            return self._in_head(i, part)
        return self._in_tail(i, part) if i > self.last else self._in_body(i, part)

    def _in_head(self, i: int, part: Paragraph) -> BlockKind:
        if self.title is not None and i < self.title:
            kept = part.sentence and part.words >= 12 and not is_stamp(part.text)
            return "body" if kept else "boilerplate"
        if is_stamp(part.text) or is_bare_day(part.text):
            return "dateline"
        if cues.is_byline(part.text, part.words):
            return "byline"
        if cues.is_caption(part.text, part.words):
            return "caption"
        if cues.is_note(part.text, part.words):
            return "note"
        if self.title is None:
            return "body" if part.sentence else "boilerplate"
        if names_only(part, self.names) or cues.is_scene(part.text, part.words):
            return "caption"
        if not self._has_deck(i) and part.words >= 4:
            return "deck"
        if part.sentence:
            return "body"
        return "related_link" if part.words >= 5 else "boilerplate"

    def _has_deck(self, i: int) -> bool:
        return any(self.kinds[j] in ("deck", "byline", "dateline", "credit") for j in range(i))

    def _in_body(self, i: int, part: Paragraph) -> BlockKind:
        if cues.is_caption(part.text, part.words) and not _continues(self.parts, i):
            return "caption"
        if cues.is_note(part.text, part.words) and i >= self.last - 3:
            return "note"
        if i <= self.first + 2 and is_stamp(part.text):
            return "dateline"
        if self.first < i < self.last and _heads(part):
            return "crosshead"
        return "body"

    def _in_tail(self, i: int, part: Paragraph) -> BlockKind:
        if cues.is_note(part.text, part.words):
            return "note"
        if is_stamp(part.text):
            return "boilerplate"
        if cues.is_caption(part.text, part.words) or cues.is_scene(part.text, part.words):
            return "caption"
        if not self.furnished:
            return "body"
        return "body" if part.sentence and i < self.tail else "boilerplate"

    def _tail_head(self) -> int:
        """The first heading behind the core of what is not the report; the text's end if there is none."""
        behind = range(self.last + 1, len(self.parts))
        heads = (i for i in behind if cues.is_tail_head(self.parts[i].text, self.parts[i].words))
        return next(heads, len(self.parts))

    def _is_furnished(self) -> bool:
        """Whether page furniture stands behind the core: without any, short lines there are the report's."""
        behind = self.parts[self.last + 1 :]
        return self.tail < len(self.parts) or any(cues.is_boilerplate(p.text, p.words) for p in behind)

    def merged(self) -> list[tuple[BlockKind, int, int]]:
        """Kinds with their first and last paragraph: a post is one block, and so is a pull quote."""
        out: list[tuple[BlockKind, int, int]] = []
        for i, kind in enumerate(self.kinds):
            assert kind is not None
            if out and out[-1][0] == kind and self._joins(kind, i):
                out[-1] = (kind, out[-1][1], i)
            else:
                out.append((kind, i, i))
        return out

    def _joins(self, kind: BlockKind, i: int) -> bool:
        if kind == "post":
            signature = cues.post_signature(self.parts[i - 1].text)
            return not signature and not cues.is_shared_post(self.parts[i - 1].text)
        return kind == "pull_quote" and not self.parts[i].gap


def _continues(parts: Sequence[Paragraph], i: int) -> bool:
    """Whether the paragraph is a sentence among sentences, of a length captions do not have."""
    part = parts[i]
    return part.sentence and part.words > 45 and not cues.is_credited(part.text, part.words)


def _heads(part: Paragraph) -> bool:
    """Whether a line has the shape of a crosshead: short, no sentence, no item of a list."""
    line = part.text.strip()
    item = line[:1] in "•·▪*–—-" and not line.endswith("-")
    if line.endswith((":", ".", ",")) or line.strip("\"“'‘")[:1] in tuple("(["):
        return False  # it leads to what follows, or is a short sentence
    return not part.sentence and part.words <= 14 and not item and not line.lstrip("-–— '\"‘“")[:1].islower()
