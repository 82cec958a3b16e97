"""People at their screens: a client that is logged in, and the addresses that a page gave it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from wagtail.users.models import UserProfile

from tests.scenes import Country

BREAK_BESIDE_TAG = re.compile(r"(?<=>)\s*\n\s*|\s*\n\s*(?=<)")
TAG = re.compile(r"<[^<>]*>")
ADDRESS = re.compile(r'(?:href|action)="(/admin/(?:desk|studio)/[^"#]*)"')

OWN_ACCOUNT = {
    "locale-preferred_language": "en",
    "theme-theme": "light",
    "theme-contrast": "system",
    "theme-density": "default",
    "theme-keyboard_shortcuts": "on",
}
"""What the form of one's own account sends."""


def client_of(country: Country, username: str, language: str = "en") -> Client:
    """Logged in, with the language that the person has chosen in their account."""
    person = country.people[username]
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    client = Client()
    client.force_login(person)
    return client


def page(response: Any) -> str:
    """What came, as text, without the line breaks of its templates: beside tags, and between attributes."""
    html = BREAK_BESIDE_TAG.sub("", str(response.content.decode()))
    return TAG.sub(lambda tag: " ".join(tag[0].split()), html)


def addresses_in(html: str) -> set[str]:
    """Every address of the desk and the studio that a page links or posts to."""
    return set(ADDRESS.findall(html))
