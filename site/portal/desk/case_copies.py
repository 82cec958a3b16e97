"""Copies of cases that take the queue: asked for, made once, handed to whoever asked, and gone after a day."""

from __future__ import annotations

import io
import logging
import secrets
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db.models import Q

from content.forms.storing import store_encrypted
from permissions.actors import Actor
from permissions.now import now
from portal.desk.case_paper import Asked, case_pdf
from portal.queue.bell import call_soon
from workflows.cases.errors import NotAllowed
from workflows.cases.identity import is_hidden
from workflows.cases.models import Case
from workflows.cases.models.key import key_of
from workflows.notifications.to_askers import FileKind, tell_of_file
from workflows.reports.copies import KEPT
from workflows.reports.models import LEASE, CaseCopy, FileState, Problem
from workflows.reports.pdf import PangoMissing
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

MAKE: Final = "portal.desk.case_copies.make"


def ask_for(asked: Asked, case: Case, *, actor: Actor) -> CaseCopy:
    """Have the queue make it."""
    with write_transaction():
        copy = CaseCopy.objects.create(
            case=case,
            key=secrets.token_hex(16),
            language=asked.language,
            inside=asked.inside,
            who=asked.who,
            requested_at=now(),
            requested_by_id=actor.user_id or 0,
        )
    call_soon(MAKE, copy.pk)
    return copy


def make(copy_id: int) -> None:
    """What the queue does. Safe to ring twice and to kill: after some minutes another may take it."""
    free = Q(taken_at__isnull=True) | Q(taken_at__lte=now() - LEASE)
    with write_transaction():
        taken = CaseCopy.objects.filter(free, pk=copy_id, state=FileState.WAITING).update(taken_at=now())
    if not taken:
        return
    copy = CaseCopy.objects.select_related("case").get(pk=copy_id)
    asked = Asked(copy.case.tracking, copy.language, copy.inside, copy.who)
    try:
        content = case_pdf(asked, Actor.staff(copy.requested_by_id))
    except NotAllowed:
        _end(copy, FileState.FAILED, Problem.UNKNOWN)  # it is not theirs any more, and their page says no more either
    except PangoMissing as error:
        log.error("A copy of a case could not be made: %s", error)  # noqa: TRY400 - the sentence says all
        _end(copy, FileState.FAILED, Problem.NO_PANGO)
    except Exception:
        log.exception("The copy %d of a case could not be made.", copy.pk)
        _end(copy, FileState.FAILED, Problem.UNKNOWN)
    else:
        copy.storage_key = _stored(copy, content)
        _end(copy, FileState.MADE)


def _stored(copy: CaseCopy, content: bytes) -> str:
    """Where it lies: of a sealed or confidential case encrypted, as the case is."""
    place, key = f"copies/{copy.key}.pdf", key_of(copy.case)
    if key is not None and is_hidden(copy.case):
        return store_encrypted(io.BytesIO(content), place, case_id=copy.case_id, key=key)
    return storages["private"].save(place, ContentFile(content))


def _end(copy: CaseCopy, state: FileState, problem: str = "") -> None:
    copy.state, copy.problem = state, problem
    with write_transaction():
        copy.save(update_fields=["state", "problem", "storage_key"])
        place = f"{copy.case.tracking}/{copy.key}"
        tell_of_file(copy.requested_by_id, FileKind.COPY, place, made=state == FileState.MADE)


def copy_of(key: str, case: Case, *, actor: Actor) -> CaseCopy:
    """Their own. Raises ``NotAllowed``, also for one that has been there for a day."""
    found = CaseCopy.objects.filter(key=key, case=case, requested_by=actor.user_id)
    copy = found.filter(requested_at__gt=now() - KEPT).first()
    if copy is None:
        raise NotAllowed
    return copy


def ring_again(copy: CaseCopy) -> None:
    """Where a ring was lost, or whoever made it was killed."""
    since = copy.taken_at or copy.requested_at
    if copy.state == FileState.WAITING and since < now() - LEASE:
        call_soon(MAKE, copy.pk)
