"""Five thousand people by one file: within a minute, in statements that do not grow with them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.actors import Actor
from permissions.people.models import User
from portal.operations.sheets.all import sheet_of
from portal.operations.sheets.carrying_out import carry_out, confirm, take_in
from portal.operations.sheets.models import SentSheet, SentState
from portal.operations.sheets.reading import read_table
from tests.scenes import Country, country, hire
from tests.site.portal.sheets.sending import as_xlsx

HEADS = ["email", "name_ar", "name_en", "body", "post", "deputy", "role"]
MOST_SECONDS = 60


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    return found


def take_people(actor: Actor, first: int, count: int) -> SentSheet:
    """A file of new people: every second one deputises in a post, the others hold a role."""
    rows = [
        [f"p{n}@moh.example", f"موظف {n}", f"Officer {n}", "moh", *(["0", "1", ""] if n % 2 else ["", "", "officer"])]
        for n in range(first, first + count)
    ]
    content, sheet = as_xlsx([HEADS, *rows]), sheet_of("people")
    assert sheet is not None
    sent = take_in(sheet, read_table(content, sheet), name="people.xlsx", content=content, actor=actor)
    assert sent.counts == {"refused": 0, "added": count, "changed": 0, "same": 0}
    assert confirm(sent)
    return sent


@pytest.mark.django_db
def test_statements_do_not_grow_with_the_people(land: Country) -> None:
    actor = land.actor("admin")
    needed = []
    for first, count in ((0, 10), (100, 60)):
        sent = take_people(actor, first, count)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            carry_out(sent.pk, links=False)
        needed.append(len(queries))
        assert User.objects.filter(username__startswith="p").count() >= count
    # Audit entries are inserted 110 at a time on SQLite.
    assert needed[1] - needed[0] <= 4
    assert needed[0] <= 90


@pytest.mark.large
@pytest.mark.django_db
def test_five_thousand_people_take_a_minute_at_most(land: Country) -> None:
    began = time.monotonic()
    sent = take_people(land.actor("admin"), 0, 5_000)
    looked = time.monotonic() - began
    carry_out(sent.pk, links=False)
    written = time.monotonic() - began
    print(f"looked at in {looked:.1f} s, written in {written:.1f} s")
    assert written <= MOST_SECONDS
    carry_out(sent.pk)
    sent.refresh_from_db()
    assert (sent.state, sent.letters_due, sent.letters_unsent) == (SentState.DONE, 5_000, 0)
    assert len(mail.outbox) == 5_000
    print(f"with every letter in {time.monotonic() - began:.1f} s")
