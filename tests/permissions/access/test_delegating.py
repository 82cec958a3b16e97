"""A role is lent by whoever holds it themselves, to a colleague, for a span, and never in a circle."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from permissions.access.delegating import end_loan, lend
from permissions.access.errors import DelegationRefused
from permissions.access.models import Delegation, RoleAtAgency
from permissions.access.selectors import held_by
from permissions.access.services import grant
from permissions.actors import Actor
from permissions.agencies.models import Agency, Holding, Post
from permissions.audit.models import AuditEntry
from permissions.now import now
from permissions.people.models import User
from permissions.roles.services import ensure_catalogue
from tests.scenes import LONG_AGO

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def moh() -> Agency:
    ensure_catalogue()
    return Agency.objects.create(code="moh", name={"ar": "وزارة الصحة", "en": "Health"})


def officer(name: str, agency: Agency, role: str = "officer") -> User:
    person = User.objects.create(username=name, name={"ar": name, "en": name})
    grant(user=person, role=role, agency=agency, starts=LONG_AGO, actor=Actor.operator)
    return person


def lent(giver: User, deputy: User, *, first: int = 0, days: int = 5, role: str = "officer") -> Delegation:
    place = RoleAtAgency.objects.get(role__code=role)
    starts = now() + first * DAY
    return lend(
        giver=giver, deputy=deputy, place=place, starts=starts, ends=starts + days * DAY, actor=Actor.staff(giver.pk)
    )


def test_a_colleague_holds_what_is_lent_and_the_trail_says_so(moh: Agency) -> None:
    giver, deputy = officer("huda", moh, "level1"), officer("omar", moh)
    loan = lent(giver, deputy, role="level1")
    assert deputy.groups.filter(name="level1@moh").exists()
    assert AuditEntry.objects.filter(verb="role_lent", subject_id=giver.pk, data__deputy=deputy.pk).exists()
    end_loan(loan, actor=Actor.staff(giver.pk))
    assert not deputy.groups.filter(name="level1@moh").exists()
    assert AuditEntry.objects.filter(verb="loan_ended", subject_id=giver.pk).exists()


def test_a_loan_that_has_not_begun_leaves_nothing_behind(moh: Agency) -> None:
    giver, deputy = officer("huda", moh), officer("omar", moh)
    end_loan(lent(giver, deputy, first=3), actor=Actor.staff(giver.pk))
    assert not Delegation.objects.exists()


@pytest.mark.parametrize("ring", [2, 3, 5])
def test_a_ring_is_refused_at_its_last_link(moh: Agency, ring: int) -> None:
    people = [officer(f"person{number}", moh) for number in range(ring)]
    for giver, deputy in pairwise(people):
        lent(giver, deputy)
    with pytest.raises(DelegationRefused, match=str(people[-1])):
        lent(people[-1], people[0])
    assert Delegation.objects.count() == ring - 1


def test_after_the_first_loan_is_over_the_way_back_is_free(moh: Agency) -> None:
    one, other = officer("huda", moh), officer("omar", moh)
    lent(one, other, days=5)
    lent(other, one, first=6)
    assert Delegation.objects.count() == 2


def test_what_is_only_lent_is_not_lent_on(moh: Agency) -> None:
    giver, deputy, third = officer("huda", moh, "level1"), officer("omar", moh), officer("sami", moh)
    lent(giver, deputy, role="level1")
    with pytest.raises(DelegationRefused):
        lent(deputy, third, role="level1")


def test_a_stranger_an_inactive_person_and_oneself_are_no_deputies(moh: Agency) -> None:
    giver = officer("huda", moh)
    gone, stranger = officer("gone", moh), User.objects.create(username="stranger")
    gone.is_active = False
    gone.save()
    for deputy in (gone, stranger, giver):
        with pytest.raises(DelegationRefused):
            lent(giver, deputy)
    assert not Delegation.objects.exists()


def test_a_role_that_cannot_be_lent_is_not(moh: Agency) -> None:
    central = Agency.objects.create(code="central", name={"ar": "الوحدة"}, role="central_unit")
    admin, other = officer("admin", central, "administrator"), officer("other", central, "auditor")
    with pytest.raises(DelegationRefused):
        lent(admin, other, role="administrator")
    assert held_by(other.pk).at("manage_people") == frozenset()


def test_an_end_before_the_beginning_and_the_same_loan_twice_are_refused(moh: Agency) -> None:
    giver, deputy = officer("huda", moh), officer("omar", moh)
    with pytest.raises(DelegationRefused):
        lent(giver, deputy, days=-1)
    lent(giver, deputy)
    with pytest.raises(DelegationRefused):
        lent(giver, deputy, first=1)
    assert Delegation.objects.count() == 1


def test_whoever_only_sits_in_a_post_is_a_colleague_too(moh: Agency) -> None:
    giver, deputy = officer("huda", moh), User.objects.create(username="omar")
    post = Post.objects.create(agency=moh, level=1, name={"ar": "رئيس"})
    Holding.objects.create(post=post, user=deputy, starts=LONG_AGO)
    lent(giver, deputy)
    assert held_by(deputy.pk).at("view_case") == {moh.pk}
