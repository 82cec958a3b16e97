"""A complaint filed on a Tuesday, worked on two days later, and read by its citizen within the hour after that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from permissions.actors import Actor
from permissions.now import standing_at
from permissions.people.models import User
from tests.scenes import submission
from workflows.cases.actions import Action, Escalate
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Channel
from workflows.cases.opening import open_case
from workflows.cases.tracking import secret_of

TUESDAY = datetime(2026, 11, 17, 11, 10, tzinfo=UTC)  # 14:10 in Amman


def filed_case() -> Case:
    """A complaint about the ministry of health, filed on Tuesday at ten past two."""
    with standing_at(TUESDAY):
        return open_case(
            submission=submission(agency="moh"), channel=Channel.WEB, actor=Actor.citizen(), idempotency_key="page"
        )


def acted(case: Case, action: Action, username: str = "officer-moh") -> None:
    actor = Actor.clock if isinstance(action, Escalate) else Actor.staff(User.objects.get(username=username).pk)
    with standing_at(TUESDAY + timedelta(days=2, minutes=1)):
        apply(case.pk, action, actor=actor)


def page_of(client: Client, case: Case, language: str) -> str:
    with standing_at(TUESDAY + timedelta(days=2, hours=1)):
        answer = client.post(f"/{language}/track/", {"tracking": case.tracking, "secret": secret_of(case)}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()
