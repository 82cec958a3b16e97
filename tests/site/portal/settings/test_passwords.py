"""What a password must be, at every place where one is written; the demo's own is set by code and stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from permissions.access.one_time_links import make_link
from permissions.people.models import LinkPurpose
from tests.scenes import Country, country, hire
from tests.site.portal.signed_in import OWN_ACCOUNT, client_of, page
from workflows.notifications.deliver import deliver_waiting

pytestmark = pytest.mark.django_db
GOOD = "قهوة الصباح وزيتون 77"
TOO_SHORT = {"ar": "كلمة المرور هذه قصيرة", "en": "This password is too short."}
TRIED_FIRST = {"ar": "هذه من كلمات المرور التي يجرّبها المخترقون أولًا", "en": "one of the first that intruders try"}
GUESSED = {"ar": "يمكن تخمين كلمة المرور هذه", "en": "This password can be guessed from the name"}
Say = Callable[[str], Any]


@pytest.fixture
def land() -> Country:
    """The small country with an administrator; the officer has a name, an address and a phone to be guessed from."""
    found = country()
    hire(found, "administrator", username="admin")
    officer = found.people["officer-moh"]
    officer.name = {"ar": "هدى الأحمد", "en": "Huda Al-Ahmad"}
    officer.email, officer.phone = "huda.alahmad@health.example.org", "+962790001122"
    officer.set_password("the old one")
    officer.save()
    return found


def by_themselves(land: Country, language: str) -> Say:
    client = client_of(land, "officer-moh", language)
    sent = OWN_ACCOUNT | {"locale-preferred_language": language, "password-old_password": "the old one"}
    return lambda new: client.post(
        "/admin/account/", sent | {"password-new_password1": new, "password-new_password2": new}
    )


@pytest.mark.usefixtures("limits_on")
def test_whoever_holds_a_session_guesses_its_password_ten_times_an_hour(land: Country) -> None:
    """Also the right one is not looked at after that, so that no guess is told from another."""
    client = client_of(land, "officer-moh", "en")
    new = {"password-new_password1": "another-word-77", "password-new_password2": "another-word-77"}
    said = [
        page(client.post("/admin/account/", OWN_ACCOUNT | new | {"password-old_password": old}))
        for old in [*(f"guess {number}" for number in range(10)), "the old one"]
    ]
    assert ["written wrongly so often" in each for each in said] == [False] * 10 + [True]
    land.people["officer-moh"].refresh_from_db()
    assert land.people["officer-moh"].check_password("the old one")


@pytest.mark.usefixtures("limits_on")
def test_replacing_a_password_counts_for_nothing(land: Country) -> None:
    old = "the old one"
    for number in range(12):
        new = f"another-word-{number}"
        sent = {"password-old_password": old, "password-new_password1": new, "password-new_password2": new}
        assert client_of(land, "officer-moh").post("/admin/account/", OWN_ACCOUNT | sent).status_code == 302
        old = new


def by_a_link(land: Country, language: str) -> Say:
    """That an administrator has sent: they neither write nor see a password themselves."""
    token = make_link(land.people["officer-moh"], LinkPurpose.PASSWORD, actor=land.actor("admin"))
    names = {"name_ar": "هدى الأحمد", "name_en": "Huda Al-Ahmad"}
    with override(language):
        address = reverse("begin", args=[token])
    return lambda new: Client().post(address, names | {"password": new, "again": new})


def by_a_reset(land: Country, language: str) -> Say:
    client = Client(headers={"accept-language": language})
    client.post("/admin/password_reset/", {"email": land.people["officer-moh"].email})
    deliver_waiting()
    found = re.search(r"http://[^/]+(/admin/password_reset/confirm/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    form = client.get(found[1])["Location"]
    return lambda new: client.post(form, {"new_password1": new, "new_password2": new})


WAYS = [(by_themselves, "ar"), (by_themselves, "en"), (by_a_link, "ar"), (by_a_link, "en")]
WAYS += [(by_a_reset, "ar")]


@pytest.mark.parametrize(("way", "language"), WAYS)
def test_a_weak_password_is_refused_with_a_reason_and_a_strong_one_is_taken(
    land: Country, way: Callable[[Country, str], Say], language: str
) -> None:
    say, officer = way(land, language), land.people["officer-moh"]
    for weak, reason in (
        ("1", TOO_SHORT),
        ("officer-moh", TOO_SHORT),
        ("insaf-demo", TOO_SHORT),
        ("123456789012", TRIED_FIRST),
        ("٠١٢٣٤٥٦٧٨٩٠١٢", TRIED_FIRST),
        ("abababababababab", TRIED_FIRST),
        ("QwertyQwerty", TRIED_FIRST),
        ("officer-moh-officer", GUESSED),
        ("Huda.Alahmad2026", GUESSED),
        ("هدى الأحمد 2026", GUESSED),
        ("00962790001122", GUESSED),
    ):
        assert reason[language] in page(say(weak)), weak
        officer.refresh_from_db()
        assert officer.check_password("the old one"), weak
    assert say(GOOD).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(GOOD)


def test_a_new_account_is_measured_by_what_is_written_beside_its_password(land: Country) -> None:
    officer = land.people["officer-moh"]
    address = reverse("begin", args=[make_link(officer, LinkPurpose.ACCOUNT, actor=land.actor("admin"))])
    sent = {"name_ar": "رنا الزعبي", "name_en": "Rana Zoubi", "password": "Rana.Zoubi2026", "again": "Rana.Zoubi2026"}
    answer = Client().post(address, sent)
    assert answer.status_code == 422
    assert GUESSED["ar"] in page(answer)
    officer.refresh_from_db()
    assert officer.check_password("the old one")


def test_a_long_phrase_may_hold_a_name(land: Country) -> None:
    validate_password("Huda drinks her tea beside the olive tree", land.people["officer-moh"])
    with pytest.raises(ValidationError):
        validate_password("Huda officer-moh", land.people["officer-moh"])


@pytest.mark.parametrize(
    "phrase", ["plumriverlanternquiet", "بحر قمح نافذة شتاء", "!?;:,.-_<>&%#*+", "نهر river 7!" * 20]
)
def test_no_kind_of_letter_is_demanded_or_refused(land: Country, phrase: str) -> None:
    assert by_themselves(land, "ar")(phrase).status_code == 302
    land.people["officer-moh"].refresh_from_db()
    assert land.people["officer-moh"].check_password(phrase)


def test_the_rules_are_told_before_anything_is_typed(land: Country) -> None:
    token = make_link(land.people["officer-moh"], LinkPurpose.ACCOUNT, actor=land.actor("admin"))
    with override("en"):
        address = reverse("begin", args=[token])
    for client, where in ((client_of(land, "officer-moh"), "/admin/account/"), (Client(), address)):
        told = re.sub(r"</?bdi>", "", page(client.get(where)))
        assert "At least 12 characters" in told
        assert "No password that many people use" in told
