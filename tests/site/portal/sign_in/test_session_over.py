"""What was typed in a session that is over stays in the page that asks whom it belonged to, and goes to nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.users.models import UserProfile

from permissions.looking.models import Kind, Look
from permissions.now import now, standing_at
from permissions.people.models import StaffSession, User
from permissions.people.sessions import end_sessions
from portal.admin_screens.left_open import COOKIE
from portal.in_hand.models import KeptDraft
from tests.content.forms import made
from tests.scenes import Country, file_case
from tests.site.portal.sign_in.apps import OWN, PASSWORD, SECOND, code_of, log_in, with_app, with_password
from tests.site.portal.sign_in.asked import kept_in
from tests.site.portal.signed_in import page
from workflows.cases.models import Case, File, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sessions_end")]
WORDS = "نصٌّ كُتب على مهل، سطرًا بعد سطر"
NOTE = {"text": WORDS, "work": "1"}


@pytest.fixture
def huda(land: Country) -> User:
    return with_password(land.people["officer-moh"])


@pytest.fixture
def case(land: Country) -> Case:
    return file_case()


def noting(case: Case) -> str:
    """Where an internal note is sent."""
    return f"/admin/desk/{case.tracking}/note/"


def is_noted() -> bool:
    return Message.objects.filter(text=WORDS).exists()


@contextmanager
def later(minutes: int = 61) -> Iterator[None]:
    with standing_at(now() + timedelta(minutes=minutes)):
        yield


@pytest.mark.parametrize(
    ("language", "ended", "kept"),
    [
        ("en", "Your session ended after 1 hour without use. Log in again to go on.", "What you wrote is kept"),
        ("ar", "انتهت جلستك بعد ساعة واحدة دون استعمال. ادخل من جديد لتتابع.", "ما كتبته محفوظ في هذه الصفحة"),
    ],
)
def test_what_was_typed_is_sent_once_the_same_person_is_in_again(
    huda: User, case: Case, language: str, ended: str, kept: str
) -> None:
    UserProfile.objects.create(user=huda, preferred_language=language)
    client = Client()
    log_in(huda, client)
    with later():
        asked = client.post(noting(case), NOTE)
        assert ended in page(asked)
        assert kept in page(asked)
        assert huda.get_full_name() in page(asked)
        assert kept_in(asked) == NOTE
        assert not is_noted()
        wrong = client.post(noting(case), NOTE | {"proof_password": "wrong"})
        assert (wrong.status_code, kept_in(wrong), is_noted()) == (422, NOTE, False)
        assert client.post(noting(case), NOTE | {"proof_password": PASSWORD}).status_code == 302
        assert is_noted()
        assert client.get(OWN).status_code == 200


def test_it_is_a_new_session_and_noted_as_a_login(huda: User, case: Case) -> None:
    client = Client()
    log_in(huda, client)
    key, [session] = client.session.session_key, StaffSession.objects.all()
    with later():
        client.post(noting(case), NOTE | {"proof_password": PASSWORD})
        assert client.session.session_key != key
        assert StaffSession.objects.get().pk != session.pk
    assert Look.objects.filter(user=huda, kind=Kind.LOGGED_IN).count() == 2
    assert Client(headers={"cookie": f"sessionid={key}"}).get(OWN).status_code == 302


def test_until_then_nothing_else_is_there_and_nothing_of_it_is_kept_here(huda: User, case: Case) -> None:
    client = Client()
    log_in(huda, client)
    with later():
        client.post(noting(case), NOTE)
        assert WORDS not in str(dict(client.session.items()))
        assert client.get(f"/admin/desk/{case.tracking}/")["Location"].startswith("/admin/login/")
        assert kept_in(client.post(noting(case), NOTE)) == NOTE, "now that they are logged out"
        assert not is_noted()


def test_nobody_else_sends_it_nor_is_it_shown_to_who_logs_in_next(huda: User, land: Country, case: Case) -> None:
    client, rania = Client(), with_password(land.people["staff-moh"])
    log_in(huda, client)
    with later():
        client.post(noting(case), NOTE)
        log_in(rania, client)
        assert WORDS not in page(client.get("/admin/"))
    assert not is_noted()


def test_a_second_factor_is_asked_for_as_at_any_login(huda: User, case: Case) -> None:
    secret, client = with_app(huda), Client()
    log_in(huda, client)
    assert client.post(SECOND, {"proof_code": code_of(secret)}).status_code == 302
    with later():
        assert client.post(noting(case), NOTE | {"proof_password": PASSWORD}).status_code == 422
        assert not is_noted()
        sent = client.post(noting(case), NOTE | {"proof_password": PASSWORD, "proof_code": code_of(secret, 1)})
        assert (sent.status_code, is_noted()) == (302, True)


def test_tries_are_limited_as_at_the_login(huda: User, case: Case, limits_on: None) -> None:
    client = Client()
    log_in(huda, client)
    with later():
        tries = [client.post(noting(case), NOTE | {"proof_password": f"wrong {turn}"}) for turn in range(12)]
        assert [each.status_code for each in tries][-1] == 429
        assert kept_in(tries[-1])["text"] == WORDS
        assert client.post(noting(case), NOTE | {"proof_password": PASSWORD}).status_code == 429


def test_a_file_is_asked_for_again(huda: User, case: Case) -> None:
    client = Client()
    log_in(huda, client)
    reply = f"/admin/desk/{case.tracking}/reply/"
    with later():
        letter = SimpleUploadedFile("letter.pdf", made.PDF)
        asked = client.post(reply, NOTE | {"files": letter})
        assert 'type="file"' in page(asked)
        assert "letter.pdf" in page(asked)
        assert 'enctype="multipart/form-data"' in page(asked)
        wrong = client.post(reply, NOTE | {"proof_password": "wrong", "proof_files": "files/letter.pdf"})
        assert "letter.pdf" in page(wrong)
        letter.seek(0)
        again = {"proof_password": PASSWORD, "proof_files": "files/letter.pdf", "files": letter}
        assert client.post(reply, NOTE | again).status_code == 302
    assert list(File.objects.values_list("name", flat=True)) == ["letter.pdf"]


@pytest.mark.parametrize("header", [{"x-requested-with": "XMLHttpRequest"}, {"sec-fetch-mode": "cors"}])
def test_a_script_is_sent_to_the_login(huda: User, case: Case, header: dict[str, str]) -> None:
    client = Client()
    log_in(huda, client)
    with later():
        answer = client.post(noting(case), NOTE, headers={**header, "referer": "http://testserver/admin/away/"})
        assert answer["Location"] == "/admin/login/?next=/admin/away/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_sent_after_a_script_found_the_session_over_is_kept_all_the_same(
    huda: User, case: Case, method: str
) -> None:
    client = Client()
    log_in(huda, client)
    with later():
        draft = f"/admin/desk/{case.tracking}/note/draft/"
        door = getattr(client, method)(draft, headers={"sec-fetch-mode": "cors"}, follow=True)
        assert 'name="password"' in page(door), "it is not sent back and forth"
        assert kept_in(client.post(noting(case), NOTE)) == NOTE
        assert client.post(noting(case), NOTE | {"proof_password": PASSWORD}).status_code == 302
    assert is_noted()


def test_a_forged_form_is_refused_before_anything_is_asked(huda: User, case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(huda)
    with later():
        refused = client.post(noting(case), NOTE)
        assert (refused.status_code, WORDS in page(refused)) == (403, False)


Ending = Callable[[User, Client], object]
ENDINGS: dict[str, Ending] = {
    "logged out in another tab": lambda _user, client: client.post(
        "/admin/logout/", {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    ),
    "ended by an administrator": lambda user, _client: end_sessions(user.pk),
    "the password is another since": lambda user, _client: with_password(user),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
@pytest.mark.parametrize(
    ("language", "ended"), [("en", "Your session in this browser was ended"), ("ar", "انتهت جلستك في")]
)
def test_every_other_end_goes_the_same_way(huda: User, case: Case, ending: Ending, language: str, ended: str) -> None:
    UserProfile.objects.create(user=huda, preferred_language=language)
    client = Client(enforce_csrf_checks=True)
    token = entered(huda, client)
    ending(huda, client)
    asked = client.post(noting(case), NOTE | token)
    assert ended in page(asked)
    assert (huda.get_full_name() in page(asked), kept_in(asked), is_noted()) == (True, NOTE, False)
    wrong = client.post(noting(case), NOTE | token | {"proof_password": "wrong"})
    assert (wrong.status_code, kept_in(wrong), is_noted()) == (422, NOTE, False)
    sent = client.post(noting(case), NOTE | token | {"proof_password": PASSWORD})
    assert (sent.status_code, is_noted()) == (302, True)
    assert client.get(OWN).status_code == 200
    assert StaffSession.objects.filter(user=huda, key=client.session.session_key).exists()
    assert client.session.get_expire_at_browser_close()


def test_who_logs_in_again_in_another_tab_sends_what_they_left_open(huda: User, case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    token = entered(huda, client)
    client.post("/admin/logout/", token)
    entered(huda, client)
    assert client.post(noting(case), NOTE | token).status_code == 302
    assert is_noted()


def test_nobody_who_comes_next_in_that_browser_has_a_page_that_was_left_open(
    huda: User, land: Country, case: Case
) -> None:
    client, rania = Client(enforce_csrf_checks=True), with_password(land.people["staff-moh"])
    token = entered(huda, client)
    client.post("/admin/logout/", token)
    of_rania = entered(rania, client)
    as_rania = client.post(noting(case), NOTE | token)
    kept = client.post(f"{noting(case)}draft/", NOTE | token)
    client.post("/admin/logout/", of_rania)
    as_nobody = client.post(noting(case), NOTE | token | {"proof_password": PASSWORD})
    assert [(each.status_code, WORDS in page(each)) for each in (as_rania, kept, as_nobody)] == [(403, False)] * 3
    assert (is_noted(), KeptDraft.objects.exists()) == (False, False)
    assert "دخل شخص آخر من هذا المتصفح" in page(as_rania)


def test_whose_page_it_was_is_said_by_nobody_but_us(huda: User, land: Country, case: Case) -> None:
    client, rania = Client(), with_password(land.people["staff-moh"])
    entered(huda, client)
    client.post("/admin/logout/")
    cookie = client.cookies[COOKIE]
    assert [cookie[each] for each in ("path", "samesite", "httponly", "max-age")] == ["/admin/", "Lax", True, ""]
    signed = cookie.value.partition(":")[2]
    for forged in (f"{rania.pk}:{signed}", f"{huda.pk}:{signed[::-1]}", str(huda.pk), "9" * 30):
        client.cookies[COOKIE] = forged
        answer = client.post(noting(case), NOTE | {"proof_password": PASSWORD})
        assert answer["Location"].startswith("/admin/login/")
    assert not is_noted()


def test_an_account_that_is_off_is_asked_for_nothing(huda: User, case: Case) -> None:
    client = Client()
    entered(huda, client)
    User.objects.filter(pk=huda.pk).update(is_active=False)
    asked = client.post(noting(case), NOTE | {"proof_password": PASSWORD})
    assert (asked["Location"].startswith("/admin/login/"), is_noted()) == (True, False)


def test_the_second_factor_of_who_logged_out_is_asked_for_too(huda: User, case: Case) -> None:
    secret, client = with_app(huda), Client()
    log_in(huda, client)
    assert client.post(SECOND, {"proof_code": code_of(secret)}).status_code == 302
    client.get(OWN)
    client.post("/admin/logout/")
    log_in(huda, client)
    assert kept_in(client.post(noting(case), NOTE)) == NOTE, "between the first step and the second"
    assert client.post(noting(case), NOTE | {"proof_password": PASSWORD}).status_code == 422
    sent = client.post(noting(case), NOTE | {"proof_password": PASSWORD, "proof_code": code_of(secret, 1)})
    assert (sent.status_code, is_noted()) == (302, True)


def entered(user: User, client: Client) -> dict[str, str]:
    """By the form, and as far as a page of their own; the token that its forms have."""
    client.get("/admin/login/")
    log_in(user, client, csrfmiddlewaretoken=client.cookies["csrftoken"].value)
    assert client.get(OWN).status_code == 200
    return {"csrfmiddlewaretoken": client.cookies["csrftoken"].value}
