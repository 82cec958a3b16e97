"""Letters in a mail program: what is copied digit by digit is shown in its own order, whichever way it writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core import mail

from tests.scenes import country, file_case
from workflows.cases.models import Case
from workflows.cases.tracking import grouped
from workflows.notifications.deliver import deliver_waiting

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

# A text on the page as it is seen: its characters line by line, from left to right.
AS_SEEN = """(wanted) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const start = node.data.indexOf(wanted);
    if (start < 0) continue;
    const seen = [...wanted].map((letter, at) => {
      const range = document.createRange();
      range.setStart(node, start + at);
      range.setEnd(node, start + at + 1);
      const {x, y} = range.getBoundingClientRect();
      return {x, y, letter};
    });
    return seen.sort((one, other) => one.y - other.y || one.x - other.x).map(({letter}) => letter).join("");
  }
  return "";
}"""


def filed(language: str) -> tuple[Case, str, str, str]:
    """A case, and its letter's subject, text and HTML."""
    country()
    case = file_case(language=language, subject="فاتورة مياه 2026-11")
    deliver_waiting()
    letter = next(each for each in mail.outbox if each.to == ["citizen@example.org"])
    assert isinstance(letter, mail.EmailMultiAlternatives)
    return case, str(letter.subject), str(letter.body), str(letter.alternatives[0][0])


@pytest.mark.parametrize(
    ("language", "mailbox"),
    [
        ("ar", "ltr"),
        ("en", "rtl"),
        *(pytest.param(*own_way, marks=pytest.mark.large) for own_way in (("ar", "rtl"), ("en", "ltr"))),
    ],
)
def test_number_and_code_are_read_as_they_are(
    phone_page: Page, barriers: Callable[[Page], list[str]], language: str, mailbox: str
) -> None:
    case, subject, text, html = filed(language)
    inner = html.partition("<body")[2].partition(">")[2].rpartition("</body>")[0]  # mail programs keep no more
    for shown in (f"<h1>{subject}</h1><pre>{text}</pre>", inner):
        phone_page.set_content(f'<html lang="{language}" dir="{mailbox}"><title>Mail</title><body>{shown}')
        for figure in (case.tracking, *([grouped(case.secret)] if "Secret" in shown or "الرمز" in shown else [])):
            assert phone_page.evaluate(AS_SEEN, figure) == figure
    assert phone_page.locator("body > div").evaluate("each => getComputedStyle(each).direction") == (
        "rtl" if language == "ar" else "ltr"
    )
    assert phone_page.evaluate("document.documentElement.scrollWidth") == 360
    phone_page.set_content(html)
    assert barriers(phone_page) == []


def test_a_number_without_its_marks_is_seen_to_turn_round(phone_page: Page) -> None:
    """The harm itself: without it this would be no test of anything."""
    phone_page.set_content('<body dir="rtl"><p>رقم الطلب: 26-9231-7183-4</p>')
    assert phone_page.evaluate(AS_SEEN, "26-9231-7183-4") == "4-7183-9231-26"
