"""A number and an address are found again however they are written, and by nobody who lacks the key."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from permissions.blind import WHO_FILED, blind, blinds


@pytest.mark.parametrize("written", ["+962 79 000 0001", "00962790000001", "0790000001", "٠٧٩٠٠٠٠٠٠١", "790000001"])
def test_a_number_is_one_however_it_is_written(written: str) -> None:
    assert blind(written, WHO_FILED) == blind("962790000001", WHO_FILED)


def test_an_address_is_one_in_capitals_and_another_with_another_dot() -> None:
    assert blind(" Lina@Example.org", WHO_FILED) == blind("lina@example.org", WHO_FILED)
    assert blind("li.na@example.org", WHO_FILED) != blind("lina@example.org", WHO_FILED)


def test_it_is_another_for_another_purpose_and_says_nothing_of_the_number() -> None:
    found = blind("0790000001", WHO_FILED)
    assert len(found) == 64
    assert "790000001" not in found
    assert found != blind("0790000001", "something else")


def test_nothing_stands_for_nothing() -> None:
    assert blind("", WHO_FILED) == blind("  ", WHO_FILED) == ""
    assert blinds("", WHO_FILED) == ()


def test_what_an_older_key_made_is_still_found(settings: Settings) -> None:
    kept = blind("0790000001", WHO_FILED)
    settings.FIELD_KEYS = ["a newer key", *settings.FIELD_KEYS]
    assert blind("0790000001", WHO_FILED) != kept
    assert kept in blinds("0790000001", WHO_FILED)
