"""Officers send files with a reply or a decision: checked, kept over a round with errors, and read by the citizen."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from content.forms import taking, uploads
from content.forms.taking import MAX_BYTES
from content.forms.upload import Preparation, Upload
from permissions.looking.models import Kind, Look
from permissions.people.models import User
from tests.content.forms import bombs, made
from tests.content.forms.documents_made import NAME, saved, unzipped, workbook
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case, File

pytestmark = pytest.mark.django_db
KEPT = re.compile(r'name="kept_files" value="([^"]+)"')


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    return file_case()


def pdf(name: str = "letter.pdf") -> SimpleUploadedFile:
    return made.pdf_sent(name)


def act(client: Client, case: Case, name: str, **values: Any) -> Any:
    return client.post(f"/admin/desk/{case.tracking}/{name}/", {"work": 1, **values})


@pytest.mark.parametrize(("name", "more"), [("reply", {}), ("decide", {"outcome": "resolved"})])
def test_the_citizen_fetches_what_the_officer_sent(land: Country, case: Case, name: str, more: dict[str, str]) -> None:
    sent = act(client_of(land, "officer-moh"), case, name, text="مرفق الموعد.", files=[pdf(), pdf("map.pdf")], **more)
    assert sent.status_code == 302
    assert list(File.objects.values_list("name", "event_number", "public")) == [
        ("letter.pdf", 2, True),
        ("map.pdf", 2, True),
    ]
    filed_under = f"{case.pk}:2:{User.objects.get(username='officer-moh').pk}"
    assert set(Upload.objects.values_list("state", "filed_under")) == {("filed", filed_under)}
    citizen = Client()
    citizen.post("/ar/track/", {"tracking": case.tracking, "secret": case.secret})
    address = f"/ar/track/{case.tracking}/files/1/"
    assert address in page(citizen.get(f"/ar/track/{case.tracking}/"))
    fetched = b"".join(citizen.get(address))
    assert hashlib.sha256(fetched).hexdigest() == File.objects.get(name="letter.pdf").sha256
    assert len(PdfReader(io.BytesIO(fetched)).pages) == 1


def test_nobody_is_handed_the_same_file_that_another_attaches_meanwhile(land: Country, case: Case) -> None:
    officer, citizen = client_of(land, "officer-moh"), Client()
    citizen.post("/en/track/", {"tracking": case.tracking, "secret": case.secret})
    reply = f"/admin/desk/{case.tracking}/reply/?upload"
    drafted = officer.post(reply, {"work": 1, "files": made.sent("our view.pdf", made.PDF)}).json()
    added = citizen.post(f"/en/track/{case.tracking}/add/?upload", {"files": made.sent("mine.pdf", made.PDF)}).json()
    assert (drafted["name"], added["name"]) == ("our view.pdf", "mine.pdf")
    sent = citizen.post(f"/en/track/{case.tracking}/add/", {"text": "One more.", "kept_files": [added["token"]]})
    assert sent.status_code == 302
    assert act(officer, case, "reply", text="Our view.", kept_files=[drafted["token"]]).status_code == 302
    assert list(File.objects.order_by("pk").values_list("name", flat=True)) == ["mine.pdf", "our view.pdf"]


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "isn’t a type of file that we accept"), ("ar", "غير مقبول: أرفق صورة")]
)
def test_a_wrong_type_is_a_sentence_and_nothing_is_lost(
    land: Country, case: Case, language: str, sentence: str
) -> None:
    client = client_of(land, "officer-moh", language)
    wrong = SimpleUploadedFile("run.exe", b"MZ" + b"\0" * 100)
    refused = act(client, case, "reply", text="كتبتُ هذا بعناية.", files=[pdf(), wrong])
    html = page(refused)
    assert (refused.status_code, case.events.count()) == (422, 1)
    assert sentence in html
    assert "كتبتُ هذا بعناية." in html
    kept = KEPT.findall(html)
    assert len(kept) == 1

    again = act(client, case, "reply", text="كتبتُ هذا بعناية.", kept_files=kept)
    assert again.status_code == 302
    assert File.objects.get().name == "letter.pdf"


def test_a_file_that_is_huge_to_open_costs_the_officer_no_word(land: Country, case: Case) -> None:
    bomb = SimpleUploadedFile("scan.webp", bombs.wide_canvas())
    refused = act(client_of(land, "officer-moh"), case, "reply", text="Written with care.", files=[pdf(), bomb])
    assert refused.status_code == 422
    html = page(refused)
    assert "takes too much to open: attach a smaller or simpler copy" in html
    assert "Written with care." in html
    assert len(KEPT.findall(html)) == 1


def test_what_arrived_stays_when_the_outcome_is_missing_and_can_be_taken_back(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    kept = KEPT.findall(page(act(client, case, "decide", text="انتهى.", files=[pdf()])))
    assert len(kept) == 1
    sent = act(client, case, "decide", text="انتهى.", outcome="resolved", kept_files=kept, remove_files=kept)
    assert (sent.status_code, File.objects.count(), Upload.objects.count()) == (302, 0, 0)


def test_too_large_and_too_many(land: Country, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "SECONDS", 60)  # this counts files, whatever else the machine does
    monkeypatch.setattr(taking, "MAX_FILES", 5)
    monkeypatch.setattr(uploads, "MAX_FILES", 5)
    client = client_of(land, "officer-moh")
    large = SimpleUploadedFile("large.pdf", made.PDF + b"\0" * MAX_BYTES)
    assert "is larger than" in page(act(client, case, "reply", text="نص", files=[large]))
    six = page(act(client, case, "reply", text="نص", files=[pdf(f"{number}.pdf") for number in range(6)]))
    assert "at most" in six
    assert len(KEPT.findall(six)) == 5
    assert case.events.count() == 1


def test_an_officer_of_another_agency_stores_nothing(land: Country, case: Case) -> None:
    sent = act(client_of(land, "officer-moe"), case, "reply", text="ليس لي", files=[pdf()])
    assert (sent.status_code, Upload.objects.count(), case.events.count()) == (404, 0, 1)


def test_acts_without_files_take_none(land: Country, case: Case) -> None:
    sent = act(client_of(land, "officer-moh"), case, "note", text="ملاحظة", files=[pdf()])
    assert (sent.status_code, Upload.objects.count(), File.objects.count()) == (302, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_no_byte_is_stored_inside_a_transaction(land: Country, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []
    save = FileSystemStorage.save

    def noting(self: FileSystemStorage, name: str | None, content: Any, max_length: int | None = None) -> str:
        inside.append(connection.in_atomic_block)
        return save(self, name, content, max_length)

    monkeypatch.setattr(FileSystemStorage, "save", noting)
    assert act(client_of(land, "officer-moh"), case, "reply", text="مرفق", files=[pdf()]).status_code == 302
    assert inside == [False]


def test_a_file_is_sent_ahead_by_whoever_may_act_and_by_nobody_else(land: Country, case: Case) -> None:
    address = f"/admin/desk/{case.tracking}/reply/?upload"
    for stranger in ("officer-moe", "auditor"):
        if stranger in land.people:
            assert client_of(land, stranger).post(address, {"files": pdf()}).status_code == 404
    assert not Upload.objects.exists()
    officer = client_of(land, "officer-moh")
    ahead = officer.post(address, {"work": 1, "files": pdf()})
    assert (ahead.status_code, ahead.json()["name"]) == (200, "letter.pdf")
    act(officer, case, "reply", text="مرفق", kept_files=ahead.json()["token"])
    assert File.objects.get(case=case).name == "letter.pdf"


def test_the_desk_has_the_picker_of_every_page(land: Country, case: Case) -> None:
    shown = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "js/forms-files.js" in shown
    assert shown.count("data-files") >= 2


@pytest.mark.parametrize(
    ("check", "said"),
    [("waiting", "is still being checked for viruses"), ("infected", "A virus was found in this file")],
)
def test_a_file_that_is_held_back_is_named_to_the_officer_and_not_handed_over(
    land: Country, case: Case, check: str, said: str
) -> None:
    officer = client_of(land, "officer-moh", "en")
    act(officer, case, "reply", text="See the letter.", files=[pdf()])
    address = f"/admin/desk/{case.tracking}/files/1/"
    assert address in page(officer.get(f"/admin/desk/{case.tracking}/"))
    Upload.objects.update(virus_check=check)
    assert address not in page(officer.get(f"/admin/desk/{case.tracking}/"))
    assert said in page(officer.get(f"/admin/desk/{case.tracking}/"))
    refused = officer.get(address, follow=True)
    assert refused.redirect_chain == [(f"/admin/desk/{case.tracking}/", 302)]
    assert said in page(refused)


def test_a_recording_is_played_by_whoever_may_read_the_case_and_held_back_until_it_is_ready(
    land: Country, case: Case
) -> None:
    officer, stranger = client_of(land, "officer-moh", "en"), client_of(land, "officer-moe", "en")
    act(officer, case, "reply", text="See the recording.", files=[pdf()])
    file, upload, address = File.objects.get(), Upload.objects.get(), f"/admin/desk/{case.tracking}/files/1/"
    File.objects.update(content_type="video/mp4")
    small = storages["private"].save("2026/11/thumbnail", ContentFile(b"small"))
    Upload.objects.update(thumbnail=small)
    b"".join(officer.get(f"{address}?small").streaming_content)  # type: ignore[attr-defined]  # alone, without its page
    assert Look.objects.filter(kind=Kind.CASE_READ, case_id=case.pk).count() == 1
    Upload.objects.update(preparation=Preparation.WAITING)
    part = {"Range": "bytes=0-3"}
    shown = page(officer.get(f"/admin/desk/{case.tracking}/"))
    assert "is being prepared" in shown
    assert "<video" not in shown
    for query in ("", "?small"):
        assert officer.get(address + query, headers=part).status_code == 302
    Upload.objects.update(preparation=Preparation.READY)
    shown = page(officer.get(f"/admin/desk/{case.tracking}/"))
    assert f'poster="{address}?small"' in shown
    assert 'preload="none"' in shown
    played = officer.get(address, headers=part)
    assert (played.status_code, played["Content-Range"]) == (206, f"bytes 0-3/{file.size}")
    assert b"".join(played.streaming_content) == b"%PDF"  # type: ignore[attr-defined]  # a part is streamed
    thumbnail = officer.get(f"{address}?small")
    assert b"".join(thumbnail.streaming_content) == b"small"  # type: ignore[attr-defined]  # as above
    assert thumbnail["Content-Type"] == "image/jpeg"
    assert Look.objects.filter(kind=Kind.DOWNLOADED, subject_id=file.pk).count() == 1
    for query in ("", "?small"):
        assert stranger.get(address + query, headers=part).status_code == 404
    assert upload.storage_key == file.storage_key


def test_what_an_officer_attaches_does_not_name_its_author(land: Country, case: Case) -> None:
    paper = SimpleUploadedFile("a.xlsx", saved(workbook()))
    assert act(client_of(land, "officer-moh"), case, "reply", text="See the figures.", files=[paper]).status_code == 302
    with storages["private"].open(File.objects.get().storage_key) as stored:
        kept = unzipped(stored.read())
    assert NAME.encode() not in b"".join(kept.values())
