"""The page that tells how long each step may take, and how the days are counted."""

from content.pages.written import Both, WrittenPage, heading, ladder, note, rich, terms, text

REPLY_TIMES = WrittenPage(
    slug="reply-times",
    title=Both("مواعيد الرد", "Reply times"),
    description=Both(
        "كم لكل مستوى، وكيف تُعدّ أيام العمل.", "How long each level has, and how working days are counted."
    ),
    foot="platform",
    intro=Both(
        "الموعد الذي تراه على طلبك محسوب بتقويم الجهة، يومًا بيوم، ويمكنك أن ترى الحساب نفسه تحت «لماذا هذا الموعد؟».",
        "The date on your request is worked out from the agency’s calendar, day by day. “Why this date?” shows how.",
    ),
    body=[
        heading("سُلّم التصعيد النافذ", "The ladder in force"),
        ladder(),
        heading("كيف تُعدّ أيام العمل", "How working days are counted"),
        text(
            (
                Both(
                    "يُحسب الموعد من وصول الطلب إلى الجهة، لا من فتح الموظف له.",
                    "The date is worked out from when the request reaches the agency, not from when someone opens it.",
                ),
                Both(
                    "لا تُحسب الجمعة والسبت ولا العطل الرسمية التي تعطّل فيها الجهة.",
                    "Fridays, Saturdays and the public holidays on which the agency is closed are not counted.",
                ),
                Both(
                    "لا يُحسب يوم الوصول، ويمتدّ اليوم الأخير إلى نهاية الدوام: فإن كان الموعد بعد يومي عمل، فما وصل الخميس موعده "
                    "الاثنين حتى نهاية الدوام.",
                    "The day of arrival is not counted, and the last day lasts until the agency closes: with two working days, "
                    "what arrives on Thursday is due on Monday by the end of the working day.",
                ),
                Both(
                    "وما وصل في يوم عطلة فأول أيامه يوم العمل التالي.",
                    "For what arrives on a day off, the next working day is the first.",
                ),
            ),
        ),
        heading("متى تتوقّف المهلة ومتى تُستأنف", "When the time is paused and starts again"),
        terms(
            (
                Both("سألتك الجهة سؤالًا", "The agency asked you a question"),
                rich(
                    Both(
                        "تتوقّف المهلة حتى تجيب، خمسة أيام عمل على الأكثر، ومرة واحدة إلى أن تجيب.",
                        "The time is paused until you answer, for at most five working days, and only once until you do.",
                    )
                ),
            ),
            (
                Both("وصلك رد", "You got a reply"),
                rich(
                    Both(
                        "تبدأ المهلة من جديد عند المستوى نفسه إن بقي في الطلب ما يُعمل، لكن مرة واحدة: "
                        "فالرد التالي لا يؤخّر التصعيد ما لم يصدر قرار أو يُوجَّه إليك سؤال أو يُنقل الطلب "
                        "إلى جهة أخرى.",
                        "If there is still work to do, the time starts again at the same level, but only "
                        "once: another reply doesn’t delay the escalation until there is a decision, a "
                        "question to you or a referral to another agency.",
                    )
                ),
            ),
            (
                Both("قرأ الموظف الطلب أو أسنده إلى زميل", "An officer read it, or assigned it to a colleague"),
                rich(
                    Both(
                        "لا يتغيّر شيء: هذا عمل الجهة لا رد عليك.",
                        "Nothing changes: that is the agency’s work, not a reply.",
                    )
                ),
            ),
            (
                Both("وصل القرار ولم نسمع منك", "The decision came and we didn’t hear from you"),
                rich(
                    Both(
                        "يُغلق الطلب بعد خمسة أيام عمل.",
                        "The request is closed after five working days.",
                    )
                ),
            ),
        ),
        note(
            "plain",
            Both(
                "بلاغات النزاهة وطلبات حقوق الإنسان وسلامة الطلبة تُقرأ خلال يوم عمل واحد، ولك عشرة أيام عمل لتقول رأيك في الرد.",
                "Integrity reports and requests about human rights and schools are read within one working day, and you have "
                "ten working days to say what you think of the answer.",
            ),
        ),
        note(
            "plain",
            Both(
                "الثناء لا موعد له: يصل إلى الجهة، ولا يُصعَّد.",
                "Praise has no due date: it reaches the agency and isn’t escalated.",
            ),
        ),
    ],
)
