"""Where an officer is offered to send a request: one press chooses it, and nothing is offered that had it."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from portal.desk.sorting_forms import ReferForm
from portal.operations.set_up.routing import TABLES, rule, says
from tests.scenes import Country, country, file_case, publish_one
from tests.site.portal.signed_in import client_of, page
from tests.workflows.suggestions.taught import taught
from workflows.cases.models import Case
from workflows.suggestions.bodies import Fit
from workflows.suggestions.models import About
from workflows.suggestions.selectors import forget

pytestmark = pytest.mark.django_db
RULES = [
    rule("schools", "moe", "المدارس", "Schools", says(("مدرسة",))),
    rule("hospitals", "moh", "المستشفيات", "Hospitals", says(("مستشفى",))),
]


@pytest.fixture
def land() -> Country:
    land = country()
    publish_one("routing", "main", {**TABLES["main"], "rules": [*TABLES["main"]["rules"], *RULES]})
    return land


def offered(land: Country, case: Case, person: str) -> list[tuple[str, str]]:
    html = page(client_of(land, person).get(f"/admin/desk/{case.tracking}/"))
    row = r'data-value="(\w+)">.*?</a>\s*<span class="soft small">(.*?)</span>'
    return [(code, re.sub("[\u2066-\u2069]", "", why)) for code, why in re.findall(row, html, re.DOTALL)]


def test_where_the_words_name_two_agencies_both_are_offered_with_their_words(land: Country) -> None:
    case = file_case(agency=None, subject="سؤال", text="كتب المستشفى تقريرا والمدرسة لا تقبله")
    assert case.agency == land.agencies["central"]
    found = offered(land, case, "officer-central")
    assert {code for code, _why in found} == {"moe", "moh"}
    assert all(why.startswith("One of the agencies in the routing rules, based on “") for _code, why in found)


def test_at_an_agency_the_one_of_the_rules_is_offered_and_never_where_it_is(land: Country) -> None:
    wrong = file_case(agency="moh", subject="سؤال", text="لا تدفئة في مدرسة ابني")
    assert offered(land, wrong, "officer-moh") == [("moe", "The routing rules say so, based on “مدرسة”.")]
    right = file_case(agency="moe", subject="سؤال", text="لا تدفئة في مدرسة ابني")
    assert offered(land, right, "officer-moe") == []


def test_what_was_learned_is_offered_where_no_rule_speaks_and_only_where_it_is_likely(land: Country) -> None:
    taught(About.BODY, {"health": "moh", "roads": "moe", "water": "waj"})
    case = file_case(agency=None, subject="سؤال", text="الطبيب لم يأت والدواء مفقود والعيادة مغلقة")
    ((code, why),) = offered(land, case, "officer-central")
    assert (code, why.startswith("Similar requests with these words went there")) == ("moh", True)
    vague = file_case(agency=None, subject="سؤال", text="أرجو النظر في الأمر منذ أيام كل يوم")
    assert offered(land, vague, "officer-central") == []
    forget()


@pytest.mark.parametrize(
    ("fits", "why"),
    [
        (
            [Fit("moe", ("مدرسة",), "إربد"), Fit("moh", ("مستشفى",))],
            [
                (
                    "One of the agencies in the routing rules, based on “مدرسة”. The rules name the place: إربد. "
                    "The citizen thinks so."
                ),
                "One of the agencies in the routing rules, based on “مستشفى”.",
            ],
        ),
        (
            [Fit("moe", (), "إربد")],
            ["The routing rules say so. The rules name the place: إربد. The citizen thinks so."],
        ),
        (
            [Fit("moh", ("دواء",), learned=True)],
            ["Similar requests with these words went there: “دواء”.", "The citizen thinks so."],
        ),
    ],
)
def test_all_that_speaks_for_an_agency_is_said(land: Country, fits: list[Fit], why: list[str]) -> None:
    agencies = [land.agencies["moe"], land.agencies["moh"]]
    with override("en"):
        form = ReferForm(works=(), agencies=agencies, way="refer", fits=fits, wished="moe")
    assert [re.sub("[\u2066-\u2069]", "", each.why) for each in form.fits] == why
