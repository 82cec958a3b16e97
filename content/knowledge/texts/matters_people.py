"""The topic of common matters of people: health, school, papers, aid, work, transport, how staff behave."""

from __future__ import annotations

from typing import Any

from content.knowledge.texts.shared import DANGER, matter
from content.pages.written import Both

PEOPLE: tuple[str, dict[str, Both], list[tuple[str, dict[str, Any]]]] = (
    "people-and-papers",
    {
        "title": Both("الناس والأوراق", "People and papers"),
        "intro": Both(
            "الصحة والمدرسة والوثائق والمعونة والعمل والمواصلات ومعاملة الموظفين.",
            "Health, school, papers, aid, work, transport and how staff treat you.",
        ),
    },
    [
        matter(
            "health",
            Both("الصحة: موعد أو دواء أو معاملة", "Health: an appointment, medicine or treatment"),
            Both(
                "اكتب اسم المستشفى والقسم واليوم. ولا تكتب من مرضك إلا ما يلزم.",
                "Write the hospital, the department and the day. Say no more about the illness than you need to.",
            ),
            Both(
                "مستشفى، عيادة، طبيب، تأمين صحي، إعفاء، دور",
                "hospital, clinic, doctor, health insurance, exemption, queue",
            ),
            write=(
                Both(
                    "اسم المستشفى أو المركز، والقسم أو العيادة.",
                    "The name of the hospital or centre, and the department or clinic.",
                ),
                Both(
                    "اليوم والساعة، ومن كلّمته إن عرفت اسمه.",
                    "The day and the hour, and whom you spoke to if you know their name.",
                ),
                Both(
                    "ما الذي حدث: تأجّل الموعد، أو لم يوجد الدواء، أو رُفض التأمين، أو أُسيئت معاملتك.",
                    "What happened: the appointment moved, the medicine wasn’t there, insurance was refused, or you were treated badly.",
                ),
                Both(
                    "ما الذي تحتاج إليه الآن، ومتى ينفد دواؤك.", "What you need now, and when your medicine runs out."
                ),
            ),
            attach=(
                Both(
                    "ورقة الموعد أو الوصفة أو قرار التأمين.",
                    "The appointment slip, the prescription or the insurance decision.",
                ),
                Both(
                    "غطِّ بإصبعك ما لا يلزم أن يُقرأ من التقارير.",
                    "Cover with a finger whatever in a report needn’t be read.",
                ),
            ),
            more=(DANGER,),
        ),
        matter(
            "school",
            Both("المدرسة والجامعة", "School and university"),
            Both(
                "للمقاعد والكتب والعلامات شكوى. وإن أُوذي طالب فهناك نموذج لا تراه المدرسة.",
                "For places, books and marks, use a complaint. If a pupil was harmed, there’s a form that the school doesn’t see.",
            ),
            Both(
                "طالب، معلم، مدير، علامات، شهادة، قبول، منحة، قرض",
                "pupil, teacher, marks, certificate, admission, grant, loan",
            ),
            write=(
                Both(
                    "اسم المدرسة أو الجامعة، والصف أو التخصص.",
                    "The name of the school or university, and the class or subject.",
                ),
                Both(
                    "ما الذي حدث ومتى، ومن كلّمته فيها وبماذا أجاب.",
                    "What happened and when, whom you spoke to there, and what they answered.",
                ),
                Both("كم طالبًا يعاني من الأمر نفسه، إن عرفت.", "How many pupils have the same problem, if you know."),
                Both(
                    "ما الموعد الذي يفوت: تسجيل، أو امتحان، أو منحة.",
                    "Which date would be missed: registration, an exam or a grant.",
                ),
            ),
            attach=(
                Both(
                    "القرار أو كشف العلامات أو الرسالة التي وصلتك.",
                    "The decision, the marks or the message that you got.",
                ),
                Both("لا تصوّر الأطفال.", "Don’t take photos of children."),
            ),
            form=Both(
                'إن ضُرب طالب أو أُهين أو تُحرِّش به فاختر <a href="../../../file/rights/">نموذج حقوق الإنسان وسلامة الطلبة</a>. ولما عدا ذلك <a href="../../../file/complaint/">شكوى</a>.',
                'If a pupil was hit, insulted or harassed, use <a href="../../../file/rights/">the form for human rights and schools</a>. For the rest, use <a href="../../../file/complaint/">a complaint</a>.',
            ),
        ),
        matter(
            "passports-and-papers",
            Both("الجواز والهوية وشهادات الميلاد", "Passports, identity cards and certificates"),
            Both(
                "اكتب أيّ وثيقة هي، ومتى قدّمت، وما الذي قيل لك.",
                "Write which document it is, when you applied, and what you were told.",
            ),
            Both(
                "جوازات، أحوال مدنية، دفتر عائلة، زواج، وفاة، جنسية، إقامة",
                "civil status, family book, marriage, death, nationality, residence, ID",
            ),
            write=(
                Both(
                    "أيّ وثيقة: جواز، أو هوية، أو شهادة ميلاد أو زواج أو وفاة.",
                    "Which document: a passport, an identity card, or a birth, marriage or death certificate.",
                ),
                Both(
                    "أين قدّمت ومتى، ورقم المعاملة المكتوب على الوصل.",
                    "Where and when you applied, and the number on the receipt.",
                ),
                Both(
                    "ما الذي قيل لك أنه ينقص أو أنه سبب التأخير.",
                    "What you were told is missing, or why it takes so long.",
                ),
                Both(
                    "إن كان في الوثيقة خطأ: الكلمة الخطأ، والصحيح، والورقة التي تثبته.",
                    "If the document has a mistake: the wrong word, the right one, and the paper that shows it.",
                ),
                Both("إن كنت ستسافر: اليوم والسبب.", "If you’re travelling: the day and the reason."),
            ),
            attach=(
                Both("وصل التقديم.", "The receipt of your application."),
                Both(
                    "لا ترفق صورة الجواز أو الهوية إلا إن طلبتها الجهة.",
                    "Don’t attach the passport or identity card itself unless the agency asks.",
                ),
            ),
            form=Both(
                'تريد أن تعرف الأوراق المطلوبة؟ اختر <a href="../../../file/inquiry/">استفسارًا</a>. تأخّرت أو رُفضت؟ اختر <a href="../../../file/complaint/">شكوى</a>.',
                'To know which papers are needed, use <a href="../../../file/inquiry/">an inquiry</a>. If it’s late or was refused, use <a href="../../../file/complaint/">a complaint</a>.',
            ),
        ),
        matter(
            "social-aid",
            Both("المعونة والتقاعد والضمان", "Social aid, pensions and social security"),
            Both(
                "أرفق القرار إن وصلك، واكتب ما تغيّر في حال بيتك.",
                "Attach the decision if you got one, and write what has changed in your household.",
            ),
            Both(
                "معونة وطنية، راتب، مساعدة، دعم، فقر، عجز، أرملة، سكن",
                "welfare, benefit, support, poor, disability, widow, housing",
            ),
            write=(
                Both(
                    "أيّ دعم هو، ومتى طلبته أو متى انقطع.",
                    "Which support it is, and when you asked for it or when it stopped.",
                ),
                Both("السبب الذي كُتب في القرار، بكلماته.", "The reason given in the decision, in its words."),
                Both(
                    "كم فردًا في البيت، ومن يعمل منهم، ومن مريض أو ذو إعاقة.",
                    "How many people live in the home, who works, and who is ill or disabled.",
                ),
                Both(
                    "ما الذي تغيّر منذ الطلب: وفاة، أو فقدان عمل، أو مرض.",
                    "What has changed since you applied: a death, a lost job, an illness.",
                ),
            ),
            attach=(
                Both("القرار أو الرسالة التي وصلتك.", "The decision or the message that you got."),
                Both("ورقة تثبت ما تغيّر، إن وُجدت.", "A paper that shows what has changed, if there is one."),
                Both("لا ترسل كشف حسابك ولا رقم بطاقتك.", "Don’t send a bank statement or a card number."),
            ),
        ),
        matter(
            "work-and-pay",
            Both("العمل والأجر والتوظيف", "Work, pay and applying for a job"),
            Both(
                "اكتب متى بدأت العمل، وما الذي اتُّفق عليه، وما الذي لم يُدفع.",
                "Write when you started, what was agreed, and what wasn’t paid.",
            ),
            Both(
                "راتب، صاحب العمل، فصل، إجازة، إصابة عمل، تعيين، مسابقة",
                "salary, employer, dismissed, leave, injury, appointment, competition",
            ),
            write=(
                Both(
                    "اسم مكان العمل وعنوانه، ومنذ متى تعمل فيه.",
                    "The name and address of the workplace, and since when you’ve worked there.",
                ),
                Both("ما اتُّفق عليه: الأجر، والساعات، والإجازات.", "What was agreed: pay, hours and leave."),
                Both(
                    "ما الذي حدث: أجر لم يُدفع، أو فصل، أو إصابة، أو ساعات زائدة.",
                    "What happened: pay that didn’t come, dismissal, an injury or extra hours.",
                ),
                Both("كم لك من مال، وعن أي أشهر.", "How much you’re owed, and for which months."),
                Both(
                    "إن كان الأمر وظيفة حكومية: رقم الإعلان، واليوم الذي تقدّمت فيه.",
                    "If it’s a job with the government: the number of the notice, and the day you applied.",
                ),
            ),
            attach=(
                Both(
                    "العقد أو رسائل الاتفاق، إن وُجدت.",
                    "The contract or the messages in which it was agreed, if there are any.",
                ),
                Both("كشف أجر، أو صورة لساعات الدوام.", "A pay slip, or a photo of the hours you worked."),
            ),
            form=Both(
                'اختر <a href="../../../file/complaint/">نموذج الشكوى</a>. وإن خفت أن تُفصل فاقرأ أولًا <a href="../../filing/staying-unknown/">كيف تُخفي هويتك</a>.',
                'Use <a href="../../../file/complaint/">the complaint form</a>. If you fear losing your job, first read <a href="../../filing/staying-unknown/">how to hide who you are</a>.',
            ),
        ),
        matter(
            "transport-and-driving",
            Both("المواصلات والسيارات والرخص", "Transport, cars and licences"),
            Both(
                "اكتب رقم الحافلة أو المخالفة، والمكان والساعة.",
                "Write the number of the bus or the fine, the place and the hour.",
            ),
            Both(
                "باص، تكسي، أجرة، رخصة قيادة، ترخيص مركبة، مخالفة سير",
                "bus, taxi, fare, driving licence, vehicle, traffic fine",
            ),
            write=(
                Both(
                    "الخط أو رقم الحافلة أو لوحة سيارة الأجرة.", "The route, the number of the bus or the taxi’s plate."
                ),
                Both(
                    "المكان واليوم والساعة، ومن أين إلى أين.",
                    "The place, the day and the hour, and from where to where.",
                ),
                Both(
                    "ما الذي حدث: لم تأتِ الحافلة، أو أجرة زائدة، أو قيادة خطرة، أو مخالفة لم تفعلها.",
                    "What happened: the bus didn’t come, you paid too much, it was driven dangerously, or you got a fine you didn’t deserve.",
                ),
                Both(
                    "إن كانت مخالفة: رقمها، وأين كنت في ذلك الوقت.",
                    "If it’s a fine: its number, and where you were at that time.",
                ),
                Both("إن كانت رخصة: ما الذي طُلب منك ومتى.", "If it’s a licence: what you were asked for, and when."),
            ),
            attach=(
                Both("صورة المخالفة أو التذكرة.", "A photo of the fine or the ticket."),
                Both("لا تصوّر وأنت تقود.", "Don’t take photos while you’re driving."),
            ),
        ),
        matter(
            "how-staff-treat-you",
            Both("موظف أساء إليّ أو أخّرني", "Staff were rude, or kept me waiting"),
            Both(
                "اكتب ما قيل وما فُعل، لا رأيك في الشخص. واذكر المكتب والساعة.",
                "Write what was said and done, not what you think of the person. Give the office and the hour.",
            ),
            Both(
                "سوء معاملة، تأخير، راجعني بكرة، موظف، دور، طابور",
                "rude, delay, come back tomorrow, employee, queue, service",
            ),
            write=(
                Both(
                    "الجهة والمكتب أو رقم الشباك، واليوم والساعة.",
                    "The agency, the office or counter number, the day and the hour.",
                ),
                Both(
                    "اسم الموظف إن كان على بطاقته. وإن لم تعرفه فصِف عمله لا شكله.",
                    "The name on the badge. If you don’t know it, describe what they do, not what they look like.",
                ),
                Both(
                    "ما قلته أنت، وما قاله هو، بالكلمات نفسها.", "What you said and what they said, in the same words."
                ),
                Both(
                    "كم مرة ذهبت، وما الذي طُلب منك كل مرة.",
                    "How often you went, and what you were asked for each time.",
                ),
                Both(
                    "ما تريده: أن تُنجز معاملتك، أو اعتذار، أو ألا يتكرّر.",
                    "What you want: your papers done, an apology, or that it doesn’t happen again.",
                ),
            ),
            attach=(
                Both("ورقة الدور أو وصل المعاملة.", "The queue ticket or the receipt."),
                Both(
                    "لا تصوّر الموظف ولا من ينتظر معك.", "Don’t take photos of the staff or of others who are waiting."
                ),
            ),
            form=Both(
                'اختر <a href="../../../file/complaint/">شكوى</a> واذكر أنها عن موظف: لا يعمل عليها من تشتكي منه. وإن أحسن أحدهم <a href="../../../file/praise/">فاكتب ثناء</a>.',
                'Use <a href="../../../file/complaint/">a complaint</a> and say that it’s about a member of staff: they won’t work on it themselves. If someone did well, <a href="../../../file/praise/">write praise</a>.',
            ),
        ),
    ],
)
