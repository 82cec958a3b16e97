"""The audit trail as the auditor reads it: in words, filtered, a page at a time, taken away, and closed to others."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Post
from permissions.audit.models import AuditEntry
from permissions.audit.services import NewEntry, append, note_check
from permissions.now import now
from permissions.people.models import User
from portal.audit_screen import words
from portal.operations.verifying import check_trail
from tests.architecture.sources import floor_modules, tree
from tests.scenes import Country, country, file_case, hire
from tests.scenes import grant as grant_always
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import (
    AgreeToErase,
    AskIdentity,
    AskToErase,
    LiftHold,
    Note,
    OpenIdentity,
    SetHold,
    Withdraw,
)
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, EventVerb, IdentityRequest

pytestmark = pytest.mark.django_db
NOWHERE = "/admin/desk/26-00000-0/"
CODE = re.compile(r"\b[a-z]+_[a-z]+\b")


@pytest.fixture
def land() -> Country:
    land = country()
    for name, role, codes in (("auditor", "auditor", ("central",)), ("custodian", "custodian", ("central", "rights"))):
        land.people[name] = User.objects.create(username=name, name={"ar": name, "en": name.title()})
        for code in codes:
            grant_always(land.people[name], role, land.agencies[code])
    return land


@pytest.fixture
def auditor(land: Country) -> Client:
    return client_of(land, "auditor")


@pytest.fixture
def sealed(land: Country) -> Case:
    """A sensitive case whose identity was opened."""
    case = file_case(kind="integrity", subject="bribes at the counter", text="He asked for money.", name="Samar")
    apply(case.pk, AskIdentity(reason="To protect them."), actor=land.actor("officer-rights"))
    request = IdentityRequest.objects.get()
    action = OpenIdentity(request_id=request.pk, reason="The court asks.", hours=4)
    apply(case.pk, action, actor=land.actor("custodian"))
    return case


def verbs_in(html: str) -> list[str]:
    return re.findall(r'data-verb="(\w+)"', html)


def test_of_an_erasure_it_says_at_whose_wish_and_of_a_hold_until_when(land: Country, auditor: Client) -> None:
    for name in ("keeper", "keeper2"):
        hire(land, "data_protection", "central", username=name)
    case = file_case(subject="the lamp is out")
    apply(case.pk, SetHold(reason="A trial.", until=now() + timedelta(days=9)), actor=land.actor("keeper"))
    apply(case.pk, LiftHold(reason="It is over."), actor=land.actor("keeper"))
    apply(case.pk, Withdraw(), actor=Actor.citizen(case.pk))
    apply(case.pk, AskToErase(wish="court", reason="The lamp is a secret."), actor=land.actor("keeper"))
    html = page(auditor.get("/admin/audit/"))
    row = html.partition('data-verb="erasure_asked"')[2].partition("</tr>")[0]
    assert "at the wish of: " in row
    assert "a court" in row
    assert "secret" not in html
    assert "until " in html.partition('data-verb="hold_set"')[2].partition("</tr>")[0]
    apply(case.pk, AgreeToErase(number=1, typed=case.tracking), actor=land.actor("keeper2"))
    html = page(auditor.get("/admin/audit/"))
    assert "a court" in html.partition('data-verb="erased"')[2].partition("</tr>")[0]


def test_an_opened_identity_stands_there_with_its_reasons_and_nothing_of_the_case(
    auditor: Client, sealed: Case
) -> None:
    html = page(auditor.get("/admin/audit/?what=all-identities"))
    assert verbs_in(html) == ["identity_opened", "identity_asked"]
    for said in ("Identity opened", "The court asks.", "To protect them.", sealed.tracking, "Custodian", "custodian"):
        assert said in html
    for unsaid in ("bribes", "money", "Samar", f"/admin/desk/{sealed.tracking}"):
        assert unsaid not in html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_entry_is_told_in_codes(land: Country, sealed: Case, language: str) -> None:
    html = page(client_of(land, "auditor", language).get("/admin/audit/"))
    told = re.sub(r"<[^>]*>", " ", html[html.index("<tbody>") : html.index("</tbody>")])
    assert CODE.findall(told) == []
    assert "role_granted" in verbs_in(html)


def test_every_verb_that_is_ever_written_has_words() -> None:
    written = {str(verb) for verb in EventVerb}
    for path in floor_modules().values():
        for node in _calls(tree(path)):
            written.add(node)
    known = set(words.VERBS) | set(EventVerb)
    assert {"role_granted", "identity_read", "snapshot_taken"} <= written
    assert written - known == set()
    assert {verb for _name, verbs in words.GROUPS.values() for verb in verbs} == known


def _calls(module: Any) -> list[str]:
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("NewEntry", "_entry"):
            given = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "verb")]
            found += [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return found


@pytest.mark.parametrize(
    ("asked", "verbs"),
    [
        ("what=noted", {"noted"}),
        ("kind=citizen", {"opened"}),
        ("person=officer-moh", {"noted"}),
        ("about=officer-moh", {"role_granted"}),
        ("about=Case+officer", {"role_granted"}),
        ("what=role_granted&person=officer-moh", set()),
        ("since=2020-01-01&until=2020-12-31", set()),
    ],
)
def test_the_filters_find_what_they_say(land: Country, auditor: Client, asked: str, verbs: set[str]) -> None:
    case = file_case()
    apply(case.pk, Note(text="Seen."), actor=land.actor("officer-moh"))
    assert set(verbs_in(page(auditor.get(f"/admin/audit/?{asked}")))) == verbs


def test_a_case_is_found_by_its_number_with_all_that_was_done_to_it(
    land: Country, auditor: Client, sealed: Case
) -> None:
    found = verbs_in(page(auditor.get(f"/admin/audit/?about={sealed.tracking}")))
    assert found == ["identity_opened", "identity_asked", "opened"]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("person=nobody-at-all", "There is nobody of this name."),
        ("about=26-99999-9", "There is no request, person or role of this name."),
        ("since=yesterday", "Write the date"),
        ("since=0001-01-01&until=9999-12-31", "Write the year with four digits"),
        ("until=9999-12-31", "Write the year with four digits"),
        ("since=2026-05-02&until=2026-05-01", "This day is before the first."),
        ("what=drop+table", ""),
    ],
)
def test_what_cannot_be_found_is_said_and_nothing_is_shown(auditor: Client, asked: str, sentence: str) -> None:
    response = auditor.get(f"/admin/audit/?{asked}")
    assert response.status_code == 422
    assert sentence in page(response)
    assert verbs_in(page(response)) == []


def test_reading_is_in_the_trail_once_a_day(land: Country, auditor: Client) -> None:
    auditor.get("/admin/audit/")
    auditor.get("/admin/audit/?what=opened")
    assert AuditEntry.objects.get(verb="audit_read").actor_user == land.people["auditor"]


def test_a_page_costs_a_few_queries_however_much_it_shows(auditor: Client, sealed: Case) -> None:
    auditor.get("/admin/audit/")
    with CaptureQueriesContext(connection) as queries:
        auditor.get("/admin/audit/")
    assert len(queries) <= 25


def test_the_spreadsheet_holds_what_was_asked_for_and_taking_it_is_in_the_trail(auditor: Client, sealed: Case) -> None:
    response = auditor.post("/admin/audit/export/?what=all-identities")
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    assert [line[4] for line in lines] == ["What was done", "Identity opened", "Identity asked for"]
    assert "The court asks." in str(lines[1][7])
    entry = AuditEntry.objects.get(verb="audit_exported")
    assert entry.data["rows"] == 2
    assert "Audit trail exported" in page(auditor.get("/admin/audit/?what=audit_exported"))


def test_nothing_is_not_exported(auditor: Client) -> None:
    response = auditor.post("/admin/audit/export/?what=snapshot_taken")
    assert response.status_code == 422
    assert "There is nothing to export." in page(response)
    assert not AuditEntry.objects.filter(verb="audit_exported").exists()


def test_the_page_says_what_the_last_check_of_the_chain_found(auditor: Client, sealed: Case) -> None:
    assert "has not been checked yet" in page(auditor.get("/admin/audit/"))
    check_trail()
    assert "The chain was intact" in page(auditor.get("/admin/audit/"))
    note_check(count=9, problems=2, at=now())
    assert "The chain is broken" in page(auditor.get("/admin/audit/"))


@pytest.mark.parametrize("username", ["officer-moh", "officer-central", "officer-rights", "custodian"])
def test_the_trail_is_nothing_to_others(land: Country, username: str) -> None:
    client = client_of(land, username)
    for path in ("", "export/", "check/"):
        for method in (client.get, client.post):
            first, second = method(f"/admin/audit/{path}"), method(NOWHERE)
            assert (first.status_code, page(first)) == (404, page(second)), path
    assert not AuditEntry.objects.filter(verb="audit_read").exists()


def test_a_role_that_is_granted_from_the_screen_is_told_with_its_span(land: Country, auditor: Client) -> None:
    grant_always(land.people["level1-central"], "administrator", land.agencies["central"])
    administrator = land.actor("level1-central")
    grant(user=land.people["staff-moh"], role="officer", agency=land.agencies["moe"], actor=administrator)
    html = page(auditor.get("/admin/audit/?what=role_granted&person=level1-central"))
    assert "Case officer · MOE" in html
    assert "staff-moh" in html


def test_what_is_done_to_people_and_posts_is_told_in_words(land: Country, auditor: Client) -> None:
    person, deputy = land.people["officer-moh"], land.people["staff-moh"]
    post = Post.objects.get(agency=land.agencies["moh"], level=1)
    span = {"starts": "2026-11-01T00:00:00+00:00", "ends": "2026-11-08T00:00:00+00:00"}
    done = [
        NewEntry("role_lent", "person", person.pk, {"role": "liaison", "agency": "moh", "deputy": deputy.pk, **span}),
        NewEntry("post_taken", "person", person.pk, {"post": post.pk, "agency": "moh", "level": 1}),
        NewEntry("post_brings", "post", post.pk, {"role": "officer", "before": "", "agency": "moh"}),
        NewEntry("absence_set", "person", person.pk, span),
        NewEntry("left", "person", person.pk, {"successor": deputy.pk}),
        NewEntry("role_deleted", "role", 99, {"role": "guest", "rights": []}),
    ]
    with transaction.atomic():
        append(done, actor=land.actor("auditor"), at=now())
    html = page(auditor.get("/admin/audit/?person=auditor"))
    told = re.sub(r"<[^>]*>", "", html)
    for said in (
        "Liaison officer · MOH, to staff-moh, from Sunday 1 November 2026",
        "level1 · MOH",
        "Case officer",
        "until Sunday 8 November 2026",
        "Left, and handed everything over",
        "a deleted role, “guest”",
    ):
        assert said in told
