"""Water and sewage."""

from __future__ import annotations

from content.pages.written import Both
from portal.operations.demo_world.cases.subjects.shape import SUMMER, Story, Subject

WATER = Subject(
    of_places=True,
    agencies=("miyahuna", "ywc", "waj", "mwi"),
    busy=SUMMER,
    complaints=(
        Story(
            subject=(
                Both("انقطاع المياه {since}", "No water {since}"),
                Both("المياه لا تصل في موعد الدور", "Water does not come on our supply day"),
                Both("ضعف ضخّ المياه في الحي", "Weak water supply in our district"),
            ),
            says=(
                Both(
                    "لم تصلنا المياه {since} في {place}، والجيران مثلنا. اتصلنا برقم الشكاوى ووُعدنا بالضخّ ولم يحدث "
                    "شيء، ونشتري الصهاريج على حسابنا.",
                    "We have had no water {since} in {place}, and our neighbours have none either. We called the "
                    "complaints line, were promised supply, and nothing came. We are buying tankers at our own cost.",
                ),
                Both(
                    "في يوم الدور يأتي الماء ضعيفًا ساعة أو ساعتين ثم ينقطع، فلا يصل إلى الخزان. نسكن الطابق الثالث "
                    "في {place}.",
                    "On supply day the water runs weakly for an hour or two and stops, so it never reaches the roof "
                    "tank. We live on the third floor in {place}.",
                ),
            ),
            asked=Both(
                "نرجو تزويدنا برقم الاشتراك المدوّن على فاتورة المياه وأقرب نقطة دالّة إلى المنزل.",
                "Please send us the subscription number on your water bill and the nearest landmark to the house.",
            ),
            answered=Both(
                "رقم الاشتراك {number}، والمنزل خلف المسجد الكبير مباشرة.",
                "The subscription number is {number}; the house is right behind the large mosque.",
            ),
            ends={
                "resolved": Both(
                    "كان المحبس الرئيسي في المنطقة مغلقًا جزئيًّا بعد أعمال صيانة. فُتح المحبس وجرى التأكد من وصول "
                    "المياه إلى المنازل.",
                    "The main valve of the area had been left partly closed after maintenance. It was opened, and our "
                    "crew checked that water reaches the houses.",
                ),
                "partly_resolved": Both(
                    "زيد يوم ضخّ إضافي للحي إلى أن يُستبدل الخط القديم، والعطاء مطروح وينتهي العمل خلال شهرين.",
                    "The district gets an extra supply day until the old line is replaced. The tender is out and the "
                    "work ends within two months.",
                ),
                "explained": Both(
                    "توقّف الضخّ بسبب عطل في محطة الرفع، وعاد الدور إلى موعده المعتاد منذ إصلاحه.",
                    "Supply stopped because of a fault at the pumping station; the usual schedule has been back since "
                    "it was repaired.",
                ),
            },
        ),
        Story(
            subject=(
                Both("فاتورة مياه مرتفعة لا توافق الاستهلاك", "Water bill far above what we use"),
                Both("اعتراض على قراءة عداد الماء", "Objection to a water meter reading"),
            ),
            says=(
                Both(
                    "جاءت فاتورة هذه الدورة أضعاف المعتاد مع أننا أربعة أفراد ولم يتغيّر شيء. رقم الاشتراك {number}. "
                    "أطلب إعادة القراءة وفحص العداد.",
                    "This cycle's bill is several times the usual one although we are four people and nothing has "
                    "changed. The subscription number is {number}. I ask for a new reading and a check of the meter.",
                ),
                Both(
                    "القراءة في الفاتورة أعلى من رقم العداد اليوم، ولديّ ما يثبت ذلك. راجعت المكتب {lately} "
                    "فطُلب مني الدفع أولًا.",
                    "The reading on the bill is higher than what the meter shows today, as I can prove. I went to the "
                    "office {lately} and was told to pay first.",
                ),
            ),
            ends={
                "resolved": Both(
                    "أُعيدت قراءة العداد وظهر خطأ في الإدخال، فصُحّحت الفاتورة وقُيّد الفرق لحسابك في الدورة القادمة.",
                    "The meter was read again and an entry error was found. The bill was corrected and the difference "
                    "is credited to your next one.",
                ),
                "explained": Both(
                    "فُحص العداد ووُجد سليمًا، وتبيّن وجود تسريب في الخزان بعد العداد. ويمكن "
                    "تقسيط المبلغ في أي من مكاتبنا.",
                    "The meter was tested and works correctly; the leak is in the tank behind it. The amount can be "
                    "paid in instalments at any of our offices.",
                ),
                "refused": Both(
                    "طابقت القراءة المعتمدة صورة العداد المأخوذة يوم القراءة، لذا تبقى الفاتورة كما هي.",
                    "The reading matches the photo of the meter taken that day, so the bill stands.",
                ),
            },
        ),
        Story(
            subject=(
                Both("تسرّب مياه صرف صحي أمام المنازل", "Sewage overflowing in front of houses"),
                Both("منهل صرف صحي مكسور", "Broken sewer manhole"),
            ),
            says=(
                Both(
                    "منهل الصرف الصحي في {place} يفيض {since} والرائحة لا تُحتمل، والأطفال يمرّون من جانبه إلى "
                    "المدرسة كل صباح.",
                    "The sewer manhole in {place} has been overflowing {since}. The smell is unbearable and children "
                    "walk past it every morning.",
                ),
            ),
            ends={
                "resolved": Both(
                    "سُلّك الخط وغُسلت المنطقة وعُقّمت، واستُبدل غطاء المنهل.",
                    "The line was cleared, the area washed and disinfected, and the manhole cover replaced.",
                ),
                "partly_resolved": Both(
                    "سُلّك الخط اليوم، والانسداد يتكرر لضيق القطر، فأُدرج استبداله ضمن خطة هذا العام.",
                    "The line was cleared today. It blocks again because the pipe is narrow; its replacement is in "
                    "this year's plan.",
                ),
            },
        ),
    ),
    inquiries=(
        Story(
            subject=(Both("وثائق اشتراك مياه جديد", "Papers for a new water subscription"),),
            says=(
                Both(
                    "ما الوثائق المطلوبة لاشتراك مياه لشقة جديدة في {place}؟ وكم تستغرق المعاملة؟",
                    "Which papers are needed for a water subscription for a new flat in {place}, and how long does it "
                    "take?",
                ),
            ),
            ends={
                "explained": Both(
                    "المطلوب: إذن إشغال أو عقد إيجار مصدّق، وصورة الهوية، ومخطط موقع. تُنجز المعاملة خلال خمسة أيام "
                    "عمل من دفع الرسوم.",
                    "You need an occupancy permit or a certified lease, a copy of your identity card and a site plan. "
                    "It takes five working days from paying the fee.",
                )
            },
        ),
        Story(
            subject=(Both("برنامج توزيع المياه", "Water distribution schedule"),),
            says=(
                Both(
                    "أين أجد برنامج دور المياه لمنطقة {place} محدّثًا؟",
                    "Where can I find the current water schedule for {place}?",
                ),
            ),
            ends={
                "explained": Both(
                    "يُنشر البرنامج كل أسبوع في موقعنا وتطبيقنا، ويمكن الاشتراك برسالة نصية قبل يوم الدور.",
                    "The schedule is published every week on our website and in the app; you can also subscribe to a "
                    "text message the day before.",
                )
            },
        ),
    ),
    suggestions=(
        Story(
            subject=(Both("رسالة قبل موعد ضخّ المياه", "A message before water supply begins"),),
            says=(
                Both(
                    "أقترح إرسال رسالة نصية للمشتركين عند تأخّر دور المياه أو تقديمه، حتى لا ينتظر الناس دون علم.",
                    "I suggest a text message to subscribers when water supply is moved, so that people do not wait "
                    "without knowing.",
                ),
            ),
        ),
    ),
    praises=(
        Story(
            subject=(Both("شكر لفريق صيانة المياه", "Thanks to the water maintenance crew"),),
            says=(
                Both(
                    "انكسر خط المياه ليلًا في {place} وحضر الفريق خلال ساعة وبقي حتى انتهى الإصلاح. جزاهم الله خيرًا.",
                    "The water main broke at night in {place}; the crew came within the hour and stayed until it was "
                    "repaired. Thank you.",
                ),
            ),
        ),
    ),
    replies=(
        Both(
            "أُحيل طلبك إلى فريق الصيانة في منطقتك، والكشف الميداني غدًا صباحًا.",
            "Your request is with the maintenance team of your area; they inspect the site tomorrow morning.",
        ),
        Both(
            "كشف الفريق على الموقع وحُدّد سبب الخلل، والعمل جارٍ على إصلاحه.",
            "The crew has been to the site and found the cause; repair is under way.",
        ),
    ),
    notes=(
        Both(
            "تواصلت مع غرفة التحكم، والضخّ في المنطقة طبيعي من مصدره.",
            "Spoke with the control room: supply to the area is normal at the source.",
        ),
        Both("الفريق الميداني مكلّف، رقم أمر العمل {number}.", "Field crew assigned, work order {number}."),
    ),
)
