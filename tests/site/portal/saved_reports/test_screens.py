"""A report is put together, saved, shared and opened; each reader sees what their own rights reach, and no more."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from permissions.roles.models import Role
from tests.scenes import Country, hire, publish_one
from tests.site.portal.saved_reports.own_reports import OWN, QUESTION, saved
from tests.site.portal.signed_in import client_of, page
from tests.workflows.saved_reports.standing_made import counted_case
from workflows.figures.measure import Condition
from workflows.figures.shipped import SHIPPED
from workflows.saved_reports.models import ReportSchedule, SavedReport

pytestmark = pytest.mark.django_db
FIELDS = {"measures": "received", "first": "agency", "period": "last_30_days", "drawn": "bars"}


def opened(client: Client, **said: Any) -> Any:
    return client.get(f"{OWN}cases/?{urlencode({'q': json.dumps(QUESTION), **said}, doseq=True)}")


def numbers(text: str) -> list[str]:
    return re.findall(r'data-case="([^"]+)"', text)


def test_the_form_and_its_answer_stand_side_by_side(land: Country) -> None:
    counted_case()
    client = client_of(land, "officer-central")
    blank = page(client.get(f"{OWN}build/"))
    assert "data-answered" not in blank
    assert "data-errors" not in blank
    text = page(client.get(f"{OWN}build/?{urlencode(FIELDS)}"))
    assert "data-answered" in text
    assert "MOH" in text or "moh" in text
    alone = page(client.get(f"{OWN}build/?{urlencode(FIELDS)}&part=answer"))
    assert "data-answered" in alone
    assert "<html" not in alone


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"measures": ""}, 200),
        ({"period": "fixed", "start": "2031-01-01", "until": "2031-02-01"}, 200),
        ({"period": "fixed", "start": "2001-01-01", "until": "2026-02-01"}, 200),
        ({"period": "fixed", "start": "2026-02-01", "until": "2026-01-01"}, 200),
        ({"period": "fixed", "start": "yesterday", "until": ""}, 200),
        ({"first": "agency", "second": "agency"}, 200),
        ({"first": "stars"}, 200),
        ({"f-level": "many"}, 200),
    ],
)
def test_what_cannot_be_answered_is_told_and_the_form_stays(land: Country, fields: dict[str, str], code: int) -> None:
    answer = client_of(land, "officer-central").get(f"{OWN}build/?{urlencode({**FIELDS, **fields})}")
    text = page(answer)
    assert answer.status_code == code
    assert "data-refused" in text or "data-errors" in text
    assert 'name="measures"' in text


def test_a_report_that_is_held_to_a_version_is_counted_by_it_whatever_is_published(land: Country) -> None:
    counted_case()
    client = client_of(land, "officer-central")
    shown = page(client.get(f"{OWN}build/?{urlencode({**FIELDS, 'pinned': 'on'})}"))
    (asked,) = re.findall(r'name="q" value="([^"]*)"[^>]*>\s*<input type="hidden" form="save" name="drawn"', shown)
    report = saved(client, q=html.unescape(asked))
    assert report.question["measures"] == ["received@0"]
    by_phone = replace(SHIPPED["received"], filters=(Condition("channel", ("call",)),))
    publish_one("measure", "received", by_phone.as_json())
    assert 'class="empty"' in page(client.get(f"{OWN}build/?{urlencode(FIELDS)}"))
    held = page(client.get(f"{OWN}build/?report={report.pk}"))
    assert 'class="empty"' not in held
    assert "as it came with Insaf" in held
    (field,) = re.findall(r'<input[^>]*name="pinned"[^>]*>', held)
    assert "checked" in field
    freed = page(client.get(f"{OWN}build/?{urlencode({**FIELDS, 'measures': 'received@0'})}"))
    assert 'class="empty"' in freed


def test_a_version_that_never_was_is_told(land: Country) -> None:
    answer = client_of(land, "officer-central").get(
        f"{OWN}build/?{urlencode({**FIELDS, 'measures': 'received@7', 'pinned': 'on'})}"
    )
    assert "data-refused" in page(answer)


def test_a_chart_names_what_its_scale_leaves_out(land: Country) -> None:
    counted_case()
    client = client_of(land, "officer-central")
    asked = {**FIELDS, "measures": ["received", "answered_share", "days_to_answer"]}
    text = page(client.get(f"{OWN}build/?{urlencode(asked, doseq=True)}&part=answer"))
    caption, note = (
        "".join(re.findall(pattern, text, re.DOTALL))
        for pattern in (r"<figcaption>(.*?)</figcaption>", r'<p class="beside">(.*?)</p>')
    )
    assert "Requests received" in caption
    assert "Share answered" not in caption
    assert "Share answered" in note
    assert "Median time to the first reply" in note


def test_it_is_saved_found_copied_removed_and_back(land: Country) -> None:
    client = client_of(land, "level2-moh")
    report = saved(client)
    assert saved(client).pk == report.pk, "two clicks save it once"
    assert report.question == QUESTION
    assert "الوارد" in page(client.get(OWN))
    assert "الوارد" not in page(client.get(f"{OWN}?q=nothing"))
    assert client.post(f"{OWN}{report.pk}/", {"do": "copy"}).status_code == 302
    assert SavedReport.objects.count() == 2
    client.post(f"{OWN}{report.pk}/", {"do": "remove"})
    assert client.get(f"{OWN}{report.pk}/").status_code == 404
    client.post(f"{OWN}{report.pk}/", {"do": "bring_back"})
    assert client.get(f"{OWN}{report.pk}/").status_code == 200


def test_nobody_else_finds_it_until_it_is_shared_with_a_role_of_theirs(land: Country) -> None:
    owner, other = client_of(land, "level2-moh"), client_of(land, "level2-moe")
    report = saved(owner)
    assert other.get(f"{OWN}{report.pk}/").status_code == 404
    assert other.post(f"{OWN}{report.pk}/", {"do": "copy"}).status_code == 404
    owner.post(f"{OWN}{report.pk}/", {"do": "share", "role": "level2"})
    assert list(report.roles.values_list("code", flat=True)) == ["level2"]
    assert "الوارد" in page(other.get(OWN))
    assert "الوارد" not in page(client_of(land, "officer-moe").get(OWN))
    for do in ("share", "remove"):
        assert other.post(f"{OWN}{report.pk}/", {"do": do}).status_code == 404


def test_roles_are_called_by_their_names_where_a_report_is_shared_and_listed(land: Country) -> None:
    client = client_of(land, "officer-central")
    report = saved(client)
    client.post(f"{OWN}{report.pk}/", {"do": "share", "role": ["level2", "liaison"]})
    names = [each.name["en"] for each in Role.objects.filter(code__in=["level2", "liaison"])]
    shown, listed = page(client.get(f"{OWN}{report.pk}/")), page(client.get(OWN))
    for text in (shown, listed):
        said = re.sub("<[^>]*>", "", text)
        assert [name in said for name in names] == [True, True]
        assert "{&#x27;ar" not in said


def test_a_reader_sees_their_own_agency_and_is_told_so(land: Country) -> None:
    counted_case()
    national = client_of(land, "officer-central")
    report = saved(national)
    report.roles.set(Role.objects.filter(code="level2"))
    text = page(client_of(land, "level2-moe").get(f"{OWN}{report.pk}/"))
    assert "moe" in text
    assert 'class="empty"' in text, "what lies with another agency is in none of their figures"
    assert 'class="empty"' not in page(client_of(land, "level2-moh").get(f"{OWN}{report.pk}/"))


def test_a_number_opens_the_requests_that_its_reader_may_read(land: Country) -> None:
    cases = [counted_case(), counted_case()]
    client = client_of(land, "officer-central")
    assert set(numbers(page(opened(client, measure="received", row="moh")))) == {each.tracking for each in cases}
    assert numbers(page(opened(client, measure="received", row="moe"))) == []
    assert numbers(page(opened(client_of(land, "officer-moe"), measure="received"))) == []
    assert len(numbers(page(opened(client_of(land, "officer-moh"), measure="received")))) == 2


def test_what_moved_on_is_told_in_a_band_and_named_nowhere(land: Country) -> None:
    case = counted_case()
    counted_case(agency_id=land.agencies["moe"].pk)
    text = page(opened(client_of(land, "officer-moe"), measure="received"))
    assert numbers(text) == []
    assert case.tracking not in text
    assert "5" in text.partition("desk-head")[2]


def test_an_address_that_opens_nothing_says_so(land: Country) -> None:
    client = client_of(land, "officer-central")
    for address in ("", "?q=", "?q={}", "?q=[1]", f"?{urlencode({'q': json.dumps(QUESTION), 'measure': 'none'})}"):
        answer = client.get(f"{OWN}cases/{address}")
        assert (answer.status_code, "data-refused" in page(answer)) == (422, True), address


def test_whoever_only_reads_keeps_nothing_and_opens_nothing(land: Country) -> None:
    hire(land, "auditor", "central", username="auditor")
    counted_case()
    client = client_of(land, "auditor")
    text = page(client.get(f"{OWN}build/?{urlencode(FIELDS)}"))
    assert "data-answered" in text
    assert 'id="save"' not in text
    assert client.post(f"{OWN}build/", {"q": json.dumps(QUESTION), "name": "x"}).status_code == 404
    assert opened(client, measure="received").status_code == 422


def test_a_schedule_is_made_stopped_and_goes_on(land: Country) -> None:
    client = client_of(land, "level2-moh")
    report = saved(client)
    address = f"{OWN}{report.pk}/schedule/"
    fields = {"do": "save", "every": "month", "day": "1", "format": "xlsx", "language": "ar"}
    wrong = client.post(address, {**fields, "readers": ["level2-moh", "nobody-here"]})
    assert (wrong.status_code, "nobody-here" in page(wrong)) == (422, True)
    assert client.post(address, {**fields, "readers": ["level2-moh", "officer-moe"]}).status_code == 302
    schedule = ReportSchedule.objects.get()
    assert {each.username for each in schedule.readers.all()} == {"level2-moh", "officer-moe"}
    client.post(address, {"do": "stop", "schedule": schedule.pk})
    assert ReportSchedule.objects.get().stopped == "by_hand"
    client.post(address, {"do": "go_on", "schedule": schedule.pk})
    assert ReportSchedule.objects.get().stopped == ""
    assert client_of(land, "level2-moe").get(address).status_code == 404


def test_a_report_by_spans_of_time_says_that_all_together_may_differ_from_the_sum(land: Country) -> None:
    counted_case()
    client = client_of(land, "officer-central", "en")
    for first, measure, differs in (
        ("agency", "received", False),
        ("month", "received", True),
        ("month", "referrals", False),
    ):
        fields = {**FIELDS, "period": "last_90_days", "first": first, "measures": measure}
        text = page(client.get(f"{OWN}build/?{urlencode(fields)}"))
        assert ("as its requests stood when it ended" in text) == differs
