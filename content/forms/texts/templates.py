"""Forms that editors may begin with instead of an empty one: their words and questions are changed before publishing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from content.forms.texts.shared import CONFIDENTIAL, CONTACT, PLACE, SUBJECT, UNSURE, WHO_READS
from content.forms.written import ask, ask_own
from content.pages.written import Both
from workflows.questions.types import YES, QuestionKind


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """``code``: of its choice, and of the address that the form is given. ``suits``: what it is good for."""

    code: str
    title: Both
    suits: Both
    heading: Both
    summary: Both
    intro: Both
    send_label: Both
    questions: list[dict[str, Any]]
    notes: list[dict[str, Any]]


_AGENCY: Final = ask(QuestionKind.AGENCY, Both("الجهة المعنية", "The agency it concerns"), UNSURE)
_SUBJECT: Final = ask(QuestionKind.SUBJECT, SUBJECT)
_REACHED: Final = ask(
    QuestionKind.CONTACT,
    Both("كيف نبلغك بالنتيجة؟", "How can we tell you the result?"),
    Both("بريد إلكتروني أو هاتف: واحد منهما يكفي.", "An email address or a phone number: one is enough."),
    required=True,
    ask_name=True,
)
_NO_NUMBER: Final = Both("لا تكتب رقمك الوطني هنا.", "Do not write your national number here.")
_PHOTOS: Final = ask(QuestionKind.FILES, Both("صور أو مستندات", "Photos or documents"))

PLACE_TEMPLATE: Final = FormTemplate(
    code="public-place",
    title=Both("شكوى من مكان عام", "Complaint about a public place"),
    suits=Both(
        "حفرة أو إنارة أو نظافة أو رصيف: أين هي، وهل فيها خطر؟",
        "A hole, a lamp, litter, a pavement: where, and is it dangerous?",
    ),
    heading=Both("بلّغ عن مشكلة في مكان عام", "Report a problem in a public place"),
    summary=Both("شارع أو حديقة أو مبنى عام يحتاج إلى إصلاح", "A street, a park or a public building needs repair"),
    intro=Both(
        "حدّد المكان بدقة، فالصورة والعنوان يختصران الطريق.",
        "Say exactly where it is. A photo and an address save time.",
    ),
    send_label=Both("إرسال البلاغ", "Send the report"),
    questions=[
        _AGENCY,
        _SUBJECT,
        PLACE,
        ask_own(
            QuestionKind.YES_NO, "danger", Both("هل فيها خطر على الناس؟", "Is it dangerous to people?"), required=True
        ),
        ask_own(
            QuestionKind.SHORT_TEXT,
            "danger_kind",
            Both("ما الخطر؟", "What is the danger?"),
            only_if=("danger", YES),
        ),
        ask(QuestionKind.STATEMENT, Both("صف المشكلة", "Describe the problem"), _NO_NUMBER),
        _PHOTOS,
        CONTACT,
        CONFIDENTIAL,
    ],
    notes=[WHO_READS],
)

SERVICE_TEMPLATE: Final = FormTemplate(
    code="public-service",
    title=Both("شكوى من خدمة", "Complaint about a service"),
    suits=Both("خدمة تأخّرت أو رُفضت أو لم تُقدَّم كما يجب.", "A service was late, refused or not as it should be."),
    heading=Both("اشتكِ من خدمة حكومية", "Complain about a public service"),
    summary=Both("خدمة تأخّرت أو لم تُقدَّم كما يجب", "A service was late or fell short"),
    intro=Both(
        "اكتب ما طلبت، ومن راجعت، وبماذا أُجبت.", "Write what you asked for, whom you asked, and what you were told."
    ),
    send_label=Both("إرسال الشكوى", "Send the complaint"),
    questions=[
        _AGENCY,
        _SUBJECT,
        ask_own(
            QuestionKind.CHOICE,
            "went_wrong",
            Both("ما المشكلة؟", "What went wrong?"),
            required=True,
            options=(
                ("late", Both("تأخّرت الخدمة", "The service was late")),
                ("refused", Both("رُفض طلبي", "My request was refused")),
                ("fees", Both("طُلبت رسوم لم أكن أعرفها", "I was asked for fees I did not know of")),
                ("treatment", Both("طريقة التعامل معي", "The way I was treated")),
                ("other", Both("غير ذلك", "Something else")),
            ),
        ),
        ask_own(
            QuestionKind.YES_NO, "asked_before", Both("هل راجعت الجهة قبل الشكوى؟", "Did you ask the agency first?")
        ),
        ask_own(
            QuestionKind.SHORT_TEXT,
            "agency_reply",
            Both("بماذا أُجبت؟", "What were you told?"),
            only_if=("asked_before", YES),
        ),
        ask(QuestionKind.STATEMENT, Both("اشرح ما حدث", "Tell us what happened"), _NO_NUMBER),
        _PHOTOS,
        CONTACT,
        CONFIDENTIAL,
    ],
    notes=[WHO_READS],
)

PERMIT_TEMPLATE: Final = FormTemplate(
    code="permit",
    title=Both("طلب رخصة أو تصريح", "Application for a permit"),
    suits=Both(
        "رخصة أو تصريح أو موافقة تُمنح بعد دراسة.", "A permit, a licence or a consent that is granted after a review."
    ),
    heading=Both("قدّم طلب رخصة", "Apply for a permit"),
    summary=Both("رخصة جديدة أو تجديد رخصة", "A new permit or a renewal"),
    intro=Both(
        "جهّز المستندات قبل أن تبدأ. ونبلغك القرار وسببه.",
        "Have your documents ready. We tell you the decision and the reason for it.",
    ),
    send_label=Both("إرسال الطلب", "Send the application"),
    questions=[
        _AGENCY,
        ask(QuestionKind.SUBJECT, Both("الرخصة المطلوبة", "The permit you need")),
        ask_own(
            QuestionKind.YES_NO,
            "has_permit",
            Both("هل لديك رخصة سابقة؟", "Do you have a permit already?"),
            required=True,
        ),
        ask_own(
            QuestionKind.SHORT_TEXT,
            "permit_number",
            Both("رقم الرخصة السابقة", "Number of that permit"),
            only_if=("has_permit", YES),
        ),
        ask_own(QuestionKind.DATE, "starts_on", Both("من أي يوم تحتاج إليها؟", "From which day do you need it?")),
        PLACE,
        ask(QuestionKind.STATEMENT, Both("صف النشاط", "Describe the activity"), _NO_NUMBER),
        ask(QuestionKind.FILES, Both("المستندات المطلوبة", "The documents that are asked for"), required=True),
        _REACHED,
        ask_own(QuestionKind.CONSENT, "true_words", Both("أقرّ بأن ما كتبته صحيح.", "What I have written is true.")),
    ],
    notes=[],
)

APPOINTMENT_TEMPLATE: Final = FormTemplate(
    code="appointment",
    title=Both("طلب موعد", "Request an appointment"),
    suits=Both(
        "موعد في جهة: يوم مناسب، وما يلزم عند الحضور.",
        "A visit to an agency: a day that suits, and what is needed there.",
    ),
    heading=Both("اطلب موعدًا", "Request an appointment"),
    summary=Both("موعد لمراجعة جهة حكومية", "A visit to a public agency"),
    intro=Both("نؤكد لك الموعد قبل الحضور.", "We confirm the appointment before you come."),
    send_label=Both("إرسال الطلب", "Send the request"),
    questions=[
        _AGENCY,
        ask(QuestionKind.SUBJECT, Both("سبب الموعد", "What the appointment is about")),
        ask_own(QuestionKind.DATE, "wished_day", Both("اليوم المناسب لك", "The day that suits you"), required=True),
        ask_own(
            QuestionKind.CHOICE,
            "wished_time",
            Both("الوقت المناسب", "The time that suits you"),
            options=(
                ("morning", Both("قبل الظهر", "In the morning")),
                ("afternoon", Both("بعد الظهر", "In the afternoon")),
            ),
        ),
        ask_own(
            QuestionKind.YES_NO,
            "needs_help",
            Both("هل تحتاج إلى مساعدة عند الحضور؟", "Do you need help when you come?"),
        ),
        ask_own(
            QuestionKind.SHORT_TEXT,
            "help_needed",
            Both("ما المساعدة؟", "What help?"),
            Both("مثل مدخل للكرسي المتحرك أو مترجم إشارة.", "Such as a ramp for a wheelchair or a sign interpreter."),
            only_if=("needs_help", YES),
        ),
        ask(QuestionKind.STATEMENT, Both("ما الذي تريد بحثه؟", "What would you like to discuss?"), _NO_NUMBER),
        _REACHED,
    ],
    notes=[],
)

INQUIRY_TEMPLATE: Final = FormTemplate(
    code="transaction",
    title=Both("استفسار عن معاملة", "Question about a file"),
    suits=Both("أين وصلت معاملة، أو ما المطلوب لإنجازها.", "Where a file stands, or what is still needed for it."),
    heading=Both("اسأل عن معاملتك", "Ask about your file"),
    summary=Both("أين وصلت معاملتك وما المطلوب", "Where your file stands and what is needed"),
    intro=Both("رقم المعاملة يسرّع الرد.", "The number of the file makes the reply faster."),
    send_label=Both("إرسال الاستفسار", "Send the question"),
    questions=[
        _AGENCY,
        _SUBJECT,
        ask_own(QuestionKind.SHORT_TEXT, "file_number", Both("رقم المعاملة", "Number of the file")),
        ask_own(QuestionKind.DATE, "handed_in_on", Both("متى قدّمتها؟", "When did you hand it in?")),
        ask(QuestionKind.STATEMENT, Both("سؤالك", "Your question"), _NO_NUMBER),
        _PHOTOS,
        _REACHED,
    ],
    notes=[],
)

TEMPLATES: Final = {
    each.code: each
    for each in (PLACE_TEMPLATE, SERVICE_TEMPLATE, PERMIT_TEMPLATE, APPOINTMENT_TEMPLATE, INQUIRY_TEMPLATE)
}
