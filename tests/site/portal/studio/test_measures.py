"""Measures in the studio: the list, a draft that reads as a sentence, its preview, the second person; segments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from permissions.agencies.models import Agency
from permissions.now import standing_at
from tests.scenes import Country, hire
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them, begun, filled, send, words
from tests.workflows.figures.rows import NOW, rows
from workflows.figures.in_force import measures, named
from workflows.figures.models_of_owners import Segment
from workflows.figures.question import Period, Question
from workflows.figures.reckoning import Reach, reckon
from workflows.figures.settings import fiscal_month
from workflows.figures.shipped import SHIPPED
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
LIST = "/admin/studio/measures/"
SEGMENT = {
    "name_ar": "العاجل على الموقع",
    "name_en": "Urgent on the website",
    "key": "urgent-web",
    "conditions-TOTAL_FORMS": "2",
    "conditions-INITIAL_FORMS": "0",
    "conditions-0-column": "priority",
    "conditions-0-was": "priority",
    "conditions-0-test": "is_in",
    "conditions-0-values": ["urgent"],
    "conditions-1-column": "channel",
    "conditions-1-was": "channel",
    "conditions-1-test": "is_in",
    "conditions-1-values": ["web"],
}


@pytest.fixture
def owner(land: Country) -> Client:
    hire(land, "owner")
    return client_of(land, "owner")


@pytest.fixture
def second(land: Country) -> Client:
    hire(land, "owner", username="second")
    return client_of(land, "second")


def definition(version: Version) -> Any:
    return Version.objects.values_list("definition", flat=True).get(pk=version.pk)


def edited(client: Client, version: Version) -> str:
    return page(client.get(f"/admin/studio/drafts/{version.pk}/edit/"))


def test_all_that_insaf_came_with_is_listed_and_begins_a_draft(owner: Client) -> None:
    html = page(owner.get(LIST))
    assert [f'data-measure="{key}"' in html for key in SHIPPED] == [True] * len(SHIPPED)
    assert "as it came with Insaf" in html


@pytest.mark.parametrize("key", SHIPPED)
def test_what_is_drawn_sends_back_the_same(owner: Client, key: str) -> None:
    version = begun(owner, "measure", key)
    assert definition(version) == SHIPPED[key].as_json()
    assert send(owner, version, filled(edited(owner, version))).status_code == 302
    assert definition(version) == SHIPPED[key].as_json()


def test_a_share_is_made_in_the_form_and_published_by_a_second_person(owner: Client, second: Client) -> None:
    version = begun(owner, "measure", "answered_share")
    values = filled(edited(owner, version))
    added = send(owner, version, values, "add-top")
    assert added.status_code == 302
    values = filled(edited(owner, version)) | {
        "top-rows-2-column": "answer_took",
        "top-rows-2-was": "answer_took",
        "top-rows-2-test": "at_most",
        "top-rows-2-amount": "2",
        "name_en": "Answered within two days",
    }
    assert send(owner, version, values).status_code == 302
    assert definition(version)["term"]["conditions"][2] == {"column": "answer_took", "at_most": 2880}
    assert "time to the first reply is at most 2 working days" in words(
        owner.get(f"/admin/studio/drafts/{version.pk}/edit/")
    )
    alone = owner.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version))
    assert alone.status_code != 302
    assert measures()["answered_share"] == SHIPPED["answered_share"]
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version)).status_code == 302
    assert measures()["answered_share"].name["en"] == "Answered within two days"
    (pinned,) = named(["answered_share@0"])
    assert pinned.term == SHIPPED["answered_share"].term
    (first,) = named(["answered_share@1"])
    assert first.term == measures()["answered_share"].term


@pytest.fixture
def counted() -> Iterator[None]:
    rows()
    with standing_at(NOW):
        yield


def test_the_preview_has_both_counts_and_what_is_in_force_beside(counted: None) -> None:
    land = Country({}, {})
    hire_at_central(land)
    client = client_of(land, "owner")
    version = begun(client, "measure", "answered_share")
    html = words(client.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    question = Question(measures=("answered_share",), period=Period("last_3_months"))
    whole = reckon(question, Reach()).whole["answered_share"]
    assert "The last three months, counted by this draft" in html
    assert f"All three {round(whole.value or 0)}% {whole.top} {whole.of} {round(whole.value or 0)}%" in html


def hire_at_central(land: Country) -> None:
    land.agencies.update({each.code: each for each in Agency.objects.all()})
    hire(land, "owner")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"shape": "share"}, "The share would always be the whole"),
        ({"top-what": "median"}, "Choose the amount"),
        ({"name_ar": ""}, "needs a name in Arabic"),
        ({"source": "steps"}, "Choose the day that says to which period"),
    ],
)
def test_what_is_wrong_is_said_beside_the_draft(owner: Client, changes: dict[str, str], sentence: str) -> None:
    version = begun(owner, "measure", "received")
    assert send(owner, version, filled(edited(owner, version)) | changes).status_code == 302
    assert sentence in words(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))


def test_a_bound_without_a_number_is_said_at_its_field(owner: Client) -> None:
    version = begun(owner, "measure", "reopened_share")
    values = filled(edited(owner, version)) | {"top-rows-0-amount": ""}
    answer = send(owner, version, values)
    assert answer.status_code == 422
    assert "Write a number." in words(answer)


def test_a_new_measure_takes_no_key_of_those_there_are(owner: Client) -> None:
    values = {"name_ar": "الوارد", "name_en": "Received", "code": "received", "begins": "empty"}
    assert owner.post("/admin/studio/new/measure/", values).status_code == 422
    made = owner.post("/admin/studio/new/measure/", values | {"code": "by-phone", "begins": "received"})
    assert made.status_code == 302
    assert definition(Version.objects.get(key="by-phone"))["term"] == {"what": "count"}


def test_a_segment_is_made_named_and_stays_while_a_measure_needs_it(owner: Client, second: Client) -> None:
    answer = owner.post("/admin/studio/segments/new/", SEGMENT)
    assert answer.status_code == 302
    assert Segment.objects.get().conditions == [
        {"column": "priority", "is_in": ["urgent"]},
        {"column": "channel", "is_in": ["web"]},
    ]
    text = words(owner.get(LIST))
    assert "priority is “ urgent ”, channel is “ website ”" in text
    version = begun(owner, "measure", "received")
    send(owner, version, filled(edited(owner, version)), "add-filters")
    values = filled(edited(owner, version)) | {
        "filters-rows-0-column": "segment",
        "filters-rows-0-was": "segment",
        "filters-rows-0-test": "is_in",
        "filters-rows-0-values": ["urgent-web"],
    }
    assert send(owner, version, values).status_code == 302
    assert second.post(f"/admin/studio/drafts/{version.pk}/publish/", before_them(version)).status_code == 302
    stays = owner.post("/admin/studio/segments/urgent-web/", {"do": "remove"})
    assert stays.status_code == 422
    assert "needed by: Requests received" in words(stays)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": "New Key"}, "Write the key in small Latin letters"),
        ({"key": "new"}, "this one is taken"),
        ({"name_ar": ""}, "Enter the name in Arabic"),
        ({"conditions-0-values": []}, "says nothing: choose a value"),
        ({"conditions-0-column": "secret"}, "cannot be asked for here"),
    ],
)
def test_a_segment_that_cannot_be_is_refused_in_words(owner: Client, changes: dict[str, Any], said: str) -> None:
    answer = owner.post("/admin/studio/segments/new/", SEGMENT | changes)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Segment.objects.exists()


def test_the_fiscal_month_is_set_and_junk_is_refused(owner: Client) -> None:
    assert owner.post(LIST, {"first_month": "13"}).status_code == 422
    assert owner.post(LIST, {"first_month": "7"}).status_code == 302
    assert fiscal_month() == 7


def test_who_publishes_no_rules_finds_none_of_it(land: Country) -> None:
    officer = client_of(land, "officer-moh")
    for address in (LIST, "/admin/studio/segments/new/", "/admin/studio/measure/received/"):
        assert officer.get(address).status_code == 404
    assert officer.post(LIST, {"first_month": "7"}).status_code == 404
    assert fiscal_month() == 1
