"""What each word of a figure counts: its conditions, for the database and for the diary, and its sentence.

Lists, boards, dashboards, reports, registers and open figures read them here, and show them under "What does this
count?". Whoever changes what a word means changes it here alone, adds a version to the definitions of the national
reports, and says in the changelog since when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workflows.figures.measure import Condition

COMPLAINT: Final = Condition("kind", is_in=("complaint",))
NO_PRAISE: Final = Condition("kind", is_in=("praise",), negated=True)
"""Thanks ask for nothing: answering them settles nothing, so they are in no rate."""
CLOSED: Final = Condition("status", is_in=("closed",))
NOT_CLOSED: Final = Condition("status", is_in=("closed",), negated=True)
WITH_AGENCY: Final = Condition("status", is_in=("answered", "closed"), negated=True)
WITH_CITIZEN: Final = Condition("status", is_in=("answered",))
RESOLVED: Final = Condition("outcome", is_in=("resolved", "partly_resolved"))
EXPLAINED: Final = Condition("outcome", is_in=("explained",))
WITHDRAWN: Final = Condition("outcome", is_in=("withdrawn",))
CONTENT: Final = Condition("stars", is_in=("4", "5"))
NEEDS_SAID: Final = Condition("solved", is_in=("yes", "partly", "no"))
NEEDS_MET: Final = Condition("solved", is_in=("yes",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word and what it means, by language, and what a request must meet: nothing, where an act alone says it."""

    key: str
    name: Mapping[str, str]
    meaning: Mapping[str, str]
    conditions: tuple[Condition, ...] = ()


TERMS: Final[Mapping[str, Term]] = {
    term.key: term
    for term in (
        Term(
            key="open",
            name={"ar": "مفتوح", "en": "Open"},
            meaning={
                "ar": "ما زال على جهة أن تعمل فيه: لم يُجب عنه ولم يُغلق، ولو كان صاحبه يُسأل عن شيء. وفي صندوق "
                "الوارد ولوحة المشرفين يُعدّ كل جزء تعمل فيه جهة.",
                "en": "An agency still has something to do: the request is neither answered nor closed, also while "
                "the citizen is asked something. In the inbox and on the board, each part that an agency "
                "works on counts.",
            },
            conditions=(WITH_AGENCY,),
        ),
        Term(
            key="with_citizen",
            name={"ar": "بانتظار موافقة صاحبه", "en": "Waiting for the citizen’s agreement"},
            meaning={
                "ar": "رُدّ عليه ولم يُغلق: ما زال لصاحبه أن يعترض.",
                "en": "Answered and not closed: the citizen can still object.",
            },
            conditions=(WITH_CITIZEN,),
        ),
        Term(
            key="pending",
            name={"ar": "معلّق", "en": "Pending"},
            meaning={
                "ar": "ورد ولم يُغلق: المفتوح، وما ينتظر موافقة صاحبه.",
                "en": "Received and not closed: what is open, and what waits for the citizen’s agreement.",
            },
            conditions=(NOT_CLOSED,),
        ),
        Term(
            key="closed",
            name={"ar": "مغلق", "en": "Closed"},
            meaning={
                "ar": "أُغلق في المدة وبقي مغلقًا حتى نهايتها، أيًّا كانت نتيجته.",
                "en": "Closed in the period and still closed at its end, whatever the outcome.",
            },
            conditions=(CLOSED,),
        ),
        Term(
            key="answered",
            name={"ar": "رُدّ عليه", "en": "Answered"},
            meaning={
                "ar": "من الطلبات الواردة في المدة، عدا الثناء: ما صدر فيه قرار وصل أصحابه. والرد المؤقت قبل القرار، "
                "كالقول إن الطلب قيد الدراسة، والسؤال والملاحظة والإحالة ليست ردًّا. وما ورد في آخر المدة قد يكون "
                "موعده لم يحن بعد.",
                "en": "Of the requests received in the period, without praise: those decided, whose citizen has the "
                "answer. An interim reply (“we’re looking into it”), a question, a note and a referral don’t count. "
                "What came last may not be due yet.",
            },
            conditions=(NO_PRAISE, Condition("decided_on", is_set=True)),
        ),
        Term(
            key="resolved",
            name={"ar": "محلول", "en": "Resolved"},
            meaning={
                "ar": "من الشكاوى التي أُغلقت في المدة وبقيت مغلقة حتى نهايتها: ما حُلّ كليًّا أو جزئيًّا. ولا "
                "يُحسب ما رُدّ عليه بتوضيح، ولا المرفوض، ولا ما وُجّه إلى خارج الجهات، ولا ما أُخذ علمًا به، "
                "ولا المسحوب.",
                "en": "Of the complaints closed in the period and still closed at its end: those resolved or "
                "partly resolved. Answered with an explanation, refused, “go elsewhere”, noted and withdrawn "
                "don’t count.",
            },
            conditions=(COMPLAINT, CLOSED, RESOLVED),
        ),
        Term(
            key="explained",
            name={"ar": "رُدّ عليه بتوضيح", "en": "Explained"},
            meaning={
                "ar": "من الشكاوى نفسها: ما رُدّ عليه بتوضيح. هذا رد وليس حلًّا.",
                "en": "Of the same complaints: those answered with an explanation. It’s an answer, not a solution.",
            },
            conditions=(COMPLAINT, CLOSED, EXPLAINED),
        ),
        Term(
            key="withdrawn",
            name={"ar": "مسحوب", "en": "Withdrawn"},
            meaning={
                "ar": "من الطلبات التي أُغلقت في المدة وبقيت مغلقة حتى نهايتها: ما سحبه أصحابه.",
                "en": "Of the requests closed in the period and still closed at its end: those that their citizens "
                "took back.",
            },
            conditions=(CLOSED, WITHDRAWN),
        ),
        Term(
            key="no_objection",
            name={"ar": "دون اعتراض", "en": "No objection"},
            meaning={
                "ar": "أُغلق تلقائيًّا لأن صاحبه لم يقل شيئًا في المهلة. والسكوت لا يُحسب قبولًا.",
                "en": "Closed automatically, since the citizen said nothing in the time for it. Silence is never "
                "counted as acceptance.",
            },
            conditions=(CLOSED,),
        ),
        Term(
            key="in_time",
            name={"ar": "ضمن المهلة القصوى", "en": "Within the overall limit"},
            meaning={
                "ar": "من الطلبات التي لها مهلة قصوى وصدر فيها أول قرار في المدة: ما صدر قراره ضمنها.",
                "en": "Of the requests with an overall limit that were first decided in the period: those decided "
                "within it.",
            },
            conditions=(Condition("limited", is_in=("yes",)), Condition("in_time", is_in=("yes",))),
        ),
        Term(
            key="missed",
            name={"ar": "مواعيد فائتة لأصحاب الطلبات", "en": "Promises missed to citizens"},
            meaning={
                "ar": "المواعيد التي فاتت في المدة دون رد مما أظهرته صفحات الطلبات لأصحابها، والمهل القصوى التي انقضت.",
                "en": "Dates on the pages of citizens that passed in the period without an answer, and overall limits "
                "that passed.",
            },
        ),
        Term(
            key="missed_inside",
            name={"ar": "مواعيد داخلية فائتة", "en": "Missed inside"},
            meaning={
                "ar": "المواعيد التي فاتت في المدة فصُعّد الطلب بعدها أو ذُكّرت وحدة الشكاوى.",
                "en": "Dates that passed in the period, after which the request was escalated or the complaints unit "
                "reminded.",
            },
        ),
        Term(
            key="days",
            name={"ar": "وسيط أيام العمل", "en": "Median working days"},
            meaning={
                "ar": "نصف الطلبات التي صدر فيها أول قرار في المدة استغرق هذا العدد من أيام العمل أو أقل منذ "
                "تقديمه، ونصفها استغرق أكثر.",
                "en": "Half of the requests first decided in the period took so many working days or fewer from "
                "filing; half took longer.",
            },
        ),
        Term(
            key="usual_days",
            name={"ar": "المدة المعتادة للرد", "en": "Usual time to an answer"},
            meaning={
                "ar": "بعد كم يوم عمل من تقديمها كان قد رُدّ على نصف الطلبات التي وردت إلى الجهة في المدة، عدا الثناء. "
                "والطلب الذي لم يُرد عليه بعد يُحسب أطول من كل ما رُدّ عليه. ولا تُذكر المدة إن رُدّ على أقل من النصف، "
                "ولا إن حُجب عدد الواردة أو عدد ما رُدّ عليه منها.",
                "en": "After how many working days half of the requests that an agency received in the period, without "
                "praise, had an answer. A request without an answer yet counts as longer than all others. It isn’t "
                "given where fewer than half had an answer, nor where either number is withheld.",
            },
        ),
        Term(
            key="kept",
            name={"ar": "في الموعد", "en": "By the promised date"},
            meaning={
                "ar": "من الطلبات التي وردت إلى الجهة في المدة ورُدّ عليها، عدا الثناء: ما لم يفت فيه حتى تاريخ الإقفال "
                "أي موعد أُعطي لصاحبه. وإذا كان العدد صغيرًا جدًّا قيل «أكثر من 90%» أو «أقل من 10%»، أو حُجب.",
                "en": "Of the requests that an agency received in the period and answered, without praise: those in "
                "which no date that the citizen was given had passed by the cut-off. Where the number is too small, it "
                "says “more than 90%” or “less than 10%”, or is withheld.",
            },
        ),
        Term(
            key="satisfied",
            name={"ar": "راضٍ", "en": "Satisfied"},
            meaning={
                "ar": "من التقييمات في المدة، عدا تقييمات الثناء: ما كان أربع نجوم أو خمسًا.",
                "en": "Of the ratings given in the period, without those of praise: those of four and five stars.",
            },
            conditions=(NO_PRAISE, CONTENT),
        ),
        Term(
            key="needs_met",
            name={"ar": "«حصلت على ما احتجت إليه»", "en": "“I got what I needed”"},
            meaning={
                "ar": "ممن أجابوا عن هذا السؤال في المدة، عدا الثناء: من قالوا نعم. و«جزئيًّا» لا تُحسب نعم.",
                "en": "Of the citizens who answered this question in the period, without praise: those who said "
                "yes. “Partly” doesn’t count as yes.",
            },
            conditions=(NO_PRAISE, NEEDS_MET),
        ),
    )
}
"""In the order in which they are explained."""
