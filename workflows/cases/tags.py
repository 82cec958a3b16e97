"""The tags of agencies: their lists, and which a case has, for those alone whose lists they are."""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from permissions.access.decide import Held
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE, WORK_CASE
from permissions.audit.services import NewEntry, append
from permissions.isolated import without_steering
from permissions.now import now
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.models import Case, CaseTag, Tag
from workflows.cases.models.tag import LONGEST_TAG, folded
from workflows.transactions.turn import write_transaction

MOST_TAGS = 200
"""Tags that an agency has at a time."""


def offered_tags(held: Held, agency_ids: Collection[int]) -> QuerySet[Tag]:
    """Those that can be given now, of agencies where somebody works cases."""
    return Tag.objects.filter(agency__in=held.at(WORK_CASE) & frozenset(agency_ids), active=True)


def given_and_offered(held: Held, case: Case, agency_ids: Collection[int]) -> tuple[list[Tag], list[Tag]]:
    """What a case has of the lists of the reader's own agencies, and what can be given to it; one query."""
    has = CaseTag.objects.filter(case=case, tag=OuterRef("pk"), tag__agency__in=held.at(VIEW_CASE))
    can_get = offered_tags(held, agency_ids).values("pk")
    found = Tag.objects.annotate(given=Exists(has), offered=Exists(can_get.filter(pk=OuterRef("pk"))))
    tags = list(found.filter(Q(given=True) | Q(offered=True)))
    return [each for each in tags if each.given], [each for each in tags if each.offered]


def tagged(tag_id: int, held: Held, *, case: str) -> Q:
    """The condition that a case has a tag of the reader's own agencies. ``case``: the way to the id of the case."""
    rows = CaseTag.objects.filter(case=OuterRef(case), tag=tag_id, tag__agency__in=held.at(VIEW_CASE))
    return Q(Exists(rows))


def add_tag(agency_id: int, name: str, *, actor: Actor) -> Tag:
    """One more word of an agency; one that was taken off the list is there again. Raises ``NotPossible``."""
    name = " ".join(without_steering(name).split())
    if not folded(name):
        raise NotPossible(_("Write something first."))
    if len(name) > LONGEST_TAG:
        raise NotPossible(_("A tag has at most 40 characters."))
    with write_transaction():
        if Tag.objects.filter(agency=agency_id, active=True).count() >= MOST_TAGS:
            raise NotPossible(_("The list has 200 tags. Take one off first."))
        try:
            with transaction.atomic():
                tag, made = Tag.objects.get_or_create(agency_id=agency_id, folded=folded(name), defaults={"name": name})
        except IntegrityError:  # somebody else made it at this very moment
            raise NotPossible(_("There is such a tag already.")) from None
        if not made and tag.active:
            raise NotPossible(_("There is such a tag already."))
        if not made:
            tag.active, tag.name = True, name
            tag.save(update_fields=["active", "name"])
        _note("tag_added", tag, actor)
    return tag


def take_off(agency_id: int, tag_id: int, *, actor: Actor) -> None:
    """It is given to nothing new; what has it keeps it. Raises ``NotAllowed`` for a tag of another list."""
    with write_transaction():
        tag = Tag.objects.filter(agency=agency_id, pk=tag_id, active=True).first()
        if tag is None:
            raise NotAllowed
        tag.active = False
        tag.save(update_fields=["active"])
        _note("tag_taken_off", tag, actor)


def _note(verb: str, tag: Tag, actor: Actor) -> None:
    entry = NewEntry(verb=verb, subject="tag", subject_id=tag.pk, data={"agency": tag.agency_id})
    append([entry], actor=actor, at=now())
