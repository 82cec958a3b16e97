"""The question for the place: governorate and district, words, and a position kept only where somebody says so."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, override_settings

from content.forms.area_asked import with_areas
from content.forms.as_data import as_file, from_file
from content.forms.blocks import QuestionsBlock
from content.forms.form import FilingForm, FormSchema, build_form
from content.forms.page import FormPage
from content.forms.prefilled import example_of
from content.forms.questions import questions_of
from content.forms.standing import written
from permissions.actors import Actor
from permissions.areas.services import write_areas
from tests.areas import HILL, NORTH, a_gazetteer
from tests.content.forms.made import GOOD, condition, question, stream
from tests.content.forms.sending import URL, send, text_of
from tests.scenes import Country
from tests.seeded_site import pages_and_forms
from workflows.cases.facts import answer_fact
from workflows.cases.models import Answer, Case, CaseEvent
from workflows.facts.fact import FactType
from workflows.questions.types import QuestionKind

pytestmark = pytest.mark.django_db
AREA = {"ask_words": True, "ask_position": True}


def ask_for_the_area(**values: Any) -> None:
    """The complaint form in English asks for it where it asked for the place in words."""
    page = FormPage.objects.get(kind="complaint", locale__language_code="en")
    asked = question("area", **{**AREA, **values}, label="Where?")
    page.questions = [asked if each["type"] in ("place", "area") else each for each in page.questions.raw_data]
    page.save_revision().publish()


@pytest.fixture
def citizen(land: Country, client: Client) -> Client:
    pages_and_forms()
    a_gazetteer()
    ask_for_the_area()
    return client


def drawn(*more: dict[str, Any], **data: Any) -> FilingForm:
    raw = [question("area", **AREA), question("subject"), question("text"), *more]
    schema = with_areas(FormSchema("complaint", "en", questions_of(stream(raw))))
    return build_form(schema)(GOOD | data, bodies=[])


def test_it_is_one_list_with_what_is_open_and_needs_no_script(citizen: Client) -> None:
    shown = citizen.get(URL).content.decode()
    assert '<optgroup label="North">' in shown
    assert '<option value="north">North, without a district</option>' in shown
    assert '<option value="north-hill" data-under="north">Hill</option>' in shown
    assert '<option value="south">South</option>' in shown
    assert "north-old" not in shown
    assert 'name="place"' in shown


def test_a_district_is_kept_behind_its_governorate_and_sent_again_is_the_same(citizen: Client) -> None:
    shown = citizen.get(URL)
    for _time in range(2):
        assert send(citizen, shown, area=HILL, position="31.95432,35.91").status_code == HTTPStatus.SEE_OTHER
    case = Case.objects.get()
    assert case.place == "Irbid"
    kept = Answer.objects.filter(case=case, key__in=("area", "position"))
    assert {each.key: (each.value, each.shown, each.type) for each in kept} == {
        "area": (["north", HILL], "North › Hill", "tree"),
        "position": ("31.954,35.910", "Near Al 'Abdalli, Amman Governorate", "text"),
    }
    assert CaseEvent.objects.get(case=case, number=1).data["area"] == ["north", HILL]
    assert "position" not in str(CaseEvent.objects.get(case=case, number=1).data)


def test_without_the_tick_no_position_is_kept(citizen: Client) -> None:
    assert send(citizen, citizen.get(URL), area="south").status_code == HTTPStatus.SEE_OTHER
    assert not Answer.objects.filter(key="position").exists()
    assert Answer.objects.get(key="area").value == ["south"]


@pytest.mark.parametrize("forged", ["north-old", "nowhere", "north.north-hill", "Hill", "../x"])
def test_what_cannot_be_chosen_is_refused_with_everything_kept(citizen: Client, forged: str) -> None:
    refused = send(citizen, citizen.get(URL), area=forged)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose a governorate or a district from the list." in text_of(refused)
    assert 'value="Irbid"' in refused.content.decode()
    assert not Case.objects.exists()


def test_what_closed_while_the_form_was_open_is_refused_too(citizen: Client) -> None:
    shown = citizen.get(URL)
    closed = NORTH[3].closes_on
    write_areas([type(NORTH[1])(HILL, NORTH[1].name, "north", None, closed)], actor=Actor.operator)
    assert send(citizen, shown, area=HILL).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize("typed", ["here", "91,0", "0,181", "nan,1", "1e9,2", "31.9", "٣١.٩,٣٥.٩", "1,2,3", "<b>,1"])
def test_a_position_that_is_none_is_refused(typed: str) -> None:
    a_gazetteer()
    form = drawn(position=typed)
    assert "This position is not valid" in str(form.errors["position"])


def test_words_and_a_governorate_are_equal_where_one_must_be_given(citizen: Client) -> None:
    ask_for_the_area(required=True)
    neither = send(citizen, citizen.get(URL), place="", position="31.9,35.9")
    assert "Choose a governorate or a district, or write the place in words." in text_of(neither)
    for area, place in (("", "Near the school"), ("south", "")):
        assert send(citizen, citizen.get(URL), area=area, place=place).status_code == HTTPStatus.SEE_OTHER


def test_without_words_the_list_alone_can_be_asked_for(citizen: Client) -> None:
    ask_for_the_area(required=True, ask_words=False, ask_position=False)
    shown = citizen.get(URL)
    html = shown.content.decode()
    assert 'name="area"' in html
    assert 'name="place"' not in html
    assert "data-position" not in html
    assert "Choose a governorate or a district." in text_of(send(citizen, shown))


@override_settings(MAP_URL="https://tiles.example.org/{z}/{x}/{y}.png", MAP_ATTRIBUTION={"en": "The surveyors"})
def test_only_a_page_that_offers_it_may_ask_for_the_position_and_for_tiles(citizen: Client) -> None:
    asking, other = citizen.get(URL), citizen.get("/en/file/inquiry/")
    again = send(citizen, asking, subject="")
    for each in (asking, citizen.get(URL), again):  # drawn, kept, and come back
        assert "geolocation=(self)" in each["Permissions-Policy"]
        assert "connect-src 'self' https://tiles.example.org;" in each["Content-Security-Policy"] + ";"
        assert "The surveyors" in each.content.decode()
    assert "geolocation=()" in other["Permissions-Policy"]
    assert "tiles.example.org" not in other["Content-Security-Policy"] + other.content.decode()
    ask_for_the_area(ask_position=False)
    quiet = citizen.get(URL)
    assert "geolocation=()" in quiet["Permissions-Policy"]
    assert "tiles.example.org" not in quiet["Content-Security-Policy"] + quiet.content.decode()


def test_where_no_tile_server_is_named_there_is_no_map(citizen: Client) -> None:
    shown = citizen.get(URL)
    assert "data-map" not in shown.content.decode()
    assert "data-here" in shown.content.decode()
    assert "connect-src 'self';" in shown["Content-Security-Policy"] + ";"


def test_without_a_gazetteer_it_asks_for_words_alone(land: Country, client: Client) -> None:
    pages_and_forms()
    ask_for_the_area()
    shown = client.get(URL)
    assert 'name="area"' not in shown.content.decode()
    assert send(client, shown, area="north").status_code == HTTPStatus.SEE_OTHER
    assert Case.objects.get().place == "Irbid"
    ask_for_the_area(ask_words=False)
    assert 'name="place"' not in client.get(URL).content.decode()


def test_a_question_is_asked_of_one_governorate_alone() -> None:
    a_gazetteer()
    asked = question("short_text", key="well", shown_if=condition(("area", "one_of", "north")))
    inside, outside = drawn(asked, area=HILL, well="deep"), drawn(asked, area="south", well="deep")
    inside.full_clean()
    outside.full_clean()
    assert ("well" in inside.way.asked, "well" in outside.way.asked) == (True, False)
    assert "well" not in outside.cleaned_data


def test_an_editor_writes_the_name_of_a_governorate_and_its_key_is_meant() -> None:
    a_gazetteer()
    named = condition(("area", "one_of", "North\nNorth › Hill"))
    raw = [question("area", **AREA), question("subject"), question("text"), question("date", key="day", shown_if=named)]
    cleaned = QuestionsBlock().clean(stream(raw))
    assert cleaned[3].value["shown_if"]["tests"][0]["values"] == "north\nnorth-hill"
    wrong = condition(("area", "one_of", "Atlantis"))
    with pytest.raises(ValidationError):
        QuestionsBlock().clean(stream([*raw[:3], question("date", key="day", shown_if=wrong)]))


def test_a_form_asks_for_the_place_once() -> None:
    raw = [question("area", **AREA), question("place"), question("subject"), question("text")]
    with pytest.raises(ValidationError) as refused:
        QuestionsBlock().clean(stream(raw))
    assert "asks for the place twice" in str(refused.value.as_json_data())  # type: ignore[attr-defined]  # Wagtail's own


def test_it_goes_out_as_a_file_and_comes_back_as_it_was() -> None:
    a_gazetteer()
    raw = [question("area", **AREA, required=True), question("subject"), question("text")]
    (asked,) = (each for each in from_file(as_file("complaint", stream(raw)).encode()) if each.block_type == "area")
    assert (asked.value["ask_position"], asked.value["required"]) == (True, True)


def test_processes_and_rules_get_it_as_a_tree() -> None:
    a_gazetteer()
    (asked,) = (each for each in drawn().schema.questions if each.kind == QuestionKind.AREA)
    fact = answer_fact(asked)
    assert (fact.name, fact.type, fact.sealed) == ("answer.area", FactType.TREE, False)
    assert fact.domain is not None
    assert fact.domain()[HILL] == "North › Hill"
    assert fact.paths is not None
    assert fact.paths()[HILL] == ("north", HILL)


def test_a_link_chooses_it_an_example_fills_it_in_and_the_check_shows_it(citizen: Client) -> None:
    assert f'<option value="{HILL}" selected data-under' in citizen.get(URL, {"area": HILL}).content.decode().replace(
        'data-under="north" selected', 'selected data-under="north"'
    )
    assert "selected data-under" not in citizen.get(URL, {"area": "nowhere"}).content.decode()
    form = drawn(area=HILL, place="By the well", position="31.9,35.9")
    form.full_clean()
    shown = [each.shown for each in written(form, {})]
    assert shown[:3] == ["North › Hill", "By the well", "Near Hayy al Bunayyat, Amman Governorate"]
    assert example_of(form.schema, [])["area"] == ["south"]
