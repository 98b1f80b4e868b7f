from dataclasses import replace

import pytest
from handmade import cases, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.compare import utterances
from retold.config import CompareSettings
from retold.records import Attribution, Span
from retold.text.edits import replay
from retold.text.tokens import keys, tokens

SETTINGS = CompareSettings()


@pytest.mark.parametrize("case", cases("utterances"), ids=lambda c: c["what"])
def test_the_utterances_of_a_story(case):
    found = utterances(*story_of(case["reports"]), SETTINGS)
    told = {(u.speaker, u.variant, tuple((f.report, f.text) for f in u.forms)) for u in found}
    wanted = {(w.get("speaker"), w["variant"], tuple(map(tuple, w["forms"]))) for w in case.get("want", [])}
    if case["what"].startswith("the same words given"):
        told = {(None, *rest) for _, *rest in told}
    assert told == wanted


_SENTENCES = st.sampled_from(
    [
        "The lamp went out.", "We shall rebuild the harbour by spring.", "we shall rebuild the harbor",
        "It's nobody's fault, really.", "Rebuild it", "Nine boats were lost in one night!", "lost", "…",
        "He [Bey] never came back.", "So be it", "The lamp, they say, went out at nine.",
    ]
)  # fmt: skip
_SAID = st.tuples(
    st.lists(_SENTENCES, min_size=1, max_size=3),
    st.sampled_from(["Ada Renn", "Renn", "Tove Rand", None]),
    st.sampled_from(["direct", "mixed"]),
    st.booleans(),
)


def _report(name, said):
    lines = [f"{speaker or 'Someone'} said “{' '.join(words)}” again." for words, speaker, _, _ in said]
    text, told, start = "\n\n".join(lines), [], 0
    for line, (words, speaker, kind, primary) in zip(lines, said, strict=True):
        told.append((start + line.index("“") + 1, " ".join(words), speaker, kind, primary))
        start += len(line) + 2
    return {"id": name, "text": text, "at": told}


def _records(reports):
    """Story, reports and annotations; the attributions stand where they were put, not where first found."""
    story, texts, annotations = story_of(reports)
    for report in reports:
        made = tuple(
            Attribution(kind, (), (), (Span(s, s + len(words)),), speaker, "", primary)
            for s, words, speaker, kind, primary in report["at"]
        )
        annotations[report["id"]] = replace(
            annotations[report["id"]], attributions=made, quotations=tuple(a.content[0] for a in made)
        )
    return story, texts, annotations


def _story(drawn):
    return _records([_report(f"r{n}", said) for n, said in enumerate(drawn)])


_DRAWN = st.lists(st.lists(_SAID, min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(_DRAWN)
def test_every_form_slices_its_words_and_its_script_replays(drawn):
    story, texts, annotations = _story(drawn)
    for utterance in utterances(story, texts, annotations, SETTINGS):
        full = utterance.forms[0].text
        for form in utterance.forms:
            assert form.text == " […] ".join(texts[form.report].text[s:e] for s, e in form.spans)
            assert replay(full, form.text, form.edits) == keys(form.text)


@settings(max_examples=60, deadline=None)
@given(_DRAWN)
def test_every_quoted_word_stands_in_exactly_one_utterance(drawn):
    story, texts, annotations = _story(drawn)
    found = utterances(story, texts, annotations, SETTINGS)
    for name, annotation in annotations.items():
        spans = [s for u in found for f in u.forms if f.report == name for s in f.spans]
        for attribution in annotation.attributions:
            for place in [w.start for w in tokens(texts[name].text, *attribution.content[0])]:
                assert sum(s.start <= place < s.end for s in spans) == 1


@settings(max_examples=40, deadline=None)
@given(_DRAWN, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(drawn, random):
    story, texts, annotations = _story(drawn)
    names = list(story.reports)
    random.shuffle(names)
    other = utterances(
        replace(story, reports=tuple(names)),
        {n: texts[n] for n in names},
        {n: annotations[n] for n in names},
        SETTINGS,
    )
    assert other == utterances(story, texts, annotations, SETTINGS)


def test_a_large_story_is_done_at_once():
    said = [(["We lost boat number 7 to the sea."], "Ada Renn", "direct", False)] * 12
    found = utterances(*_records([_report(f"r{n:03}", said) for n in range(60)]), SETTINGS)
    assert len(found) == 1
    assert found[0].variant == "identical"
    assert len(found[0].forms) == 720
