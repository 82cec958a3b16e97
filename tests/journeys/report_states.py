"""Every state of the rooms of the national reports, the register, the words of ratings, and before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from permissions.actors import Actor
from permissions.now import now, standing_at
from tests.journeys.desk_states import Desk
from tests.journeys.reporting import past_month, past_year
from tests.scenes import file_case, hire, publish_one
from workflows.cases.actions import Accept, Decide, Rate
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.reports.confirming import ask_agencies, confirm, contest, lay_out, lines_of
from workflows.reports.editions import say
from workflows.reports.models import Snapshot
from workflows.reports.period import SETTLED, Period
from workflows.reports.sending import choose_recipient, sign
from workflows.reports.services import EVERY_FILE, request_files, take_snapshot
from workflows.versions.models import Version, VersionStatus

SAID = {
    "ar": "ارتفع المعلّق بعد إغلاق مركزين صحيين في الشمال.",
    "en": "More is pending since two health centres closed.",
}


def national_reports(desk: Desk) -> Iterator[str]:
    hire(desk.land, "central", username="unit")
    desk.sit("unit")
    desk.go("figures/")
    yield "reports: none"
    month, _answered = past_month(desk.land)
    there = f"figures/monthly/{month.name}/"
    for path in ("figures/", there, f"{there}open/"):
        desk.go(path)
        yield f"{path}: nobody made it"
    snapshot = frozen(month)
    request_files(period=month, cut_off=month.end, wanted=EVERY_FILE, actor=desk.land.actor("unit"))
    for path in (there, f"{there}comments/", f"{there}comments/?agency=moh", f"{there}sign/", f"{there}corrections/"):
        desk.go(path)
        yield path
    desk.go(f"{there}comments/")
    desk.page.locator("[name=text_en]").first.fill("In one language")
    desk.page.locator('[data-do="comment"]').first.click()
    desk.page.locator("[data-errors]").wait_for()
    yield "comments: one that is refused"
    say(snapshot, section="summary", agency="", text=SAID, actor=desk.land.actor("unit"))
    say(snapshot, section="agencies", agency="moh", text=SAID, actor=desk.land.actor("unit"))
    choose_recipient(desk.land.people["unit"].pk, "monthly", wanted=True, actor=desk.land.actor("unit"))
    for path in (there, f"{there}sign/", "figures/recipients/"):
        desk.go(path)
        yield f"{path}: commented"
    yield from _signed(desk, month, snapshot)


def _signed(desk: Desk, month: Period, snapshot: Snapshot) -> Iterator[str]:
    there = f"figures/monthly/{month.name}/"
    desk.sit("officer-central")
    desk.go(f"{there}sign/")
    yield "sign: by somebody else"
    sign(snapshot, actor=desk.land.actor("officer-central"))
    left = Case.objects.get(agency__code="moe")
    with standing_at(now() - timedelta(hours=1)):
        apply(left.pk, Decide(outcome="resolved", text="تم"), actor=desk.land.actor("officer-moe"))
    take_snapshot(period=month, cut_off=(now() - SETTLED).replace(second=0, microsecond=0), actor=Actor.operator)
    named = f"{int(snapshot.cut_off.timestamp()) * 1_000_000}-{snapshot.definitions}"
    for path in (there, f"{there}?edition={named}", f"{there}corrections/?edition={named}", f"{there}open/"):
        desk.go(path)
        yield f"{path}: signed, and counted again"
    desk.page.locator('[data-do="open"]').click()
    desk.page.locator("a[href*='/figures/2']").first.wait_for()
    yield "open figures: opened"
    desk.go(f"{there}comments/?edition={named}")
    yield "comments: signed"


def frozen(period: Period) -> Snapshot:
    return take_snapshot(period=period, cut_off=period.end, actor=Actor.operator)


def the_register(desk: Desk) -> Iterator[str]:
    hire(desk.land, "central", username="unit")
    desk.sit("officer-moh")
    desk.go("register/")
    yield "register: nothing"
    year, _cases = past_year()
    snapshot, there = frozen(year), f"figures/yearly/{year.name}/"
    desk.sit("unit")
    desk.go(f"{there}register/")
    yield "progress: not laid out"
    lay_out(snapshot)
    for path in (there, f"{there}register/"):
        desk.go(path)
        yield f"{path}: to be asked"
    ask_agencies(snapshot, actor=desk.land.actor("unit"))
    lines = lines_of(snapshot, [desk.land.agencies["moh"].pk])
    first, second = lines
    desk.sit("level2-moh")
    for path in ("register/", f"register/{snapshot.pk}/", f"register/{snapshot.pk}/{first.pk}/"):
        desk.go(path)
        yield path
    desk.page.locator('[data-do="contest"]').click()
    desk.page.locator("[data-errors]").wait_for()
    yield "line: an objection that is refused"
    desk.go(f"register/{snapshot.pk}/?q=nothing")
    yield "lines: none is like that"
    head = desk.land.actor("level2-moh")
    contest(snapshot, first, "other", "الطلب نفسه سُجّل مرتين لدى الوزارة.", actor=head)
    confirm(snapshot, lines.filter(pk=second.pk), actor=head)
    desk.go(f"register/{snapshot.pk}/")
    yield "lines: spoken to"
    desk.sit("unit")
    desk.go(f"{there}register/")
    yield "progress: contested"
    sign(snapshot, actor=desk.land.actor("officer-central"))
    desk.sit("level2-moh")
    for path in ("register/", f"register/{snapshot.pk}/", f"register/{snapshot.pk}/{first.pk}/"):
        desk.go(path)
        yield f"{path}: signed"


def words_of_ratings(desk: Desk) -> Iterator[str]:
    hire(desk.land, "owner")
    desk.sit("officer-moh")
    desk.go("desk/satisfaction/")
    yield "ratings: none"
    for stars, words in ((1, "انتظرت طويلًا ولم يردّ أحد."), (3, "الردّ واضح لكنه تأخّر."), (5, "شكرًا لكم.")):
        case = file_case()
        apply(case.pk, Decide(outcome="resolved", text="تم"), actor=desk.land.actor("officer-moh"))
        apply(case.pk, Accept(), actor=Actor.citizen(case.pk))
        apply(case.pk, Rate(stars=stars, comment=words), actor=Actor.citizen(case.pk))
    desk.go("desk/satisfaction/")
    yield "ratings: not sorted"
    desk.page.locator("fieldset.ticks input").first.press("Space")
    desk.page.locator("main form[method=post] button.btn").last.press("Enter")
    desk.page.locator("tr[data-theme]").first.wait_for()
    yield "ratings: one sorted"
    desk.sit("officer-central")
    desk.go("desk/satisfaction/?stars=1")
    yield "ratings: of all agencies"
    desk.sit("owner")
    desk.go("desk/satisfaction/themes/")
    desk.unfold()
    yield "themes, unfolded"
    desk.page.locator("[aria-labelledby=theme-new] button").click()
    desk.page.locator("[aria-invalid]").first.wait_for()
    yield "themes: one that is refused"


def before_and_after(desk: Desk) -> Iterator[str]:
    hire(desk.land, "owner")
    for days in (50, 45, 20, 10):
        with standing_at(now() - timedelta(days=days)):
            case = file_case()
            apply(case.pk, Decide(outcome="resolved", text="تم"), actor=desk.land.actor("officer-moh"))
    desk.sit("owner")
    for days in (30, 3):
        former = Version.objects.get(subject="process", key="complaint", status=VersionStatus.PUBLISHED)
        with standing_at(now() - timedelta(days=days)):
            publish_one("process", "complaint", former.definition)
        version = Version.objects.get(subject="process", key="complaint", status=VersionStatus.PUBLISHED)
        desk.go(f"studio/versions/{version.pk}/before-and-after/")
        yield f"before and after: {days} days"


TOURS: dict[str, Callable[[Desk], Iterator[str]]] = {
    tour.__name__: tour for tour in (national_reports, the_register, words_of_ratings, before_and_after)
}
