"""The address that nobody sees, in the form and on the page of a sealed request."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.content.forms import made
from tests.content.forms.sending import send, text_of
from tests.scenes import Country, file_case
from tests.site.portal.citizen.following import prove
from tests.site.portal.signed_in import client_of
from workflows.cases.models import Case, RelayAddress
from workflows.cases.relay import relay_of
from workflows.cases.tracking import secret_of

pytestmark = pytest.mark.django_db

URL = "/en/file/integrity/"
ADDRESS = "quiet-reed@example.org"


@pytest.fixture
def forms() -> Country:
    """A country with an English site that has a sealed form and another one."""
    return made.english_forms("integrity", "complaint")


@pytest.fixture
def citizen(forms: Country) -> Client:
    return Client()


def test_a_sealed_form_says_what_is_protected_and_what_is_not_and_offers_it(citizen: Client) -> None:
    page = BeautifulSoup(citizen.get(URL).content, "lxml")
    note = page.select_one(".sealed-note")
    assert note is not None
    assert "Not protected" in note.get_text()
    assert note.select_one("a[href='/en/protected/']") is not None
    assert note.select_one("input[name=relay]:not([required])") is not None
    told = text_of(citizen.get("/en/protected/"))
    words = ("What isn’t protected", "never at what time", "way of writing", "mailbox", "server")
    assert [word for word in words if word not in told] == []
    assert BeautifulSoup(citizen.get("/en/file/complaint/").content, "lxml").select_one("[name=relay]") is None


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_about_it_is_there_in_both_languages(citizen: Client, language: str) -> None:
    answer = citizen.get(f"/{language}/protected/")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


def test_what_is_wrong_is_said_and_what_is_right_is_kept(citizen: Client) -> None:
    wrong = send(citizen, citizen.get(URL), url=URL, relay="quiet-reed")
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"relay"}
    assert "Write the email address in full" in text_of(wrong)
    sent = send(citizen, wrong, url=URL, relay=ADDRESS)
    assert sent.status_code == 303
    assert relay_of(Case.objects.get()) == ADDRESS


def test_it_is_left_and_forgotten_on_its_page_and_never_shown(citizen: Client) -> None:
    send(citizen, citizen.get(URL), url=URL)
    case = Case.objects.get()
    page, relay = f"/en/track/{case.tracking}/", f"/en/track/{case.tracking}/relay/"
    assert Client().post(relay, {"relay": ADDRESS}).status_code == 302
    assert not RelayAddress.objects.exists()
    citizen.post("/en/track/", {"tracking": case.tracking, "secret": secret_of(case)})
    assert "Nothing was kept" in text_of(citizen.post(relay, {"relay": "quiet"}, follow=True))
    left = citizen.post(relay, {"relay": ADDRESS}, follow=True)
    assert "We’ll write there" in text_of(left)
    assert "Forget this address" in text_of(left)
    assert ADDRESS not in left.content.decode()
    gone = citizen.post(relay, {"forget": "yes"}, follow=True)
    assert "The address is forgotten" in text_of(gone)
    assert 'name="relay"' in citizen.get(page).content.decode()
    assert not RelayAddress.objects.exists()


def test_of_an_ordinary_request_none_is_taken(citizen: Client) -> None:
    case = file_case()
    prove(citizen, case, "en")
    citizen.post(f"/en/track/{case.tracking}/relay/", {"relay": ADDRESS})
    assert not RelayAddress.objects.exists()


def test_no_one_who_works_on_it_sees_it(citizen: Client, forms: Country) -> None:
    send(citizen, citizen.get(URL), url=URL, relay=ADDRESS)
    case = Case.objects.get()
    html = client_of(forms, "officer-rights").get(f"/admin/desk/{case.tracking}/").content.decode()
    assert case.tracking in html
    assert "quiet-reed" not in html
