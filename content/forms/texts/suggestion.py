"""The words of the form for suggestions."""

from content.forms.texts.shared import CONFIDENTIAL, CONTACT, SUBJECT, UNSURE
from content.forms.written import WrittenForm, ask
from content.pages.written import Both, note
from workflows.questions.types import QuestionKind

SUGGESTION = WrittenForm(
    kind="suggestion",
    title=Both("اقتراح", "Suggestion"),
    heading=Both("تقديم اقتراح", "Make a suggestion"),
    summary=Both("فكرة تُحسّن خدمة عامة", "An idea for a better service"),
    intro=Both(
        "فكرة صغيرة قد توفّر على كثيرين وقتًا وعناء. اكتبها، وتردّ عليك الجهة بما ستفعله بها.",
        "A small idea can save many people time and trouble. Write it down, and the agency tells you what it will do with it.",
    ),
    send=Both("إرسال الاقتراح", "Send the suggestion"),
    questions=[
        ask(QuestionKind.AGENCY, Both("الجهة التي يعنيها الاقتراح", "The agency it is for"), UNSURE),
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("ما اقتراحك؟", "What do you suggest?"),
            Both("ماذا يتغيّر؟ ومن يستفيد منه؟", "What would change, and for whom would it be better?"),
        ),
        CONTACT,
        CONFIDENTIAL,
    ],
    notes=[
        note(
            "plain",
            Both(
                "<b>أهو ضرر لحق بك؟</b> قدّم شكوى بدل الاقتراح: فلها موعد ورد.",
                "<b>Were you harmed?</b> File a complaint instead: it has a date and a reply.",
            ),
        )
    ],
)
