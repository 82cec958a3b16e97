"""All cases brought under the newest key and encrypted as they are to be: those of before there were keys, and all of
them where the operator has put a new key in front.

Part by part, from the newest case down. How far it has come stands in a row, so that whoever is stopped goes on there.
Acts wait for the cases of a part alone, until that is written; whatever is read meanwhile is read under either key.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from django.db.models import Count, Max, Q

from permissions import many_rows
from permissions.blind import WHO_FILED, blind
from permissions.encrypted import Unreadable
from permissions.envelope import master_name, wrap
from permissions.now import now
from workflows.cases.hiding import encrypt_rows
from workflows.cases.keys import give_keys
from workflows.cases.models import Case, CaseKey, Person, Rekeying
from workflows.cases.models.key import ABOUT
from workflows.cases.proving.services import take_in
from workflows.cases.search_rows import key_anew
from workflows.transactions.turn import write_transaction

log = logging.getLogger(__name__)

AT_ONCE: Final = 100
"""Cases in one commit."""
PATIENCE: Final = 60.0
"""Seconds; the rest is rung for again."""


def is_due() -> bool:
    """Whether there are cases that are not yet under the newest key. One statement."""
    place = Rekeying.objects.first()
    return place is None or place.master != master_name() or place.done_at is None


def begin() -> Rekeying:
    """All cases are to be seen to; where that is under way, it goes on where it was."""
    with write_transaction():
        place = Rekeying.objects.select_for_update().first()
        if place is not None and place.master == master_name() and place.done_at is None:
            return place
        newest = Case.objects.aggregate(newest=Max("pk"), total=Count("pk"))
        place = place or Rekeying()
        place.master, place.before, place.done = master_name(), (newest["newest"] or 0) + 1, 0
        place.total, place.begun_at, place.done_at = newest["total"], now(), None
        place.save()
        return place


def go_on(*, patience: float, progress: Callable[[Rekeying], object] = lambda place: None) -> bool:
    """See to cases for so many seconds; whether there is more to do. ``progress`` is told after each part."""
    until = time.monotonic() + patience
    while (place := _part()) is not None:
        progress(place)
        if time.monotonic() >= until:
            return True
    return False


def _part() -> Rekeying | None:
    """The next cases; None where all are done."""
    with write_transaction():
        place = Rekeying.objects.select_for_update().first()
        if place is None or place.done_at is not None:
            return None
        case_ids = list(Case.objects.filter(pk__lt=place.before).order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])
        if case_ids:
            bring_up(case_ids)
            place.before, place.done = case_ids[-1], place.done + len(case_ids)
        else:
            place.done_at = now()
        place.save()
        take_in(case_ids)  # last, since everyone who writes waits for the head of the trail
    return place


def bring_up(case_ids: Sequence[int]) -> None:
    """Give these cases keys where they have none, wrap the others under the newest, encrypt what is to be, and reckon
    anew what stands for people where they are looked for. Of what was erased nothing is left that a key could be for.
    Needs an open transaction."""
    locked = Case.objects.select_for_update(of=("self",)).filter(pk__in=case_ids, erased_at=None).order_by("pk")
    cases = list(locked.select_related("key", "kind"))
    keys = {case.pk: case.key for case in cases if hasattr(case, "key")}
    give_keys([case for case in cases if case.pk not in keys])
    _wrap_anew(keys.values())
    encrypt_rows(cases)
    _blind_anew(cases)
    key_anew(cases)


def _wrap_anew(keys: Iterable[CaseKey]) -> None:
    former = []
    for key in keys:
        if key.master != master_name():
            try:
                key.wrapped, key.master = wrap(key.plain, ABOUT.format(key.case_id)), master_name()
            except Unreadable as error:  # its case stays as it is, and the check of the keys names it
                log.error("The key of case %s stays as it is: %s", key.case_id, error)  # noqa: TRY400  it says all
            else:
                former.append(key)
    if former:
        many_rows.update(CaseKey, ["wrapped", "master"], former)


def _blind_anew(cases: Sequence[Case]) -> None:
    by_id, changed = {case.pk: case for case in cases}, []
    reachable = ~Q(phone="", email="")
    for person in Person.objects.filter(reachable, case__in=cases):
        person.case = by_id[person.case_id]
        blinds = blind(person.phone, WHO_FILED), blind(person.email, WHO_FILED)
        if person.is_readable and blinds != (person.phone_blind, person.email_blind):
            person.phone_blind, person.email_blind = blinds
            changed.append(person)
    if changed:
        many_rows.update(Person, ["phone_blind", "email_blind"], changed)


def masters() -> Iterator[str]:
    """The names of the keys under which cases' keys are wrapped: a statement for each, of one row of an index."""
    last = ""
    while (found := CaseKey.objects.filter(master__gt=last).order_by("master").first()) is not None:
        yield (last := found.master)


def wrapped_under(master: str) -> int:
    """How many keys of cases are wrapped under a key of that name."""
    return CaseKey.objects.filter(master=master).count()
