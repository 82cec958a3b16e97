"""Keeps a case that accuses someone away from them: who is told, who holds its work, and where that work lies."""

from __future__ import annotations

from datetime import datetime, timedelta

from permissions.access.models import NamedAccess, Party
from permissions.agencies.decide import Standing, shut_out
from permissions.agencies.free_seats import Place
from permissions.agencies.models import Agency, AgencyRole
from workflows.cases import counting
from workflows.cases.change import Change
from workflows.cases.models import Case, CaseStatus, Track, Work
from workflows.cases.rules import Rules
from workflows.cases.state import State

WORKED_BY_NAME = timedelta(days=3650)
"""How long someone may work a single case by name; taken back when the case leaves them."""


def place_of(state: State, agency_id: int, level: int, rules: Rules) -> Place:
    """Where work of a case goes, free of whom it accuses."""
    return rules.place(agency_id, level, track=state.track, spread=spread_of(state.case), parties=state.parties)


def spread_of(case: Case) -> int:
    """A number that stays with the case, by which two holders of one post share the work."""
    return int("".join(filter(str.isdigit, case.tracking)) or 0)


def accuse_body(change: Change, agency: Agency) -> None:
    """The form said that it concerns someone of the body, and now the body is known: nobody of it sees the case.

    Where it concerns one person of it, all are shut out until the complaints unit has named that person.
    """
    case = change.case
    if not case.concerns or change.state.parties or agency.role != AgencyRole.PUBLIC_BODY:
        return
    change.data["concerns"], case.concerns = case.concerns, ""
    accuse(change, [Party(agency=agency)])


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


def stay_clear(change: Change, rules: Rules) -> None:
    """At the end of every act: nobody whom the case accuses at this moment holds it, has it, or hears of it.

    People change posts, so what was clear when it was decided need not be clear now.
    """
    state = change.state
    if not state.parties:
        _come_home(change, rules)
        return
    _follow_the_accused(change, rules)
    for work in state.open_works:
        if rules.is_shut(work.agency_id, state.parties):
            _move_away(change, work, rules)
        elif not work.waits:
            _change_hands(change, work, rules)
    if state.case.status == CaseStatus.CLOSED and state.track == Track.SENSITIVE:
        _take_back(change, keep=None)
    change.tells = [tell for tell in change.tells if tell.user_id is None or _is_clear(state, tell.user_id, rules)]


def _come_home(change: Change, rules: Rules) -> None:
    """It accuses nobody any more: a sealed case that someone worked by name is its own unit's again, and an ordinary
    one that had come to the sensitive unit is the complaints unit's."""
    state = change.state
    if not change.cleared:
        return
    if state.track != Track.SENSITIVE:
        for work in state.open_works:
            if work.agency.role == AgencyRole.SENSITIVE_UNIT:
                _go_to(change, work, place_of(state, rules.unit(state.track).pk, 0, rules), rules)
        return
    if not _working(change):
        return
    _take_back(change, keep=None)
    for work in state.open_works:
        if not work.waits:
            work.assignee_id = None
            _seat(change, work, place_of(state, work.agency_id, work.level, rules))


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
    """Whether the holder of a sealed case has no place in its unit: it goes back there once someone is free."""
    holder = rules.standings([work.holder_id or 0])[work.holder_id or 0]
    return state.track == Track.SENSITIVE and work.agency_id not in holder.levels


def _change_hands(change: Change, work: Work, rules: Rules) -> None:
    """Holder and assignee are free of the case; the count goes on where only a person changes."""
    state = change.state
    if work.assignee_id is not None and not _is_clear(state, work.assignee_id, rules):
        work.assignee_id = None
        change.touch(work)
    if _is_clear(state, work.holder_id, rules) and not _by_name_only(state, work, rules):
        return
    place = place_of(state, work.agency_id, work.level, rules)
    if place.agency_id != work.agency_id:
        _arrive_at(change, work, place, rules)
    elif place.seat.user_id != work.holder_id:
        _seat(change, work, place)
    change.touch(work)


def _move_away(change: Change, work: Work, rules: Rules) -> None:
    """The whole agency is shut out: the work goes to the next that is free."""
    place = place_of(change.state, work.agency_id, 0, rules)
    if place.agency_id == work.agency_id:
        # A sealed case never leaves its unit, and where nobody is free anywhere there is nowhere to go.
        if not work.waits:
            _change_hands(change, work, rules)
        return
    _go_to(change, work, place, rules)


def _go_to(change: Change, work: Work, place: Place, rules: Rules) -> None:
    if not work.waits:
        _arrive_at(change, work, place, rules)
        return
    # The citizen has the word: nobody holds it, but it lies elsewhere from now on.
    work.agency = change.case.agency = rules.agency(place.agency_id)
    change.data["moved"] = place.agency_id
    change.touch(work)


def _arrive_at(change: Change, work: Work, place: Place, rules: Rules) -> None:
    """The count starts again where it arrives; an open question goes on resting it."""
    case, paused = change.case, work.paused_at is not None
    counting.end(change, work)
    work.paused_at = None
    reach(change, work, place, rules)
    _seat(change, work, place)
    counting.begin(change, work, rules)
    if paused:
        counting.pause(change, work, rules)
    case.level, case.due = work.level, work.due
    if not any(tell.topic in MOVES for tell in change.tells):
        change.tell_citizen("referred")


def reach(change: Change, work: Work, place: Place, rules: Rules) -> None:
    """The work, and the case with it, lies with another body from now on, at its ground; nobody there has it yet."""
    work.agency = change.case.agency = rules.agency(place.agency_id)
    work.level, work.assignee_id, work.reached_at = 0, None, change.at
    change.data["moved"] = place.agency_id


MOVES = ("acknowledged", "referred", "reopened")
"""Letters that already tell a citizen where the case lies."""


def _seat(change: Change, work: Work, place: Place) -> None:
    work.post_id, work.holder_id = place.seat.post_id, place.seat.user_id
    change.post_id, change.data["holder"] = place.seat.post_id, place.seat.user_id
    change.touch(work)
    change.tell_staff("arrived", [place.seat.user_id])
    by_name(change, place)


def by_name(change: Change, place: Place) -> None:
    """Who works a sealed case without a right at its unit works this one case by name, and only while it is theirs."""
    if not change.state.parties or change.state.track != Track.SENSITIVE:
        return
    _take_back(change, keep=place.seat.user_id if place.by_name else None)
    if place.by_name and place.seat.user_id is not None and not _has_it(change, place.seat.user_id):
        change.readers.append(
            NamedAccess(user_id=place.seat.user_id, works=True, starts=change.at, ends=change.at + WORKED_BY_NAME)
        )


def _working(change: Change) -> list[NamedAccess]:
    written = () if change.case.pk is None else NamedAccess.objects.filter(case_id=change.case.pk, works=True)
    rows = {row.pk: row for row in written if row.ends > change.at}
    known = [row for row in change.readers if row.works]
    return [*known, *(row for pk, row in rows.items() if pk not in {each.pk for each in known})]


def _has_it(change: Change, user_id: int) -> bool:
    return any(row.user_id == user_id and row.ends > change.at for row in _working(change))


def _take_back(change: Change, *, keep: int | None) -> None:
    for row in _working(change):
        if row.user_id != keep and row.ends > change.at:
            end_reading(row, change.at)
            if not any(row is known for known in change.readers):
                change.readers.append(row)


def end_reading(row: NamedAccess, at: datetime) -> None:
    """Ends now; what began this very instant lasts no longer than that."""
    row.ends = max(at, row.starts + timedelta(microseconds=1))
