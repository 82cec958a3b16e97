"""What a citizen answered becomes a case, once."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from content.forms.filing import FormAlreadySent, file_form, submission_of
from content.forms.form import FilingForm
from content.forms.taking import take
from content.forms.upload import Upload
from tests.content.forms import made
from tests.scenes import country
from workflows.cases.models import Answer, Case, CaseEvent, Channel, File
from workflows.cases.submission import GivenAnswer, Submission

EVERYTHING: dict[str, Any] = {
    "agency": "moh",
    "place": "إربد",
    "file_number": "12/7",
    "asked_before": "طلبت\nمرتين",
    "colour": "green",
    "colours": ["red", "blue"],
    "visited": "no",
    "visited_on": "2026-11-24",
    "times": "3",
    "concerns": "person",
    "concerned": "رئيس القسم",
    "name": "ليلى",
    "email": "laila@example.org",
    "phone": "0790000000",
}


def valid(**data: Any) -> FilingForm:
    form = made.filled(**data)
    assert form.errors == {}
    return form


def test_every_answer_is_handed_over_with_its_question_and_as_it_was_seen() -> None:
    with translation.override("ar"):
        assert submission_of(valid(**EVERYTHING), ()) == Submission(
            kind="complaint",
            language="ar",
            subject="موعد مؤجّل",
            text="أُجّل الموعد ثلاث مرات.",
            place="إربد",
            agency="moh",
            name="ليلى",
            email="laila@example.org",
            phone="0790000000",
            concerns="person",
            answers=(
                GivenAnswer("file_number", "رقم المعاملة", "12/7", "12/7", "text"),
                GivenAnswer("asked_before", "ماذا طلبت من قبل؟", "طلبت\nمرتين", "طلبت\nمرتين", "text"),
                GivenAnswer("colour", "أي لون؟", "green", "أخضر", "choice"),
                GivenAnswer("colours", "أي ألوان؟", ["red", "blue"], "أحمر\nأزرق", "choices"),
                GivenAnswer("visited", "هل راجعت الجهة؟", value=False, shown="لا", type="yes_no"),
                GivenAnswer("visited_on", "متى؟", "2026-11-24", "الثلاثاء 24 تشرين الثاني 2026", "date"),
                GivenAnswer("times", "كم مرة؟", 3, "3", "number"),
                GivenAnswer("concerns", "هل يتعلّق بشخص يعمل هناك؟", "person", "شخص يعمل في الجهة", "choice"),
                GivenAnswer("concerned", "من هو؟", "رئيس القسم", "رئيس القسم", "text"),
            ),
        )


def test_a_question_left_empty_has_no_answer_and_an_unknown_agency_is_none() -> None:
    handed = submission_of(valid(agency="unknown"), ())
    assert handed.answers == ()
    assert handed.agency is None


def test_half_a_number_stays_half() -> None:
    assert submission_of(valid(times="3.5"), ()).answers == (GivenAnswer("times", "كم مرة؟", 3.5, "3.5", "number"),)


@pytest.mark.django_db
def test_a_case_carries_the_answers_and_the_files() -> None:
    country()
    uploads = take([made.pdf_sent("a.pdf")]).arrived
    case = file_form(valid(**EVERYTHING), uploads, key="form-1")
    assert list(Answer.objects.filter(case=case).values_list("key", flat=True)) == [
        "file_number", "asked_before", "colour", "colours", "visited", "visited_on", "times", "concerns", "concerned",
    ]  # fmt: skip
    assert File.objects.get(case=case).storage_key == uploads[0].storage_key
    assert Upload.objects.get().filed_under == "form-1"
    assert (case.channel, case.idempotency_key) == (Channel.WEB, "form-1")


@pytest.mark.django_db
def test_the_same_form_sent_twice_is_one_case() -> None:
    country()

    def send() -> Case:
        # The browser sends the bytes again: another upload of the same content.
        return file_form(valid(**EVERYTHING), take([made.pdf_sent("a.pdf")]).arrived, key="form-1")

    first, second = send(), send()
    assert (first.pk, first.secret) == (second.pk, second.secret)
    assert (first.was_open, second.was_open) == (False, True)
    assert (Case.objects.count(), CaseEvent.objects.count(), File.objects.count()) == (1, 1, 1)
    assert sorted(Upload.objects.values_list("state", flat=True)) == ["filed", "pending"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"text": "نص آخر"},
        {"subject": "موضوع آخر"},
        {"agency": "unknown"},
        {"place": "عمّان"},
        {"phone": "0791111111"},
        {"times": "4"},
        {"visited": ""},
    ],
)
def test_a_form_changed_since_it_was_sent_is_not_taken_for_the_same(change: dict[str, str]) -> None:
    country()
    file_form(valid(**EVERYTHING), (), key="form-1")
    with pytest.raises(FormAlreadySent):
        file_form(valid(**EVERYTHING | change), (), key="form-1")
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_a_form_with_another_file_is_not_taken_for_the_same() -> None:
    country()
    file_form(valid(), take([made.pdf_sent("a.pdf")]).arrived, key="form-1")
    with pytest.raises(FormAlreadySent):
        file_form(valid(), take([made.sent("b.jpg", made.picture())]).arrived, key="form-1")


def test_of_no_one_in_particular_nothing_is_kept() -> None:
    given = submission_of(valid(concerns="", concerned="لا أحد"), ())
    assert (given.concerns, given.answers) == ("", ())


@pytest.mark.parametrize("whom", ["head", "body"])
def test_who_it_is_belongs_to_one_person_alone(whom: str) -> None:
    given = submission_of(valid(concerns=whom, concerned="كُتب ثم اختير غيره"), ())
    assert given.concerns == whom
    assert [answer.key for answer in given.answers] == ["concerns"]


@pytest.mark.django_db
def test_a_form_about_the_head_of_a_body_reaches_nobody_of_it() -> None:
    country()
    case = file_form(valid(concerns="head"), (), key="head")
    assert (case.agency.code, case.guarded) == ("central", True)


@pytest.mark.django_db
@pytest.mark.usefixtures("limits_on")
def test_the_same_from_one_network_again_and_again_is_held_back() -> None:
    country()

    def send(number: int, network: str = "192.0.2.1") -> Case:
        return file_form(valid(), (), key=f"form-{number}", network=network)

    assert [send(number).held for number in range(10)] == [False] * 9 + [True]
    assert not file_form(valid(), (), key="elsewhere").held
    case = Case.objects.get(idempotency_key="form-9")
    assert case.events.get().data["held"] == {"same_text": 10, "flood": 10}
    assert send(3).pk == Case.objects.get(idempotency_key="form-3").pk
