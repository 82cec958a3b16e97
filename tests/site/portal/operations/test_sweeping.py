"""One pass of all that comes due."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from permissions.now import standing_at
from portal.operations.sweeping import one_pass
from tests.scenes import country, file_case

pytestmark = pytest.mark.django_db
AMMAN = ZoneInfo("Asia/Amman")


def swept(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("sweep", *arguments, stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def test_a_pass_says_in_one_line_what_it_did() -> None:
    country()
    with standing_at(datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)):
        file_case()
    said = swept("--now", "2026-11-03T10:20")
    assert (said["due"], said["escalated"], said["delivered"]) == (1, 1, 5)
    assert swept("--now", "2026-11-03T10:20") | {"seconds": 0} == {
        "due": 0,
        "escalated": 0,
        "delivered": 0,
        "seconds": 0,
    }


def test_with_nothing_due_a_pass_costs_three_queries_whatever_is_open(
    django_assert_num_queries: Callable[..., AbstractContextManager[object]],
) -> None:
    country()
    at = datetime(2026, 11, 1, 10, 20, tzinfo=AMMAN)
    with standing_at(at):
        for _ in range(5):
            file_case()
        one_pass()
        with django_assert_num_queries(3):
            one_pass()


def test_another_time_is_refused_in_production_and_what_is_no_time_is_said(settings: Any) -> None:
    with pytest.raises(CommandError, match="not a time"):
        call_command("sweep", "--now", "yesterday")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="refused in production"):
        call_command("sweep", "--now", "2026-11-03T10:20")
