"""Whom a case accuses is said by its form or by those who work it, and holds for all that comes after."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from permissions.access.models import Party
from permissions.actors import Actor
from permissions.agencies.models import Holding, Post
from permissions.now import standing_at
from tests.objecting import REASONS
from tests.scenes import LONG_AGO, Country, file_case
from tests.workflows.cases.accusing import (
    CENTRAL,
    SUNDAY,
    lies,
    mark,
    who_sees,
)
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import (
    AskCitizen,
    Assign,
    Decide,
    Escalate,
    Note,
    Refer,
    Reopen,
)
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Work
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


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
    with override("en"), pytest.raises(NotPossible, match="nobody there may see it"):
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
    assert Work.objects.get(case=case).reached_at == SUNDAY + timedelta(hours=6)


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
    apply(case.pk, Decide(outcome="refused", text="لا", refusal=REFUSAL), actor=land.actor("officer-central"))
    apply(case.pk, Reopen(reason="لم يُحلّ"), actor=Actor.citizen(case.pk))
    assert lies(case) == ("rights", "officer-rights")  # what the unit decided another body hears, and not the accused
    apply(case.pk, Decide(outcome="resolved", text=REASONS), actor=land.actor("officer-rights"))
    with pytest.raises(NotPossible):
        apply(case.pk, Reopen(reason="عاد"), actor=Actor.citizen(case.pk))


def test_while_the_citizen_has_the_word_the_case_leaves_the_shut_body_too(land: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="refused", text="لا", refusal=REFUSAL), actor=land.actor("officer-moh"))
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


def test_a_case_that_accuses_someone_costs_few_statements_more(land: Country) -> None:
    def cost(**changes: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            file_case(**changes)
        return len(queries)

    plain = cost(agency="clinic")
    assert cost(agency="clinic", concerns="head") <= plain + 5 <= 45
    case = file_case(agency="clinic", concerns="head")
    with CaptureQueriesContext(connection) as queries:
        apply(case.pk, Decide(outcome="refused", text="لا", refusal=REFUSAL), actor=land.actor("officer-moh"))
    assert len(queries) <= 32
