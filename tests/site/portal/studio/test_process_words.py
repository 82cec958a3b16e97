"""A draft of a process tells in words, and at its step, what a button did and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.agencies.models import Agency
from permissions.people.models import User
from tests.scenes import Country, grant
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, filled, send, step_opened, step_sent
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def opened(client: Client, version: Version, step: str = "") -> BeautifulSoup:
    return BeautifulSoup(step_opened(client, version, step), "html.parser")


def sent(client: Client, version: Version, step: str, changed: dict[str, Any], do: str) -> Any:
    """Where the browser is led once a button was pressed."""
    response = step_sent(client, version, step, changed, do)
    assert response.status_code == 302, page(response)
    return response["Location"].partition("?")[2]


def told(client: Client, version: Version) -> str:
    """What changes, in words."""
    return " ".join(each.text for each in opened(client, version).select(".differences"))


def test_what_is_undone_and_done_again_stands_open(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    sent(client, version, "triage", {"step-name_en": "First look"}, "save")
    sent(client, version, "handle", {"step-name_en": "The work"}, "open:0")
    assert sent(client, version, "", {}, "undo") == "step=handle#step-handle"
    assert sent(client, version, "", {}, "undo") == "step=triage#step-triage"
    assert sent(client, version, "confirm", {}, "redo") == "step=triage#step-triage"
    assert opened(client, version, "triage").select_one("[name=step-name_en]")["value"] == "First look"  # type: ignore[index]  # it is there
    assert sent(client, version, "handle", {}, "close") == "", "what is folded stays folded"


def test_a_step_that_is_added_or_a_field_is_gone_to_when_it_comes_again(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    sent(client, version, "handle", {"new_kind": "task", "new_way": "0"}, "add:2")
    assert sent(client, version, "", {}, "undo") == "step=handle#step-handle"
    assert sent(client, version, "", {}, "redo") == "step=task_1#step-task_1"
    sent(client, version, "@fields", {}, "add-field")
    assert sent(client, version, "triage", {}, "undo") == "step=%40fields#step-@fields"


def test_moving_a_step_is_told_in_words_and_changes_nothing(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    sent(client, version, "confirm", {"to": "1"}, "move:3")
    html = opened(client, version)
    undo = html.select_one("[data-do=undo]")
    assert undo is not None
    said = str(undo["title"]).replace("\u2068", "").replace("\u2069", "")
    assert said == "“The citizen's view” moved before “Routing”"
    assert html.select_one(".differences") is None, "the order says nothing about what happens"
    assert sent(client, version, "", {}, "undo") == "step=confirm#step-confirm"


def test_agencies_where_nobody_holds_the_role_are_listed_at_the_step(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    sent(client, version, "handle", {"step-post": "role:legal_adviser"}, "save")
    html = opened(client, version, "handle")
    bodies = {each.name["en"] for each in Agency.objects.filter(active=True, role="public_body")}
    assert len(bodies) > 1
    for fold in html.select("[data-vacant=handle]"):
        assert {each.text.strip("\u2068\u2069 \n") for each in fold.select("li")} == bodies
        assert fold.select("a") == [], "an owner manages no posts"
    assert len(html.select("[data-vacant=handle]")) == 2, "at the step and beside the draft"
    line = html.select_one("[data-step=handle] .step-line .badge.look")
    assert line is not None
    assert f"nobody at {len(bodies)} agencies" in " ".join(line.text.split())


def test_whoever_manages_posts_as_well_gets_to_them(land: Country, owner: Enter) -> None:
    client = owner("owner")
    grant(User.objects.get(username="owner"), "administrator", land.agencies["central"])
    version = begun(client, "process", "complaint")
    sent(client, version, "handle", {"step-post": "role:legal_adviser"}, "save")
    link = opened(client, version, "handle").select_one("[data-vacant=handle] a")
    assert link is not None
    assert client.get(str(link["href"])).status_code == 200


def test_a_step_is_shown_to_the_citizen_where_its_owner_says_so(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    for key in ("handle", "confirm"):
        sent(client, version, key, {"step-shown_to_citizen": "on"}, "save")
    shown = {step["key"]: step.get("shown_to_citizen") for step in version.definition["steps"]}
    assert {key for key, is_shown in shown.items() if is_shown} == {"handle", "confirm"}
    assert told(client, version).count("shown among the steps of the request") == 2
    values = filled(step_opened(client, version, "handle"))
    del values["step-shown_to_citizen"]
    send(client, version, values, "save")
    version.refresh_from_db()
    assert next(step for step in version.definition["steps"] if step["key"] == "handle")["shown_to_citizen"] is False
    assert told(client, version).count("shown among the steps of the request") == 1


def test_a_step_that_is_not_for_whoever_did_another_is_told_and_kept(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    sent(client, version, "handle", {"step-not_by": ["triage"], "step-otherwise": "role:legal_adviser"}, "save")
    version.refresh_from_db()
    step = next(each for each in version.definition["steps"] if each["key"] == "handle")
    assert (step["not_by"], step["otherwise"]) == (["triage"], {"to": "heir", "role": "legal_adviser"})
    said = told(client, version).replace("\u2068", "").replace("\u2069", "")
    assert "Separation of duties" in said
    assert "not the person who did “Triage”" in said
    assert "Legal adviser there, otherwise the complaints unit" in said
    html = opened(client, version, "handle")
    assert [each["value"] for each in html.select("[name=step-not_by]")] == ["triage"], "what comes before, alone"
    assert html.select_one("[name=step-not_by][checked]") is not None
    assert html.select_one("[name=step-otherwise] [selected]")["value"] == "role:legal_adviser"  # type: ignore[index]  # it is there
    assert "not the person who did" in " ".join(each.text for each in html.select("#step-handle")), "on the line"
    assert opened(client, version, "triage").select_one("[name=step-not_by]") is None, "nothing comes before it"
    sent(client, version, "handle", {"step-not_by": [], "step-otherwise": "unit"}, "save")
    assert "If no one may act" in told(client, version)
    sent(client, version, "handle", {"step-not_by": ["triage"], "step-otherwise": ""}, "save")
    sent(client, version, "triage", {}, "remove:1")
    version.refresh_from_db()
    step = next(each for each in version.definition["steps"] if each["key"] == "handle")
    assert step["not_by"] == [], "what is gone is named nowhere"
    assert "otherwise" not in step


def test_nobody_is_kept_from_a_step_by_one_that_does_not_come_before(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    response = step_sent(client, version, "handle", {"step-not_by": ["closed"]}, "save")
    assert response.status_code == 422
    assert "Choose one of the list." in page(response)
