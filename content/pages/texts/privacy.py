"""The page that tells what is known of a person, who sees it, and what is not done with it."""

from content.pages.written import Both, WrittenPage, heading, note, retention, text

PRIVACY = WrittenPage(
    slug="privacy",
    title=Both("خصوصيتك", "Privacy"),
    description=Both("ما نعرفه عنك، ومن يراه.", "What we know about you, and who sees it."),
    foot="rights",
    intro=Both(
        "لا نطلب إلا ما يلزم للرد عليك، ولا يراه إلا من يعمل على طلبك.",
        "We ask only for what is needed to answer you, and only those who work on your request see it.",
    ),
    body=[
        heading("ما نحفظه", "What we keep"),
        text(
            (
                Both(
                    "ما تكتبه في طلبك، وما ترفقه به.",
                    "What you write in your request, and what you attach to it.",
                ),
                Both(
                    "اسمك وهاتفك وبريدك، إن ذكرتها. كلها اختيارية.",
                    "Your name, phone and email, if you give them. All are optional.",
                ),
                Both(
                    "ما جرى للطلب: متى وصل، ومن عمل عليه، ومتى رُدّ عليه.",
                    "What happened to the request: when it came, who worked on it, when it was answered.",
                ),
            ),
            Both(
                "إن دخلت لترى طلباتك: بريدك أو هاتفك الذي أثبتّه برمز، واسمك ورقمك الوطني إن أثبتّهما عند خدمة الهوية الوطنية، "
                "وقائمة طلباتك. تحذف ذلك كله بنفسك في أي وقت، ويمكنك أن تقدّم طلبك دون دخول.",
                "If you sign in to see your requests: the email address or phone number that you confirmed "
                "with a code, your name and national number if you proved them at the national identity "
                "provider, and the list of your requests. You remove all of that yourself at any time, and "
                "you can file without signing in.",
            ),
            Both(
                "لا تكتب رقمك الوطني ولا رقم بطاقة مصرفية في نص الطلب؛ فلا حاجة إليهما.",
                "Please do not write your national number or a bank card’s number in the text; they are not needed.",
            ),
        ),
        heading("من يراه", "Who sees it"),
        text(
            (
                Both(
                    "قسم خدمة الجمهور في الجهة التي وصل إليها الطلب، ومن أُسند إليه العمل عليه، ومن يعلوه إن تأخّر.",
                    "The public service section of the agency it reached, the colleague it is assigned to, and their superiors if it is late.",
                ),
                Both(
                    "وحدة الشكاوى، لتتابع ما تأخّر.",
                    "The complaints unit, which follows up what is late.",
                ),
                Both(
                    "لا ترى جهةٌ طلبات جهة أخرى.",
                    "No agency sees another agency’s requests.",
                ),
                Both(
                    "بلاغات النزاهة وطلبات حقوق الإنسان وسلامة الطلبة لا تراها إلا وحدة الطلبات الحساسة.",
                    "Integrity reports and requests about human rights and schools are seen by the unit for sensitive requests alone.",
                ),
            ),
            Both(
                "وكل اطّلاع على هوية صاحب طلب سرّي يُسجَّل في دفتر لا يُمحى، باسم من اطّلع ووقته.",
                "Every look at the identity behind a confidential request is written into a record that cannot be erased, "
                "with who looked and when.",
            ),
            Both(
                'وما الذي نحميه في الطلبات الحساسة وفي ما يُرسل دون اسم، وما الذي لا نحميه: <a href="../protected/">كل ذلك '
                "بكلمات واضحة</a>.",
                "What is protected of sensitive requests and of what is sent without a name, and what is not: "
                '<a href="../protected/">all of it, in plain words</a>.',
            ),
        ),
        heading("الرقم والرمز", "The number and the code"),
        text(
            Both(
                "من عرف رقم الطلب ورمزه معًا فتح صفحته. احفظهما كما تحفظ مفتاحًا. ولا نحفظ الرمز في قاعدة بياناتنا، ولا تعرضه "
                "شاشة لأحد من الموظفين، إلا لمن يكتب الطلب نيابة عنك بالهاتف أو حضوريًّا ليقرأه عليك.",
                "Anyone who knows both the number and the code can open the request. Keep them as you would keep a key. The code is "
                "not in our database, and no screen shows it to any member of staff, except to whoever takes your request by "
                "telephone or in person, to be read out to you.",
            ),
        ),
        heading("ما لا نفعله", "What we do not do"),
        text(
            (
                Both(
                    "لا إعلانات، ولا أدوات تتبّع، ولا نتصل بخادم غير خادمنا حين تفتح صفحة.",
                    "No advertising and no trackers; opening a page calls no server but ours.",
                ),
                Both(
                    "لا ملفات تعريف ارتباط إلا ما يلزم ليبقى النموذج آمنًا وطلبك مفتوحًا أمامك.",
                    "No cookies except those that protect a form and keep your request open while you read it.",
                ),
                Both(
                    "لا نحفظ عنوان الشبكة التي كتبت منها. نعدّ ما يصل منها خلال الساعة لنصدّ السيل، بعلامة لا تدلّ عليها.",
                    "We do not keep the address of the network that you write from. To hold back a flood we count what comes from "
                    "it within an hour, under a mark that does not name it.",
                ),
                Both(
                    "التقارير والأرقام المنشورة لا تحمل اسمًا ولا نصًّا من الطلبات.",
                    "Published reports and figures carry no name and no text of a request.",
                ),
            ),
        ),
        heading("إلى متى نحفظه", "How long we keep it"),
        text(
            Both(
                "تُحسب مدة الحفظ من إغلاق الطلب. فإذا انتهت مُحي ما قيل فيه وملفاته وهوية من قدّمه، وبقي رقمه وما حدث فيه ومتى. "
                "وهذه هي المدد النافذة اليوم:",
                "We keep a request for a set time after it is closed. After that, what was said in it, its "
                "files and who filed it are erased. Its number, and what happened and when, are kept. The "
                "current times are:",
            ),
        ),
        retention(),
        text(
            Both(
                "ويبقى الطلب الذي يدور حوله نزاع أو تحقيق إلى أن ينتهي النزاع أو التحقيق. أما الملف الذي ترفعه ثم لا ترسل نموذجه فيُمحى خلال ساعات.",
                "A request under dispute or investigation is kept until that ends. A file that you upload without sending its "
                "form is deleted within hours.",
            ),
        ),
        text(
            Both(
                "وما تكتبه في نموذج قبل أن ترسله يبقى في متصفحك وحده، يومًا واحدًا أو إلى أن ترسله؛ وما تعبّئه دون اتصال "
                "ينتظر فيه مع ملفاته إلى أن يُرسل أو تحذفه. أما في بلاغات النزاهة "
                "وطلبات حقوق الإنسان وسلامة الطلبة فلا يبقى في المتصفح شيء. ورقم طلبك لا يحفظه المتصفح إلا إذا طلبت ذلك، ودون "
                "الرمز، إلى أن تزيله.",
                "What you write in a form before you send it stays in your own browser alone, for a day or until you send it; "
                "what you fill in offline waits there with its files until it is sent or you remove it. "
                "Of integrity reports and of requests about human rights and schools nothing stays in the browser. The number of your "
                "request is remembered there only if you ask for it, without the code, until you take it off.",
            ),
        ),
        text(
            Both(
                "ويتعلّم خادمنا من الطلبات العادية المنتهية أيّ جهة أو تصنيف يناسب طلبًا جديدًا، ليقترحه على الموظف، فيحفظ لذلك أرقامًا "
                "لا كلمات. ولا يتعلّم من طلب سرّي أو حساس أو يخصّ شخصًا.",
                "From ordinary requests that are over our server learns which agency or category fits a new one, to suggest it to "
                "the officer. For that it keeps numbers and no words, and learns nothing from what is confidential or sensitive "
                "or about somebody.",
            ),
        ),
        heading("من المسؤول عن بياناتك", "Who is responsible for your data"),
        text(
            Both(
                "وحدة الشكاوى التي تدير المنصّة. أما ما يصل إلى جهة فتعمل عليه تلك الجهة وتُسأل عنه.",
                "The complaints unit, which runs the platform. Each agency works on what reaches it, and answers for it.",
            ),
            Both(
                "ويسري على ذلك قانون حماية البيانات الشخصية رقم (24) لسنة 2023، ويسهر على تطبيقه مجلس حماية البيانات الشخصية. ولك "
                "أن تشكو إلى المجلس إن رأيت أن بياناتك لم تُصَن.",
                "The Personal Data Protection Law No. (24) of 2023 applies, and the Personal Data Protection Board oversees it. "
                "You can complain to the Board if you think your data wasn’t protected.",
            ),
        ),
        heading("حقوقك", "Your rights"),
        text(
            Both("لك أن تطلب من وحدة الشكاوى في أي وقت:", "At any time you may ask the complaints unit:"),
            (
                Both("أن تعرف ما يُحفظ عنك، ولماذا، ومن رآه.", "what is kept about you, why, and who saw it;"),
                Both(
                    "نسخة مما قدّمته، ولك أن تأخذها بنفسك من صفحة طلبك.",
                    "for a copy of what you gave, which you can also take yourself from the page of your request;",
                ),
                Both("تصحيح ما كان خطأ.", "to have mistakes corrected;"),
                Both(
                    "محو بياناتك، فتمحوها ما لم يُلزمها القانون بحفظها، وتذكر لك السبب.",
                    "to have your data erased, which it does unless it must keep them by law, and then it says why;",
                ),
                Both(
                    "أن ينظر موظف آخر في ما قُرّر بشأن بياناتك.",
                    "to have another person look at what was decided about your data.",
                ),
            ),
        ),
        note(
            "plain",
            Both(
                'لسؤال عن بياناتك، أو لطلب تصحيحها أو محوها، <a href="../contact/write/">اكتب إلى وحدة الشكاوى</a>: يصل إليها '
                "ما تكتبه دائمًا، وهي تقرّر وتجيبك.",
                'To ask about your data, or to have it corrected or erased, <a href="../contact/write/">write to the complaints '
                "unit</a>: it always gets what you write there, decides, and answers you.",
            ),
        ),
    ],
)
