"""What the environment says of identity providers and of text messages, and the sentence that refuses each slip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import citizens, environment
from portal.settings.environment import Kind

STAFF = {
    "OIDC_STAFF_URL": "https://id.example",
    "OIDC_STAFF_CLIENT_ID": "insaf",
    "OIDC_STAFF_CLIENT_SECRET": "a secret",
}
CITIZENS = {
    "OIDC_CITIZENS_URL": "https://id.example",
    "OIDC_CITIZENS_CLIENT_ID": "insaf",
    "OIDC_CITIZENS_CLIENT_SECRET": "a secret",
}
PAIR = "With OIDC_STAFF_URL go OIDC_STAFF_CLIENT_ID and OIDC_STAFF_CLIENT_SECRET."
THREE = "OIDC_CITIZENS_URL needs OIDC_CITIZENS_CLIENT_ID and OIDC_CITIZENS_CLIENT_SECRET, and the scope openid."
WORDS = "OIDC_STAFF_SECOND_FACTOR is made of acr=value and amr=value, with spaces between."
SINGLE = "OIDC_STAFF_SECOND_FACTOR: %s is a single factor, and no second one."
HTTPS = "%s is an address that begins with https:."
GATEWAY = f"SMS_METHOD is one of {citizens.METHODS}, SMS_BODY_TYPE one of {citizens.BODY_TYPES}."
COUNTRY = "PHONE_COUNTRY is a country's code in digits: 962."
LEAVES = "SMS_URL begins with https: or file:; with http: or console: in demo and test alone."


def read(kind: Kind) -> None:
    """All of it, as a start reads it."""
    environment.staff_provider(kind)
    citizens.citizens_provider(kind)
    citizens.sms_url(kind)
    citizens.sms_gateway()
    citizens.phone_country()
    citizens.country()
    citizens.national_number()
    for name in ("SMS_A_NUMBER_A_DAY", "SMS_AN_HOUR", "SMS_A_DAY"):
        citizens.budget(name, 7)


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [
        name for name in environment.env.ENVIRON if name.startswith(("OIDC_", "SMS_", "PHONE_", "NATIONAL_", "COUNTRY"))
    ]
    for name in given:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (STAFF | {"OIDC_STAFF_URL": "http://id.example"}, HTTPS % "OIDC_STAFF_URL"),
        (STAFF | {"OIDC_STAFF_URL": "id.example"}, HTTPS % "OIDC_STAFF_URL"),
        (STAFF | {"OIDC_STAFF_CLIENT_ID": ""}, PAIR),
        (STAFF | {"OIDC_STAFF_CLIENT_SECRET": ""}, PAIR),
        (STAFF | {"OIDC_STAFF_SECOND_FACTOR": "mfa"}, WORDS),
        (STAFF | {"OIDC_STAFF_SECOND_FACTOR": "acr="}, WORDS),
        (STAFF | {"OIDC_STAFF_SECOND_FACTOR": "amr=mfa email=x"}, WORDS),
        (
            STAFF | {"OIDC_STAFF_SECOND_FACTOR": "acr=1"},
            SINGLE % "acr=1",
        ),
        (
            STAFF | {"OIDC_STAFF_SECOND_FACTOR": "amr=mfa amr=pwd"},
            SINGLE % "amr=pwd",
        ),
        (
            CITIZENS | {"OIDC_CITIZENS_URL": "http://id.example"},
            HTTPS % "OIDC_CITIZENS_URL",
        ),
        (CITIZENS | {"OIDC_CITIZENS_CLIENT_ID": ""}, THREE),
        (CITIZENS | {"OIDC_CITIZENS_CLIENT_SECRET": ""}, THREE),
        (CITIZENS | {"OIDC_CITIZENS_SCOPES": "profile"}, THREE),
        ({"SMS_URL": "http://gateway.example"}, LEAVES),
        ({"SMS_URL": "console:"}, LEAVES),
        ({"SMS_URL": "gateway.example"}, LEAVES),
        ({"SMS_METHOD": "DELETE"}, GATEWAY),
        ({"SMS_BODY_TYPE": "text/plain"}, GATEWAY),
        ({"SMS_HEADERS": "Authorization: x"}, "SMS_HEADERS is an object of JSON."),
        ({"SMS_HEADERS": "[]"}, "SMS_HEADERS is an object of JSON, with texts in it."),
        ({"SMS_HEADERS": '{"X": 1}'}, "SMS_HEADERS is an object of JSON, with texts in it."),
        ({"SMS_A_NUMBER_A_DAY": "0"}, "SMS_A_NUMBER_A_DAY is 1 at least."),
        ({"SMS_AN_HOUR": "-1"}, "SMS_AN_HOUR is 1 at least."),
        ({"SMS_A_DAY": "many"}, "SMS_A_DAY is a whole number."),
        ({"PHONE_COUNTRY": "+962"}, COUNTRY),
        ({"PHONE_COUNTRY": "٩٦٢"}, COUNTRY),
        ({"PHONE_COUNTRY": "9620"}, COUNTRY),
        ({"PHONE_COUNTRY": ""}, COUNTRY),
        ({"COUNTRY": "jo"}, "COUNTRY is two capital letters (ISO 3166): JO."),
        ({"COUNTRY": "../x"}, "COUNTRY is two capital letters (ISO 3166): JO."),
        ({"NATIONAL_NUMBER": "962"}, "NATIONAL_NUMBER is one of JO, SA, TR."),
    ],
)
def test_in_production_a_slip_is_refused_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, given: Mapping[str, str], sentence: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refused:
        read("production")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", ["OIDC_STAFF_URL", "OIDC_CITIZENS_URL", "SMS_URL"])
def test_a_demo_speaks_with_a_server_beside_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for each, value in (STAFF | CITIZENS | {name: "http://localhost:9400"}).items():
        monkeypatch.setenv(each, value)
    read("demo")
    monkeypatch.setenv(name, "ftp://localhost")
    with pytest.raises(ImproperlyConfigured, match=name):
        read("demo")


def test_without_any_there_are_none_and_no_providers_factor_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    read("production")
    assert environment.staff_provider("production") is None
    assert citizens.citizens_provider("production") is None
    assert (citizens.sms_url("production"), citizens.phone_country()) == ("", "962")
    for name, value in STAFF.items():
        monkeypatch.setenv(name, value)
    found: Any = environment.staff_provider("production")
    assert (found.second_factor, found.plain_http) == ((), False)


def test_the_words_of_a_provider_are_taken_as_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (STAFF | {"OIDC_STAFF_SECOND_FACTOR": " acr=https://id.example/two-factors  amr=mfa"}).items():
        monkeypatch.setenv(name, value)
    found: Any = environment.staff_provider("production")
    assert found.second_factor == (("acr", "https://id.example/two-factors"), ("amr", "mfa"))
