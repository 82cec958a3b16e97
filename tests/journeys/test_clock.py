"""A request that nobody acts on climbs by itself, also when the queue has lost everything it was told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django_q.models import OrmQ, Schedule

from tests.scenes import country, file_case
from tests.site.portal.queue.at_work import at_work, until
from workflows.cases.models import Case, CaseEvent
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def later(child_environment: dict[str, str]) -> dict[str, str]:
    """The environment of processes for which the time of a case that is filed now has come."""
    case = file_case()
    assert case.due is not None
    return child_environment | {"INSAF_NOW": (case.due + timedelta(minutes=1)).isoformat()}


@pytest.fixture(autouse=True)
def land(transactional_db: None) -> None:
    country()


def test_the_clock_climbs_with_every_task_and_schedule_deleted(later: dict[str, str]) -> None:
    case = Case.objects.get()
    assert case.level == 0
    with at_work(later, "--every", "2"):
        OrmQ.objects.all().delete()
        Schedule.objects.all().delete()
        until(lambda: Case.objects.get(pk=case.pk).level == 1)
        until(lambda: not OutboxEntry.objects.waiting().exists())
    verbs = list(CaseEvent.objects.filter(case=case).order_by("number").values_list("verb", flat=True))
    assert verbs == ["opened", "escalated"]
    call_command("verify")


def test_its_citizen_reads_where_it_stands(later: dict[str, str]) -> None:
    case = Case.objects.get()
    with at_work(later, "--every", "2"):
        until(lambda: Case.objects.get(pk=case.pk).level == 1)
    citizen = Client()
    secret = file_case(key=case.idempotency_key).secret  # the same form again: the same case, and its secret
    citizen.post("/ar/track/", {"tracking": case.tracking, "secret": secret})
    page = citizen.get(f"/ar/track/{case.tracking}/").content.decode()
    assert re.findall(r'data-level="(\d)"', page) == ["1"]
