"""The topic of filing: which form, what to write, what to attach, and how to stay unknown to the agency."""

from __future__ import annotations

from typing import Any

from content.knowledge.texts.shared import DANGER, NEXT, article
from content.pages.written import Both, note, text

FILING: tuple[str, dict[str, Both], list[tuple[str, dict[str, Any]]]] = (
    "filing",
    {
        "title": Both("تقديم الطلب", "Filing a request"),
        "intro": Both(
            "قبل أن ترسل: أيّ نموذج تختار، وما تكتبه وترفقه، ومن يعرف أنه منك.",
            "Before you send it: which form to use, what to write and attach, and who learns that it’s from you.",
        ),
    },
    [
        article(
            "what-to-write",
            Both("ماذا أكتب ليُفهم طلبي؟", "What should I write so that I am understood?"),
            Both(
                "ما الذي حدث، ومتى، وأين، وما الذي تريده. أربعة أسطر واضحة خير من صفحة.",
                "What happened, when, where, and what you want. Four clear lines are better than a page.",
            ),
            Both("صياغة، أسلوب، تفاصيل، وصف المشكلة", "wording, details, describe the problem"),
            text(
                Both(
                    "من يقرأ طلبك لم يكن معك. فاكتب كما تحكي لإنسان لا يعرف شيئًا عن الأمر:",
                    "The person who reads it wasn’t there. Write as you’d tell someone who knows nothing about it:",
                ),
                (
                    Both("ما حدث، بترتيب حدوثه.", "What happened, in the order it happened."),
                    Both("متى حدث، وهل تكرّر.", "When it happened, and whether it keeps happening."),
                    Both(
                        "أين: المدينة والحيّ أو اسم المبنى، وما يدلّ عليه.",
                        "Where: the town and district or the name of the building, and what’s near it.",
                    ),
                    Both(
                        "ما الذي حاولته من قبل، ومن أجابك وبماذا.",
                        "What you tried before, who answered you and what they said.",
                    ),
                    Both("ما الذي ترضى به حلًّا.", "What would settle it for you."),
                ),
            ),
            text(
                Both(
                    "لا يلزمك أن تعرف الجهة المختصة ولا القانون. ولا تكتب رقمك الوطني ولا رقم بطاقة مصرفية.",
                    "You don’t have to know which agency is in charge, or the law. Please leave out your national number and bank "
                    "card numbers.",
                ),
                Both(
                    'وإن صعبت عليك الكتابة فاكتب جملة واحدة وأرفق <a href="../attachments/">صورة أو تسجيلًا بصوتك</a>.',
                    'If writing is hard for you, write one sentence and attach <a href="../attachments/">a photo or a recording of '
                    "your voice</a>.",
                ),
            ),
        ),
        article(
            "attachments",
            Both("ما الذي أرفقه بطلبي؟", "What should I attach?"),
            Both(
                "ما يُغني عن الشرح: صورة للمكان، أو نسخة من القرار أو الوصل. وطلبك مقبول دون مرفقات أيضًا.",
                "Anything that saves explaining: a photo of the place, a copy of the decision or the "
                "receipt. A request without attachments is fine too.",
            ),
            Both("صور، ملف، مستند، وثيقة، إثبات", "photos, document, picture, upload, evidence, proof"),
            text(
                (
                    Both(
                        "صورة للمكان من بعيد، وأخرى من قريب.",
                        "A photo of the place from far away, and one from close up.",
                    ),
                    Both(
                        "صورة للورقة كاملة: قرار أو وصل أو فاتورة أو رسالة وصلتك.",
                        "A photo of the whole paper: a decision, receipt, bill or message that you got.",
                    ),
                    Both("ما كتبته للجهة من قبل، وما أجابت به.", "What you wrote to the agency before, and its reply."),
                ),
                Both(
                    "يقول لك النموذج كم ملفًا يقبل، وأيّ الأنواع، وكم يكون حجمها. وما لا يُقبل يُذكر لك سببه، ويبقى ما كتبته "
                    "محفوظًا.",
                    "The form says how many files it accepts, and which types and sizes. If one isn’t "
                    "accepted, we tell you why, and what you wrote stays there.",
                ),
                Both(
                    "نحذف من الصور مكان التقاطها ووقته واسم الجهاز قبل أن يراها أحد.",
                    "Before anyone sees a photo, we remove where and when it was taken, and on which device.",
                ),
                Both(
                    "إن تذكّرت ملفًا بعد الإرسال فأضفه من صفحة طلبك.",
                    "If you remember a file after sending, add it on the page of your request.",
                ),
            ),
        ),
        article(
            "staying-unknown",
            Both("هل تعرف الجهة أن الطلب مني؟", "Will the agency know that it is from me?"),
            Both(
                "لا، إن اخترت إخفاء هويتك عنها، أو لم تذكر اسمك أصلًا.",
                "Not if you choose to hide who you are, or leave your name out altogether.",
            ),
            Both("سرّي، مجهول، خوف، انتقام، هوية", "anonymous, secret, confidential, afraid, identity"),
            text(
                Both(
                    "لا يلزمك اسم ولا هاتف ولا بريد. وإن ذكرتها فلك أن تختار إخفاء هويتك: تعمل الجهة عندئذ على الطلب "
                    "ولا ترى من أنت، وتراسلك عن طريق المنصّة.",
                    "You don’t have to give a name, a phone number or an email address. If you give them, you can still keep them "
                    "from the agency: it then works on your request without seeing who you are, and writes to you through the "
                    "platform.",
                ),
                Both(
                    "وكل كشف لهوية محجوبة يكون بقرار شخص آخر، لسبب مكتوب ولمدة محدّدة، وتُبلَّغ به.",
                    "A hidden identity is only revealed if a second person agrees, for a written reason "
                    "and a limited time, and we tell you.",
                ),
                Both(
                    "لكن بعض الطلبات لا تُحلّ دون أن تعرف الجهة صاحبها، كمعاملة باسمك. فإن سألتك عن اسمك فلك أن ترفض.",
                    "But some requests can’t be solved unless the agency knows whose they are, such as a paper in your name. If it "
                    "asks for your name, you may refuse.",
                ),
            ),
            note(
                "look",
                Both(
                    "ما تكتبه في النص قد يدلّ عليك. فلا تذكر فيه ما لا يعرفه غيرك إن كنت تخشى أن تُعرف.",
                    "What you write may point to you. If you fear being known, leave out what only you can know.",
                ),
            ),
        ),
        article(
            "which-form",
            Both("أيّ نموذج أختار؟", "Which form do I use?"),
            Both(
                "اسأل نفسك ما الذي تريده: حلّ مشكلة، أو معلومة، أو فكرة تُسمع، أو حماية.",
                "Ask yourself what you want: a problem solved, something to know, an idea heard, or protection.",
            ),
            Both("نوع الطلب، شكوى أم استفسار، فرق", "type of request, kind, difference, complaint or inquiry"),
            text(
                (
                    Both(
                        '<a href="../../../file/complaint/">شكوى</a>: لحقك ضرر، أو لم تُقدَّم لك خدمة كما يجب.',
                        '<a href="../../../file/complaint/">Complaint</a>: you were harmed, or a service fell short.',
                    ),
                    Both(
                        '<a href="../../../file/inquiry/">استفسار</a>: تريد أن تعرف كيف تُنجز معاملة أو ما يلزمها.',
                        '<a href="../../../file/inquiry/">Inquiry</a>: you want to know how something is done, or what you need for it.',
                    ),
                    Both(
                        '<a href="../../../file/suggestion/">اقتراح</a>: عندك فكرة تُحسّن خدمة.',
                        '<a href="../../../file/suggestion/">Suggestion</a>: you have an idea that would make a service better.',
                    ),
                    Both(
                        '<a href="../../../file/praise/">ثناء</a>: أحسن موظف عمله وتريد أن يُعرف ذلك.',
                        '<a href="../../../file/praise/">Praise</a>: someone did their work well and you want it known.',
                    ),
                    Both(
                        '<a href="../../../file/integrity/">بلاغ نزاهة</a>: رشوة أو محاباة أو مال عام أُسيء استعماله.',
                        '<a href="../../../file/integrity/">Integrity report</a>: a bribe, favouritism or misuse of public money.',
                    ),
                    Both(
                        '<a href="../../../file/rights/">حقوق الإنسان وسلامة الطلبة</a>: أُوذي إنسان أو طالب أو أُسيئت معاملته.',
                        '<a href="../../../file/rights/">Human rights and schools</a>: a person or a pupil was harmed or mistreated.',
                    ),
                ),
                Both(
                    "الأخيران سرّيان: لا تراهما الجهة التي يتعلّقان بها. وإن أخطأت في الاختيار فلا بأس: اكتب ما حدث، ونحن نوجّهه.",
                    "The last two are confidential: the agency they’re about doesn’t see them. If you "
                    "choose the wrong one, don’t worry: write what happened, and we’ll send it to the "
                    "right place.",
                ),
            ),
        ),
        article(
            "which-agency",
            Both("لا أعرف الجهة. فماذا أفعل؟", "I don’t know the agency. What do I do?"),
            Both(
                "اختر «لا أعرف» واكتب ما حدث وأين. نحن نجد الجهة.",
                "Choose “I don’t know” and write what happened and where. We find the agency.",
            ),
            Both("مختصة، مسؤولة، أين أشتكي، جهة خاطئة", "responsible, where to complain, wrong agency, office"),
            text(
                Both(
                    "كثير من الأمور تشبه غيرها: فالحفرة في الشارع قد تكون عند البلدية، وقد تكون عند من يبني الطرق. ليس عليك أن تعرف ذلك.",
                    "Many things look alike: a hole in the street may belong to the municipality, or to the people who build roads. "
                    "You don’t have to know that.",
                ),
                (
                    Both(
                        'اقرأ في <a href="../../../agencies/">دليل الجهات</a> إن أردت أن تبحث بنفسك.',
                        'Look in <a href="../../../agencies/">the list of agencies</a> if you’d like to search yourself.',
                    ),
                    Both(
                        "اكتب المكان بوضوح: المدينة والحيّ والشارع. فبه تُعرف الجهة في الغالب.",
                        "Write the place clearly: town, district and street. That’s often how the agency is found.",
                    ),
                    Both(
                        "إن كان على الورقة أو الفاتورة اسم جهة فاكتبه كما هو.",
                        "If a paper or a bill has the name of an agency, write it as it is.",
                    ),
                ),
                Both(
                    "وإن وصل طلبك إلى جهة غير مختصة أحالته إلى الجهة الصحيحة، وترى ذلك في صفحته. فلا تقدّمه مرة ثانية.",
                    "If it reaches the wrong agency, that agency sends it on, and you see this on the page of your request. You don’t have "
                    "to file it again.",
                ),
            ),
        ),
        article(
            "for-someone-else",
            Both("هل أقدّم طلبًا عن غيري؟", "Can I file for someone else?"),
            Both(
                "نعم: عن أمّك أو جارك أو طفلك أو من لا يستطيع الكتابة.",
                "Yes: for your mother, a neighbour, your child, or someone who can’t write.",
            ),
            Both(
                "وكالة، نيابة، والد، كبير السن، ذو إعاقة، ابني",
                "on behalf, parent, elderly, disabled, my son, my daughter",
            ),
            text(
                (
                    Both(
                        "اسأل صاحب الأمر أولًا إن كان يستطيع أن يجيب، وقل له ما ستكتب.",
                        "Ask the person first, if they can answer, and tell them what you’ll write.",
                    ),
                    Both(
                        "اختر في النموذج أنك تكتب عن غيرك، واذكر صلتك به.",
                        "Say in the form that you’re writing for someone else, and how you’re related.",
                    ),
                    Both(
                        "اكتب ما حدث له هو: متى وأين، وما يحتاج إليه الآن.",
                        "Write what happened to them: when, where, and what they need now.",
                    ),
                    Both(
                        "إن طلبت الجهة ورقة تثبت أنك تنوب عنه فستقول لك ذلك في صفحة الطلب.",
                        "If the agency needs a paper to show that you act for them, it says so on the page of the request.",
                    ),
                ),
                Both(
                    "من عنده الرقم والرمز يفتح صفحة الطلب. فإن كان صاحب الأمر يريد أن يتابع بنفسه فأعطه إياهما، ولا تعطهما لغيره.",
                    "The number and the code open the page of the request. If the person wants to follow "
                    "it, give both to them and to no one else.",
                ),
                NEXT,
            ),
        ),
        article(
            "urgent",
            Both("الأمر عاجل. ماذا أفعل الآن؟", "It’s urgent. What do I do now?"),
            Both(
                "الخطر على حياة إنسان لا ينتظر طلبًا: اتصل أولًا، ثم اكتب.",
                "Danger to someone’s life can’t wait for a request: call first, then write.",
            ),
            Both("طوارئ، خطر، مستعجل، حريق، إسعاف، شرطة", "emergency, danger, fire, ambulance, police, quickly"),
            DANGER,
            text(
                Both("الأرقام التي تتصل بها: {numbers}.", "The numbers to call: {numbers}."),
                Both(
                    "لا يُقرأ الطلب في اللحظة التي ترسله فيها. فإن كان الأمر حريقًا أو سلكًا مكشوفًا أو غازًا يتسرّب أو إنسانًا يُضرب فلا تكتب: اتصل.",
                    "A request isn’t read the moment you send it. If there’s a fire, a bare wire, a gas leak, or someone being hit, "
                    "don’t write: call.",
                ),
                Both(
                    "وإن كان الأمر عاجلًا ولا خطر فيه على حياة، كموعد يفوت أو دواء ينفد، فاكتب ذلك في أول سطر، واذكر اليوم الذي يفوت فيه. "
                    "فمن يقرأ طلبك يرى ذلك قبل غيره.",
                    "If it’s urgent but no life is in danger, such as a date you’d miss or medicine that runs out, say so in the first "
                    "line and name the day. The person who reads your request sees that first.",
                ),
                Both(
                    "وبعد أن يزول الخطر اكتب ما حدث، حتى لا يتكرّر مع غيرك.",
                    "When the danger is over, write what happened, so that it doesn’t happen to others.",
                ),
            ),
        ),
    ],
)
