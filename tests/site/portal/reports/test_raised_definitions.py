"""The definitions are raised by a line in their table: what was frozen before opens as it was, what is made is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations.verifying import everything
from portal.reports.editions import WANTED
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import at
from workflows.reports import definitions
from workflows.reports.definitions import VERSIONS, Version
from workflows.reports.models import FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.reports.selectors import checksum, files_waiting
from workflows.reports.services import Wanted, request_files, take_snapshot
from workflows.reports.tasks import make_file, make_files

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("language", ["ar", "en"])]
PERIODS = {"monthly": Period(2026, 10), "yearly": Period(2026)}
BEFORE, NOW = at(11, 24), at(11, 25)
SHEET = Wanted(FileFormat.SPREADSHEET, "en")
RATE = 'data-rate="answered"'


@pytest.fixture
def auditor(language: str) -> Iterator[Client]:
    """Before the definitions are raised: of each period an edition by every version there was, with a file."""
    land: Country = country()
    hire(land, "auditor", username="auditor")
    with standing_at(at(10, 5)):
        file_case()
    for period in PERIODS.values():
        taken = take_snapshot(period=period, cut_off=BEFORE, actor=Actor.operator)
        (file,) = request_files(period=period, cut_off=BEFORE, wanted=[SHEET], actor=Actor.operator)
        make_file(file.pk)
        by_the_first_version(taken)
    with standing_at(NOW):
        yield client_of(land, "auditor", language)


def by_the_first_version(taken: Snapshot) -> None:
    """The same period as the first definitions froze it: another name for the ordinary figures, and no bands."""
    values: dict[str, Any] = {field.attname: getattr(taken, field.attname) for field in Snapshot._meta.concrete_fields}
    numbers = {**taken.numbers, "ordinary": taken.numbers["national"]}
    del numbers["apart"]
    old = Snapshot(**values | {"id": None, "definitions": 1, "numbers": numbers})
    old.checksum = checksum(old)
    old.save(force_insert=True)


def raise_definitions(monkeypatch: pytest.MonkeyPatch, *, lacks: frozenset[str] = frozenset()) -> int:
    """What whoever changes a meaning does: a line more, and in the one above it what that version lacks."""
    former = definitions.today()
    monkeypatch.setitem(VERSIONS, former, Version(lacks=lacks))
    monkeypatch.setitem(VERSIONS, former + 1, Version())
    return former + 1


def editions(client: Client, kind: str) -> dict[int, str]:
    """The address of each edition of a period, by the version of its definitions."""
    home = f"/admin/figures/{kind}/{PERIODS[kind].name}/"
    return {int(key.rpartition("-")[2]): f"{home}?edition={key}" for key in _keys(page(client.get(home)))}


def _keys(html: str) -> list[str]:
    return re.findall(r'"\?edition=([0-9]+-[0-9]+)"', html)


@pytest.mark.parametrize("kind", PERIODS)
def test_every_edition_of_before_still_opens_with_its_figures(
    auditor: Client, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    before = {version: page(auditor.get(address)) for version, address in editions(auditor, kind).items()}
    assert set(before) == {1, 2}
    new = raise_definitions(monkeypatch)
    after = {version: page(auditor.get(address)) for version, address in editions(auditor, kind).items()}
    assert set(after) == {1, 2}
    for version, html in after.items():
        assert RATE in html
        assert _figures(html) == _figures(before[version])
    assert str(new) in _note(after[2])
    assert _note(after[1]) == _note(before[1])
    assert list(everything()) == []


def _figures(html: str) -> list[str]:
    """Every number of the tables, in order."""
    return re.findall(r'<td class="num">\s*(?:<bdi[^>]*>)?\s*([^<\s]+)', html)


def _note(html: str) -> str:
    found = re.search(r'<p class="note(?: look)?">(.*?)</p>', html, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def test_files_that_named_no_sensitive_case_stay_and_no_more_are_made(
    auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ReportFile.objects.get(kind="monthly")
    (waiting,) = request_files(
        period=PERIODS["monthly"], cut_off=BEFORE, wanted=[Wanted(FileFormat.SPREADSHEET, "ar")], actor=Actor.operator
    )
    raise_definitions(monkeypatch)
    html = page(auditor.get(editions(auditor, "monthly")[2]))
    assert f"/admin/figures/files/{file.pk}/" in html
    assert b"".join(auditor.get(f"/admin/figures/files/{file.pk}/").streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert files_waiting() == []
    make_file(waiting.pk)
    assert ReportFile.objects.get(pk=waiting.pk).state == FileState.WAITING
    assert 'data-do="again"' not in html
    assert "hx-trigger" not in html


@pytest.mark.parametrize("kind", PERIODS)
def test_a_new_edition_is_counted_by_the_new_ones_and_has_its_files(
    auditor: Client, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("portal.reports.screens.call_soon", lambda _task, *ids: make_files(*_sheets(ids)))
    new = raise_definitions(monkeypatch)
    answer = auditor.post(f"/admin/figures/{kind}/{PERIODS[kind].name}/")
    assert answer["Location"].endswith(f"-{new}")
    html = page(auditor.get(answer["Location"]))
    assert html.count('data-state="made"') == len(WANTED) // 2
    assert RATE in html
    assert set(Snapshot.objects.filter(kind=kind).values_list("definitions", flat=True)) == {1, 2, new}
    assert list(everything()) == []


def _sheets(ids: tuple[int, ...]) -> list[int]:
    return list(ReportFile.objects.filter(pk__in=ids, format=FileFormat.SPREADSHEET).values_list("pk", flat=True))


def test_a_measure_that_an_edition_does_not_have_is_left_out_and_not_zero(
    auditor: Client, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with override(language):
        name = gettext("Reminders to the complaints unit after the last level")
    assert name in page(auditor.get(editions(auditor, "monthly")[2]))
    raise_definitions(monkeypatch, lacks=frozenset({"reminded"}))
    assert name not in page(auditor.get(editions(auditor, "monthly")[2]))
