"""The definitions are raised by a line in their table: what was frozen before opens as it was, what is made is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations.verifying import everything
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import at
from workflows.reports import definitions
from workflows.reports.counting import Mark, Seen
from workflows.reports.definitions import MEASURES, VERSIONS, Figure, Version, measures_of
from workflows.reports.document import html_of
from workflows.reports.freezing import checksum
from workflows.reports.models import FigureList, FileFormat, FileState, ReportFile, Snapshot
from workflows.reports.period import Period
from workflows.reports.selectors import files_waiting
from workflows.reports.services import EVERY_FILE, Wanted, request_files, take_snapshot
from workflows.reports.tasks import make_file, make_files

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("language", ["ar", "en"])]
PERIODS = {"monthly": Period(2026, 10), "yearly": Period(2026)}
BEFORE, NOW = at(11, 24), at(11, 25)
SHEET = Wanted(FileFormat.SPREADSHEET, "en")
RATE = 'data-rate="answered"'
LAST = definitions.today()
"""The version before the one that is raised in a test."""


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
        for version in VERSIONS:
            if definitions.is_older(version):
                as_frozen_by(version, taken)
    with standing_at(NOW):
        yield client_of(land, "auditor", language)


def as_frozen_by(version: int, taken: Snapshot) -> None:
    """The same period as a former version froze it: without the figures that came later.

    The first has another name for the ordinary figures, and no bands.
    """
    values: dict[str, Any] = {field.attname: getattr(taken, field.attname) for field in Snapshot._meta.concrete_fields}
    had = {measure.key for measure in measures_of(version)}
    numbers = {**taken.numbers, "national": _of(had, taken.numbers["national"])}
    for table in ("agencies", "kinds", "channels"):
        numbers[table] = {code: _of(had, figures) for code, figures in taken.numbers[table].items()}
    numbers["former"] = _of(had, taken.numbers["former"])
    if version < 8:
        del numbers["lists"]
    if version < 9:
        del numbers["answer_days"]
    if version < 11:
        del numbers["answers_kept"]
    if version == 1:
        numbers["ordinary"] = numbers["national"]
        del numbers["apart"]
    old = Snapshot(**values | {"id": None, "definitions": version, "numbers": numbers})
    old.checksum = checksum(old)
    old.save(force_insert=True)
    if version >= 8:
        copies = [FigureList(snapshot=old, figure=each.figure, packed=each.packed) for each in taken.lists.all()]
        FigureList.objects.bulk_create(copies)


def _of(had: set[str], figures: dict[str, int]) -> dict[str, int]:
    return {measure: number for measure, number in figures.items() if measure.partition(".")[0] in had}


def raise_definitions(monkeypatch: pytest.MonkeyPatch, *new: Figure) -> int:
    """What whoever changes a meaning does, or adds a figure: a line more, and a row."""
    version = definitions.today() + 1
    monkeypatch.setitem(VERSIONS, version, Version())
    monkeypatch.setattr(definitions, "MEASURES", (*MEASURES, *new))
    return version


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
    assert before.keys() == VERSIONS.keys()
    new = raise_definitions(monkeypatch)
    after = {version: page(auditor.get(address)) for version, address in editions(auditor, kind).items()}
    assert after.keys() == before.keys()
    for version, html in after.items():
        assert RATE in html
        assert _figures(html) == _figures(before[version])
    assert str(new) in _note(after[LAST])
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
    html = page(auditor.get(editions(auditor, "monthly")[LAST]))
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
    assert html.count('data-state="made"') == len(EVERY_FILE) // 2
    assert RATE in html
    assert set(Snapshot.objects.filter(kind=kind).values_list("definitions", flat=True)) == VERSIONS.keys()
    assert list(everything()) == []


def _sheets(ids: tuple[int, ...]) -> list[int]:
    return list(ReportFile.objects.filter(pk__in=ids, format=FileFormat.SPREADSHEET).values_list("pk", flat=True))


def asked(case: Seen) -> Iterator[Mark]:
    """A figure that nobody counts yet."""
    return (("", act.agency_id, 1) for act in case.acts if act.verb == "opened")


@pytest.mark.parametrize("kind", PERIODS)
def test_a_new_figure_is_told_of_new_editions_and_of_no_former_one(
    auditor: Client, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    before = {version: page(auditor.get(address)) for version, address in editions(auditor, kind).items()}
    assert before.keys() == VERSIONS.keys()
    since = definitions.today() + 1
    new = Figure(
        key="new", since=since, counted=asked, words="Figure that is new", term="New figure", meaning="What is new."
    )
    raise_definitions(monkeypatch, new)
    for version, address in editions(auditor, kind).items():
        html = page(auditor.get(address))
        assert _figures(html) == _figures(before[version])
        assert "Figure that is new" not in html
    snapshot = take_snapshot(period=PERIODS[kind], cut_off=BEFORE, actor=Actor.operator)
    assert (snapshot.definitions, snapshot.numbers["national"]["new"]) == (since, 1)
    shown = page(auditor.get(editions(auditor, kind)[since]))
    number = re.search(r'Figure that is new</th><td class="num"><a href="([^"]+)"><bdi>1</bdi></a>', shown)
    assert number is not None
    assert 'data-frozen="1"' in page(auditor.get(unescape(number[1])))
    document = html_of(snapshot, "en")
    assert "Figure that is new" in document
    assert "<dt>New figure</dt>" in document
    assert "What is new." in document
