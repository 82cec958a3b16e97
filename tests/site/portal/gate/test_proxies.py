"""Whose word counts for where a request comes from."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from portal.gate.middleware import FORWARDED, Gate
from portal.gate.proxies import client_of, is_trusted

PROXY, INNER, CITIZEN, LIE = "10.0.0.1", "10.0.0.2", "203.0.113.7", "198.51.100.99"


@pytest.fixture(autouse=True)
def _proxies(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"), "unix"]


def seen(**meta: str) -> dict[str, Any]:
    """What all that comes after it finds in the request."""
    request = HttpRequest()
    request.META = dict(meta)
    Gate(lambda _request: HttpResponse())(request)
    return request.META


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        (PROXY, CITIZEN, CITIZEN),
        (PROXY, f"{LIE}, {CITIZEN}", CITIZEN),
        (PROXY, f"{LIE}, {CITIZEN}, {INNER}", CITIZEN),
        (PROXY, f"{CITIZEN}:50123", CITIZEN),
        (PROXY, "[2a00:1450::9]:443", "2a00:1450::9"),
        (PROXY, "2a00:1450::9, 2001:db8::5", "2a00:1450::9"),
        (PROXY, f"{INNER}, {PROXY}", INNER),
        (PROXY, "", PROXY),
        (PROXY, f"{CITIZEN}, unknown", PROXY),
        (PROXY, "' OR 1=1 --", PROXY),
        (PROXY, ",,,", PROXY),
        ("", f"{LIE}, {CITIZEN}", CITIZEN),
    ],
)
def test_the_rightmost_hop_that_is_no_proxy_of_ours_counts(peer: str, forwarded: str, client: str) -> None:
    assert client_of(peer, forwarded) == client
    assert seen(REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)["REMOTE_ADDR"] == client


def test_what_a_stranger_says_of_themselves_is_dropped() -> None:
    found = seen(REMOTE_ADDR=CITIZEN, **dict.fromkeys(FORWARDED, LIE))
    assert found == {"REMOTE_ADDR": CITIZEN}


def test_a_proxy_of_ours_may_say_all_of_it() -> None:
    found = seen(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=CITIZEN, HTTP_X_FORWARDED_PROTO="https")
    assert found["HTTP_X_FORWARDED_PROTO"] == "https"


def test_without_proxies_nobody_is_believed_not_even_this_machine(settings: Any) -> None:
    settings.TRUSTED_PROXIES = []
    assert seen(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=LIE, HTTP_X_FORWARDED_PROTO="https") == {
        "REMOTE_ADDR": "127.0.0.1"
    }
    assert not is_trusted("")


def test_an_address_of_ipv4_written_as_one_of_ipv6_is_the_same_proxy() -> None:
    assert is_trusted("::ffff:10.0.0.1")
    assert not is_trusted("::ffff:203.0.113.7")
    assert not is_trusted("proxy")


@pytest.mark.django_db
@pytest.mark.parametrize(("peer", "status"), [(PROXY, 200), (CITIZEN, 301)])
def test_only_a_proxy_of_ours_says_that_a_page_came_by_https(settings: Any, peer: str, status: int) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = Client().get("/robots.txt", REMOTE_ADDR=peer, HTTP_X_FORWARDED_PROTO="https")
    assert answer.status_code == status
