"""What is known of whoever has an email address: found by it, noted in the trail as read, written as one archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from django.utils.translation import override

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.blind import WHO_FILED, blinds
from permissions.citizens.models import AddressKind, Citizen
from permissions.now import now
from permissions.writing import by_day
from portal.citizen.own_data import cases_with_all, write_archive
from workflows.cases.identity import is_hidden
from workflows.cases.joining import joined_cases
from workflows.cases.models import Case, Person
from workflows.notifications.reaching import was_proved
from workflows.transactions.turn import write_transaction


@dataclass(frozen=True, slots=True)
class Known:
    """What was found. ``left_out``: how many requests whose citizen stays hidden were not to be part of it.

    ``unproved``: the numbers of those on which the address stands, and of which nobody has shown that it is theirs.
    """

    citizen: Citizen | None
    cases: tuple[Case, ...]
    left_out: int
    unproved: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether the address stands nowhere at all."""
        return self.citizen is None and not self.cases and not self.left_out


def known_by(email: str, *, hidden: bool) -> Known:
    """The requests on which an address was left, those that were joined to whoever signs in by it, and that account.

    ``hidden``: also sealed and confidential ones, which a citizen's own list shows by their number alone. Whoever else
    was named on a request is not looked for: such an address is encrypted and has no index.
    """
    citizen = Citizen.objects.filter(email__iexact=email).first()
    joined = {each.case.pk for each in joined_cases(citizen)} if citizen is not None else set()
    left = set(Person.objects.filter(email_blind__in=blinds(email, WHO_FILED)).values_list("case_id", flat=True))
    found = cases_with_all(joined | left)
    cases = [case for case in found if hidden or not is_hidden(case)]
    unproved = [
        case.tracking
        for case in cases
        if case.pk not in joined and not was_proved(case, AddressKind.EMAIL, case.person.email)
    ]
    return Known(citizen, tuple(cases), len(found) - len(cases), tuple(unproved))


def hand_out(known: Known, out: IO[bytes], *, language: str) -> None:
    """Note in the trail that the operator reads this, then write it: the archive that citizens get of themselves."""
    entries = [NewEntry("personal_data_read", "identity", case.pk, {}) for case in known.cases]
    if known.citizen is not None:
        entries.append(NewEntry("personal_data_read", "citizen", known.citizen.pk, {}))
    with write_transaction():
        append(entries, actor=Actor.operator, at=now())
    with override(language), by_day(wanted=False):
        write_archive(out, known.cases, known.citizen, progress=lambda _done, _total: None)
