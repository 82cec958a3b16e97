"""Draft, publish, take back: the only writes to versions."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db.models import Max

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from workflows.transactions.turn import write_transaction
from workflows.versions.checks import problems
from workflows.versions.errors import ChangedMeanwhile, NotADraft, NotPublishable, SecondPersonNeeded
from workflows.versions.in_turn import wait_for_others
from workflows.versions.models import Version, VersionStatus
from workflows.versions.publishable import publishable


def digest_of(definition: Any) -> str:
    """SHA-256 (hex) of the definition in canonical JSON."""
    canonical = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def as_read(version: Version) -> str:
    """The digest of all that somebody who opens a draft has before them: the definition and why it changes."""
    return digest_of([version.definition, version.note])


def draft(*, subject: str, key: str, definition: Any, actor: Actor, note: str = "") -> Version:
    """A new draft with the next number. It need not be publishable yet."""
    with write_transaction():
        last = Version.objects.filter(subject=subject, key=key).aggregate(last=Max("number"))["last"] or 0
        return Version.objects.create(
            subject=subject,
            key=key,
            number=last + 1,
            definition=definition,
            digest=digest_of(definition),
            note=note,
            drafted_at=now(),
            drafted_by_id=actor.user_id,
        )


def redraft(version_id: int, *, definition: Any, note: str, read: str, actor: Actor) -> Version:
    """Change a draft. Whoever changes it last counts as the one who drafted it.

    ``read``: the draft as it was before them (``as_read``). Raises ``NotADraft``, or ``ChangedMeanwhile`` where someone
    saved something else in between; nothing is written then. What is sent twice is no such change.
    """
    with write_transaction():
        version = _draft(version_id)
        if read != as_read(version) and (version.definition, version.note) != (definition, note):
            raise ChangedMeanwhile
        version.definition, version.digest, version.note = definition, digest_of(definition), note
        version.drafted_at, version.drafted_by_id = now(), actor.user_id
        version.save()
        return version


def discard(version_id: int, *, read: str, actor: Actor) -> None:
    """Delete a draft; what was ever published stays. ``read`` as for ``redraft``.

    Raises ``NotADraft`` or ``ChangedMeanwhile``.
    """
    with write_transaction():
        version = _draft(version_id)
        if read != as_read(version):
            raise ChangedMeanwhile
        entry = NewEntry(verb="discarded", subject="version", subject_id=version.pk, data=named(version))
        version.delete()
        append([entry], actor=actor, at=now())


def publish(version_id: int, *, actor: Actor, read: str | None = None) -> Version:
    """Publish a draft; the former version is retired in the same commit.

    A person must be another than the one who drafted it. ``read`` as for ``redraft``; None: drafted just now.
    Raises ``NotADraft``, ``SecondPersonNeeded``, ``ChangedMeanwhile`` or ``NotPublishable`` with all problems.
    """
    with write_transaction():
        wait_for_others()
        version = _draft(version_id)
        if actor.kind == "staff" and version.drafted_by_id == actor.user_id:
            raise SecondPersonNeeded
        if read is not None and read != as_read(version):
            raise ChangedMeanwhile
        found = problems(version.subject, version.key, version.definition)
        if found:
            raise NotPublishable(found)
        return _put_in_force(version, actor)


def republish(version_id: int, *, actor: Actor) -> Version:
    """Undo: put a retired version in force again, as a new version with the same definition.

    Needs no second person, since a second person has published this definition before.
    """
    with write_transaction():
        wait_for_others()
        former = Version.objects.get(pk=version_id, status=VersionStatus.RETIRED)
        found = problems(former.subject, former.key, former.definition)
        if found:
            raise NotPublishable(found)
        again = draft(
            subject=former.subject,
            key=former.key,
            definition=former.definition,
            actor=actor,
            note=f"= {former.number}",
        )
        return _put_in_force(again, actor)


def _put_in_force(version: Version, actor: Actor) -> Version:
    at = now()
    Version.objects.filter(subject=version.subject, key=version.key, status=VersionStatus.PUBLISHED).update(
        status=VersionStatus.RETIRED, retired_at=at
    )
    version.status = VersionStatus.PUBLISHED
    version.published_at, version.published_by_id = at, actor.user_id
    version.save()
    publishable(version.subject).effect(version)
    append(
        [NewEntry(verb="published", subject="version", subject_id=version.pk, data=named(version))],
        actor=actor,
        at=at,
    )
    return version


def _draft(version_id: int) -> Version:
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
