"""The API tells where a form asks for governorate and district, and takes the answer as the page does."""

from __future__ import annotations

from typing import Any

import pytest

from content.forms.page import FormPage
from tests.areas import HILL, a_gazetteer
from tests.content.forms import made
from tests.site.portal.api.calling import Caller, errors
from workflows.cases.models import Answer, Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def app() -> Caller:
    made.english_forms("complaint")
    a_gazetteer()
    page = FormPage.objects.get(kind="complaint")
    asked = made.question("area", ask_words=True, ask_position=True)
    page.questions = [asked if each["type"] == "place" else each for each in page.questions.raw_data]
    page.save_revision().publish()
    return Caller()


def test_the_form_has_its_fields_and_what_can_be_chosen(app: Caller) -> None:
    form: dict[str, Any] = app.get(f"/forms/{app.form_of('complaint')}").json()
    (asked,) = (each for each in form["questions"] if each["key"] == "area")
    fields = {each["key"]: each for each in asked["fields"]}
    assert (asked["type"], set(fields)) == ("area", {"area", "place", "position"})
    assert {"key": HILL, "label": "Hill", "group": "North"} in fields["area"]["options"]
    assert "north-old" not in str(fields["area"]["options"])


def test_it_is_filed_and_shown_and_what_is_wrong_is_told_at_its_key(app: Caller) -> None:
    told = errors(app.file(area="north-old", position="here"))
    assert set(told) == {"area", "position"}
    response = app.file(area=HILL, position="31.95432,35.91")
    assert response.status_code == 201, response.content
    case = Case.objects.get()
    kept = dict(Answer.objects.filter(case=case).values_list("key", "value"))
    assert (kept["area"], kept["position"], case.place) == (["north", HILL], "31.954,35.910", "Irbid")
    app.token = response.json()["token"]
    answers = {each["key"]: each["shown"] for each in app.get("/request").json()["answers"]}
    assert answers == {"area": "North › Hill", "position": "Near Al 'Abdalli, Amman Governorate"}
