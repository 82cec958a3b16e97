"""Whatever pages are drawn of counts their edition up, by whatever road it changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.models import F
from wagtail.models import Page, Site

from content.forms.page import FormPage
from content.pages.models import HomePage, StandardPage
from permissions.agencies.models import Agency
from portal.kept_pages.edition import count_changes, current_edition
from tests.scenes import country
from tests.seeded_site import pages_and_forms
from workflows.cases.models import RequestKind
from workflows.versions.models import Version

pytestmark = pytest.mark.django_db


def publish(page: Page) -> None:
    page.save_revision().publish()


def text(language: str = "ar") -> StandardPage:
    page: StandardPage = StandardPage.objects.get(locale__language_code=language, slug="privacy")
    return page


def move() -> None:
    text().move(StandardPage.objects.get(locale__language_code="ar", slug="contact"), pos="last-child")


def by_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE permissions_agency SET active = active")


ROADS: dict[str, Callable[[], object]] = {
    "published": lambda: publish(text()),
    "published in the other language": lambda: publish(text("en")),
    "unpublished": lambda: text().unpublish(),
    "moved": move,
    "deleted": lambda: text().delete(),
    "a form": lambda: publish(FormPage.objects.filter(kind="complaint").first()),
    "who runs the platform": lambda: HomePage.objects.update(run_by="دائرة"),
    "the site": lambda: Site.objects.update(site_name="x"),
    "a body is called otherwise": lambda: Agency.objects.filter(code="moh").update(name={"ar": "أ", "en": "A"}),
    "a body is taken off": lambda: Agency.objects.filter(code="moh").update(active=False),
    "a kind": lambda: RequestKind.objects.filter(code="complaint").update(sensitive=True),
    "rules": lambda: Version.objects.update(number=F("number")),
    "a line of SQL": by_sql,
}


@pytest.mark.parametrize("road", ROADS)
def test_each_road_is_another_edition(road: str) -> None:
    country()
    pages_and_forms()
    before = current_edition()
    ROADS[road]()
    assert current_edition() > before


def test_what_is_taken_back_was_none() -> None:
    country()
    pages_and_forms()
    before = current_edition()
    with transaction.atomic():
        Agency.objects.update(active=False)
        transaction.set_rollback(True)
    assert current_edition() == before


def test_what_no_page_shows_counts_nothing() -> None:
    country()
    pages_and_forms()
    before = current_edition()
    Agency.objects.first()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    assert current_edition() == before


def test_making_the_triggers_again_counts_no_change_twice() -> None:
    country()
    pages_and_forms()
    count_changes(using="default")
    before = current_edition()
    Agency.objects.filter(code="moh").update(active=False)
    assert current_edition() == before + 1
