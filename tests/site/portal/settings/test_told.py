"""The cookie of what is told once, over TLS and without."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import pytest
from django.contrib import messages
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from portal.settings import told


@pytest.fixture
def over_tls() -> Iterator[None]:
    with override_settings(SESSION_COOKIE_SECURE=True):
        importlib.reload(told)
        yield
    importlib.reload(told)


def the_cookie() -> tuple[str, bool]:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]  # it is not asked
    storage = told.Told(request)
    storage.add(messages.SUCCESS, "done")
    storage.update(response := HttpResponse())
    [cookie] = response.cookies.values()
    return cookie.key, bool(cookie["secure"])


def test_in_the_demo_it_has_the_name_that_plain_http_takes() -> None:
    assert the_cookie() == ("messages", False)


@pytest.mark.usefixtures("over_tls")
def test_over_tls_no_other_host_can_set_it() -> None:
    assert the_cookie() == ("__Host-messages", True)
