"""The second owner publishes what they read, not what was slipped in since."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import FORM, begun, send
from workflows.cases.models import RequestKind
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


@pytest.fixture
def land() -> Country:
    return country()


def publish_as_read(client: Client, draft: Version, html: str) -> int:
    """What the button on a page that was opened before sends."""
    address = f"/admin/studio/drafts/{draft.pk}/publish/"
    form = re.search(rf'<form method="post" action="{address}">.*?</form>', html, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', form[0]))
    return client.post(address, fields).status_code


def test_a_draft_that_was_changed_after_it_was_read_is_not_published(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first, "kind", "integrity")
    sealed = {**FORM, "sensitive": "on", "process": "integrity", "name_en": "Integrity report"}
    send(first, draft, sealed)
    read = page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    send(first, draft, {**sealed, "sensitive": ""})  # meanwhile the seal is taken off
    assert publish_as_read(second, draft, read) == 422
    assert RequestKind.objects.get(code="integrity").sensitive
    assert file_case(kind="integrity").track == "sensitive"


def test_read_again_it_is_published(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first, "kind", "inquiry")
    send(first, draft, {**FORM, "sensitive": "on"})
    read = page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert publish_as_read(second, draft, read) == 302
    assert RequestKind.objects.get(code="inquiry").sensitive
