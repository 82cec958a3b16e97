"""Every state of the screens of figures, and the way to it: own reports, dashboards, measures and segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from tests.areas import a_gazetteer, the_outlines
from tests.conftest import PHONE
from tests.journeys.desk_states import Desk
from tests.scenes import file_case, hire
from tests.workflows.cases.trees import publish_tree
from workflows.cases.actions import Decide, Escalate
from workflows.cases.lifecycle import apply
from workflows.cases.submission import GivenAnswer
from workflows.dashboards.tiles import BOARDS
from workflows.saved_reports.kept import renew_wanted
from workflows.saved_reports.models import Drawn, SavedReport

OWN = "reports/own/"
KINDS: dict[str, dict[str, Any]] = {
    "bars": {"first": "agency"},
    "stacked": {"first": "month", "column": "kind"},
    "line": {"first": "month", "measures": ["received", "closed", "days_to_answer"]},
    "heat": {"first": "agency", "column": "month"},
    "map": {"first": "governorate"},
    "table": {"first": "kind", "second": "channel", "column": "level", "compared": "on"},
}


def asked(drawn: str, **said: Any) -> str:
    fields = {"measures": "received", "period": "last_12_months", "drawn": drawn, **said}
    return f"{OWN}build/?{urlencode(fields, doseq=True)}"


def some_requests(desk: Desk) -> None:
    a_gazetteer()
    the_outlines()
    publish_tree()
    officer = desk.land.actor("officer-moh")
    for area in ("north", "south", "north"):
        where = GivenAnswer("area", "أين؟", [area], area, "tree")
        case = file_case(category="potholes", answers=(where,))
        apply(case.pk, Escalate(), actor=officer)
    apply(case.pk, Decide(outcome="resolved", text="تم"), actor=desk.land.actor("level1-moh"))
    hire(desk.land, "owner")


def own_reports(desk: Desk) -> Iterator[str]:
    some_requests(desk)
    desk.sit("officer-central")
    for path in (OWN, f"{OWN}?q=لا+شيء", f"{OWN}build/", f"{OWN}build/?measures=&period=this_month"):
        desk.go(path)
        yield path
    for drawn, said in KINDS.items():
        desk.go(asked(drawn, **{"period": "last_30_days", **said}))
        desk.unfold()
        yield f"{OWN}: {drawn}"
    desk.go(asked("bars", first="stars"))
    yield f"{OWN}: what cannot be counted"
    desk.go(asked("bars", first="kind", period="last_30_days", pinned="on"))
    desk.page.locator("#save button").first.click()
    desk.page.locator("[data-errors]").wait_for()
    yield f"{OWN}: without a name"
    desk.page.fill("#report-name", "الوارد")
    with desk.page.expect_navigation():
        desk.page.locator("#save button").first.click()
    desk.unfold()
    yield f"{OWN}: one"
    address = f"{OWN}{SavedReport.objects.get().pk}/"
    desk.go(f"{address}schedule/")
    desk.page.locator("[name=person]").fill("nobody-here")
    desk.page.locator("[value=save]").click()
    desk.page.locator("[aria-invalid=true]").first.wait_for()
    yield f"{OWN}: a schedule that is refused"
    desk.page.locator("[name=person]").fill("officer-central")
    desk.page.locator("[value=save]").click()
    desk.page.locator("[data-schedule]").wait_for()
    yield f"{OWN}: a schedule"
    desk.go(OWN)
    yield f"{OWN}: with one"
    desk.go(address)
    with desk.page.expect_navigation():
        desk.page.locator('a[href*="/reports/own/cases/"]').first.click()
    yield f"{OWN}: the requests behind a number"
    desk.go(address)
    with desk.page.expect_navigation():
        desk.page.locator("[name=format][value=csv]").click()
    yield f"{OWN}: a file"


def dashboards(desk: Desk) -> Iterator[str]:
    some_requests(desk)
    report = SavedReport.objects.create(
        name="بلا جواب",
        question={"measures": ["none"], "period": {"named": "this_month"}},
        drawn=Drawn.TABLE,
        owner=desk.land.people["owner"],
        changed_at=desk.land.people["owner"].date_joined,
    )
    people = {"officer": "officer-moh", "head": "level2-moh", "unit": "officer-central", "owner": "owner"}
    for board, login in people.items():
        desk.sit(login)
        desk.go(f"dashboards/{board}/")
        yield f"{board}: being counted"
        renew_wanted()
        desk.page.reload()
        desk.unfold()
        yield board
    desk.go("dashboards/owner/arrange/")
    yield "arrange"
    desk.page.locator("#add-tile").select_option(f"report-{report.pk}")
    with desk.page.expect_navigation():
        desk.page.locator('[value="add"]').click()
    yield "arrange: one added"
    desk.go("dashboards/owner/")
    renew_wanted()
    desk.page.reload()
    yield "owner: a tile that says why it is empty"
    for key in (*BOARDS["owner"].tiles, f"report-{report.pk}"):
        desk.go("dashboards/owner/arrange/")
        with desk.page.expect_navigation():
            desk.page.locator(f'[data-key="{key}"] [value=remove]').click()
    for path in ("arrange/", "", "thresholds/"):
        desk.go(f"dashboards/owner/{path}")
        yield f"owner without tiles: {path}"
    desk.sit("officer-moh")
    desk.go("dashboards/officer/thresholds/")
    desk.page.locator("main form .btn:not(.second)").last.click()
    desk.page.locator("[role=alert]").wait_for()
    yield "thresholds: refused"
    desk.page.locator("[name=limit]").fill("1")
    desk.page.locator("main form .btn:not(.second)").last.click()
    desk.page.locator(".thresholds li").wait_for()
    yield "thresholds: one"
    width, height = PHONE
    desk.page.set_viewport_size({"width": width, "height": height})  # opened on it: a wall is made narrower by nobody
    desk.go("dashboards/officer/wall/")
    yield "wall"


def measures(desk: Desk) -> Iterator[str]:
    some_requests(desk)
    desk.sit("owner")
    for path in ("studio/measures/", "studio/new/measure/", "studio/segments/new/"):
        desk.go(path)
        yield path
    desk.page.locator('main [name="do"][value="save"]').last.click()
    desk.page.locator("[aria-invalid=true], [data-problems]").first.wait_for()
    yield "segment: refused"
    desk.go("studio/new/measure/")
    for name, words in (("name_ar", "المحلول"), ("name_en", "Resolved"), ("code", "resolved-here")):
        desk.page.fill(f"[name={name}]", words)
    desk.page.locator("[name=begins]").select_option("resolved_share")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/edit/")
    desk.page.reload()
    yield "measure: a share"
    with desk.page.expect_navigation():
        desk.page.locator('[value="add-filters"]').click()
    yield "measure: a condition without a value"


TOURS: dict[str, Callable[[Desk], Iterator[str]]] = {
    tour.__name__: tour for tour in (own_reports, dashboards, measures)
}
