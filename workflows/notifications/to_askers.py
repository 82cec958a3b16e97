"""Whoever asked for work that goes on without them, over many cases or on a file, hears that it is over."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.now import now
from workflows.jobs.models import Job, JobState
from workflows.notifications.addresses import addresses
from workflows.notifications.letter import WrittenLetter
from workflows.notifications.notices.kinds import FILE_DONE, JOB_DONE
from workflows.outbox.hook import nudge_after_commit
from workflows.outbox.models import OutboxEntry


def ask_for_letter(job: Job) -> None:
    """A row for whoever asked for it, within the transaction that ends it."""
    if job.asked_by_id is None or job.ended_at is None:
        return
    entry = OutboxEntry(
        key=f"{JOB_DONE}:{job.pk}:{job.ended_at.isoformat()}",
        topic=JOB_DONE,
        audience="staff",
        user_id=job.asked_by_id,
        data={"job": job.pk, "kind": job.kind, "version": job.version_id, "key": job.digest, "state": job.state},
        created_at=job.ended_at,
        available_at=job.ended_at,
    )
    OutboxEntry.objects.bulk_create([entry], ignore_conflicts=True)
    nudge_after_commit()


class FileKind(StrEnum):
    """What somebody waits for, or had carried out."""

    REPORT = "report"
    COPY = "copy"
    SHEET = "sheet"


FILES: Final[Mapping[str, tuple[Promise, Promise]]] = {
    FileKind.REPORT: (
        gettext_lazy("The files of your report are ready"),
        gettext_lazy("A file of your report could not be made"),
    ),
    FileKind.COPY: (
        gettext_lazy("The copy of a request that you asked for is ready"),
        gettext_lazy("The copy of a request that you asked for could not be made"),
    ),
    FileKind.SHEET: (
        gettext_lazy("What your spreadsheet says has been done"),
        gettext_lazy("What your spreadsheet says could not be done"),
    ),
}
"""Of each kind what is said of it once it is there, and where it failed."""


def tell_of_file(user_id: int | None, kind: FileKind, place: str, *, made: bool) -> None:
    """A row for whoever asked for it, within the transaction that ends it. ``place``: the parts of its address with a
    slash between them."""
    if user_id is None:
        return
    at = now()
    entry = OutboxEntry(
        key=f"{FILE_DONE}:{kind}:{place}:{user_id}:{at.isoformat()}",
        topic=FILE_DONE,
        audience="staff",
        user_id=user_id,
        data={"kind": str(kind), "place": place, "made": made},
        created_at=at,
        available_at=at,
    )
    OutboxEntry.objects.bulk_create([entry], ignore_conflicts=True)
    nudge_after_commit()


def said_of_file(entry: OutboxEntry) -> str:
    """In the language that is on. It names no case."""
    ready, failed = FILES[entry.data["kind"]]
    return str(ready if entry.data["made"] else failed)


def written(entry: OutboxEntry, language: str) -> WrittenLetter:
    """The letter, in the language that is on. It names no case."""
    if entry.topic == FILE_DONE:
        subject = said_of_file(entry)
        return WrittenLetter(
            language, subject, _("The page of the work says what came of it."), _("See what came of it"), link_of(entry)
        )
    if entry.data["state"] == JobState.FAILED:
        subject, text = _("Work over many requests could not be done"), _("The page of the work says why.")
    else:
        subject, text = _("Work over many requests is done"), _("The page of the work says what came of it.")
    return WrittenLetter(language, subject, text, _("See what came of it"), link_of(entry))


def link_of(entry: OutboxEntry) -> str:
    """The page of the job, or of the file."""
    said = entry.data
    if entry.topic == FILE_DONE:
        return addresses.file_link(said["kind"], said["place"])
    return addresses.job_link(said["kind"], said["version"], said["key"])
