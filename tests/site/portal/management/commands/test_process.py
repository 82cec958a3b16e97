"""``manage.py process``: a process goes out as BPMN, is looked at, and comes back as a draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.letters import draft_link
from tests.scenes import Country, country
from tests.workflows.processes.bpmn.made import EVERYTHING, ORDER, file_of
from tests.workflows.processes.reviewed import reviewed
from workflows.processes.bpmn.writing import as_bpmn
from workflows.versions.models import Version, VersionStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def in_force(key: str = "complaint") -> Version:
    return Version.objects.get(subject="process", key=key, status=VersionStatus.PUBLISHED)


def drafts() -> list[Version]:
    return list(Version.objects.filter(subject="process", status=VersionStatus.DRAFT))


def test_what_is_in_force_goes_out_is_in_order_and_comes_back_the_same(
    land: Country, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "complaint.bpmn"
    call_command("process", "export", "complaint", "--format", "bpmn", "--output", str(file))
    call_command("process", "export", "complaint")
    assert capsys.readouterr().out.encode() == file.read_bytes()
    assert 'name="دراسة الطلب"' in file.read_text(encoding="utf-8")
    call_command("process", "check", str(file))
    assert "It can be published as it is." in capsys.readouterr().out
    assert not drafts(), "looking changes nothing"
    call_command("process", "import", str(file))
    (draft,) = drafts()
    assert (draft.key, draft.definition, draft.drafted_by) == ("complaint", in_force().definition, None)
    assert draft_link(draft.pk) in capsys.readouterr().out


def test_a_check_says_where_nobody_is_left_for_a_review_and_where_the_answer_goes_out_before_it(
    land: Country, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = reviewed(agency="@routed")
    steps = {step["key"]: step for step in raw["steps"]}
    steps["legal"]["not_by"] = ["handle"]
    steps["handle"]["outcomes"][0]["next"] = "legal"
    file = tmp_path / "reviewed.bpmn"
    file.write_bytes(as_bpmn(raw, key="complaint"))
    call_command("process", "check", str(file))
    said = capsys.readouterr().out
    assert "At 2 agencies no one is left for the step “Legal review” once “Handling” is done:" in said
    assert (
        "To know before it is published: At “Handling” an outcome decides the request, so the citizen reads the answer"
        in said
    )
    assert "It can be published as it is." in said


def test_of_another_tools_file_is_said_what_does_not_run(
    land: Country, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "order.bpmn"
    file.write_bytes(file_of(EVERYTHING))
    with pytest.raises(CommandError, match="problems") as stopped:
        call_command("process", "check", str(file))
    assert stopped.value.returncode == 1
    said = capsys.readouterr().out
    assert "Not as in the file:" in said
    assert "To be put right before it is published:" in said
    with pytest.raises(CommandError, match="--key"):
        call_command("process", "import", str(file))
    for key in ("Purchasing", "drafts", "a b"):
        with pytest.raises(CommandError, match="--key"):
            call_command("process", "import", str(file), "--key", key)
    assert not drafts()
    call_command("process", "import", str(file), "--key", "purchasing")
    (draft,) = drafts()
    assert (draft.key, "order.bpmn" in draft.note) == ("purchasing", True)


def test_what_is_no_process_is_refused_in_words(land: Country, tmp_path: Path) -> None:
    broken = tmp_path / "broken.bpmn"
    broken.write_bytes(file_of(ORDER)[:200])
    for part, file, sentence in (
        ("check", broken, "is not taken"),
        ("import", broken, "is not taken"),
        ("check", tmp_path / "nowhere.bpmn", "cannot be read"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("process", part, str(file))
    with pytest.raises(CommandError, match="No process with the key nonsense"):
        call_command("process", "export", "nonsense")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("process", "export", "complaint", "--output", str(tmp_path / "nowhere" / "file"))
    assert not drafts()
