"""What operators are told about the platform's health."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from django.conf import settings as insaf
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

from content.forms.upload import Preparation, Upload, VirusCheck
from permissions.now import now, standing_at
from portal.health import checks
from portal.operations.storage_identity import StorageIdentity, identify_storage
from portal.queue.models import Pulse
from portal.queue.pulses import BACKUP, QUEUE, SWEEP, note_pulse
from portal.settings.served import HashedAndPacked
from tests.scenes import Country, file_case
from workflows.cases.submission import StoredFile
from workflows.outbox.models import OutboxEntry

TOKEN = "q7Z-t4XpLw9_bV2cRj8mNs5dHf6gKy3A"


@pytest.fixture
def client(settings: Any) -> Client:
    """An operator's: it sends their token."""
    settings.OPERATORS_TOKEN = TOKEN
    return Client(headers={"authorization": f"Bearer {TOKEN}"})


@pytest.fixture
def at_work(db: None) -> None:
    """The clock and the queue have just been seen alive, and the folder of files is known."""
    note_pulse(name=SWEEP)
    note_pulse(name=QUEUE)
    identify_storage()


def test_alive_answers_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer["Cache-Control"]


HOST = ["database", "migrations", "keys", "storage", "files", "static"]
PLATFORM = ["sweep", "queue", "outbox", "viruses", "recordings", "plain_files", "redis", "backup"]


@pytest.mark.usefixtures("at_work")
def test_ready_names_every_check_and_leaves_no_file_behind(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    content = answer.json()
    assert (content["ready"], content["platform"]["well"]) == (True, True)
    assert {name: check["problem"] for name, check in content["checks"].items()} == dict.fromkeys(HOST, "")
    platform = content["platform"]["checks"]
    assert {name: check["problem"] for name, check in platform.items()} == dict.fromkeys(PLATFORM, "")
    assert list(client.get("/healthz/platform").json()["checks"]) == PLATFORM
    assert storages["private"].listdir("readiness") == ([], [])


@pytest.mark.usefixtures("at_work")
def test_a_host_is_ready_whatever_the_platform_does(client: Client) -> None:
    """A worker that stands still turns a late letter into no filing for anybody, if a balancer hears of it."""
    Pulse.objects.all().delete()
    at = now() - timedelta(hours=2)
    OutboxEntry.objects.create(key="k", topic="answered", audience="citizen", created_at=at, available_at=at)
    Upload.objects.create(storage_key="a", size=1, virus_check=VirusCheck.WAITING, created_at=at)
    Upload.objects.create(storage_key="b", size=1, preparation=Preparation.WAITING, original="q/b", created_at=at)
    unwell = client.get("/healthz/platform")
    assert unwell.status_code == 503
    failed = {name for name, check in unwell.json()["checks"].items() if not check["ok"]}
    assert failed == {"sweep", "queue", "outbox", "viruses", "recordings"}
    assert client.get("/readyz").status_code == 200
    assert Client().get("/readyz").content == b"ready\n"


@pytest.mark.usefixtures("at_work")
def test_a_host_with_a_folder_of_its_own_is_not_ready(client: Client, settings: Any, tmp_path: Path) -> None:
    shared = settings.IDENTITY_FILE
    settings.IDENTITY_FILE = tmp_path / "identity"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    problem = answer.json()["checks"]["files"]["problem"]
    assert "identity is missing" in problem
    assert "INSAF_VAR" in problem
    identify_storage()  # setting up again doesn't make a second folder known
    assert not settings.IDENTITY_FILE.exists()
    settings.IDENTITY_FILE.write_text("of another platform\n", encoding="ascii")
    assert "says of another platform" in client.get("/readyz").json()["checks"]["files"]["problem"]
    settings.IDENTITY_FILE = shared
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_folder_that_nobody_made_known_is_not_ready(client: Client) -> None:
    problem = client.get("/readyz").json()["checks"]["files"]["problem"]
    assert "run `manage.py set_up`" in problem


@pytest.mark.usefixtures("at_work")
def test_a_restored_folder_is_known_by_a_new_mark(client: Client, settings: Any, tmp_path: Path) -> None:
    before = settings.IDENTITY_FILE.read_text(encoding="ascii")
    settings.IDENTITY_FILE = tmp_path / "identity"
    identify_storage(anew=True)
    assert settings.IDENTITY_FILE.read_text(encoding="ascii") != before
    assert client.get("/readyz").status_code == 200


@pytest.mark.usefixtures("at_work")
def test_a_mark_that_alone_was_lost_is_written_again_once_somebody_says_so(
    client: Client, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("mark_storage")
    assert "nothing to do" in capsys.readouterr().out
    mark = settings.IDENTITY_FILE.read_text(encoding="ascii")
    settings.IDENTITY_FILE.unlink()
    assert "mark_storage" in client.get("/readyz").json()["checks"]["files"]["problem"]
    with pytest.raises(CommandError, match="run it again with --confirm"):
        call_command("mark_storage")
    assert not settings.IDENTITY_FILE.exists()
    call_command("mark_storage", "--confirm")
    assert settings.IDENTITY_FILE.read_text(encoding="ascii") == mark
    assert client.get("/readyz").status_code == 200


@pytest.mark.usefixtures("at_work")
def test_a_folder_without_one_file_of_the_database_is_not_marked(
    land: Country, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = StoredFile("a.txt", "text/plain", 1, "0" * 64, "never/stored")
    file_case(files=(file,))
    settings.IDENTITY_FILE = tmp_path / "identity"
    with pytest.raises(CommandError, match="this is another folder"):
        call_command("mark_storage", "--confirm")
    assert "0 of the latest 1 files are there" in capsys.readouterr().out
    assert not settings.IDENTITY_FILE.exists()
    storages["private"].save("never/stored", ContentFile(b"x"))
    call_command("mark_storage", "--confirm")
    assert settings.IDENTITY_FILE.exists()


@pytest.mark.django_db
def test_a_folder_that_nobody_made_known_is_set_up_and_not_marked() -> None:
    with pytest.raises(CommandError, match="set_up"):
        call_command("mark_storage", "--confirm")


@pytest.mark.usefixtures("at_work")
def test_without_collected_static_files_it_is_not_ready(
    client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATIC_ROOT = tmp_path
    storage = HashedAndPacked(location=tmp_path, base_url="/static/")
    monkeypatch.setattr(checks, "staticfiles_storage", storage)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "run `manage.py collectstatic" in answer.json()["checks"]["static"]["problem"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "portal.settings.served.HashedAndPacked"}}
    call_command("collectstatic", verbosity=0, interactive=False)
    assert client.get("/readyz").status_code == 503, "this process has read the list before"
    monkeypatch.setattr(checks, "staticfiles_storage", HashedAndPacked(location=tmp_path, base_url="/static/"))
    assert client.get("/readyz").json()["checks"]["static"] == {"ok": True, "problem": "", "seconds": ANY}


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize(("hours", "status"), [(None, 503), (25, 200), (27, 503)])
def test_a_backup_that_is_too_old_makes_the_platform_unwell(
    client: Client, settings: Any, hours: int | None, status: int
) -> None:
    settings.BACKUP_HOURS = 26
    if hours is not None:
        note_pulse(name=BACKUP)
        Pulse.objects.filter(name=BACKUP).update(at=datetime.now(UTC) - timedelta(hours=hours))
    answer = client.get("/healthz/platform")
    assert answer.status_code == status
    assert ("backup" in answer.json()["checks"]["backup"]["problem"]) is (status == 503)
    settings.BACKUP_HOURS = 0
    assert client.get("/healthz/platform").status_code == 200, "somebody else takes backups"


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_makes_it_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "_migrated", set())
    last = MigrationRecorder.Migration.objects.filter(app="permissions").latest("id")
    MigrationRecorder(connection).record_unapplied("permissions", last.name)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    content = answer.json()
    assert content["ready"] is False
    assert content["checks"]["database"]["ok"] is True
    assert f"permissions.{last.name}" in content["checks"]["migrations"]["problem"]


@pytest.mark.django_db
def test_a_storage_that_takes_no_files_makes_it_not_ready(client: Client, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("no folder can be made here", encoding="utf-8")
    usual: dict[str, Any] = insaf.STORAGES
    broken = dict(usual["private"], OPTIONS={"location": tmp_path / "a-file" / "below"})
    with override_settings(STORAGES=dict(usual, private=broken)):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    storage = answer.json()["checks"]["storage"]
    assert (storage["ok"], storage["problem"]) == (False, "NotADirectoryError")


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize(("minutes", "status"), [(-60, 200), (14, 200), (16, 503)])
def test_a_letter_that_nobody_takes_makes_it_unwell(client: Client, minutes: int, status: int) -> None:
    at = now() - timedelta(minutes=minutes)
    OutboxEntry.objects.create(key="k", topic="answered", audience="citizen", created_at=at, available_at=at)
    answer = client.get("/healthz/platform")
    assert answer.status_code == status
    assert answer.json()["checks"]["outbox"]["ok"] is (status == 200)


@pytest.mark.usefixtures("at_work")
def test_a_letter_delivered_late_is_forgotten(client: Client) -> None:
    at = now() - timedelta(days=1)
    OutboxEntry.objects.create(
        key="k", topic="answered", audience="citizen", created_at=at, available_at=at, delivered_at=now()
    )
    assert client.get("/healthz/platform").status_code == 200


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize(
    ("name", "minutes", "status"), [(SWEEP, 4, 200), (SWEEP, 6, 503), (QUEUE, 2, 200), (QUEUE, 4, 503)]
)
def test_a_clock_or_queue_without_a_pulse_makes_it_unwell(client: Client, name: str, minutes: int, status: int) -> None:
    Pulse.objects.filter(name=name).update(at=datetime.now(UTC) - timedelta(minutes=minutes))
    answer = client.get("/healthz/platform")
    assert answer.status_code == status
    assert answer.json()["checks"][name]["ok"] is (status == 200)


@pytest.mark.django_db
def test_a_platform_that_never_swept_says_so(client: Client) -> None:
    answer = client.get("/healthz/platform")
    assert answer.status_code == 503
    assert "no sweep has ever ended" in answer.json()["checks"]["sweep"]["problem"]
    assert "the queue has never run a task" in answer.json()["checks"]["queue"]["problem"]


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.post("/healthz/platform").status_code == 405
    assert client.post("/readyz").status_code == 405


@pytest.mark.usefixtures("at_work")
def test_a_file_that_waits_for_the_virus_scanner_for_long_makes_it_unwell(client: Client) -> None:
    came = now() - timedelta(minutes=14)
    waiting = Upload.objects.create(storage_key="a", size=1, virus_check=VirusCheck.WAITING, created_at=came)
    assert client.get("/healthz/platform").status_code == 200
    waiting.created_at -= timedelta(minutes=2)
    waiting.save()
    answer = client.get("/healthz/platform")
    assert answer.status_code == 503
    assert "files wait for the virus scanner" in answer.json()["checks"]["viruses"]["problem"]


@pytest.mark.usefixtures("at_work")
def test_a_recording_that_waits_for_an_hour_says_whether_ffmpeg_is_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = now() - timedelta(minutes=61)
    Upload.objects.create(storage_key="a", size=1, preparation=Preparation.WAITING, original="q/a", created_at=came)
    for is_there, why in ((True, "is `manage.py work` running?"), (False, "ffmpeg is missing on this machine")):
        monkeypatch.setattr(checks, "can_prepare", lambda is_there=is_there: is_there)
        assert why in client.get("/healthz/platform").json()["checks"]["recordings"]["problem"]


@pytest.mark.usefixtures("at_work")
def test_a_sealed_file_in_plain_is_unwell_after_ten_minutes(client: Client, land: Country) -> None:
    for minutes, problem in ((9, ""), (11, "files of hidden requests lie in plain since 11 minutes")):
        with standing_at(now() - timedelta(minutes=minutes)):
            file_case(kind="integrity", files=(StoredFile("a.txt", "text/plain", 1, "0" * 64, f"2026/11/{minutes}"),))
        told = client.get("/healthz/platform").json()["checks"]["plain_files"]["problem"]
        assert told.startswith(problem)
        assert bool(told) == bool(problem)


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {TOKEN}"}])
def test_outsiders_are_told_yes_or_no(settings: Any, headers: dict[str, str]) -> None:
    settings.OPERATORS_TOKEN = TOKEN
    stranger = Client(headers=headers)
    for address, yes, no in (("/readyz", b"ready\n", b"not ready\n"), ("/healthz/platform", b"well\n", b"not well\n")):
        answer = stranger.get(address)
        assert (answer.status_code, answer.content) == (200, yes)
        StorageIdentity.objects.all().delete()
        Pulse.objects.all().delete()
        answer = stranger.get(address)
        assert (answer.status_code, answer.content) == (503, no)
        identify_storage()
        note_pulse(name=SWEEP)
        note_pulse(name=QUEUE)


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("sent", ["Bearer ", "Bearer"])
def test_without_a_token_nobody_is_an_operator(settings: Any, sent: str) -> None:
    settings.OPERATORS_TOKEN = ""
    stranger = Client(headers={"authorization": sent})
    assert stranger.get("/readyz").content == b"ready\n"
    assert stranger.get("/metrics").status_code == 401
