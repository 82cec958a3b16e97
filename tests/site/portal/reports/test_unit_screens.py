"""Comments, signature, corrections, progress and recipients: the auditor reads, the complaints unit acts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import CANARY, at
from tests.workflows.reports.years import AFTER, frozen_year
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot
from workflows.reports.unit_models import Comment, Preparation, Recipient

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)
MONTH = "/admin/figures/monthly/2026-10/"
YEAR = "/admin/figures/yearly/2026/"
SAID = {"text_ar": "تعليق", "text_en": "A comment"}


@pytest.fixture
def land(monkeypatch: pytest.MonkeyPatch) -> Country:
    monkeypatch.setattr("portal.reports.unit_screens.call_soon", lambda *_told: None)
    made = country()
    with standing_at(at(10, 5)):
        file_case(subject=CANARY, text=CANARY)
    with standing_at(at(11, 25)):
        take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    return made


def reading(land: Country, role: str) -> Client:
    client = Client()
    client.force_login(hire(land, role))
    return client


def get(client: Client, path: str) -> Any:
    with standing_at(AFTER):
        return client.get(path)


def post(client: Client, path: str, **data: str) -> Any:
    with standing_at(AFTER):
        return client.post(path, data)


def test_a_comment_is_written_refused_in_one_language_with_nothing_lost_and_signed_by_another(land: Country) -> None:
    writer, second = reading(land, "central"), client_of(land, "officer-central")
    half = post(writer, f"{MONTH}comments/", section="summary", agency="", text_ar="", text_en="Half of it")
    assert half.status_code == 422
    assert "Half of it" in page(half)
    assert Comment.objects.count() == 0
    assert post(writer, f"{MONTH}comments/", section="summary", agency="", **SAID).status_code == 302
    post(writer, f"{MONTH}comments/", section="agencies", agency="moh", **SAID)
    assert Comment.objects.count() == 2
    assert 'data-do="sign"' not in page(get(writer, MONTH))
    assert 'data-do="sign"' in page(get(second, MONTH))
    to_sign = page(get(second, f"{MONTH}sign/"))
    assert (to_sign.count(SAID["text_en"]), to_sign.count(f"{SAID['text_ar']}</p>")) == (2, 2)  # of each both are read
    post(writer, f"{MONTH}sign/")
    assert not Preparation.objects.filter(signed_at__isnull=False).exists()
    post(second, f"{MONTH}sign/")
    assert Preparation.objects.filter(signed_at__isnull=False).count() == 1
    assert 'data-preparation="signed"' in page(get(writer, MONTH))
    assert 'name="text_ar"' not in page(get(writer, f"{MONTH}comments/"))
    assert post(writer, f"{MONTH}comments/", section="summary", agency="", **SAID).status_code == 422


def test_the_auditor_reads_and_does_nothing(land: Country) -> None:
    auditor = reading(land, "auditor")
    assert 'data-do="comment"' not in page(get(auditor, f"{MONTH}comments/"))
    assert 'data-do="sign"' not in page(get(auditor, MONTH))
    assert get(auditor, "/admin/figures/recipients/").status_code == 200
    assert get(auditor, f"{MONTH}sign/").status_code == 404
    for path in (f"{MONTH}comments/", f"{MONTH}sign/", "/admin/figures/recipients/"):
        assert post(auditor, path, section="summary", agency="", kind="monthly", **SAID).status_code == 404
    assert Comment.objects.count() == 0


def test_counted_again_a_period_has_a_later_edition_and_says_what_changed(land: Country) -> None:
    unit = reading(land, "central")
    answer = post(unit, MONTH, again="on")
    key = answer["Location"].partition("=")[2]
    with standing_at(AFTER):
        moment = AFTER.replace(second=0, microsecond=0)
        take_snapshot(period=OCTOBER, cut_off=at(11, 20), actor=Actor.operator)
    assert key
    assert moment > OCTOBER.end
    first = Snapshot.objects.get(cut_off=OCTOBER.end)
    named = f"{int(first.cut_off.timestamp()) * 1_000_000}-{first.definitions}"
    html = page(get(unit, f"{MONTH}corrections/?edition={named}"))
    assert html.count("data-later") == 1


def test_those_who_may_read_are_chosen_and_nobody_else(land: Country) -> None:
    unit, auditor = reading(land, "central"), hire(land, "auditor")
    chosen = {"user": str(auditor.pk), "kind": "monthly"}
    assert post(unit, "/admin/figures/recipients/", **chosen, wanted="on").status_code == 302
    assert list(Recipient.objects.values_list("user", "kind")) == [(auditor.pk, "monthly")]
    outsider = land.people["officer-moh"]
    for user, kind in ((str(outsider.pk), "monthly"), ("x", "monthly"), (str(auditor.pk), "weekly")):
        assert post(unit, "/admin/figures/recipients/", user=user, kind=kind, wanted="on").status_code == 302
    post(unit, "/admin/figures/recipients/", user=str(auditor.pk), kind="monthly")
    assert Recipient.objects.count() == 0


def test_agencies_are_asked_and_speak_to_their_own_lines_alone(land: Country) -> None:
    snapshot, unit = frozen_year(), reading(land, "central")
    assert get(client_of(land, "officer-moh"), f"/admin/register/{snapshot.pk}/").status_code == 404
    assert post(unit, f"{YEAR}register/").status_code == 302
    liaison, other = client_of(land, "officer-moh"), client_of(land, "officer-moe")
    html = page(get(liaison, f"/admin/register/{snapshot.pk}/"))
    (line_id,) = re.findall(r'name="line" value="(\d+)"', html)
    line = f"/admin/register/{snapshot.pk}/{line_id}/"
    assert get(liaison, line).status_code == 200
    assert get(other, line).status_code == 404
    assert get(client_of(land, "level1-moh"), f"/admin/register/{snapshot.pk}/").status_code == 404
    assert f'value="{line_id}"' not in page(get(other, f"/admin/register/{snapshot.pk}/"))
    post(other, f"/admin/register/{snapshot.pk}/", line=line_id)
    assert 'data-state="open"' in page(get(liaison, f"/admin/register/{snapshot.pk}/"))
    refused = post(liaison, line, objection="other", note="")
    assert refused.status_code == 422
    assert "checked" in page(refused)
    post(liaison, line, objection="elsewhere", note="It went to another one")
    assert "It went to another one" in page(get(unit, f"{YEAR}register/"))
    post(liaison, f"/admin/register/{snapshot.pk}/?state=contested", all="on")
    assert 'data-state="confirmed"' in page(get(liaison, f"/admin/register/{snapshot.pk}/"))
    assert CANARY not in html


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=99999999999999999999", "?state=nonsense&q=%00"])
def test_strange_addresses_of_the_lines_break_nothing(land: Country, query: str) -> None:
    snapshot, unit = frozen_year(), reading(land, "central")
    post(unit, f"{YEAR}register/")
    assert get(client_of(land, "officer-moh"), f"/admin/register/{snapshot.pk}/{query}").status_code == 200
