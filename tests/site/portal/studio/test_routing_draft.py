"""A routing table is drafted without losing one's place: each button one request, and what is chosen exists."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import override

from content.forms.page import FormPage
from permissions.actors import Actor
from permissions.translated_text import listed
from portal.studio.condition_edits import height
from portal.studio.lines import Difference, differences
from portal.studio.subjects import lines_of
from tests.content.forms import made
from tests.scenes import ROUTING, Country, many_rules
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import begun, filled, send
from tests.site.portal.studio.tables import drafted, sent, shown
from workflows.cases.models import Channel, RequestKind
from workflows.facts.conditions import parse_when, raw_of
from workflows.routing.checks import check_routing
from workflows.routing.upgrade import to_format_2
from workflows.versions.services import as_read, redraft

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]
MARKS = re.compile("[\u2066-\u2069]")


def test_a_routing_table_comes_back_as_it_was(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client, "routing", "main")
    values = filled(page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert send(client, draft, values).status_code == 302
    draft.refresh_from_db()
    assert draft.definition == to_format_2(ROUTING)


def test_rules_are_added_filled_in_moved_and_taken_away(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = begun(client, "routing", "main")
    address = f"/admin/studio/drafts/{draft.pk}/edit/"
    added = send(client, draft, filled(page(client.get(address))), "add")
    values = filled(page(client.get(added["Location"])))
    values |= {
        "rules-2-name_ar": "المدارس",
        "rules-2-name_en": "Schools",
        "rules-2-when-0-value": "مدرسة\nschool",
        "rules-2-agency": "moe",
    }
    send(client, draft, values | {"rules-2-to": "2"}, "move:2")
    sent(client, draft, {}, "remove:0")
    sent(client, draft, {}, "add-condition:0")
    rules = draft.definition["rules"]
    assert [rule["key"] for rule in rules] == ["rule-3", "hospitals"]
    assert rules[0]["to"] == {"agency": "moe"}
    first, added = rules[0]["when"]["all"]
    assert first == {"fact": "subject_text", "is": "contains_any", "value": ["مدرسة", "school"]}
    assert added["value"] == []


def test_a_rule_moves_to_its_place_in_one_request_and_the_page_comes_back_to_it(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(25))
    response = sent(client, draft, {"rules-24-to": "2"}, "move:24")
    assert [rule["key"] for rule in draft.definition["rules"]][:3] == ["r1", "r25", "r2"]
    assert response["Location"] == f"/admin/studio/drafts/{draft.pk}/edit/?rule=r25#rule-r25"
    html = page(client.get(response["Location"]))
    assert re.findall(r'<tr id="rule-([^"]+)" class="open"', html) == ["r25"]


def test_only_the_tests_that_mean_something_for_a_fact_are_offered(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(1))
    sent(client, draft, {"rules-0-when-0-fact": "channel", "rules-0-when-0-test": "contains_any"}, "values:0")
    condition = next(iter(draft.definition["rules"][0]["when"]["all"]))
    assert (condition["fact"], condition["is"]) == ("channel", "one_of"), "words are not looked for in a list"
    html = shown(client, draft)
    tests = BeautifulSoup(html, "lxml").select("select[name=rules-0-when-0-test] option")
    assert [str(each["value"]) for each in tests] == ["one_of", "none_of", "given", "missing"]


def test_a_test_that_no_longer_fits_stays_until_its_owner_takes_another(land: Country, owner: Enter) -> None:
    client = owner("owner")
    definition = many_rules(1)
    definition["rules"][0]["when"] = [{"fact": "channel", "is": "contains_any", "value": ["web"]}]
    draft = drafted(client, definition)
    assert sent(client, draft, {"note": "x"}).status_code == 302
    assert draft.definition["rules"][0]["when"]["all"][0]["is"] == "contains_any"


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
        said = found[0].sentence
    assert found == [Difference("moved", "Number 25", "", "Number 2")]
    assert MARKS.sub("", said) == "“Number 25” moved before “Number 2”"


def test_a_rule_that_moved_and_changed_says_both(land: Country) -> None:
    before, after = many_rules(4), many_rules(4)
    after["rules"].append(after["rules"].pop(0))
    after["rules"][3]["to"] = {"agency": "moe"}
    del after["rules"][0]
    found = differences(lines_of("routing", before), lines_of("routing", after))
    assert [(each.sign, bool(each.before), bool(each.after)) for each in found] == [
        ("gone", True, False),
        ("moved", True, False),  # after the last one that stayed
        ("changed", True, True),
    ]


def only(fact: str, test: str, value: Any) -> dict[str, Any]:
    table = to_format_2(many_rules(1))
    table["rules"][0]["when"] = {"all": [{"fact": fact, "is": test, "value": value}]}
    return {**table, "format": 2}


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
        for test in ("one_of", "none_of"):
            (sentence,) = check_routing("main", only(fact, test, [value]))
            assert f"“{value}”, which does not exist" in sentence
        (words,) = check_routing("main", only(fact, "contains_any", [value]))
        assert "chosen from a list" in words


def test_a_value_that_exists_passes(land: Country) -> None:
    for fact, value in (("kind", "complaint"), ("channel", "web"), ("language", "ar"), ("agency", "moe")):
        assert check_routing("main", only(fact, "one_of", value)) == []
    assert check_routing("main", only("place", "one_of", "anywhere")) == []


def test_values_are_chosen_by_their_names_and_stored_by_their_codes(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, only("kind", "one_of", ["complaint"]))
    html = shown(client, draft)
    ticked = re.findall(r'<input type="checkbox" name="rules-0-when-0-value" value="(\w+)"[^>]*checked', html)
    assert ticked == ["complaint"]
    assert html.count('type="checkbox" name="rules-0-when-0-value"') == RequestKind.objects.count()
    sent(client, draft, {"rules-0-when-0-value": ["inquiry", "praise"]})
    assert draft.definition == only("kind", "one_of", ["inquiry", "praise"])


def test_another_fact_comes_with_its_own_values_and_without_the_former_words(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(1))
    sent(client, draft, {"rules-0-when-0-fact": "channel", "rules-0-when-0-test": "one_of"}, "values:0")
    assert draft.definition == only("channel", "one_of", [])
    html = shown(client, draft)
    assert re.findall(r'type="checkbox" name="rules-0-when-0-value" value="(\w*)"', html) == [
        "web",
        "app",
        "call",
        "walk_in",
        "letter",
        "api",
        "import",
    ]
    sent(client, draft, {"rules-0-when-0-value": "call"})
    assert draft.definition == only("channel", "one_of", ["call"])


def test_what_exists_no_more_stays_in_sight_until_it_is_taken_out(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, only("kind", "one_of", ["شكوى"]))
    html = shown(client, draft)
    assert "شكوى (does not exist)" in html
    assert 'data-problems="1"' in html
    sent(client, draft, {})
    assert draft.definition == only("kind", "one_of", ["شكوى"])


def test_how_words_are_read_is_part_of_the_draft(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(1))
    sent(client, draft, {"weighs": "on", "places_ar": "أمام\nقرب", "places_en": "near"})
    words = {"ar": ["أمام", "قرب"], "en": ["near"]}
    assert draft.definition["reading"] == {"place_words": words, "weighing": 2}, "offered as ticked"
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
        words = lines_of("routing", only("language", "one_of", "ar"))[-1].words
    assert words.startswith("language of the citizen: “\u2068Arabic\u2069”")


def test_what_is_said_of_the_order_of_rules_is_what_the_table_does(land: Country, owner: Enter) -> None:
    client = owner("owner")
    plain = {name: part for name, part in many_rules(2).items() if name != "reading"}
    draft = drafted(client, plain)
    address = f"/admin/studio/drafts/{draft.pk}/edit/"
    first, weighed = "the first that matches decides", "The words of all rules are weighed together"
    html = page(client.get(address))
    assert (first in html, weighed in html) == (True, False)
    weighing = {**plain, "reading": {"place_words": {}}}
    redraft(draft.pk, definition=weighing, note="", read=as_read(draft), actor=Actor.operator)
    html = page(client.get(address))
    assert (first in html, weighed in html) == (False, True)


def test_no_rule_is_offered_what_no_case_has_when_it_is_routed(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(1))
    facts = re.search(r'<select name="rules-0-when-0-fact".*?</select>', shown(client, draft))
    assert facts is not None
    assert 'value="kind"' in facts[0]
    assert 'value="outcome"' not in facts[0]


NESTED = {
    "any": [
        {"fact": "channel", "is": "one_of", "value": ["call"]},
        {"all": [{"fact": "place", "is": "missing"}, {"fact": "language", "is": "none_of", "value": ["ar", "en"]}]},
    ]
}


def nested() -> dict[str, Any]:
    table = to_format_2(many_rules(2))
    table["rules"][1]["when"] = NESTED
    return table


def test_conditions_in_one_another_are_read_and_come_back_as_they_were(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, nested())
    assert check_routing("main", nested()) == []
    html = shown(client, draft, 1)
    with override("en"):
        call = listed([str(Channel.CALL.label)])
    assert f"channel: {call} or (place: no value; language of the citizen: none of" in html
    sent(client, draft, {"rules-1-name_en": "Other"})
    assert draft.definition["rules"][1]["when"] == NESTED
    assert draft.definition["rules"][1]["name"]["en"] == "Other"
    sent(client, draft, {"rules-1-to": "1"}, "move:1")
    assert [rule["when"] for rule in draft.definition["rules"]] == [NESTED, nested()["rules"][0]["when"]]


def test_a_group_is_made_filled_moved_and_taken_out_again(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, to_format_2(many_rules(2)))
    [first] = draft.definition["rules"][1]["when"]["all"]
    sent(client, draft, {}, "add-group:1")
    new = {"fact": "subject_text", "is": "contains_any", "value": []}
    assert draft.definition["rules"][1]["when"] == {"all": [first, {"any": [new]}]}
    inside = {"rules-1-when-1-when-0-fact": "place", "rules-1-when-1-when-0-test": "missing"}
    sent(client, draft, inside, "add-condition:1:1")
    missing = {"fact": "place", "is": "missing"}
    assert draft.definition["rules"][1]["when"] == {"all": [first, {"any": [missing, new]}]}
    sent(client, draft, {}, "condition-up:1:1:1")
    sent(client, draft, {}, "condition-out:1:1:0")
    assert draft.definition["rules"][1]["when"] == {"all": [first, {"any": [missing]}, new]}
    sent(client, draft, {}, "condition-in:1:2")
    sent(client, draft, {"rules-1-when-1-joined": "all", "rules-1-joined": "any"}, "condition-up:1:1")
    assert draft.definition["rules"][1]["when"] == {"any": [{"all": [missing, new]}, first]}
    sent(client, draft, {}, "remove-condition:1:0")
    assert draft.definition["rules"][1]["when"] == {"any": [first]}


def test_groups_lie_in_one_another_only_as_deep_as_anybody_reads(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, to_format_2(many_rules(1)))
    for path in ("", ":1", ":1:1"):
        sent(client, draft, {}, f"add-group:0{path}")
    when = draft.definition["rules"][0]["when"]
    assert (height(when), raw_of(parse_when(when))) == (3, when)
    html = shown(client, draft, 0)
    assert 'value="add-group:0:1"' in html
    assert 'value="add-group:0:1:1"' not in html
    assert 'value="add-condition:0:1:1"' in html


def test_a_group_with_nothing_in_it_stands_against_the_draft(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, nested())
    sent(client, draft, {}, "remove-condition:1:1:1")
    sent(client, draft, {}, "remove-condition:1:1:0")
    assert draft.definition["rules"][1]["when"] == {"any": [NESTED["any"][0], {"all": []}]}
    assert "has a group of conditions with none in it" in shown(client, draft, 1)


@pytest.mark.parametrize(
    "typed",
    [
        {"rules-1-when": "99999"},
        {"rules-1-when": "-1"},
        {"rules-1-when-0-when": "100", "rules-1-when-0-when-0-when": "100"},
        {"rules-1-joined": "none"},
        {"rules-1-when-1-when-1-fact": "no_such_fact"},
        {"rules-1-when-1-when-1-value": "a\x00"},
    ],
)
def test_conditions_that_were_tampered_with_are_refused_or_make_nothing_unreadable(
    land: Country, owner: Enter, typed: dict[str, str]
) -> None:
    client = owner("owner")
    draft = drafted(client, nested())
    if sent(client, draft, typed).status_code == 422:
        assert draft.definition == nested()
    parse_when(draft.definition["rules"][1]["when"])


@pytest.mark.parametrize(
    ("fact", "test", "value"),
    [
        ("place", "missing", None),
        ("place", "none_of", ["Amman", "Irbid"]),
        ("answer.moon", "at_least", ["3"]),
        ("outcome", "one_of", ["resolved"]),
    ],
)
def test_every_test_and_every_fact_comes_back(
    land: Country, owner: Enter, fact: str, test: str, value: list[str] | None
) -> None:
    client = owner("owner")
    table = only(fact, test, value or [])
    if value is None:
        del table["rules"][0]["when"]["all"][0]["value"]
    draft = drafted(client, table)
    sent(client, draft, {})
    assert draft.definition == table


def test_a_draft_of_an_older_format_is_read_and_saved_in_that_of_today(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(2))
    assert "#" not in sent(client, draft, {})["Location"], "nothing was changed"
    assert draft.definition == to_format_2(many_rules(2))
    assert differences(lines_of("routing", many_rules(2)), lines_of("routing", draft.definition)) == []


def test_what_the_forms_of_its_kinds_ask_is_offered_to_a_table(owner: Enter) -> None:
    made.english_forms("complaint", "contact")
    for kind, key in (("complaint", "visits"), ("contact", "browser")):
        form = FormPage.objects.get(kind=kind)
        asked = [made.question("subject"), made.question("text"), made.question("number", key=key, label=f"The {key}?")]
        form.questions = made.stream(asked)
        form.save()
    client = owner("owner")
    draft = drafted(client, only("answer.visits", "at_least", ["3"]))
    html = shown(client, draft)
    options = re.search(r'<select name="rules-0-when-0-fact".*?</select>', html, re.DOTALL)
    assert options is not None
    assert '<option value="answer.visits" selected>answer to “The visits?”' in options[0]
    assert "answer.browser" not in options[0], "messages to the unit go by a table of their own"
    assert "answer to “The visits?”: at least “" in html
    assert 'data-problems="0"' in html or "data-problems" not in html
    sent(client, draft, {"rules-0-when-0-value": "4"})
    assert draft.definition == only("answer.visits", "at_least", ["4"])
