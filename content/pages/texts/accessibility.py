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
                    "تعمل كلها بلوحة المفاتيح وحدها، ولكل جزء من الصفحة اسم تنطقه قارئات الشاشة.",
                    "Everything works with the keyboard alone, and every part of a page has a name for screen readers.",
                ),
                Both(
                    "تعمل دون جافاسكربت، وعلى الهواتف القديمة والاتصال البطيء.",
                    "It works without JavaScript, on old phones and slow connections.",
                ),
                Both(
                    "لا يدلّ اللون وحده على شيء: معه كلمة أو علامة.",
                    "Colour alone never tells anything: there is a word or a sign with it.",
                ),
                Both(
                    "تكبّر الصفحة إلى أربعة أضعافها ولا يضيع منك شيء، وتتبع لون جهازك الفاتح أو الداكن.",
                    "You can enlarge a page to four times its size and lose nothing, and it follows your device’s light or dark colours.",
                ),
                Both(
                    "رسالة الخطأ تقول لك ما تفعله، وما كتبته لا يضيع.",
                    "An error message says what to do, and what you wrote is kept.",
                ),
                Both(
                    "كل صفحة بالعربية لها أختها بالإنجليزية، وتُطبع طباعة واضحة.",
                    "Every page in Arabic has its twin in English, and prints clearly.",
                ),
            ),
        ),
        heading("كيف فحصناها، ومتى", "How we checked, and when"),
        text(
            Both(
                "نعمل وفق إرشادات الوصول إلى محتوى الويب 2.2، المستوى AA. وآخر فحص شامل للصفحات كان في 25 تشرين الثاني 2026، "
                "بالعربية والإنجليزية وبعرض الهاتف والحاسوب:",
                "We work to the Web Content Accessibility Guidelines 2.2 at level AA. All pages were last checked on "
                "25 November 2026, in Arabic and English, at the widths of a phone and of a computer:",
            ),
            (
                Both(
                    "بفاحص آلي على كل صفحة، وفي حالات الخطأ، وباللون الداكن. ويتكرّر هذا الفحص مع كل تغيير.",
                    "by a program (axe) on every page, with errors shown, and in dark colours; it runs again with every change;",
                ),
                Both(
                    "بلوحة المفاتيح وحدها، من أول الصفحة إلى إرسال طلب.",
                    "with the keyboard alone, from the top of a page to a request that is sent;",
                ),
                Both(
                    "بتكبير أربعة أضعاف، وبتباعد أوسع بين الحروف والسطور.",
                    "enlarged four times, and with wider spacing of letters and lines;",
                ),
                Both(
                    "دون جافاسكربت، وعند الطباعة، وبألوان التباين العالي.",
                    "without JavaScript, in print, and in high-contrast colours.",
                ),
            ),
            Both(
                "ولم نجرّبها بعد مع قارئات شاشة على أجهزة حقيقية، ولا مع مستخدمين من ذوي الإعاقة.",
                "We have not yet tried it with screen readers on real devices, nor with people who have disabilities.",
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
                '<b>وجدت ما يعيقك؟</b> <a href="../contact/">اكتب إلى وحدة الشكاوى أو اتصل بها</a>، واذكر الصفحة وما حدث. '
                "ومن لا يستطيع استعمال المنصّة فله أن يقول ما عنده بالهاتف.",
                '<b>Is something in your way?</b> <a href="../contact/">Write to the complaints unit or call it</a>, and name '
                "the page and what happened. If you cannot use the platform, say what you have to say by telephone.",
            ),
        ),
    ],
)
