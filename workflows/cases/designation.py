"""What works a kind of request and who may see it: published by owners like all rules, and kept in the kind's row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.now import now
from permissions.translated_text import first_language_name, in_language, is_named
from workflows.cases import form_made
from workflows.cases.actions.citizen import REOPEN_DAYS
from workflows.cases.grounds import Ground, check_grounds, read_grounds, written
from workflows.cases.models import HIDDEN, Case, RequestKind
from workflows.cases.sealing import open_process, open_routing
from workflows.cases.weakening import weakened
from workflows.routing.definition import Table
from workflows.routing.publishable import TABLES
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import Publishable, Reference

LONGEST_DESCRIPTION: Final = 200
"""Letters of the line that citizens read below a kind's name."""
LONGEST_SCRIPT: Final = 2_000
"""Letters of what a call-taker says."""


@dataclass(frozen=True, slots=True)
class Designation:
    """The columns of a ``RequestKind`` that owners change. ``ladder`` is empty where nothing climbs.

    ``description``: what it is for, by language; none where its form says it. ``script``: what a call-taker says to
    whoever files one by telephone, by language. ``grounds``: on which one may be refused; none: those that Insaf comes
    with.
    """

    name: Mapping[str, str]
    sensitive: bool
    process: str
    routing: str
    ladder: str
    description: Mapping[str, str] = field(default_factory=dict)
    script: Mapping[str, str] = field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()


def parse(definition: Any) -> Designation:
    """Build it from its JSON; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it is malformed."""
    return Designation(
        name=dict(definition["name"]),
        sensitive=bool(definition["sensitive"]),
        process=str(definition["process"]),
        routing=str(definition["routing"]),
        ladder=str(definition["ladder"]),
        description=dict(definition.get("description") or {}),
        script=dict(definition.get("script") or {}),
        grounds=read_grounds(definition.get("grounds")),
    )


def definition_of(kind: RequestKind) -> dict[str, Any]:
    """What holds for a kind now, as the definition of a version."""
    return {
        "name": dict(kind.name),
        "sensitive": kind.sensitive,
        "process": kind.process,
        "routing": kind.routing,
        "ladder": kind.ladder,
        **({"description": dict(kind.description)} if kind.description else {}),
        **({"script": dict(kind.script)} if kind.script else {}),
        **({"grounds": list(kind.grounds)} if kind.grounds else {}),
    }


def put_in_force(version: Version) -> None:
    """The effect of publishing: the next case of the kind begins by it. Open cases keep what they began with.

    A new kind comes after all others, and its form is begun.
    """
    asked = parse(version.definition)
    columns: dict[str, Any] = {
        "name": dict(asked.name),
        "sensitive": asked.sensitive,
        "process": asked.process,
        "routing": asked.routing,
        "ladder": asked.ladder,
        "description": dict(asked.description),
        "script": dict(asked.script),
        "grounds": written(asked.grounds),
        "active": True,
    }
    if not RequestKind.objects.filter(code=version.key).update(**columns):
        last = RequestKind.objects.aggregate(last=Max("position"))["last"]
        RequestKind.objects.create(code=version.key, position=0 if last is None else last + 1, **columns)
        form_made.begin(version.key, columns["name"], version.copy_of)


def end(key: str) -> None:
    """The effect of taking a kind out of force: it takes no new requests; those that are there go on."""
    RequestKind.objects.filter(code=key).update(active=False)


def check_kind(key: str, definition: Any) -> list[str]:
    """Translated sentences; none when it can be published."""
    try:
        asked = parse(definition)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [
            _("The kind cannot be read: something is missing or of the wrong kind near %(where)s.") % {"where": error}
        ]
    return list(_named(asked))


def _named(asked: Designation) -> Iterator[str]:
    if not is_named(asked.name):
        yield _("The kind needs a name in %(language)s.") % {"language": first_language_name()}
    if any(not isinstance(words, str) or len(words) > LONGEST_DESCRIPTION for words in asked.description.values()):
        yield _("The description of a kind has at most %(count)d letters.") % {"count": LONGEST_DESCRIPTION}
    if any(not isinstance(words, str) or len(words) > LONGEST_SCRIPT for words in asked.script.values()):
        yield _("The script of a kind has at most %(count)d letters.") % {"count": LONGEST_SCRIPT}
    yield from check_grounds(asked.grounds)
    if not asked.process:
        yield _("The kind needs a process.")
    if not asked.routing:
        yield _("The kind needs a routing table.")
    if asked.sensitive and not asked.ladder:
        yield _("A sensitive kind needs a ladder: someone may be in danger.")


def standing() -> Mapping[str, Any]:
    """Kinds hold by their rows, whether they were ever published or not, until they are taken out of force."""
    return {kind.code: definition_of(kind) for kind in RequestKind.objects.filter(active=True)}


def references(asked: Designation) -> Iterator[Reference]:
    """What works it."""
    kind = {"kind": in_language(asked.name)}
    process = _("The kind “%(kind)s” names the process “%(key)s”, which is not in force.")
    routing = _("The kind “%(kind)s” names the routing table “%(key)s”, which is not in force.")
    ladder = _("The kind “%(kind)s” names the ladder “%(key)s”, which is not in force.")
    if asked.process:
        yield Reference(Subject.PROCESS, asked.process, "", process % {**kind, "key": asked.process})
    if asked.routing:
        yield Reference(Subject.ROUTING, asked.routing, "", routing % {**kind, "key": asked.routing})
    if asked.ladder:
        yield Reference(Subject.LADDER, asked.ladder, "", ladder % {**kind, "key": asked.ladder})


def ask_to_be_sealed(asked: Designation, subject: str, definition: Any) -> Iterable[str]:
    """What works a sensitive kind never leads out of its unit."""
    sealed = {Subject.PROCESS.value: open_process, Subject.ROUTING.value: open_routing}
    return sealed[subject](definition) if asked.sensitive and subject in sealed else ()


def cases_that_need(to: str, key: str) -> Iterator[str]:
    """The cases that a ladder counts, and those that it would count if they were opened again. Of a kind that is no
    longer in force also those that a table may yet send on: nothing else names it then.

    Hidden ones are in no number, and named only where no others need it: one more changes no sentence.
    """
    may_come_back = Case.objects.filter(Q(closed_at=None) | Q(closed_at__gte=now() - timedelta(days=REOPEN_DAYS + 1)))
    if to == Subject.LADDER:
        of_the_past = Q(kind__active=False, kind__ladder=key)
        counted = Q(works__ladder=key) | Q(works__named_ladder=key) | of_the_past
        needing = may_come_back.filter(counted).distinct()
        count = needing.exclude(HIDDEN).count()
        sentence = ngettext("%(count)d request that it counts", "%(count)d requests that it counts", count)
    elif to == Subject.ROUTING:
        needing = may_come_back.filter(kind__active=False, kind__routing=key)
        count = needing.exclude(HIDDEN).count()
        sentence = ngettext("%(count)d request that it may send on", "%(count)d requests that it may send on", count)
    else:
        return
    if count:
        yield sentence % {"count": count}
    elif needing.filter(HIDDEN).exists():
        yield _("hidden requests")


def kinds_worked_by(subject: str, key: str) -> set[str]:
    """The kinds (codes) that a process or a routing table works: those that name it, or whose table in force does."""
    kinds = list(RequestKind.objects.all())
    if subject == Subject.ROUTING:
        return {kind.code for kind in kinds if kind.routing == key}
    tables = {table for table, raw in TABLES.in_force().items() if _sends_into(TABLES.read(raw), key)}
    return {kind.code for kind in kinds if kind.process == key or kind.routing in tables}


def _sends_into(table: Table | None, process: str) -> bool:
    return table is not None and any(rule.process == process for rule in table.rules)


KINDS: Publishable[Designation] = Publishable(
    subject=Subject.KIND,
    parse=parse,
    check=check_kind,
    references=references,
    asks=ask_to_be_sealed,
    effect=put_in_force,
    standing=standing,
    ended=end,
    users=cases_that_need,
    guards=weakened,
)
