"""A draft of a process is tried on the past: with the decisions of then and the facts of then, and nothing invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.now import now, standing_at
from portal.operations.jobs import do_job
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.processes.whole import named
from tests.workflows.services.serving import served, told
from tests.workflows.trial.past_lives import (
    Raw,
    amount,
    by,
    complaint,
    decide,
    groups,
    lives,
    numbers,
    review,
    steps,
    tried,
    works,
)
from workflows.cases.actions import Decide
from workflows.cases.facts import answer_fact
from workflows.cases.lifecycle import apply
from workflows.cases.models import Answer, Case, CaseEvent, Message, RequestKind
from workflows.cases.submission import GivenAnswer
from workflows.facts import catalogue
from workflows.facts.fact import FactType
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask, stop
from workflows.processes.publishable import PROCESSES
from workflows.questions.types import Option, Question, QuestionKind
from workflows.services.doing import do_waiting
from workflows.trial.lives import Lives
from workflows.trial.process_study import ProcessTrial
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture(autouse=True)
def _forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_sources", {})


def test_a_draft_like_what_is_in_force_changes_nothing(land: Country) -> None:
    cases = lives()
    before = CaseEvent.objects.count()
    assert numbers(tried(complaint())) == (len(cases), 0, len(cases), 0, 0)
    assert CaseEvent.objects.count() == before

    def renamed(raw: Raw) -> None:
        steps(raw)["handle"]["name"] = {"ar": "اسم آخر", "en": "Another name"}

    def nobody_chose_it(raw: Raw) -> None:
        result = {"key": "noted", "next": "closed", "effect": "decide", "result": "noted"}
        steps(raw)["handle"]["outcomes"].append(result)

    assert numbers(tried(complaint(renamed))) == (len(cases), 0, len(cases), 0, 0)
    assert numbers(tried(complaint(nobody_chose_it))) == (len(cases), 0, len(cases), 0, 0)


def test_a_new_step_is_open_for_those_that_would_come_to_it(land: Country) -> None:
    cases = lives()
    found = tried(complaint(review))
    assert numbers(found) == (len(cases), 0, 3, 0, 5)
    [group] = groups(found, "open")
    assert (group["at"], group["before"], group["after"], group["open"]) == (
        "handle",
        "confirm",
        "legal",
        ["legal", "nobody"],
    )
    assert found["steps"]["legal"] == {"after": 5, "open": 5}
    assert found["steps"]["confirm"] == {"before": 5}


def test_an_outcome_that_is_gone_is_open_and_one_that_leads_elsewhere_is_known(land: Country) -> None:
    cases = lives()

    def without_explained(raw: Raw) -> None:
        outcomes = steps(raw)["objection"]["outcomes"]
        outcomes[:] = [each for each in outcomes if each["key"] != "explained"]

    found = tried(complaint(without_explained))
    assert numbers(found) == (len(cases), 0, len(cases) - 1, 0, 1)
    assert groups(found, "open")[0]["open"] == ["objection", "outcome"]

    def refused_at_once(raw: Raw) -> None:
        for each in steps(raw)["handle"]["outcomes"]:
            each["next"] = "closed" if each["key"] == "refused" else each["next"]

    found = tried(complaint(refused_at_once))
    assert numbers(found) == (len(cases), 0, len(cases) - 1, 1, 0)
    [group] = groups(found, "differs")
    assert (group["at"], group["before"], group["after"]) == ("handle", "confirm", "closed")

    def another_result(raw: Raw) -> None:
        for each in steps(raw)["handle"]["outcomes"]:
            each["result"] = "explained" if each["key"] == "refused" else each.get("result", "")

    found = tried(complaint(another_result))
    assert numbers(found) == (len(cases), 0, len(cases) - 1, 1, 0)
    [group] = groups(found, "differs")
    assert (group["before"], group["after"], group["result"]) == ("refused", "explained", True)


def test_who_cannot_be_opened_again_any_more_stays_closed_and_one_without_triage_is_open(land: Country) -> None:
    lives()

    def no_way_back(raw: Raw) -> None:
        outcome = next(each for each in steps(raw)["confirm"]["outcomes"] if each["effect"] == "reopen")
        outcome["next"] = "triage"

    found = tried(complaint(no_way_back))
    assert [(each["at"], each["before"], each["after"]) for each in groups(found, "open")] == [
        ("closed", "objection", "triage"),
        ("confirm", "objection", "triage"),
    ]


def test_exactly_those_with_the_fact_differ_when_a_condition_is_turned_round(land: Country) -> None:
    named = {"fact": "agency", "is": "one_of", "value": ["moh"]}
    publish_one("process", "complaint", complaint(by(named)))
    ours, theirs = file_case(agency="moh"), file_case(agency="moe")
    open_yet = file_case(agency="moh")
    decide(ours)
    decide(theirs)
    assert numbers(tried(complaint(by(named)))) == (3, 0, 3, 0, 0)
    found = tried(complaint(by({**named, "is": "none_of"})))
    assert numbers(found) == (3, 0, 1, 1, 1)
    [differs] = groups(found, "differs")
    assert (differs["before"], differs["after"]) == ("confirm", "closed")
    assert differs["cases"] == [[theirs.pk, ["moe"]]]
    [unknown] = groups(found, "open")
    assert unknown["open"] == ["confirm", "nobody"]  # it was closed: nobody was asked there
    assert (unknown["decision"], unknown["facts"], unknown["cases"]) == (
        "which",
        [["agency", True, True]],
        [[ours.pk, ["moh"]]],
    )
    assert open_yet.tracking not in found["tracking"].values() or groups(found, "same")


def test_what_was_never_asked_is_read_as_it_was_filed(land: Country) -> None:
    file = file_case(agency="moh", text="أمام المدرسة")
    decide(file)
    found = tried(complaint(by({"fact": "subject_text", "is": "contains_any", "value": ["المدرسة"]})))
    assert numbers(found) == (1, 0, 0, 1, 0)
    [group] = groups(found, "differs")
    assert group["facts"] == [["subject_text", False, True]]
    assert group["cases"] == [[file.pk, [None]]]  # what people wrote stands in no job
    Message.objects.filter(case=file).delete()
    found = tried(complaint(by({"fact": "subject_text", "is": "contains_any", "value": ["المدرسة"]})))
    assert groups(found, "open")[0]["open"] == ["handle", "fact:subject_text"]


def test_todays_facts_are_never_looked_at(land: Country) -> None:
    colours = (Option("red", "Red"), Option("blue", "Blue"))
    question = Question(QuestionKind.CHOICE, "colour", "Which?", options=colours)
    catalogue.register_source(catalogue.ANSWER, lambda _kinds: [answer_fact(question)])
    asked = {"all": [{"fact": "answer.colour", "is": "one_of", "value": ["red"]}, {"fact": "agency", "is": "given"}]}
    publish_one("process", "complaint", complaint(by(asked)))
    case = file_case(agency="moh", answers=(GivenAnswer("colour", "Which?", "red", "Red", FactType.CHOICE),))
    decide(case)
    turned = complaint(by({"any": [{"fact": "kind", "is": "one_of", "value": ["praise"]}, *asked["all"]]}))
    before = tried(complaint(by(asked))), tried(turned)
    health, other = land.agencies["moh"], land.agencies["moe"]
    Agency.objects.filter(pk=health.pk).update(name={"ar": "اسم آخر", "en": "Renamed"})
    Post.objects.filter(agency=health).update(level=F("level") + 7)
    Answer.objects.filter(case=case).update(value="blue", shown="Blue")
    kind = RequestKind.objects.get(code="praise")
    Case.objects.filter(pk=case.pk).update(kind=kind, agency=other, subject_agency=other, channel="call")
    Case.objects.filter(pk=case.pk).update(language="en", outcome="noted", place="elsewhere")
    after = tried(complaint(by(asked))), tried(turned)
    for was, now_is in zip(before, after, strict=True):
        assert {key: value for key, value in was.items() if key != "seed"} == {
            key: value for key, value in now_is.items() if key != "seed"
        }
    assert numbers(before[0]) == (1, 0, 1, 0, 0)


def test_a_process_that_does_not_lead_where_the_diary_says_is_not_trusted(land: Country) -> None:
    case = file_case(agency="moh")
    file_case(agency="moh")
    data = {"left": ["", "handle", "resolved"], "entered": ["triage"], "outcome": "resolved"}
    told = {"verb": "decided", "at": case.opened_at, "actor_kind": "staff", "agency": case.agency}
    CaseEvent.objects.create(case=case, number=2, status="triage", outcome="resolved", data=data, **told)
    found = tried(complaint())
    assert numbers(found) == (2, 1, 1, 0, 0)
    assert (found["share"], found["trusted"], found["examples"]) == (50.0, False, [case.pk])


@pytest.mark.parametrize("column", ["guarded", "held"])
def test_hidden_requests_and_those_held_back_are_in_no_number(land: Country, column: str) -> None:
    Case.objects.filter(pk=file_case(agency="moh").pk).update(**{column: True})
    file_case(agency="moh")
    found = tried(complaint())
    assert ("hidden" in found, found["not_tried"]) == (False, 0)
    assert numbers(found) == (1, 0, 1, 0, 0)
    assert found["steps"] == {"handle": {"before": 1, "after": 1}}
    assert [group["count"] for group in groups(found, "same")] == [1]


def test_what_is_older_or_of_another_process_is_left_out_and_one_that_is_stopped_ends(land: Country) -> None:
    with standing_at(now() - timedelta(days=91)):
        file_case()
    file_case(kind="inquiry")
    version = draft(subject="process", key="complaint", definition=complaint(), actor=Actor.operator)
    job = ask(JobKind.RETRACE, version, actor=Actor.operator)
    stop(job)
    do_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.found) == (JobState.FAILED, {"why": "stopped"})
    again = ask(JobKind.RETRACE, version, actor=Actor.operator)
    do_job(again.pk)
    again.refresh_from_db()
    assert (again.pk, again.state, again.total, again.found["of"]) == (job.pk, JobState.DONE, 0, 0)


def test_a_part_reads_many_cases_with_as_many_queries_as_few(land: Country, django_assert_num_queries: Any) -> None:
    asked = complaint(by({"fact": "subject_text", "is": "contains_any", "value": ["لا شيء"]}))
    for _number in range(4):
        decide(file_case(agency="moh"))
    version = draft(subject="process", key="complaint", definition=asked, actor=Actor.operator)
    study = ProcessTrial()
    study.begin(ask(JobKind.RETRACE, version, actor=Actor.operator))
    study.part(study.after(0)[:1], {})
    with django_assert_num_queries(4):
        study.part(study.after(0), {})
    assert Job.objects.get().total is None


def test_what_an_officer_filled_in_counts_as_it_was_and_what_nobody_was_asked_is_open(land: Country) -> None:
    never = file_case(agency="moh")
    decide(never)
    publish_one("process", "complaint", complaint(amount("1000")))
    big, empty = file_case(agency="moh"), file_case(agency="moh")
    apply(big.pk, Decide(outcome="resolved", text="تم", fields={"amount": "700"}), actor=works(big))
    decide(empty)
    found = tried(complaint(amount("1000")))
    assert numbers(found) == (3, 0, 2, 0, 1)
    [unknown] = groups(found, "open")
    assert (unknown["open"], [pk for pk, _values in unknown["cases"]]) == (["handle", "fact:field.amount"], [never.pk])
    found = tried(complaint(amount("500")))
    assert numbers(found) == (3, 0, 1, 1, 1)
    [differs] = groups(found, "differs")
    assert (differs["before"], differs["after"], differs["cases"]) == ("confirm", "closed", [[big.pk, [None]]])


def test_a_flag_that_was_set_while_nothing_waited_for_it_counts_from_then_on(land: Country) -> None:
    raw = served("flag", field="known", value="yes")
    publish_one("process", "complaint", raw)
    case = told()
    assert do_waiting() == 1
    decide(case)
    when = {"fact": "field.known", "is": "one_of", "value": ["yes"]}
    branches = [{"key": "known", "when": when, "next": "closed"}]
    raw["steps"].append(named("which", "decision", branches=branches, default="confirm"))
    steps(raw)["answer"]["outcomes"][0]["next"] = "which"
    found = tried(raw)
    assert numbers(found) == (1, 0, 0, 1, 0)
    [differs] = groups(found, "differs")
    assert (differs["before"], differs["after"]) == ("confirm", "closed")
    (lived,) = Lives(PROCESSES.parse(raw)).of([case.pk])
    assert lived.life is not None
    ((number, key),) = lived.life.beside
    assert (key, lived.life.filled_in("field.known", number - 1)) == ("known", "")
