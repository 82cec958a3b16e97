"""The script in README.md, run as it stands there against a running server, sees a request through."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.architecture.sources import ROOT
from tests.content.forms import made
from tests.content.forms.recordings_made import needs_ffmpeg, recording
from tests.objecting import REASONS
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import AskCitizen, Decide
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, CaseStatus, EventVerb

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

T = TypeVar("T")
LONGEST = 40
"""Lines of the script."""
SECONDS = 120.0
"""For which the script may be waited for, on a machine that has much to do."""


def script() -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (found,) = re.findall(r"^```python\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    return str(found)


def test_it_is_as_short_as_it_says_and_needs_the_standard_library_alone() -> None:
    lines = script().splitlines()
    assert len(lines) <= LONGEST
    (imported,) = (line for line in lines if line.startswith("import "))
    named = {each.strip() for each in imported.removeprefix("import ").split(",")}
    named |= {line.split()[1].partition(".")[0] for line in lines if line.startswith("from ")}
    assert named <= sys.stdlib_module_names


@needs_ffmpeg
@pytest.mark.django_db(transaction=True)
def test_it_files_with_a_photo_and_a_video_answers_objects_accepts_and_rates(
    live_server: LiveServer, tmp_path: Path
) -> None:
    land = made.english_forms("complaint")
    (tmp_path / "see_it_through.py").write_text(script(), encoding="utf-8")
    (tmp_path / "photo.jpg").write_bytes(made.photo())
    (tmp_path / "film.mp4").write_bytes(recording("phone.mp4"))
    command = [sys.executable, "see_it_through.py", live_server.url, "photo.jpg", "film.mp4", "0.2"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        try:
            case = until(Case.objects.first)
            apply(case.pk, AskCitizen(text="On which floor?"), actor=land.actor("officer-moh"))
            until(lambda: CaseEvent.objects.filter(case=case, verb=EventVerb.CITIZEN_ANSWERED).first())
            refused = Decide(outcome="refused", text="It is not broken.", refusal=REFUSAL)
            apply(case.pk, refused, actor=land.actor("officer-moh"))
            until(lambda: CaseEvent.objects.filter(case=case, verb=EventVerb.REOPENED).first())
            refused = Decide(outcome="refused", text=REASONS, refusal=REFUSAL)
            apply(case.pk, refused, actor=land.actor("level1-moh"))
            said, _nothing = running.communicate(timeout=SECONDS)
        finally:
            running.kill()
    assert running.returncode == 0, said
    case.refresh_from_db()
    assert (case.status, case.rating) == (CaseStatus.CLOSED, 5)
    assert sorted(case.files.values_list("name", "content_type")) == [
        ("film.mp4", "video/mp4"),
        ("photo.jpg", "image/jpeg"),
    ]
    assert case.tracking in said
    assert "Thank you for your rating." in said


def until(found: Callable[[], T | None]) -> T:
    ends = time.monotonic() + SECONDS
    while (value := found()) is None:
        assert time.monotonic() < ends
        time.sleep(0.05)
    return value
