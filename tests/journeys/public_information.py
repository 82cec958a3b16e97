"""“Request for public information” as an owner makes it from nothing: its ladder, process, kind and limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.journeys.drawing import (
    SAVE,
    a_field,
    asked_of,
    begun,
    called,
    one_more,
    opened,
    outcome,
    press,
    ready,
    seen,
    without,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

KIND = "public-information"
PROCESS = ("طلبات المعلومات", "Information requests")
REFUSED, GIVEN = ("رفض الطلب", "Refuse"), ("إتاحة المطلوب", "Give what was asked for")
NAME = ("طلب الحصول على معلومات", "Request for public information")


def a_ladder(page: Page) -> str:
    """A copy of the country's with longer times: the law leaves thirty days."""
    page.goto("/admin/studio/ladder/default/")
    press(page, '[data-do="copy"]')
    called(page, ("سُلّم طلبات المعلومات", "Information ladder"), "")
    page.locator("[name=code]").fill("information")
    press(page, "main form button.btn")
    for rung, days in enumerate((5, 3)):
        page.fill(f"[name=rungs-{rung}-after]", str(days))
    press(page, SAVE)
    return ready(page)


def begun_with_a_fee(page: Page) -> str:
    """The same from the template of processes with a fee."""
    begun(page, "process", PROCESS, key="information", begins="@fee")
    return ready(page)


def a_process(page: Page) -> str:
    """Handling with a fee, payment where there is one, the answer; of a refusal the way to another instance."""
    begun(page, "process", PROCESS, key="information", begins="@complaint")
    a_field(page, ("الرسم بالدينار", "Fee in dinars"), "money")
    the_fee(page)
    the_payment(page)
    the_answer(page)
    the_refusal(page)
    press(page, SAVE)
    return ready(page)


def the_fee(page: Page) -> None:
    """Handling ends with a fee, which may be none, or with a refusal."""
    opened(page, "handle")
    called(page, ("دراسة الطلب وتحديد الرسم", "Handling and fee"))
    without(page, "resolved", "partly_resolved", "explained")
    outcome(page, 0, "+wait", words=REFUSED)
    row = one_more(page)
    outcome(page, row, "+decision", words=("تحديد الرسم", "Set the fee"), asks="fee_dinars", answers=True)
    press(page, SAVE)
    opened(page, "decision_1")
    called(page, ("هل يُدفع رسم؟", "Is there a fee?"))
    asked_of(page, 0, "field.fee_dinars", "at_least", "0.01")
    page.locator("[name=row-0-next]").select_option("+task")
    press(page, SAVE)


def the_payment(page: Page) -> None:
    opened(page, "task_1")
    called(page, ("دفع الرسم", "Payment of the fee"))
    seen(page, "step-ladder").select_option("")
    outcome(page, 0, "+task", words=("دُفع الرسم", "The fee is paid"))
    row = one_more(page)
    outcome(page, row, "wait_1", effect="decide", result="refused", words=("لم يُدفع الرسم", "The fee was not paid"))
    press(page, SAVE)


def the_answer(page: Page) -> None:
    opened(page, "task_2")
    called(page, ("تقديم المعلومات", "Giving the information"))
    outcome(page, 0, "confirm", effect="decide", result="explained", words=GIVEN)
    press(page, SAVE)
    opened(page, "there_fee")
    page.locator("[name=step-default]").select_option("giving_information")
    press(page, SAVE)


def the_refusal(page: Page) -> None:
    """The citizen may bring a refusal before the complaints unit, which decides again."""
    opened(page, "wait_1")
    called(page, ("رأي صاحب الطلب في الرفض", "The citizen’s view of the refusal"))
    page.fill("[name=step-days]", "30")
    outcome(page, 0, "closed")
    outcome(page, 1, "closed")
    row = one_more(page)
    outcome(page, row, "+task", effect="appeal", words=("التظلّم من الرفض", "Appeal against the refusal"))
    press(page, SAVE)
    opened(page, "task_1")
    called(page, ("النظر في التظلّم", "Examination of the appeal"))
    seen(page, "step-agency").select_option("@central")
    outcome(page, 0, "confirm", effect="decide", result="refused", words=("تأييد الرفض", "Refusal upheld"))
    row = one_more(page)
    outcome(page, row, "confirm", effect="decide", result="explained", words=GIVEN)
    press(page, SAVE)


def a_kind(page: Page, ladder: str = "information") -> str:
    begun(page, "kind", NAME, key=KIND)
    page.fill("[name=description_ar]", "اطلب معلومات لدى جهة حكومية")
    page.fill("[name=description_en]", "Ask an agency for information that it holds")
    page.locator("select[name=process]").select_option("information")
    page.locator("select[name=routing]").select_option("main")
    page.locator("select[name=ladder]").select_option(ladder)
    press(page, 'button[data-do="save"]')
    return ready(page)


def a_limit(page: Page) -> str:
    """Thirty calendar days, as the law on access to information has it."""
    begun(page, "limit", ("مهلة قانون الحصول على المعلومات", "Limit of the access law"), key="access-law")
    page.locator("details.for-what > summary").press("Enter")
    page.locator(f"[name=for-kinds][value={KIND}]").check()
    page.fill("[name=within]", "30")
    page.locator("[name=within_unit]").select_option("calendar_days")
    page.locator("[name=tells]").first.check()
    press(page, 'button[data-do="save"]')
    return ready(page)
