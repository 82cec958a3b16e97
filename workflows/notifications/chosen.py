"""Which letters a citizen wants at which of their addresses, and the link in letters by which they want fewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from permissions.actors import Actor
from permissions.citizens.models import AddressKind
from permissions.encrypted import Unreadable, decrypt, encrypt
from workflows.cases.actions.following import SetNotices
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Notices, Person
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.to_citizens_signing_in import transport_for
from workflows.outbox.models import OutboxEntry

NEEDED: Final = frozenset(
    {
        *("acknowledged", "asked", "decided", "answer_corrected", "closed", "identity_opened", "code_renewed"),
    }
)
"""What a citizen must learn to keep what is theirs: that it arrived, what waits for them, how it ended and what of that
does not hold, and who came to know of them. All else is news, which the page of the case has too."""
LASTS: Final = timedelta(days=2 * 365)
_PURPOSE: Final = "fewer letters"
_KINDS: Final = {transport_for(kind): kind for kind in AddressKind}


def is_needed(entry: OutboxEntry) -> bool:
    """Whether a letter goes out whatever its citizen chose; one that owners made, where the usual one would."""
    return bool({entry.topic, entry.data.get("usual")} & NEEDED)


def wanted(entry: OutboxEntry, person: Person, usable: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of the transports that can take a letter to a citizen now, those by which they want this one.

    What is needed goes to all addresses that are left where it could go to none otherwise; a notice on a device is no
    such way, since nobody knows who sees it.
    """
    needed = is_needed(entry)
    unwanted = {Notices.NONE} if needed else {Notices.NONE, Notices.NEEDED}
    found = [each for each in usable if person.notices_by(_KINDS.get(each[0], each[0])) not in unwanted]
    addressed = any(name in _KINDS for name, _address in found)
    return list(usable) if needed and not addressed else found


def with_way_out(entry: OutboxEntry, case: Case, letter: WrittenLetter) -> WrittenLetter:
    """The letter with the link by which no more of its sort come, where it is one that nobody needs."""
    if is_needed(entry):
        return letter
    return replace(letter, fewer=addresses.fewer_link(fewer_token(case), letter.language))


def fewer_token(case: Case) -> str:
    """What the link says: of which case. It names nothing and opens nothing."""
    return encrypt(str(case.pk), _PURPOSE)


def case_of_fewer(token: str) -> Case | None:
    """The case of a link in a letter of the last two years; None for anything else."""
    try:
        number = decrypt(token, _PURPOSE, within=LASTS)
    except Unreadable:
        return None
    return Case.objects.select_related("person", "key").filter(pk=number).first()


def gets_all(case: Case) -> bool:
    """Whether letters of every sort go by email; of one that was erased none does."""
    return case.erased_at is None and case.person.notices_by(AddressKind.EMAIL) == Notices.ALL


def want_fewer(case: Case) -> None:
    """By email only what is needed from now on; nothing changes for who wants no more already."""
    if gets_all(case):
        fewer = SetNotices(kind=AddressKind.EMAIL, notices=Notices.NEEDED)
        apply(case.pk, fewer, actor=Actor.citizen(case.pk))
