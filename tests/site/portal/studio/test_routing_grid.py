"""A long routing table is edited a page at a time, with what is to be said of its rules beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override

from portal.studio.subjects import lines_of
from tests.scenes import Country, many_rules
from tests.site.portal.signed_in import page
from tests.site.portal.studio.drafting import filled, send
from tests.site.portal.studio.tables import drafted, sent
from workflows.routing.checks import check_routing
from workflows.routing.upgrade import to_format_2

pytestmark = pytest.mark.django_db
Enter = Callable[[str], Client]


def test_a_long_table_is_shown_a_page_at_a_time_and_nothing_that_is_not_shown_is_lost(
    land: Country, owner: Enter
) -> None:
    client = owner("owner")
    draft = drafted(client, to_format_2(many_rules(320)))
    before = [rule["key"] for rule in draft.definition["rules"]]
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/?rule=r120"))
    assert len(re.findall(r'name="rules-\d+-row"', html)) == 50
    assert 'name="rules-119-key"' in html
    assert "through=1" in html, "a long table is looked through when somebody asks for it"
    values = filled(html) | {"rules-119-name_en": "Other", "rules-119-note": "Ask Hind\nfirst", "rules-104-to": "2"}
    response = send(client, draft, values, "move:104")
    draft.refresh_from_db()
    after = [rule["key"] for rule in draft.definition["rules"]]
    assert after == [before[0], before[104], *before[1:104], *before[105:]]
    changed = next(rule for rule in draft.definition["rules"] if rule["key"] == "r120")
    assert (changed["name"]["en"], changed["note"]) == ("Other", "Ask Hind\nfirst")
    assert response["Location"].endswith("#rule-r105")
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/?q=hind"))
    assert re.findall(r'name="rules-\d+-row" value="(\w+)"', html) == ["r120"]


def test_a_place_that_is_none_is_said_at_its_rule_and_what_was_typed_stays(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(3))
    response = sent(client, draft, {"rules-1-to": "x", "rules-1-name_en": "Other"}, "move:1")
    assert response.status_code == 422
    html = page(response)
    assert 'aria-describedby="wrong-1"' in html
    assert 'value="Other"' in html


def test_a_rule_counts_for_its_days_and_the_last_is_not_before_the_first(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(2))
    assert sent(client, draft, {"rules-0-since": "2027-02-01", "rules-0-until": "2027-01-01"}).status_code == 422
    sent(client, draft, {"rules-0-since": "2027-02-01", "rules-0-until": "2027-03-01"})
    assert (draft.definition["rules"][0]["since"], draft.definition["rules"][0]["until"]) == (
        "2027-02-01",
        "2027-03-01",
    )
    with override("en"):
        assert lines_of("routing", draft.definition)[2].words.endswith(
            "from Monday 1 February 2027 until Monday 1 March 2027"
        )
    assert check_routing("main", draft.definition) == []


def test_beside_a_rule_stands_what_is_wrong_with_its_place(land: Country, owner: Enter) -> None:
    client = owner("owner")
    table = to_format_2(many_rules(2))
    everything = {"fact": "kind", "is": "given"}
    table["rules"].insert(0, {**table["rules"][0], "key": "all", "when": everything, "to": {"agency": "moe"}})
    draft = drafted(client, table)
    html = page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    assert html.count("It never decides") == 2
    values = filled(html)
    send(client, draft, values, "above:1:0")
    draft.refresh_from_db()
    assert [rule["key"] for rule in draft.definition["rules"]] == ["r1", "all", "r2"]
    assert page(client.get(f"/admin/studio/drafts/{draft.pk}/edit/")).count("It never decides") == 1


def test_a_made_up_case_says_which_rule_decides_and_why_none_above_it(land: Country, owner: Enter) -> None:
    client = owner("owner")
    draft = drafted(client, many_rules(3))
    address = f"/admin/studio/drafts/{draft.pk}/try/"
    assert client.get(address).status_code == 200
    html = page(client.post(address, {"subject": "word3", "text": ""}))
    assert "decides by the words" in html
    assert html.count("This does not hold:") == 2
    assert "No rule decides" in page(client.post(address, {"subject": "", "text": "nothing"}))
    assert client.post(address, {"day": "tomorrow"}).status_code == 422
