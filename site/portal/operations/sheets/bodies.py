"""The list of bodies: code, names, and the one above."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.access.many_bodies import refused_bodies, write_bodies
from permissions.access.tree import NewBody
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.translated_text import in_language
from portal.operations.sheets.sheet import (
    NAME,
    Column,
    Judged,
    Outcome,
    Row,
    Sheet,
    Verdict,
    becomes,
    name_columns,
    names_change,
)


def open_agencies() -> list[Agency]:
    """Those that have not closed, each above those below it."""
    found = [each for each in Agency.objects.select_related("parent__parent") if not each.has_closed]
    return sorted(found, key=lambda each: (_line(each), each.code))


def _line(agency: Agency) -> int:
    return 0 if agency.parent is None else 1 + _line(agency.parent)


def codes() -> list[str]:
    """The codes of those that there are."""
    return sorted(Agency.objects.filter(active=True).values_list("code", flat=True))


class BodiesSheet(Sheet):
    """Agencies are made, renamed and moved; none is closed by it."""

    code, right = "bodies", MANAGE_PEOPLE
    title = gettext_lazy("Agencies")

    def columns(self) -> Sequence[Column]:
        return [
            Column(
                code="code",
                title=_("Code"),
                explained=_("Small Latin letters, digits and hyphens. It stands in links and never changes."),
                example="health",
            ),
            *name_columns(ar="وزارة الصحة", en="Ministry of Health"),
            Column(
                code="parent",
                title=_("Code of the agency above"),
                explained=_("Empty where it is at the top. It may be one that this file makes."),
                example="government",
                choices=codes,
                width=26,
            ),
        ]

    def there(self) -> Iterable[Mapping[str, str]]:
        for each in open_agencies():
            names = {NAME + language: words for language, words in each.name.items()}
            yield {"code": each.code, **names, "parent": each.parent.code if each.parent else ""}

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        there = {each.code: each for each in Agency.objects.select_related("parent")}
        wanted = [
            NewBody(
                row.get("code"),
                row.name(there[row.get("code")].name if row.get("code") in there else None),
                row.get("parent"),
            )
            for row in rows
        ]
        refused = refused_bodies(wanted)
        columns = self.columns()
        judged = []
        for place, (row, each) in enumerate(zip(rows, wanted, strict=True)):
            verdict, said = _verdict(columns, there.get(each.code), each)
            if place in refused:
                verdict, said = "refused", refused[place]
            data = {"code": each.code, "name": each.name, "parent": each.parent}
            judged.append(Judged(row.number, in_language(each.name) or each.code, verdict, said, data))
        return judged

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        write_bodies([NewBody(**each.data) for each in judged], actor=actor)
        return Outcome()


def _verdict(columns: Sequence[Column], there: Agency | None, wanted: NewBody) -> tuple[Verdict, list[str]]:
    if there is None:
        return "added", []
    said = names_change(columns, there.name, wanted.name)
    above = there.parent.code if there.parent else ""
    if above != wanted.parent:
        said.append(becomes(columns[-1].title, above, wanted.parent))
    return ("changed" if said else "same"), said
