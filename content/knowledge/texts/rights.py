"""The topic of rights: corruption, harm, and what the platform knows of people."""

from __future__ import annotations

from typing import Any

from content.knowledge.texts.shared import DANGER, article
from content.pages.written import Both, note, text

RIGHTS: tuple[str, dict[str, Both], list[tuple[str, dict[str, Any]]]] = (
    "rights",
    {
        "title": Both("حقوقك وأمانك", "Your rights and your safety"),
        "intro": Both(
            "إن طُلبت منك رشوة، أو أُوذي إنسان، أو أردت أن تعرف ما نعرفه عنك.",
            "If you were asked for a bribe, if someone was harmed, or if you want to know what we know about you.",
        ),
    },
    [
        article(
            "bribe-or-favour",
            Both("طُلبت مني رشوة أو رأيت محاباة", "I was asked for a bribe, or saw favouritism"),
            Both(
                "قدّم بلاغ نزاهة. لا تراه الجهة التي يتعلّق بها، واسمك ليس شرطًا.",
                "File an integrity report. The agency it’s about doesn’t see it, and your name isn’t needed.",
            ),
            Both("رشوة، فساد، واسطة، اختلاس، إكرامية", "bribe, corruption, nepotism, embezzlement, tip, tea money"),
            text(
                (
                    Both(
                        "من طلب، وفي أي مكتب، وماذا قال بكلماته.",
                        "Who asked, in which office, and what they said, in their words.",
                    ),
                    Both("متى كان ذلك، ومن كان حاضرًا.", "When it was, and who else was there."),
                    Both(
                        "مقابل ماذا: توقيع، أو دور، أو رخصة، أو إسقاط مخالفة.",
                        "In return for what: a signature, a turn, a licence, or dropping a fine.",
                    ),
                    Both(
                        "هل دفعت، وكيف. قل ما جرى كما هو.", "Whether you paid, and how. Tell us exactly what happened."
                    ),
                ),
                Both(
                    'اختر <a href="../../../file/integrity/">بلاغ نزاهة</a>، لا شكوى. وأرفق رسالة أو وصلًا أو صورة إن كان عندك. ولا تسجّل أحدًا سرًّا قبل أن تسأل من يعرف القانون.',
                    'Use <a href="../../../file/integrity/">the integrity report</a>, not a complaint. Attach a message, a receipt or a photo if '
                    "you have one. Don’t record anyone secretly before you ask someone who knows the law.",
                ),
                Both(
                    "احفظ الرقم والرمز: بهما وحدهما تتابع البلاغ، ولا نعيد إليك رمزه إن ضاع، حتى لا يقرأه غيرك.",
                    "Keep the number and the code: they’re the only way to follow the report. If you lose "
                    "the code, we can’t send it again, so that no one else can read your report.",
                ),
            ),
            note(
                "look",
                Both(
                    'إن خفت أن تُعرف فاقرأ أولًا <a href="../../filing/staying-unknown/">كيف تبقى مجهولًا</a>.',
                    'If you fear being known, first read <a href="../../filing/staying-unknown/">how to stay unknown</a>.',
                ),
            ),
        ),
        article(
            "harm-or-violence",
            Both("إنسان يُضرب أو يُهان أو يُهدَّد", "Someone is hit, insulted or threatened"),
            Both(
                "إن كان الخطر الآن فاتصل. ثم اكتب في نموذج حقوق الإنسان: لا يقرؤه أحد من الجهات.",
                "If the danger is now, call. Then use the human rights form: no one in the agencies reads it.",
            ),
            Both(
                "عنف، تعذيب، تحرش، ضرب، إساءة، طفل، مدرسة، سجن",
                "violence, abuse, harassment, torture, beating, child, prison",
            ),
            DANGER,
            text(
                Both("الأرقام التي تتصل بها: {numbers}.", "The numbers to call: {numbers}."),
                (
                    Both(
                        "اكتب من جهاز لا يصل إليه من تخافه.", "Write on a device that the person you fear can’t reach."
                    ),
                    Both(
                        "قل ما حدث ومتى، ومن رآه، وكيف حال من أُوذي الآن.",
                        "Say what happened and when, who saw it, and how the person is now.",
                    ),
                    Both(
                        "لا يلزمك اسم ولا هاتف. وإن كان غيرك يقرأ بريدك فلا تذكره.",
                        "No name or phone number is needed. If someone else reads your mail, leave it out.",
                    ),
                    Both(
                        "أرفق صورة أو تقريرًا طبيًّا إن كان عندك، ولا تؤخّر البلاغ من أجله.",
                        "Attach a photo or a medical report if you have one, but don’t wait for it.",
                    ),
                ),
                Both(
                    'اختر <a href="../../../file/rights/">نموذج حقوق الإنسان وسلامة الطلبة</a>. وفي صفحاته زر «مغادرة سريعة» يُخرجك منها في الحال.',
                    'Use <a href="../../../file/rights/">the form for human rights and schools</a>. Its pages have a button, “Leave quickly”, that '
                    "takes you away at once.",
                ),
                Both(
                    "لك أن تكتب عن غيرك أيضًا: جار، أو زميل، أو طالب في مدرسة أولادك.",
                    "You can write for others too: a neighbour, a colleague, or a pupil at your children’s school.",
                ),
            ),
        ),
        article(
            "what-is-known-of-me",
            Both("ماذا تعرفون عني؟ وكيف أراه؟", "What do you know about me, and how do I see it?"),
            Both(
                "ما كتبته أنت، لا غير. ولك أن تأخذه ملفًا، وتعرف من يقرؤه ومتى يُمحى.",
                "Only what you wrote. You can download it, and see who reads it and when it’s deleted.",
            ),
            Both("خصوصية، بياناتي، حذف، بيانات شخصية، من يقرأ", "privacy, my data, delete, personal data, who reads"),
            text(
                (
                    Both(
                        "لا نطلب حسابًا ولا رقمًا وطنيًّا. وما تتركه فارغًا لا نعرفه.",
                        "We ask for no account and no national number. What you leave empty, we don’t know.",
                    ),
                    Both(
                        "يقرأ طلبك من يعمل عليه في الجهة، ومن هو أعلى منه إن صُعِّد. وكل من فتحه يُسجَّل.",
                        "The people who work on your request at the agency read it, and those above if it’s escalated. Everyone who opens it is recorded.",
                    ),
                    Both(
                        "من الصور نحذف المكان والوقت واسم الجهاز.",
                        "From photos we remove the place, the time and the device.",
                    ),
                    Both(
                        "لا نستعمل رقم هاتفك وبريدك إلا لإبلاغك، إن أردت.",
                        "We only use your phone number and email address to keep you informed, if you want that.",
                    ),
                ),
                Both(
                    'في صفحة طلبك تأخذ بياناتك ملفًا. وكم نحتفظ بالطلبات ومتى نمحوها؟ ذلك في <a href="../../../privacy/">صفحة خصوصيتك</a>.',
                    "On the page of your request you can download your data. How long we keep requests, "
                    'and when we delete them, is on <a href="../../../privacy/">the privacy page</a>.',
                ),
                Both(
                    'وإن رأيت أن بياناتك استُعملت في غير طلبك <a href="../../../contact/write/">فاكتب إلى وحدة الشكاوى</a>.',
                    'If you think your data was used for something else, <a href="../../../contact/write/">write to the complaints unit</a>.',
                ),
            ),
        ),
    ],
)
