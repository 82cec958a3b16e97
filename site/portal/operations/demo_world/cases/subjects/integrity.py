"""Reports of bribes, favour and misuse: only the unit for sensitive requests reads them."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story

REPORTS = (
    Story(
        subject=(
            Both("طلب مبلغ لتسريع معاملة", "Money asked to speed up a transaction"),
            Both("موظف يطلب «إكرامية»", "An official asks for a “tip”"),
        ),
        says=(
            Both(
                "طلب مني موظف في {agency} {lately} خمسين دينارًا لتُنجز المعاملة في اليوم نفسه، وقال إنها بغير ذلك "
                "تحتاج شهرًا.",
                "An official at {agency} asked me {lately} for fifty dinars to finish the transaction the same day, "
                "and said it would otherwise take a month.",
            ),
        ),
        ends={
            "resolved": Both(
                "أُحيلت الواقعة إلى الجهة القضائية المختصة بعد جمع الأدلة، وأُوقف الموظف عن العمل.",
                "After evidence was gathered the matter was passed to the competent judicial authority, and the "
                "official has been suspended.",
            ),
        },
    ),
    Story(
        subject=(
            Both("استخدام سيارة حكومية لأغراض خاصة", "A government car in private use"),
            Both("سيارة رسمية في أيام العطل", "An official car on days off"),
        ),
        says=(
            Both(
                "سيارة تابعة لجهة حكومية تقف كل جمعة أمام مزرعة خاصة في {place} وتُنقل بها مواد بناء.",
                "A car of a public body stands every Friday in front of a private farm in {place} and carries building "
                "material.",
            ),
        ),
        ends={
            "resolved": Both(
                "ثبتت المخالفة من سجل التتبع، واستُرد ثمن الوقود وعوقب المخالف وفق نظام الخدمة.",
                "The tracking record bears it out. The cost of the fuel was recovered and the person disciplined under "
                "the civil service rules.",
            ),
            "explained": Both(
                "السيارة مكلّفة رسميًّا بعمل ميداني في المنطقة أيام الجمعة، والكتب الرسمية تثبت ذلك.",
                "The car is officially assigned to field work in the area on Fridays, as the letters show.",
            ),
        },
    ),
    Story(
        subject=(
            Both("محاباة في التعيين", "Favour in an appointment"),
            Both("إعلان وظيفة بعد اختيار صاحبها", "A post advertised after it was given"),
        ),
        says=(
            Both(
                "عُيّن قريب للمدير في {agency} دون إعلان، وكنّا ننتظر المقابلة {since}. لا أريد أن يُعرف اسمي.",
                "A relative of the director was appointed at {agency} without an advertisement, while we have been "
                "waiting for the interview {since}. I do not want my name to be known.",
            ),
        ),
        ends={
            "partly_resolved": Both(
                "أُعيد الإعلان عن الوظيفة، وأُحيل قرار التعيين السابق إلى لجنة تدقيق.",
                "The post has been advertised again, and the former appointment was passed to a review committee.",
            ),
        },
    ),
)
