"""A developer adds an act by a folder, and by nothing else: owners find it, and it is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenes import country, publish_one
from tests.workflows.services.serving import call_of, served, told
from workflows import services
from workflows.processes import automatic
from workflows.services.doing import do_waiting
from workflows.services.folders import load
from workflows.versions.models import Subject
from workflows.versions.references import problems

pytestmark = pytest.mark.django_db
STAMP = '''
"""Stamps a request."""

from pathlib import Path

from workflows.processes.automatic import Question
from workflows.services.service import Call, Service


class Stamp(Service):
    title = "Stamp"
    questions = (Question("file", "File"),)

    def outside(self, call: Call) -> None:
        Path(call.values["file"]).write_text(call.tracking)


SERVICE = Stamp()
'''


@pytest.fixture
def stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "acts" / "stamp"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text('"""Stamps a request."""\n')
    (folder / "service.py").write_text(STAMP)
    monkeypatch.setattr(services, "__path__", [*services.__path__, str(tmp_path / "acts")])
    load()
    yield tmp_path / "stamped"
    automatic.forget("stamp")


def test_a_folder_is_an_act(stamp: Path) -> None:
    country()
    process = served("stamp", awaited=True, file=str(stamp))
    assert problems(Subject.PROCESS, "complaint", process) == []
    publish_one("process", "complaint", process)
    case = told()
    assert do_waiting() == 1
    assert stamp.read_text() == case.tracking
    assert call_of(case).done_at is not None


def test_without_the_folder_there_is_none() -> None:
    assert [act.name for act in automatic.every()] == ["letter", "priority", "flag", "reader", "web"]
