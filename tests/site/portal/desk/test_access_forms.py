"""At the desk: someone is shut out of a case, taken off again, and one more person let in, by forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.access.models import NamedAccess, Party
from permissions.now import standing_at
from portal.desk.access_forms import ConcernedForm
from portal.desk.concerned import Choosing
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Concerned
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def land() -> Country:
    return country()


def send(client: Client, case: Case, act: str, **values: Any) -> Any:
    return client.post(f"/admin/desk/{case.tracking}/{act}/", values)


def test_an_officer_who_marks_a_supervisor_is_told_that_they_lose_the_case_too(land: Country) -> None:
    case = file_case()
    client = client_of(land, "officer-moh")
    person = land.people["level1-moh"]
    assert f'value="person-{person.pk}"' in page(client.get(f"/admin/desk/{case.tracking}/"))
    values = {"who": f"person-{person.pk}", "reason": "هو من أجّل الموعد"}
    asked = send(client, case, "concerned", **values)
    assert (asked.status_code, Party.objects.count()) == (422, 0)
    assert 'name="sure"' in page(asked)
    assert "You would be shut out too" in page(asked)
    assert "هو من أجّل الموعد" in page(asked)
    answer = send(client, case, "concerned", **values, sure="on")
    assert answer["Location"] == "/admin/desk/"
    assert client.get(f"/admin/desk/{case.tracking}/").status_code == 404
    assert case.tracking not in page(client.get("/admin/desk/"))
    assert client_of(land, "level2-moh").get(f"/admin/desk/{case.tracking}/").status_code == 200


def test_who_stays_in_the_case_is_asked_once_and_of_the_others_alone(land: Country) -> None:
    case = file_case()
    client = client_of(land, "level2-moh")
    values = {"who": f"person-{land.people['level1-moh'].pk}", "reason": "سبب"}
    asked = send(client, case, "concerned", **values)
    assert (asked.status_code, Party.objects.count()) == (422, 0)
    assert "Whoever it concerns loses the request" in page(asked)
    assert "You would be shut out too" not in page(asked)
    assert send(client, case, "concerned", **values, sure="on").status_code == 302
    assert Party.objects.filter(user=land.people["level1-moh"]).exists()


def test_someone_who_left_since_the_list_was_read_is_an_error_of_the_form() -> None:
    def left(concerned: Sequence[Concerned]) -> bool:
        raise NotPossible("gone")

    listed = Choosing([("moh", [("person-1", "Someone")])])
    form = ConcernedForm({"who": "person-1", "reason": "سبب"}, works=(), choosing=listed, shuts_me_out=left)
    assert form.non_field_errors() == ["gone"]


def test_the_complaints_unit_sees_who_is_shut_out_and_takes_them_off(land: Country) -> None:
    case = file_case(concerns="head")
    client = client_of(land, "officer-central")
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    body = f"body-{land.agencies['moh'].pk}"
    assert f'name="off" value="{body}"' in html
    assert "Hidden from these, and from everyone who reports to them" in html
    refused = send(client, case, "concerned", reason="لا أحد")
    assert (refused.status_code, Party.objects.count()) == (422, 1)
    assert "Choose whom it concerns." in page(refused)
    person = land.people["level1-moh"].pk
    send(client, case, "concerned", who=f"person-{person}", off=[body], reason="سُمّي الشخص", sure="on")
    rows = Party.objects.values_list("user", "agency__code", "level", "because_of")
    assert set(rows) == {(person, None, None, None), (None, "moh", 1, person)}


def test_an_agency_is_offered_nobody_to_take_off_and_its_attempt_finds_nothing(land: Country) -> None:
    case = file_case()
    client = client_of(land, "level2-moh")
    person = land.people["staff-moh"].pk
    send(client, case, "concerned", who=f"person-{person}", reason="الموظف المعني", sure="on")
    assert 'name="off"' not in page(client.get(f"/admin/desk/{case.tracking}/"))
    send(client, case, "concerned", off=[f"person-{person}"], reason="لا", sure="on")
    assert Party.objects.filter(user=person).exists()


@pytest.mark.parametrize("who", ["person-999999", "body-999999", "post-1", "nonsense"])
def test_what_was_not_offered_is_refused(land: Country, who: str) -> None:
    case = file_case()
    answer = send(client_of(land, "officer-moh"), case, "concerned", who=who, reason="سبب")
    assert (answer.status_code, Party.objects.count()) == (422, 0)


def test_a_shut_body_is_neither_a_target_nor_are_its_people_colleagues(land: Country) -> None:
    case = file_case(concerns="head")
    html = page(client_of(land, "officer-central").get(f"/admin/desk/{case.tracking}/"))
    assert '<option value="moe" ' in html
    assert '<option value="moh" ' not in html


def test_a_reader_is_named_by_their_login_reads_and_is_taken_back(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case()
        officer, expert = client_of(land, "officer-moh"), client_of(land, "staff-moe")
        assert expert.get(f"/admin/desk/{case.tracking}/").status_code == 404
        values = {"person": "Staff-MOE", "until": "2026-11-25", "reason": "رأي فني"}
        send(officer, case, "reader", **values)
        assert NamedAccess.objects.get().ends == datetime(2026, 11, 25, 20, 59, tzinfo=UTC)
        read = page(expert.get(f"/admin/desk/{case.tracking}/"))
        assert case.subject in read
        assert 'data-act="' not in read
        assert "This request is yours to read only." in read
        inbox = page(expert.get("/admin/desk/"))
        assert case.tracking in inbox
        assert "to read only" in inbox
        assert send(expert, case, "note", text="لا").status_code == 404
    with standing_at(SUNDAY + timedelta(hours=1)):
        assert "staff-moe may read it until" in page(officer.get(f"/admin/desk/{case.tracking}/"))
        send(officer, case, "end-reader", user=str(land.people["staff-moe"].pk))
        assert expert.get(f"/admin/desk/{case.tracking}/").status_code == 404


@pytest.mark.parametrize(
    "values",
    [
        {"person": "nobody"},
        {"until": "2026-11-21"},
        {"until": "2026-12-23"},
        {"until": "soon"},
        {"reason": ""},
        {"person": "officer-central"},
        {"person": "officer-moh"},
    ],
)
def test_a_reader_who_cannot_be_is_refused_with_all_that_was_typed(land: Country, values: dict[str, str]) -> None:
    with standing_at(SUNDAY):
        case = file_case()
        given = {"person": "staff-moe", "until": "2026-11-25", "reason": "رأي فني"} | values
        answer = send(client_of(land, "officer-moh"), case, "reader", **given)
    assert (answer.status_code, NamedAccess.objects.count()) == (422, 0)
    assert given["person"] in page(answer)


def test_a_case_that_the_citizen_has_the_word_on_can_still_be_guarded(land: Country) -> None:
    case = file_case()
    client = client_of(land, "officer-moh")
    work = Work.objects.get(case=case)
    send(client, case, "decide", work=work.pk, text="تم", outcome="resolved")
    send(client, case, "concerned", who=f"body-{land.agencies['moh'].pk}", reason="رئيس الجهة", sure="on")
    assert Case.objects.get(pk=case.pk).agency == land.agencies["central"]
    assert client.get(f"/admin/desk/{case.tracking}/").status_code == 404


def test_the_page_of_a_guarded_case_costs_few_queries(land: Country) -> None:
    case = file_case(concerns="head")
    client = client_of(land, "officer-central")
    client.get("/admin/desk/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/admin/desk/{case.tracking}/")
    assert len(queries) <= 32


def test_an_agency_reads_that_it_cannot_take_back_whom_it_named(land: Country) -> None:
    case, words = file_case(), "Only the complaints unit can take it back."
    assert words in page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert words not in page(client_of(land, "officer-central").get(f"/admin/desk/{case.tracking}/"))


def test_who_refers_a_case_to_those_it_concerns_is_told_where_it_lies(land: Country) -> None:
    """Nobody knew the agency; now it is known, and that it concerns someone there: it stays with the unit."""
    client = client_of(land, "officer-central")
    for concerns, said in (("", "The request is with the other agency now."), ("head", "so nobody there sees it")):
        case = file_case(agency=None, concerns=concerns)
        values = {"work": 1, "agency": "moe", "reason": "It is about a school."}
        done = client.post(f"/admin/desk/{case.tracking}/refer/", values, follow=True)
        assert said in page(done)
    assert "The request is with the other agency now." not in page(done)
