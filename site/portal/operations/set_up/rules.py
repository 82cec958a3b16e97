"""Puts the kinds of request and what works them in force; what was ever published is left to its owners."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from permissions.actors import Actor
from portal.operations.set_up.kinds import KINDS
from portal.operations.set_up.ladders import LADDERS
from portal.operations.set_up.routing import TABLES
from portal.operations.set_up.scripts import SCRIPTS
from workflows.calendars import jordan
from workflows.cases.designation import definition_of
from workflows.cases.grounds import seeded_grounds
from workflows.cases.models import RequestKind
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.references import problems
from workflows.versions.services import draft, publish

Rule = tuple[str, str, dict[str, Any]]
"""Subject, key, definition."""

SUPERSEDED: Final = (
    # integrity reports, when their process was a complaint's
    "c2eea8faff099bafba4ac353df5ecaedcb5997b5b01bdc3dbba552e71fe4ac3c",
    # the ladder of sensitive requests, when its first rung came after two days
    "07ac3035a738c0fb0c8f08e4ef14b10bae96b610f9de0b6f0124d2888475641c",
    # the same, when it was called after sensitive cases
    "d0a3eed6caf0e93747c1abd16059531baea857557de4f7b1b8699e359c306416",
    # Jordan's calendar when it knew no hours, and both ladders when their days ended to the moment
    "22857086a420625ad41a3c0316becf58e945905819d41e1ca132f05a0bf23317",
    "3fb288756ba2a3a36c0b5f30534574acfdbb120ee3b518c2717594c2bf7369e1",
    "f381d692e8337eaa836a3045974b492a47e7770d17246c5dfe4dd7ecb655bc81",
    # both ladders when every reply started the count again
    "803c25ae10d45886b19387f1009f6dc2aee3e5541fe12b39555b8436879da082",
    "193f0e4d9d5790937e85a1dd7ba42ae8ec7344596deb346b73b3a078768d7f55",
)
"""Digests of what earlier releases published: where it is still in force, no owner has made it theirs."""


def make_kinds() -> int:
    """Make the kinds of request that are missing; returns how many were."""
    there = set(RequestKind.objects.values_list("code", flat=True))
    missing = [
        RequestKind(
            code=kind.code,
            name={"ar": kind.arabic, "en": kind.english},
            sensitive=kind.sensitive,
            process=kind.process or kind.code,
            routing=kind.routing,
            ladder=kind.ladder,
            position=position,
            script=dict(SCRIPTS.get(kind.code, {})),
            grounds=seeded_grounds(kind.code),
        )
        for position, kind in enumerate(KINDS)
        if kind.code not in there
    ]
    with write_transaction():
        RequestKind.objects.bulk_create(missing)
    return len(missing)


def publish_rules() -> int:
    """Publish what was never published, and what is still as an earlier release laid it down; returns how many were.

    The operator does it, since there may be no owner yet. The kinds come last: they name all that works them.
    """
    return publish_missing(_rules(), superseded=SUPERSEDED) + publish_missing(_designations(), superseded=SUPERSEDED)


def publish_missing(
    rules: Iterable[Rule],
    *,
    superseded: Collection[str],
    drafter: Actor = Actor.operator,
    publisher: Actor = Actor.operator,
) -> int:
    """Publish what was never published, or is in force with a digest of ``superseded``; each in its own commit."""
    ever = set(Version.objects.exclude(published_at=None).values_list("subject", "key"))
    ours = Version.objects.filter(status=VersionStatus.PUBLISHED, digest__in=superseded)
    former = set(ours.values_list("subject", "key"))
    missing = [rule for rule in rules if rule[:2] not in ever or rule[:2] in former]
    for subject, key, definition in missing:
        with write_transaction():
            version = draft(subject=subject, key=key, definition=definition, actor=drafter)
            publish(version.pk, actor=publisher)
    return len(missing)


def _rules() -> Iterator[Rule]:
    yield Subject.CALENDAR, jordan.KEY, jordan.jordan_definition()
    for key, ladder in LADDERS.items():
        yield Subject.LADDER, key, ladder
    for key, table in TABLES.items():
        yield Subject.ROUTING, key, table
    for key, process in STANDARD_PROCESSES.items():
        yield Subject.PROCESS, key, process


def _designations() -> Iterator[Rule]:
    """What works each kind, as its row says; what its owners have left unfit to publish is theirs to mend."""
    for kind in RequestKind.objects.all():
        if not problems(Subject.KIND, kind.code, definition_of(kind)):
            yield Subject.KIND, kind.code, definition_of(kind)
