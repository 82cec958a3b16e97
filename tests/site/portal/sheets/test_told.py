"""Whoever sent a spreadsheet that the queue carries out hears at the bell that it is over; of others nobody does."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from portal.operations.sheets import carrying_out
from portal.operations.sheets.all import sheet_of
from portal.operations.sheets.carrying_out import carry_out, confirm, take_in
from portal.operations.sheets.models import SentSheet, SentState
from portal.operations.sheets.reading import read_table
from tests.scenes import Country, country, hire
from tests.site.portal.sheets.sending import as_xlsx
from tests.site.portal.signed_in import client_of, page
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.models import Notice, NoticeKind
from workflows.notifications.to_askers import link_of
from workflows.suggestions.tasks import is_due, learn_what_is_due

pytestmark = pytest.mark.django_db
HEADS = ["email", "name_ar", "name_en", "body", "post", "deputy", "role"]


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    return found


@pytest.fixture
def admin(land: Country) -> Client:
    return client_of(land, "admin")


def sent(land: Country) -> SentSheet:
    """Two new people, confirmed."""
    rows = [[f"p{n}@moh.example", f"موظف {n}", f"Officer {n}", "moh", "", "", "officer"] for n in range(2)]
    content, sheet = as_xlsx([HEADS, *rows]), sheet_of("people")
    assert sheet is not None
    found = take_in(sheet, read_table(content, sheet), name="people.xlsx", content=content, actor=land.actor("admin"))
    assert confirm(found)
    return found


def test_it_is_said_once_at_the_bell_of_its_sender_and_leads_to_it(land: Country, admin: Client) -> None:
    file = sent(land)
    carry_out(file.pk)
    carry_out(file.pk)  # rung for twice
    deliver_waiting()
    [notice] = Notice.objects.filter(kind=NoticeKind.JOB)
    assert notice.user == land.people["admin"]
    assert "What your spreadsheet says has been done" in page(admin.get("/admin/notices/"))
    place = link_of(notice.entry).removeprefix(str(settings.INSAF_URL))
    assert f"/{file.pk}/" in place
    assert admin.get(place).status_code == 200
    assert client_of(land, "officer-moh").get(place).status_code == 404


def test_after_an_import_what_is_suggested_is_learned_anew(land: Country) -> None:
    learn_what_is_due()
    file = sent(land)
    assert not is_due(), "nothing was done yet"
    carry_out(file.pk, links=False)
    assert is_due()


def test_what_is_done_while_they_wait_is_said_on_the_page_alone(land: Country) -> None:
    carry_out(sent(land).pk, links=False)
    deliver_waiting()
    assert not Notice.objects.filter(kind=NoticeKind.JOB).exists()


def test_that_nothing_could_be_done_is_said_too(land: Country, admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_sent: SentSheet) -> None:
        raise RuntimeError

    monkeypatch.setattr(carrying_out, "_write", fails)
    file = sent(land)
    carry_out(file.pk)
    file.refresh_from_db()
    assert file.state == SentState.FAILED
    deliver_waiting()
    assert "What your spreadsheet says could not be done" in page(admin.get("/admin/notices/"))
