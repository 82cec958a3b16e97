"""The topic of following: number and code, time limits, questions of the agency, and an answer that isn't fair."""

from __future__ import annotations

from typing import Any

from content.knowledge.texts.shared import article
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
        article(
            "number-and-code",
            Both("كيف أتابع طلبي؟", "How do I follow my request?"),
            Both(
                "بالرقم والرمز اللذين ظهرا لك بعد التقديم. من عرفهما معًا فتح صفحة الطلب.",
                "With the number and the code that you were shown after filing. Both together open its page.",
            ),
            Both("استعلام، حالة المعاملة، أين وصل، رمز سرّي", "status, track, where is it, secret code"),
            text(
                Both(
                    'افتح <a href="../../../track/">متابعة طلب</a> واكتب الرقم والرمز. ترى الموعد، ولدى من الطلب الآن، '
                    "وكل ما جرى له.",
                    'Open <a href="../../../track/">Follow a request</a> and type the number and the '
                    "code. You see the date, where it is now, and everything that has happened to it.",
                ),
                Both(
                    "ومن صفحته تجيب عن سؤال، وتضيف معلومة أو ملفًا، وتسحب الطلب ما دام مفتوحًا.",
                    "On its page you can answer a question, add information or a file, and withdraw the request while it’s open.",
                ),
                (
                    Both(
                        "احفظ الرقم والرمز ساعة يظهران: صوّر الشاشة أو اكتبهما على ورقة.",
                        "Keep both when you see them: take a picture of the screen, or write them down.",
                    ),
                    Both(
                        "لا تعطِ الرمز لأحد، ولو قال إنه موظف. لا نسألك عنه أبدًا.",
                        "Don’t give the code to anyone, even if they say they’re staff. We never ask you for it.",
                    ),
                ),
                Both(
                    'ومن أثبت بريده أو هاتفه برمز يصله وجد في <a href="../../../my/">طلباتي</a> الطلبات التي عليها هذا العنوان، '
                    "وموعد كل منها، وما ينتظر جوابه. ولا تظهر هناك الطلبات الحساسة والسرية.",
                    "Whoever proves their email or phone with a code that we send finds the requests with that address under "
                    '<a href="../../../my/">My requests</a>, with the date of each and what waits for an answer. Sensitive and '
                    "confidential requests aren’t listed there.",
                ),
                Both(
                    'وإن أضعت الرمز وبقي الرقم <a href="../../../track/lost/">فاطلب رمزًا جديدًا</a>. وإن أضعتهما معًا فانظر في '
                    '<a href="../../../questions/">الأسئلة الشائعة</a>.',
                    'If you lost the code and still have the number, <a href="../../../track/lost/">ask for a new code</a>. If you lost '
                    'both, see the <a href="../../../questions/">questions</a>.',
                ),
            ),
        ),
        article(
            "not-settled",
            Both("لم يُنصفني الرد، فماذا أفعل؟", "I’m not happy with the answer. What can I do?"),
            Both(
                "اعترض في صفحة طلبك واكتب السبب: يقرّر غيرُ من قرّر، ولا يُحسب محلولًا.",
                "Object on the page of your request and write why: someone else decides, and it isn’t counted as solved.",
            ),
            Both(
                "اعتراض، تظلّم، إعادة فتح، رفض، غير راضٍ، شكوى على الرد",
                "object, appeal, reopen, refused, not satisfied",
            ),
            text(
                Both(
                    "حين يأتيك الرد تسألك صفحة طلبك هل يكفيك، وتذكر لك آخر يوم تجيب فيه. فإن لم تقل شيئًا حتى ذلك "
                    "اليوم أُغلق الطلب، ولك أن تعترض خلال 30 يومًا من إغلاقه.",
                    "When the answer comes, the page of your request asks if it’s enough, and shows the "
                    "last day to reply. If you say nothing by then, the request is closed. You can still object for "
                    "30 days after it’s closed.",
                ),
                Both(
                    "إن لم يكفِك فاعترض: ينظر في اعتراضك المستوى الأعلى ممّن قرّر، ثم جهة أخرى إن اعترضت ثانية. "
                    "وإن وعدوك بشيء ولم يُنفَّذ فقل ذلك، فيعود مرة واحدة إلى من ينفّذه.",
                    "If it isn’t, object: the level above the one that decided looks at it, then another "
                    "agency if you object again. If something was promised and not done, tell us: it goes "
                    "back once to the people who do the work.",
                ),
                (
                    Both("اذكر ما لم يُجب عنه الرد، جملة جملة.", "Say what the reply didn’t answer, point by point."),
                    Both(
                        "أضف ما لم تعرفه الجهة: ورقة أو صورة أو اسم شاهد.",
                        "Add what the agency didn’t know: a paper, a photo, a witness.",
                    ),
                    Both("اكتب ما الذي تراه حلًّا عادلًا.", "Write what you’d find fair."),
                ),
                Both(
                    "وللجهات خارج المنصّة مُدد قد لا يوقفها الاعتراض هنا، منها مدة المحكمة الإدارية. فاقرأ مبكرًا "
                    '<a href="../../../after-objection/">بعد الاعتراض</a>.',
                    "Outside this platform there are time limits that an objection here may not stop, such as the "
                    "Administrative Court’s. So read "
                    '<a href="../../../after-objection/">After an objection</a> early.',
                ),
                Both(
                    'وإن كان الأمر في المنصّة نفسها <a href="../../../contact/write/">فاكتب إلى وحدة الشكاوى</a>.',
                    "If it is about the platform itself, "
                    '<a href="../../../contact/write/">write to the complaints unit</a>.',
                ),
            ),
        ),
        article(
            "when-the-reply-comes",
            Both("متى يأتيني الرد؟", "When does the reply come?"),
            Both(
                "في الموعد المكتوب في أول صفحة طلبك. نحسبه من أيام العمل وحدها.",
                "By the date at the top of the page of your request. It’s worked out in working days only.",
            ),
            Both("كم يوم، مدة، مهلة، انتظار، تأخير", "how long, how many days, time limit, wait, delay"),
            text(
                (
                    Both(
                        "تُحسب المهلة من وصول الطلب إلى الجهة، لا من يوم يفتحه الموظف.",
                        "The days count from when the request reaches the agency, not from when someone opens it.",
                    ),
                    Both(
                        "لا تُحسب أيام العطلة الأسبوعية ولا العطل الرسمية.",
                        "Weekends and public holidays aren’t counted.",
                    ),
                    Both(
                        "إن سألتك الجهة سؤالًا توقّفت المهلة حتى تجيب. فأجب بسرعة.",
                        "If the agency asks you something, the time is paused until you answer. So answer soon.",
                    ),
                    Both(
                        "إن أُحيل الطلب إلى جهة أخرى ترى في صفحته موعدًا جديدًا.",
                        "If the request goes to another agency, its page shows a new date.",
                    ),
                ),
                Both(
                    "في الصفحة نفسها سطر عنوانه «لماذا هذا الموعد؟»: تحته الأيام التي حُسبت، والتي لم تُحسب، وسبب ذلك.",
                    "On the same page, “Why this date?” shows the days that were counted, those that weren’t, and why.",
                ),
                Both(
                    'كم لكل مستوى؟ اقرأ <a href="../../../reply-times/">مواعيد الرد</a>. وإن فات الموعد فانظر '
                    '<a href="../date-passed/">ماذا يحدث إن فات</a>.',
                    'For how long each level has, read <a href="../../../reply-times/">Reply times</a>. If the date has passed, see '
                    '<a href="../date-passed/">what happens then</a>.',
                ),
            ),
        ),
        article(
            "date-passed",
            Both("فات الموعد ولم يصلني رد", "The date passed and there’s no reply"),
            Both(
                "لا تحتاج إلى أن تفعل شيئًا: يُصعَّد الطلب تلقائيًّا إلى المسؤول الأعلى.",
                "You don’t have to do anything: the request is escalated automatically to the next level.",
            ),
            Both("تأخر، تصعيد، لا رد، لم يجب أحد، متأخر", "late, overdue, escalate, nobody answered, no response"),
            text(
                Both(
                    "حين يفوت الموعد دون رد ينتقل الطلب إلى من هو أعلى في الجهة، وله موعد جديد. وإن فات هو أيضًا صُعِّد مرة أخرى. "
                    "وترى ذلك كله في صفحة طلبك: من كان عنده، ومن صار عنده، ومتى.",
                    "If the date passes without a reply, the request is escalated to a more senior "
                    "official of the agency, with a new date. If that passes too, it’s escalated again. "
                    "You see all of this on the page of your request: who had it, who has it now, and "
                    "since when.",
                ),
                (
                    Both(
                        "افتح صفحة طلبك وتأكّد أن الجهة لم تسألك سؤالًا ينتظر جوابك.",
                        "Open the page of your request and check that no question from the agency is waiting for you.",
                    ),
                    Both(
                        "إن استجدّ شيء، كضرر زاد أو ورقة وصلتك، فأضفه هناك.",
                        "If something is new, such as more harm or a new paper, add it there.",
                    ),
                    Both(
                        "لا تقدّم طلبًا ثانيًا في الأمر نفسه: يتأخر الاثنان.",
                        "Don’t file a second request about the same thing: both would take longer.",
                    ),
                ),
                Both(
                    "التأخير يُكتب ويُحسب على الجهة في تقارير وحدة الشكاوى.",
                    "The delay is recorded, and counts against the agency in the complaints unit’s reports.",
                ),
            ),
        ),
        article(
            "agency-asks",
            Both("سألتني الجهة سؤالًا. كيف أجيب؟", "The agency asked me something. How do I answer?"),
            Both(
                "من صفحة طلبك، في المكان الذي كُتب فيه السؤال. وتتوقّف المهلة حتى تجيب.",
                "On the page of your request, right where the question is. The time is paused until you answer.",
            ),
            Both("طلب معلومات، استكمال، نواقص، دوري", "more information, missing, your turn, answer a question"),
            text(
                (
                    Both(
                        'افتح <a href="../../../track/">صفحة طلبك</a> بالرقم والرمز. السؤال في أعلاها.',
                        'Open <a href="../../../track/">the page of your request</a> with the number and the code. The question is at the top.',
                    ),
                    Both(
                        "أجب بما تعرفه. وإن لم تعرف فقل ذلك، فهذا جواب أيضًا.",
                        "Answer what you know. If you don’t know, say so: that’s an answer too.",
                    ),
                    Both("أرفق الورقة أو الصورة إن طُلبت منك.", "Attach the paper or photo if it asks for one."),
                    Both(
                        "اقرأ آخر يوم للجواب، وهو مكتوب مع السؤال.",
                        "Look at the last day to answer, which is written with the question.",
                    ),
                ),
                Both(
                    "إن لم تجب حتى ذلك اليوم تابعت الجهة بما عندها، وقد لا يكفي.",
                    "If you don’t answer by that day, the agency continues with what it has, and that may not be enough.",
                ),
                Both(
                    "إن سُئلت عن شيء لا علاقة له بطلبك، أو لا تأمن أن تقوله، فلك أن ترفض وتكتب السبب. ولا تكتب رمزك السرّي ولا كلمة مرور لأحد: لا يحتاج إليهما من يعمل على طلبك.",
                    "If it asks for something that has nothing to do with your request, or that you don’t "
                    "feel safe to say, you may refuse and write why. Never write your secret code or a "
                    "password: no one who works on your request needs them.",
                ),
            ),
        ),
        article(
            "promised-not-done",
            Both("وعدوني بالحلّ ولم يُنفَّذ", "They promised, and nothing was done"),
            Both(
                "قل ذلك في صفحة طلبك: يعود إلى من ينفّذه، ويُبلَّغ المستوى الأعلى.",
                "Say so on the page of your request: it goes back to the people who do the work, and the level above is notified.",
            ),
            Both("لم ينفذ، كذب، إصلاح مؤقت، رجعت المشكلة", "not carried out, broken promise, came back, again"),
            text(
                Both(
                    "قد يقول الرد إن الحفرة رُدمت أو إن المعاملة أُنجزت، وأنت ترى غير ذلك. أو يُصلَح الشيء يومًا ثم يعود.",
                    "A reply may say that the hole was filled or the paper is ready, and you see that it "
                    "isn’t. Or something is repaired for a day and breaks again.",
                ),
                (
                    Both(
                        'افتح <a href="../../../track/">صفحة طلبك</a> واختر أن ما وُعدت به لم يُنفَّذ.',
                        'Open <a href="../../../track/">the page of your request</a> and say that what was promised wasn’t done.',
                    ),
                    Both("اكتب ما وجدته، واليوم الذي نظرت فيه.", "Write what you found, and on which day you looked."),
                    Both("أرفق صورة جديدة للمكان أو للورقة.", "Attach a new photo of the place or the paper."),
                ),
                Both(
                    'يعود الطلب بهذا مرة واحدة. فإن لم يُنفَّذ بعدها أيضًا <a href="../not-settled/">فاعترض</a>، فينظر في الأمر غيرهم.',
                    'It goes back this way once. If it still isn’t done after that, <a href="../not-settled/">object</a>, and other people '
                    "look at it.",
                ),
                Both(
                    "وإن كان الطلب قد أُغلق من مدة طويلة فقدّم طلبًا جديدًا، واكتب فيه رقم الطلب القديم.",
                    "If the request was closed long ago, file a new one and write the number of the old one in it.",
                ),
            ),
        ),
        article(
            "add-or-withdraw",
            Both("كيف أضيف معلومة أو أسحب طلبي؟", "How do I add something, or withdraw?"),
            Both(
                "من صفحة طلبك ما دام مفتوحًا. والإضافة لا تؤخّر الموعد.",
                "On the page of your request, as long as it’s open. Adding something doesn’t move the date.",
            ),
            Both("تعديل، تصحيح، إلغاء، نسيت، حذف", "edit, correct, cancel, forgot, delete"),
            text(
                Both(
                    'افتح <a href="../../../track/">صفحة طلبك</a> بالرقم والرمز. فيها زرّ للإضافة وزرّ للسحب.',
                    'Open <a href="../../../track/">the page of your request</a> with the number and the code. It has a button to add and one '
                    "to withdraw.",
                ),
                (
                    Both(
                        "أضف ما نسيته: ورقة، أو صورة، أو موعدًا، أو اسم من كلّمته.",
                        "Add what you forgot: a paper, a photo, a date, the name of the person you spoke to.",
                    ),
                    Both(
                        "إن أخطأت في شيء فاكتب الصحيح في إضافة. ما أرسلته أولًا يبقى كما هو، حتى يثق به كل من يقرؤه.",
                        "If something is wrong, write the right thing as an addition. What you sent first stays as it is, so that everyone can rely on it.",
                    ),
                    Both(
                        "اسحب الطلب إن حُلّ الأمر أو لم تعد تريده. ولا يُسأل أحد عن السبب.",
                        "Withdraw it if the matter is settled or you no longer want it. You don’t have to say why.",
                    ),
                ),
                Both(
                    "الطلب المسحوب يُغلق ولا تعمل عليه الجهة. وإن ندمت فقدّم طلبًا جديدًا واذكر رقم القديم.",
                    "A request that you withdraw is closed, and the agency stops working on it. If you change your mind, file a new one "
                    "and give the number of the old one.",
                ),
                Both(
                    'وبعد أن يُغلق الطلب لا تُضاف إليه معلومة، لكن لك أن <a href="../not-settled/">تعترض</a> عليه.',
                    'Once a request is closed you can’t add to it, but you can <a href="../not-settled/">object</a>.',
                ),
            ),
        ),
    ],
)
