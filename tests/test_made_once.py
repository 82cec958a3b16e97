"""What is made once comes back as it was made, in few statements, and only where it would have been made alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.agencies.models import Agency
from permissions.audit.selectors import verify_chain
from permissions.now import standing_at
from permissions.people.models import User
from tests import made_once
from tests.content.forms import made
from tests.scenes import Country, country, file_case
from tests.seeded_site import pages_and_forms
from tests.tables import Row, ask, tables
from workflows.cases.actions import Decide
from workflows.cases.consistency import inconsistencies
from workflows.cases.lifecycle import apply
from workflows.cases.models import CaseStatus
from workflows.figures.models import Standing
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
MOST = 40
"""Statements of a scene, those that ask whether it fits among them."""


def site() -> None:
    country()
    pages_and_forms()


def undone(make: Callable[[], object]) -> tuple[int, dict[str, set[Row]]]:
    """How many statements it asks, and all rows that there are then; afterwards it is undone."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            make()
        rows = {table.name: set(table.rows().values()) for table in tables()}
        transaction.set_rollback(True)
    return len(asked), rows


@pytest.mark.parametrize("scene", [country, lambda: made.english_forms("complaint", "rights")])
def test_a_scene_costs_at_most_forty_statements(scene: Callable[[], object]) -> None:
    undone(scene)
    assert undone(scene)[0] <= MOST


def test_pages_and_forms_cost_no_more_than_a_scene() -> None:
    with transaction.atomic():
        site()
        transaction.set_rollback(True)
    country()
    assert undone(pages_and_forms)[0] <= MOST


@pytest.mark.parametrize("scene", [country, site, lambda: made.english_forms("complaint")])
def test_what_comes_back_is_what_was_made(scene: Callable[[], object]) -> None:
    """Every row of every table, twice over; the first of these makes it where no other test did."""
    with transaction.atomic():
        scene()
        first = {table.name: set(table.rows().values()) for table in tables()}
        transaction.set_rollback(True)
    assert undone(scene)[1] == first
    assert first["workflows_version"] != set()


def test_what_comes_back_is_what_a_country_made_now_has() -> None:
    """All but ids, instants and what follows from them."""
    told: list[dict[str, Any]] = []
    for make in (country, country, country.__wrapped__):  # type: ignore[attr-defined]  # wraps gives it, its types do not say so
        with transaction.atomic():
            land = make()
            told.append(
                {
                    "agencies": {code: (each.code, each.name, each.role) for code, each in land.agencies.items()},
                    "people": {name: each.email for name, each in land.people.items()},
                    "rights": sorted(User.objects.values_list("username", "groups__name")),
                    "published": sorted(Version.objects.values_list("subject", "key", "status", "digest")),
                    "rows": {table.name: len(table.rows()) for table in tables()},
                }
            )
            transaction.set_rollback(True)
    assert told[0] == told[1] == told[2]


def test_a_country_that_came_back_works_and_what_follows_gets_ids_of_its_own() -> None:
    undone(country)
    land = country()
    Agency.objects.create(code="mot", name={"ar": "mot", "en": "MOT"}, role="public_body")
    case = file_case()
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    case.refresh_from_db()
    assert (case.agency, case.status) == (land.agencies["moh"], CaseStatus.ANSWERED)
    assert [*inconsistencies(), *verify_chain()] == []


def test_every_call_gives_objects_of_its_own() -> None:
    with transaction.atomic():
        country().people["officer-moh"].username = "changed"
        transaction.set_rollback(True)
    land = country()
    assert land.people["officer-moh"].username == "officer-moh"
    assert land.people["officer-moh"] == User.objects.get(username="officer-moh")


def test_beside_rows_that_are_there_already_it_is_made_and_not_put_back() -> None:
    undone(country)
    before = User.objects.create(username="before", name={"ar": "قبل", "en": "Before"}, password="!")
    Agency.objects.create(code="mot", name={"ar": "mot", "en": "MOT"}, role="public_body")
    land = country()
    assert before not in land.people.values()
    assert Agency.objects.count() == len(land.agencies) + 1
    assert list(verify_chain()) == []


def test_at_another_instant_it_is_made_at_that_instant() -> None:
    undone(country)
    instant = datetime(2025, 3, 2, 8, tzinfo=UTC)
    with standing_at(instant):
        country()
    assert set(Version.objects.values_list("published_at", flat=True)) == {instant}


def test_what_one_process_made_another_puts_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its own memory, here its own ``made_once``, and they share a folder."""
    monkeypatch.setattr(made_once, "SHARED", tmp_path)
    times: list[int] = []

    @wraps(country)
    def make() -> Country:
        times.append(1)
        return country.__wrapped__()  # type: ignore[attr-defined, no-any-return]  # as above

    first = undone(made_once.made_once(make))[1]
    another = made_once.made_once(make)
    assert undone(another)[1] == first
    assert times == [1]
    land = another()
    Agency.objects.create(code="mot", name={"ar": "mot", "en": "MOT"}, role="public_body")
    apply(file_case().pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-moh"))
    assert [*inconsistencies(), *verify_chain()] == []


@pytest.mark.postgres
def test_an_id_of_another_process_is_not_given_again_where_a_key_has_two_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_once, "SHARED", tmp_path)

    def scene() -> int:
        country()
        return Standing.objects.get(case=file_case().pk).pk

    undone(made_once.made_once(scene))
    ask("SELECT setval('workflows_standing_id_seq', 1)")  # another's database has given none yet
    taken = made_once.made_once(scene)()
    assert Standing.objects.get(case=file_case(key="next").pk).pk > taken


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_after_a_test_that_emptied_the_tables_it_comes_back_committed(time: int, client: Client) -> None:
    site()
    assert client.get("/ar/").status_code == client.get("/en/file/complaint/").status_code == 200
    file_case(key=f"committed {time}")
    assert [*inconsistencies(), *verify_chain()] == []
