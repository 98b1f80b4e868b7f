import pytest
from handmade import cases

from retold.compare.people import cast
from retold.records import Annotation, Entity


@pytest.mark.parametrize("case", cases("people"), ids=lambda c: c["what"])
def test_names_of_one_are_joined_and_of_two_kept_apart(case):
    kind = "person" if case["persons"] else "body"
    annotations = [
        Annotation(f"r{n}", (), tuple(Entity(0, 1, kind, name) for name in names), (), (), ())
        for n, names in enumerate(case["reports"])
    ]
    who = cast(annotations)
    found: dict[str, set[str]] = {}
    for annotation in annotations:
        for entity in annotation.entities:
            found.setdefault(who.name(annotation.report, entity.name), set()).add(entity.name)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, case["together"]))


def test_nobody_stays_nobody():
    assert cast([]).name("r", None) is None
