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
        "اكتب ما حدث كما حدث، أو سجّله بصوتك. لا تحتاج إلى حساب.",
        "Write what happened, as it happened, or record it. You don’t need an account.",
    ),
    send=Both("إرسال الشكوى", "Send the complaint"),
    questions=[
        ask(QuestionKind.AGENCY, Both("الجهة التي تشتكي منها", "The agency you complain about"), UNSURE),
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("اشرح ما حدث", "Tell us what happened"),
            Both(
                "متى؟ وماذا طلبت من الجهة قبل أن تصل إلينا؟ لا تكتب رقمك الوطني هنا.",
                "When was it? What did you ask the agency before you came to us? "
                "Do not write your national number here.",
            ),
        ),
        CONCERNS,
        PLACE,
        ask(QuestionKind.FILES, Both("ملفات تؤيّد شكواك", "Files that support your complaint")),
        CONTACT,
        FOR_OTHER,
        CONFIDENTIAL,
    ],
    notes=[EMERGENCY, PEOPLE_HARMED, WHO_READS],
)
