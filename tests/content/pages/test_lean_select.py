"""The lean list says the same as Django's own, to the last attribute."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from lxml import html

from content.pages.lean_select import LeanSelect

CHOICES: list[tuple[Any, Any]] = [
    ("", "Choose"),
    ("moh", "Health & <care>"),
    ("Schools", [("moe", 'Education "central"'), ("mohe", "Higher education")]),
    (7, "Seven"),
]


def read(drawn: str) -> list[tuple[str, list[tuple[str, str]], str]]:
    """Tags in their order with attributes and text: the space between them does not count."""
    return [
        (str(each.tag), sorted((str(name), str(value)) for name, value in each.items()), (each.text or "").strip())
        for each in html.fromstring(drawn).iter()
    ]


@pytest.mark.parametrize("value", ["", None, "moe", "7", 7, "unknown"])
@pytest.mark.parametrize("required", [True, False])
def test_it_draws_what_django_draws(value: Any, required: bool) -> None:
    usual = forms.Select(attrs={"class": "input", "required": required, "data-x": '"<'}, choices=CHOICES)
    attributes = {"id": "agency", "aria-invalid": "true"}
    drawn = LeanSelect.like(usual).render("agency", value, attributes)
    assert read(drawn) == read(usual.render("agency", value, attributes))
    assert len(read(drawn)) == 7
