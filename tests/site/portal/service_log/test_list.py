"""The list of automatic acts: what failed and why, in both languages, and one more try; of the sealed the number."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from permissions.audit.models import AuditEntry
from permissions.now import now
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.outbox.models import ServiceCall

pytestmark = pytest.mark.django_db
LIST = "/admin/automatic/"


@pytest.fixture
def land() -> Country:
    found = country()
    hire(found, "administrator", username="admin")
    return found


def given_up(case: Case, problem: str = "private") -> ServiceCall:
    at = {"created_at": now(), "available_at": now(), "failed_at": now()}
    return ServiceCall.objects.create(
        key=f"{case.pk}:1:1:handle", case=case, event_number=1, step="handle", service="web", problem=problem, **at
    )


def rows(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [each.get_text(" ", strip=True) for each in BeautifulSoup(answer.content, "lxml").select("tr[data-call]")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", ("استدعاء عنوان على الشبكة", "شبكة خاصة", "تُركت المحاولة", "إعادة المحاولة")),
        ("en", ("Call a web address", "private network", "given up", "Try once more", "Handling")),
    ],
)
def test_it_says_what_failed_and_why(land: Country, language: str, words: tuple[str, ...]) -> None:
    case = file_case(agency="moh", subject="موضوع-فريد")
    given_up(case)
    client = client_of(land, "admin", language)
    (row,) = rows(client.get(LIST))
    for each in (case.tracking, *words):
        assert each in row
    assert "موضوع-فريد" not in page(client.get(LIST))


def test_of_a_sensitive_request_the_number_is_all_and_of_one_that_accuses_the_reader_nothing(land: Country) -> None:
    sealed, accusing = file_case(kind="integrity"), file_case(agency="moh")
    given_up(sealed), given_up(accusing)
    apply(
        accusing.pk,
        SetParties(parties=(Concerned(user_id=land.people["admin"].pk),), reason="x"),
        actor=land.actor("officer-central"),
    )
    (row,) = rows(client_of(land, "admin").get(LIST))
    assert sealed.tracking in row
    assert "sensitive" in row
    assert "Call a web address" not in row


def test_one_more_try_is_on_record_and_once(land: Country) -> None:
    call = given_up(file_case(agency="moh"))
    client = client_of(land, "admin")
    assert client.get(f"{LIST}{call.pk}/again/").status_code == 404
    for said in ("tried once more", "done meanwhile"):
        assert said in page(client.post(f"{LIST}{call.pk}/again/", follow=True))
    call.refresh_from_db()
    assert (call.failed_at, call.attempts, call.problem) == (None, 0, "")
    assert AuditEntry.objects.get(verb="act_tried_again").data == {"service": "web"}


def test_what_nobody_waits_for_has_no_button(land: Country) -> None:
    given_up(file_case(agency="moh"), problem="over")
    client = client_of(land, "admin")
    assert 'data-do="again"' not in page(client.get(LIST))
    assert "The request went on before it was done." in page(client.get(LIST))


@pytest.mark.parametrize(("state", "said"), [("", "There is no such act."), ("failed", "Nothing has failed.")])
def test_without_any_it_says_so(land: Country, state: str, said: str) -> None:
    assert said in page(client_of(land, "admin").get(LIST, {"state": state or "all"}))


def test_it_is_the_administrators(land: Country) -> None:
    call = given_up(file_case(agency="moh"))
    for login in ("officer-moh", "officer-central"):
        client = client_of(land, login)
        assert client.get(LIST).status_code == client.post(f"{LIST}{call.pk}/again/").status_code != 200
    call.refresh_from_db()
    assert call.failed_at is not None
