"""How PostgreSQL is spoken to: what is asked again and again is planned once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from permissions.access.selectors import held_by
from portal.settings.database import databases


def options(monkeypatch: pytest.MonkeyPatch, url: str) -> dict[str, Any]:
    monkeypatch.setenv("DATABASE_URL", url)
    found: dict[str, Any] = databases()["default"]["OPTIONS"]
    return found


def test_statements_are_prepared_unless_the_address_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = options(monkeypatch, "postgres://me@127.0.0.1/it")
    said = "-c jit=off -c random_page_cost=1.1"
    assert plain == {"server_side_binding": True, "prepare_threshold": 3, "options": said}
    pooled = options(
        monkeypatch, "postgres://me@127.0.0.1/it?prepare_threshold=1000000000&options=-c%20jit%3Don&sslmode=require"
    )
    ours = {"server_side_binding": True, "prepare_threshold": 1_000_000_000, "options": "-c jit=on"}
    assert pooled == ours | {"sslmode": "require"}


@pytest.mark.postgres
@pytest.mark.django_db
def test_who_may_what_is_planned_once() -> None:
    for _time in range(5):
        held_by(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement ILIKE %s", ["%roleholding%union%"])
        (found,) = cursor.fetchone() or (0,)
    assert found == 1


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), [("jit", "off"), ("random_page_cost", "1.1")])
def test_nothing_is_compiled_and_a_page_elsewhere_costs_little(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        assert cursor.fetchone() == (value,)
