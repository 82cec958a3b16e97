"""Ready answers: to each what they may use and change, filled in for the case, and never sent with an open place."""

from __future__ import annotations

import html as html_lib
import re
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.isolated import isolated
from permissions.now import now
from portal.desk import bulk
from portal.desk.models import ReadyAnswer, ReadyUse
from portal.desk.ready_effects import CommonEffect
from portal.desk.ready_shipped import take_over
from tests.scenes import Country, country, file_case
from tests.site.portal.signed_in import client_of, page
from tests.workflows.cases.trees import category, publish_tree
from workflows.cases.actions import CorrectAnswer, Decide, Reopen, SetParties
from workflows.cases.actions.parties import Concerned
from workflows.cases.grounds import grounds_of
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseTag, Message, RequestKind
from workflows.cases.tags import add_tag

pytestmark = pytest.mark.django_db
LIST, NEW = "/admin/desk/ready/", "/admin/desk/ready/new/"
TOGETHER = "/admin/desk/together/"


@pytest.fixture
def land() -> Country:
    return country()


@pytest.fixture
def mine(land: Country) -> Client:
    return client_of(land, "officer-moh")


def make(client: Client, **values: Any) -> Any:
    fields = {"title": "موعد", "text": "طلبك {رقم الطلب} لدى {الجهة}.", "for_whom": "own", "act": "", "kind": ""}
    return client.post(NEW, {**fields, "outcome": "", "language": "", **values})


def ready(**values: Any) -> ReadyAnswer:
    fields = {
        "key": f"k{ReadyAnswer.objects.count()}",
        "title": "موعد",
        "text": "طلبك {tracking}.",
        "changed_at": now(),
    }
    return ReadyAnswer.objects.create(**{**fields, **values})


def test_it_is_kept_with_its_places_and_filled_in_for_the_case(land: Country, mine: Client) -> None:
    case = file_case()
    assert make(mine).status_code == 302
    assert ReadyAnswer.objects.get().text == "طلبك {tracking} لدى {agency}."
    html = page(mine.get(f"/admin/desk/{case.tracking}/reply/ready/"))
    assert f"طلبك {isolated(case.tracking)} لدى {land.agencies['moh'].name['ar']}." in html


@pytest.mark.parametrize("text", ["{هاتف صاحب الطلب}", "{", "{phone}", "%(tracking)s", "{}"])
def test_a_place_that_is_none_is_refused(land: Country, mine: Client, text: str) -> None:
    refused = make(mine, text=f"نص {text}")
    assert (refused.status_code, ReadyAnswer.objects.count()) == (422, 0)
    assert "err" in page(refused)


def test_a_place_that_was_taken_away_or_has_no_value_is_told_and_not_sent(land: Country, mine: Client) -> None:
    case, answer = file_case(), ready(text="موعدك {gone}، والتصنيف {category}.", owner=land.people["officer-moh"])
    html = page(mine.get(f"/admin/desk/{case.tracking}/reply/ready/"))
    assert 'data-missing="{gone}"' in html
    values = {"work": 1, "text": "موعدك {gone}.", "ready": answer.key}
    refused = mine.post(f"/admin/desk/{case.tracking}/reply/", values)
    assert refused.status_code == 422
    assert "“gone”" in page(refused)
    assert mine.post(f"/admin/desk/{case.tracking}/reply/", {**values, "text": "موعدك غدًا."}).status_code == 302
    answer.refresh_from_db()
    assert answer.used == 1
    assert Message.objects.filter(case=case, text="موعدك غدًا.").exists()


def test_without_scripts_the_form_comes_with_it_and_its_outcome(land: Country, mine: Client) -> None:
    case = file_case()
    answer = ready(outcome="refused")
    html = page(mine.get(f"/admin/desk/{case.tracking}/?act=decide&ready={answer.key}"))
    assert f"طلبك {isolated(case.tracking)}." in html
    assert '<option value="refused" selected' in html
    assert f'name="ready" value="{answer.key}"' in html


def test_only_what_fits_kind_act_and_language_is_offered(land: Country, mine: Client) -> None:
    case = file_case()
    some: dict[str, dict[str, Any]] = {
        "fits": {},
        "act": {"act": "ask"},
        "kind": {"kind": "inquiry"},
        "language": {"language": "en"},
        "theirs": {"agency": land.agencies["moe"]},
        "own": {"owner": land.people["staff-moh"]},
    }
    for name, values in some.items():
        ready(key=name, title=name, **values)
    html = page(mine.get(f"/admin/desk/{case.tracking}/reply/ready/"))
    names = ("fits", "act", "kind", "language", "theirs", "own")
    assert [name for name in names if f'data-ready="{name}"' in html] == ["fits"]


def test_who_may_share_may_change_it_and_nobody_else(land: Country, mine: Client) -> None:
    level, central = client_of(land, "level1-moh"), client_of(land, "officer-central")
    assert make(mine, for_whom="agency:moh").status_code == 422
    assert make(mine, for_whom="all").status_code == 422
    assert make(level, for_whom="agency:moh").status_code == 302
    assert make(level, for_whom="agency:moe").status_code == 422
    assert make(central, for_whom="all").status_code == 302
    shared = ReadyAnswer.objects.get(agency__isnull=False)
    assert mine.get(f"{LIST}{shared.key}/").status_code == 404
    assert mine.post(f"{LIST}{shared.key}/", {"do": "delete"}).status_code == 404
    assert page(mine.get(LIST)).count("موعد") == 2
    assert level.post(f"{LIST}{shared.key}/", {"do": "delete"}).status_code == 302
    assert page(client_of(land, "officer-moe").get(LIST)).count("موعد") == 1


def test_nobody_counts_what_they_do_not_see(land: Country, mine: Client) -> None:
    case, theirs = file_case(), ready(owner=land.people["staff-moh"])
    mine.post(f"/admin/desk/{case.tracking}/reply/", {"work": 1, "text": "نعم.", "ready": theirs.key})
    theirs.refresh_from_db()
    assert theirs.used == 0


def test_of_a_sealed_case_nothing_tells_who_filed_it(land: Country) -> None:
    case = file_case(kind="rights")
    ready(text="{tracking} {kind} {category} {agency} {due}")
    html = page(client_of(land, "officer-rights").get(f"/admin/desk/{case.tracking}/reply/ready/"))
    assert case.tracking in html
    assert "citizen@example.org" not in html


def test_who_filed_it_is_named_to_whom_knows_it_plainly(land: Country, mine: Client) -> None:
    plain, unnamed = file_case(name="ليلى حداد"), file_case()
    confidential = file_case(name="سمير عواد", confidential=True)
    assert make(mine, text="السيدة أو السيد {اسم صاحب الطلب}، تم.").status_code == 302
    answer = ReadyAnswer.objects.get()
    assert answer.text == "السيدة أو السيد {name}، تم."
    ready_for = "/admin/desk/{}/reply/ready/"
    assert 'data-text="السيدة أو السيد ليلى حداد، تم."' in page(mine.get(ready_for.format(plain.tracking)))
    for case in (unnamed, confidential):
        html = page(mine.get(ready_for.format(case.tracking)))
        assert 'data-missing="{اسم صاحب الطلب}"' in html
        assert "سمير" not in html
        refused = send(mine, case, "reply", text="السيدة أو السيد {اسم صاحب الطلب}، تم.", ready=answer.key)
        assert refused.status_code == 422
        assert "or take it out" in page(refused)
    assert 'name="insert"' not in page(mine.post(TOGETHER, {"act": "decide", "cases": [plain.tracking]}))


def test_a_case_of_another_body_is_no_case(land: Country) -> None:
    case: Case = file_case()
    assert client_of(land, "officer-moe").get(f"/admin/desk/{case.tracking}/reply/ready/").status_code == 404


REFUSAL = {"ground": "unfounded", "rule": "المادة 7 من النظام", "instead": "راجع مكتب البريد."}


def refusing(land: Country, **values: Any) -> ReadyAnswer:
    ground = grounds_of(RequestKind.objects.get(code="complaint"))[0].key
    fields = {**REFUSAL, "ground": ground, "act": "decide", "outcome": "refused", "owner": land.people["officer-moh"]}
    return ready(**{**fields, **values})


def test_of_a_refusal_it_brings_ground_rule_and_what_to_do_instead(land: Country, mine: Client) -> None:
    case, answer = file_case(), refusing(land)
    html = page(mine.get(f"/admin/desk/{case.tracking}/?act=decide&ready={answer.key}"))
    form = html.split('data-act="decide"')[1].split("</form>")[0]
    assert f'value="{answer.ground}" selected' in form
    assert REFUSAL["rule"] in form
    assert REFUSAL["instead"] in form
    picked = page(mine.get(f"/admin/desk/{case.tracking}/decide/ready/"))
    assert f'data-ground="{answer.ground}"' in picked
    assert f'data-rule="{REFUSAL["rule"]}"' in picked


def test_a_ground_that_the_kind_has_not_is_left_to_choose_and_another_outcome_brings_none(
    land: Country, mine: Client
) -> None:
    case = file_case()
    gone, other = refusing(land, ground="gone"), refusing(land, outcome="resolved")
    picked = page(mine.get(f"/admin/desk/{case.tracking}/decide/ready/"))
    rows = dict(re.findall(r'data-ready="(\w+)".*?data-ground="(\w*)".*?data-rule', picked, re.DOTALL))
    assert rows == {gone.key: "", other.key: ""}
    rules = dict(re.findall(r'data-ready="(\w+)".*?data-rule="([^"]*)"', picked, re.DOTALL))
    assert rules == {gone.key: REFUSAL["rule"], other.key: ""}


def test_what_goes_with_a_refusal_is_kept_with_that_outcome_alone(land: Country, mine: Client) -> None:
    ground = grounds_of(RequestKind.objects.get(code="complaint"))[0].key
    assert make(mine, outcome="refused", **{**REFUSAL, "ground": ground}).status_code == 302
    answer = ReadyAnswer.objects.get()
    assert (answer.ground, answer.rule, answer.instead) == (ground, REFUSAL["rule"], REFUSAL["instead"])
    assert REFUSAL["rule"] in page(mine.get(f"{LIST}{answer.key}/"))
    assert make(mine, outcome="resolved", **REFUSAL | {"ground": ground}).status_code == 302
    assert ReadyAnswer.objects.latest("pk").rule == ""
    assert make(mine, outcome="refused", **REFUSAL | {"ground": "made up"}).status_code == 422


SEND = "/admin/desk/{}/{}/"


def send(client: Client, case: Case, act: str, **values: Any) -> Any:
    return client.post(SEND.format(case.tracking, act), {"work": 1, **values})


def test_what_goes_with_it_is_shown_and_done_after_it_was_sent(land: Country, mine: Client) -> None:
    publish_tree(category("roads"))
    tag = add_tag(land.agencies["moh"].pk, "عاجل", actor=land.actor("level1-moh"))
    case = file_case()
    answer = ready(category="roads", tag=tag, assignee=land.people["staff-moh"])
    shown = page(mine.get(f"/admin/desk/{case.tracking}/reply/ready/"))
    assert "عاجل" in re.findall(r'data-effects="([^"]*)"', shown)[0]
    filled = page(mine.get(f"/admin/desk/{case.tracking}/?act=reply&ready={answer.key}"))
    assert re.search(r"data-ready-effects>", filled), "not hidden"
    assert send(mine, case, "reply", text="نعم.", ready=answer.key, effects="on").status_code == 302
    case.refresh_from_db()
    assert case.category == "roads"
    assert list(CaseTag.objects.filter(case=case).values_list("tag", flat=True)) == [tag.pk]
    assert case.works.get().assignee == land.people["staff-moh"]


def test_what_is_unticked_is_not_done_and_what_the_door_refuses_is_said(land: Country, mine: Client) -> None:
    publish_tree(category("roads"))
    case, answer = file_case(), ready(category="roads", assignee=land.people["officer-moe"])
    assert send(mine, case, "reply", text="نعم.", ready=answer.key).status_code == 302
    case.refresh_from_db()
    assert case.category == ""
    told = mine.post(
        SEND.format(case.tracking, "reply"), {"work": 1, "text": "لا.", "ready": answer.key, "effects": "on"}
    )
    assert "Not done" in page(mine.get(told["Location"]))
    case.refresh_from_db()
    assert case.category == "roads"
    assert case.works.get().assignee is None, "whoever may not work it does not get it"


def test_in_the_list_its_owner_reads_how_often_it_was_used_and_objected_to(land: Country, mine: Client) -> None:
    answer = ready(owner=land.people["officer-moh"])
    ready(key="all")
    for number in range(2):
        case = file_case()
        assert send(mine, case, "decide", outcome="resolved", text=f"تم {number}", ready=answer.key).status_code == 302
    assert 'data-objected="0"' in page(mine.get(LIST))
    apply(case.pk, Reopen(reason="لم يتم"), actor=Actor.citizen(case.pk))
    html = page(mine.get(LIST))
    assert "objected to <bdi>1</bdi> time" in html or "objected to 1 time" in html
    assert html.count("data-objected") == 1, "of what others made nothing"


def test_what_was_used_in_requests_of_the_category_comes_first(land: Country, mine: Client) -> None:
    publish_tree(category("roads"), category("water"))
    often, fits = ready(key="often", used=50), ready(key="fits", title="تعبيد")
    for key in ("roads", "water"):
        before = file_case(category=key)
        ReadyUse.objects.create(answer=fits if key == "roads" else often, case=before, at=now())
    order = re.findall(
        r'data-ready="(\w+)"', page(mine.get(f"/admin/desk/{file_case(category='roads').tracking}/reply/ready/"))
    )
    assert order == ["fits", "often"]
    html = page(mine.get(f"/admin/desk/{file_case().tracking}/reply/ready/"))
    assert re.findall(r'data-ready="(\w+)"', html) == ["often", "fits"]
    assert "Fits this request" not in html


def test_what_ones_own_agency_used_comes_before_what_others_did(land: Country, mine: Client) -> None:
    publish_tree(category("roads"))
    ours, theirs, unused = ready(key="ours"), ready(key="theirs"), ready(key="unused", used=90)
    ReadyUse.objects.create(answer=ours, case=file_case(category="roads"), at=now())
    for _number in range(3):
        ReadyUse.objects.create(answer=theirs, case=file_case(category="roads", agency="moe"), at=now())
    html = page(mine.get(f"/admin/desk/{file_case(category='roads').tracking}/reply/ready/"))
    assert re.findall(r'data-ready="(\w+)"', html) == ["ours", "theirs", unused.key]
    groups = re.findall(r'data-group="([^"]*)"', html)
    assert groups == ["Fits this request", "Fits this request", "Others"]
    (by_use,) = re.findall(r'href="([^"]+)" data-order', html)
    html = page(mine.get(f"/admin/desk/{file_case(category='roads').tracking}/reply/ready/{by_use}"))
    assert re.findall(r'data-ready="(\w+)"', html)[0] == unused.key
    assert "What fits this request first" in html


def test_a_blank_of_a_shipped_answer_is_filled_in_before_it_is_sent(land: Country, mine: Client) -> None:
    take_over()
    case = file_case()
    html = page(mine.get(f"/admin/desk/{case.tracking}/decide/ready/"))
    assert 'data-missing="{…}"' in html
    values = {"outcome": "resolved", "text": "بسبب {…}.", "ready": "insaf05ar"}
    assert send(mine, case, "decide", **values).status_code == 422
    assert send(mine, case, "decide", **{**values, "text": "بسبب العطل."}).status_code == 302


# the answer of a request like it

ANSWER = "السيدة هدى المومني، أُصلح عمودان في حي الزهور بعد اتصالك من 0791234567، والطلب التالي يُصلح مثله."


LIGHTS = {"subject": "إنارة الشارع معطلة", "text": "إنارة شارعنا معطلة منذ شهر"}


def answered(land: Country, **values: Any) -> Case:
    given = {
        "subject": "إنارة الشارع معطلة",
        "text": "إنارة شارعنا معطلة منذ شهر",
        "place": "حي الزهور",
        "name": "هدى المومني",
    }
    case = file_case(**{**given, **values})
    apply(case.pk, Decide(outcome="resolved", text=ANSWER), actor=land.actor("officer-moh"))
    return case


def like(case: Case, other: Case) -> str:
    return f"/admin/desk/{case.tracking}/?act=decide&like={other.tracking}"


def test_the_answer_of_a_closed_request_begins_this_one_without_its_citizen(land: Country, mine: Client) -> None:
    other = answered(land)
    case = file_case(
        subject="إنارة الشارع معطلة", text="إنارة شارعنا معطلة منذ شهر", place="حي النصر", email="x@example.org"
    )
    assert "Use its answer" in page(mine.get(f"/admin/desk/{case.tracking}/same/"))
    form = page(mine.get(like(case, other))).split('data-act="decide"')[1].split("</form>")[0]
    (text,) = re.findall(r"<textarea[^>]*name=\"text\"[^>]*>(.*?)</textarea>", form, re.DOTALL)
    for word in ("هدى", "المومني", "0791234567", "الزهور"):
        assert word not in text
    assert "أُصلح عمودان" in text
    assert "حي" in text, "what is the place of both stays"
    assert '<option value="" selected' in form.split('name="outcome"')[1], "its officer says what came of it"
    refused = send(mine, case, "decide", outcome="resolved", text=html_lib.unescape(text).strip(), ready="like")
    assert refused.status_code == 422, "its blanks are filled in first"
    assert send(mine, case, "decide", outcome="resolved", text="أُصلح عمودان.", ready="like").status_code == 302


@pytest.mark.parametrize(
    ("wrong", "begun"),
    [
        ("عمودان", "أُصلح ثلاثة أعمدة في الشارع."),
        ("ما قلناه عن العدد", "ثلاثة أعمدة"),
    ],
    ids=["a part of the answer", "told in other words"],
)
def test_an_answer_that_was_corrected_since_is_used_as_corrected(
    land: Country, mine: Client, wrong: str, begun: str
) -> None:
    other, officer = file_case(**LIGHTS), land.actor("officer-moh")
    apply(other.pk, Decide(outcome="resolved", text="أُصلح عمودان في الشارع."), actor=officer)
    apply(other.pk, CorrectAnswer(wrong=wrong, text="ثلاثة أعمدة"), actor=officer)
    form = page(mine.get(like(file_case(**LIGHTS), other))).split('data-act="decide"')[1].split("</form>")[0]
    (text,) = re.findall(r"<textarea[^>]*name=\"text\"[^>]*>(.*?)</textarea>", form, re.DOTALL)
    assert html_lib.unescape(text).strip() == begun


def test_of_another_agency_or_a_hidden_request_no_answer_is_used(land: Country, mine: Client) -> None:
    case, theirs, hidden = file_case(), file_case(agency="moe"), answered(land, confidential=True)
    apply(theirs.pk, Decide(outcome="resolved", text=ANSWER), actor=land.actor("officer-moe"))
    accusing = file_case(**LIGHTS)
    whom = SetParties(parties=(Concerned(user_id=land.people["staff-moe"].pk),), reason="سبب")
    for act in (whom, Decide(outcome="resolved", text=ANSWER)):
        apply(accusing.pk, act, actor=land.actor("officer-moh"))
    for other in (theirs, hidden, accusing, file_case()):
        assert "عمودان" not in page(mine.get(like(case, other)))
    both = client_of(land, "officer-central")
    elsewhere = file_case(agency=None, subject="سؤال", text="سؤال لا يخص أحدا")
    assert "عمودان" not in page(both.get(like(elsewhere, theirs))), "of another agency, though they read it"


# many at once


def test_many_are_answered_with_one_that_reads_the_same_in_all_and_needs_nothing(land: Country, mine: Client) -> None:
    cases = [file_case(), file_case()]
    same = ready(key="same", title="نفسه", text="شكرًا، {agency}.", outcome="resolved")
    ready(key="number", title="رقم", text="طلبك {tracking}.")
    ready(key="blank", title="فراغ", text="بسبب {…}.")
    ready(key="refusing", title="رفض", text="لا.", outcome="refused")
    asked = {"act": "decide", "cases": [case.tracking for case in cases]}
    html = page(mine.post(TOGETHER, asked))
    assert re.findall(r'name="insert"\s+value="(\w+)"', html) == ["same"]
    begun = page(mine.post(TOGETHER, {**asked, "insert": "same", "text": "السلام عليكم"}))
    text = f"شكرًا، {land.agencies['moh'].name['ar']}."
    assert text in begun
    assert "السلام عليكم" in begun, "what was written stays"
    assert '<option value="resolved" selected' in begun
    assert 'name="ready" value="same"' in begun
    (key,) = re.findall(r'name="key" value="(\w+)"', begun)
    sent = {**asked, "sure": "on", "key": key, "outcome": "resolved", "ready": "same"}
    assert mine.post(TOGETHER, {**sent, "text": "بسبب {…}."}).status_code == 422
    assert mine.post(TOGETHER, {**sent, "text": text}).status_code == 302
    same.refresh_from_db()
    assert same.used == 2
    assert set(same.uses.values_list("case", flat=True)) == {case.pk for case in cases}


def together(mine: Client, cases: list[Case], **values: Any) -> Any:
    """The page of an order that answers them all, once it is done."""
    asked = {"act": "decide", "cases": [case.tracking for case in cases]}
    (key,) = re.findall(r'name="key" value="(\w+)"', page(mine.post(TOGETHER, asked)))
    sent = {**asked, "sure": "on", "key": key, "outcome": "resolved", "text": "تم.", **values}
    answer = mine.post(TOGETHER, sent)
    assert answer.status_code == 302
    return page(mine.get(answer["Location"]))


def test_in_many_requests_category_and_tag_come_with_it_unless_unticked(land: Country, mine: Client) -> None:
    publish_tree(category("roads", ar="طرق"))
    tag = add_tag(land.agencies["moh"].pk, "حفر", actor=land.actor("level1-moh"))
    answer = ready(category="roads", tag=tag, assignee=land.people["staff-moh"])
    answer.text = "تم."
    answer.save()
    cases = [file_case(), file_case(category="roads")]
    asked = {"act": "decide", "cases": [case.tracking for case in cases], "insert": answer.key}
    shown = page(mine.post(TOGETHER, asked))
    assert re.search(r'name="effects" value="on" checked', shown)
    assert "حفر" in shown
    assert "staff-moh" not in shown, "there is no work to give after a decision"
    done = together(mine, cases, ready=answer.key, effects="on")
    assert "without all that goes" not in done
    for case in cases:
        case.refresh_from_db()
        assert (case.category, case.status) == ("roads", "answered")
    assert set(CaseTag.objects.values_list("case", "tag")) == {(case.pk, tag.pk) for case in cases}
    bare = file_case()
    together(mine, [bare], ready=answer.key)
    bare.refresh_from_db()
    assert bare.category == ""


def test_what_could_not_be_given_with_the_answer_is_told(land: Country, mine: Client) -> None:
    tag = add_tag(land.agencies["moh"].pk, "حفر", actor=land.actor("level1-moh"))
    answer, case = ready(text="تم.", tag=tag), file_case()
    with patch.object(bulk, "common_effects", lambda *_args: [CommonEffect("", "tag", tag.pk)]):
        tag.active = False
        tag.save()
        done = together(mine, [case], ready=answer.key, effects="on")
    assert "was answered, but without all that goes with the answer" in done
    assert "This tag is not given any more." in done
    assert "left as" not in done
