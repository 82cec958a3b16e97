"""Several cases of the inbox at once: all of them in one commit, or none, and the page says so."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.made_once import made_once
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case, CaseEvent, Message, Work
from workflows.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/desk/together/"
NOTHING_DONE = {"en": "Nothing was done", "ar": "لم يُنفَّذ شيء"}


@pytest.fixture
def land() -> Country:
    return country()


@made_once
def fifty(**changes: Any) -> list[Case]:
    return [file_case(**changes) for _number in range(50)]


def send(client: Client, cases: list[Case], **values: Any) -> Any:
    return client.post(ADDRESS, {"cases": [case.tracking for case in cases], **values})


def undo_of(html: str) -> dict[str, list[str]]:
    """The hidden fields of the way back, as they would be sent; nothing where it is not offered."""
    form = re.search(rf'<form method="post" action="{ADDRESS}back/">(.*?)</form>', html)
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(user|former)" value="([^"]*)"', form[1] if form else ""):
        found.setdefault(name, []).append(value)
    return found


def chosen(html: str) -> list[str]:
    return re.findall(r'name="cases" value="([^"]+)" checked', html)


def test_all_chosen_cases_go_to_the_colleague(land: Country) -> None:
    cases, colleague = fifty(), land.people["staff-moh"]
    sent = send(client_of(land, "officer-moh"), cases, act="assign", user=colleague.pk, asked="?who=mine&p=2")
    assert (sent.status_code, sent["Location"]) == (302, "/admin/desk/?who=mine&p=2")
    assert set(Work.objects.values_list("assignee", flat=True)) == {colleague.pk}
    assert CaseEvent.objects.filter(verb="assigned").count() == 50


def test_an_assignment_is_taken_back_and_each_case_is_with_whom_it_was_before(land: Country) -> None:
    cases, client = fifty(), client_of(land, "officer-moh")
    one, other = land.people["staff-moh"].pk, land.people["level1-moh"].pk
    send(client, cases[:20], act="assign", user=one)
    send(client, cases, act="assign", user=other)
    assert set(Work.objects.values_list("assignee", flat=True)) == {other}
    fields = undo_of(page(client.get("/admin/desk/")))
    assert undo_of(page(client.get("/admin/desk/"))) == {}
    Work.objects.filter(case=cases[0]).update(assignee=land.people["level2-moh"])
    said = page(client.post(f"{ADDRESS}back/", fields, follow=True))
    assert "<bdi>49</bdi> requests are where they were before." in said
    had = dict(Work.objects.values_list("case", "assignee"))
    assert had.pop(cases[0].pk) == land.people["level2-moh"].pk
    assert had == {**{each.pk: one for each in cases[1:20]}, **{each.pk: None for each in cases[20:]}}
    again = client.post(f"{ADDRESS}back/", fields)
    assert again.status_code == 422
    assert "nothing was undone" in page(again)


def test_one_foreign_case_among_those_taken_back_and_nothing_is_done(land: Country) -> None:
    mine, theirs, colleague = file_case(), file_case(agency="moe"), land.people["staff-moh"].pk
    client = client_of(land, "officer-moh")
    send(client, [mine], act="assign", user=colleague)
    sent = client.post(f"{ADDRESS}back/", {"user": colleague, "former": [f"{mine.tracking}:", f"{theirs.tracking}:"]})
    assert (sent.status_code, Work.objects.get(case=mine).assignee_id) == (422, colleague)
    assert NOTHING_DONE["en"] in page(sent)


@pytest.mark.parametrize("former", [[], ["x"], ["26-1234-5678-9:x"], [f"26-0000-{n:04}-0:" for n in range(101)]])
def test_nonsense_takes_nothing_back(land: Country, former: list[str]) -> None:
    sent = client_of(land, "officer-moh").post(f"{ADDRESS}back/", {"user": "1", "former": former})
    assert sent.status_code == 422
    assert "There is nothing to undo here." in page(sent)


def test_a_note_is_kept_in_each(land: Country) -> None:
    client = client_of(land, "officer-moh")
    sent = client.post(
        ADDRESS, {"cases": [each.tracking for each in fifty()], "act": "note", "text": "معًا"}, follow=True
    )
    assert Message.objects.filter(kind="note", text="معًا", public=False).count() == 50
    assert "The note is kept in <bdi>50</bdi> requests." in page(sent)


def test_a_colleague_who_is_called_in_a_note_for_many_is_told_and_a_stranger_is_refused(land: Country) -> None:
    client, cases = client_of(land, "officer-moh"), [file_case().tracking for _each in range(2)]
    sent = {"cases": cases, "act": "note"}
    refused = client.post(ADDRESS, sent | {"text": "@staff-moe انظر"})
    assert refused.status_code == 422
    assert not Message.objects.filter(kind="note").exists()
    assert client.post(ADDRESS, sent | {"text": "@staff-moh انظر"}).status_code == 302
    told = OutboxEntry.objects.filter(topic="mentioned").values_list("user__username", flat=True)
    assert list(told) == ["staff-moh"] * 2


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("act", ["assign", "note"])
@pytest.mark.parametrize("foreign", ["of another agency", "sealed", "of no case"])
def test_one_foreign_case_among_fifty_and_nothing_is_done(land: Country, language: str, act: str, foreign: str) -> None:
    mine = fifty()[:49]
    strangers: dict[str, dict[str, str]] = {"of another agency": {"agency": "moe"}, "sealed": {"kind": "integrity"}}
    stranger = file_case(**strangers[foreign]).tracking if foreign in strangers else "26-0000-0000-0"
    events = CaseEvent.objects.count()
    sent = client_of(land, "officer-moh", language).post(
        ADDRESS,
        {
            "cases": [*(case.tracking for case in mine), stranger],
            "act": act,
            **({"user": land.people["staff-moh"].pk} if act == "assign" else {"text": "معًا"}),
        },
    )
    html = page(sent)
    assert sent.status_code == 422
    assert NOTHING_DONE[language] in html
    assert stranger not in html
    assert set(chosen(html)) == {case.tracking for case in mine[:25]}
    assert CaseEvent.objects.count() == events
    assert not Work.objects.filter(assignee__isnull=False).exists()
    assert not Message.objects.filter(kind="note").exists()


def test_a_case_that_left_the_officer_meanwhile_stops_the_others(land: Country) -> None:
    cases, client = fifty(), client_of(land, "officer-moh")
    client.post(f"/admin/desk/{cases[7].tracking}/refer/", {"work": 1, "agency": "moe", "reason": "x"})
    sent = send(client, cases, act="note", text="معًا")
    assert (sent.status_code, Message.objects.filter(kind="note").count()) == (422, 0)


def test_whom_a_colleague_may_not_have_it_is_not_given(land: Country) -> None:
    """The door asks for each case whether the colleague may work it, whatever the list offered."""
    central = client_of(land, "officer-central")
    cases = [file_case(agency="moh"), file_case(agency="moe")]
    sent = send(central, cases, act="assign", user=land.people["staff-moh"].pk)
    assert (sent.status_code, Work.objects.filter(assignee__isnull=False).count()) == (422, 0)
    sent = send(central, cases, act="assign", user=land.people["level1-central"].pk)
    assert (sent.status_code, Work.objects.filter(assignee__isnull=False).count()) == (302, 2)


def test_what_the_colleague_has_already_is_left_as_it_is(land: Country) -> None:
    cases, colleague, client = fifty(), land.people["staff-moh"].pk, client_of(land, "officer-moh")
    send(client, cases[:20], act="assign", user=colleague)
    assert send(client, cases, act="assign", user=colleague).status_code == 302
    assert send(client, cases, act="assign", user=colleague).status_code == 302
    assert undo_of(page(client.get("/admin/desk/"))) == {}
    assert CaseEvent.objects.filter(verb="assigned").count() == 50


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"act": "assign"}, "Choose a colleague."),
        ({"act": "note", "text": "  "}, "Write something first."),
        ({"act": "note", "text": "x", "cases": []}, "Choose at least one request first."),
        ({"act": "note", "text": "x", "cases": [f"26-{n}" for n in range(501)]}, "at most"),
    ],
)
def test_what_is_missing_is_said_and_the_choice_is_kept(land: Country, values: dict[str, Any], said: str) -> None:
    case = file_case()
    sent = client_of(land, "officer-moh").post(ADDRESS, {"cases": [case.tracking], **values})
    assert sent.status_code == 422
    assert said in page(sent)
    assert chosen(page(sent)) == ([case.tracking] if "cases" not in values else [])
    assert case.events.count() == 1


def test_a_note_is_not_lost_where_the_cases_are_given_away(land: Country) -> None:
    case, colleague = file_case(), land.people["staff-moh"]
    client = client_of(land, "officer-moh")
    sent = send(client, [case], act="assign", user=colleague.pk, text="Call them first.")
    assert sent.status_code == 422
    assert "Save this note first" in page(sent)
    assert "Call them first." in page(sent)
    assert f'value="{colleague.pk}" selected' in page(sent)
    assert case.events.count() == 1
    done = client.post(ADDRESS, {"cases": [case.tracking], "act": "assign", "user": colleague.pk}, follow=True)
    assert f"<bdi>1</bdi> request is with {colleague} now." in page(done)
    shown = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert f"Assigned to {colleague}" in shown


def test_the_whole_page_is_chosen_by_a_link(land: Country) -> None:
    fifty()
    client = client_of(land, "officer-moh")
    assert chosen(page(client.get("/admin/desk/"))) == []
    assert len(chosen(page(client.get("/admin/desk/?&chosen=page")))) == 25


@pytest.mark.parametrize("stranger", ["owner", "auditor"])
def test_whoever_works_no_cases_finds_nothing_there(land: Country, owner: Any, stranger: str) -> None:
    client = owner(stranger)
    assert send(client, [file_case()], act="note", text="x").status_code == 404
    assert client.get(ADDRESS).status_code == 404


def test_the_cost_of_rights_does_not_grow_with_the_cases(land: Country) -> None:
    """Rights are read once for who acts and once for who gets it; the rest is what each case needs for itself."""
    client, colleague = client_of(land, "officer-moh"), land.people["staff-moh"].pk

    def asked(cases: list[Case]) -> int:
        with CaptureQueriesContext(connection) as queries:
            send(client, cases, act="assign", user=colleague)
        return sum("permissions_roleholding" in query["sql"] for query in queries)

    cases = fifty()
    assert asked(cases[:2]) == asked(cases[2:])


def test_all_that_the_view_shows_goes_at_once_whatever_the_page(land: Country) -> None:
    cases, other = fifty(), file_case(kind="inquiry")
    client = client_of(land, "officer-moh")
    shown = page(client.get("/admin/desk/?kind=complaint"))
    assert re.search(r"All <bdi>50</bdi> of all pages", shown)
    values = {"act": "assign", "user": land.people["staff-moh"].pk, "asked": "?kind=complaint", "whole": "on"}
    assert client.post(ADDRESS, values).status_code == 302
    assert set(Work.objects.filter(assignee__isnull=False).values_list("case", flat=True)) == {
        each.pk for each in cases
    }
    assert Work.objects.get(case=other).assignee_id is None


def test_what_a_long_address_asks_for_at_its_end_counts_too(land: Country) -> None:
    file_case()
    asked = "?" + "&".join([*["kind=complaint"] * 100, "priority=urgent"])
    values = {"act": "assign", "user": land.people["staff-moh"].pk, "asked": asked, "whole": "on"}
    assert client_of(land, "officer-moh").post(ADDRESS, values).status_code == 422
    assert not CaseEvent.objects.filter(verb="assigned").exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_answer_to_many_is_asked_for_on_a_page_of_its_own(land: Country, language: str) -> None:
    cases, client = fifty()[:3], client_of(land, "officer-moh", language)
    praise = file_case(kind="praise")
    asked = send(client, [*cases, praise], act="decide")
    assert asked.status_code == 200
    assert {case.tracking for case in cases} <= set(re.findall(r'name="cases" value="([^"]+)"', page(asked)))
    assert CaseEvent.objects.filter(verb="decided").count() == 0
    empty = send(client, cases, act="decide", sure="on")
    assert (empty.status_code, CaseEvent.objects.filter(verb="decided").count()) == (422, 0)
    sent = send(client, [*cases, praise], act="decide", sure="on", outcome="resolved", text="عاد الماء.")
    shown = page(client.get(sent["Location"]))
    assert CaseEvent.objects.filter(verb="decided").count() == 3
    assert praise.tracking in shown
    assert client_of(land, "level1-moh").get(sent["Location"]).status_code == 404


def test_a_referral_of_many_is_undone_on_its_page(land: Country) -> None:
    cases, client = fifty()[:3], client_of(land, "officer-moh")
    sent = send(client, cases, act="refer", sure="on", agency="moe", text="x")
    assert "data-undo" in page(client.get(sent["Location"]))
    assert set(Case.objects.filter(pk__in=[each.pk for each in cases]).values_list("agency__code", flat=True)) == {
        "moe"
    }
    back = client.post(sent["Location"], follow=True)
    assert "<bdi>3</bdi> requests are where they were before." in page(back)
    assert set(Case.objects.values_list("agency__code", flat=True)) == {"moh"}
    again = client.post(sent["Location"])
    assert again.status_code == 422
    assert "data-undo" not in page(client.get(sent["Location"]))


def test_a_foreign_case_among_those_to_be_answered_and_nothing_is_asked(land: Country) -> None:
    sent = send(client_of(land, "officer-moh"), [file_case(), file_case(agency="moe")], act="decide")
    assert (sent.status_code, NOTHING_DONE["en"] in page(sent)) == (422, True)


def test_who_is_overtaken_while_they_write_to_many_keeps_the_text_and_sends_it_to_the_others(land: Country) -> None:
    cases, client = [file_case() for _number in range(3)], client_of(land, "officer-moh")
    send(client_of(land, "staff-moh"), cases[:1], act="decide", sure="on", outcome="resolved", text="أسرع منك.")
    said: dict[str, Any] = {"act": "decide", "sure": "on", "outcome": "resolved", "text": "عاد الماء."}
    late = send(client, cases, **said)
    html = page(late)
    assert (late.status_code, CaseEvent.objects.filter(verb="decided").count()) == (422, 1)
    assert "<bdi>1</bdi> of the requests is no longer in your inbox" in html
    assert re.search(r'<textarea name="text"[^>]*>\s*عاد الماء\.</textarea>', html)
    assert '<option value="resolved" selected' in html
    left = re.findall(r'name="cases" value="([^"]+)"', html)
    assert sorted(left) == sorted(case.tracking for case in cases[1:])
    assert client.post(ADDRESS, {"cases": left, **said}).status_code == 302
    assert CaseEvent.objects.filter(verb="decided").count() == 3
    none = send(client, cases, **said)
    assert (none.status_code, "عاد الماء." in page(none), 'name="sure"' in page(none)) == (422, True, False)
