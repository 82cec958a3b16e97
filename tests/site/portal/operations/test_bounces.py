"""The folder of what came back is read by the queue and by hand, and what lies in it harms nobody."""

from __future__ import annotations

import io
import json
import os
import sys
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from portal.operations.bounces import read_folder, read_waiting
from portal.settings import environment
from tests.scenes import country, file_case
from tests.workflows.notifications.notices import notice
from workflows.notifications.came_back import MOST_BYTES, message_id
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.told import State, told
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def entry() -> OutboxEntry:
    country()
    file_case()
    deliver_waiting()
    return OutboxEntry.objects.get(topic="acknowledged")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_notices_are_noted_and_deleted_and_all_else_is_marked_as_read(folder: Path, entry: OutboxEntry) -> None:
    (folder / "new" / "1.a.host").write_bytes(notice(message_id(entry.pk)))
    (folder / "new" / "2.b.host").write_bytes(b"Subject: When do you open?\r\n\r\nA person asks.")
    (folder / "new" / "3.c.host").write_bytes(b"x" * (MOST_BYTES + 2))
    os.mkfifo(folder / "new" / "4.d.host")
    (folder / "new" / "5.e.host").symlink_to("/etc/hostname")
    assert read_folder(folder) == {"noted": 1, "other": 2, "unreadable": 2}
    assert told(OutboxEntry.objects.get(pk=entry.pk)).state == State.RETURNED
    assert names(folder / "cur") == ["2.b.host:2,S", "3.c.host:2,S"]
    assert names(folder / "new") == ["4.d.host", "5.e.host"]


def test_one_that_comes_too_early_waits_in_the_folder(folder: Path) -> None:
    country()
    file_case()
    entry = OutboxEntry.objects.get(topic="acknowledged")
    (folder / "new" / "1").write_bytes(notice(message_id(entry.pk)))
    assert read_folder(folder) == {"early": 1}
    deliver_waiting()
    assert read_folder(folder) == {"noted": 1}
    assert names(folder / "new") == []


def test_the_queue_reads_the_folder_that_the_operator_named(
    folder: Path, entry: OutboxEntry, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "new" / "1").write_bytes(notice(message_id(entry.pk)))
    settings.BOUNCES = None
    read_waiting()
    assert names(folder / "new") == ["1"]
    settings.BOUNCES = folder / "nowhere"
    read_waiting()
    monkeypatch.setenv("INSAF_BOUNCES", str(folder))
    settings.BOUNCES = environment.bounces()
    read_waiting()
    assert names(folder / "new") == []
    monkeypatch.setenv("INSAF_BOUNCES", "mail/bounces")
    with pytest.raises(ImproperlyConfigured, match="whole path"):
        environment.bounces()


def test_it_is_read_by_hand_too(
    folder: Path, entry: OutboxEntry, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, raw = StringIO(), notice(message_id(entry.pk))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("read_bounces", "--stdin", stdout=said)
    (folder / "new" / "1").write_bytes(raw)
    call_command("read_bounces", str(folder), stdout=said)
    assert [json.loads(line) for line in said.getvalue().splitlines()] == [{"noted": 1}, {"known": 1}]
    settings.BOUNCES = None
    with pytest.raises(CommandError, match="INSAF_BOUNCES"):
        call_command("read_bounces")
    with pytest.raises(CommandError, match="no maildir"):
        call_command("read_bounces", str(folder / "cur"))
