"""``verify`` names what does not agree."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from content.forms.upload import Upload
from permissions.audit import triggers
from permissions.audit.models import AuditEntry
from portal.operations.verifying import everything
from tests.scenes import country, file_case
from workflows.cases.models import Case, CaseEvent, File, Work
from workflows.cases.submission import StoredFile

pytestmark = pytest.mark.django_db


def test_all_is_well_after_filing() -> None:
    country()
    file_case()
    assert list(everything()) == []


def test_a_changed_event_a_missing_trigger_and_a_lost_file_are_named() -> None:
    country()
    case = file_case()
    triggers.drop(connection)
    CaseEvent.objects.filter(case=case).update(status="closed")
    File.objects.create(
        case=case,
        event_number=1,
        name="x",
        content_type="x",
        size=1,
        sha256="0" * 64,
        storage_key="gone",
        at=case.opened_at,
    )
    Work.objects.filter(case=case).delete()
    Case.objects.filter(pk=case.pk).update(events_count=7)
    found = "\n".join(everything())
    triggers.create(connection)
    for word in ("trigger", "audit trail does not say the same", "bytes are missing", "nobody has work", "7 events"):
        assert word in found


def test_the_command_says_all_in_one_language() -> None:
    country()
    triggers.drop(connection)
    AuditEntry.objects.filter(sequence=1).update(verb="bent")
    triggers.create(connection)
    out = StringIO()
    with override("ar"), pytest.raises(CommandError):
        call_command("verify", stdout=out)
    assert "Audit entry 1 was changed." in out.getvalue()


@pytest.mark.parametrize("content_type", ["image/jpeg", "video/mp4"])
def test_what_an_upload_says_of_itself_excuses_recordings_alone(content_type: str) -> None:
    """Nothing proves the row of an upload: by it bytes of a photo that were removed could be called unreadable."""
    country()
    case = file_case(files=(StoredFile("x", content_type, 1, "0" * 64, "gone"),))
    upload = Upload.objects.create(
        storage_key="gone",
        content_type=content_type,
        size=1,
        preparation="unreadable",
        created_at=case.opened_at,
        seen_at=case.opened_at,
    )
    said = "\n".join(everything())
    assert ("its bytes are missing" in said) is (content_type == "image/jpeg")
    Upload.objects.filter(pk=upload.pk).update(preparation="waiting", original="quarantine/gone")
    assert f"of case {case.pk}: its bytes are missing" in "\n".join(everything())
