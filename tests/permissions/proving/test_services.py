"""A row that was bent is told of at once when it is next changed, and by what it is about alone."""

from __future__ import annotations

from typing import Any

import pytest

from permissions.people.models import User
from permissions.proving.checking import differences
from permissions.proving.declared import proved_model
from permissions.proving.digests import digest_of
from permissions.proving.models import RowProof
from permissions.proving.sealing import waits
from permissions.proving.services import said_by
from portal.operations.sweeping import seal_rows
from tests.bending import by_force, write
from tests.scenes import country
from tests.security_lines import Lines, security_lines

__all__ = ["security_lines"]

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_the_security_log_tells_of_a_bent_row_and_of_no_other(security_lines: Lines) -> None:
    country()
    person = User.objects.earliest("pk")
    User.objects.filter(pk=person.pk).update(phone="0790")
    assert [line for line in security_lines if line["kind"] == "row_bent"] == []
    with by_force():
        write(User, person.pk, "is_active", value=False)
        User.objects.filter(pk=person.pk).update(phone="0791")
    (line,) = [line for line in security_lines if line["kind"] == "row_bent"]
    assert (line["outcome"], line["about"]) == ("found", "permissions_user")


def test_a_proof_that_another_key_wrote_is_not_made_ours_by_an_honest_change(settings: Any) -> None:
    country()
    person, own = User.objects.earliest("pk"), settings.FIELD_KEYS
    seal_rows()
    with by_force():
        settings.FIELD_KEYS = ["of the attacker " * 3]
        User.objects.filter(pk=person.pk).update(password="theirs")
        settings.FIELD_KEYS = own
        User.objects.filter(pk=person.pk).update(phone="0791")
        assert f"row {person.pk} of permissions_user was changed" in "\n".join(differences())


def test_a_sealed_proof_that_was_reckoned_anew_is_not_made_ours_by_an_honest_change() -> None:
    country()
    person = User.objects.earliest("pk")
    seal_rows()
    with by_force():
        write(User, person.pk, "is_active", value=False)
        proof, proved = RowProof.objects.get(table="permissions_user", row=person.pk), proved_model(User)
        assert proved is not None
        says = said_by(proved, [person.pk])[person.pk]
        proof.digest = digest_of(proof.salt, proof.table, person.pk, says)  # what the trail holds stays beside it
        proof.save()
        assert f"row {person.pk} of permissions_user was changed together with its proof" in "\n".join(differences())
        User.objects.filter(pk=person.pk).update(phone="0791")
        assert f"row {person.pk} of permissions_user was changed" in "\n".join(differences())


def test_what_is_written_as_it_was_waits_for_no_seal() -> None:
    country()
    person = User.objects.earliest("pk")
    User.objects.filter(pk=person.pk).update(phone="0791")
    assert waits()
    seal_rows()
    User.objects.filter(pk=person.pk).update(phone="0791")
    assert not waits()
