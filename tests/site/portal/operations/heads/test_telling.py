"""The head is told to a file and to a syslog server; what cannot be told stops nothing and is told later."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from permissions.actors import Actor
from permissions.audit.head_lines import Erased, Head, Line, Stamped, key_from, read
from permissions.audit.models import AuditEntry, ToldElsewhere
from permissions.audit.selectors import chain_head, installation
from permissions.audit.services import NewEntry, append
from permissions.now import now
from portal.operations.heads import telling
from portal.operations.heads.places import send_to_syslog
from portal.operations.heads.telling import tell_heads, untold
from tests.free_port import free_port
from tests.scenes import country, file_case
from tests.timestamping import Authority, listening
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    country()
    return file_case()


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.HEAD_FILE = tmp_path / "elsewhere" / "heads.log"
    settings.HEAD_FILE.parent.mkdir()
    return Path(settings.HEAD_FILE)


def lines(text: str, settings: Any) -> list[Line]:
    keys = [key_from(key) for key in settings.FIELD_KEYS]
    return [read(each, keys=keys, installation=installation()) for each in text.splitlines()]


def erase(case: Case) -> None:
    """As the trail says it; the act itself has tests of its own."""
    with transaction.atomic():
        append([NewEntry("erased", "case", case.pk)], actor=Actor.clock, at=now())


def test_each_pass_adds_a_line_and_nothing_of_anybody(case: Case, file: Path, settings: Any) -> None:
    tell_heads()
    tell_heads()
    first, second = lines(file.read_text(), settings)
    assert isinstance(first, Head)
    assert (first.count, first.seal) == chain_head()
    assert first.installation == AuditEntry.objects.get(sequence=1).seal
    assert isinstance(second, Head)
    assert case.tracking not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_before_anything_has_happened_nothing_is_told(file: Path) -> None:
    tell_heads()
    assert not file.exists()


def test_an_erasure_is_told_once_before_the_head_that_shows_it(case: Case, file: Path, settings: Any) -> None:
    tell_heads()
    erase(case)
    tell_heads()
    tell_heads()
    said = lines(file.read_text(), settings)
    assert [type(each).__name__ for each in said] == ["Head", "Erased", "Head", "Head"]
    erased = said[1]
    assert isinstance(erased, Erased)
    assert (erased.case_id, erased.tracking) == (case.pk, case.tracking)
    assert erased.at == AuditEntry.objects.get(verb="erased").at


def test_a_file_that_cannot_be_written_stops_nothing_and_is_caught_up(
    case: Case, file: Path, settings: Any, caplog: pytest.LogCaptureFixture, client: Client
) -> None:
    tell_heads()
    away = file.parent.rename(file.parent.with_name("unmounted"))
    erase(case)
    tell_heads()
    [place] = untold()
    assert (place.to, place.problem) == ("file", "FileNotFoundError: No such file or directory")
    assert "could not be told to the file" in caplog.text
    settings.OPERATORS_TOKEN = "t" * 40
    told = client.get("/healthz/platform", headers={"Authorization": "Bearer " + "t" * 40}).json()
    assert told["heads"]["file"]["problem"] == place.problem
    assert "insaf_heads_untold 1\n" in client.get("/metrics", headers={"Authorization": "Bearer " + "t" * 40}).text
    since = place.failing_since
    tell_heads()
    assert untold()[0].failing_since == since
    away.rename(file.parent)
    tell_heads()
    assert untold() == []
    assert [type(each).__name__ for each in lines(file.read_text(), settings)] == ["Head", "Erased", "Head"]


def test_a_full_disk_leaves_no_half_of_a_line(
    case: Case, file: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_heads()
    before, write = file.read_text(), os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:40]))
        tell_heads()
    assert file.read_text() == before
    assert "room for 40" in untold()[0].problem


def test_after_hours_of_silence_the_trail_says_since_when(
    case: Case, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell_heads()
    last = ToldElsewhere.objects.get().at
    assert last is not None
    later = datetime.now(UTC) + timedelta(hours=3)
    monkeypatch.setattr(telling, "_clock", lambda: later)
    tell_heads()
    tell_heads()
    entry = AuditEntry.objects.get(verb="heads_resumed")
    assert entry.data == {"to": "file", "since": last.isoformat(timespec="microseconds")}


def test_a_new_head_is_stamped_once(case: Case, file: Path, settings: Any, tmp_path: Path) -> None:
    authority = Authority()
    settings.TIMESTAMP_CA = authority.write_root(tmp_path)
    with listening(authority) as settings.TIMESTAMP_URL:
        tell_heads()
        tell_heads()
    said = lines(file.read_text(), settings)
    assert [type(each).__name__ for each in said] == ["Head", "Stamped", "Head"]
    assert isinstance(said[1], Stamped)
    assert said[1].head == said[0]


def test_without_a_stamp_the_head_is_told_all_the_same(case: Case, file: Path, settings: Any, tmp_path: Path) -> None:
    settings.TIMESTAMP_CA = Authority().write_root(tmp_path)
    settings.TIMESTAMP_URL = f"http://127.0.0.1:{free_port()}/"
    tell_heads()
    assert [type(each).__name__ for each in lines(file.read_text(), settings)] == ["Head"]
    assert untold() == []


@contextmanager
def syslog(family: int, kind: int, where: Any) -> Iterator[tuple[socket.socket, list[bytes]]]:
    """A server that keeps what one sender says."""
    heard: list[bytes] = []
    with socket.socket(family, kind) as server:
        server.bind(where)
        server.settimeout(5)
        if kind == socket.SOCK_STREAM:
            server.listen()

        def hear() -> None:
            if kind == socket.SOCK_DGRAM:
                heard.append(server.recv(65_536))
                return
            connection, _address = server.accept()
            with connection:
                while part := connection.recv(65_536):
                    heard.append(part)

        thread = Thread(target=hear)
        thread.start()
        yield server, heard
        thread.join(6)


@pytest.mark.parametrize(("scheme", "kind"), [("udp", socket.SOCK_DGRAM), ("tcp", socket.SOCK_STREAM)])
def test_a_syslog_server_is_told(case: Case, settings: Any, scheme: str, kind: int) -> None:
    with syslog(socket.AF_INET, kind, ("127.0.0.1", 0)) as (server, heard):
        settings.HEAD_SYSLOG = f"{scheme}://127.0.0.1:{server.getsockname()[1]}"
        tell_heads()
    message = b"".join(heard).decode()
    if scheme == "tcp":
        length, _space, message = message.partition(" ")
        assert int(length) == len(message.encode())
    assert message.startswith("<110>1 ")
    head = lines(message[message.index("insaf-trail/1") :], settings)
    assert [(each.count, each.seal) for each in head if isinstance(each, Head)] == [chain_head()]


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_a_syslog_server_on_this_machine_is_told(case: Case, settings: Any, tmp_path: Path, kind: int) -> None:
    path = tmp_path / "log"
    with syslog(socket.AF_UNIX, kind, str(path)) as (_server, heard):
        settings.HEAD_SYSLOG = f"unix://{path}"
        tell_heads()
    assert b"insaf-trail/1 head" in b"".join(heard)


def test_a_syslog_server_that_is_away_keeps_no_file_waiting(case: Case, file: Path, settings: Any) -> None:
    settings.HEAD_SYSLOG = f"tcp://127.0.0.1:{free_port()}"
    tell_heads()
    assert [each.to for each in untold()] == ["syslog"]
    assert len(lines(file.read_text(), settings)) == 1


def test_what_no_datagram_takes_is_left_out_of_them() -> None:
    with syslog(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)) as (server, heard):
        send_to_syslog(f"udp://127.0.0.1:{server.getsockname()[1]}", ["x" * 3_000, "a head"])
    assert heard[0].endswith(b" - a head")
