"""Loading past cases: once, again, further, after a stop."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.now import standing_at
from portal.operations.demo_world.cases import loading
from portal.operations.demo_world.cases.loading import Loader
from portal.operations.verifying import everything
from tests.site.portal.operations.demo_world.cases.lived import UNTIL, load, load_world
from tests.tables import ask
from workflows.cases.models import Case, CaseEvent
from workflows.cases.tracking import tracking_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    load_world()


def test_the_same_number_and_seed_add_nothing_a_larger_one_the_difference_another_seed_others() -> None:
    assert load(30) == 30
    before = list(CaseEvent.objects.values_list("pk", flat=True))
    assert load(30) == 0
    assert list(CaseEvent.objects.values_list("pk", flat=True)) == before
    assert load(45) == 15
    assert load(10, seed=2) == 10
    assert Case.objects.count() == 55


def test_the_same_seed_gives_the_same_cases() -> None:
    with standing_at(UNTIL):
        first, again, other = (
            [Loader.standing_at(UNTIL, seed=seed).almanac.draw(number) for number in range(50)] for seed in (9, 9, 8)
        )
    assert first == again != other


def test_a_load_that_was_stopped_is_continued(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "CHUNK", 10)
    kept = Loader.load
    chunks = iter(range(3))

    def stopped(self: Loader, numbers: range) -> int:
        next(chunks)
        return kept(self, numbers)

    monkeypatch.setattr(Loader, "load", stopped)
    with pytest.raises(StopIteration):
        load(50)
    monkeypatch.setattr(Loader, "load", kept)
    assert Case.objects.count() == 30
    assert load(50) == 20
    assert list(everything()) == []


def test_queries_do_not_grow_with_the_cases_of_a_chunk() -> None:
    with standing_at(UNTIL):
        loader = Loader.standing_at(UNTIL, seed=21)
        loader.load(range(1, 101))  # what is read once for all
        counts = {}
        for numbers in (range(101, 121), range(201, 301)):
            with CaptureQueriesContext(connection) as queries:
                loader.load(numbers)
            counts[len(numbers)] = Counter(" ".join(query["sql"].split()[:3]) for query in queries)
    # SQLite takes some 900 values a statement, so that what is one insert elsewhere is several there.
    reads = {
        size: sum(times for kind, times in kinds.items() if "INSERT" not in kind) for size, kinds in counts.items()
    }
    assert reads[100] == reads[20] <= 12
    assert len(counts[100]) <= 24


def test_a_number_that_is_taken_is_drawn_again() -> None:
    with standing_at(UNTIL):
        loader = Loader.standing_at(UNTIL, seed=1)
        taken = [tracking_of(life.at, life.numbers[0]) for life in map(loader.almanac.draw, range(1, 4))]
    load(1)
    Case.objects.update(tracking=taken[1], idempotency_key="another")
    assert load(3) == 3
    expected = [taken[0], tracking_of(loader.almanac.draw(2).at, loader.almanac.draw(2).numbers[1]), taken[2]]
    found = Case.objects.filter(idempotency_key__startswith="demo-1-").order_by("idempotency_key")
    assert list(found.values_list("tracking", flat=True)) == expected


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL plans by what it counted")
def test_what_is_loaded_is_counted_as_it_grows() -> None:
    load(250)
    [(counted,)] = ask("SELECT reltuples FROM pg_class WHERE relname = 'workflows_case'")
    assert counted >= 100
