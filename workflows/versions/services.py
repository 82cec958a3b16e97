"""Draft, publish, take out of force: the only writes to versions, and what must not be taken out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import in_language
from workflows.transactions.turn import write_transaction
from workflows.versions.errors import (
    ChangedMeanwhile,
    NotADraft,
    NotAlone,
    NothingThere,
    NotInForce,
    NotPublishable,
    OvertakenMeanwhile,
    SecondPersonNeeded,
    StillNamed,
)
from workflows.versions.holding import drafting_of, hold, nobody_types, take
from workflows.versions.models import Drafting, Version, VersionStatus
from workflows.versions.publishable import AGENCY, publishable
from workflows.versions.put_aside import put_aside, put_aside_lately
from workflows.versions.references import problems, told, who_names
from workflows.versions.restoring import last_publication, why_not_alone
from workflows.versions.steps import remember, size_of, step_of
from workflows.versions.telling import RESTORED, Told, tell

PUBLISHING = 0x1E5AF
"""The number of the lock among PostgreSQL's advisory ones."""


def wait_for_others() -> None:
    """Wait until nobody else is between looking and changing; ends with the transaction, which must be open.

    It comes before every lock of a row, so that nobody who holds one waits here. On SQLite whoever writes is alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLISHING])


SAME_AS = "= "
"""Begins the note of a version that is put in force again, before the number of the former one: in no language."""


def digest_of(definition: Any) -> str:
    """SHA-256 (hex) of the definition in canonical JSON."""
    canonical = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def as_read(version: Version) -> str:
    """The digest of all that somebody who opens a draft has before them: the definition and why it changes."""
    return digest_of([version.definition, version.note])


def draft(
    *,
    subject: str,
    key: str,
    definition: Any,
    actor: Actor,
    note: str = "",
    copy_of: str = "",
    ends: bool = False,
) -> Version:
    """A new draft with the next number. It need not be publishable yet.

    ``copy_of``: the key of what it begins as a copy of. ``ends``: publishing it takes the thing out of force.
    """
    with write_transaction():
        last = Version.objects.filter(subject=subject, key=key).aggregate(last=Max("number"))["last"] or 0
        return Version.objects.create(
            subject=subject,
            key=key,
            number=last + 1,
            definition=definition,
            digest=digest_of(definition),
            note=note,
            copy_of=copy_of,
            ends=ends,
            drafted_at=now(),
            drafted_by_id=actor.user_id,
        )


def redraft(
    version_id: int, *, definition: Any, note: str, read: str, actor: Actor, auto: bool = False, over: bool = False
) -> Version:
    """Change a draft. Whoever changes it last counts as the one who drafted it.

    ``read``: the draft as it was before them (``as_read``). ``auto``: saved by itself while they type, so that one
    field is one step of the history. ``over``: take it over first, where its holder is idle. Raises ``NotADraft``,
    ``HeldByAnother``, or ``ChangedMeanwhile`` where someone saved something else in between; nothing is written then.
    What is sent twice is no such change, and no step.
    """
    with write_transaction():
        version = locked_draft(version_id)
        same = (version.definition, version.note) == (definition, note)
        if read != as_read(version) and not same:
            raise ChangedMeanwhile
        drafting = drafting_of(version)
        if over and actor.kind == "staff":
            take(drafting, actor)
        hold(drafting, actor)
        if not same:
            before = step_of(version)
            version.definition, version.digest, version.note = definition, digest_of(definition), note
            version.drafted_at, version.drafted_by_id = now(), actor.user_id
            version.save()
            remember(drafting, before, version, auto=auto)
            drafting.ready_at, drafting.ready_by_id, drafting.ready_words = None, None, ""
        drafting.save()
        return version


def rewrite_draft(version_id: int, change: Callable[[Any], Any]) -> Version:
    """Write a draft and each step of its history as ``change`` writes a definition, which says the same in it.

    It is no step that could be undone, and nobody counts as having drafted it. Raises ``NotADraft``.
    """
    with write_transaction():
        version = locked_draft(version_id)
        version.definition = change(version.definition)
        version.digest = digest_of(version.definition)
        version.save()
        for step in version.steps.all():
            definition = change(step.definition)
            if definition != step.definition:
                step.definition, step.size = definition, size_of(definition, step.note)
                step.save(update_fields=["definition", "size"])
        return version


def undo(version_id: int, *, read: str, actor: Actor) -> Version:
    """Take the last step of a draft back. Where it was one's own, whoever made the step before has drafted it again.

    Who goes back behind another's last word counts as having drafted it: that one no longer wants what stood there.
    Raises as ``redraft``, and ``NothingThere`` where there is no such step.
    """
    return _step(version_id, -1, read, actor)


def redo(version_id: int, *, read: str, actor: Actor) -> Version:
    """Do again what was undone, as ``undo``; whoever does so counts as having drafted it."""
    return _step(version_id, 1, read, actor)


def _step(version_id: int, by: int, read: str, actor: Actor) -> Version:
    with write_transaction():
        version = locked_draft(version_id)
        if read != as_read(version):
            raise ChangedMeanwhile
        drafting = drafting_of(version)
        hold(drafting, actor)
        step = version.steps.filter(number=drafting.number + by).first() if drafting.number + by >= 0 else None
        if step is None:
            raise NothingThere
        version.definition, version.digest, version.note = step.definition, digest_of(step.definition), step.note
        taken_back = version.drafted_by_id if by < 0 else None
        drafted_by = step.by_id if actor.user_id is not None and taken_back == actor.user_id else actor.user_id
        version.drafted_at, version.drafted_by_id = now(), drafted_by
        version.save()
        drafting.number = step.number
        drafting.ready_at, drafting.ready_by_id, drafting.ready_words = None, None, ""
        drafting.save()
        return version


def discard(version_id: int, *, read: str, actor: Actor) -> None:
    """Delete a draft, which ``bring_back`` has again for a day; what was ever published stays.

    ``read`` as for ``redraft``. Raises ``NotADraft`` or ``ChangedMeanwhile``.
    """
    with write_transaction():
        version = locked_draft(version_id)
        if read != as_read(version):
            raise ChangedMeanwhile
        put_aside(version, actor)
        entry = NewEntry(verb="discarded", subject="version", subject_id=version.pk, data=named(version))
        version.delete()
        append([entry], actor=actor, at=now())


def bring_back(version_id: int, *, actor: Actor) -> Version:
    """The draft that was discarded under this id within a day, as a new one.

    Whoever discarded it brings it back as of whoever had drafted it; anybody else counts as its drafter, or what its
    drafter threw away could be published by one person alone. Raises ``NothingThere``.
    """
    with write_transaction():
        gone = put_aside_lately().select_for_update(of=("self",)).filter(version=version_id).first()
        if gone is None:
            raise NothingThere
        back = draft(
            subject=gone.subject,
            key=gone.key,
            definition=gone.definition,
            actor=actor,
            note=gone.note,
            copy_of=gone.copy_of,
            ends=gone.ends,
        )
        if gone.by_id == actor.user_id:
            back.drafted_by_id = gone.drafted_by_id
            back.save()
        gone.delete()
        return back


def publish(version_id: int, *, actor: Actor, read: str | None = None, over: int | None = None) -> Version:
    """Publish a draft; the former version is retired in the same commit, and the history of the draft ends.

    A person must be another than the one who drafted it, and nobody else be at work on it. ``read`` as for ``redraft``;
    None: drafted just now. ``over``: the number of the version with which it was compared, 0 for none. Raises
    ``NotADraft``, ``SecondPersonNeeded``, ``ChangedMeanwhile``, ``StillTyped`` or ``NotPublishable`` with all problems;
    of a draft that ends the thing also ``NotInForce`` and ``StillNamed``.
    """
    with write_transaction():
        wait_for_others()
        version = locked_draft(version_id)
        if actor.kind == "staff" and version.drafted_by_id == actor.user_id:
            raise SecondPersonNeeded
        if read is not None and read != as_read(version):
            raise ChangedMeanwhile
        if over is not None and over != _number_in_force(version):
            raise OvertakenMeanwhile
        if actor.kind == "staff":
            nobody_types(version, actor)
        found = problems(version.subject, version.key, version.definition) if not version.ends else []
        if found:
            raise NotPublishable(found)
        version.steps.all().delete()
        Drafting.objects.filter(version=version).delete()
        return _end(version, actor) if version.ends else _put_in_force(version, actor)


def republish(version_id: int, *, actor: Actor) -> Version:
    """Take a publication back: what it replaced is put in force again, as a new version with the same definition.

    A person does so alone only where ``why_not_alone`` has nothing against it, and all other owners are told. Raises
    ``NotAlone``, where ``restore_in_draft`` is the way, or ``NotPublishable``.
    """
    with write_transaction():
        wait_for_others()
        former = Version.objects.get(pk=version_id, status=VersionStatus.RETIRED)
        current = last_publication(former.subject, former.key)
        if actor.kind == "staff" and (why := why_not_alone(former, current)):
            raise NotAlone(why)
        found = problems(former.subject, former.key, former.definition)
        if found:
            raise NotPublishable(found)
        again = draft(
            subject=former.subject,
            key=former.key,
            definition=former.definition,
            actor=actor,
            note=f"{SAME_AS}{former.number}",
        )
        if actor.user_id is not None and current is not None:
            data = {"former": former.number, "taken_back": current.number}
            tell(Told(RESTORED, again.pk, actor.user_id, data))
        return _put_in_force(again, actor, verb="restored")


def restore_in_draft(version_id: int, *, actor: Actor) -> Version:
    """A draft with the definition of a former version, which its note names: a second person publishes it."""
    former = Version.objects.get(pk=version_id, status=VersionStatus.RETIRED)
    return draft(
        subject=former.subject,
        key=former.key,
        definition=former.definition,
        actor=actor,
        note=_("As in version %(number)s") % {"number": former.number},
    )


def _number_in_force(version: Version) -> int:
    same = Version.objects.filter(subject=version.subject, key=version.key, status=VersionStatus.PUBLISHED)
    return same.values_list("number", flat=True).first() or 0


def _put_in_force(version: Version, actor: Actor, verb: str = "published") -> Version:
    at = now()
    Version.objects.filter(subject=version.subject, key=version.key, status=VersionStatus.PUBLISHED).update(
        status=VersionStatus.RETIRED, retired_at=at
    )
    version.status = VersionStatus.PUBLISHED
    version.published_at, version.published_by_id = at, actor.user_id
    version.save()
    publishable(version.subject).effect(version)
    append(
        [NewEntry(verb=verb, subject="version", subject_id=version.pk, data=named(version))],
        actor=actor,
        at=at,
    )
    return version


def locked_draft(version_id: int) -> Version:
    """A draft, which nobody else changes until this transaction ends. Raises ``NotADraft``."""
    version = Version.objects.select_for_update().filter(pk=version_id).first()
    if version is None or version.status != VersionStatus.DRAFT:
        raise NotADraft
    return version


def named(version: Version) -> dict[str, Any]:
    """How the audit trail names a version."""
    return {
        "subject": version.subject,
        "key": version.key,
        "number": version.number,
        "digest": version.digest,
    }


def why_it_stays(version: Version) -> str:
    """The sentence that says who names what is in force; nothing when it can go."""
    names = who_names(version.subject, version.key)
    if not names:
        return ""
    title = in_language(version.definition.get("name") or {}) or version.key
    sentence = _("“%(title)s” stays in force, because it is needed by: %(names)s.")
    return sentence % {"title": title, "names": told(names)}


def draft_end(version_id: int, *, actor: Actor, note: str = "") -> Version:
    """A draft that takes a version out of force when a second person publishes it; the one that is there, if there is.

    Raises ``NotInForce`` for what is not in force, ``StillNamed`` where something names it.
    """
    with write_transaction():
        wait_for_others()
        current = _may_end(Version.objects.filter(pk=version_id).first())
        same = Version.objects.filter(subject=current.subject, key=current.key)
        waiting = same.filter(status=VersionStatus.DRAFT, ends=True).first()
        return waiting or draft(
            subject=current.subject,
            key=current.key,
            definition=current.definition,
            actor=actor,
            note=note,
            ends=True,
        )


def retire(version_id: int, *, actor: Actor) -> Version:
    """Take a version out of force; undo is publishing it again. A person drafts it for a second one: ``draft_end``.

    Raises ``NotInForce`` for any other, ``StillNamed`` where something names it.
    """
    if actor.kind == "staff":
        raise SecondPersonNeeded
    with write_transaction():
        wait_for_others()
        current = _may_end(Version.objects.select_for_update().get(pk=version_id))
        _take_out(current, actor, now())
        return current


def _end(version: Version, actor: Actor) -> Version:
    """Publish a draft that ends its thing. It stays in the history, as what says by whom and why."""
    there = Version.objects.select_for_update().filter(subject=version.subject, key=version.key)
    current = _may_end(there.filter(status=VersionStatus.PUBLISHED).first())
    at = now()
    version.definition, version.digest = current.definition, current.digest
    version.status, version.retired_at = VersionStatus.RETIRED, at
    version.published_at, version.published_by_id = at, actor.user_id
    version.save()
    _take_out(current, actor, at)
    return version


def _may_end(current: Version | None) -> Version:
    if current is None or current.status != VersionStatus.PUBLISHED:
        raise NotInForce
    if why := why_it_stays(current):
        raise StillNamed([why])
    return current


def _take_out(current: Version, actor: Actor, at: datetime) -> None:
    current.status, current.retired_at = VersionStatus.RETIRED, at
    current.save()
    publishable(current.subject).ended(current.key)
    append(
        [NewEntry(verb="retired", subject="version", subject_id=current.pk, data=named(current))], actor=actor, at=at
    )


def close_to_new_cases(codes: Iterable[str]) -> int:
    """The agencies of a replay take no new cases from now on; returns how many did before. What they have they work.

    All or none: raises ``StillNamed`` with a sentence for each that something in force names. A command makes them and
    shuts them, and the trail has no entry of either; of bodies that people made see ``workflows.cases.succession``.
    """
    with write_transaction():
        wait_for_others()
        found = list(Agency.objects.filter(code__in=list(codes), active=True))
        staying = [(agency, names) for agency in found if (names := who_names(AGENCY, agency.code))]
        if staying:
            sentence = _("“%(agency)s” still takes new requests, because it is named by: %(names)s.")
            raise StillNamed([sentence % {"agency": agency, "names": told(names)} for agency, names in staying])
        return Agency.objects.filter(pk__in=[agency.pk for agency in found]).update(active=False)
