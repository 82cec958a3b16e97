"""Walks everything that must agree: the audit chain, rows that are proved, the diary, work, frozen numbers, files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import connection

from content.forms.file_types import RECORDINGS
from content.forms.storing import ChangedBytes, is_stored, open_stored
from content.forms.upload import Preparation, Upload
from content.pages import editing_rights_checked
from permissions.access import following
from permissions.access.two_people import both_held
from permissions.audit import triggers
from permissions.audit.models import AuditCheck
from permissions.audit.selectors import chain_length, verify_chain
from permissions.audit.services import note_check
from permissions.encrypted import Unreadable
from permissions.looking.checking import differences
from permissions.now import now
from permissions.people.models import User
from permissions.proving import checking as proving
from permissions.walking import walked
from portal.operations.heads import comparing as heads_compared
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import File
from workflows.reports.models import FileState, ReportFile
from workflows.reports.selectors import audit_heads, changed_snapshots

KEPT_AS_SAID = (Preparation.NOT_NEEDED, Preparation.READY)
"""Of these the bytes are those of the digest; of a recording that waits, or could not be read, none lie there."""
_RECORDED = tuple(each.mime for each in RECORDINGS)
CHECKED_EVERY = timedelta(days=1)


def everything(heads: Path | None = None) -> Iterator[str]:
    """One English sentence for each inconsistency; none when all is well.

    ``heads``: a file that another machine has kept; without it the one that this installation writes to, if any.
    """
    for name in triggers.missing(connection):
        yield f"the trigger {name} is missing: the diary could be changed"
    for what, check in _CHECKS.items():
        yield from walked(what, check)
    yield from walked("the head of the audit trail elsewhere", lambda: _heads(heads))


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


def _heads(given: Path | None) -> Iterator[str]:
    if given is not None:
        yield from heads_compared.differences(given, until_now=False)
    elif settings.HEAD_FILE is not None and chain_length():
        yield from heads_compared.differences(settings.HEAD_FILE, until_now=True)


def _files() -> Iterator[str]:
    """Of recordings alone the row of the upload, which nothing proves, may say that there are other bytes, or none."""
    uploads = Upload.objects.exclude(preparation__in=KEPT_AS_SAID).filter(content_type__in=_RECORDED)
    unready = dict(uploads.values_list("storage_key", "original"))
    for file in File.objects.order_by("pk").iterator():
        name, original = f"file {file.pk} of case {file.case_id}", None
        if file.content_type in _RECORDED:
            original = unready.get(file.storage_key)
        if original is None or original:
            yield from _stored(file, name, original or file.storage_key)
    for report in ReportFile.objects.filter(state=FileState.MADE).order_by("pk").iterator():
        yield from _stored(report, f"file {report.pk} of the report {report}", report.storage_key)


def _stored(file: File | ReportFile, name: str, key: str) -> Iterator[str]:
    if not is_stored(key):
        yield f"{name}: its bytes are missing"
        return
    try:
        with open_stored(key) as stored:
            is_whole = hashlib.file_digest(stored, "sha256").hexdigest() == file.sha256
    except (Unreadable, ChangedBytes):
        yield f"{name}: its bytes cannot be read: they were changed in the storage, or its key is missing"
        return
    if not is_whole:
        yield f"{name}: its bytes are not those that came"


_CHECKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "the audit trail": _chain,
    "who both manages people and opens identities": _both_held,
    "rows of the house": proving.differences,
    "rights that follow from roles": following.differences,
    "rights of editors": editing_rights_checked.differences,
    "snapshots": changed_snapshots,
    "cases": inconsistencies,
    "files": _files,
}
