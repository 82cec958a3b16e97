"""Agency administrators at the services themselves: within their body and its ordinary roles, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from permissions.access.absences import cancel_absence, set_absence
from permissions.access.accounts import account_written, change_email, switch_off, switch_on
from permissions.access.break_glass import break_glass
from permissions.access.charge import EVERYWHERE, Charge, charge_of_actor
from permissions.access.delegating import end_loan, lend
from permissions.access.errors import OutOfReach, RoleRefused
from permissions.access.leaving import let_go
from permissions.access.models import Delegation, RoleAtAgency, RoleHolding
from permissions.access.one_time_links import make_link
from permissions.access.proposals import propose, withdraw
from permissions.access.role_editing import Wanted, change_role, delete_role, make_role
from permissions.access.seating import let_post_bring, seat, unseat
from permissions.access.selectors import held_by
from permissions.access.services import grant, revoke, take_back
from permissions.access.two_people import Gain
from permissions.actors import Actor
from permissions.agencies.models import Absence, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.people.models import LinkPurpose, User
from permissions.roles.models import Role
from tests.scenes import Country, country, hire
from tests.scenes import grant as give

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NAMES = {"ar": "دور", "en": "Role"}


@pytest.fixture
def land() -> Country:
    """With ``admin-moh``, ``both`` (an officer at moh and at moe), and ``keeper``, who also opens identities."""
    found = country()
    hire(found, "agency_administrator", "moh", username="admin-moh")
    hire(found, "officer", "moh", "moe", username="both")
    give(hire(found, "officer", "moh", username="keeper"), "custodian", found.agencies["central"])
    hire(found, "administrator", username="admin")
    return found


@pytest.fixture
def actor(land: Country) -> Actor:
    return land.actor("admin-moh")


def post_of(code: str, level: int) -> Post:
    return Post.objects.select_related("agency").get(agency__code=code, level=level)


def brought(code: str, level: int, role: str) -> Post:
    """A post that brings a role."""
    post = post_of(code, level)
    let_post_bring(post, role, actor=Actor.operator)
    return post


def place_of(code: str, role: str) -> RoleAtAgency:
    return RoleAtAgency.objects.get(role__code=role, agency__code=code)


def holding_of(land: Country, name: str, role: str, code: str) -> RoleHolding:
    return RoleHolding.objects.get(user=land.people[name], place=place_of(code, role))


def lent(land: Country, giver: str, deputy: str, code: str, actor: Actor) -> Delegation:
    """An officer's role at a body, for a day."""
    people, place = land.people, place_of(code, "officer")
    return lend(giver=people[giver], deputy=people[deputy], place=place, ends=now() + DAY, actor=actor)


def giving(name: str, role: str, code: str) -> Callable[[Country, Actor], object]:
    """The act that gives somebody a role at a body."""
    return lambda land, actor: grant(user=land.people[name], role=role, agency=land.agencies[code], actor=actor)


def test_whom_each_manages(land: Country) -> None:
    moh = land.agencies["moh"].pk
    assert charge_of_actor(land.actor("admin-moh")) == Charge(agency_ids=frozenset({moh}))
    assert charge_of_actor(land.actor("admin")) == charge_of_actor(Actor.operator) == EVERYWHERE
    assert charge_of_actor(Actor.clock) == EVERYWHERE, "it ends who sits at a body whose day has come"
    for name in ("officer-moh", "level2-moh", "level2-central", "officer-rights"):
        assert not charge_of_actor(land.actor(name)).anything
    for machine in (Actor.citizen(1), Actor.api("x")):
        assert not charge_of_actor(machine).anything


def test_a_body_above_or_below_is_another_body(land: Country, actor: Actor) -> None:
    """Below a ministry stand bodies of their own: whoever manages both holds the role at both."""
    moe = land.agencies["moe"]
    moe.parent = land.agencies["moh"]
    moe.save()
    with pytest.raises(OutOfReach):
        grant(user=land.people["staff-moe"], role="officer", agency=moe, actor=actor)


def test_the_right_alone_opens_no_case(land: Country) -> None:
    held = held_by(land.people["admin-moh"].pk)
    assert set(held.agencies) == {"manage_body"}


def test_what_they_do_at_their_own_body(land: Country, actor: Actor) -> None:
    moh, staff = land.agencies["moh"], land.people["staff-moh"]
    grant(user=staff, role="level1", agency=moh, actor=actor)
    take_back(holding_of(land, "staff-moh", "level1", "moh"), actor=actor)
    revoke(user=land.people["both"], role="officer", agency=moh, actor=actor)
    seated = seat(post=brought("moh", 0, "liaison"), user=staff, rank=1, actor=actor)
    unseat(seated, actor=actor)
    let_post_bring(post_of("moh", 1), "level1", actor=actor)
    end_loan(lent(land, "staff-moh", "officer-moh", "moh", actor), actor=actor)
    cancel_absence(set_absence(user=staff, ends=now() + DAY, actor=actor), actor=actor)
    assert change_email(staff, "new@example.org", actor=actor)
    assert make_link(staff, LinkPurpose.PASSWORD, actor=actor)
    assert switch_off(staff, actor=actor)
    assert switch_on(staff, actor=actor)
    let_go(staff, successor=land.people["officer-moh"], actor=actor)
    verbs = set(AuditEntry.objects.filter(actor_user=actor.user_id).values_list("verb", flat=True))
    roles = {"role_granted", "role_revoked", "role_lent", "loan_ended", "post_taken", "post_left", "post_brings"}
    accounts = {"absence_set", "absence_ended", "account_changed", "link_made", "account_off", "account_on", "left"}
    assert verbs >= roles | accounts


def test_somebody_new_becomes_one_of_the_bodys_by_the_first_role(land: Country, actor: Actor) -> None:
    with account_written("account_made", actor=actor) as written:
        new = User(username="new-moh", name={"ar": "جديد"})
        new.set_unusable_password()
        new.save()
        written.append(new)
        grant(user=new, role="officer", agency=land.agencies["moh"], actor=actor)
    assert charge_of_actor(actor).has_account(new.pk)
    with pytest.raises(OutOfReach), account_written("account_made", actor=actor) as written:
        written.append(User.objects.create(username="without-a-role", password="!"))
    assert not User.objects.filter(username="without-a-role").exists()


FOREIGN: dict[str, Callable[[Country, Actor], object]] = {
    "a role at another body": giving("staff-moe", "officer", "moe"),
    "a role here for somebody of another body": giving("staff-moe", "officer", "moh"),
    "a role there for somebody of both": giving("both", "level1", "moe"),
    "another administrator of the body": giving("staff-moh", "agency_administrator", "moh"),
    "an administrator of the platform": giving("staff-moh", "administrator", "central"),
    "a role of the complaints unit": giving("staff-moh", "central", "central"),
    "a role of the unit for sensitive requests": giving("staff-moh", "rights_handler", "rights"),
    "taking a role at another body": lambda land, actor: take_back(
        holding_of(land, "both", "officer", "moe"), actor=actor
    ),
    "revoking a role at another body": lambda land, actor: revoke(
        user=land.people["both"], role="officer", agency=land.agencies["moe"], actor=actor
    ),
    "taking a role that is not ordinary": lambda land, actor: revoke(
        user=land.people["keeper"], role="custodian", agency=land.agencies["central"], actor=actor
    ),
    "a post of another body": lambda land, actor: seat(
        post=post_of("moe", 0), user=land.people["staff-moh"], actor=actor
    ),
    "a post here for somebody of another body": lambda land, actor: seat(
        post=post_of("moh", 0), user=land.people["staff-moe"], actor=actor
    ),
    "ending a seat at another body": lambda land, actor: unseat(
        Holding.objects.get(post=post_of("moe", 0)), actor=actor
    ),
    "what a post of another body brings": lambda land, actor: let_post_bring(post_of("moe", 0), "officer", actor=actor),
    "a post that brings what is not ordinary": lambda land, actor: let_post_bring(
        post_of("moh", 0), "agency_administrator", actor=actor
    ),
    "lending at another body": lambda land, actor: lent(land, "staff-moe", "officer-moe", "moe", actor),
    "ending a loan at another body": lambda land, actor: end_loan(
        lent(land, "staff-moe", "officer-moe", "moe", Actor.operator),
        actor=actor,
    ),
    "a role in an emergency": lambda land, actor: break_glass(
        user=land.people["staff-moh"],
        role="rights_handler",
        agency=land.agencies["rights"],
        reason="x",
        hours=1,
        actor=actor,
    ),
    "a proposal": lambda land, actor: propose(
        Gain("grant", {}, frozenset({1}), frozenset({"read_audit"})), actor=actor
    ),
    "a new role": lambda _land, actor: make_role("x", Wanted(NAMES, ("view_case",), ("public_body",)), actor=actor),
    "another role": lambda _land, actor: change_role(
        Role.objects.get(code="officer").pk, Wanted(NAMES, ("view_case",), ("public_body",)), actor=actor
    ),
    "a role deleted": lambda _land, actor: delete_role(Role.objects.get(code="editor").pk, actor=actor),
}


@pytest.mark.parametrize("act", FOREIGN)
def test_nothing_of_this_is_done(land: Country, actor: Actor, act: str) -> None:
    before = list(AuditEntry.objects.filter(actor_user=actor.user_id))
    with pytest.raises(OutOfReach):
        FOREIGN[act](land, actor)
    assert list(AuditEntry.objects.filter(actor_user=actor.user_id)) == before


ACCOUNT: dict[str, Callable[[Country, User, Actor], object]] = {
    "absent": lambda _land, user, actor: set_absence(user=user, ends=now() + DAY, actor=actor),
    "present": lambda _land, user, actor: cancel_absence(
        Absence.objects.create(user=user, starts=now(), ends=now() + DAY), actor=actor
    ),
    "off": lambda _land, user, actor: switch_off(user, actor=actor),
    "on": lambda _land, user, actor: switch_on(user, actor=actor),
    "email": lambda _land, user, actor: change_email(user, "mine@example.org", actor=actor),
    "link": lambda _land, user, actor: make_link(user, LinkPurpose.PASSWORD, actor=actor),
    "leaves": lambda land, user, actor: let_go(user, successor=land.people["officer-moh"], actor=actor),
}


@pytest.mark.parametrize("act", ACCOUNT)
@pytest.mark.parametrize("name", ["staff-moe", "both", "keeper", "admin", "level2-central", "second"])
def test_an_account_is_theirs_only_where_all_that_it_holds_is(land: Country, actor: Actor, act: str, name: str) -> None:
    """``second``: another administrator of the same body."""
    hire(land, "agency_administrator", "moh", username="second")
    user = land.people[name]
    with pytest.raises(OutOfReach):
        ACCOUNT[act](land, user, actor)
    user.refresh_from_db()
    assert user.is_active
    assert user.email == f"{name}@example.org"


def test_a_later_role_elsewhere_counts_and_so_does_a_former_one_when_somebody_leaves(
    land: Country, actor: Actor
) -> None:
    staff, officer = land.people["staff-moh"], land.people["officer-moh"]
    moe = land.agencies["moe"]
    grant(user=staff, role="officer", agency=moe, starts=now() + DAY, actor=Actor.operator)
    assert not charge_of_actor(actor).has_account(staff.pk)
    grant(user=officer, role="officer", agency=moe, actor=Actor.operator)
    revoke(user=officer, role="officer", agency=moe, actor=Actor.operator)
    RoleHolding.objects.create(user=officer, place=place_of("moe", "officer"), starts=now() - 2 * DAY, ends=now() - DAY)
    assert charge_of_actor(actor).has_account(officer.pk)
    with pytest.raises(OutOfReach):
        let_go(officer, successor=land.people["level1-moh"], actor=actor)


def test_an_account_is_nobodys_alone_while_more_is_proposed_for_it(land: Country, actor: Actor) -> None:
    """Else they could change its address, come in by a new password, and hold what is confirmed."""
    staff, admin = land.people["staff-moh"], land.actor("admin")
    hire(land, "administrator", username="admin2")
    gain = Gain("grant", {}, frozenset({staff.pk}), frozenset({"read_audit"}))
    proposal = propose(gain, actor=admin)
    with pytest.raises(OutOfReach):
        change_email(staff, "mine@example.org", actor=actor)
    change_email(land.people["officer-moh"], "other@example.org", actor=actor)
    withdraw(proposal, actor=admin)
    change_email(staff, "mine@example.org", actor=actor)


def test_whoever_holds_nothing_any_more_is_still_theirs_and_whoever_never_did_is_nobodys(
    land: Country, actor: Actor
) -> None:
    revoke(user=land.people["staff-moh"], role="officer", agency=land.agencies["moh"], actor=actor)
    charge = charge_of_actor(actor)
    assert charge.has_account(land.people["staff-moh"].pk)
    stranger = User.objects.create(username="stranger", password="!")
    assert not charge.knows(stranger.pk)
    found = set(User.objects.filter(charge.people()).values_list("username", flat=True))
    here = {"officer-moh", "level1-moh", "level2-moh", "staff-moh", "admin-moh", "both", "keeper"}
    assert found == here


def test_nobody_gives_to_themselves(land: Country, actor: Actor) -> None:
    moh, me = land.agencies["moh"], land.people["admin-moh"]
    with pytest.raises(RoleRefused):
        grant(user=me, role="officer", agency=moh, actor=actor)
    with pytest.raises(RoleRefused):
        seat(post=brought("moh", 0, "liaison"), user=me, actor=actor)


def test_they_never_open_identities_and_the_role_is_of_bodies_alone_and_not_lent(land: Country) -> None:
    with pytest.raises(RoleRefused):
        give(land.people["keeper"], "agency_administrator", land.agencies["moh"])
    for held_at, lent in (
        (("central_unit",), False),
        (("public_body", "sensitive_unit"), False),
        (("public_body",), True),
    ):
        with pytest.raises(RoleRefused):
            make_role("own", Wanted(NAMES, ("manage_body",), held_at, lent), actor=Actor.operator)
    both = ("manage_body", "open_identity")
    with pytest.raises(RoleRefused):
        make_role("own", Wanted(NAMES, both, ("public_body",)), actor=Actor.operator)


def test_a_staff_member_without_the_right_does_none_of_it(land: Country) -> None:
    head, staff = land.actor("level2-moh"), land.people["staff-moh"]
    for act in ACCOUNT.values():
        with pytest.raises(OutOfReach):
            act(land, staff, head)
    with pytest.raises(OutOfReach):
        grant(user=staff, role="level1", agency=land.agencies["moh"], actor=head)
