"""The admin is closed by default, and what is closed cannot be told from what was never there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver
from wagtail.admin.auth import require_admin_access, user_passes_test

from permissions.access.services import revoke
from permissions.actors import Actor
from permissions.people.models import User
from portal.admin_screens.fence import ROOMS, Fence, is_room, right_for
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
NOWHERE = "/admin/no-such-address/"
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")


@pytest.fixture
def land() -> Country:
    land = country()
    for login, role in (("editor", "editor"), ("admin", "administrator"), ("auditor", "auditor")):
        hire(land, role, username=login)
    return land


def seen(response: Any) -> tuple[int, str, list[str]]:
    return response.status_code, TOKEN.sub("", page(response)), sorted(response.headers)


def asked(client: Client, address: str) -> tuple[Any, int]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        return seen(client.get(address)), len(queries)


def test_no_room_begins_like_another() -> None:
    assert [(one, other) for one in ROOMS for other in ROOMS if one != other and one.startswith(other)] == []


@pytest.mark.parametrize("address", ["/admin/sites/", "/admin/groups/new/", "/admin/a-room-of-tomorrow/"])
def test_a_room_that_nobody_declared_is_open_to_nobody(address: str) -> None:
    assert right_for(address) is None
    assert not is_room(address)


@pytest.mark.parametrize("who", ["officer-moh", "admin", "editor"])
@pytest.mark.parametrize(
    "address",
    ["/admin/groups/", "/admin/sites/new/", "/admin/collections/", "/admin/workflows/list/", "/admin/snippets/"],
)
def test_what_is_closed_costs_and_looks_like_nothing(land: Country, who: str, address: str) -> None:
    client = client_of(land, who)
    client.get(NOWHERE)
    assert asked(client, address) == asked(client, NOWHERE)


def test_a_new_view_below_the_admin_is_closed_until_it_is_declared(land: Country, rf: Any) -> None:
    request = rf.get("/admin/brand-new/")
    request.user = land.people["admin"]
    request.resolver_match = None
    request.session = SessionStore()
    request._messages = []
    answer = Fence(lambda _request: None).process_view(request, lambda _request: None, (), {})  # type: ignore[arg-type,return-value]
    assert answer is not None
    assert answer.status_code == 404


def test_where_wagtail_apologises_inside_a_room_there_is_nothing_either(land: Country) -> None:
    client = client_of(land, "editor")
    response = client.get("/admin/pages/1/edit/")
    assert seen(response) == seen(client.get(NOWHERE))
    assert "Sorry" not in page(client.get("/admin/account/"))


def test_each_refusal_of_wagtails_own_is_nothing_in_whatever_language(land: Country, rf: Any) -> None:
    """By its decorators, and by what its views raise: neither says that there is something."""

    def refused(_request: Any) -> Any:
        raise PermissionDenied

    for view in (user_passes_test(lambda _user: False)(refused), require_admin_access(refused)):
        request = rf.get("/admin/pages/")
        request.user = land.people["editor"]
        request._messages = CookieStorage(request)
        assert view(request).status_code == 404
        assert list(request._messages) == []


def test_a_script_that_is_refused_inside_a_room_is_told_nothing_either(land: Country) -> None:
    client = client_of(land, "editor")
    script = {"x-requested-with": "XMLHttpRequest"}
    refused = client.get("/admin/pages/1/edit/", headers=script)
    assert seen(refused) == seen(client.get(NOWHERE, headers=script))


def test_a_request_without_its_token_is_refused_alike_everywhere(land: Country) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(land.people["officer-moh"])
    for address in ("/admin/groups/new/", "/admin/api/main/pages/", "/admin/desk/26-0000-0000-0/reply/"):
        assert client.post(address).status_code == client.post(NOWHERE).status_code == 403


def test_whoever_lost_their_last_role_is_sent_to_the_login_from_everywhere_and_can_log_out(land: Country) -> None:
    client = client_of(land, "staff-moh")
    assert client.get("/admin/account/").status_code == 200
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    for address in ("/admin/", "/admin/account/", "/admin/desk/", "/admin/pages/", NOWHERE):
        assert client.get(address)["Location"] == f"/admin/login/?next={address}"
    assert client.post("/admin/logout/")["Location"] == "/admin/login/"
    assert "_auth_user_id" not in client.session


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_the_menus_lead_into_no_closed_room(land: Country) -> None:
    for who in ("editor", "admin", "auditor", "officer-moh"):
        html = page(client_of(land, who).get("/admin/account/"))
        linked = set(re.findall(r'"url": "(/admin/[^"]*)"', html))
        client = client_of(land, who)
        assert linked
        opened = {address: client.get(address, follow=True) for address in linked}  # the first of several dashboards
        assert {address for address, found in opened.items() if found.status_code != 200} == set(), who
        assert not any("/login/" in where for found in opened.values() for where, _status in found.redirect_chain), who


def test_whoever_manages_people_cannot_delete_an_account(land: Country) -> None:
    client = client_of(land, "admin")
    address = f"/admin/users/delete/{land.people['officer-moh'].pk}/"
    assert seen(client.post(address)) == seen(client.post(NOWHERE))
    assert User.objects.filter(username="officer-moh").exists()
    assert "/delete/" not in page(client.get(f"/admin/users/edit/{land.people['officer-moh'].pk}/"))


def test_no_page_can_be_put_behind_a_login_of_its_own(client: Client) -> None:
    assert client.get("/ar/_util/login/").status_code == 404
    assert all(isinstance(pattern, URLPattern) for pattern in get_resolver("portal.citizen.urls").url_patterns)
