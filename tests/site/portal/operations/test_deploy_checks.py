"""What is weak is said before it is relied on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.db import connection

from content.forms.confinement import can_confine
from portal.operations import deploy_checks
from portal.operations.deploy_checks import CANNOT_CONFINE, UNCONFINED, confinement, database_log, what_hosts_share
from portal.operations.storage_identity import identify_storage


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


@pytest.mark.django_db
def test_a_host_with_another_folder_than_the_database_knows_is_warned_of(settings: Any, tmp_path: Path) -> None:
    settings.IDENTITY_FILE = tmp_path / "identity"
    identify_storage()
    assert what_hosts_share() == []
    settings.IDENTITY_FILE = tmp_path / "another"
    (warning,) = what_hosts_share()
    assert (warning.id, warning.level) == ("insaf.W002", checks.WARNING)
    assert str(tmp_path / "another") in warning.msg


def test_data_in_the_checkout_are_told_of(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deploy_checks, "storage_problem", lambda: "")
    monkeypatch.setattr(deploy_checks, "VAR", Path("var"))
    assert what_hosts_share() == []
    settings.PRODUCTION = True
    assert [told.id for told in what_hosts_share()] == ["insaf.I002"]
    monkeypatch.setattr(deploy_checks, "VAR", Path("/var/lib/insaf"))
    assert what_hosts_share() == []
