"""Who has what and why, in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from permissions.access.reasons import Reason
from permissions.agencies import rights
from permissions.agencies.models import Agency, AgencyRole
from permissions.roles.explained import RIGHTS
from portal.people_admin.spans import Words, since_words, until_words


@dataclass(frozen=True, slots=True)
class Why:
    """One way by which a right is held: ``through`` what, and the days."""

    through: Words
    since: Words
    until: Words
    worth: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A right in a sentence, and every way by which it is held."""

    right: str
    sentence: Words
    why: list[Why] = field(default_factory=list)


def lines(reasons: Iterable[Reason]) -> list[Line]:
    """All rights that some reasons give, each once, in the order of the catalogue."""
    found: dict[tuple[int, str], Line] = {}
    for reason in reasons:
        for right in reason.role.rights if reason.role else ():
            if right in RIGHTS and counts_at(right, reason.agency):
                key = (list(RIGHTS).index(right), "" if right in rights.NATIONAL else reason.agency.code)
                line = found.setdefault(key, Line(right, sentence(right, reason.agency)))
                line.why.append(why_of(reason))
    return [line for _key, line in sorted(found.items())]


def counts_at(right: str, agency: Agency) -> bool:
    """Whether a right is worth anything at such an agency."""
    return right not in rights.NATIONAL or agency.role == AgencyRole.CENTRAL_UNIT


def sentence(right: str, agency: Agency) -> Words:
    said: Words = RIGHTS[right].held
    return said % {"agency": str(agency)}


def why_of(reason: Reason) -> Why:
    return Why(through_words(reason), since_words(reason.starts), until_words(reason.ends), reason.worth)


def through_words(reason: Reason) -> Words:
    """``through the post “Director of Public Service”``."""
    names = {
        "role": str(reason.role or ""),
        "post": str(reason.post or ""),
        "rank": reason.rank,
        "giver": str(reason.giver or ""),
    }
    if reason.kind == "lent":
        return _("through the role “%(role)s”, lent by %(giver)s") % names
    if reason.kind == "role":
        return _("through the role “%(role)s”") % names
    if reason.rank:
        return _("through the post “%(post)s”, as its deputy no. %(rank)d") % names
    return _("through the post “%(post)s”") % names


def short_words(reason: Reason) -> Words:
    """What is held, in a few words for a list: the role, or the post, with its agency named beside it."""
    if reason.kind == "lent":
        return _("%(role)s, lent by %(giver)s") % {"role": str(reason.role), "giver": str(reason.giver)}
    if reason.post is None:
        return str(reason.role)
    if reason.rank:
        return _("%(post)s (deputy no. %(rank)d)") % {"post": str(reason.post), "rank": reason.rank}
    return str(reason.post)


def ends_soon(reason: Reason, before: datetime) -> bool:
    return reason.ends is not None and reason.ends <= before
