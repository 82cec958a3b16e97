"""Requests about the same matter, on the page of each."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def send(client: Client, case: Case, act: str, **values: Any) -> Any:
    return client.post(f"/admin/desk/{case.tracking}/{act}/", {"work": 1, **values}, follow=True)


def shown(client: Client, case: Case) -> str:
    return page(client.get(f"/admin/desk/{case.tracking}/"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_two_are_answered_together_and_apart_again(land: Country, language: str) -> None:
    client, one, lead = client_of(land, "officer-moh", language), file_case(), file_case()
    send(client, one, "matter", number=lead.tracking.replace("-", ""), relation="merge")
    assert Case.objects.get(pk=one.pk).lead_id == lead.pk
    assert f'data-linked="{lead.tracking}"' in shown(client, one)
    assert f'data-linked="{one.tracking}"' in shown(client, lead)
    assert "/decide/" not in shown(client, one)
    assert one.tracking not in page(client.get("/admin/desk/"))
    send(client, lead, "apart", link=one.tracking)
    assert (Case.objects.get(pk=one.pk).lead_id, Work.objects.get(case=one).follows) == (None, False)
    assert "data-linked" not in shown(client, lead)
    assert "/decide/" in shown(client, one)


def test_a_number_that_one_may_not_work_is_as_unknown_as_any(land: Country) -> None:
    client, one = client_of(land, "officer-moh"), file_case()
    for number in (file_case(agency="moe").tracking, file_case(kind="integrity").tracking, "26-0000-0000-0", "x"):
        for relation in ("related", "duplicate", "merge"):
            sent = send(client, one, "matter", number=number, relation=relation)
            assert sent.status_code == 422
            assert "There is no request of this number that you may work." in page(sent)
    assert one.events.count() == 1


def test_a_link_that_one_may_not_read_is_not_there(land: Country) -> None:
    one, other = file_case(), file_case(agency="moe")
    send(client_of(land, "officer-central"), one, "matter", number=other.tracking, relation="related")
    assert other.tracking in shown(client_of(land, "officer-central"), one)
    html = shown(client_of(land, "officer-moh"), one)
    assert other.tracking not in html
    assert "data-linked" not in html


def test_what_cannot_be_merged_is_refused_in_words_and_what_was_typed_stays(land: Country) -> None:
    client, one, other = client_of(land, "officer-moh"), file_case(), file_case(kind="inquiry")
    sent = send(client, one, "matter", number=other.tracking, relation="merge")
    assert sent.status_code == 422
    assert "different kinds" in page(sent)
    assert f'value="{other.tracking}"' in page(sent)
