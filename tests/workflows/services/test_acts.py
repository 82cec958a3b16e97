"""What the platform does to a case by itself: priority, flag, reader, letter; once, and with its reason where not."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.utils import translation

from permissions.access.models import NamedAccess
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.cases.bending import taken_as_said
from tests.workflows.notifications.own_letters import own_letter
from tests.workflows.services.serving import ADDRESS, FLAG, at_act, call_of, served, told
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case, FilledField, Work
from workflows.outbox.models import OutboxEntry, ServiceCall
from workflows.services.doing import do_waiting, names
from workflows.versions.models import Subject
from workflows.versions.references import problems
from workflows.versions.selectors import published
from workflows.versions.services import why_it_stays

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def land() -> Country:
    return country()


def done(case: Case) -> Case:
    assert do_waiting() == 1
    assert list(inconsistencies()) == []
    return Case.objects.get(pk=case.pk)


def test_the_priority_is_set_and_the_diary_says_so() -> None:
    case = at_act("priority", awaited=True, priority="urgent")
    assert done(case).priority == "urgent"
    last = case.events.latest("number")
    assert (last.verb, last.data["from"], last.data["to"]) == ("priority_set", "normal", "urgent")
    assert last.data["left"] == ["", "act", "done"]
    again = told()
    Case.objects.filter(pk=again.pk).update(priority="urgent")
    taken_as_said(again)
    done(again)
    assert again.events.latest("number").verb == "served", "what is so already is no change"


def flagged(*, awaited: bool) -> dict[str, Any]:
    process = served("flag", awaited=awaited, field="known", value="yes")
    when = {"all": [{"fact": "field.known", "is": "one_of", "value": ["yes"]}]}
    fork = {"key": "fork", "type": "decision", "name": {"ar": "مفترق", "en": "Fork"}, "default": "handle"}
    process["steps"].append({**fork, "branches": [{"key": "yes", "when": when, "next": "answer"}]})
    next(step for step in process["steps"] if step["key"] == "act")["next"] = "fork"
    return process


def test_a_flag_is_a_fact_behind_the_step_that_waits_for_it() -> None:
    assert problems(Subject.PROCESS, "complaint", flagged(awaited=True)) == []
    publish_one("process", "complaint", flagged(awaited=True))
    case = done(told())
    row = FilledField.objects.get(case=case)
    assert (row.key, row.value, row.shown["en"]) == ("known", "yes", "Yes")
    assert Work.objects.get(case=case, done_at=None).step == "answer"
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", flagged(awaited=False)) == [
            "The step “Fork” asks for “Known”, which nobody can have filled in before it."
        ]


def test_a_flag_that_is_gone_from_the_process_is_not_set() -> None:
    process = served("flag", field="known", value="yes")
    process["fields"] = []
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", process) == [
            "At the step “Step act” what is chosen for “Flag” is not there."
        ]
    case = at_act("flag", field="known", value="yes")
    ServiceCall.objects.update(values={"field": "gone", "value": "yes"})
    assert do_waiting() == 0
    assert call_of(case).problem == "no_field"


def test_a_reader_is_named_for_days_and_told(land: Country) -> None:
    case = done(at_act("reader", agency="moe", level="0", days="7"))
    row = NamedAccess.objects.get(case_id=case.pk)
    reader = land.people["officer-moe"]
    assert (row.user_id, (row.ends - row.starts).days) == (reader.pk, 7)
    last = case.events.latest("number")
    assert (last.verb, last.data["reader"]) == ("reader_named", reader.pk)
    assert OutboxEntry.objects.filter(case=case, topic="reader_named", user=reader).count() == 1
    done(told(case=None))
    again = at_act("reader", agency="moh", level="0", days="1")
    done(again)
    assert not NamedAccess.objects.filter(case_id=again.pk).exists(), "they read it already"


def test_nobody_is_let_into_a_sensitive_request() -> None:
    publish_one("process", "integrity", served("reader", kind="integrity", agency="moe", level="0", days="7"))
    case = told(kind="integrity")
    assert do_waiting() == 0
    assert call_of(case).problem == "sealed"
    assert not NamedAccess.objects.filter(case_id=case.pk).exists()


def test_nobody_of_a_body_is_let_in_while_nobody_knows_of_which_body_the_request_complains(land: Country) -> None:
    publish_one("process", "complaint", served("reader", start=True, awaited=True, agency="moe", level="0", days="7"))
    case = file_case(agency=None, subject="سؤال", text="مدير يبتزّ المراجعين", concerns="head")
    assert do_waiting() == 0
    assert call_of(case).problem == "may_not"
    assert not NamedAccess.objects.filter(case_id=case.pk).exists()
    other = file_case(agency=None, subject="سؤال", text="لا أعرف لمن")
    assert do_waiting() == 1
    assert NamedAccess.objects.get().case_id == other.pk


def test_a_letter_goes_to_the_citizen_or_to_whoever_holds_the_work(land: Country) -> None:
    publish_one("letter", "citizen-hello", own_letter())
    publish_one("letter", "holder-look", own_letter(to="staff"))
    case = done(at_act("letter", letter="citizen-hello"))
    assert [(row.audience, row.user_id) for row in OutboxEntry.objects.filter(topic="citizen-hello")] == [
        ("citizen", None)
    ]
    other = done(at_act("letter", letter="holder-look"))
    row = OutboxEntry.objects.get(topic="holder-look")
    assert (row.case_id, row.user) == (other.pk, land.people["officer-moh"])
    assert case.pk != other.pk


def test_a_letter_that_is_not_there_is_refused_and_one_that_ended_fails_with_its_reason(land: Country) -> None:
    process = served("letter", letter="citizen-none")
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", process) == [
            "The step “Step act” names “citizen-none”, which is not there any more."
        ]
    publish_one("letter", "citizen-hello", own_letter())
    case = at_act("letter", letter="citizen-hello")
    assert why_it_stays(published(Subject.LETTER, "citizen-hello")), "a process in force names it"
    ServiceCall.objects.update(values={"letter": "citizen-gone"})
    assert do_waiting() == 0
    assert call_of(case).problem == "no_letter"


@pytest.mark.parametrize(
    ("action", "values", "sentence"),
    [
        ("print", {}, "At the step “Step act” “print” is not an automatic act of this platform."),
        ("priority", {}, "The step “Step act” does not say: Priority."),
        (
            "priority",
            {"priority": "urgent", "who": "me"},
            "At the step “Step act” “who” is nothing that this act asks.",
        ),
        ("priority", {"priority": "huge"}, "At the step “Step act” what is chosen for “Priority” is not there."),
        (
            "web",
            {"address": ADDRESS},
            "Step act: No web address can be called: the operators have not set up any host.",
        ),
        ("reader", {"agency": "atlantis", "level": "0", "days": "1"}, "names “atlantis”, which is not there any more."),
    ],
)
def test_what_an_act_cannot_do_is_said_before_it_is_in_force(
    action: str, values: dict[str, Any], sentence: str
) -> None:
    with translation.override("en"):
        (found,) = problems(Subject.PROCESS, "complaint", served(action, **values))
    assert found.endswith(sentence)


def test_a_circle_of_acts_alone_is_refused() -> None:
    process = served("priority", awaited=True, priority="urgent")
    act = next(step for step in process["steps"] if step["key"] == "act")
    act["failed"] = "act"
    with translation.override("en"):
        assert problems(Subject.PROCESS, "complaint", process) == [
            "The step “Step act” leads back to itself without anyone acting."
        ]


def test_every_act_is_called_something_in_both_languages() -> None:
    for language in ("ar", "en"):
        with translation.override(language):
            found = names(["letter", "priority", "flag", "reader", "web"])
            assert all(found[name] != name for name in found)
    assert copy.deepcopy(FLAG)["type"] == "yes_no"
