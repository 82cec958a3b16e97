"""A citizen signs in by a code, finds what is theirs, and leaves: no more than that comes of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permissions.citizens import sessions
from permissions.citizens.models import Citizen, SignInCode
from permissions.limits import catalogue
from permissions.limits.asking import ask
from permissions.now import now
from tests.scenes import Country, file_case, hire
from tests.site.portal.citizen.following import page, prove
from tests.site.portal.citizen.signing_in import HUDA, ask_for_code, is_in, sign_in
from workflows.cases.models import Case, JoinedCase
from workflows.notifications.deliver import deliver_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("land")]


def join(client: Client, case: Case) -> Any:
    return client.post("/en/my/join/", {"tracking": case.tracking, "secret": case.secret})


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_of_a_letter_signs_in_and_the_letter_is_in_the_language_of_the_page(client: Client) -> None:
    sign_in(client, language="ar")
    letter = mail.outbox[-1]
    assert letter.to == [HUDA]
    assert letter.subject == "رمز دخولك"
    assert HUDA in client.get("/ar/my/").content.decode()
    assert Citizen.objects.get().email == HUDA


def test_no_code_stands_in_the_database_the_session_or_a_subject(client: Client) -> None:
    code = ask_for_code(client)
    assert code not in mail.outbox[-1].subject
    rows = [str(row) for model in (SignInCode, Session) for row in model.objects.values()]
    rows += [str(Session.objects.get().get_decoded())]
    assert all(code not in row for row in rows)


def test_in_another_window_of_the_same_browser_it_works_and_in_another_browser_it_does_not(client: Client) -> None:
    code = ask_for_code(client)
    stranger = Client()
    assert stranger.post("/en/my/code/", {"code": code}).status_code == 302
    assert stranger.get("/en/my/").context["form"]
    ask_for_code(stranger, "omar@example.org")
    assert stranger.post("/en/my/code/", {"code": code}).status_code == 422
    client.get("/ar/")  # another window
    assert client.post("/ar/my/code/", {"code": code}).status_code == 302
    assert Citizen.objects.get().email == HUDA


def test_twice_late_or_wrong_five_times_it_is_over(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    code = ask_for_code(client)
    for _try in range(5):
        answer = client.post("/en/my/code/", {"code": other(code)})
        assert answer.status_code == 422
    over = client.post("/en/my/code/", {"code": code}).content.decode()
    assert "This code has expired" in over
    assert over.count("<h1") == 1
    code = ask_for_code(client)
    SignInCode.objects.update(expires_at=now() - timedelta(seconds=1))
    assert "This code has expired" in client.post("/en/my/code/", {"code": code}).content.decode()
    sign_in(client)
    assert not Citizen.objects.exclude(email=HUDA).exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0791234567", "+962791234567"),
        ("+962 79 123 4567", "+962791234567"),
        ("00962791234567", "+962791234567"),
        ("٠٧٩١٢٣٤٥٦٧", "+962791234567"),
        ("079-123-4567", "+962791234567"),
        ("+962 (0)79 1234567", "+962791234567"),
    ],
)
def test_a_number_in_any_notation_is_one(client: Client, settings: Any, tmp_path: Any, typed: str, kept: str) -> None:
    settings.SMS_URL = f"file://{tmp_path}"
    assert client.post("/en/my/", {"address": typed}).status_code == 302
    assert SignInCode.objects.get().address == kept
    shown = client.get("/en/my/code/").content.decode()
    assert "A message may take some minutes" in shown
    assert "unwanted mail" not in shown


@pytest.mark.parametrize("typed", ["", "huda", "huda@", "@", "079", "a@b@c", "x" * 300, "\x00@example.org", "📞"])
def test_what_is_no_address_is_said(client: Client, typed: str) -> None:
    answer = client.post("/en/my/", {"address": typed})
    assert (answer.status_code, SignInCode.objects.count()) == (422, 0)


def test_without_a_gateway_a_number_is_refused_with_what_to_do(client: Client) -> None:
    answer = client.post("/en/my/", {"address": "0791234567"})
    assert "We can’t send text messages at the moment. Use your email address." in answer.content.decode()


def test_without_any_way_nobody_is_asked_for_an_address(client: Client, settings: Any) -> None:
    settings.EMAIL_IS_SET_UP = False
    said = client.get("/en/my/").content.decode()
    assert "You can’t sign in here at the moment" in said
    assert 'name="address"' not in said


def test_used_up_messages_are_said_before_any_is_asked_for(
    client: Client, settings: Any, tmp_path: Any, limits_on: None
) -> None:
    settings.SMS_URL, settings.SMS_AN_HOUR = f"file://{tmp_path}", 1
    assert client.post("/en/my/", {"address": "0791234567"}).status_code == 302
    deliver_waiting()
    answer = client.post("/en/my/", {"address": "0791234568"})
    assert "No more text messages can be sent until" in answer.content.decode()


def test_nothing_tells_whether_somebody_has_signed_in_before(limits_on: None) -> None:
    """Not the answer, its bytes, nor a statement: whoever has an account, and whoever has none."""
    sign_in(Client())
    seen = []
    for address in (HUDA, "nobody@example.org"):
        browser = Client()
        with CaptureQueriesContext(connection) as done:
            answer = browser.post("/en/my/", {"address": address})
            shown = browser.get(answer["Location"])
        statements = [re.sub(r"'[^']*'|\b\d[\d.]*\b|s\d+_x\d+", "?", each["sql"]) for each in done]
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", shown.content.decode()).replace(address, "them")
        seen.append((answer.status_code, sorted(answer.headers), body, statements))
    assert seen[0] == seen[1]


def test_two_hundred_tries_over_http_find_nothing(limits_on: None) -> None:
    browser = Client()
    code = ask_for_code(browser)
    answers = [browser.post("/en/my/code/", {"code": f"{n:06d}"}).status_code for n in range(200) if f"{n:06d}" != code]
    assert set(answers) <= {422, 429}
    assert answers.count(429) >= 150  # after 40 from one network each costs work
    assert not Citizen.objects.exists()


def test_whoever_asks_for_many_codes_is_slowed(limits_on: None) -> None:
    for _each in range(catalogue.CODES.free):
        ask(catalogue.CODES, "127.0.0.1")
    answer = Client().post("/en/my/", {"address": HUDA})
    assert (answer.status_code, "data-challenge" in answer.content.decode()) == (429, True)
    assert HUDA in answer.content.decode()  # what was typed is still there


def test_a_request_filed_before_is_joined_by_its_code_and_opens_without_it(client: Client) -> None:
    case = file_case(subject="Water", email="other@example.org")
    sign_in(client)
    assert case.tracking not in client.get("/en/my/").content.decode()
    assert client.get(f"/en/track/{case.tracking}/").status_code == 302
    assert join(client, case).status_code == 302
    assert join(client, case).status_code == 302  # twice is once
    assert JoinedCase.objects.count() == 1
    said = client.get("/en/my/").content.decode()
    assert "Water" in said
    assert "Water" in page(client, case, "en")
    assert 'href="/en/my/"' in page(client, case, "en").partition('aria-current="page"')[0], "the way back to the list"
    client.post(f"/en/track/{case.tracking}/add/", {"text": "More of it"})
    assert case.messages.filter(text="More of it").exists()


def test_a_wrong_secret_joins_nothing(client: Client) -> None:
    case = file_case()
    sign_in(client)
    answer = client.post("/en/my/join/", {"tracking": case.tracking, "secret": "0" * 16})
    assert (answer.status_code, JoinedCase.objects.count()) == (422, 0)
    assert 'href="/ar/my/join/"' in answer.content.decode()
    assert client.get("/ar/my/join/")["Location"] == "/ar/my/", "the other language of that page is the list"
    assert Client().post("/en/my/join/", {"tracking": case.tracking, "secret": case.secret}).status_code == 302
    assert JoinedCase.objects.count() == 0


@pytest.mark.parametrize(
    ("about", "becomes"),
    [
        ({"kind": "integrity"}, {}),
        ({"confidential": True}, {}),
        ({"concerns": "head", "agency": "moh"}, {}),
        ({}, {"held": True}),
    ],
    ids=["sealed", "confidential", "accusing", "held back"],
)
def test_a_hidden_one_is_listed_by_its_number_and_asks_for_its_code(
    client: Client, about: dict[str, Any], becomes: dict[str, Any]
) -> None:
    case = file_case(subject="Bribe", **about)
    Case.objects.filter(pk=case.pk).update(**{"channel": case.channel, **becomes})
    sign_in(client)
    join(client, case)
    said = client.get("/en/my/").content.decode()
    assert case.tracking in said
    assert "Bribe" not in said
    assert case.agency.name["en"] not in said
    assert client.get(f"/en/track/{case.tracking}/").status_code == 302
    assert client.post(f"/en/track/{case.tracking}/withdraw/").status_code == 302
    case.refresh_from_db()
    assert case.status != "closed"
    prove(client, case, "en")
    assert "Bribe" in page(client, case, "en")


def test_nobody_reads_or_takes_off_what_is_anothers(client: Client) -> None:
    case = file_case()
    sign_in(client)
    join(client, case)
    omar = sign_in(Client(), "omar@example.org")
    assert omar.get(f"/en/track/{case.tracking}/").status_code == 302
    omar.post(f"/en/my/part/{case.tracking}/")
    assert JoinedCase.objects.count() == 1
    client.post(f"/en/my/part/{case.tracking}/")
    assert JoinedCase.objects.count() == 0
    assert client.get(f"/en/track/{case.tracking}/").status_code == 302


@pytest.mark.parametrize("way", ["/en/my/leave/", "/en/track/leave/", "/en/track/away/"])
def test_who_leaves_by_any_way_is_gone(client: Client, way: str) -> None:
    case = file_case()
    sign_in(client)
    join(client, case)
    answer = client.post(way)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/en/my/").context["form"]
    assert client.get(f"/en/track/{case.tracking}/").status_code == 302
    assert not Session.objects.exists()


@pytest.mark.parametrize(("away", "gone"), [(29, False), (31, True)])
def test_a_session_ends_by_itself(client: Client, monkeypatch: pytest.MonkeyPatch, away: int, *, gone: bool) -> None:
    sign_in(client)
    later = now() + timedelta(minutes=away)
    monkeypatch.setattr(sessions, "now", lambda: later)
    assert (not is_in(client)) is gone


def test_a_session_ends_after_half_a_day_however_often_it_was_used(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client)
    begun, seen = now(), []
    for hours in range(26):
        monkeypatch.setattr(sessions, "now", lambda at=begun + timedelta(minutes=29 * hours): at)
        seen.append(is_in(client))
    assert seen == [True] * 25 + [False]  # 24 times 29 minutes are less than twelve hours


def test_the_key_of_the_session_is_new_once_somebody_is_signed_in(client: Client) -> None:
    code = ask_for_code(client)
    before = client.cookies["sessionid"].value
    client.post("/en/my/code/", {"code": code})
    assert client.cookies["sessionid"].value != before
    stolen = Client()
    stolen.cookies["sessionid"] = before
    assert stolen.get("/en/my/").context["form"]


def test_who_is_forgotten_is_gone_everywhere_and_their_requests_stay(client: Client) -> None:
    case = file_case()
    sign_in(client)
    join(client, case)
    elsewhere = sign_in(Client())
    assert client.get("/en/my/forget/").status_code == 200
    assert client.post("/en/my/forget/").status_code == 302
    assert not Citizen.objects.exists()
    assert elsewhere.get("/en/my/").context["form"]
    prove(client, case, "en")


def test_what_opened_the_list_before_is_told_of_another_address(client: Client) -> None:
    sign_in(client)
    ask_for_code(client, "omar@example.org")
    sign_in(client, "omar@example.org")
    deliver_waiting()
    told = [letter for letter in mail.outbox if letter.subject == "Another address now opens your requests"]
    assert [letter.to for letter in told] == [[HUDA]]
    assert "omar@example.org" not in told[0].body
    sign_in(client, "omar@example.org")  # proved once more: nothing has changed
    deliver_waiting()
    assert len([letter for letter in mail.outbox if letter.subject == told[0].subject]) == 1


def test_what_is_taken_off_can_be_put_back_at_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case = file_case(email="")
    sign_in(client)
    join(client, case)
    at = reverse("my_part", args=[case.tracking])

    def listed() -> bool:
        return JoinedCase.objects.filter(case=case).exists()

    client.post(at)
    shown = client.get("/en/my/").content.decode()
    assert (listed(), "data-taken-off" in shown, 'name="undo"' in shown) == (False, True, True)
    assert "data-taken-off" not in client.get("/en/my/").content.decode()
    client.post(at, {"undo": "yes"})
    assert listed()
    assert "The request is on your list again." in client.get("/en/my/").content.decode()
    assert "It’s too late to undo this." in client.post(at, {"undo": "yes"}, follow=True).content.decode()
    client.post(at)
    late = now() + timedelta(minutes=11)
    monkeypatch.setattr("portal.citizen.my.now", lambda: late)
    client.post(at, {"undo": "yes"})
    assert not listed()


def test_nobody_puts_back_what_was_not_on_their_list(client: Client) -> None:
    case = file_case(email="")
    sign_in(client)
    at = reverse("my_part", args=[case.tracking])
    client.post(at, {"undo": "yes"})
    client.post(at)  # the same answer as for one that is on it
    assert "data-taken-off" in client.get("/en/my/").content.decode()
    client.post(at, {"undo": "yes"})
    assert not JoinedCase.objects.exists()
    client.post(at)
    client.post("/en/my/leave/")
    sign_in(client, "omar@example.org")
    assert "It’s too late to undo this." in client.post(at, {"undo": "yes"}, follow=True).content.decode()


def test_another_address_takes_the_place_once_it_is_proved(client: Client) -> None:
    sign_in(client)
    code = ask_for_code(client, "new@example.org")
    assert Citizen.objects.get().email == HUDA
    client.post("/en/my/code/", {"code": code})
    assert Citizen.objects.get().email == "new@example.org"
    sign_in(Client(), "omar@example.org")
    code = ask_for_code(client, "omar@example.org")
    answer = client.post("/en/my/code/", {"code": code}, follow=True)
    assert "Another list of requests belongs to it already." in answer.content.decode()


def test_a_citizen_has_no_road_to_the_staffs_side(client: Client, land: Country) -> None:
    sign_in(client)
    for way in ("/admin/", "/admin/desk/", "/admin/login/", "/admin/account/"):
        assert not client.get(way).wsgi_request.user.is_authenticated
    assert client.get("/admin/desk/").status_code == Client().get("/admin/desk/").status_code
    assert client.session.get("_auth_user_id") is None


def test_who_is_staff_too_stays_so_and_apart(client: Client, land: Country) -> None:
    client.force_login(hire(land, "editor"))
    sign_in(client)
    assert client.get("/admin/").status_code in (200, 302)
    client.post("/en/my/leave/")
    assert client.session.get("_auth_user_id") is not None
    assert client.get("/en/my/").context["form"]


def test_every_form_asks_for_the_token() -> None:
    browser = Client(enforce_csrf_checks=True)
    for name in ("my", "my_code", "my_join", "my_leave", "my_forget"):
        assert browser.post(reverse(name), {"address": HUDA}).status_code == 403
    assert browser.post(reverse("my_part", args=["26-0000-0000-0"])).status_code == 403
