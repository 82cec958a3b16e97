"""The next request is the one behind it in the inbox, and of nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from permissions.now import standing_at
from tests.scenes import country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import SetPriority
from workflows.cases.lifecycle import apply

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


def after(client: Client, number: str) -> str:
    answer = client.get(f"/admin/desk/{number}/next/", headers={"accept": "application/json"})
    return str(answer.json()["address"])


def test_it_follows_the_list_they_came_from_in_its_order() -> None:
    land = country()
    with standing_at(SUNDAY):
        first, urgent = file_case(subject="ب"), file_case(subject="ب")
    with standing_at(SUNDAY + timedelta(days=1)):
        second = file_case(subject="أ")
        apply(urgent.pk, SetPriority(priority="urgent", reason="x"), actor=land.actor("officer-moh"))
        mine = client_of(land, "officer-moh")
        for asked, expected in (
            ("?sort=-due", {second: urgent, urgent: first, first: second}),
            ("?priority=normal", {first: second, second: first}),
            ("?view=answered", {first: urgent, urgent: second, second: first}),
        ):
            mine.get(f"/admin/desk/{asked}")
            found = {case: after(mine, case.tracking) for case in expected}
            assert found == {case: f"/admin/desk/{other.tracking}/" for case, other in expected.items()}, asked
        # Another one's list is not theirs.
        mine.get("/admin/desk/?sort=-due")
        assert after(client_of(land, "staff-moh"), first.tracking) == f"/admin/desk/{urgent.tracking}/"


def test_it_goes_through_the_inbox_and_begins_again() -> None:
    land = country()
    with standing_at(SUNDAY):
        file_case(agency="moe")
        first = file_case()
    with standing_at(SUNDAY + timedelta(days=1)):
        second = file_case()
        mine = client_of(land, "officer-moh")
        assert after(mine, first.tracking) == f"/admin/desk/{second.tracking}/"
        assert after(mine, second.tracking) == f"/admin/desk/{first.tracking}/"
        mine.post(f"/admin/desk/{first.tracking}/decide/", {"work": 1, "text": "تمّ", "outcome": "resolved"})
        assert after(mine, first.tracking) == f"/admin/desk/{second.tracking}/"
        mine.post(f"/admin/desk/{second.tracking}/decide/", {"work": 1, "text": "تمّ", "outcome": "resolved"})
        assert after(mine, second.tracking) == ""
        assert "Nothing else waits for you." in page(mine.get(f"/admin/desk/{first.tracking}/next/", follow=True))
