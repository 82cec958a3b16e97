"""The case page shows what an officer needs, in few queries, and every act goes through the one door."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from permissions.now import standing_at
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from workflows.cases.models import Case
from workflows.cases.submission import GivenAnswer, StoredFile

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 11, 22, 8, tzinfo=UTC)
WHY = "لا يستطيع القسم وحده أن يقرّر."
CONTENT = b"<script>alert(1)</script>"


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def case(land: Country) -> Case:
    with standing_at(SUNDAY):
        storages["private"].save("2026/11/report", ContentFile(CONTENT))
        digest = hashlib.sha256(CONTENT).hexdigest()
        return file_case(
            answers=(GivenAnswer("visits", "كم مرة راجعت؟", 3, "ثلاث مرات"),),
            files=(StoredFile("تقرير.html", "text/html", len(CONTENT), digest, "2026/11/report"),),
        )


@pytest.fixture
def client(land: Country) -> Client:
    return client_of(land, "officer-moh")


def act(client: Client, case: Case, name: str, **values: Any) -> Any:
    work = case.works.count()  # its place among those of the case
    return client.post(f"/admin/desk/{case.tracking}/{name}/", {"work": work, **values})


def test_work_that_was_given_away_is_given_back_to_its_holder(land: Country, case: Case, client: Client) -> None:
    back = "Nobody: back to the holder"
    assert back not in page(client.get(f"/admin/desk/{case.tracking}/"))
    act(client, case, "assign", user=land.people["staff-moh"].pk)
    assert back in page(client.get(f"/admin/desk/{case.tracking}/"))
    act(client, case, "assign", user="holder")
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert case.works.get().assignee is None
    assert "The work is with its holder alone again." in html
    assert "Given back to the holder" in html
    assert act(client, case, "assign", user="holder").status_code == 422


def test_danger_is_said_first_and_only_while_someone_can_act(land: Country) -> None:
    danger = GivenAnswer("danger", "هل هناك من هو في خطر الآن؟", value=True, shown="نعم")
    case = file_case(kind="rights", answers=(danger,))
    calm = file_case(kind="rights", answers=(GivenAnswer("danger", danger.question, value=False, shown="لا"),))
    handler = client_of(land, "officer-rights")
    assert "data-danger" in page(handler.get(f"/admin/desk/{case.tracking}/"))
    assert "data-danger" not in page(handler.get(f"/admin/desk/{calm.tracking}/"))
    act(handler, case, "decide", outcome="resolved", text="هو بأمان الآن.")
    assert "data-danger" not in page(handler.get(f"/admin/desk/{case.tracking}/"))


def test_a_step_that_decides_nothing_is_left_with_words_to_the_citizen(land: Country) -> None:
    case, handler = file_case(kind="rights"), client_of(land, "officer-rights")
    assert "On to: Examination and decision" in page(handler.get(f"/admin/desk/{case.tracking}/"))
    refused = act(handler, case, "proceed", outcome="examine", text="")
    assert (refused.status_code, "Write something first." in page(refused)) == (422, True)
    assert act(handler, case, "proceed", outcome="resolved", text="x").status_code == 422
    assert act(handler, case, "proceed", outcome="examine", text="بدأنا").status_code == 302
    html = page(handler.get(f"/admin/desk/{case.tracking}/"))
    assert "Step: Examination and decision" in html
    assert "act-proceed" not in html
    assert act(handler, case, "proceed", outcome="examine", text="مرة أخرى").status_code == 404


def test_text_answers_files_and_why_this_date(client: Client, case: Case) -> None:
    with standing_at(SUNDAY + timedelta(hours=1)), CaptureQueriesContext(connection) as queries:
        html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert len(queries) <= 30
    for words in (case.subject, "أُجّل الموعد ثلاث مرات دون سبب.", "ثلاث مرات", "تقرير.html", "<bdi>2</bdi> days"):
        assert words in html
    assert "citizen@example.org" in html
    assert html.count('<tr><th scope="row">') == 3 + 1, "its days, and their sum"
    assert html.count('class="rung ') == 3


def test_a_file_comes_as_an_attachment_that_no_browser_runs(client: Client, case: Case) -> None:
    response = client.get(f"/admin/desk/{case.tracking}/files/1/")
    assert b"".join(response.streaming_content) == CONTENT  # type: ignore[attr-defined]  # a file response streams
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_of_another_case_is_not_found_under_this_one(client: Client, case: Case) -> None:
    other = file_case()
    assert client.get(f"/admin/desk/{other.tracking}/files/1/").status_code == 404


@pytest.mark.parametrize(
    ("name", "values", "verb"),
    [
        ("reply", {"text": "نتابع الأمر."}, "replied"),
        ("decide", {"text": "حُدّد موعد.", "outcome": "resolved"}, "decided"),
        ("ask", {"text": "ما رقم الملف؟"}, "asked"),
        ("note", {"text": "اتصلت بالقسم."}, "noted"),
        ("refer", {"agency": "moe", "reason": "ليس لنا."}, "referred"),
        ("escalate", {"sure": "on", "reason": "عاجل"}, "escalated"),
    ],
)
def test_each_form_is_an_action_of_the_door(
    client: Client, case: Case, name: str, values: dict[str, str], verb: str
) -> None:
    work = 1
    with CaptureQueriesContext(connection) as queries:
        response = client.post(f"/admin/desk/{case.tracking}/{name}/", {"work": work, **values})
    asked = [each for each in queries if not each["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    # Four of them write the figures: what stood, what stands, the step that was left and what happened.
    assert len(asked) <= (35 if name in ("reply", "decide") else 44)
    home = "/admin/desk/" if name == "refer" else f"/admin/desk/{case.tracking}/"
    assert (response.status_code, response["Location"]) == (302, home)
    event = case.events.latest("number")
    assert (event.verb, event.actor_user_id) == (verb, int(client.session["_auth_user_id"]))


def test_work_is_given_to_a_colleague_and_the_holder_stays(land: Country, client: Client, case: Case) -> None:
    response = act(client, case, "assign", user=land.people["staff-moh"].pk)
    work = case.works.get()
    assert response.status_code == 302
    assert (work.assignee, work.holder) == (land.people["staff-moh"], land.people["officer-moh"])


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("reply", {"text": "  "}),
        ("reply", {"text": "x" * 10_001}),
        ("decide", {"text": "حُدّد موعد للمريض.", "outcome": "vanished"}),
        ("decide", {"text": "حُدّد موعد للمريض.", "outcome": "referred"}),
        ("refer", {"agency": "rights", "reason": "سبب مكتوب بعناية."}),
        ("refer", {"agency": "atlantis", "reason": "سبب مكتوب بعناية."}),
        ("assign", {"user": "999999"}),
    ],
)
def test_what_cannot_be_done_says_why_and_keeps_what_was_typed(
    client: Client, case: Case, name: str, values: dict[str, str]
) -> None:
    response = act(client, case, name, **values)
    html = page(response)
    assert response.status_code == 422
    assert case.events.count() == 1
    assert html.count('class="err"') == 1
    assert f'id="act-{name}" open' in html
    assert [words for words in (values.get("text", ""), values.get("reason", "")) if words.strip() not in html] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The citizen hasn’t answered your last question yet."), ("ar", "لم يُجب صاحب الطلب بعد عن السؤال السابق.")],
)
def test_no_second_question_is_offered_while_one_waits_and_one_that_comes_all_the_same_is_refused(
    land: Country, case: Case, language: str, sentence: str
) -> None:
    client = client_of(land, "officer-moh", language)
    act(client, case, "ask", text="ما رقم الملف؟")
    assert "act-ask" not in page(client.get(f"/admin/desk/{case.tracking}/"))
    response = act(client, case, "ask", text="وما رقم الغرفة؟")
    html = page(response)
    assert (response.status_code, case.events.count()) == (422, 2)
    assert sentence in html
    assert "وما رقم الغرفة؟" in html


def test_a_colleague_who_was_quicker_leaves_a_sentence_not_an_error(client: Client, case: Case) -> None:
    act(client, case, "reply", text="أولًا")
    other = file_case(agency="moh")
    foreign = client.post(f"/admin/desk/{other.tracking}/reply/", {"work": 2, "text": "للقضية الخطأ"})
    assert foreign.status_code == 404
    act(client, case, "decide", text="انتهى", outcome="resolved")
    late = client.post(f"/admin/desk/{case.tracking}/reply/", {"work": 1, "text": "متأخر"})
    assert late.status_code == 404


def test_after_the_answer_it_is_added_to_and_the_rest_of_the_work_is_over(client: Client, case: Case) -> None:
    act(client, case, "decide", text="انتهى", outcome="resolved")
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    assert 'data-status="answered"' in html
    acts = re.findall(r'data-act="([\w-]+)"', html)
    assert set(acts) - {"propose_sealing"} == {
        *("note", "add-to-answer", "correct-answer", "translate", "matter", "concerned", "reader"),
    }
    assert "propose_sealing" in acts, "who is in danger may be seen late"


def test_an_unknown_act_is_a_page_that_does_not_exist(client: Client, case: Case) -> None:
    assert act(client, case, "erase").status_code == 404


def test_the_complaints_unit_may_work_every_ordinary_case(land: Country, case: Case) -> None:
    central = client_of(land, "officer-central")
    assert "data-act=" in page(central.get(f"/admin/desk/{case.tracking}/"))


def opened(html: str) -> list[str]:
    return re.findall(r'id="act-([\w-]+)" open', html)


def test_in_triage_the_way_on_stands_open_with_a_search_over_the_bodies(land: Country) -> None:
    unknown = file_case(agency=None, subject="طلب", text="لا أعرف أين.")
    html = page(client_of(land, "officer-central").get(f"/admin/desk/{unknown.tracking}/"))
    assert opened(html) == ["refer"]
    assert re.search(r'data-agency-search(?s:.){0,400}<select name="agency"', html)
    assert re.search(r'<option value="moh"[^>]* data-name="MOH"', html)
    assert "js/forms-agency.js" in html


def test_what_weighs_is_never_open_by_itself(land: Country, client: Client, case: Case) -> None:
    assert opened(page(client.get(f"/admin/desk/{case.tracking}/"))) == ["decide"]
    act(client, case, "decide", text="انتهى", outcome="resolved")
    assert opened(page(client.get(f"/admin/desk/{case.tracking}/"))) == ["note"]


def test_moving_up_is_asked_once_and_no_leaves_it(client: Client, case: Case) -> None:
    refused = act(client, case, "escalate", sure="on", reason=" ")
    assert (refused.status_code, "Write something first." in page(refused)) == (422, True)
    asked = act(client, case, "escalate", reason=WHY)
    html = page(asked)
    assert (asked.status_code, case.events.count()) == (422, 1)
    assert opened(html) == ["escalate"]
    assert "Yes: Move up one level" in html
    assert f'href="/admin/desk/{case.tracking}/">No, leave it as it is' in html
    assert act(client, case, "escalate", sure="on", reason=WHY).status_code == 302
    event = case.events.latest("number")
    said = case.messages.get(event_number=event.number)
    assert (event.verb, said.text, said.public) == ("escalated", WHY, False)
    assert WHY in page(client.get(f"/admin/desk/{case.tracking}/"))


def test_one_outcome_alone_is_chosen_already(land: Country, client: Client) -> None:
    praise = file_case(kind="praise")
    html = page(client.get(f"/admin/desk/{praise.tracking}/"))
    assert re.search(r'<select name="outcome"[^>]*>\s*<option value="noted">', html)
    assert act(client, praise, "decide", text="شكرًا", outcome="noted").status_code == 302


def test_what_was_said_last_stands_above_the_forms(client: Client, case: Case) -> None:
    assert 'id="exchange"' not in page(client.get(f"/admin/desk/{case.tracking}/"))
    for words in ("الأولى", "الثانية", "الثالثة"):
        act(client, case, "reply", text=words)
    act(client, case, "note", text="بيننا")
    html = page(client.get(f"/admin/desk/{case.tracking}/"))
    last = html[html.index('id="exchange"') : html.index('id="acting"')]
    assert [words in last for words in ("الأولى", "الثانية", "الثالثة", "بيننا")] == [False, True, True, False]
