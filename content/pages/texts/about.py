"""The page that tells what the platform is, by which law, and who runs it."""

from content.pages.written import Both, WrittenPage, heading, run_by, text

ABOUT = WrittenPage(
    slug="about",
    title=Both("عن المنصّة", "About"),
    description=Both(
        "ما هذه المنصّة، وبأي سند قانوني تعمل، ومن يديرها، وكيف تصل إليه.",
        "What this platform is, under which law it works, who runs it and how to reach them.",
    ),
    foot="platform",
    intro=Both(
        "مكان واحد للشكاوى والاستفسارات والاقتراحات والثناء وبلاغات النزاهة إلى الجهات العامة.",
        "One place for complaints, inquiries, suggestions, praise and integrity reports to public bodies.",
    ),
    body=[
        heading("ما الذي تعمله", "What it does"),
        text(
            Both(
                "تستقبل طلبك وتوجّهه إلى الجهة المسؤولة، وتتابعه معها حتى تردّ. وإن فات الموعد صُعّد الطلب "
                "تلقائيًّا إلى المسؤول الأعلى فيها.",
                "It receives your request, sends it to the agency in charge and follows it up until the "
                "agency replies. If a date is missed, the request is escalated automatically to the next "
                "level there.",
            ),
            Both(
                'والتفاصيل في <a href="../how-we-work/">كيف نعمل</a> و<a href="../reply-times/">مواعيد الرد</a>.',
                'See <a href="../how-we-work/">how we work</a> and <a href="../reply-times/">reply times</a>.',
            ),
        ),
        heading("ما يُنشر عنها", "What is reported"),
        text(
            Both(
                "تُعدّ الوحدة تقريرًا شهريًّا بجميع ما ورد من طلبات، وتقريرًا بما بقي منها معلّقًا في نهاية كل عام.",
                "The unit writes a report of all requests each month, and one of what is still pending at the end of each "
                "year.",
            ),
        ),
        heading("من يديرها", "Who runs it"),
        run_by(),
    ],
)
