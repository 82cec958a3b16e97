"""A routing table is drafted without losing one's place: each button one request, and what is chosen exists."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from permissions.actors import Actor
from portal.studio.lines import Difference, differences
from portal.studio.subjects import lines_of
from tests.scenes import ROUTING, Country, country, many_rules
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, filled, send
from workflows.cases.models import RequestKind
from workflows.routing.checks import check_routing
from workflows.versions.models import Version
from workflows.versions.services import as_read, redraft

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


@pytest.fixture
def land() -> Country:
    return country()


def drafted(client: Client, definition: dict[str, Any]) -> Version:
    draft = begun(client, "routing", "main")
    return redraft(draft.pk, definition=definition, note="", read=as_read(draft), actor=Actor.operator)


def sent(client: Client, draft: Version, changed: dict[str, Any], do: str = "save") -> Any:
    """The draft's page as a browser sends it back, with what was changed in it."""
    values = filled(page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    response = send(client, draft, values | changed, do)
    draft.refresh_from_db()
    return response


def test_a_routing_table_comes_back_as_it_was(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client, "routing", "main")
    values = filled(page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert send(client, draft, values).status_code == 302
    draft.refresh_from_db()
    assert draft.definition == ROUTING


def test_rules_are_added_filled_in_moved_and_taken_away(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client, "routing", "main")
    address = f"/admin/studio/drafts/{draft.pk}/edit/"
    send(client, draft, filled(page(client.get(address))), "add")
    values = filled(page(client.get(address)))
    values |= {
        "rules-2-name_ar": "المدارس",
        "rules-2-name_en": "Schools",
        "rules-2-when-0-value": "مدرسة\nschool",
        "rules-2-agency": "moe",
    }
    send(client, draft, values | {"rules-2-to": "2"}, "move:2")
    send(client, draft, filled(page(client.get(address))), "remove:0")
    send(client, draft, filled(page(client.get(address))), "add-condition:0")
    draft.refresh_from_db()
    rules = draft.definition["rules"]
    assert [rule["key"] for rule in rules] == ["rule-3", "hospitals"]
    assert rules[0]["to"] == {"agency": "moe"}
    first, added = rules[0]["when"]
    assert first == {"fact": "subject_text", "is": "contains_any", "value": ["مدرسة", "school"]}
    assert added["value"] == []


def test_a_rule_moves_to_its_place_in_one_request_and_the_page_comes_back_to_it(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(25))
    response = sent(client, draft, {"rules-24-to": "2"}, "move:24")
    assert [rule["key"] for rule in draft.definition["rules"]][:3] == ["r1", "r25", "r2"]
    assert response["Location"] == f"/admin/studio/drafts/{draft.pk}/edit/?rule=r25#rule-r25"
    html = page(client.get(response["Location"]))
    assert re.findall(r'<details[^>]*id="rule-([^"]+)"[^>]*open', html) == ["r25"]


def test_each_button_comes_back_to_the_rule_it_was_about(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(5))
    for do, changed, rule in (
        ("save", {"rules-3-name_en": "Other"}, "r4"),
        ("add-condition:2", {}, "r3"),
        ("remove-condition:2:1", {}, "r3"),
        ("values:1", {}, "r2"),
        ("remove:0", {}, "r2"),
        ("add", {}, "rule-5"),
    ):
        assert sent(client, draft, changed, do)["Location"].endswith(f"#rule-{rule}"), do
    assert "#" not in sent(client, draft, {})["Location"], "nothing was changed"


def test_one_rule_that_moved_is_one_sentence(land: Country) -> None:
    before, moved = many_rules(25), many_rules(25)
    moved["rules"].insert(1, moved["rules"].pop(24))
    with override("en"):
        found = differences(lines_of("routing", before), lines_of("routing", moved))
    assert found == [Difference("moved", "Number 25", "from place 25", "to place 2")]


def test_a_rule_that_moved_and_changed_says_both(land: Country) -> None:
    before, after = many_rules(4), many_rules(4)
    after["rules"].append(after["rules"].pop(0))
    after["rules"][3]["to"] = {"agency": "moe"}
    del after["rules"][0]
    found = differences(lines_of("routing", before), lines_of("routing", after))
    assert [(each.sign, bool(each.before), bool(each.after)) for each in found] == [
        ("gone", True, False),
        ("moved", True, True),
        ("changed", True, True),
    ]


def only(fact: str, test: str, value: Any) -> dict[str, Any]:
    table = copy.deepcopy(many_rules(1))
    table["rules"][0]["when"] = [{"fact": fact, "is": test, "value": value}]
    return table


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("kind", "شكوى"),
        ("channel", "pigeon"),
        ("language", "العربية"),
        ("track", "secret"),
        ("agency", "atlantis"),
        ("outcome", "won"),
    ],
)
def test_a_value_that_does_not_exist_is_refused_by_name(land: Country, fact: str, value: str) -> None:
    with override("en"):
        for definition in (only(fact, "equals", value), only(fact, "one_of", [value])):
            (sentence,) = check_routing("main", definition)
            assert f"“{value}”, which does not exist" in sentence
        (words,) = check_routing("main", only(fact, "contains_any", [value]))
        assert "chosen from a list" in words


def test_a_value_that_exists_passes(land: Country) -> None:
    for fact, value in (("kind", "complaint"), ("channel", "web"), ("language", "ar"), ("agency", "moe")):
        assert check_routing("main", only(fact, "equals", value)) == []
    assert check_routing("main", only("place", "equals", "anywhere")) == []


def test_values_are_chosen_by_their_names_and_stored_by_their_codes(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, only("kind", "one_of", ["complaint"]))
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    ticked = re.findall(r'<input type="checkbox" name="rules-0-when-0-value" value="(\w+)"[^>]*checked', html)
    assert ticked == ["complaint"]
    assert html.count('type="checkbox" name="rules-0-when-0-value"') == RequestKind.objects.count()
    sent(client, draft, {"rules-0-when-0-value": ["inquiry", "praise"]})
    assert draft.definition["rules"][0]["when"] == [{"fact": "kind", "is": "one_of", "value": ["inquiry", "praise"]}]


def test_another_fact_comes_with_its_own_values_and_without_the_former_words(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(1))
    sent(client, draft, {"rules-0-when-0-fact": "channel", "rules-0-when-0-test": "equals"}, "values:0")
    assert draft.definition["rules"][0]["when"] == [{"fact": "channel", "is": "equals", "value": []}]
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    options = re.search(r'<select name="rules-0-when-0-value".*?</select>', html, re.DOTALL)
    assert options is not None
    assert re.findall(r'value="(\w*)"', options[0]) == ["", "web", "app", "call", "api", "import"]
    sent(client, draft, {"rules-0-when-0-value": "call"})
    assert draft.definition["rules"][0]["when"][0]["value"] == "call"


def test_what_exists_no_more_stays_in_sight_until_it_is_taken_out(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, only("kind", "equals", "شكوى"))
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert "شكوى (does not exist)" in html
    assert 'data-problems="1"' in html
    sent(client, draft, {})
    assert draft.definition == only("kind", "equals", "شكوى")


def test_how_words_are_read_is_part_of_the_draft(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(1))
    sent(client, draft, {"weighs": "on", "places_ar": "أمام\nقرب", "places_en": "near"})
    assert draft.definition["reading"] == {"place_words": {"ar": ["أمام", "قرب"], "en": ["near"]}}
    sent(client, draft, {"rules-0-name_en": "Other"})
    assert draft.definition["reading"]["place_words"]["ar"] == ["أمام", "قرب"]
    assert check_routing("main", draft.definition) == []


@pytest.mark.parametrize(("language", "quoted"), [("ar", "«\u2068word1\u2069»"), ("en", "“\u2068word1\u2069”")])
def test_words_stand_in_the_quotes_of_the_reader_and_in_their_own_direction(
    land: Country, language: str, quoted: str
) -> None:
    with override(language):
        assert quoted in "".join(line.words for line in lines_of("routing", many_rules(1)))


def test_codes_are_written_as_names(land: Country) -> None:
    with override("en"):
        words = lines_of("routing", only("language", "equals", "ar"))[-1].words
    assert words.startswith("language of the citizen: “\u2068Arabic\u2069”")


def test_what_is_said_of_the_order_of_rules_is_what_the_table_does(land: Country, owner: Enter) -> None:
    client = owner("owner")
    plain = {name: part for name, part in many_rules(2).items() if name != "reading"}
    draft = drafted(client, plain)
    address = f"/admin/studio/drafts/{draft.pk}/edit/"
    first, weighed = "the first that matches decides", "The words of all rules are weighed together"
    shown = page(client.get(address))
    assert (first in shown, weighed in shown) == (True, False)
    weighing = {**plain, "reading": {"place_words": {}}}
    redraft(draft.pk, definition=weighing, note="", read=as_read(draft), actor=Actor.operator)
    shown = page(client.get(address))
    assert (first in shown, weighed in shown) == (False, True)


def test_no_rule_is_offered_what_no_case_has_when_it_is_routed(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(1))
    shown = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    facts = re.search(r'<select name="rules-0-when-0-fact".*?</select>', shown)
    assert facts is not None
    assert 'value="kind"' in facts[0]
    assert 'value="outcome"' not in facts[0]
