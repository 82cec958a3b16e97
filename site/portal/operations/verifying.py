"""Walks everything that must agree: the audit chain, the diary, work, deadlines, frozen numbers and stored files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from django.core.files.storage import storages
from django.db import connection

from content.forms.upload import Preparation, Upload
from permissions.access.two_people import both_held
from permissions.audit import triggers
from permissions.audit.models import AuditCheck
from permissions.audit.selectors import chain_length, verify_chain
from permissions.audit.services import note_check
from permissions.looking.checking import differences
from permissions.now import now
from permissions.people.models import User
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import File
from workflows.reports.models import FileState, ReportFile
from workflows.reports.selectors import audit_heads, changed_snapshots

KEPT_AS_SAID = (Preparation.NOT_NEEDED, Preparation.READY)
"""Of these the bytes are those of the digest; of a recording that waits, or could not be read, none lie there."""
CHECKED_EVERY = timedelta(days=1)


def everything() -> Iterator[str]:
    """One English sentence for each inconsistency; none when all is well."""
    for name in triggers.missing(connection):
        yield f"the trigger {name} is missing: the diary could be changed"
    yield from _chain()
    yield from _both_held()
    yield from changed_snapshots()
    yield from inconsistencies()
    yield from _files()


def check_trail() -> None:
    """Walk the audit chain and the log of access, which it seals, and note what was found.

    For the auditor's screen, once a day and when asked.
    """
    for _problem in _chain():
        pass


def trail_is_due() -> bool:
    """Whether a day has passed since the chain was last walked."""
    return not AuditCheck.objects.filter(at__gt=now() - CHECKED_EVERY).exists()


def _both_held() -> Iterator[str]:
    for user in User.objects.filter(pk__in=both_held(User.objects.values_list("pk", flat=True))).order_by("username"):
        yield f"{user.username} both manages people and opens identities: take one of the roles back"


def _chain() -> Iterator[str]:
    count, problems = chain_length(), 0
    for sentence in chain(verify_chain(audit_heads()), differences()):
        problems += 1
        yield sentence
    note_check(count=count, problems=problems, at=now())


def _files() -> Iterator[str]:
    unready = dict(Upload.objects.exclude(preparation__in=KEPT_AS_SAID).values_list("storage_key", "original"))
    for file in File.objects.order_by("pk").iterator():
        name, original = f"file {file.pk} of case {file.case_id}", unready.get(file.storage_key)
        if original is None:
            yield from _stored(file, name)
        elif original and not storages["private"].exists(original):
            yield f"{name}: its bytes are missing"
    for report in ReportFile.objects.filter(state=FileState.MADE).order_by("pk").iterator():
        yield from _stored(report, f"file {report.pk} of the report {report}")


def _stored(file: File | ReportFile, name: str) -> Iterator[str]:
    storage = storages["private"]
    if not storage.exists(file.storage_key):
        yield f"{name}: its bytes are missing"
        return
    with storage.open(file.storage_key) as stored:
        if hashlib.file_digest(stored, "sha256").hexdigest() != file.sha256:
            yield f"{name}: its bytes are not those that came"
