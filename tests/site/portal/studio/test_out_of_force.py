"""Two owners take out of force what nothing needs any more; what is needed says by what, and stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from permissions.people.models import User
from tests.scenes import LADDER, Country, grant, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them, begun
from workflows.versions.drafting import waiting_for
from workflows.versions.models import Version
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
MARKS = re.compile("[\u2066-\u2069]|<[^>]*>")


def ending(client: Client, address: str) -> Version:
    """The draft that takes a thing out of force, begun by a button."""
    return Version.objects.get(pk=re.findall(r"\d+", client.post(address)["Location"])[0])


def test_one_drafts_it_with_the_reason_another_does_it_and_it_is_listed_and_undone(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    publish_one("ladder", "spare", LADDER)
    spare = published("ladder", "spare")
    shown, address = "/admin/studio/ladder/spare/", f"/admin/studio/versions/{spare.pk}/retire/"
    assert address in page(first.get(shown))
    draft = ending(first, address)
    here = f"/admin/studio/drafts/{draft.pk}/end/"
    for elsewhere in (f"/admin/studio/drafts/{draft.pk}/edit/", f"/admin/studio/drafts/{draft.pk}/publish/"):
        assert first.post(elsewhere, {"do": "save"})["Location"] == here
    sent = {"note": "nobody goes by it", "do": "ready", **before_them(draft)}
    assert first.post(here, sent)["Location"] == here
    assert ("data-waits" in page(second.get(here)), waiting_for(User.objects.get(username="owner2").pk)) == (True, 1)
    assert "data-waits" in page(second.get("/admin/studio/"))
    assert second.post(here, {"note": "mine", "read": "of before"}).status_code == 422
    assert "takes it out of force" in page(first.get("/admin/studio/"))
    html = page(first.get(here))
    assert ("another process owner must take it" in html, 'data-do="end"' in html) == (True, False)
    assert first.post(f"{here}confirm/", before_them(draft)).status_code == 422
    assert published("ladder", "spare") == spare
    html = page(second.get(here))
    assert ("nobody goes by it" in html, 'data-do="end"' in html) == (True, True)
    assert second.post(f"{here}confirm/", {"read": "of before"}).status_code == 422
    assert second.post(f"{here}confirm/", before_them(draft))["Location"] == shown
    html = page(first.get(shown))
    assert ("It is no longer in force." in html, "taken out of force" in html) == (True, True)
    everything = page(first.get("/admin/studio/"))
    assert "No longer in force since" in everything.split('data-thing="ladder/spare"')[1].split("</section>")[0]
    assert ('data-do="republish"' in html, waiting_for(User.objects.get(username="owner2").pk)) == (True, 0)
    first.post(f"/admin/studio/versions/{spare.pk}/republish/")
    assert published("ladder", "spare").number == 3
    grant(land.people["officer-central"], "auditor", land.agencies["central"])
    trail = MARKS.sub("", page(client_of(land, "officer-central").get("/admin/audit/?what=retired")))
    assert ("Rules taken out of force" in trail, "escalation ladder “spare”, version 1" in trail) == (True, True)


def test_it_can_be_left_in_force_after_all(land: Country, owner: Enter) -> None:
    client = owner("owner")
    publish_one("ladder", "spare", LADDER)
    draft = ending(client, f"/admin/studio/versions/{published('ladder', 'spare').pk}/retire/")
    client.post(f"/admin/studio/drafts/{draft.pk}/discard/", {**before_them(draft), "sure": "on"})
    assert not Version.objects.filter(pk=draft.pk).exists()
    assert published("ladder", "spare").number == 1
    back = client.post("/admin/studio/ladder/spare/draft/", {"back": draft.pk})["Location"]
    assert client.get(back)["Location"].endswith("/end/")  # still the end of the thing, not a draft to edit


@pytest.mark.parametrize(("language", "sentence"), [("en", "stays in force"), ("ar", "نافذًا، لأن ما يأتي يحتاج إليه")])
def test_what_is_needed_says_by_what_and_has_no_button(land: Country, language: str, sentence: str) -> None:
    grant(land.people["officer-central"], "owner", land.agencies["central"])
    client, current = client_of(land, "officer-central", language), published("routing", "main")
    html = page(client.get("/admin/studio/routing/main/"))
    address = f"/admin/studio/versions/{current.pk}/retire/"
    assert (sentence in html, address in html) == (True, False)
    refused = client.post(address)
    told = re.search(r"data-refused.*?</div></div>", page(refused), re.DOTALL)
    assert told is not None
    assert (refused.status_code, sentence in told[0]) == (422, True)
    assert published("routing", "main") == current


def test_a_draft_and_what_is_gone_cannot_be_taken_out(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client)
    html = page(client.post(f"/admin/studio/versions/{draft.pk}/retire/", follow=True))
    assert "Only a version that is in force can be taken out of it." in html
    assert Version.objects.get(pk=draft.pk).status == "draft"
    assert client.get(f"/admin/studio/drafts/{draft.pk}/end/").status_code == 404
    assert client.post(f"/admin/studio/drafts/{draft.pk}/end/confirm/").status_code == 404
    assert client.get(f"/admin/studio/versions/{draft.pk}/retire/").status_code == 302


def test_a_draft_that_was_never_published_is_listed_as_such(land: Country, owner: Enter) -> None:
    client = owner("owner")
    Version.objects.filter(subject="ladder", key="sensitive").delete()
    draft = begun(client)
    Version.objects.filter(pk=draft.pk).update(key="coming", number=1)
    card = page(client.get("/admin/studio/")).split('data-thing="ladder/coming"')[1].split("</section>")[0]
    assert ("Not in force yet." in card, "Draft 1" in card) == (True, True)
