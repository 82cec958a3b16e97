"""With a third language in the settings each screen is drawn, and names are asked for in it but never demanded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client

from permissions.people.models import User
from permissions.roles.models import Role
from permissions.translated_text import check_translated
from tests.scenes import ROUTING, Country, country, file_case, grant, publish_one
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import FORM, LADDER_FORM, before_them, begun, filled, send
from workflows.routing.upgrade import to_format_2
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
THINGS = (("routing", "main"), ("ladder", "default"), ("kind", "inquiry"))
Enter = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _french(settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    settings.LOCALES = {**settings.LOCALES, "fr": "fr"}
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.WAGTAILADMIN_PERMITTED_LANGUAGES = settings.LANGUAGES


@pytest.fixture
def land() -> Country:
    found = country()
    for username, role in (("admin", "administrator"), ("owner", "owner"), ("owner2", "owner")):
        person = User.objects.create(username=username, password="!", name={"ar": username, "en": username})
        grant(person, role, found.agencies["central"])
        found.people[username] = person
    return found


@pytest.mark.parametrize(("subject", "key"), THINGS)
@pytest.mark.parametrize("french", ["", "Nom en français"])
def test_each_form_of_the_studio_asks_for_the_name_in_it_and_files_it_where_it_is_given(
    land: Country, subject: str, key: str, french: str
) -> None:
    first, second = client_of(land, "owner", "fr"), client_of(land, "owner2", "fr")
    draft = begun(first, subject, key)
    shown = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert 'name="name_fr"' in shown
    values = filled(shown) | {"name_ar": "اسم", "name_en": "Name", "name_fr": french}
    assert send(first, draft, values).status_code == 302
    compared = second.get(f"/admin/studio/drafts/{draft.pk}/edit/")
    assert (french or "Name") in page(compared)
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    name = {"ar": "اسم", "en": "Name"} | ({"fr": french} if french else {})
    assert published(subject, key).definition["name"] == name
    for address in ("/admin/studio/", f"/admin/studio/{subject}/{key}/", "/admin/studio/kinds/"):
        assert first.get(address).status_code == 200


def test_the_rules_of_a_table_and_the_words_before_a_place_have_it_too(land: Country) -> None:
    publish_one(
        "routing", "main", {**to_format_2(ROUTING), "reading": {"place_words": {"ar": ["قرب"], "fr": ["près"]}}}
    )
    client = client_of(land, "owner")
    draft = begun(client, "routing", "main")
    first = draft.definition["rules"][0]["key"]
    values = filled(page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/?rule={first}")))
    assert (values["places_fr"], values.get("rules-0-name_fr", "")) == ("près", "")
    send(client, draft, values | {"places_fr": "près\ndevant", "rules-0-name_fr": "Organisme nommé"})
    draft.refresh_from_db()
    assert draft.definition["reading"]["place_words"] == {"ar": ["قرب"], "fr": ["près", "devant"]}
    assert draft.definition["rules"][0]["name"]["fr"] == "Organisme nommé"
    send(client, draft, filled(page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))), "add")
    draft.refresh_from_db()
    assert len(draft.definition["rules"]) == len(ROUTING["rules"]) + 1


def test_a_name_is_needed_in_the_first_language_alone(land: Country) -> None:
    first, second = client_of(land, "owner"), client_of(land, "owner2")
    for subject, key, sent in (("ladder", "default", LADDER_FORM), ("kind", "rights", {**FORM, "sensitive": "on"})):
        draft = begun(first, subject, key)
        send(first, draft, {**sent, "name_ar": "", "name_fr": "Nom"})
        refused = second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
        assert (refused.status_code, "in Arabic." in page(refused)) == (422, True)


def test_accounts_and_roles_are_named_in_it_and_found_by_that(land: Country) -> None:
    admin = client_of(land, "admin", "fr")
    account = {
        "name_ar": "هدى",
        "name_en": "",
        "name_fr": "Madeleine",
        "username": "huda",
        "email": "huda@example.org",
        "language": "fr",
    }
    assert admin.post("/admin/access/people/new/", account).status_code == 302
    person = User.objects.get(username="huda")
    assert (person.name, person.first_name) == ({"ar": "هدى", "fr": "Madeleine"}, "هدى")
    assert "Madeleine" in page(admin.get("/admin/access/people/?q=madeleine"))
    assert 'value="Madeleine"' in page(admin.get(f"/admin/access/people/{person.pk}/account/"))
    role = {"code": "reader", "name_ar": "قارئ", "name_en": "Reader", "name_fr": "Lecteur", "rights": ["view_case"]}
    assert admin.post("/admin/access/roles/new/", role | {"held_at": ["public_body"]}).status_code == 302
    assert Role.objects.get(code="reader").name["fr"] == "Lecteur"
    assert "Lecteur" in page(admin.get("/admin/access/roles/"))


@pytest.mark.parametrize("address", ["desk/", "figures/", "access/people/", "access/roles/", "audit/"])
def test_the_screens_of_the_staff_are_drawn_in_it(land: Country, address: str) -> None:
    file_case(language="fr")
    for username in ("officer-central", "admin"):
        assert client_of(land, username, "fr").get(f"/admin/{address}").status_code in (200, 302, 404)


def test_a_case_filed_in_it_says_so_to_its_officer(land: Country) -> None:
    case = file_case(language="fr")
    assert "French" in page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))


def test_public_pages_lead_from_each_language_to_all_others(land: Country) -> None:
    pages_and_forms()
    for language, others in (("fr", {"ar", "en"}), ("ar", {"en", "fr"})):
        shown = Client().get(f"/{language}/track/")
        assert shown.status_code == 200
        links = BeautifulSoup(shown.content, "lxml").select("header a.lang")
        assert {(str(each["lang"]), str(each["href"])) for each in links} == {
            (other, f"/{other}/track/") for other in others
        }
    assert Client().get("/ar/").status_code == 200
    lost = Client().get("/fr/nowhere/")
    assert lost.status_code == 404


def test_a_name_in_a_language_that_is_none_of_the_platforms_is_refused(settings: Any) -> None:
    check_translated({"ar": "اسم", "fr": "Nom"})
    settings.LANGUAGES = settings.LANGUAGES[:2]
    with pytest.raises(ValidationError, match=r"العربية|Arabic"):
        check_translated({"ar": "اسم", "fr": "Nom"})
