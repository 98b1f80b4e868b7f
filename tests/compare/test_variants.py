import pytest
from handmade import cases

from retold.compare.variants import difference


@pytest.mark.parametrize("case", cases("variants"), ids=lambda c: c["form"])
def test_a_form_is_what_the_fullest_one_makes_it(case):
    found = difference(case["full"], case["form"], primary=case.get("primary", False))
    assert found.variant == case["variant"]
    if "says" in case:
        assert case["says"] in found.says
