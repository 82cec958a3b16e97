"""What is weak is said before it is relied on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.db import connection

from content.forms.confinement import can_confine
from portal.operations import deploy_checks
from portal.operations.deploy_checks import CANNOT_CONFINE, UNCONFINED, confinement, database_log


@pytest.mark.django_db
def test_doing_without_confinement_is_an_error_of_production(settings: Any) -> None:
    settings.READERS_CONFINED = False
    assert confinement() == []
    settings.PRODUCTION = True
    assert confinement() == [UNCONFINED]
    assert UNCONFINED in checks.run_checks(tags=["security"], include_deployment_checks=True)


def test_it_is_proved_by_trying_or_said_that_this_system_cannot(settings: Any, tmp_path: Path) -> None:
    settings.READERS_CONFINED, settings.READING_FOLDER = True, tmp_path / "reading"
    assert confinement() == ([] if can_confine() else [CANNOT_CONFINE])


def test_a_system_that_cannot_is_said(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.READERS_CONFINED = True
    monkeypatch.setattr(deploy_checks, "can_confine", lambda: False)
    assert confinement() == [CANNOT_CONFINE]


def test_what_was_reached_is_an_error(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.READERS_CONFINED, settings.READING_FOLDER = True, tmp_path / "reading"
    monkeypatch.setattr(deploy_checks, "can_confine", lambda: True)
    monkeypatch.setattr(deploy_checks, "reached_by_readers", lambda paths: [str(path) for path in paths])
    (error,) = confinement()
    assert (error.id, error.level) == ("insaf.E002", checks.ERROR)
    assert str(tmp_path / "reading" / "trial") in (error.hint or "")


@pytest.mark.django_db
@pytest.mark.both
def test_a_log_of_postgresql_that_repeats_words_is_warned_of() -> None:
    if connection.vendor != "postgresql":
        assert database_log() == []
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL log_error_verbosity = 'terse'; SET LOCAL log_min_error_statement = 'error'")
    (warning,) = database_log()
    assert warning.hint == "Set in postgresql.conf: log_min_error_statement = panic."
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL log_min_error_statement = 'panic'")
    assert database_log() == []
