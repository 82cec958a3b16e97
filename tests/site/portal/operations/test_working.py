"""What ``manage.py work`` sees to by itself when the queue has lost what it was told."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from tests.scenes import country, file_case
from tests.site.portal.queue.at_work import at_work, until
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import ask
from workflows.reports.models import FileFormat, FileState, ReportFile
from workflows.reports.period import Period
from workflows.reports.services import Wanted, request_files
from workflows.suggestions.models import About, Suggester
from workflows.versions.selectors import published

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_the_queue_never_heard_of_is_done_all_the_same_and_what_is_due_is_learned(
    child_environment: dict[str, str],
) -> None:
    country()
    file_case()
    period = Period(2026, 10)
    wanted = [Wanted(FileFormat.SPREADSHEET, "ar")]
    (file,) = request_files(period=period, cut_off=period.end, wanted=wanted, actor=Actor.operator)
    job = ask(JobKind.EFFECT, published("calendar", "jordan"), actor=Actor.operator)
    with at_work(child_environment, "--every", "1"):
        until(lambda: ReportFile.objects.get(pk=file.pk).state == FileState.MADE)
        until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE)
        until(lambda: Suggester.objects.filter(about=About.BODY, language="ar").exists())
