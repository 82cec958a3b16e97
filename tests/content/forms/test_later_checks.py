"""A file that came while the virus scanner was away goes along with its case, and waits until it was looked at."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.files import File as Bytes
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from content.forms import taking
from content.forms.cleaning import cleaned
from content.forms.later_checks import check_waiting, held_back, oldest_waiting, say_what_is_held_back
from content.forms.taking import take
from content.forms.upload import HeldBack, Upload, VirusCheck
from content.forms.uploads import gather, token_of
from tests.content.forms import made
from tests.content.forms.scanner_made import EICAR, speaker
from workflows.cases.models import File

pytestmark = pytest.mark.django_db
NOBODY = "tcp://127.0.0.1:9"


def arrived(settings: Any, url: str = NOBODY) -> Upload:
    settings.CLAMAV_URL = url
    (upload,) = take([made.pdf_sent("a.pdf")]).arrived
    return upload


def turned_bad(upload: Upload) -> None:
    storage = storages["private"]
    storage.delete(upload.storage_key)
    storage.save(upload.storage_key, ContentFile(EICAR))


def test_while_the_scanner_is_away_a_file_is_taken_and_held_back(settings: Any) -> None:
    upload = arrived(settings)
    file = File(storage_key=upload.storage_key)
    assert held_back(file) == HeldBack.UNCHECKED
    assert check_waiting() == 0
    with speaker() as scanner:
        settings.CLAMAV_URL = scanner.url
        assert check_waiting() == 1
        assert check_waiting() == 0
    upload.refresh_from_db()
    assert upload.virus_check == VirusCheck.CLEAN
    assert held_back(file) is None


def test_what_turns_out_to_be_bad_is_kept_apart_by_its_name(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    upload = arrived(settings)
    turned_bad(upload)
    with speaker() as scanner, caplog.at_level(logging.WARNING):
        settings.CLAMAV_URL = scanner.url
        assert check_waiting() == 1
    upload.refresh_from_db()
    assert (upload.virus_check, upload.virus) == (VirusCheck.INFECTED, "Insaf.Test.Eicar")
    assert "Insaf.Test.Eicar" in caplog.text
    assert storages["private"].exists(upload.storage_key)
    files = [File(storage_key=upload.storage_key), File(storage_key="another")]
    say_what_is_held_back(files)
    assert [file.held_back for file in files] == ["infected", ""]
    sent_again = gather(new=[], kept_tokens=[token_of(upload)], removed_tokens=[], form_key="f")
    assert sent_again.kept == ()
    assert ["A virus was found" in str(each.sentence) for each in sent_again.refused] == [True]


def test_where_the_scanner_is_there_a_file_is_looked_through_as_it_is_stored(settings: Any) -> None:
    with speaker() as scanner:
        upload = arrived(settings, scanner.url)
        stored = storages["private"].open(upload.storage_key)
        with stored:
            assert scanner.heard == [stored.read()]
    assert upload.virus_check == VirusCheck.CLEAN


def test_a_bad_file_is_refused_and_holds_up_no_other(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def left_as_it_is(content: Any, **more: Any) -> Any:
        kept, found = cleaned(content, **more)
        if content.name == "bad.pdf":
            kept.close()
            kept = Bytes(io.BytesIO(EICAR), name=content.name)
        return kept, found

    monkeypatch.setattr(taking, "cleaned", left_as_it_is)
    with speaker() as scanner:
        settings.CLAMAV_URL = scanner.url
        taken = take([made.pdf_sent("bad.pdf"), made.pdf_sent("good.pdf")])
    assert [upload.name for upload in taken.arrived] == ["good.pdf"]
    assert ["A virus was found in “bad.pdf”" in made.plain(each.sentence) for each in taken.refused] == [True]
    assert Upload.objects.count() == 1


def test_without_a_scanner_nothing_waits(settings: Any) -> None:
    upload = arrived(settings, "")
    assert upload.virus_check == VirusCheck.NOT_ASKED
    waiting = arrived(settings)
    settings.CLAMAV_URL = ""
    assert check_waiting() == 1
    waiting.refresh_from_db()
    assert waiting.virus_check == VirusCheck.NOT_ASKED


def test_files_that_are_gone_hold_up_no_other(settings: Any) -> None:
    gone, there = arrived(settings), arrived(settings)
    storages["private"].delete(gone.storage_key)
    with speaker() as scanner:
        settings.CLAMAV_URL = scanner.url
        check_waiting()
    there.refresh_from_db()
    assert there.virus_check == VirusCheck.CLEAN


def test_how_long_the_oldest_has_waited(settings: Any) -> None:
    assert oldest_waiting() is None
    upload = arrived(settings)
    Upload.objects.filter(pk=upload.pk).update(created_at=upload.created_at - timedelta(hours=1))
    waited = oldest_waiting()
    assert waited is not None
    assert timedelta(minutes=59) < waited < timedelta(minutes=61)


def test_what_is_held_back_costs_one_query_and_none_without_files(
    settings: Any, django_assert_num_queries: Any
) -> None:
    file = File(storage_key=arrived(settings).storage_key)
    with django_assert_num_queries(1):
        say_what_is_held_back([file, File(storage_key="another")])
    with django_assert_num_queries(0):
        say_what_is_held_back([])


def test_each_of_the_files_that_lie_in_one_place_is_said_to_be_held_back(settings: Any) -> None:
    upload = arrived(settings)
    twins = [File(storage_key=upload.storage_key), File(storage_key=upload.storage_key)]
    say_what_is_held_back(twins)
    assert [file.held_back for file in twins] == [HeldBack.UNCHECKED] * 2


def test_a_scanner_that_is_slow_is_asked_again(settings: Any) -> None:
    with speaker() as scanner:
        scanner.answer = b""
        upload = arrived(settings, scanner.url)
        assert upload.virus_check == VirusCheck.WAITING
        assert check_waiting() == 0
