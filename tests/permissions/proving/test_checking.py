"""While rows are being taken in by other columns than before, those that still wait are compared by the former ones."""

from __future__ import annotations

import pytest

from permissions.people.models import User
from permissions.proving import checking
from permissions.proving.checking import differences
from permissions.proving.declared import Proved, declared, proved_model
from permissions.proving.services import prove
from portal.operations.sweeping import seal_rows
from tests.bending import by_force, write
from tests.scenes import country

pytestmark = pytest.mark.django_db


def test_what_is_not_taken_in_yet_holds_by_the_former_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    country()
    now_proved = proved_model(User)
    assert now_proved is not None
    former = Proved(User, tuple(column for column in now_proved.columns if column != "phone"))
    known = {each.table: each.columns for each in declared()} | {former.table: former.columns}
    person = User.objects.earliest("pk")
    with by_force():
        prove(former, [person.pk])
        seal_rows()
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(checking, "known_columns", lambda: known)
            assert list(differences()) == []
            write(User, person.pk, "is_active", value=False)
            assert f"row {person.pk} of permissions_user was changed" in "\n".join(differences())
