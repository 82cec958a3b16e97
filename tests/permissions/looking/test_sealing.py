"""The log of access is sealed into the trail; whatever is changed, put in or taken out is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from permissions.audit import triggers
from permissions.audit.models import AuditEntry
from permissions.audit.selectors import verify_chain
from permissions.looking.changes import KEPT
from permissions.looking.checking import differences
from permissions.looking.models import Kind, Look
from permissions.looking.sealing import forget, seal
from permissions.looking.services import Thing, note
from permissions.now import standing_at
from permissions.people.models import User

pytestmark = pytest.mark.django_db
AT = datetime.now(UTC).replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=270)
"""Before the database lets a row go, after two years by its own clock."""


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def look(*cases: int, at: datetime = AT) -> list[int]:
    """Readings of so many cases; the ids of their rows."""
    user, _made = User.objects.get_or_create(username="huda")
    with standing_at(at):
        for case in cases:
            note(Kind.CASE_READ, user_id=user.pk, thing=Thing("case", case, case_id=case))
    return list(Look.objects.filter(case_id__in=cases, at=at).order_by("id").values_list("id", flat=True))


def sealed(at: datetime = AT) -> int:
    with transaction.atomic():
        return seal(at=at)


def by_force(change: Callable[[], Any]) -> None:
    """What somebody does who has the database and takes the triggers away."""
    triggers.drop(connection)
    try:
        change()
    finally:
        triggers.create(connection)


def test_one_entry_seals_all_rows_since_the_last(django_assert_num_queries: Any) -> None:
    first = look(1, 2, 3)
    assert sealed() == 3
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.subject, entry.actor_kind) == ("looks_sealed", "looks", "clock")
    assert (entry.data["count"], entry.data["ids"]) == (3, f"{first[0]}-{first[-1]}")
    with django_assert_num_queries(3):  # the savepoint of this test's transaction, and whether there is anything
        assert sealed() == 0
    look(4)
    assert sealed() == 1
    assert AuditEntry.objects.count() == 2
    assert list(verify_chain()) == []
    assert list(differences()) == []


def test_the_database_refuses_to_change_or_remove_a_row() -> None:
    [row] = look(1)
    for sealed_already in (False, True):
        rows = Look.objects.filter(pk=row)
        changes: list[dict[str, int | None]] = [{"case_id": 2}, {"sealed_in": 1, "user_id": None}, {"sealed_in": None}]
        for change in changes:
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                rows.update(**change)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.delete()
        if not sealed_already:
            sealed()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Look.objects.filter(pk=row).update(sealed_in=7)


def test_a_row_that_was_changed_is_named() -> None:
    rows = look(1, 2, 3)
    sealed()
    by_force(lambda: Look.objects.filter(pk=rows[1]).update(case_id=9))
    assert list(differences()) == [f"Row {rows[1]} of the log of access was changed or put in."]


def test_rows_that_were_taken_out_are_named() -> None:
    rows = look(1, 2, 3, 4)
    sealed()
    by_force(lambda: Look.objects.filter(pk__in=rows[1:3]).delete())
    assert list(differences()) == [f"Row {row} of the log of access is missing." for row in rows[1:3]]


def test_all_rows_of_a_seal_that_were_taken_out_are_named() -> None:
    rows = look(*range(1, 26))
    sealed()
    by_force(lambda: Look.objects.all().delete())
    found = list(differences())
    assert found[0] == f"Row {rows[0]} of the log of access is missing."
    assert (len(found), found[-1]) == (21, "5 more rows of the same seal are concerned.")


def test_a_row_that_was_put_in_is_named_also_with_a_proof_of_its_own() -> None:
    """Whoever has the key too cannot put a row under a seal that was over others."""
    look(1, 2)
    sealed()
    number = AuditEntry.objects.get().sequence
    [later] = look(3)
    Look.objects.filter(pk=later).update(sealed_in=number)
    assert list(differences()) == [f"Row {later} of the log of access was put in."]
    by_force(lambda: Look.objects.filter(pk=later).update(sealed_in=number + 7))
    assert sealed() == 0
    look(4)
    sealed()
    by_force(lambda: Look.objects.filter(pk=later).update(sealed_in=0))
    assert f"Row {later} of the log of access was put in." in list(differences())


def test_a_forged_row_is_named_before_it_is_sealed() -> None:
    [row] = look(1)
    forged = Look.objects.get(pk=row)
    forged.pk, forged.once, forged.case_id = None, "0" * 64, 12
    forged.save(force_insert=True)
    assert list(differences()) == [f"Row {forged.pk} of the log of access was changed or put in."]


def test_proofs_that_changed_places_are_found() -> None:
    first, second = look(1, 2)
    sealed()
    one, other = Look.objects.get(pk=first), Look.objects.get(pk=second)

    def change_places() -> None:
        Look.objects.filter(pk=first).update(once="x")
        for row, source in ((second, one), (first, other)):
            said = {name: getattr(source, name) for name in ("case_id", "subject_id", "digest", "once")}
            Look.objects.filter(pk=row).update(**said)

    by_force(change_places)
    assert list(differences()) == ["Rows of the log of access are not those that audit entry 1 seals."]


def test_what_is_older_than_its_time_goes_on_record_and_all_agrees() -> None:
    today = datetime.now(UTC)
    long_ago = today - KEPT - timedelta(days=2)
    old = look(1, 2, at=long_ago)
    sealed(at=long_ago)
    new = look(3, at=today - KEPT + timedelta(days=2))
    sealed(at=today - KEPT + timedelta(days=2))
    with transaction.atomic():
        assert forget(at=today - timedelta(days=3)) == 0
        assert forget(at=today + 2 * KEPT) == len(old), "a clock that is ahead lets nothing go sooner"
        assert forget(at=today) == 0
    assert list(Look.objects.values_list("id", flat=True)) == new
    entry = AuditEntry.objects.get(verb="looks_forgotten")
    assert (entry.subject_id, entry.data) == (1, {"count": 2})
    assert list(differences()) == []
    assert list(verify_chain()) == []
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Look.objects.filter(id__in=new).delete()


def test_many_seals_are_checked_without_keeping_the_rows(django_assert_num_queries: Any) -> None:
    for number in range(5):
        look(number)
        sealed()
    with django_assert_num_queries(4):
        assert list(differences()) == []
