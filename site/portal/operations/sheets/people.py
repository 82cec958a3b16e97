"""The list of people: who they are, and the post or the role that each row gives at a body.

A row adds and never takes away; what takes two administrators, or touches all of an account, is left to their page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.access.reasons import Reason, reasons_of
from permissions.actors import Actor
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.now import now
from permissions.people.models import User
from portal.operations.sheets.bodies import codes
from portal.operations.sheets.people_judged import People
from portal.operations.sheets.people_written import write_people
from portal.operations.sheets.posts import role_codes
from portal.operations.sheets.sheet import NAME, Column, Judged, Outcome, Row, Sheet, name_columns


class PeopleSheet(Sheet):
    """New accounts are invited by a one-time link each; those that are there get posts and roles."""

    code, right = "people", MANAGE_PEOPLE
    title = gettext_lazy("People")

    def columns(self) -> Sequence[Column]:
        return [
            Column(
                code="email",
                title=_("Email"),
                explained=_("The link by which they begin is sent there."),
                example="huda@health.example",
                width=30,
            ),
            Column(
                code="username",
                title=_("User name"),
                explained=_("If empty, their email address is used."),
                example="huda",
                needed=False,
            ),
            *name_columns(ar="هدى العلي", en="Huda Ali"),
            Column(code="phone", title=_("Phone"), explained=_("May be empty."), example="+962790000000", needed=False),
            Column(
                code="extension",
                title=_("Extension"),
                explained=_("Of a call-taker’s telephone. May be empty."),
                example="",
                needed=False,
                width=12,
            ),
            Column(
                code="language",
                title=_("Language of the admin"),
                explained=_("The code of a language."),
                example="ar",
                needed=False,
                choices=lambda: [code for code, _name in settings.LANGUAGES],
            ),
            *self._given(),
        ]

    def _given(self) -> list[Column]:
        return [
            Column(
                code="body",
                title=_("Code of the agency"),
                explained=_("Where the post is, or where the role is held. Empty: the account alone."),
                example="health",
                choices=codes,
            ),
            Column(
                code="post",
                title=_("Level of the post"),
                explained=_("Who has several posts or roles has a row for each."),
                example="0",
                width=14,
            ),
            Column(
                code="deputy",
                title=_("Deputy no."),
                explained=_("0 or empty: they hold the post. 1 to 9: they deputise, in this order."),
                needed=False,
                width=12,
            ),
            Column(
                code="role",
                title=_("Role"),
                explained=_("The code of a role, where it comes with no post."),
                example="officer",
                choices=role_codes,
            ),
        ]

    def there(self) -> Iterable[Mapping[str, str]]:
        found = User.objects.filter(is_active=True).select_related("wagtail_userprofile").order_by("username")
        people = list(found)
        reasons = reasons_of([person.pk for person in people], at=now())
        for person in people:
            given = [each for each in reasons[person.pk] if each.kind != "lent" and not each.agency.has_closed]
            rows: list[Reason | None] = [*given] or [None]
            for each in rows:
                yield _as_row(person, each)

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        return People.of(rows, self.columns(), actor).judged()

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        return Outcome(letters=write_people([each.data for each in judged if each.verdict != "same"], actor=actor))


def _as_row(person: User, given: Reason | None) -> dict[str, str]:
    profile = getattr(person, "wagtail_userprofile", None)
    row = {
        "email": person.email,
        "username": person.username,
        **{NAME + language: words for language, words in person.name.items()},
        "phone": person.phone,
        "extension": person.extension,
        "language": profile.preferred_language if profile else "",
    }
    if given is not None:
        row["body"] = given.agency.code
        if given.post is not None:
            row |= {"post": str(given.post.level), "deputy": str(given.rank or "")}
        elif given.role is not None:
            row["role"] = given.role.code
    return row
