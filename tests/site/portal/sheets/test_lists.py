"""Bodies, posts and people by spreadsheet: seen before it is done, all or none, and the same file again is nothing."""

from __future__ import annotations

import io
import re

import pytest
from django.core import mail
from django.test import Client
from openpyxl import load_workbook

from permissions.access.accounts import switch_off
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.looking.models import Look
from permissions.people.models import OneTimeLink, User
from portal.operations.sheets import people_written
from portal.operations.sheets.carrying_out import carry_out
from portal.operations.sheets.models import SentState
from tests.scenes import Country
from tests.site.portal.people_admin.pressing import words
from tests.site.portal.sheets.sending import (
    BODIES,
    PEOPLE,
    POSTS,
    as_csv,
    as_xlsx,
    confirm,
    download,
    lines,
    said,
    send,
    sent,
    verdicts,
)
from tests.site.portal.signed_in import client_of, page

pytestmark = pytest.mark.django_db
BODY_HEADS = ["code", "name_ar", "name_en", "parent"]
PEOPLE_HEADS = ["email", "name_ar", "name_en", "body", "post", "role"]


def test_what_is_there_sent_again_changes_nothing(land: Country, admin: Client) -> None:
    for address in (BODIES, POSTS, PEOPLE):
        for kind in ("csv", "xlsx"):
            html = page(send(admin, address, download(admin, address, kind), f"list.{kind}"))
            assert set(verdicts().values()) == {"same"}, sent().judged
            assert "nothing changes" in words(html)
            assert 'data-do="confirm"' not in html
    # Each list is noted once within its span; a new span may begin between its two downloads.
    assert 3 <= Look.objects.filter(subject="sheet").count() <= 6


def test_bodies_are_added_changed_and_refused_with_their_rows(land: Country, admin: Client) -> None:
    rows = [
        BODY_HEADS,
        ["moh", "moh", "Ministry of Health", ""],
        ["clinics", "العيادات", "Clinics", "hospitals"],
        ["hospitals", "المستشفيات", "Hospitals", "moh"],
        ["bad", "سيئة", "Bad", "nowhere"],
    ]
    html = page(send(admin, BODIES, as_csv(rows)))
    assert verdicts() == {2: "changed", 3: "added", 4: "added", 5: "refused"}
    assert "no agency with the code “nowhere”" in said(5)
    assert "“MOH” becomes “Ministry of Health”" in said(2)
    assert 'data-do="confirm"' not in html
    assert "Correct these rows" in words(html)
    only = page(admin.get(f"{BODIES}sent/{sent().pk}/?show=refused"))
    assert re.findall(r'data-row="(\d+)"', only) == ["5"]
    send(admin, BODIES, as_csv(rows[:-1]))
    before = AuditEntry.objects.count()
    assert "All of it is done." in confirm(admin, BODIES)
    assert str(Agency.objects.get(code="clinics").parent) == "المستشفيات"
    assert AuditEntry.objects.count() == before + 3
    assert AuditEntry.objects.latest("sequence").actor_user == land.people["admin"]
    send(admin, BODIES, as_csv(rows[:-1]))
    assert set(verdicts().values()) == {"same"}


@pytest.mark.parametrize(
    ("address", "rows", "faults"),
    [
        (BODIES, [BODY_HEADS, ["B A D", "", "Bad", "nowhere"]], ["is not a code", "Arabic", "“nowhere”"]),
        (
            POSTS,
            [["body", "level", "name_ar", "name_en"], ["nowhere", "x", "أ", "A"]],
            ["“nowhere”", "“x” is not a level"],
        ),
        (POSTS, [["body", "level", "name_ar", "name_en"], ["moh", "5", "", "A"]], ["at the level below", "Arabic"]),
        (PEOPLE, [PEOPLE_HEADS, ["no address", "", "A", "nowhere", "0", ""]], ["Arabic", "in full", "“nowhere”"]),
    ],
)
def test_a_row_with_several_faults_tells_all_of_them(
    land: Country, admin: Client, address: str, rows: list[list[str]], faults: list[str]
) -> None:
    send(admin, address, as_csv(rows))
    assert [fault for fault in faults if fault not in said(2)] == [], said(2)


def test_posts_come_with_their_roles(land: Country, admin: Client) -> None:
    rows = [
        ["Code of the agency", "Level", "Name in Arabic", "Name in English", "Role"],
        ["moh", "3", "الوزير", "Minister", "level2"],
        ["moh", "9", "لا", "No", ""],
        ["moh", "x", "لا", "No", ""],
    ]
    send(admin, POSTS, as_xlsx(rows), "posts.xlsx")
    assert verdicts() == {2: "added", 3: "refused", 4: "refused"}
    send(admin, POSTS, as_xlsx(rows[:2]), "posts.xlsx")
    confirm(admin, POSTS)
    post = Post.objects.get(agency=land.agencies["moh"], level=3)
    assert post.brings is not None
    assert post.brings.role.code == "level2"


def test_people_are_invited_seated_and_given_roles(land: Country, admin: Client) -> None:
    rows = [
        PEOPLE_HEADS,
        ["huda@moh.example", "هدى", "Huda", "moh", "0", ""],
        ["huda@moh.example", "هدى", "Huda", "moe", "", "officer"],
        ["officer-moh@example.org", "officer-moh", "Officer", "moh", "1", ""],
        ["sami@moh.example", "سامي", "", "", "", ""],
    ]
    send(admin, PEOPLE, as_csv(rows))
    assert verdicts() == {2: "added", 3: "added", 4: "changed", 5: "added"}
    assert "2 links" not in confirm(admin, PEOPLE)
    assert sent().state == SentState.INVITING
    carry_out(sent().pk)
    assert "2 links were sent." in words(page(admin.get(f"{PEOPLE}sent/{sent().pk}/")))
    assert sorted(letter.to[0] for letter in mail.outbox) == ["huda@moh.example", "sami@moh.example"]
    assert "/start/" in mail.outbox[0].body
    huda = User.objects.get(username="huda@moh.example")
    assert not huda.has_usable_password()
    assert OneTimeLink.objects.filter(user=huda, used_at=None).count() == 1
    assert Holding.objects.filter(user=huda, post__agency__code="moh", post__level=0).exists()
    assert held_by(huda.pk).at("work_case") == {land.agencies["moe"].pk}
    verbs = AuditEntry.objects.filter(subject="person", subject_id=huda.pk).values_list("verb", flat=True)
    assert sorted(verbs) == ["account_made", "link_made", "post_taken", "role_granted"]
    carry_out(sent().pk)
    assert len(mail.outbox) == 2
    send(admin, PEOPLE, as_csv(rows))
    assert set(verdicts().values()) == {"same"}


def test_a_list_gives_telephones_and_none_twice(land: Country, admin: Client) -> None:
    heads = [*PEOPLE_HEADS, "extension"]
    account = ["officer-moh@example.org", "officer-moh", "Officer", "", "", ""]
    send(admin, PEOPLE, as_csv([heads, [*account, "٢٠١"], ["huda@moh.example", "هدى", "Huda", "", "", "", "202"]]))
    confirm(admin, PEOPLE)
    there = User.objects.exclude(extension="").values_list("username", "extension")
    assert set(there) == {("officer-moh", "201"), ("huda@moh.example", "202")}
    others = [["s@moh.example", "س", "", "", "", "", each] for each in ("201", "1x")]
    twice = [[f"{name}@moh.example", "س", "", "", "", "", "303"] for name in "ab"]
    send(admin, PEOPLE, as_csv([heads, [*account, "201"], others[0], *twice]))
    assert verdicts() == {2: "same", 3: "refused", 4: "added", 5: "refused"}
    assert "somebody else’s" in said(3)
    assert "in the list for somebody else" in said(5)
    send(admin, PEOPLE, as_csv([heads, others[1], [*account, ""]]))
    assert verdicts() == {2: "refused", 3: "changed"}
    send(admin, PEOPLE, as_csv([PEOPLE_HEADS, account]))
    assert verdicts() == {2: "same"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["x@y.example", "س", "", "rights", "", "rights_handler"], "takes two administrators"),
        (["x@y.example", "س", "", "central", "", "administrator"], "takes two administrators"),
        (["admin@example.org", "admin", "admin", "moh", "", "officer"], "Nobody gives rights to themselves"),
        (["no address", "س", "", "", "", ""], "name@example.com"),
        (["x@y.example", "", "X", "", "", ""], "name in Arabic"),
        (["x@y.example", "س", "", "nowhere", "0", ""], "no agency with the code"),
        (["x@y.example", "س", "", "moh", "7", ""], "no post at this level"),
        (["x@y.example", "س", "", "moh", "0", "officer"], "not both"),
        (["x@y.example", "س", "", "moh", "", "central"], "cannot be held"),
        (["x@y.example", "س", "", "moh", "", "nothing"], "no role"),
    ],
)
def test_what_a_list_does_not_give_is_said_at_its_row(land: Country, admin: Client, row: list[str], why: str) -> None:
    people = User.objects.count()
    send(admin, PEOPLE, as_csv([PEOPLE_HEADS, row]))
    assert verdicts() == {2: "refused"}
    assert why in said(2)
    answer = admin.post(f"{PEOPLE}sent/{sent().pk}/", {"do": "confirm", "seen": sent().judged_digest})
    assert answer.status_code == 302
    assert sent().state == SentState.LOOKED_AT
    assert User.objects.count() == people


def test_rows_about_one_person_must_agree(land: Country, admin: Client) -> None:
    rows = [
        PEOPLE_HEADS,
        ["a@y.example", "أ", "A", "moh", "0", ""],
        ["A@y.example", "أ", "B", "moh", "", "officer"],
        ["b@y.example", "ب", "B", "moh", "0", ""],
        ["b@y.example", "ب", "B", "moh", "0", ""],
    ]
    send(admin, PEOPLE, as_csv(rows))
    assert verdicts() == {2: "added", 3: "refused", 4: "added", 5: "refused"}
    assert "Row 2 says something else" in said(3)
    assert "in the list twice" in said(5)


@pytest.mark.parametrize(
    ("email", "username", "why"),
    [
        ("mine@evil.example", "admin-moh", "Change the email address on the person’s page"),
        ("officer-moh@example.org", "fresh", "Someone else has this email address"),
    ],
)
def test_no_list_leads_a_link_elsewhere(land: Country, admin: Client, email: str, username: str, why: str) -> None:
    send(admin, PEOPLE, as_csv([[*PEOPLE_HEADS, "username"], [email, "س", "", "", "", "", username]]))
    assert verdicts() == {2: "refused"}
    assert why in said(2)


def test_two_new_accounts_have_two_addresses(land: Country, admin: Client) -> None:
    rows = [["n@y.example", "س", "", "", "", "", each] for each in ("first", "second")]
    send(admin, PEOPLE, as_csv([[*PEOPLE_HEADS, "username"], *rows]))
    assert verdicts() == {2: "refused", 3: "refused"}


def test_a_user_name_is_one_however_its_letters_are_cased(land: Country, admin: Client) -> None:
    rows = [
        ["email", "username", "name_ar", "name_en", "body", "post", "role"],
        ["huda@moh.example", "Huda", "هدى", "Huda", "moh", "0", ""],
        ["huda@moh.example", "huda", "هدى", "Huda", "moe", "", "officer"],
    ]
    send(admin, PEOPLE, as_csv(rows))
    assert verdicts() == {2: "added", 3: "added"}
    confirm(admin, PEOPLE)
    assert sent().state == SentState.INVITING, sent().said
    assert list(User.objects.filter(username__iexact="huda").values_list("username", flat=True)) == ["Huda"]


def test_what_was_seen_is_what_is_done_or_it_is_shown_again(land: Country, admin: Client) -> None:
    send(admin, BODIES, as_csv([BODY_HEADS, ["new-one", "جديدة", "New one", "moh"]]))
    seen = sent()
    Agency.objects.create(code="new-one", name={"ar": "سبقتك", "en": "Was quicker"})
    html = confirm(admin, BODIES)
    assert "Something has changed since you looked at it" in html
    assert verdicts() == {2: "changed"}
    assert Agency.objects.get(code="new-one").name["en"] == "Was quicker"
    # The page that was open before shows something else than what would be done.
    stale = admin.post(f"{BODIES}sent/{seen.pk}/", {"do": "confirm", "seen": seen.judged_digest})
    assert stale.status_code == 422
    confirm(admin, BODIES)
    assert Agency.objects.get(code="new-one").name["en"] == "New one"


def test_all_or_nothing_where_the_last_moment_refuses(
    land: Country, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:

    def break_down(*_given: object, **_more: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(people_written, "grant_many", break_down)
    rows = [PEOPLE_HEADS, ["a@y.example", "أ", "A", "moh", "0", ""], ["b@y.example", "ب", "B", "moh", "", "officer"]]
    send(admin, PEOPLE, as_csv(rows))
    entries = AuditEntry.objects.count()
    assert "nothing was done" in confirm(admin, PEOPLE)
    assert sent().state == SentState.FAILED
    assert not User.objects.filter(username="a@y.example").exists()
    assert AuditEntry.objects.count() == entries


def test_many_rows_go_to_the_queue_and_the_page_says_how_far(land: Country, admin: Client) -> None:
    rows = [[f"b{number}", f"جهة {number}", f"Body {number}", ""] for number in range(301)]
    send(admin, BODIES, as_csv([BODY_HEADS, *rows]))
    assert "waits for its turn" in confirm(admin, BODIES)
    assert not Agency.objects.filter(code="b1").exists()
    carry_out(sent().pk)
    html = page(admin.get(f"{BODIES}sent/{sent().pk}/"))
    assert "All of it is done." in words(html)
    assert "Next page" in html
    assert Agency.objects.filter(code__startswith="b").count() == 301


def test_who_has_lost_the_right_carries_nothing_out(land: Country, admin: Client) -> None:

    rows = [[f"b{number}", f"جهة {number}", f"Body {number}", ""] for number in range(301)]
    send(admin, BODIES, as_csv([BODY_HEADS, *rows]))
    confirm(admin, BODIES)
    switch_off(land.people["admin"], actor=Actor.operator)
    carry_out(sent().pk)
    assert sent().state == SentState.FAILED
    assert not Agency.objects.filter(code="b1").exists()


def test_the_template_explains_itself_in_both_languages_and_offers_lists(land: Country, admin: Client) -> None:
    book = load_workbook(io.BytesIO(download(admin, PEOPLE, "template")))
    first, second, lists = book.worksheets
    assert [cell.value for cell in first[1]][:2] == ["Email", "User name"]
    assert first.max_row == 1
    assert {str(each.sqref) for each in first.data_validations.dataValidation} == {"G2:G5001", "H2:H5001", "K2:K5001"}
    assert lists.sheet_state == "hidden"
    assert "moh" in [row[0].value for row in lists.iter_rows()] + [row[1].value for row in lists.iter_rows()]
    cells = [str(cell.value) for row in second.iter_rows() for cell in row]
    assert any("البريد" in cell for cell in cells)
    assert any("huda@health.example" in cell for cell in cells)


@pytest.mark.parametrize("who", ["admin-moh", "officer-moh", "owner", "officer-central"])
def test_lists_are_not_there_for_anybody_else(land: Country, admin: Client, who: str) -> None:
    send(admin, BODIES, as_csv([BODY_HEADS, ["a", "أ", "A", ""]]))
    client = client_of(land, who)
    for address in (BODIES, POSTS, PEOPLE, f"{BODIES}file/csv/", f"{BODIES}sent/{sent().pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(BODIES, {}).status_code == 404
    assert client.post(f"{BODIES}sent/{sent().pk}/", {"do": "confirm"}).status_code == 404


def test_the_lists_lead_to_their_spreadsheets(land: Country, admin: Client) -> None:
    for where, address in (("bodies", BODIES), ("posts", POSTS), ("people", PEOPLE)):
        assert f'href="{address}"' in page(admin.get(f"/admin/access/{where}/"))
    assert "data-sheet" not in page(client_of(land, "admin-moh").get("/admin/access/people/"))


def test_cells_that_begin_like_formulas_come_back_as_they_were(land: Country, admin: Client) -> None:
    rows = [["email", "name_ar", "phone", "body", "post", "role"], ["a@y.example", "-أ", "+962790000000", "", "", ""]]
    send(admin, PEOPLE, as_csv(rows))
    confirm(admin, PEOPLE)
    assert User.objects.get(username="a@y.example").phone == "+962790000000"
    row = next(each for each in lines(download(admin, PEOPLE)) if each[0] == "a@y.example")
    assert "'+962790000000" in row
    assert "'-أ" in row
    for kind in ("csv", "xlsx"):
        send(admin, PEOPLE, download(admin, PEOPLE, kind), f"list.{kind}")
        assert set(verdicts().values()) == {"same"}
