"""What monitors read: figures that are right over all processes, for holders of the operators' token alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from content.forms.upload import Preparation, Upload, VirusCheck
from permissions.now import now
from permissions.tallies import memory
from permissions.tallies.models import Tally
from portal.health import metrics
from portal.queue.pulses import BACKUP, SWEEP, note_pulse
from tests.free_port import free_port
from tests.scenes import country, file_case
from tests.workflows.services.serving import at_act, call_of
from workflows.outbox.models import OutboxEntry, ServiceCall

pytestmark = pytest.mark.django_db
TOKEN = "q7Z-t4XpLw9_bV2cRj8mNs5dHf6gKy3A"
SAMPLE = re.compile(r'^([a-z_]+)(?:\{[a-z]+="([^"\\]*)"\})? (-?[\d.e+]+)$')


@pytest.fixture
def operator(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    settings.OPERATORS_TOKEN = TOKEN
    monkeypatch.setattr(memory, "mine", memory.Tallies())
    return Client(headers={"authorization": f"Bearer {TOKEN}"})


def read(client: Client) -> dict[tuple[str, str], float]:
    """Every figure, by name and label; each line must be one that Prometheus reads."""
    answer = client.get("/metrics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    figures = {}
    for line in answer.content.decode().splitlines():
        if not line.startswith(("# HELP ", "# TYPE ")):
            sample = SAMPLE.match(line)
            assert sample is not None, line
            figures[sample[1], sample[2] or ""] = float(sample[3])
    return figures


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN}])
def test_without_the_token_there_are_none(operator: Client, headers: dict[str, str]) -> None:
    answer = Client(headers=headers).get("/metrics")
    assert (answer.status_code, answer.content, answer["WWW-Authenticate"]) == (401, b"", "Bearer")


def test_they_tell_what_is_filed_open_and_waiting(operator: Client) -> None:
    country()
    file_case()
    file_case()
    OutboxEntry.objects.all().update(created_at=now() - timedelta(hours=1), available_at=now() - timedelta(hours=1))
    Upload.objects.create(storage_key="a", size=1, created_at=now())
    for name in (SWEEP, BACKUP):
        note_pulse(name=name)
    figures = read(operator)
    assert figures["insaf_database_up", ""] == 1
    assert figures["insaf_migrations_waiting", ""] == 0
    assert figures["insaf_cases_filed_total", ""] == 2
    assert sum(count for (name, _state), count in figures.items() if name == "insaf_cases_open") == 2
    assert figures["insaf_outbox_waiting", ""] == OutboxEntry.objects.waiting().count() > 0
    assert 3_600 <= figures["insaf_outbox_oldest_seconds", ""] < 3_700
    assert figures["insaf_uploads_waiting", ""] == 1
    assert figures["insaf_pulse_age_seconds", SWEEP] < 60
    assert figures["insaf_pulse_age_seconds", BACKUP] < 60
    assert not any(name == "insaf_cache_up" for name, _label in figures), "there is no Redis to be up"


def test_they_tell_how_long_files_wait_for_what_the_worker_does(operator: Client) -> None:
    came = now() - timedelta(minutes=30)
    Upload.objects.create(storage_key="a", size=1, virus_check=VirusCheck.WAITING, created_at=came)
    Upload.objects.create(
        storage_key="b", size=1, preparation=Preparation.WAITING, original="q/b", created_at=came - timedelta(hours=1)
    )
    figures = read(operator)
    assert 1_800 <= figures["insaf_files_oldest_seconds", "scanner"] < 1_900
    assert 5_400 <= figures["insaf_files_oldest_seconds", "preparing"] < 5_500
    assert figures["insaf_files_oldest_seconds", "encrypting"] == 0


def test_a_redis_that_is_away_is_a_figure(operator: Client, settings: Any) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"  # where nobody listens
    settings.CACHES = {"default": {"BACKEND": "portal.settings.cache.CalmRedisCache", "LOCATION": settings.REDIS_URL}}
    figures = read(operator)
    assert figures["insaf_cache_up", ""] == 0
    assert read(operator)["insaf_cache_away_total", ""] == 1
    well = operator.get("/healthz/platform").json()["checks"]["redis"]
    assert well["problem"].startswith("Redis does not answer")


def test_acts_that_wait_and_acts_that_were_given_up_are_counted(operator: Client) -> None:
    country()
    case = at_act("priority", priority="urgent")
    figures = read(operator)
    assert (figures["insaf_acts_waiting", ""], figures["insaf_acts_failed", ""]) == (1, 0)
    call = call_of(case)
    call.failed_at, call.problem = now(), "fault"
    call.save()
    figures = read(operator)
    assert (figures["insaf_acts_waiting", ""], figures["insaf_acts_failed", ""]) == (0, 1)
    ServiceCall.objects.update(problem="over")
    assert read(operator)["insaf_acts_failed", ""] == 0, "what nobody waits for any more is no failure"


def test_requests_are_counted_by_status_and_added_to_what_other_processes_counted(operator: Client) -> None:
    Tally.objects.create(name="requests|2xx", count=1_000)
    stranger = Client()
    for address in ("/healthz", "/healthz", "/metrics"):
        stranger.get(address)
    figures = read(operator)
    assert figures["insaf_requests_total", "2xx"] == 1_002
    assert figures["insaf_requests_total", "4xx"] == 1


@pytest.mark.usefixtures("limits_on")
def test_what_limits_refused_is_counted(operator: Client) -> None:
    for _try in range(6):
        operator.post("/admin/login/", {"username": "nobody", "password": "wrong"})
    figures = read(operator)
    assert figures["insaf_security_events_total", "limit:challenged"] == 1
    assert figures["insaf_security_events_total", "login_failed:failed"] == 5


def test_what_cannot_be_read_is_left_out_and_the_rest_is_told(
    operator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(metrics, "database", away)
    monkeypatch.setattr(metrics, "counted", away)
    figures = read(operator)
    assert figures["insaf_database_up", ""] == 0
    assert not any(name == "insaf_requests_total" for name, _label in figures)


def test_what_is_overdue_is_counted_and_told_to_operators_and_makes_nothing_unready(operator: Client) -> None:
    country()
    assert read(operator)["insaf_overdue", ""] == 0
    case = file_case()
    case.deadlines.update(due=now() - timedelta(hours=1))
    assert read(operator)["insaf_overdue", ""] == 1
    details = operator.get("/healthz/platform").json()
    assert details["overdue"] == 1
    assert "overdue" not in details["checks"]
