"""The page that tells how a request is worked."""

from content.pages.written import Both, WrittenPage, heading, ladder, note, rich, stairs, terms, text

HOW_WE_WORK = WrittenPage(
    slug="how-we-work",
    title=Both("كيف نعمل", "How we work"),
    description=Both("ما يجري لطلبك من لحظة تقديمه إلى أن يُغلق.", "What happens to a request, from filing to closing."),
    foot="platform",
    in_menu=True,
    intro=Both(
        "لكل طلب مسؤول معروف، ولكل شكوى موعد معلن. هذه الصفحة تصف الطريق كله، وما يحدث حين يتأخّر الرد.",
        "Someone is in charge of every request, and every complaint has a due date. This page describes "
        "the whole process, and what happens when a reply is late.",
    ),
    body=[
        stairs(
            (
                Both("الخطوة الأولى", "Step 1"),
                Both("تقدّم طلبك", "You file"),
                Both(
                    "تكتب ما حدث وترفق ما يؤيّده، فيصلك رقم ورمز سرّي تتابع بهما.",
                    "You say what happened and attach what supports it. You get a number and a secret code to follow it.",
                ),
            ),
            (
                Both("الخطوة الثانية", "Step 2"),
                Both("يصل إلى الجهة المختصة", "It reaches the agency"),
                Both(
                    "توجّهه قواعد مكتوبة، ويُذكر لك سبب اختيار الجهة. وإن لم تنطبق قاعدة قرأه موظف في وحدة الشكاوى ووجّهه.",
                    "Written rules send it there, and its page says why. If no rule fits, the complaints "
                    "unit reads it and sends it on.",
                ),
            ),
            (
                Both("الخطوة الثالثة", "Step 3"),
                Both("تدرسه الجهة وتردّ", "The agency works on it"),
                Both(
                    "قد تسألك عن معلومة، ثم تكتب إليك ما فعلته أو سبب تعذّره.",
                    "It may ask you for something. Then it tells you what it did, or why it couldn’t.",
                ),
            ),
            (
                Both("الخطوة الرابعة", "Step 4"),
                Both("تقبل أو تعترض", "You accept or object"),
                Both(
                    "إن لم تقبل الرد فاعترض عليه، فينظر فيه من لم يقرّر من قبل.",
                    "If you don’t accept the answer, object: someone who hasn’t decided on it will decide.",
                ),
            ),
        ),
        heading("إن تأخّر الرد صُعّد الطلب", "If the reply is late, the request is escalated"),
        text(
            Both(
                "لا تحتاج إلى أن تذكّر أحدًا. حين يفوت الموعد دون رد يُصعَّد الطلب تلقائيًّا إلى المستوى الأعلى في الجهة نفسها، "
                "ويظهر لك ذلك في صفحته، ويبقى المسؤول السابق شريكًا في العمل عليه.",
                "You don’t need to remind anyone. When the date passes without a reply, the request is "
                "escalated automatically to the next level in the same agency. Its page shows this, and "
                "the person who had it before keeps working on it.",
            ),
        ),
        ladder(),
        text(
            Both(
                "وإن فات الموعد عند أعلى مستوى ذُكّرت وحدة الشكاوى مرة بعد مرة حتى يصل الرد. ويُذكر كل تأخير في "
                "التقرير الشهري.",
                "If the date passes at the top level too, the complaints unit is told, and reminded until the reply "
                "comes. Every delay is counted in the monthly report.",
            ),
        ),
        heading("من يقوم بماذا", "Who does what"),
        terms(
            (
                Both("قسم خدمة الجمهور", "The public service section"),
                rich(
                    Both(
                        "من عيّنته الجهة لتسلّم الطلبات والرد عليها. وإن أُسند طلبك إلى زميل بقي القسم هو المسؤول أمامك.",
                        "The people an agency has named to receive and answer requests. When yours is assigned to a colleague, "
                        "the section still answers to you for it.",
                    )
                ),
            ),
            (
                Both("المستوى الأول والمستوى الثاني", "Level 1 and level 2"),
                rich(
                    Both(
                        "من يعلو هذا القسم في الجهة: المدير المسؤول عن الخدمة، ثم أعلى موظف في الجهة (الأمين العام أو المدير العام).",
                        "Those above this section: the director in charge of the service, then the most senior official "
                        "of the agency (the secretary general or director general).",
                    )
                ),
            ),
            (
                Both("وحدة الشكاوى", "The complaints unit"),
                rich(
                    Both(
                        "توجّه ما لم تعرف القواعد جهته، وتتابع ما تأخّر، وتفصل بين جهتين اختلفتا في من يختص بالطلب.",
                        "It sends on requests that no rule fits, follows up late ones, and decides when "
                        "agencies disagree about who is in charge.",
                    )
                ),
            ),
            (
                Both("وحدة الطلبات الحساسة", "The unit for sensitive requests"),
                rich(
                    Both(
                        "تتسلّم بلاغات النزاهة وما يمسّ حقوق الإنسان أو سلامة طفل. لا يرى هذه الطلبات موظفو الجهات.",
                        "It receives integrity reports and what concerns human rights or a child’s safety. "
                        "The agencies’ staff do not see these requests.",
                    )
                ),
            ),
        ),
        note(
            "look",
            Both(
                "<b>خطر على حياة أحد؟</b> اتصل بالطوارئ {emergency} أولًا؛ فهذه المنصّة ليست خدمة طوارئ.",
                "<b>Is someone’s life in danger?</b> Call {emergency} first; this platform is not an emergency service.",
            ),
        ),
    ],
)
