"""How a name is put into an account: in all languages, and in the columns that Wagtail and Django show."""

from __future__ import annotations

from collections.abc import Mapping

from permissions.people.models import User
from permissions.translated_text import in_language


def name_account(account: User, name: Mapping[str, str]) -> None:
    """Put a name into an account, which is not saved yet."""
    account.name = dict(name)
    account.first_name, _space, account.last_name = in_language(name, "en").partition(" ")
