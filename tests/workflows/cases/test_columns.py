"""Of a known row what changed is written, and all of it; new rows come back as they were made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions import many_rows
from permissions.now import now
from tests.scenes import country, file_case
from workflows.cases import columns
from workflows.cases.actions import Note
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.cases.state import FEW, State, lock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.transactions.turn import write_transaction

pytestmark = pytest.mark.django_db


def test_an_act_writes_the_columns_that_it_changed() -> None:
    land = country()
    case = file_case()
    with CaptureQueriesContext(connection) as crossed:
        apply(case.pk, Note(text="a word"), actor=land.actor("officer-moh"))
    [change] = [query["sql"] for query in crossed if 'UPDATE "workflows_case"' in query["sql"]]
    written = change.partition(" SET ")[2].partition(" FROM ")[0]
    assert '"events_count"' in written
    assert "limit_due" not in written
    assert not any('UPDATE "workflows_work"' in query["sql"] for query in crossed)


def test_what_was_changed_and_then_back_again_stands_as_it_was() -> None:
    country()
    case = file_case()
    with write_transaction():
        [state] = lock([case.pk])
        for level in (2, 0):
            state.case.level = level
            columns.write(Case, [state.case])
            case.refresh_from_db()
            assert case.level == level


def test_rows_that_differ_in_other_columns_are_written_together() -> None:
    country()
    works = [file_case().works.get() for _number in range(2)]
    with write_transaction():
        one, other = (state.works[0] for state in lock(work.case_id for work in works))
        one.level, other.due = 2, None
        columns.write(Work, [one, other])
    assert [(work.level, work.due is None) for work in Work.objects.order_by("pk")] == [(2, False), (0, True)]


def test_every_type_of_a_column_comes_back_as_it_was() -> None:
    """Moments to the microsecond, spans of time, nothing, and JSON with any words, changed inside."""
    country()
    file_case()
    row = Deadline.objects.earliest("pk")
    row.due, row.paused, row.left = None, now(), timedelta(days=3, hours=2, microseconds=7)
    row.data["words"] = {"of": ['"it\'s" \\ مهلة %s {}', None, True, 1.5]}
    many_rows.update(Deadline, columns.CHANGING[Deadline], [row])
    again = Deadline.objects.get(pk=row.pk)
    assert [getattr(again, name) for name in columns.CHANGING[Deadline]] == [None, row.left, row.paused, None, row.data]


def test_more_rows_than_sqlite_takes_at_once_are_written() -> None:
    country()
    case = file_case()
    rows = [
        Deadline(work=case.works.get(), case=case, kind=DeadlineKind.WARN, cycle=number, starts=now())
        for number in range(1, 401)
    ]
    many_rows.insert(Deadline, rows)
    assert len({row.pk for row in rows}) == len(rows)
    for row in rows:
        row.data = {"number": row.cycle}
    many_rows.update(Deadline, ["data"], rows)
    found = Deadline.objects.filter(kind=DeadlineKind.WARN, cycle__in=range(1, 401)).order_by("cycle")
    assert [(each.pk, each.data) for each in found] == [(row.pk, {"number": row.cycle}) for row in rows]


def test_values_alone_become_rows_however_many_they_are() -> None:
    country()
    case = file_case()
    work, at, span = case.works.get(), now(), timedelta(days=3, hours=2, microseconds=7)
    fixed = {"work_id": work.pk, "case_id": case.pk, "kind": DeadlineKind.WARN, "starts": at, "due": None, "left": span}
    said = [fixed | {"cycle": cycle, "data": {"words": ['"مهلة\'s" %s {}', None, cycle]}} for cycle in range(500, 900)]
    others = {
        field.attname: field.get_default()
        for field in Deadline._meta.concrete_fields
        if field.attname not in fixed and field.attname not in ("id", "cycle", "data")
    }
    rows = [each | others for each in said]
    many_rows.insert_values(Deadline, list(rows[0]), [list(row.values()) for row in rows])
    found = Deadline.objects.filter(cycle__gte=500).order_by("cycle")
    assert [{name: getattr(each, name) for name in rows[0]} for each in found] == rows


def test_no_rows_ask_for_no_statement() -> None:
    with CaptureQueriesContext(connection) as crossed:
        many_rows.insert(CaseEvent, [])
        columns.write(Case, [])
    assert len(crossed) == 0


def test_many_cases_read_what_they_share_once() -> None:
    country()
    cases = [file_case().pk for _number in range(FEW + 1)]

    def locked(wanted: list[int]) -> tuple[int, list[State]]:
        with write_transaction(), CaptureQueriesContext(connection) as crossed:
            states = lock(wanted)
            assert all(state.process is not None and state.kind.code == "complaint" for state in states)
        return len(crossed), states

    few, _states = locked(cases[:FEW])
    many, states = locked(cases)
    assert many == few + 2
    assert len({id(state.kind) for state in states}) == 1
