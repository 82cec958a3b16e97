"""What a citizen was told last stands at the top of their page, until they have sent it back."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from permissions.actors import Actor
from portal.studio.process_templates import with_fee
from tests.scenes import Country, file_case, publish_one
from tests.side_by_side import file_for_two, land_of_two
from tests.site.portal.citizen.following import page, prove
from workflows.cases.actions import Accept, Decide, Proceed, Reopen, Reply
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    return land_of_two()


def heard(client: Client, case: Case) -> list[str]:
    found = BeautifulSoup(page(client, case), "lxml").select(".answer .spoken")
    return [each.get_text() for each in found]


def test_the_answer_stands_above_until_it_is_sent_back_and_then_the_next_does(client: Client, land: Country) -> None:
    case = file_case(kind="suggestion")
    officer, citizen = land.actor("officer-moh"), Actor.citizen(case.pk)
    prove(client, case)
    apply(case.pk, Decide(outcome="noted", text="شكرًا لكم"), actor=officer)
    assert heard(client, case) == ["شكرًا لكم"]
    apply(case.pk, Accept(), actor=citizen)
    apply(case.pk, Reopen(reason="لم يحدث شيء"), actor=citizen)
    assert heard(client, case) == []
    apply(case.pk, Reply(text="ننظر مرة أخرى"), actor=land.actor("level1-moh"))
    assert heard(client, case) == ["ننظر مرة أخرى"]


def test_after_it_was_sent_back_to_two_only_what_they_say_since_is_shown(client: Client, land: Country) -> None:
    case, *works = file_for_two()
    prove(client, case)
    for work, name, text in zip(works, ("officer-moh", "officer-moe"), ("رأي الصحة", "رأي التربية"), strict=True):
        apply(case.pk, Proceed(outcome="done", text=text, work_id=work.pk), actor=land.actor(name))
    apply(case.pk, Decide(outcome="partly_resolved", text="معًا"), actor=land.actor("officer-central"))
    apply(case.pk, Reopen(reason="لا"), actor=Actor.citizen(case.pk))
    assert heard(client, case) == []
    education = Work.objects.get(case=case, step="education", done_at=None)
    apply(case.pk, Reply(text="نعود إليه", work_id=education.pk), actor=land.actor("officer-moe"))
    assert heard(client, case) == ["نعود إليه"]


def test_a_step_whose_words_were_for_colleagues_leaves_what_was_told_before(client: Client, land: Country) -> None:
    publish_one("process", "complaint", {**with_fee(), "name": {"ar": "معلومات", "en": "Information"}})
    case, officer = file_case(), land.actor("officer-moh")
    prove(client, case)
    apply(case.pk, Proceed(outcome="fee_set", text="الرسم خمسة دنانير", fields={"fee": "5"}), actor=officer)
    apply(case.pk, Proceed(outcome="paid", text="وصل المبلغ"), actor=officer)
    assert heard(client, case) == ["الرسم خمسة دنانير"]
    assert len(BeautifulSoup(page(client, case), "lxml").select(".answer")) == 1
