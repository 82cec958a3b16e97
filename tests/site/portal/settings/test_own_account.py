"""What people may change of their own account: their language and the like, never where their letters go."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.scenes import country, hire
from tests.site.portal.signed_in import OWN_ACCOUNT, client_of, page

pytestmark = pytest.mark.django_db


def test_nobody_takes_the_address_of_another() -> None:
    land = country()
    officer = client_of(land, "officer-moh")
    assert 'type="email"' not in page(officer.get("/admin/account/"))
    sent = OWN_ACCOUNT | {"name_email-email": "level2-rights@example.org"}
    assert officer.post("/admin/account/", sent).status_code == 302
    land.people["officer-moh"].refresh_from_db()
    assert land.people["officer-moh"].email == "officer-moh@example.org"


def test_only_what_shows_somewhere_is_asked() -> None:
    """No names of one language, no picture, and no time zone: every date of the screens is Amman's."""
    land = country()
    land.people["officer-moh"].set_password("the old one")
    land.people["officer-moh"].save()
    shown = page(client_of(land, "officer-moh").get("/admin/account/"))
    asked = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([a-z_0-9-]+)"', shown))
    assert {"locale-preferred_language", "password-new_password1"} <= asked
    assert {name for name in asked if re.search("first_name|last_name|time_zone|avatar", name)} == set()


def test_logging_out_ends_the_session_and_empties_what_the_browser_keeps() -> None:
    client = client_of(country(), "officer-moh")
    key = client.cookies["sessionid"].value
    answer = client.post("/admin/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["sessionid"] = key
    assert client.get("/admin/desk/").status_code == 302


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_only_a_post_logs_out(method: str) -> None:
    land = country()
    client = client_of(land, "officer-moh")
    key = client.cookies["sessionid"].value
    answer = getattr(client, method)("/admin/logout/")
    assert answer.status_code == (200 if method in ("get", "head") else 405)
    assert "sessionid" not in answer.cookies
    assert client.cookies["sessionid"].value == key
    assert client.get("/admin/desk/").status_code == 200


@pytest.mark.parametrize(("language", "question"), [("ar", "أتريد تسجيل الخروج"), ("en", "Log out of this browser?")])
def test_whoever_comes_to_the_address_of_logging_out_is_asked(language: str, question: str) -> None:
    land = country()
    client = client_of(land, "officer-moh", language)
    key = client.cookies["sessionid"].value
    assert question in page(client.get("/admin/logout/"))
    assert client.post("/admin/logout/")["Location"] == "/admin/login/"
    assert not Session.objects.filter(session_key=key).exists()
    stolen = Client()
    stolen.cookies["sessionid"] = key
    assert stolen.get("/admin/desk/")["Location"].startswith("/admin/login/")
    assert Client().get("/admin/logout/")["Location"] == "/admin/login/"


@pytest.mark.parametrize(
    ("former", "chosen", "said"), [("ar", "en", "Your settings are saved."), ("en", "ar", "حُفظت إعداداتك.")]
)
def test_a_language_that_was_chosen_is_spoken_from_its_first_sentence(former: str, chosen: str, said: str) -> None:
    client = client_of(country(), "officer-moh", former)
    answer = client.post("/admin/account/", OWN_ACCOUNT | {"locale-preferred_language": chosen}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [said]
    assert f'<html lang="{chosen}"' in page(answer)


@pytest.mark.parametrize(
    ("browser", "said"), [("en", "You have been successfully logged out."), ("ar", "تم تسجيل الخروج")]
)
def test_the_page_after_logging_out_speaks_one_language(browser: str, said: str) -> None:
    client = client_of(country(), "officer-moh", "ar" if browser == "en" else "en")
    answer = client.post("/admin/logout/", headers={"accept-language": browser}, follow=True)
    assert said in str(next(iter(answer.context["messages"])))


def test_of_approvals_that_there_are_none_of_no_letter_is_offered() -> None:
    land = country()
    hire(land, "editor")
    shown = page(client_of(land, "editor").get("/admin/account/"))
    asked = set(re.findall(r'name="notifications-([a-z_]+)"', shown))
    assert asked == {"updated_comments_notifications"}
