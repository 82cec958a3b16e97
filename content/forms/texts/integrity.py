"""The words of the form for integrity reports."""

from content.forms.texts.shared import EMERGENCY, FOR_OTHER, PLACE, SEALED_CONCERNS, SUBJECT
from content.forms.written import WrittenForm, ask
from content.pages.written import Both, note
from workflows.questions.types import QuestionKind

INTEGRITY = WrittenForm(
    kind="integrity",
    title=Both("بلاغ نزاهة", "Integrity report"),
    heading=Both("تقديم بلاغ نزاهة", "File an integrity report"),
    summary=Both("سرّي، ويمكن أن يكون دون اسم", "Confidential; your name is optional"),
    intro=Both(
        "بلّغ عن رشوة أو محاباة أو مال عام أُسيء استعماله أو حق انتُهك. اسمك ليس شرطًا، ولا البريد ولا الهاتف.",
        "Report a bribe, favouritism, misuse of public money or a right that was violated. You don’t have "
        "to give your name, an email address or a phone number.",
    ),
    send=Both("إرسال البلاغ", "Send the report"),
    questions=[
        ask(
            QuestionKind.AGENCY,
            Both("الجهة التي يتعلّق بها البلاغ", "The agency it is about"),
            Both(
                "لا تطّلع هذه الجهة على البلاغ. وإن لم تعرفها فاختر «لا أعرف».",
                "This agency doesn’t see the report. If you don’t know it, choose “I don’t know”.",
            ),
        ),
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("ما الذي تبلّغ عنه؟", "What do you report?"),
            Both(
                "من؟ وماذا فعل؟ ومتى؟ وكيف عرفت؟ وإن أردت ألا تُعرف هويتك فلا تكتب ما يدلّ عليك.",
                "Who was it, what was done, when, and how do you know? If you don’t want to be known, "
                "write nothing that points to you.",
            ),
        ),
        SEALED_CONCERNS,
        PLACE,
        ask(
            QuestionKind.FILES,
            Both("ملفات تؤيّد البلاغ", "Files that support the report"),
            Both(
                "يُمحى ما تسجّله الصور من مكان التقاطها ووقته واسم الجهاز، وما تسجّله ملفات PDF وWord وExcel من اسم كاتبها. أما "
                "ما يظهر فيها فيبقى: تأكّد من أنه لا يدلّ عليك.",
                "The place, time and device recorded in a photo are removed, and so is the author’s name recorded in PDF, Word "
                "and Excel files. What can be seen in them stays: make sure that it does not point to you.",
            ),
        ),
        ask(
            QuestionKind.CONTACT,
            Both("هل تريد أن نراسلك؟", "Do you want us to reach you?"),
            Both(
                "كله اختياري. وإن تركته فارغًا تابعت البلاغ بالرقم والرمز اللذين يظهران بعد الإرسال، "
                "وتجيب بهما عن أي سؤال.",
                "All of it is optional. If you leave it empty, you follow the report with the number and the code "
                "shown after sending, and answer questions with them.",
            ),
            ask_name=True,
        ),
        FOR_OTHER,
    ],
    notes=[
        EMERGENCY,
        note(
            "look",
            Both(
                "<b>تكتب من جهاز العمل؟</b> الأسلم أن تكتب من جهازك أنت، ومن شبكة غير شبكة الجهة.",
                "<b>On a computer at work?</b> It is safer to write from your own device, and from another network "
                "than the agency’s.",
            ),
        ),
        note(
            "done",
            Both(
                "<b>من يقرأ البلاغ؟</b> وحدة الطلبات الحساسة وحدها. لا تراه أي جهة، ولا الجهة التي تبلّغ عنها، ولا وحدة "
                "الشكاوى. ولا يُحسب في أرقام أي جهة.",
                "<b>Who reads it?</b> The unit for sensitive requests alone. No agency sees it, not the one you report "
                "and not the complaints unit. It is counted in no agency’s figures.",
            ),
        ),
    ],
)
