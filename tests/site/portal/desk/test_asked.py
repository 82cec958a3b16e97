"""The agency that is asked, on its screens: the question, what is shared with it, the statement, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.now import now, standing_at
from portal.in_hand.drafts import forget_drafts
from portal.in_hand.models import KeptDraft
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AddInformation, Consult, Redact, WithdrawConsultation
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Consultation, Message
from workflows.cases.models.words import PROOF
from workflows.cases.submission import StoredFile

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def land() -> Country:
    return country()


def stored(name: str, asked_by: str = "") -> StoredFile:
    key = storages["private"].save(f"asked/{name}", ContentFile(name.encode()))
    return StoredFile(name, "text/plain", len(name), "0" * 64, key, asked_by)


def asked_inside(land: Country, **shares: bool) -> Case:
    """A case of ``moh`` with files, in which ``moe`` is asked; the citizen adds something afterwards."""
    files = (stored("photo.txt"), stored("proof.txt", PROOF))
    case = file_case(subject="الموعد المؤجل", text="نص صاحب الطلب", name="سلمى العلي", files=files)
    apply(case.pk, Consult(agency="moe", text="هل أُغلقت؟", **shares), actor=land.actor("officer-moh"))
    apply(case.pk, AddInformation(text="أضفت لاحقًا", files=(stored("later.txt"),)), actor=Actor.citizen(case.pk))
    return case


def place(case: Case, rest: str = "") -> str:
    return f"/admin/desk/asked/{case.tracking}/1/{rest}"


def sent(client: Client, case: Case, **said: str) -> int:
    key = re.search(r'name="key" value="(\w+)"', page(client.get(place(case))))
    assert key is not None
    return client.post(place(case), {"key": key[1]} | said).status_code


def status(client: Client, address: str) -> int:
    response = client.get(address)
    if response.streaming:
        assert b"".join(response.streaming_content)  # type: ignore[attr-defined]  # read to its end, so that it is closed
    return response.status_code


def test_without_sharing_they_read_the_question_alone(land: Country) -> None:
    case, client = asked_inside(land), client_of(land, "staff-moe")
    html = page(client.get(place(case)))
    assert "هل أُغلقت؟" in html
    for word in ("الموعد المؤجل", "نص صاحب الطلب", "سلمى العلي", "citizen@example.org", "photo.txt", "أضفت لاحقًا"):
        assert word not in html
    assert [status(client, place(case, f"files/{number}/")) for number in (1, 2, 3)] == [404] * 3
    assert client.get(f"/admin/desk/{case.tracking}/").status_code == 404


def test_what_is_shared_is_what_had_come_and_never_who_filed_it(land: Country) -> None:
    case = asked_inside(land, shares_text=True, shares_files=True)
    client = client_of(land, "staff-moe")
    html = page(client.get(place(case)))
    for word in ("الموعد المؤجل", "نص صاحب الطلب", "photo.txt"):
        assert word in html
    for word in ("سلمى العلي", "citizen@example.org", "proof.txt", "later.txt", "أضفت لاحقًا"):
        assert word not in html
    assert [status(client, place(case, f"files/{number}/")) for number in (1, 2, 3, 4)] == [200, 404, 404, 404]


def test_of_a_file_that_is_covered_in_a_copy_they_get_the_copy_alone(land: Country) -> None:
    case = asked_inside(land, shares_files=True)
    original = case.files.get(name="photo.txt")
    covered = Redact(file_id=original.pk, copy=stored("covered.txt"), areas=1)
    apply(case.pk, covered, actor=land.actor("officer-moh"))
    client = client_of(land, "staff-moe")
    html = page(client.get(place(case)))
    assert "covered.txt" in html
    assert "photo.txt" not in html
    assert [status(client, place(case, f"files/{number}/")) for number in (1, 2, 3, 4)] == [404, 404, 404, 200]


def test_the_inbox_says_how_much_is_asked_and_how_much_was_not_answered_in_time(land: Country) -> None:
    asked_inside(land)
    client = client_of(land, "officer-moe")
    assert "data-asked-of-us" in page(client.get("/admin/desk/"))
    assert "not answered in time: 1" not in page(client.get("/admin/desk/"))
    Consultation.objects.update(due=now())
    assert "not answered in time: 1" in page(client.get("/admin/desk/"))
    assert 'data-asked="' in page(client.get("/admin/desk/asked/"))
    assert 'data-asked="' not in page(client_of(land, "officer-moh").get("/admin/desk/asked/"))


def test_a_statement_is_sent_once_and_the_asker_reads_it_in_the_case(land: Country) -> None:
    case, client = asked_inside(land), client_of(land, "staff-moe")
    html = page(client.get(place(case)))
    key = re.search(r'name="key" value="(\w+)"', html)
    assert key is not None
    for _click in range(2):
        assert client.post(place(case), {"key": key[1], "text": "أُغلقت يومين."}).status_code == 302
    assert Message.objects.filter(case=case, kind="advice").count() == 1
    asker = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "أُغلقت يومين." in asker
    assert 'data-standing="answered"' in asker
    assert "أُغلقت يومين." in page(client.get(place(case)))


def test_whoever_is_too_late_keeps_what_they_typed(land: Country) -> None:
    case, first, second = asked_inside(land), *(client_of(land, who) for who in ("staff-moe", "officer-moe"))
    key = re.search(r'name="key" value="(\w+)"', page(second.get(place(case))))
    assert key is not None
    assert sent(first, case, text="الأولى") == 302
    late = second.post(place(case), {"key": key[1], "text": "كتبتُ كثيرًا"})
    assert late.status_code == 409
    assert "كتبتُ كثيرًا" in late.content.decode()
    assert Message.objects.filter(case=case, kind="advice").count() == 1


def test_an_empty_statement_is_refused_in_words(land: Country) -> None:
    case, client = asked_inside(land), client_of(land, "staff-moe")
    assert sent(client, case, text=" ") == 422
    assert sent(client, case, text="ليست لنا", not_ours="on") == 302
    assert Consultation.objects.get().result == "not_ours"


def test_a_question_is_asked_and_withdrawn_on_the_page_of_the_case(land: Country) -> None:
    case, client = file_case(), client_of(land, "officer-moh")
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert 'id="act-consult"' in html
    assert 'id="act-unask"' not in html
    said = {"work": "1", "agency": "moe", "text": "سؤال", "days": "3", "shares_text": "on"}
    assert client.post(f"/admin/desk/{case.tracking}/consult/", said).status_code == 302
    asked = Consultation.objects.get()
    assert (asked.days, asked.shares_text, asked.shares_files) == (3, True, False)
    assert 'data-standing="waiting"' in page(client.get(f"/admin/desk/{case.tracking}/"))
    again = client.post(f"/admin/desk/{case.tracking}/consult/", said)
    assert again.status_code == 422
    assert "سؤال" in again.content.decode()
    assert client.post(f"/admin/desk/{case.tracking}/unask/", {"number": "1"}).status_code == 302
    assert 'data-standing="withdrawn"' in page(client.get(f"/admin/desk/{case.tracking}/"))


@pytest.mark.parametrize("act", ["consult", "refer"])
def test_an_agency_is_found_by_a_part_of_its_name_in_any_language(land: Country, act: str) -> None:
    case = file_case()
    drawn = BeautifulSoup(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/").content, "lxml")
    options = drawn.select(f"#act-{act} [data-agency-search] option[value=moe]")
    names = Agency.objects.get(code="moe").name
    assert [each["data-also"] for each in options] == [" ".join(names.values())]


def test_what_is_confidential_shares_nothing_and_what_is_sealed_offers_nothing(land: Country) -> None:
    hidden, sealed = file_case(confidential=True), file_case(kind="integrity")
    html = page(client_of(land, "officer-moh").get(f"/admin/desk/{hidden.tracking}/"))
    assert 'id="act-consult"' in html
    assert "shares_text" not in html
    html = page(client_of(land, "officer-rights").get(f"/admin/desk/{sealed.tracking}/"))
    assert 'id="act-note"' in html
    assert 'id="act-consult"' not in html


def test_a_statement_is_kept_as_it_is_typed_for_its_writer_alone_until_it_is_sent(land: Country) -> None:
    case, client = asked_inside(land), client_of(land, "staff-moe")
    typed = {"key": "x", "text": "كتبتُ نصف الإفادة", "do": "keep"}
    kept = client.post(place(case, "?keep"), typed, headers={"accept": "application/json"})
    assert "Draft kept at" in kept.json()["said"]
    with standing_at(now() + timedelta(hours=2)):
        forget_drafts()
    assert "كتبتُ نصف الإفادة" in page(client.get(place(case)))
    assert "كتبتُ نصف الإفادة" not in page(client_of(land, "officer-moe").get(place(case)))
    assert Message.objects.filter(case=case, kind="advice").count() == 0
    assert client.post(place(case, "?keep"), typed | {"text": "م" * 60_001}).status_code == 302
    assert "كتبتُ نصف الإفادة" in page(client.get(place(case)))
    assert client_of(land, "staff-moh").post(place(case, "?keep"), typed).status_code == 404
    assert sent(client, case, text="أُغلقت.") == 302
    assert not KeptDraft.objects.exists()


def test_a_draft_of_a_statement_goes_once_nobody_is_asked_any_more(land: Country) -> None:
    case, client = asked_inside(land), client_of(land, "staff-moe")
    client.post(place(case, "?keep"), {"text": "كتبتُ"})
    apply(case.pk, WithdrawConsultation(number=1), actor=land.actor("officer-moh"))
    with standing_at(now() + timedelta(hours=2)):
        forget_drafts()
    assert not KeptDraft.objects.exists()


def test_a_question_is_given_to_a_colleague_from_a_list_of_those_who_may_answer(land: Country) -> None:
    case, client = asked_inside(land), client_of(land, "officer-moe")
    colleague = land.people["staff-moe"]
    html = page(client.get(place(case)))
    assert f'value="{colleague.pk}"' in html
    assert f'value="{land.people["staff-moh"].pk}"' not in html
    client.post(place(case), {"do": "give", "user": land.people["staff-moh"].pk})
    assert Consultation.objects.get().assignee is None
    client.post(place(case), {"do": "give", "user": colleague.pk})
    assert Consultation.objects.get().assignee == colleague
    assert "staff-moe" in page(client.get("/admin/desk/asked/"))
    client.post(place(case), {"do": "give", "user": "all"})
    assert Consultation.objects.get().assignee is None
    assert client_of(land, "officer-moh").post(place(case), {"do": "give", "user": "all"}).status_code == 404
