"""Words of danger in the studio: drafted, tried on a sentence, published by a second owner, taken back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from permissions.access.naming import say_emergency_numbers
from permissions.actors import Actor
from permissions.looking.models import Kind, Look
from permissions.platform import called
from portal.studio.danger_form import DangerForm
from tests.scenes import country, file_case, hire, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them, begun, filled, send
from workflows.danger_words.definition import KEY, MOST_LISTS, danger_table_in_force
from workflows.danger_words.shipped import shipped
from workflows.versions.models import Subject, Version

pytestmark = pytest.mark.django_db
MARKS = re.compile(r"<[^<>]*>|[\u2066-\u2069]")


@pytest.fixture
def owners(monkeypatch: pytest.MonkeyPatch) -> tuple[Client, Client]:
    monkeypatch.setattr(called, "known", called.Known())
    land = country()
    hire(land, "owner", "central", username="owner-one")
    hire(land, "owner", "central", username="owner-two")
    say_emergency_numbers({"emergency": "199", "family": "116"}, actor=Actor.operator)
    publish_one(Subject.DANGER, KEY, shipped())
    return client_of(land, "owner-one"), client_of(land, "owner-two")


def words(html: str) -> str:
    return " ".join(MARKS.sub(" ", html).split())


def fields_of(client: Client, draft: Version) -> dict[str, Any]:
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    selects = re.findall(r'<select name="([^"]+)".*?<option value="([^"]*)" selected', html, re.DOTALL)
    told = {name: unescape(value) if isinstance(value, str) else value for name, value in filled(html).items()}
    return {**told, **dict(selects)}


def test_the_form_sends_back_what_is_in_force(owners: tuple[Client, Client]) -> None:
    draft = begun(owners[0], "danger", KEY)
    assert send(owners[0], draft, fields_of(owners[0], draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.definition == shipped()


def test_one_drafts_and_another_publishes_what_differs_in_sentences(owners: tuple[Client, Client]) -> None:
    first, second = owners
    draft = begun(first, "danger", KEY)
    fields = fields_of(first, draft)
    phrases = fields["kind-child-phrases"]
    assert "[hitting] [a child]" in phrases, "lists are called by their names"
    fields["kind-child-phrases"] = f"{phrases}\n[a child] dungeon\n"
    english = next(name for name, value in fields.items() if name.endswith("words_en") and "toddler" in str(value))
    fields[english] = fields[english].replace("toddler", "foundling")
    send(first, draft, fields)
    html = words(page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert "New: Recognised by – [a child] dungeon" in html
    assert "New: Words for “a child”, English – foundling" in html
    assert "Gone: Words for “a child”, English – toddler" in html
    assert first.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 422
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    table = danger_table_in_force()
    assert table is not None
    assert table.kinds[0].phrases[-1] == "[child] dungeon"
    shown = words(page(first.get(f"/admin/studio/danger/{KEY}/")))
    assert "always takes two people" in shown, "one alone does not take back what recognises more"


def test_emptying_it_takes_two(owners: tuple[Client, Client]) -> None:
    first, second = owners
    draft = begun(first, "danger", KEY)
    fields = {name: "" if name.endswith("-phrases") else value for name, value in fields_of(first, draft).items()}
    send(first, draft, fields)
    assert first.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 422
    in_force = Version.objects.get(subject=Subject.DANGER, status="published")
    first.post(f"/admin/studio/versions/{in_force.pk}/retire/")
    assert Version.objects.filter(pk=in_force.pk, status="published").exists(), "nor does one alone end it"
    ends = Version.objects.get(subject=Subject.DANGER, ends=True)
    confirm = f"/admin/studio/drafts/{ends.pk}/end/confirm/"
    first.post(confirm, before_them(ends))
    assert danger_table_in_force() is not None
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    table = danger_table_in_force()
    assert table is not None
    assert table.kinds == ()


def test_a_list_is_added_named_in_a_phrase_and_taken_away(owners: tuple[Client, Client]) -> None:
    first, _second = owners
    draft = begun(first, "danger", KEY)
    send(first, draft, fields_of(first, draft), "add-list")
    draft.refresh_from_db()
    assert draft.definition["lists"][-1] == {"key": "list-1", "name": {}, "words": {}}
    place = len(draft.definition["lists"]) - 1
    fields = fields_of(first, draft) | {
        f"lists-{place}-name_ar": "القطارات",
        f"lists-{place}-name_en": "Trains",
        f"lists-{place}-words_en": "train\n\n  railway line \ntrain",
    }
    fields["kind-self-phrases"] += "\nunder [ trains ]"
    send(first, draft, fields)
    draft.refresh_from_db()
    assert draft.definition["lists"][-1]["words"] == {"en": ["train", "railway line"]}
    assert next(kind for kind in draft.definition["kinds"] if kind["code"] == "self")["phrases"][-1] == "under [list-1]"
    send(first, draft, fields_of(first, draft), f"remove-list:{place}")
    html = words(page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert "names the list “list-1”, which does not exist" in html


def test_a_sentence_is_tried_and_says_what_is_recognised_and_why(owners: tuple[Client, Client]) -> None:
    first, _second = owners
    for _number in range(2):
        file_case()
    file_case(subject="سر", text="المعلم يضرب ابني", kind="rights")
    version = Version.objects.get(subject=Subject.DANGER, status="published")
    address = f"/admin/studio/versions/{version.pk}/danger/"
    html = page(first.get(address))
    assert 'data-share="0/2"' in html
    assert "Sealed, accusing and confidential requests are not tried." in words(html)
    html = page(first.post(address, {"do": "try", "text": "The teacher beats my son"}))
    assert 'data-recognised="child"' in html
    told = words(html)
    assert "By the words beats · son" in told
    assert "By the phrase [hitting] [a child]" in told
    assert "116" in told
    told = words(page(first.post(address, {"do": "try", "text": "There is no water"})))
    assert "Nothing: it takes its usual route." in told
    assert first.post(address, {"do": "try", "text": ""}).status_code == 422
    assert first.post(address, {"do": "ask"}).status_code == 302
    arabic = page(first.post(address, {"do": "try", "text": "بدي انتحر"}, headers={"accept-language": "ar"}))
    assert 'data-recognised="self"' in arabic


def test_whoever_reads_what_a_draft_would_hold_stands_in_the_log_of_access(owners: tuple[Client, Client]) -> None:
    """Its drafter asks of requests what they please: also where there are so few that the page itself tries it."""
    first, second = owners
    file_case()
    draft = begun(first, "danger", KEY)
    looks = Look.objects.filter(kind=Kind.TRIED, subject="version", subject_id=draft.pk)
    looks.delete()
    for address in (f"/admin/studio/drafts/{draft.pk}/edit/", f"/admin/studio/versions/{draft.pk}/danger/"):
        page(second.get(address))
    tried = looks.values_list("user__username", "detail")
    assert list(tried) == [("owner-two", "held")] * 2


def test_too_much_is_said_on_the_page_of_the_draft(owners: tuple[Client, Client]) -> None:
    first, second = owners
    draft = begun(first, "danger", KEY)
    fields = fields_of(first, draft)
    fields["kind-child-phrases"] = "my\nthe\nفي\nمن\nلم\nلا"
    send(first, draft, fields)
    html = words(page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert re.search(r"It would hold back \d+\.\d of 100 requests\. At most 5 may be held back", html)
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 422


def test_to_others_it_is_not_there(owners: tuple[Client, Client]) -> None:
    version = Version.objects.get(subject=Subject.DANGER, status="published")
    ladder = Version.objects.filter(subject=Subject.LADDER, status="published").first()
    assert ladder is not None
    assert owners[0].get(f"/admin/studio/versions/{ladder.pk}/danger/").status_code == 404
    assert Client().get(f"/admin/studio/versions/{version.pk}/danger/").status_code != 200


def test_the_most_lists_that_are_possible_fit_into_one_form_and_leave_room_beside_the_shipped() -> None:
    definition = shipped()
    assert len(definition["lists"]) <= MOST_LISTS // 2
    model = definition["lists"][0]
    form = DangerForm({**definition, "lists": [{**model, "key": f"list-{number}"} for number in range(MOST_LISTS)]})
    parts = (form.head, *form.kinds, *form.lists)
    # A group of ticks sends one value for each that is chosen.
    sent = sum(
        max(1, len(field.field.choices) if hasattr(field.field, "choices") else 1) for part in parts for field in part
    )
    assert sent < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS * 3 // 4
