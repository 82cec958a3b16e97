"""Before what does much harm one shows again who one is, and then exactly what was sent is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Site

from permissions.now import now, standing_at
from permissions.people.models import User
from portal.admin_screens.screen import StaffScreen
from portal.identities.acting import ActScreen, ReadScreen
from portal.people_admin.body_acts_screen import PassingOnScreen
from portal.people_admin.handing_over import GoOnScreen
from portal.people_admin.screen import PeopleScreen
from portal.sign_in.own_screen import EntryScreen
from portal.studio.moving import PublishScreen, RepublishScreen
from portal.studio.retiring import ConfirmEndScreen
from tests.scenes import Country, country, grant
from tests.seeded_site import pages_and_forms
from tests.site.portal.sign_in.apps import PASSWORD, SECOND, code_of, log_in, with_app, with_password
from tests.site.portal.sign_in.asked import granting, is_granted, kept_in
from tests.site.portal.signed_in import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sessions_end")]
ASKING = (PeopleScreen, EntryScreen, PublishScreen, RepublishScreen, ConfirmEndScreen, ActScreen, ReadScreen)


@pytest.fixture
def land() -> Country:
    found = country()
    found.people["admin"] = User.objects.create(username="admin", name={"ar": "المدير", "en": "Admin"})
    grant(found.people["admin"], "administrator", found.agencies["central"])
    return found


@pytest.fixture
def admin(land: Country) -> User:
    return with_password(land.people["admin"])


def test_a_login_of_a_moment_ago_is_fresh(admin: User, land: Country) -> None:
    client = Client()
    log_in(admin, client)
    address, sent = granting(land)
    assert client.post(address, sent).status_code == 302
    assert is_granted(land)


def test_later_the_password_is_asked_for_and_then_what_was_sent_is_done(admin: User, land: Country) -> None:
    client = Client()
    log_in(admin, client)
    address, sent = granting(land)
    with standing_at(now() + timedelta(minutes=11)):
        asked = client.post(address, sent)
        assert "data-again" in page(asked)
        assert not is_granted(land)
        kept = kept_in(asked)
        assert kept == sent
        wrong = client.post(address, kept | {"proof_password": "wrong"})
        assert (wrong.status_code, kept_in(wrong)) == (422, sent)
        assert not is_granted(land)
        assert client.post(address, kept | {"proof_password": PASSWORD}).status_code == 302
        assert is_granted(land)
        assert client.post(address, sent).status_code == 302  # proved just now


def test_whoever_has_a_factor_shows_it_too(admin: User, land: Country) -> None:
    secret, client = with_app(admin), Client()
    log_in(admin, client)
    assert client.post(SECOND, {"proof_code": code_of(secret)}).status_code == 302
    address, sent = granting(land)
    with standing_at(now() + timedelta(minutes=11)):
        kept = kept_in(client.post(address, sent))
        assert client.post(address, kept | {"proof_password": PASSWORD}).status_code == 422
        wrong = {"proof_password": "wrong", "proof_code": code_of(secret, 1)}
        assert client.post(address, kept | wrong).status_code == 422
        assert not is_granted(land)
        right = {"proof_password": PASSWORD, "proof_code": code_of(secret, 1)}
        assert client.post(address, kept | right).status_code == 302
        assert is_granted(land)


def test_nothing_of_it_lies_in_the_session(admin: User, land: Country) -> None:
    client = Client()
    log_in(admin, client)
    address, sent = granting(land)
    with standing_at(now() + timedelta(minutes=11)):
        client.post(address, sent | {"reason": "سبب لا يُحفظ"})
    assert "سبب" not in str(dict(client.session.items()))


def screens(resolver: URLResolver) -> Iterator[type[StaffScreen]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            screen = getattr(pattern.callback, "view_class", None)
            if isinstance(screen, type) and issubclass(screen, StaffScreen):
                yield screen
        else:
            yield from screens(pattern)


def test_every_screen_of_such_acts_asks() -> None:
    """Publishing, opening an identity, rights and proposals, one's own factors: whatever is there today."""
    going_on = (GoOnScreen, PassingOnScreen)  # the act that they go on with has asked
    found = [each for each in set(screens(get_resolver())) if issubclass(each, ASKING) and each not in going_on]
    assert len(found) > 15
    assert [each.__name__ for each in found if not each.asks_again] == []


@pytest.mark.parametrize("way", ["studio", "identities"])
def test_what_publishes_or_opens_is_named(way: str) -> None:
    """A new act of the studio or the custodian says whether it asks: these alone do not."""
    quiet = {
        "studio": {
            *("AllScreen", "ThingScreen", "KindsScreen", "YearScreen"),
            *("BeginScreen", "CalendarOfBodyScreen", "DraftScreen", "DiscardScreen"),
            *("NewScreen", "RetireScreen", "EndScreen", "TrialScreen", "BeginMovingScreen", "CanvasScreen"),
            *("LettersScreen", "LetterScreen", "PreviewScreen"),
            *("BringScreen", "ExportScreen", "SignsScreen", "DiagramScreen", "DiagramFileScreen"),
            *("ProcessTrialScreen", "ProcessExamplesScreen", "ProcessWalkScreen", "TryScreen", "DangerTryScreen"),
            *("MeasuresScreen", "SegmentScreen", "BeforeAfterScreen"),
        },
        "identities": {"AllScreen", "RequestScreen"},
    }
    of_way = {each for each in screens(get_resolver()) if each.__module__.startswith(f"portal.{way}.")}
    assert {each.__name__ for each in of_way if not each.asks_again} == quiet[way]


def test_editors_are_asked_before_they_publish(land: Country) -> None:
    pages_and_forms()
    home, editor = Site.objects.get(is_default_site=True).root_page.pk, land.people["admin"]
    grant(editor, "editor", land.agencies["central"])
    client = Client()
    client.force_login(editor)
    with standing_at(now() + timedelta(minutes=11)):
        for path, sent in (("edit", {"action-publish": "1"}), ("unpublish", {})):
            assert "data-again" in page(client.post(f"/admin/pages/{home}/{path}/", sent)), path
        assert "data-again" not in page(client.post(f"/admin/pages/{home}/edit/", {"slug": "x", "title": "x"}))


@pytest.mark.parametrize("name", ["app", "passkey"])
@pytest.mark.parametrize("ask", ["get", "head"])
def test_what_sets_up_a_factor_is_shown_after_a_fresh_proof_alone(admin: User, name: str, ask: str) -> None:
    """By HEAD as well: Django answers it as GET, and what comes of it is made all the same."""
    client = Client()
    log_in(admin, client)
    address = f"/admin/sign-in/{name}/"
    assert getattr(client, ask)(address).templates[0].name == f"sign_in/{name}.html"
    with standing_at(now() + timedelta(minutes=11)):
        assert getattr(client, ask)(address).templates[0].name == "sign_in/again.html"
