"""Contact details of agencies: what editors write is shown in its own language, and nothing else is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from content.directory.contacts import Contact, ContactRefused, contacts_known, write_contacts
from permissions.access.errors import OutOfReach
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.models import AuditEntry
from permissions.people.models import User
from portal.kept_pages.edition import current_edition

pytestmark = [pytest.mark.usefixtures("site_of_all_pages"), pytest.mark.django_db]
HEALTH = Contact(
    telephone="٠٦ 500 0000",
    website="https://health.example",
    email="ask@health.example",
    hours={"ar": "الأحد إلى الخميس 8–3"},
    address={"ar": "عمّان، شارع المثال", "en": "Amman, Example Street"},
)


def terms(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    shown = BeautifulSoup(answer.content, "lxml").select("section[aria-labelledby=agency-contact]")
    return " ".join(shown[0].get_text().split()) if shown else ""


def test_an_agency_that_nobody_wrote_about_shows_no_contact(client: Client) -> None:
    assert contacts_known() == {}
    assert terms(client, "/ar/agencies/moh/") == ""


def test_each_language_shows_its_own_words_and_numbers_are_for_all(client: Client) -> None:
    before = current_edition()
    assert write_contacts([("moh", HEALTH)], actor=Actor.operator) == 1
    assert current_edition() > before, "pages that are kept are drawn anew"
    arabic, english = terms(client, "/ar/agencies/moh/"), terms(client, "/en/agencies/moh/")
    assert "06 500 0000" in arabic
    assert "06 500 0000" in english
    assert "الأحد إلى الخميس" in arabic
    assert "Opening hours" not in english
    assert "Example Street" in english
    assert "Example Street" not in arabic
    assert b'href="tel:065000000' in client.get("/en/agencies/moh/").content
    assert b'"telephone": "06 500 0000"' in client.get("/en/agencies/moh/").content, "machines are told too"
    assert terms(client, "/ar/agencies/moe/") == ""


def test_the_trail_keeps_what_was_there_before_and_the_same_again_is_nothing() -> None:
    write_contacts([("moh", HEALTH)], actor=Actor.operator)
    assert write_contacts([("moh", HEALTH)], actor=Actor.operator) == 0
    write_contacts([("moh", Contact(telephone="111"))], actor=Actor.operator)
    entry = AuditEntry.objects.filter(verb="agency_contact_changed").latest("pk")
    assert entry.data["before"]["website"] == "https://health.example"
    assert entry.data["after"] == {"telephone": "111"}


@pytest.mark.parametrize(
    "contact",
    [
        Contact(telephone="call us"),
        Contact(website="javascript:alert(1)"),
        Contact(website="https://health.example@elsewhere.example/"),
        Contact(website="health.example"),
        Contact(email="health"),
        Contact(hours={"ar": "م" * 201}),
    ],
)
def test_what_cannot_be_so_is_refused_whole(contact: Contact) -> None:
    with pytest.raises(ContactRefused):
        write_contacts([("moe", Contact(telephone="1")), ("moh", contact)], actor=Actor.operator)
    assert contacts_known() == {}


def test_no_mark_turns_what_follows_on_the_page_of_an_agency() -> None:
    steered = Contact(hours={"en": "8\u20138 \u202eyliad\u0008"}, address={"en": "\u2066 \u0001"})
    write_contacts([("moh", steered)], actor=Actor.operator)
    assert contacts_known()["moh"].hours == {"en": "8\u20138 yliad"}
    assert contacts_known()["moh"].address == {}


def test_no_unit_of_the_platform_and_only_editors() -> None:
    with pytest.raises(ContactRefused):
        write_contacts([("central", HEALTH)], actor=Actor.operator)
    nobody = User.objects.create(username="nobody", email="nobody@example.org")
    with pytest.raises(OutOfReach):
        write_contacts([("moh", HEALTH)], actor=Actor.staff(nobody.pk))


def test_a_closed_agency_is_reached_no_more(client: Client) -> None:
    write_contacts([("moh", HEALTH)], actor=Actor.operator)
    Agency.objects.filter(code="moh").update(active=False, closes_on="2020-01-01")
    assert terms(client, "/ar/agencies/moh/") == ""
