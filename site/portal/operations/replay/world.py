"""Makes what a replay needs, under keys of its own: agencies, posts and people, a calendar, a ladder, a route, a kind.

All of it is safe to make again, and a demo world in the same database keeps everything that it has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify
from django.utils.translation import override

from permissions.access.services import Grant, grant_many
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole, Holding, Post
from permissions.people.models import User
from permissions.roles.services import ensure_catalogue
from portal.operations.replay.errors import ReplayRefused
from portal.operations.replay.map import Name, ReplayMap
from portal.operations.replay.reading import Recorded
from portal.operations.set_up.units import CENTRAL
from workflows.cases.models import Case, RequestKind
from workflows.processes.definition import OF_THE_KIND
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.routing.definition import NAMED
from workflows.transactions.turn import write_transaction
from workflows.versions.errors import NotPublishable, StillNamed
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import close_to_new_cases, digest_of, draft, publish

LONGEST_CODE = 40
IN_POST_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
"""Before anything that a file can have recorded."""
_ROLES = ("liaison", "level1", "level2")
_LAST = 10_000  # position of the kind: after all that are offered


def make_world(told: ReplayMap, requests: Iterable[Recorded]) -> dict[str, str]:
    """Make what is missing; returns the agency's code for each value of the file's agency column.

    Raises ``ReplayRefused`` when cases were replayed under other rules, or the rules cannot be published.
    """
    names = {request.agency: request.agency_name for request in sorted(requests, key=lambda each: -each.line)}
    codes = {value: code_of(told.own_key, value) for value in names}
    ensure_catalogue()
    with write_transaction():
        _make_central_unit()
        for value, code in codes.items():
            _make_agency(told, code, names[value])
        RequestKind.objects.get_or_create(
            code=told.own_key,
            defaults={
                "name": dict(told.name),
                "process": told.own_key,
                "routing": told.own_key,
                "ladder": told.own_key,
                "position": _LAST,
            },
        )
        _publish_rules(told)
    return codes


def close_world(codes: Mapping[str, str]) -> None:
    """The agencies of a replay take no new cases afterwards: nobody who files today is offered them.

    Raises ``ReplayRefused`` when an owner's rules have come to name one of them.
    """
    try:
        with override("en"):
            close_to_new_cases(codes.values())
    except StillNamed as error:
        raise ReplayRefused(f"The replay is played, but its agencies stay open: {error}") from error


def code_of(prefix: str, value: str) -> str:
    """An agency's code, the same for the same value always; only a value that is its own code has no digest in it."""
    plain = slugify(value)
    code = f"{prefix}-{plain}"
    if plain.upper() == value and len(code) <= LONGEST_CODE:
        return code
    digest = hashlib.sha256(value.encode()).hexdigest()[:8]
    return f"{code[: LONGEST_CODE - len(digest) - 1].rstrip('-')}-{digest}"


def _make_agency(told: ReplayMap, code: str, name: str) -> None:
    agency, _made = Agency.objects.update_or_create(
        code=code,
        defaults={"active": True},
        create_defaults={"name": {"ar": name, "en": name}, "calendar": told.own_key},
    )
    roles = [_ROLES[min(level, len(_ROLES) - 1)] for level in range(len(told.posts))]
    _fill_posts(agency, told.posts, roles)


def _make_central_unit() -> None:
    """What no agency answers is told to the unit; where there is a demo world, its own unit hears it.

    Nobody is put into its posts: a demo world that is loaded later brings its own people, who would share with them.
    """
    if not Agency.objects.filter(role=AgencyRole.CENTRAL_UNIT).exists():
        unit = Agency.objects.create(code=CENTRAL.code, name=CENTRAL.name, role=CENTRAL.role)
        Post.objects.bulk_create(
            Post(agency=unit, level=level, name={"ar": arabic, "en": english})
            for level, (arabic, english) in enumerate(CENTRAL.posts)
        )


def _fill_posts(agency: Agency, posts: Iterable[Name], roles: Iterable[str]) -> None:
    """One person in each post. They have no address and no password: nobody writes to them or logs in as them."""
    grants = []
    for level, (name, role) in enumerate(zip(posts, roles, strict=True)):
        post, _made = Post.objects.get_or_create(agency=agency, level=level, defaults={"name": dict(name)})
        person, _made = User.objects.get_or_create(
            username=f"{agency.code}-{level}",
            defaults={
                "name": {language: f"{name[language]} · {agency.name['en']}" for language in ("ar", "en")},
                "password": make_password(None),
            },
        )
        Holding.objects.get_or_create(post=post, user=person, ends=None, defaults={"starts": IN_POST_SINCE})
        grants.append(Grant(person, role, agency, IN_POST_SINCE))
    grant_many(grants, actor=Actor.operator)


def _publish_rules(told: ReplayMap) -> None:
    in_force = dict(
        Version.objects.filter(key=told.own_key, status=VersionStatus.PUBLISHED).values_list("subject", "digest")
    )
    changed = {
        subject: definition
        for subject, definition in _rules(told).items()
        if in_force.get(subject) != digest_of(definition)
    }
    if changed and Case.objects.filter(kind__code=told.own_key).exists():
        raise ReplayRefused(
            f"This database holds requests that were replayed under other rules of the key {told.own_key} "
            f"({', '.join(sorted(changed))}). Replay into a database of its own: DATABASE_URL=…"
        )
    for subject, definition in changed.items():
        version = draft(subject=subject, key=told.own_key, definition=definition, actor=Actor.operator)
        try:
            with override("en"):
                publish(version.pk, actor=Actor.operator)
        except NotPublishable as error:
            raise ReplayRefused(f"The map's {subject} cannot be published: {error}") from error


def _rules(told: ReplayMap) -> dict[str, Any]:
    named = {
        "key": "named",
        "name": {"ar": "الجهة المسجلة", "en": "The agency on record"},
        "when": [{"fact": "agency", "is": "given"}],
        "to": {"agency": NAMED},
    }
    return {
        Subject.CALENDAR.value: told.calendar,
        Subject.LADDER.value: told.ladder,
        Subject.ROUTING.value: {"name": dict(told.name), "rules": [named]},
        Subject.PROCESS.value: _process(told),
    }


def _process(told: ReplayMap) -> dict[str, Any]:
    """The standard one, all of it on the one ladder that the map has."""
    process = STANDARD_PROCESSES[told.process]
    steps = [step | {"ladder": OF_THE_KIND} if step.get("ladder") else step for step in process["steps"]]
    return process | {"name": dict(told.name), "steps": steps}
