"""A process is drafted in the studio: one step open at a time, and nothing of the others is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.actors import Actor
from portal.studio.lines import MOST_BESIDE
from portal.studio.process_templates import TEMPLATES
from tests.scenes import Country, file_case, long_process
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, filled, publish_as_read, send, step_opened, step_sent
from workflows.processes.checks import check_process
from workflows.processes.standard import STANDARD_PROCESSES
from workflows.versions.models import Version
from workflows.versions.services import draft

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


@pytest.mark.parametrize("key", ["complaint", "integrity"])
def test_each_step_comes_back_as_it_was(land: Country, owner: Enter, key: str) -> None:
    client = owner("owner")
    draft = begun(client, "process", key)
    for step in STANDARD_PROCESSES[key]["steps"]:
        assert step_sent(client, draft, step["key"], {}).status_code == 302
        assert draft.definition == STANDARD_PROCESSES[key], step["key"]


def shown(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def steps_of(version: Version) -> dict[str, Any]:
    return {step["key"]: step for step in version.definition["steps"]}


def test_a_new_step_is_chosen_where_one_says_what_happens_next_and_none_is_made_by_itself(
    land: Country, owner: Enter
) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    before = version.definition
    values = filled(step_opened(client, version, "handle"))
    assert values["row-0-next"] == "confirm"
    values |= {"row-0-next": "+task", "step-name_en": "Handling it"}
    assert send(client, version, values, "auto").status_code == 200
    version.refresh_from_db()
    assert len(version.definition["steps"]) == len(before["steps"]), "what is saved while one types makes no step"
    assert steps_of(version)["handle"]["name"]["en"] == "Handling it"
    response = step_sent(client, version, "handle", {"row-0-next": "+task"})
    assert response["Location"].endswith("?step=handle#step-handle")
    steps = steps_of(version)
    assert [each["next"] for each in steps["handle"]["outcomes"]][:2] == ["task_1", "confirm"]
    assert steps["task_1"]["outcomes"][0]["next"] == "confirm"
    others = {key: step for key, step in steps.items() if key not in ("handle", "task_1")}
    assert others == {step["key"]: step for step in before["steps"] if step["key"] != "handle"}
    undone = send(client, version, filled(step_opened(client, version)), "undo")
    assert undone.status_code == 302
    version.refresh_from_db()
    assert "task_1" not in steps_of(version)


def test_legal_review_by_a_field_stands_under_its_branch_and_its_problems_where_they_are(
    land: Country, owner: Enter
) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    step_sent(client, version, "@fields", {}, "add-field")
    amount = {"field-0-name_ar": "المبلغ", "field-0-name_en": "Amount", "field-0-type": "money"}
    step_sent(client, version, "@fields", amount)
    assert version.definition["fields"] == [
        {"key": "amount", "name": {"ar": "المبلغ", "en": "Amount"}, "type": "money"}
    ]
    response = step_sent(client, version, "triage", {"new_kind": "decision", "new_way": "1"}, "add:1")
    assert response["Location"].endswith("?step=decision_1#step-decision_1")
    facts = shown(step_opened(client, version, "decision_1")).select("[name=row-0-when-0-fact] option")
    assert "field.amount" not in {each["value"] for each in facts}, "nobody was asked for it on the way"
    step_sent(client, version, "triage", {"row-1-asks-amount": "must"})
    assert steps_of(version)["triage"]["outcomes"][1]["fields"] == [{"field": "amount"}]
    facts = shown(step_opened(client, version, "decision_1")).select("[name=row-0-when-0-fact] option")
    assert "field.amount" in {each["value"] for each in facts}
    step_sent(client, version, "decision_1", {"row-0-when-0-fact": "field.amount"}, "values:2:0")
    over = {"step-name_ar": "كبير؟", "step-name_en": "Large?", "row-0-next": "+task", "row-0-when-0-value": "1000"}
    over["row-0-when-0-test"] = "at_least"
    step_sent(client, version, "decision_1", over)
    assert steps_of(version)["large"]["branches"][0]["when"] == {
        "all": [{"fact": "field.amount", "is": "at_least", "value": ["1000"]}]
    }
    html = shown(step_opened(client, version, "task_1"))
    row = html.select_one(".steps > [data-step=task_1]")
    assert row is not None
    assert "deep-1" in row["class"], "under the branch that leads to it"
    assert "1000" in row.select_one(".step-line").text  # type: ignore[union-attr]  # it is there
    assert "needs a name" in row.select_one(".step-form .note").text  # type: ignore[union-attr]  # it is there
    step_sent(client, version, "task_1", {"step-name_ar": "مراجعة", "step-name_en": "Legal review"})
    row = shown(step_opened(client, version, "legal_review")).select_one(".steps > [data-step=legal_review]")
    assert row is not None
    assert row.select_one(".step-form .note") is None
    taken = " ".join(row.text.split())
    assert "What led here then leads to The citizen's view" in taken.replace("\u2068", "").replace("\u2069", "")


def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(land: Country, owner: Enter) -> None:
    client = owner("owner")
    version = begun(client, "process", "complaint")
    values = filled(step_opened(client, version, "confirm")) | {"step-days": "many", "step-name_en": "Their view"}
    response = send(client, version, values, "open:0")
    html = shown(page(response))
    assert response.status_code == 422
    assert html.select_one("#id_step-days-error") is not None
    assert html.select_one("[name=step-name_en]")["value"] == "Their view"  # type: ignore[index]  # it is there


def test_a_second_person_reads_the_changes_by_step_and_publishes_them_for_new_cases_at_once(
    land: Country, owner: Enter
) -> None:
    first, second = owner("owner"), owner("owner2")
    old = file_case()
    version = begun(first, "process", "complaint")
    step_sent(first, version, "handle", {"new_kind": "task", "new_way": "0", "step-name_en": "Handle"}, "add:2")
    step_sent(first, version, "task_1", {"step-name_ar": "مراجعة", "step-name_en": "Legal review"})
    step_sent(first, version, "legal_review", {}, "ready")
    html = shown(page(second.get(f"/admin/studio/drafts/{version.pk}/edit/?step=legal_review")))
    assert html.select_one("button.step-line") is None, "who reads presses nothing"
    assert len(html.select("a.step-line")) == len(version.definition["steps"])
    read = page(second.get(f"/admin/studio/drafts/{version.pk}/publish/"))
    html = shown(read)
    assert [each.text.strip("\u2068\u2069 \n") for each in html.select("h3.part")] == ["Handle", "Legal review"]
    assert "is now called" not in html.select_one(".differences").text  # type: ignore[union-attr]  # it is there
    assert len(html.select(".names-alone li")) == 2, "one name is new, one is another"
    assert [each["data-running"] for each in html.select("[data-running]")] == ["1"]
    assert "complaint" in {each["data-works"] for each in html.select("[data-works]")}
    assert publish_as_read(second, version, read) == 302
    new = file_case()
    assert (new.process_version_id, old.process_version.number) == (version.pk, 1)
    thing = shown(page(second.get("/admin/studio/process/complaint/")))
    assert [each["data-running"] for each in thing.select("[data-running]")] == ["2", "1"]


def test_every_template_can_be_published_once_its_fields_run(land: Country, owner: Enter) -> None:
    client = owner("owner")
    html = shown(page(client.get("/admin/studio/new/process/")))
    offered = [each["value"] for each in html.select("[name=begins] option")]
    assert offered[: len(TEMPLATES) + 1] == ["empty", *TEMPLATES]
    for number, begins in enumerate(["empty", *TEMPLATES]):
        values = {"name_ar": "مسار", "name_en": f"Way {number}", "code": f"way-{number}", "begins": begins}
        assert client.post("/admin/studio/new/process/", values).status_code == 302
        made = Version.objects.get(subject="process", key=f"way-{number}")
        assert check_process("", made.definition) == []
        assert made.copy_of == ""


def test_a_hundred_steps_are_one_page_with_one_form(land: Country, owner: Enter) -> None:
    client = owner("owner")
    few = begun(client, "process", "complaint")
    many = draft(subject="process", key="long", definition=long_process(100), actor=Actor.operator)
    address = "/admin/studio/drafts/{}/edit/?step={}"
    counted, sizes = [], []
    for version, step in ((few, "handle"), (many, "step_50")):
        client.get(address.format(version.pk, step))
        with CaptureQueriesContext(connection) as queries:
            html = page(client.get(address.format(version.pk, step)))
        counted.append(len(queries))
        sizes.append(len(html))
        assert len(shown(html).select(".step-form")) == 1
    assert counted[1] <= counted[0] + 2, "as many statements for a hundred steps as for five"
    assert sizes[1] < 500_000
    beside = shown(page(client.get(address.format(many.pk, "step_50") + "&beside")))
    listed = len(beside.select(".differences > li:not(details li)"))
    (link,) = beside.select("[data-all-differences]")
    whole = shown(page(client.get(str(link["href"])))).select(".differences > li:not(details li)")
    assert (listed, " ".join(link.get_text().split())) == (MOST_BESIDE, f"and {len(whole) - MOST_BESIDE} more")
