"""The complaints unit treats a request as confidential; and what cannot be read is told on the page in words."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override

from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of
from tests.site.portal.signed_in import page as text_of
from workflows.cases.models import Case, Message
from workflows.cases.models.encrypted import CANNOT_BE_READ

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def send(client: Client, case: Case, **values: str) -> str:
    answer = client.post(f"/admin/desk/{case.tracking}/confidential/", values)
    return "" if answer.status_code == 302 else text_of(answer)


def test_the_unit_is_asked_once_more_and_the_agency_sees_nobody_from_then_on(land: Country) -> None:
    case = file_case(name="ليلى الحديدي")
    unit, officer = client_of(land, "officer-central"), client_of(land, "officer-moh")
    address = f"/admin/desk/{case.tracking}/"
    assert "ليلى الحديدي" in text_of(officer.get(address))
    html = text_of(unit.get(address))
    assert "confidential/" in html
    assert "The agency reads it too" in html
    assert "confidential/" not in text_of(officer.get(address))
    asked = send(unit, case, reason="يخشى صاحب الطلب على عمله")
    assert "Nobody can undo it" in asked
    assert not Case.objects.get(pk=case.pk).confidential
    assert send(unit, case, reason="يخشى صاحب الطلب على عمله", sure="on") == ""
    assert Case.objects.get(pk=case.pk).confidential
    shown = text_of(officer.get(address))
    assert "ليلى الحديدي" not in shown
    assert "The agency is not to learn who filed it." in shown
    assert "citizen asked" not in shown
    assert "يخشى صاحب الطلب على عمله" in shown
    assert "confidential/" not in text_of(unit.get(address))


def test_an_agency_cannot_send_it(land: Country) -> None:
    case = file_case()
    client = client_of(land, "officer-moh")
    answer = client.post(f"/admin/desk/{case.tracking}/confidential/", {"reason": "x", "sure": "on"})
    assert answer.status_code in (403, 404)
    assert not Case.objects.get(pk=case.pk).confidential


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_text_that_was_moved_is_told_in_words_to_officer_and_citizen(land: Country, language: str) -> None:
    case, other = file_case(kind="integrity"), file_case(kind="integrity")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM workflows_message WHERE case_id = %s", [other.pk])
        (moved,) = cursor.fetchone()
        cursor.execute("UPDATE workflows_message SET text = %s WHERE case_id = %s", [moved, case.pk])
    with override(language):
        told = str(CANNOT_BE_READ)
    client = client_of(land, "officer-rights", language)
    assert told in text_of(client.get(f"/admin/desk/{case.tracking}/"))
    assert Message.objects.filter(case=case).count() == 1
