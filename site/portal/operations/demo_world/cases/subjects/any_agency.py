"""What could be filed with any agency: waiting, counters, telephones, thanks."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

ANY_AGENCY = Subject(
    agencies=(),
    complaints=(
        Story(
            subject=(
                Both("معاملة معلّقة {since}", "A transaction pending {since}"),
                Both("تأخّر إنجاز معاملة", "Delay in completing a transaction"),
            ),
            says=(
                Both(
                    "قدّمت معاملة لدى {agency} برقم {number} {since}، وكلما راجعت قيل لي: عُد بعد أسبوع. لا أحد يخبرني "
                    "بما ينقصها.",
                    "I filed transaction {number} with {agency}; it has been pending {since}. Each time I go I am told "
                    "to come back in a week, and nobody tells me what is missing.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُنجزت المعاملة {number} وأُرسلت رسالة نصية بموعد استلامها.",
                    "Transaction {number} has been completed, and a text message with the day of collection was sent.",
                ),
                "explained": Both(
                    "المعاملة بحاجة إلى موافقة لجنة تجتمع كل أسبوعين، وهي على جدول اجتماعها القادم.",
                    "The transaction needs the consent of a committee that meets every two weeks; it is on the agenda "
                    "of the next meeting.",
                ),
            },
        ),
        Story(
            subject=(
                Both("معاملة غير لائقة من موظف", "Rude treatment by an official"),
                Both("سوء تعامل على شباك الخدمة", "Badly treated at the service counter"),
            ),
            says=(
                Both(
                    "راجعت {agency} {lately}، ورفض الموظف الاستماع إليّ ورفع صوته أمام المراجعين، ولم يُعطني جوابًا.",
                    "I went to {agency} {lately}. The official would not listen, raised his voice in front of others "
                    "and gave me no answer.",
                ),
            ),
            ends={
                "resolved": Both(
                    "استُمع إلى الموظف وشهود الواقعة ونُبّه خطيًّا، ونعتذر إليك عمّا حدث.",
                    "The official and those present were heard, and he was warned in writing. We apologise to you.",
                ),
                "explained": Both(
                    "راجعنا تسجيل القاعة ولم يظهر ما يثبت الواقعة، وعُمّم على الموظفين حسن التعامل.",
                    "We went through the recording of the hall; it does not bear out what is described. All staff were "
                    "reminded of how to treat visitors.",
                ),
            },
        ),
        Story(
            subject=(
                Both("لا أحد يردّ على الهاتف", "Nobody answers the phone"),
                Both("الخدمة الإلكترونية لا تعمل", "The online service does not work"),
            ),
            says=(
                Both(
                    "أحاول {since} إتمام الخدمة الإلكترونية لدى {agency} فتتوقف عند صفحة الدفع، والهاتف لا يردّ عليه أحد.",
                    "I have been trying {since} to use the online service of {agency}. It stops at the payment page, "
                    "and nobody answers the phone.",
                ),
            ),
            ends={
                "resolved": Both(
                    "كان الخلل في ربط بوابة الدفع وأُصلح. طلبك محفوظ ويمكنك إتمامه الآن.",
                    "The fault was in the link to the payment gateway and has been repaired. Your application is kept "
                    "and can be completed now.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("ساعات الدوام واستقبال المراجعين", "Opening hours for visitors"),),
            says=(
                Both(
                    "ما ساعات استقبال المراجعين لدى {agency}؟ وهل يلزم حجز موعد مسبق؟",
                    "What are the visiting hours of {agency}, and do I need an appointment?",
                ),
            ),
            ends={
                "explained": Both(
                    "نستقبل المراجعين من الأحد إلى الخميس من 8:30 إلى 2:30، ولا يلزم موعد إلا لمقابلة المدير.",
                    "We receive visitors from Sunday to Thursday, 8:30 to 2:30. An appointment is needed only to see "
                    "the director.",
                )
            },
        ),
        Story(
            subject=(Both("حالة طلب قدّمته", "Status of my application"),),
            says=(
                Both(
                    "قدّمت طلبًا لدى {agency} {lately} برقم {number}، فأين وصل؟",
                    "I applied to {agency} {lately} under number {number}. Where does it stand?",
                ),
            ),
            ends={
                "explained": Both(
                    "الطلب {number} قيد التدقيق، وتصلك رسالة نصية عند صدور القرار خلال سبعة أيام عمل.",
                    "Application {number} is being checked; you get a text message when it is decided, within seven "
                    "working days.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("حجز المواعيد إلكترونيًّا", "Booking appointments online"),),
            says=(
                Both(
                    "أقترح أن تتيح {agency} حجز موعد من الهاتف بدل الانتظار ساعات في القاعة.",
                    "I suggest that {agency} lets people book a time by phone instead of waiting for hours in the hall.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُطلقت خدمة الحجز الإلكتروني تجريبيًّا هذا الشهر، وكان اقتراحك من بين ما بُنيت عليه. شكرًا لك.",
                    "Online booking has started as a trial this month, and your suggestion was among those it was built "
                    "on. Thank you.",
                )
            },
        ),
    ),
    praises=(
        Story(
            subject=(
                Both("شكر لموظفي الاستقبال", "Thanks to the reception staff"),
                Both("معاملة أُنجزت في يومها", "A transaction done on the same day"),
            ),
            says=(
                Both(
                    "راجعت {agency} {lately} ووجدت تعاملًا راقيًا، وأُنجزت معاملتي خلال نصف ساعة.",
                    "I went to {agency} {lately}, was treated with great courtesy, and was done within half an hour.",
                ),
            ),
        ),
    ),
)
