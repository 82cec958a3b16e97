"""A test that commits begins with what migrations made, whatever another left, and the diary stands protected."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site

from permissions.actors import Actor
from permissions.audit import triggers
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from tests import emptying
from tests.tables import every_row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", [1, 2])
def test_it_finds_the_rows_of_the_migrations_and_no_other(time: int) -> None:
    assert {name: rows for name, rows in every_row().items() if rows} == {
        table.name: sorted(rows.values(), key=repr) for table, rows in emptying._from_migrations.items()
    }
    assert (Site.objects.count(), Page.objects.filter(depth=1).count(), Locale.objects.count()) == (1, 1, 1)
    assert triggers.missing(connection) == []
    User.objects.create(username=f"left {time}", name={"ar": "باقٍ", "en": "Left"}, password="!")
    Page.objects.filter(depth=2).delete()
    with transaction.atomic():
        append([NewEntry("case_read", "case", time)], actor=Actor.clock, at=now())
