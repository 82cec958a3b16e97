"""The desk says who was told what and when, and of a hidden citizen not whether they can be reached."""

from __future__ import annotations

import re

import pytest

from permissions.now import now, standing_at
from tests.scenes import country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import Reply
from workflows.cases.lifecycle import apply
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


def rows(html: str) -> list[list[str]]:
    [table] = re.findall(r'<details class="card told".*?</details>', html, re.DOTALL)
    found = re.findall(r"<tr>(.*?)</tr>", table.partition("<tbody>")[2], re.DOTALL)
    return [[_plain(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)] for row in found]


def _plain(cell: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", cell)).strip()


def test_each_letter_with_its_reader_its_reason_and_its_state() -> None:
    land = country()
    case = file_case()
    apply(case.pk, Reply(text="نعمل عليه."), actor=land.actor("officer-moh"))
    OutboxEntry.objects.filter(topic="acknowledged").update(delivered_at=now())
    OutboxEntry.objects.filter(topic="arrived").update(unsent_at=now(), problem="no transport")
    shown = rows(page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/")))
    assert {(who, what, words.partition(" ")[0]) for _when, who, what, words in shown} == {
        ("The citizen", "Reply to the citizen", "waits"),
        ("The citizen", "Filed", "sent"),
        ("officer-moh", "Filed", "not"),
    }


def test_of_a_hidden_citizen_it_is_not_said_whether_they_can_be_reached() -> None:
    land = country()
    case = file_case(confidential=True)
    OutboxEntry.objects.filter(audience="citizen").update(unsent_at=now(), problem="no address")
    shown = rows(page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/")))
    assert [words for _when, who, _what, words in shown if who == "The citizen"] == ["–"]


def test_who_keeps_identities_is_not_named() -> None:
    land = country()
    custodian = hire(land, "custodian", username="keeper-of-names")
    with standing_at(now()):
        case = file_case(confidential=True)
    OutboxEntry.objects.create(
        key="k", case=case, event_number=1, topic="identity_asked", audience="staff", user=custodian,
        created_at=now(), available_at=now(),
    )  # fmt: skip
    shown = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
    assert "Those concerned" in shown
    assert custodian.username not in shown
