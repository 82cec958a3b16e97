"""A file is made once, whoever rings and however often; what was lost is found again, what failed says why."""

from __future__ import annotations

import builtins
import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import storages

from permissions.actors import Actor
from permissions.now import standing_at
from permissions.people.models import User
from portal.operations.verifying import everything
from tests.scenes import country, file_case
from tests.workflows.reports.october import at
from workflows.outbox.models import OutboxEntry
from workflows.reports import spreadsheet
from workflows.reports.models import LEASE, FileFormat, FileState, Problem, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.reports.selectors import files_waiting
from workflows.reports.services import Wanted, file_made, request_files, take_file, take_snapshot
from workflows.reports.tasks import make_file, make_files

pytestmark = pytest.mark.django_db
OCTOBER = Period(2026, 10)
LATER = at(11, 3)


@pytest.fixture
def asked() -> list[int]:
    """The ids of a spreadsheet in each language, asked for in November."""
    country()
    with standing_at(at(10, 5)):
        file_case()
    with standing_at(LATER):
        return [file.pk for file in request()]


def request() -> list[ReportFile]:
    wanted = [Wanted(FileFormat.SPREADSHEET, language) for language in ("ar", "en")]
    return request_files(period=OCTOBER, cut_off=OCTOBER.end, wanted=wanted, actor=Actor.operator)


def stored() -> list[str]:
    storage = storages["private"]
    return storage.listdir("reports/2026-10")[1] if storage.exists("reports/2026-10") else []


def test_what_is_asked_for_waits_and_is_made_of_one_snapshot(asked: list[int]) -> None:
    assert files_waiting() == asked
    make_files(*asked)
    assert files_waiting() == []
    first, second = ReportFile.objects.order_by("pk")
    assert (first.state, second.state) == (FileState.MADE, FileState.MADE)
    assert first.snapshot == second.snapshot == Snapshot.objects.get()
    with storages["private"].open(first.storage_key) as file:
        content = file.read()
    assert list(everything()) == []
    assert (first.sha256, first.size) == (hashlib.sha256(content).hexdigest(), len(content))


def test_two_rings_make_one_file(asked: list[int]) -> None:
    before = len(stored())
    make_file(asked[0])
    made_at = ReportFile.objects.get(pk=asked[0]).made_at
    make_file(asked[0])
    assert ReportFile.objects.get(pk=asked[0]).made_at == made_at
    assert len(stored()) == before + 1
    storages["private"].delete(ReportFile.objects.get(pk=asked[0]).storage_key)
    assert [problem.rpartition(": ")[2] for problem in everything()] == ["its bytes are missing"]


def test_whoever_asked_hears_once_when_the_last_file_is_made(asked: list[int]) -> None:
    person = User.objects.get(username="officer-central")
    ReportFile.objects.update(requested_by=person)
    make_file(asked[0])
    assert not OutboxEntry.objects.filter(topic="file_done").exists()
    make_files(*asked)
    told = OutboxEntry.objects.get(topic="file_done")
    assert (told.user, told.data) == (person, {"kind": "report", "place": "monthly/2026-10", "made": True})


def test_asking_again_asks_for_nothing_new(asked: list[int]) -> None:
    make_file(asked[0])
    assert [file.pk for file in request()] == asked
    assert files_waiting() == asked[1:]


def test_a_worker_that_died_holds_a_file_for_minutes_only(asked: list[int]) -> None:
    with standing_at(LATER):
        assert take_file(asked[0]) is not None
        assert take_file(asked[0]) is None
        assert files_waiting() == asked[1:]
    with standing_at(LATER + LEASE - timedelta(seconds=1)):
        assert take_file(asked[0]) is None
    with standing_at(LATER + LEASE):
        assert files_waiting() == asked
        assert take_file(asked[0]) is not None


def test_who_comes_back_after_the_lease_changes_nothing(asked: list[int]) -> None:
    with standing_at(LATER):
        late = take_file(asked[0])
    with standing_at(LATER + LEASE):
        make_file(asked[0])
    assert late is not None
    made = ReportFile.objects.get(pk=asked[0])
    snapshot = take_snapshot(period=OCTOBER, cut_off=OCTOBER.end, actor=Actor.operator)
    assert file_made(late, snapshot=snapshot, storage_key="other", sha256="", size=1) is False
    assert ReportFile.objects.get(pk=asked[0]).storage_key == made.storage_key


def test_a_file_that_fails_says_why_and_can_be_tried_again(asked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_args: object) -> bytes:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(spreadsheet, "make_spreadsheet", break_down)
        make_file(asked[0])
    file = ReportFile.objects.get(pk=asked[0])
    assert (file.state, file.problem, file.taken_at) == (FileState.FAILED, Problem.UNKNOWN, None)
    assert files_waiting() == asked[1:]
    request()
    make_file(asked[0])
    file.refresh_from_db()
    assert (file.state, file.problem) == (FileState.MADE, "")


def test_without_pango_the_reason_is_told(asked: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *args: object) -> object:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args)  # type: ignore[arg-type]  # handed on as it came

    wanted = [Wanted(FileFormat.PDF, "ar")]
    (file,) = request_files(period=OCTOBER, cut_off=OCTOBER.end, wanted=wanted, actor=Actor.operator)
    monkeypatch.setattr(builtins, "__import__", without_pango)
    make_file(file.pk)
    monkeypatch.undo()
    file.refresh_from_db()
    assert (file.state, file.problem) == (FileState.FAILED, Problem.NO_PANGO)
