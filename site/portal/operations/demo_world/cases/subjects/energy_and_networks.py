"""Electricity, telephone and internet, post, and online government."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import SUMMER, WINTER, Story, Subject

ELECTRICITY = Subject(
    of_places=True,
    agencies=("emrc", "nepco", "memr"),
    busy=(*SUMMER, *WINTER),
    complaints=(
        Story(
            subject=(
                Both("انقطاع الكهرباء المتكرر", "Repeated power cuts"),
                Both("ضعف التيار الكهربائي", "Low electricity voltage"),
            ),
            says=(
                Both(
                    "تنقطع الكهرباء في {place} كل مساء ساعتين {since}، وتعطّلت ثلاجتنا. الشركة تقول إن العمل جارٍ.",
                    "The electricity in {place} has gone off for two hours every evening {since}, and our refrigerator broke. The company says it is working on it.",
                ),
                Both(
                    "التيار ضعيف في حيّنا في {place} فلا تعمل المكيّفات، ووالدي يعتمد على جهاز أكسجين يعمل بالكهرباء.",
                    "The electricity is so weak in our part of {place} that air conditioners do not run, and my father depends on an electric oxygen device.",
                ),
            ),
            ends={
                "resolved": Both(
                    "استُبدل المحوّل بآخر أكبر، ولم يُسجَّل انقطاع منذ ذلك.",
                    "The transformer was replaced by a larger one; no cut has been recorded since.",
                ),
                "partly_resolved": Both(
                    "نُقل جزء من الأحمال إلى محوّل مجاور، والمحوّل الجديد يُركّب خلال شهر.",
                    "Part of the load was moved to the next transformer; a new one is put up within a month.",
                ),
            },
        ),
        Story(
            subject=(
                Both("فاتورة كهرباء مضاعفة", "Electricity bill twice as high"),
                Both("تبديل عداد الكهرباء دون علمنا", "Electricity meter changed without notice"),
            ),
            says=(
                Both(
                    "تضاعفت فاتورة الكهرباء بعد تركيب العداد الذكي {lately}، ورقم الاشتراك {number}.",
                    "Our electricity bill doubled after the smart meter was put in {lately}; the subscription is {number}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "ثبت من فحص العداد خلل في القراءة، فاستُبدل وعُدّلت الفاتورة.",
                    "A test found the meter faulty; it was replaced and the bill corrected.",
                ),
                "explained": Both(
                    "العداد سليم، وارتفع الاستهلاك الفعلي في الشهرين بسبب التدفئة ودخل شريحة أعلى.",
                    "The meter is sound; consumption rose with heating in both months and reached a higher tariff.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("نظام طاقة شمسية للمنزل", "Solar system for a house"),),
            says=(
                Both(
                    "ما خطوات ربط نظام طاقة شمسية على سطح منزل في {place} بشبكة الكهرباء؟",
                    "How do I connect a solar system on a roof in {place} to the electricity grid?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُقدَّم طلب دراسة إلى شركة الكهرباء عبر مقاول مؤهّل، ويصدر الرد خلال 30 يومًا.",
                    "A qualified contractor files a study with the electricity company; the answer comes within 30 days.",
                )
            },
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لفريق طوارئ الكهرباء", "Thanks to the electricity emergency crew"),),
            says=(
                Both(
                    "في ليلة المنخفض الجوي أعاد الفريق الكهرباء إلى {place} قبل الفجر والثلج ينزل.",
                    "On the night of the storm the crew brought electricity back to {place} before dawn, in the snow.",
                ),
            ),
        ),
    ),
)

TELECOMS = Subject(
    agencies=("trc",),
    complaints=(
        Story(
            subject=(Both("سرعة الإنترنت أقل من المتعاقد عليها", "Internet slower than in the contract"),),
            says=(
                Both(
                    "أدفع ثمن سرعة عالية ويصلني في {place} ربعها {since}، والشركة تعيد تشغيل الجهاز وتغلق البلاغ.",
                    "I pay for fast internet and have been getting a quarter of it {since} in {place}. The company restarts the router and closes the report.",
                ),
            ),
            ends={
                "resolved": Both(
                    "بدّلت الشركة الخط، وقسنا السرعة فجاءت كما في العقد، وأُعفيت من فاتورة شهر.",
                    "The company replaced the line; we measured the speed of the contract, and a month was waived.",
                ),
                "explained": Both(
                    "السرعة في العقد «تصل إلى»، وقياسنا ضمن الحد المسموح، ولك إنهاء العقد دون غرامة.",
                    "The contract says “up to”, and our measurement is within the limit. You may end it without a penalty.",
                ),
            },
        ),
        Story(
            subject=(Both("رسوم إنترنت بعد إلغاء الاشتراك", "Charged for internet after cancelling"),),
            says=(
                Both(
                    "ألغيت اشتراك الإنترنت {lately} وما زالت الشركة تطالبني برسوم شهرين وتهدّد بإدراج اسمي.",
                    "I cancelled my internet subscription {lately}, yet the company wants two more months and threatens to list my name.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُلزمت الشركة بإلغاء المطالبة وأرسلت براءة ذمة باسمك.",
                    "The company was made to drop the claim and has sent you a clearance.",
                ),
                "go_elsewhere": Both(
                    "الإلغاء لم يكن خطيًّا كما يشترط العقد، والخلاف على المبلغ من اختصاص القضاء.",
                    "You did not cancel in writing as the contract asks; the dispute about the amount is for the courts.",
                ),
            },
        ),
        Story(
            subject=(Both("لا تغطية لشبكة الهاتف", "No mobile network coverage"),),
            says=(
                Both(
                    "لا تصل شبكة الهاتف إلى قريتنا قرب {place}، ونصعد التل لنتصل بالإسعاف.",
                    "No mobile network reaches our village near {place}; we climb the hill to call an ambulance.",
                ),
            ),
            ends={
                "partly_resolved": Both(
                    "اتُّفق مع المشغّل على محطة متنقلة هذا الشهر، وبرج دائم خلال ستة أشهر.",
                    "The operator brings a mobile station this month and builds a mast within six.",
                )
            },
        ),
    ),
)

POST = Subject(
    agencies=("jpost",),
    complaints=(
        Story(
            subject=(Both("طرد بريدي مفقود", "A postal parcel is lost"),),
            says=(
                Both(
                    "وصل الطرد رقم {number} إلى الأردن {lately} ثم توقّف تتبّعه، ولا أحد يعرف مكانه.",
                    "Parcel {number} reached Jordan {lately}, then tracking stopped, and nobody knows where it is.",
                ),
            ),
            ends={
                "resolved": Both(
                    "عُثر على الطرد في مركز الفرز وسُلّم إلى عنوانك.",
                    "The parcel was found at the sorting centre and delivered to your address.",
                )
            },
        ),
    ),
)

DIGITAL = Subject(
    agencies=("modee",),
    inquiries=(
        Story(
            subject=(Both("تفعيل الهوية الرقمية", "Activating the digital identity"),),
            says=(
                Both(
                    "أين أقرب محطة لتفعيل الهوية الرقمية من {place}؟ وهل تلزم بصمة؟",
                    "Where is the nearest place to {place} to activate my digital identity, and are fingerprints needed?",
                ),
            ),
            ends={
                "explained": Both(
                    "قائمة المحطات في التطبيق بحسب موقعك، والتفعيل بالهوية وبصمة الوجه.",
                    "The app lists the places near you; you need your identity card and a face scan.",
                )
            },
        ),
    ),
)
