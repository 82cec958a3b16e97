"""The check of closed requests on its screens: months by name, who reads what, and what is refused in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Accept, Decide, ProposeSealing, Reopen
from workflows.cases.erasing import erase_again
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, QualityCheck, QualitySample
from workflows.cases.quality import draw
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")
MARCH, APRIL = (datetime(2026, month, 10, 10, tzinfo=AMMAN) for month in (3, 4))
SAID = {"met-answers": "no", "met-plain": "yes", "met-fits": "yes", "text": "ناقص"}


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    """Closed in March and drawn in April."""
    with standing_at(MARCH):
        case = file_case()
        apply(case.pk, Decide(outcome="resolved", text="x"), actor=land.actor("officer-moh"))
        apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    with standing_at(APRIL):
        draw("2026-03", actor=Actor.operator)
    return case


def plain(html: str) -> str:
    """Without what keeps figures apart from the words around them."""
    return html.replace("<bdi>", "").replace("</bdi>", "")


@pytest.mark.parametrize(
    ("language", "drawn", "offered"), [("ar", "آذار 2026", "شباط 2026"), ("en", "March 2026", "2026")]
)
def test_months_are_called_by_name(land: Country, case: Case, language: str, drawn: str, offered: str) -> None:
    with standing_at(APRIL):
        html = page(client_of(land, "officer-central", language).get("/admin/desk/quality/"))
    assert drawn in plain(html)
    assert offered in plain(html)
    assert ">2026-03<" not in html
    assert 'value="2026-02"' in html, "what is sent stays a key"


def test_figures_are_in_the_digits_of_their_reader(land: Country, case: Case) -> None:
    person = land.people["officer-central"]
    person.arabic_digits = True
    person.save()
    html = page(client_of(land, "officer-central", "ar").get("/admin/desk/quality/"))
    assert '<td class="num">١</td>' in html
    assert "آذار ٢٠٢٦" in plain(html)


def test_before_any_sample_and_of_an_unknown_month_the_page_says_so(land: Country) -> None:
    client = client_of(land, "officer-moh")
    assert "No sample has been drawn yet." in page(client.get("/admin/desk/quality/"))
    assert client.get("/admin/desk/quality/?month=junk").status_code == 200
    assert 'name="month"' not in page(client.get("/admin/desk/quality/")), "an agency draws nothing"
    assert client.post("/admin/desk/quality/", {"month": "2026-02"}).status_code == 404
    assert not QualitySample.objects.exists()


def test_a_judgement_is_given_once_and_its_head_has_a_notice_of_that_kind(land: Country, case: Case) -> None:
    place = f"/admin/desk/quality/{case.tracking}/"
    with standing_at(APRIL):
        client = client_of(land, "officer-central")
        assert client.post(place, SAID | {"text": ""}).status_code == 422
        assert "ناقص" in client.post(place, SAID | {"met-fits": ""}).content.decode(), "what was typed stays"
        assert client.post(place, SAID).status_code == 302
        assert client.post(place, SAID).status_code == 422
        deliver_waiting()
    assert "Somebody has judged it already." in page(client.get(place))
    notice = Notice.objects.get(kind=NoticeKind.QUALITY)
    assert notice.user == land.people["level2-moh"]


def test_what_accuses_somebody_since_is_in_no_line_of_theirs(land: Country, case: Case) -> None:
    QualityCheck.objects.update(agency=land.agencies["moe"])
    assert case.tracking not in page(client_of(land, "officer-moh").get("/admin/desk/quality/"))
    assert client_of(land, "officer-moh").get(f"/admin/desk/quality/{case.tracking}/").status_code == 404


def test_what_was_erased_since_waits_for_nobody(land: Country, case: Case) -> None:
    place = f"/admin/desk/quality/{case.tracking}/"
    client = client_of(land, "officer-central")
    with standing_at(APRIL):
        assert place in page(client.get("/admin/desk/quality/"))
        erase_again(case.pk, APRIL)
        assert place not in page(client.get("/admin/desk/quality/"))


def test_one_that_was_sealed_since_stays_counted_and_is_named_to_nobody(land: Country, case: Case) -> None:
    with standing_at(APRIL - timedelta(days=2)):
        apply(case.pk, Reopen(reason="…"), actor=Actor.citizen(case.pk))
    with standing_at(APRIL):
        assert case.tracking in page(client_of(land, "officer-central").get("/admin/desk/quality/"))
        apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
        html = page(client_of(land, "officer-central").get("/admin/desk/quality/"))
    assert case.tracking not in html
    assert "MOH" in html
