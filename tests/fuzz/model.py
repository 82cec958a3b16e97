"""Who may read and work which case, told once more over plain lists: it shares no code with the platform.

Written from what was asked for: agencies apart, the sealed track, spans of dates, lending while away, nobody a judge in
their own case, one named reader. It is slow and simple on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tests.fuzz.told import LENT, WORKING, Accused, Away, Case, Held, Lent, Reader, Seated, Span, circle, meet


@dataclass
class Model:
    """All that was ever given, lent and said, and the time."""

    now: datetime
    kinds: dict[str, str]
    parents: dict[str, str]
    posts: dict[tuple[str, int], str]
    """The role that each post brings."""
    active: dict[str, bool] = field(default_factory=dict)
    seated: list[Seated] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    lent: list[Lent] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)
    readers: list[Reader] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)

    # --- what somebody holds ---------------------------------------------------------------------------------------

    def own_roles(self, person: str, at: datetime | None = None) -> set[tuple[str, str]]:
        """Roles at agencies that are theirs: given to them, or come with where they sit."""
        at = at or self.now
        given = {(row.role, row.agency) for row in self.held if row.person == person and row.span.holds(at)}
        posts = {
            (self.posts[row.agency, row.level], row.agency)
            for row in self.seated
            if row.person == person and row.span.holds(at)
        }
        return given | posts

    def borrowed(self, person: str) -> list[Lent]:
        """What is lent to them and worth something: its giver is active and holds it, and they stand there too."""
        here = {agency for _role, agency in self.own_roles(person)}
        return [
            row
            for row in self.lent
            if row.deputy == person
            and row.span.holds(self.now)
            and self.active[row.giver]
            and (row.role, row.agency) in self.own_roles(row.giver)
            and row.agency in here
        ]

    def roles(self, person: str) -> set[tuple[str, str]]:
        if not self.active[person]:
            return set()
        return self.own_roles(person) | {(row.role, row.agency) for row in self.borrowed(person)}

    def may_lend(self, loan: Lent) -> bool:
        """One's own role, of those that can be lent, to an active colleague, once at a time, and never in a circle."""
        at = loan.span.starts
        same = [row for row in self.lent if (row.role, row.agency) == (loan.role, loan.agency)]
        return (
            loan.role in LENT
            and loan.giver != loan.deputy
            and (loan.role, loan.agency) in self.own_roles(loan.giver, at)
            and self.active[loan.deputy]
            and any(agency == loan.agency for _role, agency in self.own_roles(loan.deputy, at))
            and not any(
                (row.giver, row.deputy) == (loan.giver, loan.deputy) and meet(row.span, loan.span) for row in same
            )
            and not circle(loan, same)
        )

    # --- who is concerned ------------------------------------------------------------------------------------------

    def stands(self, person: str) -> dict[str, int]:
        """The agencies where someone stands, with their lowest post there: whoever has only a role is at the ground."""
        roles = [agency for _role, agency in self.own_roles(person)] + [row.agency for row in self.borrowed(person)]
        seats = [row for row in self.seated if row.person == person and row.span.holds(self.now)]
        found = dict.fromkeys(roles, 0)
        return found | {
            agency: min(row.level for row in seats if row.agency == agency) for agency in {row.agency for row in seats}
        }

    def concerned(self, person: str, case: Case) -> bool:
        """Accused, acting for the accused, or answering to them."""
        mine = {person} | {row.giver for row in self.borrowed(person)}
        stands = self.stands(person)
        for accused in case.accused:
            if accused.person is not None and accused.person in mine:
                return True
            if accused.agency is None:
                continue
            if accused.agency in stands and (accused.level is None or stands[accused.agency] <= accused.level):
                return True
            if accused.level is None and any(accused.agency in self.above(agency) for agency in stands):
                return True
        return False

    def say(self, number: int, said: list[Accused]) -> None:
        """It concerns these, with all their places, now and to come; what one of them has left stays theirs."""
        case = self.cases[number]
        still = {each.person for each in said}
        case.said, case.places = list(said), [place for place in case.places if place[0] in still]
        for each in said:
            if each.person is not None:
                for agency, level in self.coming(each.person):
                    self.came_to(each.person, agency, level)

    def coming(self, person: str) -> list[tuple[str, int]]:
        """Every place that they have or will have."""
        roles: list[Held | Lent] = [*self.held, *self.lent]
        ground = [
            row.agency
            for row in roles
            if not self.over(row.span) and person == (row.deputy if isinstance(row, Lent) else row.person)
        ]
        posts = [(row.agency, row.level) for row in self.seated if row.person == person and not self.over(row.span)]
        return [*((agency, 0) for agency in ground), *posts]

    def over(self, span: Span) -> bool:
        return span.ends is not None and span.ends <= max(self.now, span.starts)

    def came_to(self, person: str, agency: str, level: int) -> None:
        """Whoever accuses them accuses them there too."""
        top = max(each for body, each in self.posts if body == agency)
        for case in self.cases:
            if any(each.person == person for each in case.said):
                case.places.append((person, Accused(agency=agency, level=None if level >= top else level)))

    def takes_off(self, person: str, number: int) -> bool:
        """May say that somebody is not concerned after all: the complaints unit, and whoever handles sealed cases."""
        case = self.cases[number]
        roles = self.roles(person)
        handles = any(role in ("rights_handler", "custodian") and agency == case.agency for role, agency in roles)
        return case.sealed or handles or ("central", "central") in roles

    def name_reader(self, person: str, number: int, until: datetime) -> None:
        """Named again, they read for another while."""
        for row in self.readers:
            if row.person == person and row.case == number and row.span.holds(self.now):
                row.span.ends = until
                return
        self.readers.append(Reader(person, number, Span(self.now, until)))

    def above(self, agency: str) -> list[str]:
        """The bodies that an agency belongs to, the nearest first."""
        found = []
        while agency in self.parents:
            agency = self.parents[agency]
            found.append(agency)
        return found

    # --- may they --------------------------------------------------------------------------------------------------

    def works(self, person: str, number: int) -> bool:
        case = self.cases[number]
        if not self.active[person] or self.concerned(person, case):
            return False
        if case.by_name == person and ("central", "central") in self.roles(person):
            return True
        for role, agency in self.roles(person):
            if role not in WORKING:
                continue
            if case.sealed:
                if role == "rights_handler" and agency == case.agency:
                    return True
            elif role == "central" or agency == case.agency:
                return True
        return False

    def sees(self, person: str, number: int) -> bool:
        if self.works(person, number):
            return True
        named = any(row.person == person and row.case == number and row.span.holds(self.now) for row in self.readers)
        reads = any(role in WORKING for role, _agency in self.roles(person))
        return named and reads and self.active[person] and not self.concerned(person, self.cases[number])

    def inbox(self, person: str) -> set[int]:
        return {number for number, case in enumerate(self.cases) if case.open and self.sees(person, number)}

    def enters(self, person: str) -> bool:
        """Whether the admin lets them in at all."""
        return bool(self.roles(person))

    # --- who acts --------------------------------------------------------------------------------------------------

    def acting(self, agency: str, level: int, case: Case) -> set[str]:
        """Those of whom one must get it: the first place at which somebody is there and not concerned."""
        for place in self.in_turn(agency, level, case):
            found = self.first_of(place, case)
            if found:
                return found
        return set()

    def in_turn(self, agency: str, level: int, case: Case) -> list[tuple[str, int]]:
        """The posts in the order in which it goes to them: up from the level, the unit, the posts below.

        A case that concerns the whole body goes to those above it before the unit. One that concerns somebody goes to
        the other unit before it goes to no one.
        """
        own = sorted(post for post in self.posts if post[0] == agency)
        up = [post for post in own if post[1] >= level]
        down = [post for post in reversed(own) if post[1] < level]
        central, rights = (sorted(post for post in self.posts if post[0] == unit) for unit in ("central", "rights"))
        bodies = self.above(agency)
        over = [post for body in bodies for post in sorted(self.posts) if post[0] == body]
        if case.sealed:
            return [*up, *down, *(reversed(central) if case.accused else ())]
        unit = [] if agency == "central" else central
        whole = any(each.level is None and each.agency in (agency, *bodies) for each in case.accused)
        if whole:
            return [*up, *over, *unit, *down, *rights]
        return [*up, *unit, *down, *(rights + over if case.accused else [])]

    def first_of(self, place: tuple[str, int], case: Case) -> set[str]:
        free = [
            (rank, name)
            for rank, name in self.sitting(place)
            if self.active[name] and not self.is_away(name) and not self.concerned(name, case)
        ]
        first = min(free, default=(0, ""))[0]
        return {name for rank, name in free if rank == first}

    def sitting(self, place: tuple[str, int]) -> list[tuple[int, str]]:
        """Who sits in a post, by rank; while one of them is away, also whoever they have lent its role to."""
        role = self.posts[place]
        found = []
        for row in self.seated:
            if (row.agency, row.level) == place and row.span.holds(self.now):
                found.append((row.rank, row.person))
                if self.active[row.person] and self.is_away(row.person):
                    found += [
                        (row.rank, name)
                        for name in self.active
                        for loan in self.borrowed(name)
                        if (loan.giver, loan.role, loan.agency) == (row.person, role, row.agency)
                    ]
        return found

    def is_away(self, person: str) -> bool:
        return any(each.person == person and each.span.holds(self.now) for each in self.away)
