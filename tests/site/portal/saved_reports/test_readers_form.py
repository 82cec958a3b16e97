"""A report's readers are chosen by name; who may not read it is refused in a sentence, and nobody else is told of."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.scenes import Country, hire
from tests.site.portal.saved_reports.own_reports import OWN, saved
from tests.site.portal.signed_in import client_of, page
from workflows.saved_reports.models import ReportSchedule

pytestmark = pytest.mark.django_db
FIELDS = {"do": "save", "every": "month", "day": "1", "format": "xlsx", "language": "ar"}


@pytest.fixture
def land(land: Country) -> Country:
    """The country, where two people have one name and one more has a user name of their own."""
    hire(land, "officer", "moh", username="sami.k")
    names = {
        "sami.k": {"ar": "سامي خليل", "en": "Sami Khalil"},
        "level1-moh": {"ar": "رنا الحدّاد", "en": "Rana Haddad"},
        "officer-moe": {"ar": "رنا الحدّاد", "en": "Rana Haddad"},
    }
    for login, name in names.items():
        land.people[login].name = name
        land.people[login].save()
    return land


def sent(client: Client, **fields: Any) -> Any:
    report = saved(client)
    return client.post(f"{OWN}{report.pk}/schedule/", {**FIELDS, **fields})


def boxes(text: str) -> dict[str, bool]:
    """User name and whether it is ticked, by box."""
    inputs = re.findall(r'<input type="checkbox" name="readers"[^>]*>', text)
    return {re.findall(r'value="([^"]*)"', box)[0]: "checked" in box for box in inputs}


def error_below(answer: Any, field: str) -> str:
    """The sentence at a field of a form that was refused."""
    assert answer.status_code == 422
    (sentence,) = re.findall(rf'id="schedule-{field}-error"[^>]*>(.*?)</p>', page(answer), re.DOTALL)
    return str(re.sub(r"<[^>]+>|\s+", " ", sentence))


def readers() -> set[str]:
    return {person.username for person in ReportSchedule.objects.get().readers.all()}


def test_names_are_offered_to_those_who_keep_reports(land: Country) -> None:
    hire(land, "editor", username="sami-editor")
    client = client_of(land, "level2-moh")
    found = client.get(f"{OWN}people/", {"q": "sam"}).json()["found"]
    assert found == [{"login": "sami.k", "name": "Sami Khalil"}]
    hire(land, "auditor", username="auditor")
    assert client_of(land, "auditor").get(f"{OWN}people/", {"q": "sam"}).status_code == 404


def test_a_typed_name_is_read_without_scripts(land: Country) -> None:
    client = client_of(land, "level2-moh")
    assert sent(client, readers=["level2-moh"], person="khalil").status_code == 302
    assert readers() == {"level2-moh", "sami.k"}


def test_of_several_of_one_name_those_meant_are_ticked(land: Country) -> None:
    client = client_of(land, "level2-moh")
    answer = sent(client, readers=["level2-moh"], person="rana")
    assert answer.status_code == 422
    assert boxes(page(answer)) == {"level2-moh": True, "level1-moh": False, "officer-moe": False}
    assert "rana" in error_below(answer, "person")


@pytest.mark.parametrize("field", ["person", "readers"])
def test_who_may_not_read_it_is_refused_as_nobody_is(land: Country, field: str) -> None:
    hire(land, "editor", username="clerk")
    client = client_of(land, "level2-moh")
    sentences = {error_below(sent(client, **{field: name}), field).replace(name, "…") for name in ("clerk", "nobody")}
    assert len(sentences) == 1
    assert "…" in sentences.pop()
    assert not ReportSchedule.objects.exists()


def test_a_schedule_without_readers_and_with_too_many_is_refused(land: Country) -> None:
    client = client_of(land, "level2-moh")
    assert sent(client).status_code == 422
    assert sent(client, readers=[f"nobody-{number}" for number in range(51)]).status_code == 422


def test_what_was_chosen_stands_there_by_name_when_it_is_changed(land: Country) -> None:
    client = client_of(land, "level2-moh")
    sent(client, readers=["level2-moh", "sami.k"])
    schedule = ReportSchedule.objects.get()
    text = page(client.get(f"{OWN}{schedule.report_id}/schedule/?edit={schedule.pk}"))
    assert boxes(text) == {"level2-moh": True, "sami.k": True}
    assert "Sami Khalil" in text
    assert "js/people-chosen" in text
