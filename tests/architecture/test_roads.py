"""Whoever follows one piece of work through the code opens few files: no more than stand here.

A number that has to rise says that a thought was cut in two, or that something is asked which this work does not need.
What runs after the commit is a piece of work of its own, and not on these roads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus

import pytest
from django.test import Client

from permissions.access.selectors import can
from permissions.agencies.rights import WORK_CASE
from permissions.now import standing_at
from tests.architecture.road import Road, second_time
from tests.content.forms.sending import URL, send
from tests.scenes import country, file_case, hire
from tests.seeded_site import pages_and_forms
from tests.site.portal.conftest import make_owner
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio import drafting
from tests.workflows.reports.october import at, october
from workflows.cases.actions import Reply
from workflows.cases.models import CaseEvent
from workflows.cases.state import lock
from workflows.clock.sweep import sweep_clock
from workflows.reports.models import FileState, ReportFile
from workflows.reports.tasks import make_files
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
Say = Callable[[str, object], None]
Work = Callable[[], object]


def crosses_at_most(most: int, road: Road, say: Say) -> None:
    """Hold a road to its number; the files are named where there are more."""
    say("said", f"{len(road.files)} files, of at most {most}")
    assert len(road.files) <= most, str(road)


def answers(status: HTTPStatus, ask: Callable[[], object]) -> Work:
    """``ask``, which must come to ``status``."""

    def work() -> None:
        assert getattr(ask(), "status_code") == status  # noqa: B009 - the client's answer has no type

    return work


def test_a_citizen_files(record_property: Say) -> None:
    country()
    pages_and_forms()

    def prepared() -> Work:
        citizen = Client()
        return answers(HTTPStatus.SEE_OTHER, partial(send, citizen, citizen.get(URL)))

    # The last of them asks whether somebody is signed in: it goes with what they file.
    # Three say what an editor's conditions come to: the questions, the way through them, one showing of the form.
    # And three what words of danger say: the table, whether it is in the text, and what its sender is asked.
    # And one for whom it is filed: the shipped form asks.
    crosses_at_most(100, second_time(prepared), record_property)


def test_an_officer_replies(record_property: Say) -> None:
    client = client_of(country(), "officer-moh")

    def prepared() -> Work:
        address = f"/admin/desk/{file_case().tracking}/"
        fields = dict(re.findall(r'<input type="hidden" name="(work|page)" value="([^"]+)"', page(client.get(address))))
        assert fields.keys() == {"work", "page"}
        return answers(HTTPStatus.FOUND, partial(client.post, f"{address}reply/", {**fields, "text": "نعم."}))

    # One of them lets the draft go from which it was sent; two say which redacted copies may go with it.
    crosses_at_most(85, second_time(prepared), record_property)
    assert CaseEvent.objects.filter(verb=Reply.verb).count() == 2


def test_the_clock_escalates_one_case(record_property: Say) -> None:
    country()
    begins = iter(datetime(2026, 11, 1, 8, tzinfo=UTC) + timedelta(days=week * 7) for week in range(2))

    def prepared() -> Work:
        when = next(begins)
        with standing_at(when):
            file_case()
        return partial(one_pass, when + timedelta(days=2))

    crosses_at_most(53, second_time(prepared), record_property)


def one_pass(at_instant: datetime) -> None:
    """The clock, which lifts what is due."""
    with standing_at(at_instant):
        assert sweep_clock().escalated > 0


@pytest.fixture
def owners() -> tuple[Client, Client]:
    """Two process owners, logged in."""
    country()
    clients = (Client(), Client())
    for number, client in enumerate(clients):
        client.force_login(make_owner(f"owner{number}"))
    return clients


def test_an_owner_begins_a_ladder(owners: tuple[Client, Client], record_property: Say) -> None:
    def prepared() -> Work:
        return answers(HTTPStatus.FOUND, partial(owners[0].post, "/admin/studio/ladder/default/draft/"))

    crosses_at_most(34, second_time(prepared), record_property)


def test_an_owner_edits_a_ladder(owners: tuple[Client, Client], record_property: Say) -> None:
    draft, days = drafting.begun(owners[0]), iter("34")

    def prepared() -> Work:
        changed = drafting.LADDER_FORM | {"rungs-0-after": next(days)}
        return answers(HTTPStatus.FOUND, partial(drafting.send, owners[0], draft, changed))

    # The last of them: a ladder may be for a category, and what it is for has a file of its own.
    crosses_at_most(49, second_time(prepared), record_property)


def test_an_owner_publishes_a_ladder(owners: tuple[Client, Client], record_property: Say) -> None:
    first, second = owners
    days = iter("34")

    def prepared() -> Work:
        draft = drafting.begun(first)
        drafting.send(first, draft, drafting.LADDER_FORM | {"rungs-0-after": next(days)})
        html = drafting.handed_over_to(second, draft)
        return partial(published, second, draft, html)

    crosses_at_most(68, second_time(prepared), record_property)


def published(client: Client, draft: Version, html: str) -> None:
    """Press the button on a page that was opened before."""
    assert drafting.publish_as_read(client, draft, html) == HTTPStatus.FOUND


@pytest.fixture
def auditor() -> Iterator[Client]:
    """In November, with cases of September and October."""
    land = october().land
    hire(land, "auditor")
    with standing_at(at(11, 25)):
        yield client_of(land, "auditor")


MONTHS = ("/admin/figures/monthly/2026-09/", "/admin/figures/monthly/2026-10/")


def test_a_report_is_asked_for(auditor: Client, record_property: Say) -> None:
    months = iter(MONTHS)
    road = second_time(lambda: answers(HTTPStatus.FOUND, partial(auditor.post, next(months))))
    crosses_at_most(33, road, record_property)


def test_a_report_is_made(auditor: Client, record_property: Say) -> None:
    months = iter(MONTHS)

    def prepared() -> Work:
        auditor.post(next(months))
        waiting = ReportFile.objects.filter(state=FileState.WAITING).values_list("pk", flat=True)
        return partial(make_files, *waiting)

    crosses_at_most(43, second_time(prepared), record_property)
    assert [file.state for file in ReportFile.objects.all()] == [FileState.MADE] * 8


def test_a_report_is_read(auditor: Client, record_property: Say) -> None:
    auditor.post(MONTHS[1])
    make_files(*ReportFile.objects.values_list("pk", flat=True))
    road = second_time(lambda: answers(HTTPStatus.OK, partial(auditor.get, MONTHS[1])))
    crosses_at_most(51, road, record_property)


def test_a_right_is_asked_for(record_property: Say) -> None:
    officer, case = country().actor("officer-moh"), file_case()
    (state,) = lock([case.pk])
    crosses_at_most(6, second_time(lambda: partial(can, officer, WORK_CASE, state)), record_property)
