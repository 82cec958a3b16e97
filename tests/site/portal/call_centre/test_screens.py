"""The call centre: from a number to a filed request and its code; what a call-taker sees, and what they never do."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Picture

from permissions.actors import Actor
from permissions.limits.catalogue import CALL_CODES, CALLERS
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, Limit, hour_of
from permissions.limits.subjects import key_of
from permissions.looking.models import Look
from permissions.now import now, standing_at
from tests.scenes import Country, country, file_case, hire, submission
from tests.seeded_site import pages_and_forms
from tests.site.portal.call_centre.taking_calls import NUMBER, SAID, START, asked, begin, file, form_of
from tests.site.portal.signed_in import client_of, page
from workflows.calls.models import LONGEST, Call, EndedBy, What
from workflows.calls.selectors import the_open_call
from workflows.calls.services import end, note_case
from workflows.cases.actions import Reply
from workflows.cases.designation import definition_of
from workflows.cases.lifecycle import apply
from workflows.cases.models import Answer, Case, Channel, OtherPerson, Person, RequestKind
from workflows.cases.opening import open_case
from workflows.cases.tracking import secret_of
from workflows.notifications.deliver import deliver_waiting
from workflows.versions.services import draft, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> Country:
    made = country()
    pages_and_forms()
    hire(made, "call_taker", username="taker")
    hire(made, "call_taker", username="other")
    return made


@pytest.fixture
def taker(land: Country) -> Client:
    return client_of(land, "taker")


def test_a_call_becomes_a_request_with_a_code_that_is_read_out_in_two_languages(land: Country, taker: Client) -> None:
    call = begin(taker)
    answer, _token = file(taker, call, name="سلمى")
    case = Case.objects.get()
    assert answer.headers["Location"] == f"{call}filed/{case.tracking}/"
    assert (case.channel, case.agency.code, case.language) == (Channel.CALL, "moh", "ar")
    assert Person.objects.get(case=case).phone == NUMBER
    drawn = BeautifulSoup(taker.get(answer.headers["Location"]).content, "lxml")
    [shown] = drawn.select("[data-tracking]")
    assert (shown["data-tracking"], shown["data-secret"]) == (case.tracking, secret_of(case))
    names = {
        "ar": "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة",
        "en": "zero one two three four five six seven eight nine",
    }
    for language, words in names.items():
        said = [each.get_text() for each in shown.select(f"bdi[lang={language}] .group-aloud")]
        groups = [*case.tracking.split("-"), *re.findall("....", secret_of(case))]
        assert said == [" ".join(words.split()[int(digit)] for digit in group) for group in groups]
    row = Call.objects.get()
    assert (row.purpose, [each.what for each in row.cases.all()]) == ("filed", [What.FILED])


def test_the_confirmation_goes_to_the_number_and_by_letter(
    land: Country, taker: Client, mailoutbox: Any, settings: Any, tmp_path: Path
) -> None:
    settings.SMS_URL = f"file://{tmp_path}/sms"
    file(taker, begin(taker), email="salma@example.org")
    deliver_waiting()
    case = Case.objects.get()
    [text] = [json.loads(each.read_text()) for each in (tmp_path / "sms").iterdir()]
    assert text["to"] == "+962790000001"
    assert case.tracking in text["text"]
    assert secret_of(case) in text["text"], "without gaps, which a text message has no room for"
    [letter] = [each for each in mailoutbox if each.to == ["salma@example.org"]]
    assert case.tracking in letter.body
    assert " ".join(re.findall("....", secret_of(case))) in letter.body


def test_the_caller_may_call_for_somebody_else(taker: Client) -> None:
    call, other = begin(taker), {"for_other": "neighbour", "for_name": "Layla Nasser"}
    answer, _token = file(taker, call, **other)
    assert answer.status_code == 422
    assert not OtherPerson.objects.exists()
    answer, _token = file(taker, call, **other, for_consent="cannot", for_why_not="She is ill")
    assert answer.status_code == 302
    person = OtherPerson.objects.get()
    assert (person.name, person.consent, person.why_no_consent) == ("Layla Nasser", "cannot", "She is ill")


def test_the_same_form_sent_twice_is_one_request(land: Country, taker: Client) -> None:
    call = begin(taker)
    address, drawn = asked(taker, call)
    token = str(drawn.select_one("[name=form_token]")["value"])  # type: ignore[index]  # as above
    first, second = (taker.post(address, SAID | {"form_token": token}) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1
    changed = taker.post(address, SAID | {"form_token": token, "text": "شيء آخر تمامًا"})
    assert changed.status_code == 422
    assert "شيء آخر تمامًا" in page(changed)


def test_what_is_missing_is_said_in_the_language_of_the_caller_and_nothing_is_lost(
    land: Country, taker: Client
) -> None:
    call = begin(taker)
    answer, _token = file(taker, call, subject="")
    html = page(answer)
    assert answer.status_code == 422
    assert "اكتب الموضوع في سطر واحد." in html
    assert SAID["text"] in html
    assert "End the call" in html, "around it the screen speaks the language of whoever reads it"
    again = taker.get(call, follow=True)
    assert SAID["text"] in page(again), "what was sent is kept with the call"


def test_what_is_typed_is_kept_and_articles_that_fit_are_given_back(land: Country, taker: Client) -> None:
    call = begin(taker)
    address, drawn = asked(taker, call, "complaint", "en")
    [form] = drawn.select("#filing")
    said = {
        "subject": "Lost my code",
        "text": "I lost the secret code and the number of my request and want to follow it.",
    }
    answer = taker.post(str(form["data-keep"]), said)
    html = page(answer)
    assert answer.status_code == 200
    assert 'data-is-kept="yes"' in html
    assert "data-fit=" in html
    assert address in taker.get(call).headers["Location"]
    shown = page(taker.get(address))
    assert said["text"] in shown
    assert "data-errors" not in shown


def test_who_called_before_is_known_with_what_they_may_be_told(land: Country, taker: Client) -> None:
    case = file_case(phone="+962790000001", name="سلمى العبادي", subject="موضوع سرّي للآخرين")
    apply(case.pk, Reply(text="نردّ يوم الأحد."), actor=land.actor("officer-moh"))
    hidden = file_case(phone=NUMBER, confidential=True, name="لا يُذكر")
    call = begin(taker)
    html = page(taker.get(call))
    assert f'data-told-of="{case.tracking}"' in html
    assert "نردّ يوم الأحد." in html
    assert "سلمى العبادي" in html
    for kept in (hidden.tracking, "لا يُذكر", case.subject, "أُجّل الموعد"):
        assert kept not in html
    _address, drawn = asked(taker, call)
    assert drawn.select_one("[name=name]")["value"] == "سلمى العبادي"  # type: ignore[index]  # as above
    assert drawn.select_one("[name=phone]")["value"] == NUMBER  # type: ignore[index]  # as above
    kinds = set(Look.objects.filter(user=land.people["taker"]).values_list("kind", "case_id"))
    assert kinds >= {("caller_looked_up", None), ("case_read", case.pk)}
    assert ("case_read", hidden.pk) not in kinds


def test_number_and_code_open_a_hidden_request_for_this_call_alone(land: Country, taker: Client) -> None:
    case = file_case(confidential=True, name="لا يُذكر", phone="0791111111")
    call = begin(taker, "")
    wrong = taker.post(f"{call}prove/", {"tracking": case.tracking, "secret": "1" * 16})
    assert wrong.status_code == 422
    assert case.tracking not in page(taker.get(call))
    taker.post(f"{call}prove/", {"tracking": f"{case.tracking} {secret_of(case)}"})
    html = page(taker.get(call))
    assert f'data-told-of="{case.tracking}"' in html
    assert "لا يُذكر" not in html
    assert case.tracking not in page(taker.get(begin(taker, "")))


def test_the_caller_adds_to_their_request_and_to_no_other(land: Country, taker: Client) -> None:
    case, other = file_case(phone=NUMBER), file_case(phone="0792222222")
    call = begin(taker)
    taker.post(f"{call}add/{case.tracking}/", {"text": "عندي إضافة."})
    assert case.messages.filter(kind="addition", text="عندي إضافة.").exists()
    assert Call.objects.get().purpose == "added"
    empty = taker.post(f"{call}add/{case.tracking}/", {"text": " "})
    assert empty.status_code == 422
    refused = taker.post(f"{call}add/{other.tracking}/", {"text": "x"})
    assert refused.headers["Location"] == START
    assert other.messages.count() == 1


@pytest.mark.parametrize("by", [EndedBy.TAKER, EndedBy.EXCHANGE, EndedBy.TIME])
def test_once_a_call_is_over_nothing_of_the_caller_is_there_and_what_was_typed_can_be_filed(
    land: Country, taker: Client, by: EndedBy
) -> None:
    case = file_case(phone=NUMBER, name="سلمى")
    call = begin(taker)
    address, drawn = asked(taker, call)
    token = str(drawn.select_one("[name=form_token]")["value"])  # type: ignore[index]  # as above
    row = Call.objects.get()
    at = now() + LONGEST + timedelta(minutes=1) if by == EndedBy.TIME else now()
    if by != EndedBy.TIME:
        end(row, by)
    with standing_at(at):
        html = page(taker.get(address))
        assert case.tracking not in html
        assert NUMBER not in html
        for name, said in (("prove", {"tracking": "x"}), (f"add/{case.tracking}", {"text": "x"})):
            assert taker.post(f"{call}{name}/", said).headers["Location"] == START
        answer = taker.post(address, SAID | {"form_token": token})
    assert "/filed/" in answer.headers["Location"]
    assert Case.objects.count() == 2


def test_what_was_being_added_when_the_caller_hung_up_is_added_and_nothing_else(land: Country, taker: Client) -> None:
    case, other = file_case(phone=NUMBER), file_case(phone=NUMBER, confidential=True)
    call = begin(taker)
    drawn = BeautifulSoup(taker.get(call).content, "lxml")
    [permit] = [each["value"] for each in drawn.select("[data-adds] [name=permit]")]
    end(Call.objects.get(), EndedBy.EXCHANGE)
    for number, wrong in ((case.tracking, ""), (case.tracking, f"{permit}x"), (other.tracking, permit)):
        sent = taker.post(f"{call}add/{number}/", {"text": "x", "permit": wrong})
        assert sent.headers["Location"] == START
    empty = taker.post(f"{call}add/{case.tracking}/", {"text": " ", "permit": permit})
    assert (empty.status_code, str(permit) in page(empty)) == (422, True)
    taker.post(f"{call}add/{case.tracking}/", {"text": "عندي إضافة.", "permit": permit})
    assert [each.text for each in case.messages.filter(kind="addition")] == ["عندي إضافة."]
    assert not other.messages.filter(kind="addition").exists()
    with standing_at(now() + LONGEST + timedelta(minutes=1)):
        late = taker.post(f"{call}add/{case.tracking}/", {"text": "متأخر", "permit": permit})
    assert late.headers["Location"] == START
    assert not case.messages.filter(text="متأخر").exists()


def test_a_call_without_a_request_is_written_down_with_what_it_was_for(land: Country, taker: Client) -> None:
    call = begin(taker, "")
    assert "number withheld" in page(taker.get(call))
    taker.post(f"{call}end/", {})
    html = page(taker.get(START))
    assert 'data-unexplained="' in html
    key = call.removeprefix(START).strip("/")
    taker.post(f"{START}{key}/purpose/", {"purpose": "elsewhere"})
    row = Call.objects.get()
    assert (row.purpose, row.caller, row.ended_by) == ("elsewhere", "", "taker")
    shown = BeautifulSoup(taker.get(START).content, "lxml")
    assert [each.get_text(strip=True) for each in shown.select("[data-without]")] == ["1", "1"]


def test_what_broke_off_is_taken_up_again_or_discarded(land: Country, taker: Client) -> None:
    call = begin(taker)
    file(taker, call, subject="")
    end(Call.objects.get(), EndedBy.EXCHANGE)
    key = call.removeprefix(START).strip("/")
    assert f'data-draft-of="{key}"' in page(taker.get(START))
    assert SAID["text"] in page(taker.post(f"{START}{key}/take-up/", follow=True))
    fresh = the_open_call(land.people["taker"].pk)
    assert fresh is not None
    end(fresh, EndedBy.TAKER)
    taker.post(f"{START}{fresh.key}/discard/")
    assert "data-draft-of" not in page(taker.get(START))
    assert taker.post(f"{START}{fresh.key}/take-up/").headers["Location"] == START


def test_a_letter_has_its_scan_and_its_date(land: Country, taker: Client) -> None:
    call = begin(taker, "", "letter")
    assert "no phone number" in page(taker.get(call)), "only a call withholds one"
    drawn = BytesIO()
    Picture.new("RGB", (40, 60), "white").save(drawn, "PNG")
    scan = SimpleUploadedFile("letter.png", drawn.getvalue(), "image/png")
    answer, _token = file(taker, call, letter_date="2026-01-05", files=scan, phone="", email="a@example.org")
    assert "/filed/" in answer.headers["Location"], page(answer)
    case = Case.objects.get()
    assert case.channel == Channel.LETTER
    assert [each.name for each in case.files.all()] == ["letter.png"]
    kept = Answer.objects.get(case=case, key="letter_date")
    assert (kept.value, kept.shown) == ("2026-01-05", "05/01/2026")
    later = (now() + timedelta(days=3)).date()
    for wrong in (later.isoformat(), "nonsense"):
        refused, _again = file(taker, begin(taker, "", "letter"), letter_date=wrong, text=f"أخرى {wrong}")
        assert refused.status_code == 422
    assert later > date(2026, 1, 5)


def test_a_visitor_takes_number_and_code_along_on_paper(land: Country, taker: Client) -> None:
    answer, _token = file(taker, begin(taker, "", "walk_in"))
    html = page(taker.get(answer.headers["Location"]))
    assert "data-print" in html
    assert "/track/" in html
    assert Case.objects.get().channel == Channel.WALK_IN


def test_owners_write_the_script_of_a_kind(land: Country, taker: Client) -> None:
    kind = RequestKind.objects.get(code="complaint")
    definition = definition_of(kind) | {"script": {"ar": "أهلًا بك في مركز الاتصال.", "en": "Welcome."}}
    version = draft(subject="kind", key="complaint", definition=definition, actor=Actor.operator)
    publish(version.pk, actor=Actor.operator)
    call = begin(taker)
    for language, words in (("ar", "أهلًا بك في مركز الاتصال."), ("en", "Welcome.")):
        _address, drawn = asked(taker, call, "complaint", language)
        [script] = drawn.select("[data-call-script]")
        assert script.get_text(strip=True) == words


def test_nobody_else_has_a_call_and_a_taker_has_no_inbox(land: Country, taker: Client) -> None:
    case = file_case(phone=NUMBER)
    call = begin(taker)
    other = client_of(land, "other")
    assert other.get(call).headers["Location"] == START
    for name in ("take", "take-up", "keep", "prove", "end", f"add/{case.tracking}"):
        assert other.post(f"{call}{name}/", {"text": "x"}).headers.get("Location") in (START, None)
        assert not case.messages.filter(text="x").exists()
    assert Call.objects.get().ended_at is None
    for address in ("/admin/desk/", f"/admin/desk/{case.tracking}/"):
        assert taker.get(address).status_code == 404
    assert client_of(land, "officer-central").get(START).status_code == 404
    assert taker.get("/admin/").headers["Location"] == START


def test_what_others_have_filed_has_no_page_in_a_call(land: Country, taker: Client) -> None:
    case = file_case()
    call = begin(taker)
    assert taker.get(f"{call}filed/{case.tracking}/").headers["Location"] == START


@pytest.mark.parametrize(
    ("address", "data", "field"),
    [
        (START, {"number": "not a number", "channel": "call"}, "number"),
        (START, {"number": "", "channel": "post"}, "channel"),
    ],
)
def test_nonsense_is_said_at_its_field(taker: Client, address: str, data: dict[str, str], field: str) -> None:
    answer = taker.post(address, data)
    assert answer.status_code == 422
    assert f"id_{field}" in page(answer)
    assert not Call.objects.exists()


def used_up(limit: Limit, *, but: int) -> None:
    """All that one call-taker is free to do within the hour was done, ``but`` so many."""
    count_up({key_of(limit, "taker", now()): limit.free - but}, ends_at=hour_of(now()) + HOUR)


def test_so_many_callers_and_codes_and_no_more(land: Country, taker: Client, limits_on: None) -> None:
    used_up(CALLERS, but=2)
    broken = begin(taker)
    taker.post(f"{broken}keep/?form={form_of().pk}&language=ar", SAID)
    begin(taker)
    assert taker.post(START, {"number": NUMBER, "channel": "call"}).status_code == 429
    last = the_open_call(int(taker.session["_auth_user_id"]))
    taker.post(f"{broken}take-up/")
    assert the_open_call(int(taker.session["_auth_user_id"])) == last
    call = begin(taker, "")
    case = file_case()
    used_up(CALL_CODES, but=1)
    taker.post(f"{call}prove/", {"tracking": "26-0000-0000-0", "secret": "1"})
    taker.post(f"{call}prove/", {"tracking": case.tracking, "secret": secret_of(case)})
    assert case.tracking not in page(taker.get(call))


def test_the_recording_is_shown_to_whoever_may_know_who_called(land: Country, taker: Client, settings: Any) -> None:
    settings.RECORDINGS_URL = "https://recordings.example.org/calls/{id}"
    for confidential in (False, True):
        case = open_case(
            submission=submission(confidential=confidential),
            channel=Channel.CALL,
            actor=Actor.operator,
            idempotency_key=f"call-{confidential}",
        )
        call = Call.objects.get(key=begin(taker).removeprefix(START).strip("/"))
        Call.objects.filter(pk=call.pk).update(recording="rec-7")
        note_case(call, case, What.FILED, event_number=1)
        shown = page(client_of(land, "officer-moh").get(f"/admin/desk/{case.tracking}/"))
        assert ("https://recordings.example.org/calls/rec-7" in shown) is not confidential
