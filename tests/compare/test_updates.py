import pytest
from handmade import cases, story_of
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.compare import claims, updates, utterances
from retold.config import CompareSettings

SETTINGS = CompareSettings()


def _found(told):
    story, reports, annotations = story_of(told)
    said = utterances(story, reports, annotations, SETTINGS)
    claimed = claims(story, reports, annotations, (), None, SETTINGS)
    return updates(story, reports, annotations, said, claimed, SETTINGS), said, claimed, reports


@pytest.mark.parametrize("case", cases("updates"), ids=lambda c: c["what"])
def test_the_updates_of_a_story(case):
    found, said, claimed, reports = _found(case["reports"])
    about = {u.id: u.forms[0].text for u in said} | {c.id: c.text.strip('"“') for c in claimed}
    told = [
        (
            u.kind,
            u.by,
            u.report,
            reports[u.report].text[u.start : u.end].strip('"'),
            about.get(u.utterance or u.claim, u.why),
        )
        for u in found
    ]
    for want, got in zip(case.get("want", []), told, strict=True):
        assert got[:3] == (want["kind"], want.get("by"), want["report"])
        assert got[3].startswith(want["has"])
        assert want["of"] in got[4]
    assert [list(u.missing_from) for u in found] == [w["missing_from"] for w in case.get("want", [])]


_PARTS = [part for case in cases("updates") for part in case["reports"]]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=5))
def test_reports_that_lack_an_update_are_of_the_story_and_not_the_one_that_has_it(parts):
    told = [{**part, "id": f"{n}"} for n, part in enumerate(parts)]
    found, said, claimed, _ = _found(told)
    names = {t["id"] for t in told}
    for update in found:
        assert set(update.missing_from) <= names - {update.report}
        assert update.utterance in {None, *(u.id for u in said)}
        assert update.claim in {None, *(c.id for c in claimed)}
        assert not (update.utterance and update.claim)
