"""Each thing that bears on security leaves a row and a line, whoever does it and by whatever screen."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from content.forms import taking
from permissions.audit.models import AuditEntry
from permissions.looking.models import Kind, Look
from permissions.now import now, standing_at
from permissions.people.models import User
from permissions.tallies import memory
from permissions.tallies.counting import write_down
from permissions.tallies.models import Tally
from portal.operations import working
from portal.operations.sweeping import seal_looks, tidy
from portal.operations.verifying import everything
from portal.queue.cluster import Failures
from portal.settings.without_words import NoAddresses, WithoutWords
from tests.scenes import Country, country, file_case
from tests.scenes import grant as grant_always
from tests.security_lines import Lines, security_lines
from tests.site.portal.signed_in import client_of, page
from workflows.cases.submission import StoredFile
from workflows.cases.tracking import secret_of

__all__ = ["security_lines"]
pytestmark = pytest.mark.django_db
PASSWORD = "a sentence that nobody knows"


@pytest.fixture
def land() -> Country:
    land = country()
    land.people["auditor"] = User.objects.create(username="auditor", name={"ar": "auditor", "en": "Auditor"})
    grant_always(land.people["auditor"], "auditor", land.agencies["central"])
    return land


def kinds(user: User | None = None, *, after: int = 0) -> list[str]:
    return list(Look.objects.filter(user=user, pk__gt=after).order_by("id").values_list("kind", flat=True))


def last_row() -> int:
    return Look.objects.order_by("-id").values_list("id", flat=True).first() or 0


def test_logging_in_failing_and_leaving(land: Country, security_lines: Lines) -> None:
    officer = land.people["officer-moh"]
    officer.set_password(PASSWORD)
    officer.save()
    client = Client()
    for password in ("wrong", PASSWORD):
        client.post("/admin/login/", {"username": "officer-moh", "password": password})
    client.post("/admin/logout/")
    client.post("/admin/login/", {"username": "nobody-of-this-name", "password": "wrong"})
    assert kinds(officer) == ["password_set", "login_failed", "logged_in", "logged_out"]
    assert kinds(None) == ["login_failed"]
    told = [(line["kind"], line["outcome"], line["account"]) for line in security_lines]
    assert told[1:4] == [
        ("login_failed", "failed", officer.pk),
        ("logged_in", "done", officer.pk),
        ("logged_out", "done", officer.pk),
    ]
    assert len({line["request"] for line in security_lines[1:]}) == 4, "each request has its own id"
    assert not any(word in security_lines.text for word in ("nobody-of-this-name", "officer-moh", PASSWORD, "127.0.0"))


def test_a_new_password_asked_for_and_chosen_by_its_letter(land: Country) -> None:
    officer = land.people["officer-moh"]
    User.objects.filter(pk=officer.pk).update(email="officer@example.org", password=make_password(PASSWORD))
    officer.refresh_from_db()
    after = last_row()
    client = Client()
    for email in ("officer@example.org", "nobody@example.org"):
        client.post("/admin/password_reset/", {"email": email})
    uid = urlsafe_base64_encode(force_bytes(officer.pk))
    token = default_token_generator.make_token(officer)
    link = reverse("wagtailadmin_password_reset_confirm", args=[uid, token])
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": f"{PASSWORD} today", "new_password2": f"{PASSWORD} today"})
    assert kinds(officer, after=after) == ["reset_asked", "password_set"]
    assert kinds(None, after=after) == ["reset_asked"]


def test_reading_a_case_and_its_page_costs_one_statement_more(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    case = file_case()
    client, officer = client_of(land, "officer-moh"), land.people["officer-moh"]
    address = f"/admin/desk/{case.tracking}/"
    with standing_at(now()):  # what is asked or renewed once a minute would stand in one reading alone
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        with monkeypatch.context() as patch, CaptureQueriesContext(connection) as without:
            patch.setattr("portal.desk.case_screen.note", lambda *_args, **_kwargs: None)
            client.get(address)
    assert len(asked) == len(without) + 1
    read = Look.objects.get(kind=Kind.CASE_READ)
    assert (read.user, read.case_id) == (officer, case.pk)


def test_a_page_is_shown_though_who_looked_cannot_be_written(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    case = file_case()
    client = client_of(land, "officer-moh")

    def away(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError("cannot execute INSERT in a read-only transaction")

    monkeypatch.setattr("permissions.looking.services._insert", away)
    assert client.get(f"/admin/desk/{case.tracking}/").status_code == 200


def test_a_file_that_is_downloaded(land: Country) -> None:
    key = storages["private"].save("who-looked", ContentFile(b"%PDF-1.7"))
    file = StoredFile("a.pdf", "application/pdf", 8, "0" * 64, key)
    case = file_case(files=(file,))
    client = client_of(land, "officer-moh")
    answer = client.get(f"/admin/desk/{case.tracking}/files/1/")
    assert (answer.status_code, answer.getvalue()) == (200, b"%PDF-1.7")
    row = Look.objects.get(kind=Kind.DOWNLOADED)
    assert (row.subject, row.case_id) == ("file", case.pk)


def test_refusals_of_cases_and_screens(land: Country) -> None:
    case = file_case()
    stranger, user = client_of(land, "officer-moe"), land.people["officer-moe"]
    after = last_row()
    nowhere = "26-00000-0"
    for address in (f"/admin/desk/{case.tracking}/", f"/admin/desk/{nowhere}/", "/admin/audit/", "/admin/users/"):
        assert stranger.get(address).status_code == 404
    rows = list(Look.objects.filter(user=user, pk__gt=after).order_by("id"))
    assert [(row.kind, row.subject, row.case_id) for row in rows] == [
        ("refused", "case", case.pk),
        ("refused", "case", None),
        ("refused", "screen", None),
        ("refused", "screen", None),
    ]
    assert [row.detail for row in rows[2:]] == ["admin/audit/", "admin/users/"]
    assert nowhere not in str(list(Look.objects.values()))
    Client().get("/admin/audit/")
    assert kinds(None) == [], "whoever is not logged in is sent to the login, and refused nothing"


def test_a_hidden_case_and_none_cost_the_same_to_note(land: Country) -> None:
    case = file_case()
    stranger = client_of(land, "officer-moe")
    noted = []
    for number in (case.tracking, "26-00000-0"):
        with CaptureQueriesContext(connection) as asked:
            stranger.get(f"/admin/desk/{number}/")
        noted.append([each["sql"].split(" ")[0] for each in asked if "permissions_look" in each["sql"]])
    assert noted[0] == noted[1] == ["INSERT"]


def test_spreadsheets_of_the_trail_and_of_this_log(land: Country) -> None:
    client = client_of(land, "auditor")
    for address in ("/admin/audit/export/", "/admin/audit/looked/export/"):
        assert client.post(address).status_code == 200
    assert [row.subject for row in Look.objects.filter(kind=Kind.EXPORTED).order_by("id")] == ["trail", "looks"]
    assert AuditEntry.objects.filter(verb="looks_exported").count() == 1


@pytest.mark.usefixtures("limits_on")
def test_what_only_the_security_log_tells(land: Country, security_lines: Lines) -> None:
    client = Client()
    client.post("/en/track/", {"tracking": "26-00000-0", "secret": "0000000000000000"})
    Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    client.get("/en/", headers={"host": "elsewhere.example"})
    client.get("/metrics")
    Client(headers={"authorization": "Bearer wrong"}).get("/metrics")
    for _try in range(6):
        client.post("/admin/login/", {"username": "x\n{}", "password": "y"})
    taking._opened(SimpleUploadedFile("a.exe", b"MZ\x00 no picture"), "", 1e12)
    told = {(line["kind"], line["outcome"], line["about"]) for line in security_lines}
    assert {
        ("number_and_secret", "refused", ""),
        ("forged_form", "refused", ""),
        ("bad_request", "refused", ""),
        ("operators_token", "refused", ""),
        ("limit", "challenged", "login-here"),
    } <= told
    assert any(kind == "upload" and outcome == "refused" for kind, outcome, _about in told)


def test_the_sweep_seals_and_verify_agrees_until_somebody_meddles(land: Country) -> None:
    file_case()
    client_of(land, "auditor").get("/admin/audit/looked/")
    seal_looks()
    assert AuditEntry.objects.filter(verb="looks_sealed").count() == 1
    assert not Look.objects.filter(sealed_in=None).exists()
    assert [each for each in everything() if "log of access" in each] == []


def test_seals_do_not_bury_the_trail(land: Country) -> None:
    client = client_of(land, "auditor")
    seal_looks()
    assert 'data-verb="looks_sealed"' not in page(client.get("/admin/audit/"))
    assert 'data-verb="looks_sealed"' in page(client.get("/admin/audit/?what=looks_sealed"))


WRITTEN = "Samar wrote that the doctor took money"
SECRET = "Their number is 079 555 0000"


def broken(*_args: object, **_kwargs: object) -> None:
    """A fault of ours, in whose messages and variables stands what a citizen wrote."""
    try:
        int(WRITTEN)
    except ValueError as error:
        local = SECRET
        raise KeyError(local) from error


@pytest.fixture
def operators_log() -> Any:
    """What operators read on standard error."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutWords())
    handler.addFilter(NoAddresses())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_fault_leaves_its_traceback_and_a_sign_that_the_person_is_told(
    land: Country, monkeypatch: pytest.MonkeyPatch, operators_log: StringIO, security_lines: Lines, language: str
) -> None:
    monkeypatch.setattr(memory, "mine", memory.Tallies())
    monkeypatch.setattr("portal.citizen.track.find_case", broken)
    client = Client(raise_request_exception=False)
    answer = client.post(f"/{language}/track/", {"tracking": "26-12345-6", "secret": "1234567812345678"})
    [fault] = [line for line in security_lines if line["kind"] == "fault"]
    assert answer.status_code == 500
    assert len(fault["request"]) == 8
    assert f'<bdi class="sign" dir="ltr">{fault["request"]}</bdi>' in answer.content.decode()
    log = operators_log.getvalue()
    line = json.loads(log)  # one, with its traceback
    assert (line["level"], datetime.fromisoformat(line["time"]).utcoffset()) == ("ERROR", timedelta(0))
    assert f"Fault {fault['request']} at " in line["message"]
    assert "in broken" in line["traceback"]
    assert "builtins.ValueError\n\nwhich led to\n\n" in line["traceback"]
    assert "builtins.KeyError" in line["traceback"]
    for word in ("Samar", "doctor", "079 555", "26-12345-6", "1234567812345678"):
        assert word not in log
    assert Tally.objects.get(name="errors|request").count == 1


def test_a_script_is_told_the_sign_too(monkeypatch: pytest.MonkeyPatch, security_lines: Lines) -> None:
    monkeypatch.setattr("portal.citizen.track.find_case", broken)
    client = Client(raise_request_exception=False, headers={"accept": "application/json"})
    answer = client.post("/en/track/", {"tracking": "26-12345-6", "secret": "1234567812345678"})
    [fault] = [line for line in security_lines if line["kind"] == "fault"]
    assert fault["request"] in answer.json()["refused"]


def test_a_task_that_fails_is_counted_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, operators_log: StringIO, security_lines: Lines
) -> None:
    monkeypatch.setattr(memory, "mine", memory.Tallies())
    try:
        broken()
    except KeyError:
        Failures().report()
    assert "A task failed." in operators_log.getvalue()
    assert "builtins.KeyError" in operators_log.getvalue()
    assert [(line["kind"], line["about"]) for line in security_lines] == [("fault", "task")]
    assert Tally.objects.get(name="errors|task").count == 1


def test_a_pass_that_fails_is_counted_with_its_traceback(
    monkeypatch: pytest.MonkeyPatch, operators_log: StringIO, security_lines: Lines
) -> None:
    monkeypatch.setattr(memory, "mine", memory.Tallies())
    try:
        broken()
    except KeyError:
        working.note_failed_pass(60)
        write_down()
    assert "A pass failed" in operators_log.getvalue()
    assert [(line["kind"], line["about"]) for line in security_lines] == [("fault", "pass")]
    assert Tally.objects.get(name="errors|pass").count == 1


def test_a_citizens_session_goes_when_its_hour_is_over(land: Country) -> None:
    """Its row names the case that was followed."""
    case = file_case()
    client = Client()
    client.post("/en/track/", {"tracking": case.tracking, "secret": secret_of(case)})
    assert client.get(f"/en/track/{case.tracking}/").status_code == 200
    session = Session.objects.get(pk=client.session.session_key)
    assert session.expire_date - datetime.now(UTC) <= timedelta(hours=1)
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))
    tidy()
    assert not Session.objects.exists()
