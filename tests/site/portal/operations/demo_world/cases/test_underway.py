"""A newcomer finds statements asked, suspected spam, a sample and notices; loading again adds none of them."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from portal.operations.demo_world.cases import underway
from tests.scenes import country, file_case
from workflows.cases.consistency import inconsistencies
from workflows.cases.models import Case, Consultation, QualityCheck
from workflows.notifications.deliver import deliver_waiting
from workflows.notifications.notices.models import Notice
from workflows.open_figures.models import OpenPeriod

pytestmark = pytest.mark.django_db


def test_each_part_is_there_once() -> None:
    country()
    for agency in ("moh", "moe", "moh", "moe", "moh", "moe"):
        file_case(agency=agency)
    deliver_waiting()
    Notice.objects.all().delete()
    made = {title: make() for title, make in underway.PARTS}
    assert made.pop("Requests held back as suspected spam") == len(underway.ADVERTISING)
    assert made["Statements asked of other agencies"] == Consultation.objects.count() > 0
    assert Consultation.objects.filter(done_at__isnull=False).exists()
    assert made["Months with open figures"] == OpenPeriod.objects.count() == 5
    assert made["Notices"] == Notice.objects.count() > 0
    with patch.object(underway, "NOTED", 0):
        assert {make() for _title, make in underway.PARTS} == {0}
    assert list(inconsistencies()) == []
    assert not Case.objects.filter(held=True, works__holder__isnull=False).exists()
    assert QualityCheck.objects.count() == 0, "nothing was closed last month"
