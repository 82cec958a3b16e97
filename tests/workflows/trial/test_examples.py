"""A past case kept as an example of its process: run at each check, told or in the way, never with people's words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import translation

from permissions.actors import Actor
from permissions.audit.models import AuditEntry
from tests.scenes import Country, country, file_case, publish_one
from tests.workflows.trial.past_lives import Raw, by, complaint, decide, review, steps
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import Case
from workflows.processes.publishable import PROCESSES
from workflows.trial.examples import all_tried, change, coverage, examples_of, keep, remove
from workflows.trial.models import ProcessExample
from workflows.versions.errors import NotPublishable
from workflows.versions.models import Version
from workflows.versions.publishable import publishable
from workflows.versions.references import problems
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db
OWNER = Actor.operator


@pytest.fixture
def land() -> Country:
    return country()


def drafted(raw: Raw) -> Version:
    return draft(subject="process", key="complaint", definition=raw, actor=OWNER)


def kept(case: Case, raw: Raw, **given: Any) -> ProcessExample:
    values: dict[str, Any] = {"name": "كبيرة", "wanted": "after", "blocks": False, "actor": OWNER}
    return keep(drafted(raw), case.pk, **(values | given))


def told(raw: Raw) -> list[str]:
    return [each.sentence.replace("\u2068", "").replace("\u2069", "") for each in all_tried("complaint", raw)]


def test_an_example_says_when_it_no_longer_goes_where_it_must(land: Country) -> None:
    case = file_case(agency="moh", text="سرّ لا يُحفظ")
    decide(case)
    example = kept(case, complaint(review))
    assert (example.road["trail"], example.road["open"]) == (["handle", "legal"], "legal")
    said = json.dumps([example.life, example.road], ensure_ascii=False)
    assert "سرّ" not in said
    assert case.tracking not in said
    assert told(complaint(review)) == [""]
    raw = complaint()
    with translation.override("en"):
        assert told(raw) == ["The example “كبيرة” no longer goes to “Legal review”."]
    assert [*publishable("process").warnings("complaint", raw)]
    assert problems("process", "complaint", raw) == []

    def gone(raw: Raw) -> None:
        outcomes = steps(raw)["handle"]["outcomes"]
        outcomes[:] = [each for each in outcomes if each["key"] != "resolved"]

    [unknown] = all_tried("complaint", complaint(gone))
    assert (unknown.held, unknown.is_known) == (None, False)
    Case.objects.filter(pk=case.pk).update(channel="call", language="en")
    assert told(complaint(review)) == [""]


def test_one_that_blocks_stands_in_the_way_until_it_is_changed_or_removed(land: Country) -> None:
    case = file_case(agency="moh")
    decide(case)
    example = kept(case, complaint(review), wanted="before", blocks=True)
    version = drafted(complaint(review))
    with pytest.raises(NotPublishable):
        publish(version.pk, actor=OWNER)
    change(example.pk, "complaint", name="أخرى", blocks=False, actor=OWNER)
    publish(version.pk, actor=OWNER)
    assert [(each.name, each.blocks) for each in examples_of("complaint")] == [("أخرى", False)]
    with pytest.raises(NotAllowed):
        remove(example.pk, "inquiry", actor=OWNER)
    remove(example.pk, "complaint", actor=OWNER)
    assert examples_of("complaint") == []
    verbs = AuditEntry.objects.filter(subject="example").order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["example_kept", "example_changed", "example_removed"]


def test_words_of_people_hidden_cases_and_a_name_twice_are_refused(land: Country) -> None:
    case, hidden = file_case(agency="moh"), file_case(agency="moh")
    decide(case)
    Case.objects.filter(pk=hidden.pk).update(guarded=True)
    by_words = complaint(by({"fact": "subject_text", "is": "contains_any", "value": ["مدرسة"]}))
    with pytest.raises(NotPossible):
        kept(case, by_words)
    with pytest.raises(NotPossible):
        kept(hidden, complaint())
    with pytest.raises(NotPossible):
        kept(case, complaint(), name=" ")
    kept(case, complaint())
    with pytest.raises(NotPossible):
        kept(case, complaint())
    assert len(examples_of("complaint")) == 1


def test_another_result_is_told_and_what_examples_come_by_is_counted(land: Country) -> None:
    publish_one("process", "complaint", complaint(by({"fact": "agency", "is": "one_of", "value": ["moh"]})))
    case = file_case(agency="moh")
    decide(case)
    same = complaint(by({"fact": "agency", "is": "one_of", "value": ["moh"]}))
    example = kept(case, same)
    assert (example.road["trail"], example.road["result"]) == (["handle", "closed"], "resolved")
    process = PROCESSES.parse(same)
    found = coverage(process, [each.road for each in all_tried("complaint", same)])
    ways = sum(len(list(step.follows())) for step in process.steps.values())
    assert (found.steps, found.of_steps) == (4, 10)  # routing, handling, the decision, the end
    assert (found.ways, found.of_ways) == (3, ways)  # found, resolved, the branch
    for outcome in steps(same)["handle"]["outcomes"]:
        outcome["result"] = "explained" if outcome["key"] == "resolved" else outcome.get("result", "")
    [other] = all_tried("complaint", same)
    assert other.held is False
    assert not problems("process", "complaint", same)
