"""Main roads, buses and taxis."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import WINTER, Story, Subject

ROADS = Subject(
    of_places=True,
    agencies=("mopw",),
    busy=WINTER,
    complaints=(
        Story(
            subject=(
                Both("هبوط في الطريق الرئيسي", "The main road is sinking"),
                Both("مياه أمطار تغلق الطريق الرئيسي", "Rain water closes the main road"),
            ),
            says=(
                Both(
                    "هبط جزء من الطريق الرئيسي قرب {place} بعد المطر {lately}، ولا توجد إشارة تحذير، وكاد يقع حادث.",
                    "Part of the main road near {place} sank after the rain {lately}. There is no warning sign, and an accident nearly happened.",
                ),
                Both(
                    "عبّارة الطريق الرئيسي قرب {place} مسدودة، فتغمره المياه مع كل مطر وتُحبس القرية.",
                    "The culvert under the main road near {place} is blocked; each rain floods it and cuts the village off.",
                ),
            ),
            ends={
                "resolved": Both(
                    "عولج الهبوط وأُعيد التعبيد ووُضعت إشارات، والطريق سالك بالاتجاهين.",
                    "The road was repaired, paved and marked; both lanes are open.",
                ),
                "partly_resolved": Both(
                    "وُضعت حواجز وإشارات تحذير، وتبدأ المعالجة الدائمة بعد إحالة العطاء.",
                    "Barriers and signs are up; the permanent repair begins when the tender is awarded.",
                ),
            },
        ),
        Story(
            subject=(
                Both("الطريق الصحراوي بلا إنارة", "No lights on the highway"),
                Both("حوادث ليلية على الطريق العام", "Accidents at night on the main road"),
            ),
            says=(
                Both(
                    "الطريق العام المؤدي إلى {place} مظلم تمامًا، وسُجّلت عليه حوادث ليلية {lately}.",
                    "The main road to {place} is completely dark; there were accidents at night {lately}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "صُلّحت لوحة التغذية وأُنير المقطع كاملًا.",
                    "The supply panel was repaired and the whole section is lit.",
                ),
                "explained": Both(
                    "إنارة المقطع مدرجة في موازنة العام القادم، ووُضعت عاكسات أرضية إلى ذلك الحين.",
                    "Lighting is in next year's budget; reflectors have been laid until then.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("موعد انتهاء أعمال الطريق", "When the road works end"),),
            says=(
                Both(
                    "متى تنتهي أعمال الطريق الرئيسي قرب {place}؟ فالتحويلة طويلة وتؤخّر طلبة الجامعة.",
                    "When do the works on the main road near {place} end? The diversion is long and makes students late.",
                ),
            ),
            ends={
                "explained": Both(
                    "تنتهي الطبقة الأخيرة خلال ثلاثة أسابيع إن سمح الطقس، ويُفتح مسرب قبل ذلك.",
                    "The last layer is done within three weeks if the weather allows; one lane opens before.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("جسر مشاة على الطريق الرئيسي", "A footbridge over the main road"),),
            says=(
                Both(
                    "أقترح جسر مشاة على الطريق الرئيسي عند {place}، فالطلبة يقطعونه ركضًا كل يوم.",
                    "I suggest a footbridge over the main road at {place}: pupils run across it every day.",
                ),
            ),
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لكاسحات الثلوج", "Thanks to the snow ploughs"),),
            says=(
                Both(
                    "فتحت الآليات الطريق إلى {place} في ليلة الثلج ووصلت الحالات المرضية إلى المستشفى.",
                    "The ploughs opened the road to {place} on the night of the snow, and the sick reached the hospital.",
                ),
            ),
        ),
    ),
    notes=(
        Both(
            "مدير أشغال المحافظة أكد الكشف وأُدرج في برنامج الصيانة.",
            "The governorate's works director confirmed; now in the maintenance programme.",
        ),
    ),
)

TRANSPORT = Subject(
    agencies=("ltrc", "mot"),
    complaints=(
        Story(
            subject=(Both("باص لا يكمل خطه", "The bus does not finish its route"),),
            says=(
                Both(
                    "باصات خط {place} تُنزل الركاب في منتصف الطريق مساءً وتعود، ونكمل مشيًا أو بتكسي.",
                    "Buses on the {place} line put passengers off half way in the evening and turn back; we walk on or take a taxi.",
                ),
            ),
            asked=Both(
                "نرجو تزويدنا برقم لوحة الباص وساعة الرحلة تقريبًا.",
                "Please send us the number plate of the bus and the approximate time.",
            ),
            answered=Both(
                "اللوحة تنتهي بالرقم 47، والساعة نحو السادسة مساءً.",
                "The plate ends in 47; it was about six in the evening.",
            ),
            ends={
                "partly_resolved": Both(
                    "أُضيف باصان إلى الخط مساءً، ويُراجع جدول التردد في نهاية الشهر.",
                    "Two buses were added in the evening; the timetable is reviewed at the end of the month.",
                ),
                "resolved": Both(
                    "أُلزم المشغّل بإكمال الخط، وراقبناه مساءً أسبوعًا كاملًا.",
                    "The operator was made to finish the route, and we watched it for a week of evenings.",
                ),
            },
        ),
        Story(
            subject=(Both("سائق الباص يتقاضى أجرة زائدة", "The bus driver overcharges"),),
            says=(
                Both(
                    "سائق الباص على خط {place} يأخذ أكثر من الأجرة المحددة، وحين سألته {lately} طلب مني النزول.",
                    "The bus driver on the {place} line takes more than the set bus fare; when I asked {lately} he told me to get off.",
                ),
            ),
            asked=Both(
                "نرجو تزويدنا برقم لوحة الباص وساعة الرحلة تقريبًا.",
                "Please send us the number plate of the bus and the approximate time.",
            ),
            answered=Both(
                "اللوحة تنتهي بالرقم 47، والساعة نحو السادسة مساءً.",
                "The plate ends in 47; it was about six in the evening.",
            ),
            ends={
                "resolved": Both(
                    "خولف السائق واستُدعي المشغّل، ووُضع الخط تحت الرقابة شهرًا.",
                    "The driver was fined, the operator called in, and the line is watched for a month.",
                ),
                "explained": Both(
                    "عُدّلت الأجرة هذا الشهر بقرار، ولم يُبدَّل الملصق في الحافلة، وجرى تبديله.",
                    "The fare was changed by decision this month, and the notice on board was out of date; it has been replaced.",
                ),
            },
        ),
        Story(
            subject=(Both("تكسي يرفض تشغيل العداد", "Taxi would not use the meter"),),
            says=(
                Both(
                    "رفض سائق تكسي من {place} تشغيل العداد {lately} وطلب ثلاثة أضعاف الأجرة وأنا مع والدتي المريضة.",
                    "A taxi driver in {place} refused to use the meter {lately} and asked three times the fare, with my sick mother beside me.",
                ),
            ),
            ends={
                "resolved": Both(
                    "حُدّد السائق وحُجزت رخصة التكسي أسبوعًا وفق التعليمات.",
                    "The driver was found, and the taxi's permit was suspended for a week.",
                )
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("خط باص سريع جديد", "A new fast bus route"),),
            says=(
                Both("هل سيصل الباص السريع إلى {place}؟ ومتى؟", "Will the bus route be extended to {place}, and when?"),
            ),
            ends={
                "explained": Both(
                    "الخط مدرج في المرحلة التالية، ويُعلن موعدها بعد الإحالة.",
                    "The route is in the next phase; its date is announced when it is awarded.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("مظلات في مواقف الحافلات", "Shelters at bus stops"),),
            says=(
                Both(
                    "أقترح مظلة ولوحة مواعيد في موقف الحافلات في {place}.",
                    "I suggest a shelter and a timetable at the bus stop in {place}.",
                ),
            ),
        ),
    ),
    praises=(
        Story(
            subject=(Both("سائق حافلة أعاد حقيبتي", "A bus driver returned my bag"),),
            says=(
                Both(
                    "نسيت حقيبتي في الحافلة وفيها أوراقي، فأعادها السائق إلى بيتي في {place}.",
                    "I left my bag with all my papers on the bus; the bus driver brought it to my door in {place}.",
                ),
            ),
        ),
    ),
)
