"""People to whom a report may be sent: found by a part of their name, and nobody who doesn't read figures."""

from __future__ import annotations

import pytest

from permissions.people.models import User
from tests.scenes import Country, hire
from workflows.saved_reports.readers import readers_called, readers_named

pytestmark = pytest.mark.django_db


def called(typed: str) -> list[str]:
    return [person.username for person in readers_called(typed)]


def renamed(person: User, arabic: str, english: str) -> None:
    person.name = {"ar": arabic, "en": english}
    person.save()


def test_user_names_are_taken_in_any_case(land: Country) -> None:
    people, unknown = readers_named(["Level2-MOH", "nobody"])
    assert [person.username for person in people] == ["level2-moh"]
    assert unknown == ["nobody"]


def test_they_are_found_by_the_beginnings_of_words_in_both_languages(land: Country) -> None:
    renamed(land.people["officer-moh"], "إيمان الخطيب", "Iman Khatib")
    assert called("khat") == called("khatib im") == called("ايمان") == called("officer-moh") == ["officer-moh"]
    assert called("hatib") == called("") == called("%") == []


def test_whoever_reads_no_figures_is_nobody(land: Country) -> None:
    clerk = hire(land, "editor", username="clerk")
    assert called("clerk") == []
    assert readers_named(["clerk"]) == ([], ["clerk"])
    hire(land, "auditor", username="clerk-auditor")
    assert called("clerk") == ["clerk-auditor"]
    gone = land.people["officer-moe"]
    gone.is_active = False
    gone.save()
    assert called("officer-moe") == []
    assert clerk.is_active


def test_at_most_a_few_are_offered_by_name(land: Country) -> None:
    for number in range(12):
        hire(land, "auditor", username=f"zaid-{number:02}")
    assert called("zaid") == [f"zaid-{number:02}" for number in range(8)]
