"""Covering parts of a file on the screen: by numbers alone, and what was covered reaches nobody."""

from __future__ import annotations

import io
import re
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import storages
from django.test import Client
from PIL import Image
from weasyprint import HTML

from content.forms.upload import Upload, UploadState
from portal.desk.case_paper import Asked, case_html
from tests.content.forms.documents_made import docx
from tests.scenes import Country, country
from tests.site.portal.desk.filed_with import filed_with
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Refer
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, File

pytestmark = pytest.mark.django_db
FILE = re.compile(r"/files/(\d+)/")


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    return filed_with(("card.jpg", photo()))


def photo() -> bytes:
    """White, with a red quarter at its start."""
    drawn = Image.new("RGB", (400, 200), "white")
    drawn.paste((250, 20, 30), (0, 0, 200, 100))
    written = io.BytesIO()
    drawn.save(written, "JPEG", quality=90)
    return written.getvalue()


def at(case: Case, number: int, more: str) -> str:
    return f"/admin/desk/{case.tracking}/files/{number}/{more}"


def boxes(*rows: tuple[Any, ...], **more: Any) -> dict[str, Any]:
    """What the form sends: each row its page, left, top, width and height in hundredths."""
    names = ("page", "left", "top", "width", "height")
    sent = {
        f"form-{row}-{name}": value for row, each in enumerate(rows) for name, value in zip(names, each, strict=True)
    }
    return {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0, **sent, **more}


def token(client: Client, address: str) -> str:
    return str(BeautifulSoup(client.get(address).content, "lxml").select_one("input[name=page]")["value"])  # type: ignore[index]


def redact(client: Client, case: Case, *rows: tuple[Any, ...], number: int = 1) -> Any:
    sent = boxes(*(rows or [(1, 0, 0, 50, 50)]), page=token(client, at(case, number, "redact/")))
    return client.post(at(case, number, "redact/"), sent)


def colour(content: bytes, place: tuple[int, int]) -> Any:
    return Image.open(io.BytesIO(content)).convert("RGB").getpixel(place)


def bytes_of(response: Any) -> bytes:
    return b"".join(response)


def test_what_is_covered_is_gone_from_the_copy_and_the_original_stays(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    saved = redact(client, case, (1, 0, 0, 50, 50), (1, "", "", "", ""))
    assert saved["Location"] == at(case, 2, "view/")
    copy = bytes_of(client.get(at(case, 2, "")))
    assert max(colour(copy, (100, 50))) < 12
    assert min(colour(copy, (300, 150))) > 240
    small = bytes_of(client.get(at(case, 2, "?small")))
    assert max(colour(small, (60, 30))) < 12
    assert colour(bytes_of(client.get(at(case, 1, ""))), (100, 50))[0] > 200
    with storages["private"].open(File.objects.get(redacts__isnull=False).storage_key) as kept:
        assert max(colour(kept.read(), (100, 50))) < 12
    assert set(Upload.objects.values_list("state", flat=True)) == {UploadState.FILED}
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert html.count("Redacted copy, for the staff until it is sent") == 2, "beside its original, and in the diary"
    assert "Redacted copy made" in html


def test_of_a_pdf_pages_are_covered_and_turned_without_losing_a_box(land: Country) -> None:
    content = HTML(string='<p style="break-after: page">Layla</p><p>two</p>').write_pdf()
    case, client = filed_with(("letter.pdf", content)), client_of(land, "officer-moh")
    turned = page(client.post(at(case, 1, "redact/"), boxes((1, "10", "5", "80.5", "4"), go="2")))
    assert 'data-page="2"' in turned
    assert 'value="80.5"' in turned
    assert Case.objects.get(pk=case.pk).events_count == 1
    assert redact(client, case, (1, 0, 0, 100, 20), (2, 0, 0, 1, 1)).status_code == HTTPStatus.FOUND
    [copy] = File.objects.filter(redacts__isnull=False)
    with storages["private"].open(copy.storage_key) as kept:
        assert b"Layla" not in kept.read()
    refused = client.post(at(case, 1, "redact/"), boxes((3, 0, 0, 10, 10)))
    assert (refused.status_code, "There is no such page." in page(refused)) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)


def test_without_a_script_one_more_row_comes_by_a_button(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    more = page(client.post(at(case, 1, "redact/"), boxes((1, 1, 2, 3, 4), add="1")))
    assert 'name="form-TOTAL_FORMS" value="2"' in more
    assert more.count("data-box ") + more.count("data-box>") >= 2
    assert Case.objects.get(pk=case.pk).events_count == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(1, "", "", "", "")], "Cover at least one place"),
        ([(1, 0, 0, 50, "")], "This field is required"),
        ([(1, 0, 0, 0, 10)], "greater than or equal to 0.1"),
        ([(1, -1, 0, 5, 10)], "greater than or equal to 0"),
        ([(1, "x", 0, 5, 10)], "Enter a number"),
        ([(1, "NaN", 0, 5, 10)], "Enter a number"),
    ],
)
def test_numbers_that_are_none_are_refused_with_a_sentence(
    land: Country, case: Case, rows: list[tuple[Any, ...]], said: str
) -> None:
    refused = client_of(land, "officer-moh").post(at(case, 1, "redact/"), boxes(*rows))
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in page(refused)
    assert not File.objects.filter(redacts__isnull=False).exists()


def test_five_clicks_make_one_copy(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    sent = boxes((1, 0, 0, 50, 50), page=token(client, at(case, 1, "redact/")))
    places = {client.post(at(case, 1, "redact/"), sent)["Location"] for _click in range(3)}
    assert places == {at(case, 2, "view/")}
    assert File.objects.filter(redacts__isnull=False).count() == 1


def test_it_is_sent_where_it_is_chosen_and_the_citizen_gets_that_alone(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    redact(client, case)
    reply = {"work": 1, "text": "See the picture.", "copies": ["2"]}
    assert client.post(f"/admin/desk/{case.tracking}/reply/", reply).status_code == HTTPStatus.FOUND
    citizen = Client()
    citizen.post("/en/track/", {"tracking": case.tracking, "secret": case.secret})
    html = page(citizen.get(f"/en/track/{case.tracking}/"))
    assert "Parts of it are covered" in html
    answer = BeautifulSoup(html, "lxml").select_one("article.answer")
    numbers = {int(each) for each in FILE.findall(str(answer))}
    assert numbers == {3}
    assert max(colour(bytes_of(citizen.get(f"/en/track/{case.tracking}/files/3/")), (100, 50))) < 12
    assert citizen.get(f"/en/track/{case.tracking}/files/2/").status_code == HTTPStatus.NOT_FOUND
    assert "was sent to the citizen, so it stays" in page(client.get(at(case, 2, "view/")))
    refused = client.post(at(case, 2, "withdraw/"), follow=True)
    assert "This copy was sent to the citizen, so it stays." in page(refused)


def test_a_copy_that_was_not_sent_is_withdrawn_and_gone_for_everybody(land: Country, case: Case) -> None:
    client = client_of(land, "officer-moh")
    redact(client, case)
    assert 'name="copies"' in page(client.get(f"/admin/desk/{case.tracking}/"))
    client.post(at(case, 2, "withdraw/"), {"page": token(client, at(case, 2, "view/"))})
    for more in ("", "?small", "view/", "redact/"):
        assert client.get(at(case, 2, more)).status_code == HTTPStatus.NOT_FOUND
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert 'name="copies"' not in html
    assert "Redacted copy withdrawn" in html
    late = client.post(f"/admin/desk/{case.tracking}/reply/", {"work": 1, "text": "My words.", "copies": ["2"]})
    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "has been withdrawn meanwhile" in page(late)
    assert "My words." in page(late)


def test_an_agency_that_gets_it_later_sees_neither_the_file_nor_its_thumbnail_nor_its_name(
    land: Country, case: Case
) -> None:
    redact(client_of(land, "officer-moh"), case)
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    client = client_of(land, "officer-moe")
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert "card.jpg" not in html
    assert "/files/1/" not in html
    assert "Your agency reads the redacted copy in its place." in html
    for more in ("", "?small", "?shown", "view/", "redact/"):
        assert client.get(at(case, 1, more)).status_code == HTTPStatus.NOT_FOUND
    assert "/files/1/" not in page(client.get(at(case, 2, "view/")))
    assert max(colour(bytes_of(client.get(at(case, 2, "?small"))), (60, 30))) < 12


def test_a_reader_who_works_nothing_sees_no_way_to_cover(land: Country, case: Case) -> None:
    for who in land.people:
        client = client_of(land, who)
        if client.get(f"/admin/desk/{case.tracking}/").status_code != HTTPStatus.OK:
            assert client.get(at(case, 1, "redact/")).status_code != HTTPStatus.OK


def test_a_word_file_cannot_be_covered(land: Country) -> None:
    case = filed_with(("note.docx", docx()))
    client = client_of(land, "officer-moh")
    assert client.get(at(case, 1, "redact/")).status_code == HTTPStatus.NOT_FOUND
    assert "/redact/" not in page(client.get(f"/admin/desk/{case.tracking}/"))


def test_on_paper_too_the_agency_that_got_it_later_reads_no_name_of_the_file(land: Country, case: Case) -> None:
    redact(client_of(land, "officer-moh"), case)
    apply(case.pk, Refer(agency="moe", reason="x"), actor=land.actor("officer-moh"))
    asked = Asked(case.tracking, "en", inside=True, who=False)
    assert "card.jpg" not in case_html(asked, land.actor("officer-moe"))
    assert "card.jpg" in case_html(asked, land.actor("officer-central"))
