"""An auditor whom a case accuses, or whose head it accuses, finds no trace of it in the trail either."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from permissions.audit.models import AuditEntry, AuditHead
from portal.operations.verifying import check_trail
from tests.scenes import Country, country, file_case, hire
from tests.site.portal.signed_in import client_of, page
from workflows.cases.actions import AskIdentity, Concerned, SetParties
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case

pytestmark = pytest.mark.django_db
NOBODY = "26-0000-0000-0"
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")


@pytest.fixture
def land() -> Country:
    land = country()
    hire(land, "auditor")
    return land


def accusing(land: Country, username: str, by: str, kind: str = "complaint") -> Case:
    """A case that accuses someone, with an identity asked for in it."""
    case = file_case(confidential=True, kind=kind)
    action = SetParties(parties=(Concerned(user_id=land.people[username].pk),), reason="It says so")
    apply(case.pk, action, actor=land.actor(by))
    apply(case.pk, AskIdentity(reason=f"About {username}"), actor=land.actor(by))
    return case


def sheet_of(content: bytes) -> str:
    rows = load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    return "\n".join(str(row) for row in rows)


@pytest.mark.parametrize(
    ("accused", "by", "kind"), [("auditor", "level2-moh", "complaint"), ("level2-central", "officer-rights", "rights")]
)
def test_no_line_no_file_and_no_answer_tells_of_it(land: Country, accused: str, by: str, kind: str) -> None:
    other = file_case()
    case = accusing(land, accused, by, kind=kind)
    client = client_of(land, "auditor")
    for query in ("", "?what=all-identities", "?what=all-cases"):
        html = page(client.get(f"/admin/audit/{query}"))
        assert case.tracking not in html
        assert f"About {accused}" not in html
    assert other.tracking in html
    taken = sheet_of(client.post("/admin/audit/export/").content)
    assert other.tracking in taken
    assert case.tracking not in taken
    answers = [TOKEN.sub("", page(client.get("/admin/audit/", {"about": each}))) for each in (case.tracking, NOBODY)]
    assert answers[0].replace(case.tracking, NOBODY) == answers[1]


def test_nothing_counts_what_is_not_shown(land: Country) -> None:
    """Neither by a gap among numbers nor by how many there are in all."""
    accusing(land, "auditor", "level2-moh")
    check_trail()
    client = client_of(land, "auditor")
    html = page(client.get("/admin/audit/"))
    sheet = load_workbook(BytesIO(client.post("/admin/audit/export/").content)).worksheets[0]
    marks = {entry.mark for entry in AuditEntry.objects.all()}
    shown, taken = re.findall(r'data-entry="(\w+)"', html), [row[0] for row in sheet.iter_rows(2, values_only=True)]
    assert shown
    assert marks.issuperset(shown)
    assert marks.issuperset(taken)
    assert "The chain was intact when it was last checked" in html
    assert not re.search(rf">\s*{AuditHead.objects.get().count}\b|\b{AuditHead.objects.get().count} entries", html)


def test_an_auditor_who_is_free_of_it_reads_it(land: Country) -> None:
    case = accusing(land, "officer-moh", "level2-moh")
    html = page(client_of(land, "auditor").get("/admin/audit/", {"about": case.tracking}))
    assert "About officer-moh" in html
