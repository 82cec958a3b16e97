"""Rules and holidays by spreadsheet become a draft, which a second person publishes; the same file again is nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.operations.sheets.models import SentState
from tests.scenes import CALENDAR, ROUTING, Country, publish_one
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.sheets.sending import (
    HOLIDAYS,
    RULES,
    as_csv,
    confirm,
    download,
    lines,
    said,
    send,
    sent,
    verdicts,
)
from tests.site.portal.signed_in import client_of, page
from tests.site.portal.studio.drafting import handed_over
from workflows.calendars.definition import newest
from workflows.routing.upgrade import to_format_2
from workflows.versions.errors import SecondPersonNeeded
from workflows.versions.models import Version, VersionStatus
from workflows.versions.services import publish

pytestmark = pytest.mark.django_db
RULE_HEADS = ["place", "key", "name_ar", "name_en", "condition", "agency"]
HOLIDAY_HEADS = ["from", "to", "name_ar", "name_en", "state", "circular"]


def drafts(subject: str) -> list[Version]:
    return list(Version.objects.filter(subject=subject, status=VersionStatus.DRAFT))


def test_rules_come_to_their_places_and_are_published_by_another(land: Country, owner: Client) -> None:
    rows = [
        RULE_HEADS,
        ["1", "", "المدارس", "Schools", 'subject_text contains_any "مدرسة", "school" and kind one_of complaint', "moe"],
        ["2", "hospitals", "المستشفيات", "Clinics", 'subject_text contains_any "مستشفى", "hospital"', "moh"],
    ]
    html = page(send(owner, RULES, as_csv(rows)))
    assert verdicts() == {2: "added", 3: "changed"}
    assert "Make the draft" in words(html)
    assert "Not in this file, and kept: “" in words(html)
    assert "The draft is made." in confirm(owner, RULES)
    (draft,) = drafts("routing")
    assert [rule["key"] for rule in draft.definition["rules"]] == ["rule-1", "hospitals", "named"]
    with pytest.raises(SecondPersonNeeded):
        publish(draft.pk, actor=land.actor("owner"))
    # While a draft is open, a list is compared with it and goes on in it.
    send(owner, RULES, as_csv(rows))
    assert set(verdicts().values()) == {"same"}
    rows[1][5] = "moh"
    send(owner, RULES, as_csv(rows))
    confirm(owner, RULES)
    assert [each.pk for each in drafts("routing")] == [draft.pk]
    handed_over(draft)
    publish(draft.pk, actor=land.actor("owner2"))


def test_a_rule_keeps_the_priority_that_it_gives(land: Country, owner: Client) -> None:
    table = to_format_2(ROUTING)
    urgent = table["rules"][0]
    urgent["to"] = {"agency": "moh", "priority": "urgent"}
    publish_one("routing", "main", table)
    kept = lines(download(owner, RULES))
    without = kept[0].index(next(head for head in kept[0] if head in ("Priority", "priority", "الأولوية")))
    moved = [[cell for place, cell in enumerate(row) if place != without] for row in kept]
    moved[1][0], moved[2][0] = moved[2][0], moved[1][0]
    send(owner, RULES, as_csv(moved))
    confirm(owner, RULES)
    (draft,) = drafts("routing")
    found = {rule["key"]: rule["to"] for rule in draft.definition["rules"]}
    assert found[urgent["key"]] == urgent["to"]
    for row in kept[1:]:
        row[without] = "soon" if row[1] == urgent["key"] else row[without]
    send(owner, RULES, as_csv(kept))
    assert "There is no priority “soon”." in " ".join(said(row["number"]) for row in sent().judged)


def test_every_table_and_calendar_comes_back_as_it_went(land: Country, owner: Client) -> None:
    nested = {
        "all": [
            {"any": [{"fact": "agency", "is": "given"}, {"fact": "kind", "is": "one_of", "value": ["complaint", "x"]}]},
            {"all": [{"fact": "subject_text", "is": "contains_any", "value": ['say "a", b', "‘=1+1’"]}]},
        ]
    }
    rule = {"key": "deep", "name": {"ar": "عميقة", "en": "Deep"}, "when": nested, "to": {"agency": "moh"}}
    always = {"key": "all", "name": {"ar": "كل", "en": "All"}, "when": {"all": []}, "to": {"agency": "@agency"}}
    begun = {"format": 2, "name": ROUTING["name"], "rules": [rule, always]}
    Version.objects.create(
        subject="routing", key="main", number=9, definition=begun, digest="x", drafted_at="2026-01-01T00:00:00Z"
    )
    for kind in ("csv", "xlsx"):
        send(owner, RULES, download(owner, RULES, kind), f"list.{kind}")
        assert verdicts() == {2: "same", 3: "same"}, sent().judged


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["1", "", "س", "S", "subject_text has x", "moh"], "cannot be read near “subject_text has”"),
        (["1", "", "س", "S", "always", "nowhere"], "no agency with the code"),
        (["7", "", "س", "S", "always", "moh"], "number from 1 to 3"),
        (["", "", "س", "S", "always", "moh"], "number from 1 to 3"),
        (["1", "A key", "س", "S", "always", "moh"], "small Latin letters"),
        (["1", "", "", "S", "always", "moh"], "name in Arabic"),
    ],
)
def test_a_rule_that_cannot_be_is_said_at_its_row(land: Country, owner: Client, row: list[str], why: str) -> None:
    send(owner, RULES, as_csv([RULE_HEADS, row]))
    assert verdicts() == {2: "refused"}
    assert why in said(2)


def test_holidays_are_known_again_by_their_days(land: Country, owner: Client) -> None:
    there = {"from": "2027-03-20", "to": "2027-03-22", "name": {"ar": "عيد", "en": "Eid"}, "state": "estimated"}
    calendar = {**newest(CALENDAR), "holidays": [{**there, "circular": ""}]}
    publish_one("calendar", "jordan", calendar)
    rows = [
        HOLIDAY_HEADS,
        ["2027-03-21", "23/03/2027", "عيد", "Eid", "confirmed", "Circular 7"],
        ["2027-05-01", "", "العمال", "Labour Day", "estimated", ""],
    ]
    send(owner, HOLIDAYS, as_csv(rows))
    assert verdicts() == {2: "changed", 3: "added"}
    confirm(owner, HOLIDAYS)
    (draft,) = drafts("calendar")
    assert [(each["from"], each["to"], each["state"]) for each in draft.definition["holidays"]] == [
        ("2027-03-21", "2027-03-23", "confirmed"),
        ("2027-05-01", "2027-05-01", "estimated"),
    ]
    publish(draft.pk, actor=land.actor("owner2"))
    for kind in ("csv", "xlsx"):
        send(owner, HOLIDAYS, download(owner, HOLIDAYS, kind), f"list.{kind}")
        assert verdicts() == {2: "same", 3: "same"}
    assert lines(download(owner, HOLIDAYS))[1][0] == "2027-03-21"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["2027-03-20", "2027-03-19", "س", "S", "estimated", ""], "ends before it begins"),
        (["2027-03-20", "2029-03-19", "س", "S", "estimated", ""], "longer than a year"),
        (["soon", "", "س", "S", "estimated", ""], "2026-11-29"),
        (["2027-03-20", "", "", "S", "estimated", ""], "name in Arabic"),
        (["2027-03-20", "", "س", "S", "perhaps", ""], "estimated or confirmed"),
        (["2027-06-02", "2027-06-03", "س", "S", "estimated", ""], "in common with row 2"),
    ],
)
def test_a_holiday_that_cannot_be_is_said_at_its_row(land: Country, owner: Client, row: list[str], why: str) -> None:
    send(owner, HOLIDAYS, as_csv([HOLIDAY_HEADS, ["2027-06-01", "2027-06-02", "أ", "A", "estimated", ""], row]))
    assert verdicts()[3] == "refused"
    assert why in said(3)


def test_a_draft_that_changed_meanwhile_is_shown_again(land: Country, owner: Client) -> None:
    send(owner, HOLIDAYS, as_csv([HOLIDAY_HEADS, ["2027-05-01", "", "العمال", "Labour Day", "estimated", ""]]))
    calendar = newest(CALENDAR)
    holiday = {"from": "2027-05-01", "to": "2027-05-01", "name": {"ar": "أ", "en": "A"}, "state": "estimated"}
    publish_one("calendar", "jordan", {**calendar, "holidays": [{**holiday, "circular": ""}]})
    assert "Something has changed" in confirm(owner, HOLIDAYS)
    assert sent().state == SentState.LOOKED_AT
    assert verdicts() == {2: "changed"}


@pytest.mark.parametrize("who", ["admin", "officer-moh", "officer-central"])
def test_owners_lists_are_there_for_owners_alone(land: Country, owner: Client, who: str) -> None:
    send(owner, RULES, download(owner, RULES))
    client = client_of(land, who)
    for address in (RULES, HOLIDAYS, f"{RULES}file/csv/", f"{RULES}sent/{sent().pk}/"):
        assert client.get(address).status_code == 404
    assert owner.get("/admin/sheets/of/rules/nothing/").status_code == 404
    assert owner.get("/admin/sheets/of/bodies/main/").status_code == 404
    assert owner.get(f"{HOLIDAYS}sent/{sent().pk}/").status_code == 404


def test_things_that_owners_publish_lead_to_their_spreadsheets(land: Country, owner: Client) -> None:
    assert f'href="{RULES}"' in page(owner.get("/admin/studio/routing/main/"))
    assert f'href="{HOLIDAYS}"' in page(owner.get("/admin/studio/calendar/jordan/"))
    assert "data-sheet" not in page(owner.get("/admin/studio/ladder/default/"))


def test_the_days_and_the_note_of_a_rule_come_and_go_and_stay_without_their_columns(
    land: Country, owner: Client
) -> None:
    table = to_format_2(ROUTING)
    first = table["rules"][0]
    beside = {"since": "2027-01-01", "until": "2027-02-01", "note": "Ask Hind"}
    publish_one(
        "routing", "main", {**to_format_2(ROUTING), "rules": [first | beside, *to_format_2(ROUTING)["rules"][1:]]}
    )
    send(owner, RULES, download(owner, RULES, "csv"))
    assert set(verdicts().values()) == {"same"}
    heads = [*RULE_HEADS, "since", "until", "note"]
    row = ["1", first["key"], *first["name"].values(), "agency given", "@agency"]
    for since, until in (("2027-02-30", ""), ("2027-03-01", "2027-02-01")):
        send(owner, RULES, as_csv([heads, [*row, since, until, ""]]))
        assert verdicts() == {2: "refused"}
    send(owner, RULES, as_csv([heads, [*row, "2027-01-15", "", "Ask Hind"]]))
    confirm(owner, RULES)
    (draft,) = drafts("routing")
    changed = draft.definition["rules"][0]
    assert (changed["since"], changed.get("until"), changed["note"]) == ("2027-01-15", None, "Ask Hind")
    send(owner, RULES, as_csv([RULE_HEADS, [*row[:3], "Other", *row[4:]]]))
    confirm(owner, RULES)
    (draft,) = drafts("routing")
    assert draft.definition["rules"][0]["note"] == "Ask Hind"
