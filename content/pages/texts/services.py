"""The page of what one can do here."""

from content.pages.written import Both, WrittenPage, heading, rich, terms

SERVICES = WrittenPage(
    slug="services",
    title=Both("خدمات المنصّة", "Services"),
    description=Both(
        "كل ما تستطيع أن تعمله هنا، وكله مجاني ودون حساب.",
        "Everything you can do here, free of charge and without an account.",
    ),
    foot="platform",
    intro=Both(
        "كل خدمة هنا مجانية، ولا تحتاج إلى حساب، وتعمل من الهاتف أو الحاسوب.",
        "Every service is free, needs no account, and works on a phone or a computer.",
    ),
    body=[
        heading("أن تقول ما عندك", "Say what you have to say"),
        terms(
            (
                Both("تقديم طلب", "File a request"),
                rich(
                    Both(
                        'شكوى أو استفسار أو اقتراح أو ثناء: <a href="../file/">اختر ما يصف طلبك</a>، ويأتيك رقم وموعد.',
                        'A complaint, an inquiry, a suggestion or praise: <a href="../file/">choose what fits</a>, and you '
                        "get a number and a date.",
                    )
                ),
            ),
            (
                Both("بلاغ نزاهة", "Integrity report"),
                rich(
                    Both(
                        '<a href="../file/integrity/">عن فساد أو استغلال وظيفة</a>. يذهب إلى وحدة الطلبات الحساسة وحدها.',
                        '<a href="../file/integrity/">About corruption or abuse of office</a>. It only '
                        "goes to the unit for sensitive requests.",
                    )
                ),
            ),
            (
                Both("حقوق الإنسان وسلامة الطلبة", "Human rights and schools"),
                rich(
                    Both(
                        '<a href="../file/rights/">إن أُوذي إنسان أو أُسيئت معاملته</a>. لا يقرؤه أحد من الجهات.',
                        '<a href="../file/rights/">If someone was harmed or mistreated</a>. No one in the agencies reads it.',
                    )
                ),
            ),
        ),
        heading("أن تعرف ما جرى", "See what happened"),
        terms(
            (
                Both("متابعة طلب", "Follow a request"),
                rich(
                    Both(
                        '<a href="../track/">بالرقم والرمز</a>: ترى الموعد وما جرى، وتجيب وتضيف.',
                        '<a href="../track/">With the number and the code</a>: see the date and what happened, answer and add.',
                    )
                ),
            ),
            (
                Both("طلباتي", "My requests"),
                rich(
                    Both(
                        '<a href="../my/">كل طلباتك في مكان واحد</a>، إن شئت تسجيل الدخول برمز يصل إلى بريدك أو هاتفك.',
                        '<a href="../my/">All of yours in one place</a>, if you choose to sign in with a code sent to your '
                        "email or phone.",
                    )
                ),
            ),
            (
                Both("مواعيد الرد", "Reply times"),
                rich(
                    Both(
                        '<a href="../reply-times/">متى يأتيك الرد</a>، وما يحدث إن فات الموعد.',
                        '<a href="../reply-times/">When you’ll hear back</a>, and what happens if a date is missed.',
                    )
                ),
            ),
        ),
        heading("أن تجد ما تبحث عنه", "Find what you need"),
        terms(
            (
                Both("دليل الجهات", "Agencies"),
                rich(
                    Both(
                        '<a href="../agencies/">صفحة لكل جهة</a>، وفيها ما يُقدَّم إليها.',
                        '<a href="../agencies/">A page for each agency</a>, with what you can file with it.',
                    )
                ),
            ),
            (
                Both("المساعدة", "Help"),
                rich(
                    Both(
                        '<a href="../help/">ابحث بكلماتك</a> عمّا تريد أن تعرفه قبل التقديم وبعده.',
                        '<a href="../help/">Search in your own words</a> for what to know before you file and after.',
                    )
                ),
            ),
            (
                Both("وحدة الشكاوى", "The complaints unit"),
                rich(
                    Both(
                        '<a href="../contact/">اتصل بها أو اكتب إليها</a> إن لم تجد ما تريد.',
                        '<a href="../contact/">Call or write to it</a> if you cannot find what you need.',
                    )
                ),
            ),
        ),
    ],
)
