"""Opening a case."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from permissions.now import standing_at
from tests.scenes import Country, country, file_case
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case, CaseEvent, Work
from workflows.cases.tracking import find_case
from workflows.deadlines.models import Deadline
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")


@pytest.fixture
def scene() -> Country:
    return country()


def test_a_case_reaches_the_agency_named_with_all_that_hangs_on_it_in_one_commit(scene: Country) -> None:
    with standing_at(datetime(2026, 11, 19, 10, 20, tzinfo=AMMAN)):  # a Thursday
        case = file_case()
    work = Work.objects.get(case=case)
    event = CaseEvent.objects.get(case=case)
    deadline = Deadline.objects.get(case=case)
    assert case.status == "in_progress"
    assert case.agency == scene.agencies["moh"]
    assert (work.step, work.entry, work.level, work.holder) == ("handle", 1, 0, scene.people["officer-moh"])
    assert deadline.due == datetime(2026, 11, 23, 10, 20, tzinfo=AMMAN)
    assert (deadline.kind, deadline.level) == ("escalate", 1)
    assert event.verb == "opened"
    assert (event.data["rule"], event.data["routing"]) == ("named", ["main", 1])
    assert {entry.topic for entry in OutboxEntry.objects.all()} == {"acknowledged", "arrived"}


def test_the_same_key_gives_the_same_case_and_secret(scene: Country) -> None:
    first, second = file_case(key="once"), file_case(key="once", subject="شيء آخر")
    assert first.pk == second.pk
    assert first.secret == second.secret
    assert Case.objects.count() == 1


def test_without_a_rule_that_matches_the_central_unit_sorts_it(scene: Country) -> None:
    case = file_case(agency=None, subject="سؤال", text="لا أعرف لمن")
    assert (case.status, case.agency.code) == ("triage", "central")


def test_words_of_the_text_route_in_any_spelling(scene: Country) -> None:
    assert file_case(agency=None, text="ذهبتُ إلى المُستشفى").agency.code == "moh"


def test_a_sensitive_kind_goes_to_its_unit_whatever_agency_was_named(scene: Country) -> None:
    case = file_case(kind="integrity", agency="moe")
    assert (case.track, case.agency.code) == ("sensitive", "rights")
    assert set(Work.objects.values_list("agency__code", flat=True)) == {"rights"}


def test_a_forged_agency_opens_nothing(scene: Country) -> None:
    for code in ("nowhere", "central", "rights"):
        with pytest.raises(NotPossible):
            file_case(agency=code)
    assert Case.objects.count() == 0


def test_number_and_secret_find_the_case_and_nothing_else_does(scene: Country) -> None:
    case = file_case()
    assert find_case(case.tracking, case.secret) == case
    assert find_case(case.tracking.replace("-", " "), f"{case.secret[:4]} {case.secret[4:]}") == case
    assert find_case(case.tracking, "0" * 16) is None
    assert find_case("26-0000-0000-0", case.secret) is None
