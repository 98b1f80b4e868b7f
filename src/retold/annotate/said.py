"""What the finders of attributions hand on before the speaker is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retold.records import AttributionKind, Span


@dataclass(slots=True)
class Said:
    """An attribution as found: where its parts stand, and the word that heads its source."""

    kind: AttributionKind
    paragraph: int  # index of the paragraph its first content stands in
    content: list[Span]
    source: Span | None = None
    cue: Span | None = None
    head: Any = None  # the source's head token
    home: int = -1  # index of the paragraph the source stands in
    last: int = -1  # index of the paragraph its last content stands in, where that is another
    whole: bool = False  # a quotation that is a sentence or more of its own, with no cue beside it
    speaker: str | None = None
    why: str = ""
    primary: bool = False
    day: str | None = None
    nested: bool = False  # stands in another's words
    verb: str = ""  # lemma of the cue
    unclosed: bool = False  # its last mark is opened again in the next paragraph
    frame: str = ""  # how the parse shows the content: clause, infinitive, object …

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0].start

    @property
    def closing(self) -> int:
        """Index of the paragraph it ends in."""
        return max(self.paragraph, self.last)

    @property
    def end(self) -> int:
        """Where its content ends."""
        return self.content[-1].end
