"""The requests of a citizen who signs in: joined to them, listed, opened and let go.

One whose citizen stays hidden, that is sealed or held back, or that accuses somebody, is shown by its number alone and
asks for its secret each time: whoever holds the telephone or reads the mailbox must not read it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from permissions import security_log
from permissions.citizens.models import AddressKind, Citizen
from permissions.now import now
from workflows.cases.identity import is_hidden
from workflows.cases.keys import give_missing_key
from workflows.cases.models import Case, CaseStatus, JoinedCase
from workflows.cases.models.joined import digest_of_joined


class Joining(StrEnum):
    """How a request came among those of a citizen."""

    FILED = "filed"
    BY_CODE = "code"


@dataclass(frozen=True, slots=True)
class Joined:
    """A request in the list. ``by_number``: nothing but its number is shown, and its secret opens it."""

    case: Case
    by_number: bool


def join(citizen: Citizen, case: Case, *, filed: bool = False) -> None:
    """Put a request among those of a citizen, who has proved its secret or has just ``filed`` it. Twice is once.

    Who filed it has it among theirs since the moment at which it was opened: by that they are known for good. One that
    was erased is nobody's. Raises ``NotPossible`` where the key of the case cannot be read, or it is erased just then.
    """
    if case.erased_at is not None:
        return
    at = case.opened_at if filed else now()
    made = digest_of_joined(give_missing_key(case), citizen=citizen.pk, case=case.pk, at=at)
    joined = JoinedCase(citizen=citizen, case=case, joined_at=at, digest=made)
    JoinedCase.objects.bulk_create([joined], ignore_conflicts=True)


def shut_out(case: Case, *, keeps: Callable[[Citizen], bool]) -> None:
    """Take a request whose code was lost from all who put it among theirs by that code: one of them may have found it.

    It stays with who filed it while signed in, and with whom ``keeps`` names.
    """
    by_code = JoinedCase.objects.filter(case=case).exclude(joined_at=case.opened_at).select_related("citizen")
    JoinedCase.objects.filter(pk__in=[each.pk for each in by_code if not keeps(each.citizen)]).delete()


def part(citizen: Citizen, tracking: str) -> Joining | None:
    """Take it out again; the request itself stays as it is. Returns how it had come there, if it was there."""
    row = next(iter(_ours(_joined(citizen).filter(case__tracking=tracking))), None)
    _joined(citizen).filter(case__tracking=tracking).delete()
    if row is None:
        return None
    return Joining.FILED if row.joined_at == row.case.opened_at else Joining.BY_CODE


def joined_cases(citizen: Citizen) -> list[Joined]:
    """All of them, the one that changed last first. One query."""
    rows = _joined(citizen).select_related("case__kind", "case__agency").order_by("-case__changed_at", "-case_id")
    return [Joined(row.case, by_number=_asks_for_code(row.case)) for row in _ours(rows)]


def open_and_plain(citizen: Citizen | None, proved: Collection[str], *, most: int) -> list[Case]:
    """The open requests of one person that are hidden from nobody who holds their list: of a citizen who is signed in,
    and those whose numbers they have ``proved``, the ones that changed last.
    """
    own = [each.case for each in joined_cases(citizen) if not each.by_number] if citizen is not None else []
    others = set(proved) - {case.tracking for case in own}
    if others:
        own += Case.objects.filter(tracking__in=others).select_related("kind", "agency", "key")
    found = [case for case in own if case.status != CaseStatus.CLOSED and not is_hidden(case)]
    return sorted(found, key=lambda case: case.changed_at, reverse=True)[:most]


def opens(citizen: Citizen, tracking: str) -> bool:
    """Whether a citizen who is signed in reads a request without its secret."""
    rows = _ours(_joined(citizen).filter(case__tracking=tracking))
    return any(not _asks_for_code(row.case) for row in rows)


def is_among_those_of(case: Case, kind: AddressKind, address: str) -> bool:
    """Whether a request is among those of whoever signs in with an address."""
    return bool(_ours(JoinedCase.objects.filter(case=case, **{f"citizen__{kind}": address})))


def put_in_by_hand() -> Iterator[str]:
    """Each request is among those of an account because our code put it there: a sentence for each that is not."""
    rows = JoinedCase.objects.select_related("case__key").order_by("pk")
    for row in rows.iterator():
        if not row.is_ours:
            yield f"case {row.case.tracking}: it was put among the requests of account {row.citizen_id} by hand"


def _asks_for_code(case: Case) -> bool:
    return is_hidden(case) or case.guarded or bool(case.concerns) or case.held


def _joined(citizen: Citizen) -> QuerySet[JoinedCase]:
    return JoinedCase.objects.filter(citizen=citizen)


def _ours(rows: QuerySet[JoinedCase]) -> list[JoinedCase]:
    """Those that our code wrote; what was put in past it opens nothing."""
    found = list(rows.select_related("case__key"))
    ours = [row for row in found if row.is_ours]
    if len(ours) < len(found):
        security_log.tell("row_bent", "found", about=JoinedCase._meta.db_table)
    return ours
