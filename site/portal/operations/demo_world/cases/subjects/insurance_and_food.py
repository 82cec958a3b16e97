"""Health insurance, food and medicines."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

INSURANCE = Subject(
    agencies=("hia",),
    complaints=(
        Story(
            subject=(
                Both("بطاقة التأمين الصحي لم تصدر", "Health insurance card not issued"),
                Both("توقف التأمين الصحي دون سبب", "Health insurance stopped without a reason"),
            ),
            says=(
                Both(
                    "قدّمت طلب بطاقة التأمين الصحي لوالدي المسن {since}، وكلما راجعنا قيل إن النظام معطّل، وهو بحاجة إلى علاج.",
                    "I applied for my elderly father's health insurance card; it has been pending {since}. Each time we are told that the system is down, and he needs treatment.",
                ),
            ),
            ends={
                "resolved": Both(
                    "صدرت البطاقة وسُلّمت، وهي سارية من تاريخ الطلب.",
                    "The card has been issued and handed over; it is valid from the day of the application.",
                ),
                "refused": Both(
                    "تبيّن وجود تأمين صحي آخر فعّال باسم المنتفع، ولا يجوز الجمع بينهما.",
                    "The person has another valid health insurance, and the two cannot be combined.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("شروط الإعفاء الطبي", "Conditions for a medical exemption"),),
            says=(
                Both(
                    "ما شروط الحصول على إعفاء طبي لمريض بلا تأمين صحي؟ وأين يُقدَّم الطلب؟",
                    "What are the conditions of a medical exemption for someone without health insurance, and where do I apply?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُقدَّم الطلب إلكترونيًّا مع تقرير طبي حديث من مستشفى حكومي، ويصدر القرار خلال ثلاثة أيام عمل.",
                    "Apply online with a recent report from a public hospital; the decision comes within three working days.",
                )
            },
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لمكتب التأمين الصحي", "Thanks to the health insurance office"),),
            says=(
                Both(
                    "أُنجز تجديد التأمين الصحي لوالدتي وهي على كرسي متحرك دون أن تنزل من السيارة.",
                    "My mother's health insurance was renewed while she sat in her wheelchair in the car.",
                ),
            ),
        ),
    ),
)

FOOD = Subject(
    agencies=("jfda",),
    complaints=(
        Story(
            subject=(
                Both("مواد غذائية منتهية الصلاحية", "Expired food on sale"),
                Both("مطعم لا يلتزم بالنظافة", "A restaurant that is not clean"),
            ),
            says=(
                Both(
                    "اشتريت {lately} من متجر في {place} مواد غذائية منتهية الصلاحية والتاريخ ممسوح. احتفظت بالعلبة والفاتورة.",
                    "I bought expired food from a shop in {place} {lately}; the date had been rubbed off. I have kept the tin and the receipt.",
                ),
            ),
            ends={
                "resolved": Both(
                    "ضُبطت المواد وأُتلفت وأُحيل صاحب المتجر إلى المدعي العام.",
                    "The goods were seized and destroyed, and the owner was referred to the prosecutor.",
                ),
                "explained": Both(
                    "فُحصت عيّنات من المتجر نفسه وجاءت مطابقة، ويبقى المتجر تحت الرقابة ثلاثة أشهر.",
                    "Samples from the same shop were tested and comply; it stays under inspection for three months.",
                ),
            },
        ),
    ),
)
