"""What is named by something in force cannot go, and what is not there cannot be named."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.models import AuditEntry
from permissions.now import now
from tests.at_once import while_open
from tests.scenes import LADDER, ROUTING, Country, file_case, publish_one
from workflows.cases.designation import definition_of
from workflows.cases.models import Case, RequestKind
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.errors import NotInForce, NotPublishable, StillNamed
from workflows.versions.models import Version
from workflows.versions.references import problems
from workflows.versions.selectors import published
from workflows.versions.services import close_to_new_cases, draft, publish, republish, retire, why_it_stays


def rule(agency: str, **further: str) -> dict[str, Any]:
    """A rule that sends to one agency."""
    return {
        "key": "water",
        "name": {"ar": "المياه", "en": "Water"},
        "when": [{"fact": "subject_text", "is": "contains_any", "value": ["water"]}],
        "to": {"agency": agency, **further},
    }


def table(agency: str, **further: str) -> dict[str, Any]:
    return {**ROUTING, "rules": [rule(agency, **further)]}


def staffed_by(agency: str) -> dict[str, Any]:
    """The complaint's process with its first task at one agency."""
    process = STANDARD_PROCESSES["complaint"]
    first = next(step["key"] for step in process["steps"] if step["type"] == "task")
    steps = [step | {"performer": {"agency": agency}} if step["key"] == first else step for step in process["steps"]]
    return {**process, "steps": steps}


def drafted(subject: str, key: str, definition: dict[str, Any]) -> Version:
    return draft(subject=subject, key=key, definition=definition, actor=Actor.operator)


def kind_on(ladder: str) -> dict[str, Any]:
    return definition_of(RequestKind.objects.get(code="inquiry")) | {"ladder": ladder}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("subject", "key", "definition", "sentence"),
    [
        (
            "routing",
            "main",
            table("atlantis"),
            "The rule “Water” sends to “atlantis”, which is not an agency that takes requests.",
        ),
        (
            "routing",
            "main",
            table("moh", process="alchemy"),
            "The rule “Water” names the process “alchemy”, which is not in force.",
        ),
        (
            "process",
            "complaint",
            staffed_by("atlantis"),
            "The step “{step}” is worked by “atlantis”, which is not an agency that takes requests.",
        ),
    ],
)
def test_what_is_not_there_is_named_in_a_sentence_once(
    land: Country, subject: str, key: str, definition: dict[str, Any], sentence: str
) -> None:
    steps = [step for step in definition.get("steps", []) if step.get("performer") == {"agency": "atlantis"}]
    wanted = sentence.format(step=steps[0]["name"]["en"] if steps else "")
    with override("en"):
        assert problems(subject, key, definition) == [wanted]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "words"), [("process", "process"), ("routing", "routing table"), ("ladder", "ladder")]
)
def test_a_kind_names_only_what_is_in_force(land: Country, part: str, words: str) -> None:
    with override("en"):
        found = problems("kind", "inquiry", kind_on("default") | {part: "alchemy"})
        name = RequestKind.objects.get(code="inquiry").name["en"]
        assert found == [f"The kind “{name}” names the {words} “alchemy”, which is not in force."]


@pytest.mark.django_db
def test_an_agency_that_takes_no_cases_any_more_is_named_in_vain(land: Country) -> None:
    publish_one("routing", "main", table("moe"))
    assert close_to_new_cases(["moh"]) == 1
    for subject, key, definition in (("routing", "main", table("moh")), ("process", "complaint", staffed_by("moh"))):
        with pytest.raises(NotPublishable):
            publish(drafted(subject, key, definition).pk, actor=Actor.operator)
    former = Version.objects.get(subject="routing", key="main", number=1)  # it names moh
    with pytest.raises(NotPublishable):
        republish(former.pk, actor=Actor.operator)


@pytest.mark.django_db
def test_an_agency_that_rules_and_steps_name_goes_on_taking_cases(land: Country) -> None:
    with override("en"), pytest.raises(StillNamed) as refused:
        close_to_new_cases(["moe", "moh"])
    assert [reason.replace("\u2068", "").replace("\u2069", "") for reason in refused.value.reasons] == [
        "“MOH” still takes new requests, because it is named by: routing table “Routing” (rule “Hospitals”)."
    ]
    assert set(Agency.objects.filter(active=True).values_list("code", flat=True)) == {"moh", "moe", "central", "rights"}
    publish_one("routing", "main", table("moe"))
    publish_one("process", "complaint", staffed_by("moh"))
    with override("en"), pytest.raises(StillNamed, match=r"process .*step"):
        close_to_new_cases(["moh"])
    publish_one("process", "complaint", STANDARD_PROCESSES["complaint"])
    assert close_to_new_cases(["moh", "moh"]) == 1
    assert close_to_new_cases(["moh"]) == 0
    assert not Agency.objects.get(code="moh").active


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("subject", "key", "names"),
    [
        ("ladder", "default", "request kind “Complaint”"),
        ("process", "complaint", "request kind “Complaint”"),
        ("routing", "main", "request kind “Complaint”"),
        ("calendar", "jordan", "agency “"),
    ],
)
def test_what_something_in_force_names_stays(land: Country, subject: str, key: str, names: str) -> None:
    RequestKind.objects.filter(code="complaint").update(name={"ar": "شكوى", "en": "Complaint"})
    with override("en"), pytest.raises(StillNamed) as refused:
        retire(published(subject, key).pk, actor=Actor.operator)
    (reason,) = refused.value.reasons
    assert names in reason.replace("\u2068", "").replace("\u2069", "")
    assert published(subject, key).retired_at is None


@pytest.mark.django_db
def test_what_nothing_names_goes_and_can_come_back(land: Country) -> None:
    publish_one("ladder", "spare", LADDER)
    gone = retire(published("ladder", "spare").pk, actor=Actor.operator)
    assert (gone.status, AuditEntry.objects.get(verb="retired").subject_id) == ("retired", gone.pk)
    assert problems("kind", "inquiry", kind_on("spare")) != []
    with pytest.raises(NotInForce):
        retire(gone.pk, actor=Actor.operator)
    republish(gone.pk, actor=Actor.operator)
    assert problems("kind", "inquiry", kind_on("spare")) == []


@pytest.mark.django_db
def test_a_ladder_stays_while_it_counts_a_request_or_may_again(land: Country) -> None:
    publish_one("ladder", "spare", LADDER)
    RequestKind.objects.filter(code="inquiry").update(ladder="spare")
    case = file_case(kind="inquiry")
    RequestKind.objects.filter(code="inquiry").update(ladder="default")
    spare = published("ladder", "spare")
    with override("en"), pytest.raises(StillNamed, match="1 request that it counts"):
        retire(spare.pk, actor=Actor.operator)
    for days, stays in ((29, True), (31, False)):
        Case.objects.filter(pk=case.pk).update(status="closed", closed_at=now() - timedelta(days=days))
        assert (why_it_stays(spare) != "") == stays
    assert retire(spare.pk, actor=Actor.operator).status == "retired"


@pytest.mark.django_db
@pytest.mark.usefixtures("land")
def test_hidden_requests_keep_a_ladder_without_a_number() -> None:
    publish_one("ladder", "spare", LADDER)
    RequestKind.objects.filter(code="inquiry").update(ladder="spare")
    for _number in range(2):
        Case.objects.filter(pk=file_case(kind="inquiry").pk).update(guarded=True)
    RequestKind.objects.filter(code="inquiry").update(ladder="default")
    with override("en"), pytest.raises(StillNamed, match="needed by: hidden requests") as refused:
        retire(published("ladder", "spare").pk, actor=Actor.operator)
    assert not re.search("[0-9]", str(refused.value))


def put_kind() -> None:
    publish(Version.objects.get(subject="kind", status="draft").pk, actor=Actor.operator)


def take_ladder() -> None:
    retire(published("ladder", "spare").pk, actor=Actor.operator)


def put_table() -> None:
    publish(Version.objects.get(subject="routing", status="draft").pk, actor=Actor.operator)


def close_agency() -> None:
    close_to_new_cases(["moe"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second", "refusal"),
    [
        (put_kind, take_ladder, StillNamed),
        (take_ladder, put_kind, NotPublishable),
        (put_table, close_agency, StillNamed),
        (close_agency, put_table, NotPublishable),
    ],
)
def test_in_the_same_second_the_later_one_is_refused(
    land: Country, first: Callable[[], None], second: Callable[[], None], refusal: type[Exception]
) -> None:
    publish_one("ladder", "spare", LADDER)
    drafted("kind", "inquiry", kind_on("spare"))
    drafted("routing", "main", table("moe"))
    met: list[BaseException] = []

    def refused() -> None:
        try:
            second()
        except refusal as error:
            met.append(error)

    while_open(first, refused)
    assert [type(error) for error in met] == [refusal]
    assert names_something_that_is_not_there() == []


def names_something_that_is_not_there() -> list[str]:
    in_force = Version.objects.filter(status="published")
    return [sentence for each in in_force for sentence in problems(each.subject, each.key, each.definition)]
