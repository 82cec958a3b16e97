"""Hospitals, health centres and vaccines."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

HEALTH = Subject(
    agencies=("moh", "bashir", "hamza"),
    complaints=(
        Story(
            subject=(
                Both("تأجيل موعد صورة رنين للمرة الثالثة", "MRI appointment postponed a third time"),
                Both("موعد العيادة بعد ستة أشهر", "Clinic appointment six months away"),
            ),
            says=(
                Both(
                    "والدتي تنتظر صورة رنين في المستشفى، وأُجّل موعدها ثلاث مرات، آخرها {lately}، والألم يزداد عليها.",
                    "My mother is waiting for an MRI scan at the hospital. Her appointment has been postponed three times, the last time {lately}, and her pain grows.",
                ),
                Both(
                    "أُعطيت موعدًا في عيادة العظام بالمستشفى بعد ستة أشهر مع أن الطبيب كتب أن الحالة مستعجلة.",
                    "The hospital gave me an appointment at the orthopaedic clinic in six months although the doctor marked the case urgent.",
                ),
            ),
            asked=Both(
                "نرجو تزويدنا برقم ملف المريضة في المستشفى وتاريخ الموعد الأخير.",
                "Please send us the patient's hospital file number and the date of the last appointment.",
            ),
            answered=Both(
                "رقم الملف {number} وكان الموعد {lately}.", "The file number is {number}; the appointment was {lately}."
            ),
            ends={
                "resolved": Both(
                    "قُدّم الموعد وأُجريت الصورة، والنتيجة في ملف المريضة لدى الطبيب المعالج.",
                    "The appointment was moved forward and the scan has been made; the result is with the treating doctor.",
                ),
                "partly_resolved": Both(
                    "حُدّد موعد خلال أسبوعين بدل الموعد السابق، والجهاز الثاني يعود إلى الخدمة الشهر القادم.",
                    "An appointment within two weeks replaces the former one; the second scanner is back in service next month.",
                ),
                "explained": Both(
                    "الأولوية بحسب درجة الاستعجال الطبية، وقد راجعها استشاري القسم وأبقى الموعد، ويُعاد التقييم إن ساءت الحالة.",
                    "Priority goes by medical urgency. The consultant reviewed the case and kept the date; it is assessed again should the state worsen.",
                ),
            },
        ),
        Story(
            subject=(
                Both("انتظار طويل في قسم الطوارئ", "Long wait in the emergency room"),
                Both("نقص الأطباء في المناوبة الليلية", "Too few doctors on the night shift"),
            ),
            says=(
                Both(
                    "وصلنا قسم الطوارئ في المستشفى مع طفل حرارته مرتفعة وانتظرنا أكثر من ثلاث ساعات، وكان في المناوبة طبيب واحد.",
                    "We came to the emergency room of the hospital with a feverish child and waited for more than three hours; there was a single doctor on duty.",
                ),
            ),
            ends={
                "resolved": Both(
                    "عُزّزت المناوبة الليلية بطبيبين، ونعتذر لك عن طول الانتظار ونتمنى لطفلك السلامة.",
                    "Two doctors were added to the night shift. We are sorry for the long wait and wish your child well.",
                ),
                "explained": Both(
                    "استُقبلت في الليلة نفسها عدة إصابات من حادث سير، وصُنّفت الحالات بحسب خطورتها.",
                    "Several injured people from a road accident came that night, and patients were taken by how serious their state was.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("تقرير طبي مصدّق", "A certified medical report"),),
            says=(
                Both(
                    "كيف أحصل على تقرير طبي مصدّق من المستشفى لتقديمه خارج الأردن؟",
                    "How do I get a certified medical report from the hospital for use abroad?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُطلب من السجلات الطبية في المستشفى، ثم يُصدّق من الوزارة خلال يومي عمل.",
                    "Ask for it at the hospital's medical records, then have it certified at the ministry within two working days.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("مواعيد المستشفى على الهاتف", "Hospital appointments by phone"),),
            says=(
                Both(
                    "أقترح رسالة تذكير قبل موعد العيادة بيوم مع إمكان الإلغاء، فيستفيد مريض آخر من الموعد.",
                    "I suggest a reminder the day before a clinic appointment with a way to cancel, so that another patient can have it.",
                ),
            ),
            ends={
                "resolved": Both(
                    "بدأ إرسال رسائل التذكير في مستشفيين هذا الشهر، وتُعمّم قبل نهاية العام.",
                    "Reminders have begun at two hospitals this month and reach all before the end of the year.",
                )
            },
        ),
    ),
    praises=(
        Story(
            subject=(
                Both("شكر لطاقم قسم الأطفال", "Thanks to the children's ward"),
                Both("تمريض يستحق التقدير", "Nurses who deserve praise"),
            ),
            says=(
                Both(
                    "مكث ابني أسبوعًا في المستشفى، وكان الطبيب والممرضات يطمئنوننا كل ساعة. أعانهم الله.",
                    "My son spent a week in hospital, and the doctor and the nurses looked in on us every hour. Bless them.",
                ),
            ),
        ),
    ),
    replies=(
        Both(
            "خاطبنا مدير المستشفى وطلبنا تقريرًا مفصّلًا خلال يومين.",
            "We have asked the hospital's director for a full report within two days.",
        ),
    ),
    notes=(
        Both(
            "مدير المستشفى أفاد أن الجهاز تحت الصيانة حتى الخميس.",
            "Hospital director says the device is being repaired until Thursday.",
        ),
    ),
)

CENTRES = Subject(
    agencies=("moh",),
    complaints=(
        Story(
            subject=(
                Both("دواء غير متوفر في المركز الصحي", "Medicine not available at the health centre"),
                Both("نقص أدوية الضغط", "Blood pressure medicine out of stock"),
            ),
            says=(
                Both(
                    "دواء الضغط غير متوفر {since} في المركز الصحي في {place}، وأشتريه على حسابي وراتبي لا يحتمل.",
                    "My blood pressure medicine has not been available {since} at the health centre in {place}. I buy it myself, which my pension does not bear.",
                ),
            ),
            ends={
                "resolved": Both(
                    "زُوّد المركز بالدواء من المستودع المركزي، ويمكنك صرف وصفتك منذ اليوم.",
                    "The centre was supplied from the central store; your prescription can be filled from today.",
                ),
                "explained": Both(
                    "الدواء متوفر بديله الجنيس بالمادة الفعالة نفسها، ووُجّه الصيدلي إلى صرفه وشرحه للمرضى.",
                    "The same substance is in stock under another name; the pharmacist has been told to offer and explain it.",
                ),
            },
        ),
        Story(
            subject=(Both("المركز الصحي مغلق قبل نهاية الدوام", "Health centre closed before closing time"),),
            says=(
                Both(
                    "راجعت المركز الصحي في {place} {lately} قبل الواحدة ظهرًا فوجدته مغلقًا، وقيل إن الطبيب لا يأتي إلا يومين.",
                    "I went to the health centre in {place} {lately} before one o'clock and found it closed; people said the doctor comes only on two days.",
                ),
            ),
            ends={
                "resolved": Both(
                    "خوطب مدير الصحة ووُزّع طبيب دائم على المركز من الأسبوع القادم.",
                    "The health director acted, and a permanent doctor is assigned to the centre from next week.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(
                Both("مطاعيم الأطفال", "Vaccines for children"),
                Both("موعد مطعوم طفلتي", "When is my daughter's vaccine due"),
            ),
            says=(
                Both(
                    "فات ابنتي مطعوم السنة والنصف بسبب السفر، فهل تأخذه الآن في أقرب مركز صحي؟",
                    "My daughter missed her eighteen-month vaccine because we travelled. Can she have it now at the nearest health centre?",
                ),
            ),
            ends={
                "explained": Both(
                    "نعم، في أي مركز صحي أيام المطاعيم، ومعك دفتر التطعيم، ولا يُعاد البرنامج من أوله.",
                    "Yes, at any health centre on vaccination days; bring the vaccination card. The programme does not start again.",
                )
            },
        ),
    ),
)
