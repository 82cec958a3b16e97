"""Two countries that differ in what is set apart, by no more than a small cell, read the same to the last byte."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.test import Client

from permissions.actors import Actor
from permissions.now import standing_at
from tests.site.portal.signed_in import client_of, page
from tests.workflows.reports.october import CANARY, October, at, october
from tests.workflows.reports.shutting_out import shut_somebody_out
from workflows.cases.actions import Decide, Reply
from workflows.reports.document import html_of
from workflows.reports.models import Snapshot
from workflows.reports.period import Period
from workflows.reports.services import take_snapshot
from workflows.reports.spreadsheet import make_spreadsheet

pytestmark = pytest.mark.django_db

LATER = Period(2027, 3).start
"""When all is read."""
EDITIONS: tuple[tuple[Period, datetime], ...] = (
    (Period(2026, 9), Period(2026, 9).end),
    (Period(2026, 10), at(10, 21)),
    (Period(2026, 10), Period(2026, 10).end),
    (Period(2026, 10), at(11, 25)),
    (Period(2026, 11), Period(2026, 11).end),
    (Period(2026), at(10, 21)),
    (Period(2026), Period(2026).end),
    (Period(2026), Period(2026).end + timedelta(hours=9)),
    (Period(2027), LATER),
)
CHANGING = re.compile(
    rb"[A-Za-z0-9]{64}(?=\")|(?<=name=\"key\" value=\")[0-9a-f]{32}|<dcterms:modified.*?</dcterms:modified>"
)
"""What guards forms against forgery and against being sent twice, and when a spreadsheet was written."""

STEP = b"<bdi>5</bdi> to <bdi>9</bdi>"

World = Callable[[October], None]


def sealed(number: int, *, decided: int = 0, month: int = 10) -> World:
    """So many sensitive cases of a month more, the first of them decided."""

    def happens(scene: October) -> None:
        for place in range(number):
            name = f"sealed {month} {place}"
            scene.opens(name, at(month, 3, 9, place), kind="integrity", agency="moe")
            if place < decided:
                scene.staff(name, at(month, 4, 9, place), "officer-rights", Decide(outcome="resolved", text=CANARY))

    return happens


def guarded(number: int) -> World:
    """So many ordinary cases more from which somebody is shut out: by the form, or a minute after they came."""

    def happens(scene: October) -> None:
        for place in range(number):
            name = f"guarded {place}"
            if place % 2:
                scene.opens(name, at(10, 6, 9, place), concerns="body")
                scene.staff(name, at(10, 7, 9, place), "officer-central", Reply(text=CANARY))
            else:
                scene.opens(name, at(10, 6, 9, place))
                shut_somebody_out(scene, name, at(10, 6, 10, place))

    return happens


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def read(scene: October, *worlds: World, desk: bool = False) -> dict[str, bytes]:
    """Every word and number that a reader of reports can have of the country after these happenings."""
    with undone():
        for happens in worlds:
            happens(scene)
        found: dict[str, bytes] = {}
        with standing_at(LATER):
            snapshots = [take_snapshot(period=period, cut_off=cut, actor=Actor.operator) for period, cut in EDITIONS]
            for number, snapshot in enumerate(snapshots):
                found |= {f"{number} {name}": content for name, content in files(snapshot)}
            found |= dict(screens(client_of(scene.land, "officer-central"), desk=desk))
    return {name: CHANGING.sub(b"", content) for name, content in found.items()}


def files(snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    for language in ("ar", "en"):
        # The PDF is made of this and of nothing else. The seal is a keyed digest of all that ever happened.
        html = html_of(snapshot, language).replace(snapshot.audit_seal[:16], "SEAL")
        yield f"document {language}", html.encode()
    with ZipFile(BytesIO(make_spreadsheet(snapshot, "en"))) as book:
        for name in book.namelist():
            yield name, book.read(name)


def screens(client: Client, *, desk: bool) -> Iterator[tuple[str, bytes]]:
    pages = ["/admin/figures/", "/admin/account/"]
    for period in {period for period, _cut_off in EDITIONS}:
        address = f"/admin/figures/{period.kind}/{period.name}/"
        pages += [address, *(address + asked for asked in re.findall(r"\?edition=[0-9-]+", page(client.get(address))))]
    if desk:
        pages += ["/admin/desk/", "/admin/desk/?band=late", f"/admin/desk/?q={CANARY}", "/admin/desk/?kind=integrity"]
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        yield address, answer.content


@pytest.fixture
def scene() -> October:
    return october()


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_a_small_number_of_sealed_cases_more_changes_nothing_that_is_read(scene: October) -> None:
    """October has two sensitive ones: with one or two more, whatever becomes of them, there are fewer than five."""
    before = read(scene, desk=True)
    assert len(before) > 100
    draw = random.Random(5)  # noqa: S311 - which ones does not matter
    for _time in range(2):
        number = draw.choice((1, 2))
        more = sealed(number, decided=draw.randint(0, number), month=draw.choice((9, 10, 11)))
        assert differing(before, read(scene, more, desk=True)) == []


def test_neither_does_a_small_number_of_guarded_ones(scene: October) -> None:
    before = read(scene)
    assert differing(before, read(scene, guarded(4))) == []
    assert differing(before, read(scene, guarded(3), sealed(2, decided=1))) == []


def test_a_small_part_of_many_cannot_be_told_from_another(scene: October) -> None:
    """Of fourteen one is answered, or four, or all but one: none of it can be seen."""
    one = read(scene, sealed(12, decided=0))
    for decided in (3, 11):
        assert differing(one, read(scene, sealed(12, decided=decided))) == []


def test_what_is_told_is_read_in_the_yearly_report_of_a_year_that_is_over_alone(scene: October) -> None:
    """And the comparison sees it: five more are another step."""
    few, more = read(scene), read(scene, sealed(5, decided=0))
    for name in differing(few, more):
        number = name.partition(" ")[0]
        assert number in ("6", "7") or "/yearly/2026/" in name, name
    assert STEP in more["6 document en"]
    assert b"fewer than <bdi>5</bdi>" in few["6 document en"]
    assert STEP not in few["6 document en"]


def test_the_comparison_sees_an_ordinary_case(scene: October) -> None:
    before = read(scene)
    changed = differing(before, read(scene, lambda again: again.opens("one more", at(10, 3))))
    assert {"2 document ar", "2 xl/worksheets/sheet1.xml", "/admin/figures/monthly/2026-10/"} <= set(changed)
