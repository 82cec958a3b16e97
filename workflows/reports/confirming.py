"""The lines of a yearly register, and what the agency of each says to it: that it is so, or why it is not.

Only the head and the liaison officer of an agency speak for it, or whoever sits in their place. A line whose case is
set apart since is shown to nobody and waits for nobody's word.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from permissions.agencies.selectors import load_posts
from permissions.audit.services import NewEntry, append
from permissions.now import now
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import Track
from workflows.notifications.to_report_readers import TO_CONFIRM, ask_for_letters
from workflows.reports import definitions
from workflows.reports.editions import locked, preparation_of, reworded
from workflows.reports.freezing import frozen_register
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.period import parse
from workflows.reports.register import Entry, told
from workflows.reports.unit_models import LineState, Objection, Preparation, RegisterLine
from workflows.transactions.turn import write_transaction

AT_ONCE = 2000
"""Rows that one statement writes."""
LONGEST = RegisterLine._meta.get_field("note").max_length or 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of an agency's lines it has spoken to."""

    agency: Agency
    confirmed: int
    contested: int
    open: int

    @property
    def lines(self) -> int:
        return self.confirmed + self.contested + self.open

    @property
    def percent(self) -> int:
        """Of its lines those it has spoken to, whole per cent downwards: 100 only when all are."""
        return 100 * (self.lines - self.open) // self.lines if self.lines else 100


def lay_out(snapshot: Snapshot) -> None:
    """Write the lines of a yearly register, once: in the order of print. Raises ``RegisterDiffers``."""
    if preparation_of(snapshot).laid_out_at is not None:
        return
    place_of = _agencies_of_lines()
    rows = [(*place_of(row), row) for row in frozen_register(snapshot)]
    rows.sort(key=lambda each: (each[0], each[2].opened_at, each[2].number))
    with write_transaction():
        Preparation.objects.get_or_create(snapshot=snapshot)
        preparation = Preparation.objects.select_for_update().get(snapshot=snapshot)
        if preparation.laid_out_at is not None:
            return
        lines = (_line(snapshot, place, agency_id, row) for place, (_code, agency_id, row) in enumerate(rows, start=1))
        RegisterLine.objects.bulk_create(lines, batch_size=AT_ONCE)
        Preparation.objects.filter(pk=preparation.pk).update(laid_out_at=now())


def _agencies_of_lines() -> Callable[[Entry], tuple[str, int]]:
    """Code and id of the agency in whose part a row stands: the complaints unit's, where no body is named or the unit
    for sensitive requests would be; as figures count them."""
    named = Agency.objects.exclude(role=AgencyRole.SENSITIVE_UNIT).values_list("pk", "code")
    bodies = {pk: (code, pk) for pk, code in named}
    unit = Agency.objects.values_list("code", "pk").get(role=AgencyRole.CENTRAL_UNIT)
    return lambda row: bodies.get(row.agency_id or 0, unit)


def _line(snapshot: Snapshot, place: int, agency_id: int, row: Entry) -> RegisterLine:
    said = json.loads(json.dumps(told(row), default=datetime.isoformat))
    return RegisterLine(
        snapshot=snapshot, place=place, agency_id=agency_id, case_id=row.case_id, number=row.number, said=said
    )


def ask_agencies(snapshot: Snapshot, *, actor: Actor) -> int:
    """Ask each agency to confirm its lines: its head and liaison officer get a letter. Returns how many people do.

    Raises ``NotPossible`` where there is nothing to confirm, or not yet, or not any more.
    """
    if snapshot.kind != ReportKind.YEARLY or definitions.is_older(snapshot.definitions):
        raise NotPossible(_("Only the register of a whole year is confirmed."))
    if snapshot.cut_off < parse(snapshot.kind, snapshot.period).end:
        raise NotPossible(_("Its period was not over at the cut-off."))
    with write_transaction():
        preparation = locked(snapshot)
        if preparation.laid_out_at is None:
            raise NotPossible(_("The lines of the register are not written yet: make its files first."))
        if preparation.asked_at is not None:
            raise NotPossible(_("The agencies were asked already."))
        preparation.asked_at, preparation.asked_by_id = now(), actor.user_id
        preparation.save(update_fields=["asked_at", "asked_by"])
        people = sorted(speakers([each.agency.pk for each in progress(snapshot)]))
        ask_for_letters(TO_CONFIRM, people, kind=snapshot.kind, period=snapshot.period, key=str(snapshot.pk))
        append(
            [NewEntry("register_asked", "snapshot", snapshot.pk, {"people": len(people)})],
            actor=actor,
            at=preparation.asked_at,
        )
    return len(people)


def speakers(agency_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Whoever speaks for one of these agencies now, with those for which they do: who acts in the post of its head or
    of its liaison officer."""
    found: dict[int, frozenset[int]] = {}
    book = load_posts(agency_ids, now())
    for agency_id in agency_ids:
        posts = book.of_agency(agency_id)
        for post in {posts[0], posts[-1]} if posts else ():
            acting = [each for each in post.sitters if each.acts]
            first = min((each.rank for each in acting), default=0)
            for each in acting:
                if each.rank == first:
                    found[each.user_id] = found.get(each.user_id, frozenset()) | {agency_id}
    return found


def spoken_for(user_id: int, held: Held) -> frozenset[int]:
    """The agencies for which somebody speaks, of those whose cases they work."""
    bodies = Agency.objects.filter(pk__in=held.at(WORK_CASE)).exclude(role=AgencyRole.SENSITIVE_UNIT)
    return speakers(bodies.values_list("pk", flat=True)).get(user_id, frozenset())


def asked_rounds() -> QuerySet[Preparation]:
    """The editions whose lines agencies were asked to confirm, the latest first."""
    return Preparation.objects.filter(asked_at__isnull=False).select_related("snapshot").order_by("-asked_at")


def lines_of(snapshot: Snapshot, agency_ids: Collection[int]) -> QuerySet[RegisterLine]:
    """The lines of these agencies, without those whose case is set apart by now."""
    return _shown(RegisterLine.objects.filter(snapshot=snapshot, agency__in=agency_ids))


def open_rounds() -> list[int]:
    """The editions (by id) whose lines wait for the word of agencies: of each year the last one that was asked for, as
    long as it can be signed."""
    asked = asked_rounds().filter(snapshot__definitions=definitions.today())
    latest: dict[str, tuple[int, bool]] = {}
    for year, snapshot_id, signed_at in asked.values_list("snapshot__period", "snapshot", "signed_at"):
        latest.setdefault(year, (snapshot_id, signed_at is None))
    return [snapshot_id for snapshot_id, is_open in latest.values() if is_open]


def waiting_in(rounds: Collection[int], agency_ids: Collection[int]) -> int:
    """How many lines of these agencies nobody has spoken to, in these editions."""
    open_lines = RegisterLine.objects.filter(snapshot__in=rounds, agency__in=agency_ids, state=LineState.OPEN)
    return _shown(open_lines).count()


def _shown(lines: QuerySet[RegisterLine]) -> QuerySet[RegisterLine]:
    """Without those whose case is set apart by now."""
    return lines.filter(case__track=Track.ORDINARY, case__guarded=False)


def progress(snapshot: Snapshot) -> list[Progress]:
    """Of each agency with lines, how far it is; by code."""
    rows = (
        _shown(RegisterLine.objects.filter(snapshot=snapshot))
        .order_by()
        .values("agency")
        .annotate(
            confirmed=Count("pk", filter=Q(state=LineState.CONFIRMED)),
            contested=Count("pk", filter=Q(state=LineState.CONTESTED)),
            open=Count("pk", filter=Q(state=LineState.OPEN)),
        )
    )
    agencies = {agency.pk: agency for agency in Agency.objects.filter(pk__in=[row["agency"] for row in rows])}
    found = [Progress(agencies[row["agency"]], row["confirmed"], row["contested"], row["open"]) for row in rows]
    return sorted(found, key=lambda each: each.agency.code)


def confirm(snapshot: Snapshot, lines: QuerySet[RegisterLine], *, actor: Actor) -> int:
    """Confirm these lines, contested ones too; returns how many were not confirmed before.

    ``lines`` come from ``lines_of`` with the agencies for which the actor speaks.
    """
    return _speak(snapshot, lines.exclude(state=LineState.CONFIRMED), LineState.CONFIRMED, actor=actor)


def contest(snapshot: Snapshot, line: RegisterLine, objection: str, note: str, *, actor: Actor) -> None:
    """Say of one line that it is not so, and why. Raises ``NotPossible`` without one of the reasons."""
    if objection not in Objection.values:
        raise NotPossible(_("Choose why the line is not right."))
    if objection == Objection.OTHER and not note.strip():
        raise NotPossible(_("Write which other reason there is."))
    lines = RegisterLine.objects.filter(pk=line.pk)
    _speak(snapshot, lines, LineState.CONTESTED, actor=actor, objection=objection, note=note.strip()[:LONGEST])


def _speak(
    snapshot: Snapshot,
    lines: QuerySet[RegisterLine],
    state: LineState,
    *,
    actor: Actor,
    objection: str = "",
    note: str = "",
) -> int:
    at = now()
    with write_transaction():
        preparation = locked(snapshot)
        if preparation.asked_at is None:
            raise NotAllowed
        by_agency = lines.order_by().values("agency__code").annotate(count=Count("pk"))
        spoken = dict(by_agency.values_list("agency__code", "count"))
        lines.order_by().update(state=state, objection=objection, note=note, at=at, by_id=actor.user_id)
        if spoken:
            reworded(preparation)
        append(list(_entries(snapshot, state, spoken)), actor=actor, at=at)
    return sum(spoken.values())


def _entries(snapshot: Snapshot, state: LineState, spoken: dict[str, int]) -> Iterator[NewEntry]:
    verb = "register_confirmed" if state == LineState.CONFIRMED else "register_contested"
    for agency, count in sorted(spoken.items()):
        yield NewEntry(verb, "snapshot", snapshot.pk, {"agency": agency, "lines": count})
