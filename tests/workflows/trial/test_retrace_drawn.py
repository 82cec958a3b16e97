"""Cases of random processes, lived through the door, are led again exactly where they went."""

from __future__ import annotations

import pytest

from tests.scenes import country
from tests.workflows.cases.drawn_lives import publish_and_work
from workflows.cases.models import Case
from workflows.processes.publishable import PROCESSES
from workflows.trial.lives import Lives
from workflows.trial.parting import class_of
from workflows.trial.retrace import is_as_it_was, retrace

pytestmark = pytest.mark.django_db


def all_lead_where_they_went(seeds: range) -> int:
    """How many were led again; each also on another reading of its own definition, which makes no difference."""
    for seed in seeds:
        publish_and_work(seed)
    count = 0
    for case in Case.objects.select_related("process_version"):
        definition = PROCESSES.parse(case.process_version.definition)
        [lived] = Lives(definition).of([case.pk])
        assert lived.life is not None, lived.why
        assert lived.ran is not None
        before = retrace(lived.ran, lived.life)
        assert is_as_it_was(before, lived.life), (case.process_version.number, before, lived.life)
        assert class_of(before, retrace(definition, lived.life)) == "same"
        count += 1
    return count


def test_random_processes_lead_their_cases_where_they_went() -> None:
    country()
    assert all_lead_where_they_went(range(4)) == 12


@pytest.mark.large
def test_many_random_processes_lead_their_cases_where_they_went() -> None:
    country()
    assert all_lead_where_they_went(range(2_000, 2_100)) == 300
