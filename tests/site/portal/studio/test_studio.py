"""Owners draft ladders and routing tables in forms, and a second owner publishes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.people.models import User
from portal.studio.screen import ABOUT
from portal.studio.served import Service
from portal.studio.subjects import EDITED
from tests.scenes import LADDER, Country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import LADDER_FORM, before_them, begun, send
from workflows.cases.models import RequestKind, Work
from workflows.escalation.definition import newest
from workflows.versions.models import Version, VersionStatus
from workflows.versions.selectors import published
from workflows.versions.services import as_read

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def test_one_owner_drafts_and_another_publishes(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first)
    assert send(first, draft, LADDER_FORM).status_code == 302
    html = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "another process owner must publish it" in html
    assert 'data-do="publish"' not in html
    refused = first.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    assert (refused.status_code, "data-refused" in page(refused)) == (422, True)
    assert 'data-do="publish"' in page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    ladder = published("ladder", "default").definition
    told = ["holder", "former_holder", "citizen"]
    assert ladder["rungs"] == [
        {"level": 1, "after": {"amount": 1, "unit": "working_days"}, "tells": told},
        {"level": 2, "after": {"amount": 3, "unit": "working_days"}, "tells": told},
    ]
    assert (ladder["format"], ladder["ends"]) == (4, "moment")


def test_nobody_is_asked_to_publish_what_is_in_force(land: Country, owner: Enter) -> None:
    draft = begun(owner("owner"))
    html = page(owner("owner2").get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert 'data-do="publish"' not in html
    assert "It can be published when something in it changes." in html


def test_the_difference_to_what_is_in_force_is_shown(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client)
    assert '<ul class="differences">' not in page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    send(client, draft, LADDER_FORM)
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert html.count('<li class="changed">') == 2
    assert re.search(r"<del>after <bdi>2</bdi> working days.*?<ins>after <bdi>1</bdi> working day ", html, re.DOTALL)


def test_an_owner_chooses_who_is_told_of_an_escalation(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first)
    assert page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/")).count('value="former_holder"') == 2
    send(first, draft, LADDER_FORM | {"rungs-1-tells": ["former_holder", "unit"]})
    html = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "the former holder, the complaints unit</ins>" in html.replace("<bdi>", "").replace("</bdi>", "")
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 422
    send(first, draft, LADDER_FORM | {"rungs-1-tells": ["holder", "unit"]})
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert published("ladder", "default").definition["rungs"][1]["tells"] == ["holder", "unit"]


@pytest.mark.parametrize(("do", "days"), [("add", [1, 3, 3]), ("remove:0", [3]), ("remove:9", [1, 3])])
def test_buttons_work_on_rows_without_a_script(land: Country, owner: Enter, do: str, days: list[int]) -> None:
    client = owner("owner")
    draft = begun(client)
    send(client, draft, LADDER_FORM, do)
    draft.refresh_from_db()
    levels = [(rung["level"], rung["after"]["amount"]) for rung in draft.definition["rungs"]]
    assert levels == list(enumerate(days, 1))


def test_a_number_that_is_none_is_marked_and_kept(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client)
    response = send(client, draft, LADDER_FORM | {"rungs-1-after": "three", "name_en": "Half written"})
    assert (response.status_code, page(response).count('class="err"')) == (422, 1)
    assert ('value="three"' in page(response), "Half written" in page(response)) == (True, True)
    draft.refresh_from_db()
    assert draft.definition == newest(LADDER)


def test_every_problem_is_named_and_nothing_is_published(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    draft = begun(first)
    send(first, draft, LADDER_FORM | {"name_ar": "", "rungs-0-after": "0", "remind_every": "99"})
    refused = second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    assert (refused.status_code, 'data-problems="3"' in page(refused)) == (422, True)
    assert published("ladder", "default").definition == newest(LADDER)


def test_discarding_asks_once_and_leaves_what_is_in_force(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client)
    read = {"read": as_read(draft)}
    asked = client.post(f"/admin/studio/drafts/{draft.pk}/discard/", read)
    assert (asked.status_code, 'name="sure"' in page(asked)) == (200, True)
    assert Version.objects.filter(pk=draft.pk).exists()
    client.post(f"/admin/studio/drafts/{draft.pk}/discard/", {**read, "sure": "on"})
    assert not Version.objects.filter(pk=draft.pk).exists()
    kept = client.post(f"/admin/studio/drafts/{published('ladder', 'default').pk}/discard/")
    assert kept.status_code == 302
    assert published("ladder", "default").definition == newest(LADDER)


def test_a_former_version_is_put_in_force_again(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    former = published("ladder", "default")
    draft = begun(first)
    send(first, draft, LADDER_FORM)
    second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    html = page(first.get("/admin/studio/ladder/default/"))
    assert ('data-do="republish"' in html, "Within a day of that you may do so alone" in html) == (True, True)
    first.post(f"/admin/studio/versions/{former.pk}/republish/")
    again = published("ladder", "default")
    assert (again.definition, again.number) == (newest(LADDER), 3)
    assert "As in version <bdi>1</bdi>" in page(first.get("/admin/studio/ladder/default/"))
    assert Version.objects.filter(key="default", subject="ladder", status=VersionStatus.RETIRED).count() == 2


@pytest.mark.parametrize("username", ["officer-moh", "officer-central"])
def test_whoever_owns_no_rules_finds_no_studio(land: Country, owner: Enter, username: str) -> None:
    draft = begun(owner("owner"))
    stranger = client_of(land, username)
    for address in (
        "/admin/studio/",
        "/admin/studio/ladder/default/",
        "/admin/studio/ladder/default/draft/",
        f"/admin/studio/drafts/{draft.pk}/edit/",
        f"/admin/studio/drafts/{draft.pk}/publish/",
        f"/admin/studio/drafts/{draft.pk}/discard/",
        f"/admin/studio/versions/{draft.pk}/republish/",
    ):
        assert [stranger.get(address).status_code, stranger.post(address).status_code] == [404, 404], address
    assert Version.objects.filter(pk=draft.pk).exists()


def test_what_the_studio_does_not_edit_does_not_exist_there(land: Country, owner: Enter) -> None:
    client = owner("owner")
    assert client.get("/admin/studio/atlantis/complaint/").status_code == 404
    assert client.get("/admin/studio/ladder/atlantis/").status_code == 404
    assert client.post("/admin/studio/atlantis/complaint/draft/").status_code == 404


def test_a_card_says_whom_it_serves_how_much_is_open_and_who_changed_it_last(land: Country, owner: Enter) -> None:
    first, second = owner("owner"), owner("owner2")
    late, _ready = file_case(agency="moh"), file_case(agency="moh")
    file_case(agency="moh", concerns="head")
    Work.objects.filter(case=late.pk).update(missed=1)
    draft = begun(first, "ladder", "default")
    send(first, draft, LADDER_FORM)
    second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft))
    html = page(first.get("/admin/studio/"))
    cards = dict(re.findall(r'<section class="card" data-thing="([\w/-]+)">(.*?)</section>', html, re.DOTALL))
    ladder = cards["ladder/default"]
    assert re.findall(r'/admin/studio/kind/(\w+)/"', ladder) == ["complaint", "inquiry", "suggestion", "contact"]
    assert 'data-open="2" data-missed="1"' in ladder, "what accuses somebody is in no number"
    assert str(User.objects.get(username="owner2")) in ladder
    assert re.findall(r'/admin/studio/kind/(\w+)/"', cards["process/inquiry"]) == ["inquiry", "contact"]
    assert 'data-open="0"' in cards["process/inquiry"]
    assert "4 agencies use it" in re.sub("[\u2066-\u2069]|<[^>]*>", "", cards["calendar/jordan"])
    assert "first look" not in html.lower(), "what it lays down stands on its own page"


def test_a_ladder_serves_the_kinds_whose_requests_it_may_take(land: Country) -> None:
    service = Service.now()
    everything = {kind.code for kind in RequestKind.objects.filter(active=True)}
    ordinary = everything - {"integrity", "rights"}
    for applies, codes in (
        ({"priorities": ["urgent"]}, ordinary),
        ({"kinds": ["rights"], "steps": ["answer"]}, {"rights"}),
        ({}, set()),
    ):
        served = service.of("ladder", "fast", {"applies": applies})
        assert {kind.code for kind in served.kinds} == codes, applies
        assert not served.all_kinds
    objected = {kind.code for kind in service.of("ladder", "objection", {"applies": {}}).kinds}
    assert objected >= {"complaint", "inquiry", "suggestion"}, "named by a step of their process"
    assert "praise" not in objected
    assert service.of("limit", "all", {"kinds": ["inquiry"]}).kinds[0].code == "inquiry"
    assert service.of("danger", "danger", {}).all_kinds


def test_more_things_ask_no_more_of_the_database(
    land: Country, owner: Enter, django_assert_max_num_queries: Any
) -> None:
    client = owner("owner")
    client.get("/admin/studio/")
    with CaptureQueriesContext(connection) as before:
        client.get("/admin/studio/")
    for number in range(5):
        publish_one("ladder", f"more-{number}", LADDER)
    with django_assert_max_num_queries(len(before)):
        client.get("/admin/studio/")


def test_what_can_be_begun_stands_in_one_menu(land: Country, owner: Enter) -> None:
    html = page(owner("owner").get("/admin/studio/"))
    menu = html.split("data-new-menu")[1].split("</details>")[0]
    offered = re.findall(r'data-new="(\w+)"', html)
    assert offered == re.findall(r'data-new="(\w+)"', menu)
    assert {"process", "routing", "ladder", "limit", "calendar"} <= set(offered)


def test_the_list_is_grouped_by_what_its_things_are_about(land: Country, owner: Enter) -> None:
    listed = {subject for subject, edited in EDITED.items() if edited.own_list is None}
    assert {subject.value for _heading, subjects in ABOUT for subject in subjects} == listed
    client = owner("owner")
    html = page(client.get("/admin/studio/"))
    heads = re.findall(r"<h2[^>]*>([^<]*)</h2>", html)
    assert heads[-2:] == ["Which way requests go", "By when, and who is told"]
    first, second = (html.index(f">{each}<") for each in heads[-2:])
    assert first < html.index('data-thing="routing/main"') < second < html.index('data-thing="ladder/default"')
    only = page(client.get("/admin/studio/?q=default"))
    assert "Which way requests go" not in only
