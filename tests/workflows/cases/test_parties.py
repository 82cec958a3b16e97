"""Nobody judges in their own case: where a case that accuses someone lies, who sees it, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from permissions.access.models import NamedAccess, Party
from permissions.access.selectors import can
from permissions.actors import Actor
from permissions.agencies.models import Absence, Agency, Holding, Post
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.now import standing_at
from permissions.people.models import User
from tests.scenes import LONG_AGO, Country, country, file_case, grant
from workflows.cases.actions import (
    Accept,
    AskCitizen,
    Assign,
    Concerned,
    Decide,
    EndReader,
    Escalate,
    NameReader,
    Note,
    Refer,
    Reopen,
    SetParties,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.cases.selectors import case_for, inbox, searched, state_of
from workflows.cases.state import State
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
Who = str | tuple[str, int | None]
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture
def land() -> Iterator[Country]:
    """The small country, and ``clinic``, a department under the ministry of health."""
    found = country()
    clinic = Agency.objects.create(code="clinic", name={"ar": "عيادة", "en": "Clinic"}, parent=found.agencies["moh"])
    found.agencies["clinic"] = clinic
    for level, role in enumerate(("liaison", "level1", "level2")):
        name = f"{('officer', 'level1', 'level2')[level]}-clinic"
        person = User.objects.create(username=name, name={"ar": name, "en": name}, email=f"{name}@example.org")
        found.people[name] = person
        post = Post.objects.create(agency=clinic, level=level, name={"ar": role, "en": role})
        Holding.objects.create(post=post, user=person, starts=LONG_AGO)
        grant(person, role, clinic)
    yield found
    assert list(inconsistencies()) == []


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


CENTRAL = {"officer-central", "level1-central", "level2-central"}
MOH = {"officer-moh", "level1-moh", "level2-moh", "staff-moh"}
RIGHTS = {"officer-rights", "level1-rights", "level2-rights"}

SITUATIONS: dict[str, tuple[str, list[Who], list[str], tuple[str, str], set[str]]] = {
    # agency named: whom it accuses, who marks it, who is away: where it lies, who sees it
    "the liaison officer": (
        "moh", ["officer-moh"], [], ("moh", "level1-moh"), {"level1-moh", "level2-moh"} | CENTRAL,
    ),
    "a colleague without a post": (
        "moh", ["staff-moh"], [], ("moh", "level1-moh"), {"level1-moh", "level2-moh"} | CENTRAL,
    ),
    "the supervisor": ("moh", ["level1-moh"], [], ("moh", "level2-moh"), {"level2-moh"} | CENTRAL),
    "the supervisor while the head is away": (
        "moh", ["level1-moh"], ["level2-moh"], ("moh", "officer-central"), {"level2-moh"} | CENTRAL,
    ),
    "the head": ("moh", ["level2-moh"], [], ("central", "officer-central"), CENTRAL),
    "the body": ("moh", [("moh", None)], [], ("central", "officer-central"), CENTRAL),
    "the top post": ("moh", [("moh", 2)], [], ("central", "officer-central"), CENTRAL),
    "the head of a department": ("clinic", ["level2-clinic"], [], ("moh", "officer-moh"), MOH | CENTRAL),
    "the head of a department, whose ministry's liaison officer is away": (
        "clinic", ["level2-clinic"], ["officer-moh"], ("moh", "level1-moh"), MOH | CENTRAL,
    ),
    "the ministry above the department": ("clinic", [("moh", None)], [], ("central", "officer-central"), CENTRAL),
    "the head and the complaints unit's officer": (
        "moh", ["level2-moh", "officer-central"], [], ("central", "level1-central"), CENTRAL - {"officer-central"},
    ),
    "the head and the complaints unit's head": (
        "moh", ["level2-moh", "level2-central"], [], ("rights", "officer-rights"), RIGHTS,
    ),
    "someone of another agency": (
        "moh", ["level2-moe"], [], ("moh", "officer-moh"), MOH | CENTRAL,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_where_it_lies_and_who_sees_it(land: Country, name: str) -> None:
    agency, accused, away, place, seen = SITUATIONS[name]
    for each in away:
        Absence.objects.create(user=land.people[each], starts=LONG_AGO, ends=SUNDAY + timedelta(days=90))
    with standing_at(SUNDAY):
        case = file_case(agency=agency)
        mark(land, case, "officer-central", *accused)
        assert lies(case) == place
        assert who_sees(land, case) == seen
    heard = OutboxEntry.objects.filter(case=case, event_number=2, audience="staff")
    assert set(heard.values_list("user__username", flat=True)) <= {place[1]}


def test_an_officer_of_two_agencies_of_which_one_is_accused_sees_nothing_of_it(land: Country) -> None:
    both = land.people["officer-moh"]
    grant(both, "officer", land.agencies["clinic"])
    with standing_at(SUNDAY):
        case = file_case(agency="clinic")
        mark(land, case, "officer-central", "level2-clinic")
        assert lies(case) == ("moh", "level1-moh")
        assert "officer-moh" not in who_sees(land, case)
        free = file_case(agency="moh")
        assert "officer-moh" in who_sees(land, free)


@pytest.mark.parametrize("concerns", ["head", "body", "person"])
def test_what_the_form_says_shuts_out_the_whole_body_from_the_first_moment(land: Country, concerns: str) -> None:
    case = file_case(concerns=concerns)
    assert lies(case) == ("central", "officer-central")
    assert who_sees(land, case) == CENTRAL
    assert CaseEvent.objects.get(case=case).data["concerns"] == concerns
    assert set(OutboxEntry.objects.filter(audience="staff").values_list("user__username", flat=True)) == {
        "officer-central"
    }


def test_the_body_concerned_is_where_routing_sends_it_when_none_was_named(land: Country) -> None:
    case = file_case(agency=None, text="في المستشفى", concerns="head")
    assert lies(case) == ("central", "officer-central")
    assert Party.objects.get(case_id=case.pk).agency == land.agencies["moh"]


def test_a_body_that_nobody_knows_yet_is_the_first_that_triage_sends_it_to(land: Country) -> None:
    case = file_case(agency=None, subject="سؤال", text="مدير يبتزّ المراجعين", concerns="head")
    assert (case.status, case.guarded) == ("triage", False)
    apply(case.pk, Refer(agency="clinic", reason="العيادة"), actor=land.actor("officer-central"))
    assert lies(case) == ("moh", "officer-moh")
    assert "officer-clinic" not in who_sees(land, case)


def test_the_unit_that_sorts_works_a_case_itself_when_nobody_else_is_free(land: Country) -> None:
    case = file_case(agency=None, subject="سؤال", text="لا أعرف لمن")
    mark(land, case, "officer-central", ("moh", None))
    apply(case.pk, Refer(agency="central", reason="نتولاها"), actor=land.actor("officer-central"))
    assert Work.objects.get(case=case, done_at__isnull=True).step == "handle"
    assert lies(case) == ("central", "officer-central")


def test_the_unit_names_the_person_and_sends_it_on_past_them(land: Country) -> None:
    case = file_case(concerns="person")
    mark(land, case, "officer-central", "level1-moh")
    apply(case.pk, Refer(agency="moh", reason="رئيس الجهة"), actor=land.actor("officer-central"))
    assert lies(case) == ("moh", "level2-moh")
    assert who_sees(land, case) == {"level2-moh"} | CENTRAL


def test_a_referral_back_into_a_shut_body_is_refused_with_a_sentence(land: Country) -> None:
    case = file_case(concerns="head")
    with pytest.raises(NotPossible, match="nobody there may see it"):
        apply(case.pk, Refer(agency="moh", reason="لكم"), actor=land.actor("officer-central"))
    with pytest.raises(NotPossible):
        apply(case.pk, Refer(agency="clinic", reason="لكم"), actor=land.actor("officer-central"))
    apply(case.pk, Refer(agency="moe", reason="لكم"), actor=land.actor("officer-central"))
    assert lies(case) == ("moe", "officer-moe")


def test_whoever_works_it_may_add_but_only_the_unit_takes_off(land: Country) -> None:
    case = file_case()
    mark(land, case, "officer-moh", "staff-moh")
    assert lies(case) == ("moh", "level1-moh")
    with pytest.raises(NotAllowed):
        mark(land, case, "level1-moh")
    with pytest.raises(NotAllowed):
        mark(land, case, "officer-moh", "staff-moh", "level1-moh")
    mark(land, case, "officer-central")
    assert not Party.objects.filter(case_id=case.pk).exists()
    assert not Case.objects.get(pk=case.pk).guarded
    assert "officer-moh" in who_sees(land, case)


def test_undo_is_setting_the_former_set(land: Country) -> None:
    case = file_case()
    mark(land, case, "officer-central", "level1-moh")
    mark(land, case, "officer-central", ("moh", None))
    mark(land, case, "officer-central", "level1-moh")
    rows = Party.objects.filter(case_id=case.pk).values_list("user__username", "agency__code", "level")
    assert set(rows) == {("level1-moh", None, None), (None, "moh", 1)}
    with pytest.raises(NotPossible):
        mark(land, case, "officer-central", "level1-moh")


def test_the_diary_names_ids_alone_and_the_reason_is_not_the_citizens(land: Country) -> None:
    case = file_case()
    event = mark(land, case, "officer-central", "level1-moh")
    assert event.data["parties"] == [[land.people["level1-moh"].pk, None, None]]
    assert list(case.messages.filter(event_number=event.number).values_list("public", flat=True)) == [False]


def test_the_count_starts_again_where_it_arrives_and_goes_on_where_only_the_holder_changes(land: Country) -> None:
    with standing_at(SUNDAY):
        case = file_case()
    due = Deadline.objects.get(case=case).due
    with standing_at(SUNDAY + timedelta(hours=5)):
        mark(land, case, "officer-central", "officer-moh")
    assert Deadline.objects.get(case=case, done__isnull=True).due == due
    with standing_at(SUNDAY + timedelta(hours=6)):
        mark(land, case, "officer-central", "level2-moh")
    fresh = Deadline.objects.get(case=case, done__isnull=True)
    assert fresh.due == SUNDAY + timedelta(days=2, hours=6)
    assert Case.objects.get(pk=case.pk).due == fresh.due


def test_an_open_question_goes_on_resting_the_count_where_it_arrives(land: Country) -> None:
    case = file_case()
    apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
    mark(land, case, "officer-central", ("moh", None))
    work = Work.objects.get(case=case)
    assert (work.question_open, work.paused_at is not None, work.due) == (True, True, None)
    assert Case.objects.get(pk=case.pk).status == "waiting"


def test_an_assignee_who_is_shut_out_loses_it_and_cannot_be_given_it(land: Country) -> None:
    case = file_case()
    apply(case.pk, Assign(user_id=land.people["staff-moh"].pk), actor=land.actor("officer-moh"))
    mark(land, case, "officer-central", "staff-moh")
    assert Work.objects.get(case=case).assignee is None
    with pytest.raises(NotAllowed):
        apply(case.pk, Assign(user_id=land.people["staff-moh"].pk), actor=land.actor("level1-moh"))


def test_escalation_passes_over_the_accused(land: Country) -> None:
    case = file_case(agency="moe")
    mark(land, case, "officer-central", ("moe", 1))
    apply(case.pk, Escalate(), actor=land.actor("officer-central"))
    assert lies(case) == ("moe", "level2-moe")
    assert not OutboxEntry.objects.filter(user__username__in=["officer-moe", "level1-moe"], event_number__gt=1).exists()


def test_reopening_respects_it(land: Country) -> None:
    case = file_case(concerns="head")
    apply(case.pk, Decide(outcome="refused", text="لا"), actor=land.actor("officer-central"))
    apply(case.pk, Reopen(reason="لم يُحلّ"), actor=Actor.citizen(case.pk))
    assert lies(case) == ("central", "officer-central")
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=land.actor("officer-central"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    apply(case.pk, Reopen(reason="عاد"), actor=Actor.citizen(case.pk))
    assert lies(case) == ("central", "officer-central")


def test_while_the_citizen_has_the_word_the_case_leaves_the_shut_body_too(land: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="refused", text="لا"), actor=land.actor("officer-moh"))
    mark(land, case, "officer-central", "level2-moh")
    assert Case.objects.get(pk=case.pk).agency.code == "central"
    apply(case.pk, Reopen(reason="لم يُحلّ"), actor=Actor.citizen(case.pk))
    assert lies(case) == ("central", "officer-central")


def test_an_accused_person_who_comes_to_another_post_shuts_out_those_below_them_there(land: Country) -> None:
    case = file_case(agency="moe")
    mark(land, case, "officer-central", "level1-moh")
    assert lies(case) == ("moe", "officer-moe")
    post = Post.objects.get(agency=land.agencies["moe"], level=1)
    Holding.objects.create(post=post, user=land.people["level1-moh"], starts=LONG_AGO)
    apply(case.pk, Note(text="نُقل الموظف"), actor=land.actor("officer-central"))
    assert lies(case) == ("moe", "level2-moe")


def test_a_sealed_case_stays_in_its_unit_with_the_next_who_is_free(land: Country) -> None:
    case = file_case(kind="integrity", agency="moe", concerns="head")
    assert lies(case) == ("rights", "officer-rights")
    mark(land, case, "officer-rights", "level1-rights")
    assert lies(case) == ("rights", "level2-rights")
    assert who_sees(land, case) == {"level2-rights"}


def test_with_all_of_the_sensitive_unit_accused_the_complaints_units_head_works_this_one_case(land: Country) -> None:
    case, other = (file_case(kind="integrity", agency="moe") for _ in range(2))
    mark(land, case, "officer-rights", "level2-rights")
    head = land.people["level2-central"]
    assert lies(case) == ("rights", "level2-central")
    assert who_sees(land, case) == {"level2-central"}
    assert not can(Actor.staff(head.pk), VIEW_CASE, case_state(other))
    apply(case.pk, Decide(outcome="explained", text="درسنا البلاغ"), actor=land.actor("level2-central"))
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert not can(Actor.staff(head.pk), VIEW_CASE, case_state(case))


def test_a_sealed_case_taken_back_by_its_unit_leaves_the_head(land: Country) -> None:
    case = file_case(kind="integrity", agency="moe")
    mark(land, case, "officer-rights", "level2-rights")
    mark(land, case, "level2-central", "level1-rights")
    assert lies(case) == ("rights", "level2-rights")
    assert who_sees(land, case) == {"level2-rights"}


def case_state(case: Case) -> State:
    return state_of(Case.objects.select_related("kind", "process_version").get(pk=case.pk), to_show=False)


def test_a_named_reader_reads_one_case_until_the_day_and_does_nothing(land: Country) -> None:
    expert = land.people["staff-moe"]
    with standing_at(SUNDAY):
        case, other = file_case(), file_case()
        naming = NameReader(user_id=expert.pk, until=SUNDAY + timedelta(days=3), reason="خبير")
        event = apply(case.pk, naming, actor=land.actor("officer-moh"))
        assert event.data["reader"] == expert.pk
        assert "staff-moe" in who_sees(land, case)
        assert "staff-moe" not in who_sees(land, other)
        assert not can(Actor.staff(expert.pk), WORK_CASE, case_state(case))
    with standing_at(SUNDAY + timedelta(days=3)):
        assert "staff-moe" not in who_sees(land, case)
    assert OutboxEntry.objects.filter(topic="reader_named", user=expert).exists()


def test_a_reader_is_taken_back_at_once(land: Country) -> None:
    expert = land.people["staff-moe"]
    with standing_at(SUNDAY):
        case = file_case()
        naming = NameReader(user_id=expert.pk, until=SUNDAY + timedelta(days=3), reason="خبير")
        apply(case.pk, naming, actor=land.actor("officer-moh"))
    with standing_at(SUNDAY + timedelta(hours=1)):
        apply(case.pk, EndReader(user_id=expert.pk), actor=land.actor("officer-moh"))
        assert "staff-moe" not in who_sees(land, case)
        with pytest.raises(NotPossible):
            apply(case.pk, EndReader(user_id=expert.pk), actor=land.actor("officer-moh"))
    assert NamedAccess.objects.get().ends == SUNDAY + timedelta(hours=1)


@pytest.mark.parametrize("days", [-1, 0, 31])
def test_a_reader_is_named_for_thirty_days_at_most(land: Country, days: int) -> None:
    with standing_at(SUNDAY):
        case = file_case()
        naming = NameReader(user_id=land.people["staff-moe"].pk, until=SUNDAY + timedelta(days=days), reason="خبير")
        with pytest.raises(NotPossible):
            apply(case.pk, naming, actor=land.actor("officer-moh"))


def test_a_party_is_never_a_reader_and_an_accused_reader_reads_no_longer(land: Country) -> None:
    until = SUNDAY + timedelta(days=3)
    with standing_at(SUNDAY):
        case = file_case(concerns="head")
        with pytest.raises(NotPossible):
            naming = NameReader(user_id=land.people["staff-moh"].pk, until=until, reason="خبير")
            apply(case.pk, naming, actor=land.actor("officer-central"))
        naming = NameReader(user_id=land.people["staff-moe"].pk, until=until, reason="خبير")
        apply(case.pk, naming, actor=land.actor("officer-central"))
        assert "staff-moe" in who_sees(land, case)
        mark(land, case, "officer-central", ("moh", None), "staff-moe")
        assert "staff-moe" not in who_sees(land, case)
