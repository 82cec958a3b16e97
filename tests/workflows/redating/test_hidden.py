"""No number of a job tells how many hidden requests there are, until they are a few: cases count, not their dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.now import standing_at
from portal.studio.job_shown import summary, trial
from tests.scenes import Country, country, file_case
from tests.workflows.redating.decreed import THURSDAY, done, drafted, redate
from workflows.escalation.definition import newest
from workflows.jobs.models import JobKind
from workflows.jobs.services import ask
from workflows.redating.hidden import FEWEST, told, whole
from workflows.versions.publishable import publishable
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    with standing_at(THURSDAY):
        yield found


@pytest.mark.parametrize(
    ("hidden", "sum_of_all"),
    [
        ({"cases": 1, "did": 4, "would": 4}, 3),  # one that went up four times is one
        ({"cases": FEWEST - 1, "did": 9}, 3),
        ({"cases": FEWEST, "did": 9}, 12),
        ({}, 3),
    ],
)
def test_so_many_cases_and_not_so_many_counts(hidden: dict[str, int], sum_of_all: int) -> None:
    found = {"did": 3, "hidden": hidden}
    assert (whole(found, "did"), bool(told(found))) == (sum_of_all, sum_of_all > 3)


def test_the_sum_after_it_was_done_tells_no_more_than_the_one_before(land: Country) -> None:
    for kind in ("complaint", "integrity", "integrity"):
        file_case(kind=kind)
    before = summary(done(ask(JobKind.EFFECT, drafted(), actor=Actor.operator)).found)
    job = redate()
    assert summary(job.found) == before
    assert job.found["hidden"]["cases"] == 2


def test_a_trial_of_the_ladder_of_what_is_sensitive_says_nothing_of_a_few(land: Country) -> None:
    definition: Any = publishable("ladder").in_force()["sensitive"]
    version = draft(subject="ladder", key="sensitive", definition=newest(definition), actor=Actor.operator)
    pages = []
    for _number in range(2):
        job = done(ask(JobKind.TRIAL, version, actor=Actor.operator))
        pages.append(trial(job, Actor.operator, None))  # type: ignore[arg-type]  # no case is looked up
        job.delete()
        file_case(kind="integrity")
    assert pages[0] == pages[1]
