"""The past is decided again with the facts of then, whatever has changed since; what was erased is said to be gone."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.writing import local
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case, publish_one
from workflows.cases.actions import Accept, Decide, NotDone, Refer, Reopen, Withdraw
from workflows.cases.consistency import inconsistencies
from workflows.cases.facts import answer_fact
from workflows.cases.lifecycle import apply
from workflows.cases.models import Answer, Case, CaseEvent, Message, RequestKind, Work
from workflows.cases.past import NotKept, Replayed, moved_again, sent_again
from workflows.cases.submission import GivenAnswer
from workflows.cases.texts_kept import texts_of
from workflows.facts import catalogue
from workflows.facts.fact import FactType
from workflows.processes.publishable import PROCESSES
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.questions.types import Option, Question, QuestionKind
from workflows.routing.selectors import table_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return country()


def again(case: Case, *, texts: bool = True) -> list[Replayed]:
    case = Case.objects.get(pk=case.pk)
    events = list(CaseEvent.objects.filter(case=case).order_by("number"))
    definition = PROCESSES.of(case.process_version)
    return list(moved_again(definition, events, texts_of(case)) if texts else moved_again(definition, events))


def told(case: Case) -> list[tuple[int, list[str]]]:
    events = CaseEvent.objects.filter(case=case, data__has_key="entered").order_by("number")
    return [(event.number, event.data["entered"]) for event in events]


def works(case: Case) -> Actor:
    return Actor.staff(Work.objects.get(case=case, done_at=None).holder_id or 0)


@pytest.fixture(autouse=True)
def _forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "_sources", {})


def asked_by_a_form(*keys: str) -> None:
    """As if a form asked for numbers under these keys, but for colours, which are chosen."""
    colours = (Option("red", "Red"), Option("blue", "Blue"))
    questions = [
        Question(QuestionKind.CHOICES if key == "colours" else QuestionKind.NUMBER, key, key, options=colours)
        for key in keys
    ]
    catalogue.register_source(catalogue.ANSWER, lambda _kinds: [answer_fact(question) for question in questions])


def deciding(*tests: dict[str, Any]) -> dict[str, Any]:
    """The process of complaints; an answer goes to the citizen where all tests hold, and is the end elsewhere."""
    raw = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    raw["steps"].append(
        {
            "key": "extra",
            "name": {"ar": "زيادة", "en": "Extra"},
            "type": "decision",
            "branches": [{"key": "asked", "when": {"all": list(tests)}, "next": "confirm"}],
            "default": "closed",
        }
    )
    for outcome in raw["steps"][2]["outcomes"]:
        outcome["next"] = "extra" if outcome["effect"] == "decide" else outcome["next"]
    return raw


def change_all_columns(case: Case) -> None:
    """As if everything that a fact is read from were another today."""
    other = Agency.objects.get(code="moe")
    kind = RequestKind.objects.get(code="praise")
    Case.objects.filter(pk=case.pk).update(
        kind=kind, agency=other, subject_agency=other, channel="call", language="en", outcome="noted"
    )


def test_a_filing_is_decided_again_after_the_columns_have_changed(land: Country) -> None:
    case = file_case(agency="moh")
    change_all_columns(case)
    opened = case.events.get(number=1)
    table = table_of(*opened.data["routing"])
    assert table is not None
    found = sent_again(opened, table)
    assert found is not None
    assert (found.rule, found.agency) == (opened.data["rule"], "moh")
    assert [(each.number, list(each.entered)) for each in again(case, texts=False)] == told(case)


def test_a_filing_by_words_is_decided_again_from_the_stored_text_alone(land: Country) -> None:
    case = file_case(agency=None, text="في المستشفى", place="Amman")
    opened = case.events.get(number=1)
    table = table_of(*opened.data["routing"])
    assert table is not None
    assert opened.data["read"] == {"agency": ""}, "what people wrote is not there"
    with pytest.raises(NotKept, match="subject_text"):
        sent_again(opened, table)
    found = sent_again(opened, table, texts_of(case))
    assert found is not None
    assert (found.rule, list(found.words)) == (opened.data["rule"], opened.data["words"])
    Message.objects.filter(case=case).delete()
    with pytest.raises(NotKept, match="subject_text"):
        sent_again(opened, table, texts_of(case))


def test_a_table_that_was_published_since_changes_nothing_of_the_past(land: Country) -> None:
    case = file_case(agency="moh")
    rule = {"key": "all", "name": {"ar": "ك", "en": "All"}, "when": {"fact": "kind", "is": "given"}}
    publish_one(
        "routing", "main", {"format": 2, "name": {"ar": "ك", "en": "All"}, "rules": [rule | {"to": {"agency": "moe"}}]}
    )
    opened = case.events.get(number=1)
    then, now = table_of(*opened.data["routing"]), table_of("main", 2)
    assert then is not None
    assert now is not None
    found = sent_again(opened, then)
    assert found is not None
    assert found.rule == opened.data["rule"] == "named"
    with pytest.raises(NotKept, match="kind"):
        sent_again(opened, now)


@pytest.mark.parametrize("rests", [True, False])
def test_a_decision_is_decided_again_after_the_columns_have_changed(land: Country, rests: bool) -> None:
    asked = {"fact": "agency", "is": "one_of", "value": ["moh" if rests else "moe"]}
    publish_one("process", "complaint", deciding(asked, {"fact": "outcome", "is": "one_of", "value": ["resolved"]}))
    case = file_case(agency="moh")
    apply(case.pk, Decide(outcome="resolved", text="Done"), actor=works(case))
    before = told(case)
    assert before[-1][1] == (["confirm"] if rests else [])
    change_all_columns(case)
    assert [(each.number, list(each.entered)) for each in again(case, texts=False)] == before
    assert again(case)[-1].ended == ("" if rests else "closed")


def test_a_decision_by_what_was_written_says_what_is_missing_once_it_is_erased(land: Country) -> None:
    publish_one("process", "complaint", deciding({"fact": "place", "is": "contains_any", "value": ["Amman"]}))
    case = file_case(place="Amman, the third circle")
    apply(case.pk, Decide(outcome="resolved", text="Done"), actor=works(case))
    assert again(case)[-1].entered == ("confirm",)
    with pytest.raises(NotKept, match="place"):
        again(case, texts=False)
    Message.objects.filter(case=case).delete()
    Case.objects.filter(pk=case.pk).update(place="")
    with pytest.raises(NotKept, match="place"):
        again(case)


def test_answers_are_read_as_they_were_chosen_and_the_written_ones_from_their_rows(land: Country) -> None:
    tests: tuple[dict[str, Any], ...] = (
        {"fact": "answer.colours", "is": "one_of", "value": ["red"]},
        {"fact": "answer.times", "is": "at_least", "value": ["3"]},
    )
    asked_by_a_form("colours", "times")
    publish_one("process", "complaint", deciding(*tests))
    case = file_case(
        answers=(
            GivenAnswer("colours", "Which?", ["blue", "red"], "Blue, red", FactType.CHOICES),
            GivenAnswer("times", "How often?", 4, "4", FactType.NUMBER),
        )
    )
    apply(case.pk, Decide(outcome="resolved", text="Done"), actor=works(case))
    assert case.events.get(number=2).data["read"] == {"answer.colours": ["blue", "red"]}
    assert again(case)[-1].entered == ("confirm",)
    Answer.objects.filter(case=case).delete()
    with pytest.raises(NotKept, match=r"answer\.times"):
        again(case)


def test_what_people_wrote_stands_in_no_event_whatever_is_asked(land: Country) -> None:
    asked_by_a_form("times", "about")
    sealed = [name for name, fact in catalogue.facts().items() if fact.sealed]
    assert {"subject", "subject_text", "place", "where"} <= set(sealed)
    every = [{"fact": name, "is": "given"} for name in (*sealed, "answer.times", "answer.about", "kind")]
    publish_one("process", "complaint", deciding(*every))
    case = file_case(
        subject="secret-subject",
        text="secret-text",
        place="secret-place",
        answers=(
            GivenAnswer("times", "How often?", 991234567, "991234567", FactType.NUMBER),
            GivenAnswer("about", "About?", "secret-answer", "secret-answer"),
        ),
    )
    apply(case.pk, Decide(outcome="resolved", text="Done"), actor=works(case))
    assert told(case)[-1][1] == ["confirm"], "all of them were asked"
    said = str(list(CaseEvent.objects.filter(case=case).values_list("data", flat=True)))
    assert "secret" not in said
    assert "991234567" not in said
    assert case.events.get(number=2).data["read"] == {"kind": "complaint"}


def test_a_whole_life_is_decided_again(land: Country) -> None:
    case = file_case(agency=None, subject="x", text="y")
    citizen = Actor.citizen(case.pk)
    apply(case.pk, Refer(agency="moh", reason="It is theirs"), actor=works(case))
    apply(case.pk, Decide(outcome="resolved", text="Done"), actor=works(case))
    apply(case.pk, Reopen(reason="No"), actor=citizen)
    apply(case.pk, Decide(outcome="resolved", text=REASONS), actor=works(case))
    apply(case.pk, Accept(), actor=citizen)
    apply(case.pk, NotDone(reason="No"), actor=citizen)
    apply(case.pk, Withdraw(reason="Enough"), actor=citizen)
    assert [(each.number, list(each.entered)) for each in again(case)] == told(case)
    assert list(inconsistencies()) == []


def test_an_event_of_an_earlier_release_says_that_it_was_not_recorded(land: Country) -> None:
    case = file_case()
    opened = case.events.get(number=1)
    later = CaseEvent(case=case, number=2, status="in_progress", data={"entered": ["handle"]})
    definition = PROCESSES.of(case.process_version)
    with pytest.raises(NotKept, match="left"):
        list(moved_again(definition, [opened, later]))
    del opened.data["found"]
    with pytest.raises(NotKept, match="found"):
        list(moved_again(definition, [opened]))


def test_verify_names_a_case_that_does_not_stand_where_its_diary_leads(land: Country) -> None:
    case = file_case()
    assert list(inconsistencies()) == []
    Work.objects.filter(case=case).update(step="confirm")
    assert f"case {case.tracking}: it does not stand where its diary leads" in list(inconsistencies())


@pytest.mark.parametrize("changes", [{"step": "nowhere"}, {"branch": "no_number"}])
def test_verify_goes_on_where_work_was_bent_by_hand(land: Country, changes: dict[str, str]) -> None:
    bent, other = file_case(), file_case()
    Work.objects.filter(case=bent).update(**changes)
    Work.objects.filter(case=other).update(level=2)
    found = list(inconsistencies())
    assert {f"case {each.tracking}: it does not show what its work says" for each in (bent, other)} <= set(found)


@pytest.mark.parametrize("data", [{"left": "x"}, {"left": [[], {}, 3]}, {"stood": ["x"]}, {"left": 3}, 3])
def test_verify_goes_on_where_an_event_was_put_in_by_hand(land: Country, data: Any) -> None:
    case = file_case()
    CaseEvent.objects.create(
        case=case, number=2, verb="noted", at=case.opened_at, actor_kind="clock", agency=case.agency, data=data
    )
    assert f"case {case.tracking}: it does not stand where its diary leads" in list(inconsistencies())


def test_a_rule_that_stood_for_a_time_is_asked_again_as_of_the_day_of_then(land: Country) -> None:
    days = {"since": "2020-01-01", "until": "2090-01-01"}
    rules = [
        {
            "key": key,
            "name": {"ar": key, "en": key},
            "when": {"fact": "kind", "is": "given"},
            "to": {"agency": to},
            **span,
        }
        for key, to, span in (("for-a-time", "moe", days), ("always", "moh", {}))
    ]
    table = {"format": 2, "name": {"ar": "ك", "en": "All"}, "rules": rules}
    publish_one("routing", "main", table)
    opened = file_case(agency=None).events.get(number=1)
    assert (opened.data["rule"], opened.data["day"]) == ("for-a-time", local(opened.at).date().isoformat())
    then = table_of(*opened.data["routing"])
    assert then is not None
    found = sent_again(opened, then)
    assert found is not None
    assert found.rule == "for-a-time"
    opened.data["day"] = "2091-01-01"
    found = sent_again(opened, then)
    assert found is not None
    assert found.rule == "always"
