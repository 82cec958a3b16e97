"""How long requests are kept, as owners set it: two of them, with what would be due said before."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from permissions.actors import Actor
from permissions.now import now, standing_at
from portal.operations.verifying import everything
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import before_them, begun, send
from workflows.cases import retention
from workflows.cases.actions import Withdraw
from workflows.cases.erasing import erase_due
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.retention import Period
from workflows.versions.models import VersionStatus
from workflows.versions.restoring import WITHIN
from workflows.versions.selectors import history, published

pytestmark = pytest.mark.django_db
MARKS = re.compile(r"<[^<>]*>|[\u2066-\u2069]")


def owners() -> tuple[Country, Client, Client]:
    land = country()
    hire(land, "owner", "central", username="owner-one")
    hire(land, "owner", "central", username="owner-two")
    return land, client_of(land, "owner-one"), client_of(land, "owner-two")


def closed(at_age: timedelta) -> Case:
    with standing_at(now() - at_age):
        case = file_case()
        apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    return case


def test_two_owners_set_it_and_read_before_how_many_would_be_due() -> None:
    _land, first, second = owners()
    case = closed(timedelta(days=800))
    assert 'action="/admin/studio/retention/retention/draft/"' in page(first.get("/admin/studio/"))
    draft = begun(first, "retention", "retention")
    assert "No request would be due now." in page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    short = send(first, draft, {"complaint-ordinary-days": "30"})
    html = MARKS.sub("", page(first.get(short["Location"])))
    assert "at least 60 days" in html
    send(first, draft, {"complaint-ordinary-years": "2", "integrity-sensitive-months": "18"})
    html = MARKS.sub("", page(second.get(f"/admin/studio/drafts/{draft.pk}/edit/")))
    assert "1 closed request would be due now" in html
    assert "erased 2 years after it was closed" in html
    assert erase_due().erased == 0, "nothing is so before it is published"
    assert first.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 422
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    assert published("retention", "retention").number == 1
    assert erase_due().erased == 0, "for a day it can be taken back"
    with standing_at(now() + WITHIN + timedelta(seconds=1)):
        assert erase_due().erased == 1
    case.refresh_from_db()
    assert case.erased_at is not None
    assert "erased 2 years after it was closed" in MARKS.sub("", page(first.get("/admin/studio/retention/retention/")))
    assert first.post(f"/admin/studio/versions/{draft.pk}/retire/").status_code == 422, "it cannot end"


def test_one_owner_alone_takes_the_first_publication_back_within_the_day() -> None:
    """It is the one by which anything is erased at all."""
    _land, first, second = owners()
    case = closed(timedelta(days=800))
    draft = begun(first, "retention", "retention")
    send(first, draft, {"complaint-ordinary-years": "2"})
    assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    shown = page(first.get("/admin/studio/retention/retention/"))
    way = re.search(r'action="(/admin/studio/versions/\d+/republish/)"', shown)
    assert way is not None
    assert first.post(way[1]).status_code == 302
    assert "Kept for good" in MARKS.sub(" ", page(first.get("/admin/studio/retention/retention/")))
    with standing_at(now() + WITHIN + timedelta(seconds=1)):
        assert erase_due().erased == 0
    case.refresh_from_db()
    assert case.erased_at is None
    again = begun(second, "retention", "retention")
    send(second, again, {"complaint-ordinary-years": "2"})
    assert first.post(f"/admin/studio/drafts/{again.pk}/publish/", before_them(again)).status_code == 302
    assert [each.number for each in history("retention", "retention")] == [3, 2, 1, 0], "it was delivered once"
    assert list(everything()) == []


def test_before_anything_was_published_its_page_says_that_all_is_kept_and_begins_a_draft() -> None:
    _land, first, _second = owners()
    shown = MARKS.sub(" ", page(first.get("/admin/studio/retention/retention/")))
    assert "Kept for good" in shown
    draft = begun(first, "retention", "retention")
    way = re.search(
        r'href="(/admin/studio/retention/[^"]*)"', page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
    )
    assert way is not None
    assert "Kept for good" in page(first.get(way[1])), "a draft changes nothing yet"
    assert first.get("/admin/studio/retention/other/").status_code == 404


def test_what_is_no_period_is_refused_at_its_field() -> None:
    _land, first, _second = owners()
    draft = begun(first, "retention", "retention")
    answer = send(first, draft, {"complaint-ordinary-years": "-1"})
    assert answer.status_code == 422
    assert "Write a whole number, 0 to 100." in MARKS.sub("", page(answer))
    assert retention.in_force().periods == {}


def test_a_row_is_for_each_track_of_which_a_kind_has_had_or_may_have_requests() -> None:
    _land, first, _second = owners()
    draft = begun(first, "retention", "retention")

    def rows() -> set[str]:
        html = page(first.get(f"/admin/studio/drafts/{draft.pk}/edit/"))
        return set(re.findall(r'data-kept="([a-z-]+)"', html))

    # Any request can be sealed later; that one was would be told by a row that comes with it.
    assert {"complaint-ordinary", "complaint-sensitive", "integrity-sensitive"} <= rows()
    assert "integrity-ordinary" not in rows()
    was = published("kind", "integrity")
    was.pk, was.number, was.status = None, 99, VersionStatus.RETIRED
    was.definition = was.definition | {"sensitive": False}
    was.save(force_insert=True)
    assert {"integrity-ordinary", "integrity-sensitive"} <= rows()


def test_putting_a_shorter_one_back_takes_two() -> None:
    _land, first, second = owners()
    for years in ("2", "5"):
        draft = begun(first, "retention", "retention")
        send(first, draft, {"complaint-ordinary-years": years})
        assert second.post(f"/admin/studio/drafts/{draft.pk}/publish/", before_them(draft)).status_code == 302
    html = MARKS.sub(" ", page(first.get("/admin/studio/retention/retention/")))
    assert "requests would be erased earlier than now" in html


@pytest.mark.parametrize(
    ("period", "day", "due"),
    [
        (Period(years=1), "2028-02-29", "2027-02-28"),
        (Period(months=1), "2026-03-31", "2026-02-28"),
        (Period(days=60), "2026-03-01", "2025-12-31"),
        (Period(years=2, months=3, days=1), "2026-05-02", "2024-02-01"),
    ],
)
def test_a_period_is_counted_by_the_calendar(period: Period, day: str, due: str) -> None:
    at = datetime.fromisoformat(f"{day}T12:00:00+03:00")
    assert period.before(at).date().isoformat() == due
