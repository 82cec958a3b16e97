"""What works a kind of request and who may see it: published by owners like all rules, and kept in the kind's row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workflows.cases.models import RequestKind
from workflows.cases.sealing import open_process, open_routing
from workflows.versions.models import Subject, Version, VersionStatus


@dataclass(frozen=True, slots=True)
class Designation:
    """The columns of a ``RequestKind`` that owners change. ``ladder`` is empty where nothing climbs."""

    name: Mapping[str, str]
    sensitive: bool
    process: str
    routing: str
    ladder: str


def parse(definition: Any) -> Designation:
    """Build it from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    return Designation(
        name=dict(definition["name"]),
        sensitive=bool(definition["sensitive"]),
        process=str(definition["process"]),
        routing=str(definition["routing"]),
        ladder=str(definition["ladder"]),
    )


def definition_of(kind: RequestKind) -> dict[str, Any]:
    """What holds for a kind now, as the definition of a version."""
    return {
        "name": dict(kind.name),
        "sensitive": kind.sensitive,
        "process": kind.process,
        "routing": kind.routing,
        "ladder": kind.ladder,
    }


def put_in_force(version: Version) -> None:
    """The effect of publishing: the next case of the kind begins by it. Open cases keep what they began with."""
    asked = parse(version.definition)
    RequestKind.objects.filter(code=version.key).update(
        name=dict(asked.name),
        sensitive=asked.sensitive,
        process=asked.process,
        routing=asked.routing,
        ladder=asked.ladder,
    )


def check_kind(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when it can be published."""
    try:
        asked = parse(definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [
            _("The kind cannot be read: something is missing or of the wrong kind near %(where)s.") % {"where": error}
        ]
    return [*_named(key, asked), *_working(asked)]


def _named(key: str, asked: Designation) -> Iterator[str]:
    if not RequestKind.objects.filter(code=key).exists():
        yield _("There is no kind of request with the code “%(key)s”.") % {"key": key}
    if not asked.name.get("ar") or not asked.name.get("en"):
        yield _("The kind needs a name in Arabic and English.")


def _working(asked: Designation) -> Iterator[str]:
    """All three are in force, and what works a sensitive kind never leaves its unit."""
    process = _in_force(Subject.PROCESS, asked.process)
    routing = _in_force(Subject.ROUTING, asked.routing)
    if process is None:
        yield _("No process “%(key)s” is in force.") % {"key": asked.process}
    if routing is None:
        yield _("No routing table “%(key)s” is in force.") % {"key": asked.routing}
    if asked.ladder and _in_force(Subject.LADDER, asked.ladder) is None:
        yield _("No ladder “%(key)s” is in force.") % {"key": asked.ladder}
    if asked.sensitive:
        if not asked.ladder:
            yield _("A sensitive kind needs a ladder: someone may be in danger.")
        yield from open_process(process) if process is not None else ()
        yield from open_routing(routing) if routing is not None else ()


def _in_force(subject: Subject, key: str) -> Any:
    found = Version.objects.filter(subject=subject, key=key, status=VersionStatus.PUBLISHED)
    return found.values_list("definition", flat=True).first()
