"""Rows of before are taken in once, as they are then; one that was bent by then stays found."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from permissions.audit.selectors import chain_length
from permissions.now import now
from permissions.people.models import User
from permissions.proving import taking_in
from permissions.proving.checking import differences
from permissions.proving.declared import declared
from permissions.proving.taking_in import are_there, known_columns, take_in, what_is_new
from portal.operations.sweeping import seal_rows
from tests.bending import by_force, write
from tests.scenes import country
from workflows.cases.models import Theme

pytestmark = pytest.mark.django_db

USERS = "permissions_user"


def test_the_first_seal_says_what_is_proved_from_then_on() -> None:
    country()
    seal_rows()
    assert known_columns() == {each.table: each.columns for each in declared()}
    assert what_is_new() == ()


@pytest.mark.parametrize("known", ["nothing", "fewer columns"])
def test_what_was_bent_before_it_is_taken_in_stays_found(monkeypatch: pytest.MonkeyPatch, known: str) -> None:
    country()
    person = User.objects.earliest("pk")
    seal_rows()
    former = {each.table: each.columns for each in declared()}
    if known == "nothing":
        del former[USERS]
    else:
        former[USERS] = tuple(column for column in former[USERS] if column != "phone")
    with by_force():
        write(User, person.pk, "is_active", value=False)
        with monkeypatch.context() as before:
            before.setattr(taking_in, "known_columns", lambda: former)
            take_in(at=now())
        assert f"row {person.pk} of {USERS} was changed" in "\n".join(differences())


def test_an_empty_trail_says_nothing_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "known_columns", dict)
    assert chain_length() == 0
    take_in(at=now())
    assert chain_length() == 0


def test_a_table_that_changed_before_anybody_used_the_platform_is_proved_anew() -> None:
    """Rows that come with the platform have proofs before the trail says by which columns."""
    assert chain_length() == 0
    theme = Theme.objects.create(key="time-2", name={"ar": "الوقت"}, position=90)
    with by_force():
        write(Theme, theme.pk, "position", value=91)
        assert list(differences())
        take_in(at=now())
        assert list(differences()) == []


def test_tables_of_a_former_release_are_not_there_yet() -> None:
    loader = MigrationLoader(connection)
    assert are_there(loader.project_state().apps)
    assert not are_there(loader.project_state(("auth", "0012_alter_user_first_name_max_length")).apps)


def test_a_table_that_lacks_a_proved_column_is_not_there_yet() -> None:
    state = MigrationLoader(connection).project_state()
    state.remove_field("permissions", "user", "phone")
    assert not are_there(state.apps)
