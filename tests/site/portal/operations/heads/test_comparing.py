"""``verify`` reads heads that another machine has kept, and names each that the trail does not show."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from permissions.actors import Actor
from permissions.audit import triggers
from permissions.audit.head_lines import Head, key_from, written
from permissions.audit.models import AuditEntry, AuditHead
from permissions.audit.restorings import note_restoring
from permissions.audit.selectors import chain_head, installation, verify_chain
from permissions.audit.services import NewEntry, append
from permissions.now import now
from portal.operations.heads import telling
from portal.operations.heads.telling import tell_heads
from portal.operations.verifying import everything
from tests.scenes import Country, country, file_case
from tests.timestamping import Authority, listening
from workflows.cases.models import Case, CaseEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def file(land: Country, settings: Any, tmp_path: Path) -> Path:
    settings.HEAD_FILE = tmp_path / "heads.log"
    file_case()
    tell_heads()
    return Path(settings.HEAD_FILE)


def cut(count: int) -> None:
    """The last so many entries, with the head set back: what somebody does who has the database."""
    triggers.drop(connection)
    try:
        last = AuditHead.objects.get().count - count
        AuditEntry.objects.filter(sequence__gt=last).delete()
        AuditHead.objects.update(count=last, seal=AuditEntry.objects.get(sequence=last).seal)
    finally:
        triggers.create(connection)


def take_out(case: Case) -> None:
    """All rows of a case, as a backup of before does not have them."""
    triggers.drop(connection)
    CaseEvent.objects.filter(case=case).delete()
    Case.objects.filter(pk=case.pk).delete()
    triggers.create(connection)


def found(heads: Path | None = None) -> list[str]:
    return list(everything(heads))


def test_all_agrees(file: Path) -> None:
    assert found() == []
    assert found(file) == []


def test_the_last_entry_cut_with_the_head_set_back_is_found(file: Path) -> None:
    count = AuditHead.objects.get().count
    cut(1)
    assert list(verify_chain()) == []  # the chain alone does not show it
    assert f"entry {count} is not there: its end was cut off" in "\n".join(found())


def test_the_last_four_cut_together_with_their_events_are_found(file: Path) -> None:
    """A case that was filed and is gone with all its rows: no table tells of it any more."""
    before = AuditHead.objects.get().count
    case = file_case()
    tell_heads()
    after = AuditHead.objects.get().count
    cut(after - before)
    take_out(case)
    [sentence] = [each for each in found() if "heads.log" in each]
    assert f"line 2 of {file}" in sentence
    assert f"the trail had {after} entries" in sentence


def test_an_end_that_was_written_anew_is_found(file: Path) -> None:
    count = AuditHead.objects.get().count
    cut(1)
    with transaction.atomic():
        append([NewEntry("another", "story", 1)], actor=Actor.clock, at=now())
    assert list(verify_chain()) == []
    assert f"entry {count} bears another seal" in "\n".join(found())


def test_many_heads_that_are_gone_are_named_in_short(file: Path, settings: Any) -> None:
    lines = [
        written(Head(datetime.now(UTC), installation(), 1000 + place, "ab" * 32), key_from(settings.FIELD_KEYS[0]))
        for place in range(30)
    ]
    file.write_text(file.read_text() + "\n".join(lines) + "\n")
    sentences = found()
    assert len(sentences) == 21
    assert sentences[-1].endswith("10 more heads are not in the trail")


def test_a_changed_line_is_found(file: Path) -> None:
    tell_heads()
    first, second = file.read_text().splitlines()
    file.write_text(first.replace("count=", "count=1") + "\n" + second + "\n")
    assert found() == [f"line 1 of {file} was changed: its HMAC is not of what it says"]


CHANGED = "line 2 of {} was changed: "


@pytest.mark.parametrize(
    ("edited", "said"),
    [
        (lambda lines: [lines[0], lines[1][:-20]], CHANGED + "it is no such line"),
        (lambda lines: [lines[0], lines[1][1:]], CHANGED + "it is no such line"),
        (lambda lines: [lines[0], "x" + lines[1][10:]], CHANGED + "it is no such line"),
        (lambda lines: [lines[0], lines[1].replace("at=20", "at=19")], CHANGED + "its HMAC is not of what it says"),
        (lambda lines: [lines[0], _with_hmac_of(lines[1], lines[0])], CHANGED + "its HMAC is not of what it says"),
        (lambda lines: [], "{}: nothing was told at all"),
        (lambda lines: ["another program's line"] * 2, "{}: nothing was told at all"),
    ],
    ids=["end cut off", "beginning cut off", "mark edited", "time edited", "another's HMAC", "emptied", "replaced"],
)
def test_a_file_that_was_edited_by_hand_is_named_by_the_command(
    file: Path, tmp_path: Path, edited: Callable[[list[str]], list[str]], said: str
) -> None:
    tell_heads()
    kept = tmp_path / "kept.log"
    kept.write_text("".join(f"{line}\n" for line in edited(file.read_text().splitlines())))
    with pytest.raises(CommandError):
        call_command("verify", heads=kept, stdout=(out := StringIO()))
    assert said.format(kept) in out.getvalue()


def _with_hmac_of(line: str, other: str) -> str:
    return f"{line.rpartition('=')[0]}={other.rpartition('=')[2]}"


def test_a_head_file_of_another_installation_is_refused(file: Path, settings: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.log"
    line = written(Head(datetime.now(UTC), "f" * 64, 3, "ab" * 32), key_from("their key " * 4))
    other.write_text(line + "\n")
    [sentence] = found(other)
    assert sentence.startswith(f"{other} is refused: line 1: it is of the installation {'f' * 64}, and this one is ")
    with pytest.raises(CommandError):
        call_command("verify", heads=other, stdout=StringIO())


def test_a_file_that_is_not_there_is_said_to_be(file: Path) -> None:
    file.unlink()
    assert found() == [f"{file} cannot be read: No such file or directory"]


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "heads"
    os.mkfifo(pipe)
    assert found(pipe) == [f"{pipe} is no file: whoever reads a pipe or a device waits for its end"]


def at(moment: datetime, settings: Any) -> str:
    head = AuditHead.objects.get()
    line = Head(moment, installation(), head.count, head.seal)
    return written(line, key_from(settings.FIELD_KEYS[0])) + "\n"


def test_hours_without_a_line_are_named_unless_the_trail_says_so(
    file: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime.now(UTC) - timedelta(hours=5)
    file.write_text(at(moment, settings) + at(moment + timedelta(hours=2), settings) + at(datetime.now(UTC), settings))
    [first, second] = found()
    assert f"nothing was told from {moment:%Y-%m-%d %H:%M}" in first
    assert "nothing was told from" in second


def test_a_silence_that_the_trail_knows_is_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.now(UTC) + timedelta(hours=3)
    monkeypatch.setattr(telling, "_clock", lambda: later)
    tell_heads()
    assert len(file.read_text().splitlines()) == 2
    assert found() == []


def test_a_file_that_ended_hours_ago_is_found_where_it_is_still_written(file: Path, settings: Any) -> None:
    file.write_text(at(datetime.now(UTC) - timedelta(hours=4), settings))
    [sentence] = found()
    assert "nothing was told since" in sentence
    assert found(file) == []  # a copy of that time says no more


def test_an_erasure_that_the_trail_does_not_know_is_found(file: Path, land: Country) -> None:
    case = file_case()
    with transaction.atomic():
        append([NewEntry("erased", "case", case.pk)], actor=Actor.clock, at=now())
    tell_heads()
    cut(1)
    assert f"case {case.pk} ({case.tracking}) was erased on" in "\n".join(found())


def test_a_stamp_that_does_not_hold_is_found(file: Path, settings: Any, tmp_path: Path) -> None:
    theirs, ours = Authority(), tmp_path / "ours"
    ours.mkdir()
    settings.TIMESTAMP_CA = theirs.write_root(tmp_path)
    with listening(theirs) as settings.TIMESTAMP_URL:
        tell_heads()
    assert found() == []
    settings.TIMESTAMP_CA = Authority().write_root(ours)
    assert "the stamp does not hold" in "\n".join(found())


def test_an_end_that_a_backup_has_replaced_is_none_that_was_cut(file: Path) -> None:
    """Where somebody puts a backup back the trail says so; whoever cuts an end off cannot."""
    kept = AuditHead.objects.get().count
    with transaction.atomic():
        append([NewEntry("told", "and gone", 1)], actor=Actor.clock, at=now())
    tell_heads()
    count, seal = chain_head()
    cut(1)
    assert len(found()) == 1
    with transaction.atomic():
        note_restoring(backup="last", known=count, seal=seal, at=datetime.now(UTC))
    assert AuditHead.objects.get().count == kept + 1
    assert found() == []


def test_what_came_after_a_backup_and_was_erased_before_it_was_put_back_is_not_missed(file: Path) -> None:
    before = AuditHead.objects.get().count
    case = file_case()
    with transaction.atomic():
        append([NewEntry("erased", "case", case.pk)], actor=Actor.clock, at=now())
    tell_heads()
    count, seal = chain_head()
    cut(count - before)
    take_out(case)
    assert f"case {case.pk} ({case.tracking}) was erased on" in "\n".join(found())
    with transaction.atomic():
        note_restoring(backup="last", known=count, seal=seal, at=datetime.now(UTC))
    assert found() == []
