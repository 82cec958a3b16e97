"""Work, jobs and social security."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

LABOUR = Subject(
    agencies=("mol",),
    complaints=(
        Story(
            subject=(
                Both("رواتب متأخرة ثلاثة أشهر", "Wages three months late"),
                Both("صاحب العمل لا يدفع الأجور", "My employer does not pay"),
            ),
            says=(
                Both(
                    "أعمل في مصنع في {place}، ولم تُدفع أجورنا منذ ثلاثة أشهر، ونحن أربعون عاملًا. صاحب العمل يعد ولا يفي.",
                    "I work in a factory in {place}. We are forty, and our wages are three months late; my employer promises and does not pay.",
                ),
            ),
            ends={
                "resolved": Both(
                    "زار مفتش العمل المنشأة ودُفعت الأجور المتأخرة كاملة بحضوره.",
                    "A labour inspector visited, and the overdue wages were paid in full in his presence.",
                ),
                "partly_resolved": Both(
                    "دُفع شهران بعد زيارة المفتش، وتعهّد صاحب العمل بالثالث خلال أسبوعين.",
                    "Two months were paid after the visit; the employer has undertaken to pay the third within two weeks.",
                ),
                "go_elsewhere": Both(
                    "انتهت علاقة العمل، فيُرفع الحق إلى سلطة الأجور أو محكمة الصلح، ومكتب العمل يساعدك في الطلب.",
                    "The employment has ended, so the claim goes to the wages authority or the court; the labour office helps you to file it.",
                ),
            },
        ),
        Story(
            subject=(Both("فصل تعسفي بعد إجازة الأمومة", "Unfair dismissal after maternity leave"),),
            says=(
                Both(
                    "عدت من إجازة الأمومة {lately} فوجدت أنه استُغني عني دون سبب مكتوب.",
                    "I came back from maternity leave {lately} to find that I had been dismissed without a written reason.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُعيدت العاملة إلى عملها بعد الكشف، وحُرّرت مخالفة بحق المنشأة.",
                    "After an inspection the worker was taken back, and the firm was fined.",
                )
            },
            of_a_woman=True,
        ),
    ),
    inquiries=(
        Story(
            subject=(
                Both("تصريح عمل لعامل زراعي", "Work permit for a farm worker"),
                Both("عامل واحد لمزرعتين", "One worker for two farms"),
            ),
            says=(
                Both(
                    "ما رسوم تصريح عمل لعامل زراعي ومدته؟ وهل يتنقل بين مزرعتين؟",
                    "What does a work permit for a farm worker cost, how long is it valid, and may he work on two farms?",
                ),
            ),
            ends={
                "explained": Both(
                    "مدة التصريح سنة، ورسومه معلنة في الموقع بحسب القطاع، والتنقل بموافقة المكتب.",
                    "It is valid for a year; the fees are on the website by sector, and a change needs the office's consent.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("معرض للوظائف في المحافظات", "A job fair in the governorates"),),
            says=(
                Both(
                    "أقترح يومًا للتوظيف كل ثلاثة أشهر في {place} بدل السفر إلى العاصمة لكل مقابلة.",
                    "I suggest a recruitment day in {place} every three months, instead of travelling to the capital for each interview.",
                ),
            ),
        ),
    ),
)

PENSIONS = Subject(
    agencies=("ssc",),
    complaints=(
        Story(
            subject=(Both("تأخّر أول راتب تقاعد", "First pension payment late"),),
            says=(
                Both(
                    "أُحلتُ إلى التقاعد ولم أتسلّم راتبي الأول {since}، وعليّ التزامات للبنك.",
                    "I have retired, and my first pension payment has been outstanding {since}; I owe the bank.",
                ),
            ),
            ends={
                "resolved": Both(
                    "صُرف الراتب الأول مع المدة الفائتة وحُوّل إلى حسابك.",
                    "The first payment was made together with what was missing.",
                ),
                "explained": Both(
                    "الراتب الأول يُصرف مع نهاية الشهر التالي لاكتمال الملف، واكتمل ملفك هذا الأسبوع.",
                    "The first payment comes at the end of the month after the file is complete; yours was completed this week.",
                ),
            },
        ),
        Story(
            subject=(Both("خطأ في احتساب مدة الضمان", "Social security period miscounted"),),
            says=(
                Both(
                    "سقطت من كشف الضمان الاجتماعي سنتان عملت فيهما في شركة بـ{place}، ومعي كتاب منها.",
                    "Two years that I worked for a firm in {place} are missing from my social security record; I have a letter from it.",
                ),
            ),
            asked=Both(
                "نرجو إرسال رقم الضمان واسم المنشأة والفترة كما ترد في عقد العمل.",
                "Please send your social security number, the firm's name and the period as they stand in the contract.",
            ),
            answered=Both(
                "رقم الضمان {number}، والفترة من بداية 2016 إلى نهاية 2017.",
                "The number is {number}, and the period is from early 2016 to the end of 2017.",
            ),
            ends={
                "resolved": Both(
                    "أُضيفت المدة إلى سجلك بعد مطابقة كتاب المنشأة.",
                    "The period was added to your record after the firm's letter was checked.",
                ),
                "refused": Both(
                    "لم تُسدَّد اشتراكات عن الفترة ولا يوجد ما يثبت العلاقة العمالية، ولك الاعتراض أمام لجنة الشؤون.",
                    "No contributions were paid for the period and nothing proves the employment. You may object before the committee.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(
                Both("شروط التقاعد المبكر", "Conditions of early retirement"),
                Both("هل أستحق التقاعد المبكر؟", "Am I entitled to an early pension?"),
            ),
            says=(
                Both(
                    "عمري 52 سنة ولي 21 سنة اشتراك في الضمان الاجتماعي، فهل أستحق التقاعد المبكر وكم ينقص الراتب؟",
                    "I am 52 and have 21 years of social security contributions. May I take early retirement, and by how much is the pension lower?",
                ),
            ),
            ends={
                "explained": Both(
                    "تظهر الأهلية ونسبة التخفيض في حاسبة التقاعد على حسابك الإلكتروني، وهي محدّثة وفق القانون النافذ.",
                    "The pension calculator in your online account shows both; it follows the law in force.",
                )
            },
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لفرع الضمان الاجتماعي", "Thanks to a social security branch"),),
            says=(
                Both(
                    "ساعدني موظف الفرع في {place} على إكمال ملف التقاعد وأنا لا أجيد استعمال الهاتف.",
                    "The official at the branch in {place} helped me to complete my pension file, since I am no good with phones.",
                ),
            ),
        ),
    ),
)

JOBS = Subject(
    agencies=("spac",),
    complaints=(
        Story(
            subject=(
                Both("ترتيبي في ديوان الخدمة تراجع", "My place on the public job list went down"),
                Both("نتيجة امتحان تنافسي لم تظهر", "Result of a competitive exam missing"),
            ),
            says=(
                Both(
                    "تقدّمت لوظيفة معلنة برقم {number} واجتزت الامتحان، ولم تظهر النتيجة {since} ولا أحد يجيب.",
                    "I applied for a public job under number {number} and sat the exam. The result has been missing {since}, and nobody answers.",
                ),
            ),
            ends={
                "resolved": Both(
                    "نُشرت النتائج، وتبيّن أن رسالتك أُرسلت إلى بريد قديم فعُدّل.",
                    "The results are out; your message had gone to an old address, which has been corrected.",
                ),
                "explained": Both(
                    "تُعلن النتائج معًا بعد انتهاء الاعتراضات، وموعدها الأسبوع القادم.",
                    "Results are published together when objections are over, which is next week.",
                ),
            },
        ),
    ),
)
