"""Who counts together, and that nobody can be read out of what is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from permissions.limits.catalogue import FILING, TRACKING
from permissions.limits.subjects import UNKNOWN, account_of, key_of, mailbox_of, network_of, phone_of

AT = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:0:12ab::1", "2001:db8:0:1200::/56"),
        ("2001:DB8:0:12FF:ffff:ffff:ffff:ffff", "2001:db8:0:1200::/56"),
        ("2001:db8:0:1300::1", "2001:db8:0:1300::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("", UNKNOWN),
        ("proxy.example", UNKNOWN),
        ("' OR 1=1", UNKNOWN),
    ],
)
def test_an_address_counts_for_its_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    "number",
    [
        "0790000000",
        "+962790000000",
        "00962 79 000 0000",
        "٠٧٩-٠٠٠-٠٠٠٠",
        "790000000",
        "+962 (0)790000000",
        "962790000000",
    ],
)
def test_a_phone_number_is_one_however_it_is_written(number: str) -> None:
    assert phone_of(number) == "962790000000"


@pytest.mark.parametrize(
    ("number", "same"), [("+15551234567", "15551234567"), ("0015551234567", "15551234567"), ("", "")]
)
def test_numbers_of_other_countries_stay_theirs(number: str, same: str) -> None:
    assert phone_of(number) == same


@pytest.mark.parametrize(
    "address",
    ["huda.saleh@example.org", "Huda.Saleh@Example.org", "hudasaleh+1@example.org", " h.u.d.a.saleh+x+y@example.org"],
)
def test_a_mailbox_is_one_however_it_is_written(address: str) -> None:
    assert mailbox_of(address) == "hudasaleh@example.org"


def test_an_account_is_one_however_its_name_is_written() -> None:
    assert account_of(" Officer-MOH ") == account_of("officer-moh")


def test_a_key_tells_nothing_and_is_another_for_each_limit_subject_and_hour() -> None:
    key = key_of(FILING, "203.0.113.7", AT)
    assert len(key) == 64
    assert set(key) <= set("0123456789abcdef")
    others = {
        key_of(TRACKING, "203.0.113.7", AT),
        key_of(FILING, "203.0.113.8", AT),
        key_of(FILING, "203.0.113.7", AT + timedelta(hours=1)),
        key_of(FILING, "203.0.113.7", AT + timedelta(days=1)),
    }
    assert len(others | {key}) == 5
    assert key == key_of(FILING, "203.0.113.7", AT + timedelta(minutes=50))


def test_without_the_key_from_outside_the_database_nobody_comes_to_the_same_key(settings: Any) -> None:
    key = key_of(FILING, "203.0.113.7", AT)
    settings.FIELD_KEYS = ["another", *settings.FIELD_KEYS]
    assert key_of(FILING, "203.0.113.7", AT) != key
