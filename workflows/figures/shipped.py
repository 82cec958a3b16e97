"""The measures that Insaf comes with. Owners publish versions of them, and further ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workflows.figures import terms
from workflows.figures.measure import AT_END, Condition, Measure, Term
from workflows.figures.terms import TERMS

_COUNT: Final = Term("count")


def _happened(verb: str) -> Condition:
    return Condition("verb", is_in=(verb,))


def _left_by(way: str) -> Condition:
    """By what their citizen said of an answer; the keys of the processes that Insaf comes with."""
    return Condition("way", is_in=(way,))


SHIPPED: Final[Mapping[str, Measure]] = {
    measure.key: measure
    for measure in (
        Measure(
            key="received",
            name={"ar": "الطلبات الواردة", "en": "Requests received"},
            meaning={
                "ar": "الطلبات التي قُدّمت في المدة.",
                "en": "Requests that were filed in the period.",
            },
            source="cases",
            term=_COUNT,
            placed_by="opened_on",
        ),
        Measure(
            key="pending",
            name={"ar": "الطلبات المعلّقة", "en": "Pending requests"},
            meaning={
                "ar": "الطلبات التي لم تُغلق حتى نهاية المدة: المفتوح منها، وما ينتظر موافقة صاحبه.",
                "en": "Requests that are not closed at the end of the period: the open ones, and those that wait for "
                "the citizen’s agreement.",
            },
            source="cases",
            term=_COUNT,
            filters=TERMS["pending"].conditions,
            placed_by=AT_END,
            direction="less",
        ),
        Measure(
            key="open",
            name={"ar": "الطلبات المفتوحة", "en": "Open requests"},
            meaning=TERMS["open"].meaning,
            source="cases",
            term=_COUNT,
            filters=TERMS["open"].conditions,
            placed_by=AT_END,
            direction="less",
        ),
        Measure(
            key="closed",
            name={"ar": "الطلبات المغلقة", "en": "Requests closed"},
            meaning={
                "ar": "الطلبات التي أُغلقت في المدة وبقيت مغلقة حتى نهايتها.",
                "en": "Requests that were closed in the period and are still closed when it ends.",
            },
            source="cases",
            term=_COUNT,
            filters=TERMS["closed"].conditions,
            placed_by="closed_on",
            direction="more",
        ),
        Measure(
            key="answered_share",
            name={"ar": "نسبة ما رُدّ عليه", "en": "Share answered"},
            meaning=TERMS["answered"].meaning,
            source="cases",
            shape="share",
            term=Term("count_if", conditions=TERMS["answered"].conditions),
            of=Term("count_if", conditions=(terms.NO_PRAISE,)),
            placed_by="opened_on",
            unit="percent",
            direction="more",
        ),
        Measure(
            key="resolved_share",
            name={"ar": "نسبة الشكاوى التي حُلّت", "en": "Share of complaints resolved"},
            meaning=TERMS["resolved"].meaning,
            source="cases",
            shape="share",
            term=Term("count_if", conditions=TERMS["resolved"].conditions),
            of=Term("count_if", conditions=(terms.COMPLAINT,)),
            filters=(terms.CLOSED,),
            placed_by="closed_on",
            unit="percent",
            direction="more",
        ),
        Measure(
            key="explained_share",
            name={"ar": "نسبة الشكاوى التي أُجيب عنها بتوضيح", "en": "Share of complaints explained"},
            meaning=TERMS["explained"].meaning,
            source="cases",
            shape="share",
            term=Term("count_if", conditions=TERMS["explained"].conditions),
            of=Term("count_if", conditions=(terms.COMPLAINT,)),
            filters=(terms.CLOSED,),
            placed_by="closed_on",
            unit="percent",
        ),
        Measure(
            key="withdrawn",
            name={"ar": "الطلبات المسحوبة", "en": "Requests withdrawn"},
            meaning=TERMS["withdrawn"].meaning,
            source="cases",
            term=_COUNT,
            filters=TERMS["withdrawn"].conditions,
            placed_by="closed_on",
        ),
        Measure(
            key="accepted",
            name={"ar": "ما قبله أصحابه", "en": "Answers accepted"},
            meaning={
                "ar": "الردود التي قال أصحاب الطلبات في المدة إنهم يقبلونها. ومن سكت لا يُحسب قابلًا.",
                "en": "Answers that citizens said in the period they accept. Silence is not counted as acceptance.",
            },
            source="steps",
            term=_COUNT,
            filters=(_left_by("accepted"),),
            placed_by="left_on",
        ),
        Measure(
            key="no_objection",
            name={"ar": "ما أُغلق دون اعتراض", "en": "Closed without an objection"},
            meaning={
                "ar": "الردود التي لم يعترض عليها أصحابها في المهلة ولم يقولوا إنهم يقبلونها.",
                "en": "Answers to which citizens neither objected in time nor said that they accept them.",
            },
            source="steps",
            term=_COUNT,
            filters=(_left_by("silent"),),
            placed_by="left_on",
        ),
        Measure(
            key="satisfied_share",
            name={"ar": "نسبة الرضا", "en": "Share satisfied"},
            meaning=TERMS["satisfied"].meaning,
            source="occurrences",
            shape="share",
            term=Term("count_if", conditions=TERMS["satisfied"].conditions),
            of=Term("count_if", conditions=(terms.NO_PRAISE,)),
            filters=(_happened("rated"),),
            placed_by="on",
            unit="percent",
            direction="more",
        ),
        Measure(
            key="needs_met_share",
            name={"ar": "نسبة من حصلوا على ما احتاجوا إليه", "en": "Share who got what they needed"},
            meaning=TERMS["needs_met"].meaning,
            source="occurrences",
            shape="share",
            term=Term("count_if", conditions=TERMS["needs_met"].conditions),
            of=Term("count_if", conditions=(terms.NO_PRAISE, terms.NEEDS_SAID)),
            filters=(_happened("rated"),),
            placed_by="on",
            unit="percent",
            direction="more",
        ),
        Measure(
            key="days_to_answer",
            name={"ar": "الوسيط حتى أول رد", "en": "Median time to the first reply"},
            meaning={
                "ar": "وسيط أيام العمل من تقديم الطلب حتى أول رد على صاحبه، للطلبات التي رُدّ عليها أول مرة في المدة.",
                "en": "The median of the working days from filing to the first reply, of requests first replied to in "
                "the period.",
            },
            source="cases",
            term=Term("median", column="answer_took"),
            placed_by="answered_on",
            unit="working_days",
            direction="less",
        ),
        Measure(
            key="days_to_decision",
            name={"ar": "الوسيط حتى القرار", "en": "Median time to the decision"},
            meaning={
                "ar": "وسيط أيام العمل من تقديم الطلب حتى أول قرار، للطلبات التي صدر فيها أول قرار في المدة.",
                "en": "The median of the working days from filing to the first decision, of requests first decided in "
                "the period.",
            },
            source="cases",
            term=Term("median", column="decision_took"),
            placed_by="decided_on",
            unit="working_days",
            direction="less",
        ),
        Measure(
            key="escalations",
            name={"ar": "مرات التصعيد", "en": "Escalations"},
            meaning={
                "ar": "كل انتقال لطلب إلى مستوى أعلى في المدة، تلقائيًّا كان أو بفعل موظف.",
                "en": "Each step of a request up to a higher level in the period, made automatically or by a person.",
            },
            source="occurrences",
            term=_COUNT,
            filters=(_happened("escalated"),),
            placed_by="on",
            direction="less",
        ),
        Measure(
            key="escalations_by_clock",
            name={"ar": "مرات التصعيد التلقائي", "en": "Automatic escalations"},
            meaning={
                "ar": "ما صُعّد تلقائيًّا في المدة لانقضاء أيام العمل دون إجراء.",
                "en": "Escalations in the period that were made because the working days passed without action.",
            },
            source="occurrences",
            term=_COUNT,
            filters=(_happened("escalated"), Condition("by", is_in=("clock",))),
            placed_by="on",
            direction="less",
        ),
        Measure(
            key="in_time_share",
            name={"ar": "نسبة ما صدر قراره ضمن المهلة القصوى", "en": "Share decided within the overall limit"},
            meaning=TERMS["in_time"].meaning,
            source="cases",
            shape="share",
            term=Term("count_if", conditions=(Condition("in_time", is_in=("yes",)),)),
            of=Term("count_if", conditions=(Condition("in_time", is_set=True),)),
            filters=(Condition("limited", is_in=("yes",)),),
            placed_by="decided_on",
            unit="percent",
            direction="more",
        ),
        Measure(
            key="promises_missed",
            name=TERMS["missed"].name,
            meaning=TERMS["missed"].meaning,
            source="occurrences",
            term=_COUNT,
            filters=(_happened("missed"),),
            placed_by="on",
            direction="less",
        ),
        Measure(
            key="missed_inside",
            name=TERMS["missed_inside"].name,
            meaning=TERMS["missed_inside"].meaning,
            source="occurrences",
            term=_COUNT,
            filters=(_happened("missed_inside"),),
            placed_by="on",
            direction="less",
        ),
        Measure(
            key="open_missed",
            name={"ar": "طلبات مفتوحة فات موعدها", "en": "Open requests with a missed date"},
            meaning={
                "ar": "الطلبات المفتوحة في نهاية المدة التي فات فيها موعد أُعطي لصاحبها. ولا تدخل في نسبة ما صدر قراره "
                "في الموعد، إذ لم يصدر فيها قرار بعد.",
                "en": "Requests that are open at the end of the period and in which a date that the citizen was given "
                "has passed. They aren’t in the share decided by the promised date, since they aren’t decided yet.",
            },
            source="cases",
            term=_COUNT,
            filters=(*TERMS["open"].conditions, Condition("missed", at_least=1)),
            placed_by=AT_END,
            direction="less",
        ),
        Measure(
            key="kept_share",
            name={"ar": "نسبة ما صدر قراره في الموعد", "en": "Share decided by the promised date"},
            meaning={
                "ar": "من الطلبات التي صدر فيها أول قرار في المدة: نسبة ما لم يفت فيه أي موعد أُعطي لصاحبه. والطلبات "
                "المفتوحة التي فات موعدها لا تدخل فيها، ولها عدد مستقل.",
                "en": "Of the requests first decided in the period: those in which no date that the citizen was given "
                "had passed. Open requests with a missed date aren’t in it; they’re counted on their own.",
            },
            source="cases",
            shape="share",
            term=Term("count_if", conditions=(Condition("missed", at_most=0),)),
            of=_COUNT,
            placed_by="decided_on",
            unit="percent",
            direction="more",
        ),
        Measure(
            key="reopened_share",
            name={"ar": "نسبة ما اعتُرض عليه", "en": "Share objected to"},
            meaning={
                "ar": "من الطلبات التي صدر فيها أول قرار في المدة: نسبة ما اعترض أصحابها على إجابته.",
                "en": "Of the requests first decided in the period: those to whose answer the citizen objected.",
            },
            source="cases",
            shape="share",
            term=Term("count_if", conditions=(Condition("reopenings", at_least=1),)),
            of=_COUNT,
            placed_by="decided_on",
            unit="percent",
            direction="less",
        ),
        Measure(
            key="referrals",
            name={"ar": "مرات الإحالة", "en": "Referrals"},
            meaning={
                "ar": "إحالات الطلبات من جهة إلى أخرى في المدة، تُحسب للجهة التي أحالت.",
                "en": "Referrals of requests to another agency in the period, counted for the agency that referred.",
            },
            source="occurrences",
            term=_COUNT,
            filters=(_happened("referred"),),
            placed_by="on",
            direction="less",
        ),
    )
}
"""By their keys, in the order in which they are offered."""
