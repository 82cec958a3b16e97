"""What is kept beside the versions: discarded drafts for a day, and what people typed that could not be saved."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.db.models import QuerySet

from permissions.actors import Actor
from permissions.now import now
from workflows.transactions.turn import write_transaction
from workflows.versions.models import DiscardedDraft, Drafting, KeptForm, Version

TAKEN_BACK_WITHIN: Final = timedelta(days=1)
MOST_KEPT: Final = 5
"""Windows of one person with something that could not be saved; more are a slip."""


def put_aside(version: Version, actor: Actor) -> None:
    """Keep a draft that is about to be discarded, and let go of those of more than a day ago."""
    DiscardedDraft.objects.filter(at__lt=now() - TAKEN_BACK_WITHIN).delete()
    DiscardedDraft.objects.create(
        version=version.pk,
        subject=version.subject,
        key=version.key,
        number=version.number,
        definition=version.definition,
        note=version.note,
        ends=version.ends,
        copy_of=version.copy_of,
        drafted_by_id=version.drafted_by_id,
        by_id=actor.user_id,
        at=now(),
    )


def put_aside_lately() -> QuerySet[DiscardedDraft]:
    """The discarded drafts that can still be brought back, the newest first."""
    return DiscardedDraft.objects.filter(at__gte=now() - TAKEN_BACK_WITHIN).select_related("by").order_by("-at")


def keep_form(version_id: int, *, sent: Mapping[str, Sequence[str]], read: str, actor: Actor) -> bool:
    """Keep what somebody typed and could not save, by the draft that their page had shown; False where it is gone.

    Whoever edits the draft still edits it. Of one that was published meanwhile it is kept until they begin a new draft
    with it, or leave it.
    """
    with write_transaction():
        version = Version.objects.filter(pk=version_id).first()
        if version is None or actor.user_id is None:
            return False
        written = json.dumps({name: list(values) for name, values in sent.items()})
        KeptForm.objects.update_or_create(
            version=version,
            user_id=actor.user_id,
            read=_without_zero(read)[:64],
            defaults={"sent": written, "at": now()},
        )
        over = kept_forms(version, actor).values_list("pk", flat=True)[MOST_KEPT:]
        KeptForm.objects.filter(pk__in=list(over)).delete()
        Drafting.objects.filter(version=version, holder_id=actor.user_id).update(held_at=now())
        return True


def kept_forms(version: Version, actor: Actor) -> QuerySet[KeptForm]:
    """What somebody typed in a draft and has not saved, the newest first."""
    return KeptForm.objects.filter(version=version, user_id=actor.user_id or 0).order_by("-at")


def sent_in(kept: KeptForm) -> dict[str, list[str]]:
    """Its fields as they were sent."""
    return {str(name): list(map(str, values)) for name, values in json.loads(kept.sent).items()}


def forget_forms(version: Version, actor: Actor, *, read: str | None = None) -> None:
    """They were saved, or are not wanted any more; ``read``: only those of pages that had shown this draft."""
    found = KeptForm.objects.filter(version=version, user_id=actor.user_id or 0)
    (found if read is None else found.filter(read=_without_zero(read))).delete()


def _without_zero(read: str) -> str:
    """What a page says that it had before it, as a database takes it."""
    return read.replace("\x00", "")
