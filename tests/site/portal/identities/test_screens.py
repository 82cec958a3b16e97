"""From asking to reading: the officer's page, the custodian's screens, the citizen's page."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils.translation import override

from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from permissions.writing import written_moment
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case, CaseEvent, IdentityRequest
from workflows.cases.submission import StoredFile

pytestmark = pytest.mark.django_db
MARKS = re.compile(r"</?bdi[^<>]*>|[\u2066-\u2069]")
NOWHERE = "/admin/desk/26-00000-0/"
NAME, EMAIL, FILE = "Samar Haddad", "samar.haddad@example.org", "Samar Haddad CV.pdf"
WHY = "She must be heard in person."


@pytest.fixture
def land() -> Country:
    land = country()
    hire(land, "custodian", "central", "rights")
    return land


@pytest.fixture
def hidden(land: Country) -> Case:
    storages["private"].save("2026/11/cv", ContentFile(b"words"))
    files = (StoredFile(FILE, "application/pdf", 5, "0" * 64, "2026/11/cv"),)
    return file_case(confidential=True, name=NAME, email=EMAIL, files=files)


def ask(land: Country, case: Case, username: str = "officer-moh") -> IdentityRequest:
    client = client_of(land, username)
    sent = client.post(f"/admin/desk/{case.tracking}/ask-identity/", {"reason": WHY, "work": 1}, follow=True)
    assert "You asked the custodian on" in page(sent)
    return IdentityRequest.objects.get()


def open_it(land: Country, request: IdentityRequest, hours: str = "4") -> None:
    address = f"/admin/identities/{request.case.tracking}/{request.number}/open/"
    response = client_of(land, "custodian").post(address, {"hours": hours, "reason": "It is needed."})
    assert response.status_code == 302


def test_the_custodian_reads_where_whoever_asks_sits_also_when_it_ends_one_day(land: Country, hidden: Case) -> None:
    post = land.people["officer-moh"].holdings.get()
    post.ends = now() + timedelta(days=40)
    post.save()
    request = ask(land, hidden)
    html = page(client_of(land, "custodian").get(f"/admin/identities/{request.case.tracking}/{request.number}/"))
    assert "liaison · MOH" in html


def tells(response: object) -> bool:
    """Whether a page tells who it is."""
    html = page(response)
    return any(words in html for words in (NAME, "Haddad", EMAIL))


def test_the_agency_sees_that_it_is_confidential_and_nowhere_who_it_is(land: Country, hidden: Case) -> None:
    client = client_of(land, "officer-moh")
    html = page(client.get(f"/admin/desk/{hidden.tracking}/"))
    assert "Confidential" in html
    assert "The agency is not to learn who filed it" in html
    for address in (f"/admin/desk/{hidden.tracking}/", "/admin/desk/"):
        assert not tells(client.get(address))
    assert "data-case" not in page(client.get("/admin/desk/?q=Haddad"))


def test_a_file_that_bears_the_name_is_handed_out_under_another(land: Country, hidden: Case) -> None:
    response = client_of(land, "officer-moh").get(f"/admin/desk/{hidden.tracking}/files/1/")
    assert "file-1.pdf" in response["Content-Disposition"]
    assert "Samar" not in response["Content-Disposition"]
    assert b"".join(response.streaming_content) == b"words"  # type: ignore[attr-defined]


def test_the_complaints_unit_sees_it_on_asking_and_leaves_a_trace(land: Country, hidden: Case) -> None:
    client = client_of(land, "officer-central")
    assert not tells(client.get(f"/admin/desk/{hidden.tracking}/"))
    assert not AuditEntry.objects.filter(verb="identity_read").exists()
    shown = client.post(f"/admin/desk/{hidden.tracking}/identity/")
    assert tells(shown)
    assert "no-store" in shown["Cache-Control"]
    assert AuditEntry.objects.get(verb="identity_read").actor_user == land.people["officer-central"]


def test_to_those_who_may_not_the_identity_answers_like_nothing(land: Country, hidden: Case) -> None:
    for username in ("officer-moh", "officer-moe", "officer-rights"):
        client = client_of(land, username)
        first, second = client.post(f"/admin/desk/{hidden.tracking}/identity/"), client.post(NOWHERE)
        assert (first.status_code, page(first)) == (404, page(second))


def test_asked_opened_read_and_over(land: Country, hidden: Case) -> None:
    request = ask(land, hidden)
    custodian, officer = client_of(land, "custodian"), client_of(land, "officer-moh")
    listed = page(custodian.get("/admin/identities/"))
    assert 'data-standing="waiting"' in listed
    assert WHY in listed
    assert hidden.subject not in listed + page(
        custodian.get(f"/admin/identities/{request.case.tracking}/{request.number}/")
    )
    assert custodian.post(f"/admin/identities/{request.case.tracking}/{request.number}/read/").status_code == 404
    open_it(land, request)
    assert tells(officer.post(f"/admin/desk/{hidden.tracking}/identity/"))
    assert tells(custodian.post(f"/admin/identities/{request.case.tracking}/{request.number}/read/"))
    assert "The custodian opened the identity until" in page(officer.get(f"/admin/desk/{hidden.tracking}/"))
    with standing_at(now() + timedelta(hours=5)):
        assert officer.post(f"/admin/desk/{hidden.tracking}/identity/").status_code == 404
        assert custodian.post(f"/admin/identities/{request.case.tracking}/{request.number}/read/").status_code == 404
        assert 'data-standing="over"' in page(custodian.get("/admin/identities/"))


def test_an_open_identity_is_called_so_in_arabic(land: Country, hidden: Case) -> None:
    request = ask(land, hidden)
    open_it(land, request)
    address = f"/admin/identities/{request.case.tracking}/{request.number}/"
    assert "<span>مكشوفة الآن</span>" in page(client_of(land, "custodian", "ar").get(address))


def test_until_when_it_is_open_is_told_to_the_hour_also_where_days_alone_are_told(land: Country) -> None:
    sealed = file_case(kind="integrity", agency=None)
    request = ask(land, sealed, "officer-rights")
    open_it(land, request)
    request.refresh_from_db()
    assert request.until is not None
    html = MARKS.sub("", page(client_of(land, "officer-rights").get(f"/admin/desk/{sealed.tracking}/")))
    with override("en"):
        said = f"Open to you until {written_moment(request.until)}."
    assert " ".join(said.split()) in " ".join(html.split())


def test_what_is_open_is_closed_early(land: Country, hidden: Case) -> None:
    request = ask(land, hidden)
    open_it(land, request, hours="72")
    custodian = client_of(land, "custodian")
    assert custodian.post(f"/admin/identities/{request.case.tracking}/{request.number}/close/").status_code == 302
    assert client_of(land, "officer-moh").post(f"/admin/desk/{hidden.tracking}/identity/").status_code == 404


def test_a_refusal_is_read_by_whoever_asked_with_its_reason(land: Country, hidden: Case) -> None:
    request = ask(land, hidden)
    client_of(land, "custodian").post(
        f"/admin/identities/{request.case.tracking}/{request.number}/refuse/", {"reason": "Write to them instead."}
    )
    html = page(client_of(land, "officer-moh").get(f"/admin/desk/{hidden.tracking}/"))
    assert "Write to them instead." in html
    assert 'data-act="ask-identity"' in html
    assert "Write to them instead." not in page(client_of(land, "staff-moh").get(f"/admin/desk/{hidden.tracking}/"))


def test_a_decision_without_a_reason_or_hours_comes_back_with_what_was_typed(land: Country, hidden: Case) -> None:
    request = ask(land, hidden)
    response = client_of(land, "custodian").post(
        f"/admin/identities/{request.case.tracking}/{request.number}/open/", {"reason": "Because."}
    )
    assert response.status_code == 422
    assert "Choose for how long" in page(response)
    assert "Because." in page(response)
    assert not CaseEvent.objects.filter(verb="identity_opened").exists()


@pytest.mark.parametrize("username", ["officer-moh", "officer-central", "officer-rights", "level2-moe"])
def test_the_requests_are_nothing_to_others(land: Country, hidden: Case, username: str) -> None:
    request = ask(land, hidden)
    client = client_of(land, username)
    one = f"{request.case.tracking}/{request.number}/"
    for path in ("", one, f"{one}open/", f"{one}read/"):
        for method in (client.get, client.post):
            first, second = method(f"/admin/identities/{path}"), method(NOWHERE)
            assert (first.status_code, page(first)) == (404, page(second)), path
    assert "/admin/identities/" not in page(client.get("/admin/desk/"))


def test_a_custodian_of_the_complaints_unit_finds_no_sealed_request(land: Country) -> None:
    sealed = file_case(kind="integrity", name=NAME, email=EMAIL)
    request = ask(land, sealed, "officer-rights")
    hire(land, "custodian", username="other")
    other = client_of(land, "other")
    assert sealed.tracking not in page(other.get("/admin/identities/"))
    assert other.get(f"/admin/identities/{request.case.tracking}/{request.number}/").status_code == 404
    assert (
        client_of(land, "custodian").get(f"/admin/identities/{request.case.tracking}/{request.number}/").status_code
        == 200
    )


def test_the_custodian_lands_at_the_requests_and_the_menu_counts_them(land: Country, hidden: Case) -> None:
    custodian = client_of(land, "custodian")
    assert custodian.get("/admin/")["Location"] == "/admin/identities/"
    assert "Identities (" not in page(custodian.get("/admin/identities/"))
    ask(land, hidden)
    assert "Identities (1)" in page(custodian.get("/admin/identities/"))


def test_the_citizen_is_told_that_it_was_opened_not_to_whom_nor_that_it_was_asked(land: Country, hidden: Case) -> None:
    request = ask(land, hidden)
    citizen = proved(hidden)
    assert "custodian" not in page(citizen.get(f"/en/track/{hidden.tracking}/"))
    open_it(land, request)
    html = page(citizen.get(f"/en/track/{hidden.tracking}/"))
    assert "Your name and contact details were opened, until" in html
    assert "officer-moh" not in html
    assert WHY not in html


def proved(case: Case) -> Client:
    """A browser that has proved the secret of a case."""
    client = Client()
    response = client.post("/en/track/", {"tracking": case.tracking, "secret": case.secret})
    assert response.status_code == 302, page(response)
    return client
