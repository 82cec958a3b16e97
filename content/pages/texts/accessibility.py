"""The page that tells what was done so that everyone can use the platform, and what is still in the way."""

from content.pages.written import Both, WrittenPage, heading, note, text

ACCESSIBILITY = WrittenPage(
    slug="accessibility",
    title=Both("سهولة الوصول", "Accessibility"),
    description=Both(
        "هذه المنصّة للجميع، وكيف تخبرنا بما يعيقك.",
        "This platform is for everyone; how to tell us what is in your way.",
    ),
    foot="rights",
    intro=Both(
        "من حق كل إنسان أن يشتكي ويُسمع، مهما كانت قدرته أو جهازه أو سرعة اتصاله.",
        "Everyone has the right to complain and be heard, whatever their ability, their device or their connection.",
    ),
    body=[
        heading("ما تجده في كل صفحة", "What you find on every page"),
        text(
            (
                Both(
                    "تعمل كلها بلوحة المفاتيح وحدها، ومع قارئات الشاشة.",
                    "Everything works with the keyboard alone, and with screen readers.",
                ),
                Both(
                    "تعمل دون برمجيات في المتصفّح، وعلى الهواتف القديمة والاتصال البطيء.",
                    "It works without scripts, on old phones and slow connections.",
                ),
                Both(
                    "لا يدلّ اللون وحده على شيء: معه كلمة أو علامة.",
                    "Colour alone never tells anything: there is a word or a sign with it.",
                ),
                Both(
                    "تكبّر الخط حتى أربعة أضعافه ولا يضيع منك شيء، وتتبع الصفحة لون جهازك الفاتح أو الداكن.",
                    "You can enlarge the text four times and lose nothing, and the page follows your device’s light or dark.",
                ),
                Both(
                    "رسالة الخطأ تقول ما تفعله، ولا يضيع ما كتبته.",
                    "An error message says what to do, and what you wrote is kept.",
                ),
                Both(
                    "كل صفحة بالعربية لها أختها بالإنجليزية، وتُطبع طباعة واضحة.",
                    "Every page in Arabic has its twin in English, and prints clearly.",
                ),
            ),
            Both(
                "نعمل وفق إرشادات الوصول إلى محتوى الشبكة 2.2 بالمستوى المتوسّط، ونفحصها مع كل تغيير في المنصّة.",
                "We work to the Web Content Accessibility Guidelines 2.2 at level AA, and check them with every change.",
            ),
        ),
        heading("ما لم نبلغه بعد", "What is still in the way"),
        text(
            Both(
                "الملفات التي يرفقها الناس والجهات قد لا تكون مهيّأة لقارئات الشاشة. إن وصلك ملف لا تستطيع قراءته "
                "فأضف إلى طلبك معلومة تطلب فيها نصّه، وتردّ الجهة عليك بالنص.",
                "Files that people and agencies attach may not suit a screen reader. If you get one that you cannot read, "
                "add a line to your request asking for its text, and the agency will write it to you.",
            ),
        ),
        note(
            "plain",
            Both(
                "<b>وجدت ما يعيقك؟</b> قدّم استفسارًا واذكر الصفحة وما حدث، واختر «لا أعرف» في خانة الجهة.",
                "<b>Is something in your way?</b> File an inquiry, name the page and what happened, and choose "
                "“I don’t know” as the agency.",
            ),
        ),
    ],
)
