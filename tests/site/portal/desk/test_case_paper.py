"""A case on paper: what its asker may read stands in the PDF, in both languages, and nothing else does."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from pypdf import PdfReader

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from permissions.looking.models import Kind, Look
from permissions.now import now
from portal.desk import case_copies, case_paper_screens
from portal.desk.case_paper import Asked, case_html
from tests.letters import strange_words
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AnswerConsultation, Consult, CorrectAnswer, Decide, Note, Reply
from workflows.cases.digest import digest_of
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.models.words import PROOF
from workflows.cases.submission import StoredFile
from workflows.notifications.to_askers import link_of
from workflows.outbox.models import OutboxEntry
from workflows.reports.copies import forget_copies
from workflows.reports.models import CaseCopy, FileState
from workflows.reports.pdf import make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def stored(name: str, digest: str, asked_by: str = "") -> StoredFile:
    key = storages["private"].save(f"paper/{name}", ContentFile(name.encode()))
    return StoredFile(name, "text/plain", 2_000, digest * 64, key, asked_by)


def worked(land: Country, **changes: Any) -> Case:
    """A case with files, a note and a reply."""
    files = (stored("photo.txt", "a"), stored("proof.txt", "b", PROOF))
    case = file_case(subject="Delayed scan", text="They moved it thrice", name="Salma Ali", files=files, **changes)
    officer = land.actor("officer-moh")
    apply(case.pk, Note(text="For us alone"), actor=officer)
    apply(case.pk, Reply(text="We look into it", files=(stored("letter.txt", "c"),)), actor=officer)
    apply(case.pk, Consult(agency="moe", text="Was it shut"), actor=officer)
    apply(case.pk, AnswerConsultation(number=1, text="It was shut"), actor=land.actor("officer-moe"))
    return case


def html(case: Case, actor: Actor, language: str = "en", **wanted: bool) -> str:
    return case_html(Asked(case.tracking, language, **wanted), actor)


def sent(client: Client, case: Case, **said: str) -> bytes:
    response = client.post(f"/admin/desk/{case.tracking}/paper/", {"language": "en"} | said)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return bytes(response.content)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Case file", "What happened", "Page 1 of", "Salma Ali")), ("ar", ("Salma Ali", "They moved it thrice"))],
)
def test_the_pdf_says_what_happened_on_numbered_pages(land: Country, language: str, words: tuple[str, ...]) -> None:
    case = worked(land)
    said = text_of(sent(client_of(land, "officer-moh"), case, language=language, inside="on"))
    for each in (
        *words,
        case.tracking,
        "Delayed scan",
        "For us alone",
        "We look into it",
        "It was shut",
        "photo.txt",
    ):
        assert each in said
    bare = said.replace(" ", "")
    assert "a" * 64 in bare
    assert digest_of(case.events.latest("number")) in bare
    drawn = html(case, land.actor("officer-moh"), language, inside=True)
    pieces = re.findall(r"<b><bdi class=\"no\">(\d+)</bdi>", drawn)
    assert pieces == [str(number) for number in range(1, case.events.count() + 1)]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_keeps_to_the_language_that_was_chosen(land: Country, language: str) -> None:
    case = file_case(subject="1", text="2", name="3")
    said = html(case, land.actor("officer-moh"), language, inside=True)
    page = BeautifulSoup(said, "lxml")
    for named in page.select("bdi[lang], [dir=ltr], .hash, td, .small"):  # names and codes of the small country
        named.decompose()
    assert set(strange_words(str(page), language)) <= {"moh", "officer"}, "what the small country calls its own"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_people_wrote_runs_in_its_own_direction(land: Country, language: str) -> None:
    case = file_case(subject="The scan.", text="They moved it thrice.", place="Irbid.")
    said = text_of(make_pdf(html(case, land.actor("officer-moh"), language)))
    assert [each for each in ("The scan.", "They moved it thrice.", "Irbid.") if each not in said] == []
    assert "ثلاثًا." not in text_of(make_pdf(html(file_case(text="أُجّل ثلاثًا."), land.actor("officer-moh"), language)))


def test_what_a_correction_takes_back_is_in_it_beside_what_holds_instead(land: Country) -> None:
    case, officer = file_case(), land.actor("officer-moh")
    work = case.works.get()
    apply(case.pk, Decide(text="It opens on Sunday", outcome="resolved", work_id=work.pk), actor=officer)
    apply(case.pk, CorrectAnswer(wrong="on Sunday", text="It opens on Monday"), actor=officer)
    said = text_of(make_pdf(html(case, officer)))
    assert "This no longer holds: on Sunday Instead: It opens on Monday" in said


def test_without_what_is_inside_no_word_of_colleagues_is_in_it(land: Country) -> None:
    case = worked(land)
    said = html(case, land.actor("officer-moh"))
    for word in ("For us alone", "Was it shut", "It was shut"):
        assert word not in said
    assert "We look into it" in said


def test_a_hidden_identity_stays_hidden_with_all_that_tells_it(land: Country) -> None:
    case = worked(land, confidential=True)
    said = html(case, land.actor("officer-moh"), who=True, inside=True)
    for word in ("Salma Ali", "citizen@example.org", "proof.txt", "photo.txt", "b" * 64):
        assert word not in said
    assert "Hidden from whoever made this copy." in said
    assert not AuditEntry.objects.filter(verb="identity_read").exists()


def test_whoever_may_know_leaves_it_out_or_has_it_on_record(land: Country) -> None:
    case = worked(land, confidential=True)
    central = land.actor("officer-central")
    assert "Salma Ali" not in html(case, central)
    assert not AuditEntry.objects.filter(verb="identity_read").exists()
    assert "Salma Ali" in html(case, central, who=True)
    assert AuditEntry.objects.filter(verb="identity_read").count() == 1


def test_others_find_nothing_there_and_taking_it_is_on_record(land: Country) -> None:
    case = worked(land)
    for who in ("officer-moe", "officer-rights"):
        client = client_of(land, who)
        assert client.get(f"/admin/desk/{case.tracking}/paper/").status_code == 404
        assert client.post(f"/admin/desk/{case.tracking}/paper/", {"language": "en"}).status_code == 404
    client = client_of(land, "officer-moh")
    assert 'name="language"' in page(client.get(f"/admin/desk/{case.tracking}/paper/"))
    assert client.post(f"/admin/desk/{case.tracking}/paper/", {"language": "xx"}).status_code == 422
    assert not Look.objects.filter(kind=Kind.PRINTED).exists()
    sent(client, case)
    assert Look.objects.get(kind=Kind.PRINTED).case_id == case.pk


def test_a_long_one_is_made_in_the_queue_and_is_its_askers_for_a_day(
    land: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_paper_screens, "LONG", 1)
    case, client = worked(land), client_of(land, "officer-moh")
    answer = client.post(f"/admin/desk/{case.tracking}/paper/", {"language": "ar", "inside": "on"})
    place = answer["Location"]
    assert client.get(place)["Refresh"] == "2"
    assert client.get(f"{place}?file").status_code == 404
    copy = CaseCopy.objects.get()
    case_copies.make(copy.pk)
    case_copies.make(copy.pk)
    told = OutboxEntry.objects.get(topic="file_done")
    assert (told.user, told.data["made"]) == (land.people["officer-moh"], True)
    assert link_of(told) == f"{settings.INSAF_URL}{place}"
    assert 'data-copy="made"' in page(client.get(place))
    pdf = b"".join(client.get(f"{place}?file").streaming_content)  # type: ignore[attr-defined]  # it is streamed
    assert "For us alone" in text_of(pdf)
    for who in ("staff-moh", "officer-central", "officer-moe"):
        assert client_of(land, who).get(place).status_code == 404
    CaseCopy.objects.update(requested_at=now() - timedelta(days=1))
    assert client.get(place).status_code == 404
    key = CaseCopy.objects.get().storage_key
    assert forget_copies() == 1
    assert not storages["private"].exists(key)


def test_a_long_one_is_made_by_the_rights_of_the_moment(land: Country, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_paper_screens, "LONG", 1)
    case, client = worked(land), client_of(land, "officer-moh")
    place = client.post(f"/admin/desk/{case.tracking}/paper/", {"language": "en"})["Location"]
    Case.objects.filter(pk=case.pk).update(track="sensitive")
    case_copies.make(CaseCopy.objects.get().pk)
    assert CaseCopy.objects.get().state == FileState.FAILED
    assert client.get(place).status_code == 404
