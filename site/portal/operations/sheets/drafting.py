"""The draft that a list of rules or holidays becomes: the open one goes on, else one begins as what is in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from permissions.access.errors import Refused
from permissions.actors import Actor
from workflows.versions.errors import ChangedMeanwhile, HeldByAnother, NotADraft
from workflows.versions.models import Version, VersionStatus
from workflows.versions.selectors import history
from workflows.versions.services import as_read, draft, redraft


def beginning_of(subject: str, key: str) -> Version | None:
    """What a list is compared with: the open draft, else what is in force; None where there is neither."""
    for status in (VersionStatus.DRAFT, VersionStatus.PUBLISHED):
        found = history(subject, key).filter(status=status, ends=False).first()
        if found is not None:
            return found
    return None


def draft_of(subject: str, key: str, change: Callable[[Any], Any], *, actor: Actor) -> int:
    """The id of the draft in which the definition is as ``change`` makes it. Raises ``Refused``."""
    version = beginning_of(subject, key)
    if version is None:
        raise Refused(_("Nothing of this is in force, and there is no draft."))
    definition = change(version.definition)
    if version.status != VersionStatus.DRAFT:
        return draft(subject=subject, key=key, definition=definition, actor=actor).pk
    read = as_read(version)
    try:
        return redraft(version.pk, definition=definition, note=version.note, read=read, actor=actor).pk
    except HeldByAnother as error:
        raise Refused(_("Somebody else is editing the draft just now. Ask them, or take it over there.")) from error
    except (ChangedMeanwhile, NotADraft) as error:
        raise Refused(_("Somebody else has changed the draft in the meantime. Look at it again.")) from error
