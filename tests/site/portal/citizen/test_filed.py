"""The page after filing shows number and secret for an hour, to who filed, and to no cache or other site."""

from __future__ import annotations

import copy
import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
import qrcode
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from qrcode.image.svg import SvgPathImage

from content.forms.filed_link import COOKIE, MOST, stands_for
from permissions.now import now, standing_at
from permissions.translated_text import in_language
from tests.after_filing import has_filed, link_to
from tests.content.forms import made
from tests.content.forms.sending import URL, send
from tests.scenes import country, file_case, publish_danger_words, publish_one
from tests.workflows.processes.whole import named
from workflows.cases.models import Case, Concern
from workflows.processes.standard import STANDARD_PROCESSES

pytestmark = pytest.mark.django_db


def cookie_of(case: Case) -> str:
    return f"{COOKIE}{stands_for(case.tracking)}.en-filed"


def page_after(client: Client, case: Case, language: str = "en") -> str:
    """What the browser reads that has just filed ``case``."""
    response = has_filed(client, case).get(link_to(case.tracking, language))
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def track_page(case: Case) -> tuple[int, str]:
    """Where whoever may not read the page is led."""
    return HTTPStatus.FOUND, f"/en/track/?tracking={case.tracking}"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_one_element_carries_number_and_secret(client: Client, language: str) -> None:
    country()
    case = file_case()
    content = page_after(client, case, language)
    carriers = re.findall(r"<[^>]*data-tracking=[^>]*>", content)
    assert len(carriers) == 1
    assert f'data-tracking="{case.tracking}"' in carriers[0]
    assert f'data-secret="{case.secret}"' in carriers[0]
    assert f'<html lang="{language}"' in content


def test_a_request_that_begins_with_a_wait_says_when_it_goes_on_and_not_by_when_one_hears(client: Client) -> None:
    country()
    process = copy.deepcopy(STANDARD_PROCESSES["complaint"])
    process["steps"].append(named("rest", "timer", status="in_progress", days=3, next=process["start"]))
    publish_one("process", "complaint", {**process, "start": "rest"})
    content = page_after(client, file_case())
    assert "Nothing needs doing now. It continues automatically on" in content
    assert "You will hear by" not in content


def test_who_complains_about_someone_reads_that_they_are_passed_over(client: Client) -> None:
    country()
    words = "It is seen, but not by those it concerns"
    assert words not in page_after(client, file_case())
    about_someone = file_case(concerns=Concern.PERSON)
    shown = page_after(client, about_someone)
    assert words in shown
    assert "The agency sees it" not in shown


def test_what_is_said_to_happen_next_is_what_happens(client: Client) -> None:
    """Where the agency is not known yet, or is not to know who complains: no more is promised than is true."""
    country()
    nobodys = page_after(client, file_case(agency=None))
    assert "The agency sees it" not in nobodys
    assert "The complaints unit finds the right agency" in nobodys
    about_someone = page_after(client, file_case(agency=None, concerns=Concern.HEAD))
    assert "It is seen, but not by those it concerns" in about_someone
    for hidden, words in (
        (file_case(confidential=True), "Your name, email and phone number stay hidden from the agency."),
        (file_case(kind="rights"), "but without your name, email and phone number."),
    ):
        shown = page_after(client, hidden)
        assert words in shown
        assert "With everything you wrote" not in shown


def test_the_page_is_kept_by_no_cache_and_told_to_no_site(client: Client) -> None:
    country()
    case = file_case()
    response = has_filed(client, case).get(link_to(case.tracking))
    assert case.secret in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin", "with none the way out without scripts would be refused"


def test_looking_again_within_the_hour_shows_the_same(client: Client) -> None:
    country()
    case = file_case()
    has_filed(client, case)
    with standing_at(now() + timedelta(minutes=59)):
        assert case.secret in client.get(link_to(case.tracking)).content.decode()


def test_after_an_hour_it_leads_to_the_page_that_asks_for_both(client: Client) -> None:
    country()
    case = file_case()
    has_filed(client, case)
    with standing_at(now() + timedelta(minutes=61)):
        response = client.get(link_to(case.tracking))
    assert (response.status_code, response["Location"]) == track_page(case)
    assert case.secret not in response.content.decode()


def test_the_address_opens_nothing_in_another_browser(client: Client) -> None:
    """Found in a history, a shared link or a log, it is worth what an address of no case is worth."""
    country()
    case = file_case()
    has_filed(client, case)
    for tracking in (case.tracking, "26-0000-0000-0", "17", "a:b:c"):
        answer = Client().get(link_to(tracking))
        assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, link_to_track(tracking))


def link_to_track(tracking: str) -> str:
    return f"/en/track/?{urlencode({'tracking': tracking})}"


def test_the_page_of_one_case_is_not_opened_by_having_filed_another(client: Client) -> None:
    country()
    mine, other = file_case(), file_case()
    has_filed(client, mine)
    assert client.get(link_to(other.tracking)).status_code == HTTPStatus.FOUND
    client.cookies[cookie_of(other)] = client.cookies[cookie_of(mine)].value
    assert client.get(link_to(other.tracking)).status_code == HTTPStatus.FOUND


def test_who_knows_the_key_of_the_sessions_alone_cannot_make_what_opens_it(client: Client, settings: Any) -> None:
    country()
    case = file_case(kind="rights")
    at, salt = int(now().timestamp()), f"insaf.filed|{stands_for(case.tracking)}"
    said = {"at": at, "until": at + 60}
    client.cookies[cookie_of(case)] = signing.dumps(said, key=settings.SECRET_KEY, salt=salt)
    assert client.get(link_to(case.tracking)).status_code == HTTPStatus.FOUND
    client.cookies[cookie_of(case)] = signing.dumps(said, key=settings.FIELD_KEYS[0], salt=salt)
    assert client.get(link_to(case.tracking)).status_code == HTTPStatus.OK


def test_the_answer_to_the_form_gives_a_browser_what_opens_it_and_writes_no_session(client: Client) -> None:
    made.english_forms("complaint")
    sent = send(client, client.get(URL))
    case = Case.objects.get()
    cookies = [each for name, each in sent.cookies.items() if name.startswith(COOKIE)]
    # A quarter of an hour: nobody said who they are.
    assert {(each["httponly"], each["samesite"], each["max-age"]) for each in cookies} == {(True, "Lax", 900)}
    # Not to the forms: on the way back they must be found in the cache, with the token that was sent.
    assert sorted(each["path"] for each in cookies) == ["/ar/filed/", "/ar/track/", "/en/filed/", "/en/track/"]
    assert not Session.objects.exists()
    assert f'data-tracking="{case.tracking}"' in client.get(sent["Location"]).content.decode()


@pytest.mark.parametrize("secure", [True, False])
def test_what_opens_it_goes_over_the_same_lines_as_a_session(client: Client, settings: Any, secure: bool) -> None:
    settings.SESSION_COOKIE_SECURE = secure
    made.english_forms("complaint")
    sent = send(client, client.get(URL))
    assert {bool(each["secure"]) for name, each in sent.cookies.items() if name.startswith(COOKIE)} == {secure}


def test_no_cookie_of_it_tells_the_number_in_its_name_or_value(client: Client) -> None:
    country()
    case = file_case(kind="rights")
    cookies = has_filed(client, case).cookies
    assert cookies
    for name, cookie in cookies.items():
        readable = urlsafe_b64decode(cookie.value.partition(":")[0] + "==").decode()
        assert case.tracking not in f"{name} {cookie.value} {readable}"
        assert "tracking" not in readable


def test_what_a_former_release_left_opens_it_and_a_key_in_front_closes_nothing(client: Client, settings: Any) -> None:
    country()
    case, renewed = file_case(), file_case()
    at = int(now().timestamp())
    said = {"tracking": case.tracking, "at": at, "until": at + 600}
    client.cookies[f"{COOKIE}{case.tracking}.en-filed"] = signing.dumps(
        said, key=settings.FIELD_KEYS[0], salt="insaf.filed"
    )
    has_filed(client, renewed)
    settings.FIELD_KEYS = ["another key, in front of the former", *settings.FIELD_KEYS]
    for each in (case, renewed):
        assert client.get(link_to(each.tracking)).status_code == HTTPStatus.OK


def test_a_browser_that_files_all_day_keeps_the_newest_pages_alone(client: Client) -> None:
    country()
    cases = []
    for number in range(MOST + 2):
        with standing_at(now() + timedelta(seconds=number)):
            cases.append(file_case())
            page_after(client, cases[-1])
    shown = [client.get(link_to(case.tracking)).status_code == HTTPStatus.OK for case in cases]
    assert shown == [False, False, *[True] * MOST]


@pytest.mark.parametrize("address", ["track_leave", "leave_quickly"])
def test_whoever_left_finds_the_secret_on_no_page_of_the_way_back(client: Client, address: str) -> None:
    country()
    case = file_case()
    assert case.secret in page_after(client, case)
    with translation.override("en"):
        client.post(reverse(address))
    for page in (link_to(case.tracking), f"/en/track/{case.tracking}/"):
        response = client.get(page)
        assert (response.status_code, response["Location"]) == track_page(case)
    assert not Session.objects.exists()
    another = file_case()
    assert another.secret in page_after(client, another)


def test_leaving_does_not_stumble_over_a_cookie_that_was_not_made_here(client: Client) -> None:
    with translation.override("en"):
        response = client.post(reverse("track_leave"), headers={"cookie": f"{COOKIE}a(b.en-filed=1"})
    assert response.status_code == HTTPStatus.FOUND


def test_following_opens_the_case_without_typing_what_the_page_just_showed(client: Client) -> None:
    country()
    case = file_case(language="en")
    address = re.search(r'<a class="btn" href="([^"]+)"', page_after(client, case))
    assert address is not None
    assert Client().get(address[1]).status_code == HTTPStatus.FOUND
    followed = client.get(address[1])
    assert 'data-status="in_progress"' in followed.content.decode()
    with standing_at(now() + timedelta(minutes=59)):
        assert client.get(address[1]).status_code == HTTPStatus.OK
    with standing_at(now() + timedelta(minutes=61)):
        assert client.get(address[1]).status_code == HTTPStatus.FOUND


def test_the_browser_keeps_neither_number_nor_secret(client: Client) -> None:
    country()
    fields = re.findall(r"<input[^>]*name=.(?:tracking|secret)[^>]*>", client.get("/en/track/").content.decode())
    assert len(fields) == 2
    assert all('autocomplete="off"' in field for field in fields)


def test_the_page_is_only_read(client: Client) -> None:
    country()
    assert client.post(link_to(file_case().tracking)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_code_to_scan_has_the_number_and_never_the_secret(client: Client) -> None:
    country()
    case = file_case()
    page = BeautifulSoup(page_after(client, case), "lxml")
    address = f"http://testserver/en/track/?tracking={case.tracking}"
    expected = qrcode.make(address, image_factory=SvgPathImage, border=2).to_string(encoding="unicode")
    drawn, pattern = page.select_one("[data-qr] svg path"), BeautifulSoup(expected, "lxml").select_one("path")
    assert drawn is not None
    assert pattern is not None
    assert drawn["d"] == pattern["d"]
    assert page.select_one("[data-share]") is not None


@pytest.mark.parametrize(("language", "said"), [("ar", "حفظهما صورةً"), ("en", "Save both as a picture")])
def test_the_picture_is_said_to_keep_the_number_and_the_code(client: Client, language: str, said: str) -> None:
    country()
    button = BeautifulSoup(page_after(client, file_case(), language), "lxml").select_one("[data-picture]")
    assert button is not None
    assert button.get_text(strip=True) == said


def test_of_a_sealed_request_nothing_is_scanned_shared_or_saved_as_a_picture(client: Client) -> None:
    country()
    page = BeautifulSoup(page_after(client, file_case(kind="integrity")), "lxml")
    assert page.select("[data-qr], [data-share], [data-picture]") == []
    assert page.select_one("[data-copy]") is not None


def test_of_what_is_held_back_it_says_who_reads_it_first(client: Client) -> None:
    country()
    publish_danger_words()
    case = file_case(subject="المعلم يضرب ابني", text="المعلم يضرب ابني كل يوم")
    page = BeautifulSoup(page_after(client, case), "lxml")
    note = page.select_one(".note.done")
    assert case.held
    assert note is not None
    assert in_language(case.agency.name, "en") in note.get_text()
