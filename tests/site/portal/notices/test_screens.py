"""The bell, the list of notices, and by which ways somebody hears of what."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.access.selectors import held_by
from permissions.now import now
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.choices import choices_of
from workflows.notifications.notices.models import Channel, Notice, NoticeKind
from workflows.notifications.notices.selectors import count_new

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    land = country()
    file_case(subject="No water since Friday")
    deliver_waiting()
    return land


def test_the_bell_counts_and_leads_to_the_list_which_leads_to_the_case(land: Country) -> None:
    client = client_of(land, "officer-moh")
    page = client.get("/admin/desk/").content.decode()
    assert 'href="/admin/notices/"' in page
    listed = client.get("/admin/notices/").content.decode()
    assert 'data-count="1"' in listed
    assert "No water since Friday" in listed
    tracking = Notice.objects.get().case.tracking  # type: ignore[union-attr]  # it is about one
    assert f'href="/admin/desk/{tracking}/"' in listed
    assert client.get("/admin/notices/count/").json() == {"notices": 1}


def test_one_or_all_are_marked_as_read_and_nobody_elses(land: Country) -> None:
    other = client_of(land, "officer-moe")
    other.post("/admin/notices/", {"notice": Notice.objects.get().pk})
    other.post("/admin/notices/")
    client, person = client_of(land, "officer-moh"), land.people["officer-moh"].pk
    assert count_new(person, held_by(person)) == 1
    for nonsense in ("x", "9" * 40, "-1", "٣"):
        assert client.post("/admin/notices/", {"notice": nonsense}).status_code == 302
    assert count_new(person, held_by(person)) == 1
    client.post("/admin/notices/", {"notice": Notice.objects.get().pk})
    assert count_new(person, held_by(person)) == 0
    Notice.objects.update(read_at=None)
    client.post("/admin/notices/")
    assert count_new(person, held_by(person)) == 0


def test_a_page_that_asks_for_its_news_hears_of_the_bell_in_the_same_statement(land: Country) -> None:
    client, since = client_of(land, "officer-moh"), now().isoformat()
    asked = {"since": since, "notices": "0", "view": "mine"}
    client.get("/admin/desk/news/", asked)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/admin/desk/news/", asked)
    assert answer.json() == {"notices": 1}
    assert sum("workflows_" in each["sql"] for each in queries) == 1
    assert client.get("/admin/desk/news/", {**asked, "notices": "1"}).status_code == 204


def test_of_what_somebody_lost_neither_list_nor_bell_says_anything(land: Country) -> None:
    case, person = Notice.objects.get().case, land.people["officer-moh"].pk
    assert case is not None
    accused = SetParties(parties=(Concerned(user_id=person),), reason="هو")
    apply(case.pk, accused, actor=land.actor("officer-central"))
    client = client_of(land, "officer-moh")
    listed = client.get("/admin/notices/").content.decode()
    assert case.tracking not in listed
    assert "No water" not in listed
    assert client.get("/admin/notices/count/").json() == {"notices": 0}


def test_the_list_costs_as_many_statements_for_many_as_for_one(land: Country) -> None:
    client, counted = client_of(land, "officer-moh"), []
    for more in (0, 20):
        for _number in range(more):
            file_case()
        deliver_waiting()
        client.get("/admin/notices/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/notices/")
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 12


def test_the_choices_are_kept_and_go_back_to_the_usual(land: Country) -> None:
    client, person = client_of(land, "officer-moh"), land.people["officer-moh"].pk
    before = choices_of(person)
    page = client.get("/admin/notices/choices/").content.decode()
    assert page.count('type="checkbox"') == len(NoticeKind) * 3, "no device can be rung here"
    client.post("/admin/notices/choices/", {"assigned": ["digest", "nonsense"], "arrived": ["bell", "letter"]})
    chosen = choices_of(person)
    assert chosen[NoticeKind.ASSIGNED] == {Channel.DIGEST}
    assert chosen[NoticeKind.CITIZEN] == frozenset()
    client.post("/admin/notices/choices/", {"usual": "on"})
    assert choices_of(person) == before


def test_a_device_needs_a_key_of_the_platform(land: Country) -> None:
    client = client_of(land, "officer-moh")
    sent = {"act": "add", "endpoint": "https://push.example.org/x", "public_key": "x", "secret": "y"}
    assert client.post("/admin/notices/devices/", sent).status_code == 422
    assert client.post("/admin/notices/devices/", {"act": "remove", "endpoint": "x"}).status_code == 204
    assert client.post("/admin/notices/devices/", {"act": "none"}).status_code == 302
