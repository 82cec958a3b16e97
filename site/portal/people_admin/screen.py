"""What the screens of those who manage people have in common: the right, and the person that an address names."""

from __future__ import annotations

from permissions.agencies.rights import MANAGE_PEOPLE
from permissions.people.models import User
from portal.admin_screens.screen import StaffScreen
from workflows.cases.errors import NotAllowed


class PeopleScreen(StaffScreen):
    """A screen for those who manage people."""

    right = MANAGE_PEOPLE


def person_of(user_id: int) -> User:
    """The account of this id. Raises ``NotAllowed`` when there is none."""
    person = User.objects.filter(pk=user_id).select_related("wagtail_userprofile").first()
    if person is None:
        raise NotAllowed
    return person
