"""Rows of many cases are asked for by the span of their ids; what lies between them and is not meant stays out."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.scenes import country, file_case
from workflows.cases import figures_anew
from workflows.cases.among import among
from workflows.cases.figured import lives_of
from workflows.cases.models import Case, CaseEvent
from workflows.cases.proving.checking import unproved
from workflows.cases.proving.digests import rows_of
from workflows.figures.then import Then

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_ids_that_lie_close_are_a_span_and_others_are_named() -> None:
    assert among("case_id", [8, 5, 6]).children == [("case_id__gte", 5), ("case_id__lte", 8)]
    assert among("case_id", [5, 500]).children == [("case_id__in", [5, 500])]
    assert among("case_id", {7: ""}).children == [("case_id__in", [7])]


def test_of_no_case_there_are_no_rows() -> None:
    country()
    file_case()
    assert not CaseEvent.objects.filter(among("case_id", [])).exists()


def test_a_case_that_lies_between_is_not_among_them() -> None:
    country()
    first, _between, last = (file_case(agency="moh") for _number in range(3))
    meant = [first.pk, last.pk]
    assert last.pk - first.pk < 2 * len(meant), "they are asked for as a span"
    cases = {case.pk: case for case in Case.objects.filter(pk__in=meant).select_related("key")}
    assert list(rows_of(cases)) == meant
    assert [case_id for case_id, _life in lives_of(meant, Then())] == meant
    assert figures_anew.differing(meant, Then()) == []


def test_what_is_compared_is_read_with_as_many_statements_however_many_cases_there_are() -> None:
    country()
    counts = []
    for _number in range(2):
        for _each in range(3):
            file_case(agency="moh")
        with CaptureQueriesContext(connection) as asked:
            assert list(unproved()) == []
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 28
