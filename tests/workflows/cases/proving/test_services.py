"""In which order rows are read for their proof: what others write without the lock of the case is read behind that of
the head, or each of two would prove what stood before the other had written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.access.models import Party
from permissions.actors import Actor
from tests.scenes import Country, country, file_case
from tests.workflows.cases.accusing import mark
from workflows.cases.models import Case
from workflows.cases.proving.parts import PARTY
from workflows.cases.proving.services import prove_again, prove_parties, take_in
from workflows.transactions.turn import write_transaction

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def _accused(land: Country, case: Case) -> None:
    mark(land, case, "officer-central", "officer-moh")


def _shut(land: Country, case: Case) -> None:
    with write_transaction():
        prove_parties([case.pk])


def _again(land: Country, case: Case) -> None:
    with write_transaction():
        prove_again([case.pk], PARTY, verb="place_shut", actor=Actor.clock)


@pytest.mark.parametrize("act", [_accused, _shut, _again])
def test_parties_are_read_behind_the_lock_of_the_head(act: Callable[[Country, Case], None]) -> None:
    land = country()
    case = file_case()
    with CaptureQueriesContext(connection) as done:
        act(land, case)
    said = [each["sql"] for each in done]
    parties = [place for place, sql in enumerate(said) if sql.startswith("SELECT") and _reads_parties(sql)]
    assert parties[-1] > next(place for place, sql in enumerate(said) if "permissions_audithead" in sql)


def _reads_parties(sql: str) -> bool:
    return f'FROM "{Party._meta.db_table}"' in sql


def test_what_is_taken_in_is_read_behind_the_lock_of_the_head() -> None:
    land, case = country(), file_case()
    _accused(land, case)
    with CaptureQueriesContext(connection) as done:
        assert take_in([case.pk]) == 0, "it is in since it was opened"
    assert not [each for each in done if "permissions_audithead" in each["sql"]], "and nobody waits for that"
