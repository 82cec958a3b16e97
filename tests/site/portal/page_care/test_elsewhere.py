"""Pages of other sites to which ours link are asked once a week, and named when they failed twice, a day apart."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from content.pages.models import StandardPage
from permissions.calling import Refused
from permissions.now import now
from portal.page_care import elsewhere
from portal.page_care.links import broken_links
from portal.page_care.models import LinkAnswer
from tests.scenes import country
from tests.seeded_site import pages_and_forms

pytestmark = pytest.mark.django_db
LAW = "https://law.example.org/156"


class Others:
    """Other sites: what was asked, and what each answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, int | str] = {}

    def head(self, address: str) -> int:
        self.asked.append(address)
        answer = self.answers.get(address, 200)
        if isinstance(answer, str):
            raise Refused(answer)
        return answer


@pytest.fixture
def others(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Others:
    country()
    pages_and_forms()
    settings.CHECK_LINKS = True
    written = StandardPage.objects.get(slug="about", locale__language_code="en")
    links = (f"{LAW}#article-3", f"{LAW}#article-4", "http://plain.example.org/", "mailto:a@b.example", "../track/")
    written.body = [("text", "".join(f'<p><a href="{link}">the law</a></p>' for link in links))]
    written.save_revision().publish()
    found = Others()
    monkeypatch.setattr(elsewhere, "head", found.head)
    return found


def later(by: timedelta) -> None:
    for answer in LinkAnswer.objects.all():
        LinkAnswer.objects.filter(pk=answer.pk).update(asked_at=answer.asked_at - by)


def test_each_is_asked_once_a_week(others: Others) -> None:
    elsewhere.ask_what_is_due()
    assert others.asked.count(LAW) == 1
    assert "http://plain.example.org/" in others.asked
    assert not any("mailto" in address or "track" in address for address in others.asked)
    elsewhere.ask_what_is_due()
    assert others.asked.count(LAW) == 1
    later(elsewhere.EVERY)
    elsewhere.ask_what_is_due()
    assert others.asked.count(LAW) == 2


def test_what_is_no_address_keeps_nobody_else_from_being_asked(others: Others, settings: Any) -> None:
    page = StandardPage.objects.get(slug="about", locale__language_code="en")
    wrong = ("https://[away.example.org/", "https://away.example.org:99999/", "https://away.example.org:no/")
    page.body = [("text", "".join(f'<p><a href="{link}">the law</a></p>' for link in (*wrong, LAW)))]
    page.save_revision().publish()
    elsewhere.ask_what_is_due()
    assert LAW in others.asked
    assert wrong[0] not in others.asked
    assert wrong[0] in [link.address for link in broken_links()]


@pytest.mark.parametrize(("answer", "problem"), [(404, "gone"), (410, "gone"), ("no_host", "no_host")])
def test_one_that_fails_twice_a_day_apart_is_named_with_each_place(
    others: Others, answer: int | str, problem: str
) -> None:
    others.answers[LAW] = answer
    elsewhere.ask_what_is_due()
    assert elsewhere.failing() == []
    later(elsewhere.SOONER)
    elsewhere.ask_what_is_due()
    assert [(link.page.slug, link.address, why) for link, why in elsewhere.failing()] == 2 * [
        ("about", LAW, str(elsewhere.ABOUT_PROBLEM[problem]))
    ]
    others.answers[LAW] = 200
    later(elsewhere.SOONER)
    elsewhere.ask_what_is_due()
    assert elsewhere.failing() == []


@pytest.mark.parametrize("answer", [301, 401, 403, 405, 500, 503])
def test_any_other_answer_shows_that_something_is_there(others: Others, answer: int) -> None:
    others.answers[LAW] = answer
    elsewhere.ask_what_is_due()
    assert LinkAnswer.objects.get(address=LAW).problem == ""


def test_nobody_is_asked_where_it_is_not_switched_on(others: Others, settings: Any) -> None:
    settings.CHECK_LINKS = False
    assert elsewhere.ask_what_is_due() == 0
    assert others.asked == []


def test_an_address_that_no_page_names_any_more_is_forgotten(others: Others) -> None:
    LinkAnswer.objects.create(address="https://gone.example.org/", asked_at=now(), problem="gone", times=2)
    elsewhere.ask_what_is_due()
    assert not LinkAnswer.objects.filter(address="https://gone.example.org/").exists()
    assert elsewhere.failing() == []


def test_a_round_ends_in_time_and_the_next_goes_on(others: Others) -> None:
    assert elsewhere.ask_what_is_due(seconds=0) == 0
    assert elsewhere.ask_what_is_due() > 0
