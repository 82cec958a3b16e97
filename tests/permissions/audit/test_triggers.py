"""What is append-only is refused by the database itself, whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit import triggers
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append
from workflows.cases.models import Case, CaseEvent, RequestKind
from workflows.versions.models import Version

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> AuditEntry:
    append([NewEntry("role_granted", "person", 7)], actor=Actor.operator, at=AT)
    return AuditEntry.objects.get()


@pytest.fixture
def event() -> CaseEvent:
    agency = Agency.objects.create(code="moh", name={"ar": "وزارة الصحة"})
    kind = RequestKind.objects.create(code="complaint", name={"ar": "شكوى"}, process="complaint")
    version = Version.objects.create(
        subject="process", key="complaint", number=1, status="published", definition={}, digest="", drafted_at=AT
    )
    case = Case.objects.create(
        kind=kind, agency=agency, process_version=version, status="triage", opened_at=AT, changed_at=AT
    )
    return CaseEvent.objects.create(case=case, number=1, verb="opened", at=AT, actor_kind="citizen", agency=agency)


def test_an_audit_entry_cannot_be_changed(entry: AuditEntry) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(verb="nothing")
    assert AuditEntry.objects.get().verb == "role_granted"


def test_an_audit_entry_cannot_be_deleted(entry: AuditEntry) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()
    assert AuditEntry.objects.count() == 1


def test_an_event_of_a_case_cannot_be_changed(event: CaseEvent) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CaseEvent.objects.filter(pk=event.pk).update(verb="closed")
    assert CaseEvent.objects.get().verb == "opened"


def test_an_event_of_a_case_cannot_be_deleted(event: CaseEvent) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CaseEvent.objects.filter(pk=event.pk).delete()
    assert CaseEvent.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_the_trail_cannot_be_truncated(entry: AuditEntry) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE permissions_auditentry")
    assert AuditEntry.objects.count() == 1


def test_triggers_that_were_lost_are_named_and_made_again() -> None:
    assert triggers.missing(connection) == []
    triggers.drop(connection)
    assert set(triggers.missing(connection)) >= {
        "permissions_auditentry_no_delete",
        "permissions_auditentry_no_update",
        "workflows_caseevent_no_delete",
        "workflows_caseevent_no_update",
    }
    triggers.create(connection)
    triggers.create(connection)
    assert triggers.missing(connection) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite remakes a table to change it")
@pytest.mark.django_db(transaction=True)
def test_a_table_that_a_migration_remade_has_its_triggers_again_when_migrate_ends() -> None:
    as_it_is = AuditEntry._meta.get_field("verb")
    longer = models.CharField(max_length=41)
    longer.set_attributes_from_name("verb")
    with connection.schema_editor() as editor:
        editor.alter_field(AuditEntry, as_it_is, longer)
    lost = triggers.missing(connection)
    try:
        call_command("migrate", verbosity=0)
        assert triggers.missing(connection) == []
    finally:
        with connection.schema_editor() as editor:
            editor.alter_field(AuditEntry, longer, as_it_is)
        triggers.create(connection)
    assert lost == ["permissions_auditentry_no_delete", "permissions_auditentry_no_update"]
