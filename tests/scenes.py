"""A small country for tests: four agencies, their posts and people, and everything published that a case needs."""

from __future__ import annotations

import itertools
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from permissions.access import services
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.people.models import User
from permissions.platform.called import forget
from permissions.platform.models import Platform
from permissions.roles.services import ensure_catalogue
from portal.operations.set_up.ladders import LADDERS
from tests.made_once import made_once
from workflows.calendars.definition import newest as newest_calendar
from workflows.cases.designation import definition_of
from workflows.cases.models import Case, Channel, RequestKind
from workflows.cases.opening import open_case
from workflows.cases.submission import Submission
from workflows.danger_words.shipped import shipped
from workflows.escalation.definition import newest as newest_ladder
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.services import draft, publish

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_keys = itertools.count(1)
_process = os.environ.get("PYTEST_XDIST_WORKER", "")  # what was filed in one may be put back in another

CALENDAR: dict[str, Any] = {
    "name": {"ar": "التقويم", "en": "Calendar"},
    "zone": "Asia/Amman",
    "weekend": [4, 5],
    "days_off": [],
}
LADDER: dict[str, Any] = {
    "name": {"ar": "السلّم", "en": "Ladder"},
    "rungs": [{"level": 1, "after_days": 2}, {"level": 2, "after_days": 2}],
    "remind_every_days": 2,
    "question_pause_days": 5,
}
ROUTING: dict[str, Any] = {
    "name": {"ar": "التوجيه", "en": "Routing"},
    "rules": [
        {
            "key": "named",
            "name": {"ar": "الجهة المذكورة", "en": "Agency named"},
            "when": [{"fact": "agency", "is": "given"}],
            "to": {"agency": "@agency"},
        },
        {
            "key": "hospitals",
            "name": {"ar": "المستشفيات", "en": "Hospitals"},
            "when": [{"fact": "subject_text", "is": "contains_any", "value": ["مستشفى", "hospital"]}],
            "to": {"agency": "moh"},
        },
    ],
}
UNIT_ROUTING: dict[str, Any] = {
    "name": {"ar": "الوحدة", "en": "The unit"},
    "rules": [
        {
            "key": "all",
            "name": {"ar": "الكل", "en": "All"},
            "when": [{"fact": "kind", "is": "given"}],
            "to": {"agency": "central"},
        }
    ],
}
SENSITIVE_ROUTING: dict[str, Any] = {
    "name": {"ar": "الحساسة", "en": "Sensitive"},
    "rules": [
        {
            "key": "all",
            "name": {"ar": "الكل", "en": "All"},
            "when": [{"fact": "kind", "is": "given"}],
            "to": {"agency": "rights"},
        }
    ],
}


def many_rules(count: int) -> dict[str, Any]:
    """A table of so many rules, each with a word of its own."""
    rules = [
        {
            "key": f"r{number}",
            "name": {"ar": f"قاعدة {number}", "en": f"Number {number}"},
            "when": [{"fact": "subject_text", "is": "contains_any", "value": [f"word{number}"]}],
            "to": {"agency": "moh"},
        }
        for number in range(1, count + 1)
    ]
    return {**ROUTING, "rules": rules}


def long_process(count: int) -> dict[str, Any]:
    """A process of ``count`` tasks, one behind the other, and an end."""
    keys = [*(f"step_{number}" for number in range(count)), "closed"]
    tasks = [
        {
            "key": key,
            "type": "task",
            "name": {"ar": f"الخطوة {number}", "en": f"Step {number}"},
            "performer": {"agency": "@central"},
            "status": "in_progress",
            "outcomes": [{"key": "on", "next": following, "effect": "proceed"}],
        }
        for number, (key, following) in enumerate(itertools.pairwise(keys), 1)
    ]
    end = {"key": "closed", "type": "end", "name": {"ar": "مغلق", "en": "Closed"}, "result": "noted"}
    return {"format": 4, "name": {"ar": "طويل", "en": "Long"}, "start": keys[0], "steps": [*tasks, end]}


@dataclass(frozen=True)
class Country:
    """Codes to agencies, user names to people."""

    agencies: dict[str, Agency]
    people: dict[str, User]

    def actor(self, username: str) -> Actor:
        return Actor.staff(self.people[username].pk)


@made_once
def country() -> Country:
    """``moh`` and ``moe`` with three posts each, the central unit and the unit for sensitive requests."""
    ensure_catalogue()
    Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults={"name": {}, "calendar": "jordan"})
    agencies = {
        code: Agency.objects.create(code=code, name={"ar": code, "en": code.upper()}, role=role)
        for code, role in (
            ("moh", "public_body"),
            ("moe", "public_body"),
            ("central", "central_unit"),
            ("rights", "sensitive_unit"),
        )
    }
    people: dict[str, User] = {}
    for code, agency in agencies.items():
        for level, role in enumerate(("liaison", "level1", "level2")):
            person = _person(("officer", "level1", "level2")[level] + f"-{code}", people)
            post = Post.objects.create(agency=agency, level=level, name={"ar": role, "en": role})
            Holding.objects.create(post=post, user=person, starts=LONG_AGO)
            grant(person, _role(code, role), agency)
        if code in ("moh", "moe"):
            grant(_person(f"staff-{code}", people), "officer", agency)
    publish_all()
    make_kinds()
    return Country(agencies, people)


def grant(user: User, role: str, agency: Agency) -> None:
    """Give someone a role that they have always had, whatever the time is in a test."""
    services.grant(user=user, role=role, agency=agency, actor=Actor.operator, starts=LONG_AGO)


def hire(land: Country, role: str, *codes: str, username: str = "") -> User:
    """One more person, called by their role, who has always held it: at these agencies, or at the complaints unit."""
    person = _person(username or role, land.people)
    for code in codes or ("central",):
        grant(person, role, land.agencies[code])
    return person


def _role(code: str, role: str) -> str:
    return {"central": "central", "rights": "rights_handler"}.get(code, role)


def _person(username: str, people: dict[str, User]) -> User:
    people[username] = User.objects.create(
        username=username, name={"ar": username, "en": username}, email=f"{username}@example.org", password="!"
    )
    return people[username]


def publish_all() -> None:
    """Put a calendar, four ladders, three routing tables and the six standard processes in force."""
    publish_one("calendar", "jordan", newest_calendar(CALENDAR))
    publish_one("ladder", "default", newest_ladder(LADDER))
    publish_one("ladder", "sensitive", newest_ladder(LADDER))
    for key in ("objection", "second_objection"):
        publish_one("ladder", key, LADDERS[key])
    publish_one("routing", "main", ROUTING)
    publish_one("routing", "sensitive", SENSITIVE_ROUTING)
    publish_one("routing", "unit", UNIT_ROUTING)
    for key, definition in STANDARD_PROCESSES.items():
        publish_one("process", key, definition)


def publish_one(subject: str, key: str, definition: Any) -> None:
    version = draft(subject=subject, key=key, definition=definition, actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)


def publish_danger_words() -> None:
    """Put the delivered words of danger in force, with the numbers that they name in the country's settings."""
    numbers = {"emergency": "911", "family": "110"}
    Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults={"emergency_numbers": numbers, "name": {}})
    forget()
    publish_one("danger", "danger", shipped())


def make_kinds() -> None:
    for position, code in enumerate(("complaint", "inquiry", "suggestion", "praise", "integrity", "rights", "contact")):
        sensitive = code in ("integrity", "rights")
        kind = RequestKind.objects.create(
            code=code,
            name={"ar": code, "en": code},
            sensitive=sensitive,
            process="inquiry" if code == "contact" else code,
            routing="sensitive" if sensitive else "unit" if code == "contact" else "main",
            ladder="" if code == "praise" else "sensitive" if sensitive else "default",
            position=position,
        )
        publish_one("kind", code, definition_of(kind))


def submission(**changes: Any) -> Submission:
    """A complaint about the ministry of health, as a citizen fills it in."""
    values: dict[str, Any] = {
        "kind": "complaint",
        "language": "ar",
        "subject": "تأجيل موعد صورة طبقية",
        "text": "أُجّل الموعد ثلاث مرات دون سبب.",
        "agency": "moh",
        "email": "citizen@example.org",
    }
    return Submission(**(values | changes))


def file_case(*, key: str = "", **changes: Any) -> Case:
    """File a case by the door, with a key of its own."""
    return open_case(
        submission=submission(**changes),
        channel=Channel.WEB,
        actor=Actor.citizen(),
        idempotency_key=key or f"key-{_process}-{next(_keys)}",
    )
