"""The words of the home page and of the page above the forms."""

from __future__ import annotations

from typing import Any

from content.pages.texts.contact import RUN_BY
from content.pages.written import Both

HOME: dict[str, Both] = {
    "title": Both("إنصاف", "Insaf"),
    "search_description": Both(
        "المنصّة الوطنية للشكاوى والاستفسارات والاقتراحات: قدّم طلبك وتابعه، ولكل خطوة موعد معلن.",
        "The national platform for complaints, inquiries and suggestions: file and follow, with a date for every step.",
    ),
    "hero_title": Both(
        "قدّم طلبك، واعرف من اليوم الأول متى يأتيك الرد",
        "File your request, and know from day one when you’ll hear back",
    ),
    "hero_text": Both(
        "يصل طلبك إلى الجهة المسؤولة، ولكل خطوة موعد معلن. وإن فات الموعد صُعّد الطلب تلقائيًّا إلى المسؤول الأعلى.",
        "We send it to the right agency and tell you when each step is due. If a date is missed, the "
        "request is escalated automatically.",
    ),
    "file_title": Both("تقديم طلب", "File a request"),
    "file_text": Both("دون حساب، من الهاتف أو الحاسوب", "No account needed, on a phone or a computer"),
    "follow_title": Both("متابعة طلب", "Follow a request"),
    "follow_text": Both("بالرقم والرمز اللذين ظهرا لك بعد التقديم", "With the number and the code you were shown"),
    "stairs_title": Both("ماذا يحدث بعد أن تقدّم طلبك؟", "What happens after you file?"),
    "agencies_title": Both("الجهات", "Agencies"),
    "call_hours": Both("مركز الاتصال الوطني", "National Call Centre"),
    "run_by": RUN_BY,
}

HOME_STAIRS: list[dict[str, Any]] = [
    {
        "when": Both("في اللحظة نفسها", "Straight away"),
        "heading": Both("يصلك رقم الطلب وموعد الرد", "You get a number and a date"),
        "text": Both(
            "ويُوجَّه الطلب إلى الجهة المختصة، ويُذكر لك سبب اختيارها.",
            "Your request is sent to the agency in charge, and we tell you why it was chosen.",
        ),
    },
    {
        "level": "0",
        "heading": Both("تردّ الجهة", "The agency replies"),
        "text": Both(
            "يردّ عليك قسم خدمة الجمهور فيها، وهو من عيّنته للنظر في طلبات المواطنين.",
            "Its public service section replies: the people named to look after citizens’ requests.",
        ),
    },
    {
        "level": "1",
        "heading": Both("يُصعَّد إلى المستوى الأول", "It’s escalated to level 1"),
        "text": Both(
            "المدير المسؤول عن الخدمة في الجهة نفسها.", "The director in charge of the service, in the same agency."
        ),
    },
    {
        "level": "2",
        "heading": Both("يُصعَّد إلى المستوى الثاني", "It’s escalated to level 2"),
        "text": Both(
            "أعلى موظف في الجهة: الأمين العام أو المدير العام. ويظهر التأخير في التقرير الشهري.",
            "The most senior official of the agency. The delay is shown in the monthly report.",
        ),
    },
]

FILING: dict[str, Both] = {
    "title": Both("تقديم طلب", "File a request"),
    "search_description": Both(
        "شكوى أو استفسار أو اقتراح أو ثناء أو بلاغ نزاهة، دون حساب.",
        "A complaint, an inquiry, a suggestion, praise or an integrity report, without an account.",
    ),
    "intro": Both(
        "اختر ما يصف طلبك. لا تحتاج إلى حساب، ولا يلزمك أن تعرف الجهة المختصة: إن لم تعرفها وجّهنا الطلب عنك.",
        "Choose what fits your request. You don’t need an account, and you don’t need to know which agency "
        "is in charge: we’ll find it for you.",
    ),
}
