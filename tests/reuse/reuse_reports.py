"""Reports made from plain text, for the tests of this folder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retold.records import Annotation, Block, BlockKind, Report, Sentence, Span
from retold.text.quotations import quotations
from retold.text.sentences import sentences


def made(id_: str, text: str, kinds: Sequence[BlockKind] = ()) -> tuple[Report, Annotation]:
    """A report whose paragraphs are blocks of these kinds (body where none is given), and its notes."""
    spans = [m.span() for m in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text)]
    named = [*kinds, *["body"] * len(spans)][: len(spans)]
    blocks = tuple(Block(kind, *span) for kind, span in zip(named, spans, strict=True))
    found = tuple(
        Sentence(span.start, span.end, block.kind, number)
        for number, block in enumerate(blocks)
        for span in sentences(text, block.start, block.end)
    )
    report = Report(id_, "-", None, None, "", "en", text, None, blocks)
    return report, Annotation(id_, found, (), (), tuple(Span(*s) for s in quotations(text)), ())
