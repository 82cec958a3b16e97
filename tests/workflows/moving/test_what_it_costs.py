"""What moving costs the database: so many statements for a part of the job, whatever the number of its cases."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scenes import country, file_case
from tests.workflows.moving.plans_made import looked, owners, planned, publish_changed
from tests.workflows.trial.past_lives import steps
from workflows.cases.models import Case
from workflows.jobs.models import Job
from workflows.jobs.services import do
from workflows.moving import plans
from workflows.moving.studies import Moving

pytestmark = pytest.mark.django_db
A_PART, MORE_FOR_MANY = 35, 2


def statements(count: int, days: int) -> int:
    """Of a job of one part, with so many cases more than before."""
    for _number in range(count):
        file_case(agency="moh")
    plan = planned(publish_changed(lambda raw: steps(raw)["confirm"].update(days=days)))
    looked(plan)
    job: Job = plans.confirm(plan.pk, read=plans.digest_of_plan(plan), actor=owners()[1])
    with CaptureQueriesContext(connection) as asked:
        do(job.pk, {"move": Moving}, patience=100.0)
    job.refresh_from_db()
    assert job.done == Case.objects.count() <= Moving.size, job.found
    return len([each for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_a_part_takes_as_many_statements_for_many_cases_as_for_few() -> None:
    country()
    statements(1, 20)  # what is parsed and compiled once is no plan's
    few, many = statements(2, 21), statements(20, 22)
    assert few <= A_PART
    assert many - few <= MORE_FOR_MANY
