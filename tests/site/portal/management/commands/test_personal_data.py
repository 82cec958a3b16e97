"""``manage.py personal_data``: what is known of a person as one file, for this account alone, noted in the trail."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from permissions.audit.models import AuditEntry
from permissions.citizens.models import Citizen
from permissions.now import now
from tests.scenes import Country, country, file_case
from workflows.cases.actions import Note, Reply
from workflows.cases.erasing import erase_again
from workflows.cases.joining import join
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
ADDRESS = "huda@example.org"


@pytest.fixture
def land() -> Country:
    return country()


def given(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        assert "data.html" in archive.namelist()
        return dict(json.loads(archive.read("data.json")))


def huda() -> Citizen:
    at = now()
    return Citizen.objects.create(email=ADDRESS, created_at=at, signed_in_at=at)


def read() -> list[tuple[str, int]]:
    entries = AuditEntry.objects.filter(verb="personal_data_read").order_by("sequence")
    assert {entry.actor_kind for entry in entries} <= {"operator"}
    return list(entries.values_list("subject", "subject_id"))


def test_what_was_left_with_the_address_and_the_account_are_in_it(
    land: Country, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_form, by_account = file_case(text="It is dark.", email=ADDRESS), file_case(text="It is loud.")
    file_case(text="Not mine.", email="samar@example.org")
    citizen = huda()
    join(citizen, by_account)
    apply(by_form.pk, Note(text="Between us only"), actor=land.actor("officer-central"))
    apply(by_form.pk, Reply(text="It will be mended"), actor=land.actor("officer-central"))
    place = tmp_path / "huda.zip"
    call_command("personal_data", f" {ADDRESS.upper()}", "--output", str(place), "--language", "en")
    assert place.stat().st_mode & 0o777 == 0o600
    said = given(place)
    assert [each["number"] for each in said["requests"]] == [by_form.tracking, by_account.tracking]
    assert said["citizen"]["email"] == ADDRESS
    assert "It will be mended" in json.dumps(said)
    assert "Between us only" not in json.dumps(said)
    assert read() == [("identity", by_form.pk), ("identity", by_account.pk), ("citizen", citizen.pk)]
    told = capsys.readouterr().out
    assert f"{place}: 2 requests and the account" in told
    assert f"Look before you hand them out: {by_form.tracking}\n" in told, "the address of an account was proved"


def test_what_is_hidden_is_left_out_and_counted_unless_it_is_asked_for(
    land: Country, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, confidential, sealed = (
        file_case(email=ADDRESS),
        file_case(email=ADDRESS, confidential=True),
        file_case(email=ADDRESS, kind="integrity"),
    )
    call_command("personal_data", ADDRESS, "--output", str(tmp_path / "plain.zip"))
    assert [each["number"] for each in given(tmp_path / "plain.zip")["requests"]] == [plain.tracking]
    assert "Left out: 2 sealed or confidential requests" in capsys.readouterr().out
    assert read() == [("identity", plain.pk)]
    call_command("personal_data", ADDRESS, "--hidden", "--output", str(tmp_path / "all.zip"))
    numbers = [each["number"] for each in given(tmp_path / "all.zip")["requests"]]
    assert numbers == [plain.tracking, confidential.tracking, sealed.tracking]
    assert "Left out" not in capsys.readouterr().out


def test_it_lies_here_where_no_place_is_named(land: Country, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file_case(email=ADDRESS)
    monkeypatch.chdir(tmp_path)
    call_command("personal_data", ADDRESS)
    (place,) = tmp_path.iterdir()
    assert place.name.startswith("personal-data-")
    assert len(given(place)["requests"]) == 1


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("nobody@example.org", "Nothing is known of"), ("+962790000000", "is no email address"), ("", "is no email")],
)
def test_an_address_that_stands_nowhere_is_refused(land: Country, email: str, sentence: str, tmp_path: Path) -> None:
    file_case(email=ADDRESS, phone="+962790000000")
    with pytest.raises(CommandError, match=sentence):
        call_command("personal_data", email, "--output", str(tmp_path / "some.zip"))
    assert not list(tmp_path.iterdir())
    assert read() == []


def test_what_was_erased_is_not_known_any_more(land: Country, tmp_path: Path) -> None:
    case = file_case(email=ADDRESS)
    erase_again(case.pk, now())
    with pytest.raises(CommandError, match="Nothing is known of"):
        call_command("personal_data", ADDRESS, "--output", str(tmp_path / "some.zip"))


def test_a_file_that_is_there_is_not_written_over(land: Country, tmp_path: Path) -> None:
    file_case(email=ADDRESS)
    place = tmp_path / "there.zip"
    place.write_text("of somebody else", encoding="utf-8")
    for wrong in (place, tmp_path / "nowhere" / "some.zip"):
        with pytest.raises(CommandError, match="cannot be written"):
            call_command("personal_data", ADDRESS, "--output", str(wrong))
    assert place.read_text(encoding="utf-8") == "of somebody else"
    assert read() == []


def test_half_a_file_does_not_stay(land: Country, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file_case(email=ADDRESS)

    def broken(*_args: object, **_said: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("portal.citizen.personal_data.write_archive", broken)
    with pytest.raises(OSError, match="no room"):
        call_command("personal_data", ADDRESS, "--output", str(tmp_path / "some.zip"))
    assert not list(tmp_path.iterdir())
    assert Case.objects.count() == len(read()) == 1, "it may have been read: the trail says so first"
