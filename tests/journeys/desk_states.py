"""Every state of the screens on which officers and call-takers spend their day, and the way to it: tours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from permissions.actors import Actor
from permissions.now import now, standing_at
from permissions.people.models import User
from portal.desk.models import ReadyAnswer
from tests.content.forms import made
from tests.journeys.entering import enter
from tests.scenes import Country, file_case, hire
from tests.site.portal.desk.filed_with import filed_with
from workflows.calls.services import ring
from workflows.cases.actions import (
    Accept,
    Action,
    AnswerConsultation,
    AskCitizen,
    Consult,
    Decide,
    JudgeQuality,
    Link,
    Merge,
    Note,
    Refer,
    Withdraw,
)
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.quality import draw, months_to_draw, span_of
from workflows.cases.tags import add_tag
from workflows.notifications.deliver import deliver_waiting

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADVERT = {"subject": "عرض خاص", "text": "عرض خاص وكود خصم: https://a.example https://b.example https://c.example"}


@dataclass
class Desk:
    """A page of a browser, the country behind it, and who sits there in which language."""

    page: Page
    language: str
    land: Country
    home: str

    def sit(self, login: str) -> None:
        """Somebody else sits down."""
        self.page.context.clear_cookies()
        enter(self.page, self.land.people[login], self.language, self.home)

    def go(self, path: str) -> None:
        self.page.goto(f"/admin/{path}")

    def see(self, case: Case) -> None:
        self.go(f"desk/{case.tracking}/")

    def unfold(self) -> None:
        """All that opens is open."""
        self.page.evaluate("for (const each of document.querySelectorAll('main details')) each.name = ''")
        self.page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")


def the_inbox(desk: Desk) -> Iterator[str]:
    desk.sit("officer-moh")
    desk.go("desk/")
    yield "inbox: empty"
    with standing_at(now() - timedelta(days=4)):
        file_case(phone="+962790000001")
    for number in range(3):
        file_case(subject=f"انقطاع المياه {number}", phone="+962790000001", place="عمّان")
    desk.go("desk/")
    yield "inbox"
    desk.page.locator("[name=cases]").first.check()
    desk.page.locator("button[value=assign]").click()
    yield "inbox: an act that is refused"
    for panel in ("filters", "columns"):
        desk.go(f"desk/?panel={panel}")
        yield f"inbox: {panel} open"
    desk.go("desk/?view=mine&kind=complaint")
    desk.unfold()
    yield "inbox: filtered, all unfolded"
    desk.go("desk/?view=closed")
    yield "inbox: what is closed"
    desk.go("desk/views/")
    yield "saved views"
    desk.go("desk/search/?q=المياه")
    yield "search: hits"
    desk.go("desk/search/?q=لا+شيء+من+هذا")
    yield "search: none"


def a_case(desk: Desk) -> Iterator[str]:
    case, triage = file_case(), file_case(agency=None, subject="طلب", text="لا أعرف لمن أكتب.")
    desk.sit("officer-central")
    desk.see(triage)
    yield "case: in triage"
    officer, citizen = desk.land.actor("officer-moh"), Actor.citizen(case.pk)
    desk.sit("officer-moh")
    acts: list[tuple[str, Action | None, Actor]] = [
        ("new", None, officer),
        ("with a note", Note(text="اتصلت بقسم الأشعة."), officer),
        ("waiting", AskCitizen(text="متى كان الموعد؟"), officer),
        ("answered", Decide(outcome="resolved", text="حُدّد الموعد."), officer),
        ("closed", Withdraw(), citizen),
    ]
    for name, action, actor in acts:
        if action is not None:
            apply(case.pk, action, actor=actor)
        desk.see(case)
        yield f"case: {name}"
        desk.unfold()
        yield f"case: {name}, unfolded"
    other = file_case()
    desk.see(other)
    desk.page.locator("#act-decide .btn-row button").first.click()
    desk.page.locator("#act-decide .err").first.wait_for()
    yield "case: an act that is refused"
    for path in ("form/", "why/", "same/"):
        desk.go(f"desk/{other.tracking}/{path}")
        yield f"case: {path}"


def one_matter(desk: Desk) -> Iterator[str]:
    first, second, third = (file_case(subject=f"انقطاع المياه {number}") for number in range(3))
    officer = desk.land.actor("officer-moh")
    apply(first.pk, Link(other_id=third.pk), actor=officer)
    apply(second.pk, Merge(lead_id=first.pk), actor=officer)
    desk.sit("officer-moh")
    for name, case in (("lead", first), ("answered with another", second), ("linked", third)):
        desk.see(case)
        desk.unfold()
        yield f"matter: {name}"
    apply(third.pk, Refer(agency="moe", reason="لها"), actor=officer)
    desk.go("desk/")
    desk.page.locator("[name=cases]").first.check()
    for act in ("refer", "decide"):
        desk.go("desk/")
        desk.page.locator("[name=cases]").first.check()
        desk.page.locator(f"button[value={act}]").click()
        desk.page.locator("[name=sure]").wait_for()
        yield f"together: {act}"


def lists(desk: Desk) -> Iterator[str]:
    moh = desk.land.agencies["moh"]
    add_tag(moh.pk, "تعويض", actor=desk.land.actor("level1-moh"))
    ReadyAnswer.objects.create(
        key="first", owner=desk.land.people["officer-moh"], title="موعد", text="طلبك {tracking}.", changed_at=now()
    )
    for _number in range(3):
        file_case()
    desk.sit("level1-moh")
    for path in ("board/", "tags/", "ready/", "ready/new/"):
        desk.go(f"desk/{path}")
        yield path
    desk.sit("officer-moh")
    desk.go("desk/ready/first/")
    yield "ready/first/"
    desk.sit("officer-central")
    desk.go("desk/board/")
    yield "board of all"


def suspected_spam(desk: Desk) -> Iterator[str]:
    desk.sit("officer-central")
    desk.go("desk/spam/")
    yield "spam: none"
    desk.go("desk/filers/")
    yield "filers: none"
    cases = [file_case(**{"agency": "moh", "phone": "+962790000001"} | ADVERT) for _number in range(6)]
    for path in ("spam/", "filers/", f"{cases[0].tracking}/", "search/?q=عرض"):
        desk.go(f"desk/{path}")
        yield path
    desk.go("desk/spam/")
    desk.page.locator("button[value=spam]").click()
    desk.page.locator("[data-problem]").wait_for()
    yield "spam: an act that is refused"
    desk.page.locator("[name=release_one]").first.click()
    desk.page.locator("[data-undo]").wait_for()
    yield "spam: released"
    hire(desk.land, "owner")
    desk.sit("owner")
    desk.go("desk/spam/signs/")
    yield "signs"
    desk.page.locator("#sign-links-weight").fill("100")
    desk.page.locator("main form button").last.click()
    desk.page.locator("[aria-invalid]").wait_for()
    yield "signs: an act that is refused"


def calls(desk: Desk) -> Iterator[str]:
    taker = hire(desk.land, "call_taker", username="taker")
    User.objects.filter(pk=taker.pk).update(extension="204")
    file_case(phone="+962795555555", name="سلمى العبادي")
    desk.sit("taker")
    desk.go("call-centre/")
    yield "call centre"
    ring(exchange="a-1", extension="204", number="+962795555555")
    desk.page.locator("[data-rings] button").wait_for()
    yield "call centre: ringing"
    desk.page.locator("[data-rings] button").first.click()
    desk.page.locator("[data-digit='1']").wait_for()
    yield "a call"
    desk.unfold()
    yield "a call, unfolded"
    desk.page.locator("[data-digit='1']").click()
    desk.page.locator("#filing").wait_for()
    yield "a call: the form"


def statements(desk: Desk) -> Iterator[str]:
    desk.sit("officer-moe")
    desk.go("desk/asked/")
    yield "asked: nothing"
    case = file_case()
    shared = Consult(agency="moe", text="هل كانت المدرسة مغلقة يومها؟", shares_text=True)
    apply(case.pk, shared, actor=desk.land.actor("officer-moh"))
    page = f"desk/asked/{case.tracking}/1/"
    for path in ("desk/asked/", page):
        desk.go(path)
        desk.unfold()
        yield path.replace(case.tracking, "one")
    desk.page.locator("form[data-keeps] .btn-row button").first.click()
    desk.page.locator("#statement-text[aria-invalid=true]").wait_for()
    yield "asked: an empty statement"
    apply(case.pk, AnswerConsultation(number=1, text="كانت مغلقة."), actor=desk.land.actor("staff-moe"))
    for path in ("desk/asked/", page):
        desk.go(path)
        yield f"answered: {path.replace(case.tracking, 'one')}"
    desk.sit("officer-moh")
    desk.see(case)
    yield "case: with a statement"


def quality_and_notices(desk: Desk) -> Iterator[str]:
    desk.sit("officer-central")
    for path in ("desk/quality/", "notices/"):
        desk.go(path)
        yield f"{path}: nothing"
    month = months_to_draw()[0]
    with standing_at(span_of(month)[0] + timedelta(days=9)):
        case = file_case()
        apply(case.pk, Decide(outcome="resolved", text="تم."), actor=desk.land.actor("officer-moh"))
        apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
    draw(month, actor=Actor.operator)
    desk.go("desk/quality/")
    yield "quality: to be judged"
    desk.go(f"desk/quality/{case.tracking}/")
    desk.page.locator("main form button").last.click()
    desk.page.locator("[aria-invalid]").first.wait_for()
    yield "quality: a judgement that is refused"
    judged = JudgeQuality(answers=dict.fromkeys(("answers", "plain", "fits"), False), text="ناقص.")
    apply(case.pk, judged, actor=desk.land.actor("officer-central"))
    desk.go("desk/quality/")
    yield "quality: judged"
    deliver_waiting()
    desk.sit("level2-moh")
    for path in ("notices/", "notices/choices/", "desk/quality/"):
        desk.go(path)
        yield path


def files(desk: Desk) -> Iterator[str]:
    case = filed_with(("card.png", made.picture("PNG")))
    desk.sit("officer-moh")
    for path in ("files/1/view/", "files/1/redact/", "paper/"):
        desk.go(f"desk/{case.tracking}/{path}")
        yield path
    desk.go(f"desk/{case.tracking}/files/1/redact/")
    desk.page.locator("[data-add]").click()
    yield "redact: with a box"


OF_THE_DAY = (the_inbox, a_case, one_matter, lists, suspected_spam, calls)
BESIDE_IT = (statements, quality_and_notices, files)
TOURS: dict[str, Callable[[Desk], Iterator[str]]] = {tour.__name__: tour for tour in (*OF_THE_DAY, *BESIDE_IT)}
