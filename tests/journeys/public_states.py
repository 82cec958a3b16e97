"""Every state in which anybody finds a page or a form: tours that walk there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.views import csrf

from content.forms.page import FormPage
from content.pages.models import HomePage
from content.pages.news import NewsItemPage, NewsPage
from permissions.agencies.models import Agency
from permissions.limits.catalogue import CODES, TRACKING
from permissions.limits.counting import count_up
from permissions.limits.decide import HOUR, Limit, hour_of
from permissions.limits.subjects import key_of
from permissions.now import now
from portal import errors
from tests.areas import ask_where
from tests.content.forms import made
from tests.content.forms.made import condition, options, question, route
from tests.journeys.walking import ADDRESS, SEND, Walk
from tests.workflows.open_figures.drawn import numbers
from tests.workflows.open_figures.opened import opened

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

PHOTO: FilePayload = {"name": "بطاقة.jpg", "mimeType": "image/jpeg", "buffer": made.picture()}
PROGRAM: FilePayload = {"name": "tool.exe", "mimeType": "application/octet-stream", "buffer": b"MZ a program"}
BODIES: Final = tuple(f"body-{number}" for number in range(12))
STEPPED: Final = [
    question(
        "choice", key="where", label="أين حدث ذلك؟", required=True,
        options=options(("clinic", "مركز صحي"), ("elsewhere", "مكان آخر")),
        routes=[route("one_of", "elsewhere", "out")],
    ),
    question("step", key="what", label="ما حدث"),
    question("subject", label="الموضوع"),
    question("text", label="اشرح ما حدث"),
    question("files", label="ملفات"),
    question("short_text", key="doctor", label="من الطبيب؟", shown_if=condition(("where", "one_of", "clinic"))),
    question("exit", key="out", label="إلى المجلس", help_text="ينظر فيه.", link="/ar/about/", link_words="المجلس"),
    question("step", key="you", label="عنك"),
    question("contact", label="كيف نصل إليك؟"),
]  # fmt: skip


def pages_of_text(walk: Walk) -> Iterator[str]:
    _news(walk.language)
    for path in (
        *("", "file/", "how-we-work/", "reply-times/", "questions/", "privacy/", "accessibility/", "services/"),
        *("search/", "search/?q=شكوى", "search/?q=الشكزى", "search/?q=complaint&in=forms", "search/?q=zzzz"),
        *("agencies/?q=helath", "agencies/?q=zzzz"),
        *("about/", "news/", "news/first/", "contact/", "help/", "help/?q=zzzz", "help/?q=شكوى", "help/filing/"),
        *("help/filing/attachments/", "agencies/", "agencies/moh/", "api/", "device/", "device/offline/"),
        *("device/shared/", "nothing/", "track/", "track/lost/", "my/", "figures/"),
    ):
        yield walk.go(path)
    walk.go("")
    if walk.page.locator("details.menu > summary").is_visible():
        walk.page.click("details.menu > summary")
    yield "home with its menu open"
    walk.go("help/filing/attachments/")
    walk.page.locator("form[action$='/of-use/'] button").first.click()
    walk.page.wait_for_load_state()
    yield "an article that was of use"
    Agency.objects.filter(code="moh").update(active=False)
    yield walk.go("agencies/moh/")


def _news(language: str) -> None:
    above = NewsPage.objects.get(locale__language_code=language)
    page = NewsItemPage(title="خبر", slug="first", day=date(2026, 11, 3), intro="عن الخبر.", locale=above.locale)
    above.add_child(instance=page)
    page.save_revision().publish()


def open_figures(walk: Walk) -> Iterator[str]:
    """Of a year and four months: one body has figures, one has small ones, most of the others have next to nothing."""
    apart = {"sensitive": {"received": 10, "pending": 0, "answered": None}, "guarded": {"received": 0, "pending": 0}}
    opened("2025", kind="yearly", counted={"national": {}, "apart": apart})
    for month in (7, 8, 9, 10):
        counted = numbers(month, busy=0.9)
        rows = list(counted["agencies"].values())
        counted["agencies"] = dict(
            zip(("moh", "moe", *BODIES), sorted(rows, key=lambda row: -row["received"]), strict=True)
        )
        opened(f"2026-{month:02d}", counted=counted)
    for path in ("figures/", "figures/2026-07/", "figures/2026-08/", "figures/moh/", "figures/moe/", "agencies/moh/"):
        yield walk.go(path)
    walk.go("figures/2026-10/")
    walk.unfolded()
    yield "figures of a month, unfolded"
    walk.go("figures/")
    walk.unfolded()
    yield "figures of all months, unfolded"
    yield walk.go("figures/2020-01/")


def announced_and_closed(walk: Walk) -> Iterator[str]:
    home = HomePage.objects.get(locale__language_code=walk.language)
    for tone in ("plain", "done", "look", "late"):
        home.announcement, home.announcement_tone = "المكاتب مغلقة يوم الخميس.", tone
        home.save_revision().publish()
        walk.go("privacy/")
        yield f"announced: {tone}"


def errors_of_ours(walk: Walk) -> Iterator[str]:
    request = RequestFactory().get(f"/{walk.language}/anything/")
    sent = RequestFactory().post(f"/{walk.language}/anything/")

    def without_token(asked: HttpRequest) -> HttpResponse:
        with translation.override(walk.language):
            return csrf.csrf_failure(asked)

    pages: Mapping[str, HttpResponse] = {
        "400": errors.bad_request(request, ValueError()),
        "403": errors.permission_denied(request, PermissionDenied()),
        "403 without a token": without_token(request),
        "413": errors.too_large(request, 20 * 1024**2),
        "500": errors.server_error(request),
        "503": errors.busy(request),
        "503 of what was sent": errors.busy(sent),
        "503 while work is done": errors.closed_for_now(request),
    }
    for name, answer in pages.items():
        walk.shown(answer.content.decode())
        yield name


def forms(walk: Walk) -> Iterator[str]:
    page = walk.page
    for kind in ("complaint", "inquiry", "suggestion", "praise", "integrity", "rights"):
        yield walk.go(f"file/{kind}/")
        walk.refused(SEND)
        yield f"{kind}: refused"
    walk.go("file/complaint/")
    page.get_by_role("combobox").click()
    page.locator("[role=option]").first.wait_for()
    yield "complaint: the agencies"
    page.get_by_role("combobox").fill("لا جهة كهذه")
    yield "complaint: no such agency"
    page.set_input_files("input[type=file]", [PHOTO, PROGRAM])
    page.locator("li[data-arrived]").wait_for()
    page.locator("[data-refused] .meta.no").wait_for()
    yield "complaint: a file that arrived, and one that was refused"
    walk.refused(SEND)
    yield "complaint: an agency that is none, and a file that stays"
    yield walk.go("contact/write/")


def a_form_of_every_question(walk: Walk) -> Iterator[str]:
    _publish(walk.language, made.every_kind())
    walk.go("file/complaint/")
    yield "every kind of question"
    walk.refused(SEND)
    yield "every kind of question: refused"


def a_form_in_steps(walk: Walk) -> Iterator[str]:
    page = walk.page
    _publish(walk.language, STEPPED)
    walk.go("file/complaint/")
    yield "first step"
    walk.refused("[value=next]")
    yield "first step: refused"
    page.check("[name=where][value=elsewhere]")
    page.click("[value=next]")
    page.wait_for_load_state()
    yield "the exit"
    walk.go("file/complaint/")
    page.check("[name=where][value=clinic]")
    page.click("[value=next]")
    page.locator("[name=subject]").wait_for()
    yield "second step"
    page.fill("[name=subject]", "موعد مؤجّل")
    page.fill("[name=text]", "أُجّل الموعد ثلاث مرات ولم يُبلغنا أحد بذلك.")
    page.set_input_files("input[type=file]", [PHOTO])
    page.locator("li[data-arrived]").wait_for()
    page.click("[value=next]")
    page.locator("[name=email]").wait_for()
    yield "third step"
    page.fill("[name=email]", ADDRESS)
    page.click("[value=next]")
    page.locator(".to-check").wait_for()
    yield "the summary"
    page.click("[value=send]")
    page.locator("[data-tracking]").wait_for()
    yield "filed"


def _publish(language: str, raw: list[dict[str, Any]]) -> FormPage:
    form: FormPage = FormPage.objects.get(slug="complaint", locale__language_code=language)
    form.questions = made.stream(raw)
    form.save_revision().publish()
    return form


def forms_that_take_nothing(walk: Walk) -> Iterator[str]:
    form: FormPage = FormPage.objects.get(slug="inquiry", locale__language_code=walk.language)
    closings: dict[str, dict[str, Any]] = {
        "not open yet": {"opens_at": now() + timedelta(days=3)},
        "over": {"opens_at": None, "closes_at": now() - timedelta(days=3)},
        "archived": {"closes_at": None, "archived": True},
    }
    for name, fields in closings.items():
        for key, value in fields.items():
            setattr(form, key, value)
        form.save_revision().publish()
        walk.go("file/inquiry/")
        yield f"a form: {name}"


HOLD: Final = """() => document.addEventListener("submit", (event) => {
    if (document.querySelector("[data-challenge]")) { event.preventDefault(); event.stopImmediatePropagation() }
}, true)"""
"""A page that asks for one more step would send by itself: it is held, to be looked at."""


def slowed(walk: Walk) -> Iterator[str]:
    """What is asked and said where much has come from a network: one more step, then nothing more in this hour."""
    walk.page.add_init_script(f"({HOLD})()")
    pages: dict[str, tuple[Limit, dict[str, str]]] = {
        "track/": (TRACKING, {"tracking": "26-0000-0000-0", "secret": "1111222233334444"}),
        "track/lost/": (CODES, {"tracking": "26-0000-0000-0", "address": ADDRESS}),
        "my/": (CODES, {"address": ADDRESS}),
    }
    with override_settings(LIMITS_ON=True):
        for more in ("free", "most"):
            for limit in (TRACKING, CODES):
                _counted(limit, getattr(limit, more))
            for path, (_limit, typed) in pages.items():
                walk.go(path)
                for name, text in typed.items():
                    walk.page.locator(f"main [name={name}]").last.fill(text)
                walk.refused(f"main form:has([name={list(typed)[-1]}]) button:visible")
                if more == "free":
                    walk.page.locator("[data-challenge-working]:not([hidden])").wait_for()
                yield f"{path}: {more} is used up"


def _counted(limit: Limit, used: int) -> None:
    """In this hour, and in the next one that may begin meanwhile."""
    for at in (now(), now() + HOUR):
        count_up({key_of(limit, "127.0.0.1", at): used}, ends_at=hour_of(at) + HOUR)


def where_it_is(walk: Walk) -> Iterator[str]:
    """By words, by the position, on the map, whose pictures come from an address of ours here."""
    page = walk.page
    ask_where()
    page.route("**/tiles/**", lambda route: route.fulfill(body=made.picture("PNG"), content_type="image/png"))
    walk.go("")
    tiles = f"{page.evaluate('location.origin')}/tiles/{{z}}/{{x}}/{{y}}.png"
    with override_settings(MAP_URL=tiles, MAP_ATTRIBUTION={"ar": "المركز الجغرافي", "en": "The geographic centre"}):
        walk.go("file/complaint/")
        box = page.locator("[data-area]")
        box.locator("[data-here]").click()
        box.locator("[role=status]:not(:empty)").first.wait_for()
        yield "the browser gives no position"
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation({"latitude": 31.51234, "longitude": 35.5})
        box.locator("[data-here]").click()
        box.locator("[data-position-kept]:not([hidden])").wait_for()
        yield "a position was found"
        box.locator("[data-map]").click()
        box.locator(".maplibregl-canvas").wait_for()
        yield "the map"
