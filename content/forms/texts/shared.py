"""Questions and notes that more than one form has in the same words."""

from __future__ import annotations

from typing import Any

from content.forms.written import ask
from content.pages.written import Both, note
from workflows.cases.models import Relation
from workflows.questions.types import QuestionKind

SUBJECT = Both("الموضوع في سطر واحد", "The subject in one line")
UNSURE = Both(
    "لست متأكدًا؟ اتركها فارغة ونحن نجدها.",
    "Not sure? Leave it empty and we’ll find it.",
)
WHERE = Both("أين؟", "Where?")
PLACE = ask(
    QuestionKind.PLACE,
    WHERE,
    Both(
        "مثلًا: قرب المدرسة، الشارع الثالث.",
        "Such as: near the school, Third Street.",
    ),
)
ABOUT_SOMEONE = Both("هل يتعلّق الأمر بشخص يعمل في الجهة؟", "Is it about someone at the agency?")
CONCERNS = ask(
    QuestionKind.CONCERNS,
    ABOUT_SOMEONE,
    Both(
        "إن كان كذلك فلن يصل إليه. يذهب طلبك إلى من هو أعلى منه أو إلى وحدة الشكاوى، ولا ينظر فيه إلا من لا صلة له بالأمر.",
        "If it is, it does not reach them. It goes to someone above them, or to the complaints unit, and only people who "
        "have no part in the matter decide on it.",
    ),
)
SEALED_CONCERNS = ask(
    QuestionKind.CONCERNS,
    ABOUT_SOMEONE,
    Both(
        "لا تطّلع أي جهة على ما تكتب في كل الأحوال. وجوابك يضمن ألا يكون لأحد يعمل هناك يد فيه، أينما كان.",
        "No agency sees what you write in any case. Your answer makes sure that no one who works there is "
        "involved, whatever their position.",
    ),
)
CONTACT = ask(
    QuestionKind.CONTACT,
    Both("هاتف أو بريد نراسلك عليه", "A phone or email to reach you"),
    ask_name=True,
)
FOR_OTHER: dict[str, Any] = {
    "type": str(QuestionKind.FOR_OTHER),
    "value": {
        "label": Both("أكتب عن شخص آخر", "I’m writing for someone else"),
        "help_text": Both("ما صلتك بهذا الشخص؟", "What is your relationship to this person?"),
        "relations": [
            str(each)
            for each in (
                *(Relation.PARENT, Relation.GUARDIAN, Relation.RELATIVE, Relation.CARER),
                *(Relation.NEIGHBOUR, Relation.LAWYER, Relation.OTHER),
            )
        ],
        "ask_consent": True,
    },
}
CONFIDENTIAL = ask(
    QuestionKind.CONFIDENTIAL,
    Both("إخفاء هويتي عن الجهة", "Hide my name"),
    Both(
        "لا ترى الجهة عندئذ اسمك ولا وسيلة التواصل معك، وتكتب إليك عن طريق المنصّة. ولا يُكشفان إلا إن تعذّر العمل دونهما، "
        "بقرار شخص آخر لسبب مكتوب ولمدة محدّدة، وتُبلَّغ بذلك. "
        "فلا تكتب ولا ترفق ما يدلّ عليك: قد يحمل المستند اسم من كتبه.",
        "The agency then sees neither your name nor how to reach you, and writes to you through the "
        "platform. They are shown only if nothing can be done without them: a second person decides, for a "
        "written reason and a limited time, and we tell you. Write and attach nothing that points to you: "
        "a document may carry the name of the person who wrote it.",
    ),
)
PEOPLE_HARMED = note(
    "look",
    Both(
        '<b>أُوذي طفل أو أُهين إنسان؟</b> اكتب في <a href="../rights/">النموذج المحمي</a>: لا يقرؤه أحد من الجهة.',
        '<b>Was a child harmed, or someone ill-treated?</b> Use the <a href="../rights/">protected '
        "form</a>: no one at the agency reads it.",
    ),
)
WHO_READS = note(
    "plain",
    Both(
        "<b>من يقرأ طلبك؟</b> قسم خدمة الجمهور في الجهة المختصة، ومن يعلوه إن تأخّر الرد. وتُسجَّل كل خطوة.",
        "<b>Who reads it?</b> The public service section of the agency in charge, and their superiors if the reply "
        "is late. Every step is recorded.",
    ),
)
EMERGENCY = note(
    "look",
    Both(
        "<b>خطر على حياة أحد؟</b> اتصل بالطوارئ {emergency} أولًا.",
        "<b>A life in danger?</b> Call {emergency} first.",
    ),
)
