"""An address that nobody sees: a letter there says that there is news, and no word of which."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.scenes import Country, country, file_case
from tests.tables import every_row
from workflows.cases.actions import AskCitizen
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseKey, RelayAddress
from workflows.cases.relay import forget_relay, has_relay, leave_relay, relay_of
from workflows.cases.wiping import wipe
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.relayed import relay_ways, relayed

pytestmark = pytest.mark.django_db

ADDRESS = "quiet-reed@example.org"
SEALED: dict[str, Any] = {"kind": "integrity", "agency": None, "email": ""}


@pytest.fixture
def land() -> Country:
    return country()


def to(address: str) -> list[Any]:
    """The letters that went there."""
    return [each for each in mail.outbox if each.to == [address]]


def answered(land: Country, case: Case) -> None:
    apply(case.pk, AskCitizen(text="Which floor was it?"), actor=land.actor(f"officer-{case.agency.code}"))
    deliver_waiting()


def test_what_is_left_with_a_form_is_told_of_news_and_of_nothing_else(land: Country) -> None:
    case = file_case(relay=ADDRESS, subject="A bribe for a permit", **SEALED)
    deliver_waiting()
    assert to(ADDRESS) == []  # that it has arrived, the page says
    answered(land, case)
    (letter,) = to(ADDRESS)
    whole = f"{letter.subject} {letter.body} {letter.alternatives} {letter.extra_headers}"
    assert "/ar/track/" in letter.body
    hidden = (case.tracking, case.tracking.replace("-", ""), case.secret, "bribe", "permit", "floor", "integrity")
    assert [word for word in hidden if word in whole] == []


def test_it_lies_in_no_table_but_encrypted_under_the_key_of_the_case(land: Country) -> None:
    case = file_case(relay=ADDRESS, **SEALED)
    answered(land, case)
    kept = repr(every_row())
    assert ADDRESS not in kept
    assert "quiet-reed" not in kept
    assert relay_of(Case.objects.get(pk=case.pk)) == ADDRESS
    assert not hasattr(case.person, "relay")
    RelayAddress.objects.filter(case=case).update(address="x")
    other = file_case(relay="other@example.org", **SEALED)
    moved = RelayAddress.objects.get(case=other).address
    RelayAddress.objects.filter(case=case).update(address=moved)
    with pytest.raises(ValueError, match="relay address of case"):
        relay_of(case)


def test_it_is_left_changed_and_forgotten_on_its_page_without_a_word_in_the_diary(land: Country) -> None:
    case = file_case(**SEALED)
    assert not has_relay(case)
    for address in (ADDRESS, "another@example.org"):
        leave_relay(case, address)
        assert relay_of(case) == address
    forget_relay(case)
    assert not has_relay(case)
    answered(land, case)
    assert to(ADDRESS) == to("another@example.org") == []
    assert case.events.filter(actor_kind="citizen").count() == 1


def test_a_request_of_before_there_were_keys_gets_one_with_its_address(land: Country) -> None:
    case = file_case(**SEALED)
    CaseKey.objects.filter(case=case).delete()
    Case.objects.filter(pk=case.pk).update(encrypted=False)
    leave_relay(case, ADDRESS)
    assert relay_of(case) == ADDRESS
    assert CaseKey.objects.filter(case=case).exists()


def test_it_goes_with_the_case(land: Country) -> None:
    case = file_case(relay=ADDRESS, **SEALED)
    wipe([case.pk])
    assert not RelayAddress.objects.exists()


def test_who_left_a_full_address_is_written_to_there_and_an_ordinary_case_is_asked_for_no_relay(
    land: Country, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = file_case()
    deliver_waiting()
    assert len(to("citizen@example.org")) == 1
    answered(land, case)
    _first, second = to("citizen@example.org")
    assert case.tracking in second.body
    with django_assert_num_queries(0):
        assert relay_ways(case, "asked") == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_press_in_a_mail_program_ends_them_and_the_link_shows_nothing(land: Country, language: str) -> None:
    case = file_case(relay=ADDRESS, language=language, **SEALED)
    answered(land, case)
    (letter,) = to(ADDRESS)
    headers = letter.extra_headers
    link = re.fullmatch(r"<https?://[^/]+(/\w\w/letters/[^/]+/)>", str(headers["List-Unsubscribe"]))
    assert link is not None
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link[1] in letter.body
    assert link[1] in letter.alternatives[0][0]
    ends = {"ar": "لا مزيد من هذه الرسائل", "en": "No more of these letters"}[language]
    assert ends in letter.body
    shown = Client().get(link[1]).content.decode()
    assert ends in shown
    assert [word for word in (case.tracking, case.subject, ADDRESS) if word in shown] == []
    assert has_relay(case), "looking changes nothing"
    program = Client(enforce_csrf_checks=True)
    for _press in range(2):
        assert program.post(link[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not RelayAddress.objects.exists()
    leave_relay(case, "another@example.org")
    program.post(link[1])
    assert relay_of(case) == "another@example.org", "the link of a former address ends nothing at a later one"


def test_a_letter_of_whose_address_was_forgotten_meanwhile_ends_nothing_later(land: Country) -> None:
    case = file_case(relay=ADDRESS, **SEALED)
    forget_relay(case)
    link = relayed(case, "en").fewer.partition("/en/")[2]  # its address was read before
    leave_relay(case, "another@example.org")
    assert Client().post(f"/en/{link}").status_code == 200
    assert relay_of(case) == "another@example.org"
