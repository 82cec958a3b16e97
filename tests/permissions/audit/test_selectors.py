"""The audit trail says itself where someone has been at it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import F
from django.utils import translation
from pytest_django import Settings

from permissions.actors import Actor
from permissions.audit import triggers
from permissions.audit.models import AuditEntry, AuditHead
from permissions.audit.selectors import chain_head, verify_chain
from permissions.audit.services import NewEntry, append

AT = datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail() -> None:
    """Nine entries."""
    append([NewEntry("case_read", "case", n, {"نوع": "شكوى", "n": n}) for n in range(1, 10)], actor=Actor.clock, at=AT)


def tamper(act: Callable[[], object]) -> list[str]:
    """What is said after someone with the database's password has been at the trail."""
    triggers.drop(connection)
    act()
    triggers.create(connection)
    with translation.override("en"):
        return list(verify_chain())


def entry(sequence: int) -> AuditEntry:
    return AuditEntry.objects.get(sequence=sequence)


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(
    "change",
    [
        {"verb": "case_closed"},
        {"subject_id": 77},
        {"data": {"n": 4}},
        {"data": {"share": 0.5}},
        {"actor_kind": "staff"},
        {"at": datetime(2026, 3, 2, tzinfo=UTC)},
        {"seal": "f" * 64},
    ],
)
def test_a_changed_entry_is_named(change: dict[str, object]) -> None:
    assert tamper(lambda: AuditEntry.objects.filter(sequence=4).update(**change)) == ["Audit entry 4 was changed."]


@pytest.mark.usefixtures("trail")
def test_missing_entries_are_named() -> None:
    said = tamper(lambda: AuditEntry.objects.filter(sequence__in=[4, 5]).delete())
    assert said == ["Audit entries 4 to 5 are missing."]


@pytest.mark.usefixtures("trail")
def test_entries_in_another_order_are_named() -> None:
    def swap() -> None:
        AuditEntry.objects.filter(sequence=3).update(sequence=0)
        AuditEntry.objects.filter(sequence=4).update(sequence=3)
        AuditEntry.objects.filter(sequence=0).update(sequence=4)

    assert tamper(swap) == [
        "Audit entry 3 is out of order: it was written after what is now 4.",
        "Audit entry 4 is out of order: it was written after what is now 2.",
        "Audit entry 5 is out of order: it was written after what is now 3.",
    ]


@pytest.mark.usefixtures("trail")
def test_an_end_that_was_cut_off_is_named() -> None:
    said = tamper(lambda: AuditEntry.objects.filter(sequence__gte=8).delete())
    assert said == ["The audit chain is cut off: entries 8 to 9 are missing at its end."]


@pytest.mark.usefixtures("trail")
def test_an_end_cut_off_with_the_head_set_back_shows_against_a_head_noted_elsewhere() -> None:
    count, seal = chain_head()

    def cut() -> None:
        AuditEntry.objects.filter(sequence__gte=8).delete()
        AuditHead.objects.update(count=7, seal=entry(7).seal)

    assert tamper(cut) == []
    with translation.override("en"):
        assert list(verify_chain({count: seal})) == ["The audit chain once ended at entry 9 with another seal."]


@pytest.mark.usefixtures("trail")
def test_a_head_noted_elsewhere_that_agrees_says_nothing() -> None:
    assert list(verify_chain({0: "", 5: entry(5).seal})) == []


@pytest.mark.usefixtures("trail")
def test_an_entry_added_behind_the_heads_back_is_named() -> None:
    AuditEntry.objects.create(sequence=10, at=AT, actor_kind="clock", verb="v", subject="s", subject_id=1, seal="")
    with translation.override("en"):
        assert list(verify_chain()) == ["Audit entries 10 to 10 are beyond the head of the chain."]


@pytest.mark.usefixtures("trail")
def test_a_head_with_another_seal_is_named() -> None:
    AuditHead.objects.update(seal="0" * 64)
    with translation.override("en"):
        assert list(verify_chain()) == ["The head of the audit chain bears another seal than entry 9."]


@pytest.mark.usefixtures("trail")
def test_a_missing_head_is_named_and_the_entries_are_still_read() -> None:
    AuditHead.objects.all().delete()
    said = tamper(lambda: AuditEntry.objects.filter(sequence=2).update(verb="other"))
    assert said == ["The head of the audit chain is missing.", "Audit entry 2 was changed."]


@pytest.mark.usefixtures("trail")
def test_keys_may_be_changed_while_the_former_one_is_kept(settings: Settings) -> None:
    settings.FIELD_KEYS = ["a newer key", *settings.FIELD_KEYS]
    append([NewEntry("case_read", "case", 10)], actor=Actor.clock, at=AT)
    assert list(verify_chain()) == []


@pytest.mark.usefixtures("trail")
def test_without_the_key_nothing_holds(settings: Settings) -> None:
    settings.FIELD_KEYS = ["another key"]
    assert len(list(verify_chain())) == 9


def test_memory_does_not_grow_with_the_trail() -> None:
    def peak() -> int:
        tracemalloc.start()
        assert list(verify_chain()) == []
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    for _ in range(50):
        append([NewEntry("case_read", "case", n) for n in range(100)], actor=Actor.clock, at=AT)
    few = peak()
    for _ in range(150):
        append([NewEntry("case_read", "case", n) for n in range(100)], actor=Actor.clock, at=AT)
    assert AuditHead.objects.filter(count=F("count")).get().count == 20_000
    assert peak() < few * 1.5
