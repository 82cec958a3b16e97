"""A request that came as a recording, on screens, paper and in files: what an officer wrote says that it is."""

from __future__ import annotations

import csv
import io
from http import HTTPStatus
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.actors import Actor
from portal.citizen.own_data import data_of
from portal.desk.case_paper import Asked, case_html
from portal.desk.criteria import CRITERIA
from tests.scenes import Country, country, publish_danger_words
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.spoken_requests import spoken, summarise
from workflows.cases.actions import TellOfSilence, Withdraw
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.selectors import timeline

pytestmark = pytest.mark.django_db
OURS = "in the agency’s words"


@pytest.fixture
def land() -> Country:
    return country()


def shown(client: Client, case: Case) -> BeautifulSoup:
    return BeautifulSoup(page(client.get(f"/admin/desk/{case.tracking}/")), "lxml")


def send(client: Client, case: Case, **values: Any) -> Any:
    token = shown(client, case).select_one("input[name=page]")
    assert token is not None
    return client.post(f"/admin/desk/{case.tracking}/summarise/", {"page": token["value"], **values})


def test_a_silent_one_says_so_in_the_list_on_its_page_and_to_its_citizen(land: Country) -> None:
    case, other = spoken(), spoken()
    apply(case.pk, TellOfSilence(), actor=Actor.clock)
    with pytest.raises(NotPossible):
        apply(case.pk, TellOfSilence(), actor=Actor.clock)
    client = client_of(land, "officer-moh")
    with pytest.raises(NotAllowed):
        apply(other.pk, TellOfSilence(), actor=land.actor("officer-moh"))
    listed = page(client.get("/admin/desk/?recording=silent"))
    assert (case.tracking in listed, other.tracking in listed) == (True, False)
    assert "nothing can be heard" in listed
    html = shown(client, case)
    assert html.select_one(".marks [data-silent]") is not None
    assert "We asked the citizen to send it again or to write." in html.get_text(" ", strip=True)
    assert send(client, case, subject="Lamps", text="It can be heard after all.").status_code == HTTPStatus.FOUND
    assert Case.objects.get(pk=case.pk).subject_by_agency
    citizen = Client()
    citizen.post("/en/track/", {"tracking": other.tracking, "secret": other.secret})
    apply(other.pk, TellOfSilence(), actor=Actor.clock)
    read = page(citizen.get(f"/en/track/{other.tracking}/"))
    told = BeautifulSoup(read, "lxml")
    assert told.select_one("[data-silent]").get_text(" ", strip=True) == (  # type: ignore[union-attr]  # it is there
        "We can’t hear anything in your recording. Send it again, or write what happened. Send it again, or write"
    )
    assert told.select_one("details#add[open]") is not None


def test_who_works_it_listens_first_and_finds_it_by_the_filter(land: Country) -> None:
    case, other = spoken(), spoken(subject="My own line")
    client = client_of(land, "officer-moh")
    listed = page(client.get("/admin/desk/?recording=waiting"))
    assert case.tracking in listed
    assert "to be listened to" in listed
    assert "Voice message, 1 min 20 secs" in listed
    html = shown(client, case)
    assert html.select("form[data-act]")[0]["data-act"] == "summarise"
    assert not html.select("form[data-act=decide]")
    assert send(client, case, subject="Street lamps", text="").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert send(client, case, subject="Street lamps", text="They are out.").status_code == HTTPStatus.FOUND
    html = shown(client, case)
    assert html.select("form[data-act=decide]")
    assert html.select_one("[data-summary]").get_text(" ", strip=True).startswith("Summary by the agency (MOH)")  # type: ignore[union-attr]  # it is there
    assert OURS in html.select_one(".marks").get_text()  # type: ignore[union-attr]  # it is there
    assert case.tracking not in page(client.get("/admin/desk/?recording=waiting"))
    assert not shown(client, other).select("#summarise-subject")  # the citizen's own stays
    stranger = client_of(land, "officer-moe")
    assert stranger.post(f"/admin/desk/{case.tracking}/summarise/").status_code == HTTPStatus.NOT_FOUND


def test_what_is_over_waits_for_nobody(land: Country) -> None:
    case, other = spoken(), spoken()
    (recording,) = [criterion for criterion in CRITERIA if criterion.name == "recording"]
    waiting = Case.objects.filter(recording.asks(["waiting"], cast("Any", None), ""))
    assert set(waiting) == {case, other}
    apply(case.pk, Withdraw(reason="x"), actor=Actor.citizen(case.pk))
    assert set(waiting.all()) == {other}
    assert case.tracking not in page(client_of(land, "officer-moh").get("/admin/desk/?recording=waiting"))


def test_the_citizen_reads_whose_words_they_are(land: Country) -> None:
    case = spoken()
    citizen = Client()
    citizen.post("/en/track/", {"tracking": case.tracking, "secret": case.secret})
    address = f"/en/track/{case.tracking}/"
    assert "The agency will listen to it" in page(citizen.get(address))
    summarise(case, land.actor("officer-moh"))
    html = BeautifulSoup(page(citizen.get(address)), "lxml")
    assert html.select_one("h1").get_text(strip=True) == "Street lamps"  # type: ignore[union-attr]  # it is there
    assert "In the agency’s words" in html.select_one("header.case-head").get_text()  # type: ignore[union-attr]  # it is there
    assert "These aren’t your words" in html.select_one("[data-summary]").get_text()  # type: ignore[union-attr]  # it is there


def test_paper_sheet_and_own_data_say_it_too(land: Country) -> None:
    case, officer = spoken(), land.actor("officer-moh")
    summarise(case, officer)
    paper = " ".join(BeautifulSoup(case_html(Asked(case.tracking, "en"), officer), "lxml").get_text(" ").split())
    assert f"Street lamps ( {OURS} )" in paper or f"Street lamps ({OURS})" in paper
    assert "Summary by the agency (MOH) They have been out." in paper
    answer: Any = client_of(land, "officer-moh").post("/admin/desk/sheet/", {"asked": "?column=subject", "kind": "csv"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert [f"Street lamps ({OURS})"] in [row[1:] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]
    with override("en"):
        data = data_of(case, timeline(case, public=True))
    assert (data["subject"], data["subject_by"]) == ("Street lamps", "subject and summary by the agency")


def test_danger_in_the_summary_stands_above_all_else(land: Country) -> None:
    publish_danger_words()
    case = spoken()
    summarise(case, land.actor("officer-moh"), "المعلم يضرب ابني", "المعلم يضرب ابني كل يوم")
    assert shown(client_of(land, "officer-moh"), case).select("[data-heard-danger]")


def test_the_page_asks_the_database_nothing_more(land: Country) -> None:
    client, case = client_of(land, "officer-moh"), spoken()
    page(client.get(f"/admin/desk/{case.tracking}/"))
    with CaptureQueriesContext(
        connection,
    ) as waiting:
        page(client.get(f"/admin/desk/{case.tracking}/"))
    summarise(case, land.actor("officer-moh"))
    with CaptureQueriesContext(connection) as summarised:
        page(client.get(f"/admin/desk/{case.tracking}/"))
    assert len(summarised) <= len(waiting) + 1  # the officer's own row: who wrote it is named in the diary
