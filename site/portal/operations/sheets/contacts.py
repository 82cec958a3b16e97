"""How agencies are reached: telephone, site, email, hours and address, as the pages of the agencies show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.directory.contacts import (
    BY_LANGUAGE,
    Contact,
    cleaned,
    contacts_known,
    refused_contacts,
    write_contacts,
)
from content.directory.selectors import in_directory
from permissions.actors import Actor
from permissions.agencies.rights import EDIT_PAGES
from permissions.translated_text import in_language, languages
from portal.operations.sheets.sheet import Column, Judged, Outcome, Row, Sheet, becomes

PLAIN = ("telephone", "website", "email")


class ContactsSheet(Sheet):
    """Contacts are written; no agency is made or closed by it."""

    code, right = "contacts", EDIT_PAGES
    title = gettext_lazy("Contact details of agencies")

    def columns(self) -> Sequence[Column]:
        empty = _("If empty, the page doesn’t show it.")
        return [
            Column(
                code="code",
                title=_("Code"),
                explained=_("The code of an agency in the directory."),
                example="health",
                choices=lambda: sorted(in_directory().values_list("code", flat=True)),
            ),
            Column(code="telephone", title=_("Telephone"), explained=empty, needed=False),
            Column(code="website", title=_("Site"), explained=empty, example="https://", needed=False, width=30),
            Column(code="email", title=_("Email"), explained=empty, needed=False, width=30),
            *_by_language("hours", _("Hours in %(language)s"), empty),
            *_by_language("address", _("Address in %(language)s"), empty),
        ]

    def there(self) -> Iterable[Mapping[str, str]]:
        """Every agency, so that the file can be filled in."""
        known = contacts_known()
        for code in in_directory().filter(active=True).order_by("code").values_list("code", flat=True):
            yield {"code": code, **_cells(known.get(code, Contact()))}

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        known = contacts_known()
        names = {body.code: in_language(body.name) for body in in_directory()}
        wanted = [(row.get("code"), _read(row, known.get(row.get("code"), Contact()))) for row in rows]
        refused = refused_contacts(wanted)
        titles = {column.code: column.title for column in self.columns()}
        judged = []
        for place, (row, (code, contact)) in enumerate(zip(rows, wanted, strict=True)):
            before, after = _cells(known.get(code, Contact())), _cells(contact)
            said = [becomes(titles[name], before[name], after[name]) for name in after if before[name] != after[name]]
            verdict = "same" if not said else "changed" if code in known else "added"
            one = Judged(row.number, names.get(code, code), verdict, said, {"code": code, **after})  # type: ignore[arg-type]  # one of the verdicts
            if place in refused:
                one.verdict, one.said = "refused", refused[place]
            judged.append(one)
        return judged

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        write_contacts([(each.data["code"], _from_cells(each.data)) for each in judged], actor=actor)
        return Outcome()


def _by_language(name: str, title: str, explained: str) -> list[Column]:
    return [
        Column(
            code=f"{name}_{language}", title=title % {"language": called}, explained=explained, needed=False, width=34
        )
        for language, called in settings.LANGUAGES
    ]


def _cells(contact: Contact) -> dict[str, str]:
    cells = {name: str(getattr(contact, name)) for name in PLAIN}
    return cells | {
        f"{name}_{language}": str(getattr(contact, name).get(language, ""))
        for name in BY_LANGUAGE
        for language in languages()
    }


def _from_cells(cells: Mapping[str, Any]) -> Contact:
    values: dict[str, Any] = {name: cells[name] for name in PLAIN}
    values |= {name: {language: cells[f"{name}_{language}"] for language in languages()} for name in BY_LANGUAGE}
    return cleaned(Contact(**values))


def _read(row: Row, there: Contact) -> Contact:
    """The contact of a row; where the file lacks a column, as it is."""
    cells = _cells(there)
    return _from_cells({name: row.get(name) if row.has(name) else before for name, before in cells.items()})
