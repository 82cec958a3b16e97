"""The words of the form for inquiries."""

from content.forms.texts.shared import CONFIDENTIAL, CONTACT, FOR_OTHER, SUBJECT, UNSURE, WHO_READS
from content.forms.written import WrittenForm, ask
from content.pages.written import Both
from workflows.questions.types import QuestionKind

INQUIRY = WrittenForm(
    kind="inquiry",
    title=Both("استفسار", "Inquiry"),
    heading=Both("تقديم استفسار", "Ask a question"),
    summary=Both("سؤال عن خدمة أو إجراء", "A question about a service"),
    intro=Both(
        "اسأل عن خدمة أو شرط أو رسم أو معاملة، وتجيبك الجهة المسؤولة عنها.",
        "Ask about a service, a condition, a fee or a transaction, and the agency in charge answers you.",
    ),
    send=Both("إرسال الاستفسار", "Send the question"),
    questions=[
        ask(QuestionKind.AGENCY, Both("الجهة التي تسألها", "The agency you ask"), UNSURE),
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("ما سؤالك؟", "What is your question?"),
            Both(
                "اذكر ما يلزم لفهم السؤال، مثل رقم المعاملة أو تاريخها. لا تكتب رقمك الوطني هنا.",
                "Say what we need to understand it, such as the number or the date of your transaction. "
                "Do not write your national number here.",
            ),
        ),
        ask(QuestionKind.FILES, Both("ملفات توضّح سؤالك", "Files that make it clearer")),
        CONTACT,
        FOR_OTHER,
        CONFIDENTIAL,
    ],
    notes=[WHO_READS],
)
