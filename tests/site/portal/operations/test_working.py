"""What ``manage.py work`` sees to by itself when the queue has lost what it was told."""

from __future__ import annotations

import pytest

from permissions.actors import Actor
from tests.scenes import country, file_case
from tests.site.portal.queue.at_work import at_work, until
from workflows.reports.models import FileFormat, FileState, ReportFile
from workflows.reports.period import Period
from workflows.reports.services import Wanted, request_files

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_report_that_the_queue_never_heard_of_is_made_all_the_same(child_environment: dict[str, str]) -> None:
    country()
    file_case()
    period = Period(2026, 10)
    wanted = [Wanted(FileFormat.SPREADSHEET, "ar")]
    (file,) = request_files(period=period, cut_off=period.end, wanted=wanted, actor=Actor.operator)
    with at_work(child_environment, "--every", "1"):
        until(lambda: ReportFile.objects.get(pk=file.pk).state == FileState.MADE)
