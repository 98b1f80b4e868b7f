import pytest
from annotate_reports import report

from retold.annotate import annotate
from retold.config import AnnotateSettings

WOMAN, MAN = "Mayor Laura Finch", "Mayor Robert Dane"
CUES = ["said", "told reporters", "added", "wrote", "insisted", "warned", "replied", "admitted"]


def speaker(text, words):
    made = report(text)
    at = made.text.index(words)
    found = [
        a
        for a in annotate(made, AnnotateSettings()).attributions
        if any(s.start <= at < s.end for s in a.content)
    ]
    assert found, words
    return found[0].speaker


@pytest.mark.parametrize("cue", CUES)
@pytest.mark.parametrize("name", ["Laura Finch", "Robert Dane", "Oleksandr Hryn", "Mr Achterberg"])
@pytest.mark.parametrize("frame", ['"The road is shut," {} {}.', '{1} {2}: "The road is shut."'])
def test_the_name_beside_the_cue(cue, name, frame):
    text = frame.format(name, cue) if "{1}" not in frame else frame.format("", name, cue)
    assert speaker(text, "The road is shut") == name.removeprefix("Mr ")


@pytest.mark.parametrize(
    ("who", "pronoun", "name"),
    [(WOMAN, "she", "Laura Finch"), (MAN, "he", "Robert Dane"), (WOMAN, "he", None), (MAN, "she", None)],
)
def test_a_pronoun_means_whom_it_can_mean(who, pronoun, name):
    assert speaker(f'{who} spoke on Monday.\n\n"The road is shut," {pronoun} said.', "The road") == name


def test_the_one_who_spoke_last_is_meant():
    text = (
        'Laura Finch greeted Karen Moss. "It is late," Finch said.\n\n'
        '"It was a long day," she said.\n\n"Good night," she added.'
    )
    assert speaker(text, "Good night") == "Laura Finch"


def test_somebody_quoted_about_is_not_the_speaker():
    text = 'Robert Dane mourned his friend.\n\n"Paul Osei was a giant," he said.'
    assert speaker(text, "Paul Osei was") == "Robert Dane"


def test_a_place_may_speak():
    assert (
        speaker("Lorania has warned that the treaty will end. Lorania said it would act.", "it would act")
        == "Lorania"
    )


def test_who_cannot_be_told_stays_unnamed_with_a_reason():
    made = report('"The road is shut," they said.')
    (only,) = annotate(made, AnnotateSettings()).attributions
    assert only.speaker is None
    assert "they" in only.why
