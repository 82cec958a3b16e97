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
        Both("أنا جاهز لأي معلومة إضافية تحتاجونها.", "I am ready to give any further information you need."),
    ),
    "inquiry": (
        Both("وشكرًا لكم.", "Thank you."),
        Both("لم أجد جوابًا واضحًا في الموقع الإلكتروني.", "I could not find a clear answer on the website."),
        Both("أرجو الإجابة قبل نهاية الشهر إن أمكن.", "An answer before the end of the month would help me."),
    ),
    "suggestion": (
        Both("أظن أن كلفة ذلك قليلة ونفعه كبير.", "I think it would cost little and help many."),
        Both("مستعد لشرح الفكرة لمن يهمّه الأمر.", "I would gladly explain the idea to whoever is interested."),
    ),
    "praise": (
        Both("كل الشكر لكم.", "My thanks to all of you."),
        Both("أتمنى أن تصلهم كلمتي.", "I hope my words reach them."),
    ),
}
DECISIONS: Final[Mapping[str, Texts]] = {
    "resolved": (
        Both(
            "عولج الموضوع وفق ما طلبت، وتأكّدنا من ذلك قبل الرد عليك. شكرًا لصبرك.",
            "The matter has been settled as you asked, and we checked this before writing to you. Thank you for your "
            "patience.",
        ),
        Both(
            "أُنجز المطلوب. إن ظهر لك ما يخالف ذلك فأخبرنا ونتابعه من جديد.",
            "What you asked for is done. Should you find otherwise, tell us and we take it up again.",
        ),
    ),
    "partly_resolved": (
        Both(
            "أُنجز جزء من المطلوب، والباقي مُدرج في خطة العمل للربع القادم لارتباطه بالمخصصات المالية.",
            "Part of it is done. The rest is in the work plan for the next quarter, since it depends on funds.",
        ),
    ),
    "explained": (
        Both(
            "درسنا طلبك وتبيّن أن الإجراء تمّ وفق التعليمات النافذة، ونوضّح لك أسبابه في هذا الرد.",
            "We have studied your request. The procedure followed the instructions in force, and this reply explains "
            "why.",
        ),
        Both(
            "يمكنك مراجعة أقرب مكتب لنا بهويتك ورقم الطلب، ويُستكمل الإجراء في الزيارة نفسها.",
            "Please visit our nearest office with your identity card and this number; it is completed on the same "
            "visit.",
        ),
    ),
    "refused": (
        Both(
            "نعتذر عن عدم إمكان تلبية الطلب لأن الشروط المنصوص عليها في التعليمات لا تنطبق على الحالة. "
            "ويحق لك الاعتراض خلال ثلاثين يومًا.",
            "We are sorry that this cannot be granted: the conditions in the instructions are not met. You may "
            "object within thirty days.",
        ),
    ),
    "go_elsewhere": (
        Both(
            "الموضوع بين طرفين ويدخل في اختصاص المحاكم، فننصحك بمراجعة المحكمة المختصة أو محامٍ.",
            "This is a matter between two parties and belongs to the courts; we advise you to turn to the competent "
            "court or a lawyer.",
        ),
        Both(
            "الجهة المعنية شركة خاصة لا تخضع لإشرافنا، ويمكنك مراجعة جمعية حماية المستهلك.",
            "The company concerned is private and not under our supervision; the consumers' association can help you.",
        ),
    ),
    "noted": (
        Both(
            "شكرًا لك. وصلت رسالتك إلى القسم المعني وأُخذت في الحسبان.",
            "Thank you. Your message has reached the department concerned and has been taken into account.",
        ),
        Both(
            "نشكرك على وقتك. عُرضت رسالتك في اجتماع القسم هذا الأسبوع.",
            "Thank you for your time. Your message was read out in the department's meeting this week.",
        ),
    ),
}
PRAISE_NOTED: Final = (
    Both(
        "نشكرك على كلماتك الطيبة، وقد أُبلغ بها من تعنيهم.",
        "Thank you for your kind words; they have been passed on to those they are for.",
    ),
    Both(
        "وصل شكرك إلى الزملاء وحُفظت نسخة منه في ملفاتهم.",
        "Your thanks reached our colleagues, and a copy is kept in their files.",
    ),
)
SORTED_ELSEWHERE: Final = (
    Both(
        "الطلب خارج اختصاص الجهات الحكومية، فهو نزاع خاص تنظر فيه المحاكم.",
        "This lies outside what public bodies deal with: it is a private dispute for the courts.",
    ),
)
SORTED_REFUSED: Final = (
    Both(
        "لا يمكن دراسة الطلب لأنه لا يذكر خدمة أو جهة أو واقعة محددة. يسعدنا استقبال طلب جديد بالتفاصيل.",
        "This cannot be examined since it names no service, agency or event. We are glad to take a new request with "
        "the details.",
    ),
)
QUESTIONS: Final = (
    Both(
        "نرجو تزويدنا برقم المعاملة وتاريخ آخر مراجعة.",
        "Please send us the number of your transaction and the date of your last visit.",
    ),
    Both(
        "هل لك أن تحدّد الموقع بدقة أكبر، أو أقرب معلم إليه؟",
        "Could you describe the location more exactly, or the nearest landmark?",
    ),
    Both(
        "في أي ساعة حدث ذلك تقريبًا؟ وهل تعرف اسم الموظف أو رقم الشباك؟",
        "At about what hour was this, and do you know the official's name or the counter's number?",
    ),
)
ANSWERS: Final = (
    Both("رقم المعاملة {number}، وكانت آخر مراجعة {lately}.", "The number is {number}; my last visit was {lately}."),
    Both(
        "الموقع قرب دوّار البلدية، على بعد مئة متر من الصيدلية.",
        "It is by the municipality roundabout, a hundred metres from the chemist's.",
    ),
    Both(
        "كان ذلك نحو العاشرة صباحًا على الشباك الثالث، ولا أعرف الاسم.",
        "It was about ten in the morning at the third counter; I do not know the name.",
    ),
)
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
ADDITIONS: Final = (
    Both("أضيف أن المشكلة تكررت مساء أمس.", "I should add that it happened again last night."),
    Both(
        "للعلم، راجعت المكتب مرة أخرى اليوم ولم يكن الموظف موجودًا.",
        "For your information, I went to the office again today and the official was not there.",
    ),
    Both(
        "نسيت أن أذكر أن رقم المعاملة هو {number}.", "I forgot to say that the number of the transaction is {number}."
    ),
)
REOPENINGS: Final = (
    Both(
        "الرد لا يوافق ما على أرض الواقع، فالمشكلة ما زالت قائمة كما هي.",
        "The reply does not match what is there: the problem is just as it was.",
    ),
    Both("عادت المشكلة بعد يومين من الرد.", "The problem came back two days after the reply."),
    Both(
        "لم يتواصل معي أحد، ولم يُجب الرد عن سؤالي الأساسي.",
        "Nobody contacted me, and the reply does not answer my main question.",
    ),
)
WITHDRAWALS: Final = (
    Both("حُلّ الموضوع مباشرة مع المكتب، شكرًا.", "It was settled directly with the office, thank you."),
    Both("", ""),
    Both("", ""),
)
