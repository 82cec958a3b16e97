"""The screens of data protection: a hold, an erasure by two people, and who may not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.looking.models import Look
from permissions.now import now
from permissions.writing import local, written_day
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Withdraw
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, LegalHold, Message

pytestmark = pytest.mark.django_db
WHY = "A court asked for it."
HOUR = re.compile(r"\b\d{1,2}:\d\d\b")
MARKS = re.compile(r"</?bdi[^<>]*>|[\u2066-\u2069]")


@pytest.fixture
def land() -> Country:
    land = country()
    for name in ("keeper", "keeper2"):
        hire(land, "data_protection", "central", "rights", username=name)
    return land


@pytest.fixture
def closed(land: Country) -> Case:
    case = file_case(subject="The lamp is out", text="It is dark.")
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    return case


def address(case: Case, act: str = "") -> str:
    return f"/admin/erasures/{case.tracking}/" + (f"{act}/" if act else "")


def test_a_case_is_found_by_its_number_and_shows_nothing_of_what_was_said(land: Country, closed: Case) -> None:
    client = client_of(land, "keeper")
    found = client.get("/admin/erasures/", {"number": closed.tracking.replace("-", " ")}, follow=True)
    html = page(found)
    assert closed.tracking in html
    assert "kept for good" in html
    assert "lamp" not in html
    assert "There is no request of this number" in page(client.get("/admin/erasures/", {"number": "26-0000-0000-0"}))


def test_whoever_looks_whether_there_is_a_request_stands_in_the_log_of_access(land: Country) -> None:
    case = file_case(kind="rights")
    assert client_of(land, "keeper").get(address(case)).status_code == 200
    (look,) = Look.objects.filter(kind="case_read")
    assert (look.user_id, look.case_id) == (land.people["keeper"].pk, case.pk)


@pytest.mark.parametrize("username", ["officer-central", "officer-moh"])
def test_nobody_else_finds_a_screen(land: Country, closed: Case, username: str) -> None:
    client = client_of(land, username)
    for place in ("/admin/erasures/", address(closed), address(closed, "hold")):
        assert client.get(place).status_code == 404
    assert client.post(address(closed, "ask"), {"wish": "citizen", "reason": WHY}).status_code == 404


def test_two_people_erase_it_and_the_second_types_its_number(land: Country, closed: Case) -> None:
    first, second = client_of(land, "keeper"), client_of(land, "keeper2")
    assert "Say at whose wish" in page(first.post(address(closed, "ask"), {"reason": WHY}))
    assert first.post(address(closed, "ask"), {"wish": "court", "reason": WHY}).status_code == 302
    html = page(first.get(address(closed)))
    assert "You asked for it to be erased." in html
    assert 'data-act="agree"' not in html
    html = page(second.get("/admin/erasures/"))
    assert WHY in html
    assert "Erasing (1)" in html
    assert "nobody can bring them back" in page(second.get(address(closed)))
    wrong = second.post(address(closed, "agree"), {"typed": "26"})
    assert wrong.status_code == 422
    assert "Type the number of the request" in page(wrong)
    done = second.post(address(closed, "agree"), {"typed": f" {closed.tracking} "}, follow=True)
    html = page(done)
    assert "It is erased." in html
    assert "before its time: someone asked for it" in html
    assert WHY not in html
    assert not Message.objects.filter(case=closed).exists()
    assert f'data-erased="{closed.tracking}"' in page(second.get("/admin/erasures/"))
    late = second.post(address(closed, "hold"), {"reason": WHY})
    assert late.status_code == 422
    assert "It was erased on" in page(late)


def test_a_refusal_says_why_and_leaves_it_as_it_is(land: Country, closed: Case) -> None:
    client_of(land, "keeper").post(address(closed, "ask"), {"wish": "other", "reason": WHY})
    client_of(land, "keeper2").post(address(closed, "refuse"), {"reason": "It is needed."})
    assert "It is needed." in page(client_of(land, "keeper").get(address(closed)))
    assert Message.objects.filter(case=closed).exists()


def test_whoever_asked_takes_it_back_and_may_ask_again(land: Country, closed: Case) -> None:
    first, second = client_of(land, "keeper"), client_of(land, "keeper2")
    first.post(address(closed, "ask"), {"wish": "citizen", "reason": WHY})
    assert 'data-act="take-back"' not in page(second.get(address(closed)))
    assert 'data-act="take-back"' in page(first.get(address(closed)))
    done = first.post(address(closed, "take-back"), {"reason": "The wrong number."}, follow=True)
    html = page(done)
    assert "Your request is taken back." in html
    assert "Taken back by: keeper" in " ".join(html.split())
    assert second.post(address(closed, "agree"), {"typed": closed.tracking}).status_code == 422
    assert Message.objects.filter(case=closed).exists()
    assert first.post(address(closed, "ask"), {"wish": "citizen", "reason": WHY}).status_code == 302


def test_an_open_request_says_that_it_cannot_be_asked_for_yet(land: Country) -> None:
    html = page(client_of(land, "keeper").get(address(file_case())))
    assert "Only then can anybody ask for it to be erased." in html
    assert 'data-act="ask"' not in html


def test_a_hold_is_set_shown_to_whoever_reads_the_case_and_lifted(land: Country, closed: Case) -> None:
    keeper = client_of(land, "keeper")
    assert "Choose a day from tomorrow" in page(
        keeper.post(address(closed, "hold"), {"reason": WHY, "until": "2001-01-01"})
    )
    assert keeper.post(address(closed, "hold"), {"reason": WHY, "until": ""}).status_code == 302
    assert "until it is lifted" in page(keeper.get("/admin/erasures/"))
    html = page(client_of(land, "officer-central").get(f"/admin/desk/{closed.tracking}/"))
    assert "Under a legal hold" in html
    assert WHY in html
    assert "Put under a legal hold" in html
    assert 'data-act="ask"' not in page(keeper.get(address(closed)))
    assert keeper.post(address(closed, "lift"), {"reason": "Set it anew."}).status_code == 302
    last = local(now()).date() + timedelta(days=40)
    assert keeper.post(address(closed, "hold"), {"reason": WHY, "until": last.isoformat()}).status_code == 302
    with override("en"):
        said = f"until {written_day(last)}"
    assert said in MARKS.sub("", page(keeper.get("/admin/erasures/"))), "with that day"
    again = keeper.post(address(closed, "ask"), {"wish": "court", "reason": WHY})
    assert "It is under a legal hold since" in page(again)
    assert keeper.post(address(closed, "lift"), {"reason": "The trial is over."}).status_code == 302
    hold = LegalHold.objects.get(number=2)
    assert hold.lifted_at is not None
    assert hold.lifted_at <= now()
    assert "The trial is over." in page(keeper.get(address(closed)))


def test_a_sealed_case_is_only_for_whoever_holds_it_at_its_own_unit(land: Country) -> None:
    hire(land, "data_protection", "central", username="keeper-central")
    case = file_case(kind="integrity")
    assert client_of(land, "keeper-central").get(address(case)).status_code == 404
    assert client_of(land, "keeper").get(address(case)).status_code == 200


def test_of_a_sealed_case_no_hour_is_told_and_of_an_ordinary_one_it_is(land: Country, closed: Case) -> None:
    sealed = file_case(kind="integrity")
    apply(sealed.pk, Withdraw(), actor=Actor.citizen(sealed.pk))
    keeper = client_of(land, "keeper")
    for case in (closed, sealed):
        keeper.post(address(case, "ask"), {"wish": "court", "reason": WHY})
        keeper.post(address(case, "hold"), {"reason": WHY})
    assert HOUR.search(page(keeper.get(address(closed))))
    assert not HOUR.search(page(keeper.get(address(sealed))))
    listed = HOUR.findall(page(keeper.get("/admin/erasures/")))
    assert len(listed) == 4  # two moments of the ordinary one, each with its zone


def test_in_arabic_all_of_it_is_arabic(land: Country, closed: Case) -> None:
    client = client_of(land, "keeper", language="ar")
    for place in ("/admin/erasures/", address(closed)):
        assert client.get(place).status_code == 200


def test_the_menu_counts_what_waits_for_whoever_did_not_ask(land: Country, closed: Case) -> None:
    first, second = client_of(land, "keeper"), client_of(land, "keeper2")
    assert "Erasing (" not in page(second.get("/admin/erasures/"))
    first.post(address(closed, "ask"), {"wish": "court", "reason": WHY})
    assert "Erasing (1)" in page(second.get("/admin/erasures/"))
    assert "Erasing (" not in page(first.get("/admin/erasures/"))
