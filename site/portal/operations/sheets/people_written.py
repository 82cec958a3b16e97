"""Writes what a list says of people, by the services of the screens: accounts, posts, roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from wagtail.users.models import UserProfile

from permissions.access.accounts import account_written
from permissions.access.seating import NewSeat, seat_many
from permissions.access.services import Grant, grant_many
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.agencies.selectors import open_posts
from permissions.now import now
from permissions.people.models import User
from permissions.people.naming import name_account

Data = Mapping[str, Any]


def write_people(rows: Sequence[Data], *, actor: Actor) -> list[int]:
    """All of it, in a number of statements that does not grow with new people; the ids of who is to be invited.

    Needs an open transaction. Raises ``Refused`` and ``OutOfReach``.
    """
    made = _make([row for row in rows if row.get("new")], actor)
    _change([row for row in rows if "email" in row and not row.get("new")], actor)
    people = {each.username: each for each in User.objects.filter(username__in={row["login"] for row in rows})}
    agencies = {each.code: each for each in Agency.objects.all()}
    posts = {(post.agency.code, post.level): post for post in open_posts().select_related("agency")}
    seated = [row for row in rows if "post" in row]
    seat_many(
        [NewSeat(posts[row["body"], row["post"]], people[row["login"]], row["rank"]) for row in seated], actor=actor
    )
    held = [row for row in rows if "role" in row]
    if held:
        grant_many((Grant(people[row["login"]], row["role"], agencies[row["body"]]) for row in held), actor=actor)
    return [person.pk for person in made]


def _make(rows: Sequence[Data], actor: Actor) -> list[User]:
    if not rows:
        return []
    with account_written("account_made", actor=actor) as written:
        made = User.objects.bulk_create(_account(row) for row in rows)
        UserProfile.objects.bulk_create(
            UserProfile(user=user, preferred_language=row["language"] or settings.LANGUAGE_CODE)
            for user, row in zip(made, rows, strict=True)
        )
        written.extend(made)
    return made


def _account(row: Data) -> User:
    account = User(username=row["login"], email=row["email"], phone=row["phone"], date_joined=now())
    account.extension = row["extension"]
    account.password = make_password(None)
    name_account(account, row["name"])
    return account


def _change(rows: Sequence[Data], actor: Actor) -> None:
    if not rows:
        return
    there = {each.username: each for each in User.objects.filter(username__in=[row["login"] for row in rows])}
    with account_written("account_changed", actor=actor) as written:
        for row in rows:
            account = there[row["login"]]
            name_account(account, row["name"])
            account.phone, account.extension = row["phone"], row["extension"]
            written.append(account)
        User.objects.bulk_update(written, ["name", "first_name", "last_name", "phone", "extension"], batch_size=200)
    for row in rows:
        if row["language"]:
            UserProfile.objects.update_or_create(
                user=there[row["login"]], defaults={"preferred_language": row["language"]}
            )
