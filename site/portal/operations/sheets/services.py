"""The services of agencies, as the pages of the agencies show them and forms ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.directory.selectors import in_directory
from content.directory.services import (
    WrittenService,
    refused_services,
    service_languages,
    services_written,
    write_services,
)
from permissions.actors import Actor
from permissions.agencies.rights import EDIT_PAGES
from permissions.isolated import without_steering
from permissions.translated_text import in_language, language_name
from portal.operations.sheets.sheet import NAME, Column, Judged, Outcome, Row, Sheet, becomes

TEXT = "text_"


class ServicesSheet(Sheet):
    """Services are written and published; none is taken away by it."""

    code, right = "services", EDIT_PAGES
    title = gettext_lazy("Services of agencies")
    at_once = 20  # each may publish two pages

    def columns(self) -> Sequence[Column]:
        return [
            Column(
                code="code",
                title=_("Code"),
                explained=_("The code of an agency in the directory."),
                example="health",
                choices=lambda: sorted(in_directory().filter(active=True).values_list("code", flat=True)),
            ),
            Column(
                code="key",
                title=_("Key"),
                explained=_("The service’s name for machines. An agency has each key once; it can’t be changed later."),
                example="birth_certificate",
            ),
            *_by_language(NAME, _("Name in %(language)s"), _("What people look for and choose.")),
            *_by_language(
                TEXT,
                _("In a sentence or two, in %(language)s"),
                _("Shown under the name. Every language, or none."),
                needed=False,
            ),
        ]

    def there(self) -> Iterable[Mapping[str, str]]:
        return [{"code": service.code, "key": service.key, **_cells(service)} for service in services_written()]

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        known = {(service.code, service.key): service for service in services_written()}
        wanted = [_read(row, known.get((row.get("code"), row.get("key")))) for row in rows]
        refused = refused_services(wanted)
        agencies = {body.code: in_language(body.name) for body in in_directory()}
        titles = {column.code: column.title for column in self.columns()}
        judged = []
        for place, (row, service) in enumerate(zip(rows, wanted, strict=True)):
            before = known.get((service.code, service.key), WrittenService(service.code, service.key, {}, {}))
            was, cells = _cells(before), _cells(service)
            changes = [becomes(titles[name], was[name], cells[name]) for name in cells if was[name] != cells[name]]
            verdict = "same" if not changes else "changed" if before.names else "added"
            what = f"{agencies.get(service.code, service.code)}: {in_language(service.names) or service.key}"
            data = {"code": service.code, "key": service.key, **cells}
            one = Judged(row.number, what, verdict, changes, data)  # type: ignore[arg-type]  # one of the verdicts
            if place in refused:
                one.verdict, one.said = "refused", refused[place]
            judged.append(one)
        return judged

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        write_services([_from_cells(each.data) for each in judged], actor=actor)
        return Outcome()


def _by_language(name: str, title: str, explained: str, *, needed: bool = True) -> list[Column]:
    return [
        Column(
            code=f"{name}{language}",
            title=title % {"language": language_name(language)},
            explained=explained,
            needed=needed,
            width=34,
        )
        for language in service_languages()
    ]


def _cells(service: WrittenService) -> dict[str, str]:
    both = ((NAME, service.names), (TEXT, service.texts))
    return {f"{name}{language}": words.get(language, "") for name, words in both for language in service_languages()}


def _from_cells(cells: Mapping[str, Any]) -> WrittenService:
    def words(name: str) -> dict[str, str]:
        return {each: cells[f"{name}{each}"] for each in service_languages() if cells[f"{name}{each}"]}

    return WrittenService(cells["code"], cells["key"], words(NAME), words(TEXT))


def _read(row: Row, there: WrittenService | None) -> WrittenService:
    """The service of a row, its words on one line; where the file lacks a column, as it is."""
    cells = _cells(there or WrittenService("", "", {}, {}))
    for name in cells:
        if row.has(name):
            cells[name] = " ".join(without_steering(row.get(name)).split())
    return replace(_from_cells({"code": "", "key": "", **cells}), code=row.get("code"), key=row.get("key"))
