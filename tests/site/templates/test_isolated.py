"""Phone numbers and email addresses keep their own order wherever a page shows them, inside Arabic lines too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from django.test import Client
from django.urls import reverse

from permissions.people.models import User
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of
from workflows.cases.actions import Note
from workflows.cases.lifecycle import apply

TEMPLATES = Path(__file__).parents[3] / "site" / "templates"
SHOWN = re.compile(r"\{\{\s*([\w.]*\b(?:e_?mail|phone|telephone|call_number))(\|[^}]*)?\s*\}\}")
OWN_ORDER = re.compile(r'<bdi (?:dir="ltr"|class="(?:no|ltr)")[^<>]*>\s*$')
PHONE, EMAIL = "+962791112223", "rana.haddad@example.org"
NOT_SEEN = {"script", "style", "title", "template"}


def strays(template: str) -> Iterator[str]:
    """What a template shows of either outside of an element of its own direction; attributes are no text."""
    for line in template.splitlines():
        for found in SHOWN.finditer(line):
            before, filters = line[: found.start()], found[2] or ""
            inside_a_tag = before.rfind("<") > before.rfind(">")
            if not inside_a_tag and "isolated" not in filters and not OWN_ORDER.search(before):
                yield found[1]


def test_no_template_shows_one_without_its_own_direction() -> None:
    found = {str(path.relative_to(TEMPLATES)): list(strays(path.read_text())) for path in TEMPLATES.rglob("*.html")}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize(
    "line",
    [
        "{{ person.phone }}",
        "<b>{{ user.email }}</b>",
        "<bdi>{{ site.telephone }}</bdi>",
        "Call: {{ page.call_number }}",
    ],
)
def test_one_that_stands_free_is_found(line: str) -> None:
    assert len(list(strays(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '<bdi dir="ltr">{{ a.phone }}</bdi>',
        '<a href="tel:{{ a.phone|tel }}">',
        '<bdi class="no">{{ a.telephone }}</bdi>',
    ],
)
def test_what_keeps_its_order_is_let_through(line: str) -> None:
    assert list(strays(line)) == []


def loose(html: bytes, *needles: str) -> list[str]:
    """The texts of a page in which one of them stands without an element or marks of its own direction."""
    return [text for text in _texts(html) if any(each in text for each in needles) and not _is_isolated(text, needles)]


def _texts(html: bytes) -> Iterator[NavigableString]:
    for text in BeautifulSoup(html, "lxml").find_all(string=True):
        if not NOT_SEEN & {parent.name for parent in text.parents}:
            yield text


def _is_isolated(text: NavigableString, needles: tuple[str, ...]) -> bool:
    own = any(
        parent.get("dir") == "ltr"
        or parent.name in ("bdi", "textarea")
        or {"no", "ltr"} & set(parent.get("class") or ())
        for parent in list(text.parents)[:3]
        if parent.name not in ("html", "[document]")
    )
    spoken = any(parent.get("dir") == "auto" for parent in text.parents)
    return own or spoken or all(f"\u2066{each}" in text or f"\u2068{each}" in text for each in needles if each in text)


@pytest.fixture
def land() -> Country:
    land = country()
    hire(land, "administrator", username="boss")
    hire(land, "call_taker", username="taker")
    User.objects.filter(username="staff-moh").update(email=EMAIL, phone=PHONE)
    return land


def in_arabic(land: Country, username: str) -> Client:
    client = client_of(land, username)
    client.post("/admin/reading/", {"language": "ar"})
    return client


@pytest.mark.django_db
def test_nor_does_any_screen_of_the_staff(land: Country) -> None:
    case = file_case(phone=PHONE, email=EMAIL, text=f"اتصلوا بي على {PHONE} أو {EMAIL} رجاءً")
    apply(case.pk, Note(text=f"كتب من {EMAIL}"), actor=land.actor("officer-moh"))
    person, calls = land.people["staff-moh"].pk, "/admin/call-centre/"
    seen = 0
    for username, addresses in {
        "officer-moh": [f"/admin/desk/{case.tracking}/", "/admin/desk/", f"/admin/desk/search/?q={EMAIL}"],
        "boss": [
            reverse("access:people"),
            *(reverse(f"access:{name}", args=[person]) for name in ("person", "account")),
        ],
        "taker": [calls],
    }.items():
        client = in_arabic(land, username)
        if username == "taker":
            addresses.append(client.post(calls, {"number": PHONE, "channel": "call"}).headers["Location"])
        for address in addresses:
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, address
            seen += any(each in answer.content.decode() for each in (PHONE, EMAIL))
            assert loose(answer.content, PHONE, EMAIL) == [], address
    assert seen >= 4, "otherwise nothing was looked at"
