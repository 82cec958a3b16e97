"""Ids are given out in turn over all cases: no address and no page tells one, or its gaps would count the sealed."""

from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from content.forms.taking import take
from content.forms.uploads import token_of
from permissions.now import now, standing_at
from tests.after_filing import has_filed
from tests.content.forms import made
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case
from workflows.cases.submission import StoredFile
from workflows.transactions.turn import write_transaction

pytestmark = pytest.mark.django_db
PAGE = re.compile(r'(?<=name="page" value=")[^"]+')
SECRETS = re.compile(rf'{PAGE.pattern}|data-page="[^"]+"|[A-Za-z0-9]{{64}}')
"""Against forged forms, and what an officer's page is known by; another one in each page."""


@pytest.fixture
def land() -> Country:
    storages["private"].save("2026/11/turn", ContentFile(b"words"))
    return country()


def filed(**said: str) -> Case:
    return file_case(files=(StoredFile("one.txt", "text/plain", 5, "0" * 64, "2026/11/turn"),), **said)


def said_of_an_ordinary_case(land: Country, *, sealed_before: int) -> list[str]:
    """What the complaints unit and the citizen read of a case that is filed after so many sealed ones; undone."""
    with write_transaction(), transaction.atomic():
        for _number in range(sealed_before):
            filed(kind="integrity")
        case = filed()
        case.refresh_from_db()
        citizen = Client()
        citizen.post("/ar/track/", {"tracking": case.tracking, "secret": case.secret})
        readers = [(client_of(land, who), "admin/desk") for who in ("officer-central", "officer-moh")]
        pages = [page(reader.get(f"/{root}/{case.tracking}/")) for reader, root in [*readers, (citizen, "ar/track")]]
        transaction.set_rollback(True)
    return [SECRETS.sub("", html.replace(case.tracking, "NUMBER")) for html in pages]


def test_the_pages_of_a_case_are_the_same_however_many_sealed_ones_came_before(land: Country) -> None:
    with standing_at(now()):
        none, three = (said_of_an_ordinary_case(land, sealed_before=number) for number in (0, 3))
    for before, after in zip(none, three, strict=True):
        assert after == before
        assert '/NUMBER/files/1/"' in before
    assert 'name="work" value="1"' in none[0]


def test_what_a_citizen_can_read_in_what_opens_the_page_after_filing_is_when_alone(land: Country) -> None:
    case = filed()
    browser = has_filed(Client(), case)
    (cookie,) = (each for name, each in browser.cookies.items() if name.endswith(".ar-filed"))
    read = base64.urlsafe_b64decode(cookie.value.partition(":")[0] + "==").decode()
    assert re.sub(r',?"(?:at|until)":\d+', "", read) == "{}"
    assert browser.get(reverse("filed", args=[case.tracking])).status_code == 200


def test_the_token_of_an_officers_page_names_the_case_by_its_number_and_nobody(land: Country) -> None:
    case = filed()
    token = PAGE.findall(page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/")))[0]
    tracking, seen, key, at = json.loads(base64.urlsafe_b64decode(token.partition(":")[0] + "=="))
    assert (tracking, seen, len(key)) == (case.tracking, 1, 16)
    assert datetime.fromtimestamp(at, UTC) <= now()


def test_the_token_of_a_file_names_its_random_key(land: Country) -> None:
    upload = take([made.sent("a.pdf", made.PDF)]).arrived[0]
    read = base64.urlsafe_b64decode(token_of(upload).partition(":")[0] + "==").decode()
    assert read == f'"{upload.storage_key}"'
