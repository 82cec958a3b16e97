"""An owner gives a step a checklist: a line a point, kept with its keys, and told in the differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from permissions.platform import called
from portal.studio.process_checklist import as_lines, checklist_field, with_keys
from tests.scenes import Country
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, step_opened, step_sent
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def step_of(version: Version, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in version.definition["steps"] if step["key"] == key)
    return found


LINES = "* اتُّصل بصاحب الطلب | The citizen was called\nعوين المكان | The place was seen"


def test_a_checklist_is_written_kept_and_told_to_the_second_owner(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    assert step_sent(client, version, "handle", {"step-checklist": LINES}).status_code == 302
    assert step_of(version, "handle")["checklist"] == [
        {
            "key": "point_1",
            "name": {"ar": "اتُّصل بصاحب الطلب", "en": "The citizen was called"},
            "required": True,
        },
        {"key": "point_2", "name": {"ar": "عوين المكان", "en": "The place was seen"}},
    ]
    assert "The citizen was called" in step_opened(client, version, "handle")
    html = page(owner("owner2").get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert "The citizen was called (needed before an outcome)" in html
    step_sent(client, version, "handle", {"step-checklist": ""})
    assert step_of(version, "handle")["checklist"] == []


@pytest.mark.parametrize("line", ["* | Only English", "| Only English", "واحد | Two | Three"])
def test_a_line_without_its_first_language_comes_back_as_it_was_typed(land: Country, owner: Enter, line: str) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    step_sent(client, version, "handle", {"step-checklist": LINES})
    refused = step_sent(client, version, "handle", {"step-checklist": line})
    assert refused.status_code == 422
    assert line in page(refused)
    assert len(step_of(version, "handle")["checklist"]) == 2


def test_points_keep_their_keys_when_they_are_moved_or_put_right() -> None:
    first = {"name": {"ar": "أ", "en": "A"}, "required": True}
    second, third = {"name": {"ar": "ب", "en": "B"}}, {"name": {"ar": "ج", "en": "C"}}
    kept = with_keys([first, second], [])
    assert [each["key"] for each in kept] == ["point_1", "point_2"]
    again = with_keys([third, {"name": {"ar": "ب", "en": "Bee"}}, first], kept)
    assert [each["key"] for each in again] == ["point_3", "point_2", "point_1"]
    assert as_lines(kept) == "* أ | A\nب | B"


def test_the_other_language_may_come_later_and_one_that_is_not_offered_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checklist_field().clean("* بلا ترجمة |\nب") == [
        {"name": {"ar": "بلا ترجمة"}, "required": True},
        {"name": {"ar": "ب"}},
    ]
    monkeypatch.setattr(called.known, "languages", ("en",))
    former = [{"key": "point_1", "name": {"ar": "أ", "en": "A"}}]
    assert as_lines(former) == "A"
    (point,) = with_keys(checklist_field().clean("* A"), former)
    assert point == {"key": "point_1", "name": {"ar": "أ", "en": "A"}, "required": True}
