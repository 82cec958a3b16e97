"""The topic of following: number and code, and what to do about an answer that is not fair."""

from __future__ import annotations

from typing import Any

from content.pages.written import Both, text

FOLLOWING: tuple[str, dict[str, Both], list[tuple[str, dict[str, Any]]]] = (
    "following",
    {
        "title": Both("متابعة الطلب والرد عليه", "Following it, and the answer"),
        "intro": Both(
            "بعد أن ترسل: كيف تعرف أين وصل طلبك، وما تفعله حين يأتيك الرد.",
            "Once it is sent: how to see where it is, and what to do when the answer comes.",
        ),
    },
    [
        (
            "number-and-code",
            {
                "title": Both("كيف أتابع طلبي؟", "How do I follow my request?"),
                "intro": Both(
                    "بالرقم والرمز اللذين ظهرا لك بعد التقديم. من عرفهما معًا فتح صفحة الطلب.",
                    "With the number and the code that you were shown after filing. Whoever knows both opens its page.",
                ),
                "also": Both("استعلام، حالة المعاملة، أين وصل، رمز سرّي", "status, track, where is it, secret code"),
                "body": [
                    text(
                        Both(
                            'افتح <a href="../../../track/">متابعة طلب</a> واكتب الرقم والرمز. ترى الموعد، ولدى من الطلب الآن، '
                            "وكل ما جرى له.",
                            'Open <a href="../../../track/">Follow a request</a> and type the number and the code. You see '
                            "the date, where it is now, and all that happened to it.",
                        ),
                        Both(
                            "ومن صفحته تجيب عن سؤال، وتضيف معلومة أو ملفًا، وتسحب الطلب ما دام مفتوحًا.",
                            "On its page you answer a question, add something or a file, and withdraw it while it is open.",
                        ),
                        Both(
                            'وإن أضعت الرقم أو الرمز فانظر في <a href="../../../questions/">الأسئلة الشائعة</a>.',
                            'If you lost the number or the code, see the <a href="../../../questions/">questions</a>.',
                        ),
                    ),
                ],
            },
        ),
        (
            "not-settled",
            {
                "title": Both("لم يُنصفني الرد، فماذا أفعل؟", "I’m not happy with the answer. What can I do?"),
                "intro": Both(
                    "اعترض في صفحة طلبك واكتب السبب: يقرّر غيرُ من قرّر، ولا يُحسب محلولًا.",
                    "Object on the page of your request and write why: somebody else decides, and it is not counted as solved.",
                ),
                "also": Both(
                    "اعتراض، تظلّم، إعادة فتح، رفض، غير راضٍ، شكوى على الرد",
                    "object, appeal, reopen, refused, not satisfied",
                ),
                "body": [
                    text(
                        Both(
                            "حين يأتيك الرد تسألك صفحة طلبك هل يكفيك، وتذكر لك آخر يوم تجيب فيه. فإن لم تقل شيئًا حتى ذلك "
                            "اليوم أُغلق الطلب.",
                            "When the answer comes, the page of your request asks whether it is enough and names the "
                            "last day to say so. If you say nothing by then, it is closed.",
                        ),
                        Both(
                            "إن لم يكفِك فاعترض: ينظر في اعتراضك المستوى الأعلى ممّن قرّر، ثم جهة أخرى إن اعترضت ثانية. "
                            "وإن وعدوك بشيء ولم يُنفَّذ فقل ذلك، فيعود مرة واحدة إلى من ينفّذه.",
                            "If it is not, object: the level above whoever decided looks at it, then another body if you "
                            "object again. If something was promised and not done, say that: it goes back once to those "
                            "who do the work.",
                        ),
                        Both(
                            "وإن كان الأمر في المنصّة نفسها "
                            '<a href="../../../contact/write/">فاكتب إلى وحدة الشكاوى</a>.',
                            "If it is about the platform itself, "
                            '<a href="../../../contact/write/">write to the complaints unit</a>.',
                        ),
                    ),
                ],
            },
        ),
    ],
)
