"""What reaches sealed cases, identities, the trail or the roles is given by two, and by neither to themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from permissions.access.accounts import change_email, switch_off, switch_on
from permissions.access.delegating import lend
from permissions.access.errors import ProposalRefused, RoleRefused
from permissions.access.leaving import let_go
from permissions.access.models import Proposal, RoleAtAgency, RoleHolding
from permissions.access.proposals import LASTS, confirm, expire, propose, refuse, waiting, withdraw
from permissions.access.role_editing import Wanted, change_role
from permissions.access.seating import let_post_bring, seat
from permissions.access.selectors import held_by
from permissions.access.services import grant, revoke
from permissions.access.two_people import GUARDED, SecondNeeded, both_held
from permissions.actors import Actor
from permissions.agencies.models import Post
from permissions.audit.models import AuditEntry
from permissions.now import now, standing_at
from permissions.people.models import User
from permissions.roles.models import Role
from tests.at_once import while_open
from tests.scenes import Country, country, hire

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def land() -> Country:
    found = country()
    for name in ("admin", "admin2", "admin3"):
        hire(found, "administrator", username=name)
    hire(found, "custodian", "central", "rights")
    User.objects.create(username="huda", email="huda@example.org")
    return found


def huda() -> User:
    return User.objects.get(username="huda")


def by_granting(land: Country, actor: Actor) -> None:
    grant(user=huda(), role="rights_handler", agency=land.agencies["rights"], actor=actor)


def by_seating(land: Country, actor: Actor) -> None:
    post = Post.objects.get(agency__code="rights", level=0)
    if post.brings is None:
        let_post_bring(post, "rights_handler", actor=Actor.operator)
    seat(post=post, user=huda(), actor=actor)


def by_bringing(land: Country, actor: Actor) -> None:
    post = Post.objects.get(agency__code="rights", level=1)
    if not post.holdings.filter(user=huda()).exists():
        seat(post=post, user=huda(), actor=Actor.operator)
    let_post_bring(post, "rights_handler", actor=actor)


def by_editing(land: Country, actor: Actor) -> None:
    grant(user=huda(), role="officer", agency=land.agencies["moh"], actor=Actor.operator)
    role = Role.objects.get(code="officer")
    wanted = Wanted(role.name, (*role.rights, "handle_sensitive"), tuple(role.held_at), role.delegable)
    change_role(role.pk, wanted, actor=actor)


def by_lending(land: Country, actor: Actor) -> None:
    rights = land.agencies["rights"]
    if not RoleHolding.objects.filter(user=huda()).exists():
        Role.objects.create(code="clerk", name={"ar": "كاتب"}, rights=["view_case"], held_at=["sensitive_unit"])
        grant(user=huda(), role="clerk", agency=rights, actor=Actor.operator)
    place = RoleAtAgency.objects.get(role__code="rights_handler", agency=rights)
    giver = land.people["officer-rights"]
    lend(giver=giver, deputy=huda(), place=place, ends=now().replace(microsecond=0) + 3 * DAY, actor=actor)


def by_handing_over(land: Country, actor: Actor) -> None:
    leaver = land.people["officer-rights"]
    roles = list(RoleHolding.objects.filter(user=leaver).values_list("pk", flat=True))
    let_go(leaver, successor=huda(), roles=roles, actor=actor)


WAYS: list[Callable[[Country, Actor], None]] = [
    by_granting,
    by_seating,
    by_bringing,
    by_editing,
    by_lending,
    by_handing_over,
]


def asked(way: Callable[[Country, Actor], None], land: Country) -> Proposal:
    with pytest.raises(SecondNeeded) as needed:
        way(land, land.actor("admin"))
    return propose(needed.value.gain, actor=land.actor("admin"))


@pytest.mark.parametrize("way", WAYS)
def test_one_alone_only_proposes_it_and_a_second_one_has_it_done(
    way: Callable[[Country, Actor], None], land: Country
) -> None:
    proposal = asked(way, land)
    assert not held_by(huda().pk).at("handle_sensitive")
    confirm(proposal, actor=land.actor("admin2"))
    assert held_by(huda().pk).at("handle_sensitive")
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.decided_by) == ("confirmed", land.people["admin2"])
    done = AuditEntry.objects.filter(actor_user=land.people["admin2"], data__beside=land.people["admin"].pk)
    assert done.exists(), "the entry of the act itself names both"
    assert AuditEntry.objects.filter(verb="proposal_confirmed", data__by=land.people["admin"].pk).exists()


def test_ordinary_roles_take_one(land: Country) -> None:
    grant(user=huda(), role="officer", agency=land.agencies["moh"], actor=land.actor("admin"))
    assert held_by(huda().pk).at("view_case")


@pytest.mark.parametrize("role", ["rights_handler", "custodian", "auditor", "administrator"])
def test_each_guarded_role_takes_two(land: Country, role: str) -> None:
    agency = land.agencies["rights" if role == "rights_handler" else "central"]
    assert GUARDED & set(Role.objects.get(code=role).rights)
    with pytest.raises(SecondNeeded):
        grant(user=huda(), role=role, agency=agency, actor=land.actor("admin"))
    assert not RoleHolding.objects.filter(user=huda()).exists()


@pytest.mark.parametrize("right", ["handle_sensitive", "open_identity", "read_audit", "manage_people", "erase_case"])
def test_each_guarded_right_by_itself_takes_two(land: Country, right: str) -> None:
    role = Role.objects.create(code="own", name={"ar": "دور", "en": "Role"}, rights=[right], held_at=["central_unit"])
    with pytest.raises(SecondNeeded):
        grant(user=huda(), role=role.code, agency=land.agencies["central"], actor=land.actor("admin"))


def test_neither_the_proposer_nor_who_gains_nor_a_stranger_decides(land: Country) -> None:
    with pytest.raises(SecondNeeded) as needed:
        grant(user=land.people["admin3"], role="auditor", agency=land.agencies["central"], actor=land.actor("admin"))
    proposal = propose(needed.value.gain, actor=land.actor("admin"))
    for name in ("admin", "admin3", "officer-moh", "custodian"):
        for do in (confirm, refuse):
            with pytest.raises(ProposalRefused, match=r"\w+ \w+"):
                do(proposal, actor=land.actor(name))
    with pytest.raises(ProposalRefused):
        withdraw(proposal, actor=land.actor("admin2"))
    assert not held_by(land.people["admin3"].pk).at("read_audit")
    refuse(proposal, actor=land.actor("admin2"))
    with pytest.raises(ProposalRefused):
        confirm(proposal, actor=land.actor("admin2"))


@pytest.mark.parametrize("role", ["officer", "rights_handler", "auditor"])
def test_nobody_gives_anything_to_themselves(land: Country, role: str) -> None:
    code = {"officer": "moh", "rights_handler": "rights", "auditor": "central"}[role]
    with pytest.raises(RoleRefused):
        grant(user=land.people["admin"], role=role, agency=land.agencies[code], actor=land.actor("admin"))
    post = Post.objects.get(agency__code="moh", level=0)
    with pytest.raises(RoleRefused):
        seat(post=post, user=land.people["admin"], actor=land.actor("admin"))
    seat(post=post, user=land.people["admin"], actor=Actor.operator)
    with pytest.raises(RoleRefused):
        let_post_bring(post, "officer", actor=land.actor("admin"))


def test_a_role_that_one_holds_is_not_widened_by_oneself(land: Country) -> None:
    role = Role.objects.get(code="administrator")
    wanted = Wanted(role.name, (*role.rights, "read_reports"), tuple(role.held_at))
    with pytest.raises(RoleRefused):
        change_role(role.pk, wanted, actor=land.actor("admin"))


def test_identities_and_people_are_kept_apart(land: Country) -> None:
    custodian, rights = land.people["custodian"], land.agencies["rights"]
    for actor in (land.actor("admin2"), Actor.two(land.people["admin2"].pk, land.people["admin3"].pk), Actor.operator):
        with pytest.raises(RoleRefused if actor.beside or actor.kind != "staff" else (RoleRefused, SecondNeeded)):
            grant(user=land.people["admin"], role="custodian", agency=rights, actor=actor)
        with pytest.raises((RoleRefused, SecondNeeded)):
            grant(user=custodian, role="administrator", agency=land.agencies["central"], actor=actor)
    role = Role.objects.get(code="custodian")
    with pytest.raises(RoleRefused, match="كشف الهويات"):
        wanted = Wanted(role.name, (*role.rights, "manage_people"), tuple(role.held_at))
        change_role(role.pk, wanted, actor=Actor.operator)
    assert both_held(User.objects.values_list("pk", flat=True)) == frozenset()


def test_what_was_so_before_is_named(land: Country) -> None:
    place = RoleAtAgency.objects.get(role__code="custodian", agency__code="rights")
    RoleHolding.objects.create(user=land.people["admin"], place=place, starts=now())
    assert both_held(User.objects.values_list("pk", flat=True)) == {land.people["admin"].pk}


def test_an_account_with_such_a_role_is_switched_on_and_readdressed_by_two(land: Country) -> None:
    by_granting(land, Actor.operator)
    with pytest.raises(SecondNeeded):
        change_email(huda(), "mine@example.org", actor=land.actor("admin"))
    switch_off(huda(), actor=land.actor("admin"))
    with pytest.raises(SecondNeeded) as needed:
        switch_on(huda(), actor=land.actor("admin"))
    assert (huda().is_active, huda().email) == (False, "huda@example.org")
    confirm(propose(needed.value.gain, actor=land.actor("admin")), actor=land.actor("admin2"))
    assert huda().is_active


def test_a_week_later_it_waits_no_more(land: Country) -> None:
    proposal = asked(by_granting, land)
    with standing_at(now() + LASTS + DAY):
        assert not waiting().exists()
        with pytest.raises(ProposalRefused):
            confirm(proposal, actor=land.actor("admin2"))
        assert expire() == 1
        assert expire() == 0
    assert AuditEntry.objects.filter(verb="proposal_expired", data__proposal=proposal.pk).exists()


def test_the_same_waits_once_and_a_proposer_who_is_gone_proposes_nothing(land: Country) -> None:
    proposal = asked(by_granting, land)
    with pytest.raises(ProposalRefused):
        asked(by_granting, land)
    admin = land.people["admin"]
    revoke(user=admin, role="administrator", agency=land.agencies["central"], actor=land.actor("admin2"))
    with pytest.raises(ProposalRefused, match="لم يعد مديرًا"):
        confirm(proposal, actor=land.actor("admin2"))
    assert waiting().get() == proposal, "a refused confirmation decides nothing"


def test_a_role_that_was_changed_meanwhile_is_not_changed_by_an_old_proposal(land: Country) -> None:
    proposal = asked(by_editing, land)
    role = Role.objects.get(code="officer")
    change_role(role.pk, Wanted(role.name, ("view_case",), tuple(role.held_at)), actor=land.actor("admin3"))
    with pytest.raises(ProposalRefused, match="تغيّر الدور"):
        confirm(proposal, actor=land.actor("admin2"))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_does(land: Country) -> None:
    proposal, late = asked(by_granting, land), []

    def second() -> None:
        try:
            confirm(Proposal.objects.get(pk=proposal.pk), actor=land.actor("admin3"))
        except ProposalRefused as error:
            late.append(error)

    while_open(lambda: confirm(proposal, actor=land.actor("admin2")), second)
    assert len(late) == 1
    assert RoleHolding.objects.filter(user=huda()).count() == 1
    assert AuditEntry.objects.filter(verb="role_granted", subject_id=huda().pk).count() == 1


def test_whoever_proposed_it_does_not_gain_by_what_changed_while_it_waited(land: Country) -> None:
    """More rights for a role that its proposer was given meanwhile, by another one who knew nothing of it."""
    proposal = asked(by_editing, land)
    grant(user=land.people["admin"], role="officer", agency=land.agencies["moh"], actor=land.actor("admin3"))
    with pytest.raises(RoleRefused):
        confirm(proposal, actor=land.actor("admin2"))
    assert "handle_sensitive" not in Role.objects.get(code="officer").rights
    assert waiting().get() == proposal, "it waits on"
