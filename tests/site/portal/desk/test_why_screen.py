"""The page of a case that says why it went where it did, and why no rule above took it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenes import ROUTING, Country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from workflows.cases.routed import hits, not_taken
from workflows.routing.upgrade import to_format_2

pytestmark = pytest.mark.django_db


def rule(key: str, agency: str, *tests: dict[str, Any], **further: Any) -> dict[str, Any]:
    name = {"ar": key, "en": key}
    return {"key": key, "name": name, "when": {"all": list(tests)}, "to": {"agency": agency}, **further}


COMPLAINTS = {"fact": "kind", "is": "one_of", "value": ["complaint"]}


def says(*words: str) -> dict[str, Any]:
    return {"fact": "subject_text", "is": "contains_any", "value": list(words)}


def published(*rules: dict[str, Any]) -> None:
    publish_one("routing", "main", {**to_format_2(ROUTING), "rules": list(rules)})


def test_the_rules_above_say_what_kept_them_and_no_word_that_people_wrote(land: Country) -> None:
    published(
        rule("schools", "moe", COMPLAINTS, says("school")),
        rule("inquiries", "moe", {"fact": "kind", "is": "one_of", "value": ["inquiry"]}, says("secret-word")),
        rule("next-year", "moe", says("hospital"), since="2090-01-01"),
        rule("hospitals", "moh", says("hospital")),
    )
    case = file_case(agency=None, text="secret-word at the hospital")
    assert case.agency.code == "moh"
    address = f"/admin/desk/{case.tracking}/why/"
    html = page(client_of(land, "officer-moh").get(address))
    assert "Routed by the rule" in html
    assert "This does not hold:" in html
    assert "school" in html
    assert "It does not count on that day." in html
    assert "inquiries" not in html, "nothing of it held"
    assert "secret-word" not in html
    other = client_of(land, "officer-moe")
    assert other.get(address).status_code == other.get(f"/admin/desk/{case.tracking}/").status_code != 200


def test_by_a_table_that_was_published_since_nothing_is_explained(land: Country) -> None:
    published(rule("hospitals", "moh", says("hospital")))
    case = file_case(agency=None, text="hospital")
    published(rule("later", "moe", COMPLAINTS, says("nothing")), rule("hospitals", "moh", says("hospital")))
    html = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/why/"))
    assert "later" not in html
    assert "No rule above it came near" in html


def test_of_a_sensitive_case_nothing_is_said(land: Country) -> None:
    case = file_case(kind="integrity", agency="moh")
    html = page(client_of(land, "officer-rights").get(f"/admin/desk/{case.tracking}/why/"))
    assert "cannot be said" in html
    assert "Routed by" not in html


def test_how_often_each_rule_decided_is_counted_without_hidden_cases(land: Country) -> None:
    published(rule("hospitals", "moh", COMPLAINTS, says("hospital")))
    for text in ("hospital", "hospital", "else"):
        file_case(agency=None, text=text)
    hidden = file_case(agency=None, text="hospital")
    type(hidden).objects.filter(pk=hidden.pk).update(guarded=True)
    assert dict(hits("main")) == {"hospitals": 2, "": 1}
    assert not_taken("main") == [{"kind": "complaint"}]
