"""What happens to calls: they ring, are taken, end; what was typed in one that broke off is kept for a while."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from permissions.blind import blind
from permissions.encrypted import encrypt
from permissions.now import now
from permissions.people.models import User
from workflows.calls.models import LONGEST, Call, CallCase, EndedBy, Purpose, What
from workflows.cases.models import Case, Channel
from workflows.cases.wiping import Going
from workflows.transactions.turn import write_transaction

WHO_CALLED: Final = "who called"
"""The purpose of what stands for a caller: calls and requests cannot be laid side by side in the database."""
NUMBER, DRAFT = "number of a call", "draft of a call"
"""For what each is encrypted."""
RINGS: Final = timedelta(minutes=2)
"""A call that nobody has taken for so long rings no more."""
KEPT: Final = timedelta(days=3)
"""What was typed in a call that broke off can be taken up for so long."""
LONGEST_DRAFT: Final = 60_000
"""Characters of a draft, as it is kept."""


class NotOpen(Exception):
    """The call is over, or is somebody else's."""


def ring(*, exchange: str, extension: str, number: str) -> Call | None:
    """A call rings at an extension; the same one twice is one. None where nobody has that extension."""
    taker = User.objects.filter(extension=extension, is_active=True).first() if extension else None
    if taker is None:
        return None
    try:
        with write_transaction(), transaction.atomic():
            return Call.objects.create(
                **_known_of(number), taker=taker, channel=Channel.CALL, exchange=exchange, rang_at=now()
            )
    except IntegrityError:
        return Call.objects.filter(exchange=exchange).first()


def begin(*, taker_id: int, channel: Channel, number: str) -> Call:
    """A call that the taker says has begun; whatever they had open is over. ``number``: empty where it is withheld."""
    with write_transaction():
        _end_open(taker_id, EndedBy.NEXT)
        return Call.objects.create(**_known_of(number), taker_id=taker_id, channel=channel, began_at=now())


def take(taker_id: int, key: str) -> Call:
    """Answer a ringing call. Raises ``NotOpen`` where it does not ring for them; one that they have is just theirs."""
    with write_transaction():
        call = Call.objects.select_for_update().filter(key=key, taker=taker_id, ended_at=None).first()
        if call is None:
            raise NotOpen
        if call.began_at is None:
            _end_open(taker_id, EndedBy.NEXT)
            call.began_at = now()
            call.save(update_fields=["began_at"])
        return call


def end(call: Call, by: EndedBy, *, purpose: str = "") -> None:
    """It is over, and nothing is known of the caller any more, unless what was typed waits to be taken up."""
    with write_transaction():
        _end(Call.objects.filter(pk=call.pk, ended_at=None), by, at=now())
        if purpose:
            Call.objects.filter(pk=call.pk, purpose="").update(purpose=purpose)


def end_overdue() -> int:
    """End what has lasted too long, and what rings in vain; how many there were. Two statements where there is none."""
    at = now()
    late = Call.objects.filter(began_at__lte=at - LONGEST, ended_at=None)
    vain = Call.objects.filter(began_at=None, rang_at__lte=at - RINGS, ended_at=None)
    missed = vain.update(ended_at=at, ended_by=EndedBy.MISSED, number="")
    overdue = [(call.pk, call.began_at) for call in late if call.began_at is not None]
    for pk, began_at in overdue:
        _end(Call.objects.filter(pk=pk, ended_at=None), EndedBy.TIME, at=began_at + LONGEST)
    return missed + len(overdue)


def over_at_exchange(exchange: str) -> bool:
    """The exchange says that it is over; whether there is such a call."""
    with write_transaction():
        found = Call.objects.filter(exchange=exchange)
        vain = found.filter(began_at=None, ended_at=None)
        vain.update(ended_at=now(), ended_by=EndedBy.MISSED, number="")
        _end(found.filter(ended_at=None), EndedBy.EXCHANGE, at=now())
        return found.exists()


def answered_at_exchange(exchange: str) -> bool:
    """The exchange says that it was answered: it is open without a press; whether it rang."""
    call = Call.objects.filter(exchange=exchange, ended_at=None).first()
    if call is None:
        return False
    take(call.taker_id, call.key)
    return True


def recorded(exchange: str, recording: str) -> bool:
    """Note by what its recording is found at the operator's; whether there is such a call."""
    return bool(Call.objects.filter(exchange=exchange).update(recording=recording))


def explain(call: Call, purpose: str) -> None:
    """Say what a call was for that is over without a word; what was said already stays."""
    Call.objects.filter(pk=call.pk, purpose="").update(purpose=purpose)


def keep(call: Call, typed: Mapping[str, Sequence[str]]) -> bool:
    """Keep what is typed in a call; whether it was not too much."""
    said = json.dumps(typed, ensure_ascii=False, separators=(",", ":"))
    if len(said) > LONGEST_DRAFT:
        return False
    Call.objects.filter(pk=call.pk).update(draft=encrypt(said, DRAFT), draft_at=now())
    return True


def take_up(taker_id: int, key: str) -> Call:
    """Begin a call anew with what was typed in one that broke off. Raises ``NotOpen`` where nothing waits there."""
    with write_transaction():
        former = Call.objects.select_for_update().filter(key=key, taker=taker_id, ended_at__isnull=False).first()
        if former is None or not former.draft:
            raise NotOpen
        _end_open(taker_id, EndedBy.NEXT)
        kept = {name: getattr(former, name) for name in ("caller", "number", "channel", "draft", "draft_at")}
        Call.objects.filter(pk=former.pk).update(number="", draft="", draft_at=None)
        return Call.objects.create(key=secrets.token_hex(16), taker_id=taker_id, began_at=now(), **kept)


def discard(taker_id: int, key: str) -> None:
    """Let go of what was typed in a call of theirs."""
    Call.objects.filter(key=key, taker=taker_id).update(draft="", draft_at=None)
    Call.objects.filter(key=key, taker=taker_id, ended_at__isnull=False).update(number="")


def forget_broken_off() -> None:
    """Let go of what nobody took up in its time, with the numbers."""
    Call.objects.filter(draft_at__lt=now() - KEPT).update(draft="", draft_at=None, number="")


def note_case(call: Call, case: Case, what: What, *, event_number: int = 0) -> None:
    """Put on record that a request was filed, added to or opened in a call; twice is once."""
    with write_transaction():
        CallCase.objects.bulk_create(
            [CallCase(call=call, case=case, what=what, event_number=event_number)], ignore_conflicts=True
        )
        if what != What.PROVED:
            purpose = Purpose.FILED if what == What.FILED else Purpose.ADDED
            found = Call.objects.filter(Q(purpose="") | Q(purpose=Purpose.ADDED), pk=call.pk)
            found.update(purpose=purpose)
        if what == What.FILED:
            Call.objects.filter(pk=call.pk).update(draft="", draft_at=None)


def forget_erased(going: Going) -> Iterable[str]:
    """Cases are erased: no call leads to one any more, nor, where it was about no other, to whoever called."""
    calls = set(CallCase.objects.filter(case__in=going.case_ids).values_list("call", flat=True))
    CallCase.objects.filter(case__in=going.case_ids).delete()
    others = set(CallCase.objects.filter(call__in=calls).values_list("call", flat=True))
    gone = {"caller": "", "number": "", "exchange": "", "recording": "", "draft": "", "draft_at": None}
    Call.objects.filter(pk__in=calls - others, ended_at__isnull=False).update(**gone)
    return ()


def _known_of(number: str) -> dict[str, str]:
    """What is kept of a new call and its caller."""
    return {
        "key": secrets.token_hex(16),
        "caller": blind(number, WHO_CALLED),
        "number": encrypt(number, NUMBER) if number else "",
    }


def _end_open(taker_id: int, by: EndedBy) -> None:
    _end(Call.objects.filter(taker=taker_id, began_at__isnull=False, ended_at=None), by, at=now())


def _end(calls: QuerySet[Call], by: EndedBy, *, at: datetime) -> None:
    """The number stays only where what was typed waits: whoever takes it up calls back."""
    nothing_typed = calls.filter(draft="").values_list("pk", flat=True)
    Call.objects.filter(pk__in=list(nothing_typed)).update(number="")
    calls.update(ended_at=at, ended_by=by)
