"""What guessing a password or a case's secret costs whoever has stolen the database."""

from __future__ import annotations

import re

from django.contrib.auth.hashers import make_password
from django.utils.module_loading import import_string

from portal import settings


def test_secrets_are_hashed_at_no_less_than_the_advised_cost() -> None:
    (hasher,) = settings.PASSWORD_HASHERS
    hashed = make_password("قهوة الصباح", hasher=import_string(hasher)())
    found = re.fullmatch(r"argon2\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$\S+", hashed)
    assert found is not None
    memory, rounds, lanes = map(int, found.groups())
    assert (memory >= 19 * 1024, rounds >= 2, lanes) == (True, True, 1)
