"""The page of questions that people ask."""

from content.pages.written import Both, WrittenPage, heading, questions, rich

QUESTIONS = WrittenPage(
    slug="questions",
    title=Both("أسئلة شائعة", "Questions"),
    description=Both("أجوبة قصيرة قبل التقديم وبعده.", "Short answers, before you file and after."),
    foot="platform",
    in_menu=True,
    intro=Both("", ""),
    body=[
        heading("قبل التقديم", "Before you file"),
        questions(
            (
                Both("هل أحتاج إلى حساب؟", "Do I need an account?"),
                rich(
                    Both(
                        "لا. تقدّم طلبك وتتابعه برقم ورمز سرّي يظهران لك بعد التقديم.",
                        "No. You follow your request with a number and a secret code that you see after filing.",
                    )
                ),
            ),
            (
                Both("هل يجب أن أذكر اسمي؟", "Do I have to give my name?"),
                rich(
                    Both(
                        "لا يلزمك اسم ولا هاتف ولا بريد. لكن بعض الطلبات لا تستطيع الجهة حلّها دون أن تعرف صاحبها، "
                        "كطلب يخص معاملة باسمك؛ وقد تسألك عندئذ.",
                        "No name, phone or email is required. But some requests can’t be solved unless the "
                        "agency knows who you are, such as one about a document in your name. It may then "
                        "ask you.",
                    )
                ),
            ),
            (
                Both(
                    "لا أعرف الجهة المختصة، فماذا أختار؟", "I don’t know which agency is in charge. What do I choose?"
                ),
                rich(
                    Both(
                        "اختر «لا أعرف». نوجّه الطلب بحسب موضوعه، وإن لم تكفِ القواعد قرأه موظف في وحدة الشكاوى ووجّهه.",
                        "Choose “I don’t know”. We send your request on by its subject. If that isn’t "
                        "enough, someone in the complaints unit reads it and sends it on.",
                    )
                ),
            ),
            (
                Both("لا آمن على نفسي إن كتبت، فماذا أفعل؟", "I don’t feel safe writing to you. What can I do?"),
                rich(
                    Both(
                        "اكتب في نموذج حقوق الإنسان وسلامة الطلبة دون اسم ولا هاتف، ومن جهاز لا يصل إليه من تخشاه. لا يقرؤه أحد من "
                        "الجهات. وفي صفحاته زر يُخرجك منها في الحال.",
                        "Use the form for human rights and schools, without a name or a phone number, on a "
                        "device that the person you fear can’t reach. No one in the agencies reads it, and "
                        "a button on its pages takes you away immediately.",
                    )
                ),
            ),
            (
                Both(
                    "ما الفرق بين الشكوى وبلاغ النزاهة؟",
                    "What is the difference between a complaint and an integrity report?",
                ),
                rich(
                    Both(
                        "الشكوى من خدمة أو قرار أضرّ بك، وتعمل عليها الجهة نفسها. أما بلاغ النزاهة فعن فساد أو استغلال وظيفة، "
                        "ويذهب إلى وحدة الطلبات الحساسة ولا تراه الجهة المبلَّغ عنها.",
                        "A complaint is about a service or decision that harmed you, and the agency itself "
                        "works on it. An integrity report is about corruption or abuse of office; it goes "
                        "to the unit for sensitive requests, and the agency it’s about doesn’t see it.",
                    )
                ),
            ),
        ),
        heading("بعد التقديم", "After you file"),
        questions(
            (
                Both("متى يأتيني الرد؟", "When will I hear back?"),
                rich(
                    Both(
                        "صفحة طلبك تبدأ بالموعد: يأتيك الرد قبل نهاية دوام ذلك اليوم. وتحت «لماذا هذا الموعد؟» ترى الأيام التي حُسبت والعطل التي لم تُحسب.",
                        "The date is at the top of your request’s page: you’ll hear back before that "
                        "working day ends. Under “Why this date?” you see the days that were counted and "
                        "the days off that weren’t.",
                    )
                ),
            ),
            (
                Both("ماذا لو فات الموعد؟", "What if the date passes?"),
                rich(
                    Both(
                        "يُصعَّد الطلب تلقائيًّا إلى المسؤول الأعلى في الجهة، ويظهر ذلك في صفحته. لا تحتاج إلى أن تفعل شيئًا.",
                        "The request is escalated automatically to the next level in the agency, and its "
                        "page shows this. You don’t have to do anything.",
                    )
                ),
            ),
            (
                Both("أضعت الرقم أو الرمز، فهل أستعيده؟", "I lost my number or code. Can I get it back?"),
                rich(
                    Both(
                        "لا نرسل الرمز أبدًا في بلاغات النزاهة وطلبات حقوق الإنسان وسلامة الطلبة، ولا حين يكون الطلب بحقّ شخص أو "
                        "تُخفى فيه هويتك عن الجهة، كي لا يقرأ غيرك ما كتبت؛ فاحفظه ساعة يظهر.",
                        "We never send the code of an integrity report, of a request about human rights "
                        "and schools, of a request about a person, or of one in which you hide who you "
                        "are. That way no one else can read what you wrote. Keep the code when you see it.",
                    ),
                    Both(
                        "وفي سائر الطلبات: إن قالت لك الصفحة بعد التقديم إن تأكيدًا في طريقه إليك فانظر فيه، ففيه الرقم والرمز. "
                        "فإن ضاع الرمز وبقي الرقم "
                        '<a href="../track/lost/">فاطلب رابطًا لرمز جديد</a> يصل إلى البريد أو الهاتف الذي تركته مع الطلب، '
                        "ولا يعود القديم صالحًا. وإن لم تجد الرقم ولا الرمز "
                        '<a href="../contact/write/">فاكتب إلى وحدة الشكاوى</a> بما تعرفه عن الطلب.',
                        "For other requests, if the page after filing told you that a confirmation was on "
                        "its way, look for it: it has both. If you have the number but not the code, <a "
                        'href="../track/lost/">ask for a link to a new one</a>: it goes to the email '
                        "address or phone number that you gave with the request, and the old code stops "
                        'working. If you have neither, <a href="../contact/write/">write to the '
                        "complaints unit</a> and say what you know about the request.",
                    ),
                ),
            ),
            (
                Both("لم يقنعني الرد، فماذا أفعل؟", "I’m not happy with the answer. What can I do?"),
                rich(
                    Both(
                        "اعترض في صفحة طلبك واكتب السبب. فيقرّر غيرُ من قرّر: المستوى الأعلى أولًا، ثم جهة أخرى إن اعترضت "
                        'ثانية. انظر <a href="../after-objection/">بعد الاعتراض</a>.',
                        "Object on the page of your request and write why. Someone who hasn’t decided on "
                        "it decides: first the level above, then another agency if you object again. See "
                        '<a href="../after-objection/">After an objection</a>.',
                    )
                ),
            ),
            (
                Both("هل أستطيع إضافة معلومة أو سحب الطلب؟", "Can I add something, or withdraw?"),
                rich(
                    Both(
                        "نعم، من صفحة الطلب ما دام مفتوحًا.",
                        "Yes, on the page of the request, as long as it is open.",
                    )
                ),
            ),
        ),
    ],
)
