"""Other systems are told of pages that are published, taken away or moved: signed, and again after a fault."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import Page

from content.knowledge.models import ArticlePage, TopicPage
from content.pages.models import StandardPage
from content.webhooks import calling
from content.webhooks.models import WebhookCall
from permissions.actors import Actor
from permissions.calling import Refused
from permissions.now import now
from tests.scenes import country
from tests.seeded_site import pages_and_forms

pytestmark = pytest.mark.django_db
SECRET = "0123456789abcdef" * 2
WEBHOOK = "https://web.example.org/hook/s3cret"


class Elsewhere:
    """What came, and what is answered: a status, or a code of ``Refused``."""

    def __init__(self) -> None:
        self.came: list[tuple[str, bytes, Mapping[str, str]]] = []
        self.answer: int | str = 204

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.came.append((address, body, headers))
        if isinstance(self.answer, str):
            raise Refused(self.answer)
        return self.answer


@pytest.fixture
def elsewhere(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    country()
    pages_and_forms()
    settings.PAGE_WEBHOOKS, settings.SERVICE_SECRET = [WEBHOOK], SECRET
    found = Elsewhere()
    monkeypatch.setattr(calling, "post", found.post)
    return found


def privacy() -> StandardPage:
    found: StandardPage = StandardPage.objects.get(slug="privacy", locale__language_code="en")
    return found


def noted() -> list[tuple[str, str]]:
    return [(call.what, call.page["address"].partition("/en/")[2]) for call in WebhookCall.objects.order_by("pk")]


def test_nothing_is_noted_where_no_webhook_is_named() -> None:
    country()
    pages_and_forms()
    privacy().save_revision().publish()
    assert not WebhookCall.objects.exists()


def test_it_is_told_what_everybody_reads_signed_with_a_key_that_stays(elsewhere: Elsewhere) -> None:
    page = privacy()
    page.save_revision().publish()
    elsewhere.answer = 500
    assert calling.call_waiting() == 0
    elsewhere.answer = 204
    WebhookCall.objects.update(available_at=now())
    assert calling.call_waiting() == 1
    assert calling.call_waiting() == 0
    (address, _first, before), (_same, body, headers) = elsewhere.came
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert (address, headers["Insaf-Signature"]) == (WEBHOOK, f"sha256={signature}")
    assert headers["Idempotency-Key"] == before["Idempotency-Key"]
    told = json.loads(body)
    assert (told["what"], told["page"]["id"], told["page"]["language"]) == ("published", page.pk, "en")
    assert (told["page"]["type"], told["page"]["title"]) == ("standardpage", page.title)
    assert told["page"]["address"].endswith("/en/privacy/")


def test_a_page_that_is_taken_away_or_deleted_is_told_of(elsewhere: Elsewhere) -> None:
    privacy().unpublish()
    StandardPage.objects.get(slug="about", locale__language_code="en").delete()
    assert noted() == [("unpublished", "privacy/"), ("unpublished", "about/")]


def test_a_page_that_moves_takes_those_below_along(elsewhere: Elsewhere) -> None:
    topics = list(TopicPage.objects.filter(locale__language_code="en").order_by("path"))
    article = ArticlePage.objects.filter(locale__language_code="en").child_of(topics[0]).first()
    assert article is not None
    Page.objects.get(pk=topics[0].pk).move(topics[1].get_parent().get_parent(), "last-child")
    moved = noted()
    assert {what for what, _address in moved} == {"moved"}
    assert any(address.endswith(f"{topics[0].slug}/{article.slug}/") for _what, address in moved)


@pytest.mark.parametrize(
    ("answer", "problem"), [(500, "answered"), (302, "sent_on"), ("private", "private"), ("silent", "silent")]
)
def test_what_is_not_taken_is_tried_again_and_given_up_after_the_sixth_time(
    elsewhere: Elsewhere, answer: int | str, problem: str
) -> None:
    privacy().save_revision().publish()
    elsewhere.answer = answer
    for tries in range(1, 7):
        calling.call_waiting()
        call = WebhookCall.objects.get()
        assert (call.attempts, call.problem, call.failed_at is not None) == (tries, problem, tries == 6)
        assert calling.are_waiting() is False
        WebhookCall.objects.update(available_at=now())
    calling.call_waiting()
    assert len(elsewhere.came) == 6
    assert calling.reason_of(problem) != problem


def test_one_that_was_given_up_can_be_called_once_more(elsewhere: Elsewhere) -> None:
    privacy().save_revision().publish()
    WebhookCall.objects.update(failed_at=now(), problem="silent", attempts=6)
    call = WebhookCall.objects.get()
    assert calling.try_again(call.pk, actor=Actor.clock)
    assert calling.call_waiting() == 1
    assert not calling.try_again(call.pk, actor=Actor.clock)


def test_a_webhook_that_is_no_longer_named_is_not_called(elsewhere: Elsewhere, settings: Any) -> None:
    privacy().save_revision().publish()
    settings.PAGE_WEBHOOKS = []
    assert calling.call_waiting() == 0
    assert elsewhere.came == []
    assert WebhookCall.objects.get().problem == "not_named"


def test_two_that_are_rung_at_once_call_it_once(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    privacy().save_revision().publish()
    first = elsewhere.post

    def meanwhile(address: str, body: bytes, headers: Mapping[str, str]) -> int:
        calling.call_waiting()
        return first(address, body, headers)

    monkeypatch.setattr(calling, "post", meanwhile)
    assert calling.call_waiting() == 1
    assert len(elsewhere.came) == 1


def test_calls_of_a_month_ago_are_forgotten_and_those_that_wait_are_kept(elsewhere: Elsewhere) -> None:
    for _time in range(2):
        privacy().save_revision().publish()
    old = now() - calling.KEPT - timedelta(hours=1)
    WebhookCall.objects.update(created_at=old)
    done = WebhookCall.objects.order_by("pk")[0]
    WebhookCall.objects.filter(pk=done.pk).update(done_at=old)
    calling.forget_calls()
    assert WebhookCall.objects.count() == 1
