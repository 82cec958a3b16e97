"""October 2026 with enough requests that something is told, and its figures opened."""

from __future__ import annotations

from typing import Any

from permissions.actors import Actor
from permissions.now import standing_at
from tests.workflows.open_figures.drawn import numbers
from tests.workflows.reports.october import at
from workflows.open_figures.models import OpenPeriod
from workflows.open_figures.services import open_figures
from workflows.reports.definitions import today
from workflows.reports.models import Snapshot
from workflows.reports.period import parse


def frozen(
    period: str = "2026-10", *, kind: str = "monthly", counted: dict[str, Any] | None = None, definitions: int = 0
) -> Snapshot:
    """A snapshot of a whole period with these numbers; drawn ones, and the names to them, where none are given."""
    numbered = numbers(3, busy=0.9) if counted is None else counted
    end = parse(kind, period).end
    named = {
        table: {code: {"position": place, "ar": f"ا {code}", "en": code.title()} for place, code in enumerate(rows)}
        for table, rows in numbered.items()
        if table in ("agencies", "kinds", "governorates")
    }
    return Snapshot.objects.create(
        kind=kind,
        period=period,
        cut_off=end,
        definitions=definitions or today(),
        numbers=_with_wholes(numbered),
        names={"agencies": {}, "kinds": {}, **named},
        register_rows=0,
        register_digest="0" * 64,
        checksum="c" * 64,
        audit_count=0,
        made_at=end,
    )


def _with_wholes(numbered: dict[str, Any]) -> dict[str, Any]:
    """All that was received can be answered, and all that was closed is a complaint."""

    def whole(counted: dict[str, int]) -> dict[str, int]:
        more = {"answerable": counted.get("received", 0), "complaints_closed": counted.get("closed", 0)}
        return {key: number for key, number in (counted | more).items() if number}

    tables = {key: rows for key, rows in numbered.items() if key in ("agencies", "kinds", "channels", "governorates")}
    return (
        numbered
        | {key: {code: whole(counted) for code, counted in rows.items()} for key, rows in tables.items()}
        | ({"national": whole(numbered["national"])} if "national" in numbered else {})
    )


def opened(period: str = "2026-10", **said: Any) -> OpenPeriod:
    with standing_at(at(11, 25)):
        return open_figures(frozen(period, **said), actor=Actor.operator)
