"""A process that draws its pages anew asks again what the platform is called."""

from __future__ import annotations

import pytest
from django.test import Client

from permissions.access.naming import name_platform
from permissions.actors import Actor
from permissions.platform import called
from portal.kept_pages import middleware
from tests.scenes import country
from tests.seeded_site import pages_and_forms
from tests.site.portal.signed_in import page

pytestmark = pytest.mark.django_db


def test_what_the_platform_is_called_is_asked_with_each_new_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    editions = iter((1, 1, 2))
    forgotten: list[int] = []
    monkeypatch.setattr(middleware, "forget", lambda: forgotten.append(1))
    shelf = middleware.Shelf(every=-1, ask=lambda: next(editions))
    assert [shelf.edition() for _time in range(3)] == [1, 1, 2]
    assert len(forgotten) == 2


def test_a_kept_page_says_the_new_name_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(called, "known", called.Known())
    monkeypatch.setattr(middleware, "forget", called.forget)
    monkeypatch.setattr(middleware, "shelf", middleware.Shelf(every=-1))
    country()
    pages_and_forms()
    assert "Mizan" not in page(Client().get("/en/"))
    name_platform({"ar": "ميزان", "en": "Mizan"}, actor=Actor.operator)
    assert "Mizan" in page(Client().get("/en/"))
