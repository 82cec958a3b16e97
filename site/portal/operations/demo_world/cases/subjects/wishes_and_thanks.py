"""Suggestions and thanks that could go to any agency."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story

SUGGESTIONS = (
    Story(
        subject=(Both("حجز المواعيد إلكترونيًّا", "Booking appointments online"),),
        says=(
            Both(
                "أقترح أن يُتاح حجز موعد لدى {agency} من الهاتف بدل الانتظار ساعات في القاعة.",
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
    Story(
        subject=(Both("شباك لكبار السن", "A counter for the elderly"),),
        says=(
            Both(
                "أقترح تخصيص شباك لدى {agency} لكبار السن وذوي الإعاقة، فالوقوف الطويل يرهقهم.",
                "I suggest a counter at {agency} for the elderly and people with disabilities, who tire of standing.",
            ),
        ),
    ),
    Story(
        subject=(
            Both("دليل مبسّط للخدمات", "A plain guide to services"),
            Both("توحيد النماذج", "One form instead of five"),
        ),
        says=(
            Both(
                "أقترح دليلًا من صفحة واحدة لخدمات {agency} بلغة يفهمها الجميع، يُعلّق في القاعة ويُنشر.",
                "I suggest a one-page guide to the services of {agency} in words that all understand, in the hall and online.",
            ),
            Both(
                "تطلب {agency} المعلومات نفسها في خمسة نماذج، وأقترح نموذجًا واحدًا.",
                "For one service {agency} asks the same data on five forms; I suggest a single one.",
            ),
        ),
    ),
    Story(
        subject=(Both("الدفع بالبطاقة", "Paying by card"),),
        says=(
            Both(
                "أقترح قبول الدفع بالبطاقة والمحفظة الإلكترونية في كل مكاتب الجهة، فما زال بعضها يطلب النقد.",
                "I suggest taking cards and mobile wallets at all offices: some still want cash.",
            ),
        ),
    ),
)

PRAISES = (
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
    Story(
        subject=(Both("موظفة متعاونة", "A helpful official"),),
        says=(
            Both(
                "ساعدتني موظفة لدى {agency} في إكمال طلب والدتي المريضة واتصلت بنا حين صدر.",
                "An official at {agency} helped me to complete my sick mother's application and called us when it was decided.",
            ),
        ),
    ),
    Story(
        subject=(
            Both("خدمة إلكترونية سهلة", "An easy online service"),
            Both("تنظيم ممتاز للدور", "Queues that work well"),
        ),
        says=(
            Both(
                "أنجزت خدمة {agency} من هاتفي في خمس دقائق ووصلتني النتيجة في اليوم التالي.",
                "I used the service of {agency} on my phone in five minutes and had the result the next day.",
            ),
            Both(
                "نظام الدور الجديد لدى {agency} ممتاز، فلا ازدحام ولا تدافع.",
                "The new queue system at {agency} is excellent: no crowding, no pushing.",
            ),
        ),
    ),
)
