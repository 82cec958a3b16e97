"""What other systems are to be told is kept as it was when the page changed."""

from __future__ import annotations

from typing import Any

import pytest

from content.pages.models import StandardPage
from content.webhooks.models import WebhookCall
from tests.scenes import country
from tests.seeded_site import pages_and_forms

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_title_that_changes_later_is_another_call(settings: Any) -> None:
    country()
    pages_and_forms()
    settings.PAGE_WEBHOOKS = ["https://web.example.org/", "https://other.example.org/"]
    page = StandardPage.objects.get(slug="privacy", locale__language_code="ar")
    for title in ("الخصوصية", "خصوصيتك"):
        page.title = title
        page.save_revision().publish()
    told = WebhookCall.objects.order_by("pk").values_list("page__title", "page__language", "what")
    assert list(told) == [(title, "ar", "published") for title in ("الخصوصية", "خصوصيتك") for _webhook in range(2)]
    assert [call.host for call in WebhookCall.objects.order_by("pk")[:2]] == ["web.example.org", "other.example.org"]
