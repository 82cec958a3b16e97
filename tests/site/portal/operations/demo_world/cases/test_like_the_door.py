"""A bulk load leaves what the door would have left: all columns of all tables, times included."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import transaction

from portal.operations.demo_world.cases.loading import Loader
from portal.operations.verifying import everything
from tests.every_act import every_act
from tests.site.portal.operations.demo_world.cases.lived import (
    SEED,
    UNTIL,
    Lived,
    load_world,
    showing_everything,
    through_the_door,
    tracking,
)
from tests.site.portal.operations.demo_world.cases.rows import every_row
from workflows.cases import opening
from workflows.cases.models import CaseStatus, Channel, EventVerb, Outcome, RequestKind

MUST_SHOW = {
    *("Escalate by clock", "Escalate by staff", "reopened after it was closed", "1 reopenings", "0 files", "1 files"),
    *("0 referrals", "1 referrals", "2 referrals", "3 referrals", "in ar", "in en", "2 files"),
    *(f"outcome {outcome}" for outcome in Outcome),
    *(f"by {channel}" for channel in Channel),
    *(f"{word} {status}" for status in CaseStatus for word in ("was", "is")),
    *(f"rated {stars}" for stars in range(1, 6)),
    *(f"is in_progress at level {level}" for level in (0, 1, 2)),
    *("about a head", "about a head: complaint"),
    *(f"kind {code}" for code in ("complaint", "inquiry", "suggestion", "praise", "integrity", "rights")),
    *EventVerb,
}
# What nobody does in a drawn life: it needs someone to judge the case at hand.
NOT_DRAWN = {
    *("SetParties", "NameReader", "EndReader", "AskIdentity", "OpenIdentity", "RefuseIdentity", "CloseIdentity"),
    *("SetTags", EventVerb.TAGGED, "TakeBack", EventVerb.TAKEN_BACK, "Link", "Unlink", "Merge", "TakeIn", "Split"),
    *(EventVerb.LINKED, EventVerb.UNLINKED, EventVerb.MERGED, EventVerb.TOOK_IN, EventVerb.SPLIT),
    *("SetThemes", EventVerb.THEMES_SET),
    *("SetHold", "LiftHold", "AskToErase", "RefuseToErase", "AgreeToErase", "KeepAfterAll"),
    *("EraseByCommand", "Erase", "EraseAgain"),
    *(EventVerb.HOLD_SET, EventVerb.HOLD_LIFTED, EventVerb.ERASURE_ASKED, EventVerb.ERASURE_REFUSED, EventVerb.ERASED),
    *("JudgeQuality", EventVerb.QUALITY_JUDGED, "Check", EventVerb.CHECKED),
    *("Consult", "AnswerConsultation", "WithdrawConsultation", "EscalateConsultation"),
    *(EventVerb.CONSULTED, EventVerb.CONSULT_ANSWERED, EventVerb.CONSULT_DECLINED),
    *(EventVerb.CONSULT_WITHDRAWN, EventVerb.CONSULT_ESCALATED, "AssignConsultation", EventVerb.CONSULT_ASSIGNED),
    *("PassOnConsultation", EventVerb.CONSULT_PASSED_ON, EventVerb.CONSULT_REDATED),
    *("RenewCode", "SetAddress", "SetNotices", "TreatAsConfidential", EventVerb.MADE_CONFIDENTIAL),
    *("TellOfSilence", EventVerb.NOT_HEARD),
    *("ProposeSealing", "EscalateSealing", "ConfirmSealing", "RejectSealing"),
    *(EventVerb.SEALING_PROPOSED, EventVerb.SEALING_ESCALATED),
    *(EventVerb.SEALING_CONFIRMED, EventVerb.SEALING_REJECTED),
    *(EventVerb.CODE_RENEWED, EventVerb.ADDRESS_SET, EventVerb.NOTICES_SET),
    *("HandOver", "PassOn", "NotThisBody", EventVerb.MISROUTED, "kind contact"),
    *(EventVerb.PARTIES_SET, EventVerb.READER_NAMED, EventVerb.READER_ENDED),
    *(EventVerb.IDENTITY_ASKED, EventVerb.IDENTITY_OPENED, EventVerb.IDENTITY_REFUSED, EventVerb.IDENTITY_CLOSED),
    *(EventVerb.HANDED_OVER, EventVerb.PASSED_ON),
    *("SetPriority", "SetCategory", "Warn", "WarnOfLimit", "PassLimit", "NotDone", "Elapse", "Serve", "GiveUp"),
    *(EventVerb.PRIORITY_SET, EventVerb.CATEGORY_SET, EventVerb.WARNED, EventVerb.LIMIT_NEAR, EventVerb.LIMIT_PASSED),
    *(EventVerb.REDATED, EventVerb.EXCUSED, EventVerb.APPEALED, EventVerb.NOT_DONE, EventVerb.ELAPSED),
    *(EventVerb.MOVED, EventVerb.SERVED, EventVerb.NOT_SERVED),
    *("Release", EventVerb.RELEASED, "CloseAsSpam", EventVerb.CLOSED_AS_SPAM, "outcome spam"),
    *("Object", EventVerb.OBJECTED, "HoldAgain", EventVerb.HELD_AGAIN, "Urge", EventVerb.URGED),
    *("AddToAnswer", EventVerb.ANSWER_ADDED, "CorrectAnswer", EventVerb.ANSWER_CORRECTED),
    *("Summarise", EventVerb.SUMMARISED),
    *("Translate", EventVerb.TRANSLATED, "Redact", EventVerb.REDACTED, "WithdrawCopy", EventVerb.COPY_WITHDRAWN),
}


@pytest.mark.django_db
def test_every_row_is_what_the_door_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    load_world()
    lives = showing_everything(among=2000, each=4)
    check_that_nothing_is_missing(lives)
    before = every_row()
    with transaction.atomic():
        Loader.standing_at(UNTIL, seed=SEED).load([one.number for one in lives])
        in_bulk = every_row()
        assert list(everything()) == []
        transaction.set_rollback(True)
    assert every_row() == before

    # The door draws its tracking numbers; here it draws the same ones, since who holds a shared post hangs on them.
    numbers = iter([tracking(one.life) for one in sorted(lives, key=lambda one: one.life.at)])
    monkeypatch.setattr(opening, "new_tracking", lambda at: next(numbers))
    through_the_door(lives)
    by_the_door = every_row()
    # Of a past that is loaded nobody is told any more.
    del by_the_door["workflows.notice"], in_bulk["workflows.notice"]
    assert list(everything()) == []
    assert {table: rows.total() for table, rows in in_bulk.items()} == {
        table: rows.total() for table, rows in by_the_door.items()
    }
    for table, rows in by_the_door.items():
        assert in_bulk[table] - rows == {}, f"{table}: only in bulk"
        assert rows - in_bulk[table] == {}, f"{table}: only by the door"


def check_that_nothing_is_missing(lives: Sequence[Lived]) -> None:
    """Every action, kind, status, level, channel, language and outcome is in some life."""
    shown = {thing for one in lives for thing in one.shows}
    assert shown >= MUST_SHOW - NOT_DRAWN, MUST_SHOW - NOT_DRAWN - shown
    assert {type_.__name__ for type_ in every_act()} - NOT_DRAWN <= {thing.partition(" by ")[0] for thing in shown}
    assert {f"kind {code}" for code in RequestKind.objects.values_list("code", flat=True)} - NOT_DRAWN <= shown
    assert len(lives) >= 60
