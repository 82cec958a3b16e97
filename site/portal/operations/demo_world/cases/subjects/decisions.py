"""What agencies decide where a story has no ending of its own, and when they look at a matter again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Texts

_ANY: Final[Mapping[str, Texts]] = {
    "resolved": (
        Both(
            "عولج الموضوع وفق ما طلبت، وتأكّدنا من ذلك قبل الرد عليك. شكرًا لصبرك.",
            "The matter has been settled as you asked, and we checked this before writing to you. Thank you for your patience.",
        ),
        Both(
            "أُنجز المطلوب. إن ظهر لك ما يخالف ذلك فأخبرنا ونتابعه من جديد.",
            "What you asked for is done. Should you find otherwise, tell us and we take it up again.",
        ),
    ),
    "partly_resolved": (
        Both(
            "أُنجز جزء من المطلوب، والباقي مُدرج في خطة العمل للربع القادم لارتباطه بالمخصصات المالية.",
            "Part of it is done. The rest is in the work plan for the next quarter, since it depends on funds.",
        ),
    ),
    "explained": (
        Both(
            "درسنا طلبك وتبيّن أن الإجراء تمّ وفق التعليمات النافذة، ويمكنك الاطّلاع عليها في موقعنا.",
            "We have studied your request. What was done follows the instructions in force, which you find on our website.",
        ),
        Both(
            "يمكنك مراجعة أقرب مكتب لنا بهويتك ورقم الطلب، ويُستكمل الإجراء في الزيارة نفسها.",
            "Please visit our nearest office with your identity card and this number; it is completed on the same visit.",
        ),
    ),
    "refused": (
        Both(
            "نعتذر عن عدم إمكان تلبية الطلب لأن الشروط المنصوص عليها في التعليمات لا تنطبق على الحالة. ويحق لك الاعتراض خلال ثلاثين يومًا.",
            "We are sorry that this cannot be granted: the conditions in the instructions are not met. You may object within thirty days.",
        ),
    ),
    "go_elsewhere": (
        Both(
            "الموضوع بين طرفين ويدخل في اختصاص المحاكم، فننصحك بمراجعة المحكمة المختصة أو محامٍ.",
            "This is a matter between two parties and belongs to the courts; we advise you to turn to the competent court or a lawyer.",
        ),
    ),
    "noted": (
        Both(
            "شكرًا لك. وصلت رسالتك إلى القسم المعني وأُخذت في الحسبان.",
            "Thank you. Your message has reached the department concerned and has been taken into account.",
        ),
    ),
}
_OF_KIND: Final[Mapping[tuple[str, str], Texts]] = {
    ("inquiry", "refused"): (
        Both(
            "نعتذر، فهذه المعلومة لا تُعطى إلا لصاحب العلاقة حضورًا بهويته، حفاظًا على بياناته.",
            "We are sorry: this is told only to the person concerned, who comes with an identity card, so that their data are safe.",
        ),
    ),
    ("inquiry", "go_elsewhere"): (
        Both(
            "الخدمة التي تسأل عنها تقدّمها جهة غير حكومية، وننصحك بسؤالها مباشرة.",
            "The service you ask about is not provided by a public body; please ask the provider directly.",
        ),
    ),
    ("suggestion", "resolved"): (
        Both(
            "أخذنا باقتراحك، ويبدأ تطبيقه من الشهر القادم. شكرًا لك.",
            "We have taken up your suggestion; it begins next month. Thank you.",
        ),
    ),
    ("suggestion", "noted"): (
        Both(
            "اقتراح مفيد، وعُرض في اجتماع القسم هذا الأسبوع لدراسة كلفته.",
            "A useful suggestion. It was presented in this week's meeting, and its cost is being studied.",
        ),
        Both(
            "نشكرك على وقتك. حُفظ الاقتراح ضمن خطة التطوير للعام القادم.",
            "Thank you for your time. The suggestion is kept for next year's plan.",
        ),
    ),
    ("suggestion", "refused"): (
        Both(
            "درسنا الاقتراح، وكلفته الآن تفوق ما هو متاح، ونشكرك على اهتمامك.",
            "We have studied it; at present it costs more than there is. Thank you for caring.",
        ),
    ),
    ("suggestion", "go_elsewhere"): (
        Both(
            "يخص الاقتراح جهة خاصة لا تتبع لنا، ويمكنك عرضه عليها مباشرة.",
            "The suggestion concerns a private company; you can put it to them directly.",
        ),
    ),
    ("praise", "noted"): (
        Both(
            "نشكرك على كلماتك الطيبة، وقد أُبلغ بها من تعنيهم.",
            "Thank you for your kind words; they have been passed on to those they are for.",
        ),
        Both(
            "وصل شكرك إلى الزملاء وحُفظت نسخة منه في ملفاتهم.",
            "Your thanks reached our colleagues, and a copy is kept in their files.",
        ),
        Both(
            "كلمتك أسعدت الفريق، وعُلّقت في لوحة القسم.",
            "Your words made the team happy and hang on the department's board.",
        ),
    ),
}
AGAIN: Final[Mapping[str, Texts]] = {
    "resolved": (
        Both(
            "أعدنا النظر بعد ملاحظتك، وأشرف المدير بنفسه على استكمال ما نقص، وهو منجز الآن.",
            "After your remark we looked again; the director saw to what was missing, and it is done now.",
        ),
        Both(
            "نعتذر عمّا فات في الرد الأول. عولج السبب هذه المرة لا أثره، وسنتابعه أسبوعين.",
            "We are sorry for the first reply. This time the cause was dealt with, and we watch it for two weeks.",
        ),
    ),
    "partly_resolved": (
        Both(
            "استُكمل جزء آخر بعد ملاحظتك، ويبقى ما يحتاج إلى موازنة، وقد رُفع به كتاب إلى الإدارة.",
            "More was done after your remark; what needs funds was put to the management in writing.",
        ),
    ),
    "explained": (
        Both(
            "بعد إعادة الدراسة نوضّح ما لم يكن واضحًا في الرد الأول، ورقم الموظف المعني لدى مركز الاتصال لأي سؤال.",
            "Having studied it again, we explain here what was unclear; the call centre can put you through to the official in charge.",
        ),
    ),
    "refused": (
        Both(
            "أعادت لجنة أخرى دراسة الطلب ووصلت إلى النتيجة نفسها لعدم انطباق الشروط.",
            "Another committee studied it and came to the same result: the conditions are not met.",
        ),
    ),
    "go_elsewhere": (
        Both(
            "راجعنا الأمر مع الدائرة القانونية، وهو خارج صلاحية الجهات الحكومية، والقضاء هو المرجع فيه.",
            "Our legal department confirms that this is outside what public bodies may decide; it is for the courts.",
        ),
    ),
    "noted": (
        Both(
            "أُعيد عرض ملاحظتك على القسم المعني وأُخذت في الحسبان.",
            "Your remark was put to the department again and has been taken into account.",
        ),
    ),
}
"""When a citizen has said that the first answer does not settle it."""
SORTED: Final[Mapping[str, Texts]] = {
    "go_elsewhere": (
        Both(
            "الطلب خارج اختصاص الجهات الحكومية، فهو نزاع خاص تنظر فيه المحاكم.",
            "This lies outside what public bodies deal with: it is a private dispute for the courts.",
        ),
    ),
    "refused": (
        Both(
            "لا يمكن دراسة الطلب لأن ما فيه من تفاصيل لا يكفي. يسعدنا استقبال طلب جديد يذكر الخدمة والمكان والتاريخ.",
            "This cannot be examined on what it says. We are glad to take a new request that names the service, the place and the date.",
        ),
    ),
}
"""What the complaints unit decides at once, where no rule of routing matched."""

REFUSALS: Final[Mapping[str, tuple[Both, Both]]] = {
    "outside_competence": (
        Both("نظام تنظيم الجهة، مادة المهام والصلاحيات", "The agency’s bylaw of organisation, article on its powers"),
        Both(
            "قدّم الطلب إلى الجهة المختصة من صفحة «الجهات»، واذكر رقم هذا الطلب.",
            "File it with the agency in charge, which you find on the page “Agencies”, and name the number of this request.",
        ),
    ),
    "no_legal_basis": (
        Both("قانون الإجراءات النافذ، المادة المنظّمة لهذه الخدمة", "The law in force, article on this service"),
        Both(
            "يمكنك الاعتراض هنا، أو الطعن لدى المحكمة الإدارية خلال ستين يومًا.",
            "You can object here, or go to the administrative court within sixty days.",
        ),
    ),
    "conditions_not_met": (
        Both("تعليمات الخدمة، بند شروط الاستحقاق", "The instructions of the service, conditions of entitlement"),
        Both(
            "إن استوفيت الشروط أو تغيّرت حالتك فقدّم طلبًا جديدًا ومعه الوثائق.",
            "Once you meet the conditions, or your situation changes, file a new request with the documents.",
        ),
    ),
    "not_in_plan": (
        Both("قانون الموازنة العامة وخطة الجهة لهذا العام", "The budget law and the agency’s plan for this year"),
        Both(
            "يُعاد النظر في الخطة كل تشرين الأول؛ قدّم اقتراحك قبل ذلك ليُدرس معها.",
            "The plan is made anew each October. Send a suggestion before then, and it is looked at with it.",
        ),
    ),
    "no_evidence": (
        Both("تعليمات التحقيق في الشكاوى، بند الإثبات", "The instructions on examining complaints, on evidence"),
        Both(
            "أرسل ما لديك من صور أو أسماء شهود أو تواريخ، ويُفتح الملف من جديد.",
            "Send what you have: pictures, names of witnesses, dates. The file is opened again with them.",
        ),
    ),
    "already_decided": (
        Both("القرار السابق في الموضوع نفسه", "The decision made before on the same matter"),
        Both(
            "إن ظهرت وقائع جديدة فاذكرها في اعتراضك هنا.",
            "If there is something new, say so in an objection here.",
        ),
    ),
    "not_public": (
        Both(
            "قانون ضمان حق الحصول على المعلومات، المادة 13",
            "The law on the right of access to information, article 13",
        ),
        Both(
            "يمكن لصاحب العلاقة أن يطلبها حضورًا بهويته.",
            "The person concerned can ask for it in person, with an identity card.",
        ),
    ),
    "not_feasible": (
        Both("دراسة الجدوى التي أجرتها الجهة", "The agency’s study of what can be done"),
        Both(
            "يمكنك تعديل الاقتراح وإرساله من جديد.",
            "You can change the suggestion and send it again.",
        ),
    ),
}
"""Which rule a refusal rests on by its ground, and what can be done instead. The rules are made up in part: a demo."""


def in_general(kind: str, outcome: str) -> Texts:
    """Endings that fit a kind of request whatever it is about."""
    return _OF_KIND.get((kind, outcome)) or _ANY[outcome]
