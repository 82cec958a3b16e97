"""Whoever confirms a file reads what becomes of its rows in their own language, whoever sent it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from permissions.agencies.models import Agency
from tests.letters import strange_words
from tests.scenes import Country, hire
from tests.site.portal.sheets.sending import BODIES, HOLIDAYS, PEOPLE, RULES, as_csv, confirm, said, send, sent
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
BODY_HEADS = ["code", "name_ar", "name_en", "parent"]
BODY_ROWS = [BODY_HEADS, ["moh", "moh", "Ministry of Health", ""], ["bad", "سيئة", "Bad", "nowhere"]]
ROW = re.compile(r'<tr data-row="(\d+)".*?</tr>', re.DOTALL)
SENTENCE = re.compile(r'<span class="soft">(.*?)</span>', re.DOTALL)


def sentences(client: Client, address: str) -> dict[int, list[str]]:
    """What the page says of each row of the file that was sent last, in the reader's language."""
    html = page(client.get(f"{address}sent/{sent().pk}/"))
    return {
        int(row[1]): [re.sub(r"<[^>]+>|[\u2066-\u2069]", "", sentence) for sentence in SENTENCE.findall(row[0])]
        for row in ROW.finditer(html)
    }


def test_the_sentences_of_rows_are_in_the_readers_language(land: Country, admin: Client) -> None:
    send(admin, BODIES, as_csv(BODY_ROWS))
    assert "becomes" in said(2)
    hire(land, "administrator", username="admin2")
    arabic = sentences(client_of(land, "admin2", "ar"), BODIES)
    assert [len(arabic[number]) for number in (2, 3)] == [1, 1]
    assert "nowhere" in arabic[3][0]
    assert strange_words(re.sub(r"[“«].*?[”»]", "", " ".join(arabic[3])), "ar") == []
    english = sentences(client_of(land, "admin2"), BODIES)
    assert "no agency with the code" in english[3][0], "the file itself stays as it was sent"


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        (
            PEOPLE,
            [["email", "name_ar", "name_en", "body", "post", "role"], ["new@moh.example", "س", "N", "none", "", "x"]],
        ),
        (
            RULES,
            [["place", "key", "name_ar", "name_en", "condition", "agency"], ["1", "", "أ", "A", "nothing is_so", "x"]],
        ),
        (
            HOLIDAYS,
            [
                ["from", "to", "name_ar", "name_en", "state", "circular"],
                ["2027-05-09", "2027-05-01", "عطلة", "Holiday", "fixed", ""],
            ],
        ),
    ],
)
def test_each_sheet_says_its_refusals_so(land: Country, address: str, rows: list[list[str]]) -> None:
    who, other = ("owner", "owner2") if address in (RULES, HOLIDAYS) else ("admin", "admin-two")
    hire(land, "administrator", username="admin-two")
    send(client_of(land, who, "ar"), address, as_csv(rows))
    (number,) = (row["number"] for row in sent().judged)
    assert re.search("[\u0600-\u06ff]{3}", said(number))
    english = sentences(client_of(land, other), address)[number]
    assert english
    assert not re.search("[\u0600-\u06ff]{3}", re.sub(r"“.*?”", "", " ".join(english))), english


def test_the_second_person_has_done_what_they_read(land: Country, admin: Client) -> None:
    send(admin, BODIES, as_csv(BODY_ROWS[:2]))
    hire(land, "administrator", username="admin2")
    confirm(client_of(land, "admin2", "ar"), BODIES)
    assert Agency.objects.get(code="moh").name["en"] == "Ministry of Health"
    assert "becomes" in sentences(client_of(land, "admin2", "ar"), BODIES)[2][0], "what is over stays as it was"


def test_a_row_that_would_become_something_else_keeps_its_sentences(land: Country, admin: Client) -> None:
    send(admin, BODIES, as_csv(BODY_ROWS[:2]))
    Agency.objects.filter(code="moh").update(name={"ar": "moh", "en": "Ministry of Health"})
    hire(land, "administrator", username="admin2")
    assert "becomes" in sentences(client_of(land, "admin2", "ar"), BODIES)[2][0]
