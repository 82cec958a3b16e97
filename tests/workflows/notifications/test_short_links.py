"""Short links: what is kept of one, what it opens, until when, and what ends it."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permissions.now import now, standing_at
from portal.operations.sweeping import tidy
from tests.scenes import Country, file_case
from tests.workflows.notifications.texts import (
    ADDRESSED,
    PHONE,
    SHORT,
    answered_case,
    delivered_text,
    on_a_phone,
    tell,
)
from workflows.cases.actions import ProposeSealing
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.renewing import lost_by_link, renew_code
from workflows.cases.wiping import wipe
from workflows.notifications.models import ShortLink, ShortLinkPurpose
from workflows.notifications.short_links import ALPHABET, LASTS, LETTERS, Opens, opened_by, short_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(land: Country, settings: Any, tmp_path: Path) -> Path:
    on_a_phone(settings, tmp_path / "sms")
    return tmp_path / "sms"


def code_in(text: str) -> str:
    found = SHORT.search(text)
    assert found is not None, text
    return found[1]


def new_link(case: Case, language: str = "ar") -> str:
    return code_in(short_link(Opens(case.pk, language)))


def test_a_code_has_sixty_random_bits_and_no_sign_that_is_mistaken_for_another(land: Country) -> None:
    assert math.log2(len(set(ALPHABET))) * LETTERS > 60
    assert not set(ALPHABET) & set("01lIOoaeiuAEU")
    case = file_case()
    codes = {new_link(case) for _link in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {LETTERS}
    assert set("".join(codes)) == set(ALPHABET)


def test_a_keyed_hash_is_kept_and_nothing_that_opens_anything(land: Country, folder: Path, settings: Any) -> None:
    case = answered_case(land, "ar")
    ADDRESSED["lost_code"](case, "ar")
    code = code_in(delivered_text(folder))
    long = opened_by(code) or ""
    token = urlsplit(long).path.split("/")[-2]
    row = serialize("json", ShortLink.objects.all())
    assert (code in row, token in row, PHONE in row) == (False, False, False)
    settings.FIELD_KEYS = ["another-key-0123456789-0123456789-0123456789"]
    assert opened_by(code) is None, "the hash has a key"
    settings.FIELD_KEYS = [settings.FIELD_KEYS[0], *["test-key"]]


def test_one_of_a_former_key_still_opens(land: Country, settings: Any) -> None:
    code = new_link(file_case())
    settings.FIELD_KEYS = ["another-key-0123456789-0123456789-0123456789", *settings.FIELD_KEYS]
    assert opened_by(code) is not None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_opens_what_the_long_link_of_its_letter_opens(land: Country, folder: Path, language: str) -> None:
    case = answered_case(land, language)
    tell(case, "replied")
    text = delivered_text(folder)
    assert ("/en/s/" in text) is (language == "en")
    assert opened_by(code_in(text)) == f"https://insa.example/{language}/track/?tracking={case.tracking}"
    assert opened_by(code_in(text)), "it can be opened again, as the long one"
    assert ShortLink.objects.get().uses == 2


def test_that_of_a_new_code_is_good_once_and_for_thirty_minutes(land: Country, folder: Path, settings: Any) -> None:
    case = answered_case(land, "ar")
    ADDRESSED["lost_code"](case, "ar")
    text = delivered_text(folder)
    assert "\nhttps://insa.example/s/" in text, "what opens something by itself goes by no line that others read"
    row = ShortLink.objects.get()
    assert row.purpose == ShortLinkPurpose.NEW_CODE
    long = opened_by(code_in(text)) or ""
    assert re.fullmatch(rf"{settings.INSAF_URL}/ar/track/new-code/[^/]+/", long)
    lost = lost_by_link(urlsplit(long).path.split("/")[-2])
    assert lost is not None
    renew_code(lost.case, by=lost)
    again = opened_by(code_in(text)) or ""
    assert lost_by_link(urlsplit(again).path.split("/")[-2]) is None
    with standing_at(now() + timedelta(minutes=31)):
        assert opened_by(code_in(text)) is None


@pytest.mark.parametrize(
    "around", ["{}.", "{}،", "{})", "«{}»", " {} ", "\u2066{}\u2069", "{}/", "{}…", "{}?", "{}\u200f"]
)
def test_what_programs_put_around_a_link_is_left_out(land: Country, around: str) -> None:
    assert opened_by(around.format(new_link(file_case()))) is not None


def test_arabic_digits_are_digits_and_capitals_count(land: Country) -> None:
    case = file_case()
    code = new_link(case)
    while not (re.search(r"\d", code) and re.search(r"[a-z]", code)):
        code = new_link(case)
    assert opened_by(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) is not None
    assert opened_by(code.swapcase()) is None
    for wrong in ("", "é" * 11, "'; DROP TABLE", "\0", "../../admin", "a" * 5_000, code[:-1], f"{code}x"):
        assert opened_by(wrong) is None


def test_it_ends_with_its_time_and_the_night_takes_it_away(land: Country) -> None:
    code = new_link(file_case())
    with standing_at(now() + LASTS - timedelta(minutes=1)):
        assert opened_by(code) is not None
    with standing_at(now() + LASTS + timedelta(minutes=1)):
        assert opened_by(code) is None
        new_link(Case.objects.get())
        tidy()
    assert ShortLink.objects.count() == 1


def test_it_goes_with_its_case(land: Country) -> None:
    gone, stays = file_case(), file_case()
    code, other = new_link(gone), new_link(stays)
    wipe([gone.pk])
    assert opened_by(code) is None
    assert [link.case for link in ShortLink.objects.all()] == [stays]
    assert opened_by(other) is not None


def test_once_its_request_is_sealed_it_opens_nothing(land: Country) -> None:
    case = file_case(agency="moh")
    code = new_link(case)
    apply(case.pk, ProposeSealing(reason="…"), actor=land.actor("officer-moh"))
    assert not ShortLink.objects.exists()
    # One that was made in the same moment, by a message on its way, opens nothing either.
    late = new_link(case)
    assert (opened_by(code), opened_by(late)) == (None, None)


def test_of_what_opens_nothing_nobody_learns_why_by_its_cost(land: Country) -> None:
    old, erased, used = file_case(), file_case(), file_case()
    codes = {"wrong": "7" * LETTERS, "old": new_link(old), "erased": new_link(erased), "none": "é"}
    ShortLink.objects.filter(case=old).update(expires_at=now())
    Case.objects.filter(pk=erased.pk).update(erased_at=now())
    new_link(used)
    asked = {}
    for name, code in codes.items():
        with CaptureQueriesContext(connection) as statements:
            assert opened_by(code) is None
        asked[name] = [re.sub(r"'[^']*'", "…", statement["sql"]) for statement in statements]
    assert len(asked["wrong"]) == 1
    assert all(each == asked["wrong"] for each in asked.values())
