"""``explain_due`` says for each day whether it counts, and the same date as the page."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from permissions.now import standing_at
from portal.operations.set_up.ladders import LADDERS
from tests.scenes import country, file_case, publish_one
from workflows.calendars.jordan import jordan_definition
from workflows.cases.actions import AskCitizen
from workflows.cases.lifecycle import apply

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 5, 7, 20, tzinfo=UTC)


def explained(*asked: str) -> list[str]:
    out = StringIO()
    call_command("explain_due", *asked, stdout=out)
    return out.getvalue().replace("\u2068", "").replace("\u2069", "").splitlines()


def test_each_day_is_a_line_and_the_sum_is_what_the_ladder_says() -> None:
    land = country()
    publish_one("calendar", "jordan", jordan_definition())
    publish_one("ladder", "default", LADDERS["default"])
    with standing_at(THURSDAY):
        case = file_case()
        head, which, _intro, *days, total = explained(case.tracking)
        assert which == "  The ladder of the kind of request counts: 2 working days, then 2 working days."
        assert head.endswith(": Monday 9 November 2026, end of the working day")
        assert [line.split() for line in days] == [
            ["Thursday", "5", "—"],
            ["Friday", "6", "weekend"],
            ["Saturday", "7", "weekend"],
            ["Sunday", "8", "1", "day"],
            ["Monday", "9", "1", "day"],
        ]
        assert total.startswith("  = 2 days")
        assert "نهاية الدوام" in explained(case.tracking, "--language", "ar")[0]
        apply(case.pk, AskCitizen(text="متى؟"), actor=land.actor("officer-moh"))
        assert "The question was asked" in explained(case.tracking)[2]


def test_what_is_not_there_is_said() -> None:
    country()
    with pytest.raises(CommandError, match="There is no case 26-0000-0000-0"):
        explained("26-0000-0000-0")
