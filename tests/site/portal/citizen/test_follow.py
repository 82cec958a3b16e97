"""Following a case with its number and its secret."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from content.forms.upload import Upload
from permissions.actors import Actor
from permissions.isolated import without_isolates
from permissions.now import now, standing_at
from permissions.writing import local, written_day
from tests.content.forms import bombs, made
from tests.objecting import REASONS
from tests.scenes import Country, country, file_case, hire, publish_one
from tests.site.portal.citizen.following import page, prove
from tests.workflows.cases.refusing import REFUSAL
from tests.workflows.services.serving import served, told
from workflows.cases import tracking
from workflows.cases.actions import AskCitizen, AskIdentity, Decide, Escalate, Note, OpenIdentity, Withdraw
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, File, IdentityRequest, Message
from workflows.clock.sweep import sweep_clock
from workflows.deadlines.models import DeadlineKind
from workflows.processes import automatic
from workflows.services.doing import do_waiting
from workflows.services.service import Service

pytestmark = pytest.mark.django_db
MOVED_BY_HAND, OVERDUE = "صُعّد قبل انقضاء المهلة.", "مضى الموعد هنا دون إجراء."


class Quiet(Service):
    """Does nothing, and does it well."""

    name, title = "machine", "Machine"


@pytest.fixture
def scene() -> Country:
    return country()


def shape(content: bytes) -> str:
    """The page without the token of the form and without what was typed."""
    return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", content.decode())


def test_the_page_says_status_and_level_for_scripts_and_who_has_it_for_people(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case)
    shown = page(client, case)
    assert 'data-status="in_progress"' in shown
    assert 'data-level="0"' in shown
    assert case.subject in shown


def test_a_level_is_overdue_only_where_the_clock_moved_the_request_up(client: Client, scene: Country) -> None:
    by_hand, by_clock = file_case(), file_case()
    apply(by_hand.pk, Escalate(reason="It needs the director."), actor=scene.actor("officer-moh"))
    deadline = by_clock.deadlines.get(kind=DeadlineKind.ESCALATE, done=None)
    assert deadline.due is not None
    with standing_at(deadline.due):
        apply(by_clock.pk, Escalate(deadline_id=deadline.pk), actor=Actor.clock)
    prove(client, by_hand)
    shown = page(client, by_hand)
    assert MOVED_BY_HAND in shown
    assert OVERDUE not in shown
    prove(client, by_clock)
    shown = page(client, by_clock)
    assert OVERDUE in shown
    assert MOVED_BY_HAND not in shown


MISSED_WORDS = {
    "ar": ("وعدناك برد في موعد أقصاه", "وفات هذا الموعد.", "وفات بعده موعد آخر.", "نعتذر إليك."),
    "en": ("We promised an answer by", "That date has passed.", "One later date has passed too.", "We apologise."),
}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_promise_missed_is_said_with_its_date_until_there_is_an_answer(
    client: Client, scene: Country, language: str
) -> None:
    with standing_at(now() - timedelta(days=21)):
        case = file_case(language=language)
    prove(client, case)
    promised, passed, another, sorry = MISSED_WORDS[language]
    assert passed not in page(client, case, language)
    first = Case.objects.get(pk=case.pk).due
    for climb in range(2):
        due = Case.objects.get(pk=case.pk).due
        assert due is not None
        with standing_at(due):
            sweep_clock()
        shown = BeautifulSoup(page(client, case, language), "lxml").select_one("[data-missed]")
        assert shown is not None
        words = " ".join(without_isolates(shown.get_text(" ")).split())
        with translation.override(language):
            day = " ".join(without_isolates(written_day(local(first or due).date())).split())
        assert f"{promised} {day}" in words.replace(" .", ".")
        assert (passed in words, sorry in words, another in words) == (True, True, climb == 1)
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=scene.actor("level2-moh"))
    assert "data-missed" not in page(client, case, language)


@pytest.mark.parametrize(("language", "title"), [("ar", "متابعة طلب | إنصاف"), ("en", "Follow a request | Insaf")])
def test_the_title_ends_with_the_name_of_the_site(client: Client, scene: Country, language: str, title: str) -> None:
    assert f"<title>{title}</title>" in client.get(f"/{language}/track/").content.decode()


def test_an_unknown_number_and_a_wrong_secret_are_told_apart_by_nothing(
    client: Client, scene: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = file_case()
    hashes: list[str] = []

    def counting(typed: str, known: str) -> bool:
        hashes.append(typed)
        return check_password(typed, known)

    monkeypatch.setattr(tracking, "check_password", counting)
    client.post("/ar/track/", {"tracking": "x", "secret": "y"})  # the decoy is made once
    answers, counts = [], []
    for number in (case.tracking, "26-0000-0000-0"):
        hashes.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.post("/ar/track/", {"tracking": number, "secret": "1234 5678 1234 5678"})
        answers.append((answer.status_code, shape(answer.content)))
        counts.append((len(queries), len(hashes)))
    assert answers[0] == answers[1]
    assert counts[0] == counts[1]
    assert counts[0][1] == 1
    assert answers[0][0] == 422


def test_what_was_typed_stays_after_an_error(client: Client, scene: Country) -> None:
    answer = client.post("/ar/track/", {"tracking": "26-1234-5678-9", "secret": ""})
    assert "26-1234-5678-9" in answer.content.decode()


def test_one_case_proved_opens_no_other(client: Client, scene: Country) -> None:
    mine, other = file_case(), file_case()
    prove(client, mine)
    for path in ("", "files/1/"):
        assert client.get(f"/ar/track/{other.tracking}/{path}").status_code in (302, 404)
    client.post(f"/ar/track/{other.tracking}/withdraw/")
    assert Case.objects.get(pk=other.pk).status == "in_progress"


def test_leaving_closes_it_in_this_browser(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case)
    client.post("/ar/track/leave/")
    assert client.get(f"/ar/track/{case.tracking}/").status_code == 302


@pytest.mark.parametrize("address", ["/ar/track/leave/", "/ar/track/away/"])
def test_leaving_makes_no_session_and_ends_the_one_that_was(client: Client, scene: Country, address: str) -> None:
    for _time in range(20):
        answer = Client().post(address)
        assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"cache", "storage"')
    assert Session.objects.count() == 0
    case = file_case()
    prove(client, case)
    assert Session.objects.count() == 1
    client.post(address)
    assert Session.objects.count() == 0


def test_notes_of_the_agency_are_never_shown(client: Client, scene: Country) -> None:
    case = file_case()
    apply(case.pk, Note(text="ملاحظة-سرية"), actor=scene.actor("officer-moh"))
    prove(client, case)
    assert "ملاحظة-سرية" not in page(client, case)


def test_a_question_is_answered_with_a_file_that_can_be_fetched_again(client: Client, scene: Country) -> None:
    case = file_case()
    apply(case.pk, AskCitizen(text="أين البطاقة؟"), actor=scene.actor("officer-moh"))
    prove(client, case)
    assert "أين البطاقة؟" in page(client, case)
    picture = SimpleUploadedFile("card.pdf", made.PDF)
    answer = client.post(f"/ar/track/{case.tracking}/answer/", {"text": "مرفقة", "files": picture})
    assert answer.status_code == 302
    fetched = client.get(f"/ar/track/{case.tracking}/files/1/")
    assert fetched.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(fetched).startswith(b"%PDF")
    assert Case.objects.get(pk=case.pk).status == "in_progress"


def test_a_photo_opens_larger_in_the_page_and_nothing_else_is_shown_in_its_place(
    client: Client, scene: Country
) -> None:
    case = file_case()
    prove(client, case)
    photo = SimpleUploadedFile("صوت 1.png", made.picture("PNG"))
    client.post(f"/ar/track/{case.tracking}/add/", {"text": "صورة", "files": photo})
    client.post(f"/ar/track/{case.tracking}/add/", {"text": "ورقة", "files": paper()})
    shown = BeautifulSoup(page(client, case), "lxml")
    address = f"/ar/track/{case.tracking}/files/1/"
    (larger,) = shown.select("details.larger")
    assert [image["src"] for image in larger.select("img")] == [f"{address}?small", f"{address}?shown"]
    opened = client.get(f"{address}?shown")
    assert opened.headers["Content-Type"].startswith("image/")
    assert opened.headers["Content-Disposition"].startswith("inline")
    assert opened.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(opened).startswith(b"\x89PNG")
    saved = client.get(address)
    assert saved.headers["Content-Type"] == "application/octet-stream"
    assert b"".join(saved).startswith(b"\x89PNG")
    other = client.get(f"/ar/track/{case.tracking}/files/2/?shown")
    assert other.headers["Content-Disposition"].startswith("attachment")
    assert other.headers["Content-Type"] == "application/octet-stream"
    assert b"".join(other).startswith(b"%PDF")
    assert Client().get(f"{address}?shown").status_code == 404


def test_why_this_date_has_no_column_without_words(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case)
    table = BeautifulSoup(page(client, case), "lxml").select_one("table.days")
    assert table is not None
    assert len(table.select("thead th")) == 2
    assert [cell for cell in table.select("td") if not cell.get_text(strip=True)] == []


@pytest.mark.parametrize(("text", "kept"), [("", ""), ("س" * 5_000, "س" * 5_000)])
def test_a_bad_answer_is_refused_with_a_sentence_and_stays(
    client: Client, scene: Country, text: str, kept: str
) -> None:
    case = file_case()
    prove(client, case)
    answer = client.post(f"/ar/track/{case.tracking}/add/", {"text": text})
    assert answer.status_code == 422
    assert kept in answer.content.decode()
    assert Message.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(("language", "other"), [("ar", "en"), ("en", "ar")])
def test_the_other_language_of_a_form_that_came_back_is_the_request(
    client: Client, scene: Country, language: str, other: str
) -> None:
    case = file_case()
    prove(client, case, language)
    refused = client.post(f"/{language}/track/{case.tracking}/add/", {"text": ""})
    assert refused.status_code == 422
    twin = re.search(rf'href="(/{other}/track/[^"]*)"', refused.content.decode())
    assert twin is not None
    reached = client.get(twin[1], follow=True)
    assert (reached.status_code, reached.redirect_chain) == (200, [(f"/{other}/track/{case.tracking}/", 302)])
    assert case.subject in reached.content.decode()
    assert client.get(f"/{language}/track/{case.tracking}/no-such-act/").status_code == 404
    stranger = Client().get(twin[1], follow=True)
    assert case.subject not in stranger.content.decode()


def test_accepted_or_reopened_and_rated(client: Client, scene: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="refused", text="لا يمكن", refusal=REFUSAL), actor=scene.actor("officer-moh"))
    prove(client, case, "en")
    url = f"/en/track/{case.tracking}/"
    refused = page(client, case, "en")
    assert 'data-status="answered"' in refused
    assert "If you object, someone who hasn’t decided on it" in refused, "a refusal was never counted as settled"
    client.post(url + "reopen/", {"text": "The problem is still there"})
    assert 'data-status="in_progress"' in page(client, case, "en")
    apply(case.pk, Decide(outcome="resolved", text=REASONS), actor=scene.actor("level1-moh"))
    resolved = page(client, case, "en")
    assert "No, I object" in resolved
    assert "If you object, it isn’t counted as settled" in resolved
    client.post(url + "accept/")
    closed = page(client, case, "en")
    assert "I object to the decision" in closed
    assert "No, I object" not in closed
    wrong = client.post(url + "rate/", {})
    assert (
        f"<title>Error: Request \u2066{case.tracking}\u2069 (complaint), Resolved (closed) | Insaf</title>"
        in wrong.content.decode()
    )
    client.post(url + "rate/", {"stars": "5"})
    assert Case.objects.get(pk=case.pk).rating == 5
    assert client.post(url + "rate/", {"stars": "6"}).status_code == 422
    assert client.post(url + "nonsense/").status_code == 404


def test_a_file_that_arrived_stays_when_the_reason_is_missing(client: Client, scene: Country) -> None:
    case = file_case()
    apply(case.pk, Decide(outcome="refused", text="لا يمكن", refusal=REFUSAL), actor=scene.actor("officer-moh"))
    prove(client, case)
    refused = client.post(f"/ar/track/{case.tracking}/reopen/", {"text": "", "files": paper()})
    kept = re.findall(r'name="kept_files" value="([^"]+)"', refused.content.decode())
    assert (refused.status_code, len(kept)) == (422, 1)
    sent = client.post(f"/ar/track/{case.tracking}/reopen/", {"text": "هذه بطاقتي", "kept_files": kept})
    assert sent.status_code == 302
    assert File.objects.get(case=case).name == "card.pdf"
    assert "card.pdf" in page(client, case)
    assert Case.objects.get(pk=case.pk).status == "in_progress"


@pytest.mark.parametrize("question", [None, "أين البطاقة؟"])
def test_a_file_alone_is_enough(client: Client, scene: Country, question: str | None) -> None:
    case = file_case()
    if question:
        apply(case.pk, AskCitizen(text=question), actor=scene.actor("officer-moh"))
    prove(client, case)
    sent = client.post(f"/ar/track/{case.tracking}/add/", {"text": "", "files": paper()})
    assert sent.status_code == 302
    assert File.objects.get(case=case).name == "card.pdf"
    assert Case.objects.get(pk=case.pk).status == "in_progress"


def test_a_file_alone_that_is_refused_says_why_and_asks_for_no_words(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case, "en")
    program = SimpleUploadedFile("tool.exe", b"MZ a program")
    refused = client.post(f"/en/track/{case.tracking}/add/", {"text": "", "files": program})
    assert refused.status_code == 422
    said = html.unescape(refused.content.decode())
    assert "isn’t a type of file that we accept" in said
    assert "Write something" not in said


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("card.pdf", made.PDF)


def test_an_addition_whose_file_is_huge_to_open_keeps_its_words(client: Client, scene: Country) -> None:
    case = file_case()
    prove(client, case)
    bomb = SimpleUploadedFile("card.webp", bombs.wide_canvas())
    refused = client.post(f"/ar/track/{case.tracking}/add/", {"text": "هذه بطاقتي", "files": bomb})
    assert (refused.status_code, case.events.count()) == (422, 1)
    assert "يتطلّب فتح" in refused.content.decode()
    assert "هذه بطاقتي" in refused.content.decode()


@pytest.mark.parametrize(
    ("act", "given", "sentence"),
    [
        ("accept", {}, "Nothing is open here for that any more."),
        ("rate", {"stars": "0"}, "Choose a step from "),
        ("withdraw", {}, "The request is closed already."),
        ("reopen", {"text": "x" * 5_000}, "The text is too long"),
    ],
)
def test_what_cannot_be_done_any_more_is_said_on_the_page(
    client: Client, scene: Country, act: str, given: dict[str, str], sentence: str
) -> None:
    case = file_case(language="en")
    apply(case.pk, Decide(outcome="resolved", text="Done."), actor=scene.actor("officer-moh"))
    prove(client, case, "en")
    for done, words in (("accept", {}), ("rate", {"stars": "5"})):
        assert client.post(f"/en/track/{case.tracking}/{done}/", words).status_code == 302
    answer = client.post(f"/en/track/{case.tracking}/{act}/", given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_whoever_stays_unknown_to_the_agency_reads_it_until_that_is_no_longer_so(
    client: Client, scene: Country
) -> None:
    words = "The agency can’t see who you are."
    plain, hidden = file_case(), file_case(confidential=True)
    prove(client, plain, "en")
    prove(client, hidden, "en")
    assert words not in page(client, plain, "en")
    assert words in page(client, hidden, "en")
    custodian = hire(scene, "custodian")
    apply(hidden.pk, AskIdentity(reason="No file is found without it."), actor=scene.actor("officer-moh"))
    request = IdentityRequest.objects.get()
    apply(hidden.pk, OpenIdentity(request_id=request.pk, reason="Needed.", hours=1), actor=Actor.staff(custodian.pk))
    assert words not in page(client, hidden, "en")


def test_an_answer_that_comes_too_late_is_kept_to_be_sent_as_an_addition(client: Client, scene: Country) -> None:
    """Of two open windows one has answered already: what the other sends is no answer any more, and is not lost."""
    case, words = file_case(), "It was on Sunday, at the second window."
    prove(client, case, "en")
    apply(case.pk, AskCitizen(text="When?"), actor=scene.actor("officer-moh"))
    client.post(f"/en/track/{case.tracking}/answer/", {"text": "On Sunday."})
    sent = client.post(f"/en/track/{case.tracking}/answer/", {"text": words})
    assert sent.status_code == 422
    added = re.search(r'<details[^>]*id="add" open>.*?</details>', sent.content.decode(), re.DOTALL)
    assert added is not None
    assert words in added[0]
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    sent = client.post(f"/en/track/{case.tracking}/add/", {"text": words})
    assert sent.status_code == 422
    assert "What you typed was not sent" in sent.content.decode()
    assert words in sent.content.decode()


@pytest.mark.parametrize(
    ("check", "said"),
    [("waiting", "لا يزال هذا الملف قيد الفحص من الفيروسات"), ("infected", "عُثر على فيروس في هذا الملف")],
)
def test_a_file_that_is_held_back_is_named_to_its_citizen_and_not_handed_over(
    client: Client, scene: Country, check: str, said: str
) -> None:
    case = file_case()
    prove(client, case)
    client.post(f"/ar/track/{case.tracking}/add/", {"text": "هذه بطاقتي", "files": paper()})
    address = f"/ar/track/{case.tracking}/files/1/"
    assert address in page(client, case)
    Upload.objects.update(virus_check=check)
    assert address not in page(client, case)
    assert said in page(client, case)
    refused = client.get(address, follow=True)
    assert refused.redirect_chain == [(f"/ar/track/{case.tracking}/", 302)]
    assert said in refused.content.decode()


@pytest.mark.parametrize("action", ["machine", "priority"])
def test_what_a_request_went_on_by_is_told_and_what_nothing_waited_for_is_not(
    client: Client, scene: Country, action: str
) -> None:
    for awaited in (True, False):
        automatic.register(Quiet())
        try:
            values: dict[str, Any] = {"priority": "urgent"} if action == "priority" else {}
            publish_one("process", "complaint", served(action, awaited=awaited, **values))
            case = file_case(agency="moh")
            told(case)
            assert do_waiting() == 1
        finally:
            automatic.forget("machine")
        prove(client, case)
        assert ("تابع طلبك سيره تلقائيًّا" in page(client, case)) is awaited
