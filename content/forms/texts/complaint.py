"""The words of the form for complaints."""

from content.forms.texts.shared import (
    CONCERNS,
    CONFIDENTIAL,
    CONTACT,
    EMERGENCY,
    FOR_OTHER,
    PEOPLE_HARMED,
    PLACE,
    SUBJECT,
    UNSURE,
    WHO_READS,
)
from content.forms.written import WrittenForm, ask
from content.pages.written import Both
from workflows.questions.types import QuestionKind

COMPLAINT = WrittenForm(
    kind="complaint",
    title=Both("شكوى", "Complaint"),
    heading=Both("تقديم شكوى", "File a complaint"),
    summary=Both("ضرر لحقك أو خدمة لم تُقدَّم كما يجب", "You were harmed, or a service fell short"),
    intro=Both(
        "لا تحتاج إلى حساب.",
        "You don’t need an account.",
    ),
    send=Both("إرسال الشكوى", "Send the complaint"),
    questions=[
        ask(QuestionKind.AGENCY, Both("الجهة التي تشتكي منها", "The agency you complain about"), UNSURE),
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("اشرح ما حدث", "Tell us what happened"),
            Both(
                "متى؟ وماذا طلبت منها قبل ذلك؟ لا تكتب رقمك الوطني.",
                "When? What have you asked them already? Don’t write your national number.",
            ),
        ),
        CONCERNS,
        PLACE,
        ask(QuestionKind.FILES, Both("صور أو ملفات", "Photos or files")),
        CONTACT,
        FOR_OTHER,
        CONFIDENTIAL,
    ],
    notes=[EMERGENCY, PEOPLE_HARMED, WHO_READS],
)
