"""A form's token is random, bound to its kind, and good for a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from content.forms.serving import LIFETIME, TokenExpired, TokenForged, new_token, read_token
from permissions.now import now, standing_at


def test_a_token_is_read_back_as_it_was_made() -> None:
    token = new_token("complaint")
    assert read_token(token.value, "complaint") == token


def test_no_two_tokens_are_the_same() -> None:
    assert len({new_token("complaint").key for _number in range(100)}) == 100


def test_the_key_fits_the_column_of_a_case() -> None:
    assert len(new_token("complaint").key) <= 80


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "\x00"])
def test_a_token_that_was_not_made_here_is_forged(value: str) -> None:
    with pytest.raises(TokenForged):
        read_token(value, "complaint")


def test_a_changed_token_is_forged() -> None:
    value = new_token("complaint").value
    with pytest.raises(TokenForged):
        read_token(value[:-2] + ("aa" if value[-2:] != "aa" else "bb"), "complaint")


def test_a_token_of_another_form_is_forged() -> None:
    with pytest.raises(TokenForged):
        read_token(new_token("praise").value, "complaint")


def test_a_token_ends_after_a_day() -> None:
    opened = now()
    with standing_at(opened):
        value = new_token("complaint").value
    with standing_at(opened + LIFETIME - timedelta(minutes=1)):
        read_token(value, "complaint")
    with standing_at(opened + LIFETIME + timedelta(minutes=1)), pytest.raises(TokenExpired):
        read_token(value, "complaint")
