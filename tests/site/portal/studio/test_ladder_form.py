"""Ladders and overall limits in the studio: warnings, what counts, for what they are, and what an owner should know."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from permissions.agencies.models import Agency, Post
from portal.studio.ladder import lines
from tests.scenes import Country, hire, publish_one
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import LADDER_FORM, begun, filled, handed_over, send
from tests.site.portal.studio.tables import sent
from tests.workflows.clock.november import LIMIT
from tests.workflows.processes.reviewed import reviewed
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(land: Country) -> Client:
    hire(land, "owner")
    return client_of(land, "owner")


def definition(version: Version) -> Any:
    return Version.objects.values_list("definition", flat=True).get(pk=version.pk)


def words(html: str) -> str:
    """What is read on a page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>|[\u2066-\u2069]", " ", html).split())


def test_a_ladder_gets_a_warning_says_what_counts_and_for_what_it_is(owner: Client) -> None:
    version = begun(owner)
    changes = {
        "rungs-0-before": "4",
        "rungs-0-warns": ["holder", "head"],
        "acts-reply": "never",
        "acts-referral": "goes_on",
        "for-priorities": ["urgent"],
        "for-bodies": ["moh"],
    }
    assert send(owner, version, LADDER_FORM | changes).status_code == 302
    saved = definition(version)
    assert saved["rungs"][0]["warning"] == {
        "before": {"amount": 4, "unit": "working_hours"},
        "tells": ["holder", "head"],
    }
    assert "warning" not in saved["rungs"][1]
    assert (saved["acts"]["reply"], saved["acts"]["referral"]) == ("never", "goes_on")
    assert saved["applies"] == {"priorities": ["urgent"], "bodies": ["moh"]}
    html = page(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    for said in ("4 working hours before, to: whoever has the work", "Only for these agencies", "lets the count go on"):
        assert said in words(html)
    assert send(owner, version, filled(html)).status_code == 302
    assert definition(version) == saved, "what is drawn sends back the same"


def test_steps_stand_by_process_and_a_shared_one_says_which_processes_it_meets(owner: Client) -> None:
    publish_one("process", "reviewed", {**reviewed(agency="moh"), "name": {"ar": "بمراجعة", "en": "With a review"}})
    html = page(owner.get(f"/admin/studio/drafts/{begun(owner).pk}/edit/"))
    steps = html.split('data-dimension="steps"', 1)[1].split("</form>", 1)[0]
    several, *others = [words(part) for part in steps.split("data-group")[1:]]
    assert "In several processes" in several
    assert "Complaint › Handling" in several
    assert "Inquiry › " in several
    assert html.count('name="for-steps" value="handle"') == 1
    (alone,) = others
    assert ("With a review" in alone, "Legal review" in alone, "›" in alone) == (True, True, False)


def test_what_a_ladder_says_of_steps_names_their_processes(owner: Client) -> None:
    version = begun(owner)
    send(owner, version, LADDER_FORM | {"for-steps": ["handle"]})
    with override("en"):
        line = next(each for each in lines(definition(version)) if each.key == "for steps")
    assert "Complaint › Handling" in line.words


def test_one_tick_takes_all_agencies_of_a_tree_and_says_so_again(owner: Client, land: Country) -> None:
    for number in range(3):
        parent = land.agencies["moh"]
        Agency.objects.create(
            code=f"clinic-{number}", name={"ar": f"عيادة {number}", "en": f"Clinic {number}"}, parent=parent
        )
    version = begun(owner)
    assert send(owner, version, LADDER_FORM | {"for-whole": ["moh"], "for-bodies": ["moe"]}).status_code == 302
    assert sorted(definition(version)["applies"]["bodies"]) == ["clinic-0", "clinic-1", "clinic-2", "moe", "moh"]
    html = page(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert "4 of 4" in words(html)
    assert len(re.findall(r'name="for-bodies"[^>]*checked', html)) == 1, "one box stands for all of them"
    saved = definition(version)
    assert send(owner, version, filled(html)).status_code == 302
    assert definition(version) == saved, "what is drawn sends back the same"
    Agency.objects.create(code="clinic-3", name={"ar": "عيادة 3", "en": "Clinic 3"}, parent=land.agencies["moh"])
    html = page(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert "4 of 5" in words(html), "an agency that was founded since is in no ladder"


def test_a_warning_to_nobody_is_marked_and_kept(owner: Client) -> None:
    version = begun(owner)
    response = send(owner, version, LADDER_FORM | {"rungs-0-before": "4"})
    assert response.status_code == 422
    assert "Choose who is warned." in page(response)
    assert 'value="4"' in page(response)


@pytest.mark.parametrize(
    ("most", "rests", "kept"),
    [
        ("2", "10", {"most": 2, "rests": {"amount": 10, "unit": "working_days"}}),
        ("٣", "١٢", {"most": 3, "rests": {"amount": 12, "unit": "working_days"}}),
        ("", "", None),
    ],
)
def test_a_limit_on_asking_is_kept_as_it_is_filled_in(owner: Client, most: str, rests: str, kept: Any) -> None:
    version = begun(owner)
    assert send(owner, version, LADDER_FORM | {"asked_most": most, "asked_rests": rests}).status_code == 302
    saved = definition(version)
    assert saved.get("asking") == kept
    html = page(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))
    assert send(owner, version, filled(html)).status_code == 302
    assert definition(version) == saved, "what is drawn sends back the same"


BOTH, NUMBER, TIMES, DAYS = (
    ("Fill in both, or leave both empty.", "املأ الحقلين معًا أو اتركهما فارغين."),
    ("Write a whole number.", "اكتب عددًا صحيحًا."),
    ("A citizen may be asked 1 to 10 times.", "يُسأل صاحب الطلب من مرة إلى 10 مرات."),
    (
        "All questions together may pause the count for 1 to 60 working days.",
        "مجموع مدد التوقّف بسبب الأسئلة لا يقل عن 1",
    ),
)


@pytest.mark.parametrize(
    ("most", "rests", "field", "sentences"),
    [
        ("2", "", "asked_rests", BOTH),
        ("", "10", "asked_most", BOTH),
        ("0", "10", "asked_most", TIMES),
        ("-1", "10", "asked_most", TIMES),
        ("١١", "10", "asked_most", TIMES),
        ("2", "0", "asked_rests", DAYS),
        ("2", "61", "asked_rests", DAYS),
        ("twice", "10", "asked_most", NUMBER),
        ("2", "1.5", "asked_rests", NUMBER),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_no_limit_on_asking_is_said_at_its_field(
    land: Country, owner: Client, language: str, most: str, rests: str, field: str, sentences: tuple[str, str]
) -> None:
    version = begun(owner)
    before = definition(version)
    writer = client_of(land, "owner", language)
    response = send(writer, version, LADDER_FORM | {"asked_most": most, "asked_rests": rests})
    html = page(response)
    assert (response.status_code, html.count('class="err"')) == (422, 1)
    (error,) = re.findall(rf'id="id_{field}-error">(.*?)</p>', html)
    assert sentences[language == "ar"] in words(error)
    assert all(f'value="{typed}"' in html for typed in (most, rests) if typed)
    assert definition(version) == before


def test_a_seventh_level_is_not_offered(owner: Client) -> None:
    version = begun(owner)
    for _more in range(6):
        send(owner, version, filled(page(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))), do="add")
    assert len(definition(version)["rungs"]) == 6
    assert "A ladder has no more levels than these." in page(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))


def test_bodies_that_lack_a_post_are_named_beside_the_draft(owner: Client) -> None:
    Post.objects.filter(agency__code="moe", level=2).delete()
    html = page(owner.get(f"/admin/studio/drafts/{begun(owner).pk}/edit/"))
    assert 'data-warnings="1"' in html
    assert "data-problems" not in html


def test_an_overall_limit_is_edited_row_by_row(owner: Client) -> None:
    publish_one("limit", "complaints", LIMIT)
    version = begun(owner, "limit", "complaints")
    address = f"/admin/studio/drafts/{version.pk}/edit/"

    def form() -> dict[str, Any]:
        return filled(page(owner.get(address)))

    assert send(owner, version, form()).status_code == 302
    assert definition(version) == LIMIT, "what is drawn sends back the same"
    send(owner, version, form() | {"within": "20"}, do="add-warning")
    send(owner, version, form(), do="add-rung")
    send(owner, version, form(), do="remove-warning:0")
    saved = definition(version)
    assert (saved["within"]["amount"], len(saved["warnings"]), len(saved["rungs"])) == (20, 1, 2)
    assert "20 working days" in words(page(owner.get(address)))
    refused = send(owner, version, form() | {"within": "soon", "name_en": "Kept"})
    assert refused.status_code == 422
    assert "Kept" in page(refused)


@pytest.mark.parametrize(("subject", "key", "is_listed"), [("ladder", "default", True), ("routing", "main", False)])
def test_whoever_publishes_a_ladder_sees_the_pages_that_state_a_time(
    owner: Client, subject: str, key: str, is_listed: bool
) -> None:
    pages_and_forms()
    version = begun(owner, subject, key)
    html = page(owner.get(f"/admin/studio/drafts/{version.pk}/publish/"))
    assert ('href="/en/reply-times/"' in html) is is_listed
    assert ("two working days" in words(html)) is is_listed


def test_pages_that_state_a_time_stand_beside_the_draft_for_the_one_who_can_publish_it(
    owner: Client, land: Country
) -> None:
    pages_and_forms()
    hire(land, "owner", username="owner2")
    second_owner = client_of(land, "owner2")
    version = begun(owner)
    address = f"/admin/studio/drafts/{version.pk}/edit/"
    send(owner, version, LADDER_FORM | {"rungs-0-after": "1"})
    handed_over(version)
    assert "data-timed-pages" not in page(owner.get(address))
    assert "data-timed-pages" in page(second_owner.get(address))


def test_a_rule_gives_a_priority_and_says_so(owner: Client) -> None:
    version = begun(owner, "routing", "main")
    assert sent(owner, version, {"rules-0-priority": "urgent"}).status_code == 302
    assert definition(version)["rules"][0]["to"] == {"agency": "@agency", "priority": "urgent"}
    assert "with the priority “" in page(owner.get(f"/admin/studio/drafts/{version.pk}/edit/"))
