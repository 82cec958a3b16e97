"""The tree of bodies: new ones, other names, another place, and the day on which one closes. Each act is audited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.delegating import end_loans
from permissions.access.errors import BodyRefused
from permissions.access.models import Delegation, RoleHolding
from permissions.access.services import end_now
from permissions.access.tree import NewBody, Tree, cleaned_name
from permissions.access.wagtail_groups import follow
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole, Holding
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.spans import lasting, within
from permissions.translated_text import in_language
from permissions.writing import local

FURTHEST: Final = timedelta(days=5 * 366)
"""A closing further ahead is a slip of the pen."""


def make_body(wanted: NewBody, *, actor: Actor) -> Agency:
    """One new body. Raises ``BodyRefused``, or ``OutOfReach`` for all but the platform's administrators."""
    return make_bodies([wanted], actor=actor)[0]


def make_bodies(wanted: Sequence[NewBody], *, actor: Actor) -> list[Agency]:
    """Many of them, all or none, in a number of statements that grows with the depth of the tree alone."""
    must_manage_all(actor)
    with transaction.atomic():
        tree = Tree.locked()
        for each in wanted:
            tree.check_code(each.code)
            tree.check_name(each.name)
            tree.note(each)
        made: list[Agency] = []
        left = list(wanted)
        while left:
            ready = [each for each in left if not each.parent or each.parent in tree.by_code]
            if not ready:
                raise BodyRefused(_("There is no agency with the code “%(code)s”.") % {"code": left[0].parent[:50]})
            new = Agency.objects.bulk_create(tree.row(each) for each in ready)
            tree.add(new)
            made += new
            left = [each for each in left if each.code not in tree.by_code]
        at = now()
        append(
            [_entry("body_made", each, {"name": each.name, **_above(each, tree)}) for each in made], actor=actor, at=at
        )
    order = {each.code: place for place, each in enumerate(wanted)}
    return sorted(made, key=lambda agency: order[agency.code])


def make_unit(wanted: NewBody, role: AgencyRole, *, actor: Actor) -> Agency:
    """One of the platform's own two units, beside the tree; there is one of each. Raises ``BodyRefused``."""
    must_manage_all(actor)
    with transaction.atomic():
        tree = Tree.locked()
        tree.check_code(wanted.code)
        tree.check_name(wanted.name)
        made = Agency.objects.create(code=wanted.code, name=cleaned_name(wanted.name), role=role)
        append([_entry("body_made", made, {"name": made.name})], actor=actor, at=now())
    return made


def rename_body(agency: Agency, name: Mapping[str, str], *, actor: Actor) -> bool:
    """Call it otherwise from now on; whether it was called otherwise. Figures that were frozen keep what they say.

    Raises ``BodyRefused``.
    """
    must_manage_all(actor)
    with transaction.atomic():
        tree = Tree.locked()
        there = tree.of(agency.pk)
        before, after = dict(there.name), cleaned_name(name)
        if before == after:
            return False
        tree.check_name(after, but=there.pk)
        Agency.objects.filter(pk=there.pk).update(name=after)
        append([_entry("body_renamed", there, {"before": before, "name": after})], actor=actor, at=now())
    agency.name = after
    return True


def move_body(agency: Agency, parent: Agency | None, *, actor: Actor) -> bool:
    """Put it below another body (None: at the top), with all that is below it; whether it lay elsewhere.

    Raises ``BodyRefused``: into a circle, too deep, below one that closes; and for the platform's own units.
    """
    must_manage_all(actor)
    with transaction.atomic():
        tree = Tree.locked()
        there = tree.of(agency.pk)
        above = tree.of(parent.pk) if parent is not None else None
        if there.parent_id == (above.pk if above else None):
            return False
        if there.role != AgencyRole.PUBLIC_BODY:
            raise BodyRefused(_("The platform’s own units stand beside the tree of agencies."))
        if above is not None:
            tree.check_place(there, above)
        before = _above(there, tree)
        Agency.objects.filter(pk=there.pk).update(parent=above)
        there.parent_id = above.pk if above else None
        said = {"before": before.get("above", ""), **_above(there, tree)}
        append([_entry("body_moved", there, said)], actor=actor, at=now())
    agency.parent = parent
    return True


def announce_closing(agency: Agency, *, heir: Agency | None, day: date, actor: Actor) -> Agency:
    """It closes on a day of the country, today or later, and ``heir`` takes over; said again, the new word counts.

    What its work and what rules ask is asked by ``workflows.cases.succession``. Raises ``BodyRefused``.
    """
    must_manage_all(actor)
    with transaction.atomic():
        tree = Tree.locked()
        there = tree.of(agency.pk)
        _check_closing(there, tree)
        _check_day(day)
        successor = tree.of(heir.pk) if heir is not None else None
        if successor is not None:
            _check_heir(there, successor)
        elif Holding.objects.filter(lasting(now()), post__agency=there).exists():
            raise BodyRefused(_("Its posts are still held. End that first, or say which agency takes over."))
        Agency.objects.filter(pk=there.pk).update(closes_on=day, heir=successor)
        there.closes_on, there.heir = day, successor
        said = {"day": day.isoformat(), **({"heir": successor.code} if successor else {})}
        append([_entry("body_closing", there, said)], actor=actor, at=now())
    return there


def keep_open(agency: Agency, *, actor: Actor) -> bool:
    """Call off a closing whose day has not come; whether there was one. Raises ``BodyRefused`` once it has closed."""
    must_manage_all(actor)
    with transaction.atomic():
        there = Tree.locked().of(agency.pk)
        if there.has_closed:
            raise BodyRefused(_("It has closed already, and is not opened again. Make a new agency instead."))
        if there.closes_on is None:
            return False
        Agency.objects.filter(pk=there.pk).update(closes_on=None, heir=None)
        append([_entry("body_kept", there, {"day": there.closes_on.isoformat()})], actor=actor, at=now())
    return True


def take_effect(agency: Agency, *, actor: Actor) -> None:
    """Its day has come: it takes no new cases from now on. Needs an open transaction."""
    Agency.objects.filter(pk=agency.pk).update(active=False)
    agency.active = False
    said = {"heir": agency.heir.code} if agency.heir else {}
    append([_entry("body_closed", agency, said)], actor=actor, at=now())


def end_all_at(agency: Agency, *, actor: Actor) -> None:
    """Nothing is left with a closed body: all that is held there ends, and so does it. Needs an open transaction."""
    at = now()
    seats = Holding.objects.filter(lasting(at), post__agency=agency)
    roles = RoleHolding.objects.filter(lasting(at), place__agency=agency)
    ended = list(seats.select_related("post")), list(roles.select_related("place__role"))
    end_loans(list(Delegation.objects.filter(place__agency=agency, ends__gt=at)), actor=actor)
    people = {each.user_id for each in ended[0]}
    seats.filter(starts__gte=at).delete()
    seats.filter(within(at)).update(ends=at)
    end_now(roles)
    follow(people)
    Agency.objects.filter(pk=agency.pk).update(closed_at=at)
    agency.closed_at = at
    entries = [
        NewEntry("post_left", "person", each.user_id, {"post": each.post_id, "agency": agency.code, "rank": each.rank})
        for each in ended[0]
    ]
    entries += [
        NewEntry("role_revoked", "person", each.user_id, {"role": each.place.role.code, "agency": agency.code})
        for each in ended[1]
    ]
    append(entries, actor=actor, at=at)


def _check_closing(agency: Agency, tree: Tree) -> None:
    if agency.role != AgencyRole.PUBLIC_BODY:
        raise BodyRefused(_("The platform’s own units stay: it could not work without them."))
    if agency.has_closed:
        raise BodyRefused(_("It has closed already."))
    below = [each for each in tree.by_id.values() if each.parent_id == agency.pk and not each.has_closed]
    if below:
        raise BodyRefused(
            _("“%(body)s” stands below it. Move it or close it first.") % {"body": in_language(below[0].name)}
        )
    inherits = next((each for each in tree.by_id.values() if each.heir_id == agency.pk and not each.has_closed), None)
    if inherits is not None:
        raise BodyRefused(
            _("It is to take over from “%(body)s”, which has not closed yet. Name another agency there first.")
            % {"body": in_language(inherits.name)}
        )


def _check_day(day: date) -> None:
    today = local(now()).date()
    if day < today:
        raise BodyRefused(_("This day has passed. Choose today or a later day."))
    if day > today + FURTHEST:
        raise BodyRefused(_("This day is more than five years ahead. Look at the year again."))


def _check_heir(agency: Agency, heir: Agency) -> None:
    if heir.pk == agency.pk:
        raise BodyRefused(_("An agency cannot take over from itself. Choose another one."))
    if heir.role == AgencyRole.SENSITIVE_UNIT:
        raise BodyRefused(_("The unit for sensitive requests takes over from no agency. Choose another one."))
    if not heir.active or heir.closes_on is not None:
        raise BodyRefused(_("“%(body)s” closes itself. Choose another one.") % {"body": in_language(heir.name)})


def _above(agency: Agency, tree: Tree) -> dict[str, str]:
    return {"above": tree.of(agency.parent_id).code} if agency.parent_id is not None else {}


def _entry(verb: str, agency: Agency, said: Mapping[str, object]) -> NewEntry:
    """Names of bodies are public and nobody's own words: the trail keeps them, for whoever asks what it was called."""
    return NewEntry(verb, "body", agency.pk, {"agency": agency.code, **said})
