"""Owners see what a calendar changes before they publish it, and then have open deadlines follow it, or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations import jobs
from portal.operations.jobs import do_job, do_waiting
from portal.studio.job_screens import AT_ONCE
from tests.scenes import Country, country, file_case, grant, hire
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them
from tests.workflows.redating.decreed import DECREED, MONDAY, THURSDAY, TUESDAY, drafted, redate
from workflows.cases.models import Case
from workflows.jobs.models import Job, JobKind, JobState
from workflows.versions.models import Version, VersionStatus
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db
UNPROCESSABLE = 422
CHOSEN = {"redate": "on"}


Enter = Callable[[str], Client]


@pytest.fixture
def land() -> Iterator[Country]:
    found = country()
    with standing_at(THURSDAY):
        yield found


@pytest.fixture
def owner(land: Country) -> Enter:
    """Logs in a process owner of that name, who reads English and has always been one."""

    def enter(username: str) -> Client:
        person = hire(land, "owner", username=username)
        UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": "en"})
        return client_of(land, username)

    return enter


def effect(version: Version) -> str:
    return f"/admin/studio/versions/{version.pk}/effect/"


def send_publish(client: Client, version: Version, **chosen: str) -> Any:
    return client.post(f"/admin/studio/drafts/{version.pk}/publish/", {**before_them(version), **chosen})


def test_nobody_moves_a_date_without_having_seen_how_many(land: Country, owner: Enter) -> None:
    client = owner("second")
    case = file_case()
    version = drafted()
    assert 'name="redate" checked' in page(client.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    led = send_publish(client, version, **CHOSEN)
    assert led["Location"] == effect(version)
    version.refresh_from_db()
    assert version.status == VersionStatus.DRAFT
    waiting = client.get(effect(version))
    assert (waiting["Refresh"], 'role="progressbar"' in page(waiting)) == ("3", True)
    do_waiting()
    seen = client.get(effect(version))
    assert "1 date becomes later, 0 become earlier, 0 stay as they are." in plain(page(seen))
    assert "Refresh" not in seen
    assert case.tracking not in page(seen)  # an owner reads no requests
    assert send_publish(client, version, **CHOSEN).status_code == HTTPStatus.FOUND
    assert Case.objects.get(pk=case.pk).due == MONDAY
    do_waiting()
    assert Case.objects.get(pk=case.pk).due == TUESDAY
    assert "1 date becomes later" in plain(page(client.get(effect(version))))


def test_where_no_request_is_open_a_calendar_is_in_force_at_once(land: Country, owner: Enter) -> None:
    version = drafted()
    assert send_publish(owner("second"), version, **CHOSEN).status_code == HTTPStatus.FOUND
    version.refresh_from_db()
    assert version.status == VersionStatus.PUBLISHED
    do_waiting()
    assert Job.objects.get().kind == JobKind.REDATE  # it takes along what was filed while the button was pressed


def plain(html: str) -> str:
    """Without the marks that keep figures together."""
    return re.sub(r"\s+", " ", re.sub(r"</?bdi[^>]*>", "", html))


def test_published_without_it_dates_stay_and_can_follow_later(land: Country, owner: Enter) -> None:
    first, second = owner("first"), owner("second")
    case = file_case()
    version = drafted()
    Version.objects.filter(pk=version.pk).update(drafted_by=first_user(first))
    version.refresh_from_db()
    assert send_publish(second, version).status_code == HTTPStatus.FOUND
    do_waiting()
    assert Case.objects.get(pk=case.pk).due == MONDAY
    assert not Job.objects.exists()
    second.post(effect(version), {"do": "ask"})
    do_waiting()
    assert first.post(effect(version), {"do": "redate"}).status_code == UNPROCESSABLE
    assert second.post(effect(version), {"do": "redate"}).status_code == HTTPStatus.FOUND
    assert second.post(effect(version), {"do": "redate"}).status_code == HTTPStatus.FOUND  # twice is once
    do_waiting()
    assert Case.objects.get(pk=case.pk).due == TUESDAY
    assert Job.objects.filter(kind=JobKind.REDATE).count() == 1


def test_a_second_asking_goes_by_what_it_chose(land: Country, owner: Enter) -> None:
    """A date that was promised is not brought forward by a choice of before, nor kept by it."""
    first, second = owner("first"), owner("second")
    version = drafted()
    Version.objects.filter(pk=version.pk).update(drafted_by=first_user(first))
    version.refresh_from_db()
    assert second.post(effect(version), {"do": "redate"}).status_code == UNPROCESSABLE  # it is a draft yet
    assert not Job.objects.exists()
    send_publish(second, version)
    second.post(effect(version), {"do": "redate", "earlier": "on"})
    Job.objects.filter(kind=JobKind.REDATE).update(state=JobState.FAILED)
    second.post(effect(version), {"do": "redate"})
    job = Job.objects.get(kind=JobKind.REDATE)
    assert (job.state, job.choices) == (JobState.WAITING, {"earlier": False})
    do_waiting()
    second.get(effect(version))  # reads what was said so far
    said = page(second.post(effect(version), {"do": "redate", "earlier": "on"}, follow=True))
    job.refresh_from_db()
    assert (job.state, job.choices) == (JobState.DONE, {"earlier": False})
    assert "Open deadlines are being re-dated." not in said


def first_user(client: Client) -> int:
    return int(client.session["_auth_user_id"])


def test_whoever_reads_requests_sees_theirs_in_the_list(land: Country, owner: Enter) -> None:
    client = owner("both")
    grant(land.people["both"], "officer", land.agencies["moe"])
    mine, others = file_case(agency="moe"), file_case()
    version = drafted()
    client.post(effect(version), {"do": "ask"})
    do_waiting()
    shown = page(client.get(effect(version)))
    assert mine.tracking in shown
    assert others.tracking not in shown


def test_a_draft_that_changed_meanwhile_is_said(land: Country, owner: Enter) -> None:
    client = owner("second")
    version = drafted()
    client.post(effect(version), {"do": "ask"})
    Version.objects.filter(pk=version.pk).update(digest="0" * 64)
    do_waiting()
    [job] = Job.objects.all()
    assert (job.state, job.found) == (JobState.FAILED, {"why": "changed"})
    Version.objects.filter(pk=version.pk).update(digest=version.digest)
    assert "The draft was changed meanwhile. Ask for it again." in page(client.get(effect(version)))
    client.post(effect(version), {"do": "anew"})
    do_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_nobody_fills_the_queue_and_the_queue_goes_on(
    land: Country, owner: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = owner("eager")
    versions = [drafted() for _number in range(AT_ONCE + 1)]
    asked = [client.post(effect(version), {"do": "ask"}).status_code for version in versions]
    assert asked == [HTTPStatus.FOUND] * AT_ONCE + [UNPROCESSABLE]
    assert owner("other").post(effect(versions[-1]), {"do": "ask"}).status_code == HTTPStatus.FOUND
    monkeypatch.setattr(jobs, "PATIENCE", 0.0)
    do_waiting()
    assert Job.objects.filter(state=JobState.WAITING).count() == AT_ONCE


def test_a_draft_that_is_not_whole_is_not_reckoned(land: Country, owner: Enter) -> None:
    version = draft(subject="calendar", key="jordan", definition={"name": {}}, actor=Actor.operator)
    for what in ("effect", "trial"):
        sent = owner(f"for-{what}").post(f"/admin/studio/versions/{version.pk}/{what}/", {"do": "ask"})
        assert sent.status_code == UNPROCESSABLE
    assert not Job.objects.exists()


def test_routing_has_no_such_page(land: Country, owner: Enter) -> None:
    table = Version.objects.get(subject="routing", key="main")
    assert owner("second").get(effect(table)).status_code == HTTPStatus.NOT_FOUND


def test_a_version_in_force_is_led_to_from_its_thing(land: Country, owner: Enter) -> None:
    version = publish(drafted(DECREED).pk, actor=Actor.operator)
    assert effect(version) in page(owner("second").get("/admin/studio/calendar/jordan/"))


def test_the_new_date_and_why_stand_on_the_desk(land: Country) -> None:
    case = file_case()
    redate()
    shown = plain(page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/")))
    assert "The rules changed: now due Tuesday 10 November 2026" in shown
    assert "A day off" in shown  # why the Sunday does not count
    assert "Working calendar, version 2." in shown
