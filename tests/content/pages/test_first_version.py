"""The first version of a page that comes with the platform stands in its history once."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import PageLogEntry

from content.pages.first_version import EDITED, keep_first
from tests.seeded_site import pages

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_it_is_entered_once_and_to_look_costs_one_statement(django_assert_num_queries: Any) -> None:
    home = pages()
    entries = PageLogEntry.objects.filter(page=home.pk, action=EDITED)
    first = home.revisions.order_by("created_at", "pk").first()
    entries.delete()
    keep_first(home)
    entry = entries.get()
    assert (entry.revision, entry.timestamp) == (first, first.created_at)
    with django_assert_num_queries(1):
        keep_first(home)
    assert entries.get() == entry
