"""From a file to what is done: judged when it comes, judged again when it is carried out, all of it or nothing.

What was shown is what is done: where something has changed in between, so that a row would become something else, the
file is shown again instead. Links are made and sent afterwards, a few at a time: a worker that dies forgets nobody, and
of the few that it was about, the newer link counts.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from permissions.access.decide import may
from permissions.access.errors import OutOfReach, Refused
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.now import now
from permissions.people.models import User
from permissions.writing import active_language
from portal.operations.inviting import can_send, invite_owner, send
from portal.operations.sheets.all import sheet_of
from portal.operations.sheets.models import KEPT, LEASE, SentSheet, SentState
from portal.operations.sheets.reading import Table
from portal.operations.sheets.sheet import Judged, Row, Sheet
from workflows.notifications.to_askers import FileKind, tell_of_file
from workflows.suggestions.tasks import learn_all_soon
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)
LETTERS_AT_ONCE: Final = 20
OVER: Final = (SentState.DONE, SentState.FAILED, SentState.LOOKED_AT)
"""Nothing goes on by itself any more: done, failed, or to be looked at again."""


def take_in(sheet: Sheet, table: Table, *, name: str, content: bytes, actor: Actor) -> SentSheet:
    """Keep a file with what becomes of each of its rows; nothing is done yet."""
    judged = judge(sheet, table.rows, actor)
    kept = SentSheet(
        sheet=sheet.code,
        key=sheet.key,
        by_id=actor.user_id or 0,
        sent_at=now(),
        language=active_language(),
        name=name[:200],
        digest=hashlib.sha256(content).hexdigest(),
        rows=[[row.number, dict(row.cells), list(row.formulas)] for row in table.rows],
        notes=[*table.notes, *sheet.left_out(judged)],
        **_shown(judged),
    )
    with write_transaction():
        kept.save()
    return kept


def judge(sheet: Sheet, rows: Sequence[Row], actor: Actor) -> list[Judged]:
    """What becomes of each row; one with a formula is refused, since nothing is computed here."""
    titles = {column.code: column.title for column in sheet.columns()}
    found = sheet.judge([row for row in rows if not row.formulas], actor)
    for row in rows:
        if row.formulas:
            why = _("“%(column)s” is a formula. Write the value itself.") % {"column": titles[row.formulas[0]]}
            found.append(Judged(row.number, "", "refused", [why]))
    return sorted(found, key=lambda each: each.number)


def confirm(sent: SentSheet) -> bool:
    """Have it carried out; whether it was still to be: twice is once. Nothing is where a row is refused."""
    counts = sent.counts
    if counts["refused"] or not counts["added"] + counts["changed"]:
        return False
    with write_transaction():
        taken = SentSheet.objects.filter(pk=sent.pk, state=SentState.LOOKED_AT)
        return bool(taken.update(state=SentState.WAITING, said=""))


def carry_out(sent_id: int, *, links: bool = True) -> None:
    """Carry out a file that waits, and send its ``links``; nothing where another worker has it. Safe to ring twice.

    With its links it is done in the queue, and whoever sent it hears that it is over.
    """
    sent = _take(sent_id)
    if sent is None:
        return
    begun = sent.state
    try:
        if sent.state == SentState.WRITING:
            with override(sent.language):
                _write(sent)
        if links and sent.state == SentState.INVITING:
            _invite(sent)
    except Exception:
        log.exception("The spreadsheet %s could not be carried out.", sent.pk)
        if sent.state == SentState.WRITING:  # of links, the next pass tries again
            with override(sent.language):
                _fail(sent, _("Something went wrong, and nothing was done. The log of the platform says what."))
    finally:
        SentSheet.objects.filter(pk=sent_id).update(taken_at=None)
    if links and sent.state != begun and sent.state in OVER:
        _tell(sent)


def _tell(sent: SentSheet) -> None:
    place = "/".join(each for each in (sent.sheet, sent.key, str(sent.pk)) if each)
    with write_transaction():
        tell_of_file(sent.by_id, FileKind.SHEET, place, made=sent.state == SentState.DONE)


def carry_out_waiting() -> None:
    """All that wait and that nobody carries out: rung for when a ring was lost."""
    for sent_id in sheets_waiting():
        carry_out(sent_id)


def sheets_waiting() -> list[int]:
    """Their ids, the oldest first."""
    at = now()
    under_way = (SentState.WAITING, SentState.WRITING, SentState.INVITING)
    found = SentSheet.objects.filter(_free(at), state__in=under_way).order_by("pk")
    return list(found.values_list("pk", flat=True))


def forget_sheets() -> None:
    """Let go of files whose time is over; of what is under way nothing."""
    with write_transaction():
        over = SentSheet.objects.filter(sent_at__lt=now() - KEPT)
        over.filter(state__in=(SentState.LOOKED_AT, SentState.DONE, SentState.FAILED)).delete()


def _shown(judged: Sequence[Judged]) -> dict[str, Any]:
    rows = [each.as_json() for each in judged]
    return {"judged": rows, "judged_digest": _digest(rows)}


def _digest(rows: Any) -> str:
    return hashlib.sha256(json.dumps(rows, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _free(at: datetime) -> Q:
    return Q(taken_at__isnull=True) | Q(taken_at__lte=at - LEASE)


def _take(sent_id: int) -> SentSheet | None:
    at = now()
    mine = SentSheet.objects.filter(_free(at), pk=sent_id)
    with write_transaction():
        if mine.filter(state__in=(SentState.WAITING, SentState.WRITING)).update(state=SentState.WRITING, taken_at=at):
            return SentSheet.objects.select_related("by").get(pk=sent_id)
        if mine.filter(state=SentState.INVITING).update(taken_at=at):
            return SentSheet.objects.select_related("by").get(pk=sent_id)
    return None


def _write(sent: SentSheet) -> None:
    """In one transaction with the row that says so: it is done once, or not at all."""
    actor = Actor.staff(sent.by_id)
    try:
        with write_transaction():
            sheet = _still_open(sent)
            judged = judge(sheet, [Row(number, cells, formulas) for number, cells, formulas in sent.rows], actor)
            shown = _shown(judged)
            if shown["judged_digest"] != sent.judged_digest:
                _show_again(sent, shown)
                return
            outcome = sheet.carry_out(judged, actor)
            sent.letters, sent.letters_due = list(outcome.letters), len(outcome.letters)
            sent.draft, sent.said = outcome.draft, outcome.said
            sent.state = SentState.INVITING if outcome.letters else SentState.DONE
            sent.rows = []
            sent.save()
            learn_all_soon()  # of which agencies there are, and where each belongs, something may be new
    except Refused as error:
        _fail(sent, str(error))
    except OutOfReach:
        _fail(sent, _("You may not do this any more."))


def _still_open(sent: SentSheet) -> Sheet:
    """Its sheet. Raises ``OutOfReach`` where it is there no more for whoever confirmed it."""
    sheet = sheet_of(sent.sheet, sent.key)
    if sheet is None or not sent.by.is_active or not may(held_by(sent.by_id), sheet.right, None):
        raise OutOfReach
    return sheet


def _show_again(sent: SentSheet, shown: dict[str, Any]) -> None:
    sent.judged, sent.judged_digest = shown["judged"], shown["judged_digest"]
    sent.state = SentState.LOOKED_AT
    sent.said = _("Something has changed since you looked at it, and nothing was done. Look at it again.")
    sent.save()


def _fail(sent: SentSheet, why: str) -> None:
    sent.state, sent.said = SentState.FAILED, why
    with write_transaction():
        SentSheet.objects.filter(pk=sent.pk).update(state=sent.state, said=why)


def _invite(sent: SentSheet) -> None:
    """A link for each new person, and the letter with it. Where no letter can leave, no link is made: it would be
    nobody's."""
    actor = Actor.staff(sent.by_id)
    while sent.letters:
        few, sent.letters = sent.letters[:LETTERS_AT_ONCE], sent.letters[LETTERS_AT_ONCE:]
        if can_send():
            with write_transaction():
                people = User.objects.filter(pk__in=few, is_active=True, last_login=None)
                invitations = [invite_owner(person, actor=actor) for person in people]
            sent.letters_unsent += sum(not send(each) for each in invitations)
        else:
            sent.letters_unsent += len(few)
        _keep_on(sent)
    sent.state = SentState.DONE
    _keep_on(sent)


def _keep_on(sent: SentSheet) -> None:
    with write_transaction():
        SentSheet.objects.filter(pk=sent.pk).update(
            state=sent.state, letters=sent.letters, letters_unsent=sent.letters_unsent, taken_at=now()
        )
