"""A case that was erased, on every screen and at every address that names a case: it says so, and nothing fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from permissions.actors import Actor
from permissions.now import now
from portal.desk.case_paper import Asked, case_html
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.citizen.following import prove
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Concerned, Reply, SetParties, Withdraw
from workflows.cases.erasing import erase_again
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
SUBJECT = "Zumurrudiya is out"


@pytest.fixture
def land() -> Country:
    land = country()
    hire(land, "data_protection", "central", "rights", username="keeper")
    hire(land, "custodian", "central", "rights", username="custodian")
    hire(land, "auditor", "central", username="auditor")
    return land


def erased(land: Country, **said: Any) -> Case:
    case = file_case(subject=SUBJECT, text=SUBJECT, name="Samar Haddad", phone="+962790000001", **said)
    if said.get("kind") != "integrity":
        apply(case.pk, Reply(text=SUBJECT), actor=land.actor("officer-central"))
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    assert erase_again(case.pk, now())
    secret = case.secret
    case = Case.objects.get(pk=case.pk)
    case.secret = secret
    return case


def addresses(tracking: str) -> Iterator[str]:
    """Every address of the site that names a case by its number."""
    for pattern in _patterns(get_resolver(), ""):
        if "<slug:tracking>" in pattern or "<str:tracking>" in pattern:
            filled = pattern.replace("<slug:tracking>", tracking).replace("<str:tracking>", tracking)
            for name, value in (("int:number", "1"), ("slug:act", "note"), ("slug:name", "add"), ("slug:key", "x")):
                filled = filled.replace(f"<{name}>", value)
            if "<" not in filled:
                yield f"/{filled}"


def _patterns(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield path
        else:
            yield from _patterns(each, path)


def test_the_citizen_reads_when_and_why_and_what_stays(client: Client, land: Country) -> None:
    case = erased(land)
    for language, words in (("en", "This request was erased on"), ("ar", case.tracking)):
        prove(client, case, language)
        html = client.get(f"/{language}/track/{case.tracking}/").content.decode()
        assert words in html
        assert "data-erased" in html
        assert SUBJECT not in html
        assert "<form" in html
    for act in ("rate", "reopen", "add", "withdraw"):
        answer = client.post(f"/en/track/{case.tracking}/{act}/", {"text": "x", "stars": "5", "solved": "yes"})
        assert answer.status_code == 409
        assert "nothing more can be done with this request" in page(answer)


@pytest.mark.parametrize("said", [{}, {"confidential": True}, {"kind": "integrity"}], ids=["plain", "hidden", "sealed"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_address_of_a_case_fails_with_one_that_was_erased(
    land: Country, said: dict[str, object], language: str
) -> None:
    case = erased(land, **said)
    people = ("officer-central", "officer-moh", "rights", "keeper", "custodian", "auditor", "owner")
    clients = [client_of(land, name, language) for name in people if name in land.people]
    citizen = Client()
    prove(citizen, case, language)
    found = list(addresses(case.tracking))
    assert len(found) > 30
    for client in (*clients, citizen):
        for address in found:
            answer = client.get(address.replace("/ar/", f"/{language}/"), follow=True)
            assert answer.status_code < 500, address
            if "text/html" in answer.get("Content-Type", ""):
                assert SUBJECT not in answer.content.decode(), address


def test_officers_read_that_it_was_erased_and_are_offered_nothing(land: Country) -> None:
    case = erased(land)
    client = client_of(land, "officer-central")
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert "This request was erased on" in html
    assert "Erased request" in html
    assert 'data-act="' not in html
    who = html.partition("Who filed it")[2].partition("</section>")[0]
    assert "It was erased." in who
    form = client.get(f"/admin/desk/{case.tracking}/form/")
    assert (form.status_code, form["Location"]) == (302, f"/admin/desk/{case.tracking}/"), "no answer was left empty"
    listed = page(client.get("/admin/desk/?view=closed"))
    assert case.tracking in listed or "Erased request" in listed
    by_number = page(client.get("/admin/desk/search/", {"q": case.tracking}, follow=True))
    assert case.tracking in by_number
    assert "data-case" not in page(client.get("/admin/desk/search/", {"q": "Zumurrudiya"}))
    paper = case_html(Asked(case.tracking, "en", inside=True), land.actor("officer-central"))
    assert "This request was erased on" in paper
    assert SUBJECT not in paper


def test_the_api_says_so(land: Country) -> None:
    case = erased(land)
    client = Client()
    given = json.dumps({"tracking": case.tracking, "secret": case.secret})
    opened = client.post("/api/v1/follow", given, content_type="application/json", headers={"Accept-Language": "en"})
    assert opened.status_code == 200, opened.content
    token = opened.json()["token"]
    head = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
    read = client.get("/api/v1/request", headers=head).json()
    assert read["erased_at"] is not None
    assert "This request was erased on" in read["erased_words"]
    assert (read["acts"], read["statement"], read["subject"]) == ([], "", "Erased request")
    sent = client.post(
        "/api/v1/request/add",
        json.dumps({"text": "more"}),
        content_type="application/json",
        headers={**head, "Idempotency-Key": "a" * 32},
    )
    assert sent.status_code == 409
    assert "It was erased on" in sent.content.decode()


def test_whom_it_accuses_is_still_shut_out(land: Country) -> None:
    case = file_case(agency="moh")
    whole = Concerned(agency_id=land.agencies["moh"].pk)
    apply(case.pk, SetParties(parties=(whole,), reason="It is about them."), actor=land.actor("officer-central"))
    erase_again(case.pk, now())
    assert client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/").status_code == 404
    assert client_of(land, "officer-central").get(f"/admin/desk/{case.tracking}/").status_code == 200
