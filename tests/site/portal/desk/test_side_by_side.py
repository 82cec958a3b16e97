"""Officers of two agencies at one case: each has the forms of its own step, and the page says whose step it is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.scenes import Country, file_case
from tests.side_by_side import file_for_two, land_of_two
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AskCitizen, Note, Proceed, Refer
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Message, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_of_two()


def screen(client: Client, case: Case, asked: str = "") -> BeautifulSoup:
    return BeautifulSoup(page(client.get(f"/admin/desk/{case.tracking}/{asked}")), "lxml")


def here(shown: BeautifulSoup) -> list[str]:
    return [str(each["data-branch"]) for each in shown.select(".beside a[aria-current]")]


def acts(shown: BeautifulSoup) -> set[str]:
    return {str(form["data-act"]) for form in shown.select("form[data-act]")}


def place(work: Work) -> int:
    """As its forms name it: by its place among those of the case."""
    return Work.objects.filter(case=work.case_id, pk__lte=work.pk).count()


@pytest.mark.parametrize(("name", "branch"), [("officer-moh", "both_1"), ("level2-moe", "both_2")])
def test_each_begins_at_its_own_step_and_only_reads_the_other(land: Country, name: str, branch: str) -> None:
    case, *_works = file_for_two()
    client = client_of(land, name)
    shown = screen(client, case)
    assert here(shown) == [branch]
    assert {"decide", "reply", "ask", "assign"} <= acts(shown)
    other = {"both_1": "both_2", "both_2": "both_1"}[branch]
    shown = screen(client, case, f"?branch={other}")
    assert (here(shown), acts(shown)) == ([other], set())
    assert "This step is yours to read only." in shown.get_text()
    assert "What you do below" not in shown.get_text()


def test_the_unit_goes_from_one_to_the_other_and_acts_on_the_one_it_is_at(land: Country) -> None:
    case, health, education = file_for_two()
    client = client_of(land, "officer-central")
    assert here(screen(client, case)) == ["both_1"]
    shown = screen(client, case, "?branch=both_2")
    outcomes = {str(each["value"]) for each in shown.select("#act-decide option")}
    assert outcomes == {"explained"}
    sent = client.post(f"/admin/desk/{case.tracking}/reply/", {"work": place(education), "text": "نعمل"})
    assert sent["Location"] == f"/admin/desk/{case.tracking}/?branch=both_2"
    event = CaseEvent.objects.get(case=case, verb="replied")
    assert (event.branch, event.body.code) == ("both_2", "moe")
    assert Work.objects.get(pk=health.pk).cycle == 1


def test_the_lead_stands_first_though_its_step_is_the_newest(land: Country) -> None:
    case, health, _education = file_for_two()
    apply(case.pk, Refer(agency="central", reason="لها", work_id=health.pk), actor=land.actor("officer-moh"))
    shown = screen(client_of(land, "level2-central"), case)
    assert [each["data-branch"] for each in shown.select(".beside a")] == ["both_1", "both_2"]
    assert here(shown) == ["both_1"]


def test_what_was_refused_comes_back_at_the_step_it_was_for(land: Country) -> None:
    case, _health, education = file_for_two()
    client = client_of(land, "officer-central")
    sent = client.post(f"/admin/desk/{case.tracking}/reply/", {"work": place(education), "text": " "})
    assert sent.status_code == 422
    assert here(BeautifulSoup(page(sent), "lxml")) == ["both_2"]


@pytest.mark.parametrize("act", ["reply", "decide", "ask", "assign", "proceed", "escalate", "refer"])
def test_who_names_the_step_of_the_other_meets_a_404(land: Country, act: str) -> None:
    case, health, _education = file_for_two()
    client = client_of(land, "officer-moe")
    values = {"work": place(health), "text": "x", "outcome": "resolved", "agency": "moe", "reason": "x", "sure": "on"}
    assert client.post(f"/admin/desk/{case.tracking}/{act}/", values).status_code == 404
    assert CaseEvent.objects.filter(case=case).count() == 1
    assert not Message.objects.filter(case=case, text="x").exists()


@pytest.mark.parametrize("named", ["0", "9", "-1", "x", "", "1" * 400, "1" * 5000, "²"])
def test_a_step_that_there_is_not_is_refused(land: Country, named: str) -> None:
    case, *_works = file_for_two()
    sent = client_of(land, "officer-moe").post(f"/admin/desk/{case.tracking}/reply/", {"work": named, "text": "x"})
    assert sent.status_code in (404, 422)
    assert CaseEvent.objects.filter(case=case).count() == 1


def test_a_note_is_kept_of_the_whole_and_the_page_stays_where_it_was(land: Country) -> None:
    case, *_works = file_for_two()
    client = client_of(land, "officer-moe")
    sent = client.post(f"/admin/desk/{case.tracking}/note/", {"branch": "both_2", "text": "للعلم"})
    assert sent["Location"] == f"/admin/desk/{case.tracking}/?branch=both_2"


def test_the_inbox_leads_to_the_step_of_its_row(land: Country) -> None:
    case, *_works = file_for_two()
    shown = BeautifulSoup(page(client_of(land, "officer-central").get("/admin/desk/")), "lxml")
    links = [str(each["href"]) for each in shown.select(".inbox td.subject a")]
    assert sorted(links) == [f"/admin/desk/{case.tracking}/?branch=both_{number}" for number in (1, 2)]


def test_several_rows_of_one_case_go_to_a_colleague_at_once_and_back(land: Country) -> None:
    case, health, education = file_for_two()
    client = client_of(land, "officer-central")
    keys = [f"{case.tracking}/both_1", f"{case.tracking}/both_2"]
    colleague = land.people["level1-central"].pk
    sent = client.post("/admin/desk/together/", {"cases": keys, "act": "assign", "user": colleague}, follow=True)
    assert "<bdi>1</bdi> request is with" in page(sent)
    assert set(Work.objects.filter(case=case).values_list("assignee", flat=True)) == {colleague}
    back = {"user": colleague, "former": [f"{key}:" for key in keys]}
    assert "<bdi>1</bdi> request is where it was" in page(client.post("/admin/desk/together/back/", back, follow=True))
    assert set(Work.objects.filter(case=case).values_list("assignee", flat=True)) == {None}
    client.post("/admin/desk/together/", {"cases": keys[1:], "act": "assign", "user": colleague})
    assert Work.objects.get(pk=health.pk).assignee_id is None
    assert Work.objects.get(pk=education.pk).assignee_id == colleague


def test_a_note_on_several_rows_of_one_case_is_kept_once(land: Country) -> None:
    case, *_works = file_for_two()
    client = client_of(land, "officer-central")
    keys = [f"{case.tracking}/both_1", f"{case.tracking}/both_2"]
    sent = client.post("/admin/desk/together/", {"cases": keys, "act": "note", "text": "للعلم"}, follow=True)
    assert CaseEvent.objects.filter(case=case, verb="noted").count() == 1
    assert "The note is kept in <bdi>1</bdi> request." in page(sent)


def test_a_case_of_one_agency_says_nothing_of_it(land: Country) -> None:
    case = file_case(kind="inquiry")
    shown = screen(client_of(land, "officer-moh"), case)
    assert not shown.select(".beside")
    assert "branch" not in str(shown.select_one(".acting"))


@pytest.mark.parametrize(
    ("act", "outcome", "said"),
    [
        ("decide", "explained", "The answer is on the citizen’s page. Work on the request goes on."),
        ("proceed", "done", "Your step is done. Others still work on the request."),
    ],
)
def test_who_is_done_before_the_others_is_told_so_in_their_inbox(
    land: Country, act: str, outcome: str, said: str
) -> None:
    case, _health, education = file_for_two()
    client = client_of(land, "officer-moe")
    values = {"work": place(education), "outcome": outcome, "text": "تم"}
    sent = client.post(f"/admin/desk/{case.tracking}/{act}/", values, follow=True)
    assert sent.redirect_chain == [("/admin/desk/", 302)]
    assert said in page(sent)


def test_who_is_done_last_reads_what_comes_next(land: Country) -> None:
    case, health, education = file_for_two()
    apply(case.pk, Proceed(outcome="done", text="تم", work_id=health.pk), actor=land.actor("officer-moh"))
    client = client_of(land, "officer-central")
    address = f"/admin/desk/{case.tracking}"
    sent = client.post(f"{address}/proceed/", {"work": place(education), "outcome": "done", "text": "تم"}, follow=True)
    assert "The request is at its next step." in page(sent)
    summary = Work.objects.get(case=case, step="summary")
    sent = client.post(f"{address}/proceed/", {"work": place(summary), "outcome": "over", "text": "تم"}, follow=True)
    assert "The request is closed." in page(sent)


def test_only_a_step_at_which_somebody_acts_is_said_to_begin_a_count(land: Country) -> None:
    case, *_works = file_for_two()
    hint = screen(client_of(land, "officer-moh"), case).select("#act-proceed .hint")[0].get_text()
    assert hint == "Nothing is decided by this. The citizen reads your words."


def test_the_diary_names_all_to_whom_it_went_and_for_whom_each_acted(land: Country) -> None:
    case, _health, education = file_for_two()
    apply(case.pk, AskCitizen(text="أين؟", work_id=education.pk), actor=land.actor("officer-moe"))
    apply(case.pk, Note(text="للعلم"), actor=land.actor("officer-moe"))
    noted, asked, filed = screen(client_of(land, "officer-moh"), case).select(".timeline")[-1].select("li")
    assert "went to MOH and MOE" in filed.get_text()
    assert asked.get_text().split("أين؟")[0].strip().endswith("· MOE")
    assert "· MOE" not in noted.get_text()
