"""An owner takes out of force what nothing needs any more; what is needed says by what, and stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.scenes import LADDER, Country, grant, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import begun
from workflows.versions.models import Version
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
MARKS = re.compile("[\u2066-\u2069]|<[^>]*>")


def test_it_is_asked_once_done_said_listed_and_undone(land: Country, owner: Enter) -> None:
    client = owner("owner")
    publish_one("ladder", "spare", LADDER)
    spare = published("ladder", "spare")
    shown, address = "/admin/studio/ladder/spare/", f"/admin/studio/versions/{spare.pk}/retire/"
    assert address in page(client.get(shown))
    assert 'name="sure"' in page(client.post(address))
    assert published("ladder", "spare") == spare
    assert client.post(address, {"sure": "on"})["Location"] == shown
    html = page(client.get(shown))
    assert ("Version 1 is no longer in force." in html, "No version is in force." in html) == (True, True)
    everything = page(client.get("/admin/studio/"))
    assert "No longer in force since" in everything.split('data-thing="ladder/spare"')[1].split("</section>")[0]
    assert 'data-do="restore"' in html
    assert client.post(f"/admin/studio/versions/{spare.pk}/republish/").status_code == 422
    begun = client.post(f"/admin/studio/versions/{spare.pk}/republish/", {"way": "draft"})
    again = Version.objects.get(subject="ladder", key="spare", status="draft")
    assert begun["Location"] == f"/admin/studio/drafts/{again.pk}/edit/"
    assert (again.definition, again.note) == (spare.definition, "As in version 1")
    grant(land.people["officer-central"], "auditor", land.agencies["central"])
    trail = MARKS.sub("", page(client_of(land, "officer-central").get("/admin/audit/?what=retired")))
    assert ("Rules taken out of force" in trail, "escalation ladder “spare”, version 1" in trail) == (True, True)


@pytest.mark.parametrize(("language", "sentence"), [("en", "stays in force"), ("ar", "نافذًا، لأن ما يأتي يحتاج إليه")])
def test_what_is_needed_says_by_what_and_has_no_button(land: Country, language: str, sentence: str) -> None:
    grant(land.people["officer-central"], "owner", land.agencies["central"])
    client, current = client_of(land, "officer-central", language), published("routing", "main")
    html = page(client.get("/admin/studio/routing/main/"))
    address = f"/admin/studio/versions/{current.pk}/retire/"
    assert (sentence in html, address in html) == (True, False)
    refused = client.post(address, {"sure": "on"})
    told = re.search(r"data-refused.*?</div></div>", page(refused), re.DOTALL)
    assert told is not None
    assert (refused.status_code, sentence in told[0]) == (422, True)
    assert published("routing", "main") == current


def test_a_kind_a_draft_and_what_is_gone_cannot_be_taken_out(land: Country, owner: Enter) -> None:
    client = owner("owner")
    kind, draft = published("kind", "inquiry"), begun(client)
    assert "/retire/" not in page(client.get("/admin/studio/kind/inquiry/"))
    assert client.post(f"/admin/studio/versions/{kind.pk}/retire/", {"sure": "on"}).status_code == 404
    html = page(client.post(f"/admin/studio/versions/{draft.pk}/retire/", {"sure": "on"}, follow=True))
    assert "Only a version that is in force can be taken out of it." in html
    assert Version.objects.get(pk=draft.pk).status == "draft"
    assert published("kind", "inquiry") == kind
    assert client.get(f"/admin/studio/versions/{kind.pk}/retire/").status_code == 302


def test_a_draft_that_was_never_published_is_listed_as_such(land: Country, owner: Enter) -> None:
    client = owner("owner")
    Version.objects.filter(subject="ladder", key="sensitive").delete()
    draft = begun(client)
    Version.objects.filter(pk=draft.pk).update(key="coming", number=1)
    card = page(client.get("/admin/studio/")).split('data-thing="ladder/coming"')[1].split("</section>")[0]
    assert ("Never published." in card, "Draft 1" in card) == (True, True)
