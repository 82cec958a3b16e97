"""The list of suspected spam: why in words, one act for many, undone; and the signs, which owners weigh."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, file_case, hire, publish_danger_words, submission
from tests.site.portal.signed_in import client_of
from tests.site.portal.signed_in import page as text_of
from tests.workflows.cases.spoken_requests import recorded, spoken
from workflows.cases.actions import Release
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus, Channel
from workflows.cases.opening import open_case
from workflows.cases.spam import Setting, settings_now
from workflows.clock.sweep import sweep_clock

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
LIST, BACK, SIGNS = "/admin/desk/spam/", "/admin/desk/spam/back/", "/admin/desk/spam/signs/"
ADVERT: dict[str, Any] = {
    "agency": "moh",
    "subject": "عرض خاص",
    "text": "عرض خاص وكود خصم: https://a.example https://b.example https://c.example",
}


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(text_of(response), "lxml")


@pytest.fixture
def land() -> Country:
    with standing_at(SUNDAY):
        return country()


@pytest.fixture
def cases(land: Country) -> list[Case]:
    with standing_at(SUNDAY):
        return [file_case(**ADVERT), file_case(**ADVERT), file_case(agency="moh")]


@pytest.fixture
def unit(land: Country) -> Client:
    return client_of(land, "officer-central")


def outcomes(cases: list[Case]) -> list[tuple[str, bool]]:
    found = Case.objects.in_bulk([case.pk for case in cases])
    return [(found[case.pk].agency.code, found[case.pk].held) for case in cases]


def test_the_unit_reads_why_each_is_held_back(unit: Client, cases: list[Case]) -> None:
    with standing_at(SUNDAY):
        shown = page(unit.get(LIST))
    assert [row["data-case"] for row in shown.select("li[data-case]")] == [case.tracking for case in cases[:2]]
    signs = shown.select_one(f'li[data-case="{cases[0].tracking}"] [data-signs]')
    assert signs is not None
    assert "3" in signs.text
    assert len(signs.select("li")) == 2
    assert "a.example" in shown.text


def test_one_is_released_by_one_button_and_held_back_again(unit: Client, cases: list[Case]) -> None:
    with standing_at(SUNDAY):
        assert unit.post(LIST, {"release_one": cases[0].tracking}).status_code == 302
        assert outcomes(cases[:2]) == [("moh", False), ("central", True)]
        shown = page(unit.get(LIST))
        undo = shown.select_one("[data-done] form")
        assert undo is not None
        fields = {field["name"]: field["value"] for field in undo.select("input")}
        assert unit.post(str(undo["action"]), fields).status_code == 302
    assert outcomes(cases[:2]) == [("central", True), ("central", True)]


def test_several_are_closed_with_words_their_senders_read(unit: Client, cases: list[Case]) -> None:
    chosen = [case.tracking for case in cases[:2]]
    with standing_at(SUNDAY):
        assert unit.post(LIST, {"cases": chosen, "act": "spam", "text": " "}).status_code == 422
        assert all(held for _agency, held in outcomes(cases[:2]))
        assert unit.post(LIST, {"cases": chosen, "act": "spam", "text": "لم نجد طلبًا"}).status_code == 302
        assert not any(held for _agency, held in outcomes(cases[:2]))
        unit.post(BACK, {"cases": chosen})
    assert all(held for _agency, held in outcomes(cases[:2]))


def test_what_somebody_decided_meanwhile_keeps_the_words(land: Country, unit: Client, cases: list[Case]) -> None:
    with standing_at(SUNDAY):
        apply(cases[0].pk, Release(), actor=land.actor("officer-central"))
        sent = {"cases": [case.tracking for case in cases[:2]], "act": "spam", "text": "لم نجد طلبًا"}
        answer = unit.post(LIST, sent)
    assert answer.status_code == 422
    assert outcomes(cases[:2]) == [("moh", False), ("central", True)]
    shown = page(answer)
    assert "لم نجد طلبًا" in str(shown.select_one("textarea"))
    assert len(shown.select("input[checked]")) == 1


def test_nothing_is_decided_about_what_was_never_held_back(unit: Client, cases: list[Case]) -> None:
    ordinary = cases[2]
    with standing_at(SUNDAY):
        assert unit.post(LIST, {"cases": [ordinary.tracking], "act": "spam", "text": "لا"}).status_code == 422
        assert unit.post(LIST, {}).status_code == 422
        assert unit.post(BACK, {"cases": [ordinary.tracking]}).status_code == 422
    ordinary.refresh_from_db()
    assert ordinary.status == CaseStatus.IN_PROGRESS


def test_for_an_agency_there_is_no_such_list(land: Country, cases: list[Case]) -> None:
    client = client_of(land, "officer-moh")
    for address in (LIST, SIGNS, f"/admin/desk/{cases[0].tracking}/"):
        assert client.get(address).status_code == 404
    assert client.post(LIST, {"release_one": cases[0].tracking}).status_code == 404
    assert outcomes(cases[:1]) == [("central", True)]


def test_the_page_of_the_case_says_why_and_decides(unit: Client, cases: list[Case]) -> None:
    address = f"/admin/desk/{cases[0].tracking}/"
    with standing_at(SUNDAY):
        shown = page(unit.get(address))
        note = shown.select_one("[data-suspected]")
        assert note is not None
        assert len(note.select("li")) == 2
        assert [form["data-act"] for form in shown.select("form[data-act]")][:2] == ["release", "spam"]
        token = shown.select_one('input[name="page"]')
        assert token is not None
        assert unit.post(f"{address}release/", {"page": token["value"]}).status_code == 302
        assert outcomes(cases[:1]) == [("moh", False)]
        after = page(unit.get(address))
    assert after.select_one("[data-suspected]") is None


def test_its_citizen_reads_who_looks_and_until_when(cases: list[Case]) -> None:
    client = Client()
    with standing_at(SUNDAY):
        client.post("/ar/track/", {"tracking": cases[0].tracking, "secret": cases[0].secret})
        shown = page(client.get(f"/ar/track/{cases[0].tracking}/"))
    assert "وحدة الشكاوى" in shown.text
    assert shown.select_one("[data-status]")["data-status"] == "triage"  # type: ignore[index]  # it is on each page


def test_a_citizen_objects_and_it_goes_to_its_agency(unit: Client, cases: list[Case]) -> None:
    case, client = cases[0], Client()
    with standing_at(SUNDAY):
        unit.post(LIST, {"cases": [case.tracking], "act": "spam", "text": "لم نجد طلبًا"})
    with standing_at(SUNDAY + timedelta(days=3)):
        client.post("/ar/track/", {"tracking": case.tracking, "secret": case.secret})
        shown = page(client.get(f"/ar/track/{case.tracking}/"))
        assert shown.select_one("#object form") is not None
        assert shown.select_one("#reopen, #rate") is None
        assert client.post(f"/ar/track/{case.tracking}/object/", {"text": ""}).status_code == 422
        client.post(f"/ar/track/{case.tracking}/object/", {"text": "أطلب إصلاح الحفرة"})
    assert outcomes([case]) == [("moh", False)]


def test_owners_weigh_the_signs(land: Country) -> None:
    hire(land, "owner")
    owner = client_of(land, "owner")
    shown = page(owner.get(SIGNS))
    sent = {field["name"]: field["value"] for field in shown.select("fieldset input")}
    assert owner.post(SIGNS, sent | {"links-weight": "20"}).status_code == 302
    assert settings_now()["links"] == Setting(20, 3)
    refused = owner.post(SIGNS, sent | {"links-weight": "100"})
    assert refused.status_code == 422
    assert page(refused).select_one("#sign-links-weight-error, [aria-invalid]") is not None
    assert settings_now()["links"] == Setting(20, 3)


def test_the_list_costs_the_same_for_many(unit: Client, cases: list[Case], django_assert_max_num_queries: Any) -> None:
    with standing_at(SUNDAY):
        for _number in range(8):
            file_case(**ADVERT)
        unit.get(LIST)
        with django_assert_max_num_queries(14):
            unit.get(LIST)


def test_words_of_danger_stand_first_and_are_decided_one_by_one(land: Country, unit: Client, cases: list[Case]) -> None:
    with standing_at(SUNDAY):
        publish_danger_words()
        beaten = file_case(agency="moh", subject="المعلم يضرب ابني", text="المعلم يضرب ابني كل يوم")
        shown = page(unit.get(LIST))
        rows = shown.select("li[data-case]")
        assert [row["data-case"] for row in rows] == [each.tracking for each in (beaten, *cases[:2])]
        (told,) = shown.select("[data-danger]")
        assert told.find_parent("li") is rows[0]
        assert "يضرب" in told.text
        assert rows[0].select("button, input") == []
        assert unit.post(LIST, {"release_one": beaten.tracking}).status_code == 422
        assert outcomes([beaten]) == [("central", True)]


def test_a_recording_that_nobody_was_asked_about_says_so(land: Country, unit: Client) -> None:
    with standing_at(SUNDAY):
        publish_danger_words()
        case = spoken()
        assert outcomes([case]) == [("central", True)]
        for shown in (page(unit.get(LIST)), page(unit.get(f"/admin/desk/{case.tracking}/"))):
            (told,) = shown.select("[data-danger]")
            assert "a recording to which nobody has listened" in told.text
            assert "Recognised by" not in told.text
        words = submission(subject="", text="", files=(recorded(),))
        taken = open_case(submission=words, channel=Channel.CALL, actor=Actor.citizen(), idempotency_key="taken")
        assert not taken.held, "a person has heard it"


def test_its_page_tells_the_unit_why_and_the_agency_finds_nothing(land: Country, unit: Client) -> None:
    with standing_at(SUNDAY):
        publish_danger_words()
        case = file_case(agency="moh", subject="المعلم يضرب ابني", text="المعلم يضرب ابني كل يوم")
        address = f"/admin/desk/{case.tracking}/"
        shown = page(unit.get(address))
        assert "يضرب" in shown.select("[data-danger]")[0].text
        assert shown.select('form[data-act="spam"]') == []
        officer = client_of(land, "officer-moh")
        assert officer.get(address).status_code == 404
        assert case.tracking not in text_of(officer.get("/admin/desk/"))
        token = shown.select_one('input[name="page"]')
        assert token is not None
        sent = {"page": token["value"]}
        assert unit.post(f"{address}release/", sent).status_code == 422
        assert unit.post(f"{address}release/", sent | {"text": "لعبة بين أطفال"}).status_code == 302
        assert outcomes([case]) == [("moh", False)]
        assert officer.get(address).status_code == 200


def test_the_agency_that_gets_it_does_not_read_for_what_it_was_held(land: Country) -> None:
    publish_danger_words()
    with standing_at(SUNDAY):
        case = file_case(agency="moh", subject="في المدرسة", text="المعلم يضرب ابني كل يوم")
    with standing_at(SUNDAY + timedelta(hours=2)):
        sweep_clock()
        apply(case.pk, Release(note="Read"), actor=land.actor("level1-central"))
        answer = client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/")
    assert [event.verb for event in case.events.order_by("number")] == ["opened", "urged", "released"]
    html = page(answer)
    for form in html.select("form"):  # their hints stand with every request
        form.decompose()
    shown = html.get_text(" ")
    assert ("danger" in shown.lower(), "خطر" in shown) == (False, False)
