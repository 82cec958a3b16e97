"""Where letters about a case reach its citizen: a new address counts once it is proved, and the former one is told."""

from __future__ import annotations

from django.db.models import Q

from permissions.actors import Actor
from permissions.citizens.models import AddressKind
from workflows.cases.actions.following import SetAddress
from workflows.cases.identity import is_hidden
from workflows.cases.joining import is_among_those_of
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, EventVerb, Person
from workflows.notifications.to_addresses import tell_former_address
from workflows.transactions.turn import write_transaction


def set_address(case: Case, kind: AddressKind, address: str) -> None:
    """From now on letters go to ``address``, which was proved by a code.

    The former one is told where somebody had proved it, so that nobody takes letters away unseen; not of a case whose
    citizen stays hidden: who watches them may read there.
    """
    with write_transaction():
        former = str(getattr(Person.objects.select_related("case__key").get(case=case), kind))
        proved = bool(former) and was_proved(case, kind, former)
        apply(case.pk, SetAddress(kind=kind, address=address), actor=Actor.citizen(case.pk))
        if proved and former != address and not is_hidden(case):
            tell_former_address(case, kind, former)


def was_proved(case: Case, kind: AddressKind, address: str) -> bool:
    """Whether the citizen showed that the address of a case is theirs: by a code, a link, or by signing in with it."""
    shown = Q(verb=EventVerb.ADDRESS_SET, data__kind=str(kind)) | Q(verb=EventVerb.CODE_RENEWED, data__proved=str(kind))
    by_code = case.events.filter(shown).exists()
    return by_code or is_among_those_of(case, kind, address)
