"""What could be filed with any agency: waiting, counters, telephones, papers."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject
from portal.operations.demo_world.cases.subjects.wishes_and_thanks import PRAISES, SUGGESTIONS

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
        Story(
            subject=(
                Both("لم يُردّ على كتابي", "My letter was not answered"),
                Both("اعتراض بلا جواب", "An objection without an answer"),
            ),
            says=(
                Both(
                    "قدّمت اعتراضًا خطيًّا إلى {agency} {lately} وأخذ رقم {number}، ولم يصلني ردّ ولا إشعار.",
                    "I handed {agency} a written objection {lately}, number {number}, and have had neither a reply nor a notice.",
                ),
            ),
            ends={
                "resolved": Both(
                    "نُظر في الاعتراض رقم {number} وقُبل، وأُرسل القرار إلى عنوانك.",
                    "Objection {number} was examined and granted; the decision was sent to your address.",
                ),
                "refused": Both(
                    "نظرت اللجنة في الاعتراض رقم {number} وأبقت القرار، ولك الطعن أمام المحكمة الإدارية.",
                    "The committee examined objection {number} and kept the decision; you may appeal to the administrative court.",
                ),
            },
        ),
        Story(
            subject=(
                Both("طلب وثائق لم تُعلن", "Asked for papers that are not listed"),
                Both("رسوم غير معلنة", "A fee that is not announced"),
            ),
            says=(
                Both(
                    "راجعت {agency} بكل الوثائق المذكورة في الموقع، وطُلبت مني ورقة أخرى في كل زيارة.",
                    "I went to {agency} with all the papers listed on the website, and at each visit I was asked for one more.",
                ),
                Both(
                    "طُلب مني لدى {agency} رسم {lately} غير مذكور في قائمة الرسوم، ولم أُعطَ إيصالًا إلا بعد الإلحاح.",
                    "At {agency} I was asked {lately} for a fee that is not on the list, and got a receipt only when I insisted.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُنجزت المعاملة بما قُدّم، وحُدّثت قائمة المتطلبات والرسوم في الموقع والقاعة.",
                    "The transaction was completed with what you gave, and the list of papers and fees was brought up to date.",
                ),
                "explained": Both(
                    "المتطلب الإضافي وارد في تعليمات هذا العام ولم يُحدّث في الموقع، وقد حُدّث اليوم.",
                    "It is in this year's instructions, but the website was out of date; it was corrected today.",
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
        Story(
            subject=(
                Both("تفويض شخص آخر بالمراجعة", "Sending someone else"),
                Both("المراجعة بوكالة", "Coming with a proxy"),
            ),
            says=(
                Both(
                    "أقيم خارج الأردن، فهل يراجع أخي {agency} نيابة عني؟ وأي تفويض يُقبل؟",
                    "I live abroad. Can my brother go to {agency} for me, and what authority must he show?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُقبل تفويض مصدّق من السفارة أو وكالة عدلية خاصة تذكر المعاملة، مع صورة هويتك.",
                    "A proxy certified by the embassy that names the transaction, with a copy of your identity card, is accepted.",
                )
            },
        ),
        Story(
            subject=(
                Both("رقم مباشر للقسم المختص", "A direct number"),
                Both("أقرب فرع إليّ", "The branch nearest to me"),
            ),
            says=(
                Both(
                    "ما الرقم المباشر للقسم المختص بمتابعة الطلبات لدى {agency}؟",
                    "What is the direct number of the section at {agency} that follows applications?",
                ),
                Both(
                    "هل لدى {agency} مكتب قريب من {place}، أم عليّ السفر إلى العاصمة؟",
                    "Has {agency} an office near {place}, or must I travel to the capital?",
                ),
            ),
            ends={
                "explained": Both(
                    "تجد المكاتب وأرقامها في صفحة «اتصل بنا» في موقعنا، ويمكن إنجاز هذه الخدمة إلكترونيًّا أيضًا.",
                    "Offices and numbers are on the page “Contact” of our website; this service is also available online.",
                )
            },
        ),
    ),
    suggestions=SUGGESTIONS,
    praises=PRAISES,
)
