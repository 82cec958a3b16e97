"""Files of spreadsheets, sent at the screens: made of rows, and what the page that follows says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from portal.operations.sheets.models import SentSheet
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.signed_in import page

Rows = Sequence[Sequence[Any]]
BODIES, POSTS, PEOPLE = (f"/admin/sheets/list/{code}/" for code in ("bodies", "posts", "people"))
RULES, HOLIDAYS = "/admin/sheets/of/rules/main/", "/admin/sheets/of/holidays/jordan/"


def as_csv(rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(rows: Rows) -> bytes:
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    book.save(out)
    return out.getvalue()


def send(client: Client, address: str, content: bytes, name: str = "list.csv") -> Any:
    """The page that follows: of the file, or of what is wrong with it."""
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


def sent() -> SentSheet:
    """The file that was sent last."""
    return SentSheet.objects.latest("pk")


def verdicts() -> dict[int, str]:
    """What becomes of its rows, by their numbers."""
    return {row["number"]: row["verdict"] for row in sent().judged}


def said(number: int) -> str:
    """What is said of a row."""
    return " ".join(next(row["said"] for row in sent().judged if row["number"] == number))


def confirm(client: Client, address: str) -> str:
    """Has the file carried out that was sent last; what the page says then."""
    last = sent()
    answer = client.post(f"{address}sent/{last.pk}/", {"do": "confirm", "seen": last.judged_digest}, follow=True)
    assert answer.status_code == 200, words(page(answer))
    return words(page(answer))


def download(client: Client, address: str, kind: str = "csv") -> bytes:
    answer = client.get(f"{address}file/{kind}/")
    assert answer.status_code == 200
    return bytes(answer.content)


def lines(content: bytes) -> list[list[str]]:
    """The rows of a CSV file of ours."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def why(response: Any) -> str:
    """The sentence at the field, of a file that was not taken."""
    assert response.status_code == 422
    found = re.search(r'id="id_file-error"[^>]*>(.*?)</p>', page(response), re.DOTALL)
    assert found is not None, words(page(response))
    return words(found[1])
