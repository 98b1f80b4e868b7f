"""The language of a text, and that nothing is guessed from too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.text.language import UNKNOWN, language

CASES = {
    "en": "The ferry to Westhaven will not sail for a week, the harbour master said on Monday.",
    "fr": "Le bac de Westhaven ne circulera pas pendant une semaine, a déclaré la capitaine du port.",
    "de": "Die Fähre nach Westhaven fährt eine Woche lang nicht, sagte die Hafenmeisterin am Montag.",
    "es": "El transbordador no saldrá durante una semana, dijo el lunes la capitana del puerto.",
    "ru": "Паром в Вестхейвен не будет ходить неделю, сообщила в понедельник начальница порта.",
    "zh": "港务长星期一表示，渡轮将停航一周，公交车将代替渡轮。",
}


@pytest.mark.parametrize("code", CASES)
def test_a_sentence_is_enough(code):
    assert language(CASES[code]) == code


@pytest.mark.parametrize("text", ["", "Westhaven", "12345 " * 50, "AFP | PTI"])
def test_too_little_tells_nothing(text):
    assert language(text) == UNKNOWN


@given(st.text(max_size=200))
def test_any_text_has_a_code(text):
    assert language(text).isalpha()
