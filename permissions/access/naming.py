"""Saying what the platform is called. On record; done by the platform's administrators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.errors import BodyRefused
from permissions.access.tree import check_name
from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.platform.called import forget
from permissions.platform.models import Platform

LONGEST: Final = 25
"""Letters: a text message of seventy says it before what it has to say."""


def name_platform(name: Mapping[str, str], *, authority: Mapping[str, str] | None = None, actor: Actor) -> bool:
    """It is called so from now on, and ``authority`` runs it; whether that is new. Raises ``BodyRefused``.

    Without an authority the home page goes on saying who runs it.
    """
    must_manage_all(actor)
    with transaction.atomic():
        cleaned = check_name(name, BodyRefused)
        if any(len(words) > LONGEST for words in cleaned.values()):
            raise BodyRefused(
                _("The platform’s name has at most %(count)d letters: text messages begin with it.")
                % {"count": LONGEST}
            )
        former = Platform.objects.select_for_update().filter(pk=Platform.THE_ONE).first()
        runs_it = check_name(authority, BodyRefused) if authority else {}
        if former is not None and (former.name, former.authority) == (cleaned, runs_it):
            return False
        Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults={"name": cleaned, "authority": runs_it})
        said = {"name": cleaned, **({"before": former.name} if former else {})}
        append([NewEntry("platform_named", "platform", Platform.THE_ONE, said)], actor=actor, at=now())
        transaction.on_commit(forget)
    forget()  # who goes on in this very transaction reads it too
    return True
