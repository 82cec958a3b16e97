"""Ready answers: to each what they may use and change, filled in for the case, and never sent with an open place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from permissions.isolated import isolated
from permissions.now import now
from portal.desk.models import ReadyAnswer
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.grounds import grounds_of
from workflows.cases.models import Case, Message, RequestKind

pytestmark = pytest.mark.django_db
LIST, NEW = "/admin/desk/ready/", "/admin/desk/ready/new/"


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def mine(land: Country) -> Client:
    return client_of(land, "officer-moh")


def make(client: Client, **values: Any) -> Any:
    fields = {"title": "موعد", "text": "طلبك {رقم الطلب} لدى {الجهة}.", "for_whom": "own", "act": "", "kind": ""}
    return client.post(NEW, {**fields, "outcome": "", "language": "", **values})


def ready(**values: Any) -> ReadyAnswer:
    fields = {
        "key": f"k{ReadyAnswer.objects.count()}",
        "title": "موعد",
        "text": "طلبك {tracking}.",
        "changed_at": now(),
    }
    return ReadyAnswer.objects.create(**{**fields, **values})


def test_it_is_kept_with_its_places_and_filled_in_for_the_case(land: Country, mine: Client) -> None:
    case = file_case()
    assert make(mine).status_code == 302
    assert ReadyAnswer.objects.get().text == "طلبك {tracking} لدى {agency}."
    html = page(mine.get(f"/admin/desk/{case.tracking}/reply/ready/"))
    assert f"طلبك {isolated(case.tracking)} لدى {land.agencies['moh'].name['ar']}." in html


@pytest.mark.parametrize("text", ["{اسم صاحب الطلب}", "{", "{name}", "%(tracking)s", "{}"])
def test_a_place_that_is_none_is_refused(land: Country, mine: Client, text: str) -> None:
    refused = make(mine, text=f"نص {text}")
    assert (refused.status_code, ReadyAnswer.objects.count()) == (422, 0)
    assert "err" in page(refused)


def test_a_place_that_was_taken_away_or_has_no_value_is_told_and_not_sent(land: Country, mine: Client) -> None:
    case, answer = file_case(), ready(text="موعدك {gone}، والتصنيف {category}.", owner=land.people["officer-moh"])
    html = page(mine.get(f"/admin/desk/{case.tracking}/reply/ready/"))
    assert 'data-missing="{gone}"' in html
    values = {"work": 1, "text": "موعدك {gone}.", "ready": answer.key}
    refused = mine.post(f"/admin/desk/{case.tracking}/reply/", values)
    assert refused.status_code == 422
    assert "“gone”" in page(refused)
    assert mine.post(f"/admin/desk/{case.tracking}/reply/", {**values, "text": "موعدك غدًا."}).status_code == 302
    answer.refresh_from_db()
    assert answer.used == 1
    assert Message.objects.filter(case=case, text="موعدك غدًا.").exists()


def test_without_scripts_the_form_comes_with_it_and_its_outcome(land: Country, mine: Client) -> None:
    case = file_case()
    answer = ready(outcome="refused")
    html = page(mine.get(f"/admin/desk/{case.tracking}/?act=decide&ready={answer.key}"))
    assert f"طلبك {isolated(case.tracking)}." in html
    assert '<option value="refused" selected' in html
    assert f'name="ready" value="{answer.key}"' in html


def test_only_what_fits_kind_act_and_language_is_offered(land: Country, mine: Client) -> None:
    case = file_case()
    some: dict[str, dict[str, Any]] = {
        "fits": {},
        "act": {"act": "ask"},
        "kind": {"kind": "inquiry"},
        "language": {"language": "en"},
        "theirs": {"agency": land.agencies["moe"]},
        "own": {"owner": land.people["staff-moh"]},
    }
    for name, values in some.items():
        ready(key=name, title=name, **values)
    html = page(mine.get(f"/admin/desk/{case.tracking}/reply/ready/"))
    names = ("fits", "act", "kind", "language", "theirs", "own")
    assert [name for name in names if f'data-ready="{name}"' in html] == ["fits"]


def test_who_may_share_may_change_it_and_nobody_else(land: Country, mine: Client) -> None:
    level, central = client_of(land, "level1-moh"), client_of(land, "officer-central")
    assert make(mine, for_whom="agency:moh").status_code == 422
    assert make(mine, for_whom="all").status_code == 422
    assert make(level, for_whom="agency:moh").status_code == 302
    assert make(level, for_whom="agency:moe").status_code == 422
    assert make(central, for_whom="all").status_code == 302
    shared = ReadyAnswer.objects.get(agency__isnull=False)
    assert mine.get(f"{LIST}{shared.key}/").status_code == 404
    assert mine.post(f"{LIST}{shared.key}/", {"do": "delete"}).status_code == 404
    assert page(mine.get(LIST)).count("موعد") == 2
    assert level.post(f"{LIST}{shared.key}/", {"do": "delete"}).status_code == 302
    assert page(client_of(land, "officer-moe").get(LIST)).count("موعد") == 1


def test_nobody_counts_what_they_do_not_see(land: Country, mine: Client) -> None:
    case, theirs = file_case(), ready(owner=land.people["staff-moh"])
    mine.post(f"/admin/desk/{case.tracking}/reply/", {"work": 1, "text": "نعم.", "ready": theirs.key})
    theirs.refresh_from_db()
    assert theirs.used == 0


def test_of_a_sealed_case_nothing_tells_who_filed_it(land: Country) -> None:
    case = file_case(kind="rights")
    ready(text="{tracking} {kind} {category} {agency} {due}")
    html = page(client_of(land, "officer-rights").get(f"/admin/desk/{case.tracking}/reply/ready/"))
    assert case.tracking in html
    assert "citizen@example.org" not in html


def test_a_case_of_another_body_is_no_case(land: Country) -> None:
    case: Case = file_case()
    assert client_of(land, "officer-moe").get(f"/admin/desk/{case.tracking}/reply/ready/").status_code == 404


REFUSAL = {"ground": "unfounded", "rule": "المادة 7 من النظام", "instead": "راجع مكتب البريد."}


def refusing(land: Country, **values: Any) -> ReadyAnswer:
    ground = grounds_of(RequestKind.objects.get(code="complaint"))[0].key
    fields = {**REFUSAL, "ground": ground, "act": "decide", "outcome": "refused", "owner": land.people["officer-moh"]}
    return ready(**{**fields, **values})


def test_of_a_refusal_it_brings_ground_rule_and_what_to_do_instead(land: Country, mine: Client) -> None:
    case, answer = file_case(), refusing(land)
    html = page(mine.get(f"/admin/desk/{case.tracking}/?act=decide&ready={answer.key}"))
    form = html.split('data-act="decide"')[1].split("</form>")[0]
    assert f'value="{answer.ground}" selected' in form
    assert REFUSAL["rule"] in form
    assert REFUSAL["instead"] in form
    picked = page(mine.get(f"/admin/desk/{case.tracking}/decide/ready/"))
    assert f'data-ground="{answer.ground}"' in picked
    assert f'data-rule="{REFUSAL["rule"]}"' in picked


def test_a_ground_that_the_kind_has_not_is_left_to_choose_and_another_outcome_brings_none(
    land: Country, mine: Client
) -> None:
    case = file_case()
    gone, other = refusing(land, ground="gone"), refusing(land, outcome="resolved")
    picked = page(mine.get(f"/admin/desk/{case.tracking}/decide/ready/"))
    rows = dict(re.findall(r'data-ready="(\w+)".*?data-ground="(\w*)".*?data-rule', picked, re.DOTALL))
    assert rows == {gone.key: "", other.key: ""}
    rules = dict(re.findall(r'data-ready="(\w+)".*?data-rule="([^"]*)"', picked, re.DOTALL))
    assert rules == {gone.key: REFUSAL["rule"], other.key: ""}


def test_what_goes_with_a_refusal_is_kept_with_that_outcome_alone(land: Country, mine: Client) -> None:
    ground = grounds_of(RequestKind.objects.get(code="complaint"))[0].key
    assert make(mine, outcome="refused", **{**REFUSAL, "ground": ground}).status_code == 302
    answer = ReadyAnswer.objects.get()
    assert (answer.ground, answer.rule, answer.instead) == (ground, REFUSAL["rule"], REFUSAL["instead"])
    assert REFUSAL["rule"] in page(mine.get(f"{LIST}{answer.key}/"))
    assert make(mine, outcome="resolved", **REFUSAL | {"ground": ground}).status_code == 302
    assert ReadyAnswer.objects.latest("pk").rule == ""
    assert make(mine, outcome="refused", **REFUSAL | {"ground": "made up"}).status_code == 422
