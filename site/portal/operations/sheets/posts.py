"""The list of posts: the body, the level, the names, and the role that comes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.access.body_posts import HIGHEST_LEVEL, NewPost
from permissions.access.many_posts import posts_there, refused_posts, role_of, write_posts
from permissions.actors import Actor
from permissions.agencies.models import Agency, Post
from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.agencies.selectors import open_posts
from permissions.arabic import latin_digits
from permissions.roles.models import Role
from permissions.translated_text import in_language
from portal.operations.sheets.bodies import codes
from portal.operations.sheets.sheet import (
    NAME,
    Column,
    Judged,
    Outcome,
    Row,
    Sheet,
    becomes,
    name_columns,
    names_change,
)


def role_codes() -> list[str]:
    return sorted(Role.objects.values_list("code", flat=True))


def level_of(typed: str) -> int | None:
    """The level that was typed; None for what is none."""
    digits = latin_digits(typed)
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) == 1 else None


def no_level(typed: str) -> str:
    """Why it is none."""
    return _("“%(level)s” is not a level: write a number from 0, for whoever receives requests, to %(most)d.") % {
        "level": typed[:50],
        "most": HIGHEST_LEVEL,
    }


def no_body(code: str) -> str:
    """Why a body cannot be named so."""
    return _("There is no agency with the code “%(code)s”.") % {"code": code[:50]}


class PostsSheet(Sheet):
    """Posts are made and renamed, and brought a role; none is closed by it, and none loses its role."""

    code, right = "posts", MANAGE_PEOPLE
    title = gettext_lazy("Posts")

    def columns(self) -> Sequence[Column]:
        return [
            Column(
                code="body",
                title=_("Code of the agency"),
                explained=_("Of an agency that exists already."),
                example="health",
                choices=codes,
            ),
            Column(
                code="level",
                title=_("Level"),
                explained=_("0 is the post that receives requests; each level above it comes one escalation later."),
                example="0",
                choices=lambda: [str(level) for level in range(HIGHEST_LEVEL + 1)],
                width=10,
            ),
            *name_columns(ar="ضابط الارتباط", en="Liaison officer"),
            Column(
                code="role",
                title=_("Role"),
                explained=_(
                    "The code of the role that comes with the post. Empty: the post keeps the one that it has."
                ),
                example="liaison",
                choices=role_codes,
                needed=False,
            ),
        ]

    def there(self) -> Iterable[Mapping[str, str]]:
        found = open_posts().select_related("agency", "brings__role").order_by("agency__code", "level")
        for post in (post for post in found if not post.agency.has_closed):
            names = {NAME + language: words for language, words in post.name.items()}
            yield {"body": post.agency.code, "level": str(post.level), **names, "role": role_of(post)}

    def judge(self, rows: Sequence[Row], actor: Actor) -> list[Judged]:
        agencies = {each.code: each for each in Agency.objects.all()}
        known = posts_there([NewPost(agency, 0, {}) for agency in agencies.values()])
        wanted: dict[int, NewPost] = {}
        judged: list[Judged] = []
        for place, row in enumerate(rows):
            agency, level = agencies.get(row.get("body")), level_of(row.get("level"))
            if agency is None or level is None:
                why = [no_body(row.get("body"))] if agency is None else []
                why += [no_level(row.get("level"))] if level is None else []
                judged.append(Judged(row.number, in_language(row.name()) or row.get("body"), "refused", why))
                continue
            post = known.get((agency.pk, level))
            each = NewPost(agency, level, row.name(post.name if post else None), row.get("role"))
            wanted[place] = each
            judged.append(self._judged(row, each, post))
        refused = refused_posts(list(wanted.values()))
        for place, found in zip(wanted, range(len(wanted)), strict=True):
            if found in refused:
                judged[place].verdict, judged[place].said = "refused", refused[found]
        return judged

    def _judged(self, row: Row, wanted: NewPost, post: Post | None) -> Judged:
        what = f"{in_language(wanted.name)} · {wanted.agency}"
        data = {"body": wanted.agency.code, "level": wanted.level, "name": wanted.name, "role": wanted.brings}
        if post is None:
            return Judged(row.number, what, "added", [], data)
        columns = self.columns()
        said = names_change(columns, post.name, wanted.name)
        if wanted.brings and role_of(post) != wanted.brings:
            said.append(becomes(columns[-1].title, role_of(post), wanted.brings))
        return Judged(row.number, what, "changed" if said else "same", said, data)

    def carry_out(self, judged: Sequence[Judged], actor: Actor) -> Outcome:
        agencies = {each.code: each for each in Agency.objects.all()}
        write_posts(
            [NewPost(agencies[d["body"]], d["level"], d["name"], d["role"]) for d in (each.data for each in judged)],
            actor=actor,
        )
        return Outcome()
