"""Puts the kinds of request and what works them in force; what was ever published is left to its owners."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.platform.called import calendar_of_the_country
from portal.operations.set_up.kinds import KINDS
from portal.operations.set_up.ladders import COMPLAINTS_WITHIN, LADDERS
from portal.operations.set_up.routing import TABLES
from portal.operations.set_up.scripts import SCRIPTS
from workflows.calendars import jordan
from workflows.cases.designation import definition_of
from workflows.cases.grounds import seeded_grounds
from workflows.cases.models import RequestKind
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.transactions.turn import write_transaction
from workflows.versions.models import DiscardedDraft, Subject, Version, VersionStatus
from workflows.versions.references import Standing, problems
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


OFFERED: Final = (
    "c4fead498b5dfb9cfa0d85073bc2c8dbe36b8cdd76cea9fa308f96240b2f7565",
    "4c239aa8ee4fcf839992a93cbfbf9a511d1f87a187bd772022ed5dcab17b30e3",
    "90fccdfc1f798b8a0bc4de1184ca1aa7987809edaaf141a7ea278831de32a4bf",
    "d4ce66f193de8458945ff8c305cd1bb2667298cdf84399b9e81ad856f9c648b9",
    "e380b81130a345df0aacdf3813f59ec1598abb1db75d0229a3c53082999ad1b9",
    "6b0a0143b9f4c6afaaef81b844a0216ed5afb28f26dd1dc452229cb989d8b9cb",
    "5db1d23215e3b89763ebb9eff5c6a242be6fdea3a08fb0f045a9d082804be737",
    "777aa88f92c77ba06e052dc0842aac4a8902dd4a5b3a6789d181db7259dc0683",
    "893ba3937e682ca2239707c60473d7817bd6a2a20382b2bdddbcd51b6417333f",
    "fe24308f14e97ede50f89b2be070db03be144a0be2ba838765c2bf4ac5224431",
    "970fe4a375d5d7e89b5e43c97a2b0318eb48912b7f44bb41209bbc501ac0d598",
    "dd465c597abfbd75ad3c8691b40b7f19d945552ef18e1205ab79dee1efbce007",
    "40ec9dc28e291352ff579f10831df2319abb29462cc0ea319019aadbdd625642",
    "5c0a4214dd53a1d628a008d46fd9af7fac67451b739e92b3a1a11df2112ee2e9",
    "53d12181023172a0d844d30c29016d59958181261d8ba21c54ec89f944b6ecff",
    "6c3bde222da3d9ea0566eba22df165372691beea4b2a397130b03100be1d4f82",
    "fca584df76862aa224344443e984d9e78f452c9e8f55248d09dc1357025dd5be",
    "e0b7fcbb758b0f7a88c5a9ddab4c23fd4ed77d611135465a411fbf16c18ed985",
)
"""Digests of processes in which an objection goes back to whoever decided, as earlier releases published them: their
owners are offered today's, as a draft."""
OFFERED_LADDERS: Final = (
    "3e67ab35d6294ae0fc5988072f025bfb7aac15140e7888e54a71f5f604421c68",
    "3fabb0b733ad32dffbbc55c26ac5e27bf44df7895e5d78f3622cbfcb6afc0188",
    "dc3b03f631b7c480423279d27d65c2e44a78a5e1d543d3e6ea16408b3106dc9a",
    "62485934a0f47ad25827048bf1f0e8520df771f11f54d816c5841402af7f4531",
)
"""Digests of ladders that let an officer ask the citizen without an end, as earlier releases published them."""
OFFER_OF_ASKING: Final = _("A limit on asking the citizen: at most twice, and 10 working days of pause in all.")
OFFER_OF_LIMIT: Final = _(
    "An overall limit for complaints. It is promised on each citizen’s page: choose its length before you publish it."
)
OFFER: Final = _(
    "A fair objection: the level above decides on the first, another agency on the second, and no one "
    "decides twice. Only what was promised and not done goes back to be carried out, once."
)


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
    count = publish_missing(_rules(), superseded=SUPERSEDED)
    offer_processes()
    offer_limits()
    return count + publish_missing(_designations(), superseded=SUPERSEDED)


def offer_limits() -> int:
    """Draft today's ladders where one of an earlier release is in force as it was laid down, and an overall limit for
    complaints where there never was any limit; returns how many. Owners publish or discard them.
    """
    ours = Version.objects.filter(subject=Subject.LADDER, status=VersionStatus.PUBLISHED, digest__in=OFFERED_LADDERS)
    keys = sorted(set(ours.values_list("key", flat=True)) & LADDERS.keys())
    offered: list[tuple[Rule, str]] = [((Subject.LADDER, key, LADDERS[key]), str(OFFER_OF_ASKING)) for key in keys]
    if not Version.objects.filter(subject=Subject.LIMIT).exists():
        offered.append(((Subject.LIMIT, "complaints", COMPLAINTS_WITHIN), str(OFFER_OF_LIMIT)))
    missing = [(rule, note) for rule, note in offered if not _was_offered(*rule)]
    for (subject, key, definition), note in missing:
        with write_transaction():
            draft(subject=subject, key=key, definition=definition, actor=Actor.operator, note=note)
    return len(missing)


def offer_processes() -> int:
    """Draft today's standard process where one of an earlier release is in force as it was laid down; returns how many.

    Two owners read and publish it, or discard it: nothing changes by itself. Where a draft waits already, or this one
    was discarded within the day, nothing is offered.
    """
    ours = Version.objects.filter(subject=Subject.PROCESS, status=VersionStatus.PUBLISHED, digest__in=OFFERED)
    known = [key for key in ours.values_list("key", flat=True) if key in STANDARD_PROCESSES]
    offered = [key for key in known if not _was_offered(Subject.PROCESS, key, STANDARD_PROCESSES[key])]
    for key in offered:
        with write_transaction():
            draft(
                subject=Subject.PROCESS,
                key=key,
                definition=STANDARD_PROCESSES[key],
                actor=Actor.operator,
                note=str(OFFER),
            )
    return len(offered)


def _was_offered(subject: str, key: str, definition: Any) -> bool:
    same = {"subject": subject, "key": key}
    drafted = Version.objects.filter(**same, status=VersionStatus.DRAFT).exists()
    return drafted or DiscardedDraft.objects.filter(**same, definition=definition).exists()


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
    yield Subject.CALENDAR, calendar_of_the_country(), jordan.jordan_definition()
    for key, ladder in LADDERS.items():
        yield Subject.LADDER, key, ladder
    for key, table in TABLES.items():
        yield Subject.ROUTING, key, table
    for key, process in STANDARD_PROCESSES.items():
        yield Subject.PROCESS, key, process


def _designations() -> Iterator[Rule]:
    """What works each kind, as its row says; what its owners have left unfit to publish is theirs to mend."""
    standing = Standing()
    for kind in RequestKind.objects.all():
        if not problems(Subject.KIND, kind.code, definition_of(kind), standing):
            yield Subject.KIND, kind.code, definition_of(kind)
