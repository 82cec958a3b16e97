"""One pass of all that comes due."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.test.utils import CaptureQueriesContext
from django_q.models import Task

from content.forms.taking import take
from content.forms.upload import Upload, VirusCheck
from permissions.now import standing_at
from portal.operations import sweeping
from portal.operations.sweeping import empty_log, one_pass, tidy
from portal.queue.pulses import SWEEP, last_pulse
from tests.content.forms import made
from tests.content.forms.scanner_made import speaker
from tests.scenes import country, file_case
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")


def swept(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("sweep", *arguments, stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def test_a_pass_says_in_one_line_what_it_did() -> None:
    country()
    with standing_at(datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)):
        file_case()
    said = swept("--now", "2026-11-03T10:20")
    assert (said["due"], said["escalated"], said["delivered"]) == (1, 1, 5)
    assert swept("--now", "2026-11-03T10:20") | {"seconds": 0} == {
        "due": 0,
        "escalated": 0,
        "delivered": 0,
        "unsent": 0,
        "checked": 0,
        "seconds": 0,
    }


def test_a_pass_says_how_many_letters_nothing_took_and_notes_them_as_unsent() -> None:
    country()
    at = datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)
    with standing_at(at):
        file_case(email="", phone="0790000000")
        file_case(email="")
        said = one_pass()
    assert (said["delivered"], said["unsent"]) == (2, 2)
    assert OutboxEntry.objects.filter(delivered_at=None).count() == 2
    assert not OutboxEntry.objects.waiting().exists()


def test_with_nothing_due_a_pass_costs_eight_queries_whatever_is_open() -> None:
    country()
    at = datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)
    with standing_at(at):
        for _ in range(5):
            file_case()
        one_pass()
        with CaptureQueriesContext(connection) as asked:
            one_pass()
    queries = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert len(queries) == 8, queries


def test_the_end_of_a_pass_is_noted_by_the_machines_clock() -> None:
    began = datetime.now(UTC)
    swept("--now", "2026-11-03T10:20")
    pulse = last_pulse(SWEEP)
    assert pulse is not None
    assert began <= pulse <= datetime.now(UTC)


def test_tidying_up_takes_what_nobody_will_ask_for() -> None:
    at = datetime(2026, 11, 1, 10, 20, tzinfo=UTC)
    for name, created in (("old", at - timedelta(minutes=121)), ("new", at - timedelta(minutes=119))):
        Upload.objects.create(storage_key=name, name=name, size=1, created_at=created, seen_at=created)
    for name, stopped in (("old", at - timedelta(days=31)), ("new", at)):
        Task.objects.create(id=name, name=name, func="f", started=stopped, stopped=stopped, success=False)
    with standing_at(at):
        tidy()
    assert [each.storage_key for each in Upload.objects.all()] == ["new"]
    assert [each.name for each in Task.objects.all()] == ["new"]


def test_another_time_is_refused_in_production_and_what_is_no_time_is_said(settings: Any) -> None:
    with pytest.raises(CommandError, match="not a time"):
        call_command("sweep", "--now", "yesterday")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="refused in production"):
        call_command("sweep", "--now", "2026-11-03T10:20")


def test_a_pass_has_the_files_checked_that_came_while_the_scanner_was_away(settings: Any) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:9"
    (upload,) = take([made.sent("a.pdf", made.PDF)]).arrived
    assert one_pass()["checked"] == 0
    with speaker() as scanner:
        settings.CLAMAV_URL = scanner.url
        assert one_pass()["checked"] == 1
    upload.refresh_from_db()
    assert upload.virus_check == VirusCheck.CLEAN


def test_words_that_were_written_over_do_not_stand_in_the_log_of_sqlite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.sqlite3"
    log = place.with_name("a.sqlite3-wal")
    wrapper = SQLite({**connection.settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": place, "OPTIONS": {}})
    monkeypatch.setattr(sweeping, "connection", wrapper)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        for statement in (
            *("PRAGMA journal_mode=WAL", "PRAGMA secure_delete=ON", "CREATE TABLE t (w TEXT)"),
            *("INSERT INTO t VALUES ('SECRETWORD')", "UPDATE t SET w = ''"),
        ):
            other.execute(statement).fetchall()
        assert b"SECRETWORD" in log.read_bytes()
        other.execute("BEGIN IMMEDIATE")
        empty_log()  # somebody writes: it is cut another time
        assert b"SECRETWORD" in log.read_bytes()
        other.execute("COMMIT")
        empty_log()
        assert log.read_bytes() == b""
        assert b"SECRETWORD" not in place.read_bytes()
