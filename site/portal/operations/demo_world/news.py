"""The news of the demo world, as its editors would write it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from content.pages.news import NewsItemPage, NewsPage, today
from content.pages.seeding import seed_under
from content.pages.written import Both, arabic, english, text
from workflows.transactions.turn import write_transaction

NEWS: Final[tuple[tuple[str, int, dict[str, Any]], ...]] = (
    (
        "speak-instead",
        6,
        {
            "title": Both("تكلّم بدل أن تكتب", "Speak instead of writing"),
            "intro": Both(
                "تكفي رسالة صوتية أو مقطع فيديو لتقديم شكوى.", "A voice message or a video is enough for a complaint."
            ),
            "body": [
                text(
                    Both(
                        "اضغط «تكلّم بدل أن تكتب» في أول النموذج. يستمع الموظف إلى ما قلته ويكتب ملخصًا، ويمكنك تصحيحه.",
                        "Press “Speak instead of writing” at the top of the form. An officer listens and writes a "
                        "summary, which you can correct.",
                    )
                )
            ],
        },
    ),
    (
        "objection",
        20,
        {
            "title": Both("اعتراضك ينظر فيه من لم يقرّر من قبل", "Your objection is heard by somebody else"),
            "intro": Both(
                "إذا لم يقنعك الرد فلك أن تعترض، ولا يبتّ في اعتراضك من أصدر الرد.",
                "If the answer doesn’t satisfy you, you can object. Whoever gave the answer doesn’t decide again.",
            ),
            "body": [
                text(
                    Both(
                        "ينظر في الاعتراض الأول المستوى الأعلى في الجهة، وفي الثاني وحدة الشكاوى غالبًا.",
                        "The level above hears the first objection; the second mostly goes to the complaints unit.",
                    )
                )
            ],
        },
    ),
    (
        "open-figures",
        34,
        {
            "title": Both("أرقام الشهر مفتوحة للجميع", "The figures of each month are open"),
            "intro": Both(
                "عدد الطلبات ومدة الرد عليها، شهرًا بشهر وجهةً جهة.",
                "How many requests came and how long an answer took, by month and by agency.",
            ),
            "body": [
                text(
                    Both(
                        "تجدها في صفحة الأرقام المفتوحة، مع ملفات يمكنك استعمالها.",
                        "You find them on the page of open figures, with files that you may use.",
                    )
                )
            ],
        },
    ),
)
"""Its address, how many days old it is, and its words."""


def write_news() -> int:
    """Publish the news that is missing, in both languages; how many are new. What editors took away stays away."""
    above = NewsPage.objects.filter(locale__language_code="ar").first()
    if above is None or NewsItemPage.objects.exists():
        return 0
    with write_transaction():
        for slug, age, words in NEWS:
            fields = {"slug": slug, "day": today() - timedelta(days=age), **arabic(words)}
            seed_under(above, NewsItemPage, fields, english(words))
    return len(NEWS)
