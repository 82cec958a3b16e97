"""Priority and the overall limit as officers and citizens see them: in words, found by, changed with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from permissions.now import standing_at
from tests.scenes import Country, file_case, publish_one
from tests.site.portal.citizen.following import page as citizens_page
from tests.site.portal.citizen.following import prove
from tests.site.portal.signed_in import client_of, page
from tests.workflows.clock.november import LIMIT, ladder, rungs
from workflows.cases.models import Case, Message

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture
def case(land: Country) -> Case:
    publish_one("limit", "complaints", LIMIT)
    publish_one("ladder", "urgent", ladder(rungs=rungs(1, 1), applies={"priorities": ["urgent"], "bodies": ["moh"]}))
    with standing_at(SUNDAY):
        return file_case()


def test_an_officer_changes_the_priority_and_reads_why_another_ladder_counts(land: Country, case: Case) -> None:
    officer = client_of(land, "officer-moh")
    with standing_at(SUNDAY):
        address = f"/admin/desk/{case.tracking}/"
        before = page(officer.get(address))
        assert "The ladder of the kind of request counts" in before
        assert "data-priority" not in before
        assert "To be decided by" in before
        empty = officer.post(f"{address}priority/", {"priority": "urgent", "reason": ""})
        assert empty.status_code == 422
        sent = officer.post(f"{address}priority/", {"priority": "urgent", "reason": "خطر على المرضى"}, follow=True)
        after = page(sent)
    assert 'data-priority="urgent"' in after
    assert "its priority is “" in after
    assert "it is with “" in after
    assert "Priority: urgent" in after
    assert "خطر على المرضى" in after
    assert Message.objects.get(case=case, kind="reason").public is False


def test_an_officer_of_another_agency_changes_nothing(land: Country, case: Case) -> None:
    stranger = client_of(land, "officer-moe")
    sent = stranger.post(f"/admin/desk/{case.tracking}/priority/", {"priority": "urgent", "reason": "لأجلي"})
    assert sent.status_code == 404
    assert Case.objects.get(pk=case.pk).priority == "normal"


def test_the_inbox_finds_what_is_urgent_and_what_has_passed_its_limit(land: Country, case: Case) -> None:
    officer = client_of(land, "officer-moh")

    def found(asked: str, day: int) -> bool:
        with standing_at(datetime(2026, 11, day, 8, tzinfo=UTC)):
            return case.tracking in page(officer.get(f"/admin/desk/?{asked}"))

    assert (found("priority=urgent", 1), found("priority=normal", 1)) == (False, True)
    assert (found("limit=near", 1), found("limit=near", 9), found("limit=near", 16)) == (False, True, False)
    assert (found("limit=passed", 9), found("limit=passed", 16), found("limit=nonsense", 9)) == (False, True, True)
    Case.objects.filter(pk=case.pk).update(priority="urgent")
    assert found("priority=urgent", 1)


def test_the_citizen_reads_by_when_it_must_be_decided_and_nothing_of_its_priority(
    client: Client, land: Country, case: Case
) -> None:
    Case.objects.filter(pk=case.pk).update(priority="urgent")
    prove(client, case)
    with standing_at(SUNDAY):
        shown = citizens_page(client, case)
    assert "يجب أن يصدر القرار في طلبك في موعد أقصاه: الأحد 15" in shown
    assert "عاجل" not in shown
    with standing_at(datetime(2026, 11, 16, 8, tzinfo=UTC)):
        assert "كان يجب أن يصدر القرار في طلبك" in citizens_page(client, case)
