"""An ordinary request is proposed as sensitive: its agency loses sight of it at once, and the unit decides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from permissions.access.models import NamedAccess
from permissions.actors import Actor
from permissions.now import standing_at
from tests.scenes import Country, file_case, grant, hire, publish_danger_words
from tests.side_by_side import file_for_two, land_of_two
from tests.workflows.cases.accusing import MOH, RIGHTS, SUNDAY, lies, mark, who_sees
from tests.workflows.cases.encrypted_world import OF_PEOPLE, OF_WORDS, filed, found
from workflows.cases import watching
from workflows.cases.actions import (
    AddInformation,
    ConfirmSealing,
    Consult,
    Decide,
    Escalate,
    NameReader,
    Note,
    ProposeSealing,
    RejectSealing,
    Release,
    Withdraw,
)
from workflows.cases.consistency import inconsistencies
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Track, Watch, Work
from workflows.cases.sealing_proposals import Proposed, proposals_since
from workflows.cases.selectors import case_for
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import Deadline, DeadlineKind
from workflows.figures.models import Occurrence, Standing
from workflows.outbox.models import OutboxEntry
from workflows.search.models import CaseWords

pytestmark = [pytest.mark.django_db, pytest.mark.both]

PROPOSE, CONFIRM = ProposeSealing(reason="zqwhy: a child"), ConfirmSealing()
REJECT = RejectSealing(reason="zqback: a broken lamp")


@pytest.fixture(autouse=True)
def sunday() -> Iterator[None]:
    with standing_at(SUNDAY):
        yield


def proposed(land: Country, *, by: str = "officer-moh") -> Case:
    case = file_case()
    apply(case.pk, PROPOSE, actor=land.actor(by))
    return Case.objects.get(pk=case.pk)


def told(topic: str) -> list[str]:
    rows = OutboxEntry.objects.filter(topic=topic, audience="staff").order_by("pk")
    return [row.user.username for row in rows.select_related("user") if row.user is not None]


def test_the_agency_loses_sight_at_once_and_the_unit_has_it(land: Country) -> None:
    case = file_case()
    assert who_sees(land, case) >= MOH
    event = apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    assert who_sees(land, case) == RIGHTS
    assert lies(case) == ("rights", "officer-rights")
    assert (event.data["track"], event.data["body"]) == ("sensitive", land.agencies["moh"].pk)
    assert told("sealing_proposed") == ["officer-rights"]
    assert list(inconsistencies()) == []


def test_what_was_promised_goes_on(land: Country) -> None:
    case = file_case()
    before = Deadline.objects.get(kind=DeadlineKind.ESCALATE, done=None)
    with standing_at(SUNDAY + timedelta(days=1)):
        apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
        after = Deadline.objects.get(kind=DeadlineKind.ESCALATE, done=None)
    assert (after.pk, after.due, after.starts) == (before.pk, before.due, before.starts)
    assert Case.objects.get().due == before.due
    with standing_at(SUNDAY + timedelta(days=2)):
        sweep_clock()
    assert Work.objects.get().level == 1
    assert lies(case)[0] == "rights"


def test_all_words_are_encrypted_and_lists_find_the_number_alone(land: Country) -> None:
    case = filed()
    apply(case.pk, Note(text="zqnote"), actor=land.actor("officer-moh"))
    assert "zqtext" in found(*OF_WORDS)
    apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    assert found(*OF_PEOPLE, *OF_WORDS) == []
    apply(case.pk, CONFIRM, actor=land.actor("level1-rights"))
    apply(case.pk, AddInformation(text="zqasked"), actor=Actor.citizen(case.pk))
    assert found(*OF_PEOPLE, *OF_WORDS) == []
    case = Case.objects.get(pk=case.pk)
    assert (case.subject, case.track) == ("Zqsubject", Track.SENSITIVE)
    assert case.files.get().encrypted, "its bytes are next in the queue"
    assert list(inconsistencies()) == []


def test_confirmed_it_stays_and_a_second_decision_is_refused_in_words(land: Country) -> None:
    case = proposed(land)
    apply(case.pk, CONFIRM, actor=land.actor("level1-rights"))
    assert who_sees(land, case) == RIGHTS
    assert not Deadline.objects.filter(kind=DeadlineKind.SEAL, done=None).exists()
    for again in (CONFIRM, REJECT):
        with pytest.raises(NotPossible, match="سبق أن"):
            apply(case.pk, again, actor=land.actor("officer-rights"))
    with pytest.raises(NotPossible, match="سبق أن"):
        apply(case.pk, PROPOSE, actor=land.actor("officer-rights"))


def test_sent_back_somebody_else_gets_it_and_everything_is_as_before(land: Country) -> None:
    case = filed()
    before = Deadline.objects.get(kind=DeadlineKind.ESCALATE)
    seen, plain, words = who_sees(land, case), found(*OF_WORDS), CaseWords.objects.get().words
    apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    with pytest.raises(NotPossible):
        apply(case.pk, RejectSealing(reason=" "), actor=land.actor("officer-rights"))
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert lies(case) == ("moh", "level1-moh"), "the proposer holds it no more"
    assert who_sees(land, case) == seen
    after = Deadline.objects.get(kind=DeadlineKind.ESCALATE)
    assert (after.pk, after.due) == (before.pk, before.due)
    assert set(plain) - {"zqfile"} <= set(found(*OF_WORDS))
    assert set(words.split()) <= set(CaseWords.objects.get().words.split())
    assert "zqsubject" in Case.objects.get().search_text
    assert not Deadline.objects.filter(kind=DeadlineKind.SEAL, done=None).exists()
    assert list(inconsistencies()) == []


def test_one_that_is_confidential_is_so_again(land: Country) -> None:
    case = filed(confidential=True)
    apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    assert who_sees(land, case) == RIGHTS
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert who_sees(land, case) >= MOH
    assert found(*OF_PEOPLE, *OF_WORDS, "zqback") == []


def test_a_colleague_at_the_same_post_comes_before_the_level_above(land: Country) -> None:
    case = file_case()
    apply(case.pk, PROPOSE, actor=land.actor("staff-moh"))
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert lies(case) == ("moh", "officer-moh")


def test_who_is_accused_never_gets_it_back(land: Country) -> None:
    case = file_case()
    mark(land, case, "officer-central", "officer-moh")
    apply(case.pk, PROPOSE, actor=land.actor("level1-moh"))
    assert lies(case)[0] == "rights"
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert lies(case) == ("moh", "level2-moh")


def test_where_the_whole_agency_is_accused_it_does_not_go_back_there(land: Country) -> None:
    case = file_case()
    mark(land, case, "officer-central", ("moh", None))
    apply(case.pk, PROPOSE, actor=land.actor("officer-central"))
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert lies(case)[0] == "central"
    assert lies(case)[1] != "officer-central"


def test_nobody_decides_about_their_own_proposal(land: Country) -> None:
    grant(hire(land, "rights_handler", "rights", username="both"), "officer", land.agencies["moh"])
    case = file_case()
    apply(case.pk, PROPOSE, actor=land.actor("both"))
    for act in (CONFIRM, REJECT):
        with pytest.raises(NotAllowed):
            apply(case.pk, act, actor=land.actor("both"))
    for nobody in ("officer-moh", "officer-central", "officer-moe"):
        with pytest.raises(NotAllowed):
            apply(case.pk, CONFIRM, actor=land.actor(nobody))
    apply(case.pk, CONFIRM, actor=land.actor("officer-rights"))


def test_only_who_works_it_proposes(land: Country) -> None:
    case = file_case()
    for nobody in ("officer-moe", "officer-rights"):
        with pytest.raises(NotAllowed):
            apply(case.pk, PROPOSE, actor=land.actor(nobody))
    with pytest.raises(NotPossible):
        apply(case.pk, ProposeSealing(reason=" "), actor=land.actor("officer-moh"))
    with pytest.raises(NotAllowed):
        apply(case.pk, PROPOSE, actor=Actor.citizen(case.pk))


def test_whoever_was_sent_back_with_it_proposes_it_no_more(land: Country) -> None:
    case = proposed(land)
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    with pytest.raises(NotPossible, match="شخص غيرك"):
        apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    apply(case.pk, PROPOSE, actor=land.actor("level1-moh"))


def test_nobody_deciding_it_goes_up_in_the_unit_and_never_back(land: Country) -> None:
    case = proposed(land)
    for day, holder in ((2, "level1-rights"), (4, "level2-rights"), (8, "level2-rights")):
        with standing_at(SUNDAY + timedelta(days=day)):
            sweep_clock()
        assert lies(case) == ("rights", holder)
    assert CaseEvent.objects.filter(verb="sealing_escalated").count() == 3
    assert who_sees(land, case) == RIGHTS
    assert told("sealing_proposed")[:3] == ["officer-rights", "level1-rights", "level2-rights"]
    with standing_at(SUNDAY + timedelta(days=8, hours=1)):
        apply(case.pk, CONFIRM, actor=land.actor("level2-rights"))
        assert list(inconsistencies()) == []


def test_before_it_is_decided_nobody_answers_it(land: Country) -> None:
    case = proposed(land)
    answer = Decide(outcome="resolved", text="…")
    with pytest.raises(NotPossible, match="أكّده أولًا"):
        apply(case.pk, answer, actor=land.actor("officer-rights"))
    apply(case.pk, Note(text="…"), actor=land.actor("officer-rights"))
    apply(case.pk, CONFIRM, actor=land.actor("officer-rights"))
    apply(case.pk, answer, actor=land.actor("officer-rights"))


def test_what_others_read_and_were_asked_ends(land: Country) -> None:
    case, until = file_case(), SUNDAY + timedelta(days=3)
    expert = land.people["staff-moe"]
    apply(case.pk, NameReader(user_id=expert.pk, until=until, reason="…"), actor=land.actor("officer-moh"))
    apply(case.pk, Consult(agency="moe", text="…", days=None), actor=land.actor("officer-moh"))
    watching.watch(land.actor("level2-moh"), case)
    watching.watch(land.actor("officer-central"), case)
    with standing_at(SUNDAY + timedelta(hours=1)):
        apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
        assert who_sees(land, case) == RIGHTS
    assert NamedAccess.objects.get().ends == SUNDAY + timedelta(hours=1)
    assert not Watch.objects.exists()
    assert told("watched") == []
    assert not Deadline.objects.filter(kind=DeadlineKind.CONSULT, done=None).exists()


def test_one_that_is_held_back_can_be_proposed_and_is_held_back_again(land: Country) -> None:
    case = file_case(
        subject="special offer casino", text="buy now https://a.example https://b.example https://c.example discount"
    )
    assert case.held
    apply(case.pk, PROPOSE, actor=land.actor("officer-central"))
    assert lies(case) == ("rights", "officer-rights")
    assert not Case.objects.get().held
    assert told("arrived") == []
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert Case.objects.get().held
    assert lies(case) == ("central", "")
    apply(case.pk, Release(), actor=land.actor("level1-central"))
    assert lies(case)[0] == "moh"
    assert list(inconsistencies()) == []


def test_what_speaks_of_danger_is_held_back_for_danger_again_and_never_goes_on_by_itself(land: Country) -> None:
    publish_danger_words()
    case = file_case(subject="في المدرسة", text="المعلم يضرب ابني كل يوم")
    assert case.held
    apply(case.pk, PROPOSE, actor=land.actor("officer-central"))
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert Deadline.objects.get(kind=DeadlineKind.LOOK, done=None).case_id == case.pk
    assert not Deadline.objects.filter(kind=DeadlineKind.RELEASE, done=None).exists()
    with standing_at(SUNDAY + timedelta(days=30)):
        sweep_clock()
    assert Case.objects.get().held
    assert lies(case)[0] == "central"
    with pytest.raises(NotPossible):
        apply(case.pk, Release(), actor=land.actor("level1-central"))
    assert list(inconsistencies()) == []


def test_side_by_side_all_agencies_lose_sight_and_each_gets_its_own_part_back() -> None:
    land = land_of_two()
    case, health, education = file_for_two()
    apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    open_ones = Work.objects.filter(done_at=None)
    assert {work.agency.code for work in open_ones} == {"rights"}
    for name in ("officer-moh", "officer-moe", "officer-central"):
        with pytest.raises(NotAllowed):
            case_for(land.actor(name), case.tracking)
    apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    back = {work.pk: (work.agency.code, work.holder.username if work.holder else "") for work in open_ones.all()}
    assert back == {health.pk: ("moh", "level1-moh"), education.pk: ("moe", "officer-moe")}
    assert list(inconsistencies()) == []


def test_withdrawn_meanwhile_it_can_still_be_decided(land: Country) -> None:
    for decision in (CONFIRM, REJECT):
        case = proposed(land)
        apply(case.pk, Withdraw(reason=""), actor=Actor.citizen(case.pk))
        apply(case.pk, decision, actor=land.actor("officer-rights"))
    assert list(inconsistencies()) == []


def test_missed_dates_of_before_stay_counted_and_no_figure_has_it_since(land: Country) -> None:
    case = file_case()
    apply(case.pk, Escalate(reason=""), actor=land.actor("officer-moh"))
    with standing_at(SUNDAY + timedelta(hours=1)):
        apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    assert [row.apart for row in Occurrence.objects.filter(verb="escalated")] == [""]
    assert [row.apart for row in Standing.objects.order_by("since")][-1] == "sensitive"
    with standing_at(SUNDAY + timedelta(hours=2)):
        apply(case.pk, REJECT, actor=land.actor("officer-rights"))
    assert [row.apart for row in Standing.objects.order_by("since")][-1] == ""
    assert list(inconsistencies()) == []


def test_who_is_accused_while_it_is_sealed_changes_what_counts_of_before(land: Country) -> None:
    case = file_case()
    apply(case.pk, Escalate(reason=""), actor=land.actor("officer-moh"))
    apply(case.pk, PROPOSE, actor=land.actor("officer-moh"))
    mark(land, case, "officer-rights", ("moh", None))
    assert [row.apart for row in Occurrence.objects.filter(verb="escalated")] == ["guarded"]


def test_proposals_are_counted_by_person_and_agency(land: Country) -> None:
    first, second = proposed(land), proposed(land)
    third = proposed(land, by="level1-moh")
    with standing_at(SUNDAY + timedelta(days=2)):
        sweep_clock()
        apply(first.pk, CONFIRM, actor=land.actor("level2-rights"))
        apply(third.pk, REJECT, actor=land.actor("level2-rights"))
    moh, officer = land.agencies["moh"], land.people["officer-moh"]
    rows = proposals_since(SUNDAY)
    assert rows == [
        Proposed(officer, moh, made=2, waiting=1, confirmed=1, late=2),
        Proposed(land.people["level1-moh"], moh, made=1, rejected=1, late=1),
    ]
    assert second.track == Track.SENSITIVE
