"""What a newcomer should meet and the past brings by chance alone: somebody who files much, an answer to which they
object, a request that waits to be erased and one that a court needs.

Done through the door, by those whose work it is; what was done once is not done again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from permissions.actors import Actor
from permissions.people.models import User
from portal.operations.demo_world.cases.citizens import Contact
from workflows.cases.actions import AskToErase, Decide, Reopen, SetHold
from workflows.cases.filers import MANY
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, CaseStatus, Channel, ErasureRequest, LegalHold, Track, Work
from workflows.cases.opening import open_case
from workflows.cases.submission import Submission

FREQUENT: Final = Contact("وفاء الزعبي", "wafa.zoubi@example.org", "+962700000017")
"""Filed all of ``COMPLAINTS``; no such number is given out in Jordan."""
COMPLAINTS: Final = (
    ("الدواء الشهري لم يصل إلى المركز الصحي", "أراجع المركز كل أسبوع منذ شهر ولا يصل دواء الضغط."),
    ("موعد العيادة بعد أربعة أشهر", "طلبت موعدًا لأمي في عيادة القلب فكان بعد أربعة أشهر."),
    ("لا أحد يردّ على هاتف المركز", "أتصل منذ ثلاثة أيام صباحًا ومساءً ولا يردّ أحد."),
    ("نتيجة الفحص ضاعت", "أجريت الفحص قبل أسبوعين وقيل لي إن النتيجة غير موجودة."),
    ("المصعد في المستشفى معطّل", "حملنا أمي على الكرسي إلى الطابق الثالث لأن المصعد معطّل منذ شهر."),
    ("الصيدلية تغلق قبل موعدها", "وصلت قبل الإغلاق بنصف ساعة فوجدت الصيدلية مغلقة."),
)
DECISION: Final = "الدواء متوفر في مستودع المديرية، ويُصرف عند توفّره في المركز."
OBJECTION: Final = "لم أسأل عن المستودع. متى يصل الدواء إلى مركزنا؟ لم يُجَب عن هذا."
WISH: Final = "كتبت صاحبة الطلب أن رقم هويتها ورد في النص، وتطلب محوه."
HOLD: Final = "طلبت المحكمة الملف، ويبقى حتى تعيده."


def _key(number: int) -> str:
    return f"demo-frequent-{number}"


def file_often() -> int:
    """Have one citizen file as many as make her a frequent filer; how many are new."""
    before = Case.objects.count()
    for number, (subject, text) in enumerate(COMPLAINTS[: MANY + 1]):
        submission = Submission(
            kind="complaint",
            language="ar",
            subject=subject,
            text=text,
            agency="moh",
            name=FREQUENT.name,
            email=FREQUENT.email,
            phone=FREQUENT.phone,
        )
        open_case(submission=submission, channel=Channel.WEB, actor=Actor.citizen(), idempotency_key=_key(number))
    return Case.objects.count() - before


def object_once() -> int:
    """Her first request is answered, and she objects; 1 where it was done now."""
    work = Work.objects.filter(
        case__channel=Channel.WEB, case__idempotency_key=_key(0), done_at=None, holder__isnull=False
    ).first()
    if work is None or work.case.reopenings:
        return 0
    decided = Decide(outcome="explained", text=DECISION, work_id=work.pk)
    apply(work.case_id, decided, actor=Actor.staff(work.holder_id or 0))
    apply(work.case_id, Reopen(reason=OBJECTION), actor=Actor.citizen(work.case_id))
    return 1


def ask_for_erasure() -> int:
    """One closed request waits for the second person to erase it, another is held; 1 where that is new."""
    closed = Case.objects.filter(status=CaseStatus.CLOSED, track=Track.ORDINARY, guarded=False).order_by("closed_at")
    if ErasureRequest.objects.exists() or LegalHold.objects.exists() or len(closed[:2]) < 2:
        return 0
    privacy = Actor.staff(User.objects.get(username="privacy").pk)
    first, second = closed[:2]
    apply(first.pk, AskToErase(wish="citizen", reason=WISH), actor=privacy)
    apply(second.pk, SetHold(reason=HOLD), actor=privacy)
    return 1


PARTS: Final[tuple[tuple[str, Callable[[], int]], ...]] = (
    ("Requests of somebody who files much", file_often),
    ("Objections", object_once),
    ("Requests to be erased, and under a legal hold", ask_for_erasure),
)
