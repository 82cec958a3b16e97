"""Passports, civil papers, driving and vehicle licences, and the police."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import SUMMER, Story, Subject

PAPERS = Subject(
    agencies=("cspd",),
    busy=SUMMER,
    complaints=(
        Story(
            subject=(Both("تأخّر تجديد جواز السفر", "Delay in renewing a passport"),),
            says=(
                Both(
                    "قدّمت طلب تجديد جواز السفر إلكترونيًّا برقم {number} ودفعت الرسوم، ولم يصدر {since} وسفري قريب.",
                    "I applied online to renew my passport under number {number} and paid the fee. It has been pending {since}, and I travel soon.",
                ),
            ),
            ends={
                "resolved": Both(
                    "طُبع الجواز وهو جاهز للاستلام من المكتب الذي اخترته، ونعتذر عن التأخير.",
                    "The passport is printed and ready at the office you chose. We are sorry for the delay.",
                ),
                "explained": Both(
                    "الصورة المرفقة لم تستوفِ الشروط فتوقف الطلب، وأُرسلت إليك رسالة لتبديلها.",
                    "The photo did not meet the requirements and the application stopped; a message asks you to replace it.",
                ),
            },
        ),
        Story(
            subject=(Both("جواز السفر لم يصل بالبريد", "Passport not delivered by post"),),
            says=(
                Both(
                    "اخترت توصيل جواز السفر بالبريد، والنظام يقول إنه سُلّم {lately} ولم يتصل بي أحد.",
                    "I chose delivery of my passport by post. The system says it was delivered {lately}, but nobody contacted me.",
                ),
            ),
            ends={
                "resolved": Both(
                    "تبيّن أن شركة التوصيل سلّمته إلى عنوان مجاور، واستُرجع الجواز وسُلّم إليك اليوم.",
                    "The courier had left it at a neighbouring address; the passport was fetched and handed to you today.",
                ),
                "explained": Both(
                    "أُعيد الجواز إلى المكتب بعد محاولتي توصيل على رقم هاتف غير صحيح، وهو بانتظارك هناك.",
                    "After two attempts on a wrong phone number the passport was returned to the office, where it waits for you.",
                ),
            },
        ),
        Story(
            subject=(
                Both("تصحيح اسم في شهادة ميلاد", "Correcting a name in a birth certificate"),
                Both("خطأ في شهادة الميلاد", "A mistake in a birth certificate"),
            ),
            says=(
                Both(
                    "في شهادة ميلاد ابني خطأ في اسم الجد، وطُلب مني حكم محكمة مع أن الخطأ من المكتب في {place}.",
                    "My son's birth certificate has his grandfather's name wrong. I am asked for a court ruling although the office in {place} made the mistake.",
                ),
            ),
            ends={
                "resolved": Both(
                    "ثبت من القيد الأصلي أنه خطأ كتابي، فصُحّح وصدرت شهادة جديدة دون رسوم.",
                    "The original entry shows a clerical error; it was corrected and a new certificate issued free of charge.",
                ),
                "refused": Both(
                    "القيد الأصلي مطابق للشهادة، وتصحيحه لا يكون إلا بقرار قضائي وفق قانون الأحوال المدنية.",
                    "The original entry matches the certificate; by law only a court can have it changed.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("وثائق جواز السفر لطفل", "Papers for a child's passport"),),
            says=(
                Both(
                    "ما المطلوب لإصدار جواز سفر لطفل عمره سنة؟ وهل يجب حضور الأب؟",
                    "What is needed for a passport for a one-year-old, and must the father be present?",
                ),
            ),
            ends={
                "explained": Both(
                    "المطلوب دفتر العائلة وصورة حديثة وحضور أحد الوالدين بهويته، ويُنجز في اليوم نفسه.",
                    "Bring the family book, a recent photo and one parent with an identity card; it is done the same day.",
                )
            },
        ),
        Story(
            subject=(Both("بدل فاقد لبطاقة شخصية", "Replacing a lost identity card"),),
            says=(
                Both(
                    "فقدت بطاقتي الشخصية {lately}، فما الإجراء وهل يلزم تبليغ الشرطة؟",
                    "I lost my identity card {lately}. What do I do, and must I report it to the police?",
                ),
            ),
            ends={
                "explained": Both(
                    "يكفي تصريح بالفقدان يُعبّأ في المكتب، ولا حاجة إلى الشرطة إلا إن سُرقت، وتُصدر البطاقة في اليوم نفسه.",
                    "A declaration filled in at the office is enough; the police are needed only for theft. The card is issued the same day.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("خدمة مسائية لجوازات السفر", "Evening hours for passports"),),
            says=(
                Both(
                    "أقترح فتح مكتب جوازات السفر مساء يوم في الأسبوع لمن لا يستطيع ترك عمله.",
                    "I suggest opening the passport office one evening a week for those who cannot leave work.",
                ),
            ),
        ),
    ),
    praises=(
        Story(
            subject=(Both("جواز سفر في نصف ساعة", "A passport in half an hour"),),
            says=(
                Both(
                    "جدّدت جواز السفر {lately} وخرجت به بعد نصف ساعة، والموظفة اتصلت بي لتنبّهني إلى نسيان هويتي.",
                    "I renewed my passport {lately} and left with it after half an hour; the official even called to say I had forgotten my card.",
                ),
            ),
        ),
    ),
)

LICENCES = Subject(
    agencies=("dvld",),
    complaints=(
        Story(
            subject=(
                Both("إلغاء موعد فحص القيادة", "Driving test cancelled"),
                Both("تأجيل فحص القيادة مرتين", "Driving test postponed twice"),
            ),
            says=(
                Both(
                    "أُلغي موعد فحص القيادة مرتين دون تبليغ، وخسرت يوم عمل في كل مرة. رقم الطلب {number}.",
                    "My driving test was cancelled twice without notice, and each time I lost a day's work. The application is {number}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "حُدّد لك موعد هذا الأسبوع دون رسوم إضافية، وعُدّل نظام الرسائل.",
                    "You have a date this week without a further fee, and the messages have been put right.",
                ),
                "explained": Both(
                    "أُلغي الفحص لسوء الأحوال الجوية في اليومين، وتُحدَّد المواعيد من جديد بالترتيب.",
                    "The tests were cancelled because of the weather on both days; new dates are given in order.",
                ),
            },
        ),
        Story(
            subject=(Both("ازدحام شديد في محطة ترخيص المركبات", "Very long queues for vehicle licences"),),
            says=(
                Both(
                    "ذهبت لترخيص السيارة في {place} {lately} ووقفت أربع ساعات، والنظام يتوقف كل ربع ساعة.",
                    "I went to renew my vehicle licence in {place} {lately} and stood for four hours; the system stopped every quarter of an hour.",
                ),
            ),
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("تجديد رخصة القيادة من الخارج", "Renewing a driving licence from abroad"),),
            says=(
                Both(
                    "أعمل خارج الأردن ورخصة القيادة تنتهي قريبًا، فهل تُجدَّد بوكالة أو إلكترونيًّا؟",
                    "I work abroad and my driving licence is about to expire. Can it be renewed online or by proxy?",
                ),
            ),
            ends={
                "explained": Both(
                    "تُجدَّد إلكترونيًّا مع فحص نظر مصدّق من السفارة، ويستلمها وكيلك.",
                    "It can be renewed online with an eye test certified by the embassy; your proxy collects it.",
                )
            },
        ),
    ),
)

TRAFFIC = Subject(
    agencies=(
        "psd",
        "dvld",
    ),
    complaints=(
        Story(
            subject=(
                Both("مخالفة سير لم أرتكبها", "A traffic fine that is not mine"),
                Both("اعتراض على مخالفة مرورية", "Objection to a traffic fine"),
            ),
            says=(
                Both(
                    "سُجّلت على سيارتي مخالفة في {place} في يوم كانت فيه في الورشة، ومعي فاتورة التصليح.",
                    "My car was fined in {place} on a day when it stood in a garage, and I have the bill to prove it.",
                ),
            ),
            ends={
                "resolved": Both(
                    "روجعت صورة الكاميرا وتبيّن خطأ في قراءة اللوحة، فأُلغيت المخالفة.",
                    "The camera's picture shows that the plate was misread; the fine has been cancelled.",
                ),
                "refused": Both(
                    "تطابقت اللوحة ونوع المركبة ولونها في الصورة، والمخالفة صحيحة، ولك الاعتراض أمام محكمة السير.",
                    "Plate, make and colour match the picture, so the fine stands. You may object before the traffic court.",
                ),
            },
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لدورية النجدة", "Thanks to a police patrol"),),
            says=(
                Both(
                    "تعطّلت سيارتي ليلًا ومعي أطفال قرب {place}، فوقفت دورية وساعدت في تبديل الإطار.",
                    "My car broke down at night near {place} with children on board; a patrol stopped and helped to change the tyre.",
                ),
            ),
        ),
    ),
)
