"""What officers and citizens write whatever the subject."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Texts

SINCE: Final = (
    Both("منذ ثلاثة أيام", "for three days"),
    Both("منذ أربعة أيام", "for four days"),
    Both("منذ أسبوع", "for a week"),
    Both("منذ عشرة أيام", "for ten days"),
    Both("منذ أسبوعين", "for two weeks"),
    Both("منذ ثلاثة أسابيع", "for three weeks"),
    Both("منذ شهر", "for a month"),
)
LATELY: Final = (
    Both("يوم الأحد الماضي", "last Sunday"),
    Both("صباح الاثنين", "on Monday morning"),
    Both("قبل يومين", "two days ago"),
    Both("الأسبوع الماضي", "last week"),
    Both("مرتين هذا الشهر", "twice this month"),
    Both("قبل عشرة أيام", "ten days ago"),
)
CLOSINGS: Final[Mapping[str, Texts]] = {
    "complaint": (
        Both("أرجو معالجة الأمر بأسرع ما يمكن.", "Please deal with this as soon as you can."),
        Both("نرجو النظر في الموضوع، ولكم الشكر.", "We ask you to look into it. Thank you."),
        Both("هذه المرة الثانية التي أتواصل فيها بشأن الموضوع نفسه.", "This is the second time I write about this."),
        Both("يمكنني تقديم أي معلومة إضافية تحتاجونها.", "I am ready to give any further information you need."),
    ),
    "inquiry": (
        Both("وشكرًا لكم.", "Thank you."),
        Both("لم أجد جوابًا واضحًا في الموقع الإلكتروني.", "I could not find a clear answer on the website."),
        Both("أرجو الإجابة قبل نهاية الشهر إن أمكن.", "An answer before the end of the month would help me."),
    ),
    "suggestion": (
        Both("أظن أن كلفة ذلك قليلة ونفعه كبير.", "I think it would cost little and help many."),
        Both("يسرّني شرح الفكرة لمن يهمّه الأمر.", "I would gladly explain the idea to whoever is interested."),
    ),
    "praise": (
        Both("كل الشكر لكم.", "My thanks to all of you."),
        Both("أتمنى أن تصلهم كلمتي.", "I hope my words reach them."),
    ),
}
REPLIES: Final = (
    Both(
        "اطّلعنا على طلبك وبدأنا العمل عليه، وسنعود إليك بالنتيجة قريبًا.",
        "We have read your request and begun to work on it; you will hear the result soon.",
    ),
    Both(
        "خاطبنا الجهة الفنية المعنية وننتظر ردّها خلال يومين.",
        "We have written to the technical department and expect its answer within two days.",
    ),
    Both(
        "نعتذر عن التأخير. الموضوع قيد المتابعة مع المكتب المعني.",
        "We are sorry for the delay. The matter is being followed up with the office concerned.",
    ),
)
NOTES: Final = (
    Both("راجعت الملف: الطلب مكتمل ولا ينقصه شيء.", "Checked the file: it is complete, nothing is missing."),
    Both(
        "اتصلت بالمكتب المعني وطلبت تقريرًا قبل نهاية اليوم.",
        "Called the office concerned; asked for a report by the end of today.",
    ),
    Both(
        "سبق أن وردنا طلب مشابه من المنطقة نفسها، يُنظر فيهما معًا.",
        "We had a similar one from the same area; to be looked at together.",
    ),
    Both("بانتظار توقيع المدير على الكتاب.", "Waiting for the director's signature on the letter."),
)
RECEIPTS: Final = (
    Both(
        "قرأنا ما كتبته، ولا يراه أحد خارج وحدتنا. بدأنا التحقّق، ونسألك قبل أي خطوة قد تدلّ عليك.",
        "We have read what you wrote; nobody outside our unit sees it. We are looking into it, and ask you before any step that might point to you.",
    ),
    Both(
        "وصلنا بلاغك وقدّرنا ما فيه من خطر، ويعمل عليه اثنان من زملائنا. إن تغيّر شيء فاكتب إلينا هنا.",
        "Your report has reached us and we have weighed the danger in it; two of us work on it. If anything changes, write to us here.",
    ),
)
REFERRALS: Final = (
    Both(
        "الموضوع من اختصاص جهة أخرى، فحوّلناه إليها وفق قانونها.",
        "This is the responsibility of another agency under its law, so we have passed it on.",
    ),
    Both(
        "بعد الدراسة تبيّن أن الخدمة تتبع جهة أخرى.",
        "On examination the service turned out to belong to another agency.",
    ),
    Both("حُوّل الطلب إلى الجهة صاحبة الصلاحية لاتخاذ ما يلزم.", "Passed to the agency that has the authority to act."),
)
QUESTION_OF_A_FILE: Final = (
    Both(
        "نرجو تزويدنا برقم المعاملة وتاريخ آخر مراجعة.",
        "Please send us the number of your transaction and the date of your last visit.",
    ),
    Both("رقم المعاملة {number}، وكانت آخر مراجعة {lately}.", "The number is {number}; my last visit was {lately}."),
)
QUESTION_OF_A_PLACE: Final = (
    Both(
        "هل لك أن تحدّد الموقع بدقة أكبر، أو أقرب معلم إليه؟",
        "Could you describe the location more exactly, or the nearest landmark?",
    ),
    Both(
        "الموقع قرب دوّار البلدية، على بعد مئة متر من الصيدلية.",
        "It is by the municipality roundabout, a hundred metres from the chemist's.",
    ),
)
ADDITIONS: Final = (
    Both("أضيف أن الوضع ما زال كما هو حتى اليوم.", "I should add that nothing has changed up to today."),
    Both(
        "للعلم، اتصلت بالمكتب مرة أخرى اليوم ولم أتلقَّ جوابًا.",
        "For your information, I called the office again today and got no answer.",
    ),
    Both(
        "أفضّل الاتصال بي بعد الرابعة عصرًا إن لزم.", "Should you need to call me, after four in the afternoon is best."
    ),
)
REOPENINGS: Final[Mapping[str, Texts]] = {
    "complaint": (
        Both(
            "الرد لا يوافق ما على أرض الواقع، فالمشكلة ما زالت قائمة كما هي.",
            "The reply does not match what is there: the problem is just as it was.",
        ),
        Both("عادت المشكلة من جديد بعد الرد.", "The problem has come back since the reply."),
        Both(
            "لم يتواصل معي أحد، ولم يُنفّذ ما ورد في الرد.",
            "Nobody contacted me, and what the reply says has not been done.",
        ),
    ),
    "other": (
        Both("الرد عام ولم يُجب عن سؤالي الأساسي.", "The reply is general and does not answer my main question."),
        Both(
            "أرجو توضيح الخطوة التالية، فما ورد في الرد غير كافٍ.",
            "Please explain the next step: the reply is not enough.",
        ),
    ),
}
REASONED: Final[Texts] = (
    Both(
        "قرأنا اعتراضك والرد الأول معًا، وراجعنا الملف مع من عمل عليه، وقارنّا ما كتبتَه بما في السجلات. وهذا ما استندنا إليه في "
        "القرار.",
        "We read your objection beside the first answer, went through the file with those who had worked on it, and "
        "compared what you wrote with the records. The decision rests on that.",
    ),
)
"""What a decision on an objection says beside what is decided."""
RATINGS: Final[Mapping[str, Texts]] = {
    "content": (
        Both("رد سريع وواضح، شكرًا لكم.", "A quick and clear answer, thank you."),
        Both("الموظف كان لطيفًا وشرح لي كل شيء.", "The officer was kind and explained everything to me."),
        Both("حُلّت المشكلة فعلًا بعد يومين من الرد.", "The problem really was solved two days after the answer."),
        Both("لم أتوقع أن يتابع أحد طلبي بهذه السرعة.", "I did not expect anybody to follow this up so fast."),
    ),
    "sobered": (
        Both("الرد عام ولا يجيب عن سؤالي.", "The answer is a general one and does not meet my question."),
        Both("انتظرت طويلًا حتى وصلني الرد.", "I waited a long time for this answer."),
        Both("لم يُنفَّذ شيء مما ورد في الرد حتى الآن.", "Nothing that the answer promises has been done so far."),
        Both("الموظف لم يفهم ما كتبته.", "The officer did not understand what I wrote."),
        Both("لغة الرد صعبة، لم أفهم ما المطلوب مني.", "The answer is hard to read: I do not know what I am to do."),
    ),
}
"""What citizens write beside their stars: after four and five, and after fewer."""
WITHDRAWALS: Final = (
    Both("حُلّ الموضوع مباشرة مع المكتب، شكرًا.", "It was settled directly with the office, thank you."),
    Both("", ""),
    Both("", ""),
)
