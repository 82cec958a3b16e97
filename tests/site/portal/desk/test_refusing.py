"""Whoever refuses says why: on one request, in bulk and on a board; and all who may read the request read it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.actors import Actor
from portal.desk.case_paper import Asked, case_html
from portal.desk.together import MOST_REFUSED
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.refusing import INSTEAD, RULE
from workflows.cases.actions import Reopen
from workflows.cases.designation import definition_of
from workflows.cases.grounds import ANOTHERS, seeded_grounds
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseEvent, Message, RequestKind, Work
from workflows.jobs.models import Job
from workflows.suggestions.bodies import Fit

pytestmark = pytest.mark.django_db
WHY = {"ground": "not_in_plan", "rule": RULE, "instead": INSTEAD}
NAMED = {"en": "Not in the plan or the budget", "ar": "ليس ضمن الخطة أو الموازنة"}


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def officer(land: Country) -> Client:
    return client_of(land, "officer-moh")


def decide(client: Client, case: Case, **values: Any) -> Any:
    sent = {"work": 1, "outcome": "refused", "text": "ليس ضمن الخطة.", **values}
    return client.post(f"/admin/desk/{case.tracking}/decide/", sent)


def decided() -> int:
    return CaseEvent.objects.filter(verb="decided").count()


def form_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html.partition('id="act-decide"')[2].partition("</form>")[0], "lxml")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("ground", "Choose why it is refused."),
        ("rule", "Write the rule that the refusal is based on."),
        ("instead", "Write what the citizen can do instead."),
    ],
)
def test_three_words_are_no_refusal(officer: Client, missing: str, said: str) -> None:
    case = file_case()
    sent = decide(officer, case, **WHY | {missing: ""})
    form = form_of(page(sent))
    assert (sent.status_code, decided()) == (422, 0)
    assert said in form.get_text()
    assert "ليس ضمن الخطة." in form.get_text(), "what was typed stays"


def test_what_is_anothers_leads_to_referring_and_is_refused_only_where_no_other_is_responsible(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.desk.offering.fits_to_refer", lambda *args, **kwargs: [Fit("moe")])
    case = file_case()
    ours = WHY | {"ground": ANOTHERS}
    sent = decide(officer, case, **ours | {"rule": "", "instead": ""})
    form = form_of(page(sent))
    assert (sent.status_code, decided()) == (422, 0)
    assert "If another agency is responsible, refer the request to it." in form.get_text()
    links = [str(each["href"]).partition("?")[2] for each in form.select("[data-refer-instead] a")]
    assert links == ["act=refer&to=moe", "act=refer"]
    opened = BeautifulSoup(page(officer.get(f"/admin/desk/{case.tracking}/?{links[0]}")), "lxml")
    (typed,) = opened.select("#act-decide textarea[name=text]")
    assert "ليس ضمن الخطة." in typed.text, "what was typed before is kept"
    assert opened.select("#act-refer[open] select[name=agency] option[value=moe][selected]")
    missing = form_of(page(decide(officer, case, sure="on", **ours | {"rule": ""})))
    assert "Write the rule that the refusal is based on." in missing.get_text()
    assert missing.select("[type=hidden][name=sure][value=on]"), "it was answered: it is not asked again"
    assert decide(officer, case, sure="on", **ours).status_code == 302
    assert CaseEvent.objects.get(verb="decided").data["ground"] == ANOTHERS


def test_where_nothing_can_be_referred_nothing_is_asked(land: Country, officer: Client) -> None:
    case = file_case()
    assert decide(officer, case, **WHY).status_code == 302
    apply(case.pk, Reopen(reason="لا"), actor=Actor.citizen(case.pk))
    above = client_of(land, "level1-moh")
    place = Work.objects.filter(case=case).count()
    assert decide(above, case, work=place, text=REASONS, **WHY | {"ground": ANOTHERS}).status_code == 302


def test_the_grounds_of_the_kind_stand_to_choose_from_and_none_is_chosen(officer: Client) -> None:
    form = form_of(page(officer.get(f"/admin/desk/{file_case().tracking}/")))
    offered = form.select("select[name=ground] option")
    assert [each["value"] for each in offered] == ["", *(each["key"] for each in seeded_grounds("complaint"))]
    assert form.select("select[name=ground] option[selected]:not([value=''])") == []
    assert {each["data-outcomes"] for each in form.select("[name=ground], [name=rule], [name=instead]")} == {"refused"}
    praise = form_of(page(officer.get(f"/admin/desk/{file_case(kind='praise').tracking}/")))
    assert praise.select("[name=ground], [name=rule], [name=instead]") == []


def test_a_ground_that_was_withdrawn_while_the_form_was_open_is_said_and_the_words_are_kept(officer: Client) -> None:
    case, kind = file_case(), RequestKind.objects.get(code="complaint")
    publish_one("kind", "complaint", {**definition_of(kind), "grounds": seeded_grounds("inquiry")})
    sent = decide(officer, case, **WHY)
    form = form_of(page(sent))
    assert (sent.status_code, decided()) == (422, 0)
    assert "This ground is no longer on the list." in form.get_text()
    assert [each["value"] for each in form.select("input[name=rule]")] == [RULE]
    assert INSTEAD in form.get_text()


def test_another_outcome_asks_for_nothing_of_it(officer: Client) -> None:
    assert decide(officer, file_case(), outcome="resolved", ground="made_up", rule="x" * 400).status_code == 302
    assert "ground" not in CaseEvent.objects.get(verb="decided").data


@pytest.mark.parametrize("language", ["en", "ar"])
def test_colleagues_read_it_on_the_page_and_on_paper(land: Country, language: str) -> None:
    case, client = file_case(), client_of(land, "officer-moh", language)
    assert decide(client, case, **WHY).status_code == 302
    shown = BeautifulSoup(page(client.get(f"/admin/desk/{case.tracking}/")), "lxml")
    why = shown.select(".timeline [data-refusal=not_in_plan]")[-1]
    for words in (NAMED[language], RULE, INSTEAD):
        assert words in why.get_text()
    paper = case_html(Asked(case.tracking, language, who=False, inside=False), land.actor("officer-moh"))
    for words in (NAMED[language], RULE, INSTEAD):
        assert words in paper


# --- many at once ---


def send(client: Client, cases: list[Case], **values: Any) -> Any:
    sent = {"act": "decide", "sure": "on", "outcome": "refused", "text": "لا يمكن.", "key": "k", **values}
    return client.post("/admin/desk/together/", {"cases": [case.tracking for case in cases], **sent})


def grounds(cases: list[Case], *keys: str) -> dict[str, str]:
    return {f"refusal-{case.tracking}-ground": key for case, key in zip(cases, keys, strict=True)}


def test_each_of_many_has_a_ground_of_its_own(officer: Client) -> None:
    cases = [file_case(), file_case(), file_case(kind="inquiry")]
    asked = BeautifulSoup(page(send(officer, cases, sure=[])), "lxml")
    assert len(asked.select(".refusing select[name$=-ground]")) == 3
    assert len(asked.select(".refusing details:not([open]) [name$=-instead]")) == 3, "mostly those of all are meant"
    words = {"rule": RULE, "instead": INSTEAD}
    one_missing = send(officer, cases, **words, **grounds(cases, "no_evidence", "", ANOTHERS))
    shown = BeautifulSoup(page(one_missing), "lxml")
    assert (one_missing.status_code, decided(), Job.objects.count()) == (422, 0, 0)
    assert "Each refusal needs its own ground." in shown.get_text()
    assert "Choose why it is refused." in shown.get_text()
    assert "Refer it, or refuse it on this ground on its own page." in shown.get_text()
    assert shown.select_one(f"[name=refusal-{cases[0].tracking}-ground] option[value=no_evidence][selected]")

    own = {f"refusal-{cases[1].tracking}-rule": "Its own rule", f"refusal-{cases[1].tracking}-instead": "Ask the court"}
    chosen = grounds(cases, "no_evidence", "not_in_plan", "not_public")
    assert send(officer, cases, **words, **own, **chosen).status_code == 302
    found = {event.case_id: event.data["ground"] for event in CaseEvent.objects.filter(verb="decided")}
    assert list(found.values()) == ["no_evidence", "not_in_plan", "not_public"]
    said = {(each.case_id, each.kind): each.text for each in Message.objects.filter(kind__in=["rule", "instead"])}
    assert [said[case.pk, "rule"] for case in cases] == [RULE, "Its own rule", RULE]
    assert [said[case.pk, "instead"] for case in cases] == [INSTEAD, "Ask the court", INSTEAD]


def test_the_words_leave_the_order_when_it_is_done(officer: Client) -> None:
    cases = [file_case()]
    assert send(officer, cases, rule=RULE, instead=INSTEAD, **grounds(cases, "no_evidence")).status_code == 302
    assert RULE not in str(Job.objects.get().choices)
    assert decided() == 1


@pytest.mark.parametrize("missing", ["rule", "instead"])
def test_a_rule_and_a_way_out_stand_for_all_or_for_each(officer: Client, missing: str) -> None:
    cases = [file_case()]
    words = {"rule": RULE, "instead": INSTEAD} | {missing: ""}
    sent = send(officer, cases, **words, **grounds(cases, "no_evidence"))
    assert sent.status_code == 422
    assert BeautifulSoup(page(sent), "lxml").select_one(f".refusing details[open] [name$=-{missing}][aria-invalid]")
    assert decided() == 0


def test_more_than_can_be_read_are_not_refused_at_once(officer: Client) -> None:
    cases = [file_case() for _each in range(MOST_REFUSED + 1)]
    sent = send(officer, cases, rule=RULE, instead=INSTEAD)
    assert (sent.status_code, decided()) == (422, 0)
    assert "Choose fewer." in page(sent)
    assert "requests can be refused together" in page(sent)


def test_from_a_board_nothing_is_refused_without_a_ground_either(officer: Client) -> None:
    cases = [file_case()]
    assert send(officer, cases, board="moh").status_code == 422
    assert decided() == 0
