"""A draft is drawn on the canvas of bpmn-js: looked at first, then taken, and never half."""

from __future__ import annotations

import copy
import html as html_of
import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import override

from permissions.now import now, standing_at
from tests.scenes import Country, hire
from tests.site.portal.settings.protected import NONCE, policy_of
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them, begun
from tests.workflows.processes.bpmn.made import ORDER, file_of
from tests.workflows.processes.reviewed import reviewed
from workflows.processes.bpmn.writing import as_bpmn
from workflows.versions.drafting import take_over
from workflows.versions.holding import IDLE
from workflows.versions.models import Version
from workflows.versions.services import as_read, draft, redraft

pytestmark = pytest.mark.django_db


def address(version: Version) -> str:
    return f"/admin/studio/drafts/{version.pk}/canvas/"


def owner_in(land: Country, username: str = "owner", language: str = "en") -> Client:
    hire(land, "owner", username=username)
    return client_of(land, username, language)


def drawing_in(html: str) -> str:
    """The file that the page gives to the canvas."""
    found = re.search(r'id="canvas-drawing" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return str(json.loads(found[1]))


def sent(client: Client, version: Version, xml: str | bytes, read: str, **asked: str) -> Any:
    file = ContentFile(xml.encode() if isinstance(xml, str) else xml, "draft.bpmn")
    return client.post(address(version), {"do": "look", "read": read, **asked, "file": file})


def told(response: Any) -> str:
    return html_of.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>|[\u2066-\u2069]", "", response.json()["html"])))


def renamed(xml: str) -> str:
    """Handling is called otherwise."""
    assert xml.count('name="Handling"') == 1
    return xml.replace('name="Handling"', 'name="Study"')


def names(version: Version) -> list[str]:
    version.refresh_from_db()
    return [step["name"]["en"] for step in version.definition["steps"]]


def test_a_draft_is_drawn_by_whoever_may_edit_it_and_shown_to_others(land: Country) -> None:
    first, second = owner_in(land), owner_in(land, "owner2", "ar")
    version = begun(first, "process", "complaint")
    html = page(first.get(address(version)))
    assert ("bpmn-modeler" in html, "bpmn-viewer" in html, 'data-act="look"' in html) == (True, False, True)
    assert ('"Change element": "Change element"' in html, "<noscript>" in html, "data-held" in html) == (
        True,
        True,
        False,
    )
    sent(first, version, renamed(drawing_in(html)), as_read(version), do="save")
    html = page(second.get(address(version)))
    assert ("bpmn-modeler" in html, "bpmn-viewer" in html, 'data-act="look"' in html) == (False, True, False)
    assert ("data-held" in html, "\\u062a\\u063a\\u064a\\u064a\\u0631" in html or "تغيير العنصر" in html) == (
        True,
        True,
    )
    shown = page(second.get(f"/admin/studio/drafts/{Version.objects.get(key='rights', subject='process').pk}/canvas/"))
    assert ("bpmn-viewer" in shown, "data-held" in shown, 'type="file"' in shown) == (True, False, False)


def test_the_page_needs_no_policy_of_its_own(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    policies = [policy_of(client.get(each).headers) for each in (address(version), "/admin/studio/")]
    drawn, listed = ({name: NONCE.sub("", sources) for name, sources in policy.items()} for policy in policies)
    assert drawn == listed
    assert all("unsafe" not in sources for sources in drawn.values())


def test_what_cannot_be_drawn_says_so_and_leads_to_the_list(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    before = version.definition
    steps = [{**before["steps"][0], "found": "nowhere"}, *before["steps"][1:]]
    changed = {**before, "steps": steps}
    redraft(version.pk, definition=changed, note="", read=as_read(version), actor=land.actor("owner"))
    html = page(client.get(address(version)))
    assert ("data-undrawn" in html, "bpmn-modeler" in html, "data-board" in html) == (True, False, False)


def test_what_is_no_process_or_not_for_them_has_no_canvas(land: Country) -> None:
    client = owner_in(land)
    version, ladder = begun(client, "process", "complaint"), begun(client)
    drawn = drawing_in(page(client.get(address(version))))
    assert client.get(address(ladder)).status_code == 404
    assert sent(client, ladder, drawn, as_read(ladder)).status_code == 404
    hire(land, "officer", "moh")
    officer = client_of(land, "officer-moh")
    assert [officer.get(address(version)).status_code, sent(officer, version, drawn, "").status_code] == [404, 404]


def test_a_drawing_is_looked_at_before_anything_of_the_draft_changes(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    drawn, before = drawing_in(page(client.get(address(version)))), version.definition
    same = sent(client, version, drawn, as_read(version))
    assert (same.status_code, "Nothing changes" in told(same), "data-do" in same.json()["html"]) == (200, True, False)
    looked = sent(client, version, renamed(drawn), as_read(version))
    assert (looked.status_code, looked.json()["marks"], 'value="save"' in looked.json()["html"]) == (200, [], True)
    assert "Handling becomes" in told(looked).replace("دراسة الطلب · ", "")
    version.refresh_from_db()
    assert (version.definition, version.steps.count()) == (before, 0)


def test_what_an_owner_should_know_is_told_before_a_drawing_is_taken(land: Country) -> None:
    client = owner_in(land)
    version, raw = begun(client, "process", "complaint"), reviewed()
    next(step for step in raw["steps"] if step["key"] == "handle")["outcomes"][0]["next"] = "legal"
    looked = sent(client, version, as_bpmn(raw, key="complaint"), as_read(version))
    assert "To know before publishing" in told(looked)
    assert "the citizen reads the answer before “Legal review”" in told(looked)


def test_a_drawing_that_is_taken_is_one_step_that_can_be_undone(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    drawn = drawing_in(page(client.get(address(version))))
    taken = sent(client, version, renamed(drawn), as_read(version), do="save")
    assert taken.json() == {"to": f"/admin/studio/drafts/{version.pk}/edit/?step=handle#step-handle"}
    assert ("Study" in names(version), version.steps.count()) == (True, 2)
    html = page(client.get(taken.json()["to"]))
    assert ('data-do="undo"' in html, "The draft is saved." in html) == (True, True)


def test_what_does_not_run_is_named_marked_and_noted(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    looked = sent(client, version, file_of(ORDER), as_read(version))
    assert 'data-element="boundaryEvent"' in looked.json()["html"]
    assert {"late", "amount", "send"} <= set(looked.json()["marks"])
    assert "This prevents publishing" in told(looked)
    sent(client, version, file_of(ORDER), as_read(version), do="save")
    version.refresh_from_db()
    assert (version.key, version.definition["name"]["en"]) == ("complaint", "Complaint")
    assert all(each in version.note for each in ("boundaryEvent", "Use the step’s ladder"))
    noted = version.note
    again = drawing_in(page(client.get(address(version)))).replace('name="Check the order"', 'name="Look at it"')
    sent(client, version, again, as_read(version), do="save")
    version.refresh_from_db()
    assert ("Look at it" in names(version), version.note) == (True, noted)


REFUSED = {
    "no file of BPMN": "<definitions/>",
    "not well-formed": "<definitions",
    "an entity": '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><definitions>&e;</definitions>',
    "nothing": "",
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("do", ["look", "save"])
def test_what_is_no_process_is_refused_in_a_sentence(land: Country, what: str, do: str) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    refused = sent(client, version, REFUSED[what], as_read(version), do=do)
    assert (refused.status_code, "The draft is as it was." in told(refused)) == (422, True)
    assert version.definition == Version.objects.get(pk=version.pk).definition


def test_over_what_somebody_saved_meanwhile_it_is_taken_only_knowingly(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    drawn, read = drawing_in(page(client.get(address(version)))), as_read(version)
    sent(client, version, drawn.replace('name="Closed"', 'name="Over"'), read, do="save")
    refused = sent(client, version, renamed(drawn), read, do="save")
    assert (refused.status_code, "You saved this draft in another window" in told(refused)) == (422, True)
    assert ("Over" in names(version), "Study" in names(version)) == (True, False)
    over = re.search(r'name="over"\s+value="(\w+)"', refused.json()["html"])
    assert over is not None
    assert "to" in sent(client, version, renamed(drawn), read, do="save", over=over[1]).json()
    assert ("Over" in names(version), "Study" in names(version)) == (False, True)


def test_from_a_draft_that_was_taken_over_nothing_is_taken_and_the_drawing_stays(land: Country) -> None:
    first = owner_in(land)
    version = begun(first, "process", "complaint")
    drawn = drawing_in(page(first.get(address(version))))
    sent(first, version, drawn.replace('name="Closed"', 'name="Over"'), as_read(version), do="save")
    version.refresh_from_db()
    hire(land, "owner", username="owner2")
    with standing_at(now() + IDLE):
        take_over(version.pk, actor=land.actor("owner2"))
        refused = sent(first, version, renamed(drawn), as_read(version), do="save")
    assert (refused.status_code, "owner2 has been editing this draft since" in told(refused)) == (422, True)
    assert ('name="over"' in refused.json()["html"], "can be downloaded" in told(refused)) == (False, True)
    assert "Study" not in names(version)


def test_of_a_draft_that_was_published_meanwhile_a_new_one_is_begun(land: Country) -> None:
    first, second = owner_in(land), owner_in(land, "owner2")
    version = begun(first, "process", "complaint")
    drawn = drawing_in(page(first.get(address(version))))
    sent(first, version, drawn.replace('name="Closed"', 'name="Over"'), as_read(version), do="save")
    read = before_them(version)
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", read).status_code == 302
    refused = sent(first, version, renamed(drawn), read["read"], do="save")
    assert (refused.status_code, 'value="anew"' in refused.json()["html"]) == (422, True)
    to = sent(first, version, renamed(drawn), read["read"], do="anew").json()["to"]
    anew = Version.objects.get(subject="process", key="complaint", status="draft")
    assert (to, "Study" in names(anew)) == (f"/admin/studio/drafts/{anew.pk}/edit/", True)


def test_a_file_of_another_process_keeps_the_key_of_the_draft(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    other = Version.objects.get(subject="process", key="rights")
    sent(client, version, as_bpmn(other.definition, key="rights"), as_read(version), do="save")
    version.refresh_from_db()
    assert (version.key, version.definition["steps"]) == ("complaint", other.definition["steps"])


def test_a_draft_that_ends_its_process_is_only_looked_at(land: Country) -> None:
    client = owner_in(land)
    former = Version.objects.get(subject="process", key="rights")
    ending = draft(subject="process", key="rights", definition=former.definition, actor=land.actor("owner"), ends=True)
    html = page(client.get(address(ending)))
    assert ("bpmn-viewer" in html, "bpmn-modeler" in html) == (True, False)
    assert sent(client, ending, drawing_in(html), as_read(ending)).status_code == 404


def test_what_a_step_lays_down_stands_beside_the_drawing_and_leads_to_its_row(land: Country) -> None:
    first, second = owner_in(land), owner_in(land, "owner2")
    version = begun(first, "process", "complaint")
    html = page(first.get(address(version)))
    panel = html.split('data-properties="step-handle"')[1].split("</section>")[0]
    said = html_of.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>|[\u2066-\u2069]", "", panel)))
    assert ("Who acts" in said, "By when" in said, "the agency that has the request" in said) == (True, True, True)
    assert f'href="/admin/studio/drafts/{version.pk}/edit/?step=handle#step-handle"' in panel
    assert "Change it in the list" in panel
    sent(first, version, renamed(drawing_in(html)), as_read(version), do="save")
    assert "Change it in the list" not in page(second.get(address(version))), "somebody else edits it"
    assert set(re.findall(r'data-properties="step-(\w+)"', html)) == {
        step["key"] for step in version.definition["steps"]
    }
    assert 'data-act="full"' in html


def test_a_drawn_step_stands_in_the_list_where_it_stands_in_the_flow(land: Country) -> None:
    client = owner_in(land)
    version = begun(client, "process", "complaint")
    before = names(version)
    raw = copy.deepcopy(version.definition)
    by_key = {step["key"]: step for step in raw["steps"]}
    first = by_key[raw["start"]]
    wait = {"key": "pause", "type": "timer", "name": {"ar": "مهلة", "en": "Pause"}, "status": "in_progress", "days": 2}
    raw["steps"].append({**wait, "next": first["found"]})
    first["found"] = "pause"
    with override("en"):
        drawn = as_bpmn(raw, key="complaint")
    sent(client, version, drawn, as_read(version), do="save")
    assert names(version) == [before[0], "Pause", *before[1:]]
