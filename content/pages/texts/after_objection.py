"""The page of how an objection is decided, and of the doors outside once nobody here decides on it again."""

from content.pages.written import Both, WrittenPage, heading, note, terms, text
from content.pages.written import rich as rich_text

AFTER_OBJECTION = WrittenPage(
    slug="after-objection",
    title=Both("بعد الاعتراض", "After an objection"),
    description=Both(
        "من ينظر في اعتراضك، وإلى أين تذهب بعده: ديوان المظالم والمحكمة الإدارية والمركز الوطني لحقوق الإنسان.",
        "Who decides on your objection, and where to go afterwards: the ombudsman, the court and the human rights centre.",
    ),
    intro=Both(
        "بقيت لك أبواب خارج المنصّة: هيئة النزاهة ومكافحة الفساد (المظالم)، والمحكمة الإدارية خلال 60 يومًا من تبليغك القرار، "
        "والمركز الوطني لحقوق الإنسان.",
        "You still have options outside this platform: the Integrity and Anti-Corruption Commission "
        "(ombudsman), the Administrative Court within 60 days of being notified of the decision, and the "
        "National Centre for Human Rights.",
    ),
    body=[
        heading("من ينظر في اعتراضك هنا", "Who decides on your objection here"),
        text(
            (
                Both(
                    "<b>الاعتراض الأول</b>: المستوى الأعلى ممّن قرّر، خلال 5 أيام عمل.",
                    "<b>The first objection</b>: the level above the one that decided, within 5 working days.",
                ),
                Both(
                    "<b>الاعتراض الثاني</b>: جهة أخرى، هي في الغالب وحدة الشكاوى، خلال 10 أيام عمل. وقرارها مسبّب، وبه ينتهي "
                    "الأمر هنا.",
                    "<b>The second objection</b>: another agency, usually the complaints unit, within 10 "
                    "working days. It must give its reasons, and its decision is final here.",
                ),
            ),
            Both(
                "لا ينظر في اعتراضك من قرّر من قبل، ولا من قرّر باسمه. ولك أن تعترض خلال 30 يومًا من إغلاق الطلب.",
                "No one decides twice: neither the person who decided before, nor the one in whose name it "
                "was decided. You can object up to 30 days after the request is closed.",
            ),
        ),
        heading("الأبواب خارج المنصّة", "Options outside this platform"),
        terms(
            (
                Both("هيئة النزاهة ومكافحة الفساد (المظالم)", "Integrity and Anti-Corruption Commission (ombudsman)"),
                rich_text(
                    Both(
                        "تنظر في التظلّم من قرارات الإدارة العامة وإجراءاتها وأفعالها. فلا تنتظر: قدّم تظلّمك حال علمك بالقرار.",
                        "It hears grievances against decisions, procedures and acts of the public "
                        "administration. Don’t wait: contact it as soon as you learn of the decision.",
                    )
                ),
            ),
            (
                Both("المحكمة الإدارية", "Administrative Court"),
                rich_text(
                    Both(
                        "تطعن لديها في القرار الإداري خلال <b>60 يومًا</b> من اليوم التالي لتبليغك إياه (قانون القضاء الإداري رقم "
                        "27 لسنة 2014). والاعتراض هنا لا يوقف هذه المدة بالضرورة، فاسأل محاميًا في وقت مبكر.",
                        "You can challenge an administrative decision there within <b>60 days</b> of the "
                        "day after you were notified of it (Administrative Judiciary Law No. 27 of 2014). "
                        "An objection here may not stop that time, so ask a lawyer early.",
                    )
                ),
            ),
            (
                Both("المركز الوطني لحقوق الإنسان", "National Centre for Human Rights"),
                rich_text(
                    Both(
                        "إن مسّ الأمر حقًا من حقوق الإنسان، في أي وقت.",
                        "If the matter affects a human right, at any time.",
                    )
                ),
            ),
        ),
        note(
            "plain",
            Both(
                "وعدوك بشيء ولم يُنفَّذ؟ قل ذلك في صفحة طلبك: يعود مرة واحدة إلى من ينفّذه، ويُبلَّغ المستوى الأعلى.",
                "Was something promised and not done? Tell us on the page of your request: it goes back "
                "once to the people who do the work, and the level above is notified.",
            ),
        ),
    ],
)
