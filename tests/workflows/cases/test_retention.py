"""How long requests are kept: what can be published, what putting back costs, and when one is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.utils.translation import override

from permissions.writing import local
from workflows.cases.retention import KEY, Period, as_shipped, check, shorter
from workflows.versions.models import Subject

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


def kept(*rows: tuple[str, dict[str, int] | None]) -> dict[str, Any]:
    """A definition: kinds of the ordinary track, each with its period."""
    said = [{"kind": kind, "track": "ordinary", "keep": keep} for kind, keep in rows]
    return {**as_shipped(), "rows": said}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("complaint", {"days": 59})], "at least 60 days"),
        ([("complaint", {"years": 101})], "at most 100 years"),
        ([("complaint", {"years": 1, "days": -400})], "at most 100 years"),
        ([("complaint", {"years": 1}), ("complaint", None)], "is named twice"),
    ],
)
def test_what_cannot_be_published_says_why(rows: list[tuple[str, dict[str, int] | None]], said: str) -> None:
    (sentence,) = check(KEY, kept(*rows))
    assert said in sentence


@pytest.mark.parametrize(
    "rows", [[("complaint", {"days": 62})], [("complaint", {"years": 100})], [("complaint", None)]]
)
def test_what_can_be_published(rows: list[tuple[str, dict[str, int] | None]]) -> None:
    assert check(KEY, kept(*rows)) == []


@pytest.mark.parametrize(
    ("holds", "back", "guarded"),
    [
        ([("complaint", {"years": 5})], [("complaint", {"years": 2})], True),
        ([("complaint", None)], [("complaint", {"years": 2})], True),
        ([], [("complaint", {"years": 2})], True),
        ([("complaint", {"years": 2})], [("complaint", {"years": 5})], False),
        ([("complaint", {"years": 2})], [], False),
    ],
)
def test_putting_back_what_erases_earlier_takes_two(holds: list[Any], back: list[Any], guarded: bool) -> None:
    assert bool(list(shorter(Subject.RETENTION, KEY, kept(*holds), kept(*back)))) is guarded
    assert list(shorter(Subject.KIND, KEY, kept(*holds), kept(*back))) == []


@pytest.mark.parametrize(
    ("period", "closed", "due"),
    [
        (Period(years=1), "2028-02-29", "2029-02-28"),
        (Period(months=1), "2026-01-31", "2026-02-28"),
        (Period(years=2, months=3, days=1), "2024-02-01", "2026-05-02"),
    ],
)
def test_the_day_that_is_shown_is_so_long_after_the_closing(period: Period, closed: str, due: str) -> None:
    shown = period.after(datetime.fromisoformat(f"{closed}T12:00:00+03:00"))
    assert local(shown).date().isoformat() == due
