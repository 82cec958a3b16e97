"""``manage.py demo_world`` as an operator runs it."""

from __future__ import annotations

from http import HTTPStatus
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from content.forms.alone import alone
from tests.site.portal.operations.demo_world.walk import walk, walk_what_was_learned
from tests.tables import every_row
from workflows.suggestions.models import Suggester
from workflows.suggestions.tasks import is_due


def run(*words: str) -> list[str]:
    out = StringIO()
    call_command("demo_world", *words, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db(transaction=True)
def test_it_says_what_it_made_and_the_second_time_changes_no_row_and_asks_little(client: Client) -> None:
    """With the cases and the six forms that are asked for afterwards: to load the rest takes longest."""
    assert run() == [
        "Emergency numbers: 1 new",
        "Roles: 15 new",
        "Units: 2 new",
        "Kinds of request: 7 new",
        "Published rules: 21 new",
        "Words of danger: 1 new",
        "Pages: 24 new",
        "Directory: 2 new",
        "Knowledge base: 72 new",
        "Search: all there",
        "Forms: 14 new",
        "Folder of files: known",
        "Rights: up to date",
        "Name: 1 new",
        "Call centre and authority: 2 new",
        "Governorates and districts: 63 new",
        "Agencies: 92 new",
        "How to reach the agencies: 92 new",
        "People: 411 new",
        "Routing to the agencies: 1 new",
        "Categories of complaints: 1 new",
        "How long requests are kept: 1 new",
        "News: 3 new",
        "Forms that ask for the district: 2 new",
        "Ready answers: 40 new",
    ]
    before = every_row()
    with CaptureQueriesContext(connection) as asked:
        assert {said.partition(": ")[2] for said in run()} == {"all there", "up to date", "known"}
    assert len(asked) <= 300
    assert every_row() == before
    for expected in ("Past cases: 25 new", "Past cases: all there"):
        assert expected in run("--cases", "25")
    assert not is_due(), "what was loaded is learned at once"
    learned = Suggester.objects.earliest("learned_at").learned_at
    assert "Past cases: 1 new" in run("--cases", "26")
    assert Suggester.objects.earliest("learned_at").learned_at > learned, "and anew when more is loaded"
    for language in ("ar", "en"):
        for kind in ("complaint", "inquiry", "suggestion", "praise", "integrity", "rights"):
            assert client.get(f"/{language}/file/{kind}/").status_code == HTTPStatus.OK, (language, kind)
    walk()


@pytest.mark.large
@pytest.mark.django_db(transaction=True)
def test_a_demo_of_500_requests_shows_all_that_there_is() -> None:
    run("--cases", "500")
    walk()
    walk_what_was_learned()


def test_it_is_refused_in_production(settings: Settings) -> None:
    settings.INSAF_ENV = "production"
    with pytest.raises(CommandError, match="refused in production"):
        call_command("demo_world")


def test_two_at_once_are_held_apart() -> None:
    with alone("demo-world"), pytest.raises(CommandError, match="is being loaded here already"):
        call_command("demo_world")
