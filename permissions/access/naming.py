"""Saying what the platform is called, what it speaks and where it is. On record; done by its administrators."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.errors import BodyRefused
from permissions.access.tree import check_name
from permissions.actors import Actor
from permissions.agencies.models import Agency
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.platform.called import FIRST_CALENDAR, calendar_of_the_country, forget
from permissions.platform.models import EmergencyNumber, Platform
from permissions.translated_text import languages as installed

LONGEST_NUMBER: Final = 20
NUMBER: Final = re.compile(r"[+]?[0-9][0-9 ]{1,18}")
_needing_numbers: list[Callable[[str], bool]] = []
LONGEST: Final = 25
"""Letters: a text message of seventy says it before what it has to say."""


def name_platform(
    name: Mapping[str, str], *, authority: Mapping[str, str] | None = None, first: str = "", actor: Actor
) -> bool:
    """It is called so from now on, and ``authority`` runs it; whether that is new. Raises ``BodyRefused``.

    ``first``: the language that is to be the first one from now on, in which both must be said.
    Without an authority the home page goes on saying who runs it.
    """
    must_manage_all(actor)
    with transaction.atomic():
        cleaned = check_name(name, BodyRefused, first=first)
        if any(len(words) > LONGEST for words in cleaned.values()):
            raise BodyRefused(
                _("The platform’s name has at most %(count)d letters: text messages begin with it.")
                % {"count": LONGEST}
            )
        former = Platform.objects.select_for_update().filter(pk=Platform.THE_ONE).first()
        runs_it = check_name(authority, BodyRefused, first=first) if authority else {}
        if former is not None and (former.name, former.authority) == (cleaned, runs_it):
            return False
        Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults={"name": cleaned, "authority": runs_it})
        said = {"name": cleaned, **({"before": former.name} if former is not None and former.name else {})}
        append([NewEntry("platform_named", "platform", Platform.THE_ONE, said)], actor=actor, at=now())
        transaction.on_commit(forget)
    forget()  # who goes on in this very transaction reads it too
    return True


def place_platform(*, languages: Sequence[str], time_zone: str, country: str, calendar: str = "", actor: Actor) -> bool:
    """Its public pages are offered in ``languages`` (codes, the first one first), dates are written in ``time_zone``,
    and holidays are proposed for ``country`` ("": that of a calendar's zone); whether something of it is new.

    ``calendar``: the key of the country's, a published one ("": as it was). The agencies that went by the former one
    go by it, and new ones begin with it. Raises ``BodyRefused``; also where it has not been named yet.
    """
    must_manage_all(actor)
    with transaction.atomic():
        former = Platform.objects.select_for_update().filter(pk=Platform.THE_ONE).first()
        if former is None or not former.name:
            raise BodyRefused(_("Say first what the platform is called."))
        if not languages or len(set(languages)) < len(languages) or not set(languages) <= set(installed()):
            raise BodyRefused(_("Choose at least one of the languages that are installed."))
        if time_zone not in available_timezones():
            raise BodyRefused(_("There is no time zone named “%(zone)s”.") % {"zone": time_zone[:60]})
        before = _placed(former)
        by = calendar_of_the_country()
        former.languages, former.time_zone, former.country = list(languages), time_zone, country
        former.calendar = calendar or by
        if _placed(former) == before:
            return False
        former.save(update_fields=["languages", "time_zone", "country", "calendar"])
        Agency.objects.filter(calendar=by).exclude(calendar=former.calendar).update(calendar=former.calendar)
        said = {"before": before, **_placed(former)}
        append([NewEntry("platform_placed", "platform", Platform.THE_ONE, said)], actor=actor, at=now())
        transaction.on_commit(forget)
    forget()
    return True


def say_emergency_numbers(numbers: Mapping[str, str], *, actor: Actor) -> bool:
    """What citizens in danger are told to ring, by code of ``EmergencyNumber``; whether something of it is new.

    Raises ``BodyRefused``, also where one is taken away that what is in force tells citizens.
    """
    must_manage_all(actor)
    cleaned = {code: number.strip() for code, number in numbers.items() if number.strip()}
    for code, number in cleaned.items():
        if code not in EmergencyNumber.values or not NUMBER.fullmatch(number):
            raise BodyRefused(_("“%(number)s” isn’t a telephone number.") % {"number": number[:LONGEST_NUMBER]})
    with transaction.atomic():
        former = Platform.objects.select_for_update().filter(pk=Platform.THE_ONE).first()
        before = former.emergency_numbers if former is not None else {}
        if cleaned == before:
            return False
        for code in before.keys() - cleaned.keys():
            if any(needs(code) for needs in _needing_numbers):
                sentence = _("“%(name)s”: citizens in danger see this number. Enter another one.")
                raise BodyRefused(sentence % {"name": EmergencyNumber(code).label})
        defaults = {"emergency_numbers": cleaned}
        create = {"name": {}, **defaults}
        Platform.objects.update_or_create(pk=Platform.THE_ONE, defaults=defaults, create_defaults=create)
        said = {"before": before, "numbers": cleaned}
        append([NewEntry("emergency_numbers_said", "platform", Platform.THE_ONE, said)], actor=actor, at=now())
        transaction.on_commit(forget)
    forget()
    return True


def numbers_are_needed_by(needs: Callable[[str], bool]) -> None:
    """Whoever tells citizens numbers says so at start-up: whether what is in force tells the one of a code."""
    _needing_numbers.append(needs)


def _placed(platform: Platform) -> dict[str, object]:
    return {
        "languages": platform.languages,
        "zone": platform.time_zone,
        "country": platform.country,
        "calendar": platform.calendar or FIRST_CALENDAR,
    }
