import pytest
from handmade import cases, story_of

from retold.compare.figures import Figures
from retold.compare.people import cast
from retold.compare.statements import statements


@pytest.mark.parametrize("case", cases("numbers"), ids=lambda c: c["two"][:50])
def test_another_number_of_the_same_thing(case):
    told = [{"id": "a", "text": case["one"]}, {"id": "b", "text": case["two"]}]
    story, reports, annotations = story_of(told)
    found = statements(story, reports, annotations, cast(annotations.values()), 100)
    against = Figures(found, 2).against(0)
    assert bool(against) == case["differ"]
