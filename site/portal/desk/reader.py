"""Who reads an inbox: what they hold, what is known beside the work, and the limits of the days for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from permissions.access.decide import Held
from permissions.agencies.rights import VIEW_CASE
from permissions.now import now
from permissions.people.models import User
from permissions.writing import zone
from portal.desk.bands import Bands
from portal.desk.known import Known, known_to, sees_many
from portal.desk.together import colleagues
from workflows.calendars.calendar import Calendar
from workflows.versions.selectors import Stamp


@dataclass(frozen=True, slots=True)
class Reader:
    """Read once for a request. ``colleagues``: those who work cases where the reader works them."""

    user_id: int
    held: Held
    known: Known
    bands: Bands
    colleagues: Sequence[User] = ()

    @property
    def many(self) -> bool:
        """Whether rows may be of several agencies."""
        return sees_many(self.held)

    @property
    def agency_ids(self) -> frozenset[int]:
        """Where they read cases by a role or post there."""
        return self.held.at(VIEW_CASE)

    @property
    def stands_above(self) -> bool:
        """Whether work climbs to them."""
        return self.bands.climbs_to is not None


def reader_of(user_id: int, held: Held) -> Reader:
    """Two statements."""
    return _reader(user_id, held, known_to(held, user_id), colleagues(held))


def reader_without_known(user_id: int, held: Held) -> Reader:
    """Nothing is read: enough for a view without filters, not for what falls due on which day."""
    return _reader(user_id, held, Known(Calendar.around_the_clock(zone())))


def reader_at(instants: Sequence[datetime], user_id: int, held: Held, processes: tuple[Stamp, ...]) -> Reader:
    """Nothing is read: enough for the rows of a view and of its bands, whose limits are ``instants``."""
    known = Known(Calendar.around_the_clock(zone()), processes=processes)
    at, today_ends, tomorrow_ends = instants
    return Reader(user_id, held, known, Bands(at, today_ends, tomorrow_ends, _climbs_to(user_id, held)))


def _reader(user_id: int, held: Held, known: Known, colleagues: Sequence[User] = ()) -> Reader:
    bands = Bands.at(now(), known.calendar, climbs_to=_climbs_to(user_id, held))
    return Reader(user_id, held, known, bands, colleagues)


def _climbs_to(user_id: int, held: Held) -> int | None:
    """Whether work climbs to them: by a post of their own above the ground, or of whoever they act for."""
    above = any(level > 0 for level in held.standing.levels.values()) or bool(held.standing.acts_for)
    return user_id if above else None
