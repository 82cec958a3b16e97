"""The pages of a sealed case say little to whoever looks over a shoulder, and are left at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from content.forms.filed_link import filed_link
from permissions.now import standing_at
from portal.settings.environment import quick_exit_url
from tests.after_filing import has_filed
from tests.scenes import Country, country, file_case
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import Proceed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Concern

pytestmark = pytest.mark.django_db
AWAY = "data-quick-exit"


@pytest.fixture
def scene() -> Country:
    return country()


@pytest.fixture
def case(scene: Country) -> Case:
    return file_case(kind="rights", agency="moe", language="en", subject="My son", text="He is hit at school.")


def title(html: str) -> str:
    found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert found is not None
    return found[1].strip()


def test_title_and_heading_name_neither_kind_nor_the_body_which_stands_with_what_was_written(
    client: Client, scene: Country, case: Case
) -> None:
    prove(client, case, "en")
    shown = page(client, case, "en")
    assert title(shown) == "Follow a request | Insaf"
    _above, _heading, written = shown.partition("What you wrote")
    assert "MOE" not in shown.replace(written, "")
    assert "MOE" in written
    assert "RIGHTS" in shown  # the unit that has it
    apply(case.pk, Proceed(outcome="examine", text="We have begun."), actor=scene.actor("officer-rights"))
    shown = page(client, case, "en")
    assert "RIGHTS has read it and finished one step of the work" in shown
    assert shown.count("We have begun.") == 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_unit_s_ground_level_is_no_liaison_officer_for_its_citizen_nor_at_the_desk(
    client: Client, scene: Country, case: Case, language: str
) -> None:
    prove(client, case, language)
    officer = client_of(scene, "officer-rights")
    officer.cookies["insaf_language"] = language
    shown = [page(client, case, language), officer.get(f"/admin/desk/{case.tracking}/").content.decode()]
    for each in shown:
        chips = [chip.get_text(strip=True) for chip in BeautifulSoup(each, "lxml").select(".level.l0")]
        assert chips
        assert [chip for chip in chips if "iaison" in chip or "ارتباط" in chip] == []


def test_the_body_complained_about_stays_in_sight_where_another_unit_works_it(client: Client, scene: Country) -> None:
    ordinary = file_case(agency="moh", concerns=Concern.BODY, language="en")
    assert Case.objects.get(pk=ordinary.pk).agency.code != "moh"
    prove(client, ordinary, "en")
    shown = BeautifulSoup(page(client, ordinary, "en"), "lxml")
    head = shown.select_one("[data-status]")
    assert head is not None
    assert "You named: MOH" in head.get_text(" ", strip=True)


def test_an_ordinary_case_has_its_title_and_no_button_for_leaving(client: Client, scene: Country) -> None:
    ordinary = file_case(language="en")
    prove(client, ordinary, "en")
    shown = page(client, ordinary, "en")
    assert AWAY not in shown
    assert title(shown).startswith(f"Request \u2066{ordinary.tracking}\u2069 (complaint)")


def test_leaving_without_scripts_forgets_the_case_and_leads_to_the_day(client: Client, case: Case) -> None:
    prove(client, case, "en")
    assert f'{AWAY}="/en/today/"' in page(client, case, "en")
    assert client.get("/en/track/away/").status_code == 405
    assert client.post("/en/track/away/")["Location"] == "/en/today/"
    assert client.get(f"/en/track/{case.tracking}/").status_code == 302


@pytest.mark.parametrize(("language", "day"), [("ar", "الخميس 1 تشرين الأول 2026"), ("en", "Thursday 1 October 2026")])
def test_where_it_leads_says_the_day_and_not_whose_page_it_is(client: Client, language: str, day: str) -> None:
    with standing_at(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        answer = client.get(f"/{language}/today/")
    shown = BeautifulSoup(answer.content, "lxml")
    assert day in " ".join(shown.get_text().split())
    assert not [
        word for word in ("Insaf", "إنصاف", "request", "طلب", "complain", "شك") if word in answer.content.decode()
    ]
    assert shown.select("a, script, img, form, [rel~=stylesheet], [rel=manifest]") == []
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_operator_chooses_where_it_leads(client: Client, case: Case, settings: Any) -> None:
    settings.QUICK_EXIT_URL = "https://weather.example.org/"
    prove(client, case, "en")
    assert f'{AWAY}="https://weather.example.org/"' in page(client, case, "en")
    assert client.post("/en/track/away/")["Location"] == "https://weather.example.org/"


def test_an_address_that_is_none_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUICK_EXIT_URL", "javascript:alert(1)")
    with pytest.raises(ImproperlyConfigured, match="QUICK_EXIT_URL"):
        quick_exit_url()


def test_after_filing_the_code_is_shown_and_said_to_be_sent_nowhere(client: Client, case: Case) -> None:
    shown = has_filed(client, case).get(filed_link(case.tracking).replace("/ar/", "/en/")).content.decode()
    assert title(shown) == "Insaf"
    assert f'data-secret="{case.secret}"' in shown
    assert "It is never sent to you either" in shown
    assert "without the code and without a word of what it is about" in shown
    assert AWAY in shown
    assert "MOE" not in shown
