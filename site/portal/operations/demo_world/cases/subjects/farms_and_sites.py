"""Farming, the environment and ancient sites."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

FARMING = Subject(
    agencies=("moa", "acc", "narc", "jcc", "jva"),
    complaints=(
        Story(
            subject=(
                Both("تأخّر تعويض الصقيع", "Frost compensation late"),
                Both("كشف الأضرار الزراعية بلا نتيجة", "Farm damage inspected, nothing paid"),
            ),
            says=(
                Both(
                    "تضررت مزرعتي قرب {place} من الصقيع وكُشف عليها، ولم يُصرف التعويض {since}.",
                    "Frost damaged my farm near {place}. It was inspected, and the compensation has been outstanding {since}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُدرج الطلب في دفعة هذا الشهر وحُوّل المبلغ.",
                    "The claim is in this month's payment, and the money was transferred.",
                ),
                "explained": Both(
                    "نسبة الضرر دون الحد المقرر للتعويض، ويمكن الاستفادة من جدولة القرض الزراعي.",
                    "The damage is below the threshold; the farm loan can be rescheduled.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("قرض لمشروع زراعي صغير", "Loan for a small farm project"),),
            says=(
                Both(
                    "ما شروط قرض لبيت بلاستيكي في {place}؟ وما نسبة الفائدة؟",
                    "What are the conditions of a loan for a greenhouse in {place}, and the rate?",
                ),
            ),
            ends={
                "explained": Both(
                    "للقروض الصغيرة فائدة مدعومة وفترة سماح سنة، ويُقدَّم الطلب في فرع المحافظة.",
                    "Small loans are subsidised and have a year of grace; apply at the branch of your governorate.",
                )
            },
        ),
    ),
)
ENVIRONMENT = Subject(
    of_places=True,
    agencies=("moenv",),
    complaints=(
        Story(
            subject=(
                Both("دخان مصنع يصل إلى البيوت", "Smoke from a factory reaches homes"),
                Both("حرق مخلفات في الليل", "Waste burnt at night"),
            ),
            says=(
                Both(
                    "يتصاعد دخان من منشأة قرب {place} كل ليلة {since}، والأطفال يعانون ضيق النفس.",
                    "Smoke has been rising from a plant near {place} every night {since}, and children are short of breath.",
                ),
            ),
            ends={
                "resolved": Both(
                    "قيس الهواء وثبتت المخالفة، فأُوقفت المنشأة إلى أن تركّب مرشّحًا.",
                    "The air was measured and the breach confirmed; the plant is stopped until it fits a filter.",
                ),
                "explained": Both(
                    "القياسات على مدى أسبوع ضمن الحدود، ويُعاد القياس في الشتاء.",
                    "A week's measurements are within the limits; they are repeated in winter.",
                ),
            },
        ),
    ),
)

SITES = Subject(
    of_places=True,
    agencies=(
        "doa",
        "mota",
        "pdtra",
    ),
    complaints=(
        Story(
            subject=(Both("إهمال موقع أثري", "A neglected ancient site"),),
            says=(
                Both(
                    "في الموقع الأثري قرب {place} كتابات على الجدران ومخلفات، وقد زرته {lately} مع ضيوف من الخارج.",
                    "The ancient site near {place} is full of scrawls and litter; I was there {lately} with guests from abroad.",
                ),
            ),
            ends={
                "resolved": Both(
                    "نُظّف الموقع وعُيّن له حارس، وأُزيلت الكتابات بإشراف مختص.",
                    "The site was cleaned, a guard appointed, and the scrawls removed by a specialist.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("لوحات إرشاد بلغتين", "Signs in two languages"),),
            says=(
                Both(
                    "أقترح لوحات بلغتين عند المواقع قرب {place} تذكر المسافة والوقت مشيًا.",
                    "I suggest signs in two languages at the sites near {place}, with the distance and the walking time.",
                ),
            ),
        ),
    ),
)

FORESTS = Subject(
    of_places=True,
    agencies=("moa",),
    complaints=(
        Story(
            subject=(Both("قطع أشجار حرجية", "Forest trees cut down"),),
            says=(
                Both(
                    "يُقطع الحطب ليلًا من الغابة قرب {place} وتُنقل الحمولة في شاحنة صغيرة، آخرها {lately}.",
                    "Wood is cut at night in the forest near {place} and taken away in a pick-up, the last time {lately}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "ضبطت دورية الحراج الشاحنة وأُحيل المعتدون إلى القضاء.",
                    "A forest patrol caught the pick-up, and those responsible go to court.",
                )
            },
        ),
    ),
)
