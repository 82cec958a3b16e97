"""A country's worth of open cases: many agencies, a busy one among them, nothing due yet."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.now import now
from workflows.cases.change import Change
from workflows.cases.models import Case, Channel
from workflows.cases.mover import MemoryMover, stand_in_engine
from workflows.cases.opening import CaseNames, decide_opening
from workflows.cases.record import record
from workflows.cases.rules import Rules
from workflows.cases.submission import Submission
from workflows.cases.tracking import hash_secret_lightly, tracking_of
from workflows.notifications.deliver import mark_as_told
from workflows.transactions.turn import write_transaction

BUSY = "moh"
BUSY_SHARE = 10
"""Every tenth case lies with the busy agency, the others are dealt to all in turn."""
CHUNK = 100
SPAN = timedelta(hours=20)
"""They were all filed within this time: the first is due when the ladder says, the others one after the other."""
SUBJECTS = (
    "تأخر موعد العملية الجراحية {n} أسبوعًا",
    "انقطاع المياه منذ {n} أيام",
    "حفرة خطرة في الشارع رقم {n}",
    "Street light broken, pole {n}",
    "لم تصل فاتورة الكهرباء للاشتراك {n}",
    "School bus late, route {n}",
)
WORD_OF_MANY = "المياه"
TEXT = "راجعت الجهة المعنية أكثر من مرة دون أن يتغير شيء. أرجو النظر في الأمر وإفادتي بما تم. " * 3


def fill(count: int, *, most: int, busy: bool = True) -> None:
    """Open cases until there are ``count``, out of ``most`` that may come; then let the database look at them.

    Without ``busy`` all agencies have the same share.
    """
    agencies = list(Agency.objects.filter(role=AgencyRole.PUBLIC_BODY, active=True).order_by("code"))
    codes = [agency.code for agency in agencies]
    rules = Rules(at=now(), mover=MemoryMover())
    rules.prepare(agency.pk for agency in agencies)
    until = rules.at
    for start in range(Case.objects.count(), count, CHUNK):
        changes = []
        for number in range(start, min(start + CHUNK, count)):
            rules.at = until - SPAN * (1 - number / most)
            code = BUSY if busy and number % BUSY_SHARE == 0 else codes[number % len(codes)]
            changes.append(_opening(number, code, rules))
        with write_transaction():
            stand_in_engine(change.state for change in changes)
            record(changes, told=mark_as_told)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _opening(number: int, agency: str, rules: Rules) -> Change:
    subject = SUBJECTS[(number + number // BUSY_SHARE) % len(SUBJECTS)]  # each at every agency
    submission = Submission(
        kind="complaint",
        language="en" if subject.isascii() else "ar",
        subject=subject.format(n=number % 977),
        text=TEXT,
        place="إربد",
        agency=agency,
        email=f"citizen{number % 5000}@example.org",
    )
    names = CaseNames(tracking_of(rules.at, number), f"bench-{number}", hash_secret_lightly(str(number)))
    return decide_opening(submission, names, channel=Channel.WEB, actor=Actor.citizen(), rules=rules)
