"""What becomes of each row of the list of people, by what is known of all of them at once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from permissions.access.reasons import Reason, reasons_of
from permissions.access.seating import HIGHEST_RANK
from permissions.access.two_people import GUARDED, come_together
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.agencies.selectors import open_posts
from permissions.arabic import latin_digits
from permissions.now import now
from permissions.people.models import EXTENSION, User
from permissions.roles.models import Role
from permissions.translated_text import in_language
from portal.operations.sheets.posts import level_of, no_body, no_level
from portal.operations.sheets.sheet import Column, Judged, Row, becomes, names_change

LONGEST_LOGIN, LONGEST_NAME, LONGEST_PHONE = 150, 150, 32
_is_login = UnicodeUsernameValidator()


@dataclass(frozen=True, slots=True)
class _Given:
    """What a row gives at a body: a post, with a rank, or a role; the rights that come with it."""

    agency: Agency
    post: Post | None = None
    rank: int = 0
    role: Role | None = None

    @property
    def rights(self) -> frozenset[str]:
        role = self.role or (self.post.brings.role if self.post and self.post.brings else None)
        return frozenset(role.rights) if role else frozenset()

    @property
    def words(self) -> str:
        what = str(self.post) if self.post is not None else str(self.role)
        return f"{what} · {self.agency}"


class _Refused(ValueError):
    """Why a row cannot be so, in sentences."""


@dataclass(slots=True)
class People:
    """All rows, and all that there is of what they name."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    actor: Actor
    by_login: dict[str, User]
    by_email: dict[str, list[User]]
    agencies: dict[str, Agency]
    posts: dict[tuple[int, int], Post]
    roles: dict[str, Role]
    reasons: dict[int, list[Reason]]
    by_extension: frozenset[str]
    extensions: dict[str, str] = field(default_factory=dict)
    emails: Counter[str] = field(default_factory=Counter)
    first: dict[str, Row] = field(default_factory=dict)
    gained: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    given: set[tuple[str, int, int, str]] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Sequence[Row], columns: Sequence[Column], actor: Actor) -> People:
        """Reads it in a few statements, for any number of rows."""
        by_login: dict[str, User] = {}
        by_email: defaultdict[str, list[User]] = defaultdict(list)
        for user in User.objects.select_related("wagtail_userprofile"):
            by_login[user.username.casefold()] = user
            if user.is_active:
                by_email[user.email.casefold()].append(user)
        posts = open_posts().select_related("agency", "brings__role")
        return cls(
            rows=rows,
            columns=columns,
            actor=actor,
            by_login=by_login,
            by_email=by_email,
            agencies={each.code: each for each in Agency.objects.all()},
            posts={(post.agency_id, post.level): post for post in posts},
            roles={role.code: role for role in Role.objects.all()},
            reasons=reasons_of([user.pk for user in by_login.values()], at=now()),
            by_extension=frozenset(user.extension for user in by_login.values()),
        )

    def judged(self) -> list[Judged]:
        """What becomes of each, in their order."""
        logins = {self._login(row)[0]: row.get("email").casefold() for row in self.rows}
        self.emails.update(logins.values())
        found = []
        for row in self.rows:
            what = in_language(row.name()) or row.get("email")
            try:
                found.append(self._judged(row, what))
            except _Refused as error:
                found.append(Judged(row.number, what, "refused", list(error.args)))
        return found

    def _login(self, row: Row) -> tuple[str, User | None]:
        """Whose row it is: the user name, without its case, and the account where there is one."""
        typed, email = row.get("username"), row.get("email").casefold()
        if typed:
            return typed.casefold(), self.by_login.get(typed.casefold())
        known = self.by_login.get(email) or next(iter(self.by_email.get(email, ())), None)
        return (known.username.casefold() if known else email), known

    def _judged(self, row: Row, what: str) -> Judged:
        login, person = self._login(row)
        given = self._sound(row, login, person)
        is_first = login not in self.first
        before = self.first.setdefault(login, row)
        same = ("email", "phone", "extension", "language")
        if before.name() != row.name() or any(before.get(each) != row.get(each) for each in same):
            raise _Refused(_("Row %(row)d says something else of the same person.") % {"row": before.number})
        data: dict[str, Any] = {"login": person.username if person else before.get("username") or before.get("email")}
        said = self._changes(row, person) if is_first and person is not None else []
        if (is_first and person is None) or said:
            data |= self._account(row, person)
        if given is not None and self._gains(login, person, given):
            said.append(_("gets “%(what)s”") % {"what": given.words})
            data |= {"body": given.agency.code, "rank": given.rank}
            data |= {"role": given.role.code} if given.role else {"post": given.post.level if given.post else 0}
        if person is None:
            return Judged(row.number, what, "added", said, {**data, "new": is_first})
        return Judged(row.number, what, "changed" if said else "same", said, data)

    def _account(self, row: Row, person: User | None) -> dict[str, Any]:
        """What is written down of the account; where a column is missing, as it was."""
        return {
            "email": row.get("email"),
            "name": row.name(person.name if person else None),
            "phone": row.get("phone") if row.has("phone") or person is None else person.phone,
            "extension": self._extension(row, person),
            "language": row.get("language"),
        }

    def _extension(self, row: Row, person: User | None) -> str:
        """The one that is meant; where the column is missing, as it was."""
        return latin_digits(row.get("extension")) if row.has("extension") or person is None else person.extension

    def _sound(self, row: Row, login: str, person: User | None) -> _Given | None:
        """What it gives, where nothing stands against it; all that does is told at once, of the account and of this."""
        against, given = list(self._against(row, login, person)), None
        try:
            given = self._given(row)
        except _Refused as error:
            against += error.args
        if against:
            raise _Refused(*against)
        return given

    def _against(self, row: Row, login: str, person: User | None) -> Iterator[str]:
        email, name = row.get("email"), row.name(person.name if person else None)
        if not name.get("ar") and not (person is not None and person.name == name):
            yield _("Enter the name in Arabic.")
        if any(len(words) > LONGEST_NAME or not words.isprintable() for words in name.values()):
            yield _("A name is one line of at most %(count)d letters.") % {"count": LONGEST_NAME}
        if len(row.get("phone")) > LONGEST_PHONE:
            yield _("This phone number is too long.")
        yield from self._against_extension(row, person)
        if row.get("language") and row.get("language") not in dict(settings.LANGUAGES):
            yield _("There is no language “%(code)s” here.") % {"code": row.get("language")[:20]}
        if person is None:
            yield from self._against_new(login, email)
        else:
            yield from self._against_known(row, person)

    def _against_extension(self, row: Row, person: User | None) -> Iterator[str]:
        extension = self._extension(row, person)
        if not extension or (person is not None and person.extension == extension):
            return
        if not re.fullmatch(EXTENSION, extension):
            yield _("An extension is made of digits, at most 16.")
        elif extension in self.by_extension:
            yield _("This extension is somebody else’s. Take it from them first.")
        elif self.extensions.setdefault(extension, self._login(row)[0]) != self._login(row)[0]:
            yield _("This extension is in the list for somebody else too.")

    def _against_new(self, login: str, email: str) -> Iterator[str]:
        try:
            validate_email(email)
        except ValidationError:
            yield _("Write the email address in full: name@example.com.")
        if len(login) > LONGEST_LOGIN:
            yield _("This user name is too long. Choose a shorter one.")
        try:
            _is_login(login)
        except ValidationError:
            yield _("Only letters, digits and . _ - + @ are taken in a user name, no spaces.")
        if self.by_email.get(email.casefold()) or self.emails[email.casefold()] > 1:
            yield _("Someone else has this email address: links sent there would open their account.")

    def _against_known(self, row: Row, person: User) -> Iterator[str]:
        if not person.is_active:
            yield _("The account is switched off. Switch it on first.")
        if person.email.casefold() != row.get("email").casefold():
            yield _(
                "Change the email address on the person’s page. Links sent to the previous address will stop working."
            )
        if not row.get("username") and len(self.by_email.get(row.get("email").casefold(), ())) > 1:
            yield _("Two people have this email address. Write their user names.")

    def _changes(self, row: Row, person: User) -> list[str]:
        said = names_change(self.columns, person.name, row.name(person.name)) if person.name != row.name() else []
        titles = {column.code: column.title for column in self.columns}
        if row.has("phone") and person.phone != row.get("phone"):
            said.append(becomes(titles["phone"], person.phone, row.get("phone")))
        if self._extension(row, person) != person.extension:
            said.append(becomes(titles["extension"], person.extension, self._extension(row, person)))
        profile = getattr(person, "wagtail_userprofile", None)
        spoken = profile.preferred_language if profile else ""
        if row.get("language") and spoken != row.get("language"):
            said.append(becomes(titles["language"], spoken, row.get("language")))
        return said

    def _given(self, row: Row) -> _Given | None:
        body, level, role, deputy = (row.get(each) for each in ("body", "post", "role", "deputy"))
        if not (body or level or role):
            return None
        agency = self.agencies.get(body)
        if agency is None:
            raise _Refused(no_body(body))
        if agency.has_closed:
            raise _Refused(_("%(agency)s has closed.") % {"agency": str(agency)})
        if bool(level) == bool(role):
            raise _Refused(_("Write the level of a post or the code of a role, not both: each takes a row of its own."))
        return self._at_post(agency, level, deputy) if level else self._with_role(agency, role)

    def _at_post(self, agency: Agency, typed: str, deputy: str) -> _Given:
        level, rank = level_of(typed), level_of(deputy or "0")
        if level is None:
            raise _Refused(no_level(typed))
        if rank is None or rank > HIGHEST_RANK:
            raise _Refused(_("Deputies are counted from 1 to 9."))
        post = self.posts.get((agency.pk, level))
        if post is None:
            raise _Refused(_("%(agency)s has no post at this level. Make it first.") % {"agency": str(agency)})
        return _Given(agency, post=post, rank=rank)

    def _with_role(self, agency: Agency, code: str) -> _Given:
        role = self.roles.get(code)
        if role is None:
            raise _Refused(_("There is no role “%(role)s” in the catalogue.") % {"role": code[:50]})
        if agency.role not in role.held_at:
            raise _Refused(
                _("The role “%(role)s” cannot be held at %(agency)s: it is not made for such an agency.")
                % {"role": str(role), "agency": str(agency)}
            )
        return _Given(agency, role=role)

    def _gains(self, login: str, person: User | None, given: _Given) -> bool:
        """Whether it is new to them; raises ``_Refused`` where a list does not give it."""
        key = (login, given.agency.pk, given.post.pk if given.post else 0, given.role.code if given.role else "")
        if key in self.given:
            raise _Refused(_("This is in the list twice."))
        self.given.add(key)
        if person is not None and self._has(person, given):
            return False
        if person is not None and person.pk == self.actor.user_id:
            raise _Refused(_("Nobody gives rights to themselves. Ask another administrator."))
        if not GUARDED.isdisjoint(given.rights):
            raise _Refused(
                _(
                    "This takes two administrators, so no list gives it. Propose it on the person’s page, for another "
                    "one to confirm."
                )
            )
        held = self.gained[login]
        if person is not None and not held:
            held.update(right for each in self.reasons[person.pk] if each.role for right in each.role.rights)
        held |= given.rights
        if come_together(held):
            raise _Refused(_("They would both manage people and open identities. Nobody may do both."))
        return True

    def _has(self, person: User, given: _Given) -> bool:
        for each in self.reasons[person.pk]:
            if given.post is not None and each.kind == "post" and each.post == given.post:
                if each.rank != given.rank:
                    raise _Refused(
                        _(
                            "They have this post already, in another order of deputies. "
                            "Change it on the page of the posts."
                        )
                    )
                return True
            same = each.kind == "role" and each.role == given.role and each.agency.pk == given.agency.pk
            if given.role is not None and same:
                return True
        return False
