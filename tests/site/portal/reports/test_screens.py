"""The national reports in the admin: for whoever holds the right, and nothing at all for others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.actors import Actor
from permissions.now import standing_at
from tests.letters import strange_words
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import CANARY, at
from workflows.reports.definitions import today
from workflows.reports.models import FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.reports.services import EVERY_FILE, Wanted, request_files, take_snapshot
from workflows.reports.tasks import make_file, make_files

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)
NOW = at(11, 25)
NOWHERE = "/admin/figures/1-2-3/"
MONTH = "/admin/figures/monthly/2026-10/"


@pytest.fixture
def land() -> Country:
    made = country()
    with standing_at(at(10, 5)):
        file_case(subject=CANARY, text=CANARY)
    return made


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What the queue was told. Its own tests hold that it rings after the commit."""
    heard: list[tuple[Any, ...]] = []
    monkeypatch.setattr("portal.reports.screens.call_soon", lambda *told: heard.append(told))
    return heard


def auditor(land: Country, language: str = "en") -> Client:
    person = hire(land, "auditor")
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    client = Client()
    client.force_login(person)
    return client


def get(client: Client, path: str) -> Any:
    with standing_at(NOW):
        return client.get(path)


def post(client: Client, path: str, **data: Any) -> Any:
    with standing_at(NOW):
        return client.post(path, data)


def test_every_month_and_year_since_the_first_request_is_listed(land: Country) -> None:
    html = page(get(auditor(land), "/admin/figures/"))
    assert re.findall(r'data-period="([^"]+)"', html) == ["2026-11", "2026-10", "2026"]
    assert "Not over yet" in html
    assert "Not counted yet" in html


def test_where_nothing_was_ever_filed_the_list_says_so() -> None:
    assert "Nothing to report yet." in page(get(auditor(country()), "/admin/figures/"))


def test_one_press_asks_for_all_four_files_and_rings_once(land: Country, rung: list[tuple[Any, ...]]) -> None:
    client = auditor(land)
    assert "Nobody has made this report yet." in page(get(client, MONTH))
    answer = post(client, MONTH)
    assert answer.status_code == 302
    ids = list(ReportFile.objects.order_by("pk").values_list("pk", flat=True))
    assert rung == [("workflows.reports.tasks.make_files", *ids)]
    assert (len(ids), Snapshot.objects.count()) == (4, 0)
    waiting = page(get(client, answer["Location"]))
    assert waiting.count('data-state="waiting"') == 4
    assert 'hx-trigger="every 3s"' in waiting
    post(client, MONTH)
    assert ReportFile.objects.count() == 4


def test_made_files_are_downloaded_and_the_numbers_shown(land: Country, rung: list[tuple[Any, ...]]) -> None:
    client = auditor(land)
    address = post(client, MONTH)["Location"]
    sheets = ReportFile.objects.filter(format=FileFormat.SPREADSHEET)
    make_files(*sheets.values_list("pk", flat=True))
    html = page(get(client, address))
    assert html.count('data-state="made"') == 2
    assert 'data-rate="answered"' in html
    assert 'data-agency="moh"' in html
    assert CANARY not in html
    file = sheets.get(language="ar")
    answer = get(client, f"/admin/figures/files/{file.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert 'filename="insaf-2026-10-ar.xlsx"' in answer["Content-Disposition"]


@pytest.mark.parametrize(("language", "words"), [("en", "Contents"), ("ar", "المحتويات")])
def test_a_report_begins_with_its_contents(
    land: Country, rung: list[tuple[Any, ...]], language: str, words: str
) -> None:
    client = auditor(land, language)
    address = post(client, MONTH)["Location"]
    make_files(*ReportFile.objects.filter(format=FileFormat.SPREADSHEET).values_list("pk", flat=True))
    html = page(get(client, address))
    toc, _nav, parts = html.partition('<nav class="toc"')[2].partition("</nav>")
    assert words in toc
    assert re.findall(r'href="#([^"]+)"', toc) == re.findall(r'<h2 id="([^"]+)"', parts)
    assert toc.count("<li>") == parts.count("<h2") >= 8


def test_a_failed_file_says_why_and_is_tried_again(land: Country, rung: list[tuple[Any, ...]]) -> None:
    client = auditor(land)
    address = post(client, MONTH)["Location"]
    ReportFile.objects.update(state=FileState.FAILED, problem="no_pango")
    html = page(get(client, address))
    assert "lacks the library that draws PDF" in html
    post(client, MONTH, edition=address.rpartition("=")[2])
    assert len(rung) == 2
    assert set(ReportFile.objects.values_list("state", "problem")) == {(FileState.WAITING, "")}


def test_numbers_frozen_by_command_are_shown_and_get_their_files(land: Country, rung: list[tuple[Any, ...]]) -> None:
    client = auditor(land)
    with standing_at(NOW):
        snapshot = take_snapshot(period=OCTOBER, cut_off=at(11, 3, 9), actor=Actor.operator)
        take_snapshot(period=OCTOBER, cut_off=at(11, 5, 9), actor=Actor.operator)
    editions = re.findall(r'"\?edition=([0-9-]+)"', page(get(client, MONTH)))
    post(client, MONTH, edition=editions[-1])
    assert set(ReportFile.objects.values_list("cut_off", flat=True)) == {snapshot.cut_off}


def test_an_edition_of_former_definitions_opens_says_so_and_hands_out_no_file(land: Country) -> None:
    """Its files named sensitive cases one by one; made again it has files by the definitions of today."""
    client = auditor(land)
    with standing_at(NOW):
        taken = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
        (file,) = request_files(
            period=OCTOBER, cut_off=OCTOBER.end, wanted=[Wanted(FileFormat.SPREADSHEET, "en")], actor=Actor.operator
        )
        make_file(file.pk)
    assert b"".join(get(client, f"/admin/figures/files/{file.pk}/").streaming_content).startswith(b"PK")
    values = {field.attname: getattr(taken, field.attname) for field in Snapshot._meta.concrete_fields}
    old = {**taken.numbers, "ordinary": taken.numbers["national"], "national": {"received": 4711}}
    Snapshot.objects.create(**values | {"id": None, "definitions": 1, "numbers": old})
    ReportFile.objects.update(definitions=1)
    addresses = re.findall(r'"\?edition=([0-9]+-1)"', page(get(client, MONTH)))
    html = page(get(client, f"{MONTH}?edition={addresses[0]}"))
    assert "frozen by version 1 of the definitions" in html
    assert "no longer handed out" in html
    assert 'data-rate="answered"' in html
    assert "4,711" not in html
    assert "Checksum" not in html
    assert f"/files/{file.pk}/" not in html
    assert get(client, f"/admin/figures/files/{file.pk}/").status_code == 404
    with standing_at(NOW):
        assert len(request_files(period=OCTOBER, cut_off=OCTOBER.end, wanted=EVERY_FILE, actor=Actor.operator)) == 4
    assert ReportFile.objects.filter(definitions=today(), state=FileState.WAITING).count() == 4


def test_a_period_with_nothing_but_a_sensitive_case_is_not_listed(land: Country) -> None:
    with standing_at(at(8, 5)):
        file_case(kind="integrity")
    html = page(get(auditor(land), "/admin/figures/"))
    assert re.findall(r'data-period="([^"]+)"', html) == ["2026-11", "2026-10", "2026"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_screens_keep_to_the_readers_language(land: Country, language: str) -> None:
    client = auditor(land, language)
    with standing_at(NOW):
        take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
        wanted = [Wanted(FileFormat.SPREADSHEET, language)]
        (file,) = request_files(period=OCTOBER, cut_off=OCTOBER.end, wanted=wanted, actor=Actor.operator)
        make_file(file.pk)
    for path in ("/admin/figures/", MONTH):
        ours = page(get(client, path)).partition('<div class="desk dense">')[2]
        ours = re.sub(
            r"<(tr|span) data-(agency|number)=.*?</\1>|"
            r'(?<=<th scope="row">)(complaint|inquiry|suggestion|praise|contact)',
            "",
            ours,
        )
        ours = ours.partition("</main>")[0]
        assert [word for word in strange_words(ours, language) if word not in ("GET", "POST")] == [], path


@pytest.mark.parametrize("who", ["officer-moh", "level2-moh", "officer-rights"])
def test_for_others_no_address_exists(land: Country, rung: list[tuple[Any, ...]], who: str) -> None:
    client = auditor(land)
    post(client, MONTH)
    make_file(ReportFile.objects.filter(format=FileFormat.SPREADSHEET).values_list("pk", flat=True)[0])
    given = {"/admin/figures/", MONTH, "/admin/figures/yearly/2026/"}
    given |= set(re.findall(r'href="(/admin/figures/[^"#]*)"', page(get(client, MONTH))))
    assert any("/files/" in address for address in given)
    other = client_of(land, who)
    for address in given:
        for ask in (get, post):
            answer, nothing = ask(other, address), ask(other, NOWHERE)
            assert (answer.status_code, page(answer)) == (404, page(nothing)), address


@pytest.mark.parametrize(
    "path",
    [
        "/admin/figures/monthly/2026-13/",
        "/admin/figures/monthly/2027-01/",
        "/admin/figures/weekly/2026-10/",
        f"{MONTH}?edition=1",
        f"{MONTH}?edition=x",
        f"{MONTH}?edition={'9' * 40}",
        "/admin/figures/files/999/",
    ],
)
def test_what_is_not_there_is_not_there(land: Country, path: str) -> None:
    assert get(auditor(land), path).status_code == 404


def test_the_menu_has_our_reports_for_readers_and_wagtails_for_editors(land: Country) -> None:
    account = "/admin/account/"
    reader, officer = page(get(auditor(land), account)), page(get(client_of(land, "officer-moh"), account))
    assert ('"/admin/figures/"' in reader, '"/admin/figures/"' in officer) == (True, False)
    assert "/admin/reports/site-history/" not in reader + officer


def test_whoever_is_not_logged_in_is_sent_to_the_login(land: Country) -> None:
    assert Client().get(MONTH)["Location"].startswith("/admin/login/")
