"""An account that was read writes back what was changed in it alone."""

from __future__ import annotations

import pytest

from permissions.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def huda() -> User:
    return User.objects.create(username="huda", name={"ar": "هدى"}, phone="1")


def stored(person: User) -> User:
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("made_here", [True, False], ids=["made here", "read"])
def test_what_others_wrote_meanwhile_stays(huda: User, made_here: bool) -> None:
    mine = huda if made_here else stored(huda)
    User.objects.filter(pk=huda.pk).update(is_active=False)
    mine.phone = "2"
    mine.save()
    assert (stored(huda).phone, stored(huda).is_active) == ("2", False)


def test_what_was_read_again_and_set_back_is_written(huda: User) -> None:
    User.objects.filter(pk=huda.pk).update(is_active=False)
    huda.refresh_from_db()
    huda.is_active = True
    huda.save()
    assert stored(huda).is_active


def test_a_name_that_is_changed_in_place_is_written(huda: User) -> None:
    person = stored(huda)
    person.name["en"] = "Huda"
    person.save()
    assert stored(huda).name == {"ar": "هدى", "en": "Huda"}


def test_columns_that_were_left_out_are_read_and_written_when_changed(huda: User) -> None:
    person = User.objects.defer("phone").get(pk=huda.pk)
    assert person.phone == "1"
    person.phone = "3"
    person.save()
    assert stored(huda).phone == "3"


def test_nothing_is_written_where_nothing_changed(huda: User) -> None:
    person = User.objects.only("username").get(pk=huda.pk)
    User.objects.filter(pk=huda.pk).update(phone="9")
    person.save()
    assert stored(huda).phone == "9"
