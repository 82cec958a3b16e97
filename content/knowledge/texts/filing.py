"""The topic of filing: what to write, what to attach, and how to stay unknown to the agency."""

from __future__ import annotations

from typing import Any

from content.pages.written import Both, note, text

FILING: tuple[str, dict[str, Both], list[tuple[str, dict[str, Any]]]] = (
    "filing",
    {
        "title": Both("تقديم الطلب", "Filing a request"),
        "intro": Both(
            "قبل أن ترسل: ما تكتبه، وما ترفقه، ومن يعرف أنه منك.",
            "Before you send it: what to write, what to attach, and who learns that it is from you.",
        ),
    },
    [
        (
            "what-to-write",
            {
                "title": Both("ماذا أكتب ليُفهم طلبي؟", "What should I write so that I am understood?"),
                "intro": Both(
                    "ما الذي حدث، ومتى، وأين، وما الذي تريده. أربعة أسطر واضحة خير من صفحة.",
                    "What happened, when, where, and what you want. Four clear lines are better than a page.",
                ),
                "also": Both("صياغة، أسلوب، تفاصيل، وصف المشكلة", "wording, details, describe the problem"),
                "body": [
                    text(
                        Both(
                            "من يقرأ طلبك لم يكن معك. فاكتب كما تحكي لإنسان لا يعرف شيئًا عن الأمر:",
                            "Whoever reads it was not there. Write as you would tell someone who knows nothing of it:",
                        ),
                        (
                            Both("ما حدث، بترتيب حدوثه.", "What happened, in the order in which it did."),
                            Both("متى حدث، وهل تكرّر.", "When it happened, and whether it happens again and again."),
                            Both(
                                "أين: المدينة والحيّ أو اسم المبنى، وما يدلّ عليه.",
                                "Where: the town and district or the name of the building, and what stands near it.",
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
                            "You need not know which agency is in charge, nor the law. Please leave out your national number "
                            "and bank card numbers.",
                        ),
                    ),
                ],
            },
        ),
        (
            "attachments",
            {
                "title": Both("ما الذي أرفقه بطلبي؟", "What should I attach?"),
                "intro": Both(
                    "ما يُغني عن الشرح: صورة للمكان، أو نسخة من القرار أو الوصل. وطلبك مقبول دون مرفقات أيضًا.",
                    "What saves an explanation: a photo of the place, a copy of the decision or the receipt. A request "
                    "without any is as good.",
                ),
                "also": Both("صور، ملف، مستند، وثيقة، إثبات", "photos, document, picture, upload, evidence, proof"),
                "body": [
                    text(
                        Both(
                            "يقول لك النموذج كم ملفًا يقبل، وأيّ الأنواع، وكم يكون حجمها. وما لا يُقبل يُذكر لك سببه، ويبقى ما "
                            "كتبته محفوظًا.",
                            "The form says how many files it takes, of which types and sizes. Where one is not taken we tell "
                            "you why, and all that you wrote is safe.",
                        ),
                        Both(
                            "نحذف من الصور مكان التقاطها ووقته واسم الجهاز قبل أن يراها أحد.",
                            "Where and when a photo was taken, and with which device, is removed before anybody sees it.",
                        ),
                        Both(
                            "إن تذكّرت ملفًا بعد الإرسال فأضفه من صفحة طلبك.",
                            "If you remember a file after sending, add it on the page of your request.",
                        ),
                    ),
                ],
            },
        ),
        (
            "staying-unknown",
            {
                "title": Both("هل تعرف الجهة أن الطلب مني؟", "Will the agency know that it is from me?"),
                "intro": Both(
                    "لا، إن اخترت إخفاء هويتك عنها، أو لم تذكر اسمك أصلًا.",
                    "Not if you choose to hide who you are, or leave your name out altogether.",
                ),
                "also": Both("سرّي، مجهول، خوف، انتقام، هوية", "anonymous, secret, confidential, afraid, identity"),
                "body": [
                    text(
                        Both(
                            "لا يلزمك اسم ولا هاتف ولا بريد. وإن ذكرتها فلك أن تختار إخفاء هويتك: تعمل الجهة عندئذ على الطلب "
                            "ولا ترى من أنت، وتراسلك عن طريق المنصّة.",
                            "No name, phone or email is required. If you give them, you can still keep them from the "
                            "agency: it then works on your request without seeing who you are, and writes to you through the "
                            "platform.",
                        ),
                        Both(
                            "وكل كشف لهوية محجوبة يكون بقرار شخص آخر، لسبب مكتوب ولمدة محدّدة، وتُبلَّغ به.",
                            "A hidden identity is opened only by the decision of another person, for a written reason and a "
                            "limited time, and we tell you.",
                        ),
                    ),
                    note(
                        "look",
                        Both(
                            "ما تكتبه في النص قد يدلّ عليك. فلا تذكر فيه ما لا يعرفه غيرك إن كنت تخشى أن تُعرف.",
                            "What you write may point to you. If you fear being known, leave out what only you can know.",
                        ),
                    ),
                ],
            },
        ),
    ],
)
