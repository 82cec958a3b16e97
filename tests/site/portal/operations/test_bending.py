"""Each row of the house that is bent past the code is found by ``verify``, and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from guardian.models import GroupObjectPermission, UserObjectPermission

from permissions.access.models import Emergency, RoleAtAgency, RoleHolding
from permissions.agencies.models import Agency, Holding
from permissions.audit.models import AuditEntry
from permissions.citizens.models import Citizen
from permissions.now import now
from permissions.people.models import User
from permissions.proving import checking
from permissions.proving.checking import differences
from permissions.proving.declared import Proved, declared
from permissions.proving.models import RowProof
from permissions.proving.sealing import seal
from permissions.roles.models import Role
from portal.operations.sweeping import seal_rows
from portal.operations.verifying import everything
from tests.bending import bendable, bent, by_force, undone, write
from tests.scenes import Country, country, file_case
from workflows.reports.models import Snapshot
from workflows.versions.models import Subject, Version

pytestmark = pytest.mark.django_db

OWN: dict[str, dict[str, Any]] = {
    "permissions.Citizen": {
        "email": "somebody@example.org",
        "subject": "",
        "name": "",
        "national_number": "",
        "proved_at": None,
    },
    "permissions.Proposal": {"outcome": "", "decided_at": None, "decided_by_id": None},
    "permissions.Area": {"under_id": None},
    "workflows.FiscalYear": {"id": 1, "first_month": 7},
    "workflows.RegisterLine": {"state": "open", "objection": ""},
    "workflows.MovingPlan": {"undoes_id": None},
}
"""What a row of a model needs so that the database takes it."""


def _past_the_code(model: Any) -> Any:
    """Its rows, with nobody told of what is written."""
    return models.QuerySet(model)


@pytest.fixture
def world() -> Country:
    """A country with a row of each proved model, all of it sealed."""
    land = country()
    file_case()
    for proved in declared():
        if not proved.model._base_manager.exists():
            made(proved.model)
    seal_rows()
    return land


def made(model: type[models.Model]) -> models.Model:
    """A row with something in each column; what it refers to is there already, or is made too."""
    own = OWN.get(model._meta.label, {})
    values = {
        field.attname: own[field.attname] if field.attname in own else _value(field)
        for field in model._meta.concrete_fields
        if not field.primary_key or field.attname in own
    }
    row = model(**values)
    row.save()
    return row


def _value(field: models.Field[Any, Any]) -> Any:
    if field.is_relation:
        related: type[models.Model] = field.related_model  # type: ignore[assignment]  # no generic relation is meant
        if related is field.model and field.null:
            return None
        there = related._base_manager.order_by("pk").first() or made(related)
        return there.pk if not _is_second_person(field) else related._base_manager.order_by("pk").last().pk  # type: ignore[union-attr]  # there is one
    match field.get_internal_type():
        case "DateTimeField":
            return now() + timedelta(days=field.name in ("ends", "expires_at"))
        case "DateField":
            return now().date()
        case "JSONField":
            return {"ar": "كلمة", "en": "word"}
        case "BooleanField":
            return False
        case "CharField" | "TextField" | "SlugField" | "EmailField":
            return "x1"
        case _:
            return 1


def _is_second_person(field: models.Field[Any, Any]) -> bool:
    return field.name in ("deputy", "given_by")


def found() -> str:
    return "\n".join(differences())


def found_in(proved: Proved) -> str:
    """The same of one table alone: all of them would be walked for each column of each."""
    with patch.object(checking, "declared", return_value=(proved,)):
        return found()


def test_each_proved_column_that_is_bent_is_found(world: Country) -> None:
    assert found() == ""
    missed = []
    with by_force():
        for proved in declared():
            row = _last(proved)
            fields = {str(field.column): field for field in proved.model._meta.concrete_fields}
            for column in proved.columns:
                with undone():
                    write(proved.model, row.pk, column, bent(fields[column], getattr(row, fields[column].attname)))
                    if f"row {row.pk} of {proved.table} " not in found_in(proved):
                        missed.append(f"{proved.table}.{column}")
    assert missed == []
    assert found() == ""


def test_each_proved_row_that_is_taken_out_or_put_in_is_found(world: Country) -> None:
    missed = []
    with by_force():
        for proved in declared():
            row, key = _last(proved), str(proved.model._meta.pk.column)
            proofs, rows = RowProof.objects.filter(table=proved.table, row=row.pk), _past_the_code(proved.model)
            ways: dict[str, Callable[[], object]] = {
                f"row {row.pk} of {proved.table} is missing": partial(rows.filter(pk=row.pk)._raw_delete, "default"),
                f"row {row.pk} of {proved.table} has lost its proof": proofs.delete,
                f"row 77777 of {proved.table} was put in": partial(write, proved.model, row.pk, key, 77_777),
            }
            for sentence, way in ways.items():
                with undone():
                    way()
                    if sentence not in found_in(proved):
                        missed.append(sentence)
    assert missed == []


def _last(proved: Proved) -> models.Model:
    row = proved.model._base_manager.order_by("pk").last()
    assert row is not None
    return row


def test_each_proved_column_is_bent_by_the_bench_too() -> None:
    assert len(bendable()) == sum(len(each.columns) for each in declared())
    assert ("permissions_user", "password") in bendable()
    assert ("workflows_version", "definition") in bendable()


# What was found to be possible in an attack, one by one.


def test_a_published_ladder_changed_in_place_is_found(world: Country) -> None:
    ladder = Version.objects.filter(subject=Subject.LADDER, status="published").first()
    assert ladder is not None
    with by_force():
        write(Version, ladder.pk, "definition", {**ladder.definition, "steps": []})
        write(Version, ladder.pk, "digest", "0" * 64)
        assert f"row {ladder.pk} of workflows_version was changed" in found()


def test_a_role_granted_past_the_code_is_found(world: Country) -> None:
    place = RoleAtAgency.objects.latest("pk")
    with by_force():
        _past_the_code(RoleHolding).bulk_create(
            [RoleHolding(user=User.objects.earliest("pk"), place=place, starts=now())]
        )
        holding = RoleHolding.objects.latest("pk")
        assert f"row {holding.pk} of permissions_roleholding was put in" in found()


def test_a_password_hash_replaced_is_found(world: Country) -> None:
    person = User.objects.earliest("pk")
    with by_force():
        write(User, person.pk, "password", "argon2$hash-of-the-attacker")
        assert f"row {person.pk} of permissions_user was changed" in found()


def test_report_snapshots_deleted_are_found(world: Country) -> None:
    snapshot = Snapshot.objects.get()
    with by_force():
        for proved in declared():
            if any(field.related_model is Snapshot for field in proved.model._meta.concrete_fields):
                _past_the_code(proved.model).all()._raw_delete("default")
        _past_the_code(Snapshot).filter(pk=snapshot.pk)._raw_delete("default")
        assert f"row {snapshot.pk} of workflows_snapshot is missing" in found()


def test_a_second_factor_of_somebody_else_is_found(world: Country) -> None:
    factor = Authenticator.objects.earliest("pk")
    with by_force():
        write(Authenticator, factor.pk, "user_id", User.objects.latest("pk").pk)
        assert f"row {factor.pk} of mfa_authenticator was changed" in found()


# Rights that follow from what is proved.


@pytest.mark.parametrize(
    ("model", "put_in"),
    [
        (GroupObjectPermission, {"object_pk": "1"}),
        (User.groups.through, {}),
        (Group.permissions.through, {}),
        (UserObjectPermission, {"object_pk": "1"}),
        (User.user_permissions.through, {}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_right_that_no_role_brings_is_found(
    world: Country, model: type[models.Model], put_in: dict[str, Any]
) -> None:
    values = {
        field.attname: put_in.get(field.attname, _value(field))
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    if "group_id" in values:
        values["group_id"] = RoleAtAgency.objects.get(agency__code="moe", role__code="officer").group_id
    if "permission_id" in values:
        values["permission_id"] = Permission.objects.get(codename="manage_people").pk
    with by_force():
        _past_the_code(model).bulk_create([model(**values)])
        pk = _past_the_code(model).latest("pk").pk
        assert f"row {pk} of {model._meta.db_table} was put in" in "\n".join(everything())


def test_a_group_of_another_role_at_ones_own_agency_is_found(world: Country) -> None:
    """By its groups Wagtail asks who edits pages."""
    person = world.people["officer-moh"]
    others = RoleAtAgency.objects.filter(agency__code="moh").exclude(group__in=person.groups.all())
    with by_force():
        _past_the_code(User.groups.through).bulk_create(
            [User.groups.through(user_id=person.pk, group_id=others[0].group_id)]
        )
        pk = _past_the_code(User.groups.through).latest("pk").pk
        assert f"row {pk} of permissions_user_groups was put in" in "\n".join(everything())


def test_a_right_that_was_taken_away_is_found(world: Country) -> None:
    for model in (GroupObjectPermission, User.groups.through, Group.permissions.through):
        with by_force():
            ids = _past_the_code(model).filter(group__role_at_agency__isnull=False).values_list("pk", flat=True)
            _past_the_code(model).filter(pk=ids[0])._raw_delete("default")
            assert f"a row of {model._meta.db_table} is missing" in "\n".join(everything())


# Before the seal, and past it.


def test_what_waits_for_its_seal_is_proved_by_the_key_alone(world: Country, settings: Any) -> None:
    person = User.objects.earliest("pk")
    person.phone = "0791"
    person.save()
    assert found() == ""
    proof = RowProof.objects.get(table="permissions_user", row=person.pk)
    assert proof.mac
    with by_force():
        settings.FIELD_KEYS = ["another" * 8]
        assert "before that was sealed" in found()


def test_a_proof_that_is_reckoned_anew_with_the_row_is_found(world: Country, settings: Any) -> None:
    """Whoever knows the code makes digest and HMAC of their own; the key they do not have."""
    person, own = User.objects.earliest("pk"), settings.FIELD_KEYS
    with by_force():
        settings.FIELD_KEYS = ["of the attacker " * 3]
        User.objects.filter(pk=person.pk).update(password="theirs")
        person.refresh_from_db()
        proof = RowProof.objects.get(table="permissions_user", row=person.pk)
        assert proof.mac
        settings.FIELD_KEYS = own
        assert f"row {person.pk} of permissions_user was changed together with its proof" in found()
        with transaction.atomic():
            seal(at=now())
        assert f"row {person.pk} of permissions_user was changed together with its proof" in found()
        RowProof.objects.filter(pk=proof.pk).update(mac="", sealed=proof.digest)
        assert f"row {person.pk} of permissions_user was changed together with its proof" in found()


def test_what_once_was_cannot_be_put_back(world: Country) -> None:
    """A role that was taken away stays taken away, also for whoever kept its row and its proof."""
    holding = RoleHolding.objects.latest("pk")
    kept = RowProof.objects.get(table="permissions_roleholding", row=holding.pk)
    User.objects.filter(pk=holding.user_id).update(name={"ar": "أ", "en": "A"})
    Emergency.objects.all().delete()
    pk = holding.pk
    holding.delete()
    seal_rows()
    assert found() == ""
    with by_force():
        holding.pk = pk
        _past_the_code(RoleHolding).bulk_create([holding])
        RowProof.objects.filter(table=kept.table, row=kept.row).delete()
        _past_the_code(RowProof).bulk_create([kept])
        assert f"row {pk} of permissions_roleholding was changed together with its proof" in found()


def test_what_waited_once_cannot_be_put_back(world: Country) -> None:
    person = User.objects.earliest("pk")
    User.objects.filter(pk=person.pk).update(phone="1")
    waited = RowProof.objects.get(table="permissions_user", row=person.pk)
    seal_rows()
    User.objects.filter(pk=person.pk).update(phone="2")
    seal_rows()
    with by_force():
        write(User, person.pk, "phone", "1")
        RowProof.objects.filter(pk=waited.pk).delete()
        _past_the_code(RowProof).bulk_create([waited])
        assert "changed together with its proof" in found()
        seal_rows()
        assert f"row {person.pk} of permissions_user was set back" in found()


def test_a_bent_row_is_not_proved_by_an_honest_change(world: Country) -> None:
    person = User.objects.earliest("pk")
    with by_force():
        write(User, person.pk, "is_active", value=False)
        User.objects.filter(pk=person.pk).update(phone="0791")
        seal_rows()
        assert f"row {person.pk} of permissions_user was changed" in found()
        account = User.objects.get(pk=person.pk)
        account.phone = "0792"
        account.save()
        seal_rows()
        assert f"row {person.pk} of permissions_user was changed" in found()


def test_rotation_of_the_keys_leaves_proofs_valid(world: Country, settings: Any) -> None:
    settings.FIELD_KEYS = ["a new key in front of it " * 2, *settings.FIELD_KEYS]
    Agency.objects.filter(code="moh").update(email="moh@example.org")
    seal_rows()
    assert found() == ""
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert found() == ""


def test_of_who_is_forgotten_no_salt_is_left(world: Country) -> None:
    citizen = Citizen.objects.get()
    pk = citizen.pk
    citizen.delete()
    seal_rows()
    proof = RowProof.objects.get(table="permissions_citizen", row=pk)
    assert (proof.salt, proof.digest, proof.mac) == ("", "", "")
    assert found() == ""


def test_reading_and_logging_in_cost_nothing(world: Country, django_assert_num_queries: Any) -> None:
    person = User.objects.earliest("pk")
    with django_assert_num_queries(1):
        person.last_login = now()
        person.save(update_fields=["last_login"])
    with django_assert_num_queries(1):
        User.objects.filter(pk=person.pk).update(last_login=now())


def test_seals_are_made_of_what_changed_alone(world: Country) -> None:
    seal_rows()
    before = AuditEntry.objects.filter(verb="rows_sealed").count()
    seal_rows()
    assert AuditEntry.objects.filter(verb="rows_sealed").count() == before
    Role.objects.filter(code="officer").update(delegable=False)
    Holding.objects.filter(pk=Holding.objects.latest("pk").pk).update(rank=3)
    seal_rows()
    entry = AuditEntry.objects.filter(verb="rows_sealed").latest("sequence")
    assert {table: len(rows) for table, rows in entry.data["rows"].items()} == {
        "permissions_role": 1,
        "permissions_holding": 1,
    }
