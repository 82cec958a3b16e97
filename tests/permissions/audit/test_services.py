"""Writing to the audit trail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from permissions.actors import Actor
from permissions.audit.models import AuditEntry, AuditHead
from permissions.audit.selectors import chain_head, verify_chain
from permissions.audit.services import NewEntry, append

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def entries(count: int) -> list[NewEntry]:
    return [NewEntry("case_read", "case", number, {"field": "متن", "list": [1, True, None]}) for number in range(count)]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 100])
def test_a_write_costs_three_statements_however_much_it_says(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3) as done:
        append(entries(count), actor=Actor.operator, at=AT)
    assert [query["sql"].split()[0] for query in done.captured_queries] == ["SELECT", "INSERT", "UPDATE"]


@pytest.mark.django_db
def test_nothing_to_say_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        append([], actor=Actor.operator, at=AT)


@pytest.mark.django_db
def test_places_are_consecutive_and_the_head_bears_the_last_seal() -> None:
    append(entries(2), actor=Actor.operator, at=AT)
    append(entries(1), actor=Actor.clock, at=AT)
    written = AuditEntry.objects.order_by("sequence")
    assert list(written.values_list("sequence", "actor_kind")) == [(1, "operator"), (2, "operator"), (3, "clock")]
    assert chain_head() == (3, written[2].seal)
    assert list(verify_chain()) == []


@pytest.mark.django_db
def test_an_entry_may_have_an_actor_and_a_time_of_its_own() -> None:
    later = AT + timedelta(hours=1)
    imported = NewEntry("case_closed", "case", 1, actor=Actor.clock, at=later)
    append([imported, *entries(1)], actor=Actor.operator, at=AT)
    written = AuditEntry.objects.order_by("sequence").values_list("actor_kind", "at")
    assert list(written) == [("clock", later), ("operator", AT)]
    assert list(verify_chain()) == []


@pytest.mark.django_db
def test_data_with_a_fraction_is_refused_before_anything_is_written() -> None:
    with pytest.raises(TypeError):
        append([NewEntry("case_read", "case", 1, {"share": 0.5})], actor=Actor.operator, at=AT)
    assert chain_head() == (0, "")


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        append(entries(1), actor=Actor.operator, at=AT)


@pytest.mark.django_db(transaction=True)
def test_a_write_that_is_rolled_back_leaves_no_gap() -> None:
    with pytest.raises(LookupError), transaction.atomic():
        append(entries(3), actor=Actor.operator, at=AT)
        raise LookupError
    with transaction.atomic():
        append(entries(1), actor=Actor.operator, at=AT)
    assert list(AuditEntry.objects.values_list("sequence", flat=True)) == [1]
    assert list(verify_chain()) == []


@pytest.mark.django_db
def test_there_is_never_a_second_head() -> None:
    with pytest.raises(Exception, match="audit_head_is_one_row"), transaction.atomic():
        AuditHead.objects.create(pk=2)


@pytest.mark.django_db(transaction=True)
def test_a_lost_head_comes_back_only_with_the_whole_trail_gone() -> None:
    AuditHead.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert chain_head() == (0, "")
    with transaction.atomic():
        append(entries(1), actor=Actor.operator, at=AT)
    AuditHead.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert not AuditHead.objects.exists()
    assert connection.in_atomic_block is False
