"""Aid to families, and people with disabilities."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

AID = Subject(
    agencies=("naf", "mosd"),
    complaints=(
        Story(
            subject=(Both("توقّف المعونة الشهرية", "Monthly aid stopped"),),
            says=(
                Both(
                    "توقّفت معونة والدتي الأرملة {since} دون إشعار، ولا دخل لها غيرها، ونسكن في {place}.",
                    "My widowed mother's aid has been stopped {since} without notice. She has no other income; we live in {place}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُعيد صرف المعونة بعد تحديث بيانات الأسرة، وصُرفت الأشهر الفائتة.",
                    "The aid has been restored after the family's data were updated, and the missing months were paid.",
                ),
                "explained": Both(
                    "أُوقفت المعونة لعدم تحديث البيانات في موعدها، ويكفي تحديثها من الهاتف أو في أي مكتب.",
                    "It was suspended since the data were not updated in time; this can be done by phone or at any office.",
                ),
            },
        ),
        Story(
            subject=(Both("اعتراض على رفض طلب معونة", "Objection to a refused aid request"),),
            says=(
                Both(
                    "رُفض طلب المعونة لأن لنا سيارة، وهي مركبة قديمة متوقفة عن العمل ولا نملك ثمن ترخيصها.",
                    "Our request for aid was refused because we have a car. It is an old one that does not run.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُعيدت دراسة الطلب بعد زيارة الباحثة وقُبل، وتُصرف المعونة من الشهر القادم.",
                    "The request was assessed again after a visit and granted; the aid is paid from next month.",
                ),
                "refused": Both(
                    "أظهرت الدراسة أن دخل الأسرة يزيد على حد الاستحقاق، والمركبة ليست السبب. ويمكن الاعتراض خلال شهر.",
                    "The assessment shows an income above the limit; the car is not the reason. You may object within a month.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("التقديم لبرنامج الدعم النقدي", "Applying for cash assistance"),),
            says=(
                Both(
                    "كيف أقدّم لبرنامج المعونة لأسرة معيلها مريض؟ وما الأوراق؟",
                    "How do I apply to the aid fund for a family whose breadwinner is ill, and with which papers?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُقدَّم الطلب في المنصة الإلكترونية للصندوق أو أي مكتب، مع تقرير طبي وإثبات الدخل.",
                    "Apply on the fund's platform or at any office, with a medical report and proof of income.",
                )
            },
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لباحثة اجتماعية", "Thanks to a social worker"),),
            says=(
                Both(
                    "زارتنا الباحثة في {place} بكل احترام ولم تُشعرنا بالحرج، جزاها الله خيرًا.",
                    "The social worker who came to us in {place} was full of respect and never made us feel ashamed.",
                ),
            ),
        ),
    ),
)

ACCESS = Subject(
    agencies=(
        "hcd",
        "mosd",
    ),
    complaints=(
        Story(
            subject=(Both("لا ممر للكراسي المتحركة", "No ramp for wheelchairs"),),
            says=(
                Both(
                    "مبنى المكتب في {place} بلا ممر ولا مصعد، وأنا على كرسي متحرك وأُجبر على إنجاز معاملتي في الشارع.",
                    "The office building in {place} has neither a ramp nor a lift. I use a wheelchair and must do my business in the street.",
                ),
            ),
            ends={
                "partly_resolved": Both(
                    "نُقل شباك الخدمة إلى الطابق الأرضي فورًا، ويُنفّذ الممر ضمن موازنة العام القادم.",
                    "The counter was moved to the ground floor at once; the ramp is in next year's budget.",
                )
            },
        ),
    ),
)
