"""The second owner publishes what they read, not what was slipped in since."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.scenes import Country, file_case
from tests.site.portal.studio.drafting import FORM, begun, handed_over_to, publish_as_read, send
from workflows.cases.models import RequestKind

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def test_a_draft_that_was_changed_after_it_was_read_is_not_published(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first, "kind", "integrity")
    sealed = {**FORM, "sensitive": "on", "process": "integrity", "name_en": "Integrity report"}
    send(first, draft, sealed)
    read = handed_over_to(second, draft)
    send(first, draft, {**sealed, "sensitive": ""})  # meanwhile the seal is taken off
    assert publish_as_read(second, draft, read) == 422
    assert RequestKind.objects.get(code="integrity").sensitive
    assert file_case(kind="integrity").track == "sensitive"


def test_read_again_it_is_published(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first, "kind", "inquiry")
    send(first, draft, {**FORM, "sensitive": "on"})
    read = handed_over_to(second, draft)
    assert publish_as_read(second, draft, read) == 302
    assert RequestKind.objects.get(code="inquiry").sensitive


def test_whoever_says_nothing_of_what_they_read_publishes_nothing(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first, "kind", "inquiry")
    send(first, draft, {**FORM, "sensitive": "on"})
    for said in ({}, {"read": ""}, {"read": "0" * 64}):
        assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", said).status_code == 422
    assert not RequestKind.objects.get(code="inquiry").sensitive


def test_a_draft_that_a_newer_version_overtook_is_read_again_and_says_so(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    older, newer = begun(first, "kind", "inquiry"), begun(first, "kind", "inquiry")
    send(first, older, {**FORM, "name_en": "Question"})
    send(first, newer, {**FORM, "sensitive": "on"})
    read = handed_over_to(second, older)
    assert "may be lost" not in read
    assert publish_as_read(second, newer, handed_over_to(second, newer)) == 302
    assert publish_as_read(second, older, read) == 422, "it was compared with what is no longer in force"
    assert RequestKind.objects.get(code="inquiry").sensitive
    read = handed_over_to(second, older)
    assert f"Version <bdi>{newer.number}</bdi> was put in force after this draft was begun" in read
    assert publish_as_read(second, older, read) == 302, "who knows it may do so"
    assert not RequestKind.objects.get(code="inquiry").sensitive
