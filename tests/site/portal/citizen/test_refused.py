"""A refusal says why and what now; to accept and to object are equal; a rating is asked once it was accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from django.core import mail
from django.test import Client
from django.utils.translation import override

from content.pages.seeding import seed_pages
from content.pages.texts.after_objection import AFTER_OBJECTION
from permissions.actors import Actor
from permissions.now import now
from portal.citizen.own_data import data_of
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case
from tests.site.portal.api.calling import Caller, problem
from tests.site.portal.citizen.following import page, prove
from tests.workflows.cases.refusing import INSTEAD, REFUSAL, RULE
from workflows.cases.actions import Accept, Decide, Reopen
from workflows.cases.actions.citizen import REOPEN_DAYS, TOO_LATE
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.selectors import timeline
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.when_to_tell import LETTERS

pytestmark = pytest.mark.django_db
WHY = {
    "en": ("Why?", "The law doesn’t provide for it", "What now?"),
    "ar": ("لماذا؟", "لا سند له في القانون", "ماذا أستطيع بعد ذلك؟"),
}

OUTSIDE = {
    "en": (
        "still object for %d days",
        "may already be running",
        "Administrative Court within 60 days",
        "After an objection:",
    ),
    "ar": (
        "تعترض خلال %d يومًا من إغلاقه",
        "قد لا يوقفها الاعتراض هنا",
        "المحكمة الإدارية خلال 60 يومًا",
        "بعد الاعتراض:",
    ),
}
LAST = {
    "en": "This is the decision on your objection, and it can’t be reviewed here again.",
    "ar": "هذا هو القرار في اعتراضك، ولا ينظر فيه أحد هنا مرة أخرى.",
}


@pytest.fixture
def land() -> Country:
    return country()


def refused(land: Country, language: str = "en", kind: str = "complaint") -> Case:
    case = file_case(language=language, kind=kind, agency="moh" if kind == "complaint" else None)
    who = "officer-moh" if kind == "complaint" else "officer-rights"
    apply(case.pk, Decide(outcome="refused", text="لا يمكن", refusal=REFUSAL), actor=land.actor(who))
    return case


def shown(client: Client, case: Case, language: str = "en") -> BeautifulSoup:
    prove(client, case, language)
    return BeautifulSoup(page(client, case, language), "lxml")


def only(found: BeautifulSoup, selector: str) -> Tag:
    (tag,) = found.select(selector)
    return tag


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_says_why_and_what_now_below_the_answer_and_nowhere_twice(
    land: Country, client: Client, language: str
) -> None:
    found = shown(client, refused(land, language), language)
    why = only(found, "article.answer [data-refusal=no_legal_basis]").get_text(" ", strip=True)
    for words in (*WHY[language], RULE, INSTEAD):
        assert words in why
    assert found.get_text().count(INSTEAD) == 1


def test_once_it_is_open_again_the_history_says_it(land: Country, client: Client) -> None:
    case = refused(land)
    found = shown(client, case)
    client.post(f"/en/track/{case.tracking}/reopen/", {"text": "There is proof."})
    found = BeautifulSoup(page(client, case, "en"), "lxml")
    assert INSTEAD in only(found, ".timeline [data-refusal=no_legal_basis]").get_text()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_letter_says_the_ground_and_never_the_words_of_the_officer(land: Country, language: str) -> None:
    refused(land, language)
    deliver_waiting()
    (body,) = [str(sent.body) for sent in mail.outbox if WHY[language][0] in str(sent.body)]
    assert WHY[language][1] in body
    assert WHY[language][2] in body
    assert RULE not in body
    assert INSTEAD not in body


def test_the_page_says_how_long_one_can_object_and_that_time_runs_outside(land: Country, client: Client) -> None:
    seed_pages()
    case = refused(land)
    found = shown(client, case)
    assert f"object for {REOPEN_DAYS} days after it’s closed" in only(found, "#accept").get_text(" ", strip=True)
    outside = " ".join(only(found, "#outside").get_text(" ").split())
    assert "may already be running" in outside
    assert "Administrative Court within 60 days" in outside
    settled = file_case(language="en")
    apply(settled.pk, Decide(outcome="resolved", text="-"), actor=land.actor("officer-moh"))
    assert shown(client, settled).select("#outside") == []


def test_once_the_time_to_object_is_over_the_doors_outside_are_still_named(land: Country, client: Client) -> None:
    seed_pages()
    case = refused(land)
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert "may already be running" in only(shown(client, case), "#outside").get_text()
    Case.objects.filter(pk=case.pk).update(closed_at=now() - timedelta(days=REOPEN_DAYS + 2))
    found = shown(client, case)
    assert found.select("#reopen") == []
    outside = " ".join(only(found, "#outside").get_text(" ").split())
    assert "The time to object here is over." in outside
    assert "Administrative Court within 60 days" in outside


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_letter_says_how_long_one_can_object_and_that_time_runs_outside(land: Country, language: str) -> None:
    seed_pages()
    refused(land, language)
    body = letter_of_a_decision(language)
    days, running, court, address = OUTSIDE[language]
    assert days % REOPEN_DAYS in body
    assert running in body
    assert court in body
    assert f"/{language}/after-objection/" in body
    assert address in body


def letter_of_a_decision(language: str) -> str:
    """The newest that says why."""
    deliver_waiting()
    return [str(sent.body) for sent in mail.outbox if WHY[language][0] in str(sent.body)][-1]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_letter_of_the_last_refusal_names_the_doors_outside(land: Country, language: str) -> None:
    seed_pages()
    case = refused(land, language)
    for who in ("level1-moh", "officer-central"):
        apply(case.pk, Reopen(reason="لا سبب"), actor=Actor.citizen(case.pk))
        apply(case.pk, Decide(outcome="refused", text=REASONS, refusal=REFUSAL), actor=land.actor(who))
        body = letter_of_a_decision(language)
    days, running, court, address = OUTSIDE[language]
    assert LAST[language] in body
    assert court in body
    assert address in body
    assert days % REOPEN_DAYS not in body
    assert running not in body


def test_where_nobody_is_left_the_letter_and_the_page_say_so_and_offer_no_objection(
    land: Country, client: Client
) -> None:
    """The unit has decided first, so that one other body is left here, and after that none."""
    seed_pages()
    case = file_case(language="en", agency=None, subject="لا أدري")
    for who in ("officer-central", "officer-rights"):
        apply(case.pk, Decide(outcome="refused", text=REASONS, refusal=REFUSAL), actor=land.actor(who))
        if who == "officer-central":
            apply(case.pk, Reopen(reason="لا سبب"), actor=Actor.citizen(case.pk))
    body = letter_of_a_decision("en")
    assert LAST["en"] in body
    assert "Administrative Court within 60 days" in body
    found = shown(client, case)
    assert LAST["en"] in only(found, "#objection").get_text(" ", strip=True)
    assert found.select("#reopen") == []


def test_every_text_says_the_same_days_to_object() -> None:
    """Those that the code does not fill in."""
    closed = LETTERS["closed"]
    with override("en"):
        texts = [str(each.text) for each in (closed.citizen, closed.sealed_citizen) if each is not None]
        assert len(texts) == 2
        assert all(f"{REOPEN_DAYS} days" in text for text in (*texts, str(TOO_LATE)))
    page = str(AFTER_OBJECTION.body)
    assert f"خلال {REOPEN_DAYS} يومًا من إغلاق الطلب" in page
    assert f"up to {REOPEN_DAYS} days after the request is closed" in page


def test_the_letter_of_a_sealed_request_says_none_of_it(land: Country) -> None:
    refused(land, kind="integrity")
    deliver_waiting()
    assert mail.outbox
    assert not any(WHY["en"][1] in str(sent.body) or "Why?" in str(sent.body) for sent in mail.outbox)


def test_the_api_says_it_in_parts(land: Country) -> None:
    caller, case = Caller(), refused(land)
    assert caller.open(case).status_code == 200
    (said,) = [each["refusal"] for each in caller.get("/request").json()["happened"] if each["refusal"]]
    assert said == {"ground": "no_legal_basis", "ground_words": WHY["en"][1], "rule": RULE, "instead": INSTEAD}


@pytest.mark.parametrize("outcome", ["refused", "resolved"])
def test_to_accept_and_to_object_are_equal_buttons(land: Country, client: Client, outcome: str) -> None:
    case = file_case(language="en")
    apply(case.pk, Decide(outcome=outcome, text="-", refusal=REFUSAL), actor=land.actor("officer-moh"))
    box = only(shown(client, case), "#accept")
    first = [each for each in box.select(".btn") if not each.find_parent("details") or each.name == "summary"]
    assert len(first) >= 2
    assert {tuple(each["class"]) for each in first} == {("btn", "second")}


def test_a_rating_is_asked_once_it_was_accepted_and_not_before(land: Country, client: Client) -> None:
    case = refused(land)
    assert shown(client, case).select("#rate") == []
    early = client.post(f"/en/track/{case.tracking}/rate/", {"stars": 1})
    assert early.status_code == 422
    case.refresh_from_db()
    assert case.rating is None
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert len(BeautifulSoup(page(client, case, "en"), "lxml").select("#rate")) == 1
    assert client.post(f"/en/track/{case.tracking}/rate/", {"stars": 4}).status_code == 302


def test_what_is_decided_is_not_taken_back_by_its_citizen(land: Country, client: Client) -> None:
    case = refused(land)
    assert shown(client, case).select("#withdraw") == []
    assert client.post(f"/en/track/{case.tracking}/withdraw/").status_code == 422
    caller = Caller()
    caller.open(case)
    assert not {"withdraw", "rate"} & set(caller.get("/request").json()["acts"])
    assert problem(caller.post("/request/withdraw"))[0] == 409
    case.refresh_from_db()
    assert (case.status, case.outcome) == ("answered", "refused")


def test_what_a_citizen_takes_with_them_has_it_too(land: Country) -> None:
    case = refused(land)
    with override("en"):
        (said,) = [each for each in data_of(case, timeline(case, public=True))["happened"] if "why" in each]
    assert said["why"] == WHY["en"][1]
    assert {each["text"] for each in said["words"]} == {"لا يمكن", RULE, INSTEAD}
