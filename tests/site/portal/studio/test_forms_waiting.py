"""The first page of the admin tells editors, and nobody else, of the forms that wait to be published."""

from __future__ import annotations

import pytest
from django.test import Client

from content.forms.page import FormPage
from tests.content.forms import made
from tests.scenes import hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import RequestKind

pytestmark = pytest.mark.django_db


def waiting(client: Client) -> bool:
    return "data-forms-waiting" in page(client.get("/admin/", follow=True))


def test_editors_are_told_until_it_is_published_or_its_kind_is_over() -> None:
    land = made.published_forms()
    for role in ("editor", "owner"):
        hire(land, role)
    editor = client_of(land, "editor")
    assert not waiting(editor)
    FormPage.objects.filter(kind="inquiry", locale__language_code="en").update(live=False, first_published_at=None)
    assert waiting(editor)
    assert not waiting(client_of(land, "owner"))
    RequestKind.objects.filter(code="inquiry").update(active=False)
    assert not waiting(editor)
