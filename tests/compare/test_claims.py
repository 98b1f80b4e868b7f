from dataclasses import replace

import pytest
from handmade import cases, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.compare import claims
from retold.config import CompareSettings
from retold.records import Lineage

SETTINGS = CompareSettings()


def _claims(case, limits=SETTINGS):
    story, reports, annotations = story_of(case["reports"])
    lineage = Lineage("s", (), (), tuple(map(tuple, case["origins"])))
    return claims(story, reports, annotations, (), lineage, limits), reports


@pytest.mark.parametrize("case", cases("claims"), ids=lambda c: c["what"])
def test_a_claim_has_its_supports_origins_and_conflicts(case):
    found, _ = _claims(case)
    claim = next(c for c in found if c.text == case["claim"])
    assert sorted({s.report for s in claim.support}) == case["support"]
    assert claim.origins == case["count"]
    told = [[c.report, c.how] for c in claim.conflicts]
    wanted = case.get("conflicts", [])
    assert [report for report, _ in told] == [report for report, _ in wanted]
    assert all(how.startswith(start) for (_, how), (_, start) in zip(told, wanted, strict=True))


def test_no_more_claims_are_kept_than_the_settings_allow():
    found, _ = _claims(cases("claims")[0], replace(SETTINGS, most_claims=1))
    assert [c.text for c in found] == [
        "The vote followed a petition signed by 47 members of the island council."
    ]


_PARTS = [part for case in cases("claims") for part in case["reports"]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_claims_hold_whatever_the_reports_and_their_order(parts, random):
    told = [{**part, "id": f"{n}"} for n, part in enumerate(parts)]
    shuffled = random.sample(told, len(told))
    origins = [[t["id"]] for t in told]
    found, reports = _claims({"reports": told, "origins": origins})
    again, _ = _claims({"reports": shuffled, "origins": origins})
    assert again == found
    for claim in found:
        carriers = {s.report for s in claim.support}
        assert 1 <= claim.origins <= len(carriers)
        assert not carriers & {c.report for c in claim.conflicts}
        for place in claim.support:
            assert reports[place.report].text[place.start : place.end].strip()
