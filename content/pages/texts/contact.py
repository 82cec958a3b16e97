"""The page by which everyone reaches those who run the platform."""

from content.pages.written import Both, WrittenPage, heading, note, run_by, text

RUN_BY = Both(
    "تديرها وحدة إدارة الشكاوى الحكومية.",
    "Run by the Government Complaints Management Unit.",
)

CONTACT = WrittenPage(
    slug="contact",
    title=Both("تواصل معنا", "Contact us"),
    description=Both(
        "من يدير المنصّة، وكيف تتصل به، ونموذج يصل دائمًا إلى وحدة الشكاوى.",
        "Who runs the platform, how to reach them, and a form that always reaches the complaints unit.",
    ),
    foot="platform",
    intro=Both(
        "إن لم تجد ما تريده في المنصّة، أو أعاقك فيها شيء، فهكذا تصل إلى من يديرها.",
        "If you can’t find what you need, or something isn’t working, this is how to reach the people who run it.",
    ),
    body=[
        heading("بالكتابة", "In writing"),
        text(
            Both(
                '<a href="write/"><b>اكتب إلى وحدة الشكاوى</b></a>. يصل ما تكتبه هناك إلى الوحدة نفسها دائمًا، مهما كانت '
                "كلماته، ولا تنقله قاعدة إلى جهة أخرى. ولك عليه رقم ورمز وموعد كأي طلب. اكتب إليها مثلًا:",
                '<a href="write/"><b>Write to the complaints unit</b></a>. What you write there always '
                "reaches the unit itself, whatever it says; no rule sends it elsewhere. It has a number, a "
                "code and a date like any request. Write to it, for example:",
            ),
            (
                Both(
                    "إن سألت عن بياناتك، أو أردت تصحيحها أو محوها.",
                    "If you have a question about your data, or want it corrected or erased.",
                ),
                Both("إن أعاقك شيء عن استعمال المنصّة.", "If something keeps you from using the platform."),
                Both("إن أضعت رقم طلبك أو رمزه.", "If you have lost the number or the code of your request."),
                Both(
                    "إن لم تعرف أين تضع ما تريد أن تقوله.",
                    "If you don’t know who to write to.",
                ),
            ),
            Both(
                'وللشكوى من جهة أو خدمة <a href="../file/">قدّم طلبًا</a>، فيصل إلى الجهة المسؤولة عنها مباشرة.',
                'For a complaint about an agency or a service, <a href="../file/">file a request</a>: it goes straight to '
                "the agency in charge.",
            ),
        ),
        note(
            "plain",
            Both(
                "لا تذكر هنا ما كتبته في بلاغ نزاهة أو في طلب عن حقوق الإنسان وسلامة الطلبة: فهذه الرسالة تقرؤها وحدة الشكاوى، "
                "ولا تقرأ تلك الطلبات إلا وحدة الطلبات الحساسة.",
                "Don’t repeat here what you wrote in an integrity report or about human rights and "
                "schools: the complaints unit reads this message, but only the unit for sensitive requests "
                "reads those.",
            ),
        ),
        heading("من يدير المنصّة", "Who runs the platform"),
        text(
            Both(
                "وحدة إدارة الشكاوى الحكومية. وتتابع الوحدة الطلبات مع الجهات، وتُعدّ تقريرًا عنها كل شهر.",
                "The Government Complaints Management Unit. It follows requests up with the agencies, and writes a report on "
                "them every month.",
            ),
        ),
        run_by(),
        note(
            "look",
            Both(
                "<b>خطر على حياة أحد؟</b> اتصل بالطوارئ {emergency} أولًا؛ فهذه المنصّة ليست خدمة طوارئ.",
                "<b>Is someone’s life in danger?</b> Call {emergency} first; this platform is not an "
                "emergency service.",
            ),
        ),
    ],
)
