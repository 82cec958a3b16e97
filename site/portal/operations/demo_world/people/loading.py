"""Gives everyone of the roster an account, a role and a post; who is there already keeps what they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from wagtail.users.models import UserProfile

from permissions.access.accounts import account_written, switch_on
from permissions.access.models import RoleAtAgency, RoleHolding
from permissions.access.posts import let_posts_bring
from permissions.access.seating import NewSeat, seat_many
from permissions.access.services import Grant, grant, grant_many
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.now import now
from permissions.people.models import User
from portal.operations.demo_world.counted import have_counted
from portal.operations.demo_world.people.names import names_for
from portal.operations.demo_world.people.roster import Seat, roster
from workflows.transactions.turn import write_transaction

IN_POST_SINCE = datetime(2024, 12, 31, 21, tzinfo=UTC)
"""Midnight in Amman at the start of 2025, where the calendar begins."""
WAS_OFF = "callcentre"
"""A demo of before switched this login off, since there was no screen for it."""
CHUNK = 100
"""People per commit: each is there with all that belongs to them, or not at all."""


def load_people() -> int:
    """Make the people who are missing; returns how many were. Everybody's password is the demo's afterwards."""
    _let_in_again()
    seats = roster()
    _give_telephones([seat for seat in seats if seat.extension])
    there = dict(User.objects.filter(username__in=[seat.login for seat in seats]).values_list("username", "password"))
    password = _set_password(there)
    missing = [seat for seat in seats if seat.login not in there]
    names = names_for(seat.login for seat in seats)
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for start in range(0, len(missing), CHUNK):
        with write_transaction():
            _settle(missing[start : start + CHUNK], names, agencies, password)
    if missing:
        rights = (*apps.get_app_config("auth").get_models(), *apps.get_app_config("guardian").get_models())
        have_counted([User, Agency, Post, Holding, RoleAtAgency, RoleHolding, *rights])
    return len(missing)


def _let_in_again() -> None:
    """The one whom a demo of before switched off, with the role that was taken from them."""
    seat = next(seat for seat in roster() if seat.login == WAS_OFF)
    with write_transaction():
        for account in User.objects.filter(username=WAS_OFF, is_active=False):
            agency = Agency.objects.get(code=seat.agency)
            grant(user=account, role=seat.role, agency=agency, actor=Actor.operator, starts=IN_POST_SINCE)
            switch_on(account, actor=Actor.operator)


def _give_telephones(seats: Iterable[Seat]) -> None:
    """Those of a demo of before have none, and nothing rings there."""
    for seat in seats:
        if User.objects.filter(extension=seat.extension).exists():
            continue
        for account in User.objects.filter(username=seat.login, extension=""):
            account.extension = seat.extension
            with account_written("account_changed", actor=Actor.operator) as written:
                account.save(update_fields=["extension"])
                written.append(account)


def _set_password(there: Mapping[str, str]) -> str:
    """One hash for all, since each costs 20 ms; those whose password is another one are given it."""
    fitting = {known for known in set(there.values()) if check_password(settings.INSAF_DEMO_PASSWORD, known)}
    password = min(fitting) if fitting else make_password(settings.INSAF_DEMO_PASSWORD)
    other = [login for login, known in there.items() if known not in fitting]
    if other:
        User.objects.filter(username__in=other).update(password=password)
    return password


def _settle(
    seats: Sequence[Seat], names: Mapping[str, dict[str, str]], agencies: Mapping[str, Agency], password: str
) -> None:
    with account_written("account_made", actor=Actor.operator) as written:
        people = User.objects.bulk_create(_account(seat, names[seat.login], password) for seat in seats)
        written.extend(people)
    UserProfile.objects.bulk_create(UserProfile(user=person, preferred_language="ar") for person in people)
    seated = list(zip(seats, people, strict=True))
    _give_posts(seated)
    grant_many(
        (
            Grant(person, seat.role, agencies[code], IN_POST_SINCE)
            for seat, person in seated
            for code in ([] if seat.level is not None else [seat.agency, *seat.also_at])
        ),
        actor=Actor.operator,
    )


def _account(seat: Seat, name: dict[str, str], password: str) -> User:
    first, _, last = name["en"].partition(" ")
    return User(
        username=seat.login,
        name=name,
        first_name=first,
        last_name=last,
        email=f"{seat.login}@example.org",
        extension=seat.extension,
        password=password,
        date_joined=now(),
    )


def _give_posts(people: Iterable[tuple[Seat, User]]) -> None:
    """Seat those who have a post; their role comes with it."""
    posts = {(post.agency.code, post.level): post for post in Post.objects.select_related("agency")}
    seated = [(seat, posts[seat.agency, seat.level], person) for seat, person in people if seat.level is not None]
    let_posts_bring((post, seat.role) for seat, post, _person in seated if post.brings_id is None)
    seat_many([NewSeat(post, person, starts=IN_POST_SINCE) for _, post, person in seated], actor=Actor.operator)
