"""Whom a case accuses, as those who work it say: nobody judges in their own case."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from permissions.access.accused import coming_places
from permissions.access.decide import Held
from permissions.access.models import Party
from permissions.actors import Actor
from permissions.agencies.decide import shut_out
from permissions.agencies.rights import HANDLE_SENSITIVE, WORK_CASE, WORK_EVERY_CASE
from workflows.cases.actions.action import Action, Rights
from workflows.cases.change import Change, required
from workflows.cases.errors import NotPossible
from workflows.cases.events import EventVerb
from workflows.cases.models import MessageKind, Track
from workflows.cases.recusal import accuse, guard
from workflows.cases.rules import Rules
from workflows.cases.state import State

__all__ = ["Concerned", "SetParties"]


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a case accuses: a person, or of an agency the posts up to a level; without a level all of it."""

    user_id: int | None = None
    agency_id: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParties(Action):
    """The case accuses these from now on, and no others; the work moves at once where it has to.

    The whole set, so that undoing it is setting the former one. A person stands for all their places: they, who sits
    beside them and who answers to them.
    """

    verb, right, about = EventVerb.PARTIES_SET, WORK_CASE, "case"
    parties: tuple[Concerned, ...]
    reason: str

    def may_also(self, actor: Actor, state: State, held: Rights) -> bool:
        """Not everybody takes off whom it accuses now."""
        takes_off = not set(concerned_in(state)) <= set(self.parties)
        return not takes_off or actor.user_id is None or may_take_off(held(actor.user_id), state)

    def decide(self, change: Change, rules: Rules) -> None:
        state = change.state
        if set(self.parties) == set(concerned_in(state)):
            raise NotPossible(_("That is so already. Choose whom else it concerns, or whom no longer."))
        known = {party.user_id for party in state.parties}
        wanted = [party for each in dict.fromkeys(self.parties) for party in _parties(each, rules, known)]
        change.act_on_the_whole()
        change.say(MessageKind.REASON, required(self.reason), public=False)
        before = {_key(party): party for party in state.parties}
        after = {_key(party): party for party in wanted}
        # A place that an accused person has left stays shut for as long as they are accused.
        still = {each.user_id for each in self.parties if each.user_id is not None}
        stays = {key for key, party in before.items() if key in after or party.because_of_id in still}
        change.cleared += [party for key, party in before.items() if key not in stays]
        state.parties = [party for key, party in before.items() if key in stays]
        accuse(change, [party for key, party in after.items() if key not in before])
        guard(change)
        change.case.concerns = ""
        change.data["parties"] = [[each.user_id, each.agency_id, each.level] for each in dict.fromkeys(self.parties)]


def concerned_in(state: State) -> list[Concerned]:
    """Whom the case accuses now, without the places that come with a person."""
    return [_said(party) for party in state.parties if party.because_of_id is None]


def may_take_off(held: Held, state: State) -> bool:
    """Only the complaints unit takes someone off; of a sealed case, and of one that lies there, the sensitive unit."""
    if state.track == Track.SENSITIVE or held.at(HANDLE_SENSITIVE) & state.agency_ids:
        return True
    return not held.at(WORK_EVERY_CASE).isdisjoint(held.central)


def would_shut_out(user_id: int, concerned: Iterable[Concerned], state: State, rules: Rules) -> bool:
    """Whether someone would no longer see the case if it accused these. Raises ``NotPossible`` as the act itself."""
    known = {party.user_id for party in state.parties}
    parties = [party for each in concerned for party in _parties(each, rules, known)]
    return shut_out(rules.standings([user_id])[user_id], parties)


def _parties(concerned: Concerned, rules: Rules, known: Collection[int | None]) -> list[Party]:
    """The rows: of a person also one for each place that they have or will have; a post at the top stands for the whole
    body.

    ``known``: whom the case accuses already. They stay accused when they have left every agency.
    """
    if concerned.user_id is None:
        if concerned.agency_id is None or rules.agency_if_any(concerned.agency_id) is None:
            raise NotPossible(_("There is no such agency any more. Choose from the list."))
        whole = concerned.level is None or concerned.level >= rules.top(concerned.agency_id)
        return [Party(agency_id=concerned.agency_id, level=None if whole else concerned.level)]
    standing = rules.standings([concerned.user_id])[concerned.user_id]
    if not standing.levels and concerned.user_id not in known:
        raise NotPossible(_("This person has no place at any agency. Choose from the list."))
    places = coming_places({concerned.user_id})[concerned.user_id]
    return [
        Party(user_id=concerned.user_id),
        *(Party(agency_id=agency, level=level, because_of_id=concerned.user_id) for agency, level in places),
    ]


def _said(party: Party) -> Concerned:
    return Concerned(party.user_id, party.agency_id, party.level)


def _key(party: Party) -> tuple[int | None, ...]:
    return party.user_id, party.agency_id, party.level, party.because_of_id
