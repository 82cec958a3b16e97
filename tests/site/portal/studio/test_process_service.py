"""An owner picks an automatic act in the editor and fills in its form; letters of their own they make and choose."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.scenes import Country, file_case, publish_one
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import before_them, begun, filled, send, step_opened, step_sent
from tests.workflows.notifications.own_letters import own_letter
from tests.workflows.services.serving import served
from workflows.notifications.wording.delivered import delivered
from workflows.outbox.models import OutboxEntry
from workflows.services.doing import do_waiting
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def step_of(version: Version, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(step for step in version.definition["steps"] if step["key"] == key)
    return found


def with_act(client: Client) -> Version:
    """A draft of complaints in which an answer leads to a new automatic act."""
    version = begun(client, "process", "complaint")
    assert step_sent(client, version, "handle", {"row-0-next": "+service"}).status_code == 302
    names = {"step-name_ar": "إعلام", "step-name_en": "Tell them"}
    assert step_sent(client, version, "service_1", names).status_code == 302
    return version


def test_an_act_is_picked_filled_in_and_published_by_a_second_owner(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_act(client)
    html = step_opened(client, version, "tell_them")
    for words in ("Send a letter", "Set the priority", "Set a flag", "Name a reader", "Call a web address"):
        assert words in html
    assert "does not say what is to be done" in html
    step_sent(client, version, "tell_them", {"step-action": "priority", "step-priority-priority": "urgent"})
    step = step_of(version, "tell_them")
    assert (step["action"], step["values"], "failed" in step) == ("priority", {"priority": "urgent"}, False)
    assert "Set the priority" in step_opened(client, version)
    step_sent(client, version, "tell_them", {"step-failed": "triage"})
    assert step_of(version, "tell_them")["failed"] == "triage"
    html = page(owner("owner2").get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert "Set the priority · Priority: urgent" in html
    step_sent(client, version, "tell_them", {"step-failed": ""})
    assert "failed" not in step_of(version, "tell_them")


def test_an_owner_says_how_often_it_is_tried_within_bounds_and_reads_it(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_act(client)
    picked = {"step-action": "priority", "step-priority-priority": "urgent"}
    step_sent(client, version, "tell_them", picked)
    assert "retry" not in step_of(version, "tell_them")
    assert "as usual: six times within five and a half hours" in said(step_opened(client, version))
    step_sent(client, version, "tell_them", {"step-tries": "3", "step-minutes": "45"})
    assert step_of(version, "tell_them")["retry"] == {"tries": 3, "minutes": 45}
    html = step_opened(client, version, "tell_them")
    assert 'name="step-minutes" value="45"' in html
    assert "3 at most, with 45 minutes between two" in said(html)
    step_sent(client, version, "tell_them", {"step-tries": "11", "step-minutes": ""})
    html = said(step_opened(client, version, "tell_them"))
    assert "is tried from 1 to 10 times" in html
    assert "lie from 1 to 1440 minutes" in html
    assert step_sent(client, version, "tell_them", {"step-tries": "often"}).status_code == 422
    step_sent(client, version, "tell_them", {"step-tries": "", "step-minutes": ""})
    assert "retry" not in step_of(version, "tell_them")


def said(html: str) -> str:
    return " ".join(BeautifulSoup(html, "lxml").get_text(" ").replace("\u2068", "").replace("\u2069", "").split())


def test_another_act_takes_its_own_values_and_what_is_no_choice_is_refused(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_act(client)
    step_sent(client, version, "tell_them", {"step-action": "priority", "step-priority-priority": "low"})
    changed = {"step-action": "reader", "step-reader-agency": "moe", "step-reader-level": "0", "step-reader-days": "7"}
    step_sent(client, version, "tell_them", changed)
    step = step_of(version, "tell_them")
    assert (step["action"], step["values"]) == ("reader", {"agency": "moe", "level": "0", "days": "7"})
    refused = step_sent(client, version, "tell_them", {"step-reader-agency": "atlantis"})
    assert refused.status_code == 422
    assert step_of(version, "tell_them")["values"]["agency"] == "moe"


def test_an_address_at_no_listed_host_cannot_be_published(land: Country, owner: Enter, settings: Any) -> None:
    settings.SERVICE_HOSTS, settings.SERVICE_SECRET = ["api.example.org"], "x" * 32
    client = owner("owner")
    version = with_act(client)
    step_sent(
        client, version, "tell_them", {"step-action": "web", "step-web-address": "https://elsewhere.example.com/hook"}
    )
    assert "a host that the operators have named: api.example.org." in step_opened(client, version, "tell_them")
    step_sent(client, version, "tell_them", {"step-web-address": "https://api.example.org/hook"})
    assert "the operators have named: api" not in step_opened(client, version, "tell_them")
    assert step_of(version, "tell_them")["values"] == {"address": "https://api.example.org/hook"}


def test_taking_a_step_away_leads_what_failed_there_on(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = with_act(client)
    step_sent(client, version, "tell_them", {"step-failed": "triage"})
    html = step_opened(client, version, "triage")
    assert "if it fails" in html
    place = [step["key"] for step in version.definition["steps"]].index("triage")
    send(client, version, filled(html), f"remove:{place}")
    version.refresh_from_db()
    assert step_of(version, "tell_them")["failed"] != "triage"


# Letters of their own.


def new_letter(client: Client, recipient: str = "citizen-", **sent: str) -> Version:
    names = {"name_ar": "أحضر الهوية", "name_en": "Bring the card"}
    response = client.post("/admin/studio/new/letter/", {**names, "recipient": recipient, "begins": "empty", **sent})
    number = re.search(r"/drafts/(\d+)/edit/", response.headers.get("Location", ""))
    assert number is not None, page(response)
    return Version.objects.get(pk=number[1])


WORDS = {
    "citizen-subject-ar": "بشأن طلبك {رقم الطلب}",
    "citizen-subject-en": "About your request {request number}",
    "citizen-text-ar": "أحضر هويتك.",
    "citizen-text-en": "Bring your card.",
    "citizen-message-ar": "أحضر هويتك",
    "citizen-message-en": "Bring your card",
}


def test_owners_make_a_letter_by_draft_and_second_person_and_a_process_sends_it(land: Country, owner: Enter) -> None:
    client, second = owner("owner"), owner("owner2")
    assert "There is none yet." in page(client.get("/admin/studio/letters/"))
    draft = new_letter(client)
    assert draft.key == "citizen-bring-the-card"
    html = step_opened(client, draft)
    assert "{request number}" in html
    assert "sealed_citizen-subject" not in html
    assert filled(html)["citizen-act-en"] == "Follow your request", "the button says what it says elsewhere"
    assert send(client, draft, filled(html) | WORDS).status_code == 302
    draft.refresh_from_db()
    assert draft.definition["letters"]["citizen"]["subject"]["en"] == "About your request {tracking}"
    assert draft.definition["name"] == {"ar": "أحضر الهوية", "en": "Bring the card"}
    preview = f"/admin/studio/letters/{draft.key}/preview/?version={draft.pk}&show-language=en"
    assert "Bring your card." in page(client.get(preview))
    assert "Not in force" in page(client.get("/admin/studio/letters/"))
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert "Version 1 in force" in page(client.get("/admin/studio/letters/"))
    assert "Bring your card." in page(client.get(f"/admin/studio/letters/{draft.key}/words/"))
    version = begun(client, "process", "complaint")
    step_sent(client, version, "handle", {"step-notices": ["citizen-bring-the-card"], "row-0-letter": draft.key})
    step = step_of(version, "handle")
    assert (step["notices"], step["outcomes"][0]["letter"]) == ([draft.key], draft.key)
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version)).status_code == 302
    case = file_case(agency="moh")
    assert OutboxEntry.objects.filter(case=case, topic=draft.key).count() == 1


@pytest.mark.parametrize("sent", [{"recipient": ""}, {"recipient": "mayor-"}, {"code": "Ü"}])
def test_a_letter_to_nobody_or_with_a_bad_key_is_not_begun(land: Country, owner: Enter, sent: dict[str, str]) -> None:
    asked = {"name_ar": "رسالة", "name_en": "Letter", "recipient": "citizen-", "begins": "empty"}
    response = owner("owner").post("/admin/studio/new/letter/", {**asked, **sent})
    assert response.status_code == 422
    assert not Version.objects.filter(subject="letter").exists()


def test_a_letter_of_the_owners_is_renamed(land: Country, owner: Enter) -> None:
    publish_one("letter", "citizen-card", own_letter())
    client = owner("owner")
    draft = begun(client, "letter", "citizen-card")
    typed = filled(step_opened(client, draft)) | {"name_ar": "أحضر جوازك", "name_en": "Bring your passport"}
    assert send(client, draft, typed).status_code == 302
    draft.refresh_from_db()
    assert draft.definition["name"] == {"ar": "أحضر جوازك", "en": "Bring your passport"}
    assert draft.definition["letters"] == own_letter()["letters"]
    shown = page(owner("owner2").get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "Bring your passport" in BeautifulSoup(shown, "lxml").select("[data-aside]")[0].get_text()
    platform = begun(client, "letter", "acknowledged")
    assert "name_ar" not in filled(step_opened(client, platform)), "what the platform sends has its name from us"


def test_a_copy_of_a_letter_says_the_same_and_goes_to_the_same(land: Country, owner: Enter) -> None:
    publish_one("letter", "citizen-card", own_letter())
    publish_one("letter", "acknowledged", delivered("acknowledged"))
    client = owner("owner")
    for address in ("/admin/studio/letter/citizen-card/", "/admin/studio/letters/citizen-card/words/"):
        assert "?from=citizen-card" in page(client.get(address))
    assert 'data-do="copy"' not in page(client.get("/admin/studio/letter/acknowledged/"))
    offered = filled(page(client.get("/admin/studio/new/letter/?from=citizen-card")))
    assert (offered["begins"], offered["recipient"]) == ("citizen-card", "citizen-")
    draft = new_letter(client, begins="citizen-card", code="passport")
    assert (draft.key, draft.copy_of) == ("citizen-passport", "citizen-card")
    assert draft.definition["letters"] == own_letter()["letters"]
    names = {"name_ar": "نسخة", "name_en": "Copy"}
    for recipient, begins in (("holder-", "citizen-card"), ("citizen-", "acknowledged")):
        refused = client.post("/admin/studio/new/letter/", {**names, "recipient": recipient, "begins": begins})
        assert refused.status_code == 422


def test_a_letter_that_a_process_names_stays(land: Country, owner: Enter) -> None:
    publish_one("letter", "citizen-card", own_letter())
    client = owner("owner")
    version = begun(client, "process", "complaint")
    step_sent(client, version, "handle", {"row-0-letter": "citizen-card"})
    owner("owner2").post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version))
    assert "because it is needed by" in page(client.get("/admin/studio/letter/citizen-card/"))


def test_no_letter_is_looked_at_that_nobody_made(land: Country, owner: Enter) -> None:
    client = owner("owner")
    assert client.get("/admin/studio/letters/citizen-none/words/").status_code == 404
    assert client.get("/admin/studio/letters/other-none/preview/").status_code == 404


def test_a_case_on_a_process_of_an_act_shows_on_the_desk_what_was_done(land: Country) -> None:
    publish_one("process", "complaint", served("priority", awaited=True, start=True, priority="urgent"))
    case = file_case(agency="moh")
    officer = Client()
    officer.force_login(land.people["officer-moh"])
    assert do_waiting() == 1
    html = page(officer.get(f"/admin/desk/{case.tracking}/"))
    assert "urgent" in html or "عاجل" in html
