"""Files are looked at in their place: each look is on record, and nothing runs in the browser."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image
from weasyprint import HTML

from permissions.looking.models import Kind, Look
from tests.content.forms import documents_made, made
from tests.scenes import Country, country
from tests.site.portal.desk.filed_with import filed_with
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def pdf(*pages: str) -> bytes:
    written: bytes = HTML(string="".join(f'<p style="break-after: page">{each}</p>' for each in pages)).write_pdf()
    return written


def address(case: Case, number: int, more: str = "view/") -> str:
    return f"/admin/desk/{case.tracking}/files/{number}/{more}"


def fetched(client: Client, at: str) -> Any:
    """The answer, read to its end."""
    response = client.get(at)
    if response.streaming:
        b"".join(response)
    return response


def goes(client: Client, at: str) -> dict[str, str]:
    """Where the keys lead from a page, by their names."""
    html = BeautifulSoup(client.get(at).content, "lxml")
    return {str(each["data-go"]): str(each["href"]) for each in html.select("[data-go]")}


def test_a_picture_is_shown_on_a_page_of_its_own_with_the_way_to_the_next(land: Country) -> None:
    case = filed_with(("one.jpg", made.picture()), ("two.pdf", pdf("a")), ("three.docx", documents_made.docx()))
    client = client_of(land, "officer-moh")
    assert f'href="{address(case, 1)}"' in page(client.get(f"/admin/desk/{case.tracking}/"))
    close = f"/admin/desk/{case.tracking}/#said"
    assert goes(client, address(case, 1)) == {"close": close, "after": address(case, 2)}
    assert goes(client, address(case, 2)) == {
        "close": close,
        "before": address(case, 1),
        "after": address(case, 3),
    }
    assert goes(client, address(case, 3)) == {"close": close, "before": address(case, 2)}
    assert f'src="{address(case, 1, "?shown")}"' in page(client.get(address(case, 1)))
    assert "A file of this type is not shown here" in page(client.get(address(case, 3)))


def test_what_is_shown_in_its_place_is_a_picture_and_can_do_nothing(land: Country) -> None:
    case = filed_with(("one.jpg", made.photo()), ("two.pdf", pdf("a")), ("three.docx", documents_made.docx()))
    client = client_of(land, "officer-moh")
    shown = fetched(client, address(case, 1, "?shown"))
    assert shown["Content-Disposition"].startswith("inline")
    for number, more in ((1, ""), (2, "?shown"), (3, "?shown")):
        assert fetched(client, address(case, number, more))["Content-Disposition"].startswith("attachment")
    for response in (shown, client.get(address(case, 2, "pages/1/"))):
        assert response["Content-Type"] == "image/jpeg"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_pdf_is_shown_page_by_page_as_pictures(land: Country) -> None:
    case = filed_with(("two.pdf", pdf("first", "second", "third")))
    client = client_of(land, "officer-moh")
    assert goes(client, address(case, 1, "view/?page=2")) == {
        "close": f"/admin/desk/{case.tracking}/#said",
        "page-before": "?page=1",
        "page-after": "?page=3",
    }
    assert 'alt="Page 2 of 3 of two.pdf"' in page(client.get(address(case, 1, "view/?page=2")))
    assert 'alt="Page 1 of 3 of two.pdf"' in page(client.get(address(case, 1, "view/?page=99999999999")))
    picture = client.get(address(case, 1, "pages/2/")).content
    assert Image.open(io.BytesIO(picture)).format == "JPEG"
    for number in (0, 4):
        assert client.get(address(case, 1, f"pages/{number}/")).status_code == HTTPStatus.NOT_FOUND


def test_each_look_is_on_record(land: Country) -> None:
    case = filed_with(("one.jpg", made.picture()), ("two.pdf", pdf("a")))
    client = client_of(land, "officer-moh")
    for number, more in ((1, "?shown"), (2, "pages/1/")):
        fetched(client, address(case, number, more))
    files = list(case.files.order_by("pk").values_list("pk", flat=True))
    looks = Look.objects.filter(kind=Kind.DOWNLOADED, user=land.people["officer-moh"]).order_by("pk")
    assert list(looks.values_list("subject_id", flat=True)) == files


@pytest.mark.parametrize("more", ["view/", "pages/1/", "redact/", "withdraw/", "?shown", "?small"])
def test_the_officer_of_another_agency_finds_nothing(land: Country, more: str) -> None:
    case = filed_with(("two.pdf", pdf("a")))
    other = client_of(land, "officer-moe")
    assert other.get(address(case, 1, more)).status_code == HTTPStatus.NOT_FOUND
    assert other.post(address(case, 1, more)).status_code == HTTPStatus.NOT_FOUND
    assert client_of(land, "officer-moh").get(address(case, 9, more)).status_code in (
        HTTPStatus.NOT_FOUND,
        HTTPStatus.FOUND,
    )


def test_of_a_hidden_citizen_the_name_of_a_file_is_not_told(land: Country) -> None:
    case = filed_with(("layla-haddad.jpg", made.picture()), confidential=True)
    html = page(client_of(land, "officer-moh").get(address(case, 1)))
    assert "layla" not in html
    assert "file-1.jpg" in html
