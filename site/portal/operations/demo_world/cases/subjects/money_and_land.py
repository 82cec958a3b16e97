"""Taxes, customs, prices, companies and land."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import Story, Subject

TAXES = Subject(
    agencies=("istd",),
    complaints=(
        Story(
            subject=(Both("تأخّر ردّ ضريبة الدخل", "Income tax refund late"),),
            says=(
                Both(
                    "قدّمت طلب ردّ ضريبة الدخل برقم {number} وقُبل، ولم يُصرف المبلغ {since}.",
                    "My income tax refund, number {number}, was approved, but the money has been outstanding {since}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "صُرف المبلغ وحُوّل إلى حسابك البنكي المسجّل.", "The refund was paid into your registered bank account."
                ),
                "explained": Both(
                    "تُصرف الردّيات بحسب تاريخ قبولها، وموعد دفعتك نهاية هذا الشهر.",
                    "Refunds are paid in order of approval; yours is due at the end of this month.",
                ),
            },
        ),
        Story(
            subject=(Both("مطالبة ضريبية سبق دفعها", "A tax claim that was already paid"),),
            says=(
                Both(
                    "وصلتني مطالبة بضريبة دفعتها العام الماضي، ومعي إيصال البنك.",
                    "I received a claim for income tax that I paid last year; I have the bank's receipt.",
                ),
            ),
            ends={
                "resolved": Both(
                    "طوبق الإيصال وأُلغيت المطالبة وصُحّح السجل.",
                    "The receipt was matched, the claim withdrawn and the record corrected.",
                ),
                "refused": Both(
                    "الإيصال عن سنة أخرى، والمبلغ عن السنة المطلوبة ما زال مستحقًّا ويمكن تقسيطه.",
                    "The receipt is for another year; the amount is still due and may be paid in instalments.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("إقرار ضريبي لموظف", "Tax return of an employee"),),
            says=(
                Both(
                    "راتبي السنوي دون حد الإعفاء، فهل يلزمني إقرار ضريبي؟ وما آخر موعد؟",
                    "My yearly salary is below the allowance. Must I file a tax return, and by when?",
                ),
            ),
            ends={
                "explained": Both(
                    "لا يلزمك ما دام دخلك من الراتب وحده، وآخر موعد لغير ذلك نهاية نيسان.",
                    "No, as long as your salary is your only income; otherwise the last day is the end of April.",
                )
            },
        ),
    ),
)

PRICES = Subject(
    agencies=("mit",),
    complaints=(
        Story(
            subject=(
                Both("رفع الأسعار قبل العيد", "Prices raised before the feast"),
                Both("محل لا يعلن الأسعار", "A shop that shows no prices"),
            ),
            says=(
                Both(
                    "رُفعت أسعار الدجاج والخضار في {place} إلى الضعف {lately}، والمحلات لا تعلن الأسعار.",
                    "Prices of chicken and vegetables in {place} were doubled {lately}, and shops show no prices.",
                ),
            ),
            ends={
                "resolved": Both(
                    "جال المراقبون في السوق وحُرّرت إحدى عشرة مخالفة، ويُعاد التفتيش هذا الأسبوع.",
                    "Inspectors toured the market and fined eleven shops; they return this week.",
                ),
                "explained": Both(
                    "السلعة غير محدّدة السعر، وتُراقب المنافسة فقط، وإعلان السعر إلزامي وجرى التنبيه إليه.",
                    "The price of this good is not fixed; only competition is watched. Showing prices is binding, and shops were told.",
                ),
            },
        ),
        Story(
            subject=(
                Both("جهاز معطوب ورفض الاستبدال", "Faulty device not replaced"),
                Both("متجر لا يلتزم بالكفالة", "A shop that ignores its guarantee"),
            ),
            says=(
                Both(
                    "اشتريت {lately} غسالة من متجر في {place} وتعطّلت بعد أيام، ويرفض المتجر تبديلها رغم الكفالة. أطلب حماية المستهلك.",
                    "I bought a washing machine in {place} {lately}. It failed after a few days, and the shop refuses to honour the guarantee. I ask for consumer protection.",
                ),
            ),
            ends={
                "resolved": Both(
                    "استدعت حماية المستهلك المتجر فاستبدل الجهاز وسُلّم إليك.",
                    "Consumer protection called in the shop, which has replaced the machine.",
                ),
                "go_elsewhere": Both(
                    "انتهت مدة الكفالة، والمطالبة بالتعويض أمام المحكمة.",
                    "The guarantee has ended; damages can be claimed in court.",
                ),
            },
        ),
    ),
)

LAND = Subject(
    agencies=("dls", "hudc"),
    complaints=(
        Story(
            subject=(
                Both("تأخّر إفراز قطعة أرض", "Dividing a plot of land takes too long"),
                Both("معاملة إفراز تنتظر المسّاح", "A plot of land waits for the surveyor"),
            ),
            says=(
                Both(
                    "قدّمنا نحن الورثة معاملة إفراز قطعة أرض في {place} برقم {number}، وهي معلّقة {since} بانتظار المسّاح.",
                    "We, the heirs, applied to divide a plot of land in {place} under number {number}. It has been pending {since} for want of a surveyor.",
                ),
            ),
            ends={
                "resolved": Both(
                    "خرج المسّاح إلى الموقع واعتُمد المخطط، وسندات التسجيل جاهزة.",
                    "The surveyor has been there, the plan is approved and the title deeds are ready.",
                ),
                "explained": Both(
                    "ينقص المعاملة توقيع أحد الشركاء، ويمكن أن يوقّع بوكالة عدلية.",
                    "The signature of one co-owner is missing; it can be given by proxy.",
                ),
                "go_elsewhere": Both(
                    "الخلاف على الحدود بين مالكين يُحسم أمام محكمة الصلح بخبرة فنية.",
                    "A dispute about borders between owners is settled by the court with an expert.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("رسوم تسجيل شقة", "Fees for registering a flat"),),
            says=(
                Both(
                    "كم رسوم نقل سند تسجيل شقة بين أخوين في {place}؟",
                    "What does it cost to transfer the title deed of a flat in {place} between two brothers?",
                ),
            ),
            ends={
                "explained": Both(
                    "الرسوم بين الأصول والفروع والإخوة مخفّضة، وتظهر في حاسبة الرسوم بعد إدخال رقم القطعة.",
                    "Fees within the family are reduced; the calculator shows them once the plot number is entered.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("سند تسجيل إلكتروني", "Electronic title deed"),),
            says=(
                Both(
                    "أقترح سند تسجيل إلكترونيًّا برمز تحقق يُقبل لدى البنوك بدل الورقي.",
                    "I suggest an electronic title deed with a code that banks accept instead of the paper one.",
                ),
            ),
        ),
    ),
)

CUSTOMS = Subject(
    agencies=("customs",),
    complaints=(
        Story(
            subject=(
                Both("تأخّر فحص عيّنة جمركية", "Customs sample not tested"),
                Both("بضاعة محجوزة في الجمرك", "Goods held at customs"),
            ),
            says=(
                Both(
                    "بضاعتي محجوزة في المركز الجمركي {since} بسبب عيّنة لم تُفحص، والأجور تتراكم. البيان {number}.",
                    "My goods have been held at the customs post {since} because a sample was not tested, and fees grow. The declaration is {number}.",
                ),
            ),
            ends={
                "resolved": Both(
                    "ظهرت نتيجة الفحص مطابقة وأُفرج عن البضاعة، وأُعفيت من أجور التخزين لمدة التأخير.",
                    "The test was passed and the goods released; storage fees for the delay were waived.",
                )
            },
        ),
    ),
)

COMPANIES = Subject(
    agencies=(
        "ccd",
        "mit",
    ),
    inquiries=(
        Story(
            subject=(Both("تسجيل مؤسسة فردية", "Registering a sole trader"),),
            says=(
                Both(
                    "ما خطوات تسجيل مؤسسة فردية تعمل من المنزل؟ وهل تُدفع الرسوم إلكترونيًّا؟",
                    "How do I register as a sole trader working from home, and can I pay online?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُحجز الاسم ثم يُقدَّم الطلب إلكترونيًّا وتُدفع الرسوم بالبطاقة، ويصدر السجل في يوم عمل.",
                    "Reserve the name, apply online and pay by card; the register entry is issued within a working day.",
                )
            },
        ),
    ),
)
