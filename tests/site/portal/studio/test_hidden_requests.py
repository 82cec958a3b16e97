"""An owner writes what to ask of requests, and may try it on all of them: nothing answers for one that is hidden."""

from __future__ import annotations

import copy
import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.now import standing_at
from portal.operations.jobs import do_waiting
from tests.scenes import LADDER, Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.workflows.moving.plans_made import planned, publish_changed
from tests.workflows.redating.decreed import MONDAY, drafted
from tests.workflows.trial.past_lives import steps, works
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.escalation.definition import newest as newest_ladder
from workflows.jobs.models import Job, JobKind
from workflows.jobs.services import ask, ask_anew
from workflows.moving.plans import look
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db
WORD = "زعفران"
LINK = re.compile(r'(?:href="|"url": ")(/admin/[^"#]*)"')
ONE_TIME = re.compile(r'(csrfmiddlewaretoken" value=|"CSRF_TOKEN": |nonce=)"[^"]*"')
READ = re.compile(r"html|svg|json")
ELSEWHERE = ("/admin/logout", "/admin/sprite", "/admin/jsi18n", "/admin/password", "/admin/sign-in")


@pytest.fixture
def land() -> Country:
    land = country()
    hire(land, "owner")
    return land


def asks_for_the_word(key: str) -> dict[str, Any]:
    """The process as it stands, but that whoever wrote the word goes another way."""
    raw = copy.deepcopy(STANDARD_PROCESSES[key])
    first = next(step for step in raw["steps"] if step["key"] == raw["start"])
    branch = {"fact": "subject_text", "is": "contains_any", "value": [WORD]}
    name = {"ar": "فرع", "en": "Which"}
    branches = [{"key": "yes", "when": branch, "next": "closed"}]
    raw["steps"].append(
        {"key": "which", "type": "decision", "name": name, "branches": branches, "default": first["key"]}
    )
    return {**raw, "start": "which"}


def all_tried(land: Country) -> None:
    """Everything that an owner can have calculated about requests: each draft on the past, dates, a plan that moves."""
    owner = land.actor("owner")
    for key in ("integrity", "complaint"):
        version = draft(subject="process", key=key, definition=asks_for_the_word(key), actor=Actor.operator)
        ask(JobKind.RETRACE, version, actor=owner)
    for key in ("default", "sensitive"):
        version = draft(subject="ladder", key=key, definition=newest_ladder(LADDER), actor=Actor.operator)
        ask(JobKind.TRIAL, version, actor=owner)
        ask(JobKind.EFFECT, version, actor=owner)
    calendar = drafted()
    ask(JobKind.TRIAL, calendar, actor=owner)
    ask(JobKind.EFFECT, calendar, actor=owner)
    for key in ("integrity", "complaint"):
        look(planned(publish_changed(lambda raw: steps(raw)["confirm"].update(days=20), key)), actor=owner)
    do_waiting()


def again() -> None:
    for job in Job.objects.all():
        ask_anew(job, actor=Actor.staff(job.asked_by_id or 0))
    do_waiting()


def screens(client: Client) -> dict[str, str]:
    """Every page that the owner's pages lead to, as it reads."""
    pages: dict[str, str] = {}
    names = ("past", "trial", "effect", "diagram", "before-and-after")
    waiting = ["/admin/studio/", "/admin/"]
    waiting += [f"/admin/studio/versions/{job.version_id}/{name}/" for job in Job.objects.all() for name in names]
    while waiting:
        address = waiting.pop()
        if address in pages or address.startswith(ELSEWHERE):
            continue
        response = client.get(address)
        pages[address] = ""
        if response.status_code == HTTPStatus.OK and READ.search(response.get("Content-Type", "")):
            pages[address] = ONE_TIME.sub("", page(response))
            waiting += [each.replace("&amp;", "&") for each in LINK.findall(pages[address])]
    return pages


def test_no_number_of_an_owners_screens_changes_by_a_hidden_request(land: Country) -> None:
    with standing_at(MONDAY - timedelta(days=30)):
        for _number in range(5):
            file_case(kind="integrity", text="قبل")
            file_case()
    with standing_at(MONDAY):
        all_tried(land)
        owner = client_of(land, "owner")
        before = screens(owner)
        file_case(kind="integrity", subject=WORD, text=WORD)
        accusing = file_case(subject=WORD, text=WORD)
        concerned = Concerned(user_id=land.people["staff-moh"].pk)
        apply(accusing.pk, SetParties(parties=(concerned,), reason="هو"), actor=works(accusing))
        assert Case.objects.get(pk=accusing.pk).guarded
        again()
        after = screens(owner)
    assert before.keys() == after.keys()
    assert [address for address in before if before[address] != after[address]] == []
    shown = " ".join(after.values())
    assert shown.count("Hidden requests were not tried") > 5
    assert re.search("there were <bdi[^>]*>5</bdi> or more", shown)
    assert len([text for text in after.values() if text]) > 60


def test_what_an_owner_asks_of_ordinary_requests_is_answered(land: Country) -> None:
    """The word is looked for: the test above could not fail where nothing is tried."""
    owner = client_of(land, "owner")
    with standing_at(MONDAY):
        file_case()
        all_tried(land)
        job = Job.objects.get(kind=JobKind.RETRACE, version__key="complaint")
        address = f"/admin/studio/versions/{job.version_id}/past/"
        assert (job.found["same"], job.found.get("differs", 0)) == (1, 0)
        before = page(owner.get(address))
        file_case(text=WORD, subject=WORD)
        again()
        job.refresh_from_db()
        assert (job.found["same"], job.found["differs"]) == (1, 1)
        assert page(owner.get(address)) != before
