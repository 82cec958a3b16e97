"""Somebody's notices, as far as they may read today what they are about: nobody is told by a notice what they lost."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery

from permissions.access.decide import Held, may
from permissions.actors import Actor
from permissions.agencies.rights import EDIT_PAGES, PUBLISH_RULES, VIEW_CASE
from workflows.cases.consultations import asked_of
from workflows.cases.selectors import reached
from workflows.notifications.barred import BY_RIGHT, TO_ASKED
from workflows.notifications.notices.models import NEW, Notice, NoticeKind
from workflows.notifications.to_editors import LETTERS as OF_FORMS

COUNTED: Final = 99
"""Beyond it the bell says that there are more."""


class CountOf(Subquery):
    """How many rows a query has, within another statement; a cut one counts no further than it goes."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def notices_of(user_id: int, held: Held) -> QuerySet[Notice]:
    """At their bell, the newest first, with what words need."""
    return _shown(user_id, held).select_related("entry", "case__kind", "case__key").order_by("-pk")


def new_of(user_id: int, held: Held) -> QuerySet[Any]:
    """Those of them that they have not read; no more than are counted."""
    return _shown(user_id, held).filter(NEW).order_by().values("pk")[: COUNTED + 1]


def count_new(user_id: int, held: Held) -> int:
    """How many these are. One statement."""
    return new_of(user_id, held).count()


def counted_new(user_id: int, held: Held) -> CountOf:
    """The same, for a statement that is asked anyway."""
    return CountOf(new_of(user_id, held))


def may_be_told(user_id: int, held: Held) -> Q:
    """The condition for notices whose reader may know today what they are about."""
    actor = Actor.staff(user_id)
    readable: Q = Q(case__isnull=True) | Q(Exists(reached(actor, VIEW_CASE, held=held).filter(pk=OuterRef("case"))))
    for topic, right in BY_RIGHT.items():
        if held.at(right):
            theirs = reached(actor, right, held=held).filter(pk=OuterRef("case"))
            readable |= Q(entry__topic=topic) & Q(Exists(theirs))
    asked = asked_of(held).filter(case=OuterRef("case"))
    readable |= Q(entry__topic__in=sorted(TO_ASKED)) & Q(Exists(asked))
    return readable & _drafts_told(held)


def _drafts_told(held: Held) -> Q:
    """Owners are told of drafts of rules, editors of drafts of forms."""
    of_forms, of_drafts = Q(entry__topic__in=sorted(OF_FORMS)), Q(kind=NoticeKind.DRAFT)
    told = ~of_drafts
    if may(held, PUBLISH_RULES, None):
        told |= of_drafts & ~of_forms
    return told | of_forms if may(held, EDIT_PAGES, None) else told


def _shown(user_id: int, held: Held) -> QuerySet[Notice]:
    return Notice.objects.filter(may_be_told(user_id, held), user=user_id, shown=True)
