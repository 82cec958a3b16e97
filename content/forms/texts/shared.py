"""Questions and notes that more than one form has in the same words."""

from __future__ import annotations

from content.forms.schema import QuestionKind
from content.forms.written import ask
from content.pages.written import Both, note

SUBJECT = Both("الموضوع في سطر واحد", "The subject in one line")
UNSURE = Both(
    "إن لم تكن متأكدًا فاختر «لا أعرف»، ونحن نوجّه طلبك إلى الجهة المختصة.",
    "If you are not sure, choose “I don’t know” and we find the agency in charge.",
)
PLACE = ask(
    QuestionKind.PLACE,
    Both("أين؟", "Where?"),
    Both(
        "المدينة أو القرية والحيّ أو الشارع، أو اسم المبنى.",
        "The town or village, the district or street, or the name of the building.",
    ),
)
ABOUT_SOMEONE = Both("هل يتعلّق الأمر بشخص يعمل في الجهة؟", "Is it about someone who works there?")
CONCERNS = ask(
    QuestionKind.CONCERNS,
    ABOUT_SOMEONE,
    Both(
        "إن كان كذلك فلن يصل إليه. يذهب طلبك إلى من هو أعلى منه أو إلى وحدة الشكاوى، ولا ينظر فيه إلا من لا صلة له بالأمر.",
        "If it is, it does not reach them. It goes to whoever stands above, or to the complaints unit, and only people who "
        "are free of the matter decide on it.",
    ),
)
SEALED_CONCERNS = ask(
    QuestionKind.CONCERNS,
    ABOUT_SOMEONE,
    Both(
        "لا تطّلع أي جهة على ما تكتب في كل الأحوال. وجوابك يضمن ألّا يكون لأحد يعمل هناك يد فيه، أينما كان.",
        "No agency sees what you write in any case. Your answer makes sure that nobody who works there has a hand in it, "
        "wherever they sit.",
    ),
)
CONTACT = ask(
    QuestionKind.CONTACT,
    Both("كيف نراسلك؟", "How can we reach you?"),
    Both(
        "نكتب إليك عند كل تغيير. وإن تركت هذا فارغًا تابعت طلبك بالرقم والرمز اللذين يظهران بعد الإرسال.",
        "We write to you at every change. If you leave this empty, you can still follow your request with the number "
        "and the code shown after sending.",
    ),
    ask_name=True,
)
CONFIDENTIAL = ask(
    QuestionKind.CONFIDENTIAL,
    Both("لا تُخبروا الجهة مَن أنا", "Do not tell the agency who I am"),
    Both(
        "لا ترى الجهة عندئذ اسمك ولا وسيلة التواصل معك، وتكتب إليك عن طريق المنصّة. وحدة الشكاوى وحدها تعرف ذلك. "
        "وإن تعذّر العمل دونه فلا يكشفه إلا أمين الهويات، لسبب ولمدة، وتُبلَّغ أنت بذلك. "
        "ولا ينفعك هذا إلا إذا لم يدلّ عليك ما تكتبه وما ترفقه: فبعض ما حدث لا يعرفه غير صاحبه، "
        "وقد يحمل المستند اسم من كتبه.",
        "The agency then sees neither your name nor how to reach you, and writes to you through the platform; the "
        "complaints unit alone knows both. Where no work is possible without them, only a custodian opens them, for a "
        "reason and for a time, and you are told. It helps only if what you write and attach does not point to you: "
        "some things are known to one person alone, and a document may carry the name of whoever wrote it.",
    ),
)
PEOPLE_HARMED = note(
    "look",
    Both(
        '<b>أُوذي طفل في مدرسة، أو أُسيئت معاملة إنسان؟</b> اكتب في <a href="../rights/">نموذج حقوق الإنسان والمدارس</a>: '
        "لا يقرؤه أحد من الجهة.",
        "<b>Was a child harmed at school, or someone ill-treated?</b> Use the "
        '<a href="../rights/">form for human rights and schools</a>: nobody of the agency reads it.',
    ),
)
WHO_READS = note(
    "plain",
    Both(
        "<b>من يقرأ طلبك؟</b> ضابط الارتباط في الجهة المختصة، ومن يعلوه إن تأخّر الرد. وتُسجَّل كل خطوة.",
        "<b>Who reads it?</b> The liaison officer of the agency in charge, and whoever stands above if the reply "
        "is late. Every step is recorded.",
    ),
)
EMERGENCY = note(
    "look",
    Both(
        '<b>خطر على حياة أحد؟</b> اتصل بالطوارئ <a href="tel:911">911</a> أولًا؛ فهذه المنصّة ليست خدمة طوارئ.',
        '<b>Is someone’s life in danger?</b> Call <a href="tel:911">911</a> first; this platform is not an emergency service.',
    ),
)
