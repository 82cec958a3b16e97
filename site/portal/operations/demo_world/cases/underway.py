"""What a newcomer finds under way beside the past: statements asked of agencies, suspected spam, notices, a sample.

All of it is done through the door, at the moment of loading and by those whose work it is. Where it was done once, it
is not done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from permissions.access.selectors import people_with_any
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.agencies.rights import WORK_CASE, WORK_EVERY_CASE
from permissions.now import now
from workflows.cases.actions import AnswerConsultation, Consult, JudgeQuality
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Channel, Consultation, QualityCheck, QualitySample, Track, Work
from workflows.cases.opening import open_case
from workflows.cases.quality import draw, months_to_draw
from workflows.cases.submission import Submission
from workflows.notifications.notices.models import Notice
from workflows.notifications.notices.services import note
from workflows.outbox.models import OutboxEntry

SHOWN: Final = ("moh", "moe", "mopw", "amm")
"""The agencies whose logins the README names: each is asked by others."""
NOTED: Final = 300
"""Letters of the last days of which their readers have a notice, too."""
RECENT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Question:
    """In both languages of requests; ``statement``: what the agency says to it, or "" while it has not."""

    ar: str
    en: str
    statement: str = ""


QUESTIONS: Final = (
    Question(
        "هل وصلتكم مراسلة بهذا الموضوع من قبل؟ وإن وصلت فما الذي تم فيها؟",
        "Have you had anything in writing about this before, and what came of it?",
    ),
    Question(
        "نحتاج إلى رأيكم الفني قبل أن نجيب صاحب الطلب: هل يقع الموقع ضمن مسؤوليتكم؟",
        "We need your technical view before we answer: is this place in your charge?",
        "الموقع ضمن مسؤوليتنا، وصيانته مدرجة في خطة الشهر القادم.",
    ),
    Question(
        "ما المدة التي تستغرقها المعاملة لديكم عادة؟ نود ذكرها في الرد.",
        "How long does this take with you as a rule? We would like to say so in our answer.",
    ),
)
LINKS: Final = "https://example.org/a https://example.org/b www.example.org https://example.org/c"
ADVERTISING: Final[Mapping[str, str]] = {
    "عرض خاص لفترة محدودة": f"زيادة متابعين وقرض فوري بلا كفيل. اضغط هنا {LINKS} وخذ كود خصم وجائزة.",
    "Special offer: more followers": f"Buy now, promo code, win a prize. Click here {LINKS}: instant loan.",
}


def ask_others() -> int:
    """Ask the best known agencies for statements in requests of others; how many were asked."""
    if Consultation.objects.exists():
        return 0
    asked, places = 0, list(_places())
    for code in Agency.objects.filter(code__in=SHOWN).order_by("code").values_list("code", flat=True):
        for question in QUESTIONS:
            work = next((each for each in places if each.agency.code != code), None)
            if work is not None:
                places.remove(work)
                asked += _ask(work, code, question)
    return asked


def _places() -> Iterator[Work]:
    """Open work of ordinary agencies, the newest first, of each agency in its turn."""
    rows = Work.objects.filter(
        done_at__isnull=True, waits=False, track=Track.ORDINARY, guarded=False, holder__isnull=False
    )
    rows = rows.filter(agency__role=AgencyRole.PUBLIC_BODY).select_related("case", "agency").order_by("-case_id")
    seen: dict[int, int] = {}
    for work in rows[:NOTED]:
        seen[work.agency_id] = seen.get(work.agency_id, 0) + 1
        if seen[work.agency_id] <= len(SHOWN):
            yield work


def _ask(work: Work, code: str, question: Question) -> int:
    """1 where it was asked, and answered where it has a statement; 0 where the door has something against it."""
    text = question.en if work.case.language == "en" else question.ar
    wanted = Consult(agency=code, text=text, shares_text=not work.case.confidential, work_id=work.pk)
    try:
        apply(work.case_id, wanted, actor=Actor.staff(work.holder_id or 0))
        if question.statement:
            (number,) = Consultation.objects.filter(case=work.case_id, agency__code=code).values_list(
                "number", flat=True
            )
            there = people_with_any(WORK_CASE, Agency.objects.filter(code=code).values_list("pk", flat=True))
            answer = AnswerConsultation(number=number, text=question.statement)
            apply(work.case_id, answer, actor=Actor.staff(there[0].pk))
    except (NotAllowed, NotPossible):
        return 0
    return 1


def hold_back() -> int:
    """File what looks like advertising; how many are held back by it."""
    before = Case.objects.filter(held=True).count()
    for number, (subject, text) in enumerate(ADVERTISING.items()):
        submission = Submission(
            kind="complaint", language="en" if subject.isascii() else "ar", subject=subject, text=text, same_text=6
        )
        open_case(
            submission=submission, channel=Channel.WEB, actor=Actor.citizen(), idempotency_key=f"demo-spam-{number}"
        )
    return Case.objects.filter(held=True).count() - before


def note_letters() -> int:
    """The notices of the last letters to the staff, which the loaded past has told already; how many."""
    if Notice.objects.exists():
        return 0
    rows = OutboxEntry.objects.filter(audience="staff", user__isnull=False, created_at__gte=now() - RECENT)
    for entry in reversed(rows.order_by("-created_at", "-pk")[:NOTED]):
        note(entry)
    Notice.objects.update(for_digest=False)
    return Notice.objects.count()


def draw_sample() -> int:
    """The quality sample of the month before, with its first request judged; 1 where it was drawn now."""
    if QualitySample.objects.exists():
        return 0
    sample = draw(months_to_draw()[0], actor=Actor.operator)
    met = {each["key"]: number > 0 for number, each in enumerate(sample.criteria)}
    judged = JudgeQuality(answers=met, text="الرد واضح، لكنه لا يجيب عن الجزء الثاني من السؤال.")
    units = Agency.objects.filter(role=AgencyRole.CENTRAL_UNIT).values_list("pk", flat=True)
    for check in QualityCheck.objects.filter(sample=sample).order_by("pk"):
        for person in people_with_any(WORK_EVERY_CASE, units):
            try:
                apply(check.case_id, judged, actor=Actor.staff(person.pk))
            except (NotAllowed, NotPossible):
                continue
            return 1
    return 1


PARTS: Final[tuple[tuple[str, Callable[[], int]], ...]] = (
    ("Statements asked of other agencies", ask_others),
    ("Requests held back as suspected spam", hold_back),
    ("Quality sample", draw_sample),
    ("Notices", note_letters),
)
