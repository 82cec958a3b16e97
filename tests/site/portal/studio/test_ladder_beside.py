"""Beside a ladder stand the overall limits that run with it: in force, as a draft, or the word that there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from permissions.actors import Actor
from portal.operations.set_up.ladders import COMPLAINTS_WITHIN
from portal.operations.set_up.rules import offer_limits
from tests.scenes import LADDER, Country, publish_one
from tests.site.portal.signed_in import page
from workflows.escalation.definition import newest
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def shown(client: Client, key: str = "default") -> dict[str, str]:
    """The text of each limit on a ladder's page, by its key."""
    html = page(client.get(f"/admin/studio/ladder/{key}/"))
    items = re.findall(r'<li data-limit="([^"]+)">(.*?)</li>', html, re.DOTALL)
    return {limit: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for limit, text in items}


def test_the_shipped_limit_is_a_draft_beside_the_shipped_ladder(land: Country, owner: Enter) -> None:
    client = owner("owner")
    assert "No overall limit" in page(client.get("/admin/studio/ladder/default/"))
    assert offer_limits()
    text = shown(client)["complaints"]
    assert "Overall limit for complaints" in text
    assert "To be decided within 15 working days" in text
    assert "It isn’t in force" in text


def test_in_force_it_says_so_and_a_newer_draft_does_not_hide_it(land: Country, owner: Enter) -> None:
    publish_one("limit", "complaints", COMPLAINTS_WITHIN)
    longer: dict[str, Any] = {**COMPLAINTS_WITHIN, "within": {"amount": 40, "unit": "working_days"}}
    draft(subject="limit", key="complaints", definition=longer, actor=Actor.operator)
    text = shown(owner("owner"))["complaints"]
    assert "15 working days" in text
    assert "isn’t in force" not in text


def test_a_ladder_of_other_kinds_has_it_not(land: Country, owner: Enter) -> None:
    publish_one("limit", "complaints", COMPLAINTS_WITHIN)
    client = owner("owner")
    for kind, limits in (("suggestion", []), ("complaint", ["complaints"])):
        ladder = {**newest(LADDER), "applies": {"kinds": [kind]}}
        publish_one("ladder", "of_kind", ladder)
        assert list(shown(client, "of_kind")) == limits, kind


def test_no_other_page_has_it(land: Country, owner: Enter) -> None:
    assert "No overall limit" not in page(owner("owner").get("/admin/studio/calendar/jordan/"))
