"""A country in which cases accuse people, and the ways to say whom, and to see where a case lies and who sees it."""

from __future__ import annotations

from datetime import UTC, datetime

from permissions.agencies.models import Agency, Holding, Post
from tests.made_once import made_once
from tests.scenes import LONG_AGO, Country, country, hire
from workflows.cases.actions import Concerned, SetParties
from workflows.cases.errors import NotAllowed
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.cases.selectors import case_for, inbox, searched, state_of
from workflows.cases.state import State

Who = str | tuple[str, int | None]
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
CENTRAL = {"officer-central", "level1-central", "level2-central"}
MOH = {"officer-moh", "level1-moh", "level2-moh", "staff-moh"}
RIGHTS = {"officer-rights", "level1-rights", "level2-rights"}


@made_once
def land_with_a_department() -> Country:
    """The small country, and ``clinic``, a department under the ministry of health."""
    found = country()
    clinic = Agency.objects.create(code="clinic", name={"ar": "عيادة", "en": "Clinic"}, parent=found.agencies["moh"])
    found.agencies["clinic"] = clinic
    for level, role in enumerate(("liaison", "level1", "level2")):
        name = f"{('officer', 'level1', 'level2')[level]}-clinic"
        person = hire(found, role, "clinic", username=name)
        post = Post.objects.create(agency=clinic, level=level, name={"ar": role, "en": role})
        Holding.objects.create(post=post, user=person, starts=LONG_AGO)
    return found


def mark(land: Country, case: Case, by: str, *who: Who) -> CaseEvent:
    """``who``: user names, or an agency's code with a level."""
    parties = tuple(
        Concerned(user_id=land.people[each].pk)
        if isinstance(each, str)
        else Concerned(agency_id=land.agencies[each[0]].pk, level=each[1])
        for each in who
    )
    return apply(case.pk, SetParties(parties=parties, reason="ورد في الشكوى"), actor=land.actor(by))


def lies(case: Case) -> tuple[str, str]:
    """The agency's code and the holder's name."""
    work = Work.objects.select_related("agency", "holder").get(case=case, done_at__isnull=True)
    assert Case.objects.get(pk=case.pk).agency == work.agency
    return work.agency.code, work.holder.username if work.holder else ""


def who_sees(land: Country, case: Case) -> set[str]:
    """By the case's own page, which must be the same people as by the list and by a search."""
    pages, lists, found = set(), set(), set()
    for name in land.people:
        actor = land.actor(name)
        try:
            case_for(actor, case.tracking, to_show=False)
            pages.add(name)
        except NotAllowed:
            pass
        if inbox(actor).filter(case=case).exists():
            lists.add(name)
        if searched(inbox(actor), case.tracking).exists():
            found.add(name)
    assert pages == lists == found
    return pages


def case_state(case: Case) -> State:
    return state_of(Case.objects.select_related("kind", "process_version").get(pk=case.pk), to_show=False)
