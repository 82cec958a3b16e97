"""The words of the form for human rights and schools: for people who were harmed, or who fear for someone."""

from content.forms.keys import DANGER
from content.forms.texts.shared import FOR_OTHER, PLACE, SEALED_CONCERNS, SUBJECT
from content.forms.written import WrittenForm, ask, ask_own
from content.pages.written import Both, note
from workflows.questions.types import QuestionKind

RIGHTS = WrittenForm(
    kind="rights",
    title=Both("حقوق الإنسان وسلامة الطلبة", "Human rights and schools"),
    heading=Both("أُوذي إنسان، أو أُهين، أو ظُلم", "Someone was harmed, humiliated or wronged"),
    summary=Both("طفل أُوذي في مدرسة، أو إنسان أُسيئت معاملته", "A child harmed at school, a person ill-treated"),
    intro=Both(
        "نعرف أن الكتابة عن هذا ليست سهلة. اكتب ما تستطيع وبالكلمات التي تأتيك، ولا يلزمك اسم ولا دليل. "
        "تقرأ كلماتك وحدة صغيرة خارج الجهات كلها، وتسألك قبل أي خطوة قد تدلّ عليك.",
        "We know that this isn’t easy to write about. Write what you can, in the words that come; you "
        "don’t need a name or proof. A small unit outside all agencies reads it, and asks you before any "
        "step that might point to you.",
    ),
    send=Both("إرسال", "Send"),
    questions=[
        ask_own(
            QuestionKind.YES_NO,
            DANGER,
            Both("هل هناك من هو في خطر الآن؟", "Is someone in danger now?"),
            Both(
                "إن كان الجواب نعم فلا تنتظر ردنا: اتصل. وتظهر الأرقام هنا حالما تختار نعم.",
                "If so, don’t wait for us: call. The numbers appear here as soon as you choose yes.",
            ),
            required=True,
        ),
        ask_own(
            QuestionKind.CHOICE,
            "about",
            Both("بمَ يتعلّق الأمر؟", "What is it about?"),
            Both("اختر الأقرب. لا يضرّ إن لم يكن دقيقًا.", "Choose what comes closest. It doesn’t have to be exact."),
            options=(
                ("child_at_school", Both("طفل أُوذي أو أُهين في مدرسة", "A child harmed or humiliated at school")),
                ("ill_treatment", Both("سوء معاملة من موظف أو مسؤول", "Ill-treatment by an official")),
                ("detention", Both("توقيف أو احتجاز", "Arrest or detention")),
                ("care", Both("مستشفى أو دار رعاية", "A hospital or a care home")),
                ("discrimination", Both("تمييز بين الناس", "Discrimination")),
                ("other", Both("أمر آخر", "Something else")),
            ),
        ),
        ask(
            QuestionKind.AGENCY,
            Both("الجهة التي حدث ذلك فيها", "The agency where it happened"),
            Both(
                "لا يصل إليها شيء مما تكتب. المدارس الحكومية تتبع وزارة التربية والتعليم. وإن لم تعرف فاختر «لا أعرف».",
                "Nothing you write reaches it. Public schools belong to the Ministry of Education. If you "
                "don’t know, choose “I don’t know”.",
            ),
        ),
        ask(QuestionKind.SUBJECT, SUBJECT),
        ask(
            QuestionKind.STATEMENT,
            Both("احكِ لنا ما حدث", "Tell us what happened"),
            Both(
                "ماذا حدث، ومن فعله، ومن رآه، وكيف حال من أُوذي الآن؟ وإن أردت ألا تُعرف هويتك فلا تكتب ما يدلّ عليك.",
                "What happened, who did it, who saw it, and how is the person now? If you don’t want to be "
                "known, write nothing that points to you.",
            ),
        ),
        SEALED_CONCERNS,
        PLACE,
        ask_own(
            QuestionKind.SHORT_TEXT,
            "when",
            Both("متى؟", "When?"),
            Both(
                "يوم، أو شهر، أو «منذ بداية الفصل». ما تذكره يكفي.",
                "A day, a month, or “since the term began”. What you remember is enough.",
            ),
        ),
        ask(
            QuestionKind.FILES,
            Both("صور أو أوراق، إن وُجدت", "Photos or papers, if there are any"),
            Both(
                "يُمحى ما تسجّله الصور من مكان التقاطها ووقته واسم الجهاز، وما تسجّله المستندات من اسم كاتبها.",
                "What photos record of place, time and device is removed, and what documents record of their author.",
            ),
        ),
        ask(
            QuestionKind.CONTACT,
            Both("هل يمكننا أن نكتب إليك بأمان؟", "Is there a safe way to write to you?"),
            Both(
                "كله اختياري. إن كان غيرك يقرأ بريدك أو يمسك هاتفك فاتركه فارغًا وتابع بالرقم والرمز اللذين يظهران بعد "
                "الإرسال. ولا نذكر في رسائلنا موضوعًا ولا جهة.",
                "All of it is optional. If someone else reads your mail or holds your phone, leave it empty and follow with the "
                "number and the code shown after sending. Our letters name neither the matter nor an agency.",
            ),
            ask_name=True,
        ),
        FOR_OTHER,
    ],
    notes=[
        note(
            "look",
            Both(
                "<b>خطر الآن؟</b> اتصل: {numbers}. ولا يُقرأ هذا النموذج فور إرساله.",
                "<b>Danger now?</b> Call: {numbers}. This form isn’t read straight away.",
            ),
        ),
        note(
            "look",
            Both(
                "<b>هل يراقبك أحد؟</b> اكتب من جهاز لا يصل إليه. زر «مغادرة سريعة» يخرجك من هذه الصفحة في الحال، "
                "لكن سجل المتصفح يبقى: استعمل نافذة خاصة أو امحُ السجل.",
                "<b>Is someone watching you?</b> Write from a device they can’t reach. “Leave quickly” "
                "takes you off this page immediately, but the browser’s history stays: use a private "
                "window, or clear it.",
            ),
        ),
        note(
            "done",
            Both(
                "<b>من يقرأ ما تكتب؟</b> وحدة الطلبات الحساسة وحدها. لا تراه المدرسة ولا الوزارة ولا أي جهة، "
                "ولا وحدة الشكاوى، ولا يظهر في أرقام أي جهة.",
                "<b>Who reads it?</b> The unit for sensitive requests alone. Not the school, not the "
                "ministry, no agency and not the complaints unit. It is counted in no agency’s figures.",
            ),
        ),
    ],
)
