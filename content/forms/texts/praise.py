"""The words of the form for praise."""

from content.forms.texts.shared import CONTACT, SUBJECT, UNSURE
from content.forms.written import WrittenForm, ask
from content.pages.written import Both, note
from workflows.questions.types import QuestionKind

PRAISE = WrittenForm(
    kind="praise",
    title=Both("ثناء", "Praise"),
    heading=Both("تقديم ثناء", "Give praise"),
    summary=Both("كلمة شكر لمن يستحقّها", "Thanks to someone who has earned it"),
    intro=Both(
        "موظف أحسن، أو خدمة جاءت كما يجب: اكتب كلمتك لتصل إلى الجهة.",
        "An official who did well, a service that worked: say so, and the agency reads it.",
    ),
    send=Both("إرسال الثناء", "Send the praise"),
    questions=[
        ask(QuestionKind.AGENCY, Both("الجهة التي تشكرها", "The agency you thank"), UNSURE),
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("ما الذي أُحسن؟", "What was done well?"),
            Both(
                "اذكر المكان والتاريخ، واسم الموظف إن عرفته.",
                "Give the place and the day, and the official’s name if you know it.",
            ),
        ),
        CONTACT,
    ],
    notes=[
        note(
            "done",
            Both(
                "يصل الثناء إلى الجهة ويُحسب لها في تقاريرها. وليس له موعد رد.",
                "Praise reaches the agency and is counted in its reports. There is no date for a reply.",
            ),
        )
    ],
)
