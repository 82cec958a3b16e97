"""Owners begin what was not there: empty or as a copy, by a name and a key; a second one puts it in force."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from content.forms.page import FormPage
from permissions.agencies.models import Agency
from permissions.people.models import User
from portal.studio.subjects import EDITED
from tests.scenes import Country, file_case, grant
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import LADDER_FORM, before_them, filled, send
from workflows.cases.models import RequestKind
from workflows.versions.models import Version
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
WATER = {"name_ar": "شكاوى المياه", "name_en": "Water complaints"}
SUBJECTS = ("kind", "routing", "ladder", "calendar")


def new(client: Client, subject: str, **sent: Any) -> Version:
    """The draft that is begun by what is sent."""
    response = client.post(f"/admin/studio/new/{subject}/", {**WATER, "begins": "empty", **sent})
    number = re.search(r"/drafts/(\d+)/edit/", response.headers.get("Location", ""))
    assert number is not None, page(response)
    return Version.objects.get(pk=number[1])


def refused(client: Client, subject: str, **sent: Any) -> str:
    response = client.post(f"/admin/studio/new/{subject}/", {**WATER, "begins": "empty", **sent})
    assert response.status_code == 422
    assert not Version.objects.filter(definition__name__en="Water complaints").exists()
    return page(response)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_begins_empty_under_a_key_made_of_its_english_name(land: Country, owner: Enter, subject: str) -> None:
    client = owner("owner")
    assert f'action="/admin/studio/new/{subject}/"' in page(client.get(f"/admin/studio/new/{subject}/"))
    draft = new(client, subject)
    assert (draft.key, draft.number, draft.status, draft.copy_of) == ("water-complaints", 1, "draft", "")
    assert draft.definition["name"] == {"ar": "شكاوى المياه", "en": "Water complaints"}
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert ("The key never does:" in html, 'name="name_ar" value="شكاوى المياه"' in html) == (True, True)
    assert page(owner("owner2").get(f"/admin/studio/drafts/{draft.pk}/edit/")).count("data-problems") == 1
    listed = page(client.get("/admin/studio/kinds/" if subject == "kind" else "/admin/studio/"))
    assert ("Water complaints" in listed, "Not in force yet" in listed) == (True, True)
    assert "Not in force yet" in page(client.get(f"/admin/studio/{subject}/water-complaints/"))


@pytest.mark.parametrize(
    ("subject", "former"), [("kind", "inquiry"), ("routing", "main"), ("ladder", "default"), ("calendar", "jordan")]
)
def test_each_begins_as_a_copy_under_a_new_name(land: Country, owner: Enter, subject: str, former: str) -> None:
    first, second = owner("owner"), owner("owner2")
    assert f"/admin/studio/new/{subject}/?from={former}" in page(first.get(f"/admin/studio/{subject}/{former}/"))
    asked = page(first.get(f"/admin/studio/new/{subject}/?from={former}"))
    assert f'value="{former}" selected' in asked
    draft = new(first, subject, begins=former, code="water")
    assert (draft.key, draft.copy_of) == ("water", former)
    whole = published(subject, former).definition
    assert draft.definition["name"] != whole["name"]
    assert {**draft.definition, "name": ""} == {**EDITED[subject].newest(whole), "name": ""}
    shown = filled(page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert send(first, draft, shown).status_code == 302
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert published(subject, "water").definition["name"]["en"] == "Water complaints"


def test_a_kind_is_made_of_what_is_in_force_and_the_next_case_goes_by_it(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = new(first, "kind", code="water")
    asked = page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert ("The kind needs a process." in asked, "The kind needs a routing table." in asked) == (True, True)
    chosen = {**WATER, "process": "complaint", "routing": "main", "ladder": "default"}
    assert send(first, draft, chosen).status_code == 302
    assert not RequestKind.objects.filter(code="water").exists()
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    kind = RequestKind.objects.get(code="water")
    assert (kind.active, kind.position, kind.name["en"]) == (True, 7, "Water complaints")
    assert file_case(kind="water").kind == kind


def test_without_pages_a_kind_says_that_nobody_can_file_it(land: Country, owner: Enter) -> None:
    html = page(owner("owner").get("/admin/studio/kind/inquiry/"))
    assert ('data-filed="no"' in html, "No form takes this kind" in html) == (True, True)


def test_the_form_of_a_new_kind_is_named_on_its_page_until_an_editor_publishes_it(land: Country, owner: Enter) -> None:
    pages_and_forms()
    first, second = owner("owner"), owner("owner2")
    draft = new(first, "kind", code="water", begins="inquiry")
    second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    html = page(first.get("/admin/studio/kind/water/"))
    assert ('data-filed="no"' in html, "an editor has to look through its form" in html) == (True, True)
    assert ("/ar/file/water/" in html, "/en/file/water/" in html, "Edit in" in html) == (True, True, False)
    assert "data-unfiled" in page(first.get("/admin/studio/kinds/")).split('data-kind="water"')[1]
    grant(User.objects.get(username="owner2"), "editor", land.agencies["central"])
    assert "Edit in Arabic" in page(second.get("/admin/studio/kind/water/"))
    for kind, hides in (("inquiry", True), ("rights", False)):
        html = page(first.get(f"/admin/studio/kind/{kind}/"))
        assert ('data-filed="yes"' in html, "offers to hide who files it" in html) == (True, hides)


def test_a_kind_whose_form_is_archived_says_that_nobody_can_file_it(land: Country, owner: Enter) -> None:
    pages_and_forms()
    FormPage.objects.filter(kind="inquiry").update(archived=True)
    first = owner("owner")
    html = page(first.get("/admin/studio/kind/inquiry/"))
    assert ('data-filed="no"' in html, "its form is archived" in html) == (True, True)
    [shown] = page(first.get("/admin/studio/kinds/")).split('data-kind="inquiry"')[1:]
    assert "data-unfiled" in shown.split("data-kind=")[0]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("inquiry", "There is already one with the key “inquiry”"),
        ("gone", "There is already one with the key “gone”"),
        ("coming", "There is already one with the key “coming”"),
        ("mine", "is a word that the platform needs itself"),
        ("empty", "is a word that the platform needs itself"),
        ("ماء", "Write the key in small Latin letters"),
        ("Water", "Write the key in small Latin letters"),
        ("water supply", "Write the key in small Latin letters"),
        ("../../etc", "Write the key in small Latin letters"),
        ("4water", "Write the key in small Latin letters"),
    ],
)
def test_a_key_that_cannot_be_had_is_refused_and_what_was_typed_stays(
    land: Country, owner: Enter, code: str, sentence: str
) -> None:
    RequestKind.objects.create(code="gone", name={"ar": "زال", "en": "Gone"}, process="inquiry", active=False)
    client = owner("owner")
    client.post("/admin/studio/new/kind/", {"name_ar": "آتٍ", "name_en": "Coming", "begins": "empty"})
    html = refused(client, "kind", code=code, begins="inquiry")
    assert (sentence in re.sub("<[^>]*>", "", html), 'value="شكاوى المياه"' in html) == (True, True)
    assert 'value="inquiry" selected' in html


def test_a_page_at_its_address_and_what_is_not_in_force_are_refused(land: Country, owner: Enter) -> None:
    pages_and_forms()
    RequestKind.objects.filter(code="praise").delete()
    Version.objects.filter(subject="kind", key="praise").delete()
    client = owner("owner")
    assert "already a page whose address ends in" in refused(client, "kind", code="praise")
    assert "Choose one of those in force" in refused(client, "kind", code="water", begins="atlantis")
    assert "Write the key in small" in refused(client, "kind", name_en="مياه")
    assert "Enter the name in Arabic." in refused(client, "kind", name_ar="")
    assert client.get("/admin/studio/new/atlantis/").status_code == 404
    assert client.post("/admin/studio/new/order/", WATER).status_code == 404


def test_the_calendar_of_an_agency_has_its_code_and_no_other_calendar_can_take_that(
    land: Country, owner: Enter
) -> None:
    client = owner("owner")
    assert "is the code of an agency" in refused(client, "calendar", code="moh")
    assert "Choose one of the agencies." in refused(client, "calendar", body="atlantis")
    assert new(client, "calendar", body="moh", begins="jordan").key == "moh"
    assert Agency.objects.get(code="moh").calendar == "jordan"
    again = client.post("/admin/studio/new/calendar/", {**WATER, "begins": "empty", "body": "moh"})
    assert (again.status_code, "There is already one" in page(again)) == (422, True)


@pytest.mark.parametrize("subject", ["ladder", "kind"])
def test_a_draft_of_what_was_never_in_force_can_be_discarded_and_brought_back(
    land: Country, owner: Enter, subject: str
) -> None:
    client = owner("owner")
    draft = new(client, subject, code="water", begins="inquiry" if subject == "kind" else "default")
    address = f"/admin/studio/drafts/{draft.pk}/discard/"
    gone = client.post(address, {**before_them(draft), "sure": "on"}, follow=True)
    assert gone.redirect_chain == [(f"/admin/studio/{subject}/water/", 302)]
    assert "Water complaints" not in page(client.get("/admin/studio/kinds/" if subject == "kind" else "/admin/studio/"))
    client.post(f"/admin/studio/{subject}/water/draft/", {"back": draft.pk})
    assert Version.objects.get(subject=subject, key="water").copy_of == draft.copy_of != ""


@pytest.mark.parametrize("subject", ["routing", "ladder", "calendar", "kind"])
def test_a_draft_renames_and_the_key_stays(land: Country, owner: Enter, subject: str) -> None:
    first, second = owner("owner"), owner("owner2")
    key = {"routing": "main", "ladder": "default", "calendar": "jordan", "kind": "inquiry"}[subject]
    case = file_case(kind="inquiry")
    address = first.post(f"/admin/studio/{subject}/{key}/draft/")["Location"]
    draft = Version.objects.get(pk=re.findall(r"\d+", address)[0])
    send(first, draft, filled(page(first.get(address))) | WATER)
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert "Water complaints" in page(first.get(f"/admin/studio/{subject}/{key}/"))
    if subject == "kind":
        assert "Water complaints" in page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))


def test_a_list_is_searched_by_any_name_and_by_the_key(land: Country, owner: Enter) -> None:
    client = owner("owner")
    RequestKind.objects.filter(code="inquiry").update(name={"ar": "استفسار", "en": "Inquiry"})
    for words in ("INQ", "إستفسار", "inquiry"):
        html = page(client.get("/admin/studio/kinds/", {"q": words}))
        assert re.findall(r'data-kind="(\w+)"', html) == ["inquiry"]
    assert "data-none" in page(client.get("/admin/studio/kinds/?q=atlantis"))
    new(client, "ladder", code="spare")
    html = page(client.get("/admin/studio/?q=spare"))
    assert re.findall(r'data-thing="([\w/]+)"', html) == ["ladder/spare"]
    assert "Nothing here is called" in page(client.get("/admin/studio/?q=<script>"))


def test_a_ladder_of_ones_own_from_nothing(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = new(first, "ladder")
    assert send(first, draft, LADDER_FORM).status_code == 302
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert len(published("ladder", "water-complaints").definition["rungs"]) == 2


def test_a_kind_that_has_ended_is_listed_apart_and_brought_back(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    current = published("kind", "inquiry")
    begun = first.post(f"/admin/studio/versions/{current.pk}/retire/")["Location"]
    draft = Version.objects.get(pk=re.findall(r"\d+", begun)[0])
    assert "its form says so, and leads to the others" in page(second.get(begun))
    second.post(f"{begun}confirm/", before_them(draft))
    html = page(first.get("/admin/studio/kinds/"))
    assert ('data-ended="inquiry"' in html, 'data-kind="inquiry"' in html) == (True, False)
    html = page(first.get("/admin/studio/kind/inquiry/"))
    assert ("The kind is no longer in force" in html, 'data-do="begin"' in html) == (True, False)
    first.post(f"/admin/studio/versions/{current.pk}/republish/")
    assert RequestKind.objects.get(code="inquiry").active
