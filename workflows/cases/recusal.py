"""Keeps a case that accuses someone away from them: who is told, who holds its work, and where that work lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from permissions.access.decide import may
from permissions.access.models import NamedAccess, Party
from permissions.agencies.decide import Destination, Seat, Standing, shut_out
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE
from workflows.cases import counting
from workflows.cases.change import Change
from workflows.cases.duties import barred_from, is_barred
from workflows.cases.ladders import put_on_ladder
from workflows.cases.models import Track, Work
from workflows.cases.objection import deciders, is_on_objection
from workflows.cases.rules import Rules
from workflows.cases.state import Piece, State
from workflows.processes.definition import Instead, Otherwise, TaskStep

WORKED_BY_NAME = timedelta(days=3650)
"""How long someone may work a single case by name; taken back when the case leaves them."""


def destination_of(
    state: State, agency_id: int, level: int, rules: Rules, *, barred: AbstractSet[int] = frozenset()
) -> Destination:
    """Where work of a case goes, free of whom it accuses and of who is ``barred`` from it (``duties``)."""
    return rules.destination(
        agency_id, level, track=state.track, spread=state.spread, parties=state.parties, barred=barred
    )


def work_destination(state: State, work: Work, agency_id: int, level: int, rules: Rules) -> Destination:
    """Where a piece of work goes, free also of everybody who is barred from it."""
    return destination_of(state, agency_id, level, rules, barred=barred(state, work))


def barred(state: State, work: Work) -> frozenset[int]:
    """Who is barred from a piece of work: whoever did a step that its own must not be done by, and whoever decided
    before the objection that it comes of. Of most steps nobody is."""
    apart = barred_from(state, work) if state.steps_apart(work) else frozenset()
    return apart | deciders(state, work) if work.objection else apart


def destination_at(
    step: TaskStep, state: State, agency_id: int, level: int, rules: Rules, *, barred: AbstractSet[int]
) -> Destination:
    """Whoever holds the step's role, while it is at its ground; else the post of its level, or whoever acts for it.

    Who is ``barred`` is passed over. Where nobody is left whom the step names, it goes as its owner says: to the heir,
    then to the unit.
    """
    named = step.performer
    if named.role and not level:
        found = role_destination(state, agency_id, named.role, rules, barred=barred)
        if found is not None:
            return found
    if step.otherwise is None or level != named.level or rules.is_shut(agency_id, state.parties):
        return destination_of(state, agency_id, level, rules, barred=barred)
    places = [] if named.role else [Otherwise(Instead.HEIR, level=level)]
    if step.otherwise.to == Instead.HEIR:
        places.append(step.otherwise)
    for place in places:
        found = _in_place(state, agency_id, place, rules, barred)
        if found is not None:
            return found
    unit = destination_of(state, rules.unit(state.track).pk, 0, rules, barred=barred)
    return unit if unit.seat.user_id is not None else destination_of(state, agency_id, level, rules, barred=barred)


def _in_place(
    state: State, agency_id: int, place: Otherwise, rules: Rules, barred: AbstractSet[int]
) -> Destination | None:
    """Who acts in this very role or post, and is free of the case; None where nobody is."""
    if place.role:
        return role_destination(state, agency_id, place.role, rules, barred=barred)
    seat = rules.in_post(agency_id, place.level, spread=state.spread, parties=state.parties, barred=barred)
    return Destination(seat, agency_id) if seat is not None else None


def role_destination(
    state: State, agency_id: int, role: str, rules: Rules, *, barred: AbstractSet[int] = frozenset()
) -> Destination | None:
    """Who holds a role at an agency, may work this case and is free of it; of several always the same one for a case.

    None where nobody is: then it goes to whoever acts there.
    """
    piece = Piece(state, Work(agency_id=agency_id))
    able = [
        each
        for each in rules.in_role(role, agency_id)
        if may(rules.held(each), WORK_CASE, piece) and not is_barred(rules.held(each).standing, barred)
    ]
    if not able:
        return None
    return Destination(Seat(None, able[state.spread % len(able)], agency_id), agency_id)


def accuse_bodies(change: Change, agencies: Iterable[Agency]) -> None:
    """The form said that it concerns someone of the body, and now the body is known: nobody of it sees the case.

    Where it concerns one person of it, all are shut out until the complaints unit has named that person. Where the case
    reaches several bodies at once, and none was named, it may be any of them: all are shut out until then.
    """
    case = change.case
    bodies = {agency.pk: agency for agency in agencies if agency.role == AgencyRole.PUBLIC_BODY}
    if not case.concerns or change.state.parties or not bodies:
        return
    change.data["concerns"], case.concerns = case.concerns, ""
    accuse(change, [Party(agency=agency) for agency in bodies.values()])


def accuse(change: Change, parties: list[Party]) -> None:
    """Shut out more people."""
    change.accused += parties
    change.state.parties += parties
    guard(change)


def guard(change: Change) -> None:
    """The case and all its work say whether it accuses anybody."""
    case = change.case
    case.guarded = bool(change.state.parties)
    for work in change.state.works:
        if work.guarded != case.guarded:
            work.guarded = case.guarded
            change.touch(work)


@dataclass(frozen=True, slots=True)
class Recusal:
    """One piece of work that cannot stay as it is: its agency as a whole is accused, or whoever has it may not."""

    work: Work
    who: Literal["agency", "holder", "assignee"]


def recusals(
    works: Iterable[Work],
    *,
    is_shut: Callable[[int], bool],
    is_free: Callable[[int | None], bool],
    is_guest: Callable[[Work], bool],
) -> list[Recusal]:
    """Who may not go on with what. Plain: it is told whether an agency is shut out, whether a person is free of the
    case, and whether the holder has the work by name alone, though somebody of its unit is free by now."""
    found = []
    for work in works:
        if is_shut(work.agency_id):
            found.append(Recusal(work, "agency"))
        elif not work.waits:
            if work.assignee_id is not None and not is_free(work.assignee_id):
                found.append(Recusal(work, "assignee"))
            if not is_free(work.holder_id) or is_guest(work):
                found.append(Recusal(work, "holder"))
    return found


def recuse(change: Change, rules: Rules) -> None:
    """At the end of every act: nobody whom the case accuses at this moment holds it, has it, or hears of it.

    People change posts, so what was clear when it was decided need not be clear now.
    """
    state = change.state
    if not state.parties:
        _come_home(change, rules)
        _keep_apart(change, rules)
        if state.objections and not state.open_works and state.track == Track.SENSITIVE:
            _take_back(change, keep=frozenset())
        return
    _follow_the_accused(change, rules)
    for each in _found(state, state.open_works, rules, is_shut=lambda agency: rules.is_shut(agency, state.parties)):
        _apply(change, each, rules)
    if not state.open_works and state.track == Track.SENSITIVE:
        _take_back(change, keep=frozenset())
    _keep_apart(change, rules)
    change.tells = [tell for tell in change.tells if tell.user_id is None or _is_clear(state, tell.user_id, rules)]


def _keep_apart(change: Change, rules: Rules) -> None:
    """Nobody holds or has work from which they are barred: people lend roles, take over and move meanwhile."""
    state = change.state
    for work in state.open_works:
        step, doers = state.process.steps.get(work.step), barred(state, work)
        if not doers or work.waits or not isinstance(step, TaskStep):
            continue
        standings = rules.standings(each for each in (work.holder_id, work.assignee_id) if each is not None)
        if work.assignee_id is not None and is_barred(standings[work.assignee_id], doers):
            work.assignee_id = None
            change.touch(work)
        if work.holder_id is None or is_barred(standings[work.holder_id], doers):
            destination = destination_at(step, state, work.agency_id, work.level, rules, barred=doers)
            if destination.agency_id != work.agency_id:
                _go_to(change, work, destination, rules)
            elif destination.seat.user_id != work.holder_id:
                _seat(change, work, destination)


def _found(state: State, works: Iterable[Work], rules: Rules, *, is_shut: Callable[[int], bool]) -> list[Recusal]:
    return recusals(
        works,
        is_shut=is_shut,
        is_free=lambda user_id: _is_clear(state, user_id, rules),
        is_guest=lambda work: _by_name_only(state, work, rules),
    )


def _apply(change: Change, recusal: Recusal, rules: Rules) -> None:
    state, work = change.state, recusal.work
    change.touch(work)
    if recusal.who == "assignee":
        work.assignee_id = None
        return
    level = 0 if recusal.who == "agency" else work.level
    destination = work_destination(state, work, work.agency_id, level, rules)
    if destination.agency_id != work.agency_id:
        _go_to(change, work, destination, rules)
    elif recusal.who == "holder":
        if destination.seat.user_id != work.holder_id:
            _seat(change, work, destination)
    elif not work.waits:
        # A sealed case never leaves its unit, and where nobody is free anywhere there is nowhere to go.
        for each in _found(state, [work], rules, is_shut=lambda _agency: False):
            _apply(change, each, rules)


def _come_home(change: Change, rules: Rules) -> None:
    """It accuses nobody any more: a sealed case that someone worked by name is its own unit's again, and an ordinary
    one that had come to the sensitive unit is the complaints unit's."""
    state = change.state
    if not change.cleared:
        return
    if state.track != Track.SENSITIVE:
        for work in state.open_works:
            if work.agency.role == AgencyRole.SENSITIVE_UNIT:
                _go_to(change, work, destination_of(state, rules.unit(state.track).pk, 0, rules), rules)
        return
    if not _working(change):
        return
    _take_back(change, keep=frozenset())
    for work in state.open_works:
        if not work.waits:
            work.assignee_id = None
            _seat(change, work, work_destination(state, work, work.agency_id, work.level, rules))


def _involved(change: Change) -> set[int]:
    """Everybody whose place is asked about, so that it is asked once."""
    state = change.state
    ids = {tell.user_id for tell in change.tells} | {party.user_id for party in state.parties}
    ids |= {each for work in state.open_works for each in (work.holder_id, work.assignee_id)}
    return {each for each in ids if each is not None}


def _follow_the_accused(change: Change, rules: Rules) -> None:
    """An accused person who has come to another post since is shut out with those who answer to them there."""
    standings = rules.standings(_involved(change))
    state = change.state
    for user_id in [party.user_id for party in state.parties if party.user_id is not None]:
        levels = standings[user_id].levels
        new = {agency: level for agency, level in levels.items() if not _covered(state, agency, level)}
        if new:
            places = places_of(Standing(user_id, new), rules)
            accuse(change, [Party(agency_id=each, level=level, because_of_id=user_id) for each, level in places])
            change.data["followed"] = [user_id, *sorted(new)]


def _covered(state: State, agency_id: int, level: int) -> bool:
    shut = [party.level for party in state.parties if party.agency_id == agency_id]
    return any(each is None or each >= level for each in shut)


def places_of(standing: Standing, rules: Rules) -> list[tuple[int, int | None]]:
    """The agencies where an accused person stands, each with the level up to which it is shut; None for all of it."""
    return [(agency, None if level >= rules.top(agency) else level) for agency, level in standing.levels.items()]


def _is_clear(state: State, user_id: int | None, rules: Rules) -> bool:
    """Whether someone stands somewhere, as whoever left or is switched off does not, and is not shut out."""
    if user_id is None:
        return False
    standing = rules.standings([user_id])[user_id]
    return bool(standing.levels) and not shut_out(standing, state.parties)


def _by_name_only(state: State, work: Work, rules: Rules) -> bool:
    """Whether the holder of a sealed case has no place in its unit: it goes back there once someone is free, unless
    they decide on an objection to what that unit decided."""
    holder = rules.standings([work.holder_id or 0])[work.holder_id or 0]
    return state.track == Track.SENSITIVE and work.agency_id not in holder.levels and not is_on_objection(state, work)


def _go_to(change: Change, work: Work, destination: Destination, rules: Rules) -> None:
    if not work.waits:
        _arrive_at(change, work, destination, rules)
        return
    # The citizen has the word: nobody holds it, but it lies elsewhere from now on.
    work.agency = rules.agency(destination.agency_id)
    change.data["moved"] = destination.agency_id
    change.touch(work)


def _arrive_at(change: Change, work: Work, destination: Destination, rules: Rules) -> None:
    """The count starts again where it arrives; an open question goes on resting it."""
    reach(change, work, destination, rules)
    _seat(change, work, destination)
    counting.begin_elsewhere(change, work, rules)
    if not any((tell.usual or tell.topic) in MOVES for tell in change.tells):
        change.tell_citizen("referred", work)


def reach(change: Change, work: Work, destination: Destination, rules: Rules) -> None:
    """The work lies with another body from now on, at its ground; nobody there has it yet."""
    change.went = change.went or work
    if work.routed_id == work.agency_id:
        work.routed_id = destination.agency_id  # where a later step for the routed agency finds it
    work.agency = rules.agency(destination.agency_id)
    work.level, work.assignee_id, work.reached_at = 0, None, change.at
    put_on_ladder(change.state, work, rules)
    change.data["moved"] = destination.agency_id


MOVES = ("acknowledged", "referred", "reopened", "not_done", "appealed")
"""Letters that already tell a citizen where the case lies."""


def _seat(change: Change, work: Work, destination: Destination) -> None:
    change.seat(work, destination.seat)
    by_name(change, destination)


def by_name(change: Change, destination: Destination) -> None:
    """Who works a sealed case without a right at its unit works this one case by name, and only while it is theirs."""
    state = change.state
    if state.track != Track.SENSITIVE or not (state.parties or state.objections):
        return
    keep = {work.holder_id for work in state.open_works}
    _take_back(change, keep=keep if destination.by_name else keep - {destination.seat.user_id})
    if destination.by_name and destination.seat.user_id is not None and not _has_it(change, destination.seat.user_id):
        change.readers.append(
            NamedAccess(user_id=destination.seat.user_id, works=True, starts=change.at, ends=change.at + WORKED_BY_NAME)
        )


def _working(change: Change) -> list[NamedAccess]:
    written = () if change.case.pk is None else NamedAccess.objects.filter(case_id=change.case.pk, works=True)
    rows = {row.pk: row for row in written if row.ends > change.at}
    known = [row for row in change.readers if row.works]
    return [*known, *(row for pk, row in rows.items() if pk not in {each.pk for each in known})]


def _has_it(change: Change, user_id: int) -> bool:
    return any(row.user_id == user_id and row.ends > change.at for row in _working(change))


def _take_back(change: Change, *, keep: AbstractSet[int | None]) -> None:
    for row in _working(change):
        if row.user_id not in keep and row.ends > change.at:
            end_reading(row, change.at)
            if not any(row is known for known in change.readers):
                change.readers.append(row)


def end_reading(row: NamedAccess, at: datetime) -> None:
    """Ends now; what began this very instant lasts no longer than that."""
    row.ends = max(at, row.starts + timedelta(microseconds=1))
