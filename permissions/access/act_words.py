"""What an act gives to whom, in words: for those who decide it and those who are told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.access.models import RoleAtAgency
from permissions.agencies.models import Agency, Post
from permissions.isolated import isolated, isolated_words
from permissions.people.models import User
from permissions.roles.explained import RIGHTS
from permissions.roles.models import Role
from permissions.translated_text import joined


def act_words(act: str, said: Mapping[str, Any]) -> str:
    """``the role “Auditor” at the complaints unit, for Huda``: an act and its data (as in a ``Gain``), in the language
    that is on; names and figures are isolated.
    """
    match act:
        case "seat":
            return _("the post “%(post)s” of %(agency)s, for %(person)s") % (_post(said) | _person(said, "user"))
        case "bring":
            return _("the role “%(role)s”, with the post “%(post)s” of %(agency)s") % (_post(said) | _role(said))
        case "lend":
            place = RoleAtAgency.objects.select_related("role", "agency").get(pk=said["place"])
            words = {"role": str(place.role), "agency": isolated_words(str(place.agency))}
            words |= {"giver": _name(said["giver"]), "person": _name(said["deputy"])}
            return _("the role “%(role)s” of %(giver)s at %(agency)s, lent to %(person)s") % words
        case "role_changed":
            return _changed(said)
        case "hand_over":
            words = {"giver": _name(said["user"]), "person": _name(said["successor"])}
            return _("all that %(giver)s hands over on leaving, for %(person)s") % words
        case "emergency":
            return _for_hours(said)
        case "switch_on":
            return _("the account of %(person)s, switched on again") % _person(said, "user")
        case "new_factor":
            return _("a link for a new second factor, for %(person)s") % _person(said, "user")
        case "email":
            words = {"email": isolated(said["email"])} | _person(said, "user")
            return _("another email address for the account of %(person)s: %(email)s") % words
    return _("the role “%(role)s” at %(agency)s, for %(person)s") % (
        _role(said) | _person(said, "user") | {"agency": _agency(said["agency"])}
    )


def _for_hours(said: Mapping[str, Any]) -> str:
    """A role that was to be given in an emergency; with who stopped that, where somebody did."""
    words = _role(said) | _person(said, "user") | {"agency": _agency(said["agency"]), "count": said["hours"]}
    sentence = ngettext(
        "the role “%(role)s” at %(agency)s for %(count)d hour, for %(person)s",
        "the role “%(role)s” at %(agency)s for %(count)d hours, for %(person)s",
        said["hours"],
    )
    if "stopped_by" not in said:
        return sentence % words
    return _("%(what)s; %(by)s stopped it, as only one administrator had given it") % {
        "what": sentence % words,
        "by": _name(said["stopped_by"]),
    }


def _changed(said: Mapping[str, Any]) -> str:
    """What a role gives more, and whether it does so to whoever has a password alone."""
    wanted, before = said["wanted"], said["before"]
    new = [right for right in wanted["rights"] if right not in before["rights"]]
    found = []
    if new or wanted.get("demands_factor", True):
        words = {"rights": rights_words(new)} | _role(said)
        found.append(_("more rights for all who hold the role “%(role)s”: %(rights)s") % words)
    if not wanted.get("demands_factor", True) and before.get("demands_factor"):
        found.append(_("the role “%(role)s” without a second factor") % _role(said))
    return joined(found)


def rights_words(rights: Any) -> str:
    """Rights by their names, in the order of the catalogue."""
    return joined(str(words.name) for right, words in RIGHTS.items() if right in rights)


def _person(said: Mapping[str, Any], key: str) -> dict[str, str]:
    return {"person": _name(said[key])}


def _name(user_id: int) -> str:
    return isolated_words(str(User.objects.get(pk=user_id)))


def _role(said: Mapping[str, Any]) -> dict[str, str]:
    return {"role": str(Role.objects.filter(code=said["role"]).first() or said["role"])}


def _agency(code: str) -> str:
    return isolated_words(str(Agency.objects.get(code=code)))


def _post(said: Mapping[str, Any]) -> dict[str, str]:
    post = Post.objects.select_related("agency").get(pk=said["post"])
    return {"post": str(post), "agency": isolated_words(str(post.agency))}
