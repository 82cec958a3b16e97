"""Opens the figures of a period to everybody: the only write of this topic, done once for each period and block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation

from permissions.actors import Actor
from permissions.areas.selectors import gazetteer
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import languages
from workflows.cases.models import Channel
from workflows.open_figures.models import OpenPeriod
from workflows.open_figures.opening_blocks import choices_of, open_blocks
from workflows.open_figures.selectors import can_be_opened
from workflows.open_figures.telling import NOT_SAID, RULE, country_told, table_told, tell_days, tell_kept
from workflows.reports.definitions import tells_kept, with_wholes
from workflows.reports.models import ReportKind, Snapshot
from workflows.transactions.turn import write_transaction


class NotOpened(Exception):
    """These figures cannot be opened: the period has been, or the edition is none that may be."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What would be told of a snapshot, and what its rows are called: as ``OpenPeriod`` keeps them."""

    told: dict[str, Any]
    names: dict[str, Any]


def open_figures(snapshot: Snapshot, *, actor: Actor) -> OpenPeriod:
    """Tell everybody the figures of a period, for good. Raises ``NotOpened``."""
    if not can_be_opened(snapshot):
        raise NotOpened
    telling = telling_of(snapshot)
    period = OpenPeriod(
        kind=snapshot.kind,
        period=snapshot.period,
        snapshot=snapshot,
        told=telling.told,
        names=telling.names,
        opened_at=now(),
        opened_by_id=actor.user_id,
    )
    try:
        with write_transaction(), transaction.atomic():
            period.save(force_insert=True)
            entry = NewEntry("figures_opened", "snapshot", snapshot.pk, {"checksum": snapshot.checksum})
            append([entry], actor=actor, at=period.opened_at)
            if period.kind == ReportKind.MONTHLY:
                open_blocks(period)
    except IntegrityError as error:
        raise NotOpened from error
    return period


def telling_of(snapshot: Snapshot) -> Telling:
    """What would be told of it. Of a year nothing but those set apart: its sums would be sums over months."""
    if snapshot.kind == ReportKind.YEARLY:
        return Telling({"apart": snapshot.numbers["apart"]}, {})
    numbers, names, version = snapshot.numbers, _names(snapshot), snapshot.definitions
    country = with_wholes(version, numbers["national"])
    counted = {
        table: {code: with_wholes(version, row) for code, row in numbers.get(table, {}).items()} for table in names
    }
    tables = {
        table: table_told(counted[table], rows.keys(), country, choices_of(snapshot.period, table))
        for table, rows in names.items()
    }
    tell_days(tables["agencies"], numbers.get("answer_days", {}))
    if tells_kept(version):
        tell_kept(tables["agencies"], numbers.get("answers_kept", {}))
    return Telling({"country": country_told(country), "tables": tables, "rule": RULE}, names)


def _names(snapshot: Snapshot) -> dict[str, dict[str, Any]]:
    """Every row that a table can have: one that stood there only where something was counted would tell of it."""
    governorates = {
        each.key: {"position": place, **each.name} for place, each in enumerate(gazetteer().governorates)
    } | snapshot.names.get("governorates", {})
    if governorates:
        governorates[NOT_SAID] = {"position": len(governorates)}
    return {
        "agencies": {
            code: {language: name[language] for language in languages() if language in name}
            for code, name in snapshot.names["agencies"].items()
        },
        "kinds": dict(snapshot.names["kinds"]),
        "channels": {code: {"position": place, **_called(code)} for place, code in enumerate(Channel.values)},
        **({"governorates": governorates} if governorates else {}),
    }


def _called(channel: str) -> dict[str, str]:
    words = {}
    for language in languages():
        with translation.override(language):
            words[language] = str(Channel(channel).label)
    return words
