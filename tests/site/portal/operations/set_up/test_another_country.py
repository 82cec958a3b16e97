"""From ``migrate`` and ``set_up`` to a country that is not Jordan, by its screens and one spreadsheet alone: other
bodies, another zone, a weekend of Saturday and Sunday; a citizen files, and an officer of that country decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.agencies.models import Agency
from permissions.now import standing_at
from permissions.people.models import User
from permissions.platform import called
from portal.operations.sheets.carrying_out import carry_out
from tests.content.forms import made
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.sheets.sending import PEOPLE, as_csv, confirm, send, sent, verdicts
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import filled
from tests.site.portal.studio.drafting import send as send_draft
from workflows.cases.models import Case, CaseStatus
from workflows.versions.models import Version
from workflows.versions.services import as_read

pytestmark = pytest.mark.django_db
PASSWORD = "oliveiras ao vento 77"
LISBON = ZoneInfo("Europe/Lisbon")
FRIDAY = datetime(2026, 11, 27, 10, 20, tzinfo=LISBON)
PLATFORM = {
    "platform_ar": "ميزان",
    "platform_en": "Balance",
    "authority_ar": "الحكومة",
    "authority_en": "The government",
    "central_unit_ar": "أمانة المظالم",
    "central_unit_en": "Ombudsman’s office",
    "sensitive_unit_ar": "وحدة الحقوق",
    "sensitive_unit_en": "Rights unit",
    "offered": ["ar", "en"],
    "first": "en",
    "zone": "Europe/Lisbon",
    "country": "PT",
    "number_emergency": "112",
    "number_family": "116 111",
}
STAFF = [
    ["email", "name_ar", "name_en", "language", "body", "post", "role"],
    ["rita@gov.example", "ريتا", "Rita", "en", "central", "", "owner"],
    ["joao@gov.example", "جواو", "Joao", "en", "central", "", "owner"],
    ["ana@gov.example", "آنا", "Ana", "en", "central", "0", ""],
    ["luis@gov.example", "لويس", "Luis", "en", "roads", "0", ""],
    ["ines@gov.example", "إينس", "Ines", "en", "roads", "1", ""],
]
WEEK = {f"hours-{day}": "09:00-17:00" for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}


@pytest.fixture(autouse=True)
def _asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """All of it happens on one Friday, whichever day the tests are run on."""
    monkeypatch.setattr(called, "known", called.Known())
    with standing_at(FRIDAY):
        yield


def enter(link: str, arabic: str, english: str) -> Client:
    """Whoever opens a one-time link writes their name, chooses a password and is in, reading English."""
    client, path = Client(), urlsplit(link).path.replace("/ar/", "/en/")
    written = {"name_ar": arabic, "name_en": english, "password": PASSWORD, "again": PASSWORD}
    answer = client.post(path, written)
    assert answer.status_code == 302, words(page(answer))
    return client


def invited(email: str) -> str:
    """The link of a letter."""
    body = next(letter.body for letter in mail.outbox if letter.to == [email])
    return str(next(iter(re.findall(r"http\S+/start/\S+", str(body)))))


def make_bodies(admin: Client) -> None:
    """Two bodies by the screens, one below the other; the lower one with two posts that bring their roles."""
    for code, arabic, english, parent in (
        ("infrastructure", "البنى التحتية", "Infrastructure", ""),
        ("roads", "مصلحة الطرق", "Roads", "infrastructure"),
    ):
        wanted = {"code": code, "name_ar": arabic, "name_en": english, "parent": parent}
        assert admin.post("/admin/access/bodies/new/", wanted).status_code == 302
    for arabic, english, role in (("ضابط", "Officer", "liaison"), ("رئيس", "Head", "level1")):
        made_post = {"do": "make", "name_ar": arabic, "name_en": english, "role": role}
        assert admin.post("/admin/access/posts/roads/", made_post).status_code == 302


def give_people(admin: Client) -> dict[str, Client]:
    """All others by one spreadsheet; each enters by the link of their letter."""
    send(admin, PEOPLE, as_csv(STAFF))
    assert set(verdicts().values()) == {"added"}, sent().judged
    confirm(admin, PEOPLE)
    carry_out(sent().pk)
    return {row[2]: enter(invited(row[0]), row[1], row[2]) for row in STAFF[1:]}


def make_calendar(owner: Client, other: Client, admin: Client) -> None:
    """Five days from Monday on, in another zone: drafted by one owner, published by the other, then the country's."""
    assert "which is not of Portugal" in words(page(admin.get("/admin/access/platform/")))
    names = {"name_ar": "تقويم البلد", "name_en": "Portugal", "begins": "empty"}
    begun = owner.post("/admin/studio/new/calendar/", names)
    draft = Version.objects.get(subject="calendar", key="portugal")
    assert begun["Location"] == f"/admin/studio/drafts/{draft.pk}/edit/"
    form = filled(page(owner.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    answer = send_draft(owner, draft, {**form, **WEEK, "zone": "Europe/Lisbon"}, "ready")
    assert answer.status_code == 302, words(page(answer))
    read = {"read": as_read(Version.objects.get(pk=draft.pk))}
    answer = other.post(f"/admin/studio/drafts/{draft.pk}/publish/", read, follow=True)
    assert "is in force now" in words(page(answer)), words(page(answer))
    said = words(page(admin.post("/admin/access/platform/", {**PLATFORM, "calendar": "portugal"}, follow=True)))
    assert "which is not of Portugal" not in said
    assert set(Agency.objects.values_list("calendar", flat=True)) == {"portugal"}


def test_a_country_begins_by_its_screens_and_one_spreadsheet() -> None:
    printed = StringIO()
    call_command("set_up", stdout=StringIO())
    call_command("first_administrator", "huda@gov.example", "samer@gov.example", stdout=printed)
    huda, samer = re.findall(r"^http\S+$", printed.getvalue(), re.MULTILINE)
    enter(huda, "هدى", "Huda")
    admin = enter(samer, "سامر", "Samer")
    assert admin.get("/admin/")["Location"] == "/admin/access/platform/"
    assert "The names are kept." in words(page(admin.post("/admin/access/platform/", PLATFORM, follow=True)))
    make_bodies(admin)
    staff = give_people(admin)
    make_calendar(staff["Rita"], staff["Joao"], admin)

    citizen = Client()
    assert citizen.get("/")["Location"] == "/en/"
    shown = citizen.get("/en/file/complaint/").content.decode()
    assert "Balance" in shown
    (token,) = made.hidden_values(shown, "form_token")
    filed = {"agency": "roads", "subject": "A hole", "text": "It is deep.", "place": "Rua da Prata"}
    answer = citizen.post("/en/file/complaint/", {**filed, "form_token": token})
    assert answer.status_code == 303, words(page(answer))
    case = Case.objects.get()
    assert case.agency == Agency.objects.get(code="roads")
    # Two working days from a Friday are Monday and Tuesday: the weekend is Saturday and Sunday.
    assert case.due is not None
    assert case.due.astimezone(LISBON) == datetime(2026, 12, 1, 17, tzinfo=LISBON)
    officer = staff["Luis"]
    assert case.tracking in page(officer.get("/admin/desk/"))
    decided = {"work": 1, "text": "It was filled this morning.", "outcome": "resolved"}
    answer = officer.post(f"/admin/desk/{case.tracking}/decide/", decided)
    assert answer.status_code == 302, words(page(answer))
    case.refresh_from_db()
    assert case.status == CaseStatus.ANSWERED
    assert User.objects.get(username="luis@gov.example").get_full_name()
    assert UserProfile.objects.get(user__username="luis@gov.example").preferred_language == "en"
