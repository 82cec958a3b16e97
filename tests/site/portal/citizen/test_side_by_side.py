"""Two agencies work a citizen's case: each answer stands under its agency, each question has a form of its own."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from permissions.actors import Actor
from tests.after_filing import has_filed, link_to
from tests.scenes import Country
from tests.side_by_side import file_for_two, land_of_two
from tests.site.portal.citizen.following import page, prove
from tests.workflows.cases.refusing import REFUSAL
from workflows.cases.actions import Accept, AskCitizen, Decide, Escalate, Proceed, Refer, Reopen, Reply
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_of_two()


@pytest.fixture
def works(client: Client, land: Country) -> tuple[Work, Work]:
    case, *works = file_for_two()
    prove(client, case)
    return works[0], works[1]


def shown(client: Client, case: Case) -> BeautifulSoup:
    return BeautifulSoup(page(client, case), "lxml")


def test_both_are_named_and_the_case_shows_its_lead(client: Client, land: Country, works: tuple[Work, Work]) -> None:
    found = shown(client, works[0].case)
    assert [each.get_text() for each in found.select(".at-once b")] == ["moh", "moe"]
    assert [each.get_text().strip() for each in found.select(".at-once .level")] == ["قسم خدمة الجمهور"] * 2
    assert len(found.select(".at-once .why table.days")) == 2  # and why each of them has its date
    assert found.select("aside h2")[0].get_text(strip=True) == "أين طلبك الآن لدى moh؟"
    assert found.select(".case-head[data-status=in_progress]")
    apply(works[1].case_id, AskCitizen(text="متى؟", work_id=works[1].pk), actor=land.actor("officer-moe"))
    assert shown(client, works[0].case).select(".case-head[data-status=in_progress]")


def test_each_answer_stands_under_its_agency(client: Client, land: Country, works: tuple[Work, Work]) -> None:
    health, education = works
    apply(health.case_id, Reply(text="ننظر في الأمر", work_id=health.pk), actor=land.actor("officer-moh"))
    act = Decide(outcome="explained", text="هذا هو الشرح", work_id=education.pk)
    apply(education.case_id, act, actor=land.actor("officer-moe"))
    answers = shown(client, health.case).select(".answer")
    told = [(each.h2.get_text() if each.h2 else "", each.select(".spoken")[0].get_text()) for each in answers]
    assert [text for _title, text in told] == ["هذا هو الشرح", "ننظر في الأمر"]
    assert "moe" in told[0][0]
    assert "moh" in told[1][0]


def test_each_question_has_its_own_form_and_its_own_answer(
    client: Client, land: Country, works: tuple[Work, Work]
) -> None:
    case = works[0].case
    for work, name, text in ((works[0], "officer-moh", "متى؟"), (works[1], "officer-moe", "أين؟")):
        apply(case.pk, AskCitizen(text=text, work_id=work.pk), actor=land.actor(name))
    found = shown(client, case)
    sections = found.select(".asks")
    assert [each.select(".spoken")[0].get_text() for each in sections] == ["متى؟", "أين؟"]
    assert [each.select("input[name=work]")[0]["value"] for each in sections] == ["1", "2"]
    ids = [each["id"] for each in found.select("[id]")]
    assert len(ids) == len(set(ids))
    address = f"/ar/track/{case.tracking}/answer/"
    refused = client.post(address, {"work": "2", "text": " "})
    assert refused.status_code == 422
    bad = BeautifulSoup(refused.content, "lxml").select(".asks:has(.field.bad) input[name=work]")
    assert [each["value"] for each in bad] == ["2"]
    assert client.post(address, {"work": "2", "text": "في عمّان"}).status_code == 302
    assert [each.question_open for each in Work.objects.filter(case=case).order_by("pk")] == [True, False]
    assert client.post(address, {"text": "أمس"}).status_code == 302  # one question is left: it is meant
    assert not Work.objects.filter(case=case, question_open=True).exists()


@pytest.mark.parametrize("named", ["9", "0", "-1", "x"])
def test_a_question_that_there_is_not_is_refused(
    client: Client, land: Country, works: tuple[Work, Work], named: str
) -> None:
    case = works[0].case
    apply(case.pk, AskCitizen(text="متى؟", work_id=works[0].pk), actor=land.actor("officer-moh"))
    sent = client.post(f"/ar/track/{case.tracking}/answer/", {"work": named, "text": "أمس"})
    assert sent.status_code in (404, 422)
    assert Work.objects.get(pk=works[0].pk).question_open


def test_an_answer_to_a_question_that_is_over_is_kept_though_another_is_open(
    client: Client, land: Country, works: tuple[Work, Work]
) -> None:
    case = works[0].case
    for work, name in ((works[0], "officer-moh"), (works[1], "officer-moe")):
        apply(case.pk, AskCitizen(text="متى؟", work_id=work.pk), actor=land.actor(name))
    address = f"/ar/track/{case.tracking}/answer/"
    assert client.post(address, {"work": "1", "text": "أمس"}).status_code == 302
    again = client.post(address, {"work": "1", "text": "بل قبل أسبوع"})
    assert again.status_code == 422
    assert "بل قبل أسبوع" in again.content.decode()
    assert Work.objects.get(pk=works[1].pk).question_open


def test_the_lead_stands_first_though_its_step_is_the_newest(
    client: Client, land: Country, works: tuple[Work, Work]
) -> None:
    health, education = works
    case = health.case
    apply(case.pk, Refer(agency="central", reason="لها", work_id=health.pk), actor=land.actor("officer-moh"))
    moved = Work.objects.get(case=case, step="moved")
    for work, name, text in ((education, "officer-moe", "أين؟"), (moved, "officer-central", "متى؟")):
        apply(case.pk, AskCitizen(text=text, work_id=work.pk), actor=land.actor(name))
    found = shown(client, case)
    assert [each.get_text() for each in found.select(".at-once b")] == ["central", "moe"]
    assert [each.select(".spoken")[0].get_text() for each in found.select(".asks")] == ["متى؟", "أين؟"]


def parts(found: BeautifulSoup) -> list[list[str]]:
    """What is said of each agency beside the others: its name, how it stands, its level."""
    return [
        [" ".join(each.get_text().split()) for each in row.select("b, .badge, .level")]
        for row in found.select(".at-once li")
    ]


def test_each_agency_has_its_own_standing_and_keeps_its_row_when_it_is_done(
    client: Client, land: Country, works: tuple[Work, Work]
) -> None:
    health, education = works
    case = health.case
    apply(case.pk, Escalate(work_id=education.pk), actor=land.actor("officer-moe"))
    assert parts(shown(client, case)) == [
        ["moh", "قيد الدراسة", "قسم خدمة الجمهور"],
        ["moe", "قيد الدراسة", "المستوى الأول"],
    ]
    apply(
        case.pk,
        Decide(outcome="refused", text="لا", refusal=REFUSAL, work_id=health.pk),
        actor=land.actor("officer-moh"),
    )
    found = shown(client, case)
    assert parts(found) == [["moh", "اكتمل العمل هنا"], ["moe", "قيد الدراسة", "المستوى الأول"]]
    assert found.select("aside h2")[0].get_text(strip=True) == "أين طلبك الآن لدى moe؟"
    apply(case.pk, Decide(outcome="explained", text="هذا", work_id=education.pk), actor=land.actor("level1-moe"))
    assert parts(shown(client, case)) == []


def test_a_branch_that_was_sent_on_has_one_row_and_a_round_begins_without_the_last(
    client: Client, land: Country, works: tuple[Work, Work]
) -> None:
    health, _education = works
    case = health.case
    apply(case.pk, Refer(agency="central", reason="لها", work_id=health.pk), actor=land.actor("officer-moh"))
    assert [row[0] for row in parts(shown(client, case))] == ["central", "moe"]
    _answer_all(land, case)
    apply(case.pk, Reopen(reason="لم يتغيّر شيء"), actor=Actor.citizen(case.pk))
    assert [row[:2] for row in parts(shown(client, case))] == [["moh", "قيد الدراسة"], ["moe", "قيد الدراسة"]]


def _answer_all(land: Country, case: Case) -> None:
    """Each open piece of work is answered, and then the complaints unit answers for all."""
    outcomes = {"health": "resolved", "moved": "resolved", "education": "explained"}
    for work in Work.objects.filter(case=case, done_at=None).select_related("agency"):
        act = Decide(outcome=outcomes[work.step], text="هذا", refusal=REFUSAL, work_id=work.pk)
        apply(case.pk, act, actor=land.actor(f"officer-{work.agency.code}"))
    apply(case.pk, Decide(outcome="partly_resolved", text="عن الجميع"), actor=land.actor("officer-central"))


def test_whoever_has_filed_reads_on_both_pages_with_whom_it_is(client: Client, land: Country) -> None:
    case, _health, _education = file_for_two()
    page_after = has_filed(client, case).get(link_to(case.tracking, "en")).content.decode()
    assert "It is with: MOH and MOE." in page_after
    prove(client, case)
    assert "moh وmoe" in shown(client, case).select(".case-head")[0].get_text()


def test_one_question_is_asked_of_all_answers_and_paper_says_until_when(
    client: Client, land: Country, works: tuple[Work, Work]
) -> None:
    case = works[0].case
    _answer_all(land, case)
    found = shown(client, case)
    asked = found.select("#accept")[0]
    assert asked.h2 is not None
    assert asked.h2.get_text() == "هل تكفيك هذه الردود؟"
    assert "no-print" not in asked["class"]
    assert asked.dd is not None
    assert asked.dd.find_parent(class_="no-print") is None
    assert asked.button is not None
    assert asked.button.find_parent(class_="no-print") is not None
    assert found.select("aside h2")[0].get_text(strip=True) == "من أي مستوى جاء رد central؟"
    apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    assert "لك أن تعترض حتى" in shown(client, case).get_text()


def test_every_landmark_has_a_name_of_its_own(client: Client, land: Country, works: tuple[Work, Work]) -> None:
    case = works[0].case
    for work, name in ((works[0], "officer-moh"), (works[1], "officer-moe")):
        apply(case.pk, AskCitizen(text="متى؟", work_id=work.pk), actor=land.actor(name))
    names = [each["aria-label"] for each in shown(client, case).select("section[aria-label]")]
    assert names == ["لدى moh سؤال لك", "لدى moe سؤال لك"]


def test_a_refused_file_is_linked_below_the_question_that_it_came_with(
    client: Client, land: Country, works: tuple[Work, Work]
) -> None:
    case = works[0].case
    for work, name in ((works[0], "officer-moh"), (works[1], "officer-moe")):
        apply(case.pk, AskCitizen(text="متى؟", work_id=work.pk), actor=land.actor(name))
    program = SimpleUploadedFile("tool.exe", b"MZ a program")
    sent = client.post(f"/ar/track/{case.tracking}/answer/", {"work": "2", "text": "أمس", "files": program})
    found = BeautifulSoup(sent.content, "lxml")
    chooser = found.select(str(found.select(".errors a")[0]["href"]))[0]
    assert chooser.find_parent(class_="asks") is found.select(".asks")[1]


def test_whoever_has_done_its_part_works_on_it_no_more(client: Client, land: Country, works: tuple[Work, Work]) -> None:
    health, education = works
    for work, name in ((health, "officer-moh"), (education, "officer-moe")):
        apply(work.case_id, Proceed(outcome="done", text="تم", work_id=work.pk), actor=land.actor(name))
        assert "انتهى العمل على طلبك لدى " + work.agency.code in shown(client, work.case).get_text()
    assert "والعمل عليه جارٍ" not in shown(client, health.case).get_text()
