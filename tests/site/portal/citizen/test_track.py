"""Number and secret are copied as one, and put into whichever field comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.content.forms import made
from tests.scenes import country, file_case
from workflows.cases.models import Case
from workflows.cases.tracking import number_and_secret

if TYPE_CHECKING:
    from playwright.sync_api import Page

NUMBER, SECRET = "26-4817-3052-5", "0434289597848179"
GROUPS = "0434 2895 9784 8179"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    "typed",
    [
        f"{NUMBER} {SECRET}",
        f"{NUMBER}\n{GROUPS}",
        f"{NUMBER}{SECRET}",  # a field of one line drops the break
        f"رقم الطلب\n{NUMBER}\nالرمز السرّي\n{GROUPS}",
        f"\u2066{NUMBER}\u2069 / \u2066{GROUPS}\u2069",
        f"{NUMBER} {SECRET}".translate(ARABIC),
        f"{NUMBER} {GROUPS}".replace("-", ""),
        f"{GROUPS}\n{NUMBER}",
        f"{GROUPS.replace(' ', '-')} {NUMBER}",
    ],
)
def test_both_are_told_apart_however_they_are_put_together(typed: str) -> None:
    assert number_and_secret(typed) == (NUMBER, SECRET)


@pytest.mark.parametrize("typed", ["", NUMBER, SECRET, GROUPS, f"{NUMBER} {SECRET}1", f"{NUMBER} {NUMBER}", "x" * 27])
def test_what_is_not_both_is_left_as_it_is(typed: str) -> None:
    assert number_and_secret(typed) is None


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["tracking", "secret"])
def test_both_in_one_field_open_the_case_without_scripts(client: Client, field: str) -> None:
    country()
    case = file_case()
    both = f"{case.tracking}\n{case.secret}"
    answer = client.post("/en/track/", {"tracking": "", "secret": "", field: both})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/track/{case.tracking}/")


@pytest.mark.django_db
def test_a_wrong_pair_in_one_field_is_shown_again_in_two(client: Client) -> None:
    country()
    answer = client.post("/en/track/", {"tracking": f"{NUMBER} {SECRET}", "secret": ""})
    assert answer.status_code == 422
    assert [answer.context["form"][name].value() for name in ("tracking", "secret")] == [NUMBER, SECRET]


@pytest.mark.django_db(transaction=True)
def test_what_copy_both_copies_fills_both_fields_wherever_it_is_pasted(phone_page: Page) -> None:
    case = _filed_in_browser(phone_page)
    copied = phone_page.locator("[data-copy]").get_attribute("data-copy")
    assert copied is not None
    for field in ("tracking", "secret"):
        phone_page.goto("/ar/track/")
        phone_page.locator(f"[name={field}]").focus()
        phone_page.keyboard.insert_text(copied)
        assert phone_page.locator("[name=tracking]").input_value() == case.tracking
        assert len(phone_page.locator("[name=secret]").input_value().replace(" ", "")) == 16
    phone_page.locator("form:has([name=secret]) button").first.click()
    phone_page.locator("[data-status]").wait_for()


def _filed_in_browser(page: Page) -> Case:
    """A thank-you, which asks least."""

    made.published_forms()
    page.goto("/ar/file/praise/")
    page.select_option("select[name=agency]", "unknown", force=True)
    page.fill("[name=subject]", "شكر")
    page.fill("[name=text]", "شكرًا لكم")
    page.click("main button[type=submit]")
    page.locator("[data-tracking]").wait_for()
    return Case.objects.get()
