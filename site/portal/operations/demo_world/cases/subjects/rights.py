"""Reports of people who were harmed or humiliated: only the unit for sensitive requests reads them."""

from __future__ import annotations

from random import Random
from typing import Final

from content.forms.keys import DANGER
from content.forms.texts.rights import RIGHTS
from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject
from workflows.cases.submission import GivenAnswer
from workflows.facts.fact import FactType

_SCHOOLS = (
    Story(
        subject=(
            Both("ابني يُضرب في المدرسة", "My son is hit at school"),
            Both("معلم يضرب الطلاب بعصا", "A teacher hits pupils with a stick"),
        ),
        says=(
            Both(
                "عاد ابني من المدرسة {lately} وعلى يده أثر ضرب. يقول إن معلم الصف يضرب من يتأخر في الكتابة، وقد صار "
                "يخاف الذهاب إلى المدرسة.",
                "My son came home from school {lately} with marks on his hand. He says the class teacher hits those who "
                "write slowly. He is now afraid to go.",
            ),
        ),
        ends={
            "resolved": Both(
                "قابلت مرشدتنا ابنك وأسرته، ونُقل المعلم من الصف وأُحيل إلى لجنة التحقيق. وتتابع المرشدة ابنك كل أسبوع.",
                "Our counsellor met your son and your family. The teacher was taken out of the class and is before the "
                "inquiry committee; the counsellor sees your son every week.",
            ),
            "partly_resolved": Both(
                "أُبعد المعلم عن الصف حتى ينتهي التحقيق، ونكتب إليك حين تصدر نتيجته.",
                "The teacher stays out of the class until the inquiry is over; we write to you when it ends.",
            ),
        },
        asked=Both(
            "هل يأمن ابنك في المدرسة الآن؟ وهل هناك من تثق به فيها نتصل به دون ذكر اسمك؟",
            "Is your son safe at school now? Is there anyone there you trust, whom we may call without naming you?",
        ),
        answered=Both(
            "بقي في البيت {since}، ونثق بالمرشدة.", "He has stayed at home {since}; we trust the counsellor."
        ),
    ),
    Story(
        subject=(
            Both("إهانة طالبة أمام زميلاتها", "A girl humiliated before her class"),
            Both("مديرة تسخر من طالبة", "A head teacher mocks a pupil"),
        ),
        says=(
            Both(
                "أوقفت مديرة المدرسة في {place} ابنتي أمام الطابور وسخرت من ملابسها، وتكرر ذلك {lately}. ابنتي ترفض "
                "الحديث مع أحد.",
                "The head of the school in {place} made my daughter stand before the line and mocked her clothes, and did "
                "it again {lately}. My daughter will not speak to anyone.",
            ),
        ),
        ends={
            "resolved": Both(
                "ثبت ما حدث بشهادة ثلاث معلمات، فاعتذرت المديرة لابنتك بحضور الأسرة، ووُجّه إليها إنذار.",
                "Three teachers bear it out. The head apologised to your daughter in your presence and was given a formal "
                "warning.",
            ),
        },
        asked=Both(
            "هل توافق الأسرة على أن تلتقي مرشدتنا بابنتكم، هنا أو في بيتكم؟",
            "Would you agree to our counsellor meeting your daughter, here or at your home?",
        ),
        answered=Both("نعم، في بيتنا لو سمحتم.", "Yes, at our home please."),
    ),
)
_CARE = (
    Story(
        subject=(Both("معاملة قاسية في دار رعاية", "Harsh treatment in a care home"),),
        says=(
            Both(
                "زرت والدتي في دار الرعاية {lately} فوجدتها تُركت ساعات دون ماء، وصاح بها الموظف حين طلبت المساعدة.",
                "I visited my mother in the care home {lately}. She had been left for hours without water, and the attendant "
                "shouted at her when she asked for help.",
            ),
        ),
        ends={
            "resolved": Both(
                "زرنا الدار دون موعد، ونُقل الموظف، وصار على المناوبة طبيب كل يوم. والدتك بخير وقد سألناها بأنفسنا.",
                "We visited without notice. The attendant was moved and a doctor now comes every day. Your mother is well: "
                "we asked her ourselves.",
            ),
            "explained": Both(
                "زرنا الدار مرتين وسألنا والدتك على انفراد، فلم يثبت لنا ما يؤيّد ذلك. وأُعطي لها رقمنا لتتصل متى شاءت.",
                "We visited twice and spoke with your mother alone; nothing bore it out. She has our number and can call at any time.",
            ),
        },
        asked=Both("متى كانت الزيارة، وفي أي قسم؟", "When was the visit, and in which ward?"),
        answered=Both("كانت الزيارة {lately}، في قسم النساء.", "It was {lately}, in the women's ward."),
    ),
)
_CUSTODY = (
    Story(
        subject=(
            Both("أخي محتجز ولا نعرف مكانه", "My brother is held and we do not know where"),
            Both("سوء معاملة عند التوقيف", "Ill-treatment on arrest"),
        ),
        says=(
            Both(
                "أُوقف أخي في {place} {lately} ولم يُسمح له بالاتصال بنا. خرج وعلى وجهه كدمات، ولا يريد أن يشتكي خوفًا.",
                "My brother was arrested in {place} {lately} and was not allowed to call us. He came out with bruises on his "
                "face and is too afraid to complain.",
            ),
        ),
        ends={
            "partly_resolved": Both(
                "فُحص أخوك طبيًّا وسُلّم التقرير إلى المدعي العام، وأُوقف المعنيّان عن العمل حتى ينتهي التحقيق.",
                "Your brother was examined by a doctor and the report is with the prosecutor; the two concerned are suspended "
                "until the inquiry is over.",
            ),
            "explained": Both(
                "راجعنا سجل التوقيف والتسجيل المصوّر، ولم يظهر ما يخالف الأصول. أُرفق لك ملخّص ما رأيناه.",
                "We went through the arrest record and the footage and saw nothing against the rules. A summary of what we saw is attached.",
            ),
        },
        asked=Both(
            "هل فُحص أخوك عند طبيب؟ إن لم يكن فبوسعنا ترتيب ذلك اليوم دون كلفة.",
            "Has a doctor seen your brother? If not, we can arrange it today, free of charge.",
        ),
        answered=Both("لم يُفحص بعد، ويوافق على ذلك.", "Not yet; he agrees to it."),
    ),
)
_TREATMENT = (
    Story(
        subject=(Both("رُفض استقبالي بسبب لهجتي وأصلي", "Turned away because of my accent and origin"),),
        says=(
            Both(
                "راجعت الشباك في {place} {lately} فقال لي الموظف أمام الناس إنه لا يخدم «أمثالي»، وقدّم غيري عليّ.",
                "I came to the counter in {place} {lately}. Before everyone the official said that he does not serve “my kind” "
                "and took others first.",
            ),
        ),
        ends={
            "resolved": Both(
                "ثبت ما قيل بشهادة من حضر، فعوقب الموظف، وأُنجزت معاملتك في اليوم نفسه، ونعتذر إليك عمّا سمعته.",
                "Those present bear it out. The official was disciplined and your papers were finished the same day. We are sorry for what you heard.",
            ),
            "explained": Both(
                "سألنا من حضر فاختلفت أقوالهم ولم يثبت ما قيل، ونُقل الشباك إلى مكان يُسجَّل فيه الصوت.",
                "Those present tell it differently and it could not be borne out; the counter has been moved to where sound is recorded.",
            ),
        },
    ),
)
_BY_AGENCY: Final = {"moe": _SCHOOLS, "mosd": _CARE, "psd": _CUSTODY, "moh": _TREATMENT, "cspd": _TREATMENT}
_ABOUT: Final = {
    "moe": "child_at_school",
    "mosd": "care",
    "psd": "detention",
    "moh": "discrimination",
    "cspd": "discrimination",
}
_ASKED: Final = {asked["value"]["key"]: asked["value"] for asked in RIGHTS.questions if "key" in asked["value"]}
_YES, _NO = Both("نعم", "Yes"), Both("لا", "No")
_IN_DANGER: Final = 0.12
_WEIGHTS: Final = {"moe": 11, "mosd": 3, "psd": 3, "moh": 2, "cspd": 1}

SUBJECT = Subject(
    agencies=(),
    complaints=(*_SCHOOLS, *_CARE, *_CUSTODY, *_TREATMENT),
    replies=(
        Both(
            "ما زلنا نتحقّق، ولم نذكر اسمك لأحد. نكتب إليك حين يكون لدينا ما نقوله.",
            "We are still looking into it and have named you to nobody. We write when there is something to tell.",
        ),
    ),
    notes=(
        Both("لا خطر قائم الآن بحسب ما فهمنا من صاحب الطلب.", "No danger at present, from what we were told."),
        Both("طُلب من المرشدة موعد قبل نهاية الأسبوع.", "The counsellor was asked for a meeting this week."),
    ),
)


def draw_body(rng: Random) -> str:
    """The body that a report is about; most are about schools."""
    return rng.choices(tuple(_WEIGHTS), weights=tuple(_WEIGHTS.values()))[0]


def draw_report(rng: Random, agency: str) -> Story:
    """What happened there."""
    return rng.choice(_BY_AGENCY[agency])


def draw_answers(rng: Random, language: str, agency: str) -> tuple[GivenAnswer, ...]:
    """What the form asks beside the story: whether someone is in danger, and what it is about."""
    danger = rng.random() < _IN_DANGER
    labels = {option["value"]["key"]: option["value"]["label"] for option in _ASKED["about"]["options"]}
    given = (
        (DANGER, danger, _YES if danger else _NO, FactType.YES_NO),
        ("about", _ABOUT[agency], labels[_ABOUT[agency]], FactType.CHOICE),
    )
    return tuple(
        GivenAnswer(key, getattr(_ASKED[key]["label"], language), value, getattr(shown, language), kind)
        for key, value, shown, kind in given
    )
