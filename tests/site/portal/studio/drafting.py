"""An owner begins a draft, fills its form and sends it."""

from __future__ import annotations

import html as html_of
import re
from typing import Any

from django.test import Client

from tests.site.portal.signed_in import page
from workflows.versions.models import Drafting, Version
from workflows.versions.services import as_read

FORM = {"name_ar": "استفسار", "name_en": "Inquiry", "process": "rights", "routing": "sensitive", "ladder": "sensitive"}
"""What the form of a kind sends."""
LADDER_FORM: dict[str, Any] = {
    "name_ar": "السلّم",
    "name_en": "Ladder",
    "ends": "moment",
    "remind_every": "2",
    "remind_every_unit": "working_days",
    "question_pause": "5",
    "question_pause_unit": "working_days",
    "asked_most": "",
    "asked_rests": "",
    "asked_rests_unit": "working_days",
    "rungs-TOTAL_FORMS": "2",
    "rungs-INITIAL_FORMS": "2",
    "rungs-0-after": "1",
    "rungs-0-after_unit": "working_days",
    "rungs-1-after": "3",
    "rungs-1-after_unit": "working_days",
    "rungs-0-tells": ["holder", "former_holder", "citizen"],
    "rungs-1-tells": ["holder", "former_holder", "citizen"],
    "rungs-0-before_unit": "working_hours",
    "rungs-1-before_unit": "working_hours",
    "acts-reply": "always",
    "acts-question": "goes_on",
    "acts-decision": "starts_again",
    "acts-referral": "starts_again",
    "acts-reopening": "starts_again",
    "acts-step": "starts_again",
    "acts-priority": "goes_on",
}
"""What the form of a ladder sends."""


def begun(client: Client, subject: str = "ladder", key: str = "default") -> Version:
    response = client.post(f"/admin/studio/{subject}/{key}/draft/")
    number = re.search(r"/drafts/(\d+)/edit/", response["Location"])
    assert number is not None
    return Version.objects.get(pk=number[1])


def send(client: Client, version: Version, values: dict[str, Any], do: str = "save") -> Any:
    """As from a page that was opened just now, where ``values`` do not say from which."""
    read = as_read(Version.objects.get(pk=version.pk))
    return client.post(f"/admin/studio/drafts/{version.pk}/edit/", {"read": read, **values, "do": do})


def filled(html: str) -> dict[str, Any]:
    """The fields of the draft's form as a browser would send them back."""
    form = re.search(r'<form class="stack".*?</form>', html, re.DOTALL)
    assert form is not None
    values: dict[str, Any] = {
        name: html_of.unescape(value)
        for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*?value="([^"]*)"', form[0])
        if name != "csrfmiddlewaretoken"
    }
    values |= {name: text.strip() for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)<', form[0])}
    for name in re.findall(r'<input type="checkbox" name="([\w-]+)"(?![^>]*value=)[^>]*checked', form[0]):
        values[name] = "on"
    ticked = re.findall(r'<input type="checkbox" name="([^"]+)"[^>]*?value="([^"]*)"([^>]*)>', form[0])
    for name, _value, _rest in ticked:
        values.pop(name, None)
    for name, value, rest in ticked:
        if "checked" in rest:
            values[name] = [*values.get(name, []), value]
    radios = re.findall(r'<input type="radio" name="([^"]+)"[^>]*?value="([^"]*)"([^>]*)>', form[0])
    for name, _value, _rest in radios:
        values.pop(name, None)
    values |= {name: value for name, value, rest in radios if "checked" in rest}
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        values[name] = chosen[1] if chosen else ""
    return values


def handed_over(draft: Version) -> None:
    """Whoever edits it gives it up, so that another may publish it."""
    Drafting.objects.filter(version=draft.pk).update(holder=None, held_since=None, held_at=None)


def before_them(draft: Version) -> dict[str, str]:
    """What the button sends on a page that is read at this moment, when nobody types any more."""
    handed_over(draft)
    return {"read": as_read(Version.objects.get(pk=draft.pk))}


def handed_over_to(client: Client, draft: Version) -> str:
    """The page of a draft that nobody types in any more, as the second person opens it."""
    handed_over(draft)
    return client.get(f"/admin/studio/drafts/{draft.pk}/edit/").content.decode()


def publish_as_read(client: Client, draft: Version, html: str) -> int:
    """What the button on a page that was opened before sends."""
    address = f"/admin/studio/drafts/{draft.pk}/publish/"
    form = re.search(rf'<form method="post" action="{address}">.*?</form>', html, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', form[0]))
    return client.post(address, fields).status_code


def words(response: Any) -> str:
    """What is read on a page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>|[\u2066-\u2069]", " ", page(response)).split())


def step_opened(client: Client, version: Version, step: str = "") -> str:
    """The page of a draft of a process with a step open."""
    return page(client.get(f"/admin/studio/drafts/{version.pk}/edit/", {"step": step} if step else {}))


def step_sent(client: Client, version: Version, step: str, changed: dict[str, Any], do: str = "save") -> Any:
    """The page with a step open as a browser sends it back, with what was changed in it."""
    response = send(client, version, filled(step_opened(client, version, step)) | changed, do)
    version.refresh_from_db()
    return response
